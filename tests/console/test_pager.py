"""Which pager shows a long text, what it is given, and how it ends."""

import io
import os
import signal
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from checklist.console import pager

if sys.platform == "win32":
    pytest.skip("the pagers there are Python's own matter", allow_module_level=True)

STYLED = "\x1b[1mLights\x1b[0m\nOne keeper – 灯.\n"
PLAIN = "Lights\nOne keeper – 灯.\n"


class Stream(io.StringIO):
    """A standard stream that may be a terminal."""

    encoding = "utf-8"

    def __init__(self, terminal: bool) -> None:
        super().__init__()
        self._terminal = terminal

    def isatty(self) -> bool:
        return self._terminal


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Standard streams that are a terminal, in an environment that says nothing."""
    for name in ("PAGER", "LESS", "ACCESSIBLE", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    is_terminal(monkeypatch, stdin=True, stdout=True)
    return monkeypatch


def is_terminal(monkeypatch: pytest.MonkeyPatch, **streams: bool) -> None:
    """Give the pager its own standard streams: pytest changes those of all others."""
    own = {name: Stream(terminal) for name, terminal in streams.items()}
    monkeypatch.setattr(pager, "sys", SimpleNamespace(platform=sys.platform, **own))


def only(terminal: pytest.MonkeyPatch, folder: Path, *programs: str) -> None:
    """Let these programs be the only ones that are found; each keeps what it reads."""
    for name in programs:
        program = folder / name
        program.write_text(
            f'#!/bin/sh\n/bin/cat > {folder}/read\necho "$LESS" > {folder}/less-is\n'
        )
        program.chmod(0o755)
    terminal.setenv("PATH", str(folder))


# Which pager


def test_less_is_preferred_to_more(terminal: pytest.MonkeyPatch, tmp_path: Path) -> None:
    only(terminal, tmp_path)
    none = pager.pager()
    only(terminal, tmp_path, "more")
    second = pager.pager()
    only(terminal, tmp_path, "less")

    assert (none, second, pager.pager()) == ("", "more", "less")


@pytest.mark.parametrize(
    ("setting", "command"),
    [("most -s", "most -s"), (" less ", "less"), ("", ""), ("cat", ""), ("  ", "")],
)
def test_the_users_pager_is_taken(setting: str, command: str, terminal: pytest.MonkeyPatch) -> None:
    terminal.setenv("PAGER", setting)

    assert pager.pager() == command


@pytest.mark.parametrize(("stdin", "stdout"), [(False, True), (True, False)])
def test_there_is_none_without_a_terminal(
    stdin: bool, stdout: bool, terminal: pytest.MonkeyPatch
) -> None:
    terminal.setenv("PAGER", "less")
    is_terminal(terminal, stdin=stdin, stdout=stdout)

    assert pager.pager() == ""


@pytest.mark.parametrize(("variable", "value"), [("TERM", "dumb"), ("ACCESSIBLE", "1")])
def test_there_is_none_where_it_would_not_help(
    variable: str, value: str, terminal: pytest.MonkeyPatch
) -> None:
    terminal.setenv("PAGER", "less")
    terminal.setenv(variable, value)

    assert pager.pager() == ""


# What it is given


@pytest.mark.parametrize(
    ("less", "command", "text"),
    [
        (None, "less", STYLED),
        (None, "{}/less -S", STYLED),
        ("-FRX", "less", STYLED),
        ("FX", "less", PLAIN),
        ("FX", "less -R", STYLED),
        ("", "less", PLAIN),
        (None, "more", PLAIN),
        ("-R", "more", PLAIN),
        (None, "sh -c 'less'", PLAIN),
        (None, ": '; less", PLAIN),
    ],
)
def test_styles_are_for_a_less_that_shows_them(
    less: str | None,
    command: str,
    text: str,
    terminal: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    only(terminal, tmp_path, "less", "more")
    terminal.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    if less is not None:
        terminal.setenv("LESS", less)

    pager.show(STYLED, command.format(tmp_path))

    if "'; " not in command:
        assert (tmp_path / "read").read_text("utf-8") == text


def test_less_says_how_to_go_on_unless_it_has_options_of_the_user(
    terminal: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    only(terminal, tmp_path, "less")

    pager.show(PLAIN, "less")
    ours = (tmp_path / "less-is").read_text()
    terminal.setenv("LESS", "-F")
    pager.show(PLAIN, "less")

    assert "q\\: end" in ours
    assert (tmp_path / "less-is").read_text() == "-F\n"


# How it ends


def test_a_reader_who_has_had_enough_ends_it_silently(
    terminal: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    assert pager.show("one line\n" * 500_000, "true")
    assert pager.show("one line\n" * 500_000, "head -n 1 > /dev/null; exit 1")

    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("command", ["/nonexistent/pager", "no-such-pager --fast", "/"])
def test_a_pager_that_cannot_be_started_is_reported(
    command: str, terminal: pytest.MonkeyPatch
) -> None:
    assert not pager.show(PLAIN, command)


def test_ctrl_c_is_left_to_the_pager(terminal: pytest.MonkeyPatch) -> None:
    before = signal.getsignal(signal.SIGINT)

    shown = pager.show(PLAIN, f"cat > /dev/null; kill -INT {os.getpid()}")

    assert shown
    assert signal.getsignal(signal.SIGINT) is before
