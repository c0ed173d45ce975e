"""Options that are a day, or one line of text."""

from contextlib import suppress
from datetime import date

from pydantic import TypeAdapter, ValidationError

from checklist.answer_types.base_model import Line
from checklist.answer_types.interface import Refusal
from checklist.answer_types.written_date import EXAMPLE, AmbiguousDateRefusal, read_written_date
from checklist.errors import ChecklistError
from checklist.text.messages import tr
from checklist.text.sanitize import forbidden_character, quoted
from checklist.today import latest_today, today

_LINE: TypeAdapter[str] = TypeAdapter(Line)


def day_of(given: str | None, option: str = "--on", *, can_come: bool = False) -> str:
    """Return the day of an option, written in any usual way, or today.

    Args:
        given: What the option says; None: it is not given.
        option: The option.
        can_come: Whether the day can be still to come, as one that is planned.

    Raises:
        ChecklistError: It is not a day, can be two, or is still to come and cannot be.
    """
    if given is None:
        return today().isoformat()
    try:
        day = date.fromisoformat(read_written_date(given, EXAMPLE))
    except AmbiguousDateRefusal as refusal:
        raise ChecklistError(f"{option}: {str(refusal).rstrip('.')}") from None
    except (Refusal, ValueError):
        raise ChecklistError(
            tr("{option}: {given} is not a day; write {day}", option, quoted(given), EXAMPLE)
        ) from None
    if day > latest_today() and not can_come:
        raise ChecklistError(
            tr("{option}: {day} is still to come; name the day on which it was done", option, day)
        )
    return day.isoformat()


def line_of(given: str, option: str) -> str:
    """Return the name or office of an option.

    Raises:
        ChecklistError: It is empty, longer than a line, or has control characters.
    """
    with suppress(ValidationError):
        if forbidden_character(given) is None:
            return _LINE.validate_python(given.strip())
    raise ChecklistError(tr("{option}: write one line of at most 400 characters", option))
