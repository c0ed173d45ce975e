"""`checklist finalize`."""

import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from enum import Enum, auto
from pathlib import Path
from typing import Annotated, Any

import typer

from checklist.answer_types.interface import Refusal
from checklist.checks.resolve_questionnaire import resolve_for_report, speak_for
from checklist.checks.validator import head_findings
from checklist.commands.shared.findings_output import print_file_findings
from checklist.commands.shared.interview_session import ResumeHint, interviewing, page_and_face
from checklist.commands.shared.line_options import line_of
from checklist.commands.shared.options import option
from checklist.commands.shared.person import EnterAlone, Person, can_ask
from checklist.commands.shared.questionnaire_options import QuestionnaireOption, command_line
from checklist.commands.shared.readable_report import refuse
from checklist.commands.shared.report_argument import DRAFT, DraftArgument, resolve_report_path
from checklist.console.page import Page
from checklist.errors import ChecklistError
from checklist.files.lock import ReportLock
from checklist.files.new_folder import new_folder, refuse_taken_folder
from checklist.files.reader import Document, read
from checklist.files.report_text import ReportText
from checklist.lifecycle.finalize import Finalization, finalization, write_final
from checklist.lifecycle.opening import UnusableReportError
from checklist.lifecycle.submission import list_name, list_text, sent_form, submission
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.render.html import as_html
from checklist.render.report.answer_text import confidential_mark
from checklist.render.report.document import report_document
from checklist.render.report.to_correct import is_only_to_add, to_correct_lines
from checklist.render.word import as_docx
from checklist.reports.check_structure import check_structure
from checklist.reports.report import APPROVED, FINAL, Report
from checklist.text.messages import Message, Plural, commas, sentences, tr
from checklist.text.sanitize import safe_text
from checklist.today import today

_OFF_PATH = Message("Left out, because it is not asked now: {number} ({ask})")
_NO_QUESTION = Message("Left out, because this question no longer exists: {number}")
_WHO = Message("Type the name, then Enter. Enter alone: nobody approves it. /quit decides later.")
_MARKED = Plural(
    "{count} answer is confidential, in whole or in part, and is sent with its mark. "
    "`checklist export --public` makes a copy without it.",
    "{count} answers are confidential, in whole or in part, and are sent with their mark. "
    "`checklist export --public` makes a copy without them.",
)


def run(
    report: DraftArgument = None,
    approved_by: Annotated[
        str | None, option("--approved-by NAME", "Who approves the report.")
    ] = None,
    office: Annotated[
        str | None, option("--office OFFICE", "The function and office of that person.")
    ] = None,
    to: Annotated[
        Path | None,
        option("--to FOLDER", "The folder to send; without it, REPORT-final beside REPORT."),
    ] = None,
    questionnaire: QuestionnaireOption = None,
) -> None:
    """Make a draft final and sealed, and write the folder to send.

    The command asks who approves the report, unless the options say it. The folder has the report,
    a page and a Word file of it, and the list of these files with their hashes (SHA-256). What is
    sent has all answers, those marked as confidential with their mark, but does not say which
    ministry gave an answer. The folder must be new or empty: no file is overwritten. With a report
    that is final already, the command writes its folder.

    The draft is kept beside the final report. While a required answer is missing, an answer is
    wrong or a conflict is open, the command says so and changes nothing. Answers to questions that
    are no longer asked of your State, or no longer exist, are left out of the final report.
    """
    report = resolve_report_path(report, DRAFT)
    to = to or report.with_name(f"{report.stem}-final")
    approved = _approval(approved_by, office)
    document = read(report)
    if not document.readable:
        raise typer.Exit(_unusable(document))
    if isinstance(document.data, dict) and document.data.get("status") == FINAL:
        _write_again(report, to, document, questionnaire)
        return
    run = _Run(report, to, questionnaire, approved)
    outcome = run.run() if not can_ask() else _asked(run, document)
    if outcome is _Outcome.FINAL:
        return
    if outcome is _Outcome.LATER:
        print(tr("Nothing was made final."), file=sys.stderr)
        raise typer.Exit(1)
    if outcome is _Outcome.CHOSEN:
        from checklist.commands import answer
        from checklist.commands.shared.answering_options import PartOfReport

        answer.run(report, part=PartOfReport(), questionnaire=questionnaire)
        raise typer.Exit(1)
    correct = safe_text(command_line("answer", report, questionnaire))
    then = sentences([tr("Nothing was changed."), tr("To correct or answer these questions:")])
    print(f"{then}\n  {correct}", file=sys.stderr)
    raise typer.Exit(1)


