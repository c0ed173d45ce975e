"""An estimate of the minutes that questions take whoever knows the answers.

It is the one estimate of the project: the introduction of the shipped questions, home, divisions,
forms and covering notes have it from here. Its assumptions are in `questions/README.md`.
"""

from collections.abc import Iterable, Mapping, Sequence

from checklist.questionnaire.question import Question
from checklist.text.messages import trn

WORDS_A_MINUTE = 130
"""Words of a question that an official reads in a minute, in a second language, with thought."""
_MINUTES: Mapping[str, float] = {
    "yes-no": 0.5,
    "choice": 0.5,
    "choices": 1,
    "integer": 1,
    "date": 0.5,
    "state": 0.5,
    "states": 1,
    "text": 3,
    "contact": 1,
    "implementation": 4,
    "matrix": 0.5,
    "table": 10,
}
"""The minutes of deciding and typing for a question of each type; of a matrix, for a row."""
_STEP = 5
"""Minutes to which a sum is rounded: no estimate is more precise."""


def minutes(asked: Iterable[tuple[Question, Sequence[str] | None]]) -> int:
    """Return the minutes for some questions, rounded up to five.

    Args:
        asked: Questions, each with its rows or columns that are asked; None: all.
    """
    total = sum(_minutes_of(question, parts) for question, parts in asked)
    return -int(-total // _STEP) * _STEP


def words_of(question: Question, parts: Sequence[str] | None = None) -> int:
    """Return the number of words that an official reads: question, guidance, rows and options.

    Args:
        question: A question.
        parts: The rows or columns that are asked; None: all.
    """
    answer_type = question.answer_type
    fields = answer_type.fields().items()
    asked = [field.label for name, field in fields if parts is None or name in parts]
    options = [label for _, label in answer_type.offered()]
    texts = [question.ask, question.guidance or "", *asked, *options]
    return sum(len(text.split()) for text in texts)


def _minutes_of(question: Question, parts: Sequence[str] | None) -> float:
    reading = words_of(question, parts) / WORDS_A_MINUTE
    answering = _MINUTES.get(question.type, 1)
    if question.answer_type.rows():
        answering *= len(question.answer_type.listed_rows() if parts is None else parts)
    return reading + answering


def effort_text(questions: int, minutes: int) -> str:
    """Return the effort in words: `14 questions, about 40 minutes`; without an estimate, if 0."""
    number = trn("{count} question", "{count} questions", questions)
    if not minutes:
        return number
    return trn(
        "{questions}, about {count} minute", "{questions}, about {count} minutes", minutes, number
    )
