"""Divided reports from which variants start, each with the form that was sent."""

import contextlib
import shutil
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from typer import Typer
from typer.testing import CliRunner

from checklist.application import build_app
from checklist.errors import ChecklistError
from checklist.ministries.division_file import write_new_division
from tests.support.divided import begin
from tests.support.folders import COAST_FOLDER
from tests.support.made_once import copy_of_made
from tests.support.ministries import COAST, all_to, form
from tests.support.page_answers import clerk_state, with_state
from tests.support.running import Result
from tests.support.word_forms import WordForm

WORD, PAGE = "docx", "html"
FORMATS = (WORD, PAGE)

EMPTY, PREFILLED, RETURNED, CARRIED, SHARED = (
    "empty",
    "prefilled",
    "returned",
    "carried",
    "shared",
)
"""What stood before: nothing; answers, which the form shows; the same answers, which the ministry
itself wrote into an empty form, and opens again; the answers of the last report; and what the
police said on the same questions."""

REPORT, DIVISION = "report-NOR.yaml", "division-NOR.yaml"
AUTHORITY = "labour"

ANSWERS: Mapping[str, Any] = {
    "contact-point": {"value": {"office": "Coast office"}},
    "consulted": {"value": ["justice"]},
    "laws": {
        "value": [
            {
                "short-name": {"value": "pay-act"},
                "citation": {"value": "Act on pay of 2003"},
            }
        ]
    },
    "rescue-service": {"value": "affirmative"},
    "signals": {
        "value": {
            "status": "partly-implemented",
            "partly": ["some-regions"],
            "law": "Act on signals, section 4",
            "practice": "In most ports.",
        }
    },
    "boats": {"value": {"status": "implemented"}},
    "boat-number": {"value": 30},
    "boat-makers": {"value": ["SWE"]},
    "ships": {
        "value": [
            {"year": {"value": 2023}, "kind": {"value": "cargo"}, "number": {"value": 70}},
            {"year": {"value": 2024}, "kind": {"value": "ferry"}, "number": {"value": 80}},
        ]
    },
    "training": {
        "value": {
            "labour-inspectors": {"value": "some"},
            "pilots": {"value": "regular", "note": "Each spring."},
            "volunteers": {"missing": "not-known", "reason": "not-collected"},
        }
    },
    "channels": {
        "value": ["radio"],
        "evidence": [{"url": "https://example.org/radio"}],
    },
    "pay-rule": {
        "value": "law",
        "note": "For all ships.",
        "evidence": [{"law": "pay-act", "article": "4"}],
        "confidential": True,
        "answered_by": [AUTHORITY],  # no form shows a marked answer to who did not give it
    },
    "pay-date": {"value": "2003-05-31"},
    "pay-model": {"value": "AUT"},
    "pay-details": {"value": "The owner pays."},
}
"""Answers to all questions but `inspections`, in which the control of each variant stands."""

LINES = {line.key: line for line in form({}, AUTHORITY, all_to(AUTHORITY)).lines}
"""The lines of the form by their keys."""
TABLES = {table.question: table for table in form({}, AUTHORITY, all_to(AUTHORITY)).tables}


def run(folder: Path, *words: str) -> Result:
    """Run a command on the report in a folder.

    It runs in this process: a process of its own for each of a thousand variants takes minutes.
    """
    with contextlib.chdir(folder):
        done = CliRunner().invoke(_app(), [*words, "--questionnaire", "coast"])
    if isinstance(done.exception, ChecklistError):
        return Result(2, done.stdout, f"{done.stderr}checklist: {done.exception}")
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return Result(done.exit_code, done.stdout, done.stderr)


@cache
def _app() -> Typer:
    return build_app()


def started(start: str, name: str, folder: Path) -> bytes:
    """Make a report as it was before a variant. Returns the form that the clerk opens.

    Args:
        start: `EMPTY` and so on.
        name: The format.
        folder: An empty folder.
    """
    copy_of_made(_make, folder, start, name)
    return (folder / f"opened.{name}").read_bytes()


def next_form(folder: Path, name: str) -> bytes:
    """Return a further form of the ministry, with what stands now."""
    (folder / "parts" / f"NOR-{AUTHORITY}.{name}").unlink()
    _done(folder, "form", REPORT, "--format", name, "--authority", AUTHORITY)
    return (folder / "parts" / f"NOR-{AUTHORITY}.{name}").read_bytes()


def answers_in(folder: Path) -> Mapping[str, Any]:
    """Return the answers of the report in a folder."""
    data = yaml.safe_load((folder / REPORT).read_text("utf-8"))
    return data["answers"] or {}


def _make(folder: Path, start: str, name: str) -> None:
    shutil.copytree(COAST_FOLDER, folder / "coast")
    begin(folder)
    if start in {PREFILLED, CARRIED}:
        before = {"carried": True} if start == CARRIED else {}
        answers = {i: {**one, **before} for i, one in ANSWERS.items()}
        path = folder / REPORT
        written = yaml.safe_dump({"answers": answers}, allow_unicode=True, sort_keys=False)
        path.write_text(path.read_text("utf-8").replace("answers: {}\n", written), "utf-8")
    _divide(folder)
    _done(folder, "form", REPORT, "--format", name, "--authority", AUTHORITY)
    content = (folder / "parts" / f"NOR-labour.{name}").read_bytes()
    if start == RETURNED:
        content = filled(content, name)
        (folder / f"first.{name}").write_bytes(content)
        _done(folder, "merge", REPORT, f"first.{name}")
    (folder / f"opened.{name}").write_bytes(content)


def _divide(folder: Path) -> None:
    """Give all questions to the ministry."""
    data = yaml.safe_load((folder / REPORT).read_text("utf-8"))
    division = all_to(AUTHORITY).model_copy(update={"report_id": data["report_id"]})
    write_new_division(folder / "division-NOR.yaml", division, COAST)


def filled(content: bytes, name: str) -> bytes:
    """Return a form in which `ANSWERS` were filled in."""
    wanted = form(ANSWERS, AUTHORITY, all_to(AUTHORITY))
    if name == WORD:
        return WordForm(content).fill(wanted)
    return with_state(content, clerk_state(wanted))


def _done(folder: Path, *words: str) -> None:
    done = run(folder, *words)
    assert done.code == 0, (words, done.stdout, done.stderr)
