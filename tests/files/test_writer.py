import errno
import hashlib
import os
import random
import re
import signal
import stat
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import BinaryIO

import pytest

from checklist.errors import ChangedOnDiskError, SaveError
from checklist.files import flushing, renaming, temporary, writer
from tests.support.leftovers import left_behind
from tests.support.user import NOBODY, ordinary_user

posix_only = pytest.mark.skipif(os.name == "nt", reason="POSIX modes, links and signals")


def fail_with(number: int) -> Callable[..., None]:
    def fail(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    return fail


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


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


@posix_only
def test_a_link_stays_a_link_and_its_target_is_written(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    target = tmp_path / "elsewhere" / "real.yaml"
    target.write_bytes(b"old")
    link = tmp_path / "link.yaml"
    link.symlink_to(target)

    writer.replace(link, b"new")

    assert link.is_symlink()
    assert target.read_bytes() == b"new"
    assert names(tmp_path) == ["elsewhere", "link.yaml"]


@posix_only
def test_a_link_to_nowhere_gets_its_target(tmp_path: Path) -> None:
    link = tmp_path / "link.yaml"
    link.symlink_to("real.yaml")

    writer.replace(link, b"new")

    assert link.is_symlink()
    assert (tmp_path / "real.yaml").read_bytes() == b"new"


@pytest.mark.parametrize("name", [".", "/", ""])
def test_a_path_without_a_name_is_said_to_be_a_folder(name: str) -> None:
    for write in (writer.replace, writer.create):
        with pytest.raises(SaveError, match="could not be saved: it is a folder"):
            write(Path(name), b"new")


@posix_only
def test_links_in_a_circle_are_said(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").symlink_to("a")

    with pytest.raises(SaveError, match="a could not be saved: a symbolic link"):
        writer.replace(tmp_path / "a", b"new")


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


# Links


@posix_only
def test_a_link_that_the_system_does_not_follow_is_not_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "precious").write_bytes(b"old")
    link = tmp_path / "link"
    link.symlink_to("precious")
    status = os.stat

    def protect(path: Path, *, follow_symlinks: bool = True) -> os.stat_result:
        if follow_symlinks and Path(path) == link:
            raise PermissionError(errno.EACCES, "")
        return status(path, follow_symlinks=follow_symlinks)

    monkeypatch.setattr(os, "stat", protect)
    for write in (writer.replace, lambda path, _: write_both(path, tmp_path / "other")):
        with pytest.raises(SaveError, match="link could not be saved: you are not permitted"):
            write(link, b"new")

    assert contents(tmp_path) == {"precious": b"old", "link": b"old"}


def write_both(one: Path, other: Path) -> None:
    with writer.replacing_together([one, other]):
        pytest.fail("files were opened")


@posix_only
@pytest.mark.skipif(
    not Path("/proc/sys/fs/protected_symlinks").exists()
    or Path("/proc/sys/fs/protected_symlinks").read_text().strip() != "1",
    reason="this system follows links of other users",
)
def test_another_users_link_in_a_folder_for_all_is_not_followed(tmp_path: Path) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root may act as another user")
    (tmp_path / "precious").write_bytes(b"old")
    for_all = tmp_path / "for-all"
    for_all.mkdir()
    for_all.chmod(0o1777)
    link = for_all / "link"
    link.symlink_to(tmp_path / "precious")
    os.chown(link, NOBODY, NOBODY, follow_symlinks=False)

    with pytest.raises(SaveError, match="you are not permitted"):
        writer.replace(link, b"new")

    assert (tmp_path / "precious").read_bytes() == b"old"


@posix_only
def test_a_link_that_is_exchanged_while_it_is_followed_is_not_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "meant").write_bytes(b"old")
    (tmp_path / "precious").write_bytes(b"old")
    link = tmp_path / "link"
    link.symlink_to("meant")
    monkeypatch.setattr(Path, "resolve", lambda _: tmp_path / "precious")

    with pytest.raises(SaveError, match="a symbolic link stands in the way"):
        writer.replace(link, b"new")

    assert (tmp_path / "precious").read_bytes() == b"old"


@posix_only
def test_a_link_that_takes_the_place_of_the_file_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "precious").write_bytes(b"old")
    path = tmp_path / "r.yaml"

    with (
        pytest.raises(SaveError, match="it is not a regular file"),
        writer.replacing(path) as file,
    ):
        file.write(b"new")
        path.symlink_to("precious")

    assert (tmp_path / "precious").read_bytes() == b"old"


