"""One line that a person types at a terminal, where no interview is open."""

import sys

_STOP = "/quit"


def typed_line(label: str) -> str | None:
    """Return what a person types; None where the input ends, or where the line is `/quit`.

    Another command of the interview is refused: it is no answer, either.
    """
    while True:
        try:
            typed = input(label).strip()
        except EOFError:
            return None
        if len(typed) > 1 and _STOP.startswith(typed):
            return None
        if not typed.startswith("/"):
            return typed
        print(f"`/` begins a command; the only one here is {_STOP}.", file=sys.stderr)
