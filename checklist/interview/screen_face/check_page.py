"""The page on which answers are checked, and the list of questions: the mark goes line by line."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from checklist.interview.check import CheckLine
from checklist.interview.engine import Interview
from checklist.interview.screen_face.model import TYPING_KEYS, Item, Key, Model
from checklist.text.text_field import TextField

_MOVES = frozenset({"up", "down", "page-up", "page-down", "home", "end"})
_NUMBER = re.compile(r"[0-9.]+")
"""What of a number can be typed at once, such as all of 1.3."""


@dataclass
class CheckPage:
    """One page, with the line that is marked."""

    interview: Interview
    make: Callable[[], Iterable[CheckLine]]
    """Makes the lines, with the answers as they are now."""
    is_list: bool
    """Whether the lines are questions with their state, and no answers."""
    place: str = ""
    """The part, with its number; empty for several."""
    origin: str = ""
    """The id of the question at which the page was opened; empty at the end of the interview."""
    at: int | None = None
    """The index of the line that is marked."""
    _digits: str = ""
    """The digits that were typed last."""
    _number: str = ""
    """The digits that were typed since the last move, and a dot between them."""
    _made: tuple[object, Sequence[CheckLine]] = (None, ())

    @property
    def lines(self) -> Sequence[CheckLine]:
        """The lines, made anew once an answer has changed."""
        if self._made[0] is not self.interview.path:
            self._made = self.interview.path, [*self.make()]
        return self._made[1]

    def mark(self, question: str, row: str = "") -> None:
        """Mark the line of a question or row; the first line where there is none."""
        self.forget_number()
        lines = self.lines
        of_question = [n for n, line in enumerate(lines) if question and line.question == question]
        of_row = [n for n in of_question if lines[n].row == row]
        stops = [n for n, line in enumerate(lines) if line.is_stop]
        self.at = next(iter(of_row or of_question or stops), None)

    def entries(self) -> Sequence[str]:
        """Return the entries that open what is marked, one after the other."""
        if self.at is None:
            return ()
        one = self.lines[self.at]
        if one.part:
            return [f"/list {one.part}"]
        return [f"/goto {one.question}", *([f"/row {one.row}"] if one.row else [])]

    def press(self, name: str, text: str, seen: frozenset[int]) -> bool:
        """Do what a key does. Returns whether the key is one of the page.

        Args:
            name: The name of the key.
            text: The character.
            seen: The indices of the lines that are in sight as a whole.
        """
        if text == " ":
            name = "page-down"
        if name in _MOVES:
            self.forget_number()
            self._move(name, seen)
        elif name == "backspace" and self._number:
            self._number, typed = "", self._number[:-1]
            self._type_number(typed)
        elif name in {"character", "paste"} and _NUMBER.fullmatch(text.strip()):
            self._type_number(text.strip())
        elif name == "character" and self._number and text != "/":
            pass  # behind a number, only a command is typed
        else:
            self.forget_number()
            return False
        return True

    @property
    def unknown_number(self) -> str:
        """The number that is typed, if no line has it: then none can be opened."""
        number = self._number
        is_whole = "." in number and not number.endswith(".")
        return number if is_whole and self._place_of(number) is None else ""

    def forget_number(self) -> None:
        """Let the next digit begin another number."""
        self._digits = self._number = ""

    def _move(self, name: str, seen: frozenset[int]) -> None:
        stops = [n for n, line in enumerate(self.lines) if line.is_stop]
        if not stops:
            return
        at = stops[0] if self.at is None else self.at
        far = {"up": at - 1, "down": at + 1, "home": stops[0], "end": stops[-1]}
        if seen:  # the line that was the last one in sight stands in sight again
            half = max(len(seen) // 2 - 1, 1)
            far |= {"page-down": max(max(seen) + half, at + 1)}
            far |= {"page-up": min(min(seen) - half, at - 1)}
        wanted = far.get(name, at)
        if wanted >= at:
            self.at = next((n for n in stops if n >= wanted), stops[-1])
        else:
            self.at = next((n for n in reversed(stops) if n <= wanted), stops[0])

    def _type_number(self, text: str) -> None:
        for character in text:
            if character == "." and (not self._number or "." in self._number):
                continue
            self._number += character
            if "." not in self._number:
                self._mark_digit(character)
            else:
                place = self._place_of(self._number)
                self.at = self.at if place is None else place

    def _place_of(self, number: str) -> int | None:
        """Return the index of the line with a whole number, such as 1.3."""
        found = [n for n, one in self._numbered() if one == number]
        return found[0] if found else None

    def _mark_digit(self, digit: str) -> None:
        """Mark the line whose number ends with the digits that are typed."""
        for digits in (self._digits + digit, digit):
            self._digits = digits
            for index, number in self._numbered():
                if number.rpartition(".")[2] == digits:
                    self.at = index
                    return

    def _numbered(self) -> Iterator[tuple[int, str]]:
        """Yield the indices of the lines that have a number, with it."""
        for index, line in enumerate(self.lines):
            if line.is_stop and (line.is_heading or self.is_list):
                yield index, line.label.split(" ")[0]

    def model(self, frame: Model, typed: TextField, messages: Sequence[Item]) -> Model:
        """Return the screen.

        Args:
            frame: A screen with only the first lines.
            typed: What is typed; the page has a line once something stands on it.
            messages: What the last entry brought about.
        """
        keys = (
            Key("↑↓", "mark", 0),
            Key("Enter", "open" if self.is_list else "change it", 0),
            Key("PgDn", "next page", 1, is_for_scrolling=True),
            Key("/", "commands", 2),
            Key("Esc", "close", 0),
        )
        return replace(
            frame,
            title="All questions" if self.is_list else "Check your answers",
            place=self.place,
            items=[
                Item(
                    label=line.label,
                    text=line.beside,
                    indent=line.indent,
                    hanging=line.hanging,
                    style="bold" if line.is_heading else "",
                )
                for line in self.lines
            ],
            at=self.at,
            has_answers=self.is_list,
            are_questions=self.is_list,
            shows_whole=not self.is_list,
            messages=[*messages, *self._on_unknown_number()],
            keys=TYPING_KEYS if typed.text else keys,
            field=typed if typed.text else None,
        )

    def _on_unknown_number(self) -> Iterator[Item]:
        if number := self.unknown_number:
            text = f"No question on this page has the number {number}. Backspace deletes it."
            yield Item(label=text, style="wrong")
