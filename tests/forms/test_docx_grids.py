"""A question with rows is one table of a Word form: what stands in it is read row by row."""

import copy
from collections.abc import Mapping
from typing import Any

import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from checklist.forms.registry import read_return
from checklist.ministries.division import Authority, Division, reference_of
from checklist.ministries.returned import Returned
from checklist.questionnaire.loading import shipped
from tests.support.ministries import COAST, REPORT_ID, all_to, form, given_by, written
from tests.support.word_forms import WordForm, add_run, cells, paragraphs, put, words

SHIPPED = shipped()
LEVELS, MONITORING = "coordination-levels", "monitoring"
INVESTIGATION, LOCAL = f"{LEVELS}/investigation", f"{LEVELS}/local-level"
TRAINING = "training"
NOT_COLLECTED = {"missing": "not-known", "reason": "not-collected"}
REASON = "The information is not collected"


def coast(answers: Mapping[str, Any] | None = None) -> WordForm:
    """Return a form whose options are the heads of columns."""
    return WordForm(
        written(form(given_by("labour", answers or {}), "labour", all_to("labour")), "docx")
    )


def numbered(answers: Mapping[str, Any] | None = None) -> WordForm:
    """Return a form whose options have numbers, above the table."""
    asked = dict.fromkeys((LEVELS, MONITORING), "labour")
    divided = Division(
        checklist_division=1,
        questionnaire=reference_of(SHIPPED),
        state="NOR",
        report_id=REPORT_ID,
        authorities={"labour": Authority()},
        asks=asked,
    )
    sent = form(given_by("labour", answers or {}), "labour", divided, SHIPPED)
    return WordForm(written(sent, "docx"))


def returned(one: WordForm) -> Returned:
    is_coast = (TRAINING, "grid", "1") in one.grids
    return read_return(one.saved(), "NOR-labour.docx", COAST if is_coast else SHIPPED)


def found(one: Returned) -> list[tuple[str, str]]:
    return [(finding.code, finding.place) for finding in one.findings]


def levels(code: str) -> dict[str, Any]:
    return {LEVELS: {"value": {"investigation": {"value": code}}}}


# Answers by number


@pytest.mark.parametrize("text", ["2", " 2 ", "2.", "In place in part", "in place in part"])
def test_the_number_or_the_words_of_an_option_are_an_answer(text: str) -> None:
    one = numbered()
    one.write(text, INVESTIGATION)

    assert (returned(one).given, found(returned(one))) == (
        {INVESTIGATION: "partly-implemented"},
        [],
    )


@pytest.mark.parametrize("text", ["9", "x", "2?", "?", "1 or 2", "highly"])
def test_what_is_no_option_of_the_row_is_asked_about_at_its_letter(text: str) -> None:
    one = numbered()
    one.write(text, INVESTIGATION)
    one.write("5", LOCAL)

    read = returned(one)

    assert (read.given, found(read)) == ({LOCAL: "not-implemented"}, [("F007", "3.6 a")])


def test_the_number_of_an_option_that_only_other_rows_have_is_asked_about() -> None:
    one = numbered()
    one.write("6", f"{MONITORING}/monitoring")
    one.write("6", f"{MONITORING}/advice")

    read = returned(one)

    assert (read.given, found(read)) == (
        {f"{MONITORING}/advice": "considered"},
        [("F007", "3.8 a")],
    )


@pytest.mark.parametrize("text", ["5", "2 5", "2, 5", "2 → 5"])
def test_a_number_beside_that_with_which_the_form_was_sent_is_the_answer(text: str) -> None:
    one = numbered(levels("partly-implemented"))
    assert words(one.row(INVESTIGATION).cells[1]) == "2"
    one.write(text, INVESTIGATION)

    assert (returned(one).given, found(returned(one))) == ({INVESTIGATION: "not-implemented"}, [])


def test_a_number_that_nobody_touched_or_that_is_emptied_gives_nothing() -> None:
    same, emptied = numbered(levels("planned")), numbered(levels("planned"))
    emptied.write("", INVESTIGATION)

    assert (returned(same).given, returned(same).emptied) == ({}, {})
    assert (returned(emptied).given, returned(emptied).emptied) == ({}, {INVESTIGATION: "3.6 a"})


def test_a_struck_number_is_none_and_remove_takes_the_answer_away() -> None:
    struck, removed = numbered(levels("planned")), numbered(levels("planned"))
    run = next(struck.row(INVESTIGATION).cells[1].iter(qn("w:r")))
    run.get_or_add_rPr().append(OxmlElement("w:strike"))
    add_run(paragraphs(struck.row(INVESTIGATION).cells[1])[0], "1")
    removed.write("remove", INVESTIGATION)

    assert returned(struck).given == {INVESTIGATION: "implemented"}
    assert INVESTIGATION in returned(removed).removed


