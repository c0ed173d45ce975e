"""`checklist answer`."""

from collections.abc import Callable
from contextlib import ExitStack
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from checklist.answer_types.state import state_name
from checklist.checks.resolve_questionnaire import resolve, resolve_current
from checklist.commands.shared.completion import (
    complete_name,
    complete_recommendation,
    complete_set,
    complete_state,
)
from checklist.commands.shared.hard_links import BreakLinkOption, refuse_hard_links
from checklist.commands.shared.interview_session import (
    PlainOption,
    ResumeHint,
    interviewing,
    run_interview,
    screen_and_face,
)
from checklist.commands.shared.introduction import introduction, left_behind_notices
from checklist.commands.shared.ministry_options import ForOption, ReceivedOption
from checklist.commands.shared.numbered_choice import can_choose
from checklist.commands.shared.part_of_report import PartOfReport
from checklist.commands.shared.questionnaire_options import (
    QuestionnaireOption,
    SourceOption,
    source_document,
)
from checklist.console.signals import undisturbed
from checklist.errors import ChecklistError
from checklist.files.discovery import exists, free_path
from checklist.files.lock import ReportLock
from checklist.files.reader import Document, read
from checklist.files.writer import remove_strays
from checklist.interview.corrections import find_warnings
from checklist.interview.engine import Interview
from checklist.interview.face import Face
from checklist.interview.final_report import final_report_of, is_kept_draft_message
from checklist.interview.open_report import open_or_begin, report_path
from checklist.interview.saving import show_notices
from checklist.interview.scope import Scope, ScopeKind
from checklist.interview.screen import Screen
from checklist.interview.session import Session
from checklist.ministries.folder import ReportFolder
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.reports.report import Report
from checklist.text.sanitize import safe_text

if TYPE_CHECKING:
    from checklist.commands.shared.answer_file import AnswerFile
    from checklist.commands.shared.carried_report import CarriedReport
    from checklist.questionnaire.source_document import SourceDocument


_ReportArgument = Annotated[
    Path | None,
    typer.Argument(
        metavar="REPORT",
        readable=False,
        help="The report; without it, the draft in this folder, or a new report-<code>.yaml.",
    ),
]
_StateOption = Annotated[
    str | None,
    typer.Option(
        "--state", help="The State: its name, or its code.", autocompletion=complete_state
    ),
]
_EarlierOption = Annotated[
    Path | None,
    typer.Option(
        "--from",
        metavar="REPORT",
        readable=False,
        help="Begin with the answers of an earlier report, each to be confirmed.",
    ),
]
_AnswersOption = Annotated[
    Path | None,
    typer.Option(
        "--answers",
        metavar="FILE",
        readable=False,
        help="Fill in answers from YAML, JSON, a report, or a page of `forms --whole`.",
    ),
]
_NoInputOption = Annotated[
    bool, typer.Option("--no-input", help="Ask nothing: say what is left, and exit with 1.")
]
_OnlyOption = Annotated[ScopeKind | None, typer.Option("--only", help="Ask these questions only.")]
_SetOption = Annotated[
    str | None,
    typer.Option(
        "--set",
        metavar="4",
        help="Ask the questions of this part only, by its number or id.",
        autocompletion=complete_set,
    ),
]
_RecommendationOption = Annotated[
    str | None,
    typer.Option(
        "--recommendation",
        metavar="10(b)",
        help="Ask about this recommendation only.",
        autocompletion=complete_recommendation,
    ),
]
_QuestionOption = Annotated[
    str | None,
    typer.Option(
        "--question",
        metavar="6.3",
        help="Ask this question only, by its number or id, also if it is answered.",
        autocompletion=complete_name,
    ),
]
_HomeOption = Annotated[
    bool, typer.Option("--home", help="Show the whole report first, and what can be done next.")
]


