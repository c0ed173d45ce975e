"""An estimate of the minutes that questions take whoever knows the answers."""

from collections.abc import Iterable, Mapping, Sequence

from checklist.questionnaire.question import Question

_MINUTES: Mapping[str, float] = {
    "yes-no": 1,
    "choice": 1,
    "choices": 2,
    "integer": 3,
    "date": 2,
    "state": 1,
    "states": 2,
    "text": 6,
    "contact": 2,
    "implementation": 6,
    "matrix": 1,
    "table": 10,
}
"""The minutes for a question of each type; of a matrix, for a row."""
_STEP = 5
"""Minutes to which a sum is rounded: no estimate is more precise."""


def minutes(asked: Iterable[tuple[Question, Sequence[str] | None]]) -> int:
    """Return the minutes for some questions, rounded up to five.

    Args:
        asked: Questions, each with its rows or columns that are asked; None: all.
    """
    total = sum(_minutes_of(question, parts) for question, parts in asked)
    return -int(-total // _STEP) * _STEP


def _minutes_of(question: Question, parts: Sequence[str] | None) -> float:
    minutes = _MINUTES.get(question.type, 3)
    if question.type != "matrix":
        return minutes
    return minutes * len(question.answer_type.rows() if parts is None else parts)


def effort_text(questions: int, minutes: int) -> str:
    """Return the effort in words: `14 questions, about 40 minutes`; without an estimate, if 0."""
    number = "1 question" if questions == 1 else f"{questions} questions"
    return f"{number}, about {minutes} minutes" if minutes else number
