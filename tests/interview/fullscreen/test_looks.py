"""How the screens look: contrast, room, columns, and what the first and last lines say."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from checklist.errors import SaveError
from checklist.interview.engine import Interview
from checklist.interview.fullscreen.face import ScreenFace
from checklist.interview.fullscreen.frame import frame
from checklist.interview.fullscreen.question_model import question_model
from checklist.interview.fullscreen.view import Position, View
from checklist.interview.loop import run
from checklist.interview.scope import resolve_scope
from checklist.interview.screen_model import Item, Key
from checklist.interview.session import Session
from checklist.interview.user_commands import parse
from checklist.reports.report import Report
from checklist.text.paragraphs import Line
from checklist.text.text_field import TextField
from tests.acceptance.entries import ANSWERS
from tests.interview.fullscreen.test_face import AT_HOME, Official, answering
from tests.interview.fullscreen.test_frame import flat, model, text_of
from tests.interview.fullscreen.test_snapshots import KEYS, SMALL
from tests.support.interview_questions import CARRIED, LAWS, NOT_KNOWN, PLAN, TRAINING
from tests.support.tiny import questionnaire
from tests.support.two_faces import Keys, SilentFace

__all__ = ["answering"]

STORY = {"id": "story", "type": "text"}
ACT = {"name": {"value": "act"}, "year": {"value": "1999"}}


@pytest.fixture
def on_small(tmp_path: Path) -> Any:
    def press(*keys: str, size: tuple[int, int] = (80, 24), without: str = "") -> Official:
        begun = Report.begin(SMALL, "DNK", date(2026, 1, 1))
        answers = {i: {"value": value} for i, value in ANSWERS.items() if i != without}
        path = tmp_path / f"report-{len([*tmp_path.iterdir()])}.yaml"
        session = Session.begin(path, SMALL, begun._replace(answers=answers))
        return Official(session, keys, size)

    return press


def spans(official: Official) -> Iterator[tuple[str, str]]:
    for line in official.keys.drawings[-1].lines:
        yield from line


# Contrast


@pytest.mark.parametrize("name", KEYS)
def test_all_words_have_the_colours_of_the_terminal(name: str, on_small: Any) -> None:
    for style, text in spans(on_small(*KEYS[name])):
        if {"accent", "alarm", "dim"} & {*style.split()}:
            assert not any(character.isalnum() for character in text), text


WGL4 = "►●▲▼█░─…–“”\u2018\u2019↑↓←"
"""The signs of screens, all of which the fonts of Windows' console have."""


@pytest.mark.parametrize("name", KEYS)
def test_screens_have_no_sign_that_an_old_console_lacks(name: str, on_small: Any) -> None:
    signs = {character for _, text in spans(on_small(*KEYS[name])) for character in text}

    assert {sign for sign in signs if not sign.isascii()} <= {*WGL4}


def test_what_is_wrong_has_a_sign_that_is_no_colour(on_small: Any) -> None:
    refused = on_small("/goto signature", "enter", "zzz", "enter")

    assert ("alarm", "! ") in [*spans(refused)]
    assert "\n    ! `zzz` is not a date" in refused.screen


# Room


def rows(number: int) -> Sequence[Item]:
    return [Item(label=f"Row {n}", text="Good") for n in range(1, number + 1)]


def test_lines_that_are_left_separate_the_list_from_what_stands_below() -> None:
    parts = {"items": rows(9), "at": 0, "has_answers": True, "options": rows(3)}
    whole = ["A line of guidance that is long enough to be folded. " * 3]
    heights = {}
    for height in range(20, 26):
        lines = text_of(frame(model(guidance=whole, **parts), 80, height)).split("\n")
        last_row = next(n for n, line in enumerate(lines) if "Row 9" in line)
        heights[height] = lines[last_row + 1].strip() == ""

    assert all(heights[height] for height in range(21, 26))


def test_a_long_list_scrolls_below_guidance_that_is_whole() -> None:
    guidance = "Type the name of a State, or its code of three letters. /quit stops."

    one = frame(model(items=rows(190), has_answers=True, guidance=[guidance]), 60, 20)

    assert guidance in flat(text_of(one))
    assert "? shows all" not in text_of(one)
    assert "more" in text_of(one)


def test_the_first_page_has_space_between_its_paragraphs(answering: Any) -> None:
    session = answering([STORY]).session
    interview = Interview(session.questionnaire, session.report, in_any_order=True)
    keys = Keys()
    face = ScreenFace(keys, SilentFace(iter(())))
    lines = [Line("The title", is_heading=True), *(Line(f"Paragraph {n}.") for n in range(1, 7))]
    face.introduce(lines, is_new=True)

    with pytest.raises(KeyboardInterrupt):
        run(interview, session, face)

    assert "The title\n\n      Paragraph 1.\n\n      Paragraph 2.\n\n" in keys.text()


