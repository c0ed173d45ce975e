"""Answers that contradict each other, in words: both questions with their numbers and answers."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from checklist.answer_types.answer import AnswerData, missing_lines
from checklist.questionnaire.condition import names
from checklist.questionnaire.question import Check, Question
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.reports.answer_path import AnswerPath
from checklist.text.paragraphs import capitalized, first_words, sentence

_WIDTH = 100
"""Characters of an answer that are shown."""
_NAMED = re.compile(r"`([a-z0-9-]+)`")


@dataclass(frozen=True, slots=True)
class Side:
    """One of the questions whose answers contradict each other."""

    question: Question
    number: str
    """Its number in the questionnaire: `6.3`."""
    answer: str
    """Its answer on one line; empty where it has none."""

    def __str__(self) -> str:
        given = f" ({self.answer})" if self.answer else ""
        return f"{self.number} {self.question.ask}{given}"


class Contradiction(NamedTuple):
    """A check of the questionnaire that fails."""

    check: Check
    message: str
    """What is wrong, as a sentence that names questions by their numbers."""
    sides: Sequence[Side]
    """The questions that it compares and that are on path, in their order."""

    place: str | None
    """The question at which it is shown; None where none of them is on path."""

    def question_ids(self) -> list[str]:
        """Return the questions that it compares and that are on path."""
        return [side.question.id for side in self.sides]

    def notice(self) -> str:
        """Return a message of several lines: what is wrong, both sides, and how to open one."""
        numbers = [side.number for side in self.sides]
        to_open = " or ".join(f"/goto {number}" for number in numbers)
        opens = [f"  To open {'it' if len(numbers) == 1 else 'one'}: {to_open}"] if numbers else []
        sides = [f"  {side}" for side in self.sides]
        code = self.check.code
        return "\n".join([f"Please check: {self.message} [{code}]", *sides, *opens])

    def seen_from(self, question_id: str) -> str:
        """Return what is wrong as it is shown at one of its questions: with the other sides."""
        others = [f"  {side}" for side in self.sides if side.question.id != question_id]
        return "\n".join([f"{self.message} [{self.check.code}]", *others])


def contradictions(path: AnswerPath) -> Iterator[Contradiction]:
    """Yield what contradicts itself in the answers on a path, in the order of the checks."""
    for check in path.true_checks:
        yield contradiction(check, path)


def contradiction(check: Check, path: AnswerPath) -> Contradiction:
    """Return a check that fails, in words."""
    questionnaire = path.facts.questionnaire
    compared = {check.at, *names(check.when)}
    sides = [
        Side(question, questionnaire.numbers[i], _answer(question, path.facts.answers.get(i)))
        for i, question in questionnaire.questions.items()
        if i in compared and i in path.on
    ]
    message = capitalized(sentence(with_numbers(check.message, questionnaire)))
    return Contradiction(check, message, sides, path.place_of(check))


def with_numbers(text: str, questionnaire: Questionnaire) -> str:
    """Return a text in which the ids of questions, in back quotes, are their numbers."""
    return _NAMED.sub(lambda found: questionnaire.numbers.get(found[1], found[0]), text)


def _answer(question: Question, answer: AnswerData | None) -> str:
    if answer is None:
        return ""
    has_value = "value" in answer
    lines = question.answer_type.lines(answer["value"]) if has_value else missing_lines(answer)
    return first_words("; ".join(lines), _WIDTH)
