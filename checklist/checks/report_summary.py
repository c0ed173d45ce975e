"""The facts about a checked report that its State needs to understand the findings."""

from collections.abc import Mapping, Sequence
from pathlib import PurePath
from typing import Any, NamedTuple

from checklist.diagnostics import Diagnostic, question_at
from checklist.files.reader import Document
from checklist.questionnaire.question import Question
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.states import BY_CODE, code_in_file_name, find
from checklist.text.sanitize import quoted

_LONGEST_STATE = 40
"""The most characters that are shown of what is no code."""


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
    disagreement: str = ""
    """Why the State is not known, where name and content disagree: a clause, or empty."""


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
    asked = {question_at(finding.where) for finding in found}
    head = {key: str(data[key]) for key in ("status", "revision", "as_of") if _is_plain(data, key)}
    return ReportSummary(
        state=state_of(data, document.name),
        disagreement=disagreement(data, document.name),
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

    A report whose name says another State than what stands in it belongs to no State, until
    somebody says whose it is.

    Args:
        data: The data of the report, in whatever form.
        file: The name of its file, as the user gave it.
    """
    if disagreement(data, file):
        return None
    named = _named_state(data)
    return named if isinstance(named, str) and named in BY_CODE else _code_in_name(file)


def disagreement(data: Any, file: str) -> str:
    """Return why the State of a report cannot be known, where its name and its content disagree.

    Args:
        data: The data of the report, in whatever form.
        file: The name of its file, as the user gave it.

    Returns:
        A clause; empty where they agree, or one of them says nothing.
    """
    named, code = _named_state(data), _code_in_name(file)
    if named is None or named == "" or code is None:
        return ""
    meant = find(named) if isinstance(named, str) else None
    if meant is not None and meant.code == code:
        return ""
    shown = quoted(str(named), limit=_LONGEST_STATE)
    if meant is None:
        which = "which is the code of no State"
    elif meant.code == named:
        which = f"which is {meant.in_sentence}"
    else:
        which = f"which is no code and may mean {meant.in_sentence}"
    return f"its name says {code}, and its `state` is {shown}, {which}"


def _named_state(data: Any) -> Any:
    return data.get("state") if isinstance(data, dict) else None


def _code_in_name(file: str) -> str | None:
    code = (code_in_file_name(PurePath(file).name) or "").upper()
    return code if code in BY_CODE else None


def _is_plain(data: Mapping[str, Any], key: str) -> bool:
    value = data.get(key)
    return isinstance(value, str | int) and not isinstance(value, bool)


def _asked(question: Question, questionnaire: Questionnaire) -> QuestionAsked:
    served = [recommendation.id for recommendation in questionnaire.recommendations_of(question)]
    return QuestionAsked(questionnaire.numbers[question.id], question.ask, served)
