"""One JSON document with all files, those without findings too."""

import json
from collections.abc import Iterable
from typing import TextIO

from checklist.formats.interface import FileFindings

VERSION = 1
"""Rises when a program that reads the document would no longer understand it."""


def write(files: Iterable[FileFindings], output: TextIO) -> None:
    """Write the document, in ASCII so that no character can do anything to a terminal."""
    document = {
        "checklist_findings": VERSION,
        "files": [
            {
                "path": file.path,
                "findings": [
                    {
                        "code": found.code,
                        "severity": found.severity.value,
                        "line": found.line,
                        "column": found.column,
                        "where": list(found.where),
                        "message": found.message,
                    }
                    for found in file.diagnostics
                ],
            }
            for file in files
        ],
    }
    output.write(json.dumps(document, indent=2) + "\n")
