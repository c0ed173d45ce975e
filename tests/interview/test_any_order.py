"""Rows, parts and entries that are answered in any order."""

from collections.abc import Mapping
from typing import Any

import pytest

from checklist.answer_types.answer import AnswerData
from checklist.interview.engine import Interview
from checklist.questionnaire.questionnaire import Questionnaire
from tests.support.interview_questions import LAWS, OFFENCE, OFFICE, PLAN, TRAINING
from tests.support.tiny import answers_of, asked, interview, questionnaire, report, say

GRID = questionnaire([TRAINING, PLAN])
CITED = questionnaire([{**TRAINING, "evidence": "link"}, PLAN])
TRAINED, PLANNED = {"value": "trained"}, {"value": "planned"}


def in_any_order(
    answered: Questionnaire = GRID, answers: Mapping[str, AnswerData] | None = None
) -> Interview:
    return Interview(answered, report(answered, answers), in_any_order=True)


def rows(of: Interview) -> dict[str, Any]:
    return dict(answers_of(of)["training"]["value"])


def test_a_row_is_answered_where_it_stands_and_the_next_open_one_follows() -> None:
    one = in_any_order()

    say(one, "/goto row 3", "1")

    assert asked(one) == "training/police"
    assert rows(one) == {"doctors": TRAINED}


def test_the_rows_are_stored_in_the_order_of_the_question() -> None:
    one = in_any_order()

    say(one, "/goto row doctors", "1", "/goto row judges", "2", "/goto row police", "1")

    assert [*rows(one)] == ["police", "judges", "doctors"]


def test_all_rows_are_whole_before_enter_goes_on() -> None:
    one = in_any_order()

    say(one, "1 2 1")

    assert asked(one) == "training/"
    assert one.prompt().step.closing == "new"
    say(one, "")
    assert asked(one) == "plan/value"


def test_enter_answers_no_row() -> None:
    one = in_any_order(answers={"training": {"value": {"police": TRAINED}}})
    say(one, "/goto training", "/goto row 1")
    before = one.report

    say(one, "")

    assert asked(one) == "training/judges"
    assert one.report is before


def test_enter_on_the_only_open_row_is_refused() -> None:
    one = in_any_order(answers={"training": {"value": {"police": TRAINED, "doctors": PLANNED}}})
    say(one, "/goto training")

    assert "Choose an answer" in say(one, "").refused


def test_a_star_fills_the_open_rows_above_and_below() -> None:
    one = in_any_order()

    say(one, "/goto row judges", "2*")

    assert rows(one) == {"police": PLANNED, "judges": PLANNED, "doctors": PLANNED}


def test_a_star_leaves_an_answered_row_as_it_is() -> None:
    one = in_any_order()

    say(one, "/goto row doctors", "1", "2*")

    assert rows(one) == {"police": PLANNED, "judges": PLANNED, "doctors": TRAINED}


def test_a_missing_answer_for_all_open_rows_is_for_those_above_too() -> None:
    one = in_any_order()

    say(one, "/goto row doctors", "/decline*", "")

    assert {row["missing"] for row in rows(one).values()} == {"declined"}


def test_a_row_can_be_changed_at_the_closing_step() -> None:
    one = in_any_order()

    say(one, "1*", "/goto row judges", "2", "")

    assert rows(one) == {"police": TRAINED, "judges": PLANNED, "doctors": TRAINED}
    assert asked(one) == "plan/value"


def test_back_takes_the_last_answer_back_and_no_move() -> None:
    one = in_any_order()

    say(one, "/goto row 2", "1", "/goto row 3", "/goto row 1", "/back")

    assert asked(one) == "training/judges"


def test_moving_alone_does_not_begin_a_question() -> None:
    one = in_any_order(answers={"training": {"value": {"police": TRAINED}, "carried": True}})

    say(one, "/goto training", "/goto row 3")

    assert one.prompt().is_first


def test_a_carried_matrix_is_confirmed_as_a_whole() -> None:
    value = {"police": TRAINED, "judges": TRAINED, "doctors": PLANNED}
    one = in_any_order(answers={"training": {"value": value, "carried": True}})

    say(one, "/goto training", "/goto row 3", "")

    assert answers_of(one)["training"] == {"value": value}
    assert asked(one) == "plan/value"


