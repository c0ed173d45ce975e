"""The screen of a step of a question."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from checklist.answer_types.evidence import EVIDENCE_LINE
from checklist.answer_types.interface import Step
from checklist.answer_types.options import numbers_in
from checklist.interview.fields import Field
from checklist.interview.fullscreen.key_names import keys_of, selected_keys
from checklist.interview.fullscreen.panel import (
    cited_law,
    context_lines,
    law_items,
    panel_title,
    row_at_hand,
    ticked_rows,
)
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
from checklist.interview.screen_model import NOTHING_FOUND, Item, Mark, Model
from checklist.interview.user_commands import is_command
from checklist.text.entries import plain_digits
from checklist.text.messages import Message, is_made_of, labelled, parted, sentences, tr
from checklist.text.paragraphs import folded
from checklist.text.text_field import TextField


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


def entry_to_see(hidden: int, view: View, model: Model) -> str | None:
    """Return the entry that shows a hidden part; None where the screen has to scroll."""
    if view.kind in {"grid", "form"} and hidden >= len(model.texts):
        return f"/row {hidden - len(model.texts) + 1}"
    return None


_CONFIDENTIAL = Message("Confidential")
_MORE = " +"
"""Behind the answer of a row to which evidence or a remark belongs."""


def question_model(
    view: View, position: Position, typed: TextField, messages: Sequence[Item] = (), star: str = ""
) -> Model:
    """Return the screen of a step; `star` is the answer that `*` gives to all open rows."""
    prompt, step, kind = view.prompt, view.prompt.step, view.kind
    is_whole = not prompt.is_aside
    items, at = _items(view, position, typed.text)
    shows_ask = kind in {"options", "text", "search", "entries", "laws"} or prompt.is_aside
    ask = step.ask if shows_ask else ""
    has_scrolled = position.has_scrolled or position.scroll > 0 or prompt.keeps_whole_answer
    if kind == "form" and step.entry:
        ask = parted(step.ask)[0]
    return replace(
        view.frame,
        title=prompt.question.ask,
        number=view.number,
        demand=prompt.demand if is_whole else "",
        place=view.place,
        scope=_scope(view),
        guidance=[*_guidance(prompt)] if is_whole else [],
        ask=ask,
        is_asked_below=kind in {"entries", "text", "search", "laws"},
        texts=[*_texts(view, typed)],
        items=items,
        at=at,
        behind=_behind(view, position, typed.text),
        behind_at=_row_behind(view, position),
        panel=panel_title(step, view.fields, typed.text) if _has_panel(view) else "",
        has_answers=_has_columns(view, items),
        shows_whole=kind == "entries" and prompt.is_carried and prompt.keeps_whole_answer,
        options=_options_of_row(step) if kind == "grid" else (),
        details=_details_at_hand(view),
        hints=[*_hints(view, position, typed)],
        messages=messages,
        field=typed,
        longest=0 if is_command(typed.text) else step.longest,
        keys=selected_keys(typed.text)
        if typed.is_selected and typed.is_typed
        else keys_of(
            view.kind,
            prompt,
            has_entry=_has_entry(view, position, typed),
            is_marked=position.at is not None and not typed.text,
            is_panel=view.is_panel,
            copied=star,
            has_ended_digit=position.has_ended_digit,
            rows="" if not view.shows_rows else "beside" if position.at is None else "at hand",
        ),
        scroll=position.scroll if has_scrolled else None,
    )


def _scope(view: View) -> str:
    """Return what stands at the end of the line above the question."""
    return "  ".join(filter(None, [tr(_CONFIDENTIAL if view.is_confidential else ""), view.scope]))


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
        ticked = ticked_codes(step, position, typed)
        at = position.at if not typed or numbers_in(typed) else typed_option(step, typed)
        return [_option(n, option, ticked) for n, option in enumerate(step.options, 1)], at
    marked = position.at if position.at is not None and not typed else typed_option(step, typed)
    return [
        _option(n, option, None, step.previous) for n, option in enumerate(step.options, 1)
    ], marked


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


def _has_panel(view: View) -> bool:
    """Whether rows stand behind a panel: it is about one, or laws are chosen for them."""
    return view.is_panel or (view.shows_rows and view.kind == "laws")


def _behind(view: View, position: Position, typed: str) -> Sequence[Item]:
    """Return the rows on which a panel has opened, or for which laws are chosen."""
    if view.is_panel:
        return _rows(view)
    return _numbered_rows(view, position, typed) if _has_panel(view) else ()


def _row_behind(view: View, position: Position) -> int | None:
    """Return the index of the row at hand behind a panel."""
    if view.is_panel:
        return row_at_hand(view.prompt.step, view.fields)
    return position.at if _has_panel(view) else None


def _details_at_hand(view: View) -> Sequence[str]:
    """Return the evidence of the row at hand, and the remark on it."""
    if view.kind != "grid":
        return ()
    return [line for field in view.fields if field.is_current for line in field.details]


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


def _option(number: int, option: Any, ticked: frozenset[str] | None, present: Any = None) -> Item:
    alone = tr(ALONE) if option.exclusive and ticked is not None else ""
    mark: Mark = "chosen" if ticked is None and option.code == present else ""
    if ticked is not None:
        mark = "ticked" if option.code in ticked else "unticked"
    return Item(label=sentences([option.label, alone]), number=str(number), mark=mark)


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


def _options_of_row(step: Step) -> Sequence[Item]:
    """Return the options for the row at hand; its answer is marked."""
    return [
        Item(
            label=option.label,
            number=str(number),
            mark="chosen" if option.code == step.previous else "",
        )
        for number, option in enumerate(step.options, 1)
    ]


def _texts(view: View, typed: TextField) -> Iterator[Item]:
    """Yield what is to be read before the answer, without a line that stands in the field."""
    prompt, step, kind = view.prompt, view.prompt.step, view.kind
    if prompt.is_aside:
        lines = step.context if not (step.laws or view.is_panel) else context_lines(step)
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
