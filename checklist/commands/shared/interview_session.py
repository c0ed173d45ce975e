"""The parts that commands with an interview share: the face, the end of a run, its messages."""

import gc
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from checklist.commands.shared.options import option
from checklist.commands.shared.questionnaire_options import command_line
from checklist.console.line_input import LineInput, PlainLineInput
from checklist.console.page import Page
from checklist.console.signals import StoppedBySignal, stopping_on_signals
from checklist.errors import ChecklistError, LockedError, SaveError
from checklist.interview.face import Face, WrongLineError
from checklist.interview.line_face import LineFace
from checklist.text.languages import is_right_to_left
from checklist.text.messages import language, sentences, tr
from checklist.text.sanitize import safe_text

if TYPE_CHECKING:
    from checklist.interview.engine import Interview
    from checklist.interview.session import Session

PlainOption = Annotated[
    bool,
    option("--plain", "Sentences only, no colour, no line editing: for screen readers."),
]


def page_and_face(*, plain: bool) -> tuple[Page, Face]:
    """Return the page of a command, and the face of its interview.

    Args:
        plain: Whether the text is to be read aloud. The environment variable ACCESSIBLE has the
            same effect, and a language from right to left: terminals do not agree how it stands on
            a screen, but each shows its lines as all others.
    """
    plain = plain or bool(os.environ.get("ACCESSIBLE")) or is_right_to_left(language())
    page = Page.of_output(plain=plain)
    lines = LineFace(page, _lines_for(plain=plain), plain=plain)
    if plain or not _has_room_for_screens():
        return page, lines
    # Imported here, because prompt_toolkit takes 200 ms to import.
    from checklist.console.full_screen import FullScreen
    from checklist.interview.fullscreen.face import ScreenFace

    return page, ScreenFace(FullScreen(), lines)


def face_for_language(face: Face) -> Face:
    """Return the face for the language of the report that was opened, where it is another one."""
    is_for_screens = not isinstance(face, LineFace)
    return page_and_face(plain=True)[1] if is_for_screens and is_right_to_left(language()) else face


def line_by_line_notice() -> Iterator[str]:
    """Yield why the questions come line by line, where the language is the reason."""
    if is_right_to_left(language()):
        yield tr(
            "Terminals differ in how they show a language from right to left, so the questions "
            "come line by line. A page for a browser has them as they are read: "
            "checklist form"
        )


def _has_room_for_screens() -> bool:
    """Return whether a person is at a terminal on which one screen at a time can be shown.

    CHECKLIST_LINES in the environment says that the questions are to come line by line.
    """
    if not (sys.stdin.isatty() and sys.stdout.isatty()) or os.environ.get("TERM") == "dumb":
        return False
    if os.environ.get("CHECKLIST_LINES"):
        return False
    if sys.stdout.encoding.lower().replace("-", "") != "utf8":
        return False
    from checklist.interview.screen_model import LOWEST, NARROWEST

    size = os.get_terminal_size(sys.stdout.fileno())
    return size.columns >= NARROWEST and size.lines >= LOWEST


def _lines_for(*, plain: bool) -> LineInput:
    """Return the source of entries that suits standard input."""
    if not sys.stdin.isatty():
        return PlainLineInput(is_interactive=False)
    cannot_edit = os.environ.get("TERM") == "dumb" or not sys.stdout.isatty()
    if plain or cannot_edit:
        return PlainLineInput(is_interactive=True)
    # Imported here, because prompt_toolkit takes 200 ms to import.
    from checklist.console.line_editor import EditedLineInput

    return EditedLineInput()


def run_interview(
    interview: "Interview",
    session: "Session",
    face: Face,
    *,
    stays_at_end: bool = True,
    begins_at_home: bool = False,
) -> None:
    """Run an interview as `interview.loop.run` does, in a process that is there for it alone."""
    from checklist.interview.loop import run  # the State is asked before

    # The report and its questions stay. To search them for garbage would take 50 ms, which an
    # official would wait for one of a hundred screens.
    gc.freeze()
    run(interview, session, face, stays_at_end=stays_at_end, begins_at_home=begins_at_home)


@dataclass
class ResumeHint:
    """The file of the answers and the command to go on with, as the end of a run shows them."""

    command: str
    """The command to go on with: `answer`."""
    questionnaire: str | None
    options: Sequence[str] = ()
    """The other options of the command, as they are typed."""
    session: "Session | None" = None
    draft: Path | None = None
    """The draft that the command works on before its session begins."""
    said: Callable[[], str] | None = None
    """Returns what was saved, and where, if that is not the file of the answers."""

    @property
    def path(self) -> Path | None:
        """The file of the answers, if it is known."""
        return self.draft if self.session is None else self.session.path

    def show_resume_command(self, page: Page) -> None:
        """Show the file of the answers, and the command to go on with."""
        if self.path is None:
            page.say(tr("Nothing was begun. Begin with: checklist answer"))
            return
        path = safe_text(str(self.path))
        if self.said is not None:
            page.say(sentences([self.said(), tr("Go on with:")]))
        elif self.session is None or self.session.is_saved:
            page.say(tr("Saved in {path}. Go on with:", path))
        else:
            page.say(tr("The last answer is not saved. The report is {path}. Go on with:", path))
        page.command(self.words(self.command, *self.options))

    def words(self, command: str, *options: str) -> str:
        """Return the words of a command on the report, as they are typed in a shell."""
        assert self.path is not None
        return command_line(command, self.path, self.questionnaire, *options)


@contextmanager
def interviewing(hint: ResumeHint, page: Page) -> Iterator[None]:
    """Run an interview. However it ends, show the command to go on with, and exit with its code."""
    try:
        with stopping_on_signals():
            yield
    except EOFError:
        page.say()
        hint.show_resume_command(page)
        if hint.path is None and not sys.stdin.isatty():  # a script believes that it began a report
            raise typer.Exit(2) from None
    except KeyboardInterrupt:
        page.say()
        hint.show_resume_command(page)
        raise typer.Exit(130) from None
    except StoppedBySignal as stopped:
        if stopped.has_terminal:
            page.say()
            hint.show_resume_command(page)
        raise typer.Exit(128 + stopped.number) from None
    except WrongLineError as error:
        print(tr("checklist: {error}", error), file=sys.stderr)
        hint.show_resume_command(page)
        raise typer.Exit(1) from None
    except (SaveError, LockedError):
        if hint.session is not None and not hint.session.is_saved:
            hint.show_resume_command(page)
        raise
    except ChecklistError as error:
        from checklist.commands.shared.readable_report import refuse  # few runs end so
        from checklist.lifecycle.opening import UnusableReportError

        if isinstance(error, UnusableReportError):
            refuse(error)
        raise
