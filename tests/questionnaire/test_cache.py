import os
import sys
from pathlib import Path

import pytest

from checklist.questionnaire.cache import cached_questionnaire
from tests.support.user import ordinary_user


class Maker:
    """Makes something of a folder, and counts how often."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self, folder: Path) -> list[str]:
        self.times += 1
        return [path.read_text("utf-8") for path in sorted(folder.glob("*.yaml"))]


@pytest.fixture(autouse=True)
def _writes_bytecode(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.yaml").write_text("one", "utf-8")
    return tmp_path


def kept(folder: Path) -> list[Path]:
    return list((folder / "__pycache__").glob("*"))


def test_what_was_made_once_is_used_again(folder: Path) -> None:
    make = Maker()

    first, second = cached_questionnaire(folder, make), cached_questionnaire(folder, make)

    assert first == second == ["one"]
    assert make.times == 1


@pytest.mark.parametrize("change", ["content", "another file"])
def test_it_is_made_anew_when_a_file_changes(folder: Path, change: str) -> None:
    make = Maker()
    cached_questionnaire(folder, make)

    name = "a.yaml" if change == "content" else "b.yaml"
    (folder / name).write_text("a new text", "utf-8")

    assert "a new text" in cached_questionnaire(folder, make)
    assert make.times == 2


@pytest.mark.parametrize("content", [b"", b"\x80\x05no pickle", b"cposix\nsystem\n", b"N."])
def test_it_is_made_anew_when_what_was_kept_is_broken(folder: Path, content: bytes) -> None:
    cached_questionnaire(folder, Maker())
    (path,) = kept(folder)
    path.write_bytes(content)

    assert cached_questionnaire(folder, Maker()) == ["one"]


def test_nothing_is_kept_when_python_is_to_write_no_compiled_files(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)

    assert cached_questionnaire(folder, Maker()) == ["one"]
    assert kept(folder) == []


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="modes are those of POSIX")
def test_a_folder_that_cannot_be_written_to_does_not_matter() -> None:
    with ordinary_user() as home:
        folder = home / "installed"
        folder.mkdir()
        (folder / "a.yaml").write_text("one", "utf-8")
        folder.chmod(0o500)

        assert cached_questionnaire(folder, Maker()) == ["one"]

        folder.chmod(0o700)


def test_what_cannot_be_made_is_told(folder: Path) -> None:
    def make(_: Path) -> object:
        raise ValueError("broken")

    with pytest.raises(ValueError, match="broken"):
        cached_questionnaire(folder, make)
