"""What a Word form says when it comes back: any mark counts, two of them are asked about."""

import copy
import io
import re
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from checklist.forms.registry import read_return
from checklist.ministries.returned import Returned
from tests.forms.test_docx_round_trip import resaved
from tests.support.ministries import COAST, form, written
from tests.support.word_forms import (
    IN_GRID,
    WAYS,
    WordForm,
    add_run,
    cells,
    paragraphs,
    put,
    tracked_deletion,
)

PAY = {"pay-rule": {"value": "law"}}
CARRIED = {"pay-rule": {"value": "law", "note": "Since 2001.", "carried": True}}
INSPECTORS = "training/labour-inspectors"
FILE = "NOR-labour.docx"


def opened(answers: Any = None, authority: str = "labour") -> WordForm:
    return WordForm(written(form(answers or {}, authority), "docx"))


def returned(one: WordForm | bytes) -> Returned:
    return read_return(one if isinstance(one, bytes) else one.saved(), FILE, COAST)


def found(one: Returned) -> list[tuple[str, str]]:
    return [(finding.code, finding.place) for finding in one.findings]


def strays(one: Returned) -> list[tuple[str, str, str]]:
    return [(text.kind, text.text, text.place) for text in one.stray]


# Marks


@pytest.mark.sampled
@pytest.mark.parametrize("how", [*WAYS, "X", "yes", "✔", "☑", "1"])
def test_any_mark_at_an_option_counts(how: str) -> None:
    one, several = opened(), opened()
    one.mark("pay-rule", "law", how)
    several.mark("channels#radio", "", how if how not in {"delete", "strike"} else "x")

    assert (returned(one).given, found(returned(one))) == ({"pay-rule": "law"}, [])
    assert returned(several).given == {"channels": ["radio"]}


@pytest.mark.sampled
@pytest.mark.parametrize("how", ["☐", "no", "-", " ", "[ ]", "…", "( )", "____"])
def test_an_empty_box_is_no_mark(how: str) -> None:
    one = opened()
    one.mark("pay-rule", "law", how)
    one.mark("channels#radio", "", how)

    assert (returned(one).given, found(returned(one))) == ({}, [])


def test_a_box_of_a_font_of_symbols_is_read_as_it_looks() -> None:
    for character, given in (("F0FE", {"pay-rule": "law"}), ("F0A8", {})):
        one = opened()
        run = add_run(paragraphs(cells(one.row("pay-rule", code="law"))[0])[0], "")
        symbol = OxmlElement("w:sym")
        symbol.set(qn("w:font"), "Wingdings")
        symbol.set(qn("w:char"), character)
        run.append(symbol)
        assert returned(one).given == given


@pytest.mark.sampled
@pytest.mark.parametrize("second", ["x", "highlight", "fill", "behind", "tracked"])
def test_two_marks_in_a_single_choice_are_a_finding_at_its_place(second: str) -> None:
    one = opened()
    one.mark("pay-rule", "law")
    one.mark("pay-rule", "none", second)

    read = returned(one)

    assert (read.given, found(read)) == ({}, [("F009", "3.3")])
    assert "more than once" in read.findings[0].message


def test_a_mark_beside_that_with_which_the_form_was_sent_is_the_answer() -> None:
    one = opened(PAY)
    one.mark("pay-rule", "none")

    assert (returned(one).given, found(returned(one))) == ({"pay-rule": "none"}, [])


def test_two_marks_beside_that_with_which_the_form_was_sent_are_two() -> None:
    one = opened(PAY)
    one.mark("pay-rule", "none")
    one.mark("pay-rule", "agreement")

    assert (returned(one).given, found(returned(one))) == ({}, [("F009", "3.3")])


def test_some_options_that_were_deleted_say_nothing_and_are_asked_about() -> None:
    one = opened()
    one.row("pay-rule", code="law").remove_row()

    read = returned(one)

    assert (read.given, found(read)) == ({}, [("F009", "3.3")])
    assert "2 are left" in read.findings[0].message


def test_of_several_options_that_are_left_nothing_is_taken_and_they_are_asked_about_once() -> None:
    one = opened()
    one.row("channels#radio").remove_row()

    read = returned(one)

    assert (read.given, found(read)) == ({}, [("F009", "3.2")])
    assert "3 are left" in read.findings[0].message


