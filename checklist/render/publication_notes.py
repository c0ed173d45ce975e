"""The sentences that summaries and comparisons have in common."""

from collections.abc import Iterator

from checklist.answer_types.written_date import date_in_words
from checklist.text.messages import Message, tr

HELD_BACK = Message(
    "Some of them agree to publication. Their answers are not published by State all the "
    "same, because an output issued before counts them without their names, and the "
    "difference would tell the answers of other States."
)
"""Why States are not named, although they agree: how many they are is not told."""


def only_between(since: str, until: str) -> Iterator[str]:
    """Yield that only reports from a day on, or until a day, are counted; nothing without days."""
    for day, words in ((since, "later"), (until, "earlier")):
        if day:
            yield f"Only reports as of {date_in_words(day)} or {words} are counted."


def newer_unusable(states: object) -> str:
    """Return of how many States a file cannot be used that may be newer than the one counted."""
    return tr(
        "States with a file that cannot be used and may be newer than the report that is "
        "counted: {states}.",
        states,
    )
