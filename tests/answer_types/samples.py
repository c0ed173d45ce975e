"""Samples of every answer type, which its module brings, for what holds for all of them."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from checklist.answer_types.interface import AnswerType
from checklist.answer_types.interface import Sample as Given
from checklist.answer_types.registry import REGISTRY
from tests.answer_types.driving import make

MISSING = [
    {"missing": "declined"},
    {"missing": "not-known", "reason": "not-collected"},
    {"missing": "not-applicable", "reason": "other", "note": "The sea is far."},
]


@dataclass(frozen=True)
class Sample:
    """An answer type, values of it, entries that it may take, and one that it surely takes."""

    answer_type: AnswerType
    values: list[Any]
    entries: list[str]
    sure: str
    given: Given

    def __repr__(self) -> str:
        return self.answer_type.type


def _samples() -> Iterator[Sample]:
    for name, answer_type in REGISTRY.items():
        for given in sys.modules[answer_type.__module__].SAMPLES:
            yield Sample(
                answer_type=make(name, **given.keys),
                values=[*given.values],
                entries=[*given.entries, *given.others],
                sure=given.sure,
                given=given,
            )


SAMPLES = [*_samples()]


def with_less(value: Any) -> Iterator[Any]:
    """Yield the value, then the same without each of its parts."""
    yield value
    if isinstance(value, dict):
        yield from ({k: part for k, part in value.items() if k != left_out} for left_out in value)
    elif isinstance(value, list):
        for at, item in enumerate(value):
            yield from ([*value[:at], less, *value[at + 1 :]] for less in with_less(item))
