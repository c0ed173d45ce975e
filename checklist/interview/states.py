"""The state of a question in words, as lists of questions show it."""

from checklist.questionnaire.question import Question
from checklist.reports.answer_path import AnswerPath
from checklist.reports.progress import not_known_lines


def question_state(question: Question, path: AnswerPath) -> str:
    """Return the state of a question: `not asked`, `open`, `optional`, or that of its answer."""
    if question.id not in path.on:
        return "not asked"
    if path.is_carried(question.id):
        return "to be confirmed"
    if path.is_complete(question):
        return answered_state(question, path)
    if path.has_begun(question.id):
        parts = len(not_known_lines(question, path.facts.answers[question.id]))
        if parts == 1:
            return "begun, not known in 1 part"
        return f"begun, not known in {parts} parts" if parts else "begun"
    return "open" if path.is_required(question) else "optional"


def answered_state(question: Question, path: AnswerPath) -> str:
    """Return the state of an answered question: `answered`, or what is not known about it."""
    answer = path.facts.answers[question.id]
    if "missing" in answer:
        lines = not_known_lines(question, answer)
        return lines[0][0].lower() + lines[0][1:] if lines else "answered"
    parts = len(not_known_lines(question, answer))
    if parts == 1:
        return "answered, not known in 1 part"
    return f"answered, not known in {parts} parts" if parts else "answered"
