"""`checklist finalize`."""

import sys
from collections.abc import Sequence

import typer

from checklist.checks.resolve_questionnaire import resolve_current
from checklist.checks.validator import head_findings
from checklist.commands.shared.conflict_questions import can_ask, settle_conflicts
from checklist.commands.shared.findings_output import print_findings
from checklist.commands.shared.hard_links import BreakLinkOption, refuse_hard_links
from checklist.commands.shared.questionnaire_options import QuestionnaireOption, command_line
from checklist.commands.shared.report_argument import DRAFT, DraftArgument, resolve_report_path
from checklist.diagnostics import Diagnostic
from checklist.files.lock import ReportLock
from checklist.files.reader import read
from checklist.interview.kept_texts import KeptTexts
from checklist.lifecycle.finalize import finalization, write_final
from checklist.render.findings.interface import FileFindings
from checklist.render.findings.registry import FormatName
from checklist.text.sanitize import safe_text


def run(
    report: DraftArgument = None,
    break_link: BreakLinkOption = False,
    questionnaire: QuestionnaireOption = None,
) -> None:
    """Turn a draft into a final report.

    The draft is kept next to it, so nothing is lost. While something that is required is not
    answered, it says so and changes nothing. Answers off path, and answers to questions that are
    no more, are left out of the final report.
    """
    report = resolve_report_path(report, DRAFT)
    document = read(report)
    if not document.readable:
        raise typer.Exit(_refused(document.name, head_findings(document), "Nothing was changed."))
    with ReportLock(report):
        refuse_hard_links(report, break_link=break_link)
        document = read(report)
        answered = resolve_current(document, questionnaire)
        if can_ask() and settle_conflicts(report, document, answered):
            document = read(report)
        result = finalization(document, answered)
        if result.report is None:
            fix = safe_text(command_line("fix", report, questionnaire))
            message = f"Nothing was changed. This asks for each of them:\n  {fix}"
            raise typer.Exit(_refused(document.name, result.diagnostics, message))
        print_findings([FileFindings(document.name, result.diagnostics)], FormatName.TEXT)
        if result.diagnostics and not _is_wanted():
            print("Nothing was changed.", file=sys.stderr)
            raise typer.Exit(1)
        kept = write_final(report, document, result.report, break_link=break_link)
        texts = KeptTexts(report, answered).notices()
    for question_id in result.left_out:
        why = "it is off path" if question_id in answered.questions else "its question is no more"
        print(f"left out, because {why}: {safe_text(question_id)}", file=sys.stderr)
    print(
        f"{safe_text(str(report))} is final. The draft is kept as {safe_text(str(kept))}.",
        file=sys.stderr,
    )
    for text in texts:
        print(text, file=sys.stderr)
    # On a line of its own, the seal is not broken by a narrow terminal.
    print(f"Seal:\n{result.report.seal}", file=sys.stderr)


def _is_wanted() -> bool:
    """Return whether the report is made final in spite of warnings: by a program, always."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return True
    answer = input("Make the report final in spite of these warnings? Type yes or no: ")
    return answer.strip().lower() in {"y", "yes"}


def _refused(name: str, diagnostics: Sequence[Diagnostic], message: str) -> int:
    code = print_findings([FileFindings(name, diagnostics)], FormatName.TEXT)
    print(message, file=sys.stderr)
    return code
