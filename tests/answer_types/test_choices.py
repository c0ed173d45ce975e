import pytest

from checklist.answer_types.interface import Cell
from tests.answer_types.driving import drive, fits_schema, has_structure, make, options, problems

CHOICES = make(
    "choices",
    options=[*options("capacity", "translation"), {"code": "none", "label": "None"}],
)
EXCLUSIVE = make(
    "choices",
    options=[
        *options("capacity", "translation"),
        {"code": "nothing", "label": "None of these", "exclusive": True},
    ],
)


@pytest.mark.parametrize("value", [None, [], "capacity", [1], [None], {"capacity": True}])
def test_a_value_is_a_list_of_codes_that_is_not_empty(value: object) -> None:
    assert not has_structure(CHOICES, value)


def test_unknown_repeated_and_excluding_codes_are_problems() -> None:
    assert problems(CHOICES, ["capacity", "translation"]) == []
    assert problems(CHOICES, ["capacity", "time"]) == [("unknown-code", (1,))]
    assert problems(CHOICES, ["capacity", "capacity"]) == [("contradictory", (1,))]
    assert problems(EXCLUSIVE, ["capacity", "nothing"]) == [("contradictory", (1,))]
    assert problems(EXCLUSIVE, ["nothing"]) == []


def test_the_entry_is_put_into_the_order_of_the_options() -> None:
    driven = drive(CHOICES, ["2,1"])

    assert driven.value == ["capacity", "translation"]
    assert driven.prompts[0].several


@pytest.mark.parametrize(
    ("entry", "says"),
    [
        (",", "Type at least one number."),
        ("2,1, transl", "You chose “Translation” twice."),
        ("1,9", "`9` is not a number from 1 to 3."),
        ("1,3", "None of these: choose this one alone, or leave it out."),
        ("1 x", "`1 x` is not one of the options."),
        ("1-9", "`1-9` goes beyond the options: they have numbers from 1 to 3."),
    ],
)
def test_an_entry_that_does_not_fit_is_refused(entry: str, says: str) -> None:
    driven = drive(EXCLUSIVE, [entry, "3"])

    assert driven.refusals[0].startswith(says)
    assert driven.value == ["nothing"]


def test_enter_keeps_the_earlier_codes_in_their_order() -> None:
    driven = drive(CHOICES, [""], previous=["translation", "capacity"])

    assert driven.value == ["translation", "capacity"]
    assert driven.prompts[0].previous_text == "Translation; Capacity"


def test_each_code_has_a_line_and_a_cell() -> None:
    assert CHOICES.lines(["capacity", "none"]) == ["Capacity", "None"]
    assert CHOICES.cells(["capacity"]) == [Cell("", "", "capacity", "Capacity")]
    assert CHOICES.operand(["capacity", "none"]) == frozenset({"capacity", "none"})


@pytest.mark.parametrize(
    ("value", "fits"),
    [
        (["capacity", "translation"], True),
        (["nothing"], True),
        (["capacity", "nothing"], False),
        (["capacity", "capacity"], False),
        (["time"], False),
        ([], False),
        ("capacity", False),
    ],
)
def test_its_schema_has_the_same_limits(value: object, fits: bool) -> None:
    assert fits_schema(EXCLUSIVE.json_schema(), value) is fits


@pytest.mark.parametrize("entry", ["1,2", "1, 2", "1 2", "1;2", "2 1", "1-2", "1 - 2"])
def test_numbers_can_be_written_in_several_ways(entry: str) -> None:
    assert drive(CHOICES, [entry]).value == ["capacity", "translation"]
