"""What was typed or ticked and not entered is there again in the next interview."""

import signal
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest

from checklist.console import text_editor
from checklist.console.signals import StoppedBySignal
from checklist.files.reader import read
from checklist.interview.engine import Interview
from checklist.interview.fullscreen.face import ScreenFace
from checklist.interview.loop import run
from checklist.interview.session import Session
from checklist.lifecycle.finalize import finalization
from checklist.reports.report import NOT_ENTERED, Report
from tests.support.tiny import questionnaire
from tests.support.two_faces import Keys, SilentFace

ASKED = questionnaire(
    [
        {
            "id": "help",
            "type": "choices",
            "options": [{"code": code, "label": code.capitalize()} for code in ("law", "money")],
        },
        {"id": "plan", "type": "text"},
    ]
)
TICK_THE_SECOND = (("down", ""), ("down", ""), ("character", " "))
ENTER = (("enter", ""),)


def typed(text: str) -> tuple[tuple[str, str], ...]:
    return tuple(("character", one) for one in text)


class Official:
    """An official who presses keys, and then stops in one of several ways."""

    def __init__(self, folder: Path) -> None:
        report = Report.begin(ASKED, "AUT", date(2026, 1, 1))
        self.session = Session.begin(folder / "report-AUT.yaml", ASKED, report)
        self.keys = Keys()

    def presses(self, *keys: tuple[str, str], then: BaseException | None = None) -> Keys:
        def pressed() -> Iterator[tuple[str, str]]:
            yield from keys
            raise then or KeyboardInterrupt

        self.session = Session.resume(self.session.path, ASKED)
        self.keys = Keys(pressed())
        with suppress(KeyboardInterrupt, StoppedBySignal):
            run(self.interview(in_any_order=True), self.session, ScreenFace(self.keys, LINES))
        return self.keys

    def types_lines(self, *lines: str) -> None:
        self.session = Session.resume(self.session.path, ASKED)
        with suppress(KeyboardInterrupt):
            run(self.interview(), self.session, SilentFace(iter(lines)))

    def interview(self, *, in_any_order: bool = False) -> Interview:
        session = self.session
        return Interview(ASKED, session.present(), session.unusable, in_any_order=in_any_order)

    def answer(self, question: str) -> object:
        return self.session.report.answers.get(question, {}).get("value")

    def kept(self) -> object:
        return Session.resume(self.session.path, ASKED).report.internal.get(NOT_ENTERED)


LINES = SilentFace(iter(()))


@pytest.fixture
def official(tmp_path: Path) -> Official:
    return Official(tmp_path)


@pytest.mark.parametrize(
    ("keys", "then"),
    [
        ((), KeyboardInterrupt()),
        ((), StoppedBySignal(signal.SIGTERM)),
        ((*typed("/quit"), *ENTER), None),
        ((*typed("quit"), *ENTER), None),
        ((("escape", ""), *typed("/quit"), *ENTER), None),
        ((*typed("goto plan"), *ENTER), None),
    ],
    ids=["Ctrl-C", "closed", "/quit", "quit", "Esc", "left before"],
)
def test_what_was_ticked_is_ticked_again(
    official: Official, keys: tuple[tuple[str, str], ...], then: BaseException | None
) -> None:
    official.presses(*TICK_THE_SECOND, *keys, then=then)

    assert official.kept() == [{"question": "help", "step": "value", "ticked": ["money"]}]
    assert official.answer("help") is None

    screen = official.presses(*typed("/goto help"), *ENTER).text()

    assert "[x] 2 Money" in screen
    assert "not entered last time" in screen

    official.presses(*typed("/goto help"), *ENTER, *ENTER)

    assert official.answer("help") == ["money"]
    assert official.kept() is None


def test_a_text_of_several_lines_stands_there_again(official: Official) -> None:
    official.presses(*typed("law"), *ENTER, *typed("A: plan "), ("new-line", ""), *typed("- of 2"))

    assert "- of 2" in official.presses().text()

    official.presses(*ENTER)

    assert official.answer("plan") == "A: plan \n- of 2"
    assert official.kept() is None


