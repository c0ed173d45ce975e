"""The screens of the whole report: home, the end, the page on which answers are checked.

Messages between two screens are here, too: next to the question, or on a screen of their own.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from checklist.console.cells import wrapped
from checklist.console.full_screen import KeyPress
from checklist.interview.engine import Interview
from checklist.interview.fullscreen.frame import frame
from checklist.interview.fullscreen.question_model import OPEN
from checklist.interview.fullscreen.screens import (
    Heading,
    KeyScreen,
    ReportList,
    Screens,
    item_of,
    with_spaces,
)
from checklist.interview.fullscreen.view import report_frame
from checklist.interview.home import end_lines, end_words, home_lines
from checklist.interview.listing import CheckLine, Listing, listing
from checklist.interview.position import COMES_BACK
from checklist.interview.prompt import Outcome, Prompt
from checklist.interview.screen_model import Item, Key, Model, text_width
from checklist.interview.user_commands import Action, action_of
from checklist.text.messages import Message, is_made_of, tr
from checklist.text.paragraphs import Line

_MOST_LINES = 4
"""The most lines of messages next to a question or answers; more are shown on their own screen."""


_OF_SIDE = 2
"""Columns before the further lines of a message, such as the two sides of a contradiction."""


class Messages:
    """The messages for the next screen, and those next to the question now."""

    def __init__(self) -> None:
        self.said: list[Item] = []
        """The messages since the last screen, which the next screen shows."""
        self.shown: Sequence[Item] = []
        """The messages next to the question."""
        self._refusal: Sequence[Item] = []
        """The messages on a refused entry: they stay while another one is typed."""

    @property
    def has_title(self) -> bool:
        """Whether the messages since the last screen begin with a title of their own."""
        return bool(self.said) and self.said[0].style == "bold"

    def say(self, label: str, style: str = "", *, indent: int = 0, hanging: int = 0) -> None:
        """Keep a paragraph for the next screen; the way back to another question is told once."""
        first, *sides = label.split("\n")
        is_way_back = is_made_of(first, COMES_BACK)
        if is_way_back:
            self.said = [item for item in self.said if not is_made_of(item.label, COMES_BACK)]
        item = Item(label=first, style=style, indent=indent, hanging=hanging, yields=is_way_back)
        self.said.append(item)
        self.said += [
            Item(label=side.strip(), style=style, indent=indent + _OF_SIDE, hanging=_OF_SIDE)
            for side in sides
        ]

    def say_answer(self, number: str, answer: str) -> None:
        """Keep the answer that was taken for the next screen, which shows it if it has room."""
        label = tr("Your answer to {number}: {answer}", number, answer)
        self.said.append(Item(label=label, number=number, is_digest=True))

    def drop_answer_to(self, number: str) -> None:
        """Keep the answer to a question no longer, if it was the one that was taken."""
        self.said = [item for item in self.said if not number or item.number != number]

    def take_messages(self) -> Sequence[Item]:
        """Return the messages since the last screen, and keep them no longer."""
        said, self.said = self.said, []
        return said

    def place(self, width: int, fits: Callable[[Sequence[Item]], bool]) -> Sequence[Item]:
        """Put the messages since the last screen next to the question.

        Args:
            width: The columns of a text.
            fits: Whether nothing of the question is lost next to messages.

        Returns:
            The messages, if they have no room there and need a screen of their own.
        """
        said = self.take_messages()
        if not _has_room(said, width, fits):  # the answer was in sight until now
            said = [item for item in said if not (item.is_digest or item.yields)]
        is_placed = _has_room(said, width, fits)
        self.shown = said if is_placed else []
        self._refusal = [item for item in self.shown if item.style == "wrong"]
        return [] if is_placed else said

    def add(self, label: str) -> None:
        """Put one more message next to the question."""
        self.shown = [*self.shown, Item(label=label)]

    def replace(self, refused: str, notice: str, *, is_typing: bool) -> None:
        """Show the messages of a key press in place of those next to the question.

        Args:
            refused: The reason why the key was refused; empty where it was not.
            notice: Another effect of the key; empty where there is none.
            is_typing: Whether the official is typing, so that an earlier refusal stays.
        """
        if refused:
            self.shown = [Item(label=refused, style="wrong")]
        elif notice:
            self.shown = [Item(label=notice)]
        else:
            self.shown = self._refusal if is_typing else []

    def clear(self) -> None:
        """Show no message any more."""
        self.shown = []


def _has_room(messages: Sequence[Item], width: int, fits: Callable[[Sequence[Item]], bool]) -> bool:
    lines = [line for item in messages for line in wrapped(item.label, width)]
    return len(lines) <= _MOST_LINES and (not messages or fits(messages))


def hides_nothing(model: Model, size: tuple[int, int]) -> bool:
    """Whether nothing of a screen is lost, and no option hidden, because of its messages.

    Guidance makes room for messages, but not for what can as well be left out.
    """
    laid_out, alone = frame(model, *size), frame(replace(model, messages=()), *size)
    has_options = bool(model.items) and not model.has_answers
    hides = has_options and alone.is_whole and not laid_out.is_whole
    hides = hides or (laid_out.hides_options and not alone.hides_options)
    is_spare = any(item.is_digest or item.yields for item in model.messages)
    return not (laid_out.lost or hides or (is_spare and laid_out.hides_guidance))


_MOVES = frozenset({"up", "down", "page-up", "page-down", "home", "end"})
_NUMBER = re.compile(r"[0-9.]+")
"""What of a number can be typed at once, such as all of 1.3."""


@dataclass
class CheckPage:
    """One page, with the line that is marked."""

    interview: Interview
    listing: Listing
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
            self._made = self.interview.path, [*self.listing.lines()]
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
        line = self.lines[self.at]
        if line.part:
            return [f"/list {line.part}"]
        return [
            f"/goto {line.question}",
            *([f"/goto row {line.row}"] if line.row else []),
        ]

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
        return next((n for n, own in self._numbered() if own == number), None)

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
            if line.is_stop and (line.style or self.listing.are_questions):
                yield index, line.label.split(" ")[0]

    def model(self, frame: Model, messages: Sequence[Item]) -> Model:
        """Return the screen.

        Args:
            frame: A screen with only the first lines.
            messages: What the last entry brought about.
        """
        listing, are_questions = self.listing, self.listing.are_questions
        opens = tr(OPEN) if are_questions else tr("change it")
        if number := self.unknown_number:
            text = tr(
                "No question on this page has the number {number}. Backspace deletes it.", number
            )
            messages = [*messages, Item(label=text, style="wrong")]
        return replace(
            frame,
            title=listing.title,
            place=listing.place,
            items=self.lines,
            at=self.at,
            has_answers=are_questions,
            are_questions=are_questions,
            shows_whole=not are_questions,
            messages=messages,
            keys=[
                Key("↑↓", tr("mark"), 0),
                Key("Enter", opens, 0),
                Key("PgDn", tr("next page"), 1, is_for_scrolling=True),
                Key("/", tr("commands"), 2),
                Key("Esc", tr("close"), 0),
            ],
        )


_BAR = re.compile("[█░]{4}")
"""The bar in the line of a part."""
_KEYS = (
    Key("↑↓", Message("mark"), 0),
    Key(Message("digit"), Message("mark a part"), 1),
    Key("Enter", Message("do it"), 0),
    Key("PgDn", Message("more"), 2, is_for_scrolling=True),
)


def _report_model(interview: Interview, listed: ReportList, lines: Iterable[Line]) -> Model:
    """Return a screen with the parts and what can be done; what is marked is in sight."""
    items = [*map(item_of, lines)]
    first = next((n for n, item in enumerate(items) if _BAR.search(item.label)), 0)
    at = listed.position.at
    marked = None if at is None or at >= listed.parts else first + at
    return replace(
        report_frame(interview),
        items=items,
        at=marked,
        shows_whole=True,
        options=[
            Item(label=step.words, mark="at" if number == at else "")
            for number, step in enumerate(listed.steps, listed.parts)
        ],
        scroll=listed.position.scroll,
    )


_LEAVING = frozenset({Action.GOTO, Action.FIND, Action.LIST, Action.QUIT})
"""The commands that lead elsewhere: the page does not come back behind them."""


class CheckScreens(Screens):
    """Screens with those of the whole report. What a line of answers opens leads back to it."""

    def __init__(self, screen: KeyScreen) -> None:
        super().__init__(screen)
        self._messages = Messages()
        self._check: CheckPage | None = None
        """The page that comes back once the line that was opened is left or answered."""
        self._opened: tuple[str, str] = "", ""
        """The id of the question that was opened from the page, and the number of its row."""
        self._answer_before: object = None

    def show_home(self, interview: Interview) -> None:
        """Show the whole report, and take what is chosen or typed there as the next entry."""
        with self._other_screen(lambda: self._home(interview, listed), has_palette=True):
            listed = ReportList.of(interview, self._position)
            self._position.at = listed.parts  # the first step
            while True:
                key = self._next_key()
                if key.name == "enter" and not self._typed.text:
                    self._next_entry = listed.entry or ""
                    return
                if self._leaves(key):
                    return
                if listed.press(key.name, key.text, self._typed) or self._types(key):
                    continue
                self._position.at = None
                self._scroll(key.name)

    def _home(self, interview: Interview, listed: ReportList) -> Model:
        """Return the screen of the whole report, and what can be done next."""
        return self._with_line(
            replace(
                _report_model(interview, listed, home_lines(interview)),
                title=tr("Where the report stands"),
                keys=[*_KEYS, Key("Esc", tr(Message("back", "key: go back")), 1)],
            )
        )

    def _press_at_end(self, key: KeyPress) -> str | None:
        assert self._interview is not None
        typed, listed = self._typed, ReportList.of(self._interview, self._position)
        self._messages.clear()
        if key.name == "enter":
            return typed.text or listed.entry or ""
        if listed.press(key.name, key.text, typed):
            return None
        if key.name in {"character", "paste"}:
            typed.insert(key.text)
        elif not typed.press(key.name):
            self._position.at = None
            self._scroll(key.name)
        return None

    def _end(self) -> Model:
        """Return the screen of the end: what is left, and what can be done next."""
        assert self._interview is not None
        listed = ReportList.of(self._interview, self._position)
        return replace(
            _report_model(self._interview, listed, end_lines(self._interview)),
            title=end_words(self._interview),
            messages=self._messages.shown,
            field=self._typed,
            keys=[*_KEYS, Key("/", tr("commands"), 2)],
        )

    def _begin_check(self, outcome: Outcome, interview: Interview) -> None:
        """Show the page that a command requested, once it is shown as a whole."""
        question = "" if interview.at_end else interview.prompt().question.id
        origin = question if self._check is None else self._check.origin
        self._check = CheckPage(interview, listing(outcome, interview), origin)
        self._check.mark(question)
        self._show_check()

    def _show_check(self) -> None:
        """Show the page, until a line is opened or the page is left."""
        page, above = self._check, self._screen_head()
        assert page is not None
        said = [item for item in self._messages.take_messages() if not item.is_digest]
        if sum(len(wrapped(item.label, self._text_width)) for item in said) > _MOST_LINES:
            self._read_messages(said)
            said = []
        with self._other_screen(lambda: self._with_line(page.model(above, said)), has_palette=True):
            while True:
                key = self._next_key()
                if key.name == "enter" and not self._typed.text:
                    if page.unknown_number:
                        page.forget_number()
                        continue
                    self._open_line(page)
                    return
                if self._leaves(key):
                    break
                if self._typed.text:
                    self._types(key)
                    continue
                seen = frozenset() if self._frame is None else self._frame.seen
                if page.press(key.name, key.text, seen):
                    said = []
                else:
                    self._types(key)
        was_opened, self._check, self._opened = bool(self._opened[0]), None, ("", "")
        if was_opened and not self._next_entry:
            self._go_back_from(page)

    def _open_line(self, page: CheckPage) -> None:
        """Take the entries that open the marked line as the next ones."""
        entries = page.entries()
        if not entries or page.at is None:
            return
        line = page.lines[page.at]
        self._opened = line.question, line.row
        self._answer_before = self._answer_of(line.question) if line.question else None
        self._next_entry, self._palette.following = entries[0], [*entries[1:]]

    def _go_back_from(self, page: CheckPage) -> None:
        """Go back to the question at which the page was opened."""
        interview = page.interview
        if not page.origin:
            self._next_entry = "" if interview.at_end else "/next"
        elif interview.at_end or interview.prompt().question.id != page.origin:
            self._next_entry = f"/goto {page.origin}"

    def _answer_of(self, question_id: str) -> object:
        assert self._interview is not None
        return self._interview.path.facts.answers.get(question_id)

    def _is_checked(self, prompt: Prompt | None) -> bool:
        """Whether the line that was opened from the page is left, or answered."""
        question, row = self._opened
        if self._check is None or not question or self._next_entry or self._palette.following:
            return False
        if prompt is None or prompt.question.id != question:
            return True
        if prompt.is_aside:
            return False
        is_changed = self._answer_of(question) != self._answer_before
        return bool(row) and (is_changed or not self._is_at_row(prompt, row))

    def leave(self, lines: Sequence[str]) -> None:
        """Leave paragraphs on the usual screen, once the terminal is given back."""
        for line in lines:
            self._messages.say(line)

    def _read_messages(self, said: Sequence[Item]) -> None:
        has_title = said[0].style == "bold"
        self._read(Heading("" if has_title else tr("Please note")), [*with_spaces(said)])

    @property
    def _text_width(self) -> int:
        """The columns of a text to read."""
        return text_width(self._screen.size[0])

    @staticmethod
    def _is_at_row(prompt: Prompt, row: str) -> bool:
        rows = [*prompt.question.answer_type.rows()]
        return prompt.step.name in rows and str(rows.index(prompt.step.name) + 1) == row

    def _with_way_back(self, model: Model) -> Model:
        """Return the screen of a question; its keys name the page from which it was opened."""
        is_typing = model.field is not None and bool(model.field.text)
        if not self._opened[0] or is_typing:
            return model
        keys = [key for key in model.keys if key.name != "Esc"]
        return replace(model, keys=[*keys, Key("Esc", tr("your answers"), 1)])

    def _come_back(self) -> None:
        """Show the page again, with the mark on the line that was opened."""
        assert self._check is not None
        self._check.mark(*self._opened)
        self._show_check()

    def _note_leaving(self, entry: str) -> None:
        """Let the page not come back behind a command that leads elsewhere."""
        if self._check is not None and action_of(entry) in _LEAVING:
            self._check, self._opened = None, ("", "")
