"""Several States, by their codes."""

from collections.abc import Iterator
from typing import Any, ClassVar, Literal

from checklist.answer_types import options
from checklist.answer_types.interface import Sample, Step, StepContext, Steps, Value
from checklist.answer_types.problem import Problem, ProblemKind
from checklist.answer_types.state import OfStates, check_state
from checklist.answer_types.state_entries import (
    bare_state_name,
    completions,
    read_state,
    state_name,
)
from checklist.text.entries import entries_in
from checklist.text.messages import Message, semicolons, tr
from checklist.text.sanitize import quoted


class States(OfStates, options.CodesType):
    """Several States. A value is a list of distinct codes: `[NOR, SWE]`."""

    type: Literal["states"]
    """One or more States of the table of States."""
    type_words: ClassVar[Message] = Message("states", "type of an answer")

    def typed(self, value: Value) -> str:
        """Return the name, without the code."""
        return semicolons(map(bare_state_name, value))

    def check(self, value: Value) -> Iterator[Problem]:
        """Yield a problem for each code that is unknown or stands twice."""
        for index, code in enumerate(value):
            yield from check_state(code, (index,))
            if value.index(code) < index:
                yield Problem(
                    ProblemKind.CONTRADICTORY, tr("{code} stands twice", quoted(code)), (index,)
                )

    def steps(self, previous: Value, context: StepContext) -> Steps:
        """Ask for names or codes with semicolons between them: names of States can have commas."""
        codes = yield Step(
            "value",
            form=tr("names or codes of States, with semicolons between them: Norway; SWE"),
            previous=previous,
            previous_text=semicolons(map(state_name, previous or ())),
            read=_read,
            complete=completions,
        )
        return codes

    def json_schema(self) -> dict[str, Any]:
        """Return an array of distinct codes."""
        return {
            "type": "array",
            "items": {"$ref": "#/$defs/state"},
            "minItems": 1,
            "uniqueItems": True,
        }


def _read(entry: str) -> list[str]:
    parts = entries_in(entry)
    return list(dict.fromkeys(read_state(part.strip()) for part in parts or [entry]))


ANSWER_TYPE = States
SAMPLES = [
    Sample(
        keys={},
        entries=["Norway; SWE"],
        values=[["NOR", "SWE"], ["DNK"]],
        compared=("any_of", ["NOR", "SWE"], "includes “Norway (NOR)” or “Sweden (SWE)”"),
        others=["NOR;NOR", ";"],
        sure="NOR",
    ),
]
