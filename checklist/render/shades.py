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
    ink: str
    """Its colour there. Programs that draw no patterns mix it with white: so these differ."""


PATTERNS: Mapping[str, Pattern] = {
    "h-not-known": Pattern("wide_upward_diagonal", "thinReverseDiagStripe", INK),
    "h-not-applicable": Pattern("light_horizontal", "thinHorzStripe", "B4BBC2"),
    "h-declined": Pattern("wide_downward_diagonal", "thinDiagStripe", "39434D"),
    "h-unanswered": Pattern("percent_20", "pct15", "7D868F"),
    "h-confidential": Pattern("outlined_diamond", "thinDiagCross", "2A343E"),
    "h-other": Pattern("light_vertical", "thinVertStripe", "98A1AA"),
}
"""The patterns, by the names that bars have for them."""


def ink_on(shade: str) -> str:
    """Return the colour of a number on a shade or pattern."""
    return PAPER if shade in _DARK else INK
