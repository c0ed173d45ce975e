"""What a form says when it comes back: by address, with words, codes, numbers and marks."""

from typing import Any

import pytest

from checklist.answer_types.interface import Refusal
from checklist.checks.form_codes import FORM_CODES
from checklist.forms.registry import read_return
from checklist.forms.words import is_mark, read_missing
from checklist.ministries.returned import Returned
from tests.support import ministries
from tests.support.ministries import COAST, form, set_cell, written

PAY = {"pay-rule": {"value": "law"}}
LAWS = {"laws": {"value": [{"short-name": {"value": "sea-act"}, "citation": {"value": "Act"}}]}}
CARRIED = {"pay-rule": {"value": "law", "note": "Since 2001.", "carried": True}}


def returned(content: bytes, file: str = "NOR-labour.html") -> Returned:
    return read_return(content, file, COAST)


def after(answers: Any, key: str, name: str, value: str, authority: str = "labour") -> Returned:
    """Return what comes back when one field of a part was filled in."""
    return returned(set_cell(written(form(answers, authority)), key, name, value))


def codes(one: Returned) -> list[str]:
    return [found.code for found in one.findings]


# Answers


@pytest.mark.parametrize("typed", ["A law", "a law", "law", "1", "A LAW "])
def test_an_option_is_given_by_its_words_its_code_or_its_number(typed: str) -> None:
    assert after({}, "pay-rule", "answer", typed).given == {"pay-rule": "law"}


@pytest.mark.parametrize(
    "typed", ["A  law", "A\nlaw", "a\u00a0 law", "1 A law", "1  A law", "1. A  law", "(1)\tA law"]
)
def test_any_white_space_can_stand_between_the_words_of_an_option(typed: str) -> None:
    assert after({}, "pay-rule", "answer", typed).given == {"pay-rule": "law"}


def test_a_number_before_the_words_of_another_option_is_refused() -> None:
    assert codes(after({}, "pay-rule", "answer", "2  A law")) == ["F007"]


def test_the_white_space_of_a_text_stays() -> None:
    assert after(PAY, "pay-rule", "note", "Two  spaces,\n  a line.").given == {
        "pay-rule/note": "Two  spaces,\n  a line."
    }


@pytest.mark.parametrize("mark", ["x", "X", "✓", "yes", "1", "•"])
def test_any_mark_at_an_option_counts(mark: str) -> None:
    assert after({}, "channels#radio", "answer", mark).given == {"channels": ["radio"]}


@pytest.mark.parametrize("typed", ["no", "-", "0"])
def test_some_words_are_no_marks(typed: str) -> None:
    assert after({}, "channels#radio", "answer", typed).given == {}
    assert not is_mark("No.")


@pytest.mark.parametrize("typed", ["14", " 14 "])
def test_a_number_can_have_spaces_around_it(typed: str) -> None:
    assert after({}, "boat-number", "answer", typed, "ports").given == {"boat-number": 14}


def test_a_text_stays_as_it_was_typed() -> None:
    text = "First  line,\nsecond line"

    assert after(PAY, "pay-details", "answer", text).given == {"pay-details": text}


@pytest.mark.parametrize("text", ["Declined", "Not known: the information is not collected"])
def test_no_answer_is_given_with_its_reason(text: str) -> None:
    content = set_cell(written(form(PAY)), "pay-rule", "missing", text)
    content = set_cell(content, "pay-rule", "note", "Asked in May.")

    one = returned(content)

    assert one.given["pay-rule/missing"] == read_missing(text, "Asked in May.")
    assert one.removed >= {"pay-rule"}  # with what stands beside it
    assert "pay-rule" not in one.units


@pytest.mark.parametrize(
    "typed", ["not collected", "Not-collected.", "the information is not collected"]
)
def test_a_reason_is_given_by_its_words_or_its_code(typed: str) -> None:
    wanted = {"missing": "not-known", "reason": "not-collected"}

    assert read_missing(f"Not known: {typed}") == wanted


def test_an_option_can_end_as_a_sentence_does() -> None:
    assert after({}, "pay-rule", "answer", "A law.").given == {"pay-rule": "law"}


@pytest.mark.parametrize("typed", ["Same as last time", "no change.", "As before"])
def test_several_words_confirm_what_the_last_report_said(typed: str) -> None:
    one = after(CARRIED, "pay-rule", "answer", typed)

    assert (one.given, one.confirmed) == ({}, {"pay-rule"})


@pytest.mark.parametrize("typed", ["As before", "A law"])
def test_an_answer_that_stays_and_a_reason_for_none_contradict_each_other(typed: str) -> None:
    content = set_cell(written(form(CARRIED)), "pay-rule", "answer", typed)
    content = set_cell(content, "pay-rule", "missing", "Declined")

    one = returned(content)

    assert codes(one) == ["F009"]
    assert one.units["pay-rule"] == "law"


def test_no_command_of_the_interview_is_named_to_who_fills_in_a_form() -> None:
    one = after({}, "channels", "evidence", "Circular 12")

    (found,) = one.findings
    assert "/note" not in found.message
    assert "“Remark”" in found.message


def test_a_reason_in_own_words_is_another_reason_with_a_note() -> None:
    assert after({}, "pay-rule", "missing", "Not known: the archive burnt down").given == {
        "pay-rule/missing": {
            "missing": "not-known",
            "reason": "other",
            "note": "the archive burnt down",
        }
    }


