"""A report as rows: how each question stands, what is shown, and that nothing counts twice."""

from collections.abc import Mapping
from typing import Any

import pytest

from checklist.analysis.rows.columns import STANDINGS, AnswerRow, columns_of
from checklist.analysis.rows.questionnaire_rows import QuestionnaireRows
from checklist.analysis.rows.report_rows import NOTHING_HIDDEN, Disclosure, ReportRows, report_rows
from checklist.questionnaire.loading import shipped
from checklist.questionnaire.questionnaire import Questionnaire
from tests.support import tiny
from tests.support.made_reports import made_report
from tests.support.tiny import GRID, LAWS_BY_KIND, OPTIONS, questionnaire

TINY = questionnaire(
    [
        {"id": "gate", "type": "yes-no", "gate": ["plan"]},
        {"id": "light", "type": "choice", "options": OPTIONS, "recommendations": ["1", "7"]},
        {"id": "why", "type": "text", "when": {"question": "light", "is": "bad"}},
        {"id": "kinds", "type": "choices", "options": OPTIONS},
        {"id": "plan", "type": "implementation"},
        GRID,
        LAWS_BY_KIND,
        {"id": "office", "type": "contact"},
    ]
)


def rows(answers: Mapping[str, Any], shown: Disclosure = NOTHING_HIDDEN, **head: Any) -> ReportRows:
    report = tiny.report(TINY, answers, state="NOR", as_of="2026-06-30")
    return report_rows(
        {**report.to_data(), **head}, QuestionnaireRows(TINY), shown, file="report-NOR.yaml"
    )


def lines(
    answers: Mapping[str, Any], question: str, shown: Disclosure = NOTHING_HIDDEN
) -> list[str]:
    """Return the rows of one question: `row/part/item level standing code|text`."""
    return [
        f"{one.row}/{one.part}/{one.item} {one.level} {one.standing} {one.code}|{one.text}"
        for one in rows(answers, shown).answers
        if one.question == question
    ]


def one(answers: Mapping[str, Any], question: str) -> AnswerRow:
    return next(row for row in rows(answers).answers if row.question == question)


# Each answer type


def test_a_code_stands_in_the_row_of_its_question() -> None:
    assert lines({"light": {"value": "bad"}}, "light") == ["//0 question answered bad|Bad"]


def test_several_codes_have_a_row_each_and_the_question_has_one() -> None:
    assert lines({"kinds": {"value": ["bad", "good"]}}, "kinds") == [
        "//0 question answered |",
        "//1 part answered bad|Bad",
        "//2 part answered good|Good",
    ]


def test_a_status_stands_in_the_row_of_its_question_and_its_parts_have_rows() -> None:
    value = {
        "status": "partly-implemented",
        "partly": ["law-only", "some-regions"],
        "law": "It says so.",
    }

    assert lines({"plan": {"value": value}}, "plan") == [
        "//0 question answered partly-implemented|Partly implemented",
        "/partly/1 part answered law-only|The law provides for it, practice does not follow yet",
        "/partly/2 part answered some-regions|Only in some parts of the country",
        "/law/1 part answered |It says so.",
    ]


def test_a_matrix_has_a_row_for_each_of_its_rows_answered_or_not() -> None:
    value = {"police": {"missing": "not-known", "reason": "not-collected"}}

    assert lines({"grid": {"value": value}}, "grid") == [
        "//0 question answered |",
        "police//0 row not-known |",
        "judges//0 row unanswered |",
    ]


@pytest.mark.parametrize(
    "wrong",
    [
        {"value": "worse"},
        {"value": ["bad"]},
        {"missing": "not-known", "reason": "no-such-reason"},
        "good",
    ],
    ids=str,
)
def test_a_row_that_does_not_fit_is_invalid_and_the_others_are_counted(wrong: Any) -> None:
    value = {"police": wrong, "judges": {"value": "good"}}

    assert lines({"grid": {"value": value}}, "grid") == [
        "//0 question answered |",
        "police//0 row invalid |",
        "judges//0 row answered good|Good",
    ]


