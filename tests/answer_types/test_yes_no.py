import pytest

from checklist.answer_types.interface import Cell
from tests.answer_types.driving import drive, fits_schema, has_structure, make, problems

YES_NO = make("yes-no")


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        ("y", "affirmative"),
        ("Yes", "affirmative"),
        ("1", "affirmative"),
        ("affirmative", "affirmative"),
        ("n", "negative"),
        ("NO", "negative"),
        ("2", "negative"),
        ("oui", "affirmative"),
        ("Sí", "affirmative"),
        ("s", "affirmative"),
        ("ДА", "affirmative"),
        ("نعم", "affirmative"),
        ("是", "affirmative"),
        ("non", "negative"),
        ("нет", "negative"),
        ("لا", "negative"),
        ("否", "negative"),
        ("٢", "negative"),
    ],
)
def test_yes_and_no_are_read_in_many_forms(entry: str, code: str) -> None:
    assert drive(YES_NO, [entry]).value == code


@pytest.mark.parametrize("entry", ["true", "3", "maybe", "ouais"])
def test_any_other_entry_is_refused(entry: str) -> None:
    assert len(drive(YES_NO, [entry, "n"]).refusals) == 1


@pytest.mark.parametrize("value", [None, True, 1, ["affirmative"]])
def test_a_value_is_a_text(value: object) -> None:
    assert not has_structure(YES_NO, value)
    assert not fits_schema(YES_NO.json_schema(), value)


@pytest.mark.parametrize("value", ["yes", "no", "true", ""])
def test_only_the_two_codes_are_values(value: str) -> None:
    assert problems(YES_NO, value) == [("unknown-code", ())]
    assert not fits_schema(YES_NO.json_schema(), value)


def test_it_is_shown_as_yes_or_no() -> None:
    assert YES_NO.lines("affirmative") == ["Yes"]
    assert YES_NO.cells("negative") == [Cell("", "", "negative", "No")]
    assert YES_NO.codes() == frozenset({"affirmative", "negative"})
    assert YES_NO.operand("negative") == "negative"


def test_enter_keeps_the_earlier_answer() -> None:
    assert drive(YES_NO, [""], previous="negative").value == "negative"
    assert drive(YES_NO, ["", "y"]).refusals == ["an answer is required"]