def run(
    report: _ReportArgument = None,
    state: _StateOption = None,
    earlier: _EarlierOption = None,
    answers: _AnswersOption = None,
    no_input: _NoInputOption = False,
    only: _OnlyOption = None,
    set_id: _SetOption = None,
    recommendation: _RecommendationOption = None,
    question: _QuestionOption = None,
    ministry: ForOption = None,
    received: ReceivedOption = None,
    break_link: BreakLinkOption = False,
    questionnaire: QuestionnaireOption = None,
    source: SourceOption = None,
    home: _HomeOption = False,
    plain: PlainOption = False,
) -> None:
    """Answer the questionnaire, or go on with a report that was begun.

    Every answer is saved at once. Stop whenever you want; the same command goes on where you
    stopped. In a terminal of at least 60 columns and 20 rows, one question stands on the screen;
    with --plain, questions come line by line. Also works without a person: one answer on each
    line of standard input, or --answers.

    A line that does not fit stops the run with its number. --answers takes a file that names the
    questions, such as `publication: publish`, or
    `laws: {missing: not-known, reason: not-collected}`; an answer that does not fit is named with
    its line. A carriage return in a text is a line break there.

    A line that ends with a backslash goes on in the next one. /edit opens $VISUAL or $EDITOR, or
    else sensible-editor, nano, vi or notepad. The text is kept in a file next to the report, such
    as report-NOR.yaml.offence.law.edit.txt, until the report has it; the next run offers it again.

    --for labour asks what the division asks of that ministry, and names it as who answered: for
    answers that came on paper or by telephone. --received notes that they came.

    Where a report cannot be saved, another file is asked for. A line that begins with / is a path
    there if it has another /, ends as a report does, or is a folder; else it is a command.
    """
    _refuse_unfit_options(received, ministry, answers)
    options = _Options(
        part=PartOfReport(only, set_id, recommendation, question, ministry),
        received=received,
        no_input=no_input,
        break_link=break_link,
        questionnaire=questionnaire,
        wording=source_document(source),
        begins_at_home=home,
    )
    screen, face = screen_and_face(plain=plain, asks=not no_input)
    if face.is_interactive and not any((state, earlier, answers)):
        report, earlier = _instead_of_final(report, questionnaire)
    others = [*(["--source", str(source)] if source else []), *(["--plain"] if plain else [])]
    hint = ResumeHint("answer", questionnaire, [*options.part.words(), *others])
    with interviewing(hint, screen):
        # Unusable files are reported before anything is asked or begun.
        carried = None if earlier is None else _carried(earlier, questionnaire)
        given = None if answers is None else _given(answers, questionnaire)
        _Run(options, screen, face, hint, carried=carried, answers=given).answer(report, state)


class _Options(NamedTuple):
    """The options that say how a report is answered."""

    part: PartOfReport
    received: str | None
    """What the answers of a ministry came in."""
    no_input: bool
    break_link: bool
    questionnaire: str | None
    wording: "SourceDocument | None"
    """The official wording, from the user's copy of the source document."""
    begins_at_home: bool
    """Whether the whole report is shown first."""


class _Run(NamedTuple):
    """One run of the command."""

    options: _Options
    screen: Screen
    face: Face
    hint: ResumeHint
    """The command to go on with, shown at the end."""
    carried: "CarriedReport | None"
    answers: "AnswerFile | None"
    """The answers of `--answers`."""

    @property
    def given(self) -> Document | None:
        """The file of `--answers`."""
        return None if self.answers is None else self.answers.document

    def answer(self, report: Path | None, state: str | None) -> None:
        """Open a report, ask the questions, and say how to go on.

        Args:
            report: The report that is named.
            state: The State that is named.
        """
        if self.given is not None:
            from checklist.ministries.prefill import require_answers, state_in

            require_answers(self.given)
            state = state or state_in(self.given)
        if self.carried is not None:
            state = state or self.carried.report.state
        with ExitStack() as terminal:
            session, interview, then, is_filled_in = self._answered(report, state, terminal)
        if then:
            plain = "--plain" in self.hint.options
            _go_on_with(then, session, self.options.questionnaire, plain=plain)
        else:
            self._show_next_step(session, interview)
        if self.options.no_input and (interview.missing() or not is_filled_in):
            raise typer.Exit(1)

    def _answered(
        self, report: Path | None, state: str | None, terminal: ExitStack
    ) -> tuple[Session, Interview, str, bool]:
        """Open a report and ask the questions.

        Returns:
            The report, its interview, the command to go on with, and whether none of the answers
            of `--answers` has an error.
        """
        path, code = report_path(report, state, self.face, terminal)
        if not exists(path):  # begin nothing if there is no such part
            self.options.part.scope(self._new_questionnaire())
        with ReportLock(path):
            remove_strays(path)
            refuse_hard_links(path, break_link=self.options.break_link)
            session = self._open(path, code, terminal)
            scope = self.options.part.scope(session.questionnaire)
            ministry = self.options.part.ministry
            if ministry is not None:
                from checklist.commands.shared.paper_return import scope_of_ministry  # few need it

                received = self.options.received
                scope = scope_of_ministry(session, ministry, scope, received=received)
            is_filled_in = True
            if self.answers is not None:
                from checklist.commands.shared.answer_file import fill  # few need it

                terminal.close()  # what is filled in is said on the usual screen
                is_filled_in = fill(session, self.answers, self.screen)
            interview, then = self._interview(session, scope)
        return session, interview, then, is_filled_in

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
                f"{safe_text(str(path))} is there already. To go on with it, leave --from out. "
                "To begin a new report, name another file: checklist answer NEW --from EARLIER"
            )
        answered = resolve_current(read(path), self.options.questionnaire)
        return Session.resume(path, answered, break_link=self.options.break_link)

    def _begin(self, path: Path, code: str) -> Session:
        """Begin a report, with the answers of an earlier one if there is one."""
        answered, carried = self._new_questionnaire(), self.carried
        if carried is None:
            begun, notices = Report.begin(answered, code, date.today()), []
        elif carried.report.state != code:
            raise ChecklistError(
                f"{carried.name} is the report of {state_name(carried.report.state)}, "
                f"and this one is that of {state_name(code)}"
            )
        else:
            begun, notices = carried.report, carried.notices()
        if self.given is not None:
            from checklist.ministries.prefill import require_same

            require_same(self.given, code, answered)
        with undisturbed():  # a signal in between would claim that nothing was begun
            session = self.hint.session = Session.begin(path, answered, begun)
        session.notices += notices
        return session

    def _new_questionnaire(self) -> Questionnaire:
        """Return the questionnaire that a new report answers."""
        return self.carried.questionnaire if self.carried else resolve(self.options.questionnaire)

    def _interview(self, session: Session, scope: Scope) -> tuple[Interview, str]:
        """Ask the questions, or only show the progress. Returns also the command to go on with."""
        asks = not self.options.no_input
        lines = [*introduction(session, asks=asks)]
        self.face.introduce(lines, is_new=not session.resumed)
        interview = Interview(
            session.questionnaire,
            session.present(),
            session.unusable,
            scope,
            warnings=find_warnings(session.questionnaire),
            in_any_order=self.face.in_any_order,
        )
        interview.is_divided = _is_divided(session)
        if self.given is not None:
            interview.begin_at_first_open()
        if self.options.part.ministry is not None:
            interview.give_answers_for([self.options.part.ministry])
        if asks:
            session.notices += left_behind_notices(interview) if session.resumed else []
            with session.locks:
                then = run_interview(
                    *(interview, session, self.face, self.options.wording),
                    begins_at_home=self.options.begins_at_home,
                )
            return interview, then
        show_notices(session, self.face)
        self.screen.progress(interview)
        return interview, ""

    def _show_next_step(self, session: Session, interview: Interview) -> None:
        is_complete = not any(part.missing for part in interview.progress())
        final = final_report_of(session.path)  # the report may be saved elsewhere now
        if is_complete and final is not None:
            self.screen.say("Nothing required is missing in this draft.")
            self.screen.say(is_kept_draft_message(session.path, final), hanging=2)
        elif is_complete:
            self.screen.say("Nothing required is missing. Next:")
            self.screen.command(self.hint.words("finalize"))
        else:
            self.hint.show_resume_command(self.screen)


