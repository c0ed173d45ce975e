"""The first minute: `checklist` alone, in a folder without reports, offers to begin."""

from collections.abc import Sequence
from pathlib import Path

import typer

from checklist.answer_types.interface import Refusal
from checklist.answer_types.state_entries import read_state
from checklist.commands.shared.document_output import print_lines
from checklist.commands.shared.interview_session import page_and_face
from checklist.commands.shared.person import Person
from checklist.text.messages import Message, sentences, tr
from checklist.text.paragraphs import Line
from checklist.text.sanitize import safe_text

_HELP = "h"
_TITLE = Message("A report begins here, in a file named after your State: report-NOR.yaml.")
_HINT = Message("Press Enter to begin, or type h for help. /quit stops.")
_WHAT = Message(
    "Enter begins a report in this folder, the name of a State begins its report, and h "
    "lists all commands."
)


def words_to_begin(commands: str) -> Sequence[str]:
    """Offer a person at a terminal to begin a report in the current folder.

    Args:
        commands: The list of commands, which a person can read first.

    Returns:
        The words of the command that is wanted. Who types a State begins its report.

    Raises:
        typer.Exit: The person stops.
    """
    person = Person(page_and_face(plain=True)[1])
    above = [Line(tr("No report is in this folder: {cwd}", safe_text(str(Path.cwd()))))]
    typed = _HELP
    while typed == _HELP:
        try:
            typed = person.line(
                tr(_TITLE), tr(_HINT), _understood, above=above, explained=tr(_WHAT)
            )
        except EOFError:
            raise typer.Exit(0) from None
        if typed == _HELP:
            print_lines(lambda _: map(Line, commands.splitlines()))
    return ["answer", *([typed] if typed else [])]


def _understood(typed: str) -> str:
    """Return an entry that is a key or a State.

    Raises:
        Refusal: It is neither.
    """
    if typed.lower() in {"", _HELP}:
        return typed.lower()
    try:
        return read_state(typed)
    except Refusal as refusal:
        raise Refusal(sentences([str(refusal), tr(_HINT)])) from None
