"""The screen of a question of the program: what can be typed is listed, and typing filters it."""

from collections.abc import Sequence
from dataclasses import dataclass

from checklist.interview.face import Enquiry
from checklist.interview.screen_face.model import NOTHING_FOUND, Item, Key, Model
from checklist.interview.screen_face.view import Position
from checklist.text.text_field import TextField

_PAGE = 10
"""The lines by which a page key moves."""


@dataclass(frozen=True, slots=True)
class EnquiryScreen:
    """One question of the program, and the keys at it."""

    enquiry: Enquiry
    messages: Sequence[Item]
    typed: TextField
    position: Position
    refused: str = ""
    """The last entry, if it was refused: the messages are about it."""

    def model(self) -> Model:
        """Return the screen."""
        above = [
            Item(label=line.text, indent=line.indent, hanging=line.hanging)
            for line in self.enquiry.above
        ]
        items = [
            Item(label=words, number=str(number))
            if self._are_choices
            else Item(label=words, text=self.enquiry.short(words))
            for number, words in enumerate(self._offered(), 1)
        ]
        return Model(
            title=self.enquiry.title,
            guidance=[self.enquiry.hint],
            texts=above,
            items=items,
            at=self.position.at,
            has_answers=not self._are_choices,
            hints=[NOTHING_FOUND] if self._finds_nothing else [],
            messages=self.messages if self.typed.text == self.refused else (),
            field=self.typed,
            keys=[
                *self._choosing_keys(),
                Key("Enter", "take", 0),
                Key("Ctrl-C", "stop", 1),
            ],
        )

    def _choosing_keys(self) -> Sequence[Key]:
        """Return the keys that choose: among numbered choices, none that search."""
        if self._are_choices:
            return [Key(f"1–{len(self.enquiry.choices)}", "choose", 0), Key("↑↓", "move", 1)]
        return [
            Key("letters", "replace it" if self.typed.is_selected else "search", 1),
            Key("↑↓", "choose", 0),
            Key("Tab", "complete", 2),
        ]

    def press(self, name: str, text: str) -> str | None:
        """Do what a key does. Returns the entry that it completes, or None."""
        match name:
            case "enter":
                return self._entry()
            case "character" | "paste":
                self.typed.insert(text)
                self.position.at = None
            case "up" | "down" | "page-up" | "page-down":
                self._move({"up": -1, "down": 1, "page-up": -_PAGE, "page-down": _PAGE}[name])
            case "tab":
                self._complete()
            case _:
                if self.typed.press(name):
                    self.position.at = None
        return None

    @property
    def _are_choices(self) -> bool:
        """Whether what can be chosen by number is listed."""
        text = self.typed.text.strip()
        return bool(self.enquiry.choices) and (not text or text.isdecimal())

    @property
    def _finds_nothing(self) -> bool:
        """Whether what is typed is in no name of the list."""
        text = self.typed.text.strip()
        return bool(text) and not (text.startswith("/") or self._are_choices or self._offered())

    def _offered(self) -> Sequence[str]:
        if self._are_choices:
            return self.enquiry.choices
        text = "" if self.typed.is_selected else self.typed.text
        return [] if text.startswith("/") else self.enquiry.search(text)

    def _entry(self) -> str:
        at = self.position.at
        if at is None:
            return self.typed.text
        return str(at + 1) if self._are_choices else self._offered()[at]

    def _move(self, by: int) -> None:
        last = len(self._offered()) - 1
        if last < 0:
            return
        at = self.position.at
        if at is None:
            self.position.at = 0 if by > 0 else last
        else:
            self.position.at = min(max(at + by, 0), last)

    def _complete(self) -> None:
        """Complete what is typed with the words at hand, or the only ones that fit."""
        offered = self._offered()
        at = 0 if len(offered) == 1 else self.position.at
        if at is not None and not self._are_choices:
            self.typed.replace(offered[at])
            self.position.at = None
