"""`checklist validate`."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from checklist.commands.chosen import QuestionnaireOption, chosen, chosen_for
from checklist.commands.output import FormatOption, StrictOption, print_findings
from checklist.files.discovery import report_files
from checklist.files.reader import read
from checklist.formats import FormatName
from checklist.formats.interface import FileFindings
from checklist.validator import validate


def run(
    paths: Annotated[
        list[Path], typer.Argument(metavar="PATH", readable=False, help="Reports, or folders.")
    ],
    format_name: FormatOption = FormatName.TEXT,
    questionnaire: QuestionnaireOption = None,
    final: Annotated[
        bool, typer.Option("--final", help="Judge drafts as if they were final.")
    ] = False,
    strict: StrictOption = False,
) -> None:
    """Check State reports: files, or folders with all reports in them.

    Prints one line a finding. A draft gets notes for what it still lacks; a final report gets
    errors. Exits with 0 when there are no errors, 1 when there are, 2 when it could not run.
    """
    if questionnaire is not None:
        chosen(questionnaire)  # a mistake here is not the reports'

    def findings() -> Iterator[FileFindings]:
        for path in report_files(paths):
            document = read(path)
            answered = chosen_for(document, questionnaire)
            yield FileFindings(
                document.name, validate(document, answered, as_final=True if final else None)
            )

    raise typer.Exit(print_findings(findings(), format_name, strict=strict))
