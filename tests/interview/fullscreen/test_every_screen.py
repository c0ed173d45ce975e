"""Panels, home, arrival, end, commands and texts, on seven sizes of terminals: nothing is lost."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from checklist.interview.engine import Interview
from checklist.interview.fullscreen.frame import frame
from checklist.interview.fullscreen.question_model import question_model
from checklist.interview.fullscreen.view import Position, View
from checklist.interview.screen_model import Model
from checklist.interview.session import Session
from checklist.interview.user_commands import parse
from checklist.questionnaire.loading import shipped
from checklist.reports.report import Report
from checklist.text.text_field import TextField
from checklist.text.wrapping import width_of
from tests.acceptance.entries import ANSWERS, everything
from tests.interview.fullscreen.sizes import SIZES
from tests.interview.fullscreen.test_face import Official
from tests.interview.fullscreen.test_snapshots import KEYS, SMALL

SHIPPED = shipped()
TINY = ((1, 1), (2, 3), (7, 2), (20, 5), (40, 10), (30, 60))
"""Sizes that a window can have for a moment, while it is drawn larger or smaller."""
LONG_NAMES = ("GBR", "PRK", "BOL", "STP")
OTHER_KEYS = {
    "note": ("/goto light-tasks", "enter", "/note", "enter"),
    "list": ("/list", "enter"),
    "review": ("/list lights", "enter"),
    "help": ("/", "enter"),
    "full message": ("/goto laws", "enter", "no-such", "enter", "no-such", "enter"),
    "commands": ("/goto light-tasks", "enter", "/goto row 1", "enter", "/", "down"),
    "words": ("/goto light-tasks", "enter", *"/lig", "down", "down"),
    "no words": ("/goto light-tasks", "enter", *"/zzz"),
    "selected": ("/goto founding-story", "enter", "Once", "escape"),
    "reason": ("/goto light-tasks", "enter", "/goto row 1", "enter", "/unknown", "enter"),
    "remark": ("/goto light-tasks", "enter", "/goto row 1", "enter", "/note", "enter"),
}


def text_of(lines: Sequence[Sequence[tuple[str, str]]]) -> str:
    return "".join("".join(text for _, text in line) for line in lines)


def check(one: Model, name: str, sizes: Sequence[tuple[int, int]] = SIZES) -> None:
    """Check that a screen fits, that all of it can be seen, and that its head is whole."""
    for width, height in sizes:
        laid_out = frame(one, width, height)
        where = f"{name} on {width}x{height}"
        assert laid_out.lost == [], where
        assert len(laid_out.lines) == height, where
        widths = [width_of("".join(text for _, text in line)) for line in laid_out.lines]
        assert max(widths) <= width, where
        shown = "".join(text_of(laid_out.lines).split())
        for words in (one.head, one.place, one.title, one.ask, *(m.label for m in one.messages)):
            assert all(piece in shown for piece in words.split()), (where, words)
        if one.behind_at is not None:
            label = one.behind[one.behind_at].label
            assert all(piece in shown for piece in label.split()), (where, label)
        seen = laid_out.seen
        for index in range(len(one.items)) if one.at is not None else ():
            seen |= frame(replace(one, at=index), width, height).seen
        for scroll in range(laid_out.height_of_list if one.at is None else 0):
            seen |= frame(replace(one, scroll=scroll), width, height).seen
        texts = len(one.texts) if one.at is None else 0
        assert seen >= {*range(texts)}, where
        assert seen >= {len(one.texts) + n for n in range(len(one.items))}, where


@pytest.mark.sampled
@pytest.mark.parametrize("name", [*KEYS, *OTHER_KEYS])
def test_no_screen_loses_anything(name: str, tmp_path: Path) -> None:
    begun = Report.begin(SMALL, "DNK", date(2026, 1, 1))
    answers = {name: {"value": value} for name, value in ANSWERS.items()}
    session = Session.begin(tmp_path / "report-DNK.yaml", SMALL, begun._replace(answers=answers))
    models: list[Model] = []

    class Watched(Official):
        def _pressed(self, keys: Sequence[str]) -> Iterator[tuple[str, str]]:
            for key in super()._pressed(keys):
                yield key
                models.append(self.face.shown_model())

    Watched(session, (KEYS | OTHER_KEYS)[name], (80, 24))

    for number, one in enumerate(models):
        check(one, f"{name}, key {number}")
        for width, height in TINY:
            laid_out = frame(one, width, height)
            assert len(laid_out.lines) == height
            assert laid_out.cursor is None or 0 <= laid_out.cursor[1] < height


def test_the_arrival_after_a_set_loses_nothing(tmp_path: Path) -> None:
    begun = Report.begin(SMALL, "DNK", date(2026, 1, 1))
    answers = {name: {"value": value} for name, value in ANSWERS.items()}
    del answers["treaty-status"]
    session = Session.begin(tmp_path / "report-DNK.yaml", SMALL, begun._replace(answers=answers))

    official = Official(session, ("/goto treaty-status", "enter", "1", "enter"), (80, 24))

    assert "is done" in official.screen
    check(official.face.shown_model(), "arrival")


@pytest.mark.parametrize("state", LONG_NAMES)
def test_the_head_is_whole_for_the_longest_names_and_sets(state: str) -> None:
    interview = Interview(SHIPPED, Report.begin(SHIPPED, state, date(2026, 1, 1)))
    for part in SHIPPED.sets:
        interview.enter(parse(f"/goto {part.questions[0].id}"))
        view = View.of(interview.prompt(), interview)
        one = replace(question_model(view, Position(), TextField()), items=(), texts=())

        for width, height in SIZES:
            shown = ["".join(text for _, text in line) for line in frame(one, width, height).lines]
            begin = " ".join(" ".join(shown[:4]).split())
            assert one.head in begin
            assert part.title in begin
            assert f"{one.done} of {one.required}" in begin


def matrices() -> list[str]:
    return [i for i, one in SHIPPED.questions.items() if one.answer_type.listed_rows()]


@pytest.fixture(scope="module")
def answered() -> Report:
    """A report in which everything is answered."""
    interview = Interview(SHIPPED, Report.begin(SHIPPED, "SYC", date(2026, 1, 1)))
    strategy = everything()
    while not interview.at_end:
        interview.enter(parse(strategy(interview.prompt())))
    return interview.report


@pytest.mark.parametrize("question", matrices())
def test_a_panel_on_any_row_loses_nothing(question: str, answered: Report) -> None:
    interview = Interview(SHIPPED, answered, in_any_order=True)
    if interview.enter(parse(f"/goto {question}")).refused:
        pytest.skip("not asked")
    rows = SHIPPED.questions[question].answer_type.listed_rows()
    longest = max(range(len(rows)), key=lambda index: len(rows[index].label))
    for row in {0, longest, len(rows) - 1}:
        for entry in ("/unknown", "/decline", "/note", "/evidence", "/note"):
            interview.enter(parse(f"/goto row {row + 1}"))
            if interview.enter(parse(entry)).refused:
                continue
            view = View.of(interview.prompt(), interview)
            assert view.is_panel
            for at in (None, 0):
                one = question_model(view, Position(at=at), TextField())
                check(one, f"{question}, row {row + 1}, {entry}", SIZES[:4:3])
            interview.enter(parse("/back"))
