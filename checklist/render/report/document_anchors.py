"""The headings of a document that something refers to."""

from checklist.questionnaire.question import Question, QuestionSet
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.render.blocks import Reference

MISSING, WITHHELD, LAWS, RECOMMENDATIONS = "missing", "withheld", "laws", "recommendations"
UNKNOWN = "unknown"


def set_name(part: QuestionSet) -> str:
    """Return the name of the heading of a set."""
    return f"set-{part.id}"


def question_name(question: Question) -> str:
    """Return the name of the heading of a question."""
    return f"question-{question.id}"


def question_words(question: Question, questionnaire: Questionnaire) -> str:
    """Return the number and the id of a question."""
    return f"{questionnaire.numbers[question.id]} {question.id}"


def reference(question: Question, questionnaire: Questionnaire, row: str = "") -> Reference:
    """Return the reference to a question, or to the row of it with these words."""
    words = question_words(question, questionnaire)
    return Reference(f"{words}: {row}" if row else words, question_name(question))
