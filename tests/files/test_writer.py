import errno
import hashlib
import os
import random
import signal
import stat
import subprocess
import sys
from pathlib import Path
from typing import BinaryIO

import pytest

from checklist.errors import ChangedOnDiskError, SaveError
from checklist.files import reader, renaming, writer
from tests.support.leftovers import left_behind
from tests.support.user import ordinary_user
from tests.support.written_files import contents, fail_with, mode_of, names, posix_only


def test_replace_writes_a_new_file(tmp_path: Path) -> None:
    writer.replace(tmp_path / "r.yaml", b"a: 1\r\n\xef\xbb\xbf")

    assert (tmp_path / "r.yaml").read_bytes() == b"a: 1\r\n\xef\xbb\xbf"
    assert names(tmp_path) == ["r.yaml"]


@posix_only
def test_a_new_file_is_for_its_owner_alone(tmp_path: Path) -> None:
    writer.replace(tmp_path / "r.yaml", b"x")
    writer.create(tmp_path / "c.yaml", b"x")

    assert mode_of(tmp_path / "r.yaml") == mode_of(tmp_path / "c.yaml") == 0o600


@posix_only
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o666])
def test_an_existing_file_keeps_its_mode_whatever_the_umask(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "r.yaml"
    path.write_bytes(b"old")
    path.chmod(mode)

    writer.replace(path, b"new")

    assert path.read_bytes() == b"new"
    assert mode_of(path) == mode


@posix_only
def test_the_temporary_file_is_never_open_to_more_people_than_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "r.yaml"
    path.write_bytes(b"old")
    path.chmod(0o600)
    modes = []
    open_file = os.open

    def watch(name: Path, flags: int, mode: int = 0o777) -> int:
        descriptor = open_file(name, flags, mode)
        modes.append((Path(name).name, stat.S_IMODE(os.fstat(descriptor).st_mode)))
        return descriptor

    monkeypatch.setattr(os, "open", watch)
    writer.replace(path, b"new")

    [temporary] = [entry for entry in modes if entry[0].endswith(".tmp")]
    assert temporary[1] == 0o600


@pytest.mark.parametrize("name", [".", "/", ""])
def test_a_path_without_a_name_is_said_to_be_a_folder(name: str) -> None:
    for write in (writer.replace, writer.create):
        with pytest.raises(SaveError, match="could not be saved: it is a folder"):
            write(Path(name), b"new")


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.EIO, "the disk reported an error"),
        (errno.ENOSPC, "no space is left"),
        (errno.EROFS, "the disk is read-only"),
        (errno.EACCES, "you are not permitted"),
        (errno.EXDEV, os.strerror(errno.EXDEV)),
    ],
)
@pytest.mark.parametrize("step", ["os.open", "os.fsync", "pathlib.Path.replace"])
def test_a_fault_leaves_the_old_file_and_no_temporary_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, number: int, words: str
) -> None:
    path = tmp_path / "report-AUT.yaml"
    path.write_bytes(b"old")

    with monkeypatch.context() as patch:
        patch.setattr(step, fail_with(number))
        with pytest.raises(SaveError, match=f"report-AUT.yaml could not be saved: {words}"):
            writer.replace(path, b"new")

    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["report-AUT.yaml"]


def test_an_interruption_leaves_the_old_file_and_no_temporary_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "r.yaml"
    path.write_bytes(b"old")

    def interrupt(_: int) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", interrupt)
        with pytest.raises(KeyboardInterrupt):
            writer.replace(path, b"new")

    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["r.yaml"]


@posix_only
def test_a_disk_that_takes_only_a_part_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "r.yaml"
    path.write_bytes(b"old")
    code = (
        "import resource, sys; from pathlib import Path; from checklist.files import writer\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (5000, 5000))\n"
        "writer.replace(Path(sys.argv[1]), b'x' * 100_000)"
    )

    done = subprocess.run(
        [sys.executable, "-c", code, path], capture_output=True, text=True, check=False
    )

    assert "could not be saved: the file is larger than the disk allows" in done.stderr
    assert done.returncode == 1
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["r.yaml"]


@posix_only
def test_a_folder_that_cannot_be_flushed_is_no_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    flush = os.fsync

    def fail_on_folders(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, "")
        flush(descriptor)

    monkeypatch.setattr(os, "fsync", fail_on_folders)
    writer.replace(tmp_path / "r.yaml", b"new")

    assert (tmp_path / "r.yaml").read_bytes() == b"new"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("no-folder/r.yaml", "the folder does not exist"),
        ("file/r.yaml", "a part of the path is not a folder"),
        ("folder", "it is a folder"),
        ("n" * 300, "the name is too long"),
    ],
)
@posix_only
def test_a_path_that_cannot_be_written_is_said_in_plain_words(
    tmp_path: Path, name: str, words: str
) -> None:
    (tmp_path / "file").write_bytes(b"")
    (tmp_path / "folder").mkdir()

    with pytest.raises(SaveError, match=words):
        writer.replace(tmp_path / name, b"new")


