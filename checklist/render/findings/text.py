"""One line for each finding: `path:line:column: CODE severity: message`, then other places."""

from typing import TextIO

from checklist.diagnostics import Diagnostic, Position, Severity
from checklist.render.findings.interface import Findings
from checklist.text.messages import Message, Texts, commas, labelled, tr
from checklist.text.sanitize import safe_text

_SEVERITIES = Texts(
    {
        Severity.ERROR: Message("error", "severity"),
        Severity.WARNING: Message("warning", "severity"),
        Severity.NOTE: Message("note", "severity"),
    }
)


def line(found: Diagnostic) -> str:
    """Return a finding on one line."""
    place = f"{safe_text(found.path)}:{found.line}:{found.column}"
    return labelled(f"{place}: {found.code} {_SEVERITIES[found.severity]}", message(found))


def message(found: Diagnostic) -> str:
    """Return the message of a finding, with the other places that it is about."""
    others = commas(f"{_place(place)} {place.message}" for place in found.related)
    return tr("{message} (see {places})", found.message, others) if others else found.message


def _place(other: Position) -> str:
    """Return `line:column`, or `path:line:column` in another file."""
    path = f"{safe_text(other.path)}:" if other.path else ""
    return f"{path}{other.line}:{other.column}"


def write(findings: Findings, output: TextIO) -> None:
    """Write one line for each finding."""
    for file in findings:
        for found in file.diagnostics:
            output.write(line(found) + "\n")
