"""The gaps of a State as a page."""

from checklist.render.gaps.document import gaps_blocks
from checklist.render.html import document_page
from checklist.reports.checked_report import CheckedReport


def as_html(checked: CheckedReport) -> str:
    """Return the page."""
    return document_page(gaps_blocks(checked), running="internal")
