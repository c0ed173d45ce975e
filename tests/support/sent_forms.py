"""Forms in all formats that were sent to one ministry, filled in as a clerk does, and merged."""

import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from checklist.ministries.division_file import write_new_division
from checklist.reports.check_structure import check_structure
from tests.support.divided import REPORT, begin, run
from tests.support.folders import COAST_FOLDER
from tests.support.made_once import copy_of_made
from tests.support.ministries import COAST, all_to, form, with_cells
from tests.support.running import Result
from tests.support.word_forms import WordForm, cells, put

FORMATS = ("docx", "html")
LINES = {line.key: line for line in form({}, "labour", all_to("labour")).lines}
"""The lines of the form with all questions, by their keys."""

Entries = Mapping[Any, str]
"""What is written, by the key of a line, the column, and the code of an option in a Word form."""


class SentForm:
    """A folder with a report, of which the labour ministry got all questions in one form."""

    def __init__(self, folder: Path, name: str, answers: Mapping[str, Any] | None = None) -> None:
        """Make the folder.

        Args:
            folder: The folder, which is not there yet.
            name: The format of the form.
            answers: The answers of the report when the form is sent.
        """
        self.folder, self.name = folder, name
        copy_of_made(_prepare, folder, name, json.dumps(answers or {}))

    def form(self) -> bytes:
        """Return the form as it was sent."""
        return (self.folder / "parts" / f"NOR-labour.{self.name}").read_bytes()

    def filled(self, entries: Entries) -> bytes:
        """Return the form with some entries."""
        return FILL[self.name](self.form(), entries)

    def merge(self, back: bytes | Entries, *options: str) -> Result:
        """Merge the form as it came back, or with some entries."""
        content = back if isinstance(back, bytes) else self.filled(back)
        file = f"back.{self.name}"
        (self.folder / file).write_bytes(content)
        return run(self.folder, "merge", REPORT, file, *options)

    @property
    def answers(self) -> dict[str, Any]:
        """The answers of the report as it is now, without who gave them."""
        return plain_answers(self.folder / REPORT)


def plain_answers(path: Path) -> dict[str, Any]:
    """Return the answers of a report, without who gave them."""
    report = yaml.safe_load(path.read_text("utf-8"))
    return {name: _plain(answer) for name, answer in report["answers"].items()}


def _plain(content: Any) -> Any:
    if isinstance(content, dict):
        return {key: _plain(one) for key, one in content.items() if key != "answered_by"}
    return [_plain(one) for one in content] if isinstance(content, list) else content


def _prepare(folder: Path, name: str, answers: str) -> None:
    folder.mkdir(exist_ok=True)
    shutil.copytree(COAST_FOLDER, folder / "coast")
    begin(folder)
    path = folder / REPORT
    report = {**yaml.safe_load(path.read_text("utf-8")), "answers": json.loads(answers)}
    path.write_text(yaml.safe_dump(report, sort_keys=False), "utf-8")
    checked, _ = check_structure(report, COAST)
    division = all_to("labour").model_copy(update={"report_id": checked.report.report_id})
    write_new_division(folder / "division-NOR.yaml", division, COAST)
    done = run(folder, "form", REPORT, "--format", name, "--authority", "labour")
    assert done.code == 0, done.stdout + done.stderr


def _docx(content: bytes, entries: Entries) -> bytes:
    form = WordForm(content)
    for (key, column, *code), text in entries.items():
        if column == "missing" and (key, column, *code) not in form.rows:
            form.missing(LINES[key], code[0], text)
            continue
        row = form.row(key, column, *code)
        is_words = column == "missing" and text not in {"x", "remove"}
        is_option = "#" in key
        is_mark = (bool(code) and not is_words) or is_option or column == "confidential"
        put(cells(row)[0 if is_mark else -1], text)
    return form.saved()


def _html(content: bytes, entries: Entries) -> bytes:
    cells: dict[str, dict[str, str]] = {}
    for (key, column, *code), text in entries.items():
        cells.setdefault(key, {})[column] = code[0] if code else text
    return with_cells(content, cells)


FILL = {"docx": _docx, "html": _html}
"""The functions that fill in a form, by format."""
