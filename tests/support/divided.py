"""A divided report on the disk, with the returns of two authorities that differ in one answer."""

import shutil
from pathlib import Path

from tests.support.folders import COAST_FOLDER
from tests.support.made_once import copy_of_made
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
        "channels:": "channels: [posters]",
        "inspections:": "inspections: negative",
    },
}
RETURNS = ("labour.yaml", "police.yaml")


def run(folder: Path, *words: str, stdin: str = "") -> Result:
    """Run a command on the small questionnaire for several authorities."""
    return checklist_run(*words, *COAST, cwd=folder, stdin=stdin)


def divided(folder: Path) -> Path:
    """Make a divided report whose parts were sent, and what came back. Returns the report."""
    copy_of_made(_divide, folder)
    return folder / REPORT


def _divide(folder: Path) -> None:
    shutil.copytree(COAST_FOLDER, folder / "coast")
    run(folder, "answer", "--state", "NOR", "--no-input")
    for words in (
        ("divide", REPORT),
        ("forms", REPORT, "--format", "yaml"),
        ("note", "labour", "sent", REPORT),
        ("note", "police", "sent", REPORT),
    ):
        done = run(folder, "ministries", *words)
        assert done.code == 0, done.stdout + done.stderr
    for authority, answers in FILLED.items():
        write_return(folder, authority, answers)


def write_return(folder: Path, authority: str, answers: dict[str, str]) -> str:
    """Fill in the part of an authority. Returns the name of the file."""
    part = (folder / "parts" / f"NOR-{authority}.yaml").read_text("utf-8")
    head, below = part.split("\nanswers:\n")
    for empty, filled in answers.items():
        assert f"\n  {empty}\n" in below, empty
        below = below.replace(f"\n  {empty}\n", f"\n  {filled}\n", 1)
    name = f"{authority}.yaml"
    (folder / name).write_text(f"{head}\nanswers:\n{below}", encoding="utf-8")
    return name
