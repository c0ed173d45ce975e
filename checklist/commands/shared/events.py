"""The events that the `note` commands note: in the words of a command line, and in the help."""

import inspect
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Generic, NamedTuple, TypeVar

import typer

from checklist.errors import ChecklistError
from checklist.text.sanitize import quoted
from checklist.text.suggestions import correction_hint, with_hint

Note = TypeVar("Note")


class Event(NamedTuple, Generic[Note]):
    """What became of a form or a submission."""

    help: str
    """The line on it in the help of the command."""
    note: Note
    """The function that notes it."""
    options: Sequence[str] = ()
    """The options that other events do not take."""


class NotedWords(NamedTuple):
    """The words of a command line, about the event that they name."""

    before: Sequence[str]
    """What the event is about, each once."""
    event: str
    behind: Sequence[str]


def words_argument(events: Mapping[str, Event[Any]], metavar: str, text: str) -> Any:
    """Return the argument for the words of a command; Tab completes the events in them."""

    def complete(incomplete: str) -> Sequence[str]:
        return [name for name in events if name.startswith(incomplete)]

    return typer.Argument(metavar=metavar, help=text, autocompletion=complete)


def noted_words(words: Sequence[str], events: Mapping[str, Event[Any]], example: str) -> NotedWords:
    """Find the event in the words of a command line: the first that has a word before it.

    Args:
        words: The words.
        events: The events.
        example: A command line as it should be.

    Raises:
        ChecklistError: There is none.
    """
    for at, word in enumerate(words):
        if at and word in events:
            return NotedWords([*dict.fromkeys(words[:at])], word, words[at + 1 :])
    if words[0] in events:
        raise ChecklistError(f"name what `{words[0]}` is about before it: {example}")
    if len(words) == 1:
        raise ChecklistError(f"name an event behind {quoted(words[0])}: {example}")
    hint = correction_hint(words[1], events)
    raise ChecklistError(with_hint(f"{quoted(words[1])} is not an event", hint))


def add_events(run: Callable[..., None], events: Mapping[str, Event[Any]]) -> None:
    """Add a line for each event to the help of a command, behind its first paragraph."""
    summary, _, rest = inspect.cleandoc(run.__doc__ or "").partition("\n\n")
    widest = max(map(len, events))
    lines = "\n".join(f"{name:{widest}}  {event.help}" for name, event in events.items())
    # The sign for "backspace" keeps the lines of a paragraph apart.
    run.__doc__ = f"{summary}\n\nThe events:\n\n\b\n{lines}\n\n{rest}"
