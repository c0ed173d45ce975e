"""The period that a question asks about, with the dates that the report gives for it."""

from checklist.questionnaire.question import Question
from checklist.reports.answer_path import AnswerPath


def period_in_words(question: Question, path: AnswerPath) -> str:
    """Return the words for the period of a question; empty where it has none.

    The analysis plan says of which period the report gives the dates.
    """
    words = question.period or ""
    plan = path.facts.questionnaire.plan.period
    if plan is None or words != plan.words:
        return words
    begin, end = _date(plan.begin, path), _date(plan.end, path)
    if begin and end:
        return f"{words}: {begin} to {end}"
    if begin or end:
        return f"{words}: from {begin}" if begin else f"{words}: until {end}"
    return words


def _date(question_id: str | None, path: AnswerPath) -> str:
    """Return the date that answers a question; empty without one."""
    if question_id is None or question_id not in path.on:
        return ""
    date = path.facts.answers.get(question_id, {}).get("value")
    return date if isinstance(date, str) else ""
