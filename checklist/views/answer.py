"""An answer for the eye."""

from checklist.answer_types.answer import AnswerData, missing_lines
from checklist.models.question import Question


def answer_lines(question: Question, answer: AnswerData) -> list[str]:
    """Return an answer's value or why it is missing, then what is beside it."""
    lines = (
        missing_lines(answer)
        if "missing" in answer
        else question.answer_type.lines(answer["value"])
    )
    if "note" in answer:
        lines = [*lines, f"Note: {answer['note']}"]
    if answer.get("confidential"):
        lines = [*lines, "Confidential"]
    if "by" in answer:
        lines = [*lines, f"Filled in because of the answer to {answer['by']}"]
    return lines
