"""The catalogue holds what the source document says; the document itself is not shipped."""

import re
from collections.abc import Mapping
from typing import NotRequired, TypedDict, cast

import pytest
import yaml

from tests.support.folders import ROOT
from tests.support.source import Paragraph, paragraphs, references, running_text
from tests.support.wording import shared_runs, words

CATALOGUE = ROOT / "questions" / "ctoc-cop-2010-6" / "recommendations.yaml"

STRENGTHS = ("should", "endeavour", "consider", "encouraged", "explore", "may")

# 60 asks to "consider" two issues "to be" connected: to regard them so, not to weigh a measure.
REGARDS_RATHER_THAN_WEIGHS = re.compile(r"\bconsider the issues\b.* to be\b")

# The lead-in of 17 and 21 says "should", their second sentences "may" and "could", and so does a
# clause of 50: what these name is left to the State. 72 confirms 16, of which 16(b) is only to be
# considered.
BESIDES = {"17(c)": "may", "21(a)": "may", "50": "may", "72": "consider"}

# The first word or the first two that "should" governs: "should, as ..., also adopt and
# strengthen". A lead-in ends with a colon.
GOVERNED_BY_SHOULD = re.compile(
    r"\bshould:?(?:,[^.;:]*?,)?(?: also)? (?P<first>\w+)(?: and (?P<second>\w+))?", re.IGNORECASE
)

ADDRESSEES = {
    "States that have not yet done so": "states-not-parties",
    "States parties": "states-parties",
    "Member States": "member-states",
    "States": "states",
    "Conference": "conference",
    "Secretariat": "secretariat",
    "UNODC": "unodc",
}
ADDRESSED = re.compile(
    rf"\b({'|'.join(ADDRESSEES)})(?: should\b| are encouraged\b| might use\b| adopt\b)"
)


class Section(TypedDict):
    meeting: int
    letter: str
    title: str


class Recommendation(TypedDict):
    id: str
    meeting: int
    section: str
    to: list[str]
    strength: list[str]
    see: NotRequired[list[str]]
    summary: str


class Catalogue(TypedDict):
    source: str
    sections: list[Section]
    recommendations: list[Recommendation]


def load_catalogue() -> Catalogue:
    text = CATALOGUE.read_text(encoding="utf-8")
    return cast(Catalogue, yaml.load(text, Loader=yaml.CSafeLoader))


def strengths_in(text: str) -> list[str]:
    """Return the strengths that the wording of one recommendation has, in canonical order."""
    text = REGARDS_RATHER_THAN_WEIGHS.sub("", text)
    governed = {
        word.lower()
        for match in GOVERNED_BY_SHOULD.finditer(text)
        for word in (match["first"], match["second"])
        if word is not None
    }
    signs = {
        "should": bool(governed - set(STRENGTHS)) or "recommended that States" in text,
        "endeavour": "endeavour" in governed,
        "consider": re.search(r"\bconsider(ing)?\b", text, re.IGNORECASE) is not None,
        "encouraged": "are encouraged to" in text,
        "explore": "explore" in governed,
        "may": re.match(r"States parties might\b", text) is not None,
    }
    return [strength for strength in STRENGTHS if signs[strength]]


@pytest.fixture(scope="module")
def in_source(source_text: str) -> dict[str, Paragraph]:
    return paragraphs(source_text)


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue()


@pytest.fixture(scope="module")
def in_catalogue(catalogue: Catalogue) -> dict[str, Recommendation]:
    return {each["id"]: each for each in catalogue["recommendations"]}


def test_the_catalogue_has_every_recommendation_of_the_source_in_its_order(
    in_source: Mapping[str, Paragraph], catalogue: Catalogue
) -> None:
    ids = [each["id"] for each in catalogue["recommendations"]]

    assert ids == list(in_source)
    assert len(ids) == 107


def test_the_numbers_in_the_source_run_from_6_to_28_and_from_30_to_87(
    in_source: Mapping[str, Paragraph],
) -> None:
    numbers = [int(id_.partition("(")[0]) for id_ in in_source]

    assert list(dict.fromkeys(numbers)) == [*range(6, 29), *range(30, 88)]


def test_each_recommendation_has_the_meeting_and_the_section_of_the_source(
    in_source: Mapping[str, Paragraph], in_catalogue: Mapping[str, Recommendation]
) -> None:
    ours = {id_: (each["meeting"], each["section"]) for id_, each in in_catalogue.items()}
    theirs = {id_: (each.meeting, each.section) for id_, each in in_source.items()}

    assert ours == theirs


def test_the_sections_are_those_of_the_source_in_its_order(
    in_source: Mapping[str, Paragraph], catalogue: Catalogue
) -> None:
    ours = [(each["meeting"], each["letter"]) for each in catalogue["sections"]]
    theirs = dict.fromkeys((each.meeting, each.section) for each in in_source.values())

    assert ours == list(theirs)


