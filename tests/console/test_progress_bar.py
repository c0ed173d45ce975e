"""The bar of a long run: when it is drawn, and that it is gone from what is left on the screen."""

import io
import os
import sys
from collections.abc import Mapping
from itertools import count
from pathlib import Path

import pyte
import pytest

from checklist.console.progress_bar import AFTER, Bar
from tests.support.folders import EXAMPLES
from tests.support.running import PATIENCE, checklist_run, environment

POSIX = pytest.mark.skipif(os.name == "nt", reason="there are no pseudo-terminals")


class Screen(io.StringIO):
    """Takes what is written to a terminal."""

    def isatty(self) -> bool:
        return True


class Clock:
    """A clock that stands still until it is set."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_nothing_is_drawn_or_counted_before_a_second_has_gone() -> None:
    screen, clock = Screen(), Clock()

    def never() -> int:
        raise AssertionError

    bar = Bar(screen, never, clock)
    clock.now += AFTER - 0.01
    for _ in range(1000):
        bar.advance()
    bar.clear()

    assert screen.getvalue() == ""


def test_the_bar_is_drawn_a_few_times_a_second_with_the_number_done() -> None:
    screen, clock = Screen(), Clock()
    counted = count()
    bar = Bar(screen, lambda: next(counted) + 2000, clock)

    for _ in range(1500):
        clock.now += 0.01
        bar.advance()

    pictures = screen.getvalue().count(" of 2,000 files")
    assert 100 <= pictures <= 145
    assert "1,4" in screen.getvalue()
    assert next(counted) == 1


def test_the_bar_makes_room_and_comes_back() -> None:
    screen, clock = Screen(), Clock()
    bar = Bar(screen, lambda: 10, clock)
    clock.now += 2
    bar.advance()

    bar.clear()
    cleared = screen.getvalue()
    bar.clear()
    again = screen.getvalue()
    clock.now += 2
    bar.advance()

    assert cleared.endswith(f"\r{' ' * len('1 of 10 files')}\r")
    assert again == cleared
    assert "2 of 10 files" in screen.getvalue()


# In a real terminal

IMPATIENT = """
import sys
import checklist.console.progress_bar as progress
from checklist.cli import main
progress.AFTER = 0.0
main(sys.argv[1:])
"""


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """Reports of which some are bad."""
    text = (EXAMPLES / "report-AUT.yaml").read_text("utf-8")
    for number in range(90):
        name = tmp_path / f"report-{number:02}.yaml"
        name.write_text(text if number % 30 else text.replace("status: final", "status: fnal"))
    return tmp_path


def shown(*arguments: str, cwd: Path, env: Mapping[str, str]) -> tuple[bytes, str]:
    """Return what the command writes to a terminal, and what stands on the screen at its end."""
    import pexpect

    with pexpect.spawn(
        sys.executable,
        ["-c", IMPATIENT, *arguments],
        cwd=str(cwd),
        env=environment(env),
        dimensions=(24, 120),
        timeout=PATIENCE,
    ) as terminal:
        written = terminal.read()
    screen = pyte.Screen(120, 24)
    pyte.ByteStream(screen).feed(written)
    return written, "\n".join(line.rstrip() for line in screen.display).rstrip() + "\n"


@pytest.mark.thorough
@POSIX
def test_nothing_of_the_bar_stays_on_the_screen(many: Path) -> None:
    words = ("validate", "--ignore", "R03", ".")

    written, screen = shown(*words, cwd=many, env={})

    quiet = checklist_run(*words, cwd=many)
    assert b" of 90 files" in written
    assert screen == quiet.stdout + quiet.stderr


@pytest.mark.thorough
@POSIX
@pytest.mark.parametrize(
    ("words", "term"),
    [
        ("validate .", "dumb"),
        ("validate .", ""),
        ("validate --format json .", "xterm"),
        ("lint", "xterm"),
    ],
)
def test_no_bar_is_drawn_where_it_cannot_be_or_would_be_in_the_way(
    words: str, term: str, many: Path
) -> None:
    written, _ = shown(*words.split(), cwd=many, env={"TERM": term})

    assert b" of 90 files" not in written
    assert b"\x1b" not in written


@pytest.mark.thorough
@POSIX
def test_a_bar_is_drawn_when_the_findings_go_elsewhere(many: Path) -> None:
    words = ("validate", "--format", "json", "--output", "../findings.json", ".")

    written, screen = shown(*words, cwd=many, env={})

    assert b" of 90 files" in written
    assert screen == checklist_run(*words, cwd=many).stderr
