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
    """Return what a format writes as a text; of a workbook, its sheets and texts."""
    written = bytes_as(name, found)
    if str(name) != "xlsx":
        return written.decode()
    with zipfile.ZipFile(io.BytesIO(written)) as parts:
        names = [one for one in parts.namelist() if "sheet" in one or "sharedStrings" in one]
        return "\n".join(parts.read(one).decode().replace("><", ">\n<") for one in names)
