"""The section of a summary on treaties: who has joined, and where the others stand."""

from collections.abc import Iterator

from checklist.analysis.summary.document import Summary
from checklist.analysis.summary.ratification_document import NotJoined
from checklist.render.blocks import Block, Heading, Table
from checklist.render.summary.count_tables import counts_without_value, question_table


def ratification_blocks(summary: Summary) -> Iterator[Block]:
    """Yield the section."""
    for treaty in summary.ratification:
        yield Heading(treaty.treaty, 3)
        yield from question_table(treaty.status, f"{treaty.term}/status")
        for group in treaty.groups:
            yield from _not_joined(group, treaty.term)
        yield Table(
            "States that have not joined: where they stand",
            ("State", "Status", "Ratification", "Target", "Obstacles"),
            [
                (
                    one.state.name,
                    one.status.label,
                    one.process.label,
                    one.target,
                    [
                        *(obstacle.label for obstacle in one.obstacles),
                        *([one.obstacles_text] if one.obstacles_text else []),
                        *(["(some answers are confidential)"] if one.has_confidential else []),
                    ],
                )
                for one in treaty.on_the_way
            ],
            name=f"{treaty.term}/where",
        )
        if treaty.overcome is not None:
            yield from question_table(treaty.overcome, f"{treaty.term}/overcome")
            yield Table(
                "How States overcame obstacles",
                ("State", "Obstacles overcome", "How"),
                [
                    (one.state.name, [code.label for code in one.overcome], one.text)
                    for one in treaty.joined
                ],
                name=f"{treaty.term}/how",
            )


def _not_joined(group: NotJoined, term: str) -> Iterator[Block]:
    for name, what, tally, codes in (
        (
            "process",
            "Status of ratification",
            group.process,
            group.process.codes if group.process else (),
        ),
        ("obstacles", "Obstacles", group.obstacles_tally, group.obstacles),
    ):
        if tally is not None and tally.of:
            yield Table(
                f"{what}: {group.status.label}",
                ("", "States"),
                [
                    *((code.label, code.count) for code in codes if code.count),
                    *counts_without_value(tally),
                ],
                name=f"{term}/{name}/{group.status.code}",
            )
