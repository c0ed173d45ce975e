"""A text that is not in the language of the report keeps its own, through merges and decisions."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from itertools import permutations
from typing import Any

import pytest

from checklist.files.reader import parse
from checklist.interview.engine import Interview
from checklist.interview.user_commands import parse as entry
from checklist.lifecycle.draft import Draft
from checklist.merging.languages import as_in, tags_of, untagged
from checklist.ministries.conflicts import decided, open_conflicts
from checklist.ministries.incoming import merge_three
from checklist.ministries.merge import Incoming, merge
from checklist.ministries.prefill import prefill
from checklist.ministries.record import present_records
from checklist.reports.check_structure import check_structure
from checklist.reports.report import Report
from tests.support import tiny
from tests.support.returns import ON, incoming, merged, part_base

ASKED = tiny.questionnaire(
    [
        {"id": "story", "type": "text"},
        {"id": "rule", "type": "implementation"},
        {"id": "agreed", "type": "yes-no"},
        tiny.GRID,
        tiny.LAWS,
    ]
)
BEGUN = Report.begin(ASKED, "AUT", date(2026, 1, 1))
FRENCH, ARABIC, ENGLISH = "Depuis 2013.", "منذ عام 2019.", "Since 2015."


def back(
    by: str, language: str, given: Mapping[str, Any], sent: Report = BEGUN, **more: Any
) -> Incoming:
    """Return what comes back in a form of a language."""
    one = incoming(ASKED, by, part_base(sent, ASKED), given, **more)
    identity = one.returned.identity
    assert identity is not None
    own = identity.model_copy(update={"language": None if language == "en" else language})
    return one._replace(returned=replace(one.returned, identity=own))


def answers(report: Report) -> dict[str, Any]:
    """Return the answers, without who gave them."""
    return {name: _plain(answer) for name, answer in report.answers.items()}


def _plain(part: Any) -> Any:
    if isinstance(part, dict):
        return {key: _plain(one) for key, one in part.items() if key != "answered_by"}
    return [*map(_plain, part)] if isinstance(part, list) else part


def test_each_text_has_the_language_of_its_form_in_whatever_order_forms_come() -> None:
    returns = (
        back(
            "justice", "fr", {"agreed": "affirmative", "agreed/note": FRENCH, "grid/judges": "good"}
        ),
        back("labour", "ar", {"grid/police": "bad", "grid/police/note": ARABIC}),
        back("police", "en", {"story": ENGLISH, "laws/1/name": "Penal Code"}),
    )
    found = [answers(merge(BEGUN, [*some], ASKED, ON).report) for some in permutations(returns)]

    assert found[0] == {
        "story": {"value": ENGLISH},
        "agreed": {"value": "affirmative", "note": FRENCH, "language": {"note": "fr"}},
        "grid": {
            "value": {
                "police": {"value": "bad", "note": ARABIC, "language": {"note": "ar"}},
                "judges": {"value": "good"},
            }
        },
        "laws": {"value": [{"name": {"value": "Penal Code"}}]},
    }
    assert all(one == found[0] for one in found)
    checked, wrong = check_structure({**BEGUN.to_data(), "answers": found[0]}, ASKED)
    assert (checked.invalid_questions, [*wrong]) == (frozenset(), [])


@pytest.mark.parametrize("languages", [("en", "en"), ("fr", "fr"), ("fr", "ar"), ("en", "ar")])
def test_texts_of_several_authorities_in_one_question(languages: tuple[str, str]) -> None:
    one, other = languages
    reference = {"law": "penal-code", "article": "12"}
    result = merged(
        BEGUN,
        ASKED,
        back("justice", one, {"rule/status": "implemented", "rule/law": "L", "rule/note": "N"}),
        back("labour", other, {"rule/practice": "P", "rule/evidence": [reference]}),
    )

    tags = {part: one for part in ("law", "note") if one != "en"}
    tags |= {part: other for part in ("practice", "evidence") if other != "en"}
    assert not result.conflicts
    assert result.report.answers["rule"].get("language", {}) == tags


@pytest.mark.parametrize(
    ("languages", "language"),
    [(("fr", "fr"), "fr"), (("fr", "ar"), "mul"), (("fr", "en"), "mul"), (("en", "en"), None)],
)
def test_a_joint_note_says_whether_it_is_in_several_languages(
    languages: tuple[str, str], language: str | None
) -> None:
    one, other = languages
    result = merged(
        BEGUN,
        ASKED,
        back("justice", one, {"agreed": "affirmative", "agreed/note": "Premier"}),
        back("labour", other, {"agreed": "affirmative", "agreed/note": "Second"}),
    )
    (conflict,) = open_conflicts(result.report)

    report = decided(result.report, conflict, conflict.together, ASKED)

    assert "Premier" in report.answers["agreed"]["note"]
    assert "Second" in report.answers["agreed"]["note"]
    assert report.answers["agreed"].get("language", {}).get("note") == language


def test_a_decision_has_the_language_of_who_said_it_and_a_new_text_that_of_the_report() -> None:
    result = merged(
        BEGUN,
        ASKED,
        back("justice", "fr", {"story": "Un"}),
        back("labour", "ar", {"story": "واحد"}),
    )
    (conflict,) = open_conflicts(result.report)

    chosen = [decided(result.report, conflict, text, ASKED) for text in ("Un", "واحد", "One")]

    assert [report.answers["story"].get("language") for report in chosen] == [
        {"value": "fr"},
        {"value": "ar"},
        None,
    ]


def test_what_is_written_on_a_sheet_has_the_language_of_the_sheet() -> None:
    result = merged(
        BEGUN,
        ASKED,
        back("justice", "fr", {"story": "Un", "agreed": "affirmative", "agreed/note": FRENCH}),
        back("labour", "ar", {"story": "واحد"}),
    )
    (conflict,) = open_conflicts(result.report)

    sheets = [
        decided(result.report, conflict, text, ASKED, ["justice", "labour"], language)
        for text, language in (("Deux", "fr"), ("Deux", "en"), ("Deux", ""), ("واحد", "fr"))
    ]

    found = [report.answers["story"].get("language", {}).get("value") for report in sheets]
    assert found == ["fr", None, None, "ar"]
    assert all(report.answers["agreed"]["language"] == {"note": "fr"} for report in sheets)


def test_the_language_follows_entries_whose_numbers_change() -> None:
    begun = BEGUN._replace(answers={"laws": {"value": [{"name": {"value": "Penal Code"}}]}})
    first = back("justice", "fr", {"laws/2/name": "Code pénal", "laws/2/title": "Loi"}, begun)
    report = merged(begun, ASKED, first).report
    again = back("labour", "ar", {"laws/3/name": "قانون"}, report)
    removing = replace(again.returned, removed=frozenset({"laws/1"}))
    base = {at: kept for at, kept in again.returned.base.items() if not at.startswith("laws/1/")}

    report = merged(report, ASKED, again._replace(returned=removing)).report

    assert base
    assert answers(report)["laws"]["value"][-2:] == [
        {
            "name": {"value": "Code pénal", "language": {"value": "fr"}},
            "title": {"value": "Loi", "language": {"value": "fr"}},
        },
        {"name": {"value": "قانون", "language": {"value": "ar"}}},
    ]


def test_a_missing_answer_has_the_language_of_its_note() -> None:
    missing = {"missing": "not-known", "reason": "other", "note": FRENCH}
    result = merged(BEGUN, ASKED, back("justice", "fr", {"grid/police/missing": missing}))

    row = answers(result.report)["grid"]["value"]["police"]
    assert row == {**missing, "language": {"note": "fr"}}


def test_what_stands_is_that_of_the_record_and_another_merge_changes_nothing() -> None:
    first = back("justice", "fr", {"agreed": "affirmative", "agreed/note": FRENCH})
    report = merged(BEGUN, ASKED, first).report
    read = Report.from_data(report.to_data())

    records, _ = present_records(read, ASKED)
    shown = back("labour", "ar", {}, read)

    assert records["agreed"].merged(ASKED).answer == read.answers["agreed"]
    assert merged(read, ASKED, first).report is read
    assert merged(read, ASKED, shown).report is read


def test_a_ministry_that_replaces_the_words_of_another_one_gives_them_its_language() -> None:
    report = merged(BEGUN, ASKED, back("justice", "fr", {"story": FRENCH})).report
    seen = {"justice-1": 1}

    again = merged(report, ASKED, back("labour", "ar", {"story": ARABIC}, report, seen=seen))
    back_home = merged(report, ASKED, back("labour", "en", {"story": ENGLISH}, report, seen=seen))

    assert answers(again.report)["story"] == {"value": ARABIC, "language": {"value": "ar"}}
    assert answers(back_home.report)["story"] == {"value": ENGLISH}


def test_a_text_that_an_official_changes_is_in_the_language_of_the_report_again() -> None:
    given = {"agreed": "affirmative", "agreed/note": FRENCH, "story": "Un", "story/note": "Deux"}
    report = merged(BEGUN, ASKED, back("justice", "fr", given)).report
    tagged = report.answers["story"]
    draft = Draft(ASKED, report)

    draft.store("story", {**tagged, "value": "One"})
    assert draft.report.answers["story"]["language"] == {"note": "fr"}
    draft.store("story", {**draft.report.answers["story"], "note": "Two"})
    assert "language" not in draft.report.answers["story"]
    draft.store("story", tagged, is_back=True)

    assert draft.report.answers["story"] == tagged
    assert merged(draft.report, ASKED, back("labour", "ar", {})).report.answers == report.answers


@pytest.mark.parametrize("named", [["fr"], 3, None, "french", {}])
def test_a_language_that_is_none_goes_once_its_question_is_answered_again(named: Any) -> None:
    before = {"value": "affirmative", "note": FRENCH, "language": {"note": named}}
    draft = Draft(ASKED, BEGUN._replace(answers={"agreed": before}))

    draft.store("agreed", {**before, "value": "negative"})

    assert draft.report.answers["agreed"] == {"value": "negative", "note": FRENCH}


def test_a_row_that_does_not_exist_can_have_a_language() -> None:
    asked = ASKED.questions["grid"].answer_type
    row = {"value": "good", "note": FRENCH, "language": {"note": "fr"}}

    tags = tags_of(asked, {"value": {"pirates": row, "police": {**row, "note": "Deux"}}})

    assert {str(path): language for path, language in tags.items()} == {
        "pirates/note": "fr",
        "police/note": "fr",
    }


def test_undo_brings_a_text_back_with_its_language() -> None:
    report = merged(BEGUN, ASKED, back("justice", "fr", {"story": FRENCH})).report
    interview = Interview(ASKED, report, in_any_order=True)

    interview.enter(entry("/goto 1.1"))
    interview.enter(entry(ENGLISH))
    assert interview.report.answers["story"].get("language") is None
    interview.enter(entry("/undo"))

    assert interview.report.answers["story"] == report.answers["story"]


def test_a_change_elsewhere_keeps_its_language() -> None:
    asked = ASKED.questions["agreed"].answer_type
    mine = {"value": "affirmative", "confidential": True}
    theirs = {"value": "affirmative", "note": FRENCH, "language": {"note": "fr"}}

    result = merge_three(asked, {"value": "affirmative"}, mine, theirs)

    assert result is not None
    assert _plain(result.answer) == {**theirs, "confidential": True}


def test_a_report_in_another_language_is_filled_in_with_it() -> None:
    report = BEGUN._replace(language="fr", answers={"agreed": {"value": "affirmative"}})
    text = (
        f"answers:\n  story: {{value: {ENGLISH}}}\n"
        f"  agreed: {{value: affirmative, note: {ARABIC}, language: {{note: ar}}}}\n"
        f"  rule: {{value: {{status: implemented, law: {FRENCH}}}, language: {{law: fr}}}}\n"
        "  grid: {value: {police: {value: good}, judges: {value: bad}}}\n"
    )
    document = parse(f"language: en\n{text}".encode(), "other.yaml")

    result = prefill(document, report, frozenset(), ASKED)

    assert answers(result.report) == {
        "story": {"value": ENGLISH, "language": {"value": "en"}},
        "agreed": {"value": "affirmative", "note": ARABIC, "language": {"note": "ar"}},
        "rule": {"value": {"status": "implemented", "law": FRENCH}},
        "grid": {"value": {"police": {"value": "good"}, "judges": {"value": "bad"}}},
    }


@pytest.mark.parametrize(
    ("own", "of_form", "tag"),
    [
        ("en", "pt", {"note": "pt"}),
        ("en", "pt-BR", {"note": "pt"}),
        ("pt-BR", "pt", None),
        ("pt", "en", {"note": "en"}),
        ("fr", "fr-CA", None),
        ("en", "kalaallisut", None),
    ],
)
def test_a_text_in_any_language_keeps_it(
    own: str, of_form: str, tag: Mapping[str, str] | None
) -> None:
    report = BEGUN._replace(language=own)
    answer = "answers:\n  agreed: {value: affirmative, note: Sim}\n"
    document = parse(f"language: {of_form}\n{answer}".encode(), "other.yaml")
    said = {"agreed": "affirmative", "agreed/note": "Sim"}

    filled = prefill(document, report, frozenset(), ASKED).report
    merged_one = merge(report, [back("justice", of_form, said)], ASKED, ON).report

    assert filled.answers["agreed"].get("language") == tag
    assert merged_one.answers["agreed"].get("language") == tag
    assert [*check_structure(merged_one.to_data(), ASKED)[1]] == []


def test_a_record_that_was_changed_by_hand_gives_no_text_a_language_that_it_cannot_have() -> None:
    report = merge(BEGUN, [back("justice", "fr", {"agreed/note": FRENCH})], ASKED, ON).report
    change = report.internal["merged"][0]["claims"][0]["changes"][0]
    assert change["language"] == "fr"

    for language, read in ((None, ""), ("none", ""), (["fr"], ""), ("mul", "mul"), ("fr", "fr")):
        change["language"] = language
        claim = present_records(report, ASKED)[0]["agreed"].claims[0]
        assert [one.language for one in claim.changes.values()] == [read]


def test_an_answer_of_a_report_is_tagged_for_readers_of_another_language() -> None:
    asked = ASKED.questions["rule"].answer_type
    answer = {"value": {"status": "implemented", "law": "L", "practice": "P"}, "note": "N"}
    tagged = {**answer, "language": {"practice": "ar", "note": "en"}}

    assert as_in(asked, tagged, "fr", "en") == {
        **answer,
        "language": {"law": "fr", "practice": "ar"},
    }
    assert as_in(asked, tagged, "fr", "fr") is tagged
    assert untagged(asked, tagged) == answer
    assert untagged(asked, answer) is answer
