"""Yes or no, written as codes that no YAML version reads as a boolean."""

from collections.abc import Sequence
from typing import ClassVar, Literal

from checklist.answer_types import options
from checklist.answer_types.citable import CitableType
from checklist.answer_types.interface import Option, Sample, StepContext, Steps, Value
from checklist.text.entries import says_no, says_yes
from checklist.text.messages import Message

AFFIRMATIVE, NEGATIVE = "affirmative", "negative"
_OPTIONS = (Option.fixed(AFFIRMATIVE, "Yes"), Option.fixed(NEGATIVE, "No"))


class YesNo(options.CodeType, CitableType):
    """Yes or no. A value is the code `affirmative` or `negative`."""

    type: Literal["yes-no"]
    """Yes or no."""
    type_words: ClassVar[Message] = Message("yes-no", "type of an answer")

    needs_label: ClassVar[bool] = True

    def listed(self) -> Sequence[Option]:
        """Return the two options."""
        return _OPTIONS

    def steps(self, previous: Value, context: StepContext) -> Steps:
        """Ask for yes or no; the words for them in each language will do."""
        code = yield options.option_step("value", _OPTIONS, previous=previous, read=_read)
        return code


def _read(entry: str) -> str:
    if says_yes(entry):
        return AFFIRMATIVE
    return NEGATIVE if says_no(entry) else options.read_option(_OPTIONS, entry)


ANSWER_TYPE = YesNo
SAMPLES = [
    Sample(
        keys={},
        entries=["n"],
        values=["negative", "affirmative"],
        compared=("is", "affirmative", "is “Yes”"),
        others=["y", "perhaps"],
    ),
]
