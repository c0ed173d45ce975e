"""One JSON document with all files, even without findings, and a summary at the end.

It is ASCII, so that no foreign character can control a terminal, and it is written file by file,
so that it can have any length.
"""

import json
from collections import Counter
from collections.abc import Iterable
from textwrap import indent
from typing import Any, TextIO

from checklist.diagnostics import Severity, finding_data
from checklist.render.findings.interface import FileFindings, Findings, FindingsCount

FORMAT = 1
"""Rises when a program that reads the document would no longer understand it."""


def write(findings: Findings, output: TextIO) -> None:
    """Write the document."""
    output.write(f'{{\n  "checklist_findings": {FORMAT},\n  "files": ')
    write_list(map(file_data, findings), output, "  ")
    summary = indent(json.dumps(summary_data(findings.summary), indent=2), "  ").lstrip()
    output.write(f',\n  "summary": {summary}\n}}\n')


def write_list(items: Iterable[Any], output: TextIO, margin: str) -> None:
    """Write a list item by item, so that no more than one of them is held in memory.

    Args:
        items: Plain data.
        output: Where it is written.
        margin: The white space before the line on which the list begins.
    """
    before = "[\n"
    for item in items:
        output.write(before + indent(json.dumps(item, indent=2), f"{margin}  "))
        before = ",\n"
    output.write("[]" if before == "[\n" else f"\n{margin}]")


def file_data(file: FileFindings) -> dict[str, Any]:
    """Return the findings of a file as plain data."""
    return {"path": file.path, "findings": [finding_data(finding) for finding in file.diagnostics]}


def summary_data(summary: FindingsCount) -> dict[str, Any]:
    """Return the count of the findings as plain data."""
    return {
        "files": summary.files,
        "with_errors": summary.with_errors,
        **_counts(summary.severities),
        "codes": {
            code: {"files": counts.files, **_counts(counts.severities)}
            for code, counts in sorted(summary.codes.items())
        },
    }


def _counts(severities: Counter[Severity]) -> dict[str, int]:
    return {f"{severity}s": severities[severity] for severity in Severity}
