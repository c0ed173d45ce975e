"""What the screens of an interview share: the terminal, its keys, lists, and texts to be read."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import NamedTuple, Protocol

from checklist.console.full_screen import Drawing, KeyPress
from checklist.interview.engine import Interview
from checklist.interview.face import Enquiry
from checklist.interview.fullscreen.frame import Frame, frame
from checklist.interview.fullscreen.view import STEPS, Position
from checklist.interview.home import NextStep, next_steps
from checklist.interview.palette import Hit, hits, is_known
from checklist.interview.prompt import Outcome
from checklist.interview.screen_model import NOTHING_FOUND, TYPING_KEYS, Item, Key, Model
from checklist.interview.user_commands import Action, bare_command, is_command
from checklist.text.entries import QUESTION_MARKS, plain_digits, with_plain_slash
from checklist.text.messages import Message, Texts, tr
from checklist.text.paragraphs import Line
from checklist.text.text_field import TextField

_AT_ENQUIRY = Texts({"/?": "explain what can be typed", "/quit": "stop"})
"""The commands at a question of the program, with their effect."""


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
            else Item(label=words, text=_AT_ENQUIRY.get(words) or self.enquiry.short(words))
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
                self.position.move_mark(STEPS[name], len(self._offered()))
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
            return [command for command in _AT_ENQUIRY if command.startswith(text)]
        return [] if self.enquiry.search is None else self.enquiry.search(text)

    def _entry(self) -> str:
        at = self.position.at
        if at is None:
            return self.typed.text
        return str(at + 1) if self._are_choices else self._offered()[at]

    def _complete(self) -> None:
        """Complete what is typed with the words at hand, or the only ones that fit."""
        offered = self._offered()
        at = 0 if len(offered) == 1 else self.position.at
        if at is not None and not self._are_choices:
            self.typed.replace(offered[at])
            self.position.at = None


_SCROLL = Key(Message("↑↓ Space"), Message("scroll"), 1, is_for_scrolling=True)
_COMMANDS = Key("/", Message("commands"), 2)
LATER = "2"
"""What is typed on the page of a part that is left for later."""


class Heading(NamedTuple):
    """The title of a text."""

    title: str
    number: str = ""
    """The number of the question that the text is about."""


def with_spaces(items: Sequence[Item]) -> Iterator[Item]:
    """Yield paragraphs with a blank line before each but those that are indented."""
    for number, item in enumerate(item for item in items if item.label):
        if number and not item.indent:
            yield Item(label="")
        yield item


def title_of(outcome: Outcome, interview: Interview) -> Heading:
    """Return the title of a text that a command requested; an empty one if it has its own."""
    if outcome.shown is Action.EXPLAIN and not interview.at_end:
        question = interview.prompt().question
        return Heading(question.ask, interview.questionnaire.numbers.get(question.id, ""))
    return Heading("")


@dataclass
class ReportList:
    """The parts and the next steps, one list for the mark."""

    parts: int
    """The number of parts, which come first."""
    steps: Sequence[NextStep]
    position: Position
    """Its `at` is the index of what is marked: the parts, then the steps."""

    @classmethod
    def of(cls, interview: Interview, position: Position) -> "ReportList":
        """Return the list for a report."""
        return cls(len(interview.progress()), [*next_steps(interview)], position)

    @property
    def entry(self) -> str | None:
        """The entry that does what is marked; None where nothing is."""
        at = self.position.at
        if at is None:
            return None
        return f"/goto {at + 1}" if at < self.parts else self.steps[at - self.parts].entry

    def press(self, name: str, text: str, typed: TextField) -> bool:
        """Mark something. Returns whether the key does that."""
        if typed.text:
            return False
        digit = plain_digits(text)
        if name == "character" and digit.isascii() and digit.isdigit():
            self._mark_part(digit)
        elif name in {"down", "up"}:
            self.position.move_mark(STEPS[name], self.parts + len(self.steps), self.parts)
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


_NOTHING = Message("Nothing has these letters. An answer that begins with / is written with //.")


@dataclass
class PaletteScreen:
    """What is typed behind `/` on the line of a screen, and what is marked of what fits it."""

    following: list[str] = field(default_factory=list)
    """The entries that follow the one that was chosen."""
    _typed: str = ""
    """The text for which something is marked."""
    _position: Position = field(default_factory=Position)
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
            self._typed, self._position.at = typed.text, None
        of = typed.text, interview.path, interview.at_end or interview.prompt().question
        if self._found[0] != of:
            self._found = of, hits(interview, typed.text)
        return self._found[1]

    def press(self, name: str, found: Sequence[Hit], typed: TextField) -> bool:
        """Do what a key does. Returns whether that is all: other keys are for the screen below."""
        if name == "escape":
            typed.clear()
        elif name in STEPS:
            self._position.move_mark(STEPS[name], len(found))
        elif name == "enter" and self._position.at is not None:
            return self._choose(found[self._position.at], typed)
        elif name == "enter" and found and not is_known(typed.text):
            self._position.at = 0
        else:
            if name == "enter":
                self._done = typed.text
            return False
        return True

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
            title=tr("Go to, or do"),
            place=below.place,
            scope=below.scope,
            items=[Item(label=hit.label, text=hit.words) for hit in found],
            at=self._position.at,
            has_answers=True,
            are_hits=True,
            shows_whole=True,
            hints=[] if found else [tr(_NOTHING)],
            field=typed,
            keys=[
                Key("↑↓", tr("mark"), 0),
                Key("Enter", tr("do it"), 0),
                Key("Esc", tr("close"), 0),
                Key("//", tr("begins an answer"), 2),
            ],
        )


_PAGES = frozenset({"page-up", "page-down"})
_NOTHING_OPEN = Message("Nothing is open here that Esc could close. /quit stops.")

NAME = Message("Self-assessment checklist for States")
"""What stands in the first line until it is known which State reports."""


class KeyScreen(Protocol):
    """A terminal that shows one screen at a time, as `console.full_screen.FullScreen` does."""

    @property
    def is_taken(self) -> bool:
        """Whether the terminal is taken."""

    @property
    def size(self) -> tuple[int, int]:
        """The columns and rows."""

    def take(self, draw: Callable[[int, int], Drawing]) -> None:
        """Take the terminal; `draw` returns the drawing for a width and height."""

    def release(self) -> None:
        """Give the terminal back as it was."""

    def next_key(self) -> KeyPress:
        """Show the drawing, and return the next key."""

    def stop_process(self, say: Callable[[], None]) -> None:
        """Stop the process as Ctrl-Z does, after `say` has said how to go on."""


class Screens:
    """One screen after the other, and the keys that are pressed on each."""

    def __init__(self, screen: KeyScreen) -> None:
        self._screen = screen
        self._interview: Interview | None = None
        self._palette = PaletteScreen()
        self._has_palette = True
        """Whether `/` begins a command on the line of the screen."""
        self._model: Callable[[], Model] = lambda: Model(title="")
        self._identity: object = None
        self._frame: Frame | None = None
        self._position = Position()
        self._typed = TextField()
        self._next_entry = ""
        """The entry that was chosen or typed on another screen than that of the question."""
        self._left_over = ""
        """What was typed on another screen and is no command: it is for the next question."""

    def shown_model(self) -> Model:
        """Return what is on the screen: the list behind `/` where it is open."""
        found = self._hits()
        if found is None:
            return self._model()
        return self._palette.model(found, self._model(), self._screen_head(), self._typed)

    def _hits(self) -> Sequence[Hit] | None:
        """Return what fits the command on the line; None where none is being typed."""
        if not self._has_palette:
            return None
        return self._palette.open_for(self._interview, self._typed)

    def _draw(self, width: int, height: int) -> Drawing:
        self._frame = frame(self.shown_model(), width, height)
        if self._hits() is None:
            self._position.seen |= self._frame.seen
        return Drawing(self._frame.lines, self._frame.cursor, self._identity)

    def _next_key(self) -> KeyPress:
        """Return the next key that is not for the terminal itself.

        Raises:
            KeyboardInterrupt: Ctrl-C.
            EOFError: Ctrl-D, or the terminal was closed.
        """
        while True:
            key = self._screen.next_key()
            if key.name == "character" and (self._typed.is_selected or not self._typed.text):
                key = key._replace(text=with_plain_slash(key.text))
            match key.name:
                case "interrupt":
                    raise KeyboardInterrupt
                case "suspend":
                    self._screen.stop_process(self._say_how_to_go_on)
                case _ if self._is_for_palette(key):
                    pass
                case "enter" if key.seen != self._identity and not self._typed.is_typed:
                    pass  # what it would take has not been seen
                case "redraw":
                    pass
                case "end-of-input" if self._typed.is_typed:
                    self._typed.delete()
                case "end-of-input":
                    raise EOFError
                case _:
                    return key

    def _is_for_palette(self, key: KeyPress) -> bool:
        """Do what a key does in the list behind `/`. Returns whether that is all that it does."""
        found = self._hits()
        return found is not None and self._palette.press(key.name, found, self._typed)

    def _say_how_to_go_on(self) -> None:
        """Say on the usual screen how to go on after the process was stopped."""

    def _screen_head(self) -> Model:
        """Return a screen with the first lines that all screens have."""
        return Model(title="", head=tr(NAME))

    def _read(
        self, heading: Heading, items: Sequence[Item], *, by_key: bool = False, later: str = ""
    ) -> None:
        """Show a text until Enter or Esc. What is typed meanwhile is not lost.

        Args:
            heading: The title of the text.
            items: The text.
            by_key: Whether one key opened the text. Enter right after it does nothing: it was
                pressed to open the text.
            later: The entry that leaves for later what the text introduces; empty: it has none.
        """
        titled, texts = (heading, items) if heading.title else (Heading(items[0].label), items[1:])
        while texts and not texts[0].label:
            texts = texts[1:]
        above = replace(self._screen_head(), title=titled.title, number=titled.number, texts=texts)
        with self._other_screen(
            lambda: self._read_model(above, closes=not is_first, can_wait=bool(later)),
            has_palette=True,
        ):
            is_first = by_key
            while True:
                key = self._next_key()
                was_first, is_first = is_first, False
                if key.name == "enter" and was_first:
                    continue
                if key.name == "enter" and later and self._typed.text.strip() == LATER:
                    self._next_entry = later
                    return
                if self._leaves(key):
                    return
                if self._types(key):
                    continue
                self._scroll("page-down" if key.text == " " else key.name)

    def _read_model(self, above: Model, *, closes: bool, can_wait: bool) -> Model:
        """Return the screen of a text to read; once a command is typed, it has a line to type on.

        Args:
            above: The screen without its last lines.
            closes: Whether Enter closes the text, and not only Esc.
            can_wait: Whether what the text introduces can be left for later.
        """
        keys = [_SCROLL, Key("Enter", tr("go on"), 0), _COMMANDS]
        if can_wait:
            later = Key(tr("{later}, Enter", LATER), tr("leave it for later"), 1)
            keys = [_SCROLL, Key("Enter", tr("begin"), 0), later, _COMMANDS]
        elif not closes:
            keys[1] = Key("Esc", tr("go back"), 0)
        return self._with_line(replace(above, scroll=self._position.scroll, keys=keys))

    def _with_line(self, model: Model) -> Model:
        """Return a screen that has a line to type on only once something stands on the line."""
        if not self._typed.text:
            return model
        return replace(model, keys=TYPING_KEYS, field=self._typed)

    def _leaves(self, key: KeyPress) -> bool:
        """Leave a screen that is not that of a question: with what is typed, or without.

        Returns:
            Whether the key is one that leaves: Enter, or Esc where nothing is typed.
        """
        if key.name == "enter":
            self._take_typed()
            return True
        return key.name == "escape" and not self._typed.text

    def _types(self, key: KeyPress) -> bool:
        """Type on a screen that has a line only once something stands on it.

        Returns:
            Whether the key did something there.
        """
        typed = self._typed
        is_text = key.name in {"character", "paste"}
        if is_text and (typed.text or key.text.strip(" ?\n")):
            typed.insert(key.text)
            return True
        if not typed.text:
            return False
        if key.name == "escape":
            typed.clear()
            return True
        return typed.press(key.name)

    def _take_typed(self) -> None:
        """Take what is typed as the next entry if it is a command, else for the next question."""
        text = self._typed.text
        command = bare_command(text)
        if command is not None:
            self._next_entry = f"/{command.action} {command.text}".rstrip()
        elif is_command(text):
            self._next_entry = text
        else:  # behind what was typed on an earlier page
            self._left_over = " ".join(filter(None, [self._left_over, text]))

    def _enquire(self, enquiry: Enquiry, messages: Sequence[Item], refused: str) -> str:
        """Ask a question of the program on a screen of its own. Returns what is entered."""
        above = self._screen_head()
        with self._other_screen(lambda: asked.model(above)):
            last = refused.strip()
            asked = EnquiryScreen(enquiry, messages, self._typed, self._position, last)
            self._typed.replace(last)
            self._typed.select()
            while True:
                key = self._next_key()
                if asked.scrolls and key.name in _PAGES:
                    self._scroll(key.name)
                    continue
                if key.name == "escape":
                    asked.messages = [Item(label=tr(_NOTHING_OPEN))]
                    asked.refused = self._typed.text
                    continue
                entry = asked.press(key.name, key.text)
                if entry is not None:
                    return entry

    @contextmanager
    def _other_screen(
        self, model: Callable[[], Model], *, has_palette: bool = False
    ) -> Iterator[None]:
        """Show another screen within the block, with a position of its own.

        Args:
            model: Returns the screen.
            has_palette: Whether `/` begins a command there.
        """
        before = self._model, self._identity, self._position, self._typed
        had_palette, self._has_palette = self._has_palette, has_palette
        self._model, self._identity = model, object()
        self._position, self._typed = Position(), TextField()
        try:
            yield
        finally:
            self._model, self._identity, self._position, self._typed = before
            self._has_palette = had_palette

    def _scroll(self, name: str) -> None:
        """Scroll the text on the screen."""
        room = 1 if self._frame is None else max(self._frame.room - 2, 1)
        whole = 0 if self._frame is None else self._frame.height_of_list
        steps = {"up": -1, "down": 1, "page-up": -room, "page-down": room, "home": -whole}
        steps["end"] = whole
        scroll = self._position.scroll + steps.get(name, 0)
        self._position.scroll = min(max(scroll, 0), max(whole - room, 0))
        self._position.has_scrolled = True
