"""The gaps of a State as a page."""

from checklist.render.blocks import by_section
from checklist.render.gaps.document import gaps_blocks
from checklist.render.html import page
from checklist.reports.checked_report import CheckedReport


def as_html(checked: CheckedReport) -> str:
    """Return the page."""
    title, *sections = by_section(gaps_blocks(checked))
    return page(
        "document.html.j2",
        styles=("page.css", "document.css"),
        title=title.heading.text,
        begin=title.blocks,
        sections=sections,
        running="internal",
    )
