"""The prompts of a table: its entries are asked one by one."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from checklist.answer_types.answer import cell_answer, keeping_missing
from checklist.answer_types.interface import Option, Refusal, Reply, Step, StepContext, Steps, Value
from checklist.answer_types.options import option_step
from checklist.answer_types.short_name import short_name
from checklist.answer_types.table_columns import (
    MAX_ENTRIES,
    Column,
    asked_columns,
    entry_lines,
    key_of,
    naming_columns,
)
from checklist.text.messages import Message, tr
from checklist.text.paragraphs import capitalized, first_words
from checklist.text.sanitize import quoted

CHANGE, REMOVE = "change", "remove"
"""What is entered, with the number of an entry behind it, to correct the list: commands, in English
in each language."""
_CORRECTION = rf"({CHANGE}|{REMOVE})\s+([0-9]{{1,4}})"
_WIDTH_OF_REMOVED = 60
"""Characters of an entry that the message on its removal shows."""
_CELL = Message("{entry} {number}: {column}")
ENTER_TAKES = Message("Enter takes {name}.")
_HAS_THIS = Message("Entry {index} has this already. Type another one.")
_IS_FOR_THE_SAME = Message(
    "Entry {index} is for the same already. Type something else, "
    "or go back with /back and type change {index}."
)
_NONE = "none"
"""The code of the reply that there is no entry at all."""


class _Correction(NamedTuple):
    """A reply that changes or removes an earlier entry instead of beginning a new one."""

    action: str
    entry: int
    """Its index among the entries."""


class TableSteps(NamedTuple):
    """Asks for the entries of a table."""

    entry: str
    """The word for one entry: `law`."""
    columns: Sequence[Column]
    """The columns, in the order in which they are asked."""
    key: Sequence[str]
    """The columns whose values together identify an entry."""
    context: StepContext
    """The facts about the rest of the report that the prompts can use."""

    @property
    def asked(self) -> Sequence[Column]:
        """The columns in the order in which they are asked: a title before the name made of it."""
        columns = list(self.columns)
        for name, title in self.context.named_after.items():
            ids = [column.id for column in columns]
            if {name, title} <= {*ids} and ids.index(name) < ids.index(title):
                columns.insert(ids.index(name), columns.pop(ids.index(title)))
        return columns

    def _asked_in(
        self, cells: Mapping[str, Any], before: Mapping[str, Any] | None = None
    ) -> Sequence[Column]:
        """Return the columns that are asked in an entry: of a new one, also those that name it.

        Args:
            cells: The cells so far, which decide on the columns that follow.
            before: The entry as it was; None for a new one.
        """
        only = self.context.only
        columns = asked_columns(self.columns, cells)
        if not only:
            return columns
        named = naming_columns(self.columns, self.key) if before is None else frozenset()
        return [column for column in columns if column.id in only or column.id in named]

    def _not_asked(self, before: Mapping[str, Any]) -> dict[str, Any]:
        """Return the cells of an entry in columns that are not asked: they stay as they are."""
        only = self.context.only
        return {i: cell for i, cell in before.items() if only and i not in only}

    def _ordered(self, entry: Mapping[str, Any]) -> dict[str, Any]:
        """Return an entry with its cells in the order of the columns, as reports have them."""
        return {column.id: entry[column.id] for column in self.columns if column.id in entry}

    def ask(self, previous: Value) -> Steps:
        """Ask for the entries one by one, until Enter where a new one would begin."""
        entries = [self._without_unasked(entry) for entry in previous or ()]
        index = 0
        while index < len(entries):
            number = len(entries)
            if not self._is_whole(entries[index]):
                yield from self._change(index, entries)
            index += len(entries) == number  # the next entry moves up to one that is removed
        while True:
            so_far = list(entries) if entries or previous else None
            first = yield from self._first_cell(entries, previous, so_far)
            if first is None:
                # One Enter too many must not answer that there is no entry.
                if entries or previous == [] or (yield self._none_at_all_step()) == _NONE:
                    return entries
                continue
            if isinstance(first, _Correction) and first.action == REMOVE:
                del entries[first.entry : first.entry + 1]  # what is only begun is not among them
            elif isinstance(first, _Correction):
                yield from self._change(first.entry, entries)
            else:
                entries.append((yield from self._rest(len(entries), entries, first)))

    def ask_new(self, entries: list[dict[str, Any]]) -> Steps:
        """Ask for the cells of one new entry behind others. The value is the entry."""
        return self._entry(len(entries), entries, {})

    def _is_whole(self, entry: Mapping[str, Any]) -> bool:
        """Whether an entry has all cells that it must have."""
        asked = self._asked_in(entry, entry)
        return all(column.id in entry for column in asked if column.required)

    def _change(self, index: int, entries: list[dict[str, Any]]) -> Steps:
        """Ask for the cells of an entry again, or remove it where a reply says so."""
        changed = yield from self._entry(index, entries, entries[index])
        entries[index : index + 1] = [] if changed is None else [changed]

    def _without_unasked(self, entry: Mapping[str, Any]) -> dict[str, Any]:
        """Return an entry without the cells that are not asked, which nobody could correct."""
        unasked = {column.id for column in self.columns}
        unasked -= {column.id for column in asked_columns(self.columns, entry)}
        return {i: cell for i, cell in entry.items() if i not in unasked}

    def _none_at_all_step(self) -> Step:
        options = (
            Option(code=_NONE, label=tr("No: there is no {entry} at all", self.entry)),
            Option(code="some", label=tr("Yes: go back to the first {entry}", self.entry)),
        )
        return option_step(
            _NONE, options, ask=tr("Is there any {entry}?", self.entry), previous=None
        )

    def _first_cell(self, entries: list[dict[str, Any]], previous: Value, so_far: Value) -> Steps:
        column = self.asked[0]
        step = next(column.answer_type.steps(None, self.context))
        number = len(entries) + 1
        lines = entry_lines(self.columns, entries)
        correct = [tr("Type change 1 or remove 1 to correct the list.")] if entries else []
        reply = yield step._replace(
            name=column.id,
            ask=tr(_CELL, capitalized(self.entry), number, column.label),
            enter=self._enter_text(entries, previous),
            tips=[*step.tips, *correct],
            entry=number,
            required=False,
            free_text=False,
            context=[f"{n}. {line}" for n, line in enumerate(lines, 1)],
            so_far=so_far,
            read=lambda entry: self._read_first(step.read, entries, entry),
            drops_begun=(f"{REMOVE} {number}", _Correction(REMOVE, number - 1)),
            taken_away=lambda reply: self._taken_away(lines, reply),
        )
        return reply

    def _taken_away(self, lines: Sequence[str], reply: Reply) -> str:
        """Return that a reply removes an entry, with its number; empty where it removes none."""
        if not isinstance(reply, _Correction) or reply.action != REMOVE:
            return ""
        number, name = reply.entry + 1, capitalized(self.entry)
        if reply.entry == len(lines):
            return tr(
                "{entry} {number}, which was begun, is removed. /undo brings it back.", name, number
            )
        words = first_words(lines[reply.entry], _WIDTH_OF_REMOVED)
        return tr(
            "{entry} {number} ({words}) is removed. /undo brings it back.", name, number, words
        )

    def _enter_text(self, entries: Sequence[Any], previous: Value) -> str:
        if entries:
            return tr("Enter says that the list is complete.")
        if previous == []:
            return tr("Enter keeps the answer that there is no {entry}.", self.entry)
        return tr("Enter asks whether there is no {entry} at all.", self.entry)

    def _read_first(
        self, read: Callable[[str], Value], entries: list[dict[str, Any]], entry: str
    ) -> Any:
        typed = re.fullmatch(_CORRECTION, entry.strip().lower())
        if typed:
            index = int(typed[2]) - 1
            if not 0 <= index < len(entries):
                raise Refusal(tr("There is no entry {typed}.", typed[2]))
            return _Correction(typed[1], index)
        if len(entries) >= MAX_ENTRIES:
            raise Refusal(tr("The list is full: it has {max_entries} entries.", MAX_ENTRIES))
        column = self.asked[0]
        self._refuse_no_title(column, entry)
        return self._not_twice(column, entries, None, {}, read(entry))

    def _rest(self, index: int, entries: list[dict[str, Any]], first: Value) -> Steps:
        entry = {self.asked[0].id: {"value": first}}
        for column in self.asked[1:]:
            if column in self._asked_in(entry):
                yield from self._cell(column, index, entries, {}, entry)
        return self._ordered(entry)

    def _entry(self, index: int, entries: list[dict[str, Any]], before: Any) -> Steps:
        """Ask for the cells of an entry. The value is the entry; None where it is removed."""
        entry = self._not_asked(before)
        for column in self.asked:
            if column in self._asked_in(entry, before):
                is_removed = yield from self._cell(column, index, entries, before, entry)
                if is_removed:
                    return None
        return self._ordered(entry)

    def _cell(
        self,
        column: Column,
        index: int,
        entries: list[dict[str, Any]],
        before: Any,
        entry: dict[str, Any],
    ) -> Steps:
        """Ask for a cell, and put it into the entry. Returns whether the entry is removed."""
        earlier = before.get(column.id, {})
        step = keeping_missing(
            next(column.answer_type.steps(earlier.get("value"), self.context)), earlier
        )
        if not earlier:
            step = self._proposing(step, column, entries, entry)
        if before and not self._is_whole(before):
            step = self._removing(step, index)
        reply = yield step._replace(
            name=column.id,
            ask=tr(_CELL, capitalized(self.entry), index + 1, column.label),
            required=column.required,
            cell=True,
            entry=index + 1,
            so_far=[
                *entries[:index],
                self._ordered({**before, **entry}),
                *entries[index + 1 :],
            ],
            read=lambda text: self._not_twice(
                column, entries, index, {**entry}, self._read_cell(column, step, text)
            ),
        )
        if isinstance(reply, _Correction):
            return True
        if reply is not None:
            entry[column.id] = cell_answer(reply, earlier)
        return False

    def _read_cell(self, column: Column, step: Step, text: str) -> Value:
        if step.drops_begun is not None and text.strip().lower() == step.drops_begun[0]:
            return step.drops_begun[1]
        self._refuse_no_title(column, text)
        return step.read(text)

    def _removing(self, step: Step, index: int) -> Step:
        """Return the step of an entry that was begun earlier, which can be removed there."""
        words = f"{REMOVE} {index + 1}"
        return step._replace(
            drops_begun=(words, _Correction(REMOVE, index)),
            tips=[*step.tips, tr("Type {words} to remove this {entry}.", words, self.entry)],
            taken_away=lambda reply: self._taken_away([""] * index, reply),
        )

    def _refuse_no_title(self, column: Column, text: str) -> None:
        """Refuse a number or a command on the list where the title of an entry is asked."""
        is_title = column.id in self.context.named_after.values()
        if not is_title or column.answer_type.type != "text":
            return
        if re.fullmatch(_CORRECTION, text.strip().lower()):
            raise Refusal(
                tr(
                    "{text} is understood where a new {entry} would begin. Type the title here, "
                    "or /back.",
                    quoted(text),
                    self.entry,
                )
            )
        if not re.search(r"[^\W\d_]", text):
            raise Refusal(
                tr("{text} is not a title: it has no word. Type the title in words.", quoted(text))
            )

    def _proposing(
        self,
        step: Step,
        column: Column,
        entries: Sequence[Mapping[str, Any]],
        entry: Mapping[str, Any],
    ) -> Step:
        """Return the step of a short name with a proposal, which Enter takes."""
        title = entry.get(self.context.named_after.get(column.id, ""), {}).get("value")
        if not isinstance(title, str):
            return step
        taken = [other.get(column.id, {}).get("value") for other in entries]
        name = short_name(title, [text for text in taken if isinstance(text, str)])
        if [*column.answer_type.check(name)]:
            return step
        return step._replace(previous=name, previous_text=name, enter=tr(ENTER_TAKES, name=name))

    def _not_twice(
        self,
        column: Column,
        entries: Sequence[Mapping[str, Any]],
        own: int | None,
        entry: Mapping[str, Any],
        reply: Value,
    ) -> Value:
        """Return a reply, unless another entry has it, or the key of the entry that it completes.

        Args:
            column: The column of the reply.
            entries: All entries.
            own: The index of the entry; None for a new one.
            entry: Its other cells so far.
            reply: The reply.
        """
        entry = {**entry, column.id: {"value": reply}}
        for names, is_wanted, refusal in (
            ([column.id], column.unique, _HAS_THIS),
            (self.key, column.id in self.key, _IS_FOR_THE_SAME),
        ):
            key = key_of(names, entry) if is_wanted else None
            for index, other in enumerate(entries if key is not None else ()):
                if index != own and key_of(names, other) == key:
                    raise Refusal(tr(refusal, index=index + 1))
        return reply
