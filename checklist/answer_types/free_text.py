"""The free texts of an answer, and the kinds of them."""

from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

from checklist.diagnostics import DocumentPath

if TYPE_CHECKING:
    pass


class TextKind(StrEnum):
    """The kinds of texts in an answer: rules on words differ between them."""

    PROSE = "prose"
    """A text of the State in its own words."""
    COMMON = "common"
    """A text that many answers can share: a name, a title, the reason why there is no answer."""
    ARTICLE = "article"
    """The article of a law: numbers and letters."""
    CONTACT = "contact"
    """A part of a contact."""


FreeText: TypeAlias = tuple[DocumentPath, str, TextKind]
"""A text that a person wrote: its place, the text, its kind. A report has about a hundred."""
