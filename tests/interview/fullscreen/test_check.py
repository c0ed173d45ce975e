"""Checking answers: they stand there whole, a line opens what it says, and the page comes back."""

import re
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest

from checklist.interview.engine import Interview
from checklist.questionnaire.loading import load, shipped
from checklist.reports.report import Report
from tests.acceptance.entries import ANSWERS, everything
from tests.interview.fullscreen.test_face import CHOICE, STORY, Official, answering
from tests.interview.test_contradiction_choice import ASKED, WRONG
from tests.support.folders import SMALL_FOLDER
from tests.support.interview_questions import LAWS, PLAN, TRAINING

__all__ = ["answering"]

SHIPPED, SMALL = shipped(), load(SMALL_FOLDER)
TITLE = "Check your answers"
ROWS = [{"id": f"row-{n}", "label": f"Row number {n}"} for n in range(1, 31)]
GRID = {**TRAINING, "items": ROWS}
FIRST = TRAINING["options"][0]["code"]
GIVEN = {"training": {"value": {one["id"]: {"value": FIRST} for one in ROWS}}}
ONCE = {"story": {"value": "Once.", "note": "In short.", "confidential": True}}


def marked(official: Official) -> str:
    model = official.model
    return "" if model.at is None else str(model.items[model.at].label)


def on_small(answering: Any, *keys: str, size: tuple[int, int] = (80, 24)) -> Official:
    answers = {name: {"value": value} for name, value in ANSWERS.items()}
    official: Official = answering(SMALL, *keys, answers=answers, size=size)
    return official


def words_of(official: Official) -> str:
    """Return all that stands on the page, whichever part of it is in sight."""
    return " ".join(item.label for item in official.model.items)


@pytest.mark.sampled
@pytest.mark.parametrize("size", [(80, 24), (60, 20), (120, 40)])
def test_every_answer_stands_there_whole_and_in_no_columns(
    size: tuple[int, int], answering: Any
) -> None:
    """Each word of the answers is seen by going down line by line."""
    downs = 160
    official = on_small(answering, "/list all", "enter", *["down"] * downs, size=size)

    shown = re.sub(r"\s", "", "".join(official.screens))
    for item in official.model.items:
        assert all(word in shown for word in item.label.split()), item.label
    assert not official.model.has_answers
    pages = [screen for screen in official.screens if TITLE in screen]
    assert not any("…" in screen.partition("\n\n")[2] for screen in pages)


def test_what_belongs_to_an_answer_stands_with_it(answering: Any) -> None:
    laws = {"value": [{"name": {"value": "act"}, "title": {"value": "An Act"}}]}
    official = answering([STORY, LAWS], "/list all", "enter", answers={**ONCE, "laws": laws})

    words = words_of(official)
    assert "Once. Note: In short. Confidential" in words
    assert "1. " in words and "An Act" in words


def test_answers_that_contradict_each_other_are_marked_with_the_number_of_the_other(
    answering: Any,
) -> None:
    fits = {**WRONG, "ended": {"value": "2009"}}
    pages = [
        [item.label for item in answering(ASKED, "/list 1", "enter", answers=given).model.items]
        for given in (WRONG, fits)
    ]

    marked_so, unmarked = pages
    assert marked_so[marked_so.index("2004") + 1] == "! does not fit with 1.3"
    assert marked_so[marked_so.index("2001") + 1] == "! does not fit with 1.1"
    assert sum(label.startswith("!") for label in marked_so) == 2
    assert not any(label.startswith("!") for label in unmarked)


def test_a_long_text_can_be_read_to_its_end(answering: Any) -> None:
    text = " ".join(f"word-{n}" for n in range(500))
    keys = ("/list all", "enter", "home", *["down"] * 40)
    official = answering([STORY, PLAN], *keys, answers={"story": {"value": text}}, size=(60, 20))

    shown = "".join(official.screens)
    assert all(f"word-{n}" in shown for n in range(500))


@pytest.mark.parametrize(
    ("keys", "at"), [((), "1.1"), (("down",), "1 Row"), (("end", "up"), "30 Row")]
)
def test_the_mark_goes_from_row_to_row(keys: tuple[str, ...], at: str, answering: Any) -> None:
    official = answering([GRID, STORY], "/list 1", "enter", "home", *keys, answers=GIVEN)

    assert marked(official).strip().startswith(at)


def test_a_page_key_moves_the_mark_on(answering: Any) -> None:
    keys = ("/list 1", "enter", "home", "page-down")
    official = answering([GRID, STORY], *keys, answers=GIVEN)

    assert "Row number" in marked(official)
    assert f"► {marked(official)}" in re.sub("  +", " ", official.screen)


def test_enter_opens_the_row_and_an_answer_comes_back_to_the_page(answering: Any) -> None:
    keys = ("/goto story", "enter", "/list 1", "enter", "home", *["down"] * 3)
    opened = answering([GRID, STORY], *keys, "enter", answers={**GIVEN, **ONCE})
    assert opened.interview.prompt().step.name == "row-3"
    assert "Esc your answers" in opened.screen

    changed = answering([GRID, STORY], *keys, "enter", "2", answers={**GIVEN, **ONCE})
    second = TRAINING["options"][1]
    assert changed.answers["training"]["value"]["row-3"] == {"value": second["code"]}
    assert TITLE in changed.screen
    assert marked(changed) == f" 3 Row number 3: {second['label']}"


@pytest.mark.parametrize("leave", ["escape", "enter"])
def test_a_row_that_is_left_as_it_is_comes_back_too(leave: str, answering: Any) -> None:
    keys = ("/list 1", "enter", "home", "down", "down", "enter", leave)
    official = answering([GRID, STORY], "/goto story", "enter", *keys, answers={**GIVEN, **ONCE})

    assert TITLE in official.screen
    assert official.answers == {**GIVEN, **ONCE}


