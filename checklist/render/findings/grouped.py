"""Findings by State and code: all are counted, and few enough are kept for a small page."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from checklist.diagnostics import Diagnostic, Severity
from checklist.render.findings.interface import FileFindings, Findings
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
        """How many are only counted."""
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
