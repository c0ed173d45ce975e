"""Reads reports as rows, and gives the reason why a report is left out.

Of many revisions of a State only the one that counts is made whole.
"""

import re
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, Generic, NamedTuple, Protocol, Self, TypeVar

from checklist.analysis.rows.questionnaire_rows import QuestionnaireRows
from checklist.analysis.rows.report_rows import (
    NOTHING_HIDDEN,
    Disclosure,
    ReportRows,
    identity_of,
    report_rows,
)
from checklist.checks.batch import ReportSource
from checklist.checks.report_state import state_of
from checklist.checks.resolve_questionnaire import resolve
from checklist.checks.validator import Validator, unusable
from checklist.diagnostics import Diagnostic, diagnostic
from checklist.files.reader import Document
from checklist.reports.report import Report
from checklist.reports.revisions import ReportIdentity

_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@cache
def questionnaire_rows_of(questionnaire: str | None) -> QuestionnaireRows:
    """Return the parts that the rows of all reports share, by the questionnaire's folder or id.

    They are kept, so that processes that are forked later have them already.
    """
    return QuestionnaireRows(resolve(questionnaire))


class Candidate(Protocol):
    """A report that may count."""

    @property
    def identity(self) -> ReportIdentity:
        """The part of its head that decides whether it counts."""


AnyCandidate = TypeVar("AnyCandidate", bound=Candidate)


class LazyReport(Generic[AnyCandidate]):
    """A report that is made whole only if it counts: making its rows takes longer than reading it.

    A report that is sent to another process is made whole first.
    """

    def __init__(self, identity: ReportIdentity, make: Callable[[], AnyCandidate]) -> None:
        """Keep what makes the report.

        Args:
            identity: The part of its head that decides whether it counts.
            make: Returns the whole report, as it is counted.
        """
        self._identity, self._make = identity, make

    @property
    def identity(self) -> ReportIdentity:
        """The part of its head that decides whether it counts."""
        return self._identity

    def made(self) -> AnyCandidate:
        """Return the whole report, as it is counted."""
        return self._make()

    def __reduce__(self) -> tuple[Any, ...]:
        """Return what another process gets."""
        return _already_made, (self.made(),)


def _already_made(report: AnyCandidate) -> LazyReport[AnyCandidate]:
    return LazyReport(report.identity, lambda: report)


class LeftOut(NamedTuple):
    """A file that is not counted."""

    file: str
    """Its name, as the user gave it."""
    state: str
    """The code of its State; empty where that is unknown."""
    findings: Sequence[Diagnostic]
    """The findings that make it unusable."""
    date: str = ""
    """The day on which its answers are true: `2026-01-31`; empty where that is unknown."""
    revision: int = 0
    """Its revision; 0 where that is unknown."""

    def is_surely_no_newer(self, report: ReportIdentity) -> bool:
        """Whether the report is, by its head, not newer than another report of its State."""
        is_known = self.date != "" and self.revision > 0
        return is_known and self.date <= report.date and self.revision <= report.revision


class ReportReader(NamedTuple):
    """Reads reports as rows, each by itself. Can be sent to other processes."""

    questionnaire: str | None = None
    """The folder or id of the questionnaire whose questions are the rows; None: the shipped one."""
    shown: Disclosure = NOTHING_HIDDEN
    """The parts of the answers that may be shown."""

    def for_many(self) -> Self:
        """Return a reader for many reports, with their common parts already loaded."""
        report_rows({"answers": {}}, questionnaire_rows_of(self.questionnaire))
        return self

    def read(self, source: ReportSource) -> LazyReport[ReportRows] | LeftOut:
        """Return a report whose rows are made later, or the reason why it is left out."""
        rows = questionnaire_rows_of(self.questionnaire)
        validator = Validator(rows.questionnaire)
        return lazily_made(source.document(), validator, rows, self.shown)

    def lost(self, source: ReportSource) -> LeftOut:
        """Return the result of a report whose reading ended the process."""
        return lost_report(source)


def lazily_made(
    document: Document,
    validator: Validator,
    questionnaire_rows: QuestionnaireRows,
    shown: Disclosure,
    *,
    is_usable: bool = False,
) -> LazyReport[ReportRows] | LeftOut:
    """Return a report whose rows are made later, or the reason why it is left out.

    Args:
        document: The report's file, as the reader gave it.
        validator: The validator of the questionnaire.
        questionnaire_rows: The questionnaire whose questions are the rows.
        shown: The parts of the answers that may be shown.
        is_usable: Whether it is known already that the report can be used.
    """
    questionnaire = questionnaire_rows.questionnaire
    wrong = () if is_usable else unusable(document, questionnaire)
    if wrong:
        return left_out(document, wrong)
    data = document.data
    assert isinstance(data, dict)
    report, name = Report.from_data(data), document.name

    def rows() -> ReportRows:
        return report_rows(
            data,
            questionnaire_rows,
            shown,
            file=name,
            validator=validator,
        )

    return LazyReport(identity_of(report, questionnaire, name), rows)


def lost_report(source: ReportSource) -> LeftOut:
    """Return the result of a report whose reading ended the process."""
    name = str(source.path)
    message = "the process that read the file has died; it may have run out of memory"
    found = diagnostic(name, 1, 1, "S014", message, hint="read this file alone")
    return LeftOut(name, state_of({}, name) or "", [found])


def left_out(document: Document, wrong: Sequence[Diagnostic]) -> LeftOut:
    """Return an unusable file with its State and the findings that make it unusable."""
    data = document.data if isinstance(document.data, dict) else {}
    state, date, revision = state_of(data, document.name), data.get("as_of"), data.get("revision")
    return LeftOut(
        file=document.name,
        state=state or "",
        findings=wrong,
        date=date if isinstance(date, str) and _DAY.fullmatch(date) else "",
        revision=revision if type(revision) is int else 0,
    )
