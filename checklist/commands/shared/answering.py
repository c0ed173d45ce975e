"""Answers a report whose State is known: opens it, asks the questions, names the next command.

The command imports this module only after it has asked for the State: the first question comes
sooner.
"""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import typer

from checklist.answer_types.state_entries import state_name
from checklist.checks.resolve_questionnaire import resolve, resolve_for_report
from checklist.commands.shared.answering_options import PartOfReport
from checklist.commands.shared.interview_session import (
    ResumeHint,
    face_for_language,
    line_by_line_notice,
    run_interview,
)
from checklist.console.page import Page
from checklist.console.signals import undisturbed
from checklist.errors import ChecklistError
from checklist.files.discovery import exists
from checklist.files.lock import ReportLock
from checklist.files.reader import read
from checklist.files.writer import remove_strays
from checklist.interview.corrections import Warnings
from checklist.interview.engine import Interview
from checklist.interview.face import Face
from checklist.interview.final_report import final_report_of, is_kept_draft_message
from checklist.interview.open_report import open_or_begin
from checklist.interview.saving import show_notices
from checklist.interview.scope import Scope, with_open_rows
from checklist.interview.session import Session
from checklist.interview.user_commands import ScopeKind
from checklist.ministries.division import division_path
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.render.report.progress_text import progress_lines
from checklist.reports.report import Report
from checklist.text.messages import first_few, tr
from checklist.text.paragraphs import Line, paragraphs
from checklist.text.sanitize import safe_text
from checklist.today import today

if TYPE_CHECKING:
    from checklist.commands.shared.given_answers import CarriedReport
    from checklist.questionnaire.source_document import SourceDocument

_MOST_NAMED = 12
"""The most open questions that are named."""


def left_behind_notices(interview: Interview) -> list[str]:
    """Return a notice on the required questions before the present one that are open, if any."""
    numbers = [interview.questionnaire.numbers[i] for i in interview.left_behind()]
    if not numbers:
        return []
    return [
        tr(
            "Required and still open before this: {numbers}. They are asked again at the "
            "end; /goto {numbers_2} goes there now.",
            first_few(numbers, _MOST_NAMED),
            numbers[0],
        )
    ]


def introduction(session: Session, *, asks: bool) -> Iterator[Line]:
    """Yield the title, the file and the State of a report, and of a new one what it is about.

    Args:
        session: The report.
        asks: Whether questions follow.
    """
    head, path = session.questionnaire.head, safe_text(str(session.path))
    yield Line(head.title, is_heading=True)
    yield from (Line(text) for text in session.questionnaire.draft_notice)
    if session.resumed:
        yield Line(tr("Going on with {path}.", path))
    else:
        if asks and head.introduction:
            yield from (Line(text) for text in paragraphs(head.introduction))
        yield Line(tr("Every answer is saved at once, in {path}.", path))
    yield Line(tr("State: {state_name}.", state_name(session.report.state)))
    if asks:
        yield from map(Line, line_by_line_notice())
        yield Line(
            tr("/unknown says that something is not known, quit stops, help lists all commands.")
        )


