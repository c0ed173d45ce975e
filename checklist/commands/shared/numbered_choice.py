"""A choice by number, for a person at a terminal."""

import sys
from collections.abc import Sequence

from checklist.commands.shared.typed_line import typed_line
from checklist.text.list_numbers import number_in_list


def can_choose() -> bool:
    """Whether a person at a terminal can be asked."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def ask_number(
    length: int,
    label: str = "Type the number of one, or press Enter to stop: ",
    words: Sequence[str] = (),
) -> int | None:
    """Return the number that a person types; 0 for Enter, and None where the person stops.

    Args:
        length: The length of the list that was shown, whose first number is 1.
        label: What is shown before the entry.
        words: The words of the list, if their beginnings can be typed, too: `y` for “Yes”.
    """
    while True:
        typed = typed_line(label)
        if typed is None:
            return None
        number = number_in_list(typed, length) or _begun_number(typed, words) if typed else 0
        if number or not typed:
            return number or 0
        print(f"Type a number from 1 to {length:,}.", file=sys.stderr)


def _begun_number(typed: str, words: Sequence[str]) -> int:
    """Return the number of the only words that begin as what was typed; 0 without such words."""
    begun = [n for n, one in enumerate(words, 1) if one.casefold().startswith(typed.casefold())]
    return begun[0] if len(begun) == 1 else 0


def choose(
    labels: Sequence[str], label: str = "Type a number, or press Enter to stop: "
) -> int | None:
    """Show what can be done, numbered, and return the number that a person types.

    It is 0 for Enter, and None where the person stops. The beginning of the words will do.
    """
    for number, text in enumerate(labels, 1):
        print(f"  {number}  {text}", file=sys.stderr)
    return ask_number(len(labels), label, labels)
