"""Finds every receipt and letter of a register that is not as it was written or sent."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from checklist.errors import ChecklistError
from checklist.files.discovery import LETTERS_FOLDER, RECEIPTS_FOLDER, REGISTER, is_link
from checklist.lifecycle.register_line import RegisterLine
from checklist.register.chain import Fault, without_path
from checklist.register.document_files import (
    DocumentNotes,
    digest_at,
    documents_of,
    names_in,
)


class DocumentVerification:
    """The receipts and letters of a register, compared with its lines."""

    def __init__(
        self, folder: Path, lines: Sequence[RegisterLine], *, has_unread: bool = False
    ) -> None:
        """Compare all of them.

        Args:
            folder: The folder of the register.
            lines: Its lines.
            has_unread: Whether a line cannot be read, which can be about any document.

        Raises:
            ChecklistError: Their folders cannot be read.
        """
        self.checked = 0
        """The number of receipts and letters that are as they were written or sent."""
        self._folder = folder
        self._has_unread = has_unread
        self._notes = DocumentNotes(folder, lines)
        self._here = [
            file for below in (RECEIPTS_FOLDER, LETTERS_FOLDER) for file in names_in(folder, below)
        ]
        self.faults = [*self._missing(lines), *self._wrong()]

    def _missing(self, lines: Sequence[RegisterLine]) -> Iterator[Fault]:
        """Yield the receipts and letters that are gone."""
        here = set(self._here)
        for file in self._notes.noted:
            if file in here or file in self._notes.removed:
                continue
            what = "receipt" if file.startswith(RECEIPTS_FOLDER) else "letter"
            yield Fault(file, f"the {what} is gone")
        known = here.union(self._notes.noted)
        for line in lines:
            for document in documents_of(line, lines):
                if document.is_receipt and known.isdisjoint(document.files):
                    yield Fault(
                        f"{REGISTER}:{line.number}",
                        "the line has no receipt; `checklist register receive` of the same file "
                        "writes it",
                    )

    def _wrong(self) -> Iterator[Fault]:
        """Yield the receipts and letters that are here, and not as they should be."""
        for file in self._here:
            try:
                message = self._wrong_at(file)
            except ChecklistError as error:
                message = without_path(error, self._folder / file)
            if message:
                yield Fault(file, message)
            else:
                self.checked += file in self._notes.noted

    def _wrong_at(self, file: str) -> str:
        """Return why a receipt or letter is not as it should be; empty where it is.

        Raises:
            ChecklistError: It cannot be read.
        """
        if is_link(self._folder / file):
            return "a link stands in its place"
        if file in {RECEIPTS_FOLDER, LETTERS_FOLDER}:
            return "a file stands in the place of the folder"
        if file in self._notes.removed:
            number = self._notes.removed[file]
            return f"it quotes what was erased; `checklist register erase {number}` removes it"
        if file not in self._notes.noted:
            return "" if self._has_unread else self._notes.wrong_without_note(file)
        if digest_at(self._folder, file) == self._notes.noted[file]:
            return ""
        if file.startswith(RECEIPTS_FOLDER):
            return "the receipt was changed"
        return "the letter was changed; `checklist register note FILE sent` notes it as it is now"
