"""What is not in place, as a Word file for the State's own use."""

from collections.abc import Mapping
from typing import Any

from checklist.render.gaps.document import gaps_blocks, heading
from checklist.render.word import as_docx as as_word_file
from checklist.reports.checked_report import CheckedReport
from checklist.text.messages import tr


def as_docx(checked: CheckedReport, data: Mapping[str, Any]) -> bytes:
    """Return the file. At the foot of each page stands that it is not for publication."""
    title = heading(checked)
    return as_word_file(
        gaps_blocks(checked, data),
        title=title,
        language=checked.questionnaire.language,
        foot=tr("{title} · not for publication", title),
    )
