import pytest
from pydantic import ValidationError

from checklist.answer_types.interface import AnswerType, Cell
from tests.answer_types.driving import drive, fits_schema, has_structure, make, problems

PERSONS = make("integer", maximum=2000, unit="persons")


@pytest.mark.parametrize(
    "keys", [{"minimum": "1"}, {"minimum": 1.5}, {"maximum": None}, {"unit": None}, {"unit": 3}]
)
def test_keys_that_do_not_fit_are_refused(keys: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        make("integer", **keys)


@pytest.mark.parametrize("value", [None, "5", 5.0, 5.5, True, False, [5], {}])
def test_a_value_is_a_whole_number_and_nothing_that_could_be_read_as_one(value: object) -> None:
    assert not has_structure(PERSONS, value)


def test_a_number_out_of_range_is_a_problem() -> None:
    assert problems(PERSONS, 0) == problems(PERSONS, 2000) == []
    assert problems(PERSONS, -1) == problems(PERSONS, 2001) == [("out-of-range", ())]
    assert [p.message for p in PERSONS.check(2001)] == ["2001 is not between 0 and 2000"]


@pytest.mark.parametrize(
    ("entry", "number"),
    [
        ("0", 0),
        ("007", 7),
        ("1 500", 1500),
        ("1\u00a0500", 1500),
        ("1\u202f500", 1500),
        ("1\u2019500", 1500),
        ("١٬٥٠٠", 1500),
        ("１５００", 1500),
    ],
)
def test_digits_are_read_with_spaces_between_thousands(entry: str, number: int) -> None:
    assert drive(PERSONS, [entry]).value == number


@pytest.mark.parametrize("entry", ["12 persons", "1 500 PERSONS", "12 person"])
def test_the_unit_may_stand_behind_a_number_as_it_is_shown(entry: str) -> None:
    counted = make("integer", unit="persons", unit_one="person")

    assert drive(counted, [entry]).value == int(entry.rpartition(" ")[0].replace(" ", ""))


@pytest.mark.parametrize(
    "entry",
    [
        "12 cases",
        "persons",
        "12 34",
        "1 5000",
        "1 50",
        "1,500",
        "1.500",
        "-1",
        "2001",
        "12a",
        "-",
        "--1",
        "٣²",
        "１，５００",
        "1e3",
        "9" * 40,
    ],
)
def test_any_other_entry_is_refused(entry: str) -> None:
    assert len(drive(PERSONS, [entry, "1"]).refusals) == 1


def test_a_negative_number_is_read_where_it_is_allowed() -> None:
    assert drive(make("integer", minimum=-10), ["-5"]).value == -5


def test_enter_keeps_the_earlier_number_even_zero() -> None:
    driven = drive(PERSONS, [""], previous=0)

    assert driven.value == 0
    assert driven.prompts[0].previous_text == "0 persons"
    assert driven.prompts[0].form == "a whole number (persons)"


def test_it_is_shown_with_its_unit() -> None:
    cases = make("integer", unit="cases", unit_one="case")

    assert [cases.lines(number) for number in (0, 1, 2)] == [["0 cases"], ["1 case"], ["2 cases"]]
    assert PERSONS.lines(1) == ["1 (persons)"]
    assert make("integer").lines(12) == ["12"]
    assert PERSONS.cells(12) == [Cell("", "", "12", "")]
    assert PERSONS.operand(12) == 12


@pytest.mark.parametrize(
    ("value", "fits"), [(0, True), (2000, True), (2001, False), (-1, False), ("5", False)]
)
def test_its_schema_has_the_same_limits(value: object, fits: bool) -> None:
    assert fits_schema(PERSONS.json_schema(), value) is fits


@pytest.mark.parametrize(
    ("asked", "typed", "words"),
    [
        (make("integer"), "-1", "`-1` does not fit here. Type 0 or a greater number."),
        (PERSONS, "2001", "`2001` does not fit here. Type a number from 0 to 2000."),
    ],
)
def test_a_refusal_says_which_numbers_fit(asked: AnswerType, typed: str, words: str) -> None:
    assert drive(asked, [typed, "1"]).refusals == [words]
