"""What stands in a form: texts by key and column, before they are understood."""

from collections.abc import Mapping
from dataclasses import dataclass

from checklist.diagnostics import Severity
from checklist.forms.form import CONFIDENTIAL, Form, FormTable
from checklist.forms.words import MARK, REMOVE, beside_number, doubt_message, is_removal
from checklist.ministries.part_record import PartRecord
from checklist.ministries.returned import FormFinding, StrayText
from checklist.text.messages import tr
from checklist.text.sanitize import character_name, forbidden_character


@dataclass(frozen=True, slots=True)
class FilledCell:
    """A text in a field."""

    text: str
    place: str
    """Its place in the file."""


@dataclass(frozen=True, slots=True)
class FilledEntry:
    """An entry of a table."""

    number: int | None
    """Its number in the part, which it keeps in each return; None for one that was inserted."""
    cells: Mapping[str, FilledCell]
    """Its cells by column."""
    place: str


class Noting:
    """What is noted as a file is read: faults, and texts that stand in no field."""

    def __init__(self) -> None:
        self.stray: list[StrayText] = []
        self.findings: list[FormFinding] = []

    def fault(self, code: str, message: str, place: str = "") -> None:
        """Note a fault; what it stands at is not taken."""
        self.findings.append(FormFinding(code, message, place))

    def warn(self, code: str, message: str, place: str = "") -> None:
        """Note what somebody should know, although what it stands at is taken."""
        self.findings.append(FormFinding(code, message, place, Severity.WARNING))

    def doubt(self, text: str, place: str) -> None:
        """Ask about a mark that says that its answer is uncertain."""
        self.fault("F007", doubt_message(text), place)

    def beside(self, text: str, place: str, kind: str = "text", address: str = "") -> None:
        """Keep a text that stands in no field."""
        self.stray.append(StrayText(text, place, kind, address))


class FormReading(Noting):
    """The reading of one file: what stands in it is collected bit by bit."""

    def __init__(self, record: PartRecord, form: Form) -> None:
        """Begin with nothing.

        Args:
            record: What the file carries of the part that was sent.
            form: The form as it was sent.
        """
        super().__init__()
        self.record, self.form = record, form
        self.lines = {line.key: line for line in form.lines}
        self.tables = {table.question: table for table in form.tables}
        self.cells: dict[tuple[str, str], FilledCell] = {}
        """The texts by the key of a line and the column."""
        self.entries: dict[str, list[FilledEntry]] = {}
        """The entries of tables by question."""
        self.refused: set[str] = set()
        """The addresses of the answers that stand in the form, and cannot be read."""

    def read(self) -> None:
        """Collect all that stands in the file."""
        raise NotImplementedError

    def keep(self, key: str, column: str, text: str, place: str) -> None:
        """Keep what stands in a field, unless it cannot be kept; then a mark counts all the same.

        Args:
            key: The key of its line.
            column: The column.
            text: The text.
            place: Where it stands.
        """
        kept = self.readable(text, place)
        if kept is not None or column == CONFIDENTIAL:
            self.cells[key, column] = FilledCell(MARK if kept is None else kept, place)

    def take_number(
        self, table: FormTable, entry: dict[str, FilledCell], text: str, place: str
    ) -> None:
        """Take what stands beside the printed number of an entry: that it goes, or a remark.

        Args:
            table: The table.
            entry: The cells of the entry by column.
            text: What stands in the cell of the number.
            place: Where it stands.
        """
        beside = beside_number(text)
        if is_removal(beside):
            entry[table.columns[0].id] = FilledCell(REMOVE, place)
        elif beside:
            self.beside(beside, place, address=table.question)

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
        self.fault("F007", message, place)
        return None
