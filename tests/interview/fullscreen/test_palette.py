"""The list behind `/`: it filters what can be done and gone to, and changes no answer itself."""

from pathlib import Path
from random import Random
from typing import Any

import pytest

from checklist.answer_types.interface import Refusal
from checklist.interview.user_commands import COMMANDS, Action, parse
from checklist.questionnaire.loading import shipped
from tests.interview.fullscreen.test_face import CHOICE, STORY, Official, answering
from tests.support.interview_questions import PLAN, TRAINING
from tests.support.two_faces import line_of

__all__ = ["answering"]

SHIPPED = shipped()
TITLE = "Go to, or do"


def listed(official: Official) -> list[str]:
    """Return the labels that the list has."""
    return [item.label for item in official.model.items]


def marked(official: Official) -> str:
    model = official.model
    return "" if model.at is None else str(model.items[model.at].label)


def test_the_slash_lists_all_commands_and_marks_none(answering: Any) -> None:
    official = answering([TRAINING], "/")

    assert TITLE in official.screen
    assert listed(official) == [f"/{action}" for action in COMMANDS]
    assert marked(official) == ""


def test_the_slash_lists_no_command_of_rows_where_no_row_is(answering: Any) -> None:
    official = answering([STORY], "/")

    gone = {f"/{action}" for action in COMMANDS}.difference(listed(official))
    assert gone == {"/evidence"}


def test_the_lines_list_the_same_commands() -> None:
    assert parse("/").action is Action.HELP


@pytest.mark.parametrize(
    ("typed", "first"),
    [("un", "/unknown"), ("co", "/confidential"), ("remar", "/note")],
)
def test_letters_list_the_commands_that_begin_so(typed: str, first: str, answering: Any) -> None:
    official = answering([STORY], "/", *typed)

    assert first in listed(official)
    assert all(label.startswith("/") for label in listed(official))


def test_a_digit_lists_parts_and_questions(answering: Any) -> None:
    official = answering(SHIPPED, "enter", *"/8.")
    assert listed(official)[:2] == ["8.1", "8.2"]

    assert listed(answering(SHIPPED, "enter", *"/8"))[:2] == ["part 8", "8.1"]


def test_three_letters_find_words_of_questions_rows_and_options(answering: Any) -> None:
    official = answering(SHIPPED, "enter", *"/lab")

    kinds = {label.split(" ")[-1] for label in listed(official)}
    assert {"row", "option"} <= kinds
    assert "part 5" in listed(official)


def test_a_list_of_states_is_not_searched(answering: Any) -> None:
    official = answering([{"id": "depositary", "type": "state"}], *"/swed")

    assert listed(official) == []
    assert "Nothing has these letters" in official.screen


@pytest.mark.parametrize("typed", ["/b", "/f", "/ne", "/back", "/list", "/u"])
def test_enter_does_what_was_typed_if_nothing_is_marked(typed: str, answering: Any) -> None:
    """As it did before there was a list: each beginning of a command is that command."""
    try:
        parse(typed)
    except Refusal:
        is_command = False
    else:
        is_command = True
    official = answering([STORY, CHOICE, PLAN], "Once.", "enter", *typed, "enter")

    assert (official.model.title == TITLE) is not is_command


def test_every_beginning_of_a_command_is_what_it_was(answering: Any) -> None:
    beginnings = {f"/{action[:end]}" for action in COMMANDS for end in range(1, len(action) + 1)}
    for typed in sorted(beginnings):
        try:
            action = parse(typed).action
        except Refusal:
            continue
        official = answering([STORY], *typed)
        at_line = parse(line_of(official.face)).action
        assert at_line is action, typed


def test_enter_marks_the_first_hit_of_what_is_no_command_and_then_goes_there(
    answering: Any,
) -> None:
    official = answering(SHIPPED, "enter", *"/8.1", "enter")
    assert marked(official) == "8.1"
    assert official.interview.prompt().question.id == next(iter(SHIPPED.questions))

    official = answering(SHIPPED, "enter", *"/8.1", "enter", "enter")
    assert SHIPPED.numbers[official.interview.prompt().question.id] == "8.1"


