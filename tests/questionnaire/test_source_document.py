import re
import textwrap

import pytest

from checklist.questionnaire.loading import shipped
from checklist.questionnaire.source_document import SourceDocument
from tests.support.source import paragraphs

REMARKS = {"37": 17, "44": 19, "46": 18, "53(b)": 7, "63": 11, "72": 12}
"""The paragraphs that cite the report of 2009 by its own numbers, and the number they cite.

What is cited stands four paragraphs later in the source document.
"""

MADE_UP = """\
1. The keepers met on 3 May 1999.

A. Lights

2. Keepers should paint their lights before winter (see para. 4 (b) below).
3. Keepers should:
 - (a) Count lights;
 - (b) Repair them,

whatever they cost.

B. Ships

4. Masters should:

(a) Look out (see paras. 2 and 3 (b) above);

(b) Sail on.
"""


def wordings(text: str) -> dict[str, str]:
    return dict(SourceDocument(text).wordings)


EXPECTED = {
    "1": "The keepers met on 3 May 1999.",
    "2": "Keepers should paint their lights before winter (see para. 4 (b) below).",
    "3(a)": "Keepers should: (a) Count lights;",
    "3(b)": "Keepers should: (b) Repair them, whatever they cost.",
    "4(a)": "Masters should: (a) Look out (see paras. 2 and 3 (b) above);",
    "4(b)": "Masters should: (b) Sail on.",
}


# A copy in every form


def test_paragraphs_and_subparagraphs_are_found_with_the_words_that_lead_to_them() -> None:
    assert wordings(MADE_UP) == EXPECTED


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("\n", "\r\n"),
        ("\n", "\r"),
        ("\n\n", "\n\n\n\n"),
        ("\n\n", "\n\f\n"),
        ("\n", "  \n"),
        ("\n\n", "\n"),
        (" ", "\u00a0"),
        (". ", ".\t"),
        ("\n - (", "\n• ("),
        ("\n - (", "\n* ("),
        ("\n - (", "\n("),
        ("\n - (", "\n     ("),
        ("\n(", "\n- ("),
    ],
)
def test_line_ends_page_breaks_spaces_and_list_markers_change_nothing(old: str, new: str) -> None:
    assert old in MADE_UP
    assert wordings(MADE_UP.replace(old, new)) == EXPECTED


@pytest.mark.parametrize("width", [30, 40, 60, 72])
def test_wrapped_lines_are_put_together(width: int) -> None:
    assert wordings(wrapped(MADE_UP, width)) == EXPECTED


@pytest.mark.parametrize("between", ["\n", "\n\n", "\n\n\f\n\n", "\r\n\f\r\n"])
def test_a_sentence_goes_on_after_a_page_break(between: str) -> None:
    text = f"1. Keepers should paint{between}their lights.\n2. Masters should sail.\n"

    assert wordings(text)["1"] == "Keepers should paint their lights."


@pytest.mark.parametrize(
    "footnote",
    [
        "¹ See elsewhere.",
        "¹ See elsewhere.\n\n² Ibid., No. 5.",
        "¹² See elsewhere.",
        "* A/1999/1.",
        "¹ United Nations, Treaty Series, vol. 2225,\nNo. 39574, in several\nlines.",
    ],
)
def test_a_footnote_is_no_part_of_the_paragraph_in_which_it_stands(footnote: str) -> None:
    text = f"1. Keepers¹ should paint²\n\n{footnote}\n\ntheir lights.³\n\n2. Masters should sail.\n"

    assert wordings(text) == {
        "1": "Keepers should paint their lights.",
        "2": "Masters should sail.",
    }


def test_a_paragraph_right_behind_a_footnote_begins() -> None:
    text = "1. Paint.\n¹ See elsewhere.\n2. Sail.\n"

    assert wordings(text) == {"1": "Paint.", "2": "Sail."}


def test_marks_of_emphasis_are_left_out_and_a_star_that_stands_alone_is_kept() -> None:
    assert wordings("1. Keepers, *inter alia*, count 3 * 4 lights.\n") == {
        "1": "Keepers, inter alia, count 3 * 4 lights."
    }


@pytest.mark.parametrize(
    "heading", ["B. Ships", "II. Recommendations of 2010", "  C. Ports and docks", "IV. Annex"]
)
def test_a_heading_ends_a_paragraph_and_is_no_part_of_it(heading: str) -> None:
    text = f"1. Paint.\n\n{heading}\n\nWords below the heading.\n\n2. Sail.\n"

    assert wordings(text) == {"1": "Paint.", "2": "Sail."}


def test_a_number_out_of_order_is_text() -> None:
    text = "1. Keepers met in\n1999. They met again and counted\n3. lights.\n2. Sail.\n"

    assert wordings(text) == {
        "1": "Keepers met in 1999. They met again and counted 3. lights.",
        "2": "Sail.",
    }


