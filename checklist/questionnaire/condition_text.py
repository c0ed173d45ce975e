"""Conditions and gates in words, for officials and authors."""

from collections.abc import Mapping, Sequence
from typing import Any

from checklist.answer_types.answer import MISSING_LABELS
from checklist.answer_types.implementation import status_words
from checklist.answer_types.state import state_name
from checklist.questionnaire.condition import AS_OF, STATE, All, AnyOf, Condition, Leaf, Not, Than
from checklist.questionnaire.question import Question

_SUBJECTS = {AS_OF: "the date of the report", STATE: "the State"}

_ORDER = {
    "date": {"lt": "before", "lte": "on or before", "gt": "after", "gte": "on or after"},
    "integer": {"lt": "less than", "lte": "at most", "gt": "more than", "gte": "at least"},
}


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
        case Leaf():
            return isinstance(condition.literal, list) and len(condition.literal) > 1


def _comparison(leaf: Leaf, questions: Mapping[str, Question]) -> str:
    question = questions.get(leaf.question)
    subject = _SUBJECTS.get(leaf.question, leaf.question)
    if leaf.row is not None:
        subject += f" (row {leaf.row})"
    if leaf.operator == "answered":
        return f"{subject} is {'' if leaf.literal else 'not '}answered"
    if leaf.operator in _ORDER["date"]:
        kind = "integer" if question is not None and question.type == "integer" else "date"
        return f"{subject} is {_ORDER[kind][leaf.operator]} {_limit(leaf.literal)}"
    literals = leaf.literal if isinstance(leaf.literal, list) else [leaf.literal]
    labels = [_label(leaf, literal, question) for literal in literals]
    several = question is not None and question.answer_type.allows_several
    return f"{subject} {_verb(leaf.operator, labels, several=several)}"


def _verb(operator: str, labels: Sequence[str], *, several: bool) -> str:
    match operator:
        case "is":
            return f"is {labels[0]}"
        case "is_not":
            return f"is not {labels[0]}"
        case "any_of":
            return f"{'includes' if several else 'is'} {_listed(labels, 'or')}"
        case "all_of":
            return f"includes {_listed(labels, 'and')}"
        case _ if len(labels) > 1:
            return f"{'includes' if several else 'is'} neither {_listed(labels, 'nor')}"
        case _:
            return f"{'does not include' if several else 'is not'} {labels[0]}"


def _listed(labels: Sequence[str], word: str) -> str:
    *others, last = labels
    return f"{', '.join(others)} {word} {last}" if others else last


def _limit(literal: Any) -> str:
    if not isinstance(literal, Than):
        return str(literal)
    other = _SUBJECTS.get(literal.than, literal.than)
    if literal.days == 0:
        return other
    number = abs(literal.days)
    unit = "day" if number == 1 else "days"
    return f"{other} {'plus' if literal.days > 0 else 'minus'} {number} {unit}"


def _label(leaf: Leaf, literal: str | int, question: Question | None) -> str:
    """Return the words for a literal; numbers and dates have no quotation marks."""
    code = str(literal)
    if code in MISSING_LABELS:
        return f"“{MISSING_LABELS[code]}”"
    if leaf.question == STATE:
        return state_name(code)
    if leaf.question == AS_OF or (question is not None and question.type in _ORDER):
        return code
    return f"“{code if question is None else question.answer_type.label(code)}”"
