"""What is published is the same whatever a confidential answer says.

Each answer, row and cell of the example reports is confidential in turn, and says something else:
another option, status, text, number of entries, or that there is no answer. What follows from it
follows: questions that are no longer asked have no answer, and gates fill in. Then every output for
publication is the same byte for byte, its seals masked. What README names as told all the same is
left out: the findings, and whether a confidential answer changed, which is
why the later report says something else in each case.
"""

from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from functools import cache
from itertools import count, repeat
from pathlib import Path
from random import Random
from typing import Any

import pytest

from checklist.files.reader import read
from checklist.questionnaire.loading import shipped
from tests.support.examples import large, one_in
from tests.support.folders import EXAMPLES
from tests.support.later_reports import LATER
from tests.support.mixed_folders import report_with_invalid
from tests.support.other_answers import Case, OtherAnswers, Part, answer_at, parts_of, sealed
from tests.support.publication import Outputs, essence, outputs, side

REPORTS = EXAMPLES
STATES = sorted(path.stem[-3:] for path in REPORTS.iterdir())
OF_EACH_SAMPLED = 2
"""Other answers in the place of each part of the sample; of all parts, one each, in turn."""
SAMPLE = 50
"""One part in so many is looked at in every run of the tests."""
OF_BYTES = 32
"""One part in so many of which every byte is looked at, in one format of each command in turn.

Of the others, what all formats are made of.
"""
OF_EACH_KIND: Sequence[tuple[str, Part]] = [
    ("UGA", ("protocol-status",)),
    ("TUV", ("offence",)),
    ("AUT", ("laws", 0, "short-name")),
    ("AUT", ("protection", "witness-protection")),
    ("TUV", ("campaigns", "groups-at-risk")),
]
"""A question that others depend on, a gate, a name that others cite, a row, and a row beside
which another row decides."""


@cache
def other_answers() -> OtherAnswers:
    return OtherAnswers(shipped())


@cache
def report(state: str) -> Any:
    return read(REPORTS / f"report-{state}.yaml").data


def cases(state: str, parts: Sequence[Part], most: int) -> Iterator[Case]:
    for turn, part in enumerate(parts):
        case = other_answers().case(report(state), part, most, turn)
        assert case.others, f"nothing else is known to say in {part}"
        yield case


def parts(state: str) -> list[Part]:
    return [part for part, _ in parts_of(report(state)["answers"])]


def differences(one: Outputs, other: Outputs) -> list[str]:
    """Return the names of the outputs that differ; of findings in words, not where findings do."""
    names = {*one, *other}
    if one["findings"] != other["findings"]:
        names -= {"findings", "findings in words"}
    return sorted(name for name in names if one.get(name) != other.get(name))


def assert_essence_is_the_same(state: str, chosen: Sequence[Part], most: int) -> None:
    told = []
    for case in cases(state, chosen, most):
        after = side(case.later, shipped())
        first = essence(case.report, after, shipped())
        for other in case.others:
            found = differences(first, essence(other, after, shipped()))
            told += [(case.part, name) for name in found]
    assert told == []


def assert_every_byte_is_the_same(
    state: str, chosen: Sequence[Part], folder: Path, turns: Iterable[int | None]
) -> None:
    for name, source in (("reports", REPORTS), ("later", LATER)):
        (folder / name).mkdir()
        for path in source.iterdir():
            if state not in path.stem:
                (folder / name / path.name).write_bytes(path.read_bytes())
    told = []
    for case, turn in zip(cases(state, chosen, most=1), turns, strict=False):
        first = outputs(case.report, case.later, folder, turn)
        for other in case.others:
            found = differences(first, outputs(other, case.later, folder, turn))
            told += [(case.part, name) for name in found]
    assert told == []


@pytest.mark.sampled
@pytest.mark.parametrize("state", STATES)
def test_a_sample_of_confidential_answers_tells_nothing(state: str) -> None:
    all_parts = parts(state)
    sample = Random(0).sample(all_parts, len(all_parts) // SAMPLE)
    kinds = [part for one, part in OF_EACH_KIND if one == state]

    assert_essence_is_the_same(state, [*kinds, *sample], OF_EACH_SAMPLED)


@pytest.mark.parametrize(("state", "part"), OF_EACH_KIND[:1])
@pytest.mark.parametrize(
    "turns", [[0], pytest.param(repeat(None), marks=pytest.mark.thorough)], ids=["one", "all"]
)
def test_no_byte_of_what_is_published_tells_a_confidential_answer(
    state: str, part: Part, turns: Iterable[int | None], tmp_path: Path
) -> None:
    """In one format of each command, or in all."""
    assert_every_byte_is_the_same(state, [part], tmp_path, turns)


@pytest.mark.thorough
@pytest.mark.parametrize("state", STATES)
def test_no_confidential_answer_tells_anything(state: str) -> None:
    assert_essence_is_the_same(state, parts(state)[:: one_in(16)], most=1)


@pytest.mark.thorough
@pytest.mark.parametrize("state", STATES)
def test_no_byte_tells_the_confidential_answers_of_a_report(state: str, tmp_path: Path) -> None:
    assert_every_byte_is_the_same(state, parts(state)[:: OF_BYTES * one_in(8)], tmp_path, count())


@pytest.mark.parametrize("seed", range(large(3)))
def test_confidential_answers_tell_nothing_where_others_do_not_fit(seed: int) -> None:
    """Beside answers that do not fit, or that stand under an id that is almost right."""
    data = report_with_invalid(seed)
    later = deepcopy({**data, "as_of": "2027-11-20"})
    given = {i: one for i, one in data["answers"].items() if isinstance(one, dict)}
    for part, answer in parts_of(given):
        if answer.get("confidential"):
            answer_at(later["answers"], part)["note"] = "This is said later."
    after, random = side(sealed(later), shipped()), Random(seed)
    first = essence(data, after, shipped())

    for _ in range(OF_EACH_SAMPLED):
        other = other_answers().with_other_secrets(data, random)
        assert other["answers"] != data["answers"]
        assert differences(first, essence(other, after, shipped())) == []
