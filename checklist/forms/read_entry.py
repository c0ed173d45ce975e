"""Reads one entry of a form: also what a number in a cell can mean otherwise."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from checklist.answer_types.completed_refusal import CompletedRefusal
from checklist.answer_types.interface import Refusal
from checklist.answer_types.written_date import date_in_words
from checklist.forms.filled import FilledCell

Read = Callable[[str], Any]
"""Returns the content of an entry, or raises `Refusal`."""


class OtherVersionError(Exception):
    """The number of an option is that of another version of the questionnaire."""


def refusing_numbers(read: Read) -> Read:
    """Return a reader that refuses numbers of options, because they may be others now.

    The reader that is returned raises `OtherVersionError` for a number.
    """

    def checked(text: str) -> Any:
        if text.isdecimal():
            raise OtherVersionError
        return read(text)

    return checked


def read_either(read: Read, cell: FilledCell) -> Any:
    """Return the content of a cell, or of what it can mean otherwise; what it lacks is added.

    Raises:
        Refusal: It means nothing that is allowed.
        OtherVersionError: It is the number of an option of another version.
    """
    try:
        return read(cell.text)
    except CompletedRefusal as refusal:
        return read(refusal.completed(cell.text))
    except Refusal as refusal:
        for other in (cell.otherwise, cell.text.rstrip(" .,;")):
            if other and other != cell.text:
                with suppress(Refusal):
                    return read(other)
        if cell.otherwise:
            day = date_in_words(cell.otherwise)
            raise Refusal(f"{refusal} As a day, the cell says {day}.") from None
        raise
