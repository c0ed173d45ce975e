"""The section of a summary on assistance: wanted, received, asked for, and offered."""

from collections.abc import Iterator
from itertools import groupby

from checklist.analysis.summary.document import Summary
from checklist.render.blocks import Block, Heading, Table
from checklist.render.summary.count_tables import denominators, question_table


def assistance_blocks(summary: Summary) -> Iterator[Block]:
    """Yield the section."""
    assistance = summary.assistance
    yield Heading("Wanted, by theme and kind", 3)
    tallies = {one.question: one.tally for one in assistance.wanted_by_theme}
    by_question = groupby(assistance.wanted, lambda one: one.question)
    for number, (question, group) in enumerate(by_question, 1):
        kinds = list(group)
        yield Table(
            kinds[0].theme,
            ("Kind", "States", "Who, with priority"),
            [
                *(
                    (
                        one.label,
                        one.count,
                        [
                            f"{wanted.state.name}{_in_brackets(wanted.priority.code)}"
                            for wanted in one.states
                        ],
                    )
                    for one in kinds
                ),
                *denominators(tallies[question]),
            ],
            name=f"wanted/{number}",
        )
    for name, title, several in (
        ("received", "Received before", assistance.received),
        ("requests", "Asked for", assistance.requests),
        ("offers", "Offered to others", assistance.offers),
        ("needs", "Would rather receive help", assistance.needs),
    ):
        if several:
            yield Heading(title, 3)
            for number, asked in enumerate(several, 1):
                yield from question_table(asked, f"{name}/{number}")


def _in_brackets(text: str) -> str:
    return f" ({text})" if text else ""
