import errno
import os
import re
import sys
from pathlib import Path

import pytest

from checklist.errors import SaveError
from checklist.files import temporary, writer
from tests.support.written_files import contents, mode_of, names, posix_only


def write_together(folder: Path, content: bytes = b"new") -> None:
    with writer.replacing_together([folder / "a", folder / "b", folder / "c"]) as files:
        for file in files:
            file.file.write(content)


def test_several_files_appear_together(tmp_path: Path) -> None:
    (tmp_path / "b").write_bytes(b"old")

    with writer.replacing_together([tmp_path / "a", tmp_path / "b"]) as (first, other):
        first.file.write(b"1")
        other.file.write(b"2")
        meanwhile = contents(tmp_path)

    assert {name for name in meanwhile if not name.startswith(".")} == {"b"}
    assert meanwhile["b"] == b"old"
    assert contents(tmp_path) == {"a": b"1", "b": b"2"}


@posix_only
def test_of_several_files_new_ones_are_for_their_owner_and_old_ones_keep_their_mode(
    tmp_path: Path,
) -> None:
    (tmp_path / "b").write_bytes(b"old")
    (tmp_path / "b").chmod(0o640)

    write_together(tmp_path)

    assert [mode_of(tmp_path / name) for name in "abc"] == [0o600, 0o640, 0o600]


def test_what_a_library_writes_under_the_name_meanwhile_is_in_the_file(tmp_path: Path) -> None:
    with writer.replacing_together([tmp_path / "a"]) as (first,):
        first.path.write_bytes(b"by a library")

    assert contents(tmp_path) == {"a": b"by a library"}


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux is asked to flush")
def test_a_long_file_is_brought_to_the_disk_while_it_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer, "_PART", 10)
    lengths: list[int] = []

    def noted(descriptor: int, *_: int) -> None:
        lengths.append(os.fstat(descriptor).st_size)
        raise OSError(errno.EINVAL, "")  # as of a file system that cannot do so

    with writer.replacing_together([tmp_path / "a"]) as (file,):
        monkeypatch.setattr(os, "posix_fadvise", noted)
        add = writer.steady_writer(file.file)
        for part in (b"1234", b"56789", b"0ab", b"c"):
            add(part)

    assert lengths == [12]
    assert contents(tmp_path) == {"a": b"1234567890abc"}


@pytest.mark.parametrize("old", [{}, {"a": b"old"}, {"b": b"old", "c": b"older"}])
@pytest.mark.parametrize(
    "stopped_by", [OSError(errno.ENOSPC, ""), RuntimeError("a fault"), KeyboardInterrupt()]
)
def test_a_fault_in_the_block_leaves_all_as_it_was(
    tmp_path: Path, old: dict[str, bytes], stopped_by: BaseException
) -> None:
    for name, content in old.items():
        (tmp_path / name).write_bytes(content)

    with (
        pytest.raises((SaveError, RuntimeError, KeyboardInterrupt)) as caught,
        writer.replacing_together([tmp_path / name for name in "abc"]),
    ):
        raise stopped_by

    assert contents(tmp_path) == old
    if isinstance(stopped_by, OSError):
        assert "a could not be saved: no space is left" in str(caught.value)
    else:
        assert caught.value is stopped_by


@pytest.mark.usefixtures("links")
@pytest.mark.parametrize("old", [{}, {"a": b"old"}, {"b": b"old", "c": b"older"}])
@pytest.mark.parametrize("failing", ["a", "b", "c"])
@pytest.mark.parametrize("stopped_by", [OSError(errno.EACCES, ""), KeyboardInterrupt()])
def test_when_one_file_cannot_have_its_name_all_are_as_before(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    old: dict[str, bytes],
    failing: str,
    stopped_by: BaseException,
) -> None:
    for name, content in old.items():
        (tmp_path / name).write_bytes(content)
    rename = Path.replace
    stops = [stopped_by]

    def refuse(path: Path, target: Path) -> Path:
        if Path(target).name == failing and stops:
            raise stops.pop()
        return rename(path, target)

    monkeypatch.setattr(Path, "replace", refuse)

    with pytest.raises((SaveError, KeyboardInterrupt)) as caught:
        write_together(tmp_path)

    assert contents(tmp_path) == old
    if isinstance(caught.value, SaveError):
        assert f"{failing} could not be saved: you are not permitted" in str(caught.value)


