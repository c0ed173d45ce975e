"""The sentences on publication that documents of several kinds have."""

from checklist.text.messages import Message, tr

HELD_BACK = Message(
    "Some of them agree to publication. Their answers are not published by State all the "
    "same, because an output issued before counts them without their names, and the "
    "difference would tell the answers of other States."
)
"""Why States are not named, although they agree: how many they are is not told."""


def newer_unusable(states: object) -> str:
    """Return of how many States a file cannot be used that may be newer than the one counted."""
    return tr(
        "States with a file that cannot be used and may be newer than the report that is "
        "counted: {states}.",
        states,
    )
