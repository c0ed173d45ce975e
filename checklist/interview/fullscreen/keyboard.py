"""What a key does at the step that is asked: it changes the screen, or makes an entry."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from checklist.answer_types.evidence import rows_ticked
from checklist.answer_types.options import numbers_in
from checklist.answer_types.table_steps import CHANGE, REMOVE
from checklist.interview.fullscreen.question_model import (
    MOST_DIGITS,
    citing,
    ticked_codes,
    ticked_rows,
    ticking,
    typed_option,
)
from checklist.interview.fullscreen.view import STEPS, Position, View
from checklist.interview.user_commands import (
    Action,
    action_of,
    bare_command,
    is_command,
    suggested_command,
)
from checklist.text.entries import QUESTION_MARKS, plain_digits
from checklist.text.messages import tr
from checklist.text.paragraphs import folded
from checklist.text.sanitize import quoted
from checklist.text.text_field import TextField

_INSTEAD = frozenset(
    {
        *(Action.UNKNOWN, Action.NOT_APPLICABLE, Action.DECLINE),
        *(Action.NEXT, Action.UNDO),
    }
)
"""The commands that stand in place of an answer to a row."""


class RowAnswers:
    """The last answer to a row of each matrix, which `*` gives to all open rows."""

    def __init__(self) -> None:
        self.last: dict[str, str] = {}
        """The answers by question, as they are typed."""
        self._answered_at_once = ""
        """The id of the question where the last key, a digit, answered a row; else empty."""

    def of(self, view: View) -> str:
        """Return what `*` would give to the open rows: a number, or words; empty for nothing."""
        answer = self.last.get(view.prompt.question.id, "")
        for number, option in enumerate(view.prompt.step.options, 1):
            if answer == option.code or folded(option.label) == folded(answer):
                return str(number)
        return answer

    def is_ended_by_enter(self, view: View) -> bool:
        """Whether Enter, pressed out of habit, only ends a digit that has answered a row already.

        In other lists a digit marks an option, and Enter takes it. Here Enter would leave the next
        row open.
        """
        step = view.prompt.step
        is_open = view.kind == "grid" and not step.closing and step.previous is None
        is_ended = is_open and self._answered_at_once == view.prompt.question.id
        self.end()
        return is_ended

    def end(self) -> None:
        """Let Enter leave a row open again, because another key was pressed."""
        self._answered_at_once = ""

    def forget(self, question_id: str) -> None:
        """Keep no answer for a matrix any more."""
        self.last.pop(question_id, None)

    def note(self, view: View, entry: str) -> None:
        """Keep an entry that answers a row; forget it once a command answers a row instead."""
        if view.kind != "grid" or view.prompt.step.closing:
            return
        question_id = view.prompt.question.id
        if entry.isdecimal() and len(view.prompt.step.options) <= MOST_DIGITS:
            self._answered_at_once = question_id
        if action_of(entry) in _INSTEAD or suggested_command(entry) is not None:
            self.forget(question_id)
        elif entry and not is_command(entry):
            answer = entry.removesuffix("*").rstrip()
            numbers = re.split(r"[,;\s]+", answer)
            are_rows = all(number.isdecimal() for number in numbers)
            self.last[question_id] = numbers[-1] if are_rows else answer


@dataclass
class Keyboard:
    """The keys at one step. Entries are those of the line face, as they would be typed there."""

    view: View
    typed: TextField
    position: Position
    refused: str = ""
    """Why the last key could not do what it stands for."""
    notice: str = ""
    """What the last key brought about, where the screen alone does not say it."""
    last_answers: Mapping[str, str] = field(default_factory=dict)
    """What a row was last answered, by question: `*` gives it to all open rows."""
    only_types: bool = False
    """Whether a character is typed and answers no row: it was meant for what Escape has closed."""

    def press(self, name: str, text: str) -> str | None:
        """Do what a key does.

        Returns:
            The entry that it completes; None as long as there is none.
        """
        self.refused = ""
        match name:
            case "character":
                return self._character(text)
            case "paste":
                self._insert(text)
            case "enter":
                return self._enter()
            case "new-line":
                if self.view.prompt.step.free_text:
                    self._insert("\n")
            case "up" | "down" | "tab" | "back-tab":
                return self._move(name)
            case "page-up" | "page-down":
                self.position.has_scrolled = True
                self.position.scroll += -8 if name == "page-up" else 8
                self.position.scroll = max(self.position.scroll, 0)
            case "left" if self.typed.is_selected and not self.typed.is_typed:
                self.typed.is_selected = False  # to edit it from its end
            case "left" if not self.typed.text and self.view.text_to_edit:
                self.typed.replace(self.view.text_to_edit)
            case "delete-all" if self.typed.text:
                self.typed.press(name)
                self._forget_mark()
                self.notice = tr("What you typed is thrown away. Ctrl-Y brings it back.")
            case "delete" if self.view.kind == "entries" and not self.typed.text:
                return self._remove()
            case _:
                if self.typed.press(name):
                    self._forget_mark()
        return None

    def _character(self, text: str) -> str | None:
        view, step = self.view, self.view.prompt.step
        if self._is_in_rows and text in " *":
            self._tick_rows(text)
            return None
        if self.typed.is_selected and (text in "/?" or "\n" not in self.typed.text):
            self.typed.delete_all()
        if self._replaces_mark(text):
            self.typed.clear()
        if self.typed.text or (self.only_types and text.strip()):
            self._insert(text)
            return None
        if view.kind == "grid" and not step.closing:
            digit = plain_digits(text)
            if digit.isascii() and digit.isdigit() and len(step.options) <= MOST_DIGITS:
                return digit
            if text == "*":
                return self._star()
            if text == " ":
                return None
        if text == " " and step.several:
            self._space()
            return None
        if text in QUESTION_MARKS:
            return "?"
        self._insert(text)
        return None

    def _replaces_mark(self, text: str) -> bool:
        """Return whether a digit marks another option than the digit that is typed so far."""
        step, typed = self.view.prompt.step, self.typed.text
        is_one_of_few = not step.several and 0 < len(step.options) <= MOST_DIGITS
        digits = [*map(str, range(1, len(step.options) + 1))]
        return self.view.kind == "options" and is_one_of_few and {typed, text} <= {*digits}

    def _insert(self, text: str) -> None:
        self.typed.insert(text)
        self._forget_mark()

    def _forget_mark(self) -> None:
        """Forget what arrows have marked: what is typed counts."""
        if not self.view.prompt.step.several or self.view.kind == "search":
            self.position.at = None

    def _enter(self) -> str | None:
        view, step, text, at = self.view, self.view.prompt.step, self.typed.text, self.position.at
        if text and text == self.typed.offered:
            return ""
        if text.endswith("\\") and not text.endswith("\\\\") and step.free_text:
            self.typed.replace(text[:-1] + "\n")
            return None
        if view.kind == "search" and at is not None:
            return view.completed(text, view.options(text)[at])
        if text:
            return text[:-1] if text.endswith("\\\\") else self._with_ticks(text)
        if view.kind == "entries" and at is not None:
            return f"{CHANGE} {at + 1}"
        if view.kind == "options":
            return self._chosen()
        return ""

    def _with_ticks(self, text: str) -> str:
        """Return what is typed with what is ticked. A command, and `-`, stand alone."""
        step, ticked = self.view.prompt.step, self.position.ticked
        is_alone = is_command(text) or text.startswith("-")
        if not step.several or not ticked or is_alone or bare_command(text, step):
            return text
        numbers = {int(number) for number, _ in numbers_in(text)}
        own = {n for n, option in enumerate(step.options, 1) if option.code in ticked}
        return ",".join([*map(str, sorted(own - numbers)), text])

    def _chosen(self) -> str | None:
        """Return the entry for what is marked or ticked; an empty one where nothing is."""
        step, position = self.view.prompt.step, self.position
        if not step.several:
            return "" if position.at is None else str(position.at + 1)
        if position.ticked is None:
            return ""
        numbers = [
            str(number)
            for number, option in enumerate(step.options, 1)
            if option.code in position.ticked
        ]
        if numbers:
            return ",".join(numbers)
        if not step.required:
            return "-"
        self.refused = tr("Nothing is ticked. Space ticks the marked option.")
        return None

    def _space(self) -> None:
        """Tick the option at hand; where none is, mark the first one, and say what Space does."""
        if self.position.at is not None:
            self._tick()
        else:
            self.position.at = 0
            self.notice = tr("Arrows move the mark ►; Space ticks the option that is marked.")

    def _tick(self) -> None:
        """Tick the option at hand, or untick it; what excludes the others unticks them."""
        step, position = self.view.prompt.step, self.position
        assert position.at is not None
        option = step.options[position.at]
        ticked = ticked_codes(step, position)
        if option.code in ticked:
            position.ticked = ticked - {option.code}
        elif option.exclusive:
            position.ticked = frozenset({option.code})
        else:
            alone = {option.code for option in step.options if option.exclusive}
            position.ticked = (ticked | {option.code}) - alone

    @property
    def _is_in_rows(self) -> bool:
        """Whether the mark is in the rows for which a reference is typed."""
        return self.view.shows_rows and self.position.at is not None

    def _mark_row(self, name: str) -> None:
        """Mark a row. Behind Tab, and above the first row, the line is at hand again."""
        at, last = self.position.at, len(self.view.fields) - 1
        if not rows_ticked(self.typed.text.rpartition(";")[2])[0].strip():
            self.position.at = None
            self.refused = tr("Choose a law or type a web address first, then tick its rows.")
        elif at is None:
            self.position.at = 0
        elif name in {"tab", "back-tab"} or (name == "up" and not at):
            self.position.at = None
        else:
            self.position.at = min(at + 1, last) if name == "down" else at - 1

    def _tick_rows(self, text: str) -> None:
        """Tick the row at hand, or all, or untick them: that writes their numbers on the line."""
        assert self.position.at is not None
        ticked, all_rows = {*ticked_rows(self.typed.text)}, {*range(1, len(self.view.fields) + 1)}
        if text == "*":
            ticked = set() if ticked == all_rows else all_rows
        else:
            ticked ^= {self.position.at + 1}
        self.typed.replace(ticking(self.typed.text, ticked))

    def _star(self) -> str | None:
        """Return the entry that gives the last answer to all open rows."""
        step = self.view.prompt.step
        answer = self.last_answers.get(self.view.prompt.question.id)
        if step.previous is None and answer is not None:
            return f"{answer}*"
        if step.previous is None:
            self.refused = tr("Answer this row first; * then gives all open rows the same answer.")
        elif step.others_open:  # an answer is not overwritten by the way
            self.refused = tr("This row has an answer. Go to an open row first; * answers those.")
        else:
            self.refused = tr("No row is open; * answers open rows.")
        return None

    def _remove(self) -> str | None:
        """Return the entry that removes the table's entry at hand."""
        if self.position.at is None:
            self.refused = tr("Go to an entry with ↑ first; Del then removes it.")
            return None
        return f"{REMOVE} {self.position.at + 1}"

    def _move(self, name: str) -> str | None:
        view, step = self.view, self.view.prompt.step
        if name == "tab" and view.kind == "search":
            self._complete()
            return None
        if view.shows_rows and (self._is_in_rows or name == "tab"):
            self._mark_row(name)
            return None
        by = STEPS[name]
        down = by > 0
        if not down and self.typed.is_selected and "\n" in self.typed.text:
            self.typed.is_selected = False
            return None
        if "\n" in self.typed.text and (self.typed.down() if down else self.typed.up()):
            return None
        if view.kind == "grid" or (view.kind == "form" and not self.typed.is_typed):
            return self._to_field(by)
        if self._ends_field(name):
            return self._enter()
        if view.kind == "laws":
            self.typed.replace(citing(step, self.typed.text, down=down))
        elif view.kind in {"options", "search"}:
            self._mark(len(view.options(self.typed.text)), by)
        elif view.kind == "entries":
            self._to_entry(by)
        elif not down and not self.typed.text and self.view.text_to_edit:
            self.typed.replace(self.view.text_to_edit)
        else:
            self.position.scroll = max(self.position.scroll + by, 0)
        return None

    def _ends_field(self, name: str) -> bool:
        """Whether a key takes what is typed in a field, and goes to the next, as in web forms."""
        is_field = self.view.kind == "form" or not self.view.prompt.step.free_text
        is_typed = self.view.kind in {"form", "text"} and is_field and self.typed.is_typed
        return is_typed and (name == "tab" or (name == "down" and self.view.kind == "form"))

    def _mark(self, number: int, by: int) -> None:
        if self.view.kind == "options" and self.typed.text:
            self._leave_typed()
        present = self._present()
        if self.position.at is None and present is not None:
            self.position.at = present
        else:
            self.position.move_mark(by, number)

    def _present(self) -> int | None:
        """Return the index of the option that is the present answer, where arrows begin."""
        step = self.view.prompt.step
        codes = [option.code for option in step.options]
        is_one = self.view.kind == "options" and not step.several
        return codes.index(step.previous) if is_one and step.previous in codes else None

    def _leave_typed(self) -> None:
        """Leave what is typed for the options: what it ticks or marks on the screen stays so."""
        step, position, text = self.view.prompt.step, self.position, self.typed.text
        if step.several and numbers_in(text):
            position.ticked = ticked_codes(step, position, text)
        elif (at := typed_option(step, text)) is not None:
            position.at = at
        elif not self.typed.is_selected:
            self.notice = tr("No option begins with {text}. It is not entered.", quoted(text))
        self.typed.clear()

    def _to_entry(self, by: int) -> None:
        """Go to another entry of the table; behind the last one a new entry is typed."""
        number, at = len(self.view.fields), self.position.at
        following = max((number if at is None else at) + by, 0)
        self.position.at = following if following < number else None

    def _to_field(self, by: int) -> str | None:
        """Return the entry that goes to another row or field; None where there is none."""
        fields, is_grid = self.view.fields, self.view.kind == "grid"
        behind = len(fields) if is_grid else None
        at = next((n for n, field in enumerate(fields) if field.is_current), behind)
        if at is None or not 0 <= at + by < len(fields):
            return None
        return f"/goto row {at + by + 1 if is_grid else fields[at + by].name}"

    def _complete(self) -> None:
        """Complete what is typed with the State at hand, or the only one that fits."""
        names = self.view.options(self.typed.text)
        if not names:
            return
        name = names[self.position.at or 0]
        self.typed.replace(self.view.completed(self.typed.text, name))
        self.position.at = None
