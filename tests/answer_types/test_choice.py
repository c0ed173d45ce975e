import pytest
from pydantic import ValidationError

from checklist.answer_types.interface import Cell
from tests.answer_types.driving import drive, fits_schema, has_structure, make, options, problems

CHOICE = make("choice", options=options("party", "signatory", "partner"))


@pytest.mark.parametrize(
    "keys",
    [
        {},
        {"options": []},
        {"options": None},
        {"options": [{"code": "party"}]},
        {"options": [{"code": "p", "label": "Too short a code"}]},
        {"options": [{"code": "Party", "label": "Capitals"}]},
        {"options": [{"code": "party", "label": " spaces "}]},
        {"options": [{"code": "party", "label": "P", "colour": "red"}]},
        {"options": options("party", "party")},
        {"options": options("party"), "minimum": 1},
    ],
)
def test_keys_that_do_not_fit_are_refused(keys: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        make("choice", **keys)


def test_a_named_list_is_written_out() -> None:
    named = make("choice", options="statuses")

    assert named.list_names() == [(("options",), "statuses")]
    assert named.option_lists() == []
    assert named.codes() == frozenset()
    assert named.with_lists({"other": []}) == named
    listed = make("choice", options=options("party"))
    written_out = named.with_lists({"statuses": listed.option_lists()[0][1]})
    assert written_out == listed
    assert written_out.codes() == frozenset({"party"})


@pytest.mark.parametrize("value", [None, 1, True, ["party"], {"code": "party"}])
def test_a_value_is_a_text(value: object) -> None:
    assert not has_structure(CHOICE, value)


def test_a_code_that_is_not_an_option_is_a_problem_with_a_hint() -> None:
    (problem,) = CHOICE.check("signatary")

    assert problem.message == "`signatary` is not among the options"
    assert problem.hint == "did you mean `signatory`? allowed: party, signatory, partner"
    assert problems(CHOICE, "partie") == [("unknown-code", ())]
    assert problems(CHOICE, "party") == []


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        ("1", "party"),
        (" 2 ", "signatory"),
        ("party", "party"),
        ("PARTY", "party"),
        ("s", "signatory"),
        ("partn", "partner"),
        ("3  Partner", "partner"),
        ("3.\u00a0partner", "partner"),
    ],
)
def test_a_number_a_code_or_the_start_of_a_label_is_an_answer(entry: str, code: str) -> None:
    assert drive(CHOICE, [entry]).value == code


@pytest.mark.parametrize(
    ("entry", "says"),
    [
        ("0", "`0` is not a number from 1 to 3."),
        ("4", "`4` is not a number from 1 to 3."),
        ("9999999999", "`9999999999` is not a number from 1 to 3."),
        ("par", "`par` fits several options: 1 (Party), 3 (Partner). Type the number."),
        ("xyz", "`xyz` is not one of the options."),
        ("1, 2", "Here only one can be chosen."),
    ],
)
def test_any_other_entry_is_refused_and_asked_again(entry: str, says: str) -> None:
    driven = drive(CHOICE, [entry, "1"])

    assert driven.value == "party"
    assert driven.names == ["value"]
    assert driven.refusals[0].startswith(says)


def test_a_whole_label_wins_over_labels_that_begin_like_it() -> None:
    choice = make(
        "choice",
        options=[{"code": "law-drafted", "label": "Law drafted"}, {"code": "any", "label": "Law"}],
    )

    assert drive(choice, ["law"]).value == "any"


def test_enter_keeps_the_earlier_code_and_shows_its_label() -> None:
    driven = drive(CHOICE, [""], previous="signatory")

    assert driven.value == "signatory"
    assert driven.prompts[0].previous_text == "Signatory"
    assert drive(CHOICE, ["", "1"]).refusals == ["an answer is required"]


def test_it_is_shown_with_its_label() -> None:
    assert CHOICE.lines("party") == ["Party"]
    assert CHOICE.lines("gone") == ["gone"]
    assert CHOICE.cells("party") == [Cell("", "", "party", "Party")]
    assert CHOICE.operand("party") == "party"


def test_its_schema_lists_the_codes() -> None:
    schema = CHOICE.json_schema()

    assert fits_schema(schema, "party")
    assert not fits_schema(schema, "partie")
    assert not fits_schema(schema, None)
    assert "signatory: Signatory" in schema["description"]