def test_an_answer_and_the_reason_why_there_is_none_are_a_finding_at_their_place() -> None:
    one, several = opened(), opened()
    one.mark("pay-rule", "law")
    put(cells(one.row("pay-rule", "missing", "declined"))[0], "x")
    several.mark("channels#radio")
    put(cells(several.row("channels", "missing", "declined"))[0], "x")

    assert found(returned(one)) == [("F009", "3.3")]
    assert found(returned(several)) == [("F009", "3.2")]


def test_a_second_mark_in_a_table_of_rows_is_asked_about_in_its_row_only() -> None:
    one = opened()
    codes = [code for (key, column, code) in one.rows if (key, column) == (INSPECTORS, "answer")]
    one.mark(INSPECTORS, codes[0])
    one.mark(INSPECTORS, codes[1])
    one.mark("pay-rule", "law")

    read = returned(one)

    assert found(read) == [("F009", "3.1 b")]
    assert read.given == {"pay-rule": "law"}


def test_what_stands_in_a_row_that_was_deleted_is_not_listed() -> None:
    one, deleted = opened(), opened()
    for form_, is_deleted in ((one, False), (deleted, True)):
        row = copy.deepcopy(form_.row("pay-rule", code="law").row)
        for text in row.iter(qn("w:t")):
            text.text = (text.text or "").replace("pay-rule answer law", "pay-rules answer law")
        for mark in [*row.iter(qn("w:bookmarkStart")), *row.iter(qn("w:bookmarkEnd"))]:
            mark.getparent().remove(mark)
        form_.row("pay-rule", code="law").row.addnext(row)
        put(cells(row)[1], "This was a mistake.")
        if is_deleted:
            row.get_or_add_trPr().append(OxmlElement("w:del"))

    assert "This was a mistake." in [text for _, text, _ in strays(returned(one))]
    assert "This was a mistake." not in [text for _, text, _ in strays(returned(deleted))]


def test_of_several_options_the_one_that_is_left_is_meant() -> None:
    one = opened()
    for (key, column, _), row in one.rows.items():
        if key.startswith("channels#") and column == "answer" and key != "channels#radio":
            row.remove_row()

    assert returned(one).given == {"channels": ["radio"]}


def test_a_row_that_was_deleted_while_changes_are_tracked_is_gone() -> None:
    one = opened()
    others = [
        row
        for (key, column, code), row in one.rows.items()
        if (key, column) == ("pay-rule", "answer") and code != "law"
    ]
    for row in others:
        row.row.get_or_add_trPr().append(OxmlElement("w:del"))

    assert returned(one).given == {"pay-rule": "law"}


def test_a_mark_that_was_deleted_while_changes_are_tracked_is_gone() -> None:
    one = opened(PAY)
    tracked_deletion(next(cells(one.row("pay-rule", code="law"))[0].iter(qn("w:r"))))
    one.mark("pay-rule", "none", "tracked")

    assert returned(one).given == {"pay-rule": "none"}


def test_highlighting_that_was_taken_back_while_changes_are_tracked_is_none() -> None:
    one = opened()
    label = cells(one.row("pay-rule", code="law"))[1]
    for run in list(label.iter(qn("w:r")))[1:]:
        change = OxmlElement("w:rPrChange")
        before = OxmlElement("w:rPr")
        light = OxmlElement("w:highlight")
        light.set(qn("w:val"), "yellow")
        before.append(light)
        change.append(before)
        run.get_or_add_rPr().append(change)

    assert returned(one).given == {}


def test_moved_rows_and_tables_are_known_wherever_they_stand() -> None:
    one = opened()
    one.mark("pay-rule", "law")
    one.mark(INSPECTORS, "some", "fill")
    one.write("Asked in May.", "pay-rule", "note")
    body = one.document.element.body
    tables = list(body.iter(qn("w:tbl")))
    tables[-1].append(one.row("pay-rule", code="law").row)
    tables[0].append(one.row("pay-rule", "note").row)
    tables[1].append(one.row(INSPECTORS, code="some").row)
    for table in reversed(tables):
        body.insert(0, table)

    read = returned(one)

    assert read.given == {"pay-rule": "law", INSPECTORS: "some", "pay-rule/note": "Asked in May."}
    assert (found(read), strays(read)) == ([], [])


