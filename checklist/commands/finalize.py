"""`checklist finalize`."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import redirect_stderr, redirect_stdout, suppress
from enum import Enum, auto
from functools import partial
from io import StringIO
from pathlib import Path

import typer

from checklist.checks.resolve_questionnaire import resolve_for_report, speak_for
from checklist.checks.validator import head_findings
from checklist.commands.shared.conflict_questions import settle_conflicts
from checklist.commands.shared.findings_output import print_file_findings
from checklist.commands.shared.interview_session import ResumeHint, interviewing, page_and_face
from checklist.commands.shared.person import EnterAlone, Person, can_ask
from checklist.commands.shared.questionnaire_options import QuestionnaireOption, command_line
from checklist.commands.shared.receipts import left_out_receipts, receipt_line
from checklist.commands.shared.report_argument import DRAFT, DraftArgument, resolve_report_path
from checklist.commands.shared.sign_off import SignOff
from checklist.commands.shared.sign_off_options import SignOffOptions
from checklist.console.page import Page
from checklist.errors import ChecklistError
from checklist.files.discovery import free_path
from checklist.files.lock import ReportLock
from checklist.files.reader import Document, read
from checklist.interview.kept_texts import KeptTexts
from checklist.lifecycle.finalize import Finalization, write_final
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.render.report.to_correct import is_only_to_add, to_correct_lines
from checklist.reports.check_structure import check_structure
from checklist.text.messages import Message, sentences, tr
from checklist.text.paragraphs import Line
from checklist.text.sanitize import safe_text

_OFF_PATH_OF = Message(
    "Left out, because it is not asked now: {number} ({ask}). Tell those who answered "
    "it: {ministries}"
)
_OFF_PATH = Message("Left out, because it is not asked now: {number} ({ask})")
_NO_QUESTION = Message("Left out, because this question no longer exists: {number}")


_WRITE = Message("Write the folder to send")
_READ = Message("Read the report")
_PRINT = Message("Write it as a page for a browser")
_LEAVE = Message("Leave")
_STEPS = (
    Message(
        "1. Write the folder to send: the report, a document in Word and as a page, and the "
        "list of files. The same by command: {submit}"
    ),
    Message("2. Send the folder, as your State sends its notes."),
)
_WHO = (
    Message(
        "The secretariat gets the folder: all answers, those marked as confidential with "
        "their mark, and who approved the report. The folder does not say which ministry "
        "gave an answer, or how sure it was."
    ),
    Message("The public gets nothing of this. A copy without all that is confidential: {redact}"),
    Message(
        "Your State keeps this report and its draft. Neither can be made again from the folder."
    ),
)

_NONE = SignOffOptions()


def run(
    report: DraftArgument = None,
    decisions: SignOffOptions = _NONE,
    questionnaire: QuestionnaireOption = None,
) -> None:
    """Turn a draft into a final report.

    The command asks who approves the report and who may read it. If several ministries answered, it
    also asks what to do with answers that changed after a ministry cleared them, and with answers
    that never came. Without a terminal, it lists each decision that no option makes, and changes
    nothing; an approval is then required only for a report of several ministries. The approval and
    the clearances are in the final report for the State only: `checklist export --public` leaves
    out both. A clearance covers the draft as it was before your decisions here were filled in.

    The draft is kept next to the final report, so nothing is lost. While a required answer is
    missing, the command says so and changes nothing. Answers to questions that are no longer asked
    of your State, or no longer exist, are left out of the final report.
    """
    report = resolve_report_path(report, DRAFT)
    page = Page.of_output()
    done = _asked_and_finalized(report, questionnaire, page, decisions)
    if done is _Outcome.FINAL:
        return
    if done is _Outcome.LATER:
        print(tr("Nothing was made final."), file=sys.stderr)
        raise typer.Exit(1)
    outcome = tr("Nothing was changed.")
    if done is _Outcome.SAVED:
        outcome = tr(
            "Your decisions on who may read the report were saved in the draft. The "
            "report is not final yet."
        )
    if done is _Outcome.CHOSEN:
        from checklist.commands import fix as fix_command

        fix_command.correct(report, questionnaire, goes_on=True)
    fix = safe_text(command_line("fix", report, questionnaire))
    then = sentences([outcome, tr("To correct or answer these questions:")])
    print(f"{then}\n  {fix}", file=sys.stderr)
    raise typer.Exit(1)


class _Outcome(Enum):
    """What became of the draft."""

    FINAL = auto()
    TO_CORRECT = auto()
    """Something is wrong or missing in it, or may be. That was said."""
    CHOSEN = auto()
    """It is to be corrected now: the person chose this."""
    SAVED = auto()
    """What was decided is saved in it, but with that, something is wrong in it. That was said."""
    LATER = auto()
    """Something is not decided. That was said."""


def _asked_and_finalized(
    report: Path,
    questionnaire: str | None,
    page: Page,
    options: SignOffOptions,
) -> _Outcome:
    """Make a report final, and ask on the screens of the interview where somebody can be asked."""
    document = read(report)
    if not document.readable or not can_ask():
        return _finalized(report, questionnaire, page, options, None)
    speak_for(document)
    page, face = page_and_face(plain=False)
    person = Person(face)
    hint = ResumeHint("finalize", questionnaire, draft=report)
    with interviewing(hint, page), suppress(EOFError), person.opened(lambda: report):
        return _finalized(report, questionnaire, page, options, person, hint)
    return _Outcome.LATER


def _finalized(
    report: Path,
    questionnaire: str | None,
    page: Page,
    options: SignOffOptions,
    person: Person | None,
    hint: ResumeHint | None = None,
) -> _Outcome:
    """Make a report final. If it is not, it was said why.

    Args:
        report: The draft.
        questionnaire: The questionnaire that was named, if any.
        page: Where all is said if nobody can be asked.
        options: What is decided by options.
        person: Who is asked; None where nobody can be asked.
        hint: The command with which a person who stops can go on.

    Raises:
        EOFError: The person stops.
    """
    document = read(report)
    if not document.readable:
        raise typer.Exit(_unusable(document))
    with ReportLock(report):
        document = read(report)
        answered = resolve_for_report(document, questionnaire)
        is_sound = not head_findings(document)
        if is_sound and person is not None:
            settle_conflicts(report, document, answered, person)
            document = read(report)
        if not is_sound:
            raise typer.Exit(_unusable(document))
        sign_off = SignOff(report, document, answered, options=options, page=page, person=person)
        result = sign_off.judge_draft()
        instead = _instead(result, document, answered, page, person)
        if instead is not None:
            if person is None:  # a person is asked once this is corrected
                sign_off.show_open_points()
            return instead
        decided = sign_off.decide()
        if decided is None:
            return _Outcome.LATER
        if decided.report is None:
            instead = _instead(decided, sign_off.document, answered, page, person)
            return _Outcome.CHOSEN if instead is _Outcome.CHOSEN else _Outcome.SAVED
        kept = write_final(report, sign_off.document, decided.report)
        if hint is not None:
            hint.command = "submit"
        left_out = [*_left_out(decided, answered, sign_off)]
        if sign_off.file is not None and left_out:
            folder, division = sign_off.folder, sign_off.file.division
            told = left_out_receipts(folder, division, sign_off.checked, decided.left_out)
            left_out += map(receipt_line, told)
        texts = KeptTexts(report, answered).notices()
    _say_final(report, questionnaire, kept, [left_out, texts], person)
    return _Outcome.FINAL


def _say_final(
    report: Path,
    questionnaire: str | None,
    kept: Path,
    texts: Sequence[Sequence[str]],
    person: Person | None,
) -> None:
    """Say that a report is final, and what comes next.

    Args:
        report: The final report.
        questionnaire: The questionnaire that was named, if any.
        kept: Where the draft is kept.
        texts: What was left out of the report, and which texts are kept beside it.
        person: The person who made it final; None where nobody can be asked.
    """
    left_out, others = texts
    is_final = tr(
        "{report} is final. The draft is kept as {kept}.",
        safe_text(str(report)),
        safe_text(str(kept)),
    )
    sent = safe_text(command_line("submit", report, questionnaire))
    last = [tr("To write the folder to send:"), f"  {sent}"]
    if person is None:
        for text in [*left_out, is_final, *others, *last]:
            print(text, file=sys.stderr)
        return
    person.leave([*left_out, is_final, *last])
    with suppress(EOFError):
        show_what_comes_next(person, report, questionnaire, [is_final, *left_out, *others])


def show_what_comes_next(
    person: Person, report: Path, questionnaire: str | None, said: Sequence[str]
) -> None:
    """Show what happens next, who gets what, and what can be done, until the person leaves.

    Nothing opens by itself, and nothing is sent: each step is chosen, and the page comes back after
    it.

    Args:
        person: Who made the report final.
        report: The final report.
        questionnaire: The questionnaire that was named, if any.
        said: What is to be said about the report, in sentences; the first one is that it is final.
    """
    from checklist.commands import export, show, submit  # which only a person calls from here

    def write_page() -> None:
        page = free_path(report.with_suffix(".html"), ".html")
        export.run(report, output=page, questionnaire=questionnaire)

    words = {
        "submit": command_line("submit", report, questionnaire),
        "redact": command_line("redact", report, questionnaire),
    }
    title, *others = said
    above = [
        *map(Line, others),
        Line(tr("What happens next"), is_heading=True),
        *(Line(tr(text, **words), 2, 3) for text in _STEPS),
        Line(tr("Who gets what"), is_heading=True),
        *(Line(tr(text, **words), 2, 2) for text in _WHO),
    ]
    choices = [_WRITE, _READ, _PRINT, _LEAVE]
    while True:
        chosen = person.choose(title, [*map(tr, choices)], above=above, enter=EnterAlone.LEAVES)
        if chosen in {0, len(choices)}:
            return
        if choices[chosen - 1] is _READ:
            with person.suspended():
                show.run(report, questionnaire=questionnaire)
        elif choices[chosen - 1] is _PRINT:
            person.say(*_said_by(write_page))
        else:
            person.say(*_said_by(partial(submit.run, report, questionnaire=questionnaire)))


def _said_by(run: Callable[[], None]) -> Sequence[str]:
    """Run a command, and return what it says, which has no place on a full screen."""
    output, failed = StringIO(), ""
    try:
        with redirect_stdout(output), redirect_stderr(output):
            run()
    except typer.Exit:
        pass  # what it said says why
    except ChecklistError as error:
        failed = str(error)
    lines = [*output.getvalue().splitlines(), failed]
    return [line.strip() for line in lines if line.strip()]


def _left_out(result: Finalization, answered: Questionnaire, sign_off: SignOff) -> Iterator[str]:
    """Yield which answers are not in a final report, and which ministries gave them."""
    for question_id in result.left_out:
        question = answered.questions.get(question_id)
        words = {"number": safe_text(answered.number(question_id))}
        if question is None:
            yield tr(_NO_QUESTION, **words)
            continue
        ministries = safe_text(sign_off.ministries_of(question_id))
        text = _OFF_PATH_OF if ministries else _OFF_PATH
        yield tr(text, **words, ask=question.ask, ministries=ministries)


def _instead(
    result: Finalization,
    document: Document,
    answered: Questionnaire,
    page: Page,
    person: Person | None,
) -> _Outcome | None:
    """Say what is wrong in a draft, or may be, question by question, and ask what to do about it.

    Returns what becomes of the draft instead of a final report; None where it is made final.
    """
    if not result.diagnostics:
        return None
    assert isinstance(document.data, dict)
    checked, _ = check_structure(document.data, answered)
    name, can_be_final = safe_text(document.name), result.report is not None
    title = tr("{name} cannot be made final yet.", name)
    if can_be_final:
        title = tr("{name} can be made final. These answers may be mistakes:", name)
    if is_only_to_add(result.diagnostics):
        title = tr("{name} can be made final. Nothing in it looks like a mistake.", name)
    lines = [*to_correct_lines(result.diagnostics, checked.path)]
    if person is None:
        page.say(title)
        for line in lines:
            page.show(line)
        return None if can_be_final else _Outcome.TO_CORRECT
    choices = [tr("Correct it now"), tr("Go on later")]
    if can_be_final:
        first = tr("Add it first") if is_only_to_add(result.diagnostics) else tr("Correct it first")
        choices = [first, tr("Go on: make the report final")]
    chosen = person.choose(title, choices, above=lines, enter=EnterAlone.STOPS)
    if chosen == 1:
        return _Outcome.CHOSEN
    return None if can_be_final and chosen else _Outcome.TO_CORRECT


def _unusable(document: Document) -> int:
    """Say why a report cannot be used as a whole, line by line."""
    code = print_file_findings(document.name, head_findings(document))
    print(tr("Nothing was changed."), file=sys.stderr)
    return code