# Columns


def test_the_entries_of_a_table_stand_in_columns_of_one_line_each(answering: Any) -> None:
    long = "A title that is far too long for one line of the screen, and goes on and on and on"
    wide = {
        **LAWS,
        "columns": [LAWS["columns"][0], {"id": "title", "label": "Title", "type": "text"}],
    }
    entries = [
        {"name": {"value": f"law-{n}"}, "title": {"value": f"{long} {n}"}} for n in range(1, 13)
    ]
    official = answering([wide, PLAN], answers={"laws": {"value": entries}}, size=(80, 24))
    keys = ("/goto laws", "enter", "up", "up")
    official = Official(
        Session.resume(official.session.path, official.session.questionnaire), keys, (80, 24)
    )

    lines = official.screen.splitlines()
    assert sum("law-" in line for line in lines) == 12
    assert "\n      1 law-1   A title" in official.screen.replace("►", " ")
    at = next(n for n, line in enumerate(lines) if "►" in line)
    assert "law-11" in lines[at]
    assert lines[at + 1].strip().endswith("11")


def test_carried_entries_are_whole_before_enter_confirms_them() -> None:
    asked = questionnaire([LAWS, PLAN])
    begun = Report.begin(asked, "SYC", date(2026, 1, 1))
    answers = {"laws": {"value": [{**ACT, "name": {"value": "word " * 30}}], **CARRIED}}
    interview = Interview(asked, begun._replace(answers=answers), in_any_order=True)
    view = View.of(interview.prompt(), interview)

    one = question_model(view, Position(), TextField())

    assert one.shows_whole
    assert flat(text_of(frame(one, 60, 20))).count("word") == 30


def test_questions_that_are_found_stand_with_their_numbers_and_states(on_small: Any) -> None:
    official = on_small("/find light", "enter", without="fog-signals")

    assert "      2.1 Does one authority keep the lights?" in official.screen
    assert "      1 2.1" not in official.screen
    first = next(line for line in official.screen.splitlines() if "2.1 Does" in line)
    assert first.endswith("  answered")
    assert "1 of 2  The treaty" not in official.screen


@pytest.mark.parametrize("typed", ["2.5", "5"])
def test_a_question_that_is_found_is_chosen_by_its_number(typed: str, on_small: Any) -> None:
    marked = on_small("/find light", "enter", typed)
    chosen = on_small("/find light", "enter", typed, "enter")

    assert "► 2.5 How far is there a signal for fog?" in marked.screen
    assert "\n 2.5  How far is there a signal for fog?" in chosen.screen


# The first lines


def in_part_one(question: str) -> tuple[str, ...]:
    asked = questionnaire([PLAN, STORY], [TRAINING, LAWS])
    scope = resolve_scope(asked, set_id=asked.sets[0].id)
    interview = Interview(asked, Report.begin(asked, "SYC", date(2026, 1, 1)), scope=scope)
    interview.enter(parse(f"/goto {question}"))
    one = question_model(View.of(interview.prompt(), interview), Position(), TextField())
    return tuple(text_of(frame(one, 80, 24)).splitlines())


def test_the_head_names_the_part_of_the_question_and_its_position_in_the_selection() -> None:
    head = in_part_one("story")[1]

    assert head.startswith(" ── 1 of 2  ")
    assert head.endswith(", 2 of 2")


def test_a_question_outside_the_selection_has_no_position_in_it() -> None:
    head = in_part_one("laws")[1]

    assert head.startswith(" ── 2 of 2  ")
    assert head.endswith("─")


def test_a_selection_that_has_no_room_in_the_line_stands_above_it() -> None:
    one = model(place="6 of 11  Victims: identification and assistance", scope="To correct, 1 of 9")

    lines = text_of(frame(one, 60, 20)).splitlines()
    assert lines[1] == " To correct, 1 of 9"
    assert lines[2].startswith(" ── 6 of 11  Victims")


def test_an_explanation_has_the_number_of_its_question(on_small: Any) -> None:
    assert "\n 2.2  How far are" in on_small("/goto light-service", "enter", "?").screen


# The last lines


