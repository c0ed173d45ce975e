"""The sizes of the screens that the face can show."""

WIDEST = 100
"""Columns beyond which lines are hard to read."""
NARROWEST, LOWEST = 60, 20
"""The smallest terminal on which nothing is lost."""
_MARGINS = 8


def text_width(columns: int) -> int:
    """Return the columns of a text on a terminal, without its margins."""
    return min(columns, WIDEST) - _MARGINS
