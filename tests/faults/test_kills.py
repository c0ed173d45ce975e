"""Kills at random moments: what was confirmed is in the file, and the file is whole.

`KILLS` in the environment says how many; each ends a real `checklist answer`.
"""

import os
import random
import shutil
import signal
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import astuple, dataclass
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

import pytest

if sys.platform == "win32":
    pytest.skip("signals are those of POSIX", allow_module_level=True)

from checklist.files.reader import read
from checklist.interview.engine import Interview
from checklist.interview.user_commands import parse
from checklist.questionnaire.loading import load
from checklist.reports.report import Report
from tests.acceptance.entries import LIGHTS, SMALL_FOLDER, TREATY, lines
from tests.faults.left import (
    ANSWER,
    REPORT,
    assert_next_start_clears_up,
    temporary_files,
    whole_answers,
)
from tests.faults.lives import begin_life, exit_code
from tests.support.terminal import Terminal

KILLS = int(os.environ.get("KILLS", "1000"))
KILLS_IN_A_TERMINAL = 30
LIVES_OF_A_REPORT = 8
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

    def __add__(self, other: "Tally") -> "Tally":
        both = zip(astuple(self), astuple(other), strict=True)
        return Tally(*(one + another for one, another in both))


def on_disk(report: Path) -> Report:
    """Return a report, or the one that will be begun there."""
    data: Any = read(report).data
    return Report.from_data(data) if data else Report.begin(QUESTIONNAIRE, "DNK", date.today())


def states(begun: Report, entries: Sequence[str]) -> list[dict[str, Any]]:
    """Return the answers after none, one, … all of the entries, as the engine alone makes them."""
    interview = Interview(QUESTIONNAIRE, begun)
    answers = [dict(interview.report.answers)]
    for entry in entries:
        assert not interview.enter(parse(entry)).refused, entry
        answers.append(dict(interview.report.answers))
    return answers


def lives_of_a_report(folder: Path, span: float, chance: random.Random) -> Tally:
    """Begin a report and go on with it, life after life, each killed within this many seconds."""
    tally = Tally()
    shutil.copytree(SMALL_FOLDER, folder / "small")
    report, stdin, stdout = folder / REPORT, folder / "entries", folder / "shown"
    for _ in range(LIVES_OF_A_REPORT):
        entries = AGAIN if report.exists() else [*TREATY, *LIGHTS, *AGAIN]
        stdin.write_text(lines(*entries))
        stdout.write_text("")
        before, strays = on_disk(report), temporary_files(folder)

        life = begin_life(*ANSWER, "--state", "Denmark", folder=folder, stdin=stdin, stdout=stdout)
        time.sleep(span * chance.random())
        life.kill()

        code = exit_code(life)
        assert code in (0, -signal.SIGKILL), stdout.read_text()
        prompts = stdout.read_text().count("> \n")
        confirmed = max(prompts - 1, 0)
        left = temporary_files(folder)
        if prompts:
            assert not strays & left
        if prompts or report.exists():
            # One answer more can be in the file than the screen had time to confirm.
            expected = states(before, entries[: confirmed + 1])[confirmed:]
            assert whole_answers(report) in expected
        tally += Tally(
            kills=code != 0,
            before_the_report=not report.exists(),
            within_a_save=bool(left - strays),
            confirmed=confirmed,
        )
    assert_next_start_clears_up(folder)
    shutil.rmtree(folder)
    return tally


def test_kills_at_random_moments_lose_nothing_that_was_confirmed(
    tmp_path: Path, tell: Callable[[str], None]
) -> None:
    span = 1.1 * seconds_of_a_life(tmp_path / "whole")
    reports = count()

    def some_lives() -> Tally:
        number = next(reports)
        return lives_of_a_report(tmp_path / str(number), span, random.Random(number))

    tally = Tally()
    with ThreadPoolExecutor(2) as pool:
        while tally.kills < KILLS:
            tally = sum((life.result() for life in [pool.submit(some_lives) for _ in "12"]), tally)

    tell(
        f"{tally.kills} kills, of them {tally.before_the_report} before there was a report and "
        f"{tally.within_a_save} that left a temporary file; {tally.confirmed} entries confirmed, "
        "0 lost"
    )
    # The kills came at all kinds of moments, or nothing was shown.
    assert tally.before_the_report and tally.within_a_save and tally.confirmed


def seconds_of_a_life(folder: Path) -> float:
    """Return how long a life takes in which everything is answered."""
    shutil.copytree(SMALL_FOLDER, folder / "small")
    (folder / "entries").write_text(lines(*TREATY, *LIGHTS, *AGAIN))
    for _ in range(2):  # the first begins the process that the others are forked from
        (folder / REPORT).unlink(missing_ok=True)
        begun = time.monotonic()
        life = begin_life(
            *ANSWER,
            "--state",
            "Denmark",
            folder=folder,
            stdin=folder / "entries",
            stdout=folder / "shown",
        )
        assert exit_code(life) == 0, (folder / "shown").read_text()
    return time.monotonic() - begun


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
        with Terminal(*ANSWER, "--state", "Denmark", cwd=folder) as terminal:
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
