"""The keys that the last line of a screen names."""

from collections.abc import Sequence
from typing import Literal

from checklist.answer_types.interface import Step
from checklist.answer_types.table_steps import ENTER_TAKES
from checklist.console.cells import cut
from checklist.interview.prompt import Prompt
from checklist.interview.screen_model import Key
from checklist.text.messages import Message, is_made_of, tr

_EXPLAIN = Key("?", Message("explain"), 2)
_COMMANDS = Key("/", Message("commands"), 3)
_IN_ROWS = (
    Key("↑↓", Message("row"), 0),
    Key("Space", Message("tick"), 0),
    Key("*", Message("all rows"), 1),
    Key("Enter", Message("take"), 0),
    Key("Esc", Message("back to the line"), 1),
)
_SELECT = Key("Esc", Message("select"), 1)
_DELETE_ALL = Key("Ctrl-U", Message("throw away"), 1)
_CLOSE = Key("Esc", Message("close"), 0)
_OPEN = Message("open", "key: open this question")

_SELECTED = (
    Key(Message("any character"), Message("replaces it"), 0),
    Key(Message("← Backspace"), Message("edit it"), 0),
    Key("↑↓", Message("leave it"), 2),
    _EXPLAIN,
    _COMMANDS,
)
"""The keys at a line that is selected, such as an entry that was refused."""

_SELECTED_LINES = (Key("←", Message("edit it"), 0), _DELETE_ALL, _EXPLAIN, _COMMANDS)
"""The keys at a text of several lines that is selected: a character is added to it."""

MOST_DIGITS = 9
"""The most options of a grid with which a digit answers at once."""


_WIDTH_OF_COPIED = 12
"""The most columns of the answer that `*` copies."""


def keys_of(
    kind: str,
    prompt: Prompt,
    *,
    has_entry: bool,
    is_marked: bool = False,
    is_panel: bool = False,
    copied: str = "",
    has_ended_digit: bool = False,
    rows: Literal["", "beside", "at hand"] = "",
) -> Sequence[Key]:
    """Return the keys at a step, in the order in which they are shown.

    Args:
        kind: The way in which the step is answered.
        prompt: The prompt.
        has_entry: Whether something is typed, marked or ticked.
        is_marked: Whether an entry of a table is marked, to be opened.
        is_panel: Whether the step is asked in a panel, which Esc closes.
        copied: The answer that `*` gives to all open rows of a grid; empty as long as there is
            none.
        has_ended_digit: Whether Enter was pressed right after a digit in a grid, and did nothing.
        rows: Whether there are rows to tick, and whether the mark is in them.
    """
    step = prompt.step
    if rows == "at hand":
        return _IN_ROWS
    is_typing = has_entry and kind in {"text", "form"}  # there `/` and `?` are part of a text
    rest = [_DELETE_ALL, _SELECT] if is_typing and not is_panel else [_COMMANDS, _EXPLAIN]
    if is_panel:
        rest = [_DELETE_ALL, _CLOSE] if is_typing else [*rest, _CLOSE]
    enter = Key("Enter", tr("take") if has_entry else enter_effect(prompt), 0)
    if kind == "entries" and has_entry:
        enter = Key("Enter", tr(_OPEN) if is_marked else tr("take"), 0)
    number = len(step.options)
    if kind == "grid":
        if step.closing:
            return [Key("↑↓", tr("row"), 1), Key("Enter", tr("go on"), 0), *rest]
        return [*_keys_of_row(prompt, copied, has_ended_digit=has_ended_digit), *rest]
    if kind == "options" and step.several:
        return [Key("↑↓", tr("move"), 0), Key("Space", tr("tick"), 0), enter, *rest]
    if kind == "options":
        marks = Key(f"↑↓ 1–{number}" if number > 1 else "↑↓", tr("mark"), 0)
        return [marks, enter, *rest]
    if kind == "search":
        return [Key("↑↓", tr("choose"), 1), Key("Tab", tr("complete"), 2), enter, *rest]
    to_rows = [Key("Tab", tr("tick rows"), 1)] if rows else []
    if kind == "laws":
        return [Key("↑↓", tr("choose a law"), 0), *to_rows, enter, *rest]
    if kind == "entries":
        return [Key("↑↓", tr("entry"), 1), Key("Del", tr("remove"), 1), enter, *rest]
    edit = [Key("←", tr("edit it"), 2)] if text_to_edit(kind, step) and not has_entry else []
    if kind == "form":
        return [Key("↑↓", tr("field"), 1), enter, *edit, *rest]
    if step.free_text:
        return [enter, Key("Alt-Enter", tr("new line"), 2), *edit, *rest]
    return [*to_rows, enter, *edit, *rest]


def selected_keys(text: str) -> Sequence[Key]:
    """Return the keys at a text that is selected on the line."""
    return _SELECTED_LINES if "\n" in text else _SELECTED


def text_to_edit(kind: str, step: Step) -> str:
    """Return the present reply to a step if it is a text that can be edited; else nothing."""
    is_text = kind in {"text", "form"} and isinstance(step.previous, str)
    return str(step.previous) if is_text else ""


def _keys_of_row(prompt: Prompt, copied: str, *, has_ended_digit: bool) -> Sequence[Key]:
    """Return the keys that answer a row of a grid. The arguments are those of `keys_of`."""
    step, number = prompt.step, len(prompt.step.options)
    if number > MOST_DIGITS:
        return [Key("↑↓", tr("row"), 0), Key(tr("number, Enter"), tr("answer"), 0)]
    is_whole = step.previous is not None and not step.others_open
    effect = tr("answer") if is_whole else tr("answer, no Enter")
    digits = Key(f"1–{number}" if number > 1 else "1", effect, 0)
    confirms = prompt.is_carried and prompt.is_first
    goes_on = Key("Enter", tr("confirm") if confirms else tr("go on"), 0)
    rows = tr("all open rows")
    if copied and step.previous is None:
        rows = tr("{cut} to all open", cut(copied, _WIDTH_OF_COPIED))
    others = goes_on if is_whole else Key("*", rows, 1)
    if has_ended_digit:
        others = Key("Enter", tr("leave row open"), 0)
    return [Key("↑↓", tr("row"), 0), digits, others]


def enter_effect(prompt: Prompt) -> str:
    """Return what Enter does at a step before anything is typed, in a word or two."""
    step = prompt.step
    if prompt.keeps_whole_answer and prompt.is_first:
        return tr("confirm") if prompt.is_carried else tr("keep")
    if prompt.stays_open:
        return tr("leave open")
    if step.enter:
        return tr("take") if is_made_of(step.enter, ENTER_TAKES) else tr("go on")
    if step.previous is not None:
        return tr("keep")
    return tr("take") if step.required else tr("go on")
