"""Answers that contradict each other, in words: both questions with their numbers and answers."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple, TypeAlias

from checklist.answer_types.answer import AnswerData, missing_lines
from checklist.answer_types.evidence import with_row_evidence
from checklist.questionnaire.condition import (
    All,
    AnyOf,
    Condition,
    Facts,
    Leaf,
    Not,
    evaluate,
    names,
    predicate,
    variables,
)
from checklist.questionnaire.question import Check, Question
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.reports.answer_path import AnswerPath
from checklist.text.messages import Message, all_of, any_of, first_few, semicolons, tr, with_aside
from checklist.text.paragraphs import capitalized, first_words, sentence

_MOST_NAMED = 8
"""The most contradictions that one line names."""
_WIDTH = 200
"""Characters of an answer that are shown."""
_PLEASE_CHECK = Message("Please check: {message}")
_OPEN_IT = Message("To open it: {commands}")
_OPEN_ONE = Message("To open one: {commands}")
_NAMED = re.compile(r"`([a-z0-9-]+)`")

Failing: TypeAlias = tuple[Check, Mapping[str, Any]]
"""A check that fails, and the values of the entry of a table with which alone it fails."""


class Side(NamedTuple):
    """One of the questions whose answers contradict each other."""

    question: Question
    number: str
    """Its number in the questionnaire: `6.3`."""
    answer: str
    """Its answer on one line, of a grid or list what contradicts; empty where it has none."""

    def __str__(self) -> str:
        return with_aside(f"{self.number} {self.question.ask}", self.answer)


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
        to_open = any_of([f"/goto {number}" for number in numbers])
        text = _OPEN_IT if len(numbers) == 1 else _OPEN_ONE
        opens = [f"  {tr(text, commands=to_open)}"] if numbers else []
        sides = [f"  {side}" for side in self.sides]
        return "\n".join([tr(_PLEASE_CHECK, message=self.message), *sides, *opens])

    def numbers(self) -> str:
        """Return the numbers of its questions: `3.3 and 3.5`, or one for a contradiction in it."""
        return all_of([side.number for side in self.sides])

    def seen_from(self, question_id: str) -> str:
        """Return what is wrong as it is shown at one of its questions: with the other sides."""
        others = [f"  {side}" for side in self.sides if side.question.id != question_id]
        return "\n".join([self.message, *others])


def contradictions(path: AnswerPath) -> Iterator[Contradiction]:
    """Yield the contradictions between the answers on a path, in the order of the checks."""
    for check in path.true_checks:
        yield contradiction(check, path)


def failing_within(question_id: str, path: AnswerPath) -> list[Failing]:
    """Return the checks that fail and look at nothing but the answer to one question.

    Returns:
        Each check with no values; and once more for each entry of a table with which alone it
        fails, with the values of this entry that it compares.
    """
    facts = path.facts
    found: list[Failing] = []
    for check in facts.questionnaire.checks_within(question_id):
        if path.truth(check.when) is not True:
            continue
        found.append((check, {}))
        compared = {column for _, column in variables(check.when)}
        is_true = predicate(check.when)
        is_table = facts.questionnaire.questions[question_id].answer_type.listed_columns()
        entries = facts.answers[question_id].get("value", ()) if is_table else ()
        for entry in entries:
            if is_true(facts.with_answers({question_id: {"value": [entry]}})) is True:
                values = {c: cell.get("value") for c, cell in entry.items() if c in compared}
                found.append((check, values))
    return found


def newly_failing(before: Sequence[Failing], now: Sequence[Failing]) -> list[Check]:
    """Return the checks that fail with what did not fail before, each once.

    An entry is known by its values, as its number changes when another is removed. It may have more
    values than before.
    """
    known, new = [*before], {}
    for check, values in now:
        same = (
            i for i, (of, old) in enumerate(known) if of is check and old.items() <= values.items()
        )
        if (place := next(same, None)) is None:
            new[check.code] = check
        else:
            del known[place]
    return [*new.values()]


def contradictory_numbers(path: AnswerPath) -> str:
    """Return the questions whose answers do not fit together, by number; empty without any."""
    found = [failed.numbers() for failed in contradictions(path) if failed.sides]
    return first_few(found, _MOST_NAMED, "; ")


def contradiction(check: Check, path: AnswerPath) -> Contradiction:
    """Return a check that fails, in words."""
    questionnaire = path.facts.questionnaire
    compared = {check.at, *names(check.when)}
    reasons = [*_grounds(check.when, path.facts)]
    sides = [
        Side(
            question,
            questionnaire.numbers[i],
            _answer(question, path.facts.answers.get(i), [c for c in reasons if c.question == i]),
        )
        for i, question in questionnaire.questions.items()
        if i in compared and i in path.on
    ]
    return Contradiction(check, _message(check, questionnaire), sides, path.place_of(check))


def doubt(check: Check, questionnaire: Questionnaire) -> str:
    """Return what a check asks who has just answered its question."""
    return tr(_PLEASE_CHECK, message=_message(check, questionnaire))


def _message(check: Check, questionnaire: Questionnaire) -> str:
    return capitalized(sentence(with_numbers(check.message, questionnaire)))


def with_numbers(text: str, questionnaire: Questionnaire) -> str:
    """Return a text in which the ids of questions, in back quotes, are their numbers."""
    return _NAMED.sub(lambda found: questionnaire.numbers.get(found[1], found[0]), text)


def _grounds(condition: Condition, facts: Facts, truth: bool = True) -> Iterator[Leaf]:
    """Yield the comparisons that make a condition true or, with `truth` False, false."""
    match condition:
        case Not():
            yield from _grounds(condition.not_, facts, not truth)
        case All() | AnyOf():
            for part in condition.all if isinstance(condition, All) else condition.any:
                if evaluate(part, facts) is truth:
                    yield from _grounds(part, facts, truth)
        case Leaf():
            yield condition
        case _:  # a sum is about whole answers
            pass


def _answer(question: Question, answer: AnswerData | None, reasons: Sequence[Leaf]) -> str:
    """Return an answer on one line: of a grid or list, what the comparisons are about."""
    if answer is None:
        return ""
    if "value" not in answer:
        return first_words(semicolons(missing_lines(answer)), _WIDTH)
    answer_type, value = question.answer_type, answer["value"]
    rows = {comparison.row for comparison in reasons}
    if answer_type.rows() and rows - {None}:
        compared = {i: row for i, row in value.items() if i in rows}
        lines = answer_type.lines(with_row_evidence(compared, {}))
    elif answer_type.allows_several:
        codes = {code for reason in reasons for code in _codes(reason)}
        lines = answer_type.lines([code for code in value if code in codes] or value)
    else:
        lines = answer_type.lines(value)
    return first_words(semicolons(lines), _WIDTH)


def _codes(comparison: Leaf) -> Sequence[str]:
    """Return the codes with which a comparison compares."""
    literal = comparison.literal
    return literal if isinstance(literal, list | tuple) else [str(literal)]
