"""The progress of a report: counts by set, the questions that are open, and what is not known.

A report can be final with answers that are not known. Whoever finishes it wants to find these
again, because the ministry that did not reply may reply later.
"""

from collections.abc import Iterator, Sequence
from functools import cached_property

from checklist.answer_types.answer import NOT_KNOWN, NOT_REPLIED, AnswerData, missing_lines
from checklist.answer_types.packet import inner_packets
from checklist.questionnaire.question import Question, QuestionSet
from checklist.reports.answer_path import AnswerPath
from checklist.text.messages import labelled


def not_known_lines(question: Question, answer: AnswerData) -> list[str]:
    """Return a line for each part of an answer that is not known: `Judges: Not known: …`.

    Args:
        question: The question.
        answer: Its answer, which fits the question.
    """
    return [*_each_not_known_line(question, answer)]


def is_not_known(question: Question, answer: AnswerData) -> bool:
    """Whether an answer says, as a whole or in a row or cell, that something is not known."""
    return next(_each_not_known_line(question, answer), None) is not None


def is_not_replied(question: Question, answer: AnswerData) -> bool:
    """Whether something in an answer is not known because a ministry did not reply."""
    return any(part.get("reason") == NOT_REPLIED for _, part in _not_known(question, answer))


def _each_not_known_line(question: Question, answer: AnswerData) -> Iterator[str]:
    for label, part in _not_known(question, answer):
        words = missing_lines(part)[0]
        yield labelled(label, words) if label else words


def _not_known(question: Question, answer: AnswerData) -> Iterator[tuple[str, AnswerData]]:
    """Yield each part of an answer that is not known, with its label; the whole one without."""
    if answer.get("missing") == NOT_KNOWN:
        yield "", answer
    for inner in inner_packets(question.answer_type, answer):
        if inner.answer is not None and inner.answer.get("missing") == NOT_KNOWN:
            entry = f"{inner.entry}. " if inner.entry else ""
            yield f"{entry}{inner.label}", inner.answer


def _is_known_in_part(question: Question, answer: AnswerData) -> bool:
    """Whether an answer has a row or cell of which it does not say that it is not known."""
    inner = inner_packets(question.answer_type, answer)
    return len([*_not_known(question, answer)]) < len(inner)


class SetProgress:
    """The progress of one set. All counts are of questions on path.

    Each count is made when it is asked for, because most screens show only a few of them.
    """

    def __init__(self, part: QuestionSet, path: AnswerPath) -> None:
        self.part = part
        self._path = path

    @property
    def required(self) -> int:
        """The number of questions that a final report must answer."""
        return len(self._required)

    @cached_property
    def required_answered(self) -> int:
        """The number of these that are answered with all their rows and cells."""
        return sum(map(self._path.is_complete, self._required))

    @property
    def optional(self) -> int:
        """The number of questions that can be left open."""
        return len(self._on_path) - len(self._required)

    @property
    def optional_answered(self) -> int:
        """The number of these that are answered with all their rows and cells."""
        return sum(map(self._path.is_complete, self._on_path)) - self.required_answered

    @cached_property
    def missing(self) -> Sequence[Question]:
        """The questions that keep the report from being final, in their order."""
        return [question for question in self._on_path if self._path.is_missing(question)]

    @property
    def carried(self) -> Sequence[Question]:
        """The missing questions whose answer from an earlier report is not confirmed yet."""
        return [question for question in self._on_path if self._path.is_carried(question.id)]

    @cached_property
    def not_known(self) -> Sequence[Question]:
        """The questions whose answer says that it is not known, as a whole or in a row or cell."""
        answers = self._path.facts.answers
        return [
            question
            for question in self._on_path
            if self._path.is_answered(question.id) and is_not_known(question, answers[question.id])
        ]

    @cached_property
    def known_in_part(self) -> Sequence[Question]:
        """The questions of which only a part is not known: a row, a cell."""
        answers = self._path.facts.answers
        return [one for one in self.not_known if _is_known_in_part(one, answers[one.id])]

    @property
    def is_complete(self) -> bool:
        """Whether no question of the set keeps the report from being final."""
        return not self.missing

    @cached_property
    def _on_path(self) -> Sequence[Question]:
        return [question for question in self.part.questions if question.id in self._path.on]

    @cached_property
    def _required(self) -> Sequence[Question]:
        return [question for question in self._on_path if self._path.is_required(question)]


def progress(path: AnswerPath) -> list[SetProgress]:
    """Return the progress of each set, in the questionnaire's order."""
    return [SetProgress(part, path) for part in path.facts.questionnaire.sets]


def required_in_all(parts: Sequence[SetProgress]) -> tuple[int, int]:
    """Return the number of required questions that are answered, and of all that are required."""
    return sum(part.required_answered for part in parts), sum(part.required for part in parts)
