"""The interface between an interview and the terminal on which an official answers.

The loop, the saving and the text editing know only this interface, and nothing of terminals.
"""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

from checklist.text.messages import tr
from checklist.text.paragraphs import Line

if TYPE_CHECKING:
    from checklist.interview.engine import Interview
    from checklist.interview.prompt import Outcome, Prompt


class WrongLineError(Exception):
    """A line is no answer to its question.

    Without a person the run stops: the next line would answer the wrong question.
    """

    def __init__(self, number: int, reason: str) -> None:
        super().__init__(tr("line {number}: {reason}", number, reason))


class Enquiry(NamedTuple):
    """A question of the program, and not of the questionnaire."""

    title: str
    hint: str
    """What can be typed."""
    search: Callable[[str], Sequence[str]] | None = None
    """Returns what fits an entry so far: for an empty one, everything that can be typed."""
    short: Callable[[str], str] = str
    """Returns the short form of what can be typed: `NOR` for Norway."""
    above: Sequence[Line] = ()
    """What is to be read before it is answered."""
    choices: Sequence[str] = ()
    """What can be chosen by its number."""
    is_wrong: bool = False
    """Whether the title says that something has gone wrong."""


class Face(Protocol):
    """Shows an interview, and returns the entries."""

    @property
    def is_interactive(self) -> bool:
        """Whether a person answers: a refused entry is asked again. Otherwise it ends the run."""

    @property
    def lines_read(self) -> int:
        """The number of lines read so far, for the messages of a run without a person."""

    @property
    def in_any_order(self) -> bool:
        """Whether the rows of a matrix are answered in any order."""

    def opened(self, saved_in: Callable[[], Path | None]) -> AbstractContextManager[None]:
        """Take the terminal for the interview within the block, if the face needs it for itself.

        A block within another one takes nothing, and gives nothing back.

        Args:
            saved_in: Returns the file of the report; None as long as there is none.
        """

    def introduce(self, lines: Sequence[Line], *, is_new: bool) -> None:
        """Show what stands before the first question.

        Args:
            lines: The title, then what the report is about, its file and its State.
            is_new: Whether the report is begun now, so that none of it was read before.
        """

    def say(self, text: str = "", style: str = "", *, indent: int = 0, hanging: int = 0) -> None:
        """Show a paragraph.

        Args:
            text: The paragraph.
            style: `bold`, `dim` or a colour; it never carries a meaning alone.
            indent: Columns of indentation.
            hanging: More columns of indentation from the second line on.
        """

    def show_prompt(self, prompt: "Prompt | None", interview: "Interview") -> None:
        """Show a prompt, or the end of the interview for None, unless it is shown already.

        It is called before each entry is read.
        """

    def show_answer(self, lines: Sequence[str]) -> None:
        """Show an answer that was taken; nothing without lines."""

    def show_refusal(self, reason: str, prompt: "Prompt | None", interview: "Interview") -> None:
        """Show why an entry was refused, together with the prompt that it was for."""

    def show_home(self, interview: "Interview") -> None:
        """Show the whole report, and what can be done next."""

    def show_requested(self, outcome: "Outcome", interview: "Interview") -> None:
        """Show the text that a command requested; nothing if the outcome has none.

        Args:
            outcome: Its lines, and the command that only shows something.
            interview: The interview whose lists and explanations are shown.
        """

    def read_entry(self, prompt: "Prompt | None") -> str:
        """Return the next entry, an answer or a command as it was typed.

        Raises:
            EOFError: There is no more input.
            KeyboardInterrupt: Ctrl-C.
        """

    def leave(self, lines: Sequence[str]) -> None:
        """Print paragraphs that stay on the usual screen."""

    def show_page(self, lines: Sequence[Line]) -> None:
        """Show paragraphs until they are read. The first one is their title.

        Raises:
            EOFError: There is no more input.
            KeyboardInterrupt: Ctrl-C.
        """

    def ask(self, enquiry: Enquiry, message: str = "", refused: str = "") -> str:
        """Return the answer to a question of the program, as it was typed.

        Args:
            enquiry: The question.
            message: What is to be said to the last entry.
            refused: The last entry, if it was refused.

        Raises:
            EOFError: There is no more input.
            KeyboardInterrupt: Ctrl-C.
        """
