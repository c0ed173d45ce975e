"""Conditions and gates in words, for officials and authors."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from checklist.answer_types import comparison_text
from checklist.answer_types.comparison_text import (
    cell_in_words,
    limit,
    number_in_words,
    sum_in_words,
)
from checklist.answer_types.implementation import status_words
from checklist.answer_types.state_entries import state_name
from checklist.questionnaire.condition import (
    AS_OF,
    STATE,
    All,
    AnyOf,
    ColumnOf,
    Condition,
    Leaf,
    Not,
    Sum,
    SumComparison,
    Summands,
)
from checklist.questionnaire.question import Question
from checklist.text.messages import in_quotes
from checklist.text.paragraphs import uncapitalized

_LABELS: Mapping[str, Callable[[str], str]] = {STATE: state_name, AS_OF: str}
_SUBJECTS = {AS_OF: "the date of the report", STATE: "the State"}


class _Names(NamedTuple):
    """How a condition names the questions that it looks at."""

    questions: Mapping[str, Question]
    numbers: Mapping[str, str]

    def subject(self, name: str) -> str:
        """Return the words for a question, for the State, or for the date of the report."""
        return _SUBJECTS.get(name) or self.numbers.get(name) or name

    def answer(self, name: str) -> str:
        """Return the words for the answer to a question: `the answer to 2.1`; or its id."""
        is_numbered = name not in _SUBJECTS and name in self.numbers
        return f"the answer to {self.numbers[name]}" if is_numbered else self.subject(name)


def in_words(
    condition: Condition,
    questions: Mapping[str, Question],
    numbers: Mapping[str, str] = MappingProxyType({}),
) -> str:
    """Return a condition as part of a sentence: `protocol-status is “Party”`.

    Args:
        condition: The condition.
        questions: The questions by id. A comparison with any other question shows its id only.
        numbers: The numbers of the questions by id; a question without one is named by its id.
    """
    return _condition(condition, _Names(questions, numbers))


def gate_texts(question: Question, questions: Mapping[str, Question]) -> Mapping[str, str]:
    """Return the words for each code that a gate fills in, by the words of its own answer.

    The words fit within a sentence: `no`, `“Agreed, not set up yet”`. Those of a code are the words
    of the first question that the gate fills in.

    Args:
        question: The gate.
        questions: The questions by id, among them those that the gate fills in.
    """
    texts = {}
    for code, filled in question.fills.items():
        label = question.answer_type.label(code)
        own = uncapitalized(label) if question.type == "yes-no" else in_quotes(label)
        _, target = question.gate_targets[0]
        texts[own] = in_quotes(status_words(filled, questions[target].answer_type))
    return texts


def _condition(condition: Condition, names: _Names) -> str:
    match condition:
        case All():
            return _joined("and", condition.all, names)
        case AnyOf():
            return _joined("or", condition.any, names)
        case Not():
            inner = condition.not_
            text = _condition(inner, names)
            is_joined = isinstance(inner, All | AnyOf) and _has_parts(inner)
            return f"it is not so that {f'({text})' if is_joined else text}"
        case Leaf():
            return _comparison(condition, names)
        case SumComparison():
            return _sum_comparison(condition, names)


def _joined(word: str, parts: Sequence[Condition], names: _Names) -> str:
    if len(parts) == 1:
        return _condition(parts[0], names)
    texts = [(_condition(part, names), _has_parts(part)) for part in parts]
    return f" {word} ".join(f"({text})" if has_parts else text for text, has_parts in texts)


def _has_parts(condition: Condition) -> bool:
    """Whether the words for a condition need parentheses within a longer condition."""
    match condition:
        case All():
            return len(condition.all) > 1 or _has_parts(condition.all[0])
        case AnyOf():
            return len(condition.any) > 1 or _has_parts(condition.any[0])
        case Not():
            return True
        case SumComparison():
            return False
        case Leaf():
            return isinstance(condition.literal, list) and len(condition.literal) > 1


def _comparison(leaf: Leaf, names: _Names) -> str:
    question = names.questions.get(leaf.question)
    answer_type = None if question is None else question.answer_type
    subject = names.subject(leaf.question)
    if leaf.entries is not None:
        bound = limit(leaf.entries.literal, names.answer)
        number = number_in_words(leaf.entries.operator, bound)
        return f"the number of entries of {subject} is {number}"
    if leaf.every is not None:
        columns = ", ".join(leaf.every.columns)
        cells = columns if answer_type is None else cell_in_words(leaf.every, answer_type)
        return f"in every entry of {subject} {cells}"
    row = "" if leaf.row is None else f" (row {leaf.row})"
    if leaf.operator == "answered":
        return f"{subject}{row} is {'' if leaf.literal else 'not '}answered"
    label_of = _LABELS.get(leaf.question)
    words = comparison_text.in_words(
        leaf.operator, leaf.literal, answer_type, names.answer, label_of
    )
    return f"{names.answer(leaf.question)}{row} {words}"


def _sum_comparison(compared: SumComparison, names: _Names) -> str:
    literal = compared.literal
    is_sum = isinstance(literal, Sum)
    bound = _sum(literal.sum, names) if is_sum else limit(literal, names.answer)
    return f"{_sum(compared.sum, names)} is {number_in_words(compared.operator, bound)}"


def _sum(summands: Summands, names: _Names) -> str:
    if not isinstance(summands, ColumnOf):
        return sum_in_words([names.subject(summand) for summand in summands])
    table = names.questions.get(summands.question)
    columns = () if table is None else table.answer_type.listed_columns()
    labels = {column.id: f"“{column.label}”" for column in columns}
    label = labels.get(summands.column, summands.column)
    return f"the sum of {label} in {names.subject(summands.question)}"


def asked_when(
    question: Question,
    questions: Mapping[str, Question],
    numbers: Mapping[str, str] = MappingProxyType({}),
) -> str:
    """Return the condition of a question in words: its own `when_text`, if it has one.

    Args:
        question: A question with a condition.
        questions: The questions by id.
        numbers: The numbers of the questions by id, where these are to stand for the questions.
    """
    if question.when_text is not None or question.when is None:
        return question.when_text or ""
    return in_words(question.when, questions, numbers)
