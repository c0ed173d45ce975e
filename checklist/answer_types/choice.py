"""One option of a list."""

from typing import ClassVar, Literal

from checklist.answer_types import options
from checklist.answer_types.citable import CitableType
from checklist.answer_types.interface import Sample, StepContext, Steps, Value, sample_options
from checklist.text.messages import Message


class Choice(options.OptionsType, options.CodeType, CitableType):
    """One option of a list. A value is a code: `party`."""

    type: Literal["choice"]
    """One option of a list."""
    type_words: ClassVar[Message] = Message("choice", "type of an answer")

    def steps(self, previous: Value, context: StepContext) -> Steps:
        """Ask for one option."""
        code = yield options.option_step("value", self.listed(), previous=previous)
        return code


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
