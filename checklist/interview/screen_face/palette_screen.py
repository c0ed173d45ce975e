"""The list behind `/`: arrows mark, Enter does it, Esc closes it."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from checklist.interview.engine import Interview
from checklist.interview.palette import Hit, hits, is_known
from checklist.interview.screen_face.model import Item, Key, Model
from checklist.text.text_field import TextField

_PAGE = 10
"""The lines by which a page key moves."""
_NOTHING = "Nothing has these letters. An answer that begins with / is written with //."
_STEPS = {"up": -1, "back-tab": -1, "down": 1, "tab": 1, "page-up": -_PAGE, "page-down": _PAGE}


@dataclass
class PaletteScreen:
    """What is typed behind `/` on the line of a screen, and what is marked of what fits it."""

    following: list[str] = field(default_factory=list)
    """The entries that follow the one that was chosen."""
    _typed: str = ""
    """The text for which something is marked."""
    _marked: int | None = None
    _done: str = ""
    """The text that Enter has taken: it stands on the line until it is carried out."""
    _found: tuple[object, Sequence[Hit] | None] = (None, None)

    def open_for(self, interview: Interview | None, typed: TextField) -> Sequence[Hit] | None:
        """Return what fits the text on the line; None where the list is not open."""
        if typed.text != self._done:
            self._done = ""
        if interview is None or typed.is_selected or self._done or typed.text[:1] != "/":
            return None
        if typed.text != self._typed:
            self._typed, self._marked = typed.text, None
        of = typed.text, interview.path, interview.at_end or interview.prompt().question
        if self._found[0] != of:
            self._found = of, hits(interview, typed.text)
        return self._found[1]

    def press(self, name: str, found: Sequence[Hit], typed: TextField) -> bool:
        """Do what a key does. Returns whether that is all: other keys are for the screen below."""
        if name == "escape":
            typed.clear()
        elif name in _STEPS:
            self._move(_STEPS[name], len(found))
        elif name == "enter" and self._marked is not None:
            return self._choose(found[self._marked], typed)
        elif name == "enter" and found and not is_known(typed.text):
            self._marked = 0
        else:
            if name == "enter":
                self._done = typed.text
            return False
        return True

    def _move(self, by: int, number: int) -> None:
        """Mark another line."""
        first = 0 if by > 0 else number - 1
        at = first if self._marked is None else self._marked + by
        self._marked = min(max(at, 0), number - 1) if number else None

    def _choose(self, hit: Hit, typed: TextField) -> bool:
        """Put what is chosen on the line, as if it was typed. Returns whether more is needed."""
        first, *self.following = hit.entries
        typed.replace(first)
        self._done = "" if hit.is_begun else first
        return hit.is_begun

    def model(self, found: Sequence[Hit], below: Model, frame: Model, typed: TextField) -> Model:
        """Return the screen.

        Args:
            found: What fits what is typed.
            below: The screen on whose line it is typed.
            frame: A screen with only the first lines.
            typed: The line.
        """
        return replace(
            frame,
            title="Go to, or do",
            place=below.place,
            scope=below.scope,
            items=[Item(label=hit.label, text=hit.words) for hit in found],
            at=self._marked,
            has_answers=True,
            are_hits=True,
            shows_whole=True,
            hints=[] if found else [_NOTHING],
            field=typed,
            keys=[
                Key("↑↓", "mark", 0),
                Key("Enter", "do it", 0),
                Key("Esc", "close", 0),
                Key("//", "begins an answer", 2),
            ],
        )
