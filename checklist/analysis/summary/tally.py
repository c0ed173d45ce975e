"""Counts with separate denominators: answers by code, and answers without a value by reason."""

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from operator import attrgetter
from types import MappingProxyType
from typing import TypeAlias

from checklist.analysis.counting import count
from checklist.analysis.rows.columns import ANSWERED, AnswerRow
from checklist.analysis.summary.figures import CodeCount, Tally
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
TallyKey: TypeAlias = tuple[str, str]
_WHOLE, _STANDING, _CODE, _BY_GATE = "whole", "standing", "code", "by-gate"
_SAID: Callable[[AnswerRow], tuple[str, str, str]] = attrgetter("standing", "code", "by_gate")
STANDING_NAMES = {standing: standing.replace("-", "_") for standing in STANDING_HEADS}
"""The name of the number of a tally for each standing."""
_NUMBERS = {name: attrgetter(name) for name in ("of", *STANDING_NAMES.values(), "by_gate")}
"""What gets each number of a tally, by its name."""


def tally(
    rows: Sequence[AnswerRow],
    offered: Sequence[tuple[str, str]] = (),
    counts_as: Mapping[str, str] = NOTHING_ELSE,
) -> Tally:
    """Count rows of one level.

    Args:
        rows: The rows.
        offered: The codes that can be given, with their labels, in their order.
        counts_as: The code as which a code is counted, where that is another one; not-applicable:
            the answer is counted as such.
    """
    labels = dict(offered)

    def keys(said: tuple[str, str, str]) -> Sequence[TallyKey]:
        standing, code, by_gate = said
        code = counts_as.get(code, code)
        if counts_as and code == NOT_APPLICABLE:
            standing = NOT_APPLICABLE
        codes = [code] if standing == ANSWERED else []
        return tally_keys(standing, codes, labels, by_gate=bool(by_gate))

    return tally_of(count(rows, _SAID, keys), offered)


def tally_keys(
    standing: str, codes: Iterable[str], offered: Container[str], *, by_gate: bool
) -> Sequence[TallyKey]:
    """Return the keys by which a tally counts an answer.

    Args:
        standing: The standing of the answer.
        codes: The codes that it has.
        offered: The codes that are counted.
        by_gate: Whether another answer filled it in.
    """
    counted = [(_CODE, code) for code in codes if code in offered]
    filled_in = [(_BY_GATE, "")] if counted and by_gate else []
    return [(_WHOLE, ""), (_STANDING, standing), *counted, *filled_in]


def tally_of(counts: Mapping[TallyKey, int], offered: Iterable[tuple[str, str]]) -> Tally:
    """Return a tally of what was counted by the keys of a tally.

    Args:
        counts: The counts; without those that are zero.
        offered: The codes that can be given, with their labels, in their order.
    """
    return Tally(
        of=counts.get((_WHOLE, ""), 0),
        by_gate=counts.get((_BY_GATE, ""), 0),
        codes=[CodeCount(code, label, counts.get((_CODE, code), 0)) for code, label in offered],
        **{name: counts.get((_STANDING, said), 0) for said, name in STANDING_NAMES.items()},
    )


def sum_of(tallies: Sequence[Tally], offered: Sequence[tuple[str, str]] = ()) -> Tally:
    """Return the sum of tallies.

    Args:
        tallies: The tallies.
        offered: The codes that all of them count, with their labels; none: the sum has no codes.
    """
    numbers = {name: sum(map(number, tallies)) for name, number in _NUMBERS.items()}
    if not offered:
        numbers["by_gate"] = 0  # it is among the answers with codes
    return Tally(
        **numbers,
        codes=[
            CodeCount(code, label, sum(tally.codes[place].count for tally in tallies))
            for place, (code, label) in enumerate(offered)
        ],
    )
