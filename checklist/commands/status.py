"""`checklist status`."""

from checklist.answer_types.state import state_name
from checklist.checks.resolve_questionnaire import resolve_current, resolve_for_report
from checklist.commands.shared.questionnaire_options import QuestionnaireOption
from checklist.commands.shared.readable_report import read_report
from checklist.commands.shared.report_argument import ANY, ReportArgument, resolve_report_path
from checklist.console.page import Page
from checklist.interview.kept_texts import KeptTexts
from checklist.lifecycle.opening import older_version_message
from checklist.render.report.progress_text import progress_lines
from checklist.reports.check_structure import check_structure
from checklist.reports.progress import progress


def run(
    report: ReportArgument = None,
    questionnaire: QuestionnaireOption = None,
) -> None:
    """Show how far a report is, and what is missing."""
    path = resolve_report_path(report, ANY)
    document = read_report(path)
    assert isinstance(document.data, dict)
    asked = resolve_for_report(document, questionnaire)
    checked, findings = check_structure(document.data, asked)
    page = Page.of_output()
    head = checked.report
    page.say(
        f"{state_name(head.state)}: {head.status}, revision {head.revision}, as of {head.as_of}"
    )
    parts = progress(checked.path)
    required = sum(part.required for part in parts)
    answered = sum(part.required_answered for part in parts)
    page.say(f"Required questions answered: {answered} of {required}")
    for line in progress_lines(parts, asked.numbers):
        page.show(line)
    if findings or checked.invalid_questions:
        page.say("Some answers have errors; `checklist validate` shows them.")
    older = older_version_message(head, resolve_current(document, questionnaire), str(path))
    for text in filter(None, [older, *KeptTexts(path, asked).notices()]):
        page.say(text)
