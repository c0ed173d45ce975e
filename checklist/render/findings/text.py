"""One line for each finding: `path:line:column: CODE severity: message`, then other places."""

from typing import TextIO

from checklist.diagnostics import Diagnostic, Position
from checklist.render.findings.interface import Findings
from checklist.text.sanitize import safe_text


def line(found: Diagnostic) -> str:
    """Return a finding on one line."""
    place = f"{safe_text(found.path)}:{found.line}:{found.column}"
    return f"{place}: {found.code} {found.severity}: {message(found)}"


def message(found: Diagnostic) -> str:
    """Return the message of a finding, with the other places that it is about."""
    others = ", ".join(f"{_place(place)} {place.message}" for place in found.related)
    return f"{found.message} (see {others})" if others else found.message


def _place(other: Position) -> str:
    """Return `line:column`, or `path:line:column` in another file."""
    path = f"{safe_text(other.path)}:" if other.path else ""
    return f"{path}{other.line}:{other.column}"


def write(findings: Findings, output: TextIO) -> None:
    """Write one line for each finding."""
    for file in findings:
        for found in file.diagnostics:
            output.write(line(found) + "\n")
