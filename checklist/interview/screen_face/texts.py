"""The texts that commands request, as they stand on a screen of their own."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

from checklist.interview.engine import Interview
from checklist.interview.prompt import Outcome
from checklist.interview.screen import Screen
from checklist.interview.screen_face.model import Item, Key, Model
from checklist.interview.screen_face.recorder import Recorder
from checklist.interview.user_commands import Action
from checklist.questionnaire.source_document import SourceDocument
from checklist.text.text_field import TextField

if TYPE_CHECKING:
    from checklist.console.page import Page

_TITLES = {
    Action.HELP: "Commands",
    Action.LIST: "The parts and their questions",
    Action.WORDING: "The official wording",
}

READING_KEYS = (
    Key("↑↓ PgUp PgDn", "scroll", 1),
    Key("Enter", "go on", 0),
    Key("/", "commands", 2),
)


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
        return [*_with_spaces(recorder.items)]
    return recorder.items


def _with_spaces(items: Sequence[Item]) -> Iterator[Item]:
    """Yield paragraphs with a blank line between them."""
    for number, item in enumerate(one for one in items if one.label):
        if number:
            yield Item(label="")
        yield item


def reading_model(
    title: str, items: Sequence[Item], head: str, scroll: int, typed: TextField
) -> Model:
    """Return the screen of a text to read; once a command is typed, it has a line to type on."""
    keys = (Key("Enter", "do it", 0), Key("Esc", "go back", 0)) if typed.text else READING_KEYS
    return Model(
        title=title,
        head=head,
        texts=items,
        keys=keys,
        scroll=scroll,
        field=typed if typed.text else None,
    )


def title_of(outcome: Outcome, interview: Interview) -> str:
    """Return the title of a text that a command requested."""
    if outcome.shown is Action.EXPLAIN and not interview.at_end:
        return interview.prompt().question.ask
    return _TITLES.get(outcome.shown, "") if outcome.shown else ""
