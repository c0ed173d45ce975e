from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from checklist.answer_types.answer import (
    MISSING_CODES,
    REASONS,
    Answer,
    answer_schema,
    check_missing,
    is_counted,
    missing_lines,
)
from checklist.answer_types.interface import Refusal, Step
from checklist.answer_types.options import missing_steps
from tests.answer_types.driving import fits_schema

SCHEMA = answer_schema({"type": "integer"}, "How many?")


def is_answer(data: object) -> bool:
    try:
        Answer.model_validate(data)
    except ValidationError:
        return False
    return True


@pytest.mark.parametrize(
    "data",
    [
        {"value": 1},
        {"value": 1, "note": "two\nlines", "confidential": True, "answered_by": "Ministry"},
        {"value": 1, "confidence": "low", "carried": True, "by": "gate-question"},
        {"missing": "declined"},
        {"missing": "not-known", "reason": "not-collected"},
        {"missing": "not-applicable", "reason": "other", "note": "The sea is far."},
    ],
)
def test_an_answer_is_a_value_or_a_code_for_its_absence(data: dict[str, Any]) -> None:
    assert is_answer(data)
    assert list(check_missing(data)) == []
    assert fits_schema(SCHEMA, data)


@pytest.mark.parametrize(
    "data",
    [
        None,
        [],
        "yes",
        {},
        {"note": "x"},
        {"value": 1, "missing": "declined"},
        {"value": 1, "reason": "other"},
        {"missing": "unanswered"},
        {"missing": "declined", "note": ""},
        {"missing": "declined", "note": "x" * 10_001},
        {"value": 1, "confidential": "yes"},
        {"value": 1, "answered_by": "two\nlines"},
        {"value": 1, "confidence": "certain"},
        {"value": 1, "by": "A gate"},
        {"value": 1, "colour": "red"},
    ],
)
def test_what_is_no_answer_is_refused_by_model_and_schema(data: object) -> None:
    assert not is_answer(data)
    assert not fits_schema(SCHEMA, data)


@pytest.mark.parametrize("key", sorted(Answer.model_fields.keys() - {"value"}))
def test_a_key_that_is_there_is_never_empty(key: str) -> None:
    data = {"value": 1} if key != "missing" else {}

    assert not is_answer({**data, key: None})
    assert not fits_schema(SCHEMA, {**data, key: None})


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        ({"missing": "not-known"}, "reason-missing"),
        ({"missing": "not-applicable"}, "reason-missing"),
        ({"missing": "not-known", "reason": "does-not-arise"}, "unknown-code"),
        ({"missing": "not-applicable", "reason": "not-collected"}, "unknown-code"),
        ({"missing": "declined", "reason": "other", "note": "x"}, "unknown-code"),
        ({"missing": "not-known", "reason": "other"}, "reason-missing"),
    ],
)
def test_a_reason_belongs_to_its_code_and_other_needs_words(
    data: dict[str, Any], kind: str
) -> None:
    assert is_answer(data)
    assert [problem.kind for problem in check_missing(data)] == [kind]
    assert not fits_schema(SCHEMA, data)


def test_an_answer_counts_unless_it_is_only_carried() -> None:
    assert is_counted({"value": 1})
    assert is_counted({"missing": "declined"})
    assert is_counted({"value": 1, "carried": False})
    assert not is_counted({"value": 1, "carried": True})
    assert not is_counted(None)


@pytest.mark.parametrize("code", MISSING_CODES)
def test_a_missing_answer_has_one_line(code: str) -> None:
    reasons = [{"reason": option.code} for option in REASONS[code]] or [{}]

    lines = [missing_lines({"missing": code, **reason}) for reason in reasons]

    assert all(len(one) == 1 for one in lines)
    assert len({one[0] for one in lines}) == len(reasons)


def answered(code: str, *entries: str) -> tuple[list[str], dict[str, Any]]:
    """Return the names of the steps, and the answer they make."""
    steps, names = missing_steps(code), []
    try:
        step: Step = next(steps)
        for entry in entries:
            names.append(step.name)
            step = steps.send(step.read(entry) if entry else None)
    except StopIteration as end:
        return names, end.value
    raise AssertionError(f"more is asked: {step.name}")


def test_the_steps_ask_for_the_reason_and_for_its_words_where_it_is_another() -> None:
    assert answered("declined", "") == (["note"], {"missing": "declined"})
    assert answered("declined", "Secret.") == (["note"], {"missing": "declined", "note": "Secret."})
    assert answered("not-known", "1") == (
        ["reason"],
        {"missing": "not-known", "reason": "not-collected"},
    )
    assert answered("not-applicable", "other", "The sea is far.") == (
        ["reason", "note"],
        {"missing": "not-applicable", "reason": "other", "note": "The sea is far."},
    )


def test_a_note_that_is_too_long_is_refused() -> None:
    with pytest.raises(Refusal, match="at most 10,000 characters"):
        answered("not-known", "other", "x" * 10_001)


_BESIDE: dict[str, list[Any]] = {
    "missing": [*MISSING_CODES, "unanswered", None, 1],
    "reason": [*(o.code for options in REASONS.values() for o in options), "", None, "Other"],
    "note": ["a remark", "", " ", None, 1],
    "confidential": [True, False, "true", None],
    "answered_by": ["Ministry", " Ministry", "", None],
    "confidence": ["high", "sure", None],
    "carried": [True, False, 1, None],
    "by": ["gate-question", "x", "Gate", None],
    "colour": ["red"],
}


@given(
    st.fixed_dictionaries(
        {},
        optional={
            "value": st.just(1),
            **{key: st.sampled_from(values) for key, values in _BESIDE.items()},
        },
    )
)
def test_model_and_reasons_agree_with_the_schema(data: dict[str, Any]) -> None:
    sound = is_answer(data) and not list(check_missing(data))

    assert fits_schema(SCHEMA, data) is sound
