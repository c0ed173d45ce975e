"""`checklist answer`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from checklist.answer_types.state import name
from checklist.checks.resolve_questionnaire import resolve, resolve_current
from checklist.commands.shared.findings_output import print_findings
from checklist.commands.shared.hard_links import BreakLinkOption, refuse_hard_links
from checklist.commands.shared.interview_session import (
    PlainOption,
    ResumeHint,
    interviewing,
    screen_and_lines,
)
from checklist.commands.shared.questionnaire_options import (
    QuestionnaireOption,
    SourceOption,
    source_document,
)
from checklist.console.signals import undisturbed
from checklist.errors import ChecklistError
from checklist.files.discovery import exists
from checklist.files.lock import ReportLock
from checklist.files.reader import Document, read
from checklist.files.writer import remove_strays
from checklist.interview.corrections import warnings_of
from checklist.interview.engine import Interview
from checklist.interview.final_report import final_of, is_kept_draft_message
from checklist.interview.loop import run as run_interview
from checklist.interview.loop import tell
from checklist.interview.open_report import opened, report_path
from checklist.interview.scope import Kind, chosen_scope
from checklist.interview.screen import Screen
from checklist.interview.session import Session
from checklist.lifecycle.carry_forward import carried_forward
from checklist.lifecycle.prefill import (
    filled,
    read_answers,
    require_answers,
    require_same,
    state_in,
)
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.render.findings.interface import FileFindings
from checklist.render.findings.registry import FormatName
from checklist.reports.report import Report
from checklist.text.sanitize import quoted, safe_text


def run(
    report: Annotated[
        Path | None,
        typer.Argument(
            metavar="REPORT",
            readable=False,
            help="The report; without it, the draft in this folder, or a new report-<code>.yaml.",
        ),
    ] = None,
    state: Annotated[
        str | None, typer.Option("--state", help="The State: its name, or its code.")
    ] = None,
    earlier: Annotated[
        Path | None,
        typer.Option(
            "--from",
            metavar="REPORT",
            readable=False,
            help="Begin with the answers of an earlier report, each to be confirmed.",
        ),
    ] = None,
    answers: Annotated[
        Path | None,
        typer.Option(
            "--answers",
            metavar="FILE",
            readable=False,
            help="Fill in answers from YAML, JSON or a report, then ask what is left.",
        ),
    ] = None,
    no_input: Annotated[
        bool, typer.Option("--no-input", help="Ask nothing: say what is left, and exit with 1.")
    ] = False,
    only: Annotated[Kind | None, typer.Option("--only", help="Ask these questions only.")] = None,
    set_id: Annotated[
        str | None, typer.Option("--set", metavar="ID", help="Ask the questions of this set only.")
    ] = None,
    recommendation: Annotated[
        str | None,
        typer.Option(
            "--recommendation", metavar="10(b)", help="Ask about this recommendation only."
        ),
    ] = None,
    break_link: BreakLinkOption = False,
    questionnaire: QuestionnaireOption = None,
    source: SourceOption = None,
    plain: PlainOption = False,
) -> None:
    """Answer the questionnaire, or go on with a report that was begun.

    Every answer is saved at once. Stop whenever you want; the same command goes on where you
    stopped. Also works without a person: one answer a line on standard input, or --answers.

    A line that does not fit stops the run with its number. --answers takes a file that names the
    questions, such as `publication: publish`, or
    `laws: {missing: not-known, reason: not-collected}`; an answer that does not fit is named with
    its line. A carriage return in a text is a line break there.

    A line that ends with a backslash goes on in the next one. /edit opens $VISUAL or $EDITOR, or
    else sensible-editor, nano, vi or notepad. The text is kept in a file next to the report, such
    as report-NOR.yaml.offence.law.edit.txt, until the report has it; the next run offers it again.

    Where a report cannot be saved, another file is asked for. A line that begins with / is a path
    there if it has another /, ends as a report does, or is a folder; else it is a command.
    """
    screen, lines = screen_and_lines(plain=plain, asks=not no_input)
    wording = source_document(source)
    chosen_parts = {
        "--only": only,
        "--set": set_id,
        "--recommendation": recommendation,
        "--source": source,
    }
    options = [word for name, part in chosen_parts.items() if part for word in (name, str(part))]
    place = ResumeHint("answer", questionnaire, [*options, *(["--plain"] if plain else [])])
    with interviewing(place, screen):
        # What cannot be used is said before anything is asked or begun.
        carried = None if earlier is None else _Carried.of(read(earlier), questionnaire)
        given = None if answers is None else read_answers(answers)
        if given is not None:
            require_answers(given)
            state = state or state_in(given)
        if carried is not None:
            state = state or carried.report.state
        path, code = report_path(report, state, lines, screen)
        if not exists(path):  # nothing is begun with a part that is not there
            answered = carried.questionnaire if carried else resolve(questionnaire)
            chosen_scope(answered, only, set_id, recommendation)
        with ReportLock(path):
            remove_strays(path)
            refuse_hard_links(path, break_link=break_link)
            session = place.session = opened(
                path,
                code,
                lambda path: _resumed(path, questionnaire, carried, break_link=break_link),
                lambda code: _begun(path, code, questionnaire, carried, given, place),
                lines,
                screen,
            )
            final = final_of(session.path)
            if final is not None:
                session.notices.insert(0, is_kept_draft_message(session.path, final))
            scope = chosen_scope(session.questionnaire, only, set_id, recommendation)
            is_filled_in = given is None or _fill(session, given, screen)
            _say_what_is_answered(session, screen, asks=not no_input)
            interview = Interview(
                session.questionnaire,
                session.present(),
                session.unusable,
                scope,
                warnings=warnings_of(session.questionnaire),
            )
            if no_input:
                tell(session, screen)
                screen.progress(interview)
            else:
                with session.locks:
                    run_interview(interview, session, lines, screen, wording)
        is_complete = not any(part.missing for part in interview.progress())
        final = final_of(session.path)  # the report may be saved elsewhere now
        if is_complete and final is not None:
            screen.say("Nothing required is missing in this draft.")
            screen.say(is_kept_draft_message(session.path, final), hanging=2)
        elif is_complete:
            screen.say("Nothing required is missing. Next:")
            screen.command(place.words("finalize"))
        else:
            place.say_how_to_go_on(screen)
        if no_input and (interview.missing() or not is_filled_in):
            raise typer.Exit(1)


@dataclass(frozen=True, slots=True)
class _Carried:
    """What a new report takes over from an earlier one."""

    name: str
    """The earlier file."""
    questionnaire: Questionnaire
    report: Report
    left_behind: Mapping[str, str]

    @classmethod
    def of(cls, document: Document, questionnaire: str | None) -> "_Carried":
        answered = resolve_current(document, questionnaire)
        carried = carried_forward(document, answered, date.today())
        return cls(safe_text(document.name), answered, carried.report, carried.left_behind)

    def notices(self) -> list[str]:
        """Return what the official should know of it."""
        told = (
            f"{_answers(len(self.report.answers))} taken from {self.name}. Each waits for you to "
            "confirm, change or drop it; none counts before."
        )
        left = [f"{quoted(i)}: {reason}" for i, reason in self.left_behind.items()]
        return [told, *_listed("These do not fit any more, and are left out:", left)]


def _resumed(
    path: Path, questionnaire: str | None, carried: _Carried | None, *, break_link: bool
) -> Session:
    if carried is not None:
        raise ChecklistError(
            f"{safe_text(str(path))} is there already. To go on with it, leave --from out. "
            "To begin a new report, name another file: checklist answer NEW --from EARLIER"
        )
    answered = resolve_current(read(path), questionnaire)
    return Session.resume(path, answered, break_link=break_link)


def _begun(
    path: Path,
    code: str,
    questionnaire: str | None,
    carried: _Carried | None,
    given: Document | None,
    place: ResumeHint,
) -> Session:
    """Begin a report, with the answers of an earlier one if there is one."""
    if carried is None:
        answered = resolve(questionnaire)
        begun, notices = Report.begin(answered, code, date.today()), []
    elif carried.report.state != code:
        raise ChecklistError(
            f"{carried.name} is the report of {name(carried.report.state)}, and this one is that "
            f"of {name(code)}"
        )
    else:
        answered, begun, notices = carried.questionnaire, carried.report, carried.notices()
    if given is not None:
        require_same(given, code, answered)
    with undisturbed():  # or it would be said that nothing was begun
        session = place.session = Session.begin(path, answered, begun)
    session.notices += notices
    return session


def _fill(session: Session, given: Document, screen: Screen) -> bool:
    """Put the answers of a file into the report. Returns whether all of them could be used."""
    result = filled(given, session.present(), session.unusable, session.questionnaire)
    session.save(result.report)
    if result.diagnostics:
        print_findings([FileFindings(given.name, result.diagnostics)], FormatName.TEXT)
    screen.say(f"{_answers(len(result.filled))} filled in from {safe_text(given.name)}.")
    for text in _listed("These are answered otherwise already, and stay so:", result.kept):
        screen.say(text)
    return not result.has_errors


def _answers(number: int) -> str:
    return "1 answer is" if number == 1 else f"{number} answers are"


def _listed(text: str, items: Sequence[str]) -> list[str]:
    """Return a notice with a line an item; none without items."""
    return ["\n".join([text, *(f"  {item}" for item in items)])] if items else []


def _say_what_is_answered(session: Session, screen: Screen, *, asks: bool) -> None:
    head, path = session.questionnaire.head, safe_text(str(session.path))
    screen.say()
    screen.say(head.title, "bold")
    if session.resumed:
        screen.say(f"Going on with {path}.")
    else:
        if asks and head.introduction:
            screen.prose(head.introduction)
        screen.say(f"Every answer is saved at once, in {path}.")
    screen.say(f"State: {name(session.report.state)}.")
    if asks:
        screen.say(
            "/unknown says that something is not known, /quit stops, /help lists all commands."
        )
