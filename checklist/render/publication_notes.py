"""The sentences on publication that documents of several kinds have."""


def held_back(states: int) -> str:
    """Return why so many States are not named, although they agree."""
    return (
        f"States among them that agree to be named: {states}. They are not named, because an "
        "output issued before counts them without their names, and the difference would tell the "
        "answers of other States."
    )
