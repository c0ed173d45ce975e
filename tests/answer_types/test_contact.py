import pytest

from checklist.answer_types.interface import Cell, TextKind
from tests.answer_types.driving import drive, fits_schema, has_structure, make, problems

CONTACT = make("contact")
WHOLE = {
    "office": "Ministry of Justice, Department IV",
    "person": "A. Müller",
    "position": "Head of unit",
    "email": "unit@justice.example",
    "telephone": "+43 (1) 26060",
}


@pytest.mark.parametrize(
    "value",
    [
        None,
        "Ministry",
        {},
        {"person": "A. Müller"},
        {"office": ""},
        {"office": None},
        {"office": " Ministry"},
        {"office": "two\nlines"},
        {"office": "x" * 401},
        {"office": "Ministry", "person": None},
        {"office": "Ministry", "email": "nobody"},
        {"office": "Ministry", "email": "a b@example.org"},
        {"office": "Ministry", "telephone": "call us"},
        {"office": "Ministry", "telephone": "+"},
        {"office": "Ministry", "fax": "1"},
    ],
)
def test_what_is_no_contact_is_refused_by_model_and_schema(value: object) -> None:
    assert not has_structure(CONTACT, value)
    assert not fits_schema(CONTACT.json_schema(), value)


@pytest.mark.parametrize("value", [WHOLE, {"office": "Ministry"}])
def test_a_contact_needs_an_office_only(value: object) -> None:
    assert has_structure(CONTACT, value)
    assert problems(CONTACT, value) == []
    assert fits_schema(CONTACT.json_schema(), value)


def test_all_parts_are_asked_and_all_but_the_office_can_stay_open() -> None:
    driven = drive(CONTACT, ["", "Ministry", "", "", "", ""])

    assert driven.value == {"office": "Ministry"}
    assert driven.names == ["office", "person", "position", "email", "telephone"]
    assert driven.refusals == ["an answer is required"]


def test_a_telephone_number_can_be_typed_in_digits_of_any_script() -> None:
    driven = drive(CONTACT, ["Ministry", "", "", "", "+\u0664\u0663 \u0661 \u0662\u0666\u0660"])

    assert driven.value == {"office": "Ministry", "telephone": "+43 1 260"}


def test_a_part_that_does_not_fit_is_refused_in_plain_words() -> None:
    driven = drive(CONTACT, ["x" * 401, "Ministry", "", "", "nobody", "a@b.example", "none", ""])

    assert driven.refusals == [
        "Type one line of at most 400 characters.",
        "`nobody` is not an e-mail address. It looks like name@example.org.",
        "`none` is not a telephone number. Type digits, such as +43 1 26060.",
    ]
    assert driven.value == {"office": "Ministry", "email": "a@b.example"}


def test_enter_keeps_each_part() -> None:
    driven = drive(CONTACT, ["", "B. Huber", "", "", ""], previous=WHOLE)

    assert driven.value == {**WHOLE, "person": "B. Huber"}
    assert driven.prompts[3].previous_text == "unit@justice.example"


def test_each_part_has_a_line_and_a_cell() -> None:
    value = {"telephone": "+43 1", "office": "Ministry"}

    assert CONTACT.lines(value) == ["Ministry", "+43 1"]
    assert CONTACT.cells(value) == [
        Cell("", "office", "", "Ministry"),
        Cell("", "telephone", "", "+43 1"),
    ]


def test_its_names_are_texts_of_a_contact_and_how_to_reach_it_is_none() -> None:
    assert list(CONTACT.texts(WHOLE)) == [
        (("office",), "Ministry of Justice, Department IV", TextKind.CONTACT),
        (("person",), "A. Müller", TextKind.CONTACT),
        (("position",), "Head of unit", TextKind.CONTACT),
    ]