@pytest.mark.usefixtures("links")
@pytest.mark.parametrize(
    ("stopped_by", "message"),
    [
        (OSError(errno.EACCES, ""), "a could not be saved: you are"),
        (KeyboardInterrupt(), "b could"),
    ],
)
def test_an_old_file_that_cannot_be_put_back_is_kept_and_named(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    stopped_by: BaseException,
    message: str,
) -> None:
    (tmp_path / "a").write_bytes(b"old a")
    (tmp_path / "b").write_bytes(b"old b")
    rename = Path.replace
    stops = [stopped_by]

    def refuse(path: Path, target: Path) -> Path:
        if Path(target).name == "a" and stops:
            raise stops.pop()
        if Path(target).name == "b" and not stops:
            raise OSError(errno.EIO, "")
        return rename(path, target)

    monkeypatch.setattr(Path, "replace", refuse)

    with pytest.raises(SaveError, match=message) as caught:
        write_together(tmp_path)

    found = re.search(
        r"b could not be put back: .* error; what it held is in (.+)", str(caught.value)
    )
    assert found is not None
    temporary.remove_abandoned(tmp_path)  # as the next command does
    assert Path(found[1]).read_bytes() == b"old b"
    assert (tmp_path / "a").read_bytes() == b"old a"
    assert {path.name for path in tmp_path.iterdir()} <= {"a", "b", Path(found[1]).name}


def test_a_stop_just_after_the_last_name_was_given_puts_all_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "b").write_bytes(b"old")
    rename = Path.replace
    stops = [KeyboardInterrupt()]

    def stopped_after(path: Path, target: Path) -> Path:
        rename(path, target)
        if Path(target).name == "a" and stops:
            raise stops.pop()
        return target

    monkeypatch.setattr(Path, "replace", stopped_after)

    with pytest.raises(KeyboardInterrupt):
        write_together(tmp_path)

    assert contents(tmp_path) == {"b": b"old"}


def test_of_several_files_the_one_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()

    with pytest.raises(SaveError, match="b could not be saved: it is a folder"):
        write_together(tmp_path)

    assert names(tmp_path) == ["b"]


def test_the_first_of_several_files_takes_its_name_last(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rename = Path.replace
    taken = []

    def watch(path: Path, target: Path) -> Path:
        taken.append(Path(target).name)
        return rename(path, target)

    monkeypatch.setattr(Path, "replace", watch)
    write_together(tmp_path)

    assert taken == ["c", "b", "a"]


@posix_only
@pytest.mark.parametrize("there", [True, False])
def test_of_several_files_only_the_first_is_written_through_a_link(
    tmp_path: Path, there: bool
) -> None:
    if there:
        (tmp_path / "private").write_bytes(b"old")
    (tmp_path / "b").symlink_to("private")
    before = names(tmp_path)

    with (
        pytest.raises(SaveError, match="b could not be saved: a symbolic link is in its place"),
        writer.replacing_together([tmp_path / "a", tmp_path / "b"]),
    ):
        pytest.fail("files were opened")
    with writer.replacing_together([tmp_path / "b", tmp_path / "c"]) as files:
        for file in files:
            file.file.write(b"new")

    assert names(tmp_path) == sorted({*before, "c", "private"})
    assert (tmp_path / "b").is_symlink()
    assert (tmp_path / "private").read_bytes() == b"new"


@posix_only
def test_of_several_files_no_two_are_one(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to("b")

    with (
        pytest.raises(SaveError, match="b could not be saved: another of the files leads to it"),
        writer.replacing_together([tmp_path / "a", tmp_path / "b"]),
    ):
        pytest.fail("files were opened")

    assert names(tmp_path) == ["a"]
