"""One State, by its code."""

from collections.abc import Iterator
from typing import Any, ClassVar, Literal

from checklist import states
from checklist.answer_types import options
from checklist.answer_types.interface import AnswerType, Sample, Step, StepContext, Steps, Value
from checklist.answer_types.problem import Problem, ProblemKind
from checklist.answer_types.state_entries import (
    bare_state_name,
    completions,
    read_state,
    state_name,
)
from checklist.diagnostics import DocumentPath
from checklist.text.messages import any_of, tr, with_aside
from checklist.text.sanitize import quoted


class OfStates(AnswerType):
    """An answer type whose codes are those of States."""

    names_states: ClassVar[bool] = True

    def codes(self, row: str | None = None) -> frozenset[str] | None:
        """Return the codes of all States."""
        return frozenset(states.BY_CODE)

    def label(self, code: str) -> str:
        """Return the name of a State."""
        return state_name(code)


class State(OfStates, options.CodeType):
    """A State. A value is its ISO 3166-1 alpha-3 code: `NOR`."""

    type: Literal["state"]
    """A State of the table of States."""

    needs_label: ClassVar[bool] = True

    def typed(self, value: Value) -> str:
        """Return the name, without the code."""
        return bare_state_name(str(value))

    def check(self, value: Value) -> Iterator[Problem]:
        """Yield a problem for a code that is not in the table of States."""
        yield from check_state(value)

    def steps(self, previous: Value, context: StepContext) -> Steps:
        """Ask for the name or code of a State."""
        code = yield Step(
            "value",
            form=tr("the name of a State, or its code of three letters"),
            previous=previous,
            previous_text="" if previous is None else state_name(previous),
            read=read_state,
            complete=completions,
        )
        return code

    def json_schema(self) -> dict[str, Any]:
        """Return an enumeration of the codes."""
        return {"$ref": "#/$defs/state"}


def check_state(code: str, where: DocumentPath = ()) -> Iterator[Problem]:
    """Yield a problem for a code that is not in the table of States."""
    if code in states.BY_CODE:
        return
    found = states.find(code)
    near = [found] if found else states.suggest(code, 3)
    names = any_of([with_aside(state.code, state.shown) for state in near])
    hint = tr("did you mean {names}?", names) if near else ""
    yield Problem(
        ProblemKind.UNKNOWN_STATE,
        tr("{code} is not the code of a State", quoted(code)),
        where,
        hint or tr("a code has three capital letters, such as NOR"),
    )


ANSWER_TYPE = State
SAMPLES = [
    Sample(
        keys={},
        entries=["norway"],
        values=["NOR", "SWE"],
        compared=("is_not", "SWE", "is not “Sweden (SWE)”"),
        others=["Atlantis"],
        sure="NOR",
    ),
]