def test_the_editor_begins_with_what_is_typed(
    official: Official, monkeypatch: pytest.MonkeyPatch
) -> None:
    def add(path: Path, words: object) -> None:
        path.write_text(path.read_text(encoding="utf-8") + "The second line.\n", encoding="utf-8")

    monkeypatch.setattr(text_editor, "edit", add)
    monkeypatch.setenv("EDITOR", "true")
    begun = (*typed("law"), *ENTER, *typed("The first line."))

    official.presses(*begun, ("escape", ""), *typed("/edit"), *ENTER)

    assert official.answer("plan") == "The first line.\nThe second line."
    assert official.kept() is None


def test_what_is_typed_stays_where_nothing_is_written_in_the_editor(
    official: Official, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(text_editor, "edit", lambda path, words: None)
    monkeypatch.setenv("EDITOR", "true")
    begun = (*typed("law"), *ENTER, *typed("The first line."))

    screen = official.presses(*begun, ("escape", ""), *typed("/edit"), *ENTER).text()

    assert "Nothing was changed in the editor." in screen
    assert "> The first line." in screen
    assert official.answer("plan") is None
    assert [*official.session.path.parent.glob("*.edit.txt")] == []


@pytest.mark.parametrize("text", ["//ministry/plans holds it", "? percent of the victims"])
def test_a_text_that_only_begins_like_a_command_stands_there_again(
    official: Official, text: str
) -> None:
    official.presses(*typed("law"), *ENTER, ("paste", text))

    assert official.kept() == [{"question": "plan", "step": "value", "typed": text}]
    assert text in official.presses().text()


def test_a_command_that_is_typed_is_not_kept(official: Official) -> None:
    official.presses(*typed("/qui"))

    assert official.kept() is None


def test_lines_keep_what_was_ticked_until_the_question_is_answered(official: Official) -> None:
    official.presses(*TICK_THE_SECOND)

    official.types_lines("/goto plan", "A plan.")
    assert official.kept() == [{"question": "help", "step": "value", "ticked": ["money"]}]

    official.types_lines("/goto help", "law")
    assert official.kept() is None


def test_it_is_in_no_final_report(official: Official) -> None:
    official.presses(*typed("law"), *ENTER, *typed("A plan."), *ENTER, *typed("/goto help"), *ENTER)
    official.presses(*typed("/goto help"), *ENTER, *TICK_THE_SECOND)
    assert official.kept() is not None

    result = finalization(read(official.session.path), ASKED)

    assert result.report is not None
    assert NOT_ENTERED not in result.report.to_data()


LAWS = questionnaire(
    [
        {
            "id": "laws",
            "type": "table",
            "entry": "law",
            "columns": [
                {"id": "title", "type": "text", "label": "Title", "required": True},
                {"id": "date", "type": "date", "label": "Day"},
            ],
        },
        {"id": "plan", "type": "text"},
        {"id": "steps", "type": "text"},
    ]
)


def in_the_list(session: Session, *keys: tuple[str, str]) -> Keys:
    """Press keys in a list of laws, and then Ctrl-C."""
    pressed = Keys(iter(keys))
    session = Session.resume(session.path, LAWS)
    interview = Interview(LAWS, session.present(), session.unusable, in_any_order=True)
    with suppress(KeyboardInterrupt):
        run(interview, session, ScreenFace(pressed, LINES))
    return pressed


def test_an_entry_of_a_list_that_was_not_finished_comes_first(tmp_path: Path) -> None:
    report = Report.begin(LAWS, "AUT", date(2026, 1, 1))
    session = Session.begin(tmp_path / "report-AUT.yaml", LAWS, report)
    in_the_list(
        session,
        *typed("First law"), *ENTER, *typed("2001"), *ENTER,
        *typed("Second law"), *ENTER, *typed("2 May"),
    )  # fmt: skip

    screen = in_the_list(session).text()
    in_the_list(session, *typed(" 2023"), *ENTER)

    assert "1.1 comes first: what you typed or ticked there was not entered." in screen
    answers = Session.resume(session.path, LAWS).report.answers
    assert [one["date"]["value"] for one in answers["laws"]["value"]] == ["2001", "2023-05-02"]
