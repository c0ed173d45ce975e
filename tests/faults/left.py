"""What is left of a report when a life has ended."""

from pathlib import Path
from typing import Any

from checklist.checks.validator import validate
from checklist.diagnostics import Severity
from checklist.files.reader import read
from checklist.questionnaire.loading import load
from tests.faults.lives import Life
from tests.support.folders import SMALL_FOLDER

REPORT = "report-DNK.yaml"
ANSWER = ("answer", "--questionnaire", "small")

_QUESTIONNAIRE = load(SMALL_FOLDER)


def whole_answers(report: Path) -> dict[str, Any]:
    """Return the answers in a report. It must be whole, and nothing in it may be wrong."""
    document = read(report)
    assert document.refusals == (), report.read_bytes()
    errors = [f for f in validate(document, _QUESTIONNAIRE) if f.severity is Severity.ERROR]
    assert errors == [], report.read_text(encoding="utf-8")
    data: Any = document.data
    answers: dict[str, Any] = data["answers"]
    return answers


def temporary_files(folder: Path) -> set[str]:
    """Return the names of the temporary files in a folder."""
    return {path.name for path in folder.glob(".*.tmp")}


def assert_next_start_clears_up(folder: Path, name: str = REPORT) -> None:
    """Begin once more, and leave. The report stays as it is, and nothing lies beside it."""
    report = folder / name
    before = report.exists() and report.read_bytes()
    with Life(*ANSWER, "--state", "Denmark", name, folder=folder) as life:
        life.enter("/quit")

        assert life.end() == 0, life.output
    assert not before or report.read_bytes() == before
    whole_answers(report)
    assert temporary_files(folder) == set()
    assert not (folder / f".{name}.lock").exists()