class _Outcome(Enum):
    """What became of the draft."""

    FINAL = auto()
    TO_CORRECT = auto()
    """Something is wrong or missing in it, or may be. That was said."""
    CHOSEN = auto()
    """It is to be corrected now: the person chose this."""
    LATER = auto()
    """The person stopped."""


def _asked(run: "_Run", document: Document) -> _Outcome:
    """Make a report final, and ask on the screens of the interview."""
    speak_for(document)
    run.page, face = page_and_face(plain=False)
    run.person = Person(face)
    hint = ResumeHint("finalize", run.named, draft=run.report)
    with interviewing(hint, run.page), suppress(EOFError), run.person.opened(lambda: run.report):
        return run.run()
    return _Outcome.LATER


class _Run:
    """Makes one draft final."""

    def __init__(
        self, report: Path, to: Path, named: str | None, approved: Mapping[str, Any] | None
    ) -> None:
        """Begin.

        Args:
            report: The draft.
            to: The folder to send.
            named: The questionnaire that was named, if any.
            approved: Who approves the report, where the options say it.
        """
        self.report, self.to, self.named, self.approved = report, to, named, approved
        self.page = Page.of_output()
        self.person: Person | None = None

    def run(self) -> _Outcome:
        """Make the report final. If it is not, it was said why.

        Raises:
            EOFError: The person stops.
        """
        with ReportLock(self.report):
            document = read(self.report)
            asked = resolve_for_report(document, self.named)
            if head_findings(document):
                raise typer.Exit(_unusable(document))
            refuse_taken_folder(self.to)
            result = finalization(document, asked)
            instead = self._instead(result, document, asked)
            if instead is not None or result.report is None:
                return instead or _Outcome.TO_CORRECT
            approved = self.approved or self._asked_approval()
            final = result.report
            if approved is not None:
                final = final.with_internal({APPROVED: approved}).sealed()
            sent = sent_form(final)
            contents = folder_to_send(sent, self.report.stem, asked)
            with new_folder(self.to, contents):
                kept = write_final(self.report, document, final)
        is_final = tr(
            "{report} is final. The draft is kept as {kept}.",
            safe_text(str(self.report)),
            safe_text(str(kept)),
        )
        said = [*_left_out(result, asked), is_final, *_about_folder(sent, self.to, contents)]
        if self.person is not None:
            self.person.leave(said)
        else:
            for line in [*asked.draft_notice, *said]:
                print(line, file=sys.stderr)
        return _Outcome.FINAL

    def _instead(
        self, result: Finalization, document: Document, asked: Questionnaire
    ) -> _Outcome | None:
        """Say what is wrong in a draft, or may be, question by question, and ask what to do.

        Returns what becomes of the draft instead of a final report; None where it is made final.
        """
        if not result.diagnostics:
            return None
        assert isinstance(document.data, dict)
        checked, _ = check_structure(document.data, asked)
        name, can_be_final = safe_text(document.name), result.report is not None
        title = tr("{name} cannot be made final yet.", name)
        if can_be_final:
            title = tr("{name} can be made final. These answers may be mistakes:", name)
        if is_only_to_add(result.diagnostics):
            title = tr("{name} can be made final. Nothing in it looks like a mistake.", name)
        lines = [*to_correct_lines(result.diagnostics, checked.path)]
        if self.person is None:
            self.page.say(title)
            for line in lines:
                self.page.show(line)
            return None if can_be_final else _Outcome.TO_CORRECT
        choices = [tr("Correct it now"), tr("Go on later")]
        if can_be_final:
            is_to_add = is_only_to_add(result.diagnostics)
            first = tr("Add it first") if is_to_add else tr("Correct it first")
            choices = [first, tr("Go on: make the report final")]
        chosen = self.person.choose(title, choices, above=lines, enter=EnterAlone.STOPS)
        if chosen == 1:
            return _Outcome.CHOSEN
        return None if can_be_final and chosen else _Outcome.TO_CORRECT

    def _asked_approval(self) -> Mapping[str, Any] | None:
        """Ask who approves the report; None where nobody is asked or named."""
        if self.person is None:
            return None
        by = self.person.line(tr("Who approves this report?"), tr(_WHO), _line)
        if not by:
            return None
        office = ""
        while not office:
            hint = tr("Type its name, then Enter. /quit decides later.")
            office = self.person.line(tr("Of which office?"), hint, _line)
        return approval(by, office)


