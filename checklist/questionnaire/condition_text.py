"""Conditions and gates in words, for officials and authors."""

from collections.abc import Callable, Mapping, Sequence

from checklist.answer_types import comparison_text
from checklist.answer_types.comparison_text import (
    cell_in_words,
    limit,
    number_in_words,
    sum_in_words,
)
from checklist.answer_types.implementation import status_words
from checklist.answer_types.state import state_name
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

_LABELS: Mapping[str, Callable[[str], str]] = {STATE: state_name, AS_OF: str}
_SUBJECTS = {AS_OF: "the date of the report", STATE: "the State"}


def in_words(condition: Condition, questions: Mapping[str, Question]) -> str:
    """Return a condition as part of a sentence: `protocol-status is “Party”`.

    Args:
        condition: The condition.
        questions: The questions by id. A comparison with any other question shows its id only.
    """
    match condition:
        case All():
            return _joined("and", condition.all, questions)
        case AnyOf():
            return _joined("or", condition.any, questions)
        case Not():
            inner = condition.not_
            text = in_words(inner, questions)
            is_joined = isinstance(inner, All | AnyOf) and _has_parts(inner)
            return f"it is not so that {f'({text})' if is_joined else text}"
        case Leaf():
            return _comparison(condition, questions)
        case SumComparison():
            return _sum_comparison(condition, questions)


def gate_texts(question: Question) -> Mapping[str, str]:
    """Return the words for each code that a gate fills in, by the words of its own answer.

    The words fit within a sentence: `no`, `“Agreed, not set up yet”`.
    """
    texts = {}
    for code, filled in question.fills.items():
        label = question.answer_type.label(code)
        own = label.lower() if question.type == "yes-no" else f"“{label}”"
        texts[own] = f"“{status_words(filled)}”"
    return texts


def _joined(word: str, parts: Sequence[Condition], questions: Mapping[str, Question]) -> str:
    if len(parts) == 1:
        return in_words(parts[0], questions)
    texts = [(in_words(part, questions), _has_parts(part)) for part in parts]
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


def _comparison(leaf: Leaf, questions: Mapping[str, Question]) -> str:
    question = questions.get(leaf.question)
    answer_type = None if question is None else question.answer_type
    if leaf.entries is not None:
        bound = limit(leaf.entries.literal, _subject)
        number = number_in_words(leaf.entries.operator, bound)
        return f"the number of entries of {leaf.question} is {number}"
    if leaf.every is not None:
        columns = ", ".join(leaf.every.columns)
        cells = columns if answer_type is None else cell_in_words(leaf.every, answer_type)
        return f"in every entry of {leaf.question} {cells}"
    subject = _subject(leaf.question)
    if leaf.row is not None:
        subject += f" (row {leaf.row})"
    if leaf.operator == "answered":
        return f"{subject} is {'' if leaf.literal else 'not '}answered"
    label_of = _LABELS.get(leaf.question)
    words = comparison_text.in_words(leaf.operator, leaf.literal, answer_type, _subject, label_of)
    return f"{subject} {words}"


def _subject(name: str) -> str:
    return _SUBJECTS.get(name, name)


def _sum_comparison(compared: SumComparison, questions: Mapping[str, Question]) -> str:
    literal = compared.literal
    is_sum = isinstance(literal, Sum)
    bound = _sum(literal.sum, questions) if is_sum else limit(literal, _subject)
    return f"{_sum(compared.sum, questions)} is {number_in_words(compared.operator, bound)}"


def _sum(summands: Summands, questions: Mapping[str, Question]) -> str:
    if not isinstance(summands, ColumnOf):
        return sum_in_words(summands)
    table = questions.get(summands.question)
    columns = () if table is None else table.answer_type.listed_columns()
    labels = {column.id: f"“{column.label}”" for column in columns}
    return f"the sum of {labels.get(summands.column, summands.column)} in {summands.question}"


def asked_when(question: Question, questions: Mapping[str, Question]) -> str:
    """Return the condition of a question in words: its own `when_text`, if it has one.

    Args:
        question: A question with a condition.
        questions: The questions by id.
    """
    if question.when_text is not None or question.when is None:
        return question.when_text or ""
    return in_words(question.when, questions)
