"""Counts with separate denominators: how many States answered, and what; and how many did not."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from checklist.analysis.columns import ANSWERED, AnswerRow


@dataclass(frozen=True)
class CodeCount:
    """How many gave one answer."""

    code: str
    label: str
    count: int


@dataclass(frozen=True)
class Tally:
    """How a question, or a row of a matrix, stands in all reports. The parts add up to `of`."""

    of: int
    """How many answers there could be: one a report and question."""
    answered: int
    """How many have a value. Of these alone the codes are counted."""
    not_known: int
    not_applicable: int
    declined: int
    unanswered: int
    """No answer, although the question is asked."""
    off_path: int
    """The question is not asked, because of another answer."""
    invalid: int
    """The answer does not fit the question."""
    withheld: int
    """Left out of a copy for publication."""
    confidential: int
    """How many of all these are marked as confidential: they are counted here as well."""
    by_gate: int
    """How many of the answered were filled in by a gate question."""
    codes: Sequence[CodeCount]
    """The codes in the order in which they are offered, also those that nobody gave."""


def tally(rows: Iterable[AnswerRow], offered: Sequence[tuple[str, str]] = ()) -> Tally:
    """Count rows of one level.

    Args:
        rows: The rows.
        offered: The codes that can be given, with their labels, in their order.
    """
    standings: Counter[str] = Counter()
    codes: Counter[str] = Counter()
    labels = dict(offered)
    confidential = by_gate = 0
    for row in rows:
        standings[row.standing] += 1
        confidential += row.confidential
        if row.standing == ANSWERED and row.code in labels:
            codes[row.code] += 1
            by_gate += bool(row.by_gate)
    return Tally(
        standings.total(),
        standings["answered"],
        standings["not-known"],
        standings["not-applicable"],
        standings["declined"],
        standings["unanswered"],
        standings["off-path"],
        standings["invalid"],
        standings["withheld"],
        confidential,
        by_gate,
        [CodeCount(code, label, codes[code]) for code, label in labels.items()],
    )
