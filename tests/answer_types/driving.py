"""Drives the steps of an answer type with scripted entries, as an interview would."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator
from pydantic import ValidationError

from checklist.answer_types.answer import answer_definitions
from checklist.answer_types.implementation import definition
from checklist.answer_types.interface import (
    AnswerType,
    Missing,
    Option,
    Refusal,
    Step,
    StepContext,
    Value,
)
from checklist.answer_types.problem import ProblemKind
from checklist.answer_types.registry import REGISTRY
from checklist.states import BY_CODE

LAWS = (
    Option(code="criminal-code", label="Criminal Code of 1974, No. 60"),
    Option(code="aliens-act", label="Aliens Act of 2005, No. 100"),
)


def make(name: str, **keys: Any) -> AnswerType:
    """Return an answer type with its keys, as a question set gives them."""
    return REGISTRY[name].model_validate({"type": name, **keys})


def options(*codes: str) -> list[dict[str, Any]]:
    """Return options whose labels are the codes in capitals."""
    return [{"code": code, "label": code.capitalize()} for code in codes]


@dataclass
class Driven:
    """What came of the entries."""

    value: Value = None
    prompts: list[Step] = field(default_factory=list)
    """Each step once, in the order in which they were asked."""
    refusals: list[str] = field(default_factory=list)

    @property
    def names(self) -> list[str]:
        """The names of the steps that were asked."""
        return [step.name for step in self.prompts]


def drive(
    answer_type: AnswerType,
    entries: Iterable[str | Missing],
    *,
    previous: Value = None,
    laws: Sequence[Option] = (),
) -> Driven:
    """Send entries through the steps. A refused one is followed by the next at the same step.

    An empty entry is Enter; a `Missing` is what /unknown and the like make of a row or cell.
    """
    driven = Driven()
    steps = answer_type.steps(previous, StepContext(laws=laws))
    left = iter(entries)
    step = next(steps)
    while True:
        driven.prompts.append(step)
        reply = _reply(step, left, driven)
        try:
            step = steps.send(reply)
        except StopIteration as end:
            driven.value = end.value
            assert not list(left if isinstance(entries, Sequence) else ()), "entries are left over"
            return driven


def _reply(step: Step, entries: Iterator[str | Missing], driven: Driven) -> Any:
    for entry in entries:
        try:
            return _read(step, entry)
        except Refusal as refusal:
            driven.refusals.append(str(refusal))
    raise AssertionError(f"no entry for the step {step.name}; refused: {driven.refusals}")


def _read(step: Step, entry: str | Missing) -> Any:
    if isinstance(entry, Missing):
        if not step.cell:
            raise Refusal("not a row or cell")
        return entry
    if entry.strip():
        return step.read(entry.strip())
    if step.previous is None and step.required:
        raise Refusal("an answer is required")
    return step.previous


def problems(answer_type: AnswerType, value: Value) -> list[tuple[str, tuple[str | int, ...]]]:
    """Return the kind and place of each problem."""
    return [(problem.kind.value, problem.where) for problem in answer_type.check(value)]


def has_structure(answer_type: AnswerType, value: Value) -> bool:
    """Whether the adapter of the answer type accepts the value."""
    try:
        answer_type.value_adapter.validate_python(value)
    except ValidationError:
        return False
    return True


def is_sound(answer_type: AnswerType, value: Value) -> bool:
    """Whether the adapter accepts the value, and nothing but rows or cells left open is wrong."""
    return has_structure(answer_type, value) and all(
        problem.kind is ProblemKind.INCOMPLETE for problem in answer_type.check(value)
    )


DEFINITIONS = {
    **answer_definitions(),
    "state": {"enum": sorted(BY_CODE)},
    "implementation": definition(),
}


def fits_schema(schema: dict[str, Any], data: Any) -> bool:
    """Whether a JSON Schema accepts the data; `$defs` are those of a report's schema."""
    return bool(_validator(json.dumps(schema)).is_valid(data))


@cache
def _validator(schema: str) -> Any:
    whole = {**json.loads(schema), "$defs": DEFINITIONS}
    Draft202012Validator.check_schema(whole)
    return Draft202012Validator(whole)