def test_a_letter_out_of_order_is_text() -> None:
    text = "1. Keepers should:\n(a) Read paragraphs 2 (b),\n(c) and\n(e) above;\n(b) Row.\n"

    assert wordings(text) == {
        "1(a)": "Keepers should: (a) Read paragraphs 2 (b), (c) and (e) above;",
        "1(b)": "Keepers should: (b) Row.",
    }


@pytest.mark.parametrize(
    "broken", ["para.\n2 (a)", "para. 2\n(a)", "paras. 2 (a),\n(b)", "(a)\n(b)"]
)
def test_a_reference_that_is_broken_before_its_letter_begins_no_subparagraph(broken: str) -> None:
    whole = broken.replace("\n", " ")
    parts = f"1. Keepers should:\n(a) Paint (see {broken} below);\n(b) Row.\n"

    assert wordings(f"1. Keepers should paint (see {broken} below).\n") == {
        "1": f"Keepers should paint (see {whole} below)."
    }
    assert wordings(parts) == {
        "1(a)": f"Keepers should: (a) Paint (see {whole} below);",
        "1(b)": "Keepers should: (b) Row.",
    }


@pytest.mark.parametrize("text", ["", "\n", "No numbers here.\n", "2. The first is absent.\n"])
def test_a_text_without_numbered_paragraphs_has_no_wordings(text: str) -> None:
    assert wordings(text) == {}


def test_lines_for_the_eye_begin_with_the_number() -> None:
    document = SourceDocument(MADE_UP)

    assert document.lines("4(b)") == ["4(b): Masters should: (b) Sail on."]
    assert document.lines("4") == ["4: not found in this copy"]


def test_a_remark_tells_where_a_paragraph_of_the_earlier_report_stands_here() -> None:
    text = "1. Keepers should follow the recommendations in paragraph 12 of the report on lights.\n"
    document = SourceDocument(text)

    assert document.lines("1")[1:] == [
        "Remark: “Paragraph 12” is the number in the report of the 2009 meeting; "
        "in this document it is paragraph 16."
    ]
    assert document.remark("2") == ""
    assert SourceDocument(MADE_UP).remark("2") == ""


# The source itself


def wrapped(text: str, width: int) -> str:
    """Return a text whose lines are broken at a width, as mail programs and converters do."""
    return "\n".join(
        textwrap.fill(line, width, break_long_words=False, break_on_hyphens=False)
        for line in text.split("\n")
    )


def without_marks(text: str) -> str:
    return " ".join(text.replace("*", "").split())


@pytest.fixture(scope="module")
def expected(source_text: str) -> dict[str, str]:
    """The wording of each recommendation, as another parser reads it."""
    return {
        name: without_marks(paragraph.text) for name, paragraph in paragraphs(source_text).items()
    }


def of_recommendations(text: str) -> dict[str, str]:
    """Return the wording of each recommendation, without the letters of subparagraphs."""
    found = wordings(text)
    return {
        name: without_marks(re.sub(rf" \({name[-2]}\) ", " ", found[name], count=1))
        if name.endswith(")")
        else without_marks(found[name])
        for name in shipped("ctoc-cop-2010-6").recommendations
        if name in found
    }


def test_the_wording_of_every_recommendation_is_found_whole(
    source_text: str, expected: dict[str, str]
) -> None:
    assert len(expected) == 107
    assert of_recommendations(source_text) == expected


@pytest.mark.parametrize("ends", ["\r\n", "\r"])
def test_line_ends_of_other_systems_change_no_wording(
    ends: str, source_text: str, expected: dict[str, str]
) -> None:
    assert of_recommendations(source_text.replace("\n", ends)) == expected


@pytest.mark.parametrize("width", range(40, 101, 4))
def test_a_copy_with_wrapped_lines_has_the_same_wording(
    width: int, source_text: str, expected: dict[str, str]
) -> None:
    assert of_recommendations(wrapped(source_text, width)) == expected


def test_nothing_is_numbered_but_the_recommendations_and_what_introduces_them(
    source_text: str,
) -> None:
    numbered = set(wordings(source_text))

    introductions = numbered - set(shipped("ctoc-cop-2010-6").recommendations)

    assert introductions == {"1", "2", "3", "4", "5", "29"}


def test_six_recommendations_have_a_remark(source_text: str) -> None:
    document = SourceDocument(source_text)
    remarks = {
        name: document.remark(name)
        for name in shipped("ctoc-cop-2010-6").recommendations
        if document.remark(name)
    }

    assert set(remarks) == set(REMARKS)
    for name, number in REMARKS.items():
        assert f"“Paragraph {number}”" in remarks[name]
        assert remarks[name].endswith(f"it is paragraph {number + 4}.")
