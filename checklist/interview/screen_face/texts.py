"""The texts that commands request, as they stand on a screen of their own."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, cast

from checklist.interview.engine import Interview
from checklist.interview.prompt import Outcome
from checklist.interview.screen import Screen
from checklist.interview.screen_face.model import TYPING_KEYS, Item, Key, Model
from checklist.interview.screen_face.recorder import Recorder
from checklist.interview.user_commands import Action
from checklist.questionnaire.source_document import SourceDocument
from checklist.text.text_field import TextField

if TYPE_CHECKING:
    from checklist.console.page import Page

_TITLES = {
    Action.LIST: "The parts and their questions",
    Action.WORDING: "The official wording",
}

_SCROLL = Key("↑↓ Space", "scroll", 1, is_for_scrolling=True)
_COMMANDS = Key("/", "commands", 2)
LATER = "2"
"""What is typed on the page of a part that is left for later."""


class Heading(NamedTuple):
    """The title of a text."""

    title: str
    number: str = ""
    """The number of the question that the text is about."""


def requested_items(
    outcome: Outcome,
    interview: Interview,
    source: SourceDocument | None,
    saved_in: Path,
    width: int,
) -> Sequence[Item]:
    """Return the text that a command requested; nothing if the outcome has none."""
    recorder = Recorder(width)
    Screen(cast("Page", recorder)).requested(outcome, interview, source, saved_in)
    if outcome.shown is Action.EXPLAIN:
        return [*with_spaces(recorder.items)]
    return recorder.items


def with_spaces(items: Sequence[Item]) -> Iterator[Item]:
    """Yield paragraphs with a blank line before each but those that are indented."""
    for number, item in enumerate(item for item in items if item.label):
        if number and not item.indent:
            yield Item(label="")
        yield item


def reading_model(
    heading: Heading,
    items: Sequence[Item],
    frame: Model,
    scroll: int,
    typed: TextField,
    *,
    closes: bool = True,
    can_wait: bool = False,
) -> Model:
    """Return the screen of a text to read; once a command is typed, it has a line to type on.

    Args:
        heading: The title of the text.
        items: The text.
        frame: A screen with the same first lines.
        scroll: The first line in sight.
        typed: What is typed.
        closes: Whether Enter closes the text, and not only Esc.
        can_wait: Whether what the text introduces can be left for later.
    """
    leave = Key("Enter", "go on", 0) if closes else Key("Esc", "go back", 0)
    if can_wait:
        leave = Key("Enter", "begin", 0)
    later = [Key(f"{LATER}, Enter", "leave it for later", 1)] if can_wait else []
    return replace(
        frame,
        title=heading.title,
        number=heading.number,
        texts=items,
        keys=TYPING_KEYS if typed.text else [_SCROLL, leave, *later, _COMMANDS],
        scroll=scroll,
        field=typed if typed.text else None,
    )


def title_of(outcome: Outcome, interview: Interview) -> Heading:
    """Return the title of a text that a command requested; an empty one if it has its own."""
    if outcome.shown is Action.EXPLAIN and not interview.at_end:
        question = interview.prompt().question
        return Heading(question.ask, interview.questionnaire.numbers.get(question.id, ""))
    return Heading(_TITLES.get(outcome.shown, "") if outcome.shown else "")
