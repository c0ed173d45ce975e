"""Counts with separate denominators: answers by code, and answers without a value by reason."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from operator import attrgetter
from types import MappingProxyType

from checklist.analysis.counting import count
from checklist.analysis.rows.columns import ANSWERED, HIDDEN, PART, AnswerRow, ReportRow
from checklist.analysis.summary.figures import CodeCount, Tally
from checklist.analysis.traced import Source
from checklist.answer_types.answer import NOT_APPLICABLE
from checklist.answer_types.implementation import STATUSES

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
MEASURE = [(status.code, status.label) for status in STATUSES]
"""The codes that say how far a measure is in place, with their common labels."""
NOTHING_ELSE: Mapping[str, str] = MappingProxyType({})
"""No code counts as another one."""
_WHOLE, _STANDING, _CODE, _BY_GATE = "whole", "standing", "code", "by-gate"
_SAID: Callable[[AnswerRow], tuple[str, str, str]] = attrgetter("standing", "code", "by_gate")
STANDING_NAMES = {standing: standing.replace("-", "_") for standing in STANDING_HEADS}
"""The name of the number of a tally for each standing."""
_NUMBERS = ("of", *STANDING_NAMES.values(), "by_gate")


def tally(
    rows: Sequence[AnswerRow],
    offered: Sequence[tuple[str, str]] = (),
    counts_as: Mapping[str, str] = NOTHING_ELSE,
    reports: Sequence[ReportRow] | None = None,
) -> Tally:
    """Count rows of one level.

    Args:
        rows: The rows.
        offered: The codes that can be given, with their labels, in their order.
        counts_as: The code as which a code is counted, where that is another one; not-applicable:
            the answer is counted as such.
        reports: The reports of the rows, so that the counts lead to them; None: they do not.
    """
    labels = dict(offered)

    def keys(said: tuple[str, str, str]) -> Iterator[tuple[str, str]]:
        standing, code, by_gate = said
        code = counts_as.get(code, code)
        if counts_as and code == NOT_APPLICABLE:
            standing = NOT_APPLICABLE
        yield _WHOLE, ""
        yield _STANDING, standing
        if standing == ANSWERED and code in labels:
            yield _CODE, code
            if by_gate:
                yield _BY_GATE, ""

    if reports is None:
        counts = count(rows, _SAID, keys)
    else:
        given = [*zip(reports, rows, strict=True)]
        counts = count(given, lambda one: _SAID(one[1]), keys, lambda one: source_of(*one))
    return Tally(
        of=counts[_WHOLE, ""],
        by_gate=counts[_BY_GATE, ""],
        codes=[CodeCount(code, label, counts[_CODE, code]) for code, label in labels.items()],
        **{name: counts[_STANDING, standing] for standing, name in STANDING_NAMES.items()},
    )


def sum_of(tallies: Sequence[Tally], offered: Sequence[tuple[str, str]] = ()) -> Tally:
    """Return the sum of tallies.

    Args:
        tallies: The tallies.
        offered: The codes that all of them count, with their labels; none: the sum has no codes.
    """
    numbers = {name: sum(getattr(one, name) for one in tallies) for name in _NUMBERS}
    if not offered:
        numbers["by_gate"] = 0  # it is among the answers with codes
    return Tally(
        **numbers,
        codes=[
            CodeCount(code, label, sum(one.codes[place].count for one in tallies))
            for place, (code, label) in enumerate(offered)
        ],
    )


def source_of(report: ReportRow, row: AnswerRow) -> Source:
    """Return the source of what a row of a report says."""
    said = STANDING_HEADS.get(row.standing, row.standing)
    if row.standing == ANSWERED:
        said = row.text or row.code or said
    return Source(report, row.question, "" if row.level == PART else row.row, said)


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
