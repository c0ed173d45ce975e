"""What commands that print findings have in common."""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Annotated

import typer

from checklist.diagnostics import Severity
from checklist.formats import FormatName, format_named
from checklist.formats.interface import FileFindings

FormatOption = Annotated[FormatName, typer.Option("--format", help="How findings are printed.")]
StrictOption = Annotated[bool, typer.Option("--strict", help="Exit with 1 on warnings, too.")]


def print_findings(
    files: Iterable[FileFindings], format_name: FormatName, *, strict: bool = False
) -> int:
    """Print findings as they come, then a summary on standard error. Returns the exit code."""
    counter: Counter[Severity] = Counter()
    with_errors = total = 0

    def counted() -> Iterator[FileFindings]:
        nonlocal with_errors, total
        for file in files:
            found = Counter(one.severity for one in file.diagnostics)
            counter.update(found)
            with_errors += bool(found[Severity.ERROR])
            total += 1
            yield file

    format_named(format_name)(counted(), sys.stdout)
    sys.stdout.flush()
    if not total:
        print("nothing was checked: no files were found", file=sys.stderr)
        return 2
    told = ", ".join(_count(counter[severity], severity.value) for severity in Severity)
    print(f"{_count(total, 'file')}, {with_errors} with errors: {told}", file=sys.stderr)
    failed = counter[Severity.ERROR] or (strict and counter[Severity.WARNING])
    return 1 if failed else 0


def _count(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"
