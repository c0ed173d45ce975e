"""What a reader sees first: who reported, how far measures are in place, what is in the way.

All of it is taken from the summary. Nothing is counted anew, except that a State which names an
obstacle, or a kind of help, for several themes counts once.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from checklist.analysis.counting import number_of
from checklist.analysis.summary.document import Summary
from checklist.analysis.summary.figures import CodeCount, CodeStates, Question

NONE = "none"
"""The code of the option that there is nothing: no obstacle, no help that is wanted."""
OTHER = "other"
"""The code of the option that something else is meant."""


@dataclass(frozen=True)
class Named:
    """An obstacle, or a kind of help, with how many of the reporting States name it."""

    label: str
    states: int
    """How many States name it, for one theme or several."""


@dataclass(frozen=True)
class Offered:
    """What States offer in answer to one question."""

    theme: str
    words: str
    """The question as it is asked."""
    named: Sequence[Named]


@dataclass(frozen=True)
class StatusCount:
    """How many of the counted reports come from States with one treaty status."""

    code: str
    """Empty where it is not known to the reader: not given, or confidential."""
    label: str
    reports: int


@dataclass(frozen=True)
class Overview:
    """The first screen of a summary."""

    reports: int
    by_treaty_status: Sequence[StatusCount]
    obstacles: Sequence[Named]
    """Those that every theme offers, from the one that most States name to the one that fewest do,
    "other" last; none of zero."""
    wanted: Sequence[Named]
    """The kinds of help that States want, in the same order."""
    offered: Sequence[Offered]
    """What States offer, in the order of the questionnaire."""


def overview(summary: Summary) -> Overview:
    """Return the first screen of a summary."""
    return Overview(
        reports=len(summary.reports),
        by_treaty_status=_by_treaty_status(summary),
        obstacles=_obstacles(summary),
        wanted=_largest_first(summary.assistance.wanted_by_kind),
        offered=[
            Offered(offer.theme, offer.words, _in_order(offer))
            for offer in summary.assistance.offers
        ],
    )


def _by_treaty_status(summary: Summary) -> Sequence[StatusCount]:
    """Return the statuses in the order in which they are offered, then what is not known."""
    offered = [code.code for treaty in summary.ratification[:1] for code in treaty.status.codes]
    reports: dict[tuple[str, str], list[str]] = {}
    for report in summary.reports:
        status = report.treaty_status
        reports.setdefault((status.code, status.label), []).append(status.label)

    def place(key: tuple[str, str]) -> tuple[int, str]:
        code, label = key
        return (offered.index(code) if code in offered else len(offered)), label

    return [
        StatusCount(code, label or "Not given", number_of(reports[code, label]))
        for code, label in sorted(reports, key=place)
    ]


def counted_once(codes: Iterable[CodeStates]) -> list[CodeCount]:
    """Count the States that give each code, for any theme; a State counts once.

    Where themes have other words for a code, the words that come last stand for it: those of the
    list that most questions share.
    """
    labels: dict[str, str] = {}
    names: dict[str, dict[str, str]] = {}
    for counted in codes:
        if counted.code != NONE:
            labels[counted.code] = counted.label
            of_code = names.setdefault(counted.code, {})
            for state in counted.states:
                of_code.setdefault(state.code, state.name)
    return [
        CodeCount(code, label, number_of(names[code].values())) for code, label in labels.items()
    ]


def _obstacles(summary: Summary) -> Sequence[Named]:
    """Return the obstacles that every theme with obstacles offers.

    Of those that only some themes offer, fewer States could have named them.
    """
    asked = [theme.obstacles for theme in summary.obstacles if theme.obstacles is not None]
    codes = [{code.code for code in part.codes} for part in asked]
    common = codes[0].intersection(*codes) if codes else frozenset()
    return _largest_first(
        counted_once(code for part in asked for code in part.codes if code.code in common)
    )


def _largest_first(counts: Iterable[CodeCount]) -> Sequence[Named]:
    """Return the counts that are not zero; what is "other" says nothing, and stands last."""
    by_count = sorted(counts, key=lambda counted: (counted.code == OTHER, -counted.count))
    return [Named(counted.label, counted.count) for counted in by_count if counted.count]


def _in_order(question: Question) -> Sequence[Named]:
    return [Named(code.label, code.count) for code in question.codes if code.count]
