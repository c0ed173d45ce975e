"""The findings as a Word file, in words."""

from typing import TextIO

from checklist.render.findings.document import findings_document
from checklist.render.findings.interface import Findings
from checklist.render.word import as_docx


def write(findings: Findings, output: TextIO) -> None:
    """Write the file to the bytes below the text of the output, when all findings have come."""
    output.buffer.write(as_docx(findings_document(findings)))
