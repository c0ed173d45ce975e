"""The findings as one page, in words."""

from typing import TextIO

from checklist.render.findings.document import findings_document
from checklist.render.findings.interface import Findings
from checklist.render.html import as_html


def write(findings: Findings, output: TextIO) -> None:
    """Write the page, when all findings have come."""
    output.write(as_html(findings_document(findings)))
