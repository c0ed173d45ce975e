"""The options of letters to States."""

from datetime import date
from typing import Annotated

from checklist.commands.shared.options import option
from checklist.errors import ChecklistError
from checklist.render.report.letter_format import LetterFormat
from checklist.text.messages import tr
from checklist.text.sanitize import quoted

LetterFormatOption = Annotated[
    LetterFormat | None,
    option("--letter-format", tr("The format of the letters; without it, markdown.")),
]
ReplyByOption = Annotated[
    str | None,
    option(
        "--reply-by DATE",
        tr("In letters: the day by which the State should reply; without it, in 30 days."),
    ),
]


def reply_day(given: str | None, day: date) -> date | None:
    """Return the day by which a reply is wanted; None: that of the letters themselves.

    Args:
        given: The day of the option, if it is given.
        day: The day of the letters.

    Raises:
        ChecklistError: It is not a day, or before that of the letters.
    """
    if given is None:
        return None
    from checklist.commands.shared.line_options import day_of  # few runs need it

    wanted = date.fromisoformat(day_of(given, "--reply-by", can_come=True))
    if wanted < day:
        raise ChecklistError(
            tr("--reply-by: {given} is before the day of the letter, {day}", quoted(given), day)
        )
    return wanted
