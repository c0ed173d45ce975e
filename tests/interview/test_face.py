"""The loop runs on whatever has the interface of a face."""

import re
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from checklist.errors import SaveError
from checklist.files.reader import read
from checklist.interview.engine import Interview
from checklist.interview.face import Enquiry, Face, WrongLineError
from checklist.interview.loop import run
from checklist.interview.prompt import Outcome, Prompt
from checklist.interview.session import Session
from checklist.interview.user_commands import Action
from checklist.reports.report import Report
from checklist.text.paragraphs import Line
from tests.support.tiny import questionnaire

TINY = questionnaire([{"id": "name", "type": "text"}, {"id": "plan", "type": "yes-no"}])

NOT_AN_OPTION = (
    "`perhaps` is not one of the options. Type a number from 1 to 2, or the start of an option."
)


@dataclass
class RecordingFace:
    """A face without a terminal. It keeps what it is to show, each with a word on its kind."""

    entries: list[str]
    is_interactive: bool = True
    has_input: bool = True
    in_any_order: bool = False
    lines_read: int = 0
    shown: list[tuple[str, object]] = field(default_factory=list)

    def opened(self, saved_in: Callable[[], Path | None]) -> AbstractContextManager[None]:
        return nullcontext()

    def introduce(self, lines: Sequence[Line], *, is_new: bool) -> None:
        pass

    def say(self, text: str = "", style: str = "", *, indent: int = 0, hanging: int = 0) -> None:
        self.shown.append(("text", text))

    def show_prompt(self, prompt: Prompt | None, interview: Interview) -> None:
        self.shown.append(("prompt", prompt and prompt.question.id))

    def show_answer(self, lines: Sequence[str]) -> None:
        self.shown += [("answer", line) for line in lines]

    def show_refusal(self, reason: str, prompt: Prompt | None, interview: Interview) -> None:
        self.shown.append(("refusal", reason))

    def show_home(self, interview: Interview) -> None:
        self.shown.append(("home", ""))

    def show_requested(self, outcome: Outcome, interview: Interview) -> None:
        if outcome.shown is not None:
            self.shown.append(("requested", outcome.shown))

    def read_entry(self, prompt: Prompt | None) -> str:
        self.lines_read += 1
        return self._next()

    def _next(self) -> str:
        if not self.entries:
            raise EOFError
        return self.entries.pop(0)

    def leave(self, lines: Sequence[str]) -> None:
        pass

    def show_page(self, lines: Sequence[Line]) -> None:
        pass

    def ask(self, enquiry: Enquiry, message: str = "", refused: str = "") -> str:
        return self._next()


@pytest.fixture
def session(tmp_path: Path) -> Session:
    report = Report.begin(TINY, "AUT", date(2026, 1, 1))
    return Session.begin(tmp_path / "report-AUT.yaml", TINY, report)


def interviewed(session: Session, face: Face) -> None:
    run(Interview(TINY, session.report), session, face)


def answers_on_disk(session: Session) -> dict[str, Any]:
    data: Any = read(session.path).data
    return dict(data["answers"])


def test_an_interview_runs_on_a_face_without_a_terminal(session: Session) -> None:
    face = RecordingFace(["Ministry\nof Justice", "perhaps", "?", "yes", "/quit"])

    interviewed(session, face)

    assert face.shown == [
        ("prompt", "name"),
        ("prompt", "plan"),
        ("refusal", NOT_AN_OPTION),
        ("prompt", "plan"),
        ("requested", Action.EXPLAIN),
        ("prompt", "plan"),
        ("answer", "Yes"),
        ("prompt", None),
    ]
    assert answers_on_disk(session) == {
        "name": {"value": "Ministry\nof Justice"},
        "plan": {"value": "affirmative"},
    }


def test_without_a_person_a_refused_entry_ends_the_run(session: Session) -> None:
    face = RecordingFace(["Ministry", "perhaps"], is_interactive=False)

    with pytest.raises(WrongLineError, match=f"^line 2: {re.escape(NOT_AN_OPTION)}$"):
        interviewed(session, face)

    assert answers_on_disk(session) == {"name": {"value": "Ministry"}}


def test_the_report_is_saved_elsewhere_on_every_face(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(report: Report) -> bool:
        raise SaveError("the disk is full")

    monkeypatch.setattr(session, "save", full)
    face = RecordingFace(["Ministry", "copy", str(tmp_path / "copy.yaml"), "/quit"])

    interviewed(session, face)

    assert session.path == tmp_path / "copy.yaml"
    assert answers_on_disk(session) == {"name": {"value": "Ministry"}}
    assert ("text", f"Saved in {tmp_path / 'copy.yaml'}.") in face.shown