def test_a_changed_row_alone_does_not_confirm_what_is_carried() -> None:
    value = {"police": TRAINED, "judges": TRAINED, "doctors": PLANNED}
    one = in_any_order(answers={"training": {"value": value, "carried": True}})

    say(one, "/goto training", "/goto row 3", "1")

    assert answers_of(one)["training"]["carried"] is True
    say(one, "")
    assert "carried" not in answers_of(one)["training"]


def test_rows_that_are_all_new_confirm_what_is_carried() -> None:
    one = in_any_order(answers={"training": {"value": {"police": TRAINED}, "carried": True}})

    say(one, "/goto training", "/goto row 1", "1 1 2")

    assert answers_of(one)["training"] == {
        "value": {"police": TRAINED, "judges": TRAINED, "doctors": PLANNED}
    }


def test_the_evidence_of_all_rows_is_asked_for_when_each_has_an_answer() -> None:
    one = in_any_order(CITED)

    say(one, "1*")

    assert asked(one) == "training/evidence"
    say(one, "/goto row 2", "2", "https://example.org")
    assert "evidence" in rows(one)["police"]
    assert "evidence" not in rows(one)["judges"]


@pytest.mark.parametrize("answered", [GRID, CITED])
def test_both_orders_give_the_same_answer(answered: Questionnaire) -> None:
    ordered, free = interview(answered), in_any_order(answered)

    say(ordered, "1", "2", "1")
    say(free, "/goto row 3", "1", "/goto row 2", "2", "1")

    assert answers_of(free) == answers_of(ordered)
    assert str(answers_of(free)) == str(answers_of(ordered))


def test_the_line_face_can_go_to_a_row_too() -> None:
    one = interview(GRID)

    say(one, "/goto row 3", "1", "2*")

    assert rows(one) == {"police": PLANNED, "judges": PLANNED, "doctors": TRAINED}


def test_a_row_that_is_not_there_is_refused() -> None:
    one = in_any_order()

    assert say(one, "/goto row 9").refused == "Say which row: /goto row 3."


def test_the_fields_of_a_matrix_are_its_rows() -> None:
    one = in_any_order()
    say(one, "/goto row 3", "1")

    assert [(field.name, field.text, field.is_current) for field in one.fields()] == [
        ("police", "", True),
        ("judges", "", False),
        ("doctors", "Trained", False),
    ]


def test_the_fields_of_a_contact_are_its_parts() -> None:
    one = interview(questionnaire([OFFICE]))
    say(one, "Ministry")

    assert [(field.name, field.text, field.is_current) for field in one.fields()] == [
        ("office", "Ministry", False),
        ("person", "", True),
        ("position", "", False),
        ("email", "", False),
        ("telephone", "", False),
    ]


def test_the_parts_of_a_contact_can_be_gone_to() -> None:
    one = interview(questionnaire([OFFICE]))

    say(one, "Ministry", "/goto row telephone", "+43 1 26060 0")
    say(one, "/goto office", "/goto row person", "Anna")

    assert answers_of(one)["office"]["value"] == {
        "office": "Ministry",
        "person": "Anna",
        "telephone": "+43 1 26060 0",
    }


def test_the_parts_of_an_implementation_follow_its_status() -> None:
    one = interview(questionnaire([OFFENCE]))
    say(one, "implemented")

    assert [field.name for field in one.fields()] == ["status", "law", "practice", "evidence"]
    say(one, "/goto row practice", "It is applied.")
    assert answers_of(one)["offence"]["value"]["practice"] == "It is applied."


def test_the_fields_of_a_table_are_its_entries_and_then_the_cells_of_one() -> None:
    one = interview(questionnaire([LAWS]))
    say(one, "act", "1999", "code", "")

    assert [field.text for field in one.fields()] == ["act; Year: 1999", "code"]
    say(one, "change 1")
    assert [str(field.address) for field in one.fields()] == ["laws/1/name", "laws/1/year"]
