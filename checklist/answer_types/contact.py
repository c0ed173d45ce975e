"""An office or person to write to."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Annotated, Any, ClassVar, Literal

from pydantic import StringConstraints, ValidationError

from checklist.answer_types.base_model import (
    TO_THE_END,
    Line,
    Maybe,
    StrictModel,
    ValueAdapter,
    type_schema,
)
from checklist.answer_types.interface import (
    CONTACT_TEXT,
    AnswerType,
    Cell,
    FreeText,
    Refusal,
    Sample,
    Step,
    StepContext,
    Steps,
    Value,
    ValueField,
)
from checklist.answer_types.problem import Problem
from checklist.text.entries import plain_digits
from checklist.text.messages import Message, tr
from checklist.text.sanitize import quoted

_TELEPHONE = r"^\+?[0-9][0-9 ()/.-]{3,30}$"
_Telephone = Annotated[str, StringConstraints(pattern=_TELEPHONE), TO_THE_END]
_PART = r"[^@\s\ufeff<>(),;:]+"
_EMAIL = rf"^{_PART}@{_PART}\.{_PART}$"
_Email = Annotated[str, StringConstraints(pattern=_EMAIL, max_length=254), TO_THE_END]


class ContactValue(StrictModel):
    """The ways to reach an office. Only the name of the office is required."""

    office: Line
    """The office, with its ministry."""
    person: Maybe[Line] = None
    """The name of the person."""
    position: Maybe[Line] = None
    """The position of the person."""
    email: Maybe[_Email] = None
    """An e-mail address."""
    telephone: Maybe[_Telephone] = None
    """A telephone number, best with the country's code: `+43 1 26060`."""


_PROMPTS: Mapping[str, tuple[Message, str | Message]] = {
    "office": (Message("Name of the office and its ministry"), ""),
    "person": (Message("Name of the person"), ""),
    "position": (Message("Position of the person"), ""),
    "email": (Message("E-mail address"), Message("an address such as name@example.org")),
    "telephone": (
        Message("Telephone number"),
        Message("with the country's code, such as +43 1 26060"),
    ),
}


_FIELDS = [
    ValueField(
        name,
        Message("Telephone number, with the country's code") if name == "telephone" else ask,
        in_head=name == "office",
    )
    for name, (ask, _) in _PROMPTS.items()
]
_NAMES = ("office", "person", "position")
"""The parts of a contact that are free text."""


class Contact(AnswerType):
    """An office or person to write to. A value is a mapping with `office` and how to reach it."""

    type: Literal["contact"]
    """An office or person to write to."""
    type_words: ClassVar[Message] = Message("contact", "type of an answer")

    is_personal: ClassVar[bool] = True
    value_adapter: ClassVar[ValueAdapter] = ValueAdapter(ContactValue)
    value_parts: ClassVar[tuple[str, ...]] = tuple(ContactValue.model_fields)

    def value_fields(self) -> Sequence[ValueField]:
        """Return the ways to reach the office; its name stands in the head."""
        return _FIELDS

    def check(self, value: Value) -> Iterator[Problem]:
        """Yield nothing: each value of the right structure is right."""
        yield from ()

    def steps(self, previous: Value, context: StepContext) -> Steps:
        """Ask for each part; all but the office can be left open."""
        value: dict[str, str] = {}
        rest = dict(previous or {})
        for key, (ask, form) in _PROMPTS.items():
            so_far = {**rest, **value} or None
            before = rest.pop(key, None)
            reply = yield Step(
                key,
                ask=tr(ask),
                form=tr(form),
                required=key == "office",
                own_words=key in _NAMES,
                previous=before,
                previous_text=before or "",
                so_far=so_far,
                read=partial(_read, key),
            )
            if reply is not None:
                value[key] = reply
        return value

    def lines(self, value: Value) -> list[str]:
        """Return a line for each part."""
        return [value[key] for key in _PROMPTS if key in value]

    def cells(self, value: Value) -> list[Cell]:
        """Return a cell for each part."""
        return [Cell("", key, "", value[key]) for key in _PROMPTS if key in value]

    def texts(self, value: Value) -> Iterable[FreeText]:
        """Return the names of the office, the person and the position."""
        return [((key,), value[key], CONTACT_TEXT) for key in _NAMES if key in value]

    def json_schema(self) -> dict[str, Any]:
        """Return a mapping of texts."""
        return {
            "type": "object",
            "properties": {
                "office": type_schema(Line, "The office, with its ministry."),
                "person": type_schema(Line, "The name of the person."),
                "position": type_schema(Line, "What the person does there."),
                "email": type_schema(_Email, "An e-mail address."),
                "telephone": type_schema(_Telephone, "A telephone number."),
            },
            "required": ["office"],
            "additionalProperties": False,
        }


def _read(key: str, entry: str) -> str:
    entry = entry.strip()
    if key == "telephone":
        entry = plain_digits(entry)
    try:
        ContactValue.model_validate({"office": "-", key: entry})
    except ValidationError:
        shown = quoted(entry)
        wanted = {
            "email": tr("{shown} is not an e-mail address. It looks like name@example.org.", shown),
            "telephone": tr(
                "{shown} is not a telephone number. Type digits, such as +43 1 26060.", shown
            ),
        }
        any_line = tr("Type one line of at most 400 characters.")
        raise Refusal(wanted.get(key, any_line)) from None
    return entry


ANSWER_TYPE = Contact
SAMPLES = [
    Sample(
        keys={},
        entries=["Ministry", "Anna", "-", "a@b.example", "+43 1 26060"],
        values=[
            {
                "office": "Ministry",
                "person": "Anna",
                "email": "a@b.example",
                "telephone": "+43 1 26060",
            },
            {"office": "Coast guard"},
        ],
        sure="Ministry",
    ),
]
