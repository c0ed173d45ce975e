"""The files that list States: their text, the State of a line, and the cells of a CSV line."""

import csv
from pathlib import Path

from checklist.diagnostics import NO_TEXT
from checklist.errors import ChecklistError
from checklist.files.reader import text_of
from checklist.states import State, find, suggest
from checklist.text.messages import commas, tr
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
        hint = tr("did you mean {names}?", near) if near else ""
        message = tr("{where}: {named} is not the name or code of a State", where, quoted(named))
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
            tr("{where}: the quotation marks do not fit, or the line is too long", where)
        ) from None
    return [cell.strip() for cell in cells]
