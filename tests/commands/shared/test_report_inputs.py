"""The reports that a command reads: files, folders, lists, and standard input."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from checklist.files.reader import parse, read
from tests.acceptance.entries import LIGHTS, TREATY
from tests.support.begun_reports import SMALL, report
from tests.support.running import COMMAND, PATIENCE, TEXT_FORMATS, checklist_run, environment


def test_yaml_and_json_are_told_apart_by_what_a_file_holds(tmp_path: Path) -> None:
    path = report(tmp_path, *TREATY, *LIGHTS)
    (tmp_path / "a.yaml").write_text(json.dumps(read(path).data))
    shutil.copy(path, tmp_path / "b.json")
    (tmp_path / "c.yml").write_text('{"checklist_report": 1,}')

    done = checklist_run("validate", *SMALL, "a.yaml", "b.json", "c.yml", cwd=tmp_path)

    assert done.stdout.startswith("c.yml:1:23: S006 error: ")
    assert len(done.stdout.splitlines()) == 1


def test_standard_input_is_a_report_called_by_a_dash(tmp_path: Path) -> None:
    text = report(tmp_path, "party").read_text("utf-8")
    (tmp_path / "bad.yaml").write_text("")
    data = json.dumps(parse(text.encode(), "-").data)
    words = ("validate", *SMALL, "bad.yaml", "-")

    yaml = checklist_run(*words, cwd=tmp_path, stdin=text)
    as_json = checklist_run(*words, cwd=tmp_path, stdin=data)
    nothing = checklist_run(*words, cwd=tmp_path)

    file = checklist_run("validate", *SMALL, "report-DNK.yaml", cwd=tmp_path).stdout
    assert yaml.code == as_json.code == 1
    assert yaml.stdout.splitlines()[1:] == file.replace("report-DNK.yaml:", "-:").splitlines()
    assert len(as_json.stdout.splitlines()) == len(yaml.stdout.splitlines())
    assert nothing.stdout.splitlines()[1] == "-:1:1: S012 error: the file holds no data"


def test_standard_input_without_an_end_is_not_read_to_the_end(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", "while True: print('xyz' * 9999)"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as endless:
        done = subprocess.run(
            [*COMMAND, "validate", "-"],
            cwd=tmp_path,
            env=environment(),
            stdin=endless.stdout,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )
        endless.kill()

    assert done.returncode == 1
    assert done.stdout == (
        "-:1:1: S002 error: there are more than 2,097,152 bytes; no more are read\n"
    )


def test_files_that_were_passed_over_are_counted_and_the_first_named(
    tmp_path: Path,
) -> None:
    for name in ("a.yaml", "b.txt", ".hidden.txt", "c.draft.yaml"):
        (tmp_path / name).write_text("")

    one = checklist_run("validate", ".", cwd=tmp_path)
    (tmp_path / "d.docx").write_text("")
    two = checklist_run("validate", ".", cwd=tmp_path)
    for name in ("e.pdf", "f.pdf"):
        (tmp_path / name).write_text("")
    four = checklist_run("validate", ".", cwd=tmp_path)
    none = checklist_run("validate", "a.yaml", cwd=tmp_path)

    why = "passed over, because the names of reports end with .yaml, .yml or .json"
    assert one.stderr.endswith(f" 0 notes\n1 other file was {why}: b.txt\n")
    assert two.stderr.endswith(f" 0 notes\n2 other files were {why}: b.txt, d.docx\n")
    assert four.stderr.endswith(f"4 other files were {why}: b.txt, d.docx, e.pdf, …\n")
    assert none.stderr.endswith(" 0 notes\n")


@pytest.mark.sampled
@pytest.mark.skipif(os.name == "nt", reason="names are bytes on POSIX")
@pytest.mark.parametrize("name", TEXT_FORMATS)
def test_a_file_whose_name_is_not_utf_8_is_checked(name: str, tmp_path: Path) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.yaml")).write_text("")

    done = checklist_run("validate", "--format", name, ".", ".", cwd=tmp_path)

    assert done.code == 1
    assert "S012" in done.stdout
    assert "Traceback" not in done.stderr


def test_a_path_that_does_not_exist_is_a_finding_and_the_others_are_checked(
    tmp_path: Path,
) -> None:
    report(tmp_path, "party")

    done = checklist_run("validate", *SMALL, "nosuch.yaml", "report-DNK.yaml", cwd=tmp_path)

    assert done.code == 1
    assert done.stdout.startswith("nosuch.yaml:1:1: S001 error: cannot be read")
    assert "report-DNK.yaml:" in done.stdout


@pytest.mark.parametrize("words", [("validate", *SMALL), ("lint",)])
@pytest.mark.skipif(os.name == "nt", reason="modes are those of POSIX")
def test_a_path_that_cannot_even_be_looked_at_hides_no_other(
    words: tuple[str, ...], tmp_path: Path
) -> None:
    (tmp_path / "closed").mkdir(mode=0o600)
    (tmp_path / "bad.yaml").write_text("answers: [\n")

    done = checklist_run(
        *words, "x" * 300, "closed/one.yaml", "bad.yaml", cwd=tmp_path, unprivileged=True
    )

    assert done.code == 1
    assert done.stdout.splitlines()[:2] == [
        f"{'x' * 300}:1:1: S001 error: cannot be read: its name is too long",
        "closed/one.yaml:1:1: S001 error: cannot be read: you are not allowed to read it",
    ]
    assert "bad.yaml:2:1: S005 error" in done.stdout


@pytest.mark.skipif(os.name == "nt", reason="modes are those of POSIX")
def test_a_folder_that_may_not_be_listed_is_a_finding(tmp_path: Path) -> None:
    (tmp_path / "alone").mkdir(mode=0o000)
    (tmp_path / "post" / "b-closed").mkdir(mode=0o300, parents=True)
    (tmp_path / "post" / "a.yaml").write_text("answers: [\n")
    (tmp_path / "post" / "c").mkdir()
    (tmp_path / "post" / "c" / "d.yaml").write_text("")
    (tmp_path / "post" / "e-closed").mkdir(mode=0o000)

    done = checklist_run("validate", *SMALL, "alone", "post", cwd=tmp_path, unprivileged=True)

    assert done.code == 1
    found = [line.split(" error: ") for line in done.stdout.splitlines()]
    reason = "cannot be read: you are not allowed to read it"
    assert [place for place, _ in found] == [
        "alone:1:1: S001",
        "post/a.yaml:2:1: S005",
        "post/b-closed:1:1: S001",
        "post/c/d.yaml:1:1: S012",
        "post/e-closed:1:1: S001",
    ]
    assert [found[index][1] for index in (0, 2, 4)] == [reason] * 3


def test_a_folder_without_reports_is_not_taken_for_one_without_errors(tmp_path: Path) -> None:
    done = checklist_run("validate", tmp_path, cwd=tmp_path)

    assert (done.code, done.stdout) == (2, "")
    assert "nothing was checked" in done.stderr
