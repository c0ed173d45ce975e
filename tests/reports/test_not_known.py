"""What is not known stays findable: as a whole, in a row, and in a cell."""

from typing import Any

import pytest

from checklist.interview.listing import question_state
from checklist.interview.scope import resolve_scope
from checklist.interview.user_commands import ScopeKind
from checklist.render.report.progress_text import progress_lines
from checklist.reports.answer_path import answer_path
from checklist.reports.progress import not_known_lines, progress
from tests.support.interview_questions import LAWS, PLAN, TRAINING, YES
from tests.support.tiny import asked, interview, questionnaire, say

ASKED = questionnaire([PLAN, TRAINING], [LAWS])
NO_REPLY = {"missing": "not-known", "reason": "ministry-did-not-reply"}
WORDS = "Not known: The ministry in charge did not reply"
ROWS = {"police": {"value": "trained"}, "judges": NO_REPLY, "doctors": NO_REPLY}
CASES: list[tuple[str, Any, list[str], str, str]] = [
    ("plan", NO_REPLY, [WORDS], "not known: The ministry in charge did not reply", "not known"),
    ("plan", YES, [], "answered", ""),
    ("plan", {"missing": "declined"}, [], "answered", ""),
    (
        "training",
        {"value": ROWS},
        [f"Judges: {WORDS}", f"Doctors: {WORDS}"],
        "answered, not known in 2 parts",
        "not known in part",
    ),
    (
        "training",
        {"value": dict.fromkeys(ROWS, NO_REPLY)},
        [f"Police: {WORDS}", f"Judges: {WORDS}", f"Doctors: {WORDS}"],
        "answered, not known in 3 parts",
        "not known",
    ),
    (
        "training",
        {"value": {**dict.fromkeys(ROWS, NO_REPLY), "police": {"missing": "declined"}}},
        [f"Judges: {WORDS}", f"Doctors: {WORDS}"],
        "answered, not known in 2 parts",
        "not known in part",
    ),
    (
        "laws",
        {"value": [{"name": {"value": "x-law"}, "year": NO_REPLY}]},
        [f"1. Year: {WORDS}"],
        "answered, not known in 1 part",
        "not known in part",
    ),
]


@pytest.mark.parametrize(("question_id", "answer", "lines", "state", "status"), CASES)
def test_each_part_that_is_not_known_is_named(
    question_id: str, answer: Any, lines: list[str], state: str, status: str
) -> None:
    question = ASKED.questions[question_id]
    path = answer_path(ASKED, "AUT", "2026-11-24", {question_id: answer})

    assert not_known_lines(question, answer) == lines
    assert question_state(question, path) == state


def test_a_list_tells_what_is_begun_and_what_is_to_be_confirmed() -> None:
    begun = {"value": {"police": {"value": "trained"}, "judges": NO_REPLY}}
    answers: dict[str, Any] = {"plan": {**YES, "carried": True}, "training": begun}
    path = answer_path(ASKED, "AUT", "2026-11-24", answers)

    assert [question_state(one, path) for one in ASKED.questions.values()] == [
        "to be confirmed",
        "begun, not known in 1 part",
        "open",
    ]


@pytest.mark.parametrize(("question_id", "answer", "lines", "state", "status"), CASES)
def test_the_selection_and_the_status_have_what_is_not_known_and_nothing_else(
    question_id: str, answer: Any, lines: list[str], state: str, status: str
) -> None:
    path = answer_path(ASKED, "AUT", "2026-11-24", {question_id: answer})
    scope = resolve_scope(ASKED, ScopeKind.NOT_KNOWN)
    selected = [i for i, one in ASKED.questions.items() if scope.takes(one, path)]
    shown = [one.text for one in progress_lines(progress(path), ASKED.numbers)]

    named = f"{status}: {ASKED.numbers[question_id]} {ASKED.questions[question_id].ask}"
    assert selected == ([question_id] if lines else [])
    assert [text for text in shown if "not known" in text] == ([named] if status else [])


def test_what_is_known_by_now_is_answered_and_leaves_the_selection() -> None:
    scope = resolve_scope(ASKED, ScopeKind.NOT_KNOWN)
    answers: dict[str, Any] = {"plan": NO_REPLY, "training": {"value": ROWS}, "laws": {"value": []}}
    one = interview(ASKED, answers, scope=scope)

    assert asked(one) == "plan/value"
    say(one, "yes")
    assert asked(one) == "training/police"
    say(one, "", "1", "2")
    assert one.at_end
    again = interview(ASKED, one.report.answers, scope=scope)
    assert again.is_empty
