"""The answers behind the counts of a comparison: from a table to the reports and questions.

Each count of a table is the number of the sources that are found here. A change is at its place in
the later report; what is there no more, in the earlier one.
"""

from collections.abc import Iterator, Mapping

from checklist.analysis.comparison.comparison import Comparison
from checklist.analysis.comparison.document import (
    ChangeEntry,
    CodeEntry,
    QuestionEntry,
    ReportEntry,
    Side,
)
from checklist.analysis.comparison.labels import KIND_LABELS
from checklist.analysis.rows.columns import ReportRow
from checklist.analysis.traced import STATES, Source, Traced
from checklist.states import BY_CODE

ANSWERS_CHANGED, ALL_SETS = "Answers changed", "All sets"


def traced_changes(comparison: Comparison) -> Iterator[Traced]:
    """Yield the counts of the changed answers by set that are not zero, each with its sources."""
    titles = {one.id: one.title for one in comparison.questionnaire.sets}
    files = _files(comparison)
    found: dict[tuple[str, str], list[Source]] = {}
    for report, question in comparison.changes:
        source = _source(report, question.question, question.changes[0], _said(question), files)
        for column in (ANSWERS_CHANGED, *(KIND_LABELS[kind] for kind in question.kinds)):
            for row in (titles[question.part], ALL_SETS):
                found.setdefault((row, column), []).append(source)
    columns = [ANSWERS_CHANGED, *KIND_LABELS.values()]
    for row in (*titles.values(), ALL_SETS):
        for column in columns:
            if (row, column) in found:
                yield Traced(row, column, found[row, column])


def traced_transitions(comparison: Comparison) -> Iterator[Traced]:
    """Yield how many States went from one answer to another, each count with its sources."""
    found: dict[tuple[str, str, CodeEntry, CodeEntry], list[Source]] = {}
    files = _files(comparison)
    for one in comparison.moves:
        said = arrow(one.before, one.after)
        key = one.question, one.change.row, one.before, one.after
        source = _source(one.report, one.question, one.change, said, files)
        found.setdefault(key, []).append(source)
    for asked in comparison.transitions:
        for change in asked.changes:
            words = f"{asked.number} {asked.ask}", asked.label, arrow(change.before, change.after)
            row = " / ".join(filter(None, words))
            key = asked.question, change.row, change.before, change.after
            yield Traced(row, STATES, found[key])


def arrow(before: CodeEntry, after: CodeEntry) -> str:
    """Return a transition in words."""
    return f"{before.text} → {after.text}"


def _said(question: QuestionEntry) -> str:
    """Return which kinds of changes an answer has; for a code, from what to what."""
    first = question.changes[0]
    if first.is_status and not first.hidden and first.before and first.after:
        return arrow(first.before[0], first.after[0])
    return ", ".join(KIND_LABELS[kind] for kind in question.kinds)


def _files(comparison: Comparison) -> Mapping[tuple[Side, str], str]:
    """Return the files by side and State. The reports of a comparison for publication have none."""
    return {
        (side, state): report.file
        for state, pair in comparison.compared.items()
        for side, report in zip(Side, pair, strict=True)
    }


def _source(
    report: ReportEntry,
    question: str,
    change: ChangeEntry,
    said: str,
    files: Mapping[tuple[Side, str], str],
) -> Source:
    side, head, where = Side.NEW, report.new, change.new_where
    if where is None and change.old_where is not None:
        side, head, where = Side.OLD, report.old, change.old_where
    row = ReportRow(
        file=files[side, report.state],
        state=report.state,
        state_name=BY_CODE[report.state].name,
        treaty_status="",
        questionnaire=head.questionnaire,
        version=head.version,
        other_content=False,
        status=head.status,
        revision=head.revision,
        date=head.as_of,
        is_copy=head.is_copy,
    )
    return Source(row, question, change.row, said, tuple(where or ()))