def test_the_answer_of_the_last_report_stands_at_its_row_and_can_be_confirmed() -> None:
    one = numbered({LEVELS: {**levels("planned")[LEVELS], "carried": True}})
    assert "Last report: Not in place; planned" in words(one.row(INVESTIGATION).cells[0])
    one.write("as before", INVESTIGATION)

    assert returned(one).confirmed == {INVESTIGATION}


# No answer


@pytest.mark.parametrize(
    ("letters", "rows"),
    [
        ("b, d", ("labour-inspectors", "volunteers")),
        ("b–d", ("labour-inspectors", "pilots", "volunteers")),
        ("B and C", ("labour-inspectors", "pilots")),
        ("3.1 b; 3.1 c", ("labour-inspectors", "pilots")),
        ("row b", ("labour-inspectors",)),
        ("строки В и с", ("labour-inspectors", "pilots")),
    ],
)
def test_the_letters_say_for_which_rows_there_is_no_answer(
    letters: str, rows: tuple[str, ...]
) -> None:
    one = coast()
    field = one.row(TRAINING, "missing", "not-known")
    put(field.cells[0], letters)
    put(field.cells[2], REASON)

    read = returned(one)

    assert read.given == {f"{TRAINING}/{row}/missing": NOT_COLLECTED for row in rows}
    assert found(read) == []


@pytest.mark.parametrize("letters", ["all", "All", "", "x"])
def test_for_all_rows_the_question_has_no_answer(letters: str) -> None:
    one = coast()
    field = one.row(TRAINING, "missing", "not-known")
    put(field.cells[0], letters)
    put(field.cells[2], REASON)

    assert (returned(one).given, found(returned(one))) == (
        {f"{TRAINING}/missing": NOT_COLLECTED},
        [],
    )


@pytest.mark.parametrize("letters", ["", "z", "б", "the rest", "?"])
def test_without_clear_letters_it_is_asked_for_which_rows(letters: str) -> None:
    one = coast()
    one.mark(f"{TRAINING}/pilots", "some")
    field = one.row(TRAINING, "missing", "not-known")
    put(field.cells[0], letters)
    put(field.cells[2], REASON)

    read = returned(one)

    assert read.given == {f"{TRAINING}/pilots": "some"}
    assert [place for _, place in found(read)] == ["3.1"]


def test_rows_with_other_reasons_have_a_line_each_and_declined_needs_no_reason() -> None:
    one = coast()
    field = one.row(TRAINING, "missing", "not-known")
    put(field.cells[0], "a")
    put(field.cells[2], REASON)
    other = copy.deepcopy(field.row)
    field.row.addnext(other)
    put(cells(other)[0], "b")
    put(cells(other)[2], "It is outside the mandate of the respondent")
    put(one.row(TRAINING, "missing", "declined").cells[0], "c")

    read = returned(one)

    assert {at: (c["missing"], c.get("reason")) for at, c in read.given.items()} == {
        f"{TRAINING}/police-officers/missing": ("not-known", "not-collected"),
        f"{TRAINING}/labour-inspectors/missing": ("not-known", "outside-mandate"),
        f"{TRAINING}/pilots/missing": ("declined", None),
    }


def test_an_answer_and_a_letter_for_the_same_row_are_asked_about() -> None:
    one = coast()
    one.mark(f"{TRAINING}/pilots", "some")
    field = one.row(TRAINING, "missing", "not-known")
    put(field.cells[0], "c")
    put(field.cells[2], REASON)

    assert found(returned(one)) == [("F009", "3.1 c")]


def test_rows_that_were_sent_without_an_answer_show_their_letters_and_stay() -> None:
    missing = {"missing": "not-known", "reason": "not-collected"}
    rows = {"labour-inspectors": missing, "volunteers": missing}
    one = coast({TRAINING: {"value": rows}})

    assert words(one.row(TRAINING, "missing", "not-known").cells[0]) == "b, d"
    assert (returned(one).given, returned(one).emptied, found(returned(one))) == ({}, {}, [])


# Remarks and marks


@pytest.mark.parametrize("text", ["x", "confidential", "سري", "see remark"])
def test_whatever_stands_at_do_not_publish_of_a_row_keeps_it_back(text: str) -> None:
    one = numbered()
    one.write("1", INVESTIGATION)
    put(one.row(INVESTIGATION, "confidential").cells[0], text)

    assert returned(one).given[f"{INVESTIGATION}/confidential"] is True


