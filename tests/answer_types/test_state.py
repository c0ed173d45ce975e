import pytest

from checklist.answer_types.interface import Cell
from tests.answer_types.driving import drive, fits_schema, has_structure, make, problems

STATE = make("state")
STATES = make("states")


@pytest.mark.parametrize("value", [None, 1, True, ["NOR"]])
def test_a_state_is_a_text(value: object) -> None:
    assert not has_structure(STATE, value)


@pytest.mark.parametrize("value", [None, [], "NOR", [1], {"NOR": True}])
def test_several_states_are_a_list_that_is_not_empty(value: object) -> None:
    assert not has_structure(STATES, value)


def test_an_unknown_state_is_a_problem_with_a_hint() -> None:
    (named,) = STATE.check("Norway")
    (misspelt,) = STATE.check("nonsense of letters")

    assert named.message == "`Norway` is not the code of a State"
    assert named.hint == "did you mean NOR (Norway)?"
    assert misspelt.hint == "a code has three capital letters, such as NOR"
    assert problems(STATE, "NOR") == problems(STATE, "EUE") == []
    assert problems(STATE, "nor") == [("unknown-state", ())]


def test_unknown_and_repeated_states_are_problems_at_their_place() -> None:
    assert problems(STATES, ["NOR", "SWE"]) == []
    assert problems(STATES, ["NOR", "XXX"]) == [("unknown-state", (1,))]
    assert problems(STATES, ["NOR", "NOR"]) == [("contradictory", (1,))]


@pytest.mark.parametrize(
    ("entry", "code"), [("NOR", "NOR"), ("nor", "NOR"), ("norway", "NOR"), ("Niger", "NER")]
)
def test_a_name_or_code_is_read(entry: str, code: str) -> None:
    assert drive(STATE, [entry]).value == code


def test_what_is_near_a_name_is_suggested_and_never_taken() -> None:
    driven = drive(STATE, ["Nigera", "NGA"])

    assert driven.value == "NGA"
    assert driven.refusals[0].startswith("`Nigera` is not the name or code of a State.")
    assert "Nigeria (NGA)" in driven.refusals[0]


def test_several_states_are_read_apart_by_semicolons_without_repetition() -> None:
    assert drive(STATES, ["Norway; SWE;; norway"]).value == ["NOR", "SWE"]


@pytest.mark.parametrize("entry", [";", "Norway, Sweden", "NOR; Atlantis"])
def test_an_entry_with_a_part_that_is_no_state_is_refused(entry: str) -> None:
    assert len(drive(STATES, [entry, "NOR"]).refusals) == 1


def test_enter_keeps_what_was_there() -> None:
    one = drive(STATE, [""], previous="NOR")
    several = drive(STATES, [""], previous=["SWE", "NOR"])

    assert (one.value, one.prompts[0].previous_text) == ("NOR", "Norway (NOR)")
    assert several.value == ["SWE", "NOR"]
    assert several.prompts[0].previous_text == "Sweden (SWE); Norway (NOR)"


def test_names_can_be_completed() -> None:
    step = drive(STATE, ["NOR"]).prompts[0]

    assert step.complete is not None
    assert "Norway" in step.complete("norw")


def test_they_are_shown_by_name_and_counted_by_code() -> None:
    assert STATE.lines("NOR") == ["Norway (NOR)"]
    assert STATE.lines("XXX") == ["`XXX`"]
    assert STATE.cells("NOR") == [Cell("", "", "NOR", "Norway (NOR)")]
    assert STATES.lines(["NOR", "SWE"]) == ["Norway (NOR)", "Sweden (SWE)"]
    assert STATES.cells(["SWE"]) == [Cell("", "", "SWE", "Sweden (SWE)")]
    assert STATE.operand("NOR") == "NOR"
    assert STATES.operand(["NOR", "SWE"]) == frozenset({"NOR", "SWE"})
    assert STATE.codes() == STATES.codes()


def test_their_schemas_have_the_same_limits() -> None:
    assert fits_schema(STATE.json_schema(), "NOR")
    assert not fits_schema(STATE.json_schema(), "nor")
    assert fits_schema(STATES.json_schema(), ["NOR", "SWE"])
    assert not fits_schema(STATES.json_schema(), ["NOR", "NOR"])
    assert not fits_schema(STATES.json_schema(), [])