@pytest.mark.parametrize(
    "value",
    [
        {"police": {"value": "worse"}},
        {"police": {"value": "worse"}, "judges": {"value": "worse"}},
        {"police": "good", "judges": ["good"]},
        ["good"],
    ],
    ids=str,
)
def test_a_matrix_is_invalid_as_a_whole_where_no_row_can_be_told_to_fit(value: Any) -> None:
    assert lines({"grid": {"value": value}}, "grid") == [
        "//0 question invalid |",
        "police//0 row invalid |",
        "judges//0 row invalid |",
    ]


def test_a_row_that_may_be_meant_by_an_unknown_one_is_invalid_too() -> None:
    value = {"police": {"value": "good"}, "juges": {"value": "good"}}

    assert lines({"grid": {"value": value}}, "grid") == [
        "//0 question answered |",
        "police//0 row answered good|Good",
        "judges//0 row invalid |",
    ]


@pytest.mark.parametrize("wrong", [{"value": "worse"}, {"value": 3}, "good"], ids=str)
def test_a_cell_that_does_not_fit_is_invalid_and_the_others_are_counted(wrong: Any) -> None:
    entries = [
        {"name": {"value": "Act 1"}, "kind": wrong},
        {"name": {"value": "Act 2"}, "kind": {"value": "good"}, "colour": {"value": "red"}},
        "Act 3",
    ]

    assert lines({"laws": {"value": entries}}, "laws") == [
        "//0 question answered |",
        "1/name/1 part answered |Act 1",
        "2/name/1 part answered |Act 2",
        "2/kind/1 part answered good|Good",
        "1/kind/1 part invalid |",
    ]


def test_a_broken_cell_with_the_short_name_of_a_law_still_is_confidential() -> None:
    name = {"value": "hidden-law", "confidential": True, "colour": "red"}
    answers: dict[str, dict[str, Any]] = {
        "laws": {"value": [{"short-name": name}, {"short-name": {"value": "open-law"}}]},
        "staff-support": {"value": {"status": "implemented", "evidence": [{"law": "hidden-law"}]}},
    }
    report = tiny.report(shipped(), answers, state="NOR", as_of="2026-06-30")

    found = report_rows(report.to_data(), QuestionnaireRows(shipped()), Disclosure())

    assert "open-law" in repr(found)
    assert "hidden-law" not in repr(found)


def test_the_rows_of_a_missing_matrix_are_missing_for_its_reason() -> None:
    answer = {"missing": "not-applicable", "reason": "does-not-arise"}

    found = [row for row in rows({"grid": answer}).answers if row.question == "grid"]

    assert [(row.standing, row.missing, row.reason) for row in found] == [
        ("not-applicable", "not-applicable", "does-not-arise")
    ] * 3


def test_the_entries_of_a_table_are_numbered() -> None:
    value = [{"name": {"value": "Act"}}, {"name": {"value": "Code"}, "kind": {"value": "good"}}]

    assert lines({"laws": {"value": value}}, "laws") == [
        "//0 question answered |",
        "1/name/1 part answered |Act",
        "2/name/1 part answered |Code",
        "2/kind/1 part answered good|Good",
    ]


def test_an_empty_table_is_an_answer() -> None:
    assert lines({"laws": {"value": []}}, "laws") == ["//0 question answered |"]


# How a question stands


@pytest.mark.parametrize(
    ("answers", "standing"),
    [
        ({"light": {"value": "bad"}, "why": {"value": "It rained."}}, "answered"),
        ({"light": {"value": "bad"}, "why": {"missing": "declined"}}, "declined"),
        ({"light": {"value": "bad"}}, "unanswered"),
        ({"light": {"value": "bad"}, "why": {"value": "So.", "carried": True}}, "unanswered"),
        ({"light": {"value": "good"}}, "off-path"),
        ({"light": {"value": "good"}, "why": {"value": "Kept."}}, "off-path"),
        ({"light": {"value": "bad"}, "why": {"value": 3}}, "invalid"),
        ({"light": {"value": "worse"}}, "invalid"),
        ({"ligth": {"value": "bad"}}, "invalid"),
    ],
)
def test_how_a_question_stands_is_one_of_these(answers: Mapping[str, Any], standing: str) -> None:
    found = one(answers, "why")

    assert found.standing == standing
    assert bool(found.text) == (standing == "answered")
    assert found.standing in STANDINGS


