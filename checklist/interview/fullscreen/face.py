"""The face of an interview on the full screen of a terminal."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from checklist.console.full_screen import KeyPress
from checklist.interview.engine import Interview
from checklist.interview.face import Enquiry, Face
from checklist.interview.fullscreen.check_screens import CheckScreens, hides_nothing
from checklist.interview.fullscreen.keyboard import Keyboard, RowAnswers
from checklist.interview.fullscreen.question_model import (
    hidden_parts,
    question_model,
)
from checklist.interview.fullscreen.screens import (
    Heading,
    KeyScreen,
    item_of,
    title_of,
    with_spaces,
)
from checklist.interview.fullscreen.view import (
    Position,
    StepPlace,
    View,
    is_same_question,
    report_frame,
)
from checklist.interview.home import Arrivals, after_part
from checklist.interview.prompt import Outcome, Prompt
from checklist.interview.requested_texts import requested
from checklist.interview.screen_model import Item, Model
from checklist.interview.user_commands import Action, bare_command, is_command
from checklist.text.messages import Message, semicolons, sentences, tr
from checklist.text.paragraphs import Line
from checklist.text.sanitize import safe_text
from checklist.text.text_field import TextField


class LineBehindEscape:
    """The text that stands under a command, and the line as it was before the last Esc."""

    def __init__(self) -> None:
        self.aside = ""
        """The text that Esc has selected, while a command is typed in its place."""
        self._before: TextField | None = None

    def note(self, typed: TextField) -> None:
        """Keep the line as it is: the key may be only the first byte of an arrow."""
        self._before = replace(typed)

    def press(self, key: str, typed: TextField) -> bool:
        """Select what is typed, or undo that where Esc was only the first byte of another key.

        Returns:
            Whether that did anything to the line.
        """
        before, self._before = self._before, None
        if key == "split-key" and before is not None:
            typed.replace(before.text)
            typed.cursor, typed.is_selected = before.cursor, before.is_selected
        elif key == "escape":
            self.note(typed)
            if not typed.text or typed.is_selected:
                return False
            self.aside = typed.text if typed.is_typed else ""
            typed.select()
        return True

    def take_up(self, typed: TextField) -> None:
        """Put the text back, selected, once no command stands in its place any more."""
        if self.aside and not typed.text:
            typed.replace(self.aside)
            typed.select()
        elif not (typed.is_selected or typed.text.startswith("/")):
            self.aside = ""


_ON_SCREENS = Message(
    "Each question comes on a screen of its own. With --plain, questions come line by line."
)
_STILL_TICKED = Message(
    "{number}: what you ticked is not in the report yet. It is still ticked there; Enter takes it."
)
_NOTHING_OPEN = Message("Nothing is open here that Esc could close. /back goes back one step.")
_LEFT_OVER = Message(
    "This was typed on the page before. Enter takes it here, Backspace deletes it."
)

_STYLES = {"red": "wrong", "yellow": "warn", "green": "good", "cyan": "", "dim": ""}
"""The styles of a full screen, by those that have the names of colours."""
_SHORT = 120
"""The most characters of a refused entry that the next character replaces."""


class _LastEntry(NamedTuple):
    """The last entry, kept until the next one is read."""

    line: str = ""
    """The text on the line, if the entry has it; else empty."""
    is_answer: bool = False
    """Whether it was an answer, and no command."""
    is_refused: bool = False


class _NotEntered(NamedTuple):
    """What was typed or ticked at a step that was left without Enter."""

    typed: str
    ticked: frozenset[str] | None
    """The codes of the options; None where nothing was ticked or unticked."""


class ScreenFace(CheckScreens):
    """Shows an interview one screen at a time."""

    is_interactive = True
    in_any_order = True
    lines_read = 0

    def __init__(self, screen: KeyScreen, lines: Face) -> None:
        """Prepare the face.

        Args:
            screen: The terminal.
            lines: The face that is used before the screen is taken, and after it.
        """
        super().__init__(screen)
        self._lines = lines
        self._view: View | None = None
        self._drafts: dict[StepPlace, _NotEntered] = {}
        """What was typed or ticked and not entered, by step."""
        self._row_answers = RowAnswers()
        self._last = _LastEntry()
        self._is_behind_escape = False
        """Whether the last key was Escape, which has closed a panel."""
        self._line = LineBehindEscape()
        self._opening = ""
        """The last command beside a panel, which opened the panel if there is one."""
        self._arrivals = Arrivals(announces_earlier=False)
        self._saved_in: Callable[[], Path | None] = lambda: None
        self._has_told = False
        """Whether it was said that questions can come line by line, too."""

    @property
    def is_reading(self) -> bool:
        """Whether something else than the question or the end is on the screen."""
        return self._model not in (self._question, self._end)

    @property
    def _not_entered_text(self) -> str:
        """What stands on the line and is not entered. A short entry that was refused is none."""
        if self._line.aside not in {"", self._last.line}:
            return self._line.aside
        typed = self._typed
        is_done = typed.text == self._last.line or typed.is_selected or not typed.is_typed
        return "" if is_done else typed.text

    # The terminal

    @contextmanager
    def opened(self, saved_in: Callable[[], Path | None]) -> Iterator[None]:
        """Take the terminal within the block, and give it back however the block ends.

        Args:
            saved_in: Returns the file of the report; None as long as there is none.
        """
        self._saved_in = saved_in
        if self._screen.is_taken:
            yield
            return
        if not self._has_told:
            self._lines.say(tr(_ON_SCREENS))
        self._has_told = True
        self._screen.take(self._draw)
        try:
            yield
        finally:
            self._screen.release()
            for item in self._messages.said:
                self._lines.say(item.label, hanging=item.hanging)

    def _say_how_to_go_on(self) -> None:
        path = self._saved_in()
        saved = "" if path is None else tr("Saved in {session_path}.", safe_text(str(path)))
        self._lines.say(sentences([saved, tr("Go on with: fg")]))

    # Showing

    def introduce(self, lines: Sequence[Line], *, is_new: bool) -> None:
        """Keep what stands before the first question for the first screen."""
        title, *others = lines
        if is_new:
            self._messages.say(title.text, "bold")
        for line in others if is_new else others[:1]:
            self._messages.say(line.text)

    def say(self, text: str = "", style: str = "", *, indent: int = 0, hanging: int = 0) -> None:
        """Show a paragraph with the next screen."""
        if not self._screen.is_taken:
            self._lines.say(text, style, indent=indent, hanging=hanging)
        elif text:
            self._messages.say(text, _STYLES.get(style, style), indent=indent, hanging=hanging)

    def show_prompt(self, prompt: Prompt | None, interview: Interview) -> None:
        """Show a prompt, or the end of the interview for None."""
        self._interview = interview
        view = None if prompt is None else View.of(prompt, interview)
        if view is not None and is_same_question(view, self._view):
            view = view.not_behind(self._view)
        self._show_arrival(prompt, interview)
        if view is None or self._view is None or view.identity != self._view.identity:
            self._keep_draft()
            kept = self._position.seen if is_same_question(view, self._view) else frozenset()
            self._position, self._view = Position(seen=kept), view
            draft = None if view is None else self._drafts.pop(view.step, None)
            self._position.ticked = draft and draft.ticked
            self._typed.replace(draft.typed if draft else "")
            self._line.aside = self._typed.offered = ""
            self._offer_text()
        related = None if view is None else view.prompt.related
        self._messages.drop_answer_to("" if related is None else related.number)  # shown anyway
        self._view = view
        self._identity = "end" if view is None else view.identity

    def show_answer(self, lines: Sequence[str]) -> None:
        """Show an answer that was taken, next to the following question."""
        view = self._view
        is_seen = view is not None and view.shows_already(lines)
        if lines and view is not None and not is_seen:
            self._messages.say_answer(view.frame.number, semicolons(lines))

    def show_refusal(self, reason: str, prompt: Prompt | None, interview: Interview) -> None:
        """Show why an entry was refused. What was typed stands in the line again."""
        self._messages.say(reason, "wrong")
        self._palette.following.clear()
        self._last = self._last._replace(is_refused=True)
        if prompt is not None:
            self._row_answers.forget(prompt.question.id)

    def show_requested(self, outcome: Outcome, interview: Interview) -> None:
        """Show the text that a command requested, until it has been read."""
        if outcome.shown in {Action.LIST, Action.FIND}:
            self._begin_check(outcome, interview)
            return
        lines = requested(outcome, interview)
        items = [*map(item_of, lines)]
        if items:
            is_explained = outcome.shown is Action.EXPLAIN
            shown = [*with_spaces(items)] if is_explained else items
            self._read(title_of(outcome, interview), shown, by_key=is_explained)

    def _show_arrival(self, prompt: Prompt | None, interview: Interview) -> None:
        """Show, once, that nothing required is left in the set before, and the rules of this set.

        The rules wait while an entry does that was chosen elsewhere: it may lead to another set.
        """
        done = self._arrivals.come_to("" if prompt is None else prompt.part.id, interview)
        is_asked = prompt is not None and not self._next_entry
        begun = self._arrivals.introduce(prompt.part, interview) if prompt and is_asked else ()
        # What the whole report is about comes first.
        if prompt and begun and self._messages.has_title:
            self._read_messages(self._messages.take_messages())
            if self._next_entry:  # what was typed there acts before the next page comes
                self._arrivals.put_off(prompt.part)
                return
        items = [*map(item_of, [*done, *([Line("")] if done and begun else []), *begun])]
        if items:
            later = after_part(prompt.part, interview) if prompt and begun else ""
            self._read(Heading(""), items, later=later)

    # Reading

    def read_entry(self, prompt: Prompt | None) -> str:
        """Return the next entry, as it would be typed on the line face."""
        if self._last.line and self._typed.text == self._last.line:
            self._settle_entry(prompt)
        self._last = _LastEntry()
        if self._is_checked(prompt):
            self._come_back()
        if self._palette.following and not self._next_entry:
            self._next_entry = self._palette.following.pop(0)
        if not self._next_entry:
            self._show_messages()
        if self._next_entry:
            chosen, self._next_entry = self._next_entry, ""
            return self._entered(chosen)
        self._offer_text()
        self._put_left_over(tr(_LEFT_OVER))
        self._model = self._question if prompt is not None else self._end
        self._identity = "end" if self._view is None else self._view.identity
        while True:
            key = self._next_key()
            entry: str | None
            is_panel = self._view is not None and self._view.is_panel
            if key.name == "escape" and is_panel:
                self._is_behind_escape = True
                entry = "/back"
            elif key.name == "split-key" and self._is_behind_escape:
                entry = self._opening  # only the first byte of another key has closed the panel
            elif key.name == "escape" and self._is_in_rows:
                self._position.at = entry = None  # the line is at hand again
            elif key.name == "escape" and not self._typed.text and self._opened[0]:
                self._come_back()
                entry, self._next_entry = self._next_entry or None, ""
            elif key.name in {"escape", "split-key"}:
                is_line = self._line.press(key.name, self._typed)
                self._messages.replace("", tr("" if is_line else _NOTHING_OPEN), is_typing=False)
                entry = None
            elif prompt is None or self._view is None:
                entry = self._press_at_end(key)
            else:
                entry = self._press(key)
            self._line.take_up(self._typed)
            if entry is not None:
                self._note_leaving(entry)
                return self._entered(entry)

    @property
    def _is_in_rows(self) -> bool:
        """Whether the mark is in the rows for which a reference is typed."""
        return self._view is not None and self._view.shows_rows and self._position.at is not None

    def _is_for_palette(self, key: KeyPress) -> bool:
        if key.name == "escape":
            self._line.note(self._typed)
        is_all = super()._is_for_palette(key)
        if is_all and not self.is_reading:
            self._line.take_up(self._typed)
            self._offer_text()
        return is_all

    def _offer_text(self) -> None:
        """Let the present text of the step stand on the line, selected, where nothing else does."""
        if self._view is not None and not self._typed.text:
            self._typed.offer(self._view.text_to_edit)

    def _put_left_over(self, message: str) -> None:
        """Put what was typed on another screen on the line, and say so."""
        text, self._left_over = self._left_over, ""
        if text:
            self._typed.is_selected = self._typed.is_selected and not self._typed.is_typed
            self._typed.insert(text)
            self._messages.add(message)

    def _settle_entry(self, prompt: Prompt | None) -> None:
        """Take what was entered off the line; a refused entry stays there, selected.

        What was long to write is not selected: one key would take it away. A command of one word
        is.
        """
        if not self._last.is_refused:
            self._typed.replace(self._line.aside)
            return
        text = self._typed.text
        is_word = text.startswith("/") and len(text.split()) == 1
        is_short = prompt is None or not prompt.step.free_text
        if is_word or (is_short and len(text) <= _SHORT):
            self._typed.select()

    def show_page(self, lines: Sequence[Line]) -> None:
        """Show paragraphs on a screen of their own until they are read."""
        if not self._screen.is_taken:
            self._lines.show_page(lines)
            return
        title, *texts = lines
        self._read(Heading(title.text), [*map(item_of, texts)])

    def ask(self, enquiry: Enquiry, message: str = "", refused: str = "") -> str:
        """Return the answer to a question of the program, which comes on a screen of its own."""
        if not self._screen.is_taken:
            return self._lines.ask(enquiry, message, refused)
        messages = [Item(label=message, style="wrong" if refused else "")] if message else []
        last, self._last = self._last, _LastEntry()  # what is asked about is not entered yet
        answer = self._enquire(enquiry, messages, refused)
        self._last = last
        return answer

    def _press(self, key: KeyPress) -> str | None:
        """Do what a key does at a question. Returns the entry that it completes, or None."""
        assert self._view is not None
        keyboard = Keyboard(
            self._view,
            self._typed,
            self._position,
            last_answers=self._row_answers.last,
            only_types=self._is_behind_escape,
        )
        self._is_behind_escape = False
        if key.name == "enter" and not self._typed.is_typed:
            if self._row_answers.is_ended_by_enter(self._view):
                self._position.has_ended_digit = True
                return None
            if hidden := hidden_parts(self._view, self._position, self._question()):
                return self._show_more(min(hidden))
        entry = keyboard.press(key.name, key.text)
        self._row_answers.end()
        is_typing = self._typed.is_typed
        self._messages.replace(keyboard.refused, keyboard.notice, is_typing=is_typing)
        return entry

    def _show_more(self, hidden: int) -> str | None:
        """Show the next part of an answer that is to be confirmed."""
        assert self._view is not None
        row = hidden - len(self._question().texts)
        if self._view.kind in {"grid", "form"} and row >= 0:
            return f"/goto row {row + 1}"
        self._scroll("page-down")
        return None

    def _entered(self, entry: str) -> str:
        """Return an entry. What is on the line counts as entered if the entry was made of it."""
        self.lines_read += 1
        step = None if self._view is None else self._view.prompt.step
        is_answer = bool(entry) and not is_command(entry) and bare_command(entry, step) is None
        typed = self._typed.text
        is_of_line = bool(entry) and (entry in typed or typed in entry)
        self._last = _LastEntry(typed if is_of_line else "", is_answer)
        if self._view is not None:
            self._row_answers.note(self._view, entry)
        if is_command(entry) and not (self._view and self._view.is_panel):
            self._opening = entry
        return entry

    # Screens

    def _question(self) -> Model:
        assert self._view is not None
        copied = self._row_answers.of(self._view)
        shown = self._messages.shown
        model = question_model(self._view, self._position, self._typed, shown, copied)
        return self._with_way_back(model)

    def _show_messages(self) -> None:
        """Show what was said next to the question, or on a screen of its own if it is much."""
        said = self._messages.place(self._text_width, self._fits)
        if said:
            self._read_messages(said)

    def _fits(self, messages: Sequence[Item]) -> bool:
        """Whether nothing of the question is lost, and no option hidden, next to messages."""
        if self._view is None:
            return True
        model = question_model(self._view, self._position, self._typed, messages)
        return hides_nothing(model, self._screen.size)

    def _screen_head(self) -> Model:
        if self._interview is None:
            return super()._screen_head()
        return report_frame(self._interview)

    def _keep_draft(self) -> None:
        """Keep what was typed or ticked at the step that is left, if it was not entered."""
        if self._view is None:
            return
        typed = self._not_entered_text
        ticked = None if self._last.is_answer else self._position.ticked
        if ticked is not None or (typed and not is_command(typed)):
            self._drafts[self._view.step] = _NotEntered(typed, ticked)
        if ticked is not None:
            label = tr(_STILL_TICKED, number=self._view.frame.number)
            self._messages.say(label, "warn")
