"""Random merges: whatever ministries say beside a value stands beside no other value.

An ordinary run tries a sample, `pytest -m thorough` more, and `LARGE=1` 10,000 of each kind.
"""

from collections.abc import Mapping
from random import Random
from typing import Any

import pytest

from checklist.ministries.conflicts import decided, open_conflicts
from checklist.ministries.merge import merge
from tests.support.examples import large
from tests.support.packets import ASKED, Packets, faults_of
from tests.support.returns import incoming
from tests.support.tiny import report

CHUNK = 125
SAMPLE = 25
ALL = large(10_000)
KINDS = pytest.mark.parametrize("has_draft", [False, True], ids=["first forms", "further forms"])


@pytest.mark.sampled
@KINDS
def test_no_note_source_or_mark_stands_beside_a_value_of_another_author(has_draft: bool) -> None:
    found = {seed: faults_of(seed, has_draft=has_draft) for seed in range(SAMPLE)}

    assert {seed: wrong for seed, wrong in found.items() if wrong} == {}


FOUND = (
    *(31, 32, 45, 65, 72, 100, 269, 273, 423, 597, 750, 752, 1282, 1512, 1756, 1854, 2113),
    *(
        2169,
        3092,
        20287,
        20319,
        21363,
        30177,
        30252,
        40413,
        40850,
        42515,
        42754,
        42812,
        47609,
        65686,
        106287,
    ),
)
"""Seeds in which a note, a source or a mark went astray once."""


@pytest.mark.sampled
@pytest.mark.parametrize("seed", FOUND)
def test_merges_that_went_wrong_once(seed: int) -> None:
    assert faults_of(seed, has_draft=True) == []


FOUND_ALONE = (("measure", 647),)
"""Seeds that went wrong where only one question, and the cell of the table, is answered."""


@pytest.mark.parametrize(("place", "seed"), FOUND_ALONE)
def test_merges_of_one_answer_that_went_wrong_once(place: str, seed: int) -> None:
    assert faults_of(seed, has_draft=True, places=[place]) == []


class _OfMoreValues(Packets):
    """Merges of one answer in parts, of which ministries say different ones."""

    def value(self, at: str) -> Mapping[str, Any]:
        if at != "measure":
            return super().value(at)
        if self.random.random() < 0.08:
            return {f"{at}/missing": {"missing": "not-known", "reason": "not-collected"}}
        practice = self.random.choice(["Daily.", "Weekly."])
        value = {f"{at}/status": "implemented", f"{at}/practice": practice}
        is_law = self.random.random() < 0.5
        return {**value, f"{at}/law": self.random.choice(["L1", "L2"])} if is_law else value


@pytest.mark.sampled
@pytest.mark.parametrize("seed", [1503, 2791])
def test_merges_of_more_values_that_went_wrong_once(seed: int) -> None:
    assert _OfMoreValues(Random(seed), places=["measure"]).run() == []


def _answered(packets: Packets, number: int, now: Mapping[str, Any]) -> None:
    """Let justice fill in its form, so that its answer to `measure` is this one, and merge it."""
    base, seen = packets.form("justice")
    given = {at: one for at, one in now.items() if base.get(at) != one}
    gone = [at for at in base if at not in now]
    returned = incoming(ASKED, "justice", base, given, number=number, removed=gone, seen=seen)
    packets.report = merge(packets.report, [returned], ASKED, "2026-11-24").report


def test_the_mark_of_the_state_stays_where_a_ministry_replaces_a_joint_answer() -> None:
    """Justice takes away its own mark with its own words, and not that of the State."""
    packets, measure = Packets(Random(0)), {"measure/status": "implemented"}
    own = {"status": "implemented", "law": "L2", "practice": "Daily."}
    packets.report = report(ASKED, {"measure": {"value": own, "confidential": True}})
    first = {"measure/law": "L1", "measure/practice": "Weekly.", "measure/confidential": True}
    _answered(packets, 1, {**measure, **first})
    (conflict,) = open_conflicts(packets.report)
    (chosen,) = (one["content"] for one in conflict.wanted if one.get("by") == ["justice"])
    packets.report = decided(packets.report, conflict, chosen, ASKED)
    assert packets.report.answers["measure"]["answered_by"] == ["justice", "own"]

    _answered(packets, 2, {**measure, "measure/law": "L2", "measure/practice": "Daily."})

    assert packets.report.answers["measure"]["value"] == own
    assert packets.report.answers["measure"]["confidential"] is True


@pytest.mark.thorough
@KINDS
@pytest.mark.parametrize("chunk", range(ALL // CHUNK))
def test_many_random_merges(chunk: int, has_draft: bool) -> None:
    seeds = range(SAMPLE + chunk * CHUNK, SAMPLE + (chunk + 1) * CHUNK)
    found = {seed: faults_of(seed, has_draft=has_draft) for seed in seeds}

    assert {seed: wrong for seed, wrong in found.items() if wrong} == {}
