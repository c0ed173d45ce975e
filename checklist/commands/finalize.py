"""`checklist finalize`."""

import sys
from enum import Enum, auto
from pathlib import Path
from typing import NamedTuple

import typer

from checklist.checks.resolve_questionnaire import resolve_current
from checklist.checks.validator import head_findings
from checklist.commands.shared.conflict_questions import can_ask, settle_conflicts
from checklist.commands.shared.findings_output import print_findings
from checklist.commands.shared.hard_links import BreakLinkOption, refuse_hard_links
from checklist.commands.shared.numbered_choice import can_choose, choose
from checklist.commands.shared.questionnaire_options import QuestionnaireOption, command_line
from checklist.commands.shared.report_argument import DRAFT, DraftArgument, resolve_report_path
from checklist.commands.shared.sign_off import SignOff
from checklist.commands.shared.sign_off_options import (
    AgreedOption,
    AnswerOption,
    ApprovedByOption,
    ApprovedOnOption,
    KeepOption,
    NoApprovalOption,
    NoReplyOption,
    OfficeOption,
    SignOffOptions,
)
from checklist.console.page import Page
from checklist.files.lock import ReportLock
from checklist.files.reader import Document, read
from checklist.interview.kept_texts import KeptTexts
from checklist.lifecycle.finalize import Finalization, write_final
from checklist.lifecycle.submission import paper_seal
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.render.findings.interface import FileFindings
from checklist.render.findings.registry import FormatName
from checklist.render.report.to_correct import to_correct_lines
from checklist.reports.check_structure import check_structure
from checklist.reports.short_seal import short_seal
from checklist.text.sanitize import safe_text

_OFF_PATH = "Left out, because it is off path: {number} ({ask})"
_NO_QUESTION = "Left out, because this question no longer exists: {number}"


class _Decisions(NamedTuple):
    """The decisions that are made by options."""

    approved_by: ApprovedByOption = None
    office: OfficeOption = None
    on: ApprovedOnOption = None
    no_approval: NoApprovalOption = False
    answer: AnswerOption = None
    agreed: AgreedOption = None
    keep: KeepOption = None
    no_reply: NoReplyOption = None

    @property
    def checked(self) -> SignOffOptions:
        """The same, as the questions of the sign-off take it."""
        return SignOffOptions(
            approved_by=self.approved_by,
            office=self.office,
            on=self.on,
            has_no_approval=self.no_approval,
            answers=self.answer or (),
            agreed=self.agreed or (),
            kept=self.keep or (),
            no_reply=self.no_reply or (),
        )


_NONE = _Decisions()


def run(
    report: DraftArgument = None,
    decisions: _Decisions = _NONE,
    break_link: BreakLinkOption = False,
    questionnaire: QuestionnaireOption = None,
) -> None:
    """Turn a draft into a final report.

    The command asks who approves the report and who may read it. If several ministries answered, it
    also asks what to do with answers that changed after a ministry cleared them, and with answers
    that never came. Without a terminal, it lists each decision that no option makes, and changes
    nothing; an approval is then required only for a report of several ministries. The approval and
    the clearances are in the final report for the State only: `checklist redact` leaves out both. A
    clearance covers the draft as it was before your decisions here were filled in.

    The draft is kept next to the final report, so nothing is lost. While a required answer is
    missing, the command says so and changes nothing. Answers off path, and answers to questions
    that no longer exist, are left out of the final report.
    """
    report = resolve_report_path(report, DRAFT)
    page = Page.of_output()
    done = _finalized(report, questionnaire, page, decisions.checked, break_link=break_link)
    if done is _Outcome.FINAL:
        return
    if done is _Outcome.LATER:
        print("Nothing was made final.", file=sys.stderr)
        raise typer.Exit(1)
    outcome = "Nothing was changed."
    if done is _Outcome.SAVED:
        outcome = (
            "Your decisions on who may read the report were saved in the draft. The report is not "
            "final yet."
        )
    fix = safe_text(command_line("fix", report, questionnaire))
    if done is _Outcome.STOPPED or not can_choose():
        print(f"{outcome} To correct or answer these questions:\n  {fix}", file=sys.stderr)
        raise typer.Exit(1)
    if done is _Outcome.CHOSEN or choose(["Correct it now", f"Go on later, with: {fix}"]) == 1:
        from checklist.commands import fix as fix_command

        fix_command.correct(report, break_link, questionnaire, goes_on=True)
    print(outcome, file=sys.stderr)
    raise typer.Exit(1)


