"""One option of a list."""

from collections.abc import Iterator
from typing import Any, ClassVar, Literal

from checklist.answer_types import options
from checklist.answer_types.base_model import ValueAdapter
from checklist.answer_types.citable import CitableType
from checklist.answer_types.interface import Cell, Sample, StepContext, Steps, Value, sample_options
from checklist.answer_types.operands import EQUALITY, Operand
from checklist.answer_types.problem import Problem


class Choice(options.OptionsType, CitableType):
    """One option of a list. A value is a code: `party`."""

    type: Literal["choice"]
    """One option of a list."""

    value_adapter: ClassVar[ValueAdapter] = ValueAdapter(str)
    operators: ClassVar[frozenset[str]] = EQUALITY

    def check(self, value: Value) -> Iterator[Problem]:
        """Yield a problem when the code is not among the options."""
        yield from options.check_code(self.options, value)

    def steps(self, previous: Value, context: StepContext) -> Steps:
        """Ask for one option."""
        code = yield options.option_step("value", self.listed(), previous=previous)
        return code

    def lines(self, value: Value) -> list[str]:
        """Return the option's label."""
        return [self.label(value)]

    def cells(self, value: Value) -> list[Cell]:
        """Return one cell: the code and its label."""
        return [Cell("", "", value, self.label(value))]

    def json_schema(self) -> dict[str, Any]:
        """Return an enumeration of the codes."""
        return options.code_schema(self.options)

    def operand(self, value: Value, row: str | None = None) -> Operand:
        """Return the code."""
        return str(value)


ANSWER_TYPE = Choice
SAMPLES = [
    Sample(
        keys={"options": sample_options("party", "signatory", "neither")},
        entries=["sig"],
        values=["signatory", "party"],
        compared=("any_of", ["party", "neither"], "is “Party” or “Neither”"),
        others=["p", "4"],
    ),
]
