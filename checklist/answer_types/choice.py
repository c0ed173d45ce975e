"""One option of a list."""

from collections.abc import Iterator
from typing import Any, ClassVar, Literal

from checklist.answer_types import options
from checklist.answer_types.citable import CitableType
from checklist.answer_types.interface import Sample, StepContext, Steps, Value, sample_options
from checklist.answer_types.problem import Problem
from checklist.text.messages import Message


class Choice(options.OptionsType, options.CodeType, CitableType):
    """One option of a list. A value is a code: `party`."""

    type: Literal["choice"]
    """One option of a list."""
    type_words: ClassVar[Message] = Message("choice", "type of an answer")

    def check(self, value: Value) -> Iterator[Problem]:
        """Yield a problem when the code is not among the options."""
        yield from options.check_code(self.options, value)

    def steps(self, previous: Value, context: StepContext) -> Steps:
        """Ask for one option."""
        code = yield options.option_step("value", self.listed(), previous=previous)
        return code

    def json_schema(self) -> dict[str, Any]:
        """Return an enumeration of the codes."""
        return options.code_schema(self.options)


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
