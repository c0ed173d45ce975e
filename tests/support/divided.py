"""A divided report on the disk, with the returns of two authorities that were filled in."""

import shutil
from datetime import date
from pathlib import Path

import yaml

from checklist.questionnaire.loading import load
from checklist.reports.report import Report
from tests.support.folders import COAST_FOLDER
from tests.support.made_once import copy_of_made
from tests.support.page_answers import filled_in
from tests.support.running import Result, checklist_run

COAST = ("--questionnaire", "coast")
REPORT = "report-NOR.yaml"
FILLED = {
    "labour": {
        "training:": "training: {value: {labour-inspectors: some}}",
        "channels:": "channels: [television, radio]",
        "pay-rule:": "pay-rule: {value: law, note: From 2003.}",
    },
    "police": {
        "training:": "training: {value: {police-officers: regular}}",
        "inspections:": "inspections: negative",
    },
}
RETURNS = ("labour.html", "police.html")


def run(folder: Path, *words: str, stdin: str = "") -> Result:
    """Run a command on the small questionnaire for several authorities."""
    return checklist_run(*words, *COAST, cwd=folder, stdin=stdin)


def divided(folder: Path) -> Path:
    """Make a divided report whose parts were sent, and what came back. Returns the report."""
    copy_of_made(_divide, folder)
    return folder / REPORT


def _divide(folder: Path) -> None:
    shutil.copytree(COAST_FOLDER, folder / "coast")
    begin(folder)
    for words in (
        ("divide", REPORT),
        ("form", REPORT, "--all"),
    ):
        done = run(folder, *words)
        assert done.code == 0, done.stdout + done.stderr
    for authority, answers in FILLED.items():
        write_return(folder, authority, answers)


def begin(folder: Path) -> None:
    """Write the report of Norway, without answers."""
    begun = Report.begin(load(COAST_FOLDER), "NOR", date(2027, 3, 1))
    (folder / REPORT).write_text(yaml.safe_dump(begun.to_data(), sort_keys=False), "utf-8")


def write_return(
    folder: Path,
    authority: str,
    answers: dict[str, str],
    part: Path | None = None,
    remark: str = "",
) -> str:
    """Fill in the part of an authority. Returns the name of the file.

    Args:
        folder: The folder of the report.
        authority: The authority.
        answers: Answers in YAML by question: as a report has them, or their value alone.
        part: The part; None for the first of the authority.
        remark: What is written at the end.
    """
    sent = part or folder / "parts" / f"NOR-{authority}.html"
    given = yaml.load("\n".join(answers.values()), yaml.BaseLoader)
    closing = {"#remark": remark} if remark else {}
    name = f"{authority}.html"
    content = filled_in(sent.read_bytes(), given or {}, load(folder / "coast"), closing)
    (folder / name).write_bytes(content)
    return name
