"""Every output for publication of a report, made in this process."""

import io
import json
import re
from collections.abc import Callable, Mapping
from contextlib import redirect_stderr, redirect_stdout
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Any, TypeAlias, TypeVar

import typer

from checklist.analysis.comparison.report_pair import ReportVersion, UsableReport
from checklist.analysis.comparison.report_pair import compare as compare_two
from checklist.analysis.rows.questionnaire_rows import QuestionnaireRows
from checklist.analysis.rows.report_rows import Disclosure, report_rows
from checklist.checks.batch import Checker, ReportSource
from checklist.checks.validator import Validator
from checklist.commands import export
from checklist.commands.compare import ComparisonFormat
from checklist.commands.export import ExportFormat
from checklist.commands.summarize import SummaryFormat
from checklist.errors import ChecklistError
from checklist.files.archive import unpack
from checklist.files.reader import Document, parse
from checklist.lifecycle.redact import redacted
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.render.findings.document import findings_document
from checklist.render.findings.interface import Findings
from tests.support.made_reports import as_json
from tests.support.running import typed

Format = TypeVar("Format", bound=StrEnum)


_SEAL = "sha256(?:-salted)?:[0-9a-f]{64}"
_SEALS = re.compile(_SEAL)
"""Seals: all that differs."""

Report: TypeAlias = Mapping[str, Any]
Outputs: TypeAlias = Mapping[str, str]
"""The texts of outputs, with masked seals, by their maker and the name of the file."""


def outputs(report: Report, later: Report, folder: Path, turn: int | None = None) -> Outputs:
    """Return every output of the commands that make something for publication.

    A command that refuses has its reason in its place.

    Args:
        report: The report.
        later: A later one of the same State.
        folder: A folder with `reports` and `later`, in which the reports of other States lie.
        turn: With a number, each command writes one of its formats: from one number to the next,
            another one.
    """
    name = f"report-{report['state']}.json"
    here, there = folder / "reports", folder / "later"
    for place, data in ((here, report), (there, later)):
        (place / name).write_text(as_json(data), encoding="utf-8")
    made: dict[str, str] = {}
    for number, command in enumerate(_commands(here / name, there / name, turn)):
        path = folder / f"made-{number}"
        path.mkdir(exist_ok=True)
        for old in path.iterdir():
            old.unlink()
        made |= {f"{number} {one}": text for one, text in _called(command, path).items()}
    return {**made, **_findings(ReportSource(here / name))}


def side(report: Report, questionnaire: Questionnaire) -> ReportVersion:
    """Return a report as it is compared."""
    validator = Validator(questionnaire)
    one = UsableReport.of(_document(report), validator)
    assert isinstance(one, UsableReport)
    return ReportVersion.of(one, validator)


def essence(report: Report, after: ReportVersion, questionnaire: Questionnaire) -> Outputs:
    """Return the data of all these outputs, without any format, in a twentieth of the time.

    Args:
        report: The report.
        after: A later one of the same State.
        questionnaire: That of both.
    """
    document = _document(report)
    try:
        copy = str(redacted(document, questionnaire).to_data())
    except ChecklistError as error:
        copy = type(error).__name__
    rows = report_rows(report, QuestionnaireRows(questionnaire), Disclosure())
    before = side(report, questionnaire)
    return {
        "copy": _SEALS.sub("(a seal)", copy),
        # The rows hold the seals, which decide which report counts; no output has them.
        "rows": _SEALS.sub("(a seal)", str(rows)),
        "changes": str(compare_two(before, after)),
        "changes back": str(compare_two(after, before)),
        **_findings(ReportSource(Path(document.name), document.content)),
    }


def _document(report: Report) -> Document:
    # Not indented, which takes ten times as long.
    return parse(json.dumps(report).encode(), f"report-{report['state']}.json")


def _commands(report: Path, later: Path, turn: int | None) -> list[Callable[[Path], None]]:
    folders = report.parent, later.parent

    def formats(kind: type[Format]) -> list[Format]:
        every = [*kind]
        return every if turn is None else [every[turn % len(every)]]

    return [
        lambda path: export.run(report, output=path / "copy.yaml", public=True),
        lambda path: typed("tabulate", folders[0], "--output", path / "table.csv"),
        *(partial(_export, report, form) for form in formats(ExportFormat)),
        *(
            partial(_summarize, folders[0], form, is_public)
            for form in formats(SummaryFormat)
            for is_public in (False, True)
        ),
        *(
            partial(_compare, *two, view)
            for view in formats(ComparisonFormat)
            for two in (folders, (report, later), (later, report))
        ),
    ]


def _export(report: Path, form: ExportFormat, path: Path) -> None:
    export.run(report, path / f"document.{form}", public=True)


def _summarize(folder: Path, form: SummaryFormat, is_public: bool, path: Path) -> None:
    public = ["--for-publication"] if is_public else []
    typed("summarize", folder, "--output", path / f"summary.{form}", "--format", form, *public)


def _compare(old: Path, new: Path, view: ComparisonFormat, path: Path) -> None:
    output = path / f"changes.{view}"
    typed("compare", old, new, "--format", view, "--output", output)


def _called(command: Callable[[Path], None], path: Path) -> Outputs:
    said = io.StringIO()
    try:
        with redirect_stdout(said), redirect_stderr(said):
            command(path)
    except typer.Exit:
        pass
    except ChecklistError as error:
        return {"refused": type(error).__name__}
    return {one.name: _SEALS.sub("(a seal)", _text(one)) for one in path.iterdir()}


def _text(path: Path) -> str:
    """Return the text of an output; of a Word file or workbook, that of all its parts."""
    if path.suffix not in {".docx", ".xlsx"}:
        return path.read_text(encoding="utf-8")
    members = unpack(path.read_bytes())
    return "\n".join(f"{name}\n{part.decode('latin-1')}" for name, part in members.items())


def _findings(source: ReportSource) -> Outputs:
    """Return the findings in words, and what they are about: the codes with the questions."""
    checked = Checker().read(source)
    document = findings_document(Findings([checked.findings]))
    found = [(one.code, one.where[:2]) for one in checked.findings.diagnostics]
    return {"findings in words": str(document.blocks), "findings": str(found)}
