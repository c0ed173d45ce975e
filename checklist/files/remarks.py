"""Remarks on files that were written: what is not as before, though nothing failed.

Who writes a file cannot know where its user looks: an interview can have the terminal. The command
line shows the remarks on standard error, at its end.
"""

_remarks: list[str] = []


def add_remark(remark: str) -> None:
    """Keep a sentence for the user. It is safe to show already."""
    _remarks.append(remark)


def take_remarks() -> list[str]:
    """Return the remarks since the last call, each of which is shown once."""
    taken = _remarks[:]
    _remarks.clear()
    return taken
