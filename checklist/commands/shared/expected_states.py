"""The States that are expected to report."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from checklist.diagnostics import Diagnostic
from checklist.errors import ChecklistError
from checklist.files.reader import text_of
from checklist.states import STATES, State, find, suggest
from checklist.text.sanitize import quoted, safe_text

ExpectedOption = Annotated[
    Path | None,
    typer.Option(
        "--expected",
        metavar="FILE",
        readable=False,
        help="The States that are to report: one code or name on each line; else all States.",
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
    name = safe_text(str(path))
    text = text_of(path)
    if isinstance(text, Diagnostic):
        raise ChecklistError(f"--expected: {name}: {text.message}")
    states = []
    for number, line in enumerate(text.splitlines(), 1):
        named = line.partition("#")[0].strip()
        if not named:
            continue
        states.append(state_named(named, f"--expected: {name}:{number}"))
    return list(dict.fromkeys(states))


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
