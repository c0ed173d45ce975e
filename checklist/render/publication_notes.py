"""A sentence that summaries and comparisons have in common."""

from checklist.text.messages import tr


def newer_unusable(states: object) -> str:
    """Return of how many States a file cannot be used that may be newer than the one counted."""
    return tr(
        "States with a file that cannot be used and may be newer than the report that is "
        "counted: {states}.",
        states,
    )
