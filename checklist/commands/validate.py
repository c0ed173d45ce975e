"""`checklist validate`."""

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Self

import typer

from checklist.checks.batch import Checker, CheckResult
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
    counted,
    print_findings,
    refuse_overwriting,
)
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
    report_files,
    source_of,
)
from checklist.diagnostics import FileFindings
from checklist.errors import ChecklistError
from checklist.files import writer
from checklist.render.findings.registry import FormatName
from checklist.text.sanitize import safe_text

if TYPE_CHECKING:
    from checklist.questionnaire.source_document import SourceDocument


_FinalOption = Annotated[
    bool, typer.Option("--final", help="A draft is an error, and is judged as a final report.")
]
_LetterOption = Annotated[
    Path | None,
    typer.Option(
        "--letter",
        metavar="DIR",
        readable=False,
        help="Write a letter to each State into this folder: what to clarify, in Markdown.",
    ),
]
_ReplyByOption = Annotated[
    str | None,
    typer.Option(
        "--reply-by",
        metavar="DATE",
        help="In letters: the day by which a reply is wanted; without it, in 30 days.",
    ),
]


def run(
    paths: PathsArgument = None,
    files_from: FilesFromOption = None,
    format_name: FormatOption = None,
    output: OutputOption = None,
    select: SelectOption = None,
    ignore: IgnoreOption = None,
    strict: StrictOption = False,
    final: _FinalOption = False,
    jobs: JobsOption = None,
    questionnaire: QuestionnaireOption = None,
    source: SourceOption = None,
    letter: _LetterOption = None,
    reply_by: _ReplyByOption = None,
) -> None:
    """Check State reports: files, or folders with all reports in them.

    Prints one line for each finding; those on several reports together come last. A draft
    gets notes for what it still lacks; a final report gets errors. Exits with 0 when there are no
    errors, 1 when there are, 2 when it could not run.

    Of a folder, all .yaml, .yml and .json files are checked, but hidden ones and kept drafts.
    --files-from reads at most 100,000 paths and 16 MiB. Name all reports of a State in one run:
    codes R030 to R033 show only when reports are seen together.

    Endings of --output: .txt, .text or .log for text, .json for one document, .jsonl for one line
    for each file, .sarif for code scanning, and with --format github .txt or .log for annotations
    of GitHub Actions. A finding on a confidential answer quotes nothing of it. A letter names files
    without their folders, and letter-unknown-1.md is for a file that does not say its State; as it
    has all findings, --letter cannot be used with --select or --ignore.

    With --source, standard error has the official wording behind each answer with a finding.
    """
    _refuse_letter_of_some(letter, select, ignore)
    refuse_overwriting(output, files_from, source)
    view = resolve_format(format_name, output, FormatName.TEXT)
    wording = source_document(source)
    if questionnaire is not None:
        resolve(questionnaire)  # a mistake in the option is no finding on a report
    selection = _selection(select, ignore, questionnaire)
    named = named_paths(paths, files_from)
    files = report_files(named)
    letters = None if letter is None else _Letters.into(letter, reply_by)
    checker = Checker(questionnaire, final, selection, wording is not None, letter is not None)
    validator = RunValidator(checker, map(source_of, files), jobs)
    code = print_findings(
        _findings(validator, letters, wording),
        view,
        strict=strict,
        output=output,
        mode=FOR_ITS_OWNER,
        selection=selection,
        # The wording goes to standard error as well.
        total=None if wording else lambda: sum(1 for _ in report_files(named)),
        later=lambda: _findings_across_files(validator, letters),
    )
    _print_number_passed_over(files.passed_over)
    if letters is not None:
        letters.write()
    raise typer.Exit(code)


def _refuse_letter_of_some(
    letter: Path | None, select: list[str] | None, ignore: list[str] | None
) -> None:
    if letter is not None and (select or ignore):
        raise ChecklistError(
            "--letter: a letter has all findings, so it cannot be written with --select or --ignore"
        )


def _findings(
    validator: RunValidator, letters: "_Letters | None", wording: "SourceDocument | None"
) -> Iterator[FileFindings]:
    """Yield the findings of each file by itself."""
    for checked in validator.one_by_one():
        yield checked.findings
        if letters is not None:
            letters.checked.append(checked)
        if wording is not None:
            _print_wording(checked.recommendations, wording)


def _findings_across_files(
    validator: RunValidator, letters: "_Letters | None"
) -> Iterator[FileFindings]:
    """Yield the findings that only several files together show."""
    for file in validator.together():
        yield file
        if letters is not None:
            letters.across.append(file)


def _print_number_passed_over(number: int) -> None:
    if number:
        verb = "was" if number == 1 else "were"
        print(f"{counted(number, 'other file')} {verb} passed over", file=sys.stderr)


@dataclass(frozen=True, slots=True)
class _Letters:
    """The letters to States, which are written when all reports are checked."""

    folder: Path
    reply_by: date | None
    """The day by which a reply is wanted; None: that of the letters themselves."""
    checked: list[CheckResult] = field(default_factory=list)
    """The reports."""
    across: list[FileFindings] = field(default_factory=list)
    """The findings that only several reports together show."""

    @classmethod
    def into(cls, folder: Path, reply_by: str | None) -> Self:
        """Make the folder of the letters. New letters are not mixed with earlier ones.

        Raises:
            ChecklistError: The folder cannot be made, or has letters already, or the day is none.
        """
        # Few runs need them, as below.
        from checklist.commands.shared.line_options import day_of
        from checklist.render.report.letter import LETTERS

        day = None if reply_by is None else date.fromisoformat(day_of(reply_by, "--reply-by"))
        name = safe_text(str(folder))
        try:
            folder.mkdir(parents=True, exist_ok=True)
            has_letters = any(folder.glob(LETTERS))
        except OSError as error:
            reason = writer.reason(error)
            raise ChecklistError(f"--letter: {name} cannot be used: {reason}") from None
        if has_letters:
            raise ChecklistError(
                f"--letter: there are letters in {name} already; name a new folder"
            )
        return cls(folder, day)

    def write(self) -> None:
        """Write the letters, and say on standard error how many there are."""
        from checklist.render.report.letter import letters

        written = letters(self.checked, date.today(), self.across, self.reply_by)
        for name, content in written.items():
            # Only its owner can read a letter, as with reports: it quotes answers that are not
            # confidential.
            writer.create(self.folder / name, content.encode())
        verb = "were" if len(written) != 1 else "was"
        folder = safe_text(str(self.folder))
        print(f"{counted(len(written), 'letter')} {verb} written into {folder}", file=sys.stderr)


def _selection(
    select: list[str] | None, ignore: list[str] | None, questionnaire: str | None
) -> CodeFilter:
    if not select and not ignore:
        return EVERYTHING
    return CodeFilter.of(select or (), ignore or (), report_codes(questionnaire))


def _print_wording(recommendations: Iterable[str], source: "SourceDocument") -> None:
    sys.stdout.flush()
    for recommendation in recommendations:
        for line in source.lines(recommendation):
            print(line, file=sys.stderr)
