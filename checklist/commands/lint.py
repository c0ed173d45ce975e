"""`checklist lint`."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from checklist.codes import OF_QUESTIONNAIRES, Selection, codes
from checklist.commands.output import (
    FormatOption,
    IgnoreOption,
    OutputOption,
    SelectOption,
    StrictOption,
    print_findings,
)
from checklist.diagnostics import FileFindings
from checklist.files.discovery import is_folder
from checklist.formats import FormatName
from checklist.linter import lint_file, lint_folder
from checklist.resources import earlier_folders, questionnaire_folders


def run(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="PATH", readable=False, help="Question sets, or folders of questionnaires."
        ),
    ] = None,
    format_name: FormatOption = FormatName.TEXT,
    output: OutputOption = None,
    select: SelectOption = None,
    ignore: IgnoreOption = None,
    strict: StrictOption = False,
) -> None:
    """Check question sets. Without a path, those that ship with the tool.

    A path is a folder with a questionnaire.yaml, or one file of such a folder. Exits with 0 when
    there are no errors, 1 when there are, 2 when it could not run.
    """
    selection = Selection.of(select or (), ignore or (), codes(OF_QUESTIONNAIRES))

    def findings() -> Iterator[FileFindings]:
        for path in paths or [*questionnaire_folders().values(), *earlier_folders().values()]:
            if is_folder(path):
                found = lint_folder(path, str(path), wanted=selection.wants)
            else:
                found = lint_file(path, wanted=selection.wants)
            for name, diagnostics in found.items():
                yield FileFindings(name, diagnostics)

    code = print_findings(
        findings(), format_name, strict=strict, output=output, selection=selection
    )
    raise typer.Exit(code)