def test_each_recommendation_has_the_cross_references_of_the_source(
    in_source: Mapping[str, Paragraph], in_catalogue: Mapping[str, Recommendation]
) -> None:
    ours = {id_: each.get("see", []) for id_, each in in_catalogue.items()}
    theirs = {id_: references(each.text) for id_, each in in_source.items()}

    assert ours == theirs


def test_each_cross_reference_leads_to_a_recommendation_or_to_its_paragraph(
    in_catalogue: Mapping[str, Recommendation],
) -> None:
    known = set(in_catalogue) | {id_.partition("(")[0] for id_ in in_catalogue}

    unknown = {
        id_: see
        for id_, each in in_catalogue.items()
        for see in each.get("see", [])
        if see not in known
    }

    assert unknown == {}


def test_each_recommendation_has_the_strengths_that_the_words_of_the_source_have(
    in_source: Mapping[str, Paragraph], in_catalogue: Mapping[str, Recommendation]
) -> None:
    ours = {id_: each["strength"] for id_, each in in_catalogue.items()}
    theirs = {id_: strengths_in(each.text) for id_, each in in_source.items()}
    for id_, strength in BESIDES.items():
        theirs[id_] = [*theirs[id_], strength]

    assert ours == theirs
    assert "Such support may include" in in_source["17(c)"].text
    assert "Such mechanisms could develop" in in_source["21(a)"].text
    assert "which could be independent" in in_source["50"].text
    assert "should implement the recommendations" in in_source["72"].text


def test_each_recommendation_has_the_addressees_that_the_source_names(
    in_source: Mapping[str, Paragraph], in_catalogue: Mapping[str, Recommendation]
) -> None:
    ours = {id_: each["to"] for id_, each in in_catalogue.items()}
    theirs = {
        id_: list(dict.fromkeys(ADDRESSEES[name] for name in ADDRESSED.findall(each.text)))
        for id_, each in in_source.items()
    }

    assert ours == theirs


def test_no_summary_and_no_title_repeats_ten_words_of_the_source(
    source_text: str, catalogue: Catalogue
) -> None:
    ours = {f"{each['meeting']} {each['letter']}": each["title"] for each in catalogue["sections"]}
    ours |= {each["id"]: each["summary"] for each in catalogue["recommendations"]}
    theirs = running_text(source_text)

    repeated = {name: runs for name, text in ours.items() if (runs := shared_runs(text, theirs))}

    assert repeated == {}


def test_a_paragraph_goes_on_after_a_page_break_and_a_footnote() -> None:
    text = """
II. Recommendations adopted at a meeting held in May 1999

1. An introduction.

A. Boats

2. Owners should paint\u00b9 their

\u00b9 See elsewhere.

boats (see para. 3 below).\u00b2
3. Owners should:
 - (a) Row;

(b) Sail

away.
"""

    found = paragraphs(text)

    assert found == {
        "2": Paragraph("2", 1999, "A", "Owners should paint their boats (see para. 3 below)."),
        "3(a)": Paragraph("3(a)", 1999, "A", "Owners should: Row;"),
        "3(b)": Paragraph("3(b)", 1999, "A", "Owners should: Sail away."),
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Row (quickly).", []),
        ("Row (see para. 3 (b) above).", ["3(b)"]),
        ("Row (see paras. 53-55 below).", ["53", "54", "55"]),
        ("Row (see paras. 17 (b), (c) and (e) above).", ["17(b)", "17(c)", "17(e)"]),
        ("Row (see paras. 21 (a), 37 and 50 above).", ["21(a)", "37", "50"]),
        ("Row (see para. 13 above and paras. 83 and 84 below).", ["13", "83", "84"]),
    ],
)
def test_references_are_read_with_their_ranges_and_letters(text: str, expected: list[str]) -> None:
    assert references(text) == expected


def test_words_have_no_case_no_punctuation_no_hyphens_and_no_footnote_marks() -> None:
    assert words("The State\u2019s *cross-border* work\u00b9; 2009!") == [
        "the",
        "states",
        "cross",
        "border",
        "work",
        "2009",
    ]


def test_a_shared_run_is_found_whatever_its_case_and_punctuation_and_given_in_full() -> None:
    source = "One, two (three) four-five six. Seven."

    assert shared_runs("zero ONE two three four five nine", source, length=4) == [
        "one two three four five"
    ]
    assert shared_runs("two three four", source, length=4) == []


def test_a_word_that_only_begins_like_the_source_is_not_shared() -> None:
    assert shared_runs("one two three", "one two threefold", length=3) == []
