"""The screen of a question of the program: what can be chosen or typed is listed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from checklist.interview.face import Enquiry
from checklist.interview.fullscreen.view import Position
from checklist.interview.screen_model import NOTHING_FOUND, Item, Key, Model
from checklist.text.entries import QUESTION_MARKS
from checklist.text.messages import Texts, tr
from checklist.text.paragraphs import Line
from checklist.text.text_field import TextField

_COMMANDS = Texts({"/help": "explain what can be typed", "/quit": "stop"})
"""The commands at such a question, with their effect."""

_PAGE = 10
"""The lines by which a page key moves."""


def item_of(line: Line) -> Item:
    """Return a paragraph as it stands on a screen; a heading is bold."""
    style = "bold" if line.is_heading else ""
    return Item(label=line.text, indent=line.indent, hanging=line.hanging, style=style)


@dataclass(slots=True)
class EnquiryScreen:
    """One question of the program, and the keys at it."""

    enquiry: Enquiry
    messages: Sequence[Item]
    """What is said as long as what was refused stands on the line."""
    typed: TextField
    position: Position
    refused: str = ""
    """The last entry, if it was refused: the messages are about it."""

    def model(self, frame: Model) -> Model:
        """Return the screen; `frame` is one with only the first lines."""
        at, stays = self.position.at, self._stay_in_sight
        items = [
            Item(label=words, number=str(number), mark="at" if stays and number - 1 == at else "")
            if self._are_choices
            else Item(label=words, text=_COMMANDS.get(words) or self.enquiry.short(words))
            for number, words in enumerate(self._offered(), 1)
        ]
        return replace(
            frame,
            title=self.enquiry.title,
            is_wrong=self.enquiry.is_wrong,
            guidance=[self.enquiry.hint],
            texts=[item_of(line) for line in self.enquiry.above],
            items=() if stays else items,
            options=items if stays else (),
            at=None if stays else at,
            has_answers=not self._are_choices,
            hints=[tr(NOTHING_FOUND)] if self._finds_nothing else [],
            messages=self.messages if self.typed.text == self.refused else (),
            field=self.typed,
            keys=[
                *self._choosing_keys(),
                Key("Enter", tr("take"), 0),
                Key("PgDn", tr("more"), 2, is_for_scrolling=True),
                Key("?", tr("explain"), 2),
                Key("/quit", tr("stop"), 1),
            ],
            scroll=self.position.scroll,
        )

    @property
    def scrolls(self) -> bool:
        """Whether page keys scroll what stands above, and no list of names is at hand."""
        return self._are_choices or self.enquiry.search is None

    @property
    def _stay_in_sight(self) -> bool:
        """Whether the choices stay in sight while what stands above them scrolls."""
        return self._are_choices and bool(self.enquiry.above) and self.enquiry.search is None

    def _choosing_keys(self) -> Sequence[Key]:
        """Return the keys that choose: among numbered choices, none that search."""
        if self._are_choices:
            return [
                Key(f"1–{len(self.enquiry.choices)}", tr("choose"), 0),
                Key("↑↓", tr("mark"), 1),
            ]
        if self.enquiry.search is None:
            return []
        return [
            Key(tr("letters"), tr("replace it") if self.typed.is_selected else tr("search"), 1),
            Key("↑↓", tr("choose"), 0),
            Key("Tab", tr("complete"), 2),
        ]

    def press(self, name: str, text: str) -> str | None:
        """Do what a key does. Returns the entry that it completes, or None."""
        match name:
            case "enter":
                return self._entry()
            case "character" if text in QUESTION_MARKS and self._is_fresh:
                return text
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
    def _is_fresh(self) -> bool:
        """Whether what is typed next is typed alone."""
        return self.typed.is_selected or not self.typed.text

    @property
    def _are_choices(self) -> bool:
        """Whether what can be chosen by number is listed."""
        text = self.typed.text.strip()
        if text.startswith("/"):
            return False
        can_only_choose = self.enquiry.search is None  # whatever is typed
        return bool(self.enquiry.choices) and (can_only_choose or not text or text.isdecimal())

    @property
    def _finds_nothing(self) -> bool:
        """Whether what is typed is in no name of the list."""
        text = self.typed.text.strip()
        is_word = bool(text) and not text.startswith("/") and self.enquiry.search is not None
        return is_word and not (self._are_choices or self._offered())

    def _offered(self) -> Sequence[str]:
        if self._are_choices:
            return self.enquiry.choices
        is_shown_only = self.typed.is_selected and self.typed.text != self.refused
        text = "" if is_shown_only else self.typed.text
        if text.startswith("/"):
            return [command for command in _COMMANDS if command.startswith(text)]
        return [] if self.enquiry.search is None else self.enquiry.search(text)

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