def test_a_colour_at_do_not_publish_of_a_row_keeps_it_back() -> None:
    one = numbered()
    one.write("1", INVESTIGATION)
    one.mark(INVESTIGATION, "", "fill", "confidential")

    assert returned(one).given[f"{INVESTIGATION}/confidential"] is True


def test_a_text_in_a_remark_that_was_joined_with_do_not_publish_keeps_the_row_back() -> None:
    one = numbered()
    one.write("1", INVESTIGATION)
    remark, box = one.row(INVESTIGATION, "note").cells[1], one.row(INVESTIGATION, "confidential")
    span = OxmlElement("w:gridSpan")
    span.set(qn("w:val"), "2")
    remark.get_or_add_tcPr().append(span)
    box.row.remove(box.cells[0])
    put(remark, "secret")

    given = returned(one).given

    assert given[f"{INVESTIGATION}/note"] == "secret"
    assert given[f"{INVESTIGATION}/confidential"] is True


def test_a_row_that_lost_a_cell_is_asked_about_and_nothing_of_it_is_taken() -> None:
    one = numbered()
    one.write("1", INVESTIGATION)
    one.write("secret", INVESTIGATION, "note")
    field = one.row(INVESTIGATION, "evidence")
    field.row.remove(field.cells[1])

    read = returned(one)

    assert (read.given, found(read)) == ({}, [("F007", "3.6 a")])
    assert {text.text for text in read.stray} == {"1", "secret"}


def test_the_columns_of_a_grid_are_known_by_their_heads() -> None:
    one = numbered()
    one.write("1", INVESTIGATION)
    one.write("Since 2019.", INVESTIGATION, "note")
    table = one.row(INVESTIGATION).table
    for row in table.iter(qn("w:tr")):
        last = cells(row)[-1]
        cells(row)[1].addprevious(last)

    assert returned(one).given == {
        INVESTIGATION: "implemented",
        f"{INVESTIGATION}/note": "Since 2019.",
    }


def test_what_is_written_behind_the_words_of_a_row_is_listed() -> None:
    one = numbered()
    add_run(paragraphs(one.row(INVESTIGATION).cells[0])[0], " only in the north")

    read = returned(one)

    assert [(text.text, text.place) for text in read.stray] == [("only in the north", "3.6 a")]


def test_what_concerns_all_rows_stands_below_them() -> None:
    one = numbered()
    one.write("1", INVESTIGATION)
    one.write("Asked in May.", LEVELS, "note")
    one.mark(LEVELS, "", "x", "confidential")

    given = returned(one).given

    assert given[f"{LEVELS}/note"] == "Asked in May."
    assert [at for at in given if at.endswith("/confidential")] == [f"{LEVELS}/confidential"]


# Hidden addresses that somebody changed


def readdressed(one: WordForm, before: str, after: str) -> WordForm:
    """Return the form with another hidden address in place of one."""
    for text in one.document.element.body.iter(qn("w:t")):
        if text.text == f"⟦{before}⟧":
            text.text = f"⟦{after}⟧"
    return one


@pytest.mark.parametrize("written_in", ["2", "5"])
def test_a_forged_number_of_what_was_sent_takes_no_answer_away(written_in: str) -> None:
    one = readdressed(numbered(), f"{INVESTIGATION} row", f"{INVESTIGATION} row 5")
    one.write(written_in, INVESTIGATION)

    codes = {"2": "partly-implemented", "5": "not-implemented"}
    assert returned(one).given == {INVESTIGATION: codes[written_in]}


@pytest.mark.parametrize("address", [f"{LOCAL} missing declined", "nothing answer x", "a grid 1"])
def test_an_address_that_the_form_does_not_have_is_no_answer(address: str) -> None:
    one = readdressed(numbered(), f"{LEVELS} missing declined", address)
    put(one.row(LEVELS, "missing", "declined").cells[0], "all")

    assert returned(one).given == {}


def test_a_box_that_was_deleted_leaves_its_label_to_itself() -> None:
    one = coast()
    field = one.row("pay-rule", code="law")
    field.row.remove(field.cells[0])
    one.mark("pay-rule", "agreement")

    assert returned(one).given.get("pay-rule") in {None, "agreement"}
    beside = one.row("pay-rule", "missing", "not-known")
    beside.row.remove(beside.cells[0])

    assert returned(one).fields
