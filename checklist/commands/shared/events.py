"""The events that the `note` commands note: what each does, and its line in the help."""

import inspect
from collections.abc import Callable, Mapping
from typing import Any, Generic, NamedTuple, TypeVar

from checklist.text.messages import Message, tr

Note = TypeVar("Note")


class Event(NamedTuple, Generic[Note]):
    """What became of a form or a submission."""

    help: str | Message
    """The line on it in the help of the command."""
    note: Note
    """The function that notes it."""
    options: Mapping[str, str | Message] = {}
    """The options that it takes, each with what a person is asked for; empty: nothing is asked."""


def add_events(run: Callable[..., None], events: Mapping[Any, Event[Any]]) -> None:
    """Add a line for each event to the help of a command, behind its first paragraph."""
    summary, _, rest = inspect.cleandoc(run.__doc__ or "").partition("\n\n")
    widest = max(map(len, events))
    lines = "\n".join(f"{name:{widest}}  {event.help}" for name, event in events.items())
    # The sign for "backspace" keeps the lines of a paragraph apart.
    run.__doc__ = tr("{summary}\n\nThe events:\n\n\n{lines}\n\n{rest}", summary, lines, rest)
