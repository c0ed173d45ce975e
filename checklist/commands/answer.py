"""`checklist answer`."""

import shlex
import sys
from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from checklist.answer_types.interface import Refusal
from checklist.answer_types.state import completions, name, read_state
from checklist.commands.chosen import QuestionnaireOption, chosen, chosen_for
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


def run(
    report: Annotated[
        Path | None,
        typer.Argument(metavar="[REPORT]", help="The report; without it, report-<code>.yaml."),
    ] = None,
    state: Annotated[
        str | None, typer.Option("--state", help="The State: its name, or its code.")
    ] = None,
    questionnaire: QuestionnaireOption = None,
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
    where: Path | None = report
    try:
        with stopping_on_signals():
            where = _path(report, state, lines, screen)
            with ReportLock(where):
                remove_strays(where)
                _answer(where, state, questionnaire, lines, screen)
    except EOFError:
        screen.say()
        _say_how_to_go_on(where, screen)
    except KeyboardInterrupt:
        screen.say()
        _say_how_to_go_on(where, screen)
        raise typer.Exit(130) from None
    except StoppedBySignal as stopped:
        if stopped.has_terminal:
            screen.say()
            _say_how_to_go_on(where, screen)
        raise typer.Exit(128 + stopped.number) from None
    except WrongLineError as error:
        print(f"checklist: {error}", file=sys.stderr)
        _say_how_to_go_on(where, screen)
        raise typer.Exit(1) from None
    except UnusableReportError as error:
        if error.diagnostics:
            files = [FileFindings(str(where), error.diagnostics)]
            print_findings(files, FormatName.TEXT)
        print(f"checklist: {error}", file=sys.stderr)
        raise typer.Exit(1) from None


def _console(plain: bool) -> Console:
    return Console(
        highlight=False, markup=False, emoji=False, no_color=plain or None, force_terminal=None
    )


def _path(report: Path | None, state: str | None, lines: Lines, screen: Screen) -> Path:
    """Return the report's path: the one given, or that of the State in this folder."""
    if report is not None:
        return report
    return Path(f"report-{_state(state, lines, screen)}.yaml")


def _state(option: str | None, lines: Lines, screen: Screen) -> str:
    """Return the code of the State that the option names, or that the official types."""
    if option is not None:
        try:
            return read_state(option)
        except Refusal as refusal:
            raise ChecklistError(str(refusal)) from None
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
    path: Path, state: str | None, option: str | None, lines: Lines, screen: Screen
) -> None:
    session = _opened(path, state, option, lines, screen)
    answered = session.questionnaire
    screen.say()
    screen.say(answered.head.title, "bold")
    if session.resumed:
        screen.say(f"Going on with {path}.")
    else:
        if answered.head.introduction:
            screen.prose(answered.head.introduction)
        screen.say(f"Every answer is saved at once, in {path}.")
    screen.say(f"State: {name(session.report.state)}. /help lists the commands, /quit stops.")
    interview = Interview(answered, session.report, session.unusable)
    run_interview(interview, session, lines, screen)
    if interview.at_end:
        screen.summary(interview)
        if not any(part.missing for part in interview.progress()):
            screen.say(f"Nothing required is missing. Next: checklist finalize {_quoted(path)}")
            return
    _say_how_to_go_on(session.path, screen)


def _opened(
    path: Path, state: str | None, option: str | None, lines: Lines, screen: Screen
) -> Session:
    """Resume the report at the path, or begin it. A report that exists is never overwritten."""
    if path.exists():
        session = Session.resume(path, chosen_for(read(path), option))
        if state is not None and _state(state, lines, screen) != session.report.state:
            raise ChecklistError(f"{path} is the report of {name(session.report.state)}")
        return session
    questionnaire: Questionnaire = chosen(option)
    code = path.stem.removeprefix("report-")
    if path.name != f"report-{code}.yaml" or state is not None:
        code = _state(state, lines, screen)
    return Session.begin(path, questionnaire, code, date.today())


def _say_how_to_go_on(path: Path | None, screen: Screen) -> None:
    if path is None:
        screen.say("Nothing was begun. Begin with: checklist answer")
    else:
        screen.say(f"Saved in {path}. Go on with: checklist answer {_quoted(path)}")


def _quoted(path: Path) -> str:
    return shlex.quote(str(path))