def test_a_carried_answer_is_marked_and_tells_nothing() -> None:
    found = one({"light": {"value": "bad", "carried": True}}, "light")

    assert (found.standing, found.carried, found.code) == ("unanswered", True, "")


def test_what_a_copy_for_publication_withholds_is_no_absence() -> None:
    redacted = {"withheld": ["light", "grid/police"]}
    answers = {"grid": {"value": {"judges": {"value": "good"}}}}

    standings = {
        (row.question, row.row): row.standing for row in rows(answers, redacted=redacted).answers
    }

    assert standings["light", ""] == "withheld"
    assert standings["why", ""] == "withheld"
    assert standings["grid", "police"] == "withheld"
    assert standings["grid", "judges"] == "answered"


def test_what_stands_beside_an_answer_is_told() -> None:
    metadata = {
        "note": "A note.",
        "answered_by": "The ministry",
        "confidence": "low",
    }
    answers = {
        "gate": {"value": "negative"},
        "plan": {"value": {"status": "not-implemented"}, "by": "gate", **metadata},
    }

    found = one(answers, "plan")

    assert (found.note, found.ministry, found.confidence, found.by_gate) == (
        "A note.",
        "The ministry",
        "low",
        "gate",
    )


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("kinds", ["good", "bad"]),
        ("plan", {"status": "implemented", "law": "An act."}),
        ("grid", {"police": {"value": "good"}, "judges": {"value": "bad"}}),
        ("laws", [{"name": {"value": "act"}, "kind": {"value": "good"}}]),
    ],
)
def test_the_note_on_an_answer_stands_once_and_its_ministry_with_each_part(
    question: str, value: Any
) -> None:
    answer = {"value": value, "note": "A note.", "answered_by": "Ministry"}

    whole, *parts = [row for row in rows({question: answer}).answers if row.question == question]

    assert (whole.note, whole.ministry) == ("A note.", "Ministry")
    assert {(row.note, row.ministry) for row in parts} == {("", "Ministry")}


def test_the_language_is_known_of_the_words_of_the_questionnaire_only() -> None:
    answers = {"light": {"value": "bad"}, "why": {"value": "Es regnete."}}

    assert one(answers, "light").language == "en"
    assert one(answers, "why").language == "und"
    assert one(answers, "kinds").language == ""


@pytest.mark.parametrize(("language", "usual"), [(None, "und"), ("de", "de"), ("pt-BR", "pt")])
def test_what_the_state_wrote_is_in_the_language_of_the_report(
    language: str | None, usual: str
) -> None:
    data = {
        "light": {"value": "bad", "note": "Note."},
        "why": {"value": "Il pleuvait."},
        "kinds": {"value": ["bad"]},
        "laws": {"value": [{"name": {"value": "Loi"}, "kind": {"value": "good"}}]},
    }

    answers = rows(data, language=language)

    found = {(row.question, row.row, row.part): row.written_in for row in answers.answers}
    written = {place for place, own in found.items() if own}
    assert written == {("light", "", ""), ("why", "", ""), ("laws", "1", "name")}
    assert {found[place] for place in written} == {usual}


@pytest.mark.parametrize("metadata", [{}, {"note": "A note."}])
@pytest.mark.parametrize("missing", ["not-known", "declined"])
def test_a_missing_row_or_cell_has_its_kind(missing: str, metadata: dict[str, Any]) -> None:
    answer = {"missing": missing, **metadata}
    answers = {
        "grid": {"value": {"police": answer}},
        "laws": {"value": [{"name": {"value": "Act"}, "kind": answer}]},
    }

    found = [row for row in rows(answers).answers if row.standing == missing]

    assert [(row.question, row.missing) for row in found] == [("grid", missing), ("laws", missing)]


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("kinds", {"value": ["good", "good"]}),
        ("plan", {"value": {"status": "implemented", "partly": ["law-only"]}}),
    ],
)
def test_an_answer_that_says_two_things_at_once_is_invalid_and_counts_as_none(
    question: str, answer: dict[str, Any]
) -> None:
    assert lines({question: answer}, question) == ["//0 question invalid |"]


