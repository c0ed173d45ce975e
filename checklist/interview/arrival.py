"""The arrival at the end of a question set: what is done, and what is left in it."""

from collections.abc import Iterator, Sequence

from checklist.interview.engine import Interview
from checklist.questionnaire.question import Question
from checklist.reports.answer_path import AnswerPath
from checklist.reports.progress import SetProgress
from checklist.text.paragraphs import Line

_MOST_NAMED = 12
"""The most questions that a line names."""


def is_done(part: SetProgress, path: AnswerPath) -> bool:
    """Whether nothing required is left in a set, and something in it was answered by a person."""
    answers = path.facts.answers
    return part.is_complete and any(
        path.is_answered(question.id) and "by" not in answers[question.id]
        for question in part.part.questions
    )


def done_lines(part: SetProgress, interview: Interview) -> Iterator[Line]:
    """Yield that a set is done, what is not known or open in it, and the progress in all."""
    parts, path = interview.progress(), interview.path
    number = [one.part.id for one in parts].index(part.part.id) + 1
    open_ones = [
        question
        for question in part.part.questions
        if question.id in path.on and not path.is_complete(question)
    ]
    if open_ones:
        message = f"Part {number}, {part.part.title}: nothing required is left."
    else:
        message = f"Part {number} is done: {part.part.title}."
    yield Line(message, is_heading=True)
    yield from _named("Not known", part.not_known, interview)
    yield from _named("Left open, and optional", open_ones, interview)
    required = sum(one.required for one in parts)
    answered = sum(one.required_answered for one in parts)
    yield Line(f"In all, {answered} of {required} required questions are answered.")


def _named(text: str, questions: Sequence[Question], interview: Interview) -> Iterator[Line]:
    """Yield a line with the numbers of some questions; nothing without any."""
    numbers = [interview.questionnaire.numbers[question.id] for question in questions]
    if numbers:
        more = len(numbers) - _MOST_NAMED
        rest = f" and {more} more" if more > 0 else ""
        yield Line(f"{text}: {', '.join(numbers[:_MOST_NAMED])}{rest} (/goto {numbers[0]}).")
