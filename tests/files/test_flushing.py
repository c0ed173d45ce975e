import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from checklist.files import renaming

if sys.platform == "win32":
    pytest.skip("there is no fcntl", allow_module_level=True)

import fcntl


def flushed(
    monkeypatch: pytest.MonkeyPatch, path: Path, control: Callable[[int, int], None]
) -> list[str]:
    """Flush a file as on macOS. Returns what was done."""
    done: list[str] = []

    def watch(descriptor: int, command: int) -> None:
        done.append(f"fcntl {command}")
        control(descriptor, command)

    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(fcntl, "F_FULLFSYNC", 51, raising=False)
    monkeypatch.setattr(fcntl, "fcntl", watch)
    monkeypatch.setattr(os, "fsync", lambda _: done.append("fsync"))
    with path.open("wb") as file:
        renaming.flush_to_disk(file.fileno())
    monkeypatch.undo()
    return done


def test_on_macos_the_drive_empties_its_own_cache(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert flushed(monkeypatch, tmp_path / "r.yaml", lambda *_: None) == ["fcntl 51"]


def test_where_the_drive_cannot_do_that_fsync_does_what_it_can(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError

    assert flushed(monkeypatch, tmp_path / "r.yaml", refuse) == ["fcntl 51", "fsync"]