@pytest.mark.parametrize("gate", [{}, {"gate": {"value": "affirmative"}}])
def test_what_its_gate_did_not_fill_in_is_invalid(gate: dict[str, Any]) -> None:
    filled = {"plan": {"value": {"status": "not-implemented"}, "by": "gate"}}

    assert lines({**gate, **filled}, "plan") == ["//0 question invalid |"]
    assert one({**gate, **filled}, "plan").by_gate == ""


def test_several_addressees_and_strengths_stand_in_one_order() -> None:
    found = {
        (row.addressees, row.strength, row.meeting)
        for row in QuestionnaireRows(shipped()).questions.values()
    }

    for column in zip(*found, strict=True):
        sets = [tuple(sorted(one.split(";"))) for one in set(column)]
        assert len(sets) == len(set(sets))


# What is hidden


@pytest.mark.parametrize(
    ("gate", "by"),
    [
        ({"gate": {"value": "negative", "confidential": True, "answered_by": ""}}, "gate"),
        ({"gate": {"value": "negative", "confidential": True, "colour": "red"}}, "gate"),
        ({"gate": {"value": "negative", "confidential": "of course"}}, "gate"),
        ({"gatte": {"value": "negative", "confidential": True}}, "gate"),
        ({"gatte": {"value": "negative", "confidential": True}}, "gatte"),
    ],
)
def test_what_a_confidential_gate_filled_in_is_hidden_also_where_the_gate_is_broken(
    gate: dict[str, Any], by: str
) -> None:
    filled = {"plan": {"value": {"status": "not-implemented"}, "by": by}}

    found = rows({**gate, **filled}, Disclosure()).answers

    (plan,) = [row for row in found if row.question == "plan"]
    assert (plan.standing in {"confidential", "invalid"}, plan.code) == (True, "")
    (own,) = [row for row in found if row.question == "gate"]
    assert (own.standing, own.confidential) == ("invalid", True)


def test_what_a_confidential_gate_filled_in_row_by_row_is_hidden_too() -> None:
    answers = {
        "gate": {"value": "negative", "confidential": True},
        "grid": {"value": {"police": {"value": "bad", "by": "gate"}}},
        "laws": {"value": [{"name": {"value": "Act", "by": "gate"}}]},
    }

    found = rows(answers, Disclosure()).answers

    hidden = [row for row in found if row.question in {"grid", "laws"}]
    assert {row.standing for row in hidden} == {"confidential"}
    assert not any(row.code or row.by_gate for row in hidden)


def test_a_confidential_law_is_hidden_also_where_the_id_of_the_register_is_misspelt() -> None:
    laws = [{"short-name": {"value": "hidden-law", "confidential": True}}]
    answers: dict[str, dict[str, Any]] = {
        "lawss": {"value": laws},
        "staff-support": {"value": {"status": "implemented", "evidence": [{"law": "hidden-law"}]}},
    }
    report = tiny.report(shipped(), answers, state="NOR", as_of="2026-06-30")

    assert "hidden-law" not in repr(
        report_rows(report.to_data(), QuestionnaireRows(shipped()), Disclosure())
    )


@pytest.mark.parametrize("code", ["good", "bad"])
def test_whether_a_question_is_asked_does_not_tell_a_confidential_answer(code: str) -> None:
    answers = {"light": {"value": code, "confidential": True}}

    (hidden,) = [row for row in rows(answers, Disclosure()).answers if row.question == "why"]
    (shown,) = [row for row in rows(answers, NOTHING_HIDDEN).answers if row.question == "why"]

    assert (hidden.standing, hidden.on_path) == ("confidential", True)
    assert (shown.standing, shown.on_path) == (
        ("unanswered", True) if code == "bad" else ("off-path", False)
    )