@posix_only
def test_a_pipe_is_not_replaced(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")

    with pytest.raises(SaveError, match="not a regular file"):
        writer.replace(tmp_path / "pipe", b"new")


@posix_only
def test_a_protected_file_is_not_replaced() -> None:
    with ordinary_user() as folder:
        path = folder / "r.yaml"
        path.write_bytes(b"old")
        path.chmod(0o400)

        with pytest.raises(SaveError, match="write-protected"):
            writer.replace(path, b"new")

        assert path.read_bytes() == b"old"


def test_no_control_character_of_a_name_reaches_the_message(tmp_path: Path) -> None:
    with pytest.raises(SaveError) as caught:
        writer.replace(tmp_path / "no-folder" / "\x1b[31m", b"")

    assert "\x1b" not in str(caught.value)
    assert "‹U+001B›" in str(caught.value)


def test_a_renaming_that_is_held_up_for_a_moment_is_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rename = Path.replace
    faults = iter([PermissionError(errno.EACCES, ""), PermissionError(errno.EACCES, "")])

    def held_up(path: Path, target: Path) -> Path:
        for fault in faults:
            raise fault
        return rename(path, target)

    monkeypatch.setattr(renaming, "_ATTEMPTS", 3)
    monkeypatch.setattr(renaming, "_PAUSE", 0)
    monkeypatch.setattr(Path, "replace", held_up)
    writer.replace(tmp_path / "r.yaml", b"new")

    assert (tmp_path / "r.yaml").read_bytes() == b"new"


def test_a_file_that_is_not_as_expected_any_more_is_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "r.yaml"
    path.write_bytes(b"theirs")

    with pytest.raises(ChangedOnDiskError, match=r"r\.yaml was changed by another program"):
        writer.replace(path, b"ours", before=b"old")

    assert contents(tmp_path) == {"r.yaml": b"theirs"}


def test_what_is_on_the_disk_is_asked_for_last(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "r.yaml"
    path.write_bytes(b"old")
    done: list[str] = []
    flush, rename = writer._flush, Path.replace

    def noted_flush(file: BinaryIO) -> None:
        done.append("flush")
        flush(file)

    def noted_rename(source: Path, target: Path) -> Path:
        done.append("rename")
        return rename(source, target)

    monkeypatch.setattr(writer, "_flush", noted_flush)
    monkeypatch.setattr(Path, "replace", noted_rename)

    def noted_reading(path: Path) -> bytes:
        done.append("asked")
        return path.read_bytes()

    monkeypatch.setattr(reader, "content_of", noted_reading)
    writer.replace(path, b"new", before=b"old")

    assert done == ["flush", "asked", "rename"]


@posix_only
def test_a_folder_is_not_flushed_where_the_system_cannot(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[object] = []
    monkeypatch.setattr(os, "open", lambda *given: opened.append(given))
    monkeypatch.setattr(os, "name", "nt")

    renaming.flush_folder(tmp_path)

    assert opened == []


def test_an_empty_file_goes_with_its_stray_and_no_other_file_does(tmp_path: Path) -> None:
    for name, content in (("begun", b""), ("empty", b""), ("whole", b"state: AUT")):
        (tmp_path / f"{name}.yaml").write_bytes(content)

    for name in ("begun", "empty", "whole"):
        if name != "empty":
            left_behind(tmp_path / f"{name}.yaml")
        writer.remove_strays(tmp_path / f"{name}.yaml")

    assert names(tmp_path) == ["empty.yaml", "whole.yaml"]


def test_strays_of_kept_drafts_are_removed_with_those_of_the_report(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "r.yaml").symlink_to("elsewhere/r.yaml")
    left_behind(tmp_path / "r.draft.yaml")
    left_behind(tmp_path / "elsewhere" / "r.yaml")

    writer.remove_strays(tmp_path / "r.yaml")

    assert names(tmp_path) == ["elsewhere", "r.yaml"]
    assert names(tmp_path / "elsewhere") == []


def test_strays_in_a_folder_that_is_not_there_are_no_fault(tmp_path: Path) -> None:
    writer.remove_strays(tmp_path / "no-folder" / "r.yaml")


SAVE_FOR_EVER = """
import hashlib, sys
from itertools import count
from pathlib import Path
from checklist.files import renaming, writer

for number in count(int(sys.argv[2])):
    body = b"%d\\n" % number * 20_000
    digest = hashlib.sha256(body).hexdigest().encode()
    writer.replace(Path(sys.argv[1]), digest + b"\\n" + body)
    print(number, flush=True)
"""


@pytest.mark.thorough
@posix_only
def test_a_process_that_is_killed_leaves_a_whole_file_with_what_it_confirmed(
    tmp_path: Path,
) -> None:
    path = tmp_path / "r.yaml"
    chance = random.Random(2010)
    confirmed = 0

    for _ in range(20):
        with subprocess.Popen(
            [sys.executable, "-c", SAVE_FOR_EVER, path, str(confirmed + 1)],
            stdout=subprocess.PIPE,
            text=True,
        ) as process:
            assert process.stdout is not None
            for _ in range(chance.randint(1, 5)):
                confirmed = int(process.stdout.readline())
            try:
                process.wait(chance.random() * 0.01)
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGKILL)
            confirmed = int([str(confirmed), *process.stdout.read().split()][-1])

        digest, body = path.read_bytes().split(b"\n", 1)
        assert hashlib.sha256(body).hexdigest().encode() == digest
        assert int(body.split(b"\n", 1)[0]) >= confirmed

    writer.remove_strays(path)
    assert names(tmp_path) == ["r.yaml"]
