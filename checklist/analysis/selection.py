"""Which reports count: of each State one, and why the others do not."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from checklist.analysis.columns import ReportRow
from checklist.analysis.reports import LeftOut
from checklist.analysis.rows import ReportRows
from checklist.diagnostics import Diagnostic
from checklist.models.report import FINAL
from checklist.states import alphabetical

UNUSABLE = "unusable"
UNCLEAR = ("same-revision", "order-unclear")
WHY: Mapping[str, str] = {
    UNUSABLE: "cannot be used",
    "draft": "is a draft; --include-drafts counts drafts",
    "earlier": "is from before the day of --since",
    "copy": "is a copy for publication of a report that is here",
    "superseded": "a later revision of this State is here, or the final report beside a draft",
    "same-revision": "this revision of this State is here more than once; keep one of them",
    "order-unclear": "a revision with a higher number is from an earlier day than one with a "
    "lower; name the day from which on reports count with --since",
}
"""Why a file is not counted: each code with what is told."""


class NotCounted(NamedTuple):
    """A file that is not counted."""

    file: str
    state: str
    """The code of its State; empty where that cannot be said."""
    why: str
    """A code of `WHY`."""
    finding: Diagnostic | None = None
    """What makes an unusable file so."""


@dataclass(frozen=True)
class Selection:
    """The reports that count, and the files that do not."""

    counted: Sequence[ReportRows]
    """One a State, by the State's name."""
    not_counted: Sequence[NotCounted]
    """By the file's name."""
    drafts: bool = False
    """Whether drafts count."""
    since: str = ""
    """The day from which on reports count, as `2026-01-31`; empty: whatever their day."""

    @property
    def files(self) -> int:
        """How many files there are in all."""
        return len(self.counted) + len(self.not_counted)


def selected(
    read: Iterable[ReportRows | LeftOut], *, drafts: bool = False, since: str = ""
) -> Selection:
    """Choose the latest revision of each State, whatever the order of the files.

    Of a State, no more is kept in memory than what may still count.

    Args:
        read: What came of each file.
        drafts: Whether drafts count.
        since: The day from which on reports count: `2026-01-31`; empty: whatever their day.
    """
    by_state: dict[str, _OfState] = {}
    not_counted: list[NotCounted] = []
    for one in read:
        if isinstance(one, LeftOut):
            not_counted.append(NotCounted(one.file, one.state, UNUSABLE, one.first))
            continue
        report = one.report
        if report.status != FINAL and not drafts:
            not_counted.append(NotCounted(report.file, report.state, "draft"))
        elif report.date < since:
            not_counted.append(NotCounted(report.file, report.state, "earlier"))
        else:
            by_state.setdefault(report.state, _OfState()).add(one)
    counted: list[ReportRows] = []
    for of_state in by_state.values():
        counted += of_state.counted()
        not_counted += of_state.not_counted()
    counted.sort(key=lambda one: alphabetical(one.report.state_name))
    return Selection(counted, sorted(not_counted, key=lambda one: one.file), drafts, since)


class _OfState:
    """The reports of one State so far."""

    def __init__(self) -> None:
        self._reports: list[ReportRow] = []
        self._best: ReportRows | None = None

    def add(self, one: ReportRows) -> None:
        self._reports.append(one.report)
        if self._best is None or _rank(one.report) > _rank(self._best.report):
            self._best = one

    def counted(self) -> Iterator[ReportRows]:
        assert self._best is not None
        if not self._unclear():
            yield self._best

    def not_counted(self) -> Iterator[NotCounted]:
        assert self._best is not None
        unclear = self._unclear()
        for one in self._reports:
            if unclear:
                why = unclear if one in self._rivals(unclear) else "superseded"
                yield NotCounted(one.file, one.state, why)
            elif one is not self._best.report:
                is_copy = one.is_copy and _rank(one)[0] == _rank(self._best.report)[0]
                yield NotCounted(one.file, one.state, "copy" if is_copy else "superseded")

    def _unclear(self) -> str:
        """Return why none of them counts, or nothing."""
        for why in UNCLEAR:
            if len(self._rivals(why)) > 1:
                return why
        return ""

    def _rivals(self, why: str) -> Sequence[ReportRow]:
        """Return those of which nobody can say which counts."""
        assert self._best is not None
        best = self._best.report
        if why == "same-revision":
            return [one for one in self._reports if _rank(one) == _rank(best)]
        lower = (one for one in self._reports if one.revision < best.revision)
        later = [one for one in lower if one.date > best.date]
        return [best, *later] if later else []


def _rank(report: ReportRow) -> tuple[int, bool, bool]:
    """Return what decides between the reports of a State: the greatest counts."""
    return report.revision, report.status == FINAL, not report.is_copy
