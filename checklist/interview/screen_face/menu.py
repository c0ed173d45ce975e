"""The menu behind Esc: a letter or arrows mark a command, and Enter does it."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from checklist.interview.screen_face.model import Item, Key, Model
from checklist.interview.screen_face.view import View


class Choice(NamedTuple):
    """One line of a menu."""

    key: str
    """The letter that marks the line."""
    words: str
    entry: str
    """The entry that Enter makes."""
    is_begun: bool = False
    """Whether the entry needs a word more, which is typed behind it."""


AT_A_QUESTION = (
    Choice("n", "answer: not known", "/unknown"),
    Choice("a", "answer: not applicable", "/na"),
    Choice("d", "answer: declined", "/decline"),
    Choice("t", "take over a related answer", "/same"),
    Choice("e", "write this text in your editor", "/edit"),
    Choice("r", "remove this answer", "/remove"),
    Choice("m", "add a remark", "/note"),
    Choice("c", "mark as confidential, or not", "/confidential"),
    Choice("w", "say which authority answered", "/authority"),
    Choice("p", "why this question is asked", "/why"),
    Choice("o", "the official wording", "/wording"),
    Choice("b", "go back one step", "/back"),
    Choice("s", "leave it open, and go on", "/skip"),
    Choice("x", "keep the answer, and go on", "/next"),
    Choice("g", "go to a question", "/goto ", is_begun=True),
    Choice("f", "find a word", "/find ", is_begun=True),
    Choice("l", "list the parts and questions", "/list"),
    Choice("v", "your answers in this part", "/review"),
    Choice("h", "the whole report", "/home"),
    Choice("u", "undo the last change", "/undo"),
    Choice("k", "all commands", "/help"),
    Choice("q", "stop here; go on later", "/quit"),
)
"""What concerns the answer comes first, then where to go."""

AT_A_ROW = (
    Choice("i", "evidence of this row", "/evidence"),
    Choice("j", "add a remark to this row alone", "/row-note"),
    *AT_A_QUESTION,
)

AT_THE_END = tuple(
    choice
    for choice in AT_A_QUESTION
    if choice.key in {"b", "u", "h", "l", "v", "f", "g", "k", "q"}
)


def choices_at(view: View | None) -> Sequence[Choice]:
    """Return what the menu offers at a prompt, or at the end of the interview for None."""
    if view is None:
        return AT_THE_END
    is_row = view.kind == "grid" and not view.prompt.step.closing
    return AT_A_ROW if is_row else AT_A_QUESTION


def menu_model(choices: Sequence[Choice], frame: Model, at: int) -> Model:
    """Return the screen of a menu, with the first lines of another screen."""
    return replace(
        frame,
        title="What do you want to do?",
        items=[Item(label=f"{one.key}  {one.words}", hanging=3) for one in choices],
        at=at,
        keys=[Key("↑↓ or letter", "mark", 0), Key("Enter", "do it", 0), Key("Esc", "go back", 0)],
    )
