import re

import pytest

from checklist.checks.codes import (
    OF_QUESTIONNAIRES,
    OF_REPORTS,
    SEAL,
    TWO_STATES,
    UNANSWERED,
    CodeFilter,
    code_named,
    codes,
)
from checklist.errors import ChecklistError
from checklist.questionnaire.loading import load
from tests.support.folders import SMALL_FOLDER

KNOWN = ["S000", "S101", "R001", "R005", "R014", "R500", "R501", "R503"]


def selected(select: list[str], ignore: list[str]) -> list[str]:
    selection = CodeFilter.of(select, ignore, KNOWN)
    return [code for code in KNOWN if selection.wants(code)]


# What is selected


@pytest.mark.parametrize(
    ("select", "ignore", "expected"),
    [
        ([], [], KNOWN),
        (["R5"], [], ["S000", "R500", "R501", "R503"]),
        (["S101,R014"], [], ["S000", "S101", "R014"]),
        (["S101", "R014"], [], ["S000", "S101", "R014"]),
        ([" s101 , r014,"], [], ["S000", "S101", "R014"]),
        ([], ["R"], ["S000", "S101"]),
        ([], ["R5", "R005,R014"], ["S000", "S101", "R001"]),
        (["R"], ["R5"], ["S000", "R001", "R005", "R014"]),
        (["R501"], ["R5"], ["S000", "R501"]),
        (["R"], ["R"], ["S000"]),
        (["R5", "R"], ["R50", "S"], ["S000", "R001", "R005", "R014"]),
    ],
)
def test_of_the_beginnings_that_fit_a_code_the_longest_decides(
    select: list[str], ignore: list[str], expected: list[str]
) -> None:
    assert selected(select, ignore) == expected


@pytest.mark.parametrize(
    ("select", "ignore", "told"),
    [
        (["R504"], [], "--select: no code that can be found here begins with `R504`; did you"),
        ([], ["R5,X"], "--ignore: no code that can be found here begins with `X`; `checklist gui"),
        (["R5\x1b"], [], "--select: no code that can be found here begins with `R5‹U+001B›`"),
        ([], [" , "], "--ignore needs a code"),
        ([""], [], "--select needs a code"),
    ],
)
def test_a_word_that_begins_no_code_is_refused(
    select: list[str], ignore: list[str], told: str
) -> None:
    with pytest.raises(ChecklistError, match=re.escape(told)):
        CodeFilter.of(select, ignore, KNOWN)


@pytest.mark.parametrize(
    ("select", "ignore", "told"),
    [
        ([], [], ""),
        (["r5,S101"], [], "only R5, S101"),
        ([], ["R5"], "without R5"),
        (["R", "R"], ["R5"], "only R, without R5"),
    ],
)
def test_a_selection_says_what_it_is(select: list[str], ignore: list[str], told: str) -> None:
    assert str(CodeFilter.of(select, ignore, KNOWN)) == told


# What the codes mean


def test_question_sets_and_reports_have_codes_of_structure_and_their_own() -> None:
    of_reports = codes(OF_REPORTS, [load(SMALL_FOLDER)])

    assert {code[0] for code in codes(OF_QUESTIONNAIRES)} == {"S", "Q"}
    assert {code[0] for code in of_reports} == {"S", "R"}
    assert of_reports["R501"].name == "check"
    assert of_reports["R501"].explanation.startswith("the deposit is earlier than the signature\n")
    assert all(code == one.code for code, one in of_reports.items())


@pytest.mark.parametrize(
    ("code", "name"),
    [("S007", "duplicate-key"), ("Q001", "duplicate-id"), ("R004", "unknown-question")],
)
def test_every_code_has_a_name(code: str, name: str) -> None:
    assert code_named(code).name == name


def test_a_check_of_any_questionnaire_is_explained_as_one() -> None:
    assert code_named("R577").name == "check"
    assert code_named("R577").explanation == code_named("R500").explanation


@pytest.mark.parametrize(
    ("code", "name"),
    [(UNANSWERED, "unanswered"), (SEAL, "seal"), (TWO_STATES, "two-states")],
)
def test_a_code_that_is_singled_out_is_that_of_its_rule(code: str, name: str) -> None:
    assert code_named(code).name == name
