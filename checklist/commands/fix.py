"""`checklist fix`."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import nullcontext, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import typer

from checklist.checks.resolve_questionnaire import resolve_for_report
from checklist.checks.validator import head_findings
from checklist.commands.shared.conflict_questions import conflicts_text, settle_conflicts
from checklist.commands.shared.interview_session import (
    PlainOption,
    ResumeHint,
    face_for_language,
    interviewing,
    page_and_face,
    run_interview,
)
from checklist.commands.shared.person import EnterAlone, Person, can_ask
from checklist.commands.shared.questionnaire_options import (
    QuestionnaireOption,
    SourceOption,
    source_document,
)
from checklist.commands.shared.report_argument import DRAFT, DraftArgument, resolve_report_path
from checklist.console.page import Page
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
from checklist.interview.saving import show_notices
from checklist.interview.scope import Scope, while_true
from checklist.interview.session import Session
from checklist.lifecycle.draft import Draft
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.reports.report import Report
from checklist.text.messages import Message, first_few, sentences, tr, trn
from checklist.text.sanitize import safe_text

if TYPE_CHECKING:
    from checklist.questionnaire.source_document import SourceDocument

_TO_CORRECT = Message("To correct")
"""The name of the questions that are asked first."""
_TO_LOOK_AT = Message("To look at again")
"""The name of the questions whose answers have only a remark."""
_MOST_NAMED = 12
"""The most questions that are named at the end."""


def run(
    report: DraftArgument = None,
    questionnaire: QuestionnaireOption = None,
    source: SourceOption = None,
    plain: PlainOption = False,
) -> None:
    """Correct what is wrong in a draft, then answer the open questions.

    Each question is shown with the mistake that was found. If two answers contradict each other,
    you choose which one to correct. At the end, the command says what is left to do. It exits with
    1 while there are errors.
    """
    correct(resolve_report_path(report, DRAFT), questionnaire, source, plain=plain)


def correct(
    report: Path,
    questionnaire: str | None,
    source: Path | None = None,
    *,
    plain: bool = False,
    goes_on: bool = False,
) -> NoReturn:
    """Ask what is wrong in a draft, and what is open.

    Args:
        report: The file of the draft.
        questionnaire: The folder or id of a questionnaire; None for the one that the draft names.
        source: The text of the source document, whose wording can be shown.
        plain: Whether all is said line by line.
        goes_on: Whether the official has already chosen to answer what is open.

    Raises:
        typer.Exit: The end of the command: with 1 while there are errors.
    """
    page, face = page_and_face(plain=plain)
    wording = source_document(source)
    options = [] if source is None else ["--source", str(source)]
    hint = ResumeHint("fix", questionnaire, [*options, *(["--plain"] if plain else [])])
    with interviewing(hint, page), ReportLock(report) as lock:
        remove_strays(report)
        document = read(report)
        asked = resolve_for_report(document, questionnaire)
        face = face_for_language(face)
        person = Person(face) if face.is_interactive and can_ask() else None
        if not head_findings(document):  # else resuming says why it cannot be used
            hint.draft = report
            _settle(report, document, asked, face, person)
        session = hint.session = Session.resume(report, asked)
        session.lock = lock
        run = _CorrectionRun(session, face, person, wording, goes_on)
        with nullcontext() if person is None else person.opened(lambda: report):
            left = run.run()
        _show_remaining(left, hint, page)
        raise typer.Exit(1 if left.has_errors else 0)
    raise typer.Exit(1)  # the person stopped before anything was asked


@dataclass(frozen=True, slots=True)
class _CorrectionRun:
    """Asks what is wrong in a draft, then what is only open."""

    session: Session
    face: Face
    person: Person | None
    """Who is asked how to go on; None where nobody can be asked."""
    wording: "SourceDocument | None"
    goes_on: bool
    """Whether the official has already chosen to answer what is open."""

    def run(self) -> Corrections:
        """Ask, and return what is left."""
        before = self._judged(self.session.report)
        if not before.by_question:
            show_notices(self.session, self.face)
            return before
        is_said_later = not before.wrong and self.person is not None  # with the choice
        if (before.wrong or before.unanswered) and not is_said_later:
            self.face.say(_counts(_name(self.session), before))
        # When the input ends, the remaining faults are shown all the same.
        with self.session.locks, suppress(EOFError):
            is_done = not before.wrong or self._mend(before)
            left = self._judged(self.session.report)
            if is_done and left.remarks and self._is_to_look_at(left):
                is_done = self._look_at(left)
                left = self._judged(self.session.report)
            if is_done and left.unanswered and self._is_to_go_on(left):
                self._ask(_scope_of(tr("To answer"), left.unanswered))
        self.face.say()
        return self._judged(self.session.report)

    def _mend(self, left: Corrections) -> bool:
        """Ask what is wrong, until nothing is, or the rest is left.

        Returns whether all of it was asked.
        """
        # A script answers one question for each message; a person chooses which side to correct.
        if not self.face.is_interactive:
            return self._ask(_scope_of(tr(_TO_CORRECT), left.wrong))
        is_done, still_wrong, choice = True, left.wrong, ContradictionChoice()
        while is_done and still_wrong:
            choice.alone = {*still_wrong}.intersection(left.alone)
            is_done = self._ask(choice.scope(tr(_TO_CORRECT)), choice)
            left = self._judged(self.session.report)
            still_wrong = [i for i in left.wrong if i in left.alone or i not in choice.left_at]
            if not (is_done and still_wrong and self._is_to_mend(still_wrong)):
                break
        return is_done

    def _is_to_mend(self, still_wrong: Sequence[str]) -> bool:
        """Return whether a person wants to correct now what is wrong after a correction."""
        if self.person is None:
            return False
        number = len(still_wrong)
        title = trn(
            "{count} answer still needs correction.",
            "{count} answers still need correction.",
            number,
        )
        self.person.say(*_names(still_wrong, self.session.questionnaire))
        choices = [tr("Correct now"), tr("Leave for later")]
        return self.person.choose(title, choices, enter=EnterAlone.LEAVES) == 1

    def _is_to_look_at(self, left: Corrections) -> bool:
        """Return whether the answers with only a remark are asked: by a script, always."""
        if self.person is None:
            self.face.say(_have_remarks(left))
            return True
        choices = [tr("Look at them"), tr("Leave them")]
        return self.person.choose(_have_remarks(left), choices, enter=EnterAlone.LEAVES_THEM) == 1

    def _look_at(self, left: Corrections) -> bool:
        """Ask what has only a remark. Returns whether all of it was asked."""
        # A script answers from the first step on, whatever is missing.
        lacking = left.lacks_evidence if self.face.is_interactive else ()
        begins_at = dict.fromkeys(lacking, "evidence")
        return self._ask(_scope_of(tr(_TO_LOOK_AT), left.remarks, begins_at))

    def _ask(self, scope: Scope, contradiction_choice: ContradictionChoice | None = None) -> bool:
        """Ask the questions of a scope. Returns whether the official got to its end."""
        session = self.session
        interview = Interview(
            session.questionnaire,
            session.report,
            session.unusable,
            scope,
            findings=lambda draft: self._judged(draft).at_all_sides(),
            # What is shown with a question is not said again once its answer stays as it is.
            warnings=Warnings(session.questionnaire, known=session.report),
            contradiction_choice=contradiction_choice,
            in_any_order=self.face.in_any_order,
        )
        run_interview(interview, session, self.face, self.wording, stays_at_end=False)
        return interview.at_end

    def _is_to_go_on(self, left: Corrections) -> bool:
        """Return whether the open questions are asked now: by a script, always."""
        if self.goes_on or self.person is None:
            return True
        title = sentences([_are_open(left), _assurance(left)])
        return (
            self.person.choose(title, [tr("Answer now"), tr("Go on later")], enter=EnterAlone.STOPS)
            == 1
        )

    def _judged(self, draft: Report) -> Corrections:
        session = self.session
        path = Draft(session.questionnaire, draft, session.unusable).path
        return find_corrections(draft, path, is_divided=session.is_divided)


def _settle(
    report: Path, document: Document, asked: Questionnaire, face: Face, person: Person | None
) -> None:
    """Ask about the open conflicts. A script answers them with its first lines.

    Raises:
        EOFError: A person stops.
    """
    asking = person or Person(face)
    try:
        with asking.opened(lambda: report):
            settle_conflicts(report, document, asked, asking)
    except EOFError:
        if person is not None:
            raise


def _scope_of(name: str, ids: Iterable[str], begins_at: Mapping[str, str] | None = None) -> Scope:
    """Return the scope of the questions with these ids. The arguments are those of `while_true`."""
    asked = {*ids}
    return while_true(name, lambda question, path: question.id in asked, begins_at)


def _show_remaining(left: Corrections, hint: ResumeHint, page: Page) -> None:
    """Say what is wrong, then what is open, and the command that comes next."""
    session = hint.session
    assert session is not None
    name, asked = _name(session), session.questionnaire
    if left.elsewhere:
        page.say(tr("In {name}, at places that no question opens:", name))
        for text in left.elsewhere:
            page.say(text, indent=2, hanging=2)
    if left.wrong:
        page.say(tr("Still to correct:"))
        for words in _names(left.wrong, asked):
            page.say(words, indent=2, hanging=4)
    if left.remarks:
        remarks = [asked.numbers[question_id] for question_id in left.remarks]
        page.say(tr("Answers with only a remark: {remarks}", first_few(remarks, _MOST_NAMED)))
    if left.unanswered:
        page.say(sentences([_are_open(left), _assurance(left)]))
    if text := conflicts_text(session.report):
        page.say(text)
        page.command(hint.words("fix", *hint.options))
    elif left.wrong:
        page.say(tr("Go on with:"))
        page.command(hint.words("fix", *hint.options))
    elif left.elsewhere:
        page.say(tr("No answer needs correction now. This lists all other findings:"))
        page.command(hint.words("validate"))
    elif left.unanswered:
        page.say(tr("Answer with:"))
        page.command(hint.words("answer", *hint.options))
    else:
        page.say(tr("Nothing is left to correct in {name}. Next:", name))
        page.command(hint.words("finalize"))


def _names(ids: Sequence[str], asked: Questionnaire) -> list[str]:
    """Return the first of these questions in words, with their numbers."""
    named = [f"{asked.numbers[i]} {asked.questions[i].ask}" for i in ids[:_MOST_NAMED]]
    return (
        [*named, tr("and {ids} more", len(ids) - _MOST_NAMED)] if len(ids) > _MOST_NAMED else named
    )


def _counts(name: str, left: Corrections) -> str:
    """Return how many answers of a report are wrong and how many questions are open."""
    needs = trn(
        "In {name}, {count} answer needs correction.",
        "In {name}, {count} answers need correction.",
        len(left.wrong),
        name,
    )
    if not left.wrong:
        needs = tr("In {name}, no answer needs correction.", name)
    return sentences([needs, _are_open(left) if left.unanswered else ""])


def _have_remarks(left: Corrections) -> str:
    """Return how many answers have only a remark."""
    return trn(
        "{count} answer has only a remark, such as evidence that can be added.",
        "{count} answers have only a remark, such as evidence that can be added.",
        len(left.remarks),
    )


def _assurance(left: Corrections) -> str:
    return "" if left.wrong or left.elsewhere else tr("Nothing that is answered is wrong.")


def _are_open(left: Corrections) -> str:
    return trn(
        "{count} question that needs an answer is open.",
        "{count} questions that need an answer are open.",
        len(left.unanswered),
    )


def _name(session: Session) -> str:
    return safe_text(str(session.path))
