"""SARIF 2.1.0, the OASIS standard for the results of static analysis, as one JSON document.

The descriptions of the rules stand at the end, when it is known which rules found something.
"""

import json
import os
from pathlib import Path
from textwrap import indent
from typing import Any, TextIO
from urllib.parse import quote

from checklist.checks.codes import code_named
from checklist.diagnostics import Diagnostic
from checklist.render.findings.interface import Findings
from checklist.render.findings.json import write_list
from checklist.version import __version__

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)


def write(findings: Findings, output: TextIO) -> None:
    """Write the document with one run."""
    indices: dict[str, int] = {}
    results = (
        _result(found, indices.setdefault(found.code, len(indices)))
        for file in findings
        for found in file.diagnostics
    )
    output.write(f'{{\n  "$schema": "{SCHEMA}",\n  "version": "2.1.0",\n  "runs": [\n    {{\n')
    output.write('      "columnKind": "unicodeCodePoints",\n      "results": ')
    write_list(results, output, "      ")
    driver = {"name": "checklist", "version": __version__, "rules": [*map(_rule, indices)]}
    tool = indent(json.dumps({"driver": driver}, indent=2), "      ").lstrip()
    output.write(f',\n      "tool": {tool}\n    }}\n  ]\n}}\n')


def _result(found: Diagnostic, index: int) -> dict[str, Any]:
    result = {
        "ruleId": found.code,
        "ruleIndex": index,
        "level": found.severity.value,
        "message": _message(found.message),
        "locations": [_location(found.path, found.line, found.column)],
    }
    if found.related:
        result["relatedLocations"] = [
            {
                **_location(place.path or found.path, place.line, place.column),
                "message": _message(place.message),
            }
            for place in found.related
        ]
    return result


def _location(path: str, line: int, column: int) -> dict[str, Any]:
    return {
        "physicalLocation": {
            "artifactLocation": {"uri": _uri(path)},
            "region": {"startLine": line, "startColumn": column},
        }
    }


def _uri(path: str) -> str:
    """Return a reference relative to where the command ran, or an absolute one."""
    if Path(path).is_absolute():
        return Path(path).as_uri()
    return quote(os.fsencode(Path(path).as_posix()))


def _message(text: str) -> dict[str, str]:
    """Return a message in which `[text](target)` from a report is no link."""
    return {"text": text.replace("](", "\\](")}


def _rule(code: str) -> dict[str, Any]:
    found = code_named(code)
    return {
        "id": code,
        "name": found.name,
        "shortDescription": {"text": found.explanation.splitlines()[0]},
        "help": {"text": found.explanation, "markdown": found.explanation},
    }
