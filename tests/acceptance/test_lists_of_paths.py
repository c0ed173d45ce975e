"""`--files-from`: a list of any size, from anywhere, is read or refused with the reason."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from checklist.errors import ChecklistError
from checklist.files.discovery import MAX_LIST_BYTES, MAX_LISTED_PATHS, listed_paths
from tests.support.running import COMMAND, PATIENCE, checklist_run, environment

needs_pipes = pytest.mark.skipif(sys.platform == "win32", reason="there are no such pipes")


def validated_with(listed: Path, folder: Path) -> tuple[int, str, str]:
    done = checklist_run("validate", "--files-from", listed, cwd=folder)
    return done.code, done.stdout, done.stderr


# How much is read


@pytest.mark.thorough
def test_a_list_can_have_as_many_paths_as_are_allowed_and_not_one_more() -> None:
    assert len(listed_paths(b"a\n" * MAX_LISTED_PATHS)) == MAX_LISTED_PATHS

    with pytest.raises(ChecklistError, match=f"more than {MAX_LISTED_PATHS:,} paths"):
        listed_paths(b"a\n" * (MAX_LISTED_PATHS + 1))


@pytest.mark.parametrize("separator", [b"\n", b"\r\n", b"\0"])
def test_what_separates_no_paths_does_not_count(separator: bytes) -> None:
    assert listed_paths(separator * (MAX_LISTED_PATHS + 1) + b"a") == [Path("a")]


def test_a_list_that_is_too_large_is_refused_from_a_file_and_from_standard_input(
    tmp_path: Path,
) -> None:
    listed = tmp_path / "list"
    with listed.open("wb") as file:
        file.truncate(MAX_LIST_BYTES + 1)

    from_file = validated_with(listed, tmp_path)
    with listed.open("rb") as stdin:
        from_input = subprocess.run(
            [*COMMAND, "validate", "--files-from", "-"],
            cwd=tmp_path,
            env=environment(),
            stdin=stdin,
            capture_output=True,
            timeout=PATIENCE,
            check=False,
        )

    assert from_file[:2] == (from_input.returncode, from_input.stdout.decode()) == (2, "")
    assert f"at most {MAX_LIST_BYTES:,} are read" in from_file[2]
    assert f"more than {MAX_LIST_BYTES:,} bytes" in from_input.stderr.decode()


# Where it comes from


@needs_pipes
def test_a_pipe_without_a_writer_is_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")

    code, stdout, stderr = validated_with(tmp_path / "pipe", tmp_path)

    assert (code, stdout) == (2, "")
    assert "pipe: the list is empty: nothing was written to the pipe" in stderr


@needs_pipes
def test_a_list_that_a_pipe_ends_without_a_path_is_said_to_be_empty(tmp_path: Path) -> None:
    reading, writing = os.pipe()
    os.close(writing)

    with os.fdopen(reading, "rb"):
        done = subprocess.run(
            [*COMMAND, "validate", "--files-from", f"/dev/fd/{reading}"],
            cwd=tmp_path,
            env=environment(),
            pass_fds=[reading],
            capture_output=True,
            text=True,
            check=False,
        )

    assert done.returncode == 2
    assert "the list is empty: nothing was written to the pipe" in done.stderr


@pytest.mark.thorough
@needs_pipes
def test_a_pipe_is_read_to_the_end_when_somebody_writes_to_it(tmp_path: Path) -> None:
    reading, writing = os.pipe()
    with os.fdopen(writing, "wb") as file, os.fdopen(reading, "rb"):
        process = subprocess.Popen(
            [*COMMAND, "validate", "--files-from", f"/dev/fd/{reading}"],
            cwd=tmp_path,
            env=environment(),
            pass_fds=[reading],
            stdout=subprocess.PIPE,
        )
        file.write(b"nosuch-1.yaml\n")
        file.flush()
        file.write(b"nosuch-2.yaml\n")
        file.close()
        stdout, _ = process.communicate(timeout=PATIENCE)

    assert process.returncode == 1
    assert [line.split(b":")[0] for line in stdout.splitlines()] == [
        b"nosuch-1.yaml", b"nosuch-2.yaml",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        pytest.param(
            "/dev/zero",
            "it is a device",
            marks=pytest.mark.skipif(sys.platform == "win32", reason="there is none"),
        ),
        (".", "cannot be read: "),
        ("nosuch", "there is no such file"),
    ],
)
def test_what_is_no_file_is_refused(name: str, reason: str, tmp_path: Path) -> None:
    code, stdout, stderr = validated_with(Path(name), tmp_path)

    assert (code, stdout) == (2, "")
    assert stderr.startswith(f"checklist: --files-from: {name}: ")
    assert reason in stderr


@pytest.mark.parametrize(
    "listed", [b"\xff\xed\xa0\x80\n", b"\x7fELF\2\1\0\0\xfe\r\n\n\x1b[2J", b"x" * 5000, b"a\r\rb"]
)
def test_bytes_that_are_no_names_are_findings(listed: bytes, tmp_path: Path) -> None:
    (tmp_path / "list").write_bytes(listed)

    code, stdout, stderr = validated_with(tmp_path / "list", tmp_path)

    assert code == 1
    assert "S001 error: cannot be read: " in stdout
    assert "Traceback" not in stderr


@pytest.mark.parametrize(
    ("words", "name"),
    [
        (["validate", ""], "PATH"),
        (["status", ""], "REPORT"),
        (["ministries", "merge", "report-NOR.yaml", ""], "RETURN"),
        (["validate", "report-NOR.yaml", "--letter", ""], "--letter"),
        (["tabulate", "report-NOR.yaml", "--output", ""], "--output"),
    ],
)
def test_an_empty_path_is_refused_and_is_not_the_current_folder(
    words: list[str], name: str, tmp_path: Path
) -> None:
    done = checklist_run(*words, cwd=tmp_path)

    assert (done.code, done.stdout) == (2, "")
    assert done.stderr.startswith(f"checklist: {name}")
    assert done.stderr.endswith(": an empty text is not a path; the current folder is `.`\n")
    assert list(tmp_path.iterdir()) == []
