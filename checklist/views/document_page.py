"""A State report as a page: to read on a screen, and to print and sign."""

from checklist.rules.interface import CheckedReport
from checklist.views.blocks import by_section
from checklist.views.document import document_blocks
from checklist.views.html import page


def as_html(checked: CheckedReport) -> str:
    """Return the page."""
    title, *sections = by_section(document_blocks(checked))
    report = checked.report
    return page(
        "document.html.j2",
        styles=("page.css", "document.css"),
        title=title.heading.text,
        begin=title.blocks,
        sections=sections,
        running="copy" if report.redacted is not None else report.status,
    )
