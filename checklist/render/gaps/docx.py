"""What is not in place, as a Word file for the State's own use."""

from collections.abc import Mapping
from typing import Any

from checklist.answer_types.state import state_name
from checklist.render.gaps.document import gaps_blocks
from checklist.render.word import as_docx as as_word_file
from checklist.reports.checked_report import CheckedReport


def as_docx(checked: CheckedReport, data: Mapping[str, Any]) -> bytes:
    """Return the file. At the foot of each page stands that it is not for publication."""
    title = f"What is not in place: {state_name(checked.report.state)}"
    return as_word_file(
        gaps_blocks(checked, data),
        title=title,
        quoted_language=checked.report.language or "",
        foot=f"{title} · not for publication",
    )
