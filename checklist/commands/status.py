"""`checklist status`."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from checklist.answer_types.state_entries import state_name
from checklist.answer_types.written_date import date_in_words
from checklist.checks.resolve_questionnaire import resolve_for_report
from checklist.commands.shared.document_output import through_pager
from checklist.commands.shared.questionnaire_options import QuestionnaireOption, command_line
from checklist.commands.shared.readable_report import read_report
from checklist.commands.shared.report_argument import ANY, ReportArgument, resolve_report_path
from checklist.console.page import Page
from checklist.files.discovery import exists
from checklist.lifecycle.contradictions import contradictory_numbers
from checklist.lifecycle.opening import other_version_message
from checklist.ministries.division import division_path
from checklist.render.report.progress_text import progress_lines
from checklist.reports.check_structure import check_structure
from checklist.reports.checked_report import CheckedReport
from checklist.reports.progress import progress, required_in_all
from checklist.reports.report import CONFLICTS, DRAFT, FINAL
from checklist.text.messages import Texts, clauses, first_few, labelled, tr
from checklist.text.paragraphs import Line
from checklist.today import today

if TYPE_CHECKING:
    from checklist.ministries.status import AuthorityStatus

_MOST_NAMED = 6
"""The most open questions of a ministry that are named."""
_STATUS = Texts({DRAFT: "draft", FINAL: "final"})

# What merges, and what writes Word files, takes a quarter of the time of this command to import,
# and a report that is not divided needs neither.


def run(
    report: ReportArgument = None,
    questionnaire: QuestionnaireOption = None,
) -> None:
    """Show how far a report is, and what is missing.

    If a report is divided among ministries, the command begins with how far each ministry is, and
    which answers differ from those of a form.
    """
    path = resolve_report_path(report, ANY)
    document = read_report(path)
    assert isinstance(document.data, dict)
    asked = resolve_for_report(document, questionnaire)
    checked, findings = check_structure(document.data, asked)
    listed = _ministries(path, checked)
    page = Page.of_output()
    with through_pager(page):
        _say(page, path, questionnaire, checked, listed)
        if findings or checked.invalid_questions:
            page.say(tr("Some answers have errors; `checklist validate` shows them."))
        other = other_version_message(checked.report, asked, str(path))
        if other:
            page.say(other)


def _say(
    page: Page,
    path: Path,
    questionnaire: str | None,
    checked: CheckedReport,
    listed: Sequence["AuthorityStatus"],
) -> None:
    """Say how far a report is, and how far each ministry is."""
    head = checked.report
    page.say(
        tr(
            "{state_name}: {status}, revision {revision}, as of {of}",
            state_name=state_name(head.state),
            status=_STATUS[head.status],
            revision=head.revision,
            of=date_in_words(head.as_of),
        )
    )
    if listed:
        page.show(Line(tr("Ministries:"), is_heading=True))
    for status in listed:
        page.show(Line(_ministry_line(status), 2, 4))
    if head.internal.get(CONFLICTS):
        from checklist.commands.shared.conflict_questions import conflicts_text

        page.say(conflicts_text(head))
        page.command(command_line("answer", path, questionnaire))
    parts = progress(checked.path)
    answered, required = required_in_all(parts)
    page.say(tr("Required questions answered: {answered} of {required}", answered, required))
    for line in progress_lines(parts, checked.questionnaire.numbers):
        page.show(line)
    contradictory = contradictory_numbers(checked.path)
    if contradictory:
        page.say(
            tr("Answers that do not fit together: {contradictory}. To correct them:", contradictory)
        )
        page.command(command_line("answer", path, questionnaire))


def _ministries(path: Path, checked: CheckedReport) -> Sequence["AuthorityStatus"]:
    """Return how far each ministry is; none where the report is not divided."""
    if not exists(division_path(path, checked.report.state)):
        return ()
    from checklist.commands.shared.divided_report import open_division
    from checklist.ministries.status import statuses

    file = open_division(path, checked.report)
    return () if file is None else [*statuses(checked, file.division)]


def _ministry_line(status: "AuthorityStatus") -> str:
    """Return how far a ministry is, in a sentence."""
    facts = [
        tr("{open} of {asked} open", len(status.open), len(status.asked)),
        tr("wanted by {day}", date_in_words(status.due)) if status.due else "",
        tr("sent on {day}", date_in_words(status.sent)) if status.sent else tr("not sent yet"),
        tr("back on {day}", date_in_words(status.back)) if status.back else "",
    ]
    open_questions = first_few(status.open, _MOST_NAMED) if status.open and status.back else ""
    facts.append(tr("still open: {questions}", open_questions) if open_questions else "")
    is_late = not status.back and status.due and status.due < today().isoformat()
    facts.append(tr("late") if is_late else "")
    return labelled(status.label, clauses(filter(None, facts)))