def test_a_row_is_gone_to(answering: Any) -> None:
    keys = (*"/number 30", "down", "enter")
    official = answering([STORY, TRAINING_OF_40], *keys)

    assert official.interview.prompt().step.name == "row-30"


def test_a_command_with_words_behind_it_waits_for_them(answering: Any) -> None:
    official = answering([STORY, CHOICE], *"/got", "down", "enter")
    assert line_of(official.face) == "/goto "
    assert listed(official)[:2] == ["part 1", "1.1"]

    official = answering([STORY, CHOICE], *"/got", "down", "enter", *"1.2", "enter")
    assert official.interview.prompt().question.id == "kind"


def test_behind_a_command_with_a_text_the_question_stays_in_sight(answering: Any) -> None:
    official = answering([PLAN], *"/note In")

    assert TITLE not in official.screen
    assert "About plan?" in official.screen


def test_esc_closes_the_list(answering: Any) -> None:
    official = answering([STORY], *"/li", "escape")

    assert TITLE not in official.screen
    assert line_of(official.face) == ""


def test_two_slashes_begin_a_text(answering: Any) -> None:
    official = answering([STORY], *"//etc", "enter")

    assert official.answers == {"story": {"value": "/etc"}}


def test_a_refused_command_shows_why_and_not_the_list(answering: Any) -> None:
    official = answering([STORY], *"/goto row 3", "enter")

    assert TITLE not in official.screen
    assert "!" in official.screen


def test_the_list_opens_on_a_page_that_is_read_too(answering: Any) -> None:
    official = answering([STORY, CHOICE], "/?", "enter", *"/1.2")
    assert TITLE in official.screen

    official = answering([STORY, CHOICE], "/?", "enter", *"/1.2", "down", "enter")
    assert official.interview.prompt().question.id == "kind"


def test_the_list_scrolls_to_what_is_marked(answering: Any) -> None:
    official = answering(SHIPPED, "enter", "/", *["page-down"] * 9, size=(60, 20))

    assert "► /quit" in official.screen
    assert "▲" in official.screen


KEYS = [*"/lgothbkvs1238. ", *["up", "down", "page-down", "page-up", "tab", "escape"] * 3]
LOOKING = ("/list", "/", "/goto", "/find", "/back")


def walk(answering: Any, seed: int, tmp_path: Path) -> None:
    """Press keys in the list at random; Enter only on what looks or goes somewhere."""
    random = Random(seed)
    keys: list[str] = []
    for _ in range(random.randrange(1, 6)):
        keys += ["/", *(random.choice(KEYS) for _ in range(random.randrange(12)))]
        keys += ["escape", "escape", "/", *random.choice(LOOKING)[1:], " ", "escape"]
        if random.random() < 0.5:
            keys += [*random.choice(LOOKING), "down", "enter", "escape", "escape"]
    answers = {"story": {"value": "Once."}, "kind": {"value": "money"}}
    official = answering([STORY, CHOICE, PLAN, TRAINING_OF_40], *keys, answers=answers)

    assert official.answers == answers, (seed, keys)


TRAINING_OF_40 = {
    **TRAINING,
    "id": "training-of-40",
    "items": [{"id": f"row-{n}", "label": f"Row number {n}"} for n in range(1, 41)],
}


def test_walks_through_the_list_change_no_answer(answering: Any, tmp_path: Path) -> None:
    for seed in range(12):
        walk(answering, seed, tmp_path)


@pytest.mark.thorough
def test_many_walks_through_the_list_change_no_answer(answering: Any, tmp_path: Path) -> None:
    for seed in range(2000):
        walk(answering, seed, tmp_path)
        for path in tmp_path.iterdir():
            path.unlink()
