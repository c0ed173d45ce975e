"""The lines of files that list States: the State of a line, and the cells of a CSV line."""

import csv

from checklist.errors import ChecklistError
from checklist.states import State, find, suggest
from checklist.text.sanitize import quoted


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
        near = ", ".join(f"{one.name} ({one.code})" for one in suggest(named, 3))
        hint = f"; did you mean {near}?" if near else ""
        raise ChecklistError(f"{where}: {quoted(named)} is no State that is known{hint}")
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
