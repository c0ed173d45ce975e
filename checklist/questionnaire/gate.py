"""The gate of a question: its answer fills in the answers to other questions."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, TypeAlias

from pydantic import Discriminator, Field, Tag

from checklist.answer_types.base_model import Slug, StrictModel
from checklist.answer_types.implementation import NOT_IMPLEMENTED
from checklist.answer_types.yes_no import NEGATIVE

Targets = Annotated[list[Slug], Field(min_length=1)]


class MappedGate(StrictModel):
    """A gate that says which of its codes fills in which code."""

    fills: Annotated[dict[Slug, Slug], Field(min_length=1)]
    """The code that is filled in, by the code with which the gate is answered."""
    questions: Targets
    """The questions that are filled in: the status of a measure, each row of a matrix."""


Gate: TypeAlias = Annotated[
    Annotated[Targets, Tag("questions")] | Annotated[MappedGate, Tag("mapped")],
    Discriminator(lambda data: "questions" if isinstance(data, list) else "mapped"),
]
"""The questions that `negative` fills in with `not-implemented`, or a gate that maps codes."""

_CLOSED_BY_NO: Mapping[str, str] = {NEGATIVE: NOT_IMPLEMENTED}


def targets_of(gate: Any) -> Sequence[str]:
    """Return the questions that a gate fills in; none for None."""
    return gate.questions if isinstance(gate, MappedGate) else gate or ()


def fills_of(gate: Any) -> Mapping[str, str]:
    """Return the codes that a gate fills in, by its own codes; none for None."""
    if isinstance(gate, MappedGate):
        return gate.fills
    return {} if gate is None else _CLOSED_BY_NO
