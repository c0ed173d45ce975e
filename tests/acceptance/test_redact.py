"""`checklist redact`: what an official publishes."""

import json
import os
import re
import shutil
import stat
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from tests.support.folders import UGANDA
from tests.support.running import checklist_run

NAMES = """\
Answers or parts of answers left out, 5 in all:
  1.6 Who is your State's contact point for action against trafficking in persons?
"""


@pytest.fixture
def report(tmp_path: Path) -> Path:
    return Path(shutil.copy(UGANDA, tmp_path))


def test_a_copy_is_written_beside_the_report_which_stays_as_it_is(report: Path) -> None:
    before = report.read_bytes()

    done = checklist_run("redact", report.name, cwd=report.parent)

    assert done.code == 0
    assert "report-UGA.public.yaml is a copy of report-UGA.yaml for publication." in done.stderr
    assert NAMES in done.stderr
    assert "(Witness protection for victims who testify)" in done.stderr
    assert done.stdout == ""
    assert not re.search(r"contact-point|R\d\d\d|\d:\d|mistake", done.stderr)
    assert report.read_bytes() == before
    public = report.with_name("report-UGA.public.yaml")
    assert checklist_run("validate", public, cwd=report.parent).code == 0
    if os.name != "nt":
        assert stat.S_IMODE(public.stat().st_mode) == 0o600


def test_a_state_that_has_not_agreed_to_publication_is_to_be_asked(report: Path) -> None:
    done = checklist_run("redact", report, cwd=report.parent)

    assert done.code == 0
    assert "Warning: the State's answer to `publication` is “No, but" in done.stderr
    assert "Ask it before you publish this." in done.stderr


def test_no_comment_of_the_report_is_in_the_copy(report: Path) -> None:
    report.write_text(report.read_text("utf-8") + "# A colleague's telephone number\n", "utf-8")

    done = checklist_run("redact", report.name, "-o", "public.yaml", cwd=report.parent)

    assert done.code == 0
    assert "colleague" not in (report.parent / "public.yaml").read_text("utf-8")


def test_of_json_the_copy_is_json(report: Path) -> None:
    data = YAML(typ="safe", pure=True).load(report)
    (report.parent / "report-UGA.json").write_text(json.dumps(data), "utf-8")

    done = checklist_run("redact", "report-UGA.json", cwd=report.parent)

    assert done.code == 0
    copy = json.loads((report.parent / "report-UGA.public.json").read_text("utf-8"))
    assert "contact-point" in copy["redacted"]["withheld"]


@pytest.mark.sampled
@pytest.mark.parametrize("output", ["report-UGA.yaml", "there.yaml", "link.yaml", "no/such.yaml"])
def test_nothing_that_exists_is_overwritten(output: str, report: Path) -> None:
    (report.parent / "there.yaml").write_text("mine")
    (report.parent / "link.yaml").symlink_to("report-UGA.yaml")
    before = report.read_bytes()

    done = checklist_run("redact", report.name, "-o", output, cwd=report.parent)

    assert done.code == 2
    assert "could not be saved" in done.stderr
    assert "Traceback" not in done.stderr
    assert report.read_bytes() == before
    assert (report.parent / "there.yaml").read_text() == "mine"
    assert sorted(path.name for path in report.parent.iterdir()) == [
        "link.yaml",
        "report-UGA.yaml",
        "there.yaml",
    ]


def test_a_copy_says_what_it_is_wherever_it_is_read(report: Path) -> None:
    checklist_run("redact", report.name, "-o", "public.yaml", cwd=report.parent)

    shown = checklist_run("show", "public.yaml", cwd=report.parent)
    one = checklist_run("show", "public.yaml", "contact-point", cwd=report.parent)
    amended = checklist_run("amend", "public.yaml", cwd=report.parent)

    assert "Copy for publication. Withheld answers: 1.6, 2.5, 3.13 (Entry" in shown.stdout
    assert one.stdout.rstrip().endswith("Withheld")
    assert amended.code == 2
    assert "use the report from which it was made" in amended.stderr


def test_what_cannot_be_copied_is_reported_with_its_place(report: Path) -> None:
    report.write_text(report.read_text("utf-8").replace("state: UGA", "state: KEN"), "utf-8")

    changed = checklist_run("redact", report.name, cwd=report.parent)
    absent = checklist_run("redact", "absent.yaml", cwd=report.parent)

    assert (changed.code, absent.code) == (1, 1)
    assert "R012 error: the seal does not match" in changed.stdout
    assert "absent.yaml:1:1: S001 error" in absent.stdout
    assert not report.with_name("report-UGA.public.yaml").exists()
