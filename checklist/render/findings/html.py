"""One page: States, in each the codes, of each code the findings with the lines of the file.

It needs nothing else, and stays small: of very many findings some of each code are shown, and all
are counted. The lines of confidential answers are not among those shown.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TextIO

from checklist.checks.codes import code_named, short_description
from checklist.diagnostics import Diagnostic, FileLine, Severity
from checklist.render.blocks import Cell, Table, WithCode
from checklist.render.findings.full import fitted
from checklist.render.findings.grouped import Grouped, StateGroup
from checklist.render.findings.interface import Findings
from checklist.render.html import page

_ROOM = 200
"""The most columns of a line of a file; a browser breaks it where its window is smaller."""
_NO_STATE = "Files that do not name their State"
_ALL_FILES = "All files"


def write(findings: Findings, output: TextIO) -> None:
    """Write the page, when all findings have come."""
    grouped = Grouped(findings)
    summary = grouped.summary
    states = [one for one in grouped.states if one.codes]
    has_states = any(one.state for one in grouped.states)
    codes = sorted(summary.codes)
    output.write(
        page(
            "findings.html.j2",
            styles=("page.css", "findings.css"),
            title="Findings",
            files=summary.files,
            with_errors=summary.with_errors,
            totals=[(one.value, summary.severities[one]) for one in Severity],
            left_out=grouped.left_out,
            by_state=_by_state(states) if has_states else None,
            by_code=_by_code(grouped),
            states=[_state(one, has_states=has_states) for one in states],
            codes=[_code(code) for code in codes],
        )
    )


def _by_state(states: Sequence[StateGroup]) -> Table:
    rows: list[list[Cell]] = [
        [one.name or _NO_STATE, one.files, *(one.severities[each] for each in Severity)]
        for one in states
    ]
    return Table("By State", ("State", "Files", "Errors", "Warnings", "Notes"), rows)


def _by_code(grouped: Grouped) -> Table:
    rows: list[list[Cell]] = [
        [
            f"{code} {code_named(code).name}",
            one.files,
            *(one.severities[each] for each in Severity),
        ]
        for code, one in sorted(grouped.summary.codes.items())
    ]
    return Table("By code", ("Code", "Files", "Errors", "Warnings", "Notes"), rows)


def _state(group: StateGroup, *, has_states: bool) -> Mapping[str, Any]:
    return {
        "id": f"state-{group.state or 'none'}",
        "name": group.name or (_NO_STATE if has_states else _ALL_FILES),
        "codes": [
            {
                "code": one.code,
                "name": code_named(one.code).name,
                "short": short_description(one.code),
                "counts": [(each.value, one.severities[each]) for each in Severity],
                "findings": list(_findings(one.kept)),
                "left_out": one.left_out,
            }
            for one in group.ordered
        ],
    }


def _findings(kept: Sequence[Diagnostic]) -> Iterator[Mapping[str, Any]]:
    """Yield findings; why no line is shown is said once for those that follow each other."""
    said = "", ""
    for one in kept:
        why = one.excerpt.withheld if one.excerpt else ""
        yield _finding(one, "" if said == (one.path, why) else why)
        said = one.path, why


def _finding(found: Diagnostic, withheld: str) -> Mapping[str, Any]:
    excerpt = found.excerpt
    return {
        "place": f"{found.path}:{found.line}:{found.column}",
        "severity": found.severity.value,
        "message": list(WithCode(found.message).parts()),
        "related": [
            (f"{one.path}:" * bool(one.path) + f"{one.line}:{one.column}", one.message)
            for one in found.related
        ],
        "withheld": withheld,
        "lines": [_line(one, found) for one in excerpt.lines] if excerpt else [],
    }


def _line(one: FileLine, found: Diagnostic) -> Mapping[str, Any]:
    """Return a line of the file; in that of the finding, the character is marked."""
    if one.number != found.line:
        return {"number": one.number, "before": fitted(one, 0, _ROOM)[0], "mark": "", "behind": ""}
    at = min(max(found.column - 1 - one.begin, 0), len(one.text))
    before, mark, behind = one.text[:at], one.text[at : at + 1], one.text[at + 1 :]
    return {
        "number": one.number,
        "before": ("…" if one.begin else "") + before,
        "mark": mark if mark.strip() else " ",
        "behind": behind + ("…" if one.is_cut else ""),
    }


def _code(code: str) -> Mapping[str, str]:
    found = code_named(code)
    return {"code": code, "name": found.name, "explanation": found.explanation}
