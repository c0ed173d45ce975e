"""The options of letters to States."""

from datetime import date
from typing import Annotated

import typer

from checklist.errors import ChecklistError
from checklist.render.report.letter_format import LetterFormat
from checklist.text.sanitize import quoted

LetterFormatOption = Annotated[
    LetterFormat | None,
    typer.Option("--letter-format", help="The format of the letters; without it, markdown."),
]
ReplyByOption = Annotated[
    str | None,
    typer.Option(
        "--reply-by",
        metavar="DATE",
        help="In letters: the day by which a reply is wanted; without it, in 30 days.",
    ),
]


def reply_day(given: str | None, today: date) -> date | None:
    """Return the day by which a reply is wanted; None: that of the letters themselves.

    Raises:
        ChecklistError: It is not a day, or before today.
    """
    if given is None:
        return None
    from checklist.commands.shared.line_options import day_of  # few runs need it

    day = date.fromisoformat(day_of(given, "--reply-by"))
    if day < today:
        raise ChecklistError(f"--reply-by: {quoted(given)} is before today, {today}")
    return day
