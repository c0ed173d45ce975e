"""One or more options of a list."""

from collections.abc import Iterator
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field

from checklist.answer_types import options
from checklist.answer_types.base_model import Maybe
from checklist.answer_types.citable import CitableType
from checklist.answer_types.interface import (
    Sample,
    StepContext,
    Steps,
    Value,
    sample_options,
)
from checklist.answer_types.problem import Problem
from checklist.text.messages import Message, tr


class Choices(options.OptionsType, options.CodesType, CitableType):
    """One or more options of a list. A value is a list of codes: `[translation, capacity]`."""

    type: Literal["choices"]
    """One or more options of a list."""
    type_words: ClassVar[Message] = Message("choices", "type of an answer")

    min_options: Maybe[Annotated[int, Field(ge=1)]] = None
    """The fewest options that can be chosen. An exclusive option can always be chosen alone."""
    max_options: Maybe[Annotated[int, Field(ge=1)]] = None
    """The most options that can be chosen."""

    @property
    def most_codes(self) -> int | None:
        """The most codes that can be chosen, apart from an exclusive one."""
        return self.max_options

    @property
    def hint(self) -> str:
        """How many options can be chosen, as a sentence."""
        return options.number_to_choose(self.min_options, self.max_options)

    @property
    def limits(self) -> str:
        """How many options can be chosen: `2 to 3`."""
        fewest, most = self.min_options, self.max_options
        if fewest is not None and most is not None:
            return str(fewest) if fewest == most else tr("{fewest} to {most}", fewest, most)
        if fewest is not None:
            return tr("at least {fewest}", fewest)
        return tr("at most {most}", most) if most is not None else ""

    def check(self, value: Value) -> Iterator[Problem]:
        """Yield a problem for each code that does not fit, and for too few or too many codes."""
        yield from options.check_several(self.listed(), value)
        yield from options.check_number(self.listed(), value, self.min_options, self.max_options)

    def steps(self, previous: Value, context: StepContext) -> Steps:
        """Ask for one or more options."""
        codes = yield options.options_step(
            "value",
            self.listed(),
            previous=previous,
            fewest=self.min_options,
            most=self.max_options,
        )
        return codes

    def json_schema(self) -> dict[str, Any]:
        """Return an array of distinct codes."""
        return options.codes_schema(self.listed(), self.min_options, self.max_options)


ANSWER_TYPE = Choices
SAMPLES = [
    Sample(
        keys={
            "options": [
                *sample_options("party", "signatory"),
                {"code": "nothing", "label": "Nothing", "exclusive": True},
            ]
        },
        entries=["1, 2"],
        values=[["party", "signatory"], ["nothing"], ["party"]],
        compared=("all_of", ["party", "signatory"], "includes “Party” and “Signatory”"),
        others=["1,3"],
    ),
]
