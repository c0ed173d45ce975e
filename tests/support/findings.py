"""The findings of files as a format writes them."""

import io
import zipfile
from collections.abc import Iterable

from checklist.diagnostics import FileFindings
from checklist.render.findings.interface import Findings
from checklist.render.findings.registry import FormatName, format_named


def bytes_as(name: FormatName, found: Iterable[FileFindings]) -> bytes:
    """Return what a format writes."""
    output = io.TextIOWrapper(io.BytesIO(), "utf-8", newline="\n")
    format_named(name)(Findings(found), output)
    output.flush()
    written = output.buffer
    assert isinstance(written, io.BytesIO)
    return written.getvalue()


def written_as(name: FormatName, found: Iterable[FileFindings]) -> str:
    """Return what a format writes as a text; of a Word file, its parts."""
    written = bytes_as(name, found)
    if name is not FormatName.DOCX:
        return written.decode()
    with zipfile.ZipFile(io.BytesIO(written)) as parts:
        return parts.read("word/document.xml").decode().replace("><", ">\n<")
