"""`checklist validate`."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from checklist.checks.batch import Checker
from checklist.checks.codes import EVERYTHING, CodeFilter
from checklist.checks.resolve_questionnaire import report_codes, resolve
from checklist.checks.run_validator import RunValidator
from checklist.commands.shared.findings_output import (
    FOR_ITS_OWNER,
    FormatOption,
    IgnoreOption,
    OutputOption,
    SelectOption,
    StrictOption,
    print_findings,
)
from checklist.commands.shared.options import option
from checklist.commands.shared.output_format import resolve_format
from checklist.commands.shared.questionnaire_options import QuestionnaireOption
from checklist.commands.shared.report_inputs import PathsArgument, source_of
from checklist.files.discovery import ReportFiles
from checklist.render.findings.registry import FormatName
from checklist.text.messages import commas, trn
from checklist.text.sanitize import safe_text

_FinalOption = Annotated[
    bool, option("--final", "Check drafts as final reports; a draft is also an error.")
]


def run(
    paths: PathsArgument,
    format_name: FormatOption = None,
    output: OutputOption = None,
    select: SelectOption = None,
    ignore: IgnoreOption = None,
    strict: StrictOption = False,
    final: _FinalOption = False,
    questionnaire: QuestionnaireOption = None,
) -> None:
    """Check reports: files, or folders with all reports in them.

    Prints one line for each finding. Findings about several reports together come last. A draft
    has one note that counts what is not answered; a final report has errors. The seal of a final
    report shows whether any value of it was changed. Exit: 0 without errors, 1 with errors, 2 when
    the command could not run.

    In a folder, all .yaml, .yml and .json files are checked, except hidden files and kept drafts.
    Name all reports of a State in one run: codes R030 to R038 show only when reports are checked
    together.

    Endings of --output: .txt, .text or .log for text, .json for one document, .sarif for code
    scanning, .html for a page and .docx for a Word file: the findings in words, to send. Both have
    a section for each State.
    """
    view = resolve_format(format_name, output, FormatName.TEXT)
    selection = _selection(select or [], ignore or [], questionnaire)
    files = ReportFiles(paths)
    checker = Checker(questionnaire, final, selection)
    validator = RunValidator(checker, map(source_of, files))
    code = print_findings(
        (checked.findings for checked in validator.one_by_one()),
        view,
        strict=strict,
        output=output,
        mode=FOR_ITS_OWNER,
        selection=selection,
        total=lambda: sum(1 for _ in ReportFiles(paths)),
        later=validator.together,
    )
    _print_passed_over(files.passed_over, files.first_passed_over)
    raise typer.Exit(code)


def _print_passed_over(number: int, first: Sequence[Path]) -> None:
    """Print how many files are not read because of their names, and the first of them."""
    if number:
        others = ["…"] if number > len(first) else []
        names = commas([*(safe_text(str(path)) for path in first), *others])
        print(
            trn(
                "{count} other file was passed over, because the names of reports end "
                "with .yaml, .yml or .json: {names}",
                "{count} other files were passed over, because the names of reports end "
                "with .yaml, .yml or .json: {names}",
                number,
                names,
            ),
            file=sys.stderr,
        )


def _selection(
    select: Sequence[str], ignore: Sequence[str], questionnaire: str | None
) -> CodeFilter:
    if questionnaire is not None:
        resolve(questionnaire)  # a mistake in the option is no finding on a report
    if not select and not ignore:
        return EVERYTHING
    return CodeFilter.of(select, ignore, report_codes(questionnaire))
