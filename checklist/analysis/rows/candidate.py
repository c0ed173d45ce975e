"""Reports that may count: of many revisions of a State only the one that counts is made whole."""

from collections.abc import Callable
from typing import Any, Generic, Protocol, TypeVar

from checklist.reports.revisions import ReportIdentity


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
