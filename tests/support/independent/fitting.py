"""Whether an answer has a form that its question takes, as the guide for authors and README say."""

from collections.abc import Mapping
from typing import Any

from tests.support.independent.asked import Asked

_REASONS = {
    "not-known": {"not-collected", "ministry-did-not-reply", "outside-mandate", "other"},
    "not-applicable": {"does-not-arise", "outside-competence", "other"},
    "declined": set[str](),
}
_KEYS = {
    "value",
    "evidence",
    "missing",
    "reason",
    "note",
    "confidential",
    "answered_by",
    "confidence",
    "carried",
    "by",
}
_TEXTS = {"text", "date"}


def fits(asked: Asked, question: str, answer: Any) -> bool:
    """Whether an answer can be counted, be it only in some of its rows."""
    if not has_form(answer):
        return False
    if "value" not in answer:
        return _has_reason(answer)
    value = answer["value"]
    if asked.questions[question]["type"] != "matrix":
        return _is_value(asked, question, value)
    return isinstance(value, dict) and len(broken_rows(asked, question, answer)) < len(value)


def broken_rows(asked: Asked, question: str, answer: Mapping[str, Any]) -> set[str]:
    """Return the rows of an answer that are unknown, or have an answer that does not fit."""
    codes = asked.codes(question)
    rows = {one["id"] for one in asked.questions[question]["items"]}
    return {
        row
        for row, inner in answer["value"].items()
        if row not in rows
        or not has_form(inner)
        or (inner["value"] not in codes if "value" in inner else not _has_reason(inner))
    }


def has_form(answer: Any) -> bool:
    """Whether an answer is a mapping with a value, or with a code for its absence."""
    if not isinstance(answer, dict) or not answer.keys() <= _KEYS:
        return False
    if "missing" in answer:
        return "value" not in answer and answer["missing"] in _REASONS
    return answer.get("value") is not None and "reason" not in answer


def _has_reason(answer: Mapping[str, Any]) -> bool:
    return answer.get("reason") in {*_REASONS[answer["missing"]], None}


def can_be_read(asked: Asked, question: str, answer: Any) -> bool:
    """Whether an answer has the form of its question, whatever its codes are."""
    if not has_form(answer) or "missing" in answer:
        return has_form(answer)
    kind, value = asked.questions[question]["type"], answer["value"]
    if kind in {"choice", "yes-no"}:
        return isinstance(value, str)
    if kind in {"choices", "table"}:
        return isinstance(value, list)
    return isinstance(value, dict) if kind in {"matrix", "implementation"} else True


def _is_value(asked: Asked, question: str, value: Any) -> bool:
    kind = asked.questions[question]["type"]
    codes = asked.codes(question).keys()
    if kind in {"choice", "yes-no"}:
        return isinstance(value, str) and value in codes
    if kind == "choices":
        return isinstance(value, list) and bool(value) and all(one in codes for one in value)
    if kind == "implementation":
        return isinstance(value, dict) and value.get("status") in codes
    if kind == "table":
        return isinstance(value, list) and bool(value)
    return isinstance(value, str) if kind in _TEXTS else True


def contradicts_itself(asked: Asked, question: str, answer: Mapping[str, Any]) -> bool:
    """Whether an answer names an option twice, or one that stands alone beside another."""
    value = answer.get("value")
    if asked.questions[question]["type"] != "choices" or not isinstance(value, list):
        return False
    alone = asked.codes(question).keys() - asked.kinds(question).keys()
    return len({*value}) < len(value) or (len(value) > 1 and bool(alone & {*value}))
