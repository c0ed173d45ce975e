"""The screens of the whole report: home, the end, and the page on which answers are checked."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from checklist.answer_types.interface import Refusal
from checklist.console.cells import wrapped
from checklist.console.full_screen import KeyPress
from checklist.interview.check import answers_to_check, parts_to_check, questions_to_check
from checklist.interview.engine import Interview
from checklist.interview.home import next_steps
from checklist.interview.prompt import Outcome, Prompt
from checklist.interview.screen_face.check_page import CheckPage
from checklist.interview.screen_face.end_model import end_model, home_model
from checklist.interview.screen_face.messages import Messages
from checklist.interview.screen_face.model import Item, Key, Model
from checklist.interview.screen_face.report_list import ReportList
from checklist.interview.screen_face.screens import KeyScreen, Screens
from checklist.interview.screen_face.sizes import text_width
from checklist.interview.screen_face.texts import Heading, with_spaces
from checklist.interview.user_commands import Action, is_command, parse

_LEAVING = frozenset(
    {
        *(Action.GOTO, Action.FIND, Action.HOME, Action.LIST, Action.REVIEW),
        *(Action.FIX, Action.EXPORT, Action.FINALIZE, Action.MINISTRIES, Action.QUIT),
    }
)
"""The commands that lead elsewhere: the page does not come back behind them."""


_MOST_LINES = 4
"""The most lines of messages next to the answers; more are shown on a screen of their own."""


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

    def _show_home(self, interview: Interview) -> None:
        """Show the whole report, and take the next step that is chosen as the next entry."""
        self._choose_step(
            len(interview.progress()),
            next_steps(interview),
            lambda listed: home_model(interview, listed, self._typed),
        )

    def _press_at_end(self, key: KeyPress) -> str | None:
        typed, listed = self._typed, self._report_list()
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

    def _report_list(self) -> ReportList:
        assert self._interview is not None
        parts = len(self._interview.progress())
        return ReportList(parts, next_steps(self._interview), self._position)

    def _end(self) -> Model:
        assert self._interview is not None
        listed = self._report_list()
        return end_model(self._interview, listed, self._typed, self._messages.shown)

    def _begin_check(self, outcome: Outcome, interview: Interview) -> None:
        """Show the page that a command requested, once it is shown as a whole."""
        questionnaire = interview.questionnaire
        part = questionnaire.find_set(outcome.argument)
        here = None if interview.at_end else interview.prompt()
        parts = questionnaire.sets if part is None else [part]
        place, is_list = "", outcome.shown is Action.LIST
        if part is not None:
            of = len(questionnaire.sets)
            place = f"{questionnaire.part_number(part)} of {of}  {part.title}"
        if not is_list:
            lines = partial(answers_to_check, interview, parts)
        elif part is not None:
            lines = partial(questions_to_check, interview, part)
        else:
            lines = partial(parts_to_check, interview, here and here.part)
        question = "" if here is None else here.question.id
        origin = question if self._check is None else self._check.origin
        self._check = CheckPage(interview, lines, is_list=is_list, place=place, origin=origin)
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
        with self._other_screen(lambda: page.model(above, self._typed, said), has_palette=True):
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
            self._next_entry = "" if interview.at_end else "/skip"
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
        self._read(Heading("" if has_title else "Please note"), [*with_spaces(said)])

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
        return replace(model, keys=[*keys, Key("Esc", "your answers", 1)])

    def _come_back(self) -> None:
        """Show the page again, with the mark on the line that was opened."""
        assert self._check is not None
        self._check.mark(*self._opened)
        self._show_check()

    def _note_leaving(self, entry: str) -> None:
        """Let the page not come back behind a command that leads elsewhere."""
        if self._check is None or not is_command(entry):
            return
        try:
            action = parse(entry).action
        except Refusal:
            return
        if action in _LEAVING:
            self._check, self._opened = None, ("", "")
