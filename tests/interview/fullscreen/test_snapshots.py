"""Screens of each kind of answer, as text: `REWRITE=1 pytest …` writes them into `screens/`."""

from datetime import date
from pathlib import Path

import pytest

from checklist.interview.session import Session
from checklist.questionnaire.loading import load
from checklist.reports.report import Report
from tests.acceptance.entries import ANSWERS
from tests.interview.fullscreen.test_face import AT_HOME, Official
from tests.support.folders import SMALL_FOLDER
from tests.support.running import assert_kept

SCREENS = Path(__file__).with_name("screens")
SIZES = ((80, 24), (60, 20), (120, 40))
SMALL = load(SMALL_FOLDER)

KEYS: dict[str, tuple[str, ...]] = {
    "choice": ("/goto treaty-status", "enter", "down"),
    "choices": ("/goto obstacles", "enter", "down", " "),
    "yes-no": ("/goto northern-route", "enter"),
    "grid": ("/goto light-tasks", "enter", "down"),
    "grid-refused": ("/goto light-tasks", "enter", "zzz", "enter"),
    "table": ("/goto laws", "enter", "up"),
    "table-entry": ("/goto laws", "enter", "up", "enter", "down"),
    "implementation": ("/goto light-service", "enter"),
    "implementation-evidence": (
        *("/goto light-service", "enter", "enter", "enter", "enter", "enter"),
    ),
    "text": ("/goto founding-story", "enter", "up"),
    "integer": ("/goto port-count", "enter"),
    "date": ("/goto signature", "enter"),
    "state": ("/goto depositary", "enter", "n", "o"),
    "states": ("/goto sea-neighbours", "enter"),
    "contact": ("/goto port-authority", "enter", "down"),
    "not-known": ("/goto signature", "enter", "/unknown", "enter"),
    "explanation": ("/goto light-service", "enter", "?"),
    "commands": ("/",),
    "words": (*"/lig", "down"),
    "check": ("/list lights", "enter", "down", "down"),
    "list": ("/list", "enter"),
    "nothing-open": ("/goto founding-story", "enter", "escape"),
    "home": (AT_HOME,),
    "find": ("/find light", "enter"),
    "end": ("enter",),
}
"""The keys that lead to each screen, from the end of a report in which all is answered."""


@pytest.mark.parametrize(("width", "height"), SIZES)
@pytest.mark.parametrize("name", KEYS)
def test_a_screen_is_as_it_was_looked_at(
    name: str, width: int, height: int, tmp_path: Path
) -> None:
    begun = Report.begin(SMALL, "DNK", date(2026, 1, 1))
    answers = {name: {"value": value} for name, value in ANSWERS.items()}
    session = Session.begin(tmp_path / "report-DNK.yaml", SMALL, begun._replace(answers=answers))

    official = Official(session, KEYS[name], (width, height))

    assert_kept(f"{official.screen.rstrip()}\n", SCREENS / f"{name}-{width}x{height}.txt")
