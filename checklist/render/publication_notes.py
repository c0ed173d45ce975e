"""The sentences on publication that documents of several kinds have."""


def held_back(states: int) -> str:
    """Return why so many States are not named, although they agree."""
    return (
        f"States among them that agree to be named: {states}. They are not named, because an "
        "output issued before counts them without their names, and the difference would tell the "
        "answers of other States."
    )


def newer_unusable(states: object) -> str:
    """Return of how many States a file cannot be used that may be newer than the one counted."""
    return (
        "States with a file that cannot be used and may be newer than the report that is counted: "
        f"{states}."
    )
