"""One page: the codes with their rules and first findings, then the States with all their findings.

It needs nothing else, and stays small: of very many findings some of each code are shown, and all
are counted. The lines of confidential answers are not among those shown.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice, zip_longest
from typing import Any, TextIO

from checklist.checks.codes import code_named, short_description
from checklist.diagnostics import Diagnostic, FileLine, Severity
from checklist.render.blocks import Cell, Table, WithCode
from checklist.render.findings.full import fitted
from checklist.render.findings.interface import FileFindings, Findings
from checklist.render.html import page
from checklist.states import BY_CODE

_MOST_KEPT = 2_000
"""The most findings that are kept, of all States together."""
_MOST_OF_A_CODE = 50
"""The most that are kept of one code in one State, however few there are in all."""


@dataclass(slots=True)
class CodeGroup:
    """The findings of one code in the files of one State."""

    code: str
    severities: Counter[Severity] = field(default_factory=Counter)
    """The number of all of them by severity."""
    kept: list[Diagnostic] = field(default_factory=list)
    """The first of them."""

    @property
    def left_out(self) -> int:
        """How many findings are counted and not shown."""
        return sum(self.severities.values()) - len(self.kept)


@dataclass(slots=True)
class StateGroup:
    """The findings in the files of one State, or in the files that name none."""

    state: str
    """The code of the State; empty for files that name none."""
    files: int = 0
    """The number of files, also without findings."""
    codes: dict[str, CodeGroup] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The name of the State; empty for files that name none."""
        return BY_CODE[self.state].name if self.state in BY_CODE else self.state

    @property
    def severities(self) -> Counter[Severity]:
        """The number of findings by severity."""
        return sum((code.severities for code in self.codes.values()), Counter())

    @property
    def ordered(self) -> Sequence[CodeGroup]:
        """The groups in the order of their codes."""
        return [self.codes[code] for code in sorted(self.codes)]


class Grouped:
    """The findings of many files, by State and code."""

    def __init__(self, findings: Findings) -> None:
        """Take all findings, and keep as many of each code as have room."""
        self._by_state: dict[str, StateGroup] = {}
        self._seen: set[str] = set()
        self._kept, self._most = 0, _MOST_OF_A_CODE
        for file in findings:
            self._add(file)
        self.summary = findings.summary
        """The counts of all findings."""

    @property
    def states(self) -> Sequence[StateGroup]:
        """The States in the order of their names; files that name none come last."""
        return sorted(self._by_state.values(), key=lambda group: (not group.name, group.name))

    @property
    def left_out(self) -> int:
        """How many findings are only counted."""
        return sum(code.left_out for code in self._codes())

    def _add(self, file: FileFindings) -> None:
        group = self._by_state.setdefault(file.state, StateGroup(file.state))
        # Findings on several files together come again, with a file that was counted already.
        group.files += file.path not in self._seen
        self._seen.add(file.path)
        for finding in file.diagnostics:
            code = group.codes.setdefault(finding.code, CodeGroup(finding.code))
            code.severities[finding.severity] += 1
            if len(code.kept) < self._most:
                code.kept.append(finding)
                self._kept += 1
        while self._kept > _MOST_KEPT and self._most > 1:
            self._halve()

    def _halve(self) -> None:
        """Keep half as many of each code, so that no State loses its findings to another."""
        self._most //= 2
        for code in self._codes():
            del code.kept[self._most :]
        self._kept = sum(len(code.kept) for code in self._codes())

    def _codes(self) -> Iterator[CodeGroup]:
        for state in self._by_state.values():
            yield from state.codes.values()


_EXAMPLES = 3
"""How many findings of a code stand beside its rule."""
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
            by_code=_by_code(grouped),
            by_state=_by_state(states) if has_states else None,
            states=[_state(state, has_states=has_states) for state in states],
            codes=[_code(code, grouped) for code in codes],
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


def _line(line: FileLine, found: Diagnostic) -> tuple[int, str, str, str]:
    """Return the number of a line, what stands before the marked character, it alone, and the rest.

    Only in the line of the finding, a character is marked.
    """
    if line.number != found.line:
        return line.number, fitted(line, 0, _ROOM)[0], "", ""
    at = min(max(found.column - 1 - line.begin, 0), len(line.text))
    before, mark, behind = line.text[:at], line.text[at : at + 1], line.text[at + 1 :]
    return (
        line.number,
        ("…" if line.begin else "") + before,
        mark if mark.strip() else " ",
        behind + ("…" if line.is_cut else ""),
    )


def _code(code: str, grouped: Grouped) -> Mapping[str, Any]:
    """Return a code with its rule and its first findings, of as many States as there are."""
    found, counts = code_named(code), grouped.summary.codes[code]
    of_states = (state.codes[code].kept for state in grouped.states if code in state.codes)
    by_turns = chain.from_iterable(zip_longest(*of_states))
    first = islice((one for one in by_turns if one is not None), _EXAMPLES)
    return {
        "code": code,
        "name": found.name,
        "explanation": found.explanation,
        "files": counts.files,
        "counts": [(each.value, counts.severities[each]) for each in Severity],
        # Their lines stand below their State.
        "findings": list(_findings([one._replace(excerpt=None) for one in first])),
    }
