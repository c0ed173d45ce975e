"""`checklist validate`."""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated

import typer

from checklist.codes import OF_REPORTS, Selection, codes
from checklist.commands.chosen import (
    QuestionnaireOption,
    SourceOption,
    chosen,
    chosen_for,
    source_document,
)
from checklist.commands.output import (
    FormatOption,
    IgnoreOption,
    OutputOption,
    SelectOption,
    StrictOption,
    print_findings,
)
from checklist.diagnostics import Diagnostic, FileFindings
from checklist.files.discovery import report_files
from checklist.files.reader import read
from checklist.formats import FormatName
from checklist.models.questionnaire import Questionnaire, shipped
from checklist.models.source_document import SourceDocument
from checklist.resources import questionnaire_folders
from checklist.validator import validate


def run(
    paths: Annotated[
        list[Path], typer.Argument(metavar="PATH", readable=False, help="Reports, or folders.")
    ],
    format_name: FormatOption = FormatName.TEXT,
    output: OutputOption = None,
    select: SelectOption = None,
    ignore: IgnoreOption = None,
    strict: StrictOption = False,
    final: Annotated[
        bool,
        typer.Option("--final", help="A draft is an error, and is judged as a final report."),
    ] = False,
    questionnaire: QuestionnaireOption = None,
    source: SourceOption = None,
) -> None:
    """Check State reports: files, or folders with all reports in them.

    Prints one line a finding. A draft gets notes for what it still lacks; a final report gets
    errors. Exits with 0 when there are no errors, 1 when there are, 2 when it could not run.
    With --source, the official wording behind each answer with a finding is shown on standard
    error.
    """
    wording = source_document(source)
    if questionnaire is not None:
        chosen(questionnaire)  # a mistake here is not the reports'
    selection = _selection(select, ignore, questionnaire)

    def findings() -> Iterator[FileFindings]:
        for path in report_files(paths):
            document = read(path)
            answered = chosen_for(document, questionnaire)
            found = validate(document, answered, final_only=final, wanted=selection)
            yield FileFindings(document.name, found)
            if wording is not None:
                _show_wording(found, answered, wording)

    code = print_findings(
        findings(), format_name, strict=strict, output=output, selection=selection
    )
    raise typer.Exit(code)


def _selection(
    select: list[str] | None, ignore: list[str] | None, questionnaire: str | None
) -> Selection:
    if not select and not ignore:
        return Selection()
    answered = [chosen(questionnaire)] if questionnaire else map(shipped, questionnaire_folders())
    return Selection.of(select or (), ignore or (), codes(OF_REPORTS, answered))


def _show_wording(
    found: Iterable[Diagnostic], questionnaire: Questionnaire, source: SourceDocument
) -> None:
    sys.stdout.flush()
    for recommendation in questionnaire.concerned(one.where for one in found):
        for line in source.lines(recommendation.id):
            print(line, file=sys.stderr)