# What most runs do without is imported where it is needed: the first question comes sooner.


def _carried(earlier: Path, questionnaire: str | None) -> "CarriedReport":
    from checklist.commands.shared.carried_report import CarriedReport

    return CarriedReport.of(read(earlier), questionnaire)


def _given(answers: Path, questionnaire: str | None) -> "AnswerFile":
    from checklist.commands.shared.answer_file import given_in

    return given_in(answers, questionnaire)


def _refuse_unfit_options(received: str | None, ministry: str | None, answers: Path | None) -> None:
    if received is not None and ministry is None:
        raise ChecklistError("--received says what a ministry's answers came in: add --for CODE")
    if ministry is not None and answers is not None:
        raise ChecklistError("--for takes typed answers; merge a file: checklist ministries merge")


def _instead_of_final(
    report: Path | None, questionnaire: str | None
) -> tuple[Path | None, Path | None]:
    """Return the report to answer and an earlier one to begin with, if need be by a choice.

    Raises:
        typer.Exit: Something else than answering was chosen for a final report, and is done.
    """
    if not can_choose():
        return report, None
    from checklist.commands.shared.after_final import (
        AfterFinal,
        ask_after_final,
        final_instead_of_draft,
        next_revision_path,
    )

    final = final_instead_of_draft(report)
    if final is None:
        return report, None
    from checklist.commands import amend, export, show  # which few runs need

    match ask_after_final(final, is_named=report is not None):
        case AfterFinal.CORRECT:
            draft = next_revision_path(final)
            if not exists(draft):
                amend.run(final, output=draft, questionnaire=questionnaire)
            return draft, None
        case AfterFinal.NEW_CYCLE:
            new = final.with_name(f"{final.stem}-new{final.suffix}")
            return free_path(new, final.suffix), final
        case AfterFinal.OTHER_STATE:
            return None, None
        case AfterFinal.READ:
            show.run(final, questionnaire=questionnaire)
        case AfterFinal.PRINT:
            page = free_path(final.with_suffix(".html"), ".html")
            export.run(final, output=page, questionnaire=questionnaire)
    raise typer.Exit(0)


def _is_divided(session: Session) -> bool:
    """Return whether there is a division of the report among ministries."""
    return exists(ReportFolder(session.path, session.report.state).division)


def _go_on_with(command: str, session: Session, questionnaire: str | None, *, plain: bool) -> None:
    """Run the command with which the official goes on, such as `finalize`."""
    from checklist.commands import export, finalize, fix  # which few runs need
    from checklist.commands.ministries import divide, forms

    runs: dict[str, Callable[..., None]] = {
        "finalize": finalize.run,
        "fix": partial(fix.run, plain=plain),
        "ministries": forms.run if _is_divided(session) else divide.run,
        "export": export.run,
    }
    runs[command](session.path, questionnaire=questionnaire)
