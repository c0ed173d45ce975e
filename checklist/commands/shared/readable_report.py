"""Reading a report for a command, and the end of a command whose report cannot be used."""

import sys
from pathlib import Path
from typing import NoReturn

import typer

from checklist.checks.validator import head_findings
from checklist.commands.shared.findings_output import print_file_findings
from checklist.files.reader import Document, read
from checklist.lifecycle.opening import UnusableReportError
from checklist.text.messages import tr


def read_report(path: Path) -> Document:
    """Return the document of a report with a valid head, whatever its answers are.

    Raises:
        typer.Exit: The head is not valid. The findings on it are printed.
    """
    document = read(path)
    wrong = head_findings(document)
    if wrong:
        raise typer.Exit(print_file_findings(document.name, wrong))
    return document


def refuse(error: UnusableReportError) -> NoReturn:
    """Print the reason why a report cannot be used, and exit with 1."""
    if error.diagnostics:
        print_file_findings(error.diagnostics[0].path, error.diagnostics)
    print(tr("checklist: {error}", error), file=sys.stderr)
    raise typer.Exit(1) from None
