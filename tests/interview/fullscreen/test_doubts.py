"""An entry that may not be what was meant is asked about once, and taken as the official says."""

from pathlib import Path
from typing import Any

import pytest

from checklist.interview.loop import run
from tests.interview.fullscreen.test_face import CHOICE, STORY, Official, answering
from tests.support import cited
from tests.support.interview_questions import OFFICE, PLAN
from tests.support.running import checklist_run
from tests.support.two_faces import SilentFace, line_of

__all__ = ["answering"]

SOFT, ZERO = "\u00ad", "\u200b"
PASTED = f"co{SOFT}operation{ZERO} of police"
CLEAN = "cooperation of police"
KEPT = "a\u00a0b\u202fc \u0645\u06cc\u200c\u062e\u0648 \u200e\u200fd \u0915\u094d\u200d\u0937"
TITLE = {"id": "title", "type": "text", "single_line": True}


def story(official: Official) -> Any:
    return official.answers.get("story", {}).get("value")


def on_lines(official: Official, *lines: str) -> dict[str, Any]:
    """Type lines, and return the answers in the file."""
    with pytest.raises(KeyboardInterrupt):
        run(official.interview, official.session, SilentFace(iter(lines)))
    return official.answers


# Invisible characters


def test_nothing_is_taken_before_the_question_is_answered(answering: Any) -> None:
    official = answering([STORY, PLAN], PASTED, "enter")

    assert "2 invisible characters: take out?" in official.screen
    assert "co‹U+00AD›operation‹U+200B›" in official.screen
    assert story(official) is None


@pytest.mark.parametrize(("choice", "text"), [("1", CLEAN), ("2", PASTED)])
def test_they_are_taken_out_only_after_a_yes(choice: str, text: str, answering: Any) -> None:
    official = answering([STORY, PLAN], PASTED, "enter", choice, "enter")
    lines = on_lines(answering([STORY, PLAN]), PASTED, choice)

    assert story(official) == text
    assert lines["story"] == {"value": text}
    assert "plan" in official.interview.prompt().question.id


def test_another_answer_is_asked_for_again(answering: Any) -> None:
    official = answering([STORY, PLAN], PASTED, "enter", "enter", "y", "enter", "1", "enter")

    assert story(official) == CLEAN


def test_the_same_text_is_asked_about_once(answering: Any) -> None:
    short = {**STORY, "max_length": 5}
    official = answering([short, PLAN], PASTED, "enter", "2", "enter", "enter")

    asked = [screen for screen in official.screens if "take out?" in screen]
    assert len(asked) == 2  # before each of the two keys that answer it
    assert "at most 5 are allowed" in official.screen


def test_what_a_language_needs_is_not_asked_about(answering: Any) -> None:
    official = answering([STORY, PLAN], KEPT, "enter")

    assert story(official) == KEPT


def test_a_remark_and_a_name_are_asked_about_too(answering: Any) -> None:
    official = answering(
        [TITLE, PLAN], PASTED, "enter", "1", "enter", "/goto title", "enter",
        f"/note Here{ZERO}.", "enter", "1", "enter",
    )  # fmt: skip

    assert official.answers["title"] == {"value": CLEAN, "note": "Here."}


def test_nobody_is_asked_where_nobody_is(tmp_path: Path) -> None:
    run = checklist_run("answer", "--state", "SYC", cwd=tmp_path, stdin=f"{PASTED}\n/quit\n")

    assert run.code == 0, run.stderr
    assert f"value: {PASTED}" in (tmp_path / "report-SYC.yaml").read_text(encoding="utf-8")


# A command in a text


@pytest.mark.parametrize(
    "text",
    ["riminal police/goto 11.2", "police /quit", "//back", "A plan.\nLine two/undo", "all /NEXT"],
)
def test_a_text_that_ends_with_a_command_is_refused_once(text: str, answering: Any) -> None:
    once = answering([STORY, PLAN], text, "enter")
    twice = answering([STORY, PLAN], text, "enter", "enter")
    lines = on_lines(answering([STORY, PLAN]), text.replace("\n", " "), text.replace("\n", " "))

    assert story(once) is None
    assert line_of(once.face) == text
    assert "This would be kept as a text" in once.screen
    assert story(twice) == text.removeprefix("/")
    assert lines["story"] == {"value": text.replace("\n", " ").removeprefix("/")}


@pytest.mark.parametrize(
    "text", ["and/or", "24/7", "n/a is said", "police/border guard", "//ministry/plans", "a/b"]
)
def test_a_text_with_a_stroke_is_taken(text: str, answering: Any) -> None:
    assert story(answering([STORY, PLAN], text, "enter")) == text.removeprefix("/")


def test_the_name_of_an_office_and_of_a_person_are_texts(answering: Any) -> None:
    keys = ("riminal police/goto 11.2", "enter")
    office = answering([OFFICE, PLAN], *keys)
    person = answering([OFFICE, PLAN], "Police", "enter", "/", "/back", "enter")

    assert office.answers == {}
    assert person.answers[OFFICE["id"]]["value"] == {"office": "Police"}
    assert line_of(person.face) == "//back"


def test_another_entry_between_is_doubted_again(answering: Any) -> None:
    entries = ("all/quit", "enter", "delete-all", "/goto kind", "enter", "/goto story", "enter")
    official = answering([STORY, CHOICE], *entries, "all/quit", "enter")

    assert story(official) is None


def test_a_remark_behind_its_command_is_doubted(answering: Any) -> None:
    official = answering(
        [STORY, PLAN], "A.", "enter", "/goto story", "enter", "/note see/back", "enter"
    )

    assert official.answers == {"story": {"value": "A."}}


def test_evidence_that_ends_with_a_command_is_doubted(answering: Any) -> None:
    at_offence = ("/goto offence", "enter", "1", "enter")
    keys = (*at_offence, "1 article 5 /goto 11", "enter")
    official = answering(cited.questionnaire(), *keys, answers={"laws": cited.LAWS})

    assert official.answers["offence"] == {"value": "implemented"}
    assert "This would be kept as a text" in official.screen
