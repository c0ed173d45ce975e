"""The section of a summary on the laws and links that States name as evidence."""

from collections.abc import Iterator

from checklist.analysis.summary.document import Summary
from checklist.render.blocks import Block, Paragraph, Table, Url

_MOST_ON_PAPER = 50
"""The most reports whose laws and links stand on paper, too: those of 200 are 75 sheets."""


def evidence_blocks(summary: Summary) -> Iterator[Block]:
    """Yield the section."""
    kind = ["Kind"] if any(law.kind.code for one in summary.evidence for law in one.laws) else []
    is_annex = len(summary.reports) > _MOST_ON_PAPER
    if is_annex:
        yield Paragraph(
            f"Of more than {_MOST_ON_PAPER} reports, the laws and links stand folded on the page "
            "and in the other formats, but not on paper. A Word file has them with "
            "--section evidence."
        )
    yield Table(
        "Laws",
        ("State", "Short name", *kind, "Citation", "More", "Questions where it is cited"),
        [
            (
                one.state.name,
                law.short_name,
                *(law.kind.label for _ in kind),
                law.citation,
                [f"{label}: {text}" for label, text in law.details.items()],
                law.cited,
            )
            for one in summary.evidence
            for law in one.laws
        ],
        name="laws",
        is_annex=is_annex,
    )
    yield Table(
        "Links",
        ("State", "Question", "Address"),
        [
            (one.state.name, link.question, Url(link.url))
            for one in summary.evidence
            for link in one.links
        ],
        name="links",
        is_annex=is_annex,
    )
