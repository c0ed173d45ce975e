import errno
import getpass
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from filelock import FileLock

from checklist.errors import LockedError, SaveError
from checklist.files import lock
from checklist.files.lock import ReportLock
from checklist.files.temporary import is_at

posix_only = pytest.mark.skipif(os.name == "nt", reason="POSIX modes and links")

HOLD = """
import sys
from pathlib import Path
from checklist.files.lock import ReportLock
from checklist.files.temporary import is_at

with ReportLock(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""

# The marker shows any two processes that hold the lock at once.
CONTEND = """
import os, sys, time
from pathlib import Path
from checklist.errors import LockedError
from checklist.files.lock import ReportLock
from checklist.files.temporary import is_at

report = Path(sys.argv[1])
held = 0
while held < 50:
    try:
        with ReportLock(report):
            os.close(os.open(report.with_name("marker"), os.O_CREAT | os.O_EXCL))
            report.with_name("marker").unlink()
            held += 1
    except LockedError:
        pass
"""


@contextmanager
def another_session(report: Path) -> Iterator["subprocess.Popen[str]"]:
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, report],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield process


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report-AUT.yaml"
    path.write_text("state: AUT\n")
    return path


def lock_file(report: Path) -> Path:
    return report.with_name(f".{report.name}.lock")


def test_the_error_of_a_second_session_names_the_holder(report: Path) -> None:
    with (
        another_session(report) as process,
        pytest.raises(LockedError) as caught,
        ReportLock(report),
    ):
        pass

    message = str(caught.value)
    assert "report-AUT.yaml is open in another session (process" in message
    assert f"process {process.pid} of user " in message
    assert " on host " in message
    assert ", since 2" in message


def test_the_error_of_every_further_session_names_the_holder(report: Path) -> None:
    with ReportLock(report):
        messages = set()
        for _ in range(3):
            with pytest.raises(LockedError) as caught, ReportLock(report):
                pass
            messages.add(str(caught.value))

    assert len(messages) == 1
    assert f"process {os.getpid()} of user" in messages.pop()


def test_the_lock_is_free_after_the_block_and_its_file_gone(report: Path) -> None:
    for _ in range(3):
        with ReportLock(report):
            assert lock_file(report).exists()

        assert not lock_file(report).exists()


def test_a_lock_can_be_taken_again_after_it_was_refused(report: Path) -> None:
    refused = ReportLock(report)
    with ReportLock(report), pytest.raises(LockedError), refused:
        pass

    with refused:
        assert lock_file(report).exists()


def test_the_lock_is_given_up_when_the_block_fails(report: Path) -> None:
    with pytest.raises(RuntimeError), ReportLock(report):
        raise RuntimeError

    assert not lock_file(report).exists()
    with ReportLock(report):
        pass


def test_a_report_that_does_not_exist_yet_can_be_locked(tmp_path: Path) -> None:
    with (
        ReportLock(tmp_path / "new.yaml"),
        pytest.raises(LockedError),
        ReportLock(tmp_path / "new.yaml"),
    ):
        pass


def test_a_dead_process_blocks_nobody(report: Path) -> None:
    with another_session(report) as process:
        process.kill()
    left = lock_file(report).exists()

    with ReportLock(report), pytest.raises(LockedError) as caught, ReportLock(report):
        pass

    assert left
    assert f"process {os.getpid()} of" in str(caught.value)
    assert not lock_file(report).exists()


def test_two_sessions_never_hold_the_report_at_once(report: Path) -> None:
    sessions = [subprocess.Popen([sys.executable, "-c", CONTEND, report]) for _ in range(4)]

    assert [session.wait(60) for session in sessions] == [0, 0, 0, 0]
    assert not lock_file(report).exists()


@posix_only
def test_a_lock_on_a_file_that_lost_its_name_does_not_count(
    report: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import fcntl

    lock_descriptor = fcntl.flock
    before, after = ReportLock(report), ReportLock(report)

    def pass_on_first(descriptor: int, operation: int) -> None:
        monkeypatch.undo()
        before.__exit__(None, None, None)
        after.__enter__()
        lock_descriptor(descriptor, operation)

    before.__enter__()
    monkeypatch.setattr(fcntl, "flock", pass_on_first)
    with pytest.raises(LockedError), ReportLock(report):
        pass
    after.__exit__(None, None, None)


def test_a_lock_file_that_loses_its_name_meanwhile_is_created_again(
    report: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = iter([False, True])
    monkeypatch.setattr(lock, "is_at", lambda *_: next(answers))

    with ReportLock(report), pytest.raises(LockedError), ReportLock(report):
        pass


def test_a_lock_file_that_never_keeps_its_name_is_given_up(
    report: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lock, "is_at", lambda *_: False)

    with pytest.raises(LockedError, match="open in another session"), ReportLock(report):
        pass


@posix_only
def test_links_to_one_report_share_one_lock(report: Path) -> None:
    link = report.with_name("link.yaml")
    link.symlink_to(report)

    with ReportLock(link), pytest.raises(LockedError), ReportLock(report):
        pass


@posix_only
def test_what_a_stranger_wrote_into_the_lock_file_is_shown_safely(report: Path) -> None:
    with ReportLock(report):
        lock_file(report).write_bytes(b"\0\x1b[2J\xff" + "\u202e".encode() + b"x" * 100_000)

        with pytest.raises(LockedError) as caught, ReportLock(report):
            pass

    message = str(caught.value)
    assert "‹U+001B›[2J\ufffd‹U+202E›xxx" in message
    assert message.isprintable()
    assert len(message) < 500 + len(str(report))


def test_an_empty_lock_file_says_nothing(report: Path) -> None:
    lock_file(report).write_bytes(b"")

    with ReportLock(report):
        pass


@posix_only
def test_who_may_write_the_report_may_lock_it(report: Path) -> None:
    report.chmod(0o664)

    with ReportLock(report):
        assert lock_file(report).stat().st_mode & 0o777 == 0o664


@posix_only
def test_a_lock_file_that_is_a_link_is_not_followed(report: Path) -> None:
    victim = report.with_name("victim")
    victim.write_text("precious")
    lock_file(report).symlink_to(victim)

    with pytest.raises(SaveError, match="a symbolic link is in its place"), ReportLock(report):
        pass

    assert victim.read_text() == "precious"


@posix_only
def test_a_lock_file_that_is_a_pipe_is_refused(report: Path) -> None:
    os.mkfifo(lock_file(report))

    with pytest.raises(SaveError, match="not a file of its own"), ReportLock(report):
        pass


def test_a_path_without_a_name_is_said_to_be_a_folder() -> None:
    with pytest.raises(SaveError, match=r"\. cannot be locked: it is a folder"), ReportLock(Path()):
        pass


def test_a_folder_that_does_not_exist_is_said(tmp_path: Path) -> None:
    with (
        pytest.raises(SaveError, match=r"r\.yaml cannot be locked: the folder"),
        ReportLock(tmp_path / "no-folder" / "r.yaml"),
    ):
        pass


@pytest.mark.parametrize(
    ("number", "words"),
    [(errno.EROFS, "the disk is read-only"), (errno.EACCES, "you are not permitted")],
)
def test_a_folder_that_takes_no_lock_file_is_said(
    report: Path, monkeypatch: pytest.MonkeyPatch, number: int, words: str
) -> None:
    def refuse(*_: object) -> int:
        raise OSError(number, "")

    monkeypatch.setattr(os, "open", refuse)

    with pytest.raises(SaveError, match=f"cannot be locked: {words}"), ReportLock(report):
        pass


@posix_only
def test_a_disk_without_locks_is_said(report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import fcntl

    def refuse(*_: object) -> None:
        raise OSError(errno.ENOSYS, "Function not implemented")

    monkeypatch.setattr(fcntl, "flock", refuse)

    with pytest.raises(SaveError, match="cannot be locked"), ReportLock(report):
        pass


@posix_only
def test_a_lock_file_that_is_another_name_of_a_file_is_refused_and_the_file_stays(
    tmp_path: Path,
) -> None:
    report, victim = tmp_path / "report-AUT.yaml", tmp_path / "victim"
    victim.write_text("mine")
    (tmp_path / ".report-AUT.yaml.lock").hardlink_to(victim)

    with pytest.raises(SaveError, match="not a file of its own"), ReportLock(report):
        pass

    assert victim.read_text() == "mine"


# What few systems do


def test_a_lock_that_was_never_taken_can_be_given_up(report: Path) -> None:
    held = ReportLock(report)

    held.__exit__(None, None, None)

    assert not lock_file(report).exists()


@posix_only
def test_where_an_open_file_cannot_be_removed_the_lock_is_given_up_all_the_same(
    report: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with ReportLock(report):
        monkeypatch.setattr(os, "name", "nt")
    monkeypatch.setattr(os, "name", "posix")

    with ReportLock(report):
        assert lock_file(report).exists()


def test_a_lock_file_that_is_gone_before_it_is_locked_is_created_again(
    report: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    acquire = FileLock.acquire
    tries: list[int] = []

    def acquire_or_miss(own: FileLock) -> object:
        tries.append(1)
        if len(tries) == 1:
            raise FileNotFoundError
        return acquire(own)

    monkeypatch.setattr(FileLock, "acquire", acquire_or_miss)

    with ReportLock(report):
        assert len(tries) == 2


def test_a_system_without_modes_of_open_files_has_locks(
    report: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(os, "fchmod", raising=False)

    with ReportLock(report):
        assert lock_file(report).exists()


def test_a_lock_file_without_a_name_is_not_at_its_place(report: Path) -> None:
    with report.open("rb") as file:
        report.unlink()

        assert not is_at(report, file.fileno())


def test_a_user_without_a_name_holds_the_report_all_the_same(
    report: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nobody() -> str:
        raise KeyError("no such user")

    monkeypatch.setattr(getpass, "getuser", nobody)

    with ReportLock(report):
        assert b"of user unknown on host" in lock_file(report).read_bytes()


def test_a_lock_file_that_cannot_be_read_says_nothing(
    report: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with another_session(report):

        def refuse(*_: object) -> bytes:
            raise OSError(errno.EIO, "")

        monkeypatch.setattr(os, "read", refuse)

        with pytest.raises(LockedError) as caught:
            ReportLock(report).__enter__()

    assert str(caught.value).endswith("is open in another session")
