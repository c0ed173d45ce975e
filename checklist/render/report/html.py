"""A State report as a page: to read on a screen, and to print and sign."""

from checklist.render.html import document_page
from checklist.render.report.document import document_blocks
from checklist.render.report.report_facts import ReportFacts
from checklist.reports.checked_report import CheckedReport


def as_html(checked: CheckedReport) -> str:
    """Return the page."""
    running = "copy" if ReportFacts(checked).is_sound_copy else checked.report.status
    return document_page(document_blocks(checked), running=running, is_in_columns=True)
