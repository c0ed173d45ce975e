"""Where the next interview goes on, on both faces and however the last one ended."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest

from checklist.errors import SaveError
from checklist.files.reader import read
from checklist.interview.engine import Interview
from checklist.interview.fullscreen.face import ScreenFace
from checklist.interview.loop import run
from checklist.interview.session import Session
from checklist.lifecycle.finalize import finalization
from checklist.reports.report import GO_ON_AT, Report
from tests.support.tiny import questionnaire
from tests.support.two_faces import Keys, SilentFace

ASKED = questionnaire(
    [
        {"id": f"q{number}", "type": "yes-no", **({"optional": True} if number == 3 else {})}
        for number in range(1, 7)
    ]
)


def on_lines(session: Session, entries: Sequence[str]) -> None:
    interview = Interview(ASKED, session.report, session.unusable)
    with suppress(KeyboardInterrupt):
        run(interview, session, SilentFace(iter(entries)))


def on_screen(session: Session, entries: Sequence[str]) -> None:
    interview = Interview(ASKED, session.report, session.unusable, in_any_order=True)
    pressed = [
        (name, text)
        for entry in entries
        for name, text in (("paste", entry), ("enter", ""))
        if name == "enter" or entry
    ]
    keys = Keys(iter(pressed))
    with suppress(KeyboardInterrupt):
        run(interview, session, ScreenFace(keys, SilentFace(iter(()))))


@pytest.fixture(params=[on_lines, on_screen])
def stopped(request: pytest.FixtureRequest, tmp_path: Path) -> "Stopped":
    report = Report.begin(ASKED, "AUT", date(2026, 1, 1))
    session = Session.begin(tmp_path / "report-AUT.yaml", ASKED, report)
    return Stopped(session, request.param)


class Stopped:
    """Makes entries until a Ctrl-C. What is on disk then is all that a kill leaves, too."""

    def __init__(self, session: Session, answering: object) -> None:
        self.session, self.answering = session, answering

    def after(self, *entries: str) -> Session:
        assert callable(self.answering)
        self.answering(self.session, entries)
        return Session.resume(self.session.path, ASKED)


def goes_on_at(session: Session) -> str:
    return Interview(ASKED, session.report, session.unusable).prompt().question.id


@pytest.mark.parametrize(
    ("entries", "place"),
    [
        (["yes", "yes"], "q3"),
        (["/next"], "q2"),
        (["yes", "/next", "yes", "/next"], "q5"),
        (["yes", "yes", ""], "q4"),
        (["yes", "/goto q5", "yes"], "q6"),
        (["yes", "/goto q5"], "q5"),
        (["yes", "yes", "yes", "/goto q1"], "q4"),
        (["yes", "yes", "yes", "/back"], "q4"),
        (["yes", "/next", "yes", "/goto q2", "yes"], "q4"),
    ],
)
def test_it_goes_on_where_it_was_left(stopped: Stopped, entries: list[str], place: str) -> None:
    session = stopped.after(*entries)

    assert goes_on_at(session) == place


def test_a_report_that_is_answered_in_order_says_nothing_about_it(stopped: Stopped) -> None:
    session = stopped.after("yes", "/next", "/goto q2", "yes", "yes")

    assert GO_ON_AT not in str(session.path.read_text(encoding="utf-8"))


def test_a_place_that_is_answered_meanwhile_counts_no_more(stopped: Stopped) -> None:
    session = stopped.after("/next", "/next")
    session.save(Report.from_data({**session.report.to_data(), "answers": {"q3": {"value": True}}}))

    assert session.report.internal[GO_ON_AT] == "q3"
    assert goes_on_at(session) == "q4"


def test_a_selection_leaves_the_place_as_it_is(stopped: Stopped) -> None:
    from checklist.interview.scope import while_true

    session = stopped.after("/next", "/next")
    interview = Interview(
        ASKED, session.report, scope=while_true("q6", lambda question, path: question.id == "q6")
    )
    with suppress(KeyboardInterrupt):
        run(interview, session, SilentFace(iter(["yes"])))

    assert goes_on_at(Session.resume(session.path, ASKED)) == "q3"


def test_the_place_is_in_no_final_report(stopped: Stopped) -> None:
    session = stopped.after("/next", *["yes"] * 5, "/goto q3", "/clear", "/goto q1", "yes")
    result = finalization(read(session.path), ASKED)

    assert result.report is not None
    assert GO_ON_AT not in result.report.to_data()


def test_a_place_that_cannot_be_saved_loses_nothing(
    stopped: Stopped, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*args: object, **options: object) -> None:
        raise SaveError("no space left on the disk")

    monkeypatch.setattr("checklist.interview.session.replace", full)
    before = stopped.session.path.read_bytes()
    stopped.after("/next", "/next")

    assert stopped.session.path.read_bytes() == before
    assert stopped.session.is_saved
