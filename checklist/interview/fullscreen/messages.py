"""Messages between two screens: next to the question, or on a screen of their own."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from checklist.console.cells import wrapped
from checklist.interview.fullscreen.frame import frame
from checklist.interview.position import COMES_BACK
from checklist.interview.screen_model import Item, Model
from checklist.text.messages import is_made_of, tr

_MOST_LINES = 4
"""The most lines of messages next to a question; more are shown on a screen of their own."""


_OF_SIDE = 2
"""Columns before the further lines of a message, such as the two sides of a contradiction."""


class Messages:
    """The messages for the next screen, and those next to the question now."""

    def __init__(self) -> None:
        self.said: list[Item] = []
        """The messages since the last screen, which the next screen shows."""
        self.shown: Sequence[Item] = []
        """The messages next to the question."""
        self._refusal: Sequence[Item] = []
        """The messages on a refused entry: they stay while another one is typed."""

    @property
    def has_title(self) -> bool:
        """Whether the messages since the last screen begin with a title of their own."""
        return bool(self.said) and self.said[0].style == "bold"

    def say(self, label: str, style: str = "", *, indent: int = 0, hanging: int = 0) -> None:
        """Keep a paragraph for the next screen; the way back to another question is told once."""
        first, *sides = label.split("\n")
        is_way_back = is_made_of(first, COMES_BACK)
        if is_way_back:
            self.said = [item for item in self.said if not is_made_of(item.label, COMES_BACK)]
        item = Item(label=first, style=style, indent=indent, hanging=hanging, yields=is_way_back)
        self.said.append(item)
        self.said += [
            Item(label=side.strip(), style=style, indent=indent + _OF_SIDE, hanging=_OF_SIDE)
            for side in sides
        ]

    def say_answer(self, number: str, answer: str) -> None:
        """Keep the answer that was taken for the next screen, which shows it if it has room."""
        label = tr("Your answer to {number}: {answer}", number, answer)
        self.said.append(Item(label=label, number=number, is_digest=True))

    def drop_answer_to(self, number: str) -> None:
        """Keep the answer to a question no longer, if it was the one that was taken."""
        self.said = [item for item in self.said if not number or item.number != number]

    def take_messages(self) -> Sequence[Item]:
        """Return the messages since the last screen, and keep them no longer."""
        said, self.said = self.said, []
        return said

    def place(self, width: int, fits: Callable[[Sequence[Item]], bool]) -> Sequence[Item]:
        """Put the messages since the last screen next to the question.

        Args:
            width: The columns of a text.
            fits: Whether nothing of the question is lost next to messages.

        Returns:
            The messages, if they have no room there and need a screen of their own.
        """
        said = self.take_messages()
        if not _has_room(said, width, fits):  # the answer was in sight until now
            said = [item for item in said if not (item.is_digest or item.yields)]
        is_placed = _has_room(said, width, fits)
        self.shown = said if is_placed else []
        self._refusal = [item for item in self.shown if item.style == "wrong"]
        return [] if is_placed else said

    def add(self, label: str) -> None:
        """Put one more message next to the question."""
        self.shown = [*self.shown, Item(label=label)]

    def replace(self, refused: str, notice: str, *, is_typing: bool) -> None:
        """Show the messages of a key press in place of those next to the question.

        Args:
            refused: The reason why the key was refused; empty where it was not.
            notice: Another effect of the key; empty where there is none.
            is_typing: Whether the official is typing, so that an earlier refusal stays.
        """
        if refused:
            self.shown = [Item(label=refused, style="wrong")]
        elif notice:
            self.shown = [Item(label=notice)]
        else:
            self.shown = self._refusal if is_typing else []

    def clear(self) -> None:
        """Show no message any more."""
        self.shown = []


def _has_room(messages: Sequence[Item], width: int, fits: Callable[[Sequence[Item]], bool]) -> bool:
    lines = [line for item in messages for line in wrapped(item.label, width)]
    return len(lines) <= _MOST_LINES and (not messages or fits(messages))


def hides_nothing(model: Model, size: tuple[int, int]) -> bool:
    """Whether nothing of a screen is lost, and no option hidden, because of its messages.

    Guidance makes room for messages, but not for what can as well be left out.
    """
    laid_out, alone = frame(model, *size), frame(replace(model, messages=()), *size)
    has_options = bool(model.items) and not model.has_answers
    hides = has_options and alone.is_whole and not laid_out.is_whole
    hides = hides or (laid_out.hides_options and not alone.hides_options)
    is_spare = any(item.is_digest or item.yields for item in model.messages)
    return not (laid_out.lost or hides or (is_spare and laid_out.hides_guidance))
