"""The section of a summary for publication on the States that are counted and not named."""

from collections.abc import Iterator, Sequence

from checklist.analysis.summary.document import Summary, Unit
from checklist.analysis.summary.small_counts import LEAST
from checklist.analysis.summary.unnamed_document import Unnamed, UnnamedLine
from checklist.render.blocks import Block, Cell, Paragraph, Table
from checklist.render.publication_notes import held_back

_RULE = (
    f"Counts are given where at least {LEAST} of these States answered, where each count that is "
    f"not zero is at least {LEAST}, and where not all of them gave the same answer."
)


def unnamed_blocks(summary: Summary) -> Iterator[Block]:
    """Yield the section."""
    unnamed = summary.unnamed
    if unnamed is None:
        return
    yield Paragraph(f"States that may be counted and not named: {unnamed.states}.")
    yield from map(Paragraph, _reasons(unnamed))
    units = {(one.question, one.row): one for one in summary.units}
    if unnamed.lines:
        yield Table(
            "States that are counted and not named",
            ("Question", "Answers", "Answered", "Without an answer that is shown"),
            [_line(one, units[one.question, one.row]) for one in unnamed.lines],
            name="lines",
        )


def _reasons(unnamed: Unnamed) -> Iterator[str]:
    if unnamed.held_back:
        yield held_back(unnamed.held_back)
    if not unnamed.states:
        return
    if unnamed.is_filtered:
        yield (
            "Their answers are not counted here, because only a part of the reports is counted: "
            "the difference between two such counts could tell the answer of a State."
        )
        return
    yield _RULE
    if unnamed.too_few:
        yield f"Questions and rows without counts for this reason: {unnamed.too_few}."
    if unnamed.by_difference:
        yield (
            "Questions and rows without counts because the difference to an output issued before "
            f"would be too small: {unnamed.by_difference}."
        )


def _line(line: UnnamedLine, unit: Unit) -> Sequence[Cell]:
    words = f"{unit.number} {unit.words}"
    given = [f"{one.label}: {one.count}" for one in line.codes if one.count]
    return (
        f"{words} ({unit.row_words})" if unit.row_words else words,
        given,
        line.answered,
        line.without_answer,
    )
