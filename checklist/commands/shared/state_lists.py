"""The files that list States: those that are expected to report, and their treaty status."""

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

from checklist.commands.shared.options import option
from checklist.diagnostics import NO_TEXT
from checklist.errors import ChecklistError
from checklist.files.reader import text_of
from checklist.states import STATES, State, find, suggest
from checklist.text.messages import commas
from checklist.text.sanitize import quoted, safe_text
from checklist.text.suggestions import with_hint


def text_of_list(path: Path, option: str, hint: str = "") -> str:
    """Return the text of a file that an option names.

    Args:
        path: The file.
        option: The option, which stands before an error.
        hint: What stands behind the error where there is no such file.

    Raises:
        ChecklistError: It cannot be read: with the line where a byte or character is the reason.
    """
    text = text_of(path)
    if isinstance(text, str):
        return text
    name = safe_text(str(path))
    if text.code != NO_TEXT:
        raise ChecklistError(f"{option}: {name}: {text.message}{hint}")
    raise ChecklistError(f"{option}: {name}:{text.line}:{text.column}: {text.message}")


def state_named(named: str, where: str) -> State:
    """Return the State that a line of a list names.

    Args:
        named: Its code or name.
        where: What stands before the error: the option, the file and the line.

    Raises:
        ChecklistError: There is no such State.
    """
    state = find(named)
    if state is None:
        near = commas(f"{state.name} ({state.code})" for state in suggest(named, 3))
        hint = f"did you mean {near}?" if near else ""
        message = f"{where}: {quoted(named)} is not the name or code of a State"
        raise ChecklistError(with_hint(message, hint))
    return state


def cells_of(line: str, where: str, separator: str = ",") -> list[str]:
    """Return the cells of a CSV line, without white space around them.

    Args:
        line: The line, without its end.
        where: What stands before the error: the option, the file and the line.
        separator: What stands between two cells.

    Raises:
        ChecklistError: The quotation marks do not fit, or a cell is too long.
    """
    try:
        (cells,) = csv.reader([line], delimiter=separator, strict=True)
    except (csv.Error, ValueError):
        raise ChecklistError(
            f"{where}: the quotation marks do not fit, or the line is too long"
        ) from None
    return [cell.strip() for cell in cells]


ExpectedOption = Annotated[
    Path | None,
    option(
        "--expected FILE",
        (
            "The States that are expected to report: one code or name on each line; "
            "without it, all States."
        ),
    ),
]


def expected_states(path: Path | None) -> Sequence[State]:
    """Return the States of a list; without one, all that can report.

    Empty lines and comments after `#` are passed over.

    Raises:
        ChecklistError: The list cannot be read, or a line names no State.
    """
    if path is None:
        return STATES
    states = [state_named(named, where) for where, named in _entries(path, "--expected")]
    return list(dict.fromkeys(states))


def _entries(path: Path, option: str) -> Iterator[tuple[str, str]]:
    """Yield the lines of a file without comments, each behind what stands before an error in it."""
    for number, line in enumerate(text_of_list(path, option).splitlines(), 1):
        entry = line.partition("#")[0].strip()
        if entry:
            yield f"{option}: {safe_text(str(path))}:{number}", entry
