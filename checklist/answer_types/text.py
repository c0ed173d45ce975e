"""Free text."""

import re
from collections.abc import Collection, Iterable, Iterator
from functools import cached_property, lru_cache
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field, StringConstraints, ValidationError, field_validator
from pydantic_core import PydanticCustomError, SchemaError, SchemaValidator, core_schema

from checklist.answer_types.base_model import LINE_BREAK, PROSE, Line, Maybe, ValueAdapter
from checklist.answer_types.interface import (
    COMMON_TEXT,
    PROSE_TEXT,
    AnswerType,
    Cell,
    FreeText,
    Refusal,
    Sample,
    Step,
    StepContext,
    Steps,
    Value,
)
from checklist.answer_types.problem import Problem, ProblemKind
from checklist.answer_types.refusal import CompletedRefusal
from checklist.answer_types.short_name import spelled_as_name
from checklist.answer_types.web_address import LacksSchemeRefusal, lacks_scheme
from checklist.text.messages import Message, tr
from checklist.text.sanitize import quoted

MAX_LENGTH = 20_000
MAX_PATTERN = 1000
"""The most characters of a pattern: one of a megabyte takes hundreds of megabytes to compile."""

_READ_DIFFERENTLY = r"\ufeff|\n$"
"""Characters that only some engines match. A text with a pattern may contain none of them."""


class Text(AnswerType):
    """Free text of one or more lines. A value is a string that is not empty."""

    type: Literal["text"]
    """Free text."""
    type_words: ClassVar[Message] = Message("text", "type of an answer")
    max_length: Annotated[int, Field(ge=1, le=MAX_LENGTH)] = MAX_LENGTH
    """The most characters."""
    pattern: Maybe[Annotated[str, StringConstraints(max_length=MAX_PATTERN)]] = None
    """A regular expression that the whole text fits (Rust syntax, linear time)."""
    pattern_says: Maybe[Line] = None
    """The pattern in words, for who typed something else: `an address that begins with https://`."""
    single_line: bool = False
    """Whether the text has one line only."""

    value_adapter: ClassVar[ValueAdapter] = ValueAdapter(str)

    @field_validator("pattern")
    @classmethod
    def _check_pattern(cls, pattern: str | None) -> str | None:
        if pattern is not None and not _is_linear(pattern):
            raise PydanticCustomError(
                "pattern", "this is not a regular expression that can run in linear time"
            )
        return pattern

    @cached_property
    def _matcher(self) -> SchemaValidator:
        return _matcher(self.pattern or "")

    @property
    def hint(self) -> str:
        """The form of the text, in words."""
        return self.pattern_says or ""

    @property
    def most_characters(self) -> int:
        """The most characters."""
        return self.max_length

    def typed(self, value: Value) -> str:
        """Return the text itself."""
        return str(value)

    def check(self, value: Value) -> Iterator[Problem]:
        """Yield a problem for a text that is empty, too long, or does not fit the pattern."""
        message = self._wrong_with(value)
        if message:
            yield Problem(ProblemKind.OUT_OF_RANGE, message)

    def _wrong_with(self, value: str) -> str:
        if not re.search(PROSE, value):
            return tr("the text is empty")
        if len(value) > self.max_length:
            return tr(
                "the text has {value} characters; at most {max_length} are allowed",
                len(value),
                self.max_length,
            )
        if self.single_line and re.search(LINE_BREAK, value):
            return tr("the text has several lines; one is allowed")
        if self.pattern is not None and not self._fits_pattern(value):
            wanted = self.pattern_says or tr("a text that fits {pattern}", self.pattern)
            return tr("{value} is not {wanted}", quoted(value), wanted)
        return ""

    def _fits_pattern(self, value: str) -> bool:
        try:
            self._matcher.validate_python(value)
        except ValidationError:
            return False
        return not re.search(_READ_DIFFERENTLY, value)

    def steps(self, previous: Value, context: StepContext) -> Steps:
        """Ask for the text."""
        text = yield Step(
            "value",
            form=self.pattern_says or "",
            previous=previous,
            previous_text=previous or "",
            free_text=not self.single_line,
            longest=self.max_length,
            own_words=True,
            read=self._read,
        )
        return text

    def _read(self, entry: str) -> str:
        message = self._wrong_with(entry)
        if not message:
            return entry
        address = entry.strip()
        refusal = LacksSchemeRefusal(address)
        if lacks_scheme(address) and not self._wrong_with(refusal.completed(address)):
            raise refusal
        reason, name = f"{message[0].upper()}{message[1:]}.", spelled_as_name(address)
        if self.pattern is not None and name != address and not self._wrong_with(name):
            raise CompletedRefusal(reason, address, name)
        raise Refusal(reason)

    def text_steps(self) -> Collection[str]:
        """Return the one step, unless the text must be a single line."""
        return () if self.single_line else ("value",)

    def lines(self, value: Value) -> list[str]:
        """Return the lines of the text."""
        return str(value).splitlines() or [""]

    def cells(self, value: Value) -> list[Cell]:
        """Return one cell with the text."""
        return [Cell("", "", "", value)]

    def texts(self, value: Value) -> Iterable[FreeText]:
        """Return the text. A text of one line counts as a name, a title or an address."""
        return [((), value, COMMON_TEXT if self.single_line else PROSE_TEXT)]

    def json_schema(self) -> dict[str, Any]:
        """Return a string with its limits."""
        parts: list[dict[str, Any]] = []
        if self.single_line:
            parts.append({"not": {"pattern": LINE_BREAK}})
        if self.pattern is not None:
            pattern = f"^(?:{self.pattern})$"
            parts.append({"pattern": pattern, "not": {"pattern": _READ_DIFFERENTLY}})
        return {
            "type": "string",
            "maxLength": self.max_length,
            "pattern": PROSE,
            **({"allOf": parts} if parts else {}),
        }


@lru_cache(maxsize=1000)
def _is_linear(pattern: str) -> bool:
    """Whether a pattern compiles. Only this is cached: the compiled pattern can take megabytes."""
    try:
        _matcher(pattern)
    except SchemaError:
        return False
    return True


def _matcher(pattern: str) -> SchemaValidator:
    # The memory of a TypeAdapter, possibly megabytes, is only freed by the garbage collector.
    return SchemaValidator(core_schema.str_schema(pattern=f"^(?:{pattern})$"))


ANSWER_TYPE = Text
SAMPLES = [
    Sample(keys={}, entries=["A story."], values=["A story.", "Two\nlines."], others=["-"]),
    Sample(
        keys={"max_length": 9, "single_line": True, "pattern": "[a-z0-9]+"},
        entries=["abc"],
        values=["abc", "a1"],
        others=["ABC", "abcdefghij"],
    ),
]