def test_a_text_that_is_longer_than_its_field_says_so_on_both_sides() -> None:
    typed = TextField()
    typed.insert("\n".join(f"line {n}" for n in range(30)))
    end = text_of(frame(model(field=typed), 80, 24))
    typed.press("up")
    for _ in range(15):
        typed.up()
    middle = text_of(frame(model(field=typed), 80, 24))

    assert "\n ▲ line" in end
    assert "\n ▼ line" not in end
    assert "\n ▲ line" in middle or "\n > line 0" in middle
    assert "\n ▼ line" in middle


def test_the_last_line_says_that_enter_confirms_what_is_carried() -> None:
    asked = questionnaire([TRAINING, PLAN])
    given = {row["id"]: {"value": "trained"} for row in TRAINING["items"]}
    begun = Report.begin(asked, "SYC", date(2026, 1, 1))
    report = begun._replace(answers={"training": {"value": given, **CARRIED}})
    interview = Interview(asked, report, in_any_order=True)
    view = View.of(interview.prompt(), interview)

    assert Key("Enter", "confirm", 0) in question_model(view, Position(), TextField()).keys


def test_an_optional_table_says_only_that_enter_leaves_it_open(answering: Any) -> None:
    official = answering([{**LAWS, "optional": True}, PLAN])

    assert "Enter leave open" in official.screen
    assert "Enter asks" not in official.screen


def test_a_text_is_edited_only_before_something_is_typed(answering: Any) -> None:
    answers = {"story": {"value": "Once."}, "plan": NOT_KNOWN}
    keys = ("/goto story", "enter")

    assert "← edit it" in answering([STORY, PLAN], *keys, answers=answers).screen
    assert "← edit it" not in answering([STORY, PLAN], *keys, "T", answers=answers).screen


# What is typed on a page


def test_what_is_typed_on_a_page_stands_on_the_line_of_the_question(answering: Any) -> None:
    official = answering([STORY, PLAN], "/?", "enter", *"Once", "enter")
    taken = answering([STORY, PLAN], "/?", "enter", *"Once", "enter", "enter")

    assert " > Once" in official.screen
    assert "This was typed on the page before." in official.screen
    assert official.answers == {}
    assert taken.answers == {"story": {"value": "Once"}}


@pytest.mark.parametrize("typed", ["/goto plan", "goto plan"])
def test_a_command_that_is_typed_on_a_page_is_done(typed: str, answering: Any) -> None:
    official = answering([STORY, PLAN], "/?", "enter", *typed, "enter")

    assert "About plan?" in official.screen


def test_a_command_that_is_typed_on_the_whole_report_is_done(answering: Any) -> None:
    official = answering([STORY, PLAN], AT_HOME, *"/goto plan", "enter")

    assert " > /goto pla" in official.screens[-2]
    assert "About plan?" in official.screen


def test_escape_takes_off_what_is_typed_on_a_page_and_then_closes_it(answering: Any) -> None:
    official = answering([STORY, PLAN], "/?", "enter", "a", "b", "escape", "escape")

    assert " > ab" in official.screens[-3]
    assert "About story?" in official.screen
    assert "typed on the page" not in official.screen


def test_a_carried_table_is_scrolled_through_before_enter_confirms_it(answering: Any) -> None:
    entries = [{**ACT, "name": {"value": f"law-{n}"}} for n in range(1, 31)]
    answers = {"laws": {"value": entries, **CARRIED}}
    once = answering([LAWS, PLAN], "enter", answers=answers, size=(60, 20))
    often = answering([LAWS, PLAN], *["enter"] * 6, answers=answers, size=(60, 20))

    assert once.answers["laws"]["carried"]
    assert "▲" in once.screen
    assert "carried" not in often.answers["laws"]


@pytest.mark.parametrize("height", range(20, 40))
def test_whole_guidance_is_never_next_to_a_row(height: int) -> None:
    guidance = ["One line of guidance after the other, so that it takes three lines. " * 3]
    one = model(guidance=guidance, items=rows(6), at=1, has_answers=True, options=rows(5))

    lines = [line.strip() for line in text_of(frame(one, 80, height)).split("\n")]

    before = lines[next(n for n, line in enumerate(lines) if line.startswith("Row 1")) - 1]
    assert before == "" or before.endswith("? shows all")


def test_a_report_that_cannot_be_saved_is_named_with_the_sign_of_what_is_wrong(
    answering: Any,
) -> None:
    session = answering([STORY, PLAN]).session

    def refuse(report: Report) -> bool:
        raise SaveError("the disk is full")

    session.save = refuse
    official = Official(session, ("Once", "enter"), (80, 24))

    assert "\n    ! Not saved: the disk is full." in official.screen
    assert official.screen.startswith(" Seychelles")
