"""The checks agree with the facts of the two treaties: when they entered into force, for whom."""

from collections.abc import Mapping

import pytest

from checklist.questionnaire.questionnaire import Questionnaire
from checklist.reports.answer_path import answer_path
from tests.questions.check_cases import PROCESS, checks, codes
from tests.questions.reports import draft


@pytest.fixture(params=["protocol", "convention"])
def treaty(request: pytest.FixtureRequest) -> str:
    assert isinstance(request.param, str)
    return request.param


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        ("2003-09-28", {"protocol": ["R525"], "convention": ["R525"]}),
        ("2003-09-29", {"protocol": ["R525"], "convention": []}),
        ("2003-12-24", {"protocol": ["R525"], "convention": []}),
        ("2003-12-25", {"protocol": [], "convention": []}),
    ],
)
@pytest.mark.parametrize("status", ["party", "withdrawn"])
def test_nobody_was_a_party_before_the_entry_into_force(
    status: str,
    as_of: str,
    expected: Mapping[str, list[str]],
    treaty: str,
    questionnaire: Questionnaire,
) -> None:
    only = {f"{treaty}-status": status}

    found = codes(questionnaire, only, as_of=as_of)

    assert found == [f"R{int(c[1:]) + (treaty == 'convention')}" for c in expected[treaty]]


@pytest.mark.parametrize(
    ("protocol", "convention", "expected"),
    [
        ("party", "party", []),
        ("party", "deposited", ["R523"]),
        ("party", "signatory", ["R523"]),
        ("party", "neither", ["R523"]),
        ("party", "withdrawn", ["R523"]),
        ("party", "not-known", []),
        ("deposited", "party", []),
        ("deposited", "deposited", []),
        ("deposited", "neither", ["R524"]),
        ("signatory", "neither", []),
        ("withdrawn", "withdrawn", []),
    ],
)
def test_a_party_to_the_protocol_is_a_party_to_the_convention(
    protocol: str, convention: str, expected: list[str], questionnaire: Questionnaire
) -> None:
    answers = {"protocol-status": protocol, "convention-status": convention}

    assert codes(questionnaire, answers) == expected
    assert checks(questionnaire)["R523"].severity == "error"
    assert checks(questionnaire)["R524"].severity == "warning"


@pytest.mark.parametrize("answered", ["", "under-way", "suspended"])
def test_a_signatory_that_leaves_the_process_open_is_still_asked_for_its_target(
    answered: str, treaty: str, questionnaire: Questionnaire
) -> None:
    process = {PROCESS[treaty]: answered} if answered else {}
    report = draft(questionnaire, {f"{treaty}-status": "signatory", **process})

    on = answer_path(questionnaire, report.state, report.as_of, report.answers).on

    assert {f"{treaty}-obstacles", f"{treaty}-target", PROCESS[treaty]} <= on


def test_who_does_not_intend_to_join_is_asked_for_obstacles_only(
    treaty: str, questionnaire: Questionnaire
) -> None:
    answers = {f"{treaty}-status": "neither", PROCESS[treaty]: "not-intended"}
    report = draft(questionnaire, answers)

    on = answer_path(questionnaire, report.state, report.as_of, report.answers).on

    assert f"{treaty}-obstacles" in on
    assert f"{treaty}-target" not in on
