"""The options and the output of commands that print findings."""

import io
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Annotated, TextIO, cast

from checklist.checks.codes import CodeFilter, code_named
from checklist.commands.shared.options import option
from checklist.console.progress_bar import with_progress
from checklist.diagnostics import Diagnostic, FileFindings, Severity
from checklist.errors import ChecklistError
from checklist.files.discovery import free_path
from checklist.render.findings.interface import Findings, FindingsCount
from checklist.render.findings.registry import FormatName, format_named
from checklist.text.messages import Plural, commas, grouped, labelled, tr, with_aside
from checklist.text.sanitize import safe_text
from checklist.text.terminal_lines import WrappedStream

FormatOption = Annotated[
    FormatName | None,
    option(
        "--format",
        "How findings are printed, if the ending of --output does not say it; without both, text.",
    ),
]
OutputOption = Annotated[
    Path | None,
    option("--output -o FILE", "Write the findings to a file."),
]
SelectOption = Annotated[
    list[str] | None,
    option(
        "--select CODE",
        "Only these codes, or beginnings of codes: R5,S101.",
    ),
]
IgnoreOption = Annotated[
    list[str] | None,
    option(
        "--ignore CODE",
        "Leave out these codes. If --select and --ignore both fit, the longer beginning counts.",
    ),
]
StrictOption = Annotated[bool, option("--strict", "Exit with 1 on warnings, too.")]

UMASK_DECIDES = 0o666
"""The permissions of a new file with findings on question sets: those that the shell would give."""
FOR_ITS_OWNER = 0o600
"""The permissions of a new file with findings on reports, which can quote answers."""


def print_file_findings(name: str, found: Sequence[Diagnostic]) -> int:
    """Print the findings on one file as text. Returns the exit code."""
    return print_findings([FileFindings(name, found)])


def print_findings(
    files: Iterable[FileFindings],
    format_name: FormatName = FormatName.TEXT,
    *,
    strict: bool = False,
    output: Path | None = None,
    mode: int = UMASK_DECIDES,
    selection: CodeFilter | None = None,
    total: Callable[[], int] | None = None,
    later: Callable[[], Iterable[FileFindings]] = tuple,
) -> int:
    """Print findings as they come, then a summary on standard error. Returns the exit code.

    Args:
        files: The findings, without those that are not selected.
        format_name: The format of the output.
        strict: Whether a warning counts as an error does.
        output: The file to write them to, whole or not at all; None: standard output.
        mode: The permissions of that file, if it is new.
        selection: The codes that were selected, for the summary.
        total: Counts the files, where they may be so many that it takes long.
        later: Gives more findings of the same files, when all files have come.

    Raises:
        ChecklistError: The output cannot be written, or is one of the files that are read.
    """
    new = _new_file(format_name) if output is None else None
    if output is not None:
        files = _without(output, files)
    output = output or new
    is_seen = output is None and sys.stdout.isatty()
    if total is not None and not (is_seen and format_name is not FormatName.TEXT):
        files = with_progress(
            files, total, is_shown=lambda file: is_seen and bool(file.diagnostics)
        )
    findings = Findings(files, later)
    with _opened(output, mode) as stream:
        format_named(format_name)(findings, stream)
    summary = findings.summary
    if new is not None:
        print(tr("The file {new} was written.", safe_text(str(new))), file=sys.stderr)
    if not summary.files:
        print(tr("nothing was checked: no files were found"), file=sys.stderr)
        return 2
    for line in _lines(summary, selection):
        print(line, file=sys.stderr)
    failed = summary.severities[Severity.ERROR] or (strict and summary.severities[Severity.WARNING])
    return 1 if failed else 0


def _new_file(format_name: FormatName) -> Path | None:
    """Return a new file for a format that nobody can read in a terminal, if the output is one."""
    if format_name.is_for_a_terminal or not sys.stdout.isatty():
        return None
    name = Path(f"findings.{format_name}")
    return free_path(name, name.suffix)


@contextmanager
def _opened(output: Path | None, mode: int) -> Iterator[TextIO]:
    """Yield the stream of findings: standard output, or the file that replaces another."""
    if output is None:
        yield cast(TextIO, WrappedStream(sys.stdout))
        sys.stdout.flush()
        return
    from checklist.files.output_file import replacing_output  # most findings go to the screen

    with replacing_output(output, mode=mode) as file:
        text = io.TextIOWrapper(file, "utf-8", errors="backslashreplace", newline="\n")
        yield text
        text.detach()


def refuse_overwriting(output: Path | None, *files: Path | None) -> None:
    """Stop when the output would overwrite a file that is read.

    Raises:
        ChecklistError: The output is one of the files.
    """
    if output is None:
        return
    for file in filter(None, files):
        # A file that is absent or inaccessible is not overwritten.
        with suppress(OSError, ValueError):
            if output.samefile(file):
                name = safe_text(str(output))
                raise ChecklistError(tr("--output: {name} is one of the files that are read", name))


def _without(output: Path, files: Iterable[FileFindings]) -> Iterator[FileFindings]:
    """Yield the files, and stop when the output would overwrite one of them."""
    for file in files:
        refuse_overwriting(output, Path(file.path))
        yield file


def _lines(summary: FindingsCount, selection: CodeFilter | None) -> Iterator[str]:
    """Yield the lines of the summary: one per code, then the total."""
    for code, found in sorted(summary.codes.items()):
        counts = _counts(found.severities, [s for s in Severity if found.severities[s]])
        line = labelled(f"{code} {code_named(code).name}", counts)
        yield (
            tr("{line} in {counted}", line, counted(found.files, "file"))
            if summary.files > 1
            else line
        )
    total = tr(
        "{counted}, {with_errors} with errors: {counts}",
        counted(summary.files, "file"),
        grouped(summary.with_errors),
        _counts(summary.severities, Severity),
    )
    yield with_aside(total, str(selection or ""))


def _counts(found: Counter[Severity], severities: Iterable[Severity]) -> str:
    return commas(counted(found[severity], severity.value) for severity in severities)


_COUNTED = {
    "cycle": Plural("{count} cycle", "{count} cycles"),
    "error": Plural("{count} error", "{count} errors"),
    "figure": Plural("{count} figure", "{count} figures"),
    "file": Plural("{count} file", "{count} files"),
    "note": Plural("{count} note", "{count} notes"),
    "report": Plural("{count} report", "{count} reports"),
    "State": Plural("{count} State", "{count} States"),
    "warning": Plural("{count} warning", "{count} warnings"),
}


def counted(number: int, word: str) -> str:
    """Return `1 file` or `2,000 files`, by the word for one of them."""
    return _COUNTED[word].of(number)


def print_invalid_count(reports: int) -> None:
    """Print on standard error the number of reports with answers that do not fit, if any."""
    if reports:
        where = counted(reports, "report")
        print(
            tr(
                "answers that do not fit their questions: in {where}; checklist validate "
                "names them",
                where,
            ),
            file=sys.stderr,
        )