@pytest.mark.parametrize("text", ["Not known", "perhaps", "not known:"])
def test_no_answer_without_its_reason_is_refused(text: str) -> None:
    with pytest.raises(Refusal):
        read_missing(text)
    assert codes(after({}, "pay-rule", "missing", text)) == ["F007"]


@pytest.mark.parametrize("typed", ["Pay Act s. 5", "shipping-act 12"])
@pytest.mark.parametrize("laws", [{}, LAWS], ids=["no laws", "a law"])
def test_what_is_said_on_a_law_that_is_not_there_is_what_a_form_can_do(
    typed: str, laws: dict[str, Any]
) -> None:
    (one,) = after(laws, "pay-rule", "evidence", typed).findings

    assert "to the laws in the form" in one.message
    assert "/goto" not in one.message


def test_what_is_said_on_a_reference_that_is_empty_is_what_a_form_can_do() -> None:
    (one,) = after(LAWS, "pay-rule", "evidence", ";").findings

    assert one.message == "Write a law or a web address, or leave the field empty"


def test_what_must_not_be_published_is_marked() -> None:
    assert after(PAY, "pay-rule", "confidential", "x").given == {"pay-rule/confidential": True}


def test_as_before_confirms_the_answer_of_the_last_report() -> None:
    one = after(CARRIED, "pay-rule", "answer", "As before")

    assert (one.given, one.confirmed) == ({}, {"pay-rule"})
    assert one.removed == {"pay-rule/carried"}
    assert one.units == {"pay-rule": "law", "pay-rule/note": "Since 2001."}


def test_another_answer_than_that_of_the_last_report_is_an_answer_of_this_one() -> None:
    one = after(CARRIED, "pay-rule", "answer", "No rule")

    assert (one.given, one.removed) == ({"pay-rule": "none"}, {"pay-rule/carried"})


def test_an_answer_of_the_last_report_that_is_left_alone_waits_on() -> None:
    one = returned(written(form(CARRIED)))

    assert (one.given, one.removed, one.confirmed) == ({}, set(), set())


# Nothing is lost


def test_an_emptied_field_changes_nothing_and_is_listed() -> None:
    one = after(PAY, "pay-rule", "answer", "")

    assert (one.given, one.removed) == ({}, set())
    assert one.emptied == {"pay-rule": "field 3.3"}


def test_the_word_remove_takes_an_answer_away() -> None:
    one = after(PAY, "pay-rule", "answer", "Remove")

    assert ("pay-rule" in one.removed, one.emptied) == (True, {})


def test_a_new_status_takes_away_the_details_that_do_not_go_with_it() -> None:
    before = {"status": "partly-implemented", "partly": ["law-only"], "law": "Act 1."}

    one = after({"boats": {"value": before}}, "boats/status", "answer", "Not implemented", "ports")

    assert one.units == {"boats/status": "not-implemented"}


def test_what_contradicts_itself_is_not_taken_and_has_a_finding_at_its_place() -> None:
    one = after({}, "signals/status", "answer", "Considered, and decided not to do it", "ports")

    assert (one.given, codes(one)) == ({}, ["F007"])
    assert "reason" in one.findings[0].message
    assert one.findings[0].place.startswith("field 2.2")


def test_an_answer_with_not_known_next_to_it_is_asked_again() -> None:
    content = set_cell(written(form({})), "pay-rule", "answer", "A law")
    content = set_cell(content, "pay-rule", "missing", "Declined")

    one = returned(content)

    assert (one.given, codes(one)) == ({}, ["F009"])


def test_a_wrong_entry_is_a_finding_and_all_else_is_taken() -> None:
    content = set_cell(written(form({})), "pay-rule", "answer", "sometimes")
    content = set_cell(content, "channels#radio", "answer", "x")

    one = returned(content)

    assert one.given == {"channels": ["radio"]}
    assert [(found.code, found.place) for found in one.findings] == [("F007", "field 3.3")]
    assert one.fields == 1 + one.left_empty + 1


def test_the_line_at_the_end_is_a_remark_about_no_question() -> None:
    one = returned(set_cell(written(form({})), "#remark", "answer", "Call us."))

    assert one.remark == "Call us."
    assert list(one.stray) == []


# Tables


LAWS = {
    "laws": {
        "value": [
            {"short-name": {"value": "ship-act"}, "citation": {"value": "Act on ships"}},
            {"short-name": {"value": "pay-act"}, "citation": {"value": "Act on pay"}},
        ]
    }
}


def test_no_entries_is_an_answer() -> None:
    assert after({}, "ships", "answer", "No entries", "ports").given == {"ships": []}


@pytest.mark.parametrize("name", ["html"])
def test_carried_answers_wait_in_every_format(name: str) -> None:
    one = returned(written(form(CARRIED), name), f"NOR-labour.{name}")

    assert (one.given, one.removed, one.confirmed) == ({}, set(), set())


# Codes


def test_each_code_is_explained() -> None:
    for code in FORM_CODES.values():
        assert "## Why is this bad?" in code.explanation
        assert "## Example" in code.explanation
        assert "## Use instead" in code.explanation
        assert max(map(len, code.explanation.splitlines())) <= 100


def test_a_part_knows_which_it_is() -> None:
    identity = returned(written(form({}))).identity

    assert identity is not None
    assert (identity.authority, identity.state) == ("labour", "NOR")
    assert identity.report_id == ministries.REPORT_ID
