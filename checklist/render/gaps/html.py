"""The gaps of a State as a page."""

from collections.abc import Mapping
from typing import Any

from checklist.render.gaps.document import gaps_blocks
from checklist.render.html import document_page
from checklist.reports.checked_report import CheckedReport


def as_html(checked: CheckedReport, data: Mapping[str, Any]) -> str:
    """Return the page."""
    return document_page(gaps_blocks(checked, data), running="internal")