def test_a_confidential_short_name_of_a_law_is_hidden_where_it_is_cited() -> None:
    laws = [
        {"short-name": {"value": "hidden-law", "confidential": True}},
        {"short-name": {"value": "open-law"}},
    ]
    evidence = [{"law": "hidden-law", "article": "1"}, {"law": "open-law", "article": "2"}]
    answers: dict[str, dict[str, Any]] = {
        "laws": {"value": laws},
        "staff-support": {"value": {"status": "implemented", "evidence": evidence}},
    }
    questions = shipped()
    report = tiny.report(questions, answers, state="NOR", as_of="2026-06-30")

    hidden, shown = (
        [
            (row.standing, row.code)
            for row in report_rows(
                report.to_data(), QuestionnaireRows(questions), disclosed
            ).answers
            if (row.question, row.part) == ("staff-support", "evidence")
        ]
        for disclosed in (Disclosure(), NOTHING_HIDDEN)
    )

    assert "hidden-law" not in repr(
        report_rows(report.to_data(), QuestionnaireRows(questions), Disclosure())
    )
    assert hidden == [("confidential", ""), ("answered", "open-law")]
    assert shown == [("answered", "hidden-law"), ("answered", "open-law")]


SECRET = {
    "gate": {"value": "negative", "confidential": True},
    "light": {"value": "bad", "confidential": True, "note": "Nobody knows."},
    "why": {"missing": "declined", "confidential": True},
    "plan": {"value": {"status": "not-implemented"}, "by": "gate"},
    "grid": {"value": {"police": {"value": "bad", "confidential": True}}},
    "laws": {"value": [{"name": {"value": "Act", "confidential": True}}]},
    "office": {"value": {"office": "The ministry", "email": "a@example.org"}},
}


def test_confidential_answers_and_contacts_are_not_told_unless_it_is_wanted() -> None:
    hidden = rows(SECRET, Disclosure())
    text = repr(hidden)

    standings = {(row.question, row.row): row.standing for row in hidden.answers}
    assert [standings[key] for key in [("gate", ""), ("light", ""), ("why", ""), ("plan", "")]] == [
        "confidential"
    ] * 4
    assert standings["grid", "police"] == standings["laws", "1"] == "confidential"
    (office,) = [row for row in hidden.answers if row.question == "office"]
    assert (office.standing, office.code, office.text) == ("answered", "", "")
    for secret in ("bad", "Nobody", "declined", "not-implemented", "Act", "example.org"):
        assert secret not in text, secret


def test_with_everything_shown_no_row_is_hidden_and_the_marks_stay() -> None:
    found = rows(SECRET, NOTHING_HIDDEN).answers

    assert not [row for row in found if row.standing == "confidential"]
    assert {row.question for row in found if row.confidential} == {
        "gate",
        "light",
        "why",
        "plan",
        "grid",
        "laws",
    }


# Nothing counts twice


def test_each_question_has_one_row_of_its_own_and_each_key_is_there_once() -> None:
    questions: Questionnaire = shipped()

    found = report_rows(made_report(3), QuestionnaireRows(questions)).answers

    own = [row.question for row in found if row.level == "question"]
    assert own == list(questions.questions)
    keys = [(row.question, row.row, row.part, row.item) for row in found]
    assert len(keys) == len(set(keys)) > 300


def test_the_bridge_leads_from_each_matrix_row_to_what_it_serves() -> None:
    bridge = [tuple(row) for row in QuestionnaireRows(TINY).bridge]

    assert bridge == [
        ("light", "", "1"),
        ("light", "", "7"),
        ("grid", "police", "12"),
        ("grid", "judges", "12"),
        ("grid", "judges", "20"),
    ]


def test_the_bridge_of_the_shipped_questionnaire_serves_every_recommendation() -> None:
    questionnaire_rows = QuestionnaireRows(shipped())

    served = {row.recommendation for row in questionnaire_rows.bridge}

    assert served == {row.recommendation for row in questionnaire_rows.recommendations}
    assert len(served) == 107
    assert {(row.question, row.row) for row in questionnaire_rows.bridge} <= set(
        questionnaire_rows.questions
    )


def test_a_question_tells_whom_its_recommendations_ask_and_how_strongly() -> None:
    row = QuestionnaireRows(TINY).questions["grid", "judges"]

    assert (row.recommendations, row.addressees) == ("12;20", "states;states-parties;secretariat")
    assert row.row_words == "Judges"


def test_every_column_has_a_kind_and_a_meaning() -> None:
    columns = columns_of(AnswerRow)

    assert [column.name for column in columns] == list(AnswerRow._fields)
    assert {column.kind for column in columns} == {str, int, bool}
    assert all(column.meaning.endswith(".") for column in columns)
