"""What a form of an authority shows: its own questions, and nothing that is closed to it."""

from typing import Any

from checklist.reports.check_structure import check_structure
from tests.support.ministries import COAST, all_to, part_of, report_of

TRAINED: dict[str, Any] = {
    "training": {
        "value": {
            "police-officers": {"value": "regular", "answered_by": ["police"]},
            "labour-inspectors": {"value": "some"},
        }
    }
}


def ids(answers: dict[str, Any], authority: str = "labour") -> list[str]:
    return [item.question.id for item in part_of(answers, authority).items]


def test_a_part_has_its_own_questions_and_rows_with_the_answers_of_the_draft() -> None:
    part = part_of(TRAINED)

    assert dict(part.base) == {"training/labour-inspectors": "some"}
    assert part.items[0].parts == ["labour-inspectors"]
    assert {*ids(TRAINED)} == {
        i for i in COAST.questions if i in {"training", "channels"} or i.startswith("pay-")
    }


def test_what_another_marked_is_not_shown_and_what_it_marked_itself_is() -> None:
    secret = {"value": "law", "confidential": True}

    assert dict(part_of({"pay-rule": secret}).base) == {}
    of_police = {**secret, "answered_by": ["police"]}
    assert dict(part_of({"pay-rule": of_police}).base) == {}
    own = part_of({"pay-rule": {**secret, "answered_by": ["labour"]}}).base
    assert dict(own) == {"pay-rule": "law", "pay-rule/confidential": True}


def test_nobody_sees_who_gave_an_answer() -> None:
    base = part_of({"pay-rule": {"value": "law", "answered_by": ["own"]}}).base

    assert dict(base) == {"pay-rule": "law"}


def test_a_question_that_the_draft_rules_out_is_not_asked() -> None:
    when = {i: q.when for i, q in COAST.questions.items() if q.when is not None}
    assert when
    divided = all_to("labour")

    asked = [item.question.id for item in part_of({}, "labour", divided).items]
    conditions = {item.question.id: item.condition for item in part_of({}, "labour", divided).items}

    assert {i for i in asked if conditions[i]} <= {*when}
    assert any(conditions.values())


def test_the_report_is_as_it_was() -> None:
    before = report_of(TRAINED)

    part_of(TRAINED)

    assert check_structure(before.to_data(), COAST)[0].report == before
