"""Answers a report whose State is known: opens it, asks the questions, names the next command.

The command imports this module only after it has asked for the State: the first question comes
sooner.
"""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from checklist.answer_types.state_entries import state_name
from checklist.checks.resolve_questionnaire import resolve, resolve_for_report
from checklist.checks.validator import head_findings
from checklist.commands.shared.answering_options import PartOfReport
from checklist.commands.shared.interview_session import (
    ResumeHint,
    face_for_language,
    line_by_line_notice,
    run_interview,
)
from checklist.commands.shared.person import Person
from checklist.console.page import Page
from checklist.console.signals import undisturbed
from checklist.errors import ChecklistError
from checklist.files.discovery import exists
from checklist.files.lock import ReportLock
from checklist.files.reader import Document, read
from checklist.files.writer import remove_strays
from checklist.interview.corrections import (
    ContradictionChoice,
    Corrections,
    Warnings,
    find_corrections,
)
from checklist.interview.engine import Interview
from checklist.interview.face import Face
from checklist.interview.final_report import final_report_of, is_kept_draft_message
from checklist.interview.open_report import open_or_begin
from checklist.interview.scope import Scope, while_true, with_open_rows
from checklist.interview.session import Session
from checklist.interview.user_commands import ScopeKind
from checklist.lifecycle.contradictions import contradictory_numbers
from checklist.lifecycle.draft import Draft
from checklist.ministries.division import division_path
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.reports.progress import progress
from checklist.reports.report import CONFLICTS, Report
from checklist.text.messages import first_few, tr, trn
from checklist.text.paragraphs import Line, paragraphs
from checklist.text.sanitize import safe_text
from checklist.today import today

if TYPE_CHECKING:
    from checklist.commands.shared.given_answers import CarriedReport

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


def introduction(session: Session) -> Iterator[Line]:
    """Yield the title, the file and the State of a report, and of a new one what it is about."""
    head, path = session.questionnaire.head, safe_text(str(session.path))
    yield Line(head.title, is_heading=True)
    yield from (Line(text) for text in session.questionnaire.draft_notice)
    if session.resumed:
        yield Line(tr("Going on with {path}.", path))
    else:
        if head.introduction:
            yield from (Line(text) for text in paragraphs(head.introduction))
        yield Line(tr("Every answer is saved at once, in {path}.", path))
    yield Line(tr("State: {state_name}.", state_name(session.report.state)))
    yield from map(Line, line_by_line_notice())
    yield Line(tr("/unknown says that something is not known, quit stops, / lists all commands."))


