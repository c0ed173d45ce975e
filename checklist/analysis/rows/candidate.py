"""Reports that may count: of many revisions of a State only the one that counts is made whole."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Generic, Protocol, TypeVar

from checklist.reports.revisions import ReportIdentity
from checklist.states import BY_CODE


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

    def made_now(self) -> "LazyReport[AnyCandidate]":
        """Return the same report, made whole already."""
        return _already_made(self.made())

    def __reduce__(self) -> tuple[Any, ...]:
        """Return what another process gets."""
        return _already_made, (self.made(),)


_Read = TypeVar("_Read")
_MOST = 2 * len(BY_CODE)
"""The most reports that wait: two cycles of all States."""


def bounded(read: Iterable[_Read], most: int = _MOST) -> Iterator[_Read]:
    """Yield what is read, with reports of further States and cycles made whole at once.

    A report that is not made yet takes many times the memory of what a trend counts of it.

    Args:
        read: The reports, and the files that are left out.
        most: The most pairs of a State and a cycle whose reports are made later.
    """
    lazy: set[tuple[str, str]] = set()
    for one in read:
        if isinstance(one, LazyReport):
            key = one.identity.state, one.identity.cycle
            if key not in lazy and len(lazy) >= most:
                already: Any = one.made_now()
                yield already
                continue
            lazy.add(key)
        yield one


def _already_made(report: AnyCandidate) -> LazyReport[AnyCandidate]:
    return LazyReport(report.identity, lambda: report)
