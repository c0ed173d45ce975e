"""Operations on a draft that need no interview."""

from typing import Any

import pytest

from checklist.lifecycle.draft import Draft, without_replacing_by_gates
from tests.support.interview_questions import NAME, NO, OFFENCE, YES
from tests.support.mapped_gate import MAPPED, mapped_rows
from tests.support.tiny import questionnaire, report

GATE = {"id": "body", "type": "yes-no", "gate": ["offence"]}
ASKED = questionnaire([GATE, OFFENCE, NAME])
BY_GATE = {"value": {"status": "not-implemented"}, "by": "body"}


def draft(answers: dict[str, Any] | None = None) -> Draft:
    return Draft(ASKED, report(ASKED, answers))


def test_a_change_follows_the_gates_without_an_interview() -> None:
    edited = draft()

    notices = edited.change("body", NO)

    assert edited.report.answers == {"body": NO, "offence": BY_GATE}
    assert notices == [
        "Filled in with “not implemented” because of the answer to 1.1:\n  1.2 About offence?"
    ]


def test_a_gate_fills_in_the_code_that_its_own_code_stands_for() -> None:
    edited = Draft(MAPPED, report(MAPPED))

    notices = edited.change("body", {"value": "agreed"})

    assert edited.report.answers["offence"] == {"value": {"status": "planned"}, "by": "body"}
    assert edited.report.answers["tasks"] == mapped_rows("planned")
    assert notices == [
        "Filled in with “planned” because of the answer to 1.1:\n"
        "  1.2 About offence?\n"
        "  1.3 About tasks?"
    ]


def test_a_gate_with_another_code_fills_in_anew_and_keeps_the_note() -> None:
    edited = Draft(MAPPED, report(MAPPED))
    edited.change("body", {"value": "agreed"})
    edited.store("offence", {**edited.report.answers["offence"], "note": "Soon."})

    notices = edited.change("body", {"value": "none"})

    offence = {"value": {"status": "not-implemented"}, "note": "Soon.", "by": "body"}
    assert edited.report.answers["offence"] == offence
    assert edited.report.answers["tasks"] == mapped_rows("not-implemented")
    assert notices[0].startswith("Filled in with “not implemented” because of the answer to 1.1:")


def test_a_gate_with_a_code_that_fills_nothing_in_takes_back_what_was_filled_in() -> None:
    edited = Draft(MAPPED, report(MAPPED))
    edited.change("body", {"value": "agreed"})

    edited.change("body", {"value": "active"})

    assert edited.report.answers == {"body": {"value": "active"}}


def test_a_gate_replaces_no_answer_of_a_person() -> None:
    own = {"value": {"status": "implemented"}}
    edited = Draft(MAPPED, report(MAPPED, {"offence": own}))

    edited.change("body", {"value": "none"})

    assert edited.report.answers["offence"] == own


def test_a_part_of_a_carried_answer_stays_carried_and_a_confirmed_answer_does_not() -> None:
    edited = draft({"name": {"value": "Old", "carried": True}})

    edited.store_part("name", {"value": "New", "note": "Mind this."})
    part = edited.report.answers["name"]
    edited.change("name", edited.confirmed("name"))

    assert part == {"value": "New", "note": "Mind this.", "carried": True}
    assert edited.report.answers["name"] == {"value": "New", "note": "Mind this."}


def test_a_part_of_an_answer_fills_nothing_in_and_is_not_carried_by_itself() -> None:
    edited = draft()

    edited.store_part("body", NO)

    assert edited.report.answers == {"body": NO}


def test_another_version_of_the_report_replaces_answers_path_and_unusable_answers() -> None:
    edited = draft({"name": {"value": "Old"}})

    edited.adopt(report(ASKED, {"body": YES, "name": {"value": 7}}), {"name"})

    assert (edited.usable, edited.path.is_answered("name")) == ({"body": YES}, False)
    assert edited.report.answers["name"] == {"value": 7}


@pytest.mark.parametrize(
    ("present", "is_kept"),
    [({}, True), ({"offence": BY_GATE}, True), ({"offence": YES}, False), ({"offence": 7}, False)],
)
def test_no_gate_replaces_the_answer_of_a_person(present: dict[str, Any], is_kept: bool) -> None:
    changes = {"body": NO, "name": None, "offence": BY_GATE}

    left = without_replacing_by_gates(changes, present)

    assert left == (changes if is_kept else {"body": NO, "name": None})
