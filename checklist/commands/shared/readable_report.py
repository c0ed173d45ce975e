"""Reading a report for a command, and the end of a command whose report cannot be used."""

import sys
from pathlib import Path
from typing import NoReturn

import typer

from checklist.checks.validator import head_findings
from checklist.commands.shared.findings_output import print_findings
from checklist.diagnostics import FileFindings
from checklist.files.reader import Document, read
from checklist.lifecycle.opening import UnusableReportError
from checklist.render.findings.registry import FormatName
from checklist.text.messages import tr


def read_report(path: Path) -> Document:
    """Return the document of a report with a valid head, whatever its answers are.

    Raises:
        typer.Exit: The head is not valid. The findings on it are printed.
    """
    document = read(path)
    wrong = head_findings(document)
    if wrong:
        raise typer.Exit(print_findings([FileFindings(document.name, wrong)], FormatName.TEXT))
    return document


def refuse(error: UnusableReportError) -> NoReturn:
    """Print the reason why a report cannot be used, and exit with 1."""
    if error.diagnostics:
        files = [FileFindings(error.diagnostics[0].path, error.diagnostics)]
        print_findings(files, FormatName.TEXT)
    print(tr("checklist: {error}", error), file=sys.stderr)
    raise typer.Exit(1) from None
