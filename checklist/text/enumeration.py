"""Several texts in one line."""

from collections.abc import Sequence

from checklist.text.messages import commas, tr


def first_few(texts: Sequence[str], most: int, between: str = "") -> str:
    """Return the first of several texts, and how many more there are: `6.3, 6.4 and 12 more`.

    Args:
        texts: The texts.
        most: The most that are shown.
        between: What stands between two of them; a comma, if it is empty.
    """
    first, more = texts[:most], len(texts) - most
    shown = between.join(first) if between else commas(first)
    return tr("{shown} and {more} more", shown, more) if more > 0 else shown
