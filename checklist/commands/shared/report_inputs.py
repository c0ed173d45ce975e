"""The reports that a command reads, and the parts of them that it may show."""

import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from checklist.checks.batch import ReportSource
from checklist.commands.shared.findings_output import refuse_overwriting
from checklist.commands.shared.options import argument
from checklist.files.discovery import STANDARD_INPUT
from checklist.files.reader import Limits
from checklist.states import BY_CODE
from checklist.text.messages import grouped
from checklist.text.sanitize import safe_text

if TYPE_CHECKING:
    from checklist.analysis.rows.report_selection import NotCounted

PathsArgument = Annotated[
    list[Path], argument("PATH", "Reports, or folders; - for standard input.")
]


def source_of(path: Path) -> ReportSource:
    """Return a report that is to be read, with its content where it is standard input."""
    if path != STANDARD_INPUT:
        return ReportSource(path)
    # One byte more than allowed shows that there is more.
    return ReportSource(path, sys.stdin.buffer.read(Limits().max_bytes + 1))


def apart_from(output: Path | None, files: Iterable[Path]) -> Iterator[Path]:
    """Yield the files, and stop when the output would overwrite one of them.

    Raises:
        ChecklistError: The output is one of the files.
    """
    for file in files:
        refuse_overwriting(output, file)
        yield file


def print_options(options: Mapping[str, str], not_counted: "Iterable[NotCounted]") -> None:
    """Print on standard error the options with which more files would count.

    A summary or comparison itself has the reasons only, as its readers have no use for options.

    Args:
        options: The texts, by the code of the reason.
        not_counted: The files that are not counted.
    """
    reasons = {file.why for file in not_counted}
    for text in dict.fromkeys(text for why, text in options.items() if why in reasons):
        print(text, file=sys.stderr)


def print_newer_unusable(not_counted: "Iterable[NotCounted]") -> None:
    """Print on standard error which file that cannot be used may be newer than a report counted."""
    notices = (
        (
            f"{safe_text(file.file)} cannot be used, and may be newer than "
            f"{safe_text(file.instead)}, which counts as the "
            f"report of {BY_CODE[file.state].in_sentence}: mend the file, or ask for it again"
        )
        for file in not_counted
        if file.may_be_newer
    )
    for notice in dict.fromkeys(notices):  # both sides of a comparison may be one folder
        print(notice, file=sys.stderr)


_MOST_NAMED = 10


def print_unusable(not_counted: "Iterable[NotCounted]") -> None:
    """Print on standard error the files that cannot be used, or may have to count.

    Those that cannot be used and may be newer are named by `print_newer_unusable`.
    """
    files = [file for file in not_counted if file.is_unclear and not file.may_be_newer]
    for file in files[:_MOST_NAMED]:
        print(f"{safe_text(file.file)}: {file.message}", file=sys.stderr)
    if len(files) > _MOST_NAMED:
        print(f"… and {grouped(len(files) - _MOST_NAMED)} more", file=sys.stderr)
