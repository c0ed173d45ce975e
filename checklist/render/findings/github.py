"""Annotations of GitHub Actions: one workflow command for each finding, shown at its line.

https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions
"""

from typing import TextIO

from checklist.checks.codes import code_named
from checklist.diagnostics import Diagnostic, Severity
from checklist.render.findings.interface import Findings
from checklist.render.findings.text import message
from checklist.text.sanitize import safe_text

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
_IN_MESSAGE = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_IN_PROPERTY = _IN_MESSAGE | str.maketrans({":": "%3A", ",": "%2C"})


def write(findings: Findings, output: TextIO) -> None:
    """Write one annotation for each finding."""
    for file in findings:
        for found in file.diagnostics:
            output.write(_annotation(found) + "\n")


def _annotation(found: Diagnostic) -> str:
    properties = {
        "file": safe_text(found.path),
        "line": str(found.line),
        "col": str(found.column),
        "title": f"{found.code} {code_named(found.code).name}",
    }
    written = ",".join(f"{key}={text.translate(_IN_PROPERTY)}" for key, text in properties.items())
    return f"::{_LEVELS[found.severity]} {written}::{message(found).translate(_IN_MESSAGE)}"
