"""Kills at random moments: what was confirmed is in the file, and the file is whole.

The moments are spread over a whole interview, however quick the machine is and whatever else it
does: a kill waits until so many entries were asked for, and then for a part of the time that one
takes. `KILLS` in the environment says how many; each ends a real `checklist answer`.
"""

import os
import random
import shutil
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, fields
from itertools import count, product
from pathlib import Path
from typing import Any, NamedTuple

import pytest

if sys.platform == "win32":
    pytest.skip("signals are those of POSIX", allow_module_level=True)

from checklist.files.reader import read
from checklist.interview.engine import Interview
from checklist.interview.user_commands import parse
from checklist.questionnaire.loading import load
from checklist.reports.report import Report
from checklist.today import today
from tests.acceptance.entries import LIGHTS, TREATY
from tests.faults.left import (
    ANSWER,
    REPORT,
    assert_next_start_clears_up,
    temporary_files,
    whole_answers,
)
from tests.faults.lives import UnattendedLife
from tests.support.examples import is_large, large
from tests.support.folders import SMALL_FOLDER
from tests.support.terminal import Terminal

KILLS = int(os.environ.get("KILLS", "1000" if is_large() else "250"))
TESTS = max(KILLS // 250, 1)
"""They share the kills, so that they can run side by side."""
KILLS_IN_A_TERMINAL = large(120)
WORDS = (*ANSWER, "--state", "Denmark")
LIVES_OF_A_REPORT = 8
PARTS_OF_A_LIFE = 10
"""In each of so many equal parts of a life as many kills come."""
QUESTIONNAIRE = load(SMALL_FOLDER)

AGAIN = [
    "/goto treaty-status",
    "party",
    "/goto deposit",
    "2004",
    *(
        entry
        for day in range(10, 16)
        for entry in ("/goto signature", f"2001-05-{day}", "/goto founding-story", f"Story {day}")
    ),
]
"""Typed into a report that was begun: answers that are changed over and over."""
FROM_THE_BEGINNING = [*TREATY, *LIGHTS, *AGAIN]


class Pace(NamedTuple):
    """How quick a life is here."""

    beginning: float
    """Seconds until the first entry is asked for."""
    entry: float
    """Seconds from one entry to the next."""

    def moment(self, share: float, entries: int) -> tuple[int, float]:
        """Return the moment when this share of a life with so many entries is over.

        Returns:
            How many entries were asked for by then, and the seconds that have gone since.
        """
        after_the_beginning = share * (self.beginning + entries * self.entry) - self.beginning
        if after_the_beginning < 0:
            return 0, after_the_beginning + self.beginning
        behind, rest = divmod(after_the_beginning, self.entry)
        return 1 + int(behind), rest


@dataclass(frozen=True, slots=True)
class Tally:
    """What so many kills came to."""

    kills: int = 0
    before_the_report: int = 0
    """Kills before there was a report."""
    within_a_save: int = 0
    """Kills that left a temporary file."""
    confirmed: int = 0
    """Entries that the screen had confirmed."""
    fifths: Counter[tuple[bool, int]] = field(default_factory=Counter)
    """In which fifth of a life the kills came, and whether there was a report before it."""

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(*(getattr(self, one.name) + getattr(other, one.name) for one in fields(self)))


def on_disk(report: Path) -> Report:
    """Return a report, or the one that will be begun there."""
    data: Any = read(report).data
    return Report.from_data(data) if data else Report.begin(QUESTIONNAIRE, "DNK", today())


def states(begun: Report, entries: Sequence[str]) -> list[dict[str, Any]]:
    """Return the answers after none, one, … all of the entries, as the engine alone makes them."""
    interview = Interview(QUESTIONNAIRE, begun)
    answers = [dict(interview.report.answers)]
    for entry in entries:
        assert not interview.enter(parse(entry)).refused, entry
        answers.append(dict(interview.report.answers))
    return answers


def lives_of_a_report(number: int, folder: Path, pace: Pace, chance: random.Random) -> Tally:
    """Begin a report and go on with it, life after life, each of them killed.

    Args:
        number: Of the report. From one to the next, the kills come in another part of a life.
        folder: A new folder.
        pace: How quick a life is.
        chance: Draws the moments of the kills.
    """
    tally = Tally()
    shutil.copytree(SMALL_FOLDER, folder / "small")
    report = folder / REPORT
    for part in range(number, number + LIVES_OF_A_REPORT):
        is_begun = report.exists()
        entries = AGAIN if is_begun else FROM_THE_BEGINNING
        before, strays = on_disk(report), temporary_files(folder)
        share = (part % PARTS_OF_A_LIFE + chance.random()) / PARTS_OF_A_LIFE
        asked, seconds = pace.moment(share, len(entries))

        life = UnattendedLife(*WORDS, folder=folder, entries=entries)
        life.wait_for_prompts(asked)
        time.sleep(seconds)
        life.kill()

        code = life.end()
        assert code in (0, -signal.SIGKILL), life.output
        confirmed = max(life.prompts - 1, 0)
        left = temporary_files(folder)
        if life.prompts:
            assert not strays & left
        if life.prompts or report.exists():
            # One answer more can be in the file than the screen had time to confirm.
            expected = states(before, entries[: confirmed + 1])[confirmed:]
            assert whole_answers(report) in expected
        if code:
            tally += Tally(
                kills=1,
                before_the_report=not report.exists(),
                within_a_save=bool(left - strays),
                confirmed=confirmed,
                fifths=Counter([(is_begun, 5 * confirmed // (len(entries) + 1))]),
            )
    assert_next_start_clears_up(folder)
    shutil.rmtree(folder)
    return tally


@pytest.mark.parametrize("test", range(TESTS))
def test_kills_at_random_moments_lose_nothing_that_was_confirmed(
    test: int, tmp_path: Path, tell: Callable[[str], None]
) -> None:
    pace, tally = measured_pace(tmp_path / "whole"), Tally()

    for number in count():
        if tally.kills >= KILLS / TESTS:
            break
        chance = random.Random(f"{test} {number}")
        tally += lives_of_a_report(number, tmp_path / str(number), pace, chance)

    tell(
        f"{tally.kills} kills, of them {tally.before_the_report} before there was a report and "
        f"{tally.within_a_save} that left a temporary file; {tally.confirmed} entries confirmed, "
        "0 lost"
    )
    # The kills came at all kinds of moments, or nothing was shown.
    assert tally.before_the_report and tally.within_a_save and tally.confirmed
    assert tally.fifths.keys() == {*product((False, True), range(5))}


def measured_pace(folder: Path) -> Pace:
    """Let a life go on to its end. Returns how quick it was."""
    shutil.copytree(SMALL_FOLDER, folder / "small")
    for _ in range(2):  # the first starts the process that the others are copied from
        (folder / REPORT).unlink(missing_ok=True)
        begun = time.monotonic()
        life = UnattendedLife(*WORDS, folder=folder, entries=FROM_THE_BEGINNING)
        life.wait_for_prompts(1)
        asked = time.monotonic()
        assert life.end() == 0, life.output
    return Pace(asked - begun, (time.monotonic() - asked) / len(FROM_THE_BEGINNING))


def test_kills_in_a_terminal_lose_nothing_that_was_confirmed(
    tmp_path: Path, tell: Callable[[str], None]
) -> None:
    entries = [*TREATY, *LIGHTS]
    expected = states(on_disk(tmp_path / "none"), entries)

    def killed_life(number: int) -> int:
        folder = tmp_path / str(number)
        shutil.copytree(SMALL_FOLDER, folder / "small")
        chance = random.Random(number)
        confirmed = chance.randrange(len(entries))
        with Terminal(*WORDS, cwd=folder) as terminal:
            terminal.enter(*entries[:confirmed])
            terminal.send(f"{entries[confirmed]}\r")
            time.sleep(0.02 * chance.random())
            terminal.signal(signal.SIGKILL)

            assert terminal.end() == -signal.SIGKILL
        assert whole_answers(folder / REPORT) in expected[confirmed : confirmed + 2]
        assert_next_start_clears_up(folder)
        return confirmed

    with ThreadPoolExecutor(2) as pool:
        confirmed = sum(pool.map(killed_life, range(KILLS_IN_A_TERMINAL)))

    tell(f"{KILLS_IN_A_TERMINAL} kills in a terminal; {confirmed} entries confirmed, 0 lost")
