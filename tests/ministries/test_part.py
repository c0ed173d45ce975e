"""What stands in a part: which questions, on which condition, and what of the answers."""

from typing import Any

import pytest

from checklist.ministries.clearance import standing_units
from checklist.ministries.division import Assignment, SentPart
from checklist.ministries.part import Part
from checklist.questionnaire.loading import shipped
from tests.support import tiny
from tests.support.ministries import all_to, checked, division, form, part_of

YES, NO = {"value": "affirmative"}, {"value": "negative"}


def questions(part: Part) -> dict[str, str]:
    """Return the conditions of the questions of a part, by question."""
    return {item.question.id: item.condition for item in part.items}


def test_a_condition_over_the_answers_of_others_is_decided_before_the_part_is_made() -> None:
    asked = questions(part_of({"rescue-service": YES}))

    assert asked["pay-model"] == "the answer to 3.3 is “A law”"
    assert "pay-model" not in questions(part_of({"rescue-service": NO}))


def test_what_nobody_answered_yet_stays_a_condition_in_words() -> None:
    asked = questions(part_of({}))

    assert asked["pay-model"] == (
        "the answer to 3.3 is “A law” and "
        "the answer to “Is there a rescue service on the coast?” is “Yes”"
    )


def test_a_condition_over_the_own_questions_is_never_decided() -> None:
    answered = part_of({"pay-rule": {"value": "none"}})

    assert questions(answered)["pay-details"] == (
        "the answer to 3.3 is “A law” or “A collective agreement”"
    )


def test_what_depends_on_a_confidential_answer_of_another_is_always_there_with_its_words() -> None:
    secret = {**NO, "confidential": True}

    asked = questions(part_of({"rescue-service": secret}))

    assert "Is there a rescue service on the coast?" in asked["pay-model"]


def rows_question(condition: dict[str, Any]) -> str:
    rows = [{"id": f"row-{n}", "label": f"Row {n}"} for n in range(4)]
    grid = {**tiny.GRID, "items": rows, "ask": "Who was trained?"}
    asked = tiny.questionnaire([grid, {"id": "how", "type": "text", "when": condition}])
    divided = (
        division(asked)
        .changed("labour", name="Labour")
        .model_copy(update={"asks": {"how": Assignment(lead="labour")}})
    )
    return questions(part_of({}, "labour", divided, asked))["how"]


def test_a_comparison_with_many_rows_is_said_once() -> None:
    leaves = [{"question": "grid", "row": f"row-{n}", "is": "good"} for n in range(4)]

    assert rows_question({"any": leaves}) == (
        "in at least one row, the answer to “Who was trained?” is “Good”"
    )
    assert rows_question({"all": leaves}) == (
        "in each of its rows, the answer to “Who was trained?” is “Good”"
    )


def test_a_condition_that_would_fill_the_form_names_its_questions_only() -> None:
    leaves = [
        {"question": "grid", "row": f"row-{n % 4}", "is": "good" if n % 3 else "bad"}
        for n in range(9)
    ]

    assert rows_question({"any": leaves}) == ("it follows from the answer to “Who was trained?”")


def test_a_question_is_answered_and_not_its_answer() -> None:
    assert rows_question({"question": "grid", "answered": True}) == (
        "“Who was trained?” is answered"
    )


def test_the_words_of_the_author_stand_for_a_condition_of_which_nothing_is_decided() -> None:
    asked = questions(part_of({}, "ports"))

    assert asked["boats"] == "your State says whether there is a rescue service"


def test_an_authority_sees_its_own_confidential_answers_and_those_of_nobody_else() -> None:
    answers = {
        "pay-rule": {"value": "law", "confidential": True, "answered_by": ["labour"]},
        "channels": {"value": ["radio"], "confidential": True, "answered_by": ["police"]},
        "inspections": {"value": "negative", "confidential": True},  # the focal point's own
    }

    base = part_of(answers, "labour", all_to("labour")).base

    assert base == {"pay-rule": "law", "pay-rule/confidential": True}
    assert part_of(answers, "police").base["channels"] == ["radio"]


@pytest.mark.parametrize("code", ["rapporteur", "civil-society", "police"])
def test_who_is_independent_as_a_rule_sees_its_own_answers_alone(code: str) -> None:
    asked = shipped()
    answers = {
        "protocol-status": {"value": "party", "answered_by": ["justice"]},
        "convention-status": {"value": "party", "answered_by": [code]},
    }
    divided = all_to(code, asked)

    by_rule = part_of(answers, code, divided, asked).base
    marked = part_of(answers, code, divided.changed(code, independent=False), asked).base

    is_independent = code != "police"
    assert ("protocol-status" in by_rule) is not is_independent
    assert "convention-status" in by_rule
    assert "protocol-status" in marked


