"""The cycle of a report, the year for which a State reports, and the period of each question.

The dates of both are those that the report gives.
"""

from datetime import date
from typing import NamedTuple

from checklist.answer_types.answer import is_counted
from checklist.answer_types.operands import interval
from checklist.answer_types.written_date import date_in_words
from checklist.questionnaire.question import Question
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.reports.answer_path import AnswerPath
from checklist.reports.confidentiality import hidden_questions
from checklist.reports.report import Report
from checklist.text.messages import tr


def cycle_of(report: Report, questionnaire: Questionnaire) -> str:
    """Return the cycle of a report as a year of four digits: `2026`.

    It is the year in which the period of the report ends, as the analysis plan names the question.
    Where the answer is no date, is not confirmed, or is confidential, it is the year of `as_of`.

    Args:
        report: The report; its answers stand under the ids of this questionnaire.
        questionnaire: The questionnaire with the analysis plan.
    """
    period = questionnaire.period
    end = None if period is None else period.end
    answer = None if end is None else report.answers.get(end)
    date = answer.get("value") if isinstance(answer, dict) and is_counted(answer) else None
    is_date = isinstance(date, str) and interval(date) is not None
    if is_date and end not in hidden_questions(report.answers, questionnaire):
        return str(date)[:4]
    return report.as_of[:4]


def period_in_words(question: Question, path: AnswerPath) -> str:
    """Return the period of a question; empty where it has none.

    For the period of the report, as the analysis plan names it, these are its dates: `1 January
    2024 to 31 December 2025`. Without an answer, it ends on the date of the report. Dates of the
    last report are not those of this one until somebody confirms them.
    """
    words = question.period or ""
    questionnaire = path.facts.questionnaire
    plan = questionnaire.period
    # The question can be read in another language than the report.
    asked = questionnaire.questions.get(question.id, question)
    if plan is None or asked.period != plan.words:
        return words
    begin, end = _date(plan.begin, path), _date(plan.end, path)
    if not begin:
        return words
    return tr("{begin} to {end}", begin, end or date_in_words(path.facts.as_of))


class Span(NamedTuple):
    """The period of a report, as far as its answers and its date say."""

    begin: str
    """The question of its beginning."""
    first: date
    end: str | None
    """The question of its end; None: it ends on the date of the report."""
    last: date


def span_of(path: AnswerPath) -> Span | None:
    """Return the period of the report; None where its beginning or its end is not said."""
    plan = path.facts.questionnaire.period
    if plan is None:
        return None
    given = None if plan.end is None else _given(plan.end, path)
    days = interval(_given(plan.begin, path) or "")
    until = interval(given or path.facts.as_of)
    if days is None or until is None:
        return None
    return Span(plan.begin, days.first, plan.end if given else None, until.last)


def _date(question_id: str | None, path: AnswerPath) -> str:
    """Return the date that answers a question, in words; empty without one."""
    given = None if question_id is None else _given(question_id, path)
    return "" if given is None else date_in_words(given)


def _given(question_id: str, path: AnswerPath) -> str | None:
    """Return the date that answers a question; None without one that is confirmed."""
    if question_id not in path.on or path.is_carried(question_id):
        return None
    given = path.facts.answers.get(question_id, {}).get("value")
    return given if isinstance(given, str) else None
