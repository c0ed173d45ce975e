"""Random histories: no answer is lost, none is overwritten silently, and no order matters.

With `pytest -m thorough` there are 500, and 10,000 with `LARGE=1`. The last test makes
mistakes in the merge on purpose: the histories must find each of them.
"""

from collections.abc import Callable, Iterable, Iterator
from random import Random
from typing import Any

import pytest

from checklist.merging import cell, entries, question, resolution
from checklist.merging.claims import Change, Claim
from checklist.merging.resolution import Resolution
from checklist.ministries import incoming, part_versions, record
from checklist.questionnaire.questionnaire import Questionnaire
from tests.support.changed_questionnaires import changed
from tests.support.examples import large
from tests.support.histories import History, asked_in_histories, random_length

CHUNK = 250
ALL = large(10_000)
"""The histories of a thorough run."""
SAMPLE = 30
"""The histories of every run of the tests."""
SHARE_WITH_NEW_VERSION = 4
"""Every so many chunks have a new version of the questionnaire in their histories."""

ASKED = asked_in_histories()


def faults(seed: int, monkeypatch: pytest.MonkeyPatch, *, has_new_version: bool) -> list[str]:
    """Return what went wrong in a history."""
    if not has_new_version:
        return History(Random(seed), ASKED).run(random_length(seed))
    change = changed(Random(seed))
    old = change.old.head.version

    def steps_to(present: Questionnaire, version: str) -> Any:
        return [(change.old, change.step)] if version == old else None

    monkeypatch.setattr(part_versions, "steps_to", steps_to)
    history = History(Random(seed), change.old, (change.new, change.step))
    return history.run(random_length(seed) + 3)


def found(
    seeds: Iterable[int], monkeypatch: pytest.MonkeyPatch, *, has_new_version: bool
) -> Iterator[str]:
    for seed in seeds:
        wrong = faults(seed, monkeypatch, has_new_version=has_new_version)
        yield from (f"{seed}: {fault}" for fault in wrong)


@pytest.mark.sampled
@pytest.mark.parametrize("has_new_version", [False, True], ids=["one version", "new version"])
def test_a_sample_of_histories(has_new_version: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    assert [*found(range(SAMPLE), monkeypatch, has_new_version=has_new_version)] == []


def test_what_a_part_of_an_older_version_takes_away_again_is_taken_away(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # A reason for no answer is withdrawn, and its table was renamed meanwhile.
    assert faults(27249, monkeypatch, has_new_version=True) == []


@pytest.mark.parametrize("seed", [514, 665, 8866])
def test_what_stands_beside_an_answer_that_others_replace_is_not_lost(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A remark goes neither with the answers that replace its own, nor with what stood before.
    assert faults(seed, monkeypatch, has_new_version=False) == []


@pytest.mark.parametrize("seed", [2001, 7439])
def test_a_remark_that_was_taken_away_does_not_come_back_with_the_answer(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert faults(seed, monkeypatch, has_new_version=seed == 2001) == []


@pytest.mark.thorough
@pytest.mark.parametrize("chunk", range(ALL // CHUNK))
def test_many_histories(chunk: int, monkeypatch: pytest.MonkeyPatch) -> None:
    has_new_version = chunk % SHARE_WITH_NEW_VERSION == 0

    seeds = range(chunk * CHUNK, (chunk + 1) * CHUNK)
    assert [*found(seeds, monkeypatch, has_new_version=has_new_version)] == []


# Mistakes that are made on purpose


def _takes_the_last(own: Any, stances: Any, fingerprint: Any) -> Resolution:
    """What comes last wins, and nobody is asked."""
    active = [stance for stance in stances if stance.change.is_active]
    return Resolution(active[-1].change.now if active else own)


def _ignores_own_edits(own: Any, stances: Any, fingerprint: Any) -> Resolution:
    """What authorities say counts more than what was edited in the report meanwhile."""
    seen = next((stance.change.was for stance in stances if stance.change.is_active), own)
    found = resolution.resolve(seen, stances, fingerprint)
    return found if found.wanted or found.agreed else Resolution(own)


def _always_knew(self: Claim, other: Claim, *more: Any) -> bool:
    return self.by > other.by or (self.by == other.by and self.part > other.part)


def _settles_everything(answer_type: Any, claims: Any, conflicts: Any) -> Any:
    return [claim.settled() for claim in claims]


def _forgets_the_base(self: Any, path: Any, was: Any, before: Any, now: Any) -> None:
    if now is not None:
        self.changes[path] = Change(None, now, self.ordinal)
        self.changed.append(path)


def _only_one(claims: Any) -> Any:
    return [resolution.Wanted(None, [claim]) for claim, _ in claims[:1]]


def _drops_missing(self: Any) -> bool:
    return False


MISTAKES: dict[str, tuple[tuple[Any, str, Callable[..., Any]], ...]] = {
    "the last one wins": tuple((module, "resolve", _takes_the_last) for module in (cell, entries)),
    "edits are ignored": tuple(
        (module, "resolve", _ignores_own_edits) for module in (cell, entries)
    ),
    "everybody knew everything": ((Claim, "supersedes", _always_knew),),
    "an edit settles conflicts": ((record, "settled", _settles_everything),),
    "the base is forgotten": ((incoming._ClaimBuilder, "_set", _forgets_the_base),),
    "of several entries one is shown": ((entries, "_entries", _only_one),),
    "a missing code is one part of many": ((cell.CellMerger, "has_missing", _drops_missing),),
    "the whole table is never one": (
        (entries.EntriesMerger, "_whole", entries.EntriesMerger._by_entry),
    ),
    "a decided conflict is forgotten": (
        (question, "settled", _settles_everything),
        (Claim, "settled", lambda self: self),
    ),
}


@pytest.mark.sampled
@pytest.mark.parametrize("name", MISTAKES)
def test_histories_find_mistakes_in_the_merge(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for owner, attribute, wrong in MISTAKES[name]:
        monkeypatch.setattr(owner, attribute, wrong)

    def is_found(seed: int) -> bool:
        try:
            return bool(faults(seed, monkeypatch, has_new_version=False))
        except Exception:  # a mistake can also end in an error
            return True

    assert any(is_found(seed) for seed in range(CHUNK))
