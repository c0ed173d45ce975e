"""The list of the whole report: its parts, which digits and arrows mark, then what can be done."""

from collections.abc import Sequence
from dataclasses import dataclass

from checklist.interview.home import NextStep
from checklist.interview.screen_face.view import Position
from checklist.text.text_field import TextField


@dataclass
class ReportList:
    """The parts and the next steps, one list for the mark."""

    parts: int
    """The number of parts, which come first."""
    steps: Sequence[NextStep]
    position: Position
    """Its `at` is the index of what is marked: the parts, then the steps."""

    @property
    def entry(self) -> str | None:
        """The entry that does what is marked; None where nothing is."""
        at = self.position.at
        if at is None:
            return None
        return f"/goto {at + 1}" if at < self.parts else self.steps[at - self.parts].entry

    def press(self, name: str, text: str, typed: TextField) -> bool:
        """Mark something. Returns whether the key does that."""
        at, last = self.position.at, self.parts + len(self.steps) - 1
        if typed.text:
            return False
        if name == "character" and text.isascii() and text.isdigit():
            self._mark_part(text)
        elif name == "down":
            self.position.at = self.parts if at is None else min(at + 1, last)
        elif name == "up":
            self.position.at = last if at is None else max(at - 1, 0)
        else:
            return False
        return True

    def _mark_part(self, digit: str) -> None:
        """Mark the part of a number, of which a second digit can follow the first."""
        at = self.position.at
        so_far = str(at + 1) if at is not None and at < self.parts else ""
        for number in (so_far + digit, digit):
            if 1 <= int(number) <= self.parts:
                self.position.at = int(number) - 1
                return
