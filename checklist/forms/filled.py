"""What stands in a form: texts by key and column, before they are understood."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import Any

from checklist.ministries.division import PartIdentity
from checklist.ministries.returned import FormFinding, StrayText


@dataclass(frozen=True, slots=True)
class FilledCell:
    """A text in a field."""

    text: str
    place: str
    """Its place in the file: `Form!E14`."""
    otherwise: str = ""
    """Another text that the content can mean, such as the day of a number."""
    is_coloured: bool = False
    """Whether the field is empty, and has a colour that the form did not give it."""


@dataclass(frozen=True, slots=True)
class FilledEntry:
    """An entry of a table."""

    number: int | None
    """Its number in the part, which it keeps in each return; None for one that was inserted."""
    cells: Mapping[str, FilledCell]
    """Its cells by column."""
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """The content of a form."""

    identity: PartIdentity
    base: Mapping[str, Any]
    """What the form was sent with: contents by address."""
    cells: Mapping[tuple[str, str], FilledCell]
    """The texts by the key of a line and the column."""
    entries: Mapping[str, Sequence[FilledEntry]]
    """The entries of tables by question."""
    stray: Sequence[StrayText] = ()
    findings: Sequence[FormFinding] = field(default_factory=list)
    refused: Set[str] = frozenset()
    """The addresses of the answers that stand in the form, and cannot be read."""
