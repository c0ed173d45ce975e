"""`checklist validate`."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

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
    refuse_overwriting,
)
from checklist.commands.shared.letter_options import LetterFormatOption, ReplyByOption, reply_day
from checklist.commands.shared.options import option
from checklist.commands.shared.output_format import resolve_format
from checklist.commands.shared.questionnaire_options import (
    QuestionnaireOption,
    SourceOption,
    source_document,
)
from checklist.commands.shared.report_inputs import (
    FilesFromOption,
    JobsOption,
    PathsArgument,
    named_paths,
    source_of,
)
from checklist.diagnostics import FileFindings
from checklist.errors import ChecklistError
from checklist.files.discovery import ReportFiles
from checklist.render.findings.registry import FormatName
from checklist.render.report.letter_format import LetterFormat
from checklist.text.messages import commas, tr, trn
from checklist.text.sanitize import safe_text
from checklist.today import today

if TYPE_CHECKING:
    from checklist.commands.shared.letters import Letters
    from checklist.questionnaire.source_document import SourceDocument


_FinalOption = Annotated[
    bool, option("--final", tr("Check drafts as final reports; a draft is also an error."))
]


class _Letters(NamedTuple):
    """The letters that are wanted."""

    letter: Annotated[
        Path | None,
        option(
            "--letter DIR", tr("Write a letter to each State into this folder: what to clarify.")
        ),
    ] = None
    letter_format: LetterFormatOption = None
    reply_by: ReplyByOption = None


class _Codes(NamedTuple):
    """Which findings are wanted, and which of them are errors."""

    select: SelectOption = None
    ignore: IgnoreOption = None
    strict: StrictOption = False


def run(
    paths: PathsArgument = None,
    files_from: FilesFromOption = None,
    format_name: FormatOption = None,
    output: OutputOption = None,
    *,
    codes: _Codes,
    final: _FinalOption = False,
    jobs: JobsOption = None,
    questionnaire: QuestionnaireOption = None,
    source: SourceOption = None,
    letters_to: _Letters,
) -> None:
    """Check State reports: files, or folders with all reports in them.

    Prints one line for each finding. Findings about several reports together come last. A draft
    gets notes for missing answers; a final report gets errors. Exit: 0 without errors, 1 with
    errors, 2 when the command could not run.

    In a folder, all .yaml, .yml and .json files are checked, except hidden files and kept drafts.
    --files-from reads at most 100,000 paths and 16 MiB. Name all reports of a State in one run:
    codes R030 to R038 show only when reports are checked together.

    Endings of --output: .txt, .text or .log for text, .json for one document, .jsonl for one line
    for each file, .sarif for code scanning, .html for a page, .xlsx for a workbook. The formats
    full, html and xlsx show lines of the files, but nothing of a confidential answer. A letter
    names no folders. The letter letter-unknown-1 is about a file that does not say its State. A
    letter has all findings, so --letter cannot be used with --select or --ignore. With --source,
    the official wording behind each answer with a finding is written to standard error.
    """
    _refuse_letter_of_some(letters_to, codes)
    refuse_overwriting(output, files_from, source)
    view = resolve_format(format_name, output, FormatName.TEXT)
    wording = source_document(source)
    selection = _selection(codes, questionnaire)
    files = ReportFiles(named := named_paths(paths, files_from))
    letters = _letters(letters_to)
    checker = Checker(questionnaire, final, selection, wording is not None)._replace(
        with_report_summary=letters is not None, with_lines=view.shows_lines
    )
    validator = RunValidator(checker, map(source_of, files), jobs)
    code = print_findings(
        _findings(validator, letters, wording),
        view,
        strict=codes.strict,
        output=output,
        mode=FOR_ITS_OWNER,
        selection=selection,
        # The wording goes to standard error as well.
        total=None if wording else lambda: sum(1 for _ in ReportFiles(named)),
        later=lambda: _findings_across_files(validator, letters),
    )
    _print_passed_over(files.passed_over, files.first_passed_over)
    if letters:
        letters.write()
    raise typer.Exit(code)


def _refuse_letter_of_some(letters: _Letters, codes: _Codes) -> None:
    if letters.letter is not None and (codes.select or codes.ignore):
        raise ChecklistError(
            tr(
                "--letter: a letter has all findings, so it cannot be written with "
                "--select or --ignore"
            )
        )


def _findings(
    validator: RunValidator, letters: "Letters | None", wording: "SourceDocument | None"
) -> Iterator[FileFindings]:
    """Yield the findings of each file by itself."""
    for checked in validator.one_by_one():
        yield checked.findings
        if letters is not None:
            letters.checked.append(checked)
        if wording is not None:
            _print_wording(checked.recommendations, wording)


def _findings_across_files(
    validator: RunValidator, letters: "Letters | None"
) -> Iterator[FileFindings]:
    """Yield the findings that only several files together show."""
    for file in validator.together():
        yield file
        if letters is not None:
            letters.across.append(file)


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


def _letters(wanted: _Letters) -> "Letters | None":
    """Return the letters that are wanted, with their folder made."""
    folder, as_format, reply_by = wanted
    if folder is not None:
        from checklist.commands.shared.letters import Letters  # few runs need it

        day = reply_day(reply_by, today())
        letters = Letters(folder, as_format or LetterFormat.MARKDOWN, day)
        letters.make_folder()
        return letters
    if reply_by is not None or as_format is not None:
        raise ChecklistError(
            tr("--reply-by and --letter-format go with --letter only: name the folder of letters")
        )
    return None


def _selection(codes: _Codes, questionnaire: str | None) -> CodeFilter:
    select, ignore, _ = codes
    if questionnaire is not None:
        resolve(questionnaire)  # a mistake in the option is no finding on a report
    if not select and not ignore:
        return EVERYTHING
    return CodeFilter.of(select or (), ignore or (), report_codes(questionnaire))


def _print_wording(recommendations: Iterable[str], source: "SourceDocument") -> None:
    sys.stdout.flush()
    for recommendation in recommendations:
        for line in source.lines(recommendation):
            print(line, file=sys.stderr)