def test_a_moved_text_counts_where_it_is_now() -> None:
    one = opened(PAY)
    field = cells(one.row("pay-rule", "note"))[-1]
    for name, text in (("w:moveFrom", "Gone."), ("w:moveTo", "Here.")):
        run = add_run(paragraphs(field)[0], text)
        outer = OxmlElement(name)
        run.addprevious(outer)
        outer.append(run)

    assert returned(one).given == {"pay-rule/note": "Here."}


def test_a_row_that_was_copied_is_a_finding_where_the_two_differ() -> None:
    one = opened(PAY)
    field = one.row("pay-rule", "note")
    put(cells(field)[-1], "One.")
    other = copy.deepcopy(field.row)
    put(cells(other)[field.row.index(cells(field)[-1]) - 1], "Another.")
    field.row.addnext(other)

    assert found(returned(one)) == [("F009", "3.3, remark")]


def test_without_its_hidden_texts_a_row_is_known_by_its_bookmark() -> None:
    one = opened()
    one.mark("pay-rule", "law")
    for run in list(one.row("pay-rule", code="law").iter(qn("w:r"))):
        if "⟦" in "".join(text.text or "" for text in run.iter(qn("w:t"))):
            run.getparent().remove(run)

    assert returned(one).given == {"pay-rule": "law"}


# What is written


def test_no_answer_is_given_with_its_reason_and_the_remark() -> None:
    one = opened()
    one.write("The information is not collected", "pay-rule", "missing", "not-known")
    one.write("Asked in May.", "pay-rule", "note")

    assert returned(one).given == {
        "pay-rule/missing": {
            "missing": "not-known",
            "reason": "not-collected",
            "note": "Asked in May.",
        }
    }


def test_a_mark_at_not_known_without_the_reason_is_a_finding_at_its_place() -> None:
    one = opened()
    put(cells(one.row("pay-rule", "missing", "not-known"))[0], "x")

    assert found(returned(one)) == [("F007", "3.3")]


def test_two_reasons_for_no_answer_are_a_finding() -> None:
    one = opened()
    put(cells(one.row("pay-rule", "missing", "declined"))[0], "x")
    one.write("Not collected.", "pay-rule", "missing", "not-known")

    assert found(returned(one)) == [("F009", "3.3")]


def test_what_was_written_behind_a_label_counts_as_written_in_the_field() -> None:
    one = opened(PAY)
    add_run(paragraphs(cells(one.row("pay-rule", "note"))[0])[0], " Since 2001.")

    assert returned(one).given == {"pay-rule/note": "Since 2001."}


def test_what_must_not_be_published_is_marked() -> None:
    one = opened(PAY)
    one.mark("pay-rule", "", "x", "confidential")

    assert returned(one).given == {"pay-rule/confidential": True}


def test_an_emptied_field_is_listed_and_remove_takes_away() -> None:
    emptied, removed = opened(PAY), opened({"pay-rule": {"value": "law", "note": "Old."}})
    put(cells(emptied.row("pay-rule", code="law"))[0], "")
    removed.write("remove", "pay-rule", "note")

    one, other = returned(emptied), returned(removed)

    assert (one.given, one.removed, one.emptied) == ({}, set(), {"pay-rule": "3.3"})
    assert (other.given, other.removed) == ({}, {"pay-rule/note"})


def test_as_before_confirms_and_another_answer_replaces() -> None:
    same, other = opened(CARRIED), opened(CARRIED)
    same.mark("pay-rule", "as-before", "highlight")
    other.mark("pay-rule", "none")

    assert (returned(same).confirmed, returned(same).given) == ({"pay-rule"}, {})
    assert returned(other).given == {"pay-rule": "none"}


def test_texts_in_several_paragraphs_stay_several() -> None:
    one = opened(PAY)
    one.write("First  line,\nsecond line", "pay-details")

    assert returned(one).given == {"pay-details": "First  line,\nsecond line"}


