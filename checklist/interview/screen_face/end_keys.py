"""What a key does at the end of an interview."""

from collections.abc import Callable, Sequence

from checklist.console.full_screen import KeyPress
from checklist.interview.home import NextStep
from checklist.interview.screen_face.view import Position
from checklist.text.text_field import TextField


def press_at_end(
    key: KeyPress,
    choices: Sequence[NextStep],
    typed: TextField,
    position: Position,
    *,
    scroll: Callable[[str], None],
) -> str | None:
    """Do what a key does.

    Args:
        key: The key.
        choices: What can be chosen.
        typed: What is typed.
        position: The choice at hand.
        scroll: Does what a key does that scrolls.

    Returns:
        The entry that it completes; None as long as there is none.
    """
    at, last = position.at, len(choices) - 1
    match key.name:
        case "character" if not typed.text and key.text in map(str, range(1, last + 2)):
            return choices[int(key.text) - 1].entry
        case "character" | "paste":
            typed.insert(key.text)
        case "enter":
            return typed.text if typed.text or at is None else choices[at].entry
        case "down":
            position.at = 0 if at is None else min(at + 1, last)
        case "up":
            position.at = last if at is None else max(at - 1, 0)
        case _:
            if not typed.press(key.name):
                scroll(key.name)
    return None
