"""The colours and patterns of figures for print: they differ in grey, too.

Levels are shades of one hue, from dark to light. What has no value is a pattern on white.
"""

from collections.abc import Mapping
from typing import NamedTuple

from checklist.render.bars import SHADES

INK, PAPER = "16202A", "FFFFFF"
LINE = "5B6672"
"""The colour of patterns, and of the lines around the parts."""

FILLS: Mapping[str, str] = dict(
    zip(
        SHADES,
        ("123F66", "2F6796", "6396BF", "92B8D6", "B7D0E4", "D1E1EE", "E9F1F7"),
        strict=True,
    )
)
"""The colour of each shade, as six hexadecimal digits."""
_DARK = frozenset(SHADES[:2])


class Pattern(NamedTuple):
    """A pattern of what has no value, as each kind of file names it."""

    workbook: str
    """Its name in charts of a workbook."""
    word: str
    """Its name in cells of a Word file."""
    path: str
    """Its lines in a square of 6 by 6, for a picture."""


PATTERNS: Mapping[str, Pattern] = {
    "h-not-known": Pattern(
        "wide_upward_diagonal", "thinReverseDiagStripe", "M-1 1L1-1M0 6L6 0M5 7L7 5"
    ),
    "h-not-applicable": Pattern("light_horizontal", "thinHorzStripe", "M0 1.5H6M0 4.5H6"),
    "h-declined": Pattern("wide_downward_diagonal", "thinDiagStripe", "M-1 5L1 7M0 0L6 6M5-1L7 1"),
    "h-unanswered": Pattern("percent_20", "pct15", "M2 3H4M3 2V4"),
    "h-confidential": Pattern("outlined_diamond", "thinDiagCross", "M0 0L6 6M0 6L6 0"),
    "h-other": Pattern("light_vertical", "thinVertStripe", "M1.5 0V6M4.5 0V6"),
}
"""The patterns, by the names that bars have for them."""


def ink_on(shade: str) -> str:
    """Return the colour of a number on a shade or pattern."""
    return PAPER if shade in _DARK else INK
