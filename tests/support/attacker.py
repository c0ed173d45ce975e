"""Somebody with all published outputs, who works out what States said that are not named.

The attacker knows who is counted in each output, all that named States said, and, to be on the safe
side, which States did not change an answer between two revisions. It may be one of the States that
are not named, and so know its own answer. Each published count is a sum over unknown answers. A
State is found out if all solutions of the sums give it one answer: of joined options, one of these.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import product
from typing import Any, NamedTuple, TypeAlias

Report: TypeAlias = tuple[str, str]
"""A State and the seal of its report."""
Unit: TypeAlias = tuple[str, str]
Sums: TypeAlias = Counter[str]
Variable: TypeAlias = tuple[Any, ...]
"""An unknown answer: its State, and what tells it from other answers of the State."""

NOTHING = "(nothing)"
"""What a State says whose answer is not shown."""
_NOT_IN_PLACE = {"planned": "not", "not-implemented": "not"}
JOINED: Mapping[str, Mapping[str, str]] = {
    "three": {"implemented": "whole", "partly-implemented": "part", **_NOT_IN_PLACE},
    "two": {"implemented": "in-place", "partly-implemented": "in-place", **_NOT_IN_PLACE},
}
"""What each code of a measure becomes; what is none of them is joined with what is not shown."""


class Published(NamedTuple):
    """One output, and what the attacker knows of it."""

    document: Mapping[str, Any]
    """The summary in JSON; of a comparison, which counts nobody without a name, empty."""
    named: frozenset[Report]
    """The reports of which the attacker knows all that they say: those of States that are named,
    or counted in a comparison, where all others can be subtracted from a sum."""
    counted: frozenset[Report]
    """The reports that are counted without names."""


class Truth(NamedTuple):
    """What every report says."""

    several: frozenset[str]
    """The questions with answers of several codes."""
    answers: Mapping[tuple[Report, Unit], frozenset[str]]
    """The codes of each answer; empty where nothing is shown."""
    answered: frozenset[tuple[Report, Unit]]


def found_out(outputs: Sequence[Published], truth: Truth) -> list[tuple[str, Unit]]:
    """Return the States, with the questions, whose answers somebody can work out."""
    found = []
    units = {(one["question"], one["row"]) for out in outputs for one in _lines(out)}
    for unit in sorted(units):
        of_unit = [
            (out, line)
            for out in outputs
            for line in _lines(out)
            if (line["question"], line["row"]) == unit
        ]
        for join in sorted({line["joined"] for _, line in of_unit}):
            alike = [(out, line) for out, line in of_unit if line["joined"] == join]
            known = _as_joined(truth, unit, join)
            for is_merged, by_state in product((True, False), repeat=2):
                found += [
                    (state, unit)
                    for state in _attack(outputs, alike, unit, known, is_merged, by_state)
                ]
    return found


def joins_of(outputs: Sequence[Published]) -> Mapping[Unit, Sequence[str]]:
    """Return how the options of each question are joined in the outputs that have a line on it."""
    found: dict[Unit, list[str]] = {}
    for line in (line for out in outputs for line in _lines(out)):
        found.setdefault((line["question"], line["row"]), []).append(line["joined"])
    return found


def _as_joined(truth: Truth, unit: Unit, join: str) -> Truth:
    """Return what every report says to a question, in joined options."""
    if not join:
        return truth
    of_code = JOINED[join]
    answers = {
        (report, asked): frozenset(of_code[code] for code in codes if code in of_code)
        for (report, asked), codes in truth.answers.items()
        if asked == unit
    }
    return truth._replace(
        answers=answers, answered=frozenset(one for one, codes in answers.items() if codes)
    )


def _lines(output: Published) -> Sequence[Mapping[str, Any]]:
    """Return the lines of the States that are counted; of the others the attacker knows all."""
    lines: Sequence[Mapping[str, Any]] = output.document.get("unnamed", {"lines": ()})["lines"]
    counted = len(output.counted)
    return [{**line, "without_answer": counted - line["answered"]} for line in lines]


def _attack(
    outputs: Sequence[Published],
    lines: Sequence[tuple[Published, Mapping[str, Any]]],
    unit: Unit,
    truth: Truth,
    is_merged: bool,
    by_state: bool,
) -> Iterator[str]:
    """Yield the States whose answer to one question is known.

    Args:
        outputs: All outputs.
        lines: The outputs with a line on the question, and the line.
        unit: The question or row.
        truth: What all reports say; used for what the attacker knows, and to check the result.
        is_merged: Whether it is known which States still say the same.
        by_state: Whether all revisions of a State are known that one output names.
    """
    reports = frozenset().union(*(out.named for out in outputs))
    states = {state for state, _ in reports}

    def is_known(report: Report) -> bool:
        return report[0] in states if by_state else report in reports

    def variable(report: Report) -> Variable:
        if not is_merged:
            return report
        said = truth.answers.get((report, unit), frozenset())
        return report[0], said, (report, unit) in truth.answered

    for says, codes in _questions_to_ask(unit, lines, truth):
        sums: list[tuple[frozenset[Variable], Sums]] = []
        real: dict[Variable, str] = {}
        for out, line in lines:
            total = codes(line)
            members = set()
            for report in out.counted:
                if is_known(report):
                    total[says(report)] -= 1
                else:
                    members.add(variable(report))
                    real[variable(report)] = says(report)
            sums.append((frozenset(members), +total))
        for insider in [None, *_insiders(sums, real)]:
            without, others = _without(insider, sums, real)
            for one in others:
                if others[one] != NOTHING and not _has_another_answer(one, without, others):
                    yield one[0]


def _insiders(
    sums: Sequence[tuple[frozenset[Variable], Sums]], real: Mapping[Variable, str]
) -> Sequence[str]:
    """Return one State of each kind that is not named and knows its own answers."""
    of_state: dict[str, list[object]] = {}
    for one, answer in real.items():
        pattern = tuple(one in members for members, _ in sums)
        of_state.setdefault(one[0], []).append((pattern, answer))
    return [*{tuple(sorted(kind, key=str)): state for state, kind in of_state.items()}.values()]


def _without(
    insider: str | None,
    sums: Sequence[tuple[frozenset[Variable], Sums]],
    real: Mapping[Variable, str],
) -> tuple[Sequence[tuple[frozenset[Variable], Sums]], Mapping[Variable, str]]:
    """Return the sums without the answers of one State."""
    own = {one for one in real if one[0] == insider}
    less = [
        (members - own, total - Counter(real[one] for one in members & own))
        for members, total in sums
    ]
    return less, {one: answer for one, answer in real.items() if one not in own}


def _questions_to_ask(
    unit: Unit, lines: Sequence[tuple[Published, Mapping[str, Any]]], truth: Truth
) -> Iterator[tuple[Callable[[Report], str], Callable[[Mapping[str, Any]], Sums]]]:
    """Yield what a report says, and how often a line says each: code by code where several can be.

    Whether a State did not choose one code of several is not asked.
    """

    def plain(report: Report) -> str:
        codes = truth.answers.get((report, unit), frozenset())
        return next(iter(codes), "answered") if (report, unit) in truth.answered else NOTHING

    def plain_line(line: Mapping[str, Any]) -> Sums:
        codes = Counter({one["code"]: one["count"] for one in line["codes"]})
        codes["answered"] = 0 if line["codes"] else line["answered"]
        codes[NOTHING] = line["without_answer"]
        return codes

    if unit[0] not in truth.several:
        yield plain, plain_line
        return
    for code in [one["code"] for one in lines[0][1]["codes"]]:

        def chosen(report: Report, code: str = code) -> str:
            return code if code in truth.answers.get((report, unit), ()) else NOTHING

        def line_of(line: Mapping[str, Any], code: str = code) -> Sums:
            count = next(one["count"] for one in line["codes"] if one["code"] == code)
            states = line["answered"] + line["without_answer"]
            return Counter({code: count, NOTHING: states - count})

        yield chosen, line_of


def _has_another_answer(
    one: Variable, sums: Sequence[tuple[frozenset[Variable], Sums]], real: Mapping[Variable, str]
) -> bool:
    """Whether a solution of the sums gives a State another answer than its real one."""
    groups: dict[tuple[bool, ...], list[Variable]] = {}
    for other in real:
        groups.setdefault(tuple(other in members for members, _ in sums), []).append(other)
    pattern = tuple(one in members for members, _ in sums)
    if len({real[other] for other in groups[pattern]}) > 1:
        return True  # exchanging two answers within a group changes no sum
    order = sorted(groups, key=lambda group: group != pattern)
    sizes = [len(groups[group]) for group in order]
    return _solve(order, sizes, [Counter(total) for _, total in sums], real[one])


def _solve(
    order: Sequence[tuple[bool, ...]], sizes: Sequence[int], left: list[Sums], avoid: str
) -> bool:
    """Whether the groups can be filled so that not all of the first one say `avoid`."""
    if not order:
        return all(not +total for total in left)
    concerned = [number for number, is_in in enumerate(order[0]) if is_in]
    codes = sorted({code for number in concerned for code in left[number]})
    for counts in _shares(sizes[0], [min(left[n][code] for n in concerned) for code in codes]):
        share = Counter(dict(zip(codes, counts, strict=True)))
        if avoid and share[avoid] == sizes[0]:
            continue
        rest = [
            Counter({code: count - share[code] for code, count in total.items()})
            if number in concerned
            else total
            for number, total in enumerate(left)
        ]
        if _solve(order[1:], sizes[1:], rest, ""):
            return True
    return False


def _shares(size: int, most: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """Yield the ways to divide a number into parts, each at most so large."""
    if not most:
        if not size:
            yield ()
        return
    for first in range(max(0, size - sum(most[1:])), min(size, most[0]) + 1):
        yield from ((first, *rest) for rest in _shares(size - first, most[1:]))
