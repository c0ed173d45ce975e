"""Remarks in forms: with an answer they are its note, without one they are for the focal point."""

from typing import Any

import pytest

from checklist.forms.interpret import contradictions
from checklist.forms.registry import read_return
from checklist.ministries.returned import Returned
from tests.support.ministries import COAST, form, set_cell, shown_units, written

REMARK = "This is for the police."
LAW: dict[str, Any] = {"pay-rule": {"value": "law"}}
CARRIED: dict[str, Any] = {"pay-rule": {"value": "law", "carried": True}}


def returned(answers: Any, **cells: str) -> Returned:
    """Return what comes back when fields of the rule on pay were filled in."""
    content = set_cell(written(form(answers)), "pay-rule", "note", REMARK)
    for name, text in cells.items():
        content = set_cell(content, "pay-rule", name, text)
    return read_return(content, "NOR-labour.html", COAST)


def listed(one: Returned) -> list[tuple[str, str, str]]:
    return [(stray.kind, stray.address, stray.text) for stray in one.stray]


@pytest.mark.parametrize(
    ("answers", "cells"),
    [
        ({}, {}),
        ({}, {"answer": "nonsense"}),
        (LAW, {"answer": "nonsense"}),
        ({}, {"missing": "nonsense"}),
        ({}, {"confidential": "x"}),
        (CARRIED, {}),
    ],
    ids=[
        "without an answer",
        "at one that cannot be read",
        "at one that cannot be read, where another stands",
        "at a reason that cannot be read",
        "at a mark alone",
        "at one of the last report that is not confirmed",
    ],
)
def test_a_remark_that_belongs_to_no_answer_is_listed(answers: Any, cells: dict[str, str]) -> None:
    one = returned(answers, **cells)

    assert listed(one) == [("remark", "pay-rule", REMARK)]
    assert "pay-rule/note" not in one.given


@pytest.mark.parametrize(
    ("answers", "cells"),
    [({}, {"answer": "law"}), (LAW, {}), (CARRIED, {"answer": "As before"})],
    ids=["at a new answer", "at one that stands", "at one that is confirmed"],
)
def test_a_remark_at_an_answer_is_its_note(answers: Any, cells: dict[str, str]) -> None:
    one = returned(answers, **cells)

    assert one.given["pay-rule/note"] == REMARK
    assert listed(one) == []


def test_a_remark_at_a_reason_for_no_answer_goes_with_it() -> None:
    one = returned({}, missing="Not known: the information is not collected")

    assert one.given["pay-rule/missing"]["note"] == REMARK
    assert listed(one) == []


def test_a_remark_at_a_row_without_an_answer_is_listed_for_itself() -> None:
    key = "training/labour-inspectors"
    content = set_cell(written(form({})), key, "note", REMARK)

    one = read_return(content, "NOR-labour.html", COAST)

    assert listed(one) == [("remark", key, REMARK)]
    assert one.given == {}
    assert one.findings == []


@pytest.mark.parametrize(
    ("answers", "given", "found"),
    [
        ({}, {"pay-rule/note": REMARK}, []),
        ({}, {"training/labour-inspectors/note": REMARK}, []),
        (LAW, {"pay-rule/note": "x" * 20_001}, ["pay-rule/note"]),
        (
            {},
            {"pay-rule/note": REMARK, "pay-rule/confidential": True},
            ["pay-rule/confidential"],
        ),
    ],
    ids=["alone", "alone at a row", "too long, at an answer", "beside a mark"],
)
def test_a_remark_contradicts_only_where_it_belongs_to_an_answer(
    answers: Any, given: dict[str, Any], found: list[str]
) -> None:
    part = form(answers).part
    base = shown_units(answers)

    wrong = contradictions(part, base, given, frozenset())

    assert [at for one in wrong for at in one.units] == found


def test_a_remark_at_a_question_without_an_answer_is_no_mistake() -> None:
    assert returned({}).findings == []


def test_a_mark_without_an_answer_is_refused_in_words_that_the_form_has() -> None:
    content = set_cell(written(form({})), "pay-rule", "confidential", "x")

    one = read_return(content, "NOR-labour.html", COAST)

    assert [finding.message for finding in one.findings] == [
        "this belongs to an answer, and none is marked or written here"
    ]
    assert one.given == {}
