"""A condition in words, for officials and authors."""

from collections.abc import Mapping
from typing import Any

from checklist.answer_types.answer import MISSING_LABELS
from checklist.models.condition import AS_OF, STATE, All, AnyOf, Condition, Leaf, Not, Than
from checklist.models.question import Question

_ORDER = {
    "date": {"lt": "before", "lte": "on or before", "gt": "after", "gte": "on or after"},
    "integer": {"lt": "less than", "lte": "at most", "gt": "more than", "gte": "at least"},
}


def in_words(condition: Condition, questions: Mapping[str, Question]) -> str:
    """Return a condition as part of a sentence: `protocol-status is “Party”`.

    Args:
        condition: The condition.
        questions: By id; a question that is not among them is named by its id only.
    """
    match condition:
        case All():
            return _joined(" and ", condition.all, questions)
        case AnyOf():
            return _joined(" or ", condition.any, questions)
        case Not():
            return f"it is not so that {in_words(condition.not_, questions)}"
        case Leaf():
            return _comparison(condition, questions)


def _joined(word: str, parts: list[Condition], questions: Mapping[str, Question]) -> str:
    texts = [in_words(part, questions) for part in parts]
    nested = [isinstance(part, All | AnyOf) and len(texts) > 1 for part in parts]
    return word.join(
        f"({text})" if in_brackets else text
        for text, in_brackets in zip(texts, nested, strict=True)
    )


def _comparison(leaf: Leaf, questions: Mapping[str, Question]) -> str:
    question = questions.get(leaf.question)
    subject = {AS_OF: "the date of the report", STATE: "the State"}.get(
        leaf.question, leaf.question
    )
    if leaf.row is not None:
        subject += f" (row {leaf.row})"
    if leaf.operator == "answered":
        return f"{subject} is {'' if leaf.literal else 'not '}answered"
    if leaf.operator in _ORDER["date"]:
        kind = "integer" if question is not None and question.type == "integer" else "date"
        return f"{subject} is {_ORDER[kind][leaf.operator]} {_literal(leaf.literal)}"
    literals = leaf.literal if isinstance(leaf.literal, list) else [leaf.literal]
    labels = [_label(literal, question) for literal in literals]
    several = question is not None and "all_of" in question.answer_type.operators
    verb = {
        "is": "is",
        "is_not": "is not",
        "any_of": "includes" if several else "is",
        "none_of": "includes none of" if several and len(labels) > 1 else "is not",
        "all_of": "includes",
    }[leaf.operator]
    return f"{subject} {verb} {(' and ' if leaf.operator == 'all_of' else ' or ').join(labels)}"


def _literal(literal: Any) -> str:
    if not isinstance(literal, Than):
        return str(literal)
    other = "the date of the report" if literal.than == AS_OF else literal.than
    if literal.days == 0:
        return other
    return f"{other} {'plus' if literal.days > 0 else 'minus'} {abs(literal.days)} days"


def _label(literal: Any, question: Question | None) -> str:
    if literal in MISSING_LABELS:
        return f"“{MISSING_LABELS[literal]}”"
    label = str(literal) if question is None else question.answer_type.label(str(literal))
    return f"“{label}”"