class Answering(NamedTuple):
    """One run of `checklist answer`, once the path of the report is known."""

    part: PartOfReport
    no_input: bool
    questionnaire: str | None
    wording: "SourceDocument | None"
    """The official wording, from the user's copy of the source document."""
    begins_at_home: bool
    """Whether the whole report is shown first."""
    page: Page
    face: Face
    hint: ResumeHint
    """The command to go on with, shown at the end."""
    carried: "CarriedReport | None"

    def answer(self, path: Path, code: str | None, terminal: ExitStack) -> tuple[Session, str]:
        """Open a report, ask the questions, and say how to go on.

        Args:
            path: The report.
            code: The code of the State, where it was asked or named.
            terminal: Gives the terminal back, if the face took it to ask for the State.

        Returns:
            The report, and the command that the official chose to go on with; empty for none.
        """
        session, interview, then = self._answered(path, code, terminal)
        terminal.close()  # what follows is printed on the usual screen
        if not then:
            self._show_next_step(session, interview)
            if self.no_input and interview.missing():
                raise typer.Exit(1)
        return session, then

    def _answered(
        self, path: Path, code: str | None, terminal: ExitStack
    ) -> tuple[Session, Interview, str]:
        """Open a report and ask the questions.

        Returns:
            The report, its interview, and the command to go on with.
        """
        if not exists(path):  # begin nothing if there is no such part
            self.part.scope(self._new_questionnaire())
        with ReportLock(path) as lock:
            remove_strays(path)
            session = self._open(path, code, terminal)
            session.lock = lock
            scope = self.part.scope(session.questionnaire)
            ministry = self.part.ministry
            if ministry is not None:
                from checklist.commands.shared.divided_report import scope_of_ministry

                scope = scope_of_ministry(session, ministry, scope)
            face = face_for_language(self.face)
            if face is not self.face:
                terminal.close()
            interview, then = self._replace(face=face)._interview(session, scope)
        return session, interview, then

    def _open(self, path: Path, code: str | None, terminal: ExitStack) -> Session:
        """Resume or begin the report, and note the final report that its draft has become."""
        session = self.hint.session = open_or_begin(
            path, code, self._resume, partial(self._begin, path), self.face, terminal
        )
        final = final_report_of(session.path)
        if final is not None:
            session.notices.insert(0, is_kept_draft_message(session.path, final))
        return session

    def _resume(self, path: Path) -> Session:
        if self.carried is not None:
            raise ChecklistError(
                tr(
                    "{path} exists already. To continue it, leave out --from. To begin a "
                    "new report, name another file: checklist answer NEW --from EARLIER",
                    safe_text(str(path)),
                )
            )
        answered = resolve_for_report(read(path), self.questionnaire)
        return Session.resume(path, answered)

    def _begin(self, path: Path, code: str) -> Session:
        """Begin a report, with the answers of an earlier one if there is one."""
        answered, carried = self._new_questionnaire(), self.carried
        if carried is None:
            begun, notices = Report.begin(answered, code, today()), []
        elif carried.report.state != code:
            raise ChecklistError(
                tr(
                    "{carried} is the report of {state_name}, and this one is that of "
                    "{state_name_2}",
                    carried.name,
                    state_name(carried.report.state),
                    state_name(code),
                )
            )
        else:
            begun, notices = carried.report, carried.notices()
        with undisturbed():  # a signal in between would claim that nothing was begun
            session = self.hint.session = Session.begin(path, answered, begun)
        session.notices += notices
        return session

    def _new_questionnaire(self) -> Questionnaire:
        """Return the questionnaire that a new report answers."""
        return self.carried.questionnaire if self.carried else resolve(self.questionnaire)

    def _interview(self, session: Session, scope: Scope) -> tuple[Interview, str]:
        """Ask the questions, or only show the progress. Returns also the command to go on with."""
        asks = not self.no_input
        lines = [*introduction(session, asks=asks)]
        self.face.introduce(lines, is_new=not session.resumed)
        report = session.report
        if self.part.only is ScopeKind.MISSING:
            scope = with_open_rows(scope, session.questionnaire, report.answers)
        interview = Interview(
            session.questionnaire,
            report,
            session.unusable,
            scope,
            warnings=Warnings(session.questionnaire),
            in_any_order=self.face.in_any_order,
        )
        interview.is_divided = session.is_divided
        if interview.is_divided:
            interview.authorities = _names(session)
        if self.part.ministry is not None:
            interview.give_answers_for([self.part.ministry])
        if asks:
            session.notices += left_behind_notices(interview) if session.resumed else []
            with session.locks:
                then = run_interview(
                    *(interview, session, self.face, self.wording),
                    begins_at_home=self.begins_at_home,
                )
            return interview, then
        show_notices(session, self.face)
        numbers = session.questionnaire.numbers
        for line in progress_lines(interview.progress_of_selection(), numbers):
            self.page.show(line)
        return interview, ""

    def _show_next_step(self, session: Session, interview: Interview) -> None:
        is_complete = not any(part.missing for part in interview.progress())
        final = final_report_of(session.path)  # the report may be saved elsewhere now
        if is_complete and final is not None:
            self.page.say(tr("Nothing required is missing in this draft."))
            self.page.say(is_kept_draft_message(session.path, final), hanging=2)
        elif is_complete:
            self.page.say(tr("Nothing required is missing. Next:"))
            self.page.command(self.hint.words("finalize"))
        else:
            self.hint.show_resume_command(self.page)


def _names(session: Session) -> Mapping[str, str]:
    """Return the words for ministries by their codes, as the division has them."""
    from checklist.ministries.division_file import UnusableDivisionError, find_division

    words = session.questionnaire.authorities
    try:
        file = find_division(division_path(session.path, session.report.state))
    except UnusableDivisionError:  # the commands on ministries say what is wrong
        return words
    named = file.division.authorities.items() if file else ()
    return {**words, **{code: known.name for code, known in named if known.name}}