def _line(typed: str) -> str:
    """Return a name that a person types; empty for Enter alone.

    Raises:
        Refusal: It is no line of text.
    """
    try:
        return line_of(typed, tr("The name")) if typed else typed
    except ChecklistError as error:
        raise Refusal(str(error)) from None


def approval(by: str, office: str) -> Mapping[str, Any]:
    """Return an approval of today as the head of a report has it."""
    return {"by": by, "office": office, "on": today().isoformat()}


def _approval(by: str | None, office: str | None) -> Mapping[str, Any] | None:
    """Return the approval that the options name; None where they name none."""
    if by is None and office is None:
        return None
    if by is None or office is None:
        raise ChecklistError(tr("--approved-by and --office go together"))
    return approval(line_of(by, "--approved-by"), line_of(office, "--office"))


def _write_again(report: Path, to: Path, document: Document, named: str | None) -> None:
    """Write the folder to send of a report that is final already."""
    asked = resolve_for_report(document, named)
    try:
        sent = submission(document, asked)
    except UnusableReportError as error:
        refuse(error)
    contents = folder_to_send(sent, report.stem, asked)
    print(tr("{document} is final already", safe_text(document.name)), file=sys.stderr)
    with ReportLock(report), new_folder(to, contents):
        pass
    for line in [*asked.draft_notice, *_about_folder(sent, to, contents)]:
        print(line, file=sys.stderr)


def folder_to_send(sent: Report, stem: str, asked: Questionnaire) -> Mapping[str, bytes]:
    """Return the contents of the files that are sent, by their names, and of their list.

    Args:
        sent: The report in the form in which it is sent.
        stem: The name of the report, without its ending.
        asked: The questionnaire that it answers.
    """
    document = report_document(check_structure(sent.to_data(), asked)[0])
    contents = {
        f"{stem}.yaml": ReportText.new(sent.to_data(), f"{stem}.yaml").content(),
        f"{stem}.html": as_html(document).encode(errors="backslashreplace"),
        f"{stem}.docx": as_docx(document),
    }
    return {**contents, list_name(sent.state): list_text(sent.state, contents).encode()}


def _about_folder(sent: Report, to: Path, contents: Mapping[str, bytes]) -> Iterator[str]:
    """Yield what is in the folder to send, and what becomes of it, in sentences."""
    names = commas(safe_text(name) for name in contents)
    yield tr("The folder to send is {folder}: {names}.", safe_text(str(to)), names)
    marked = sum(1 for answer in sent.answers.values() if confidential_mark(answer))
    if marked:
        yield _MARKED.of(marked)
    if APPROVED not in sent.internal:
        yield tr("The report does not say who approved it.")


def _left_out(result: Finalization, asked: Questionnaire) -> Iterator[str]:
    """Yield which answers are not in a final report."""
    for question_id in result.left_out:
        question = asked.questions.get(question_id)
        number = safe_text(asked.number(question_id))
        if question is None:
            yield tr(_NO_QUESTION, number=number)
        else:
            yield tr(_OFF_PATH, number=number, ask=question.ask)


def _unusable(document: Document) -> int:
    """Say why a report cannot be used as a whole, line by line."""
    code = print_file_findings(document.name, head_findings(document))
    print(tr("Nothing was changed."), file=sys.stderr)
    return code