class _Outcome(Enum):
    """What became of the draft."""

    FINAL = auto()
    TO_CORRECT = auto()
    """Something is wrong or missing in it. That was said."""
    CHOSEN = auto()
    """What may be wrong in it is to be corrected first: the person chose this."""
    STOPPED = auto()
    """What may be wrong in it was said, and the person stopped."""
    SAVED = auto()
    """What was decided is saved in it, but with that, something is wrong in it. That was said."""
    LATER = auto()
    """Something is not decided. That was said."""


def _finalized(
    report: Path,
    questionnaire: str | None,
    page: Page,
    options: SignOffOptions,
    *,
    break_link: bool,
) -> _Outcome:
    """Make a report final. If it is not, it was said why."""
    document = read(report)
    if not document.readable:
        raise typer.Exit(_unusable(document))
    with ReportLock(report):
        refuse_hard_links(report, break_link=break_link)
        document = read(report)
        answered = resolve_current(document, questionnaire)
        is_sound = not head_findings(document)
        if is_sound and can_ask():
            settle_conflicts(report, document, answered)
            document = read(report)
        if not is_sound:
            raise typer.Exit(_unusable(document))
        sign_off = SignOff(report, document, answered, options=options, page=page)
        result = sign_off.judge_draft()
        if result.diagnostics:
            _show_what_to_correct(result, document, answered, page)
        if result.report is None:
            if not can_choose():  # a person is asked once this is corrected
                sign_off.show_open_points()
            return _Outcome.TO_CORRECT
        instead = _instead(result)
        if instead is not None:
            return instead
        decided = sign_off.decide()
        if decided is None:
            return _Outcome.LATER
        result = decided.result
        if result.report is None:
            _show_what_to_correct(result, decided.document, answered, page)
            return _Outcome.SAVED
        kept = write_final(report, decided.document, result.report, break_link=break_link)
        texts = KeptTexts(report, answered).notices()
    name = safe_text(str(report))
    _say_left_out(result, answered)
    print(f"{name} is final. The draft is kept as {safe_text(str(kept))}.", file=sys.stderr)
    for text in texts:
        print(text, file=sys.stderr)
    sent = safe_text(command_line("submit", report, questionnaire))
    print(f"To write the folder to send:\n  {sent}", file=sys.stderr)
    # On a line of its own, the seal is not broken by a narrow terminal.
    print(
        "Short seal, as it stands on the printed report and in what you send:\n"
        f"{short_seal(paper_seal(result.report))}",
        file=sys.stderr,
    )
    return _Outcome.FINAL


def _say_left_out(result: Finalization, answered: Questionnaire) -> None:
    """Say which answers are not in a final report."""
    for question_id in result.left_out:
        question = answered.questions.get(question_id)
        words = {"number": safe_text(answered.number(question_id))}
        if question is None:
            print(_NO_QUESTION.format(**words), file=sys.stderr)
        else:
            print(_OFF_PATH.format(**words, ask=question.ask), file=sys.stderr)


def _show_what_to_correct(
    result: Finalization, document: Document, answered: Questionnaire, page: Page
) -> None:
    """Say what keeps a draft from being final, or what may be a mistake, question by question."""
    assert isinstance(document.data, dict)
    checked, _ = check_structure(document.data, answered)
    name = safe_text(document.name)
    if result.report is None:
        page.say(f"{name} cannot be made final yet.")
    else:
        page.say(f"{name} can be made final. These answers may be mistakes:")
    for line in to_correct_lines(result.diagnostics, checked.path):
        page.show(line)


def _instead(result: Finalization) -> _Outcome | None:
    """Return what a person does instead of making a report with warnings final; None: nothing."""
    if not result.diagnostics or not can_choose():
        return None
    chosen = choose(["Correct it first", "Go on: make the report final"])
    return None if chosen == 2 else _Outcome.CHOSEN if chosen else _Outcome.STOPPED


def _unusable(document: Document) -> int:
    """Say why a report cannot be used as a whole, line by line."""
    files = [FileFindings(document.name, head_findings(document))]
    code = print_findings(files, FormatName.TEXT)
    print("Nothing was changed.", file=sys.stderr)
    return code
