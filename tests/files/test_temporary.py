import errno
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from checklist.errors import SaveError
from checklist.files import temporary, writer
from checklist.files.save_notices import take_notices
from tests.support.leftovers import left_behind
from tests.support.written_files import names

pytestmark = pytest.mark.usefixtures("no_notices")

posix_only = pytest.mark.skipif(os.name == "nt", reason="there the open file is the lock")

WRITE_UNTIL_KILLED = """
import sys
from pathlib import Path
from checklist.files import writer

with writer.replacing_together([Path(word) for word in sys.argv[1:]]) as files:
    for one in files:
        one.file.write(b"half")
    print("writing", flush=True)
    sys.stdin.read()
"""


def test_what_a_killed_process_leaves_is_removed_by_the_next_that_writes_there(
    tmp_path: Path,
) -> None:
    words = [sys.executable, "-c", WRITE_UNTIL_KILLED, *map(str, (tmp_path / "a", tmp_path / "b"))]
    pipe = subprocess.PIPE
    with subprocess.Popen(words, stdin=pipe, stdout=pipe, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "writing\n"
        while_it_lives = names(tmp_path)
        temporary.remove_abandoned(tmp_path)
        assert names(tmp_path) == while_it_lives
        assert take_notices() == []
        process.kill()
    temporary._cleared.clear()

    writer.create(tmp_path / "other.yaml", b"new")

    assert len(while_it_lives) == 2
    assert names(tmp_path) == ["other.yaml"]
    assert take_notices() == [
        f"Removed 2 temporary files from {tmp_path}: a run that was stopped had left them."
    ]


def test_the_notice_of_one_file_that_was_left_is_in_the_singular(tmp_path: Path) -> None:
    left_behind(tmp_path / "r.yaml")

    assert temporary.remove_abandoned(tmp_path) == {"r.yaml"}
    assert take_notices() == [
        f"Removed 1 temporary file from {tmp_path}: a run that was stopped had left it."
    ]


def test_a_folder_is_looked_through_once_by_a_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked = []
    listed = os.listdir

    def watch(folder: Path) -> list[str]:
        looked.append(folder)
        return listed(folder)

    monkeypatch.setattr(os, "listdir", watch)
    for _ in range(3):
        writer.replace(tmp_path / "r.yaml", b"new")

    assert looked == [tmp_path]


@posix_only
def test_a_file_is_locked_until_it_has_its_name(tmp_path: Path) -> None:
    with temporary.temporary_file(tmp_path / "r.yaml", 0o600) as (path, file):
        file.write(b"new")
        file.close()  # as before it is renamed

        temporary.remove_abandoned(tmp_path)

        assert path.exists()
    assert names(tmp_path) == []


@posix_only
def test_a_new_file_that_is_taken_for_one_that_was_left_is_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lock = temporary._try_lock
    removed: list[int] = []

    def removed_before(descriptor: int) -> bool:
        if not removed:
            temporary.remove_abandoned(tmp_path)
            removed.append(descriptor)
        return lock(descriptor)

    monkeypatch.setattr(temporary, "_try_lock", removed_before)

    writer.replace(tmp_path / "r.yaml", b"new")

    assert (tmp_path / "r.yaml").read_bytes() == b"new"
    assert names(tmp_path) == ["r.yaml"]


@posix_only
def test_a_file_that_nobody_can_lock_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(temporary, "_try_lock", lambda _: False)

    with pytest.raises(SaveError, match="another program holds the file"):
        writer.replace(tmp_path / "r.yaml", b"new")

    assert names(tmp_path) == []


def test_what_another_machine_left_is_left_alone_for_a_day(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(temporary, "_machine", lambda: "abcdef")
    path = left_behind(tmp_path / "r.yaml")
    monkeypatch.setattr(temporary, "_machine", lambda: "012345")

    temporary.remove_abandoned(tmp_path)
    assert path.exists()
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 25 * 60 * 60)
    temporary.remove_abandoned(tmp_path)

    assert not path.exists()


def test_only_files_with_the_name_of_a_temporary_one_are_removed(tmp_path: Path) -> None:
    keep = [
        "r.yaml",
        ".r.yaml.tmp",
        ".r.yaml.01234567.tmp",
        ".r.yaml.0123456-01234567.tmp",
        ".r.yaml.012345-0123456g.tmp",
        ".r.yaml.012345-01234567.bak",
        "r.yaml.012345-01234567.tmp",
    ]
    for name in keep:
        (tmp_path / name).write_bytes(b"state: AUT")
    folder = temporary._new_name(tmp_path / "r.yaml", "tmp")
    folder.mkdir()

    temporary.remove_abandoned(tmp_path)

    assert names(tmp_path) == sorted([*keep, folder.name])
    assert take_notices() == []


@posix_only
def test_no_link_or_pipe_is_taken_for_a_file_that_was_left(tmp_path: Path) -> None:
    (tmp_path / "precious").write_bytes(b"")
    link, pipe = (temporary._new_name(tmp_path / "r.yaml", "tmp") for _ in "12")
    link.symlink_to("precious")
    os.mkfifo(pipe)

    temporary.remove_abandoned(tmp_path)

    assert names(tmp_path) == sorted(["precious", link.name, pipe.name])


def test_an_old_file_that_was_kept_gets_its_name_back_when_it_has_none(tmp_path: Path) -> None:
    left_behind(tmp_path / "a.csv", "old", b"old a")
    left_behind(tmp_path / "b.csv", "old", b"old b")
    (tmp_path / "b.csv").write_bytes(b"new b")

    temporary.remove_abandoned(tmp_path)

    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {
        "a.csv": b"old a",
        "b.csv": b"new b",
    }
    assert take_notices() == [
        f"a.csv is there again in {tmp_path}: a run that was stopped while it replaced the file "
        "had kept it under another name.",
        f"Removed 1 temporary file from {tmp_path}: a run that was stopped had left it.",
    ]


def test_many_files_that_get_their_names_back_are_counted(tmp_path: Path) -> None:
    for number in range(30):
        left_behind(tmp_path / f"{number}.csv", "old")

    temporary.remove_abandoned(tmp_path)

    assert names(tmp_path) == sorted(f"{number}.csv" for number in range(30))
    assert take_notices() == [
        f"30 files are there again in {tmp_path}: a run that was stopped while it replaced the "
        "files had kept them under other names."
    ]


@pytest.mark.parametrize("has_links", [True, False])
def test_an_old_file_does_not_replace_one_that_took_its_name_meanwhile(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, has_links: bool
) -> None:
    (tmp_path / "a.csv").write_bytes(b"newer")
    left_behind(tmp_path / "a.csv", "old", b"old")
    if not has_links:
        monkeypatch.setattr(os, "link", refused)
    # As if the newer file came just after a look at the folder had not found it.
    monkeypatch.setattr(os.path, "lexists", lambda _: False)

    assert temporary.remove_abandoned(tmp_path) == {"a.csv"}

    assert names(tmp_path) == ["a.csv"]
    assert (tmp_path / "a.csv").read_bytes() == b"newer"


def test_an_old_file_gets_its_name_back_where_there_are_no_hard_links(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    left_behind(tmp_path / "a.csv", "old", b"old")
    monkeypatch.setattr(os, "link", refused)

    temporary.remove_abandoned(tmp_path)

    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a.csv": b"old"}


def refused(*_: object) -> None:
    raise PermissionError(errno.EPERM, "")


@posix_only
@pytest.mark.parametrize("kind", ["tmp", "old"])
def test_a_name_that_no_file_can_get_back_stops_nothing(tmp_path: Path, kind: str) -> None:
    ends = f".{temporary._machine()}-12345678.{kind}"
    kept = [f"..{ends}", f"...{ends}"]
    for name in [*kept, f".two\nlines{ends}", f".other.csv{ends}"]:
        (tmp_path / name).write_bytes(b"")

    writer.replace(tmp_path / "r.yaml", b"new")

    there = {*names(tmp_path)}
    assert there >= {"r.yaml", *kept}
    assert (there & {"two\nlines", "other.csv"} == set()) is (kind == "tmp")
    assert not any("\n" in notice for notice in take_notices())


@posix_only
def test_an_old_file_is_kept_as_long_as_its_process_lives(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"old")

    with temporary.kept_under_other_name(tmp_path / "a.csv") as kept:
        (tmp_path / "a.csv").rename(kept)
        temporary.remove_abandoned(tmp_path)

        assert names(tmp_path) == [kept.name]
    temporary.remove_abandoned(tmp_path)
    assert names(tmp_path) == ["a.csv"]


@posix_only
def test_a_lock_that_cannot_be_given_up_is_no_fault_of_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    close, copied = os.close, os.dup

    def dup(descriptor: int) -> int:
        locked.append(copied(descriptor))
        return locked[0]

    def fail(descriptor: int) -> None:
        close(descriptor)
        if descriptor in locked:
            raise OSError(errno.EIO, "")

    locked: list[int] = []
    monkeypatch.setattr(os, "dup", dup)
    monkeypatch.setattr(os, "close", fail)

    writer.replace(tmp_path / "r.yaml", b"new")

    assert locked
    assert names(tmp_path) == ["r.yaml"]


def test_a_file_that_cannot_be_closed_does_not_hide_why_it_was_given_up(tmp_path: Path) -> None:
    with (
        pytest.raises(ValueError, match="the first error"),
        temporary.temporary_file(tmp_path / "new.csv", 0o600) as (_, file),
        Path(os.devnull).open("rb") as not_to_write,
    ):
        file.write(b"not written yet")
        os.dup2(not_to_write.fileno(), file.fileno())
        raise ValueError("the first error")

    assert list(tmp_path.iterdir()) == []
