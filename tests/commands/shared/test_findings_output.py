"""Findings in a file: `--output` writes what would be printed, and never over what is read."""

import json
import os
import re
from pathlib import Path

import pytest

from tests.support.begun_reports import SMALL, report
from tests.support.running import TEXT_FORMATS, checklist_run


@pytest.mark.sampled
@pytest.mark.parametrize("name", TEXT_FORMATS)
def test_output_writes_to_a_file_what_would_be_printed(name: str, tmp_path: Path) -> None:
    path = report(tmp_path, "party", name="report-Élan.yaml")
    words = ("validate", "--format", name, *SMALL, path.name)

    printed = checklist_run(*words, cwd=tmp_path)
    written = checklist_run(*words, "--output", "findings", cwd=tmp_path)

    assert (written.code, written.stdout) == (printed.code, "")
    assert written.stderr == printed.stderr
    assert (tmp_path / "findings").read_bytes() == printed.stdout.encode()
    assert sorted(p.name for p in tmp_path.iterdir()) == ["findings", path.name]


@pytest.mark.sampled
@pytest.mark.parametrize("command", ["validate", "lint"])
def test_the_ending_of_the_output_says_the_format(command: str, tmp_path: Path) -> None:
    paths = [report(tmp_path, "party").name] if command == "validate" else []

    done = checklist_run(command, *paths, "--output", "findings.sarif", cwd=tmp_path)
    refused = checklist_run(command, *paths, "--output", "findings.xlsx", cwd=tmp_path)

    assert done.stdout == ""
    assert json.loads((tmp_path / "findings.sarif").read_text("utf-8"))["version"] == "2.1.0"
    assert (refused.code, refused.stdout) == (2, "")
    assert "`findings.xlsx` does not say in which format to write" in refused.stderr
    assert not (tmp_path / "findings.xlsx").exists()


@pytest.mark.skipif(os.name == "nt", reason="modes are those of POSIX")
def test_a_file_of_findings_on_reports_can_be_read_by_its_owner_alone(tmp_path: Path) -> None:
    report(tmp_path, "party")
    (tmp_path / "older").touch(0o640)

    for output in ("findings", "older"):
        checklist_run("validate", "--output", output, *SMALL, ".", cwd=tmp_path)

    modes = [(tmp_path / name).stat().st_mode & 0o777 for name in ("findings", "older")]
    assert modes == [0o600, 0o640]


@pytest.mark.skipif(os.name == "nt", reason="modes are those of POSIX")
def test_a_file_of_findings_on_questions_can_be_read_by_whom_the_umask_says(
    tmp_path: Path,
) -> None:
    checklist_run("lint", "--output", "findings", cwd=tmp_path)

    umask = os.umask(0)
    os.umask(umask)
    assert (tmp_path / "findings").stat().st_mode & 0o777 == 0o666 & ~umask


@pytest.mark.sampled
@pytest.mark.parametrize("output", ["nosuch/findings.txt", ".", "report-DNK.yaml/findings"])
def test_output_to_a_file_that_cannot_be_written_exits_with_2(output: str, tmp_path: Path) -> None:
    report(tmp_path, "party")

    done = checklist_run("validate", "--output", output, *SMALL, ".", cwd=tmp_path)

    assert (done.code, done.stdout) == (2, "")
    assert re.fullmatch(r"checklist: \S+ could not be saved: .+\n", done.stderr)


@pytest.mark.sampled
@pytest.mark.parametrize("output", ["report-DNK.json", "./report-DNK.json", "link"])
def test_output_never_overwrites_what_is_checked(output: str, tmp_path: Path) -> None:
    path = report(tmp_path, "party", name="report-DNK.json")
    before = path.read_bytes()
    (tmp_path / "a-first.yaml").write_text("")
    (tmp_path / "link").symlink_to(path)
    names = sorted(tmp_path.iterdir())

    done = checklist_run("validate", "--output", output, *SMALL, ".", cwd=tmp_path)

    assert (done.code, done.stdout) == (2, "")
    assert f"--output: {Path(output)} is one of the files that are read" in done.stderr
    assert path.read_bytes() == before
    assert sorted(tmp_path.iterdir()) == names
