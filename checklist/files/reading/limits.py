"""Limits on the size of a file that is read."""

import sys
from typing import NamedTuple


class Limits(NamedTuple):
    """The limits of one file. A report has some tens of kilobytes."""

    max_bytes: int = 2 * 1024 * 1024
    max_events: int = 100_000
    """The most keys, values, and begins and ends of lists and mappings."""
    max_depth: int = 64
    """The most lists and mappings inside one another. The JSON parser can read some hundreds."""


NO_LIMITS = Limits(max_bytes=sys.maxsize, max_events=sys.maxsize, max_depth=sys.maxsize)
"""For a text that was within its limits when it was read."""
