import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from checklist.console.line_input import Completer
from checklist.console.page import Page
from checklist.errors import SaveError
from checklist.files.lock import ReportLock
from checklist.files.reader import read
from checklist.interview.engine import Interview
from checklist.interview.face import WrongLineError
from checklist.interview.line_face import LineFace
from checklist.interview.loop import run
from checklist.interview.session import Session
from checklist.reports.report import Report
from tests.support.tiny import questionnaire

TINY = questionnaire(
    [
        {"id": "name", "type": "text"},
        {"id": "office", "type": "text", "single_line": True, "optional": True},
        {"id": "plan", "type": "yes-no"},
    ]
)


@dataclass
class TypedLines:
    """Entries that are there before the interview begins. An entry can be an event."""

    entries: list[str | Callable[[], None]]
    is_interactive: bool = True
    number: int = 0
    prompts: list[str] = field(default_factory=list)

    def read(self, prompt: str, complete: Completer | None = None, *, is_text: bool = False) -> str:
        self.prompts.append(prompt)
        while self.entries and not isinstance(self.entries[0], str):
            event = self.entries.pop(0)
            assert callable(event)
            event()
        if not self.entries:
            raise EOFError
        self.number += 1
        return str(self.entries.pop(0))


class Ran:
    """A session of which interviews are run, and what they show and save."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "report-AUT.yaml"
        self.session = Session.begin(self.path, TINY, Report.begin(TINY, "AUT", date(2026, 1, 1)))
        self.shown = io.StringIO()
        self.lines = TypedLines([])

    def __call__(
        self,
        *entries: str | Callable[[], None],
        is_interactive: bool = True,
    ) -> "Ran":
        self.lines = TypedLines(list(entries), is_interactive)
        console = Console(file=self.shown, width=80, highlight=False, markup=False)
        face = LineFace(Page(console), self.lines)
        run(Interview(TINY, self.session.report), self.session, face)
        return self

    @property
    def text(self) -> str:
        return self.shown.getvalue()

    @property
    def answers(self) -> dict[str, Any]:
        data: Any = read(self.session.path).data
        return dict(data["answers"])


@pytest.fixture
def ran(tmp_path: Path) -> Ran:
    return Ran(tmp_path)


def values(ran: Ran) -> dict[str, Any]:
    return {name: answer["value"] for name, answer in ran.answers.items()}


def test_every_answer_is_on_disk_before_the_next_prompt(ran: Ran) -> None:
    seen: list[dict[str, Any]] = []

    def look() -> None:
        seen.append(values(ran))

    ran(look, "Ministry", look, "Desk", look, "yes", look, "/quit")

    assert seen == [
        {},
        {"name": "Ministry"},
        {"name": "Ministry", "office": "Desk"},
        {"name": "Ministry", "office": "Desk", "plan": "affirmative"},
    ]


def test_a_wrong_entry_is_asked_again_from_a_person(ran: Ran) -> None:
    ran("Ministry", "", "perhaps", "no", "/quit")

    assert "`perhaps` is not one of the options." in ran.text
    assert values(ran) == {"name": "Ministry", "plan": "negative"}


def test_a_wrong_entry_ends_a_run_without_a_person(ran: Ran) -> None:
    with pytest.raises(WrongLineError, match="line 3: `perhaps` is not one of the options"):
        ran("Ministry", "", "perhaps", "no", is_interactive=False)

    assert values(ran) == {"name": "Ministry"}


def test_a_question_is_shown_once_however_often_its_entry_is_refused(ran: Ran) -> None:
    ran("Ministry", "", "perhaps", "maybe", "/quit")

    assert ran.text.count("1: Yes.") == 1


def test_going_to_the_current_question_shows_it_again(ran: Ran) -> None:
    ran("Ministry", "", "/goto plan", "/quit")

    assert ran.text.count("1: Yes.") == 2


def test_a_question_is_shown_again_when_its_answer_was_taken_away(ran: Ran) -> None:
    ran("Ministry", "Office", "/back", "/clear", "/quit")

    assert ran.text.count("About office?") == 3


def test_the_end_of_the_input_before_the_end_is_raised(ran: Ran) -> None:
    with pytest.raises(EOFError):
        ran("Ministry")

    assert values(ran) == {"name": "Ministry"}


def test_the_end_of_the_input_at_the_end_is_how_a_run_without_a_person_ends(ran: Ran) -> None:
    ran("Ministry", "", "yes", is_interactive=False)

    assert "All questions have been asked." in ran.text


def test_at_the_end_answers_can_still_be_changed(ran: Ran) -> None:
    ran("Ministry", "", "yes", "/goto plan", "no", "/quit")

    assert ran.text.count("All questions have been asked.") == 2
    assert values(ran)["plan"] == "negative"


def test_an_answer_at_the_end_is_refused_and_not_taken_for_one(ran: Ran) -> None:
    with pytest.raises(WrongLineError, match="line 4: All questions have been asked"):
        ran("Ministry", "", "yes", "no", is_interactive=False)

    assert values(ran)["plan"] == "affirmative"


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        (["One,\\", "two,\\", "three"], "One,\ntwo,\nthree"),
        (["A path: C:\\\\"], "A path: C:\\"),
        (["One\r\ntwo"], "One\ntwo"),
        (["//usr is where it is"], "/usr is where it is"),
        (["Tab\there"], "Tab\there"),
        (["\ufeffOne\ufeff"], "One"),
    ],
    ids=["goes on", "backslash", "carriage return", "slash", "tab", "invisible"],
)
def test_text_can_be_typed_as_it_is(entries: Sequence[str], expected: str, ran: Ran) -> None:
    ran(*entries, "/quit")

    assert values(ran) == {"name": expected}


@pytest.mark.parametrize("character", ["\x1b", "\x00", "\x07", "\x9b", "\r", "\ud800", "\uffff"])
def test_a_character_that_no_file_may_hold_is_refused_by_its_name(character: str, ran: Ran) -> None:
    ran(f"one{character}two", "/quit")

    assert f"cannot be kept (U+{ord(character):04X})" in ran.text
    assert values(ran) == {}


def test_several_lines_are_refused_where_one_is_wanted(ran: Ran) -> None:
    ran("Ministry", "Desk\nRoom 5", "/quit")

    assert "Type one line here." in ran.text
    assert values(ran) == {"name": "Ministry"}


def test_a_report_that_cannot_be_saved_is_saved_where_the_official_says(ran: Ran) -> None:
    def spoil() -> None:
        ran.path.write_text("answers: [")

    rescued = ran.path.with_name("rescued.yaml")
    ran("Ministry", spoil, "Desk", "", str(ran.path), str(rescued), "yes", "/quit")

    assert ran.session.path == rescued
    assert values(ran) == {"name": "Ministry", "office": "Desk", "plan": "affirmative"}
    assert ran.text.count("Not saved:") == 3
    assert ran.path.read_text() == "answers: ["


def test_without_a_person_a_report_that_cannot_be_saved_ends_the_run(ran: Ran) -> None:
    def spoil() -> None:
        ran.path.write_text("answers: [")

    with pytest.raises(SaveError, match="was changed by another program"):
        ran("Ministry", spoil, "Desk", "yes", is_interactive=False)


def test_another_programs_changes_are_shown_and_gone_on_with(ran: Ran) -> None:
    def answer_the_rest() -> None:
        text = ran.path.read_text(encoding="utf-8")
        ran.path.write_text(f"{text}  plan:\n    value: negative\n", encoding="utf-8")

    ran("Ministry", answer_the_rest, "Desk", "/quit")

    assert "Another program changed the file meanwhile." in ran.text
    assert "Enter keeps: No" in ran.text
    assert values(ran) == {"name": "Ministry", "office": "Desk", "plan": "negative"}


def test_commands_that_show_something_change_nothing(ran: Ran) -> None:
    before = ran.path.read_bytes()

    ran("?", "/", "/list", "/list nosuch", "/quit")

    assert "/goto" in ran.text
    assert ran.path.read_bytes() == before


def test_a_file_that_cannot_be_the_new_one_is_asked_for_again(ran: Ran, tmp_path: Path) -> None:
    taken, held = tmp_path / "taken.yaml", tmp_path / "held.yaml"
    taken.write_text("somebody's")

    def spoil() -> None:
        ran.path.write_text("answers: [")

    with ReportLock(held):
        named = [str(taken), str(taken), str(held), ".", "/", str(tmp_path / "q.yaml")]
        ran(spoil, "Anna", *named, "/quit")

    assert taken.read_text() == "somebody's"
    assert "Anna" in (tmp_path / "q.yaml").read_text("utf-8")
    assert ran.text.count("Not saved:") >= 2


def spoiled(ran: Ran) -> Callable[[], None]:
    def spoil() -> None:
        ran.path.write_text("answers: [")

    return spoil


def test_the_report_itself_and_what_it_was_saved_in_before_are_no_new_file(
    ran: Ran, tmp_path: Path
) -> None:
    first, second = tmp_path / "first.yaml", tmp_path / "second.yaml"

    def spoil_first() -> None:
        first.write_text("answers: [")

    entries: list[str | Callable[[], None]] = [
        "Anna",
        str(ran.path),
        str(first),
        spoil_first,
        "Desk",
        str(ran.path),
        str(second),
    ]
    ran(spoiled(ran), *entries, "/quit")

    text = " ".join(ran.text.split())
    assert "is this report itself: press Enter to try to save it again" in text
    assert "is what this report was saved in before, and stays as it is" in text
    assert "another session" not in text
    assert ran.session.path == second


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("?", "The last answer is not saved yet."),
        ("/?", "The last answer is not saved yet."),
        ("/next", "/next does not work before the answer is saved."),
        ("/goto plan", "/goto does not work before the answer is saved."),
        ("/nosuch", "There is no command `/nosuch`."),
        ("report", "`report` does not end in .yaml, .yml or .json"),
        ("a/b.txt", "`a/b.txt` does not end in .yaml, .yml or .json"),
        ("/nosuch/report", "`/nosuch/report` does not end in .yaml, .yml or .json"),
        ("/", "`/` is a folder."),
    ],
)
def test_a_line_that_names_no_report_makes_no_file(
    ran: Ran, typed: str, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    before = {*tmp_path.iterdir()}

    with pytest.raises(SaveError):
        ran(spoiled(ran), "Anna", typed, "/q")

    assert message in " ".join(ran.text.split())
    assert {*tmp_path.iterdir()} == before


def test_a_path_from_the_root_is_no_command(ran: Ran, tmp_path: Path) -> None:
    ran(spoiled(ran), "Anna", str(tmp_path), str(tmp_path / "new.json"), "/quit")

    assert "is a folder. Name a file in it" in " ".join(ran.text.split())
    assert "Anna" in (tmp_path / "new.json").read_text("utf-8")