def test_a_law_that_was_added_can_be_cited() -> None:
    one = opened(PAY)
    row = one.entries["laws"][0]
    for number, text in ((1, "pay-act"), (2, "Act on pay")):
        put(cells(row)[number], text)
    one.write("pay-act 12", "pay-rule", "evidence")

    assert returned(one).given == {
        "laws/1/short-name": "pay-act",
        "laws/1/citation": "Act on pay",
        "pay-rule/evidence": [{"law": "pay-act", "article": "12"}],
    }


def test_a_row_that_was_added_to_a_table_is_an_entry() -> None:
    one = opened()
    last = one.entries["laws"][-1]
    new = copy.deepcopy(last)
    for number, text in enumerate(("", "sea-act", "Act on the sea")):
        put(cells(new)[number], text)
    last.addnext(new)

    assert returned(one).given == {
        "laws/1/short-name": "sea-act",
        "laws/1/citation": "Act on the sea",
    }


@pytest.mark.sampled
@pytest.mark.parametrize("typed", ["1  Cargo", "1\u00a0 Cargo", "1. cargo"])
def test_any_white_space_can_stand_between_the_words_of_an_option(typed: str) -> None:
    one = opened(authority="ports")
    row = one.entries["ships"][0]
    for number, text in ((1, "2025"), (2, typed)):
        put(cells(row)[number], text)

    assert returned(one).given == {"ships/1/year": 2025, "ships/1/kind": "cargo"}


def test_what_cannot_be_read_in_a_new_entry_is_at_the_number_that_stands_there() -> None:
    one = opened(authority="ports")
    for row, text in ((one.entries["ships"][1], "soon"), (one.entries["ships"][2], "later")):
        put(cells(row)[1], text)

    places = [found.place for found in returned(one).findings]
    assert places == ["2.6, new entry 2, year", "2.6, new entry 3, year"]


@pytest.mark.sampled
@pytest.mark.parametrize("puts_in", [True, False], ids=["one put in", "one taken away"])
def test_the_columns_of_a_table_are_known_by_their_headings(puts_in: bool) -> None:
    one = opened(authority="ports")
    for number, text in ((1, "2025"), (2, "cargo"), (3, "9")):
        put(cells(one.entries["ships"][0])[number], text)
    for row in (one.rows["ships", "table", ""].row, *one.entries["ships"]):
        second = cells(row)[2]
        if puts_in:
            new = copy.deepcopy(second)
            put(new, "")
            second.addprevious(new)
        else:
            row.remove(second)

    back = returned(one)

    kind = {"ships/1/kind": "cargo"} if puts_in else {}
    assert back.given == {"ships/1/year": 2025, **kind, "ships/1/number": 9}
    assert [found.code for found in back.findings if found.code == "F007"] == []


# Nothing is lost


def with_comment(content: bytes) -> bytes:
    """Return a form with a comment at an option."""
    one = WordForm(content)
    label = paragraphs(cells(one.row("pay-rule", code="law"))[1])[0]
    runs = Paragraph(label, one.document).runs
    one.document.add_comment(runs[-1:], "Whose is this?", "Ola", "O")
    return one.saved()


def test_comments_are_listed_with_their_place() -> None:
    read = returned(with_comment(opened().saved()))

    assert strays(read) == [("comment", "Whose is this?", "3.3")]
    assert (read.given, found(read)) == ({}, [])


def test_texts_outside_of_fields_and_remarks_at_options_are_listed() -> None:
    one = opened()
    one.mark("pay-rule", "law")
    add_run(paragraphs(cells(one.row("pay-rule", code="law"))[1])[0], " (only at sea)")
    table = one.row("pay-rule", "note").table
    new = OxmlElement("w:p")
    add_run(new, "Call us about this.")
    table.addnext(new)

    read = returned(one)

    assert read.given == {"pay-rule": "law"}
    assert [(kind, place) for kind, _, place in strays(read)] == [
        ("text", "below 3.3"),
        ("text", "3.3"),
    ]
    assert "Call us about this." in strays(read)[0][1]
    assert "(only at sea)" in strays(read)[1][1]


