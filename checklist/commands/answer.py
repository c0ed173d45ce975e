"""`checklist answer`."""

import shlex
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from checklist.answer_types.interface import Refusal
from checklist.answer_types.state import completions, name, read_state
from checklist.commands.chosen import (
    QuestionnaireOption,
    SourceOption,
    chosen,
    chosen_for,
    source_document,
)
from checklist.commands.output import print_findings
from checklist.errors import ChecklistError
from checklist.files.lock import ReportLock
from checklist.files.reader import read
from checklist.files.writer import remove_strays
from checklist.formats import FormatName
from checklist.formats.interface import FileFindings
from checklist.interview.engine import Interview
from checklist.interview.lines import Lines, lines_for
from checklist.interview.screen import Screen
from checklist.interview.session import Session, UnusableReportError
from checklist.interview.signals import StoppedBySignal, stopping_on_signals
from checklist.interview.terminal import WrongLineError
from checklist.interview.terminal import run as run_interview
from checklist.models.questionnaire import Questionnaire
from checklist.models.source_document import SourceDocument
from checklist.sanitize import safe_text
from checklist.states import BY_CODE


def run(
    report: Annotated[
        Path | None,
        typer.Argument(
            metavar="REPORT", readable=False, help="The report; without it, report-<code>.yaml."
        ),
    ] = None,
    state: Annotated[
        str | None, typer.Option("--state", help="The State: its name, or its code.")
    ] = None,
    questionnaire: QuestionnaireOption = None,
    source: SourceOption = None,
    plain: Annotated[
        bool, typer.Option("--plain", help="No colour and no line editing: for screen readers.")
    ] = False,
) -> None:
    """Answer the questionnaire, or go on with a report that was begun.

    Every answer is saved at once. Stop whenever you want; the same command goes on where you
    stopped. Also works without a person: one answer a line on standard input.
    """
    screen = Screen(_console(plain))
    lines = lines_for(plain=plain)
    wording = source_document(source)
    place = _Place(questionnaire)
    try:
        with stopping_on_signals():
            path = _path(report, state, lines, screen)
            with ReportLock(path):
                remove_strays(path)
                _answer(path, state, place, lines, screen, wording)
    except EOFError:
        screen.say()
        place.say_how_to_go_on(screen)
    except KeyboardInterrupt:
        screen.say()
        place.say_how_to_go_on(screen)
        raise typer.Exit(130) from None
    except StoppedBySignal as stopped:
        if stopped.has_terminal:
            screen.say()
            place.say_how_to_go_on(screen)
        raise typer.Exit(128 + stopped.number) from None
    except WrongLineError as error:
        print(f"checklist: {error}", file=sys.stderr)
        place.say_how_to_go_on(screen)
        raise typer.Exit(1) from None
    except UnusableReportError as error:
        if error.diagnostics:
            files = [FileFindings(error.diagnostics[0].path, error.diagnostics)]
            print_findings(files, FormatName.TEXT)
        print(f"checklist: {error}", file=sys.stderr)
        raise typer.Exit(1) from None


@dataclass
class _Place:
    """Where the answers are, for the words at the end of a run, however it ends."""

    questionnaire: str | None
    session: Session | None = None

    def say_how_to_go_on(self, screen: Screen) -> None:
        if self.session is None:
            screen.say("Nothing was begun. Begin with: checklist answer")
            return
        path = safe_text(str(self.session.path))
        if self.session.is_saved:
            screen.say(f"Saved in {path}. Go on with:")
        else:
            screen.say(f"The last answer is not saved. The report is {path}. Go on with:")
        screen.say(self.command("answer"), indent=2)

    def command(self, name: str) -> str:
        """Return the words of a command on the report, as they are typed in a shell."""
        assert self.session is not None
        words = ["checklist", name, str(self.session.path)]
        if self.questionnaire is not None:
            words += ["--questionnaire", self.questionnaire]
        return shlex.join(words)


def _console(plain: bool) -> Console:
    return Console(
        highlight=False, markup=False, emoji=False, color_system=None if plain else "auto"
    )


def _path(report: Path | None, state: str | None, lines: Lines, screen: Screen) -> Path:
    """Return the report's path: the one given, or that of the State in this folder."""
    if report is not None:
        if not report.name:
            raise ChecklistError("name a file for the report, such as report-NOR.yaml")
        return report
    return Path(f"report-{_state(state, lines, screen)}.yaml")


def _state(option: str | None, lines: Lines, screen: Screen) -> str:
    """Return the code of the State that the option names, or that the official types."""
    if option is not None:
        try:
            return read_state(option)
        except Refusal as refusal:
            raise ChecklistError(str(refusal)) from None
    here = sorted(path.name for path in Path().glob("report-???.yaml"))
    if here and lines.is_interactive:
        screen.say(f"In this folder: {', '.join(here[:5])}. To go on with one, name its State.")
    screen.say("Which State reports?", "bold")
    screen.say("(the name of a State, or its code of three letters)", "dim")
    while True:
        entry = lines.read("> ", completions)
        try:
            return read_state(entry)
        except Refusal as refusal:
            if not lines.is_interactive:
                raise WrongLineError(lines.number, str(refusal)) from None
            screen.say(str(refusal), "red")


def _answer(
    path: Path,
    state: str | None,
    place: _Place,
    lines: Lines,
    screen: Screen,
    source: SourceDocument | None,
) -> None:
    session = place.session = _opened(path, state, place.questionnaire, lines, screen)
    answered = session.questionnaire
    screen.say()
    screen.say(answered.head.title, "bold")
    if session.resumed:
        screen.say(f"Going on with {safe_text(str(path))}.")
    else:
        if answered.head.introduction:
            screen.prose(answered.head.introduction)
        screen.say(f"Every answer is saved at once, in {safe_text(str(path))}.")
    screen.say(f"State: {name(session.report.state)}.")
    screen.say("/unknown says that something is not known, /quit stops, /help lists all commands.")
    interview = Interview(answered, session.renamed(), session.unusable)
    with session.locks:
        run_interview(interview, session, lines, screen, source)
    if interview.at_end and not any(part.missing for part in interview.progress()):
        screen.say("Nothing required is missing. Next:")
        screen.say(place.command("finalize"), indent=2)
    else:
        place.say_how_to_go_on(screen)


def _opened(
    path: Path, state: str | None, option: str | None, lines: Lines, screen: Screen
) -> Session:
    """Resume the report at the path, or begin it. A report that exists is never overwritten."""
    if path.exists():
        session = Session.resume(path, chosen_for(read(path), option))
        if state is not None and _state(state, lines, screen) != session.report.state:
            raise ChecklistError(
                f"{safe_text(str(path))} is the report of {name(session.report.state)}"
            )
        return session
    questionnaire: Questionnaire = chosen(option)
    code = path.stem.removeprefix("report-")
    named = path.name == f"report-{code}.yaml" and code in BY_CODE
    if not named or state is not None:
        code = _state(state, lines, screen)
    return Session.begin(path, questionnaire, code, date.today())
