"""The first minute: `checklist` alone, in a folder without reports, offers to begin."""

from collections.abc import Sequence
from pathlib import Path

import typer

from checklist.answer_types.interface import Refusal
from checklist.commands.shared.interview_session import screen_and_face
from checklist.commands.shared.person import Person
from checklist.states import find
from checklist.text.paragraphs import Line
from checklist.text.sanitize import quoted, safe_text

_HELP = "h"
_TITLE = "A report begins here, in a file named after your State: report-NOR.yaml."
_HINT = "Press Enter to begin, or type h for help. /quit stops."
_WHAT = "Enter begins a report in this folder, and h lists all commands."


def words_to_begin() -> Sequence[str]:
    """Offer a person at a terminal to begin a report in the current folder.

    Returns the words of the command that is wanted: none for the list of commands. Who types a
    State begins its report.

    Raises:
        typer.Exit: The person stops.
    """
    person = Person(screen_and_face(plain=True)[1])
    above = [Line(f"No report is in this folder: {safe_text(str(Path.cwd()))}")]
    try:
        typed = person.line(_TITLE, _HINT, _understood, above=above, explained=_WHAT)
    except EOFError:
        raise typer.Exit(0) from None
    if typed == _HELP:
        return []
    return ["answer", *([typed] if typed else [])]


def _understood(typed: str) -> str:
    """Return an entry that is a key or a State.

    Raises:
        Refusal: It is neither.
    """
    if typed.lower() in {"", _HELP}:
        return typed.lower()
    state = find(typed)
    if state is None:
        raise Refusal(f"{quoted(typed)} is no State and no answer here. {_HINT}")
    return state.code
