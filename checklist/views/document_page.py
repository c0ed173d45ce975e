"""A State report as a page: to read on a screen, and to print and sign."""

from checklist.checks.rules.interface import CheckedReport
from checklist.views.blocks import by_section
from checklist.views.document import document_blocks
from checklist.views.html import page
from checklist.views.told import Told


def as_html(checked: CheckedReport) -> str:
    """Return the page."""
    title, *sections = by_section(document_blocks(checked))
    return page(
        "document.html.j2",
        styles=("page.css", "document.css"),
        title=title.heading.text,
        begin=title.blocks,
        sections=sections,
        running="copy" if Told(checked).is_sound_copy else checked.report.status,
    )
