"""The sources of counts that the delegate of a State may see: those of that State."""

from collections.abc import Sequence
from typing import NamedTuple

from checklist.analysis.traced import Traced


class DelegateView(NamedTuple):
    """The view of the delegate of a State, or of those who read all reports."""

    state: str | None
    """The code of the State; None: everything is shown."""

    def shows(self, state: str) -> bool:
        """Whether the answers of a State, and its name, are shown."""
        return self.state in (None, state)

    def counts(self, counts: Sequence[Traced]) -> Sequence[Traced]:
        """Return the counts that are shown, without the rows about another State."""
        return [
            one
            for one in counts
            if all(
                self.shows(source.report.state) or source.report.state_name != one.row
                for source in one.sources
            )
        ]
