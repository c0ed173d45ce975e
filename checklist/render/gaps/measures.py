"""The measures of a report, each with how far it is in place."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from checklist.answer_types.answer import AnswerData, missing_lines
from checklist.answer_types.implementation import CONSIDERED, IMPLEMENTED
from checklist.questionnaire.question import Question
from checklist.questionnaire.standing import is_measure_by_itself
from checklist.reports.checked_report import CheckedReport

_FOLLOWED = frozenset({IMPLEMENTED, CONSIDERED})
"""The statuses that leave nothing to do: `considered` is only offered where that was asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A measure that a question or a row of a matrix asks about."""

    question: Question
    row: str
    """The words of the row; empty for a question without rows."""
    recommendations: frozenset[str]
    """The recommendations that it serves."""
    status: str
    """The code of its status; empty without a valid answer."""
    words: str
    """Its status in words, or why there is none."""
    is_carried: bool
    """Whether the answer is that of an earlier report, and not confirmed."""

    @property
    def is_gap(self) -> bool:
        """Whether the State says that the measure is not in place, or only partly."""
        return self.status != "" and self.status not in _FOLLOWED

    @property
    def is_open(self) -> bool:
        """Whether the report does not say how far the measure is in place."""
        return not self.status


def measures(checked: CheckedReport) -> Iterator[Measure]:
    """Yield the measures that are asked about, in the order of the questionnaire."""
    for question in checked.questionnaire.questions.values():
        statuses = statuses_of(question)
        if not statuses or question.id not in checked.path.on:
            continue
        answer = checked.valid.get(question.id)
        rows = question.answer_type.listed_rows()
        own = frozenset(question.recommendations)
        if not rows:
            yield _measure(question, "", own, answer, statuses)
        for row in rows:
            inner = answer
            if answer is not None and "value" in answer:
                inner = answer["value"].get(row.id)
                if inner is not None and answer.get("carried"):
                    inner = {**inner, "carried": True}
            yield _measure(question, row.label, own | {*row.recommendations}, inner, statuses)


def statuses_of(question: Question) -> Mapping[str, str]:
    """Return the status of a measure for each code of a question.

    It is empty where the codes do not say how far a measure is in place.
    """
    if not is_measure_by_itself(question.answer_type):
        return {}
    return {code: code for code in question.answer_type.codes() or ()}


def _measure(
    question: Question,
    row: str,
    recommendations: frozenset[str],
    answer: AnswerData | None,
    statuses: Mapping[str, str],
) -> Measure:
    code, words = "", "Not answered"
    if answer is not None and "missing" in answer:
        words = missing_lines(answer)[0]
    elif answer is not None:
        value = answer["value"]
        code = value if isinstance(value, str) else value["status"]
        words = question.answer_type.label(code)
        if isinstance(value, dict) and value.get("partly"):
            cells = question.answer_type.cells(value)
            ways = [cell.text for cell in cells if cell.part == "partly"]
            words += f" ({'; '.join(ways)})"
    return Measure(
        question=question,
        row=row,
        recommendations=recommendations,
        status=statuses.get(code, ""),
        words=words,
        is_carried=bool(answer and answer.get("carried")),
    )
