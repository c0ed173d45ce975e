"""`checklist lint`."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from checklist.commands.output import FormatOption, StrictOption, print_findings
from checklist.files.discovery import is_folder
from checklist.formats import FormatName
from checklist.formats.interface import FileFindings
from checklist.linter import lint_file, lint_folder
from checklist.resources import questionnaire_folders


def run(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="PATH", readable=False, help="Question sets, or folders of questionnaires."
        ),
    ] = None,
    format_name: FormatOption = FormatName.TEXT,
    strict: StrictOption = False,
) -> None:
    """Check question sets. Without a path, those that ship with the tool.

    A path is a folder with a questionnaire.yaml, or one file of such a folder. Exits with 0 when
    there are no errors, 1 when there are, 2 when it could not run.
    """

    def findings() -> Iterator[FileFindings]:
        for path in paths or questionnaire_folders().values():
            found = lint_folder(path, str(path)) if is_folder(path) else lint_file(path)
            for name, diagnostics in found.items():
                yield FileFindings(name, diagnostics)

    raise typer.Exit(print_findings(findings(), format_name, strict=strict))
