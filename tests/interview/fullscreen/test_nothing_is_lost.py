"""What an official typed, ticked or has not read yet is never lost, nor said too early."""

from typing import Any

from tests.interview.fullscreen.test_face import CHOICES, STORY, answering
from tests.support.interview_questions import LAWS, PLAN, REMARK, TRAINING
from tests.support.tiny import questionnaire

__all__ = ["answering"]

TASKS = [
    {"id": f"task-{n}", "type": "implementation", "ask": f"Is task {n} done?"} for n in range(12)
]
GATE = {"id": "body", "type": "yes-no", "gate": [one["id"] for one in TASKS]}
WHOLE = {
    "training": {"value": {row: {"value": "trained"} for row in ("police", "judges", "doctors")}}
}


def test_what_was_ticked_and_not_entered_is_said_and_is_there_when_one_comes_back(
    answering: Any,
) -> None:
    official = answering([CHOICES, PLAN], "down", " ", "/goto 1.2", "enter")

    assert official.answers == {}
    assert "1.1: what you ticked is not in the report yet." in " ".join(official.screen.split())

    again = answering(
        [CHOICES, PLAN], "down", " ", "/goto 1.2", "enter", "/goto 1.1", "enter", "enter"
    )
    assert "[x] 1 Laws" in again.screens[-2]
    assert again.answers["kinds"] == {"value": ["laws"]}


def test_what_was_ticked_and_taken_is_not_called_unsaved(answering: Any) -> None:
    official = answering([CHOICES, PLAN], "down", " ", "enter")

    assert official.answers["kinds"] == {"value": ["laws"]}
    assert "not in the report" not in official.screen


def test_a_command_that_is_typed_on_a_text_to_read_is_carried_out(answering: Any) -> None:
    official = answering([GATE, *TASKS, STORY], "2", "enter", *"/undo", "enter")

    assert "Please note" in official.screens[2]
    assert "> /un" in official.screens[5]
    assert "Please note" not in official.screens[5]  # the commands that begin so are listed
    assert official.answers == {}
    assert "About body?" in official.screen


def test_what_is_typed_on_a_text_to_read_answers_no_question_that_was_not_seen(
    answering: Any,
) -> None:
    official = answering([GATE, *TASKS, STORY], "2", "enter", "a", "1", "//slash", "enter")

    assert set(official.answers) == {"body", *(one["id"] for one in TASKS)}
    assert "About story?" in official.screen


def test_a_part_is_called_done_when_it_is_left(answering: Any) -> None:
    sets = questionnaire([PLAN, REMARK], [STORY])

    answered = answering(sets, "1", "enter")
    assert "About remark?" in answered.screen
    assert "Part 1" not in "".join(answered.screens)

    left = answering(sets, "1", "enter", "enter")
    assert "Part 1, Basics: nothing required is left." in left.screen
    assert "Left open, and optional: 1.2" in left.screen
    whole = answering(sets, "1", "enter", "Words", "enter")
    assert "Part 1 is done: Basics." in whole.screen


def test_the_first_space_marks_the_first_option_and_the_second_one_ticks_it(
    answering: Any,
) -> None:
    first = answering([CHOICES, PLAN], " ")
    assert "►[ ] 1 Laws" in first.screen.replace(" ►", "►").replace("► ", "►")
    assert "Space ticks the option that is marked" in first.screen

    second = answering([CHOICES, PLAN], " ", " ", "enter")
    assert second.answers["kinds"] == {"value": ["laws"]}


def test_in_a_grid_that_was_full_the_next_row_follows_a_change(answering: Any) -> None:
    official = answering([TRAINING, PLAN], "/goto 1.1", "enter", "2", answers=WHOLE)

    at = next(line for line in official.screen.splitlines() if "►" in line)
    assert "Judges" in at
    assert "Enter go on" in official.screen

    changed = answering([TRAINING, PLAN], "/goto 1.1", "enter", "2", "2", "enter", answers=WHOLE)
    rows = changed.answers["training"]["value"]
    assert [row["value"] for row in rows.values()] == ["planned", "planned", "trained"]
    assert "About plan?" in changed.screen


def test_a_star_overwrites_no_answer(answering: Any) -> None:
    full = answering([TRAINING, PLAN], "/goto 1.1", "enter", "2", "*", answers=WHOLE)
    assert "No row is open" in full.screen
    rows = full.answers["training"]["value"]
    assert [row["value"] for row in rows.values()] == ["planned", "trained", "trained"]

    begun = answering([TRAINING, PLAN], "2", "up", "*")
    assert "This row has an answer" in begun.screen
    assert [*begun.answers["training"]["value"]] == ["police"]


REGISTER = {
    **LAWS,
    "columns": [
        {"id": "name", "label": "Name", "type": "text", "required": True, "unique": True},
        {"id": "title", "label": "Title", "type": "text"},
    ],
}
ACTS = {"laws": {"value": [{"name": {"value": "act"}, "title": {"value": "Act on police"}}]}}


def test_the_evidence_of_all_rows_is_chosen_among_the_laws(answering: Any) -> None:
    head = {"laws": {"question": "laws", "name": "name", "citation": "title"}}
    cited = {**TRAINING, "evidence": "law", "options": [{"code": "implemented", "label": "Done"}]}
    sets = questionnaire([REGISTER, cited, PLAN], **head)

    official = answering(sets, "1", "*", "down", "5 (row 2)", "enter", answers=ACTS)

    assert "1 act       Act on police" in official.screens[2]
    assert "2 Judges" in official.screens[2]
    rows = official.answers["training"]["value"]
    assert rows["judges"]["evidence"] == [{"law": "act", "article": "5"}]
    assert "evidence" not in rows["police"]