@pytest.fixture
def linked(tmp_path: Path) -> Path:
    """A file with a second name."""
    path = tmp_path / "r.yaml"
    path.write_bytes(b"old")
    path.with_name("second.yaml").hardlink_to(path)
    return path


def test_a_file_with_a_second_name_is_not_replaced(linked: Path) -> None:
    with pytest.raises(SaveError, match=r"r\.yaml could not be saved: the file has other names"):
        writer.replace(linked, b"new")
    with pytest.raises(SaveError, match="the file has other names"), writer.replacing(linked):
        pytest.fail("a file was opened")
    with pytest.raises(SaveError, match="the file has other names"):
        write_both(linked, linked.with_name("other"))

    assert writer.number_of_names(linked) == 2
    assert contents(linked.parent) == {"r.yaml": b"old", "second.yaml": b"old"}


def test_a_second_name_that_a_file_gets_meanwhile_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / "r.yaml"
    path.write_bytes(b"old")

    with pytest.raises(SaveError, match="the file has other names"), writer.replacing(path):
        path.with_name("second.yaml").hardlink_to(path)

    assert path.read_bytes() == b"old"


def test_a_second_name_keeps_the_old_text_where_that_is_wanted(linked: Path) -> None:
    writer.replace(linked, b"new", break_link=True)

    assert contents(linked.parent) == {"r.yaml": b"new", "second.yaml": b"old"}
    assert writer.number_of_names(linked) == 1


def test_a_name_that_we_give_a_file_for_a_moment_is_not_counted(tmp_path: Path) -> None:
    path = tmp_path / "r.yaml"
    path.write_bytes(b"old")
    temporary._new_name(path, "tmp").hardlink_to(path)  # as `create` does

    assert writer.number_of_names(path) == 1
    writer.replace(path, b"new")

    assert contents(tmp_path) == {"r.yaml": b"new"}


def test_a_file_that_is_not_there_has_no_names(tmp_path: Path) -> None:
    assert writer.number_of_names(tmp_path / "r.yaml") == 0


# What another program writes meanwhile


def test_a_file_that_is_not_as_expected_any_more_is_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "r.yaml"
    path.write_bytes(b"theirs")

    with pytest.raises(ChangedOnDiskError, match=r"r\.yaml was changed by another program"):
        writer.replace(path, b"ours", is_unchanged=lambda: path.read_bytes() == b"old")

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

    def noted_rename(one: Path, target: Path) -> Path:
        done.append("rename")
        return rename(one, target)

    monkeypatch.setattr(writer, "_flush", noted_flush)
    monkeypatch.setattr(Path, "replace", noted_rename)

    def noted_question() -> bool:
        done.append("asked")
        return True

    writer.replace(path, b"new", is_unchanged=noted_question)

    assert done == ["flush", "asked", "rename"]


@pytest.fixture(params=["links", "no links"])
def links(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "no links":
        monkeypatch.setattr(os, "link", fail_with(errno.EPERM))


@pytest.mark.usefixtures("links")
def test_create_writes_a_file_that_is_not_there(tmp_path: Path) -> None:
    writer.create(tmp_path / "r.yaml", b"new")

    assert (tmp_path / "r.yaml").read_bytes() == b"new"
    assert names(tmp_path) == ["r.yaml"]


@pytest.mark.usefixtures("links")
def test_create_refuses_a_file_that_is_there(tmp_path: Path) -> None:
    (tmp_path / "r.yaml").write_bytes(b"old")

    with pytest.raises(SaveError, match=r"r\.yaml could not be saved: it exists already"):
        writer.create(tmp_path / "r.yaml", b"new")

    assert (tmp_path / "r.yaml").read_bytes() == b"old"
    assert names(tmp_path) == ["r.yaml"]


@posix_only
@pytest.mark.parametrize("stopped_by", [OSError(errno.EIO, ""), KeyboardInterrupt()])
def test_create_without_links_leaves_no_empty_file_when_it_is_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stopped_by: BaseException
) -> None:
    def stop(*_: object) -> None:
        raise stopped_by

    monkeypatch.setattr(os, "link", fail_with(errno.EPERM))
    monkeypatch.setattr(Path, "replace", stop)

    with pytest.raises((SaveError, KeyboardInterrupt)):
        writer.create(tmp_path / "r.yaml", b"new")

    assert names(tmp_path) == []


