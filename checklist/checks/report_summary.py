"""What a State can be told of a report that was checked, beside the findings."""

from collections.abc import Mapping, Sequence
from pathlib import PurePath
from typing import Any, NamedTuple

from checklist.diagnostics import Diagnostic
from checklist.files.reader import Document
from checklist.questionnaire.question import Question
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.states import BY_CODE, code_in_file_name


class QuestionAsked(NamedTuple):
    """A question that findings are about."""

    number: str
    """Its number in the questionnaire: `2.3`."""
    ask: str
    recommendations: Sequence[str]
    """The ids of the recommendations that it serves."""


class ReportSummary(NamedTuple):
    """Whose report it is, what kind of report, and the questions behind the findings."""

    state: str | None
    """The code of the State that it names; of a report that names none, its file's name may."""
    head: Mapping[str, str]
    """`status`, `revision` and `as_of` as they stand there; what cannot be used is left out."""
    source: str
    """The symbol of the document whose recommendations are numbered here."""
    questions: Mapping[str, QuestionAsked]
    """The questions that findings are about by their ids, in the questionnaire's order."""


def report_summary(
    document: Document, questionnaire: Questionnaire, found: Sequence[Diagnostic]
) -> ReportSummary:
    """Return what a State can be told of its report.

    Args:
        document: The report's file, as the reader gave it.
        questionnaire: What it was checked against.
        found: What was found in it.
    """
    data = document.data if isinstance(document.data, dict) else {}
    asked = {one.where[1] for one in found if len(one.where) > 1 and one.where[0] == "answers"}
    return ReportSummary(
        state_of(data, document.name),
        {key: str(data[key]) for key in ("status", "revision", "as_of") if _is_plain(data, key)},
        questionnaire.head.source.symbol,
        {
            question.id: _asked(question, questionnaire)
            for question in questionnaire.questions.values()
            if question.id in asked
        },
    )


def state_of(data: Any, file: str) -> str | None:
    """Return the code of the State that a report names; where it names none, its file's name may.

    Args:
        data: What was read of the report, whatever it is.
        file: Its file, as it was named.
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
