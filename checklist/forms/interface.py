"""The interface of the formats of forms."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from checklist.forms.filled import FormReading
from checklist.forms.form import Form
from checklist.ministries.part_record import PartRecord


class UnreadableFormError(Exception):
    """A file cannot be read as a form of its format. `code` is that of the finding."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


@dataclass(frozen=True, slots=True)
class OpenedForm:
    """A file of a format, of which it is known which part it is."""

    record: PartRecord
    reading: Callable[[Form], FormReading]
    """Returns its reading, for the form as it was sent."""
    is_whole: bool = False
    """Whether it is the form of the whole questionnaire, which belongs to no report."""


@dataclass(frozen=True, slots=True)
class FormFormat:
    """A format of forms."""

    name: str
    """`xlsx`: also the ending of its files."""
    write: Callable[[Form], bytes]
    """Returns the file for a form."""
    opened: Callable[[bytes, bytes], OpenedForm]
    """Returns an opened file, or raises `UnreadableFormError`. It gets the bytes, and those of the
    form as it was sent, whose identity counts where the file has lost its own; or nothing."""
    texts: Callable[[bytes], Sequence[str]]
    """Returns the texts of a file that can say whose form it is: titles, heads and feet."""
