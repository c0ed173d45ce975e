"""A State report as a page: to read on a screen, and to print and sign."""

from checklist.render.blocks import by_section
from checklist.render.html import page
from checklist.render.report.document import document_blocks
from checklist.render.report.report_facts import ReportFacts
from checklist.reports.checked_report import CheckedReport


def as_html(checked: CheckedReport) -> str:
    """Return the page."""
    title, *sections = by_section(document_blocks(checked))
    return page(
        "document.html.j2",
        styles=("page.css", "document.css"),
        title=title.heading.text,
        begin=title.blocks,
        sections=sections,
        running="copy" if ReportFacts(checked).is_sound_copy else checked.report.status,
    )
