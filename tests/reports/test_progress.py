from typing import Any

from checklist.reports.answer_path import answer_path
from checklist.reports.progress import SetProgress, progress
from tests.support import tiny

YES = {"value": "affirmative"}

ASKED = tiny.questionnaire(
    [
        {"id": "plan", "type": "yes-no"},
        {"id": "date", "type": "date", "when": {"question": "plan", "is": "affirmative"}},
        {"id": "remark", "type": "text", "optional": True},
    ],
    [
        {
            "id": "training",
            "type": "matrix",
            "options": [{"code": "trained", "label": "T"}],
            "items": [{"id": "police", "label": "P"}, {"id": "judges", "label": "J"}],
        }
    ],
)


def counts(answers: dict[str, Any]) -> list[tuple[int, int, int, int]]:
    return [
        (part.required_answered, part.required, part.optional_answered, part.optional)
        for part in parts(answers)
    ]


def parts(answers: dict[str, Any]) -> list[SetProgress]:
    return progress(answer_path(ASKED, "AUT", "2026-11-24", answers))


def test_each_set_counts_its_questions_on_path() -> None:
    assert counts({}) == [(0, 1, 0, 1), (0, 1, 0, 0)]
    assert counts({"plan": YES}) == [(1, 2, 0, 1), (0, 1, 0, 0)]
    assert counts({"plan": YES, "remark": {"value": "x"}}) == [(1, 2, 1, 1), (0, 1, 0, 0)]


def test_answers_off_path_or_only_carried_do_not_count() -> None:
    carried = {**YES, "carried": True}

    assert counts({"plan": {"value": "negative"}, "date": {"value": "2004"}})[0] == (1, 1, 0, 1)
    assert counts({"plan": carried})[0] == (0, 1, 0, 1)


def test_a_missing_answer_counts_and_an_open_row_does_not() -> None:
    declined, police = {"missing": "declined"}, {"police": {"value": "trained"}}

    assert counts({"training": declined})[1] == (1, 1, 0, 0)
    assert counts({"training": {"value": police}})[1] == (0, 1, 0, 0)
    assert counts({"training": {"value": {**police, "judges": declined}}})[1] == (1, 1, 0, 0)


def test_what_is_missing_is_named_in_order_until_the_set_is_complete() -> None:
    begun, done = parts({"plan": YES}), parts({"plan": YES, "date": {"missing": "declined"}})

    assert [q.id for q in begun[0].missing] == ["date"]
    assert not begun[0].is_complete
    assert done[0].is_complete
    assert [q.id for q in done[1].missing] == ["training"]
