"""A divided report on which only what the signatory decides is open, on the disk."""

import re
import shutil
from pathlib import Path

from tests.support.divided import COAST, REPORT
from tests.support.folders import COAST_FOLDER
from tests.support.made_once import copy_of_made
from tests.support.running import Result, checklist_run

_RELEASE = """\
id: release
title: Release of this report
usually: [own]
questions:
  - id: publication
    ask: May this report be published?
    type: choice
    options:
      - {code: publish, label: "Yes"}
      - {code: withhold, label: "No"}
  - id: donors
    optional: true
    ask: May the help that your State wants be shown to donors?
    type: choice
    options:
      - {code: named, label: "Yes, with its name"}
      - {code: not-shown, label: "No"}
"""
_PLAN = "publication: {question: publication, named: [publish]}\n"
ANSWERS = """\
contact-point: {value: {office: Ministry of justice}}
rescue-service: affirmative
signals: {value: {status: implemented}}
boats: {value: {status: planned}}
channels: [radio]
pay-rule: {value: agreement, note: From 2003.}
training:
  value:
    volunteers: {value: some}
    pilots: {value: regular}
    labour-inspectors: {value: regular}
"""
"""All that is required, but for the police officers, of whom the police never wrote."""


def run(folder: Path, *words: str, code: int = 0) -> Result:
    """Run a command on the questionnaire."""
    done = checklist_run(*words, *COAST, cwd=folder)
    assert done.code == code, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    return done


def coast_with_release(folder: Path, more: str = "") -> None:
    """Make a questionnaire that asks about publication in its last set, and more questions."""
    shutil.copytree(COAST_FOLDER, folder / "coast")
    head = folder / "coast" / "questionnaire.yaml"
    text = head.read_text("utf-8")
    added = text.replace("  - 03-people.yaml\n", "  - 03-people.yaml\n  - 04-release.yaml\n")
    head.write_text(added, "utf-8")
    (folder / "coast" / "04-release.yaml").write_text(_RELEASE + more, "utf-8")
    (folder / "coast" / "analysis-plan.yaml").write_text(_PLAN, "utf-8")


def ready(folder: Path, more: str = "") -> Path:
    """Make a divided report that waits for its signatory, and for the police. Returns it.

    Args:
        folder: Where.
        more: More questions of the set on release, as YAML.
    """
    copy_of_made(_make_ready, folder, more)
    return folder / REPORT


def _make_ready(folder: Path, more: str) -> None:
    coast_with_release(folder, more)
    run(folder, "answer", "--state", "NOR", "--no-input", code=1)
    run(folder, "ministries", "divide", REPORT)
    run(folder, "ministries", "forms", REPORT, "--authority", "police", "--format", "html")
    run(folder, "ministries", "note", "police", "sent", REPORT)
    (folder / "answers.yaml").write_text(ANSWERS, "utf-8")
    run(folder, "answer", REPORT, "--answers", "answers.yaml", "--no-input", code=1)
    run(
        folder,
        "ministries",
        "note",
        "labour",
        "cleared",
        REPORT,
        "--by",
        "A. Person",
        "--on",
        "2027-03-01",
    )
    path = folder / REPORT
    text = path.read_text("utf-8")
    assert "From 2003." in text
    path.write_text(text.replace("From 2003.", "From 2005."), "utf-8")


def never_sent(folder: Path) -> None:
    """Take back that the police were sent a form."""
    path = folder / "division-NOR.yaml"
    text = path.read_text("utf-8")
    without = re.sub(r"  police:\n    sent:\n(?:     .*\n)+", "  police: {}\n", text)
    assert without != text
    path.write_text(without, "utf-8")
