"""What stands in a form: texts by key and column, before they are understood."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import Any

from checklist.forms.form import Form
from checklist.ministries.division import PartIdentity
from checklist.ministries.part_record import PartRecord
from checklist.ministries.returned import FormFinding, StrayText
from checklist.text.messages import tr
from checklist.text.sanitize import character_name, forbidden_character


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


class FormReading:
    """The reading of one file: what stands in it is collected bit by bit."""

    def __init__(self, record: PartRecord, form: Form) -> None:
        """Begin with nothing.

        Args:
            record: What the file carries of the part that was sent.
            form: The form as it was sent.
        """
        self.record, self.form = record, form
        self.cells: dict[tuple[str, str], FilledCell] = {}
        self.entries: dict[str, list[FilledEntry]] = {}
        self.stray: list[StrayText] = []
        self.findings: list[FormFinding] = []
        self.refused: set[str] = set()

    def collected(self) -> Filled:
        """Return all that was collected from the file."""
        return Filled(
            identity=self.record.identity,
            base=self.form.part.base,
            cells=self.cells,
            entries=self.entries,
            stray=self.stray,
            findings=self.findings,
            refused=self.refused,
        )

    def readable(self, text: str, place: str) -> str | None:
        """Return a text with plain line breaks; None, with a finding, where it cannot be kept."""
        text = text.replace("\r\n", "\n").replace("\ufeff", "").replace("\r", "\n")
        at = forbidden_character(text)
        if at is None:
            return text
        message = tr(
            "the text has a character that cannot be kept ({character_name})",
            character_name(text[at]),
        )
        self.findings.append(FormFinding("F007", message, place))
        return None