@posix_only
def test_create_without_links_that_is_stopped_when_all_is_done_leaves_the_whole_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rename = Path.replace

    def stopped_after(path: Path, target: Path) -> None:
        rename(path, target)
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "link", fail_with(errno.EPERM))
    monkeypatch.setattr(Path, "replace", stopped_after)

    with pytest.raises(KeyboardInterrupt):
        writer.create(tmp_path / "r.yaml", b"new")

    assert names(tmp_path) == ["r.yaml"]
    assert (tmp_path / "r.yaml").read_bytes() == b"new"


@posix_only
def test_a_folder_is_not_flushed_where_the_system_cannot(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[object] = []
    monkeypatch.setattr(os, "open", lambda *given: opened.append(given))
    monkeypatch.setattr(os, "name", "nt")

    flushing.flush_folder(tmp_path)

    assert opened == []


@posix_only
@pytest.mark.usefixtures("links")
def test_create_refuses_a_link_to_nowhere(tmp_path: Path) -> None:
    (tmp_path / "r.yaml").symlink_to("nowhere")

    with pytest.raises(SaveError, match="exists already"):
        writer.create(tmp_path / "r.yaml", b"new")


@pytest.mark.usefixtures("links")
def test_of_many_who_create_a_file_at_once_one_succeeds(tmp_path: Path) -> None:
    path = tmp_path / "r.yaml"

    def attempt(number: int) -> bytes | None:
        content = bytes([number]) * 10_000
        try:
            writer.create(path, content)
        except SaveError:
            return None
        return content

    with ThreadPoolExecutor(8) as pool:
        written = [content for content in pool.map(attempt, range(8)) if content is not None]

    assert [path.read_bytes()] == written
    assert names(tmp_path) == ["r.yaml"]


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
from checklist.files import flushing, writer

for number in count(int(sys.argv[2])):
    body = b"%d\\n" % number * 20_000
    digest = hashlib.sha256(body).hexdigest().encode()
    writer.replace(Path(sys.argv[1]), digest + b"\\n" + body)
    print(number, flush=True)
"""


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


# Several files together


def write_together(folder: Path, content: bytes = b"new") -> None:
    with writer.replacing_together([folder / "a", folder / "b", folder / "c"]) as files:
        for one in files:
            one.file.write(content)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_several_files_appear_together(tmp_path: Path) -> None:
    (tmp_path / "b").write_bytes(b"old")

    with writer.replacing_together([tmp_path / "a", tmp_path / "b"]) as (one, other):
        one.file.write(b"1")
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
    with writer.replacing_together([tmp_path / "a"]) as (one,):
        one.path.write_bytes(b"by a library")

    assert contents(tmp_path) == {"a": b"by a library"}


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux is told")
def test_a_long_file_is_brought_to_the_disk_while_it_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer, "_PART", 10)
    lengths: list[int] = []

    def noted(descriptor: int, *_: int) -> None:
        lengths.append(os.fstat(descriptor).st_size)
        raise OSError(errno.EINVAL, "")  # as a file system does that cannot be told

    with writer.replacing_together([tmp_path / "a"]) as (one,):
        monkeypatch.setattr(os, "posix_fadvise", noted)
        add = writer.steady_writer(one.file)
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
    ("stopped_by", "told"),
    [
        (OSError(errno.EACCES, ""), "a could not be saved: you are"),
        (KeyboardInterrupt(), "b could"),
    ],
)
def test_an_old_file_that_cannot_be_put_back_is_kept_and_named(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    stopped_by: BaseException,
    told: str,
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

    with pytest.raises(SaveError, match=told) as caught:
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
        pytest.raises(SaveError, match="b could not be saved: a symbolic link stands in the way"),
        writer.replacing_together([tmp_path / "a", tmp_path / "b"]),
    ):
        pytest.fail("files were opened")
    with writer.replacing_together([tmp_path / "b", tmp_path / "c"]) as files:
        for one in files:
            one.file.write(b"new")

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
