"""The screen of a step of a question: its texts, its lists, a panel on a row of a grid, its keys.

The laws of the register are chosen with the arrows: that writes the short name of the law where the
official types, so that what Enter takes is always what stands there.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from checklist.answer_types.evidence import EVIDENCE_LINE, NEW_LAW, row_words, rows_ticked
from checklist.answer_types.interface import Step
from checklist.answer_types.options import numbers_in
from checklist.answer_types.table_steps import ENTER_TAKES
from checklist.console.cells import cut
from checklist.interview.fields import Field
from checklist.interview.fullscreen.view import Kind, Position, View
from checklist.interview.prompt import Prompt
from checklist.interview.prompt_texts import (
    ALONE,
    CONFIRMS,
    IN_PLACE_OF_CARRIED,
    PERIOD_LINE,
    REMOVES,
    answer_items,
    finding_items,
    guidance_of,
    related_items,
)
from checklist.interview.screen_model import NOTHING_FOUND, Item, Key, Mark, Model
from checklist.interview.user_commands import is_command
from checklist.text.entries import plain_digits
from checklist.text.messages import Message, is_made_of, labelled, parted, sentences, tr, with_aside
from checklist.text.paragraphs import folded
from checklist.text.text_field import TextField

_ANOTHER = Message("another law: one that is not in the list")
_LINK = "https://"
_A_LINK = Message("a link: type the rest of its address")
_WHOLE = Message("The whole question")


def _panel_title(step: Step, fields: Sequence[Field], typed: str) -> str:
    """Return the title of a panel: the rows that it is about."""
    if step.row == "*":
        return tr("All open rows")
    if step.name == "evidence" and not step.row and fields and fields[0].address.row:
        numbers = ticked_rows(typed)
        return (
            tr("For {row}", row_words(numbers)) if numbers else tr("For each row that it can show")
        )
    at = _row_at_hand(step, fields)
    return tr(_WHOLE if at is None else fields[at].label)


def _row_at_hand(step: Step, fields: Sequence[Field]) -> int | None:
    """Return the index of the row that a panel is about; None for several."""
    if step.row in {"", "*"}:
        return None
    return next((index for index, field in enumerate(fields) if field.is_current), None)


def _context_lines(step: Step) -> Sequence[str]:
    """Return what is to be read before a step, without what the screen shows elsewhere."""
    lines = [*step.context]
    if step.row not in {"", "*"}:
        del lines[:1]
    return lines[: len(lines) - len(step.laws)]


def law_items(step: Step) -> Sequence[Item]:
    """Return the laws that an entry can begin with, and the entry for another law."""
    items = [
        Item(label=law.code, text=law.label, number=str(number))
        for number, law in enumerate(step.laws, 1)
    ]
    if step.names_laws:
        items.append(Item(label=tr(NEW_LAW), text=tr(_ANOTHER)))
    return [*items, Item(label=_LINK, text=tr(_A_LINK))]


def cited_law(step: Step, typed: str) -> int | None:
    """Return the index of the item with which the last reference begins, if any."""
    last = typed.rpartition(";")[2].strip()
    word = last.partition(" ")[0]
    codes = [law.code for law in step.laws]
    choices = [item.label for item in law_items(step)]
    if last in choices[len(codes) :]:
        return choices.index(last)
    if word in codes:
        return codes.index(word)
    is_number = word.isascii() and word.isdigit() and len(word) <= 3
    return int(word) - 1 if is_number and 1 <= int(word) <= len(codes) else None


def citing(step: Step, typed: str, *, down: bool) -> str:
    """Return what is typed with the next item in its last reference, or the one before it."""
    before, semicolon, last = typed.rpartition(";")
    begin = f"{before}{semicolon} " if semicolon else ""
    at, choices = cited_law(step, typed), [item.label for item in law_items(step)]
    is_law = at is not None and at < len(step.laws)
    article, end = last.strip().partition(" ")[2].strip() if is_law else "", len(choices) - 1
    if at is None and last.strip():
        return typed  # an address, or a law that is not registered
    first = 0 if down else end
    following = first if at is None else min(max(at + (1 if down else -1), 0), end)
    if following < len(step.laws):
        return f"{begin}{choices[following]} {article}"
    return f"{begin}{choices[following]}"


def ticked_rows(typed: str) -> Sequence[int]:
    """Return the numbers of the rows for which the last reference is."""
    return rows_ticked(typed.rpartition(";")[2])[1]


def ticking(typed: str, numbers: Collection[int]) -> str:
    """Return what is typed with other rows behind its last reference."""
    before, semicolon, last = typed.rpartition(";")
    reference, _ = rows_ticked(last)
    rows = row_words(sorted(numbers)) if numbers else ""
    return f"{before}{semicolon}{with_aside(reference, rows)}"


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
OPEN = Message("open", "key: open this question")

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


def _keys(view: View, position: Position, typed: TextField, star: str) -> Sequence[Key]:
    """Return the keys at a step, in the order in which they are shown."""
    prompt, step, kind = view.prompt, view.prompt.step, view.kind
    if typed.is_selected and typed.is_typed:
        return _SELECTED_LINES if "\n" in typed.text else _SELECTED
    if view.shows_rows and position.at is not None:
        return _IN_ROWS
    has_entry = _has_entry(view, position, typed)
    is_typing = has_entry and kind in {"text", "form"}  # there `/` and `?` are part of a text
    rest = [_DELETE_ALL, _SELECT] if is_typing and not view.is_panel else [_COMMANDS, _EXPLAIN]
    if view.is_panel:  # which Esc closes
        rest = [_DELETE_ALL, _CLOSE] if is_typing else [*rest, _CLOSE]
    enter = Key("Enter", tr("take") if has_entry else _enter_effect(prompt), 0)
    if kind == "entries" and position.at is not None and not typed.text:
        enter = Key("Enter", tr(OPEN), 0)
    number = len(step.options)
    if kind == "grid":
        if step.closing:
            return [Key("↑↓", tr("row"), 1), Key("Enter", tr("go on"), 0), *rest]
        return [*_keys_of_row(prompt, star, has_ended_digit=position.has_ended_digit), *rest]
    if kind == "options" and step.several:
        return [Key("↑↓", tr("move"), 0), Key("Space", tr("tick"), 0), enter, *rest]
    if kind == "options":
        marks = Key(f"↑↓ 1–{number}" if number > 1 else "↑↓", tr("mark"), 0)
        return [marks, enter, *rest]
    if kind == "search":
        return [Key("↑↓", tr("choose"), 1), Key("Tab", tr("complete"), 2), enter, *rest]
    to_rows = [Key("Tab", tr("tick rows"), 1)] if view.shows_rows else []
    if kind == "laws":
        return [Key("↑↓", tr("choose a law"), 0), *to_rows, enter, *rest]
    if kind == "entries":
        return [Key("↑↓", tr("entry"), 1), Key("Del", tr("remove"), 1), enter, *rest]
    edit = [Key("←", tr("edit it"), 2)] if view.text_to_edit and not has_entry else []
    if kind == "form":
        return [Key("↑↓", tr("field"), 1), enter, *edit, *rest]
    if step.free_text:
        return [enter, Key("Alt-Enter", tr("new line"), 2), *edit, *rest]
    return [*to_rows, enter, *edit, *rest]


def _keys_of_row(prompt: Prompt, copied: str, *, has_ended_digit: bool) -> Sequence[Key]:
    """Return the keys that answer a row of a grid.

    Args:
        prompt: The prompt.
        copied: The answer that `*` gives to all open rows; empty as long as there is none.
        has_ended_digit: Whether Enter was pressed right after a digit, and did nothing.
    """
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


def _enter_effect(prompt: Prompt) -> str:
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


def hidden_parts(view: View, position: Position, model: Model) -> set[int]:
    """Return the indices of the texts and rows that Enter would confirm unseen.

    Args:
        view: The prompt.
        position: Where the official is, and what has been in sight.
        model: The screen of the prompt.
    """
    prompt = view.prompt
    if not (prompt.is_first and prompt.keeps_whole_answer) or position.ticked is not None:
        return set()
    if view.kind == "options" and position.at is not None:
        return set()
    has_items = view.kind in {"grid", "form", "entries"}
    parts = len(model.texts) + (len(model.items) if has_items else 0)
    return {*range(parts)} - position.seen


_MORE = " +"
"""Behind the answer of a row to which evidence or a remark belongs."""


def question_model(
    view: View, position: Position, typed: TextField, messages: Sequence[Item] = (), star: str = ""
) -> Model:
    """Return the screen of a step; `star` is the answer that `*` gives to all open rows."""
    prompt, step, kind = view.prompt, view.prompt.step, view.kind
    is_whole = not prompt.is_aside
    current = [field for field in view.fields if field.is_current and kind == "grid"]
    items, at = _items(view, position, typed.text)
    behind, behind_at = _behind(view, position, typed.text)
    shows_ask = kind in {"options", "text", "search", "entries", "laws"} or prompt.is_aside
    ask = step.ask if shows_ask else ""
    has_scrolled = position.has_scrolled or position.scroll > 0 or prompt.keeps_whole_answer
    if kind == "form" and step.entry:
        ask = parted(step.ask)[0]
    return replace(
        view.frame,
        demand=prompt.demand if is_whole else "",
        guidance=[*_guidance(prompt)] if is_whole else [],
        ask=ask,
        is_asked_below=kind in {"entries", "text", "search", "laws"},
        texts=[*_texts(view, typed)],
        items=items,
        at=at,
        behind=behind,
        behind_at=behind_at,
        panel=_panel_title(step, view.fields, typed.text) if behind else "",
        has_answers=_has_columns(view, items),
        shows_whole=kind == "entries" and prompt.is_carried and prompt.keeps_whole_answer,
        options=_options(step) if kind == "grid" else (),
        details=[line for field in current for line in field.details],
        hints=[*_hints(view, position, typed)],
        messages=messages,
        field=typed,
        longest=0 if is_command(typed.text) else step.longest,
        keys=_keys(view, position, typed, star),
        scroll=position.scroll if has_scrolled else None,
    )


def _has_entry(view: View, position: Position, typed: TextField) -> bool:
    """Whether Enter takes what is typed, marked or ticked."""
    can_be_marked = view.kind in {"search", "entries"} or not view.prompt.step.several
    is_marked = position.at is not None and can_be_marked
    is_edited = bool(typed.text.strip()) and not (typed.is_selected and not typed.is_typed)
    return is_edited or position.ticked is not None or is_marked


def _guidance(prompt: Prompt) -> Iterator[str]:
    yield from guidance_of(prompt)
    if prompt.period:
        yield tr(PERIOD_LINE, period=prompt.period)


def _items(view: View, position: Position, typed: str) -> tuple[Sequence[Item], int | None]:
    """Return the list of the screen, and the index of what is at hand in it."""
    step, kind = view.prompt.step, view.kind
    if kind in {"grid", "form"}:
        places = [index for index, field in enumerate(view.fields) if field.is_current]
        return _rows(view), places[0] if places else None
    if kind == "laws":
        return law_items(step), cited_law(step, typed)
    if kind == "entries":
        return [_entry(field) for field in view.fields], position.at
    if view.shows_rows:
        return _numbered_rows(view, position, typed), position.at
    if kind == "search":
        return [Item(label=name) for name in view.options(typed)], position.at
    if step.several:
        at = position.at if not typed or numbers_in(typed) else typed_option(step, typed)
        return _options(step, ticked_codes(step, position, typed)), at
    marked = position.at if position.at is not None and not typed else typed_option(step, typed)
    return _options(step), marked


def _has_columns(view: View, items: Sequence[Item]) -> bool:
    """Whether something stands next to the labels of the items."""
    if view.kind in {"grid", "form", "laws"}:
        return True
    return view.shows_rows or (view.kind == "entries" and any(item.text for item in items))


def _entry(field: Field) -> Item:
    """Return an entry of a table: its first cell, and the others next to it."""
    if not field.title:
        return Item(label=field.text, number=field.label)
    return Item(label=field.title, text=field.others, number=field.label)


def _rows(view: View) -> Sequence[Item]:
    """Return the rows or fields; a sign says that more belongs to the answer of a row."""
    return [
        Item(label=_label(field, view.kind), text=field.text, sign=_MORE if field.details else "")
        for field in view.fields
    ]


def _numbered_rows(view: View, position: Position, typed: str) -> Sequence[Item]:
    """Return the rows with their numbers; those for which a reference is typed are ticked."""
    ticked, shows_ticks = ticked_rows(typed), bool(typed) or position.at is not None
    marks: dict[bool, Mark] = {True: "ticked", False: "unticked"}
    return [
        Item(
            label=f"{number:>2} {field.label}",
            text=field.text,
            mark=marks[number in ticked] if shows_ticks else "",
        )
        for number, field in enumerate(view.fields, 1)
    ]


def _behind(view: View, position: Position, typed: str) -> tuple[Sequence[Item], int | None]:
    """Return the rows behind a panel that is about a row, or in which laws are chosen for rows.

    With the rows comes the index of the row at hand.
    """
    if view.is_panel:
        return _rows(view), _row_at_hand(view.prompt.step, view.fields)
    if view.shows_rows and view.kind == "laws":
        return _numbered_rows(view, position, typed), position.at
    return (), None


def ticked_codes(step: Step, position: Position, typed: str = "") -> frozenset[str]:
    """Return the options that are ticked, with those whose numbers are typed.

    As on lines, what is typed stands in place of the present answer. It adds to what is ticked.
    """
    numbers = {int(number) for number, _ in numbers_in(typed)}
    if numbers:
        named = {option.code for number, option in enumerate(step.options, 1) if number in numbers}
        return (position.ticked or frozenset()) | named
    if position.ticked is not None:
        return position.ticked
    return frozenset(step.previous) if isinstance(step.previous, list) else frozenset()


def _label(field: Field, kind: Kind) -> str:
    label = field.label or field.name.replace("_", " ").capitalize()
    if field.address.entry:
        label = parted(label)[1] or label  # without the number of the entry
    return f"{label} *" if kind == "form" and _is_to_fill_in(field) else label


def _is_to_fill_in(field: Field) -> bool:
    """Whether a field of a form is open and has to be filled in."""
    return field.required and not field.text


def _options(step: Step, ticked: frozenset[str] | None = None) -> Sequence[Item]:
    """Return the options; the present answer is marked, or where several can be, what is ticked."""
    items = []
    for number, option in enumerate(step.options, 1):
        alone = tr(ALONE) if option.exclusive and ticked is not None else ""
        mark: Mark = "chosen" if option.code == step.previous else ""
        if ticked is not None:
            mark = "ticked" if option.code in ticked else "unticked"
        items.append(Item(label=sentences([option.label, alone]), number=str(number), mark=mark))
    return items


def typed_option(step: Step, typed: str) -> int | None:
    """Return the index of the option for whose number or words the text so far stands."""
    words = plain_digits(folded(typed))
    if not words:
        return None
    if words.isascii() and words.isdigit():
        number = int(words[:4])
        return number - 1 if 1 <= number <= len(step.options) else None
    labels = [[*map(folded, option.words())] for option in step.options]
    fits = [n for n, known in enumerate(labels) if any(one.startswith(words) for one in known)]
    return fits[0] if len(fits) == 1 else None


def _texts(view: View, typed: TextField) -> Iterator[Item]:
    """Yield what is to be read before the answer, without a line that stands in the field."""
    prompt, step, kind = view.prompt, view.prompt.step, view.kind
    if prompt.is_aside:
        lines = step.context if not (step.laws or view.is_panel) else _context_lines(step)
        yield from (Item(label=line) for line in lines)
        if step.previous_text not in {"", typed.offered} and not step.options:
            yield Item(label=tr("So far:"))
            lines = step.previous_text.split("\n")
            yield from (Item(label=line, style="good", indent=2, hanging=2) for line in lines)
        return
    yield from finding_items(prompt)
    is_part = kind in {"options", "text", "laws"} and not prompt.is_first
    if is_part and view.fields and not view.fields[0].is_current and _is_whole(view.fields[0]):
        yield Item(label=f"{prompt.earlier_title} {view.fields[0].text}", hanging=2)
    lines = [line for line in _present(view) if line != typed.offered]
    reminds = not prompt.keeps_whole_answer and all(map(_is_evidence, lines))
    yield from answer_items(prompt, lines, yields=reminds)
    if is_part:
        yield from (
            Item(label=f"{labelled(_label(field, kind))} {field.text}", hanging=2)
            for field in view.fields
            if not field.is_current and field.text and (field.address.part or field.address.column)
        )
        rows = len(view.fields) if view.shows_rows else 0  # they stand in a list of their own
        context = step.context[: len(step.context) - rows - len(step.laws)]
        if listed := _listed_entries(view):
            context = listed
        yield from (Item(label=line, hanging=2) for line in context)
    yield from related_items(prompt)


def _is_evidence(line: str) -> bool:
    return is_made_of(line, EVIDENCE_LINE)


def _listed_entries(view: View) -> Sequence[str]:
    """Return the entries of a table that stand above the options of a new one, with numbers."""
    if view.kind != "options" or view.prompt.step.cell:
        return ()
    return [f"{field.label} {field.text}" for field in view.fields if field.address.entry]


def _is_whole(field: Field) -> bool:
    """Whether a field is the answer itself, and not a part of it."""
    address = field.address
    return not (address.part or address.column or address.row or address.entry)


def _present(view: View) -> Sequence[str]:
    """Return the lines of the present answer that nothing else on the screen shows."""
    prompt, step, kind = view.prompt, view.prompt.step, view.kind
    shown: set[str] = set()
    if kind == "grid" or view.shows_rows:
        shown = {labelled(field.label, field.text) for field in view.fields}
    elif kind in {"form", "entries"}:
        shown = {field.text for field in view.fields}
    elif kind == "options":
        codes = step.previous if isinstance(step.previous, list) else [step.previous]
        shown = {option.label for option in step.options if option.code in codes}
    lines = prompt.earlier if prompt.is_first else ()
    if lines and view.is_confidential:  # the mark is the last line, and stands above the question
        lines = lines[:-1]
    if lines and (listed := _listed_entries(view)):
        lines = [*listed, *lines[len(listed) :]]
    is_text = kind in {"text", "laws"}
    if is_text and not prompt.is_first and step.previous is not None:
        text = step.previous if isinstance(step.previous, str) else step.previous_text
        lines = text.split("\n")
    if kind == "grid" and not prompt.is_carried:  # the evidence stands with each row
        lines = [line for line in lines if not _is_evidence(line)]
    return [line for line in lines if line not in shown]


def _hints(view: View, position: Position, typed: TextField) -> Iterator[str]:
    """Yield sentences on the entries that are possible."""
    prompt, step = view.prompt, view.prompt.step
    if view.shows_rows and position.at is not None:
        return  # the rows need the room
    if view.kind == "search" and typed.text.strip() and not view.options(typed.text):
        yield tr(NOTHING_FOUND)
    if step.form:
        yield tr("Type {form}.", step.form)
    if prompt.keeps_whole_answer and prompt.is_first and prompt.is_carried:
        yield from (tr(CONFIRMS), tr(IN_PLACE_OF_CARRIED))
    elif typed.is_selected and typed.is_typed and step.enter:
        pass  # Enter takes what was refused once more, and not what it offers otherwise.
    elif step.enter and not prompt.stays_open:
        yield step.enter
    elif step.previous is not None and not step.required and view.kind in {"form", "text"}:
        yield tr(REMOVES)
    if view.kind == "form" and any(_is_to_fill_in(field) for field in view.fields):
        yield tr("* must be filled in.")
    yield from step.tips
