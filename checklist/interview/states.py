"""The state of a question in words, as lists of questions show it."""

from checklist.questionnaire.question import Question
from checklist.reports.answer_path import AnswerPath
from checklist.reports.progress import not_known_lines
from checklist.text.messages import tr, trn
from checklist.text.paragraphs import uncapitalized


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
        if not parts:
            return tr("begun")
        return trn("begun, not known in {count} part", "begun, not known in {count} parts", parts)
    return tr("open") if path.is_required(question) else tr("optional")


def answered_state(question: Question, path: AnswerPath) -> str:
    """Return the state of an answered question: `answered`, or what is not known about it."""
    answer = path.facts.answers[question.id]
    if "missing" in answer:
        lines = not_known_lines(question, answer)
        return uncapitalized(lines[0]) if lines else tr("answered")
    parts = len(not_known_lines(question, answer))
    if not parts:
        return tr("answered")
    return trn("answered, not known in {count} part", "answered, not known in {count} parts", parts)
