"""A language from right to left comes line by line, in any terminal."""

import pytest

from checklist.commands.shared import interview_session
from checklist.commands.shared.interview_session import (
    face_for_language,
    line_by_line_notice,
    page_and_face,
)
from checklist.interview.line_face import LineFace
from checklist.text.messages import speaking


@pytest.fixture(autouse=True)
def roomy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(interview_session, "_has_room_for_screens", lambda: True)


@pytest.mark.parametrize(("language", "has_lines"), [("ar", True), ("fr", False), ("en", False)])
def test_a_language_from_the_right_comes_line_by_line(language: str, has_lines: bool) -> None:
    with speaking(language, {}):
        assert isinstance(page_and_face(plain=False)[1], LineFace) is has_lines
        assert bool([*line_by_line_notice()]) is has_lines


def test_a_report_in_such_a_language_takes_the_screens_away() -> None:
    _, screens = page_and_face(plain=False)
    with speaking("ar", {}):
        lines = face_for_language(screens)
        assert isinstance(lines, LineFace)
        assert face_for_language(lines) is lines
        (notice,) = line_by_line_notice()
    assert face_for_language(screens) is screens
    assert notice.endswith("checklist form")
