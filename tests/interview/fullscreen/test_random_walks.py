"""Whoever only looks around changes no answer: through `/`, pages of parts, lists and checks."""

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path
from random import Random

import pytest

from checklist.interview.engine import Interview
from checklist.interview.fullscreen.face import ScreenFace
from checklist.interview.loop import run
from checklist.interview.session import Session
from checklist.questionnaire.loading import load, shipped
from checklist.reports.report import Report
from tests.acceptance.entries import ANSWERS
from tests.interview.fullscreen.test_face import NAMED
from tests.support.examples import large
from tests.support.folders import SMALL_FOLDER
from tests.support.two_faces import Keys, SilentFace

SMALL, SHIPPED = load(SMALL_FOLDER), shipped()
MOVES = ("up", "down", "page-up", "page-down", "home", "end")
LOOKING = ("/list", "/list all", "/list 1", "/list 2", "/find li")
ALL = large(2_000)
"""The walks of a thorough run."""
CHUNK = 25

_LIST = re.compile(r"^ *All questions *$", re.MULTILINE)
"""The title of the list, and not the sentence at the end."""


class Walk:
    """Presses keys that only look around, by what is on the screen."""

    def __init__(self, random: Random, face: ScreenFace, terminal: Keys) -> None:
        self._random = random
        self._face = face
        self._terminal = terminal
        self.seen: set[str] = set()
        """The kinds of screens that were seen."""

    def keys(self, number: int) -> Iterator[tuple[str, str]]:
        for _ in range(number):
            for key in self._step():
                yield (key, "") if key in NAMED else ("character", key)

    def _step(self) -> Iterator[str]:
        random, shown = self._random, self._terminal.text()
        if "Check your answers" in shown or _LIST.search(shown):
            self.seen.add("check")
            yield from self._moves()
            yield random.choice(["enter", "enter", "escape", "2", "1"])
        elif self._face.is_reading:
            self.seen.add("part" if "Part " in shown else "page")
            yield random.choice([*MOVES, "enter", "escape", " "])
        elif random.random() < 0.4:
            yield from random.choice(LOOKING)
            yield "enter"
        elif random.random() < 0.5:
            self.seen.add("places")
            yield from f"/{random.randint(1, 9)}"
            yield from ["down"] * random.randint(1, 9)
            yield "enter"
        else:
            self.seen.add("palette")
            yield from "/" + "".join(random.choices("abcelrsu", k=random.randint(0, 4)))
            yield from self._moves()
            yield "escape"

    def _moves(self) -> list[str]:
        return self._random.choices(MOVES, k=self._random.randint(0, 6))


def check_walk(seed: int, folder: Path) -> set[str]:
    """Walk, and return the kinds of screens that were seen."""
    random = Random(seed)
    asked = SMALL if seed % 4 else SHIPPED  # whose parts have pages
    some = {name for name in ANSWERS if random.random() < 0.5 or seed % 3}
    answers = {name: {"value": ANSWERS[name]} for name in some if name in asked.questions}
    begun = Report.begin(asked, "DNK", date(2026, 1, 1))._replace(answers=answers)
    session = Session.begin(folder / f"report-{seed}.yaml", asked, begun)
    before = Session.resume(session.path, asked).report.answers
    interview = Interview(asked, session.report, session.unusable, in_any_order=True)
    terminal = Keys()
    face = ScreenFace(terminal, SilentFace(iter(())))
    walk = Walk(random, face, terminal)
    terminal.keys = walk.keys(random.randint(5, 40))
    with suppress(KeyboardInterrupt):
        run(interview, session, face)
    assert Session.resume(session.path, asked).report.answers == before, seed
    return walk.seen


def test_random_walks_change_no_answer(tmp_path: Path) -> None:
    seen: set[str] = set()
    for seed in range(20):
        seen |= check_walk(seed, tmp_path)

    assert seen == {"check", "part", "page", "places", "palette"}


@pytest.mark.thorough
@pytest.mark.parametrize("first", range(0, ALL, CHUNK))
def test_very_many_random_walks_change_no_answer(first: int, tmp_path: Path) -> None:
    for seed in range(first, first + CHUNK):
        check_walk(seed + 1_000, tmp_path)
