"""A disk that becomes full: nothing is lost, and the official is asked for another place."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.left import ANSWER, REPORT, temporary_files, whole_answers
from tests.support.folders import SMALL_FOLDER
from tests.support.running import checklist_run

if sys.platform != "linux":
    pytest.skip("a disk in memory is mounted as Linux does it", allow_module_level=True)

from tests.faults.lives import Life
from tests.support.terminal import Terminal

SMALL = ("--questionnaire", "small")


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of a megabyte with the small questionnaire on it."""
    if os.geteuid() != 0:
        pytest.skip("only root may mount a disk")
    disk = tmp_path / "disk"
    disk.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk], check=True)
    try:
        shutil.copytree(SMALL_FOLDER, disk / "small")
        yield disk
    finally:
        subprocess.run(["umount", disk], check=True)


def fill(disk: Path) -> Path:
    """Write a file that leaves no space. Returns its path."""
    filler = disk / "filler"
    with pytest.raises(OSError, match="No space left"), filler.open("wb", buffering=0) as file:
        while True:
            file.write(bytes(4096))
    return filler


@pytest.mark.parametrize("has_other_place", [True, False], ids=["elsewhere", "tried again"])
def test_an_answer_that_the_disk_has_no_space_for_is_kept(
    has_other_place: bool, disk: Path, tmp_path: Path
) -> None:
    with Life(*ANSWER, "--state", "Denmark", folder=disk) as life:
        life.enter("party", "2001")
        before = (disk / REPORT).read_bytes()
        filler = fill(disk)

        shown = life.enter("2004")
        assert f"Not saved: {REPORT} could not be saved: no space is left on the disk." in shown
        assert (disk / REPORT).read_bytes() == before
        assert temporary_files(disk) == set()
        assert "Not saved: " in life.enter("rescued.yaml")  # on the same disk
        assert not (disk / "rescued.yaml").exists()
        if has_other_place:
            report = tmp_path / "rescued.yaml"
            life.enter(str(report))
        else:
            report = disk / REPORT
            filler.unlink()
            life.enter("")
        life.enter("The keeper did.", "/quit")

        assert life.end() == 0
    answered = ["treaty-status", "signature", "deposit", "founding-story"]
    assert list(whole_answers(report)) == answered


@pytest.mark.parametrize("stops", [False, True], ids=["elsewhere", "quit"])
def test_the_screen_asks_for_another_place_and_stays(
    stops: bool, disk: Path, tmp_path: Path
) -> None:
    assert checklist_run("answer", "--state", "DNK", *SMALL, cwd=disk).code == 0
    report = disk / "report-DNK.yaml"
    with Terminal("answer", *SMALL, report.name, cwd=disk, screens=True) as terminal:
        terminal.wait_for("Part 1 of 2")  # its rules
        terminal.settle()
        terminal.press("enter")
        terminal.wait_for("/ commands")
        terminal.press("1", "enter")
        before = report.read_bytes()
        fill(disk)
        terminal.press("2001", "enter")
        shown = " ".join(terminal.screen_text().split())
        assert terminal.is_full_screen
        assert "Not saved: report-DNK.yaml could not be saved: no space is left on the" in shown
        assert "Your answers are kept in memory." in shown
        assert "Type a new file to save the report in" in shown
        assert report.read_bytes() == before
        assert temporary_files(disk) == set()
        if stops:
            terminal.press("/quit", "enter")
            assert terminal.end() == 2
        else:
            terminal.press("again.yaml", "enter")  # on the same disk
            assert "Not saved: " in terminal.screen_text()
            terminal.press(str(tmp_path / "rescued.yaml"), "enter")
            assert "Saved in " in terminal.flat_text()
            terminal.press("2004", "enter", "/quit", "enter")
            assert terminal.end() == 0
        assert terminal.is_restored
        assert not terminal.is_full_screen
        left = " ".join(terminal.screen_text().split())
        assert "Traceback" not in left
        assert ("no space is left on the disk" in left) is stops
    if stops:
        assert report.read_bytes() == before
    else:
        answered = ["treaty-status", "signature", "deposit"]
        assert list(whole_answers(tmp_path / "rescued.yaml")) == answered


def test_a_report_that_cannot_be_begun_leaves_no_file(disk: Path) -> None:
    filler = fill(disk)

    with Life(*ANSWER, "--state", "Denmark", folder=disk) as life:
        assert life.end() == 2

    assert "no space is left on the disk" in life.output
    assert "Traceback" not in life.output
    assert sorted(path.name for path in disk.iterdir()) == [filler.name, "small"]
