"""What became of a form, as a person notes it: the lines of the log, and their words."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any

from checklist.answer_types.written_date import date_in_words
from checklist.questionnaire.authorities import OWN

NOTED = "note"
"""What the log says that was done."""
REMINDED = "reminded"
"""The event of a reminder, which its command notes."""


class NoteEvent(StrEnum):
    """What can become of a form."""

    SENT = "sent"
    CALLED = "called"
    EXTENDED = "extended"
    BACK = "back"
    NO_OBJECTION = "no-objection"
    CLEARED = "cleared"
    REFUSED = "refused"
    PASSED_ON = "passed-on"


def note_entry(
    event: str, code: str, day: str, *, at: str, who: str, **details: Any
) -> dict[str, Any]:
    """Return the line of the log for an event.

    Args:
        event: The event.
        code: The code of the authority.
        day: The day of the event.
        at: The time.
        who: Who notes it.
        details: What else is known: `number` of the form, `spoke_to`, `until`, `to`, `only`,
            `note`.
    """
    known = {key: value for key, value in details.items() if value is not None}
    return {"did": NOTED, "event": event, "at": at, "who": who, "by": code, "on": day, **known}


def note_words(data: Mapping[str, Any], name: Callable[[str], str]) -> str:
    """Return the sentence on an event that was noted.

    Args:
        data: The line of the log.
        name: Returns the name of an authority by its code.
    """
    ministry, day = name(str(data.get("by", ""))), date_in_words(str(data.get("on", "")))
    until = date_in_words(str(data.get("until", "")))
    match data.get("event"):
        case NoteEvent.SENT:
            return f"{ministry}: form {data.get('number', 1)} was sent on {day}."
        case event if event == REMINDED:
            return f"{ministry} was reminded on {day}."
        case NoteEvent.CALLED if data.get("spoke_to"):
            return f"{ministry} was called on {day}; {data['spoke_to']} answered."
        case NoteEvent.CALLED:
            return f"{ministry} was called on {day}."
        case NoteEvent.EXTENDED:
            return f"{ministry} has time until {until}, as agreed on {day}."
        case NoteEvent.BACK:
            return f"{ministry}: its answers came back on {day}, and are not merged yet."
        case NoteEvent.NO_OBJECTION:
            return (
                f"{ministry} was told on {day} that it may object until {until}. Its silence is "
                "noted as no objection, and not as a clearance."
            )
        case NoteEvent.CLEARED:
            return f"{ministry} cleared its answers on {day}."
        case NoteEvent.REFUSED if data.get("spoke_to"):
            return f"{ministry} refused on {day}; {data['spoke_to']} said so."
        case NoteEvent.REFUSED:
            return f"{ministry} refused on {day}."
        case NoteEvent.PASSED_ON if data.get("to") == OWN:
            return f"{_passed_on(data, ministry)} is yours to answer since {day}."
        case NoteEvent.PASSED_ON:
            other = name(str(data.get("to", "")))
            return f"{_passed_on(data, ministry)} is asked of {other} since {day}."
    return f"{ministry}: {data.get('event', '')} on {day}."


def _passed_on(data: Mapping[str, Any], ministry: str) -> str:
    """Return what a ministry passed on: all, or the questions that the line names."""
    only = data.get("only")
    return f"What was asked of {ministry} ({only})" if only else f"What was asked of {ministry}"
