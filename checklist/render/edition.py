"""The names of the editions, which a comparison has, too."""

from enum import StrEnum


class Edition(StrEnum):
    """The editions of a summary, or of a comparison."""

    CONFERENCE = "conference"
    SHORT = "short"
    FULL = "full"
