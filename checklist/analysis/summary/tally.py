"""Counts with separate denominators: answers by code, and answers without a value by reason."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from checklist.analysis.rows.columns import ANSWERED, HIDDEN, AnswerRow
from checklist.analysis.summary.figures import CodeCount, Tally

STANDING_HEADS: Mapping[str, str] = {
    "answered": "Answered",
    "not-known": "Not known",
    "not-applicable": "Not applicable",
    "declined": "Declined",
    "unanswered": "Unanswered",
    "off-path": "Off path",
    "invalid": "Invalid",
    "withheld": "Withheld",
    "confidential": "Confidential",
}
"""The heads of the columns of counts by the standing of an answer."""


def tally(rows: Iterable[AnswerRow], offered: Sequence[tuple[str, str]] = ()) -> Tally:
    """Count rows of one level.

    Args:
        rows: The rows.
        offered: The codes that can be given, with their labels, in their order.
    """
    standings: Counter[str] = Counter()
    codes: Counter[str] = Counter()
    labels = dict(offered)
    by_gate = 0
    for row in rows:
        standings[row.standing] += 1
        if row.standing == ANSWERED and row.code in labels:
            codes[row.code] += 1
            by_gate += bool(row.by_gate)
    return tally_of(standings, codes, labels.items(), by_gate=by_gate)


def tally_of(
    standings: Counter[str],
    codes: Counter[str],
    offered: Iterable[tuple[str, str]],
    *,
    by_gate: int,
) -> Tally:
    """Return a tally of what was counted.

    Args:
        standings: How many answers have each standing, a key of `STANDINGS`.
        codes: How many have each code.
        offered: The codes that can be given, with their labels, in their order.
        by_gate: How many of the answers with such a code follow from another answer.
    """
    return Tally(
        of=standings.total(),
        answered=standings[ANSWERED],
        not_known=standings["not-known"],
        not_applicable=standings["not-applicable"],
        declined=standings["declined"],
        unanswered=standings["unanswered"],
        off_path=standings["off-path"],
        invalid=standings["invalid"],
        withheld=standings["withheld"],
        confidential=standings[HIDDEN],
        by_gate=by_gate,
        codes=[CodeCount(code, label, codes[code]) for code, label in offered],
    )
