"""Removal of the rows and cells of a report that are wrong.

The other rows and cells of a matrix or a table can then be counted.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from typing import Any

from checklist.answer_types.interface import AnswerType, InnerPath
from checklist.answer_types.problem import BREAKING
from checklist.diagnostics import DocumentPath, Finding, question_at
from checklist.reports.checked_report import CheckedReport, at_answer

Broken = Mapping[str, Set[InnerPath]]
"""The broken parts by question: the row of a matrix is `("police",)`, the cell of a table is
`("1", "name")`, and an entry without a cell that can be used is `("1", "")`."""


def without_broken_parts(
    data: Mapping[str, Any], checked: CheckedReport, wrong: Sequence[Finding]
) -> tuple[Mapping[str, Any], Broken]:
    """Return a report without the rows and cells that do not fit, and a list of these.

    An answer that would lose all its parts stays as it is: it does not fit as a whole.

    Args:
        data: The report.
        checked: The same report, checked.
        wrong: The findings on its structure.
    """
    answers = dict(data["answers"])
    broken: dict[str, Set[InnerPath]] = {}
    for question_id, places in _by_question(checked, wrong).items():
        question = checked.questionnaire.questions.get(question_id)
        if question is None or not question.answer_type.fields():
            continue
        before = answers[question_id]["value"]
        value = _without(before, places)
        if value and value != before:
            answers[question_id] = {**answers[question_id], "value": value}
            broken[question_id] = {_part_of(place, question.answer_type) for place in places}
    return {**data, "answers": answers}, broken


def _by_question(
    checked: CheckedReport, wrong: Iterable[Finding]
) -> Mapping[str, Sequence[DocumentPath]]:
    """Return the places in the value of each answer that is wrong in parts only."""
    by_question: dict[str, list[DocumentPath]] = {}
    for where in _places(checked, wrong):
        if question_id := question_at(where):
            by_question.setdefault(question_id, []).append(where[2:])
    return {
        question_id: [where[1:] for where in found]
        for question_id, found in by_question.items()
        if all(where[:1] == ("value",) and len(where) > 1 for where in found)
    }


def _places(checked: CheckedReport, wrong: Iterable[Finding]) -> Iterator[DocumentPath]:
    yield from (found.where for found in wrong)
    for question_id, problem in checked.problems:
        if problem.kind in BREAKING:
            yield at_answer(question_id, problem)


def _without(value: Any, places: Iterable[DocumentPath]) -> Any:
    """Return a value without the parts at these places; None if no part is left."""
    if isinstance(value, dict):
        rows = {place[0] for place in places}
        return {row: answer for row, answer in value.items() if row not in rows}
    if not isinstance(value, list):
        return None
    cells = {place[:2] for place in places}
    entries = [
        # An entry that has lost all its cells keeps its number.
        {}
        if (number,) in cells or not isinstance(entry, dict)
        else {column: cell for column, cell in entry.items() if (number, column) not in cells}
        for number, entry in enumerate(value)
    ]
    return entries if any(entries) else None


def _part_of(place: DocumentPath, answer_type: AnswerType) -> InnerPath:
    if answer_type.listed_rows():
        return (str(place[0]),)
    return str(int(place[0]) + 1), str(place[1]) if len(place) > 1 else ""