def test_esc_goes_back_to_where_the_page_was_opened(answering: Any) -> None:
    keys = ("/goto story", "enter", "/list all", "enter", "home", "enter", "escape", "escape")
    official = answering([CHOICE, STORY], *keys, answers={**ONCE, "kind": {"value": "money"}})

    assert TITLE not in official.screen
    assert official.interview.prompt().question.id == "story"


def test_at_the_end_the_page_leads_back_to_the_end(answering: Any) -> None:
    answers = {**ONCE, "kind": {"value": "money"}}
    keys = ("/list all", "enter", "home", "enter", "1", "enter", "escape")
    official = answering([CHOICE, STORY], *keys, answers=answers)

    assert official.interview.at_end
    assert official.answers["kind"] == {"value": "laws"}


def test_a_digit_marks_the_question_of_that_number(answering: Any) -> None:
    keys = ("/list 1", "enter", "2")
    official = answering([CHOICE, STORY], *keys, answers={**ONCE, "kind": {"value": "money"}})

    assert marked(official).startswith("1.2 ")


SEVERAL = [{"id": f"part-{n}", "type": "text"} for n in range(1, 6)]
FIVE = {one["id"]: {"value": "Once."} for one in SEVERAL}


@pytest.mark.parametrize("keys", [("1.3",), (*"1.3",), ("9", "backspace", *"1.3")])
def test_a_whole_number_marks_its_question_and_enter_opens_it(
    keys: tuple[str, ...], answering: Any
) -> None:
    page = answering(SEVERAL, "/goto part-5", "enter", "/list 1", "enter", *keys, answers=FIVE)
    assert marked(page).startswith("1.3 ")

    opened = answering(
        SEVERAL, "/goto part-5", "enter", "/list 1", "enter", *keys, "enter", answers=FIVE
    )
    assert opened.interview.prompt().question.id == "part-3"
    assert opened.answers == FIVE

    keys = (*keys, "enter", "enter", *"1.4")
    back = answering(SEVERAL, "/goto part-5", "enter", "/list 1", "enter", *keys, answers=FIVE)
    assert marked(back).startswith("1.4 ")


def test_a_number_that_no_question_has_opens_none_and_lands_in_none(answering: Any) -> None:
    keys = ("/goto part-5", "enter", "/list 1", "enter", *"1.9x", "enter")
    typed = answering(SEVERAL, *keys[:-1], answers=FIVE)
    assert "No question on this page has the number 1.9." in " ".join(typed.screen.split())

    official = answering(SEVERAL, *keys, answers=FIVE)
    assert TITLE in official.screen
    again = answering(SEVERAL, *keys, *"1.2", "enter", answers=FIVE)
    assert again.interview.prompt().question.id == "part-2"
    assert "1.9" not in again.screen


def test_a_command_that_is_typed_there_leads_elsewhere(answering: Any) -> None:
    keys = ("/list 1", "enter", *"/goto story", "enter")
    official = answering([CHOICE, STORY], *keys, answers={**ONCE, "kind": {"value": "money"}})

    assert official.interview.prompt().question.id == "story"
    assert TITLE not in official.screen


@pytest.fixture(scope="module")
def finished() -> Report:
    from checklist.interview.user_commands import parse

    interview = Interview(SHIPPED, Report.begin(SHIPPED, "SYC", date(2026, 1, 1)))
    strategy = everything()
    while not interview.at_end:
        interview.enter(parse(strategy(interview.prompt())))
    return interview.report


def test_a_part_is_checked_with_three_changes_in_thirty_keys(
    finished: Report, answering: Any
) -> None:
    keys = [*"/lis 8", "enter", "down", "down", "enter", "2", "down", "down", "enter", "3"]
    keys += ["page-down", "page-down", "up", "up", "enter", "2", "page-down", "escape"]

    official = answering(SHIPPED, *keys, answers=dict(finished.answers))

    changed = [i for i, one in official.answers.items() if finished.answers.get(i) != one]
    before, after = finished.answers, official.answers
    rows = [
        (name, row)
        for name in changed
        for row in after[name]["value"]
        if after[name]["value"][row] != before[name]["value"].get(row)
    ]
    assert len(rows) == 3
    assert len(keys) <= 30


def walk(answering: Any, seed: int) -> None:
    """Press keys on the page at random; what is opened is left as it is."""
    random = Random(seed)
    keys: list[str] = []
    for _ in range(random.randrange(1, 5)):
        keys += [random.choice(["/list all", "/list 1", "/list", "/list 1"]), "enter"]
        moves = ["up", "down", "page-up", "page-down", " ", "1", "2", "3"]
        keys += [random.choice(moves) for _ in range(random.randrange(9))]
        keys += random.choice([(), ("enter", "escape"), ("enter", "enter"), ("enter", "down")])
        keys += ["escape"] * random.randrange(1, 3)
        keys += ["escape", "escape", "escape"]
    answers = {**GIVEN, **ONCE, "kind": {"value": "money"}}
    official = answering([CHOICE, GRID, STORY], *keys, answers=answers)

    assert official.answers == answers, (seed, keys)


def test_walks_through_the_page_change_no_answer(answering: Any) -> None:
    for seed in range(12):
        walk(answering, seed)


@pytest.mark.thorough
def test_many_walks_through_the_page_change_no_answer(answering: Any, tmp_path: Path) -> None:
    for seed in range(2000):
        walk(answering, seed)
        for path in tmp_path.iterdir():
            path.unlink()
