"""A State report as a page: to read on a screen, and to print and sign."""

from checklist.questionnaire.question import QuestionSet
from checklist.render.html import document_page
from checklist.render.report.document import document_blocks, part_blocks
from checklist.render.report.report_facts import ReportFacts
from checklist.reports.checked_report import CheckedReport


def as_html(checked: CheckedReport, part: QuestionSet | None = None) -> str:
    """Return the page of the report, or of one set of it."""
    running = "copy" if ReportFacts(checked).is_sound_copy else checked.report.status
    blocks = document_blocks(checked) if part is None else part_blocks(checked, part)
    return document_page(
        blocks,
        running=running,
        is_in_columns=True,
        language=checked.questionnaire.language,
    )