class Answering(NamedTuple):
    """One run of `checklist answer`, once the path of the report is known."""

    part: PartOfReport
    questionnaire: str | None
    begins_at_home: bool
    """Whether the whole report is shown first."""
    page: Page
    face: Face
    hint: ResumeHint
    """The command to go on with, shown at the end."""
    carried: "CarriedReport | None"

    def answer(self, path: Path, code: str | None, terminal: ExitStack) -> None:
        """Open a report, ask the questions, and say how to go on.

        Args:
            path: The report.
            code: The code of the State, where it was asked or named.
            terminal: Gives the terminal back, if the face took it to ask for the State.
        """
        if not exists(path):  # begin nothing if there is no such part
            self.part.scope(self._new_questionnaire())
        with ReportLock(path):
            remove_strays(path)
            session = self._open(path, code, terminal)
            scope = self.part.scope(session.questionnaire)
            authority = self.part.authority
            if authority is not None:
                from checklist.commands.shared.divided_report import scope_of_ministry

                scope = scope_of_ministry(session, authority, scope)
            face = face_for_language(self.face)
            if face is not self.face:
                terminal.close()
            self._replace(face=face)._ask(session, scope)
        terminal.close()  # what follows is printed on the usual screen
        self._show_next_step(session)

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
        document = read(path)
        answered = resolve_for_report(document, self.questionnaire)
        has_conflicts = isinstance(document.data, dict) and bool(document.data.get(CONFLICTS))
        if has_conflicts and not head_findings(document):  # else resuming says what is wrong
            self._settle_conflicts(path, document, answered)
        return Session.resume(path, answered)

    def _settle_conflicts(self, path: Path, document: Document, answered: Questionnaire) -> None:
        """Ask about the open conflicts. A script answers them with its first lines.

        Raises:
            EOFError: A person stops.
        """
        from checklist.commands.shared.conflict_questions import settle_conflicts  # few have any

        asked = Person(self.face)
        try:
            with asked.opened(lambda: path):
                settle_conflicts(path, document, answered, asked)
        except EOFError:
            if self.face.is_interactive:
                raise

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

    def _ask(self, session: Session, scope: Scope) -> None:
        """Ask what is wrong, then the questions of a scope."""
        self.face.introduce([*introduction(session)], is_new=not session.resumed)
        with session.locks, self.face.opened(lambda: session.path):
            begins_at_home = self.begins_at_home
            corrected = self._correcting(session) if session.resumed and not scope.name else None
            if corrected is not None:
                run_interview(
                    *(corrected, session, self.face),
                    stays_at_end=False,
                    begins_at_home=begins_at_home,
                )
                if not corrected.at_end:
                    return
                begins_at_home = False
            interview = self._interview(session, scope)
            session.notices += left_behind_notices(interview) if session.resumed else []
            run_interview(interview, session, self.face, begins_at_home=begins_at_home)

    def _interview(self, session: Session, scope: Scope) -> Interview:
        """Return the interview on the questions of a scope."""
        report = session.report
        if self.part.only is ScopeKind.OPEN:
            scope = with_open_rows(scope, session.questionnaire, report.answers)
        interview = Interview(
            session.questionnaire,
            report,
            session.unusable,
            scope,
            warnings=Warnings(session.questionnaire),
            in_any_order=self.face.in_any_order,
        )
        if session.is_divided:
            interview.authorities = _names(session)
        if self.part.authority is not None:
            interview.give_answers_for([self.part.authority])
        return interview

    def _correcting(self, session: Session) -> Interview | None:
        """Return the interview on what is wrong; None where nothing is."""
        report = session.report
        found = _corrections(session, report)
        if not found.wrong:
            return None
        # A script answers one question for each message; a person chooses which side to correct.
        choice = ContradictionChoice(found.alone) if self.face.is_interactive else None
        asked = {*found.wrong}
        name = tr("To correct")
        scope = while_true(name, lambda question, path: question.id in asked)
        interview = Interview(
            session.questionnaire,
            report,
            session.unusable,
            choice.scope(name) if choice else scope,
            findings=lambda draft: _corrections(session, draft).at_all_sides(),
            # What is shown with a question is not said again once its answer stays as it is.
            warnings=Warnings(session.questionnaire, known=report),
            contradiction_choice=choice,
            in_any_order=self.face.in_any_order,
        )
        if session.is_divided:
            interview.authorities = _names(session)
        self.face.say(
            trn(
                "{count} answer needs correction. It is asked first.",
                "{count} answers need correction. They are asked first.",
                len(found.wrong),
            )
        )
        return interview

    def _show_next_step(self, session: Session) -> None:
        path = Draft(session.questionnaire, session.report, session.unusable).path
        is_complete = not any(part.missing for part in progress(path))
        final = final_report_of(session.path)  # the report may be saved elsewhere now
        if is_complete and final is not None:
            self.page.say(tr("Nothing required is missing in this draft."))
            self.page.say(is_kept_draft_message(session.path, final), hanging=2)
        elif is_complete and not contradictory_numbers(path):
            self.page.say(tr("Nothing required is missing. Next:"))
            self.page.command(self.hint.words("finalize"))
        else:
            self.hint.show_resume_command(self.page)


def _corrections(session: Session, draft: Report) -> Corrections:
    """Return what is to be corrected in a draft of the session's report."""
    return find_corrections(draft, Draft(session.questionnaire, draft, session.unusable).path)


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
