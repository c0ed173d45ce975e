"""The base class of all models of files, and the types of the texts in these files."""

from collections.abc import Iterable
from functools import cached_property
from typing import Annotated, Any, LiteralString, TypeAlias, TypeVar

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    TypeAdapter,
    model_validator,
)
from pydantic_core import PydanticCustomError, SchemaValidator

# The JSON Schemas have these patterns too, so the engines of Python, Rust and JavaScript run them.
# The engines disagree on some characters for `.` and `\s`, which are therefore written out: the
# invisible U+FEFF is white space, and U+2028 and U+2029 begin a new line.
SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"
LINE = r"^[^\s\ufeff]([^\n\u2028\u2029]*[^\s\ufeff])?$"
PROSE = r"[^\s\ufeff]"
LINE_BREAK = r"[\n\u2028\u2029]"

TO_THE_END = Field(json_schema_extra={"not": {"pattern": r"\n$"}})
"""Refuses a line feed at the end, before which the `$` of a pattern also matches in Python."""

Slug = Annotated[str, StringConstraints(pattern=SLUG, min_length=2, max_length=60), TO_THE_END]
"""A name in small letters, digits and hyphens: `criminal-code`."""

Line = Annotated[str, StringConstraints(pattern=LINE, max_length=400), TO_THE_END]
"""One line of text, not empty, without white space around it."""

Prose = Annotated[str, StringConstraints(pattern=PROSE, max_length=4000)]
"""A text of one or more lines, not empty."""


def type_schema(annotated: Any, description: str) -> dict[str, Any]:
    """Return the JSON Schema of a type such as `Line`."""
    return {**TypeAdapter[Any](annotated).json_schema(), "description": description}


class ValueAdapter:
    """The validator of values of one type. It is built at its first use, which takes a while."""

    def __init__(self, annotated: Any) -> None:
        """Note the type, as an annotation for Pydantic."""
        self._annotated = annotated

    @cached_property
    def validator(self) -> SchemaValidator:
        """The validator itself. One that was pickled can take its place."""
        adapter = TypeAdapter[Any](self._annotated)
        adapter.rebuild()  # the building of models is deferred
        assert isinstance(adapter.validator, SchemaValidator)
        return adapter.validator

    def validate_python(self, value: Any) -> Any:
        """Return a value of the type, or raise `ValidationError`."""
        return self.validator.validate_python(value)

    def json_schema(self) -> dict[str, Any]:
        """Return the JSON Schema of the type."""
        return TypeAdapter[Any](self._annotated).json_schema()


class StrictModel(BaseModel):
    """A model that converts no types and refuses unknown keys."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True, defer_build=True)


def _not_empty(value: Any) -> Any:
    if value is None:
        raise PydanticCustomError("empty_key", "the key is empty; write a value or delete the line")
    return value


def refuse_repetition(names: Iterable[str], error: LiteralString, message: LiteralString) -> None:
    """Raise an error for the first name that stands twice.

    Args:
        names: The names, such as the codes of options.
        error: The type of the error.
        message: Its message, with `{name}` for the name.

    Raises:
        PydanticCustomError: A name stands twice.
    """
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise PydanticCustomError(error, message, {"name": name})
        seen.add(name)


Given = TypeVar("Given")
Maybe: TypeAlias = Annotated[Given | None, BeforeValidator(_not_empty)]
"""The type of a key that can be left out, but not be empty."""

Authorities = Annotated[list[Slug], Field(min_length=1, max_length=50)]
"""Codes of authorities: those of the question that the questionnaire names, and `own`."""

Codes = Annotated[list[str], Field(min_length=1, max_length=300)]
"""A list of codes. The limit exceeds any list of options, and the number of States."""


class Answerable(StrictModel):
    """A model with an answer type: a question, or a column of a table.

    In the file, the keys of the answer type are next to those of the model. A subclass declares
    `answer_type`, with the answer types that it can have.
    """

    @model_validator(mode="before")
    @classmethod
    def _split_off_answer_type(cls, data: Any) -> Any:
        """Move the keys that the model does not declare into `answer_type`."""
        if not isinstance(data, dict):
            return data
        own = cls.model_fields.keys() - {"answer_type"}
        rest = {key: part for key, part in data.items() if key not in own}
        return {**{key: data[key] for key in data if key in own}, "answer_type": rest}
