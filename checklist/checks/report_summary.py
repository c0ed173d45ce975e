"""The facts about a checked report that its State needs to understand the findings."""

from collections.abc import Mapping, Sequence
from pathlib import PurePath
from typing import Any, NamedTuple

from checklist.diagnostics import Diagnostic, question_at
from checklist.files.reader import Document
from checklist.questionnaire.question import Question
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.states import BY_CODE, code_in_file_name


class QuestionAsked(NamedTuple):
    """A question that has findings."""

    number: str
    """Its number in the questionnaire: `2.3`."""
    ask: str
    recommendations: Sequence[str]
    """The ids of the recommendations that it serves."""


class ReportSummary(NamedTuple):
    """The State of a report, the keys of its head, and the questions that have findings."""

    state: str | None
    """The code of the State that the report names, or else of the State in its file's name."""
    head: Mapping[str, str]
    """`status`, `revision` and `as_of` as they are in the file, without unusable ones."""
    source: str
    """The symbol of the document that has the recommendations."""
    questions: Mapping[str, QuestionAsked]
    """The questions that have findings, by their ids, in the questionnaire's order."""


def report_summary(
    document: Document, questionnaire: Questionnaire, found: Sequence[Diagnostic]
) -> ReportSummary:
    """Return the summary of a report.

    Args:
        document: The report's file, as the reader gave it.
        questionnaire: The questionnaire that it was checked against.
        found: The findings in it.
    """
    data = document.data if isinstance(document.data, dict) else {}
    asked = {question_at(one.where) for one in found}
    head = {key: str(data[key]) for key in ("status", "revision", "as_of") if _is_plain(data, key)}
    return ReportSummary(
        state=state_of(data, document.name),
        head=head,
        source=questionnaire.head.source.symbol,
        questions={
            question.id: _asked(question, questionnaire)
            for question in questionnaire.questions.values()
            if question.id in asked
        },
    )


def state_of(data: Any, file: str) -> str | None:
    """Return the code of the State that a report names, or else of the one in its file's name.

    Args:
        data: The data of the report, in whatever form.
        file: The name of its file, as the user gave it.
    """
    data = data if isinstance(data, dict) else {}
    named = data.get("state")
    if isinstance(named, str) and named in BY_CODE:
        return named
    code = (code_in_file_name(PurePath(file).name) or "").upper()
    return code if code in BY_CODE else None


def _is_plain(data: Mapping[str, Any], key: str) -> bool:
    value = data.get(key)
    return isinstance(value, str | int) and not isinstance(value, bool)


def _asked(question: Question, questionnaire: Questionnaire) -> QuestionAsked:
    served = [one.id for one in questionnaire.recommendations_of(question)]
    return QuestionAsked(questionnaire.numbers[question.id], question.ask, served)
