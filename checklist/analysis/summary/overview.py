"""What a reader sees first: who reported, how far measures are in place, what is in the way.

All of it is taken from the summary. Nothing is counted anew, except that a State which names an
obstacle, or a kind of help, for several themes counts once.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

from checklist.analysis.summary.document import Summary
from checklist.analysis.summary.figures import CodeCount, CodeStates

NONE = "none"
"""The code of the option that there is nothing: no obstacle, no help that is wanted."""
OTHER = "other"
"""The code of the option that something else is meant."""


def by_treaty_status(summary: Summary) -> Sequence[CodeCount]:
    """Return how many reports there are by the treaty status of their States.

    The statuses stand in the order in which they are offered, then what is not known to the reader.
    """
    offered = [code.code for treaty in summary.ratification[:1] for code in treaty.status.codes]
    reports: Counter[tuple[str, str]] = Counter()
    for report in summary.reports:
        reports[report.treaty_status.code, report.treaty_status.label] += 1

    def place(key: tuple[str, str]) -> tuple[int, str]:
        code, label = key
        return (offered.index(code) if code in offered else len(offered)), label

    return [
        CodeCount(code, label or "Not given", reports[code, label])
        for code, label in sorted(reports, key=place)
    ]


def counted_once(codes: Iterable[CodeStates]) -> list[CodeCount]:
    """Count the States that give each code, for any theme; a State counts once.

    Where themes have other words for a code, the words that come last stand for it: those of the
    list that most questions share.
    """
    labels: dict[str, str] = {}
    states: dict[str, set[str]] = {}
    for counted in codes:
        if counted.code != NONE:
            labels[counted.code] = counted.label
            states.setdefault(counted.code, set()).update(state.code for state in counted.states)
    return [CodeCount(code, label, len(states[code])) for code, label in labels.items()]


def common_obstacles(summary: Summary) -> Sequence[CodeCount]:
    """Return the obstacles that every theme with obstacles offers.

    Of those that only some themes offer, fewer States could have named them.
    """
    asked = [theme.obstacles for theme in summary.obstacles if theme.obstacles is not None]
    codes = [{code.code for code in part.codes} for part in asked]
    common = codes[0].intersection(*codes) if codes else frozenset()
    return largest_first(
        counted_once(code for part in asked for code in part.codes if code.code in common)
    )


def largest_first(counts: Iterable[CodeCount]) -> Sequence[CodeCount]:
    """Return the counts that are not zero; what is "other" says nothing, and stands last."""
    by_count = sorted(counts, key=lambda counted: (counted.code == OTHER, -counted.count))
    return [counted for counted in by_count if counted.count]
