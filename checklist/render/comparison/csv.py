"""The counts of a comparison as one table, a row a figure, for a spreadsheet or statistics."""

from collections.abc import Iterator, Sequence

from checklist.analysis.comparison.side_by_side_document import (
    SideBySide,
    SubjectCounts,
    ThemeSteps,
)
from checklist.analysis.summary.figures import Tally
from checklist.render.summary.bar_segments import MISSING_LABELS
from checklist.tables.csv import MARK, lines

COLUMNS = (
    "subject",
    "id",
    "row",
    "group",
    "cycle",
    "compared_with",
    "side",
    "code",
    "to_code",
    "count",
)
"""`subject`: theme, recommendation, question, all or steps. `compared_with`: the other cycle, where
only the same States count; empty where all do. `side`: all, before, after, transition, left-out;
for steps, which are counted over all cycles: announced or next-report. `code`: a code or a
standing; `to_code`: the code or standing after a transition."""

_Row = tuple[str | int, ...]


def as_csv(counts: SideBySide) -> bytes:
    """Return the file."""
    return MARK + lines([COLUMNS, *_rows(counts)])


def _rows(counts: SideBySide) -> Iterator[_Row]:
    for theme in counts.themes:
        yield from _of_line(("theme", theme.id, "", ""), theme)
    for recommendation in counts.recommendations:
        yield from _of_line(
            ("recommendation", recommendation.measures.id, "", ""), recommendation.measures
        )
    own = {(x.question, x.row): x for line in counts.recommendations for x in line.own_codes}
    for (question, row), line in own.items():
        yield from _of_line(("question", question, row, ""), line.counts)
    for group in counts.groups:
        label = group.group.label
        yield from _of_line(("all", "", "", label), group.measures)
        for theme in group.themes:
            yield from _of_line(("theme", theme.id, "", label), theme)
    for steps in counts.announced:
        yield from _of_steps(steps)


def _of_steps(steps: ThemeSteps) -> Iterator[_Row]:
    """Yield the number of announced steps of a theme, and those by the answers that follow them."""
    not_again = steps.announced - steps.in_last_cycle - steps.with_next_report
    for side, code, count in (
        ("announced", "of", steps.announced),
        ("announced", "in-last-cycle", steps.in_last_cycle),
        ("announced", "not-reported-again", not_again),
        ("announced", "reported-again", steps.with_next_report),
        ("announced", "with-changed-measures", steps.with_changes),
        *(("next-report", answer.code, answer.count) for answer in steps.next),
    ):
        yield "steps", steps.question, "", "", "", "", side, code, "", count


def _of_line(subject: Sequence[str], line: SubjectCounts) -> Iterator[_Row]:
    for counted in line.cycles:
        for code, count in _figures(counted.tally):
            yield *subject, counted.cycle, "", "all", code, "", count
    for step in line.steps:
        for cycle, other, side, tally in (
            (step.earlier, step.later, "before", step.before),
            (step.later, step.earlier, "after", step.after),
        ):
            for code, count in _figures(tally):
                yield *subject, cycle, other, side, code, "", count
        span = step.earlier, step.later
        for change in step.transitions:
            codes = change.before.code, change.after.code
            yield *subject, *span, "transition", *codes, change.count
        yield *subject, *span, "left-out", "confidential", "", step.confidential


def _figures(tally: Tally) -> Iterator[tuple[str, int]]:
    """Yield the denominators, the codes and the answers without a value."""
    yield "of", tally.of
    yield "answered", tally.answered
    for counted in tally.codes:
        yield counted.code, counted.count
    for name in MISSING_LABELS:
        yield name.replace("_", "-"), getattr(tally, name)
