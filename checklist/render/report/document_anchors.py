"""The headings of a document that something refers to."""

from checklist.questionnaire.question import Question, QuestionSet
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.render.blocks import Reference
from checklist.text.messages import labelled

MISSING, WITHHELD, LAWS, RECOMMENDATIONS = "missing", "withheld", "laws", "recommendations"
UNKNOWN, SEALS = "unknown", "seals"


def set_name(part: QuestionSet) -> str:
    """Return the name of the heading of a set."""
    return f"set-{part.id}"


def question_name(question: Question) -> str:
    """Return the name of the heading of a question."""
    return f"question-{question.id}"


def reference(question: Question, questionnaire: Questionnaire, row: str = "") -> Reference:
    """Return the reference to a question, or to the row of it with these words."""
    number = questionnaire.numbers[question.id]
    return Reference(labelled(number, row) if row else number, question_name(question))
