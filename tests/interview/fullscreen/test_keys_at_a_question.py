"""What keys do on the screen at one question, in an interview on a small questionnaire."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from checklist.interview.engine import Interview
from checklist.interview.fullscreen.face import ScreenFace
from checklist.interview.loop import run
from checklist.interview.session import Session
from checklist.reports.report import Report
from tests.support.interview_questions import PLAN, TRAINING
from tests.support.tiny import QuestionData, questionnaire
from tests.support.two_faces import Keys, SilentFace

GROUPS: QuestionData = {
    "id": "groups",
    "type": "choices",
    "options": [{"code": "young", "label": "Young"}, {"code": "old", "label": "Old"}],
}
ASKED = questionnaire([TRAINING], [GROUPS, PLAN])
"""Question 1.1 is a matrix; 2.1 takes several options, 2.2 one."""

NAMES = {"↓": ("down", ""), "↵": ("enter", ""), "¶": ("paste", "1 2")}
"""Keys by the sign that stands for them here."""


class Screen:
    """An interview on a screen, with the keys that are pressed."""

    def __init__(self, folder: Path, keys: str) -> None:
        report = Report.begin(ASKED, "AUT", date(2026, 1, 1))
        self._session = Session.begin(folder / "report.yaml", ASKED, report)
        interview = Interview(ASKED, report, in_any_order=True)
        self._terminal = Keys()
        self._face = ScreenFace(self._terminal, SilentFace(iter(())))
        self._terminal.keys = self._pressed(keys)
        with pytest.raises(KeyboardInterrupt):
            run(interview, self._session, self._face)

    def _pressed(self, keys: str) -> Iterator[tuple[str, str]]:
        while self._face.is_reading:
            yield "enter", ""
        for key in keys:
            yield NAMES.get(key, ("character", key))

    @property
    def text(self) -> str:
        """What stands on the screen at last, on one line."""
        return " ".join(self._terminal.text().split())

    @property
    def answers(self) -> Mapping[str, Any]:
        return self._session.report.answers

    def rows(self) -> Sequence[Any]:
        """Return the answers to the rows of the matrix."""
        rows = self.answers["training"]["value"].values()
        return [row.get("value", row.get("missing")) for row in rows]


@pytest.mark.parametrize(
    ("keys", "rows"),
    [
        ("1*", ["trained", "trained", "trained"]),
        ("1planned↵*", ["trained", "planned", "planned"]),
        ("¶↵*", ["trained", "planned", "planned"]),
    ],
)
def test_a_star_gives_the_last_answer_whether_it_was_a_digit_or_words(
    keys: str, rows: Sequence[str], tmp_path: Path
) -> None:
    assert Screen(tmp_path, keys).rows() == rows


@pytest.mark.parametrize("keys", ["1/unknown↵1*", "1not known↵1*", "1no-such↵*"])
def test_a_star_gives_no_answer_from_before_a_command_or_a_refusal(
    keys: str, tmp_path: Path
) -> None:
    screen = Screen(tmp_path, keys)

    assert len(screen.rows()) < 3


def test_an_arrow_puts_a_refused_entry_aside_where_several_options_can_be_ticked(
    tmp_path: Path,
) -> None:
    screen = Screen(tmp_path, "/goto 2.1↵no-such↵↓ ↵")

    assert screen.answers["groups"] == {"value": ["young"]}


def test_an_answer_that_is_shown_at_the_next_question_names_its_own_number(tmp_path: Path) -> None:
    text = Screen(tmp_path, "/goto 2.1↵1↵").text

    assert "2.2 " in text
    assert "Your answer to 2.1: Young" in text


@pytest.mark.parametrize(
    ("keys", "value"),
    [
        ("↓ 2↵", ["young", "old"]),
        ("↓ Old↵", ["young", "old"]),
        ("2 ↓ ↵", ["young", "old"]),
        ("2 1↵", ["young", "old"]),
    ],
)
def test_what_is_typed_adds_to_what_is_ticked(
    keys: str, value: Sequence[str], tmp_path: Path
) -> None:
    assert Screen(tmp_path, f"/goto 2.1↵{keys}").answers["groups"] == {"value": value}


def test_options_whose_numbers_are_typed_are_ticked_at_once(tmp_path: Path) -> None:
    text = Screen(tmp_path, "/goto 2.1↵2").text

    assert "[ ] 1 Young [x] 2 Old" in text


def test_a_command_leaves_what_is_ticked_as_it_is(tmp_path: Path) -> None:
    screen = Screen(tmp_path, "/goto 2.1↵↓ back↵")

    assert "groups" not in screen.answers


def test_a_second_digit_marks_another_option(tmp_path: Path) -> None:
    assert Screen(tmp_path, "/goto 2.2↵21↵").answers["plan"] == {"value": "affirmative"}


@pytest.mark.parametrize(
    ("keys", "about"), [("/unknown↵", "Police"), ("/unknown*↵", "All open rows")]
)
def test_the_reason_for_not_knowing_a_row_is_asked_with_the_row(
    keys: str, about: str, tmp_path: Path
) -> None:
    text = Screen(tmp_path, keys).text

    assert "Why is there no answer?" in text
    assert f"── {about} ──" in text
