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
    states = [state for state in grouped.states if state.codes]
    has_states = any(state.state for state in grouped.states)
    codes = sorted(summary.codes)
    output.write(
        page(
            "findings.html.j2",
            styles=("page.css", "findings.css"),
            title="Findings",
            files=summary.files,
            with_errors=summary.with_errors,
            totals=[(severity.value, summary.severities[severity]) for severity in Severity],
            left_out=grouped.left_out,
            by_state=_by_state(states) if has_states else None,
            by_code=_by_code(grouped),
            states=[_state(state, has_states=has_states) for state in states],
            codes=[_code(code) for code in codes],
        )
    )


def _by_state(states: Sequence[StateGroup]) -> Table:
    rows: list[list[Cell]] = [
        [state.name or _NO_STATE, state.files, *(state.severities[each] for each in Severity)]
        for state in states
    ]
    return Table("By State", ("State", "Files", "Errors", "Warnings", "Notes"), rows)


def _by_code(grouped: Grouped) -> Table:
    rows: list[list[Cell]] = [
        [
            f"{code} {code_named(code).name}",
            counts.files,
            *(counts.severities[each] for each in Severity),
        ]
        for code, counts in sorted(grouped.summary.codes.items())
    ]
    return Table("By code", ("Code", "Files", "Errors", "Warnings", "Notes"), rows)


def _state(group: StateGroup, *, has_states: bool) -> Mapping[str, Any]:
    return {
        "id": f"state-{group.state or 'none'}",
        "name": group.name or (_NO_STATE if has_states else _ALL_FILES),
        "codes": [
            {
                "code": of_code.code,
                "name": code_named(of_code.code).name,
                "short": short_description(of_code.code),
                "counts": [(each.value, of_code.severities[each]) for each in Severity],
                "findings": list(_findings(of_code.kept)),
                "left_out": of_code.left_out,
            }
            for of_code in group.ordered
        ],
    }


def _findings(kept: Sequence[Diagnostic]) -> Iterator[Mapping[str, Any]]:
    """Yield findings; why no line is shown is said once for those that follow each other."""
    said = "", ""
    for finding in kept:
        why = finding.excerpt.withheld if finding.excerpt else ""
        yield _finding(finding, "" if said == (finding.path, why) else why)
        said = finding.path, why


def _finding(found: Diagnostic, withheld: str) -> Mapping[str, Any]:
    excerpt = found.excerpt
    return {
        "place": f"{found.path}:{found.line}:{found.column}",
        "severity": found.severity.value,
        "message": list(WithCode(found.message).parts()),
        "related": [
            (f"{place.path}:" * bool(place.path) + f"{place.line}:{place.column}", place.message)
            for place in found.related
        ],
        "withheld": withheld,
        "lines": [_line(line, found) for line in excerpt.lines] if excerpt else [],
    }


def _line(line: FileLine, found: Diagnostic) -> Mapping[str, Any]:
    """Return a line of the file; in that of the finding, the character is marked."""
    if line.number != found.line:
        return {
            "number": line.number,
            "before": fitted(line, 0, _ROOM)[0],
            "mark": "",
            "behind": "",
        }
    at = min(max(found.column - 1 - line.begin, 0), len(line.text))
    before, mark, behind = line.text[:at], line.text[at : at + 1], line.text[at + 1 :]
    return {
        "number": line.number,
        "before": ("…" if line.begin else "") + before,
        "mark": mark if mark.strip() else " ",
        "behind": behind + ("…" if line.is_cut else ""),
    }


def _code(code: str) -> Mapping[str, str]:
    found = code_named(code)
    return {"code": code, "name": found.name, "explanation": found.explanation}