def test_a_text_that_is_no_answer_is_a_finding_at_its_place_and_all_else_is_taken() -> None:
    one = opened(PAY)
    one.write("last spring", "pay-date")
    one.mark(INSPECTORS, "some")

    read = returned(one)

    assert (read.given, found(read)) == ({INSPECTORS: "some"}, [("F007", "3.4")])


def test_a_form_of_another_version_is_read_by_its_words() -> None:
    later = COAST.__class__(COAST.head, COAST.catalogue, COAST.sets, f"sha256:{'1' * 64}")
    one = opened()
    one.mark("pay-rule", "law")

    assert read_return(one.saved(), FILE, later).given == {"pay-rule": "law"}


# All of it through another program


def _marked(change: Callable[[WordForm], None], answers: Any = PAY) -> bytes:
    one = opened(answers)
    change(one)
    return one.saved()


def _moved(one: WordForm) -> None:
    one.mark(INSPECTORS, "some")
    tables = list(one.document.element.body.iter(qn("w:tbl")))
    tables[-1].append(one.row(INSPECTORS, code="some").row)


def _two(one: WordForm) -> None:
    one.mark(INSPECTORS, "some")
    one.mark(INSPECTORS, "regular", "fill")


def _marks(one: WordForm, way: str) -> None:
    one.mark("pay-rule", "none", way)
    if way in IN_GRID:
        one.mark(INSPECTORS, "some", way)


@pytest.mark.thorough
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_every_way_of_marking_survives_libreoffice(tmp_path: Path) -> None:
    ways = [way for way in WAYS if way != "control"]
    contents = {
        n: _marked(lambda one, way=way: _marks(one, way), {})  # type: ignore[misc]
        for n, way in enumerate(ways)
    }
    special = {"moved": _moved, "two": _two, "empty": lambda one: None}
    contents |= {100 + n: _marked(change) for n, change in enumerate(special.values())}
    contents[200] = with_comment(opened(PAY).saved())

    saved = resaved(contents, tmp_path)

    for n, way in enumerate([*ways]):
        read = returned(saved[n])
        given = {"pay-rule": "none", **({INSPECTORS: "some"} if way in IN_GRID else {})}
        assert (read.given, found(read), strays(read)) == (given, [], []), way
    moved, two, empty = (returned(saved[100 + n]) for n in range(3))
    assert (moved.given, found(moved)) == ({INSPECTORS: "some"}, [])
    assert (two.given, found(two)) == ({}, [("F009", "3.1 b")])
    assert (empty.given, empty.emptied, found(empty), strays(empty)) == ({}, {}, [], [])
    assert strays(returned(saved[200])) == [("comment", "Whose is this?", "3.3")]


def test_nothing_of_the_form_is_a_content_control_and_addresses_are_hidden() -> None:
    with zipfile.ZipFile(io.BytesIO(opened().saved())) as archive:
        xml = archive.read("word/document.xml").decode()

    assert "<w:sdt" not in xml
    hidden = re.findall(r"<w:r><w:rPr>((?:(?!</w:rPr>).)*)</w:rPr><w:t [^>]*>⟦", xml)
    assert len(hidden) == xml.count("⟦")
    assert all("<w:vanish/>" in one for one in hidden)


def test_where_only_links_are_evidence_the_form_asks_for_one() -> None:
    kinds = {
        key: cells(row)[0]
        for (key, column, _), row in opened(authority="labour").rows.items()
        if column == "evidence"
    }
    labels = {
        key: "".join(one.text or "" for one in cell.iter(qn("w:t"))).partition("⟧")[2]
        for key, cell in kinds.items()
    }

    assert labels["pay-rule"] == "Law and article, link:"
    assert labels["channels"] == "Web address:"


def test_an_answer_that_looks_like_an_address_is_an_answer() -> None:
    told = "See ⟦pay-rule answer law⟧ and ⟦act 1⟧."
    one = opened({"pay-rule": {"value": "law", "note": told}})

    assert (returned(one).given, returned(one).stray) == ({}, [])

    one = opened(PAY)
    one.write(told, "pay-rule", "note")

    assert returned(one).given == {"pay-rule/note": told}
