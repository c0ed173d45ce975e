"""Notices about written files: changes that the user did not request. None of them is a failure.

The code that writes a file does not know where its user looks: an interview can be using the
terminal. The command line shows the notices on standard error, at its end.
"""

_notices: list[str] = []


def add_notice(notice: str) -> None:
    """Keep a sentence for the user, which must be safe to show."""
    _notices.append(notice)


def take_notices() -> list[str]:
    """Return the notices since the last call. Each is returned once."""
    taken = _notices[:]
    _notices.clear()
    return taken