def test_only_the_rows_of_an_authority_are_in_its_part() -> None:
    answers = {
        "training": {
            "value": {"pilots": {"value": "some", "note": "In May."}, "volunteers": YES},
            "note": "A note on the whole.",
        }
    }

    part = part_of(answers, "ports")

    assert {at: c for at, c in part.base.items() if at.startswith("training")} == {
        "training/pilots": "some",
        "training/pilots/note": "In May.",
    }


def test_the_absence_of_a_whole_matrix_is_that_of_each_row() -> None:
    missing = {"missing": "not-known", "reason": "not-collected"}

    assert part_of({"training": missing}, "ports").base == {"training/pilots/missing": missing}


def test_where_answers_come_from_is_not_in_a_part() -> None:
    answers = {"pay-rule": {"value": "law", "answered_by": ["labour"], "confidence": "low"}}

    assert part_of(answers).base == {"pay-rule": "law"}


def law(name: str, **more: Any) -> dict[str, Any]:
    return {"short-name": {"value": name, **more}, "citation": {"value": f"Act {name}", **more}}


def test_the_register_of_laws_comes_along_without_its_confidential_rows() -> None:
    laws = {"value": [law("ship-act"), law("secret-act", confidential=True), law("pay-act")]}
    answers = {
        "laws": laws,
        "pay-rule": {"value": "law", "evidence": [{"law": "secret-act", "article": "1"}]},
        "inspections": {"value": "affirmative", "evidence": [{"law": "pay-act"}]},
    }

    part = part_of(answers)

    assert [listed.code for listed in part.laws] == ["ship-act", "pay-act"]
    assert "pay-rule/evidence" not in part.base
    assert part.base["laws/3/short-name"] == "pay-act"
    assert not any("secret" in str(content) for content in part.base.values())
    assert part_of(answers, "police").base["inspections/evidence"] == [{"law": "pay-act"}]


def test_the_number_of_a_part_is_one_more_than_that_of_the_last_one_sent() -> None:
    sent = {"number": 2, "part": "c" * 32, "on": "2026-11-02", "form": "xlsx"}
    again = division().changed(
        "labour", sent=[SentPart.model_validate({**sent, "base": f"sha256:{'0' * 64}"})]
    )

    assert part_of({}).identity.number == 1
    assert part_of({}, "labour", again).identity.number == 3


def test_what_stands_in_a_name_changes_with_what_is_said_and_not_with_who_said_it() -> None:
    def now(answers: dict[str, Any]) -> Any:
        return standing_units(checked(answers), division(), "labour")

    before = now({"pay-rule": {"value": "law"}})

    assert now({"pay-rule": {"value": "law", "answered_by": ["labour"]}}) == before
    assert (
        now({"pay-rule": {"value": "law"}, "signals": {"value": {"status": "planned"}}}) == before
    )
    assert now({"pay-rule": {"value": "none"}}) != before
    assert now({"pay-rule": {"value": "law", "note": "Since 2001."}}) != before


def test_what_several_gave_and_marked_confidential_is_shown_to_none_of_them() -> None:
    answer = {"value": "law", "note": "For the police alone.", "confidential": True}

    alone = part_of({"pay-rule": {**answer, "answered_by": ["labour"]}})
    together = part_of({"pay-rule": {**answer, "answered_by": ["labour", "police"]}})

    assert "pay-rule/note" in alone.base
    assert not [at for at in together.base if at.startswith("pay-rule")]


def test_who_answers_one_column_sees_all_columns_that_say_which_entry_it_is() -> None:
    proposed = division()
    asks = {**proposed.asks, "ships/number": Assignment(lead="labour")}
    divided = proposed.model_copy(update={"asks": asks})
    entry = {"year": {"value": 2025}, "kind": {"value": "cargo"}, "flag": {"value": "NOR"}}

    (table,) = [
        table
        for table in form({"ships": {"value": [entry]}}, "labour", divided).tables
        if table.question == "ships"
    ]

    columns = [(column.id, column.is_asked) for column in table.columns]
    assert columns == [("year", False), ("kind", False), ("number", True)]
    assert table.entries[0].cells == {"year": "2025", "kind": "Cargo", "number": ""}
