"""A workbook with a row for each finding, and the counts by State and by code.

It is written to the bytes below the text: no text of a file becomes a formula.
"""

import tempfile
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, NamedTuple, TextIO

from checklist.analysis.rows.columns import columns_of
from checklist.checks.codes import code_named, short_description
from checklist.diagnostics import Diagnostic, Severity
from checklist.render.findings.interface import Findings
from checklist.states import BY_CODE
from checklist.tables.contents import Table
from checklist.tables.workbook import Look, Workbook, copy_members
from checklist.text.sanitize import safe_text


class FindingRow(NamedTuple):
    """One finding."""

    state: Annotated[str, "The code of the State; empty where the file does not say it."]
    state_name: Annotated[str, "The name of the State."]
    file: Annotated[str, "The file as it was named."]
    line: Annotated[int, "The line, from 1."]
    column: Annotated[int, "The character of the line, from 1."]
    severity: Annotated[str, "error, warning or note."]
    code: Annotated[str, "The code of the finding."]
    name: Annotated[str, "The name of the code."]
    place: Annotated[str, "The keys that lead to it."]
    message: Annotated[str, "What is wrong, and what is allowed."]
    see: Annotated[str, "Other places that it is about."]
    text: Annotated[str, "The line of the file, where nothing in it is confidential."]


class StateRow(NamedTuple):
    """The counts of one State."""

    state: Annotated[str, "The code of the State; empty for files that name none."]
    state_name: Annotated[str, "The name of the State."]
    files: Annotated[int, "Files with findings."]
    errors: Annotated[int, "Errors."]
    warnings: Annotated[int, "Warnings."]
    notes: Annotated[int, "Notes."]


class CodeRow(NamedTuple):
    """The counts of one code."""

    code: Annotated[str, "The code."]
    name: Annotated[str, "Its name."]
    files: Annotated[int, "Files with findings of this code."]
    errors: Annotated[int, "Errors."]
    warnings: Annotated[int, "Warnings."]
    notes: Annotated[int, "Notes."]
    meaning: Annotated[str, "What it means."]


_FINDINGS, _STATES, _CODES = "findings", "states", "codes"
_KINDS: Mapping[str, type[Any]] = {_FINDINGS: FindingRow, _STATES: StateRow, _CODES: CodeRow}
_LOOK = Look(
    widths={
        "state": 8,
        "state_name": 24,
        "file": 34,
        "line": 8,
        "column": 8,
        "severity": 10,
        "code": 8,
        "name": 22,
        "place": 34,
        "message": 80,
        "see": 40,
        "text": 60,
        "meaning": 90,
    },
    wrapped=frozenset({"message", "meaning"}),
    otherwise="write .jsonl instead",
)


def write(findings: Findings, output: TextIO) -> None:
    """Write the workbook to the bytes below the text of the output."""
    tables = [Table(name, columns_of(row), ("file",)) for name, row in _KINDS.items()]
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        made = Path(folder, "findings.xlsx")
        with Workbook(str(made), tables, folder, _LOOK) as workbook:
            sheet = workbook.sheets[_FINDINGS].add
            states: dict[str, Counter[Severity]] = {}
            files: dict[str, set[str]] = {}
            for file in findings:
                counts = states.setdefault(file.state, Counter())
                for found in file.diagnostics:
                    sheet([_row(found, file.state)])
                    counts[found.severity] += 1
                    files.setdefault(file.state, set()).add(file.path)
            workbook.sheets[_STATES].add(_states(states, files))
            workbook.sheets[_CODES].add(_codes(findings))
        with (
            zipfile.ZipFile(made) as parts,
            zipfile.ZipFile(output.buffer, "w", zipfile.ZIP_DEFLATED) as book,
        ):
            copy_members(parts, book)


def _row(found: Diagnostic, state: str) -> FindingRow:
    lines = found.excerpt.lines if found.excerpt else ()
    own = next((line.text.strip() for line in lines if line.number == found.line), "")
    withheld = found.excerpt.withheld if found.excerpt else ""
    others = (
        f"{safe_text(place.path or found.path)}:{place.line}:{place.column} {place.message}"
        for place in found.related
    )
    return FindingRow(
        state=state,
        state_name=_name(state),
        file=safe_text(found.path),
        line=found.line,
        column=found.column,
        severity=found.severity.value,
        code=found.code,
        name=code_named(found.code).name,
        place=safe_text(" › ".join(map(str, found.where)), limit=500),
        message=found.message,
        see="; ".join(others),
        text=withheld or safe_text(own),
    )


def _states(
    states: Mapping[str, Counter[Severity]], files: Mapping[str, set[str]]
) -> Iterator[StateRow]:
    for state in sorted(files, key=lambda state: (not state, _name(state))):
        counts = [states[state][each] for each in Severity]
        yield StateRow(state, _name(state), len(files[state]), *counts)


def _codes(findings: Findings) -> Iterator[CodeRow]:
    for code, counts in sorted(findings.summary.codes.items()):
        errors, warnings, notes = (counts.severities[each] for each in Severity)
        yield CodeRow(
            code=code,
            name=code_named(code).name,
            files=counts.files,
            errors=errors,
            warnings=warnings,
            notes=notes,
            meaning=short_description(code),
        )


def _name(state: str) -> str:
    return BY_CODE[state].name if state in BY_CODE else state
