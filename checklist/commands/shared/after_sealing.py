"""The page after a report was made final: what happens next, who gets what, and what can be done.

Nothing opens by itself, and nothing is sent: each step is chosen, and the page comes back after it.
"""

from collections.abc import Callable, Sequence
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from typing import NamedTuple

import typer

from checklist.commands.shared.person import EnterAlone, Person
from checklist.commands.shared.questionnaire_options import command_line
from checklist.errors import ChecklistError
from checklist.text.messages import Message, tr
from checklist.text.paragraphs import Line

_WRITE = Message("Write the folder to send")
_READ = Message("Read the report")
_PRINT = Message("Write it as a page for a browser")
_LEAVE = Message("Leave")
_STEPS = (
    Message(
        "1. Write the folder to send: the report, a document in Word and as a page, the "
        "list of files, and a draft of the note verbale. The same by command: {submit}"
    ),
    Message(
        "2. Print the document that is in the folder, and let it be signed. Its first "
        "page has the short seal {seal}, with which paper and file can be compared."
    ),
    Message("3. Send the folder with the note verbale, as your State sends its notes."),
)
_WHO = (
    Message(
        "The secretariat gets the folder: all answers, those marked as confidential with "
        "their mark, and who approved the report. The folder does not say which ministry "
        "gave an answer, or how sure it was."
    ),
    Message("The public gets nothing of this. A copy without all that is confidential: {redact}"),
    Message(
        "Your State keeps this report and its draft. Neither can be made again from the folder."
    ),
)


class NextSteps(NamedTuple):
    """What can be done with a final report from here."""

    write_folder: Callable[[], None]
    """Writes the folder to send, and prints where."""
    read: Callable[[], None]
    """Shows the report."""
    write_page: Callable[[], None]
    """Writes the report as a page, and prints where."""


def show_what_comes_next(
    person: Person,
    report: Path,
    questionnaire: str | None,
    seal: str,
    said: Sequence[str],
    steps: NextSteps,
) -> None:
    """Show the page until the person leaves it.

    Args:
        person: Who made the report final.
        report: The final report.
        questionnaire: The questionnaire that was named, if any.
        seal: The short seal of what is sent.
        said: What is to be said about the report, in sentences; the first one is that it is final.
        steps: What can be done from here.
    """
    words = {
        "submit": command_line("submit", report, questionnaire),
        "redact": command_line("redact", report, questionnaire),
        "seal": seal,
    }
    title, *others = said
    above = [
        *map(Line, others),
        Line(tr("What happens next"), is_heading=True),
        *(Line(tr(text, **words), 2, 3) for text in _STEPS),
        Line(tr("Who gets what"), is_heading=True),
        *(Line(tr(text, **words), 2, 2) for text in _WHO),
    ]
    choices = [_WRITE, _READ, _PRINT, _LEAVE]
    while True:
        chosen = person.choose(title, [*map(tr, choices)], above=above, enter=EnterAlone.LEAVES)
        choice = choices[chosen - 1] if chosen else _LEAVE
        if choice == _LEAVE:
            return
        if choice == _READ:
            with person.suspended():
                steps.read()
        else:
            write = steps.write_folder if choice == _WRITE else steps.write_page
            person.say(*_said_by(write))


def _said_by(run: Callable[[], None]) -> Sequence[str]:
    """Run a command, and return what it says, which has no place on a full screen."""
    output, failed = StringIO(), ""
    try:
        with redirect_stdout(output), redirect_stderr(output):
            run()
    except typer.Exit:
        pass  # what it said says why
    except ChecklistError as error:
        failed = str(error)
    lines = [*output.getvalue().splitlines(), failed]
    return [line.strip() for line in lines if line.strip()]
