"""The face of an interview on a terminal that scrolls, and in pipes: one line after the other."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from checklist.console.line_input import Completer, LineInput, NoInput
from checklist.files.folder_reports import first_lines
from checklist.interview.face import Enquiry
from checklist.interview.screen import Screen
from checklist.interview.user_commands import Action
from checklist.questionnaire.source_document import SourceDocument
from checklist.text.paragraphs import Line

if TYPE_CHECKING:
    from checklist.interview.engine import Interview
    from checklist.interview.not_entered import NotEntered
    from checklist.interview.prompt import Outcome, Prompt


class LineFace:
    """Shows an interview on a `Screen`, and reads entries from `LineInput`."""

    def __init__(self, screen: Screen, lines: LineInput) -> None:
        self._screen = screen
        self._lines = lines
        self._visible: object = ()
        """The prompt that was shown last; an empty tuple where something may have hidden it."""
        self._kept: Sequence[NotEntered] = ()
        self._typed_ahead = ""
        """The entry that was typed while a text was read screen by screen."""
        self.say = screen.say

    @property
    def is_interactive(self) -> bool:
        """Whether a person answers."""
        return self._lines.is_interactive

    @property
    def has_input(self) -> bool:
        """Whether anything can be entered at all."""
        return not isinstance(self._lines, NoInput)

    @property
    def lines_read(self) -> int:
        """The number of lines read so far."""
        return self._lines.number

    in_any_order = False

    def opened(self, saved_in: Callable[[], Path | None]) -> AbstractContextManager[None]:
        """Do nothing: lines need no terminal for themselves."""
        return nullcontext()

    # Showing

    def introduce(self, lines: Sequence[Line], *, is_new: bool) -> None:
        """Show what stands before the first question."""
        self._screen.show(lines)

    def show_prompt(self, prompt: "Prompt | None", interview: "Interview") -> None:
        """Show a prompt, or the end of the interview for None, unless it is shown already."""
        identity = prompt and (prompt.visit, prompt.question.id, prompt.step)
        if identity != self._visible:
            self._write_prompt(prompt, interview)
            self._visible = identity

    def show_answer(self, lines: Sequence[str]) -> None:
        """Show an answer that was taken."""
        self._screen.answered(lines)

    def show_refusal(self, reason: str, prompt: "Prompt | None", interview: "Interview") -> None:
        """Show why an entry was refused, below the prompt if that has scrolled away."""
        if self._screen.is_out_of_sight:
            self._write_prompt(prompt, interview)
        self.say(reason, "red")

    def show_requested(
        self,
        outcome: "Outcome",
        interview: "Interview",
        source: SourceDocument | None,
        saved_in: Path,
    ) -> None:
        """Show the text that a command asked for, screen by screen to a person."""
        screen = self._screen
        with screen.in_pieces(self._pause) if self.is_interactive else nullcontext():
            screen.requested(outcome, interview, source, saved_in)
        if outcome.lines or outcome.shown not in {None, Action.SAVE}:
            self._visible = ()

    def _write_prompt(self, prompt: "Prompt | None", interview: "Interview") -> None:
        if prompt is None:
            self._screen.end(interview)
        elif self.is_interactive and prompt.is_first and prompt.is_carried:
            # Enter can confirm the answer of the earlier report only once all of it was seen.
            self._screen.prompt(prompt, interview, self._pause)
        else:
            self._screen.prompt(prompt, interview)

    def _pause(self) -> None:
        """Wait until the text on the screen is read. A line typed meanwhile is the next entry."""
        if not self._typed_ahead:
            self.say("Press Enter to go on.", "dim")
            self._typed_ahead = self._lines.read(self._screen.marker)

    # Reading

    def read_entry(self, prompt: "Prompt | None") -> str:
        """Return the next entry: one line, or several where a line ends with a backslash."""
        text = self._typed_ahead or self._read_first_line(prompt)
        self._typed_ahead = ""
        while text.endswith("\\") and not text.endswith("\\\\"):
            text = text[:-1] + "\n" + self.read_line(". ")
        return text[:-1] if text.endswith("\\\\") else text

    def read_line(self, label: str = "> ", complete: Completer | None = None) -> str:
        """Return a line that answers a question of the program."""
        line = self._lines.read(label if self._screen.marker else "", complete)
        self._screen.typed(line)
        return line

    def ask(self, enquiry: Enquiry, message: str = "", refused: str = "") -> str:
        """Return the answer to a question of the program."""
        if message:
            self.say(message, "red" if refused else "")
        else:
            self._screen.show(enquiry.above)
            is_led = bool(enquiry.above) and enquiry.search is not None
            if is_led:  # what stands above says what the choices are; else the title does
                self._say_choices(enquiry.choices)
            self.say(enquiry.title, "bold")
            if not is_led:
                self._say_choices(enquiry.choices)
            self.say(enquiry.hint, "dim")
        return self.read_line(complete=enquiry.search)

    def leave(self, lines: Sequence[str]) -> None:
        """Do nothing: all that was shown stays on the screen."""

    def show_page(self, lines: Sequence[Line]) -> None:
        """Show paragraphs, screen by screen to a person."""
        with self._screen.in_pieces(self._pause):
            self._screen.show(lines)

    def _say_choices(self, choices: Sequence[str]) -> None:
        numbered = [f"{number}  {choice}" for number, choice in enumerate(choices, 1)]
        for text in first_lines(numbered):
            self.say(text, indent=2, hanging=3)

    not_entered_text = ""
    shows_not_entered = False

    def drop_typed(self) -> None:
        """Do nothing: while a command is carried out, nothing else stands on the line."""

    def restore(self, kept: "Sequence[NotEntered]") -> None:
        """Keep what was typed or ticked on screens: lines have no place to show it."""
        self._kept = kept

    def not_entered(self) -> "Sequence[NotEntered]":
        """Return what an earlier interview kept."""
        return self._kept

    def suspended(self) -> AbstractContextManager[None]:
        """Leave the terminal to another program. Between two reads there is nothing to release."""
        return nullcontext()

    def _read_first_line(self, prompt: "Prompt | None") -> str:
        complete = None if prompt is None else prompt.step.complete
        is_text = prompt is not None and prompt.step.free_text
        line = self._lines.read(self._screen.marker, complete, is_text=is_text)
        self._screen.typed(line)
        return line
