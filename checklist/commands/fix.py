"""`checklist fix`."""

from collections.abc import Mapping, Sequence
from contextlib import suppress

import typer

from checklist.checks.resolve_questionnaire import resolve_current
from checklist.checks.validator import head_findings
from checklist.commands.shared.conflict_questions import settle_conflicts
from checklist.commands.shared.hard_links import BreakLinkOption, refuse_hard_links
from checklist.commands.shared.interview_session import (
    PlainOption,
    ResumeHint,
    interviewing,
    screen_and_face,
)
from checklist.commands.shared.questionnaire_options import (
    QuestionnaireOption,
    SourceOption,
    source_document,
)
from checklist.commands.shared.report_argument import DRAFT, DraftArgument, resolve_report_path
from checklist.files.lock import ReportLock
from checklist.files.reader import read
from checklist.files.writer import remove_strays
from checklist.interview.corrections import Corrections, find_corrections, find_warnings
from checklist.interview.engine import Interview
from checklist.interview.loop import run as run_interview
from checklist.interview.mending import Mending
from checklist.interview.saving import show_notices
from checklist.interview.scope import Scope, while_true
from checklist.interview.screen import Screen
from checklist.interview.session import Session
from checklist.lifecycle.draft import Draft
from checklist.questionnaire.question import Question
from checklist.reports.answer_path import AnswerPath
from checklist.reports.report import Report
from checklist.text.sanitize import safe_text


def run(
    report: DraftArgument = None,
    break_link: BreakLinkOption = False,
    questionnaire: QuestionnaireOption = None,
    source: SourceOption = None,
    plain: PlainOption = False,
) -> None:
    """Answer again what validate finds wrong or missing in a draft.

    Each question is shown with what was found. At the end it says what is left; it exits with 1
    while there are errors.
    """
    report = resolve_report_path(report, DRAFT)
    screen, face = screen_and_face(plain=plain)
    wording = source_document(source)
    options = [] if source is None else ["--source", str(source)]
    hint = ResumeHint("fix", questionnaire, [*options, *(["--plain"] if plain else [])])
    with interviewing(hint, screen), ReportLock(report):
        remove_strays(report)
        refuse_hard_links(report, break_link=break_link)
        document = read(report)
        asked = resolve_current(document, questionnaire)
        if not head_findings(document):  # else resuming says why it cannot be used
            settle_conflicts(report, document, asked, read=face.read_line)
        session = hint.session = Session.resume(report, asked, break_link=break_link)
        present, answered = session.present(), session.questionnaire

        def judged(draft: Report) -> Corrections:
            return find_corrections(draft, Draft(answered, draft, session.unusable).path)

        def by_question(draft: Report) -> Mapping[str, Sequence[str]]:
            return judged(draft).at_all_sides()

        # A script answers one question for each message; a person chooses which side to mend.
        mending = Mending() if face.is_interactive else None
        before = judged(present)
        if not before.by_question:
            show_notices(session, face)
            _show_remaining(before, hint, screen)
            raise typer.Exit(1 if before.has_errors else 0)
        screen.say(f"{_questions(len(before.by_question))} correction in {_name(session)}.")
        scope = _to_correct(before, mending)
        interview = Interview(
            answered,
            present,
            session.unusable,
            scope,
            findings=by_question,
            warnings=find_warnings(answered),
            mending=mending,
            in_any_order=face.in_any_order,
        )
        # When the input ends, the remaining faults are shown all the same.
        with session.locks, suppress(EOFError):
            run_interview(interview, session, face, wording, stays_at_end=False)
        screen.say()
        after = judged(interview.report)
        _show_remaining(after, hint, screen)
        raise typer.Exit(1 if after.has_errors else 0)


def _to_correct(before: Corrections, mending: Mending | None) -> Scope:
    """Return the scope of what was wrong at first, and of both sides of each contradiction."""

    def takes(question: Question, path: AnswerPath) -> bool:
        if mending is None:
            return question.id in before.by_question
        return question.id in before.alone or question.id in mending.questions(path)

    return while_true("To correct", takes)


def _show_remaining(left: Corrections, hint: ResumeHint, screen: Screen) -> None:
    assert hint.session is not None
    name = _name(hint.session)
    if left.elsewhere:
        screen.say(f"In {name}, at places that no question opens:")
        for text in left.elsewhere:
            screen.say(text, indent=2, hanging=2)
    if left.by_question:
        screen.say(f"{_questions(len(left.by_question), 'still ')} correction. Go on with:")
        screen.command(hint.words("fix", *hint.options))
    elif left.elsewhere:
        screen.say("No question needs correction any more. All other findings are listed by:")
        screen.command(hint.words("validate"))
    else:
        screen.say(f"Nothing is left to correct in {name}. Next:")
        screen.command(hint.words("finalize"))


def _questions(number: int, adverb: str = "") -> str:
    return f"1 question {adverb}needs" if number == 1 else f"{number} questions {adverb}need"


def _name(session: Session) -> str:
    return safe_text(str(session.path))
