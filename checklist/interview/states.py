"""The state of a question in words, as lists of questions show it."""

from checklist.questionnaire.question import Question
from checklist.reports.answer_path import AnswerPath
from checklist.reports.not_known import not_known_lines


def question_state(question: Question, path: AnswerPath) -> str:
    """Return the state of a question: `not asked`, `open`, `optional`, or that of its answer."""
    if question.id not in path.on:
        return "not asked"
    if path.is_complete(question):
        return answered_state(question, path)
    return "open" if path.is_required(question) else "optional"


def answered_state(question: Question, path: AnswerPath) -> str:
    """Return the state of an answered question: `answered`, or what is not known about it."""
    answer = path.facts.answers[question.id]
    lines = not_known_lines(question, answer)
    if not lines:
        return "answered"
    if "missing" in answer:
        return lines[0][0].lower() + lines[0][1:]
    return f"answered, not known in {len(lines)} part{'s' * (len(lines) > 1)}"
