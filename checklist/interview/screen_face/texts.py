"""The texts that commands request, as they stand on a screen of their own."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

from checklist.interview.engine import Interview
from checklist.interview.prompt import Outcome
from checklist.interview.screen import Screen
from checklist.interview.screen_face.model import Item, Key, Model
from checklist.interview.screen_face.recorder import Recorder
from checklist.interview.user_commands import Action
from checklist.questionnaire.source_document import SourceDocument
from checklist.text.sanitize import safe_text

if TYPE_CHECKING:
    from checklist.console.page import Page

_TITLES = {
    Action.HELP: "Commands",
    Action.LIST: "The sets and their questions",
    Action.WORDING: "The official wording",
}

READING_KEYS = (Key("↑↓ PgUp PgDn", "scroll", 1), Key("Enter", "go on", 0))


def requested_items(
    outcome: Outcome,
    interview: Interview,
    source: SourceDocument | None,
    saved_in: Path,
    width: int,
) -> Sequence[Item]:
    """Return the text that a command requested; nothing if the outcome has none."""
    recorder = Recorder(width)
    screen = Screen(cast("Page", recorder))
    screen.show(outcome.lines)
    match outcome.shown:
        case Action.WHERE:
            screen.where(interview)
        case Action.WORDING:
            screen.wording(interview, source)
        case Action.EXPLAIN if not interview.at_end:
            screen.explain(interview.prompt(), interview.questionnaire)
        case Action.HELP | Action.EXPLAIN:
            screen.help()
        case Action.LIST:
            part = interview.questionnaire.find_set(outcome.argument)
            if part is None:
                screen.sets(interview)
            else:
                screen.questions_of(interview, part)
        case Action.SAVE:
            recorder.say(f"Every answer is saved at once, in {safe_text(str(saved_in))}.")
        case _:
            pass
    return recorder.items


def reading_model(title: str, items: Sequence[Item], head: str, scroll: int) -> Model:
    """Return the screen of a text to read."""
    return Model(title=title, head=head, texts=items, keys=READING_KEYS, scroll=scroll)


def title_of(outcome: Outcome, interview: Interview) -> str:
    """Return the title of a text that a command requested."""
    if outcome.shown is Action.EXPLAIN and not interview.at_end:
        return interview.prompt().question.ask
    return _TITLES.get(outcome.shown, "") if outcome.shown else ""
