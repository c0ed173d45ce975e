"""The names of the editions of a summary or a comparison."""

from enum import StrEnum


class Edition(StrEnum):
    """The editions of a summary, or of a comparison."""

    CONFERENCE = "conference"
    SHORT = "short"
    FULL = "full"
