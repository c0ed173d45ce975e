import os
import sys
from pathlib import Path

import pytest

from checklist.files.cache import cached, cached_questionnaire
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


@pytest.fixture(autouse=True)
def own(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the cache folder of the user, as the variables of all systems name it."""
    around = tmp_path_factory.mktemp("home") / "cache"
    for variable in ("XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(variable, str(around))
    monkeypatch.setattr(Path, "home", lambda: around.parent)
    if sys.platform == "darwin":
        return around.parent / "Library" / "Caches" / "tip-checklist"
    return around / "tip-checklist"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.yaml").write_text("one", "utf-8")
    return tmp_path


def kept(folder: Path) -> list[Path]:
    return list((folder / "__pycache__").glob("*"))


def kept_in(own: Path) -> list[Path]:
    return [*own.glob("*.pickle")]


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


@pytest.mark.parametrize("content", [None, b"", b"no marshal", b"N", b"(\x02\x00\x00\x00NN"])
def test_plain_texts_are_kept_too_and_made_anew_when_what_was_kept_is_broken(
    folder: Path, content: bytes | None
) -> None:
    made: list[None] = []

    def texts() -> dict[str, tuple[str, ...]]:
        made.append(None)
        return {"{count} file": ("{count} fichier", "{count} fichiers"), "\u2019": ("",)}

    def read() -> dict[str, tuple[str, ...]]:
        return cached(folder, "texts", [folder / "a.yaml"], texts, is_plain=True)

    first = read()
    (path,) = kept(folder)
    if content is not None:
        path.write_bytes(content)

    assert read() == first == texts()
    assert len(made) == (2 if content is None else 3)


def test_when_python_is_to_write_no_compiled_files_the_user_keeps_it(
    folder: Path, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    make = Maker()

    first, second = cached_questionnaire(folder, make), cached_questionnaire(folder, make)

    assert first == second == ["one"]
    assert make.times == 1
    assert kept(folder) == []
    assert len(kept_in(own)) == 1


def test_what_the_user_keeps_is_made_anew_when_a_file_changes_and_replaced(
    folder: Path, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    cached_questionnaire(folder, Maker())

    (folder / "a.yaml").write_text("a new text", "utf-8")

    assert cached_questionnaire(folder, Maker()) == ["a new text"]
    assert len(kept_in(own)) == 1


def test_two_installations_do_not_take_turns(
    folder: Path, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    other = folder / "other" / folder.name
    other.mkdir(parents=True)
    (other / "a.yaml").write_text("two", "utf-8")
    make = Maker()

    for _ in range(2):
        assert cached_questionnaire(folder, make) == ["one"]
        assert cached_questionnaire(other, make) == ["two"]

    assert make.times == 2


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="modes are those of POSIX")
@pytest.mark.parametrize("has_home", [True, False])
def test_an_installation_that_cannot_be_written_to_does_not_matter(
    has_home: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    with ordinary_user() as home:
        folder = home / "installed"
        folder.mkdir()
        (folder / "a.yaml").write_text("one", "utf-8")
        folder.chmod(0o500)
        cache = home / "cache" if has_home else home / "absent" / "cache"
        monkeypatch.setenv("XDG_CACHE_HOME", str(cache))
        make = Maker()

        assert cached_questionnaire(folder, make) == ["one"]
        assert cached_questionnaire(folder, make) == ["one"]

        assert make.times == (1 if has_home else 2)
        assert (home / "absent").exists() is False
        folder.chmod(0o700)


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="modes are those of POSIX")
@pytest.mark.parametrize("how", ["others can write", "a link", "of another user"])
def test_a_cache_folder_in_which_others_can_write_is_not_used(
    how: str, folder: Path, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    cached_questionnaire(folder, Maker())
    (path,) = kept_in(own)
    content = path.read_bytes()
    if how == "others can write":
        own.chmod(0o777)
    elif how == "a link":
        elsewhere = own.rename(own.with_name("elsewhere"))
        own.symlink_to(elsewhere)
    else:
        monkeypatch.setattr(os, "geteuid", lambda: 4_000_000)
    make = Maker()

    assert cached_questionnaire(folder, make) == ["one"]

    assert make.times == 1
    assert [file.read_bytes() for file in kept_in(own)] == [content]


def test_a_system_without_a_home_has_no_cache(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_home() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    monkeypatch.setattr(Path, "home", no_home)
    for variable in ("XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(variable, "relative")

    assert cached_questionnaire(folder, Maker()) == ["one"]


def test_what_cannot_be_made_is_told(folder: Path) -> None:
    def make(_: Path) -> object:
        raise ValueError("broken")

    with pytest.raises(ValueError, match="broken"):
        cached_questionnaire(folder, make)


def test_each_language_has_a_cache_that_follows_its_catalogue(folder: Path) -> None:
    make = Maker()
    catalogue = folder / "translations" / "fr.po"
    catalogue.parent.mkdir()
    catalogue.write_text("one", "utf-8")

    for language in ("en", "fr", "fr", "en"):
        cached_questionnaire(folder, make, language)
    assert make.times == 2
    catalogue.write_text("a second one", "utf-8")
    cached_questionnaire(folder, make)
    assert make.times == 2
    cached_questionnaire(folder, make, "fr")
    assert make.times == 3
