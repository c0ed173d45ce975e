"""What the commands that write have in common: pipes, second names, files that a kill left."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.acceptance.entries import SMALL, lines
from tests.support.leftovers import left_behind
from tests.support.running import COMMAND, PATIENCE, checklist_run, environment

if sys.platform == "win32":
    pytest.skip("there are no pipes with names and no fork", allow_module_level=True)

from tests.support.folders import SMALL_FOLDER, UGANDA
from tests.support.forked import Runner
from tests.support.later_reports import LATER

LATER_UGANDA = LATER / "report-UGA.yaml"
REPORT = "report-DNK.yaml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the report of Uganda, and the begun report of Denmark."""
    shutil.copytree(SMALL_FOLDER, tmp_path / "small")
    shutil.copy(UGANDA, tmp_path)
    done = checklist_run(
        "answer", *SMALL, "--state", "Denmark", REPORT, cwd=tmp_path, stdin=lines("party")
    )
    assert done.code == 0, done.stderr
    return tmp_path


# Pipes and devices

OUTPUTS = {
    "validate": ("validate", REPORT, *SMALL, "--output"),
    "export": ("export", UGANDA.name, "--output"),
    "summarize": ("summarize", UGANDA.name, "--format", "json", "--output"),
    "compare": ("compare", UGANDA.name, str(LATER_UGANDA), "--output"),
}


@pytest.mark.sampled
@pytest.mark.parametrize("command", OUTPUTS)
def test_what_goes_to_standard_output_is_added_to_the_file_behind_it(
    folder: Path, command: str
) -> None:
    log = folder / "log"
    log.write_bytes(b"before\n")
    before = log.stat()

    with log.open("ab") as stdout:
        done = subprocess.run(
            [*COMMAND, *OUTPUTS[command], "/dev/stdout"],
            cwd=folder,
            env=environment(),
            stdin=subprocess.DEVNULL,
            stdout=stdout,
            stderr=subprocess.PIPE,
            timeout=PATIENCE,
            check=False,
        )
    as_file = checklist_run(*OUTPUTS[command], "as-file", cwd=folder)

    assert done.returncode == as_file.code == 0, done.stderr
    assert log.read_bytes() == b"before\n" + (folder / "as-file").read_bytes()
    assert os.path.samestat(before, log.stat())


def test_tables_are_not_written_to_a_pipe(folder: Path, runner: Runner) -> None:
    os.mkfifo(folder / "answers.csv")

    pipe, stdout = runner.run(
        [("tabulate", UGANDA.name, "--output", one) for one in ("answers.csv", "/dev/stdout")],
        folder,
    )

    assert (pipe.code, stdout.code) == (2, 2)
    assert "answers.csv is a pipe or a device: the tables are several files" in pipe.stderr
    assert "/dev/stdout is a pipe or a device: the tables are several files" in stdout.stderr


# What a kill left

WRITING: dict[str, tuple[str, ...]] = {
    **{name: (*words, "out") for name, words in OUTPUTS.items()},
    "tabulate": ("tabulate", UGANDA.name, "--output", "answers.csv"),
    "correct": ("answer", "--from", UGANDA.name),
    "finalize": ("finalize", "report-UGA-r2.yaml"),
    "answer": ("answer", REPORT, *SMALL),
    "schema": ("schema", "--folder", "."),
}


@pytest.mark.sampled
@pytest.mark.parametrize("command", WRITING)
def test_the_next_command_removes_what_a_kill_left_and_says_so(
    folder: Path, command: str, runner: Runner
) -> None:
    before = [WRITING["correct"]] if command == "finalize" else []
    runner.run(before, folder)
    left = left_behind(folder / "report-UGA.public.yaml")

    (done,) = runner.run([WRITING[command]], folder)

    assert done.code in (0, 1), done.stderr
    assert not left.exists()
    assert f"Removed 1 temporary file from {folder}: a run that was stopped" in done.stderr
    assert list(folder.glob(".*")) == []


def test_a_remark_that_nobody_reads_is_no_fault(folder: Path) -> None:
    left_behind(folder / "out")
    reader, nobody = os.pipe()
    os.close(reader)

    done = subprocess.run(
        [*COMMAND, *OUTPUTS["export"], "out"],
        cwd=folder,
        env=environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=nobody,
        check=False,
    )

    os.close(nobody)
    assert done.returncode in (0, 2)
    assert (folder / "out").exists()
