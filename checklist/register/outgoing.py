"""Writes the receipts and letters of a register. What a person changed in them stays."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path, PurePosixPath

from checklist.diagnostics import FileFindings
from checklist.errors import SaveError
from checklist.files import writer
from checklist.files.discovery import LETTERS_FOLDER, RECEIPTS_FOLDER, exists, is_link
from checklist.files.reader import whole_content
from checklist.lifecycle.register_line import (
    CLARIFY,
    ERASED,
    RECEIVED,
    UNKNOWN,
    RegisterLine,
)
from checklist.register.documents import clarification_blocks, code_lines, receipt_blocks
from checklist.register.folder import LARGEST, OpenRegister, file_mode, make_folder
from checklist.register.receive import Receiver
from checklist.register.verification import wrong_file
from checklist.render.blocks import Block
from checklist.render.report.letter import letters
from checklist.render.report.letter_format import ENDINGS, LetterFormat, letter_content
from checklist.text.sanitize import safe_text


def document_name(number: int, state: str | None) -> str:
    """Return the name of a receipt or letter, without its ending: `0003-NOR`."""
    return f"{number:04}-{state or UNKNOWN}"


class Outgoing:
    """Writes receipts, letters and reminders to States."""

    def __init__(self, receiver: Receiver, view: LetterFormat) -> None:
        """Note the register, and the format of new documents."""
        self.receiver = receiver
        self.folder = receiver.register.folder
        self.view = view

    def write(self, folder: str, name: str, blocks: Iterable[Block]) -> Path | None:
        """Write a document that is not there yet.

        Args:
            folder: The folder in the register.
            name: Its name without its ending.
            blocks: What stands in it.

        Returns:
            Its path; None where it is there already.

        Raises:
            SaveError: It cannot be written.
        """
        if find_document(self.folder, folder, name) is not None:
            return None
        path = make_folder(self.folder, folder) / f"{name}{ENDINGS[self.view]}"
        content = letter_content(list(blocks), self.view)
        writer.create(path, content, mode=file_mode(self.folder))
        return path

    def of_line(self, line: RegisterLine) -> list[Path]:
        """Write the documents of a line that are not there yet: the letter, then the receipt."""
        if line.did == CLARIFY:
            return [*filter(None, [self._clarification(line)])]
        if line.did != RECEIVED or line.submission is None:
            return []
        name = document_name(line.number, line.submission.state)
        receipt = self.write(RECEIPTS_FOLDER, name, receipt_blocks(line))
        return [*filter(None, [self._letter(line), receipt])]

    def finish(self) -> None:
        """Finish what a killed command left undone after the last line: documents, or an erasure.

        Raises:
            SaveError: It cannot be written.
        """
        lines = self.receiver.register.lines
        if not lines:
            return
        last = lines[-1]
        if last.did == ERASED:
            remove_bytes(self.receiver.register, last)
        else:
            self.of_line(last)

    def _letter(self, line: RegisterLine) -> Path | None:
        """Write the letter on what came: the points of its check."""
        received = line.submission
        assert received is not None
        name = document_name(line.number, received.state)
        is_needed = line.reply_by is not None or (received.report and received.findings)
        if not is_needed or find_document(self.folder, LETTERS_FOLDER, name) is not None:
            return None
        if wrong_file(self.folder, received, is_erased=False):
            return None  # it was changed or taken away, which `verify` says
        content = whole_content(self.folder / received.file, LARGEST)
        checked = self.receiver.check(content, received.name)
        across = [FileFindings(received.name, self.receiver.across(received))]
        reply_by = None if line.reply_by is None else date.fromisoformat(line.reply_by)
        written = letters([checked], date.fromisoformat(line.on), across, reply_by)
        return next((self.write(LETTERS_FOLDER, name, one) for one in written.values()), None)

    def _clarification(self, line: RegisterLine) -> Path | None:
        of = self.receiver.register.lines[(line.of or 1) - 1]
        assert of.submission is not None
        name = document_name(line.number, of.submission.state)
        blocks = clarification_blocks(line, of, code_lines(of.submission.findings))
        return self.write(LETTERS_FOLDER, name, blocks)


def find_document(base: Path, folder: str, name: str) -> Path | None:
    """Return a document of any format in a folder of a register; None where there is none."""
    for ending in ENDINGS.values():
        path = base / folder / f"{name}{ending}"
        if exists(path) or path.is_symlink():
            return path
    return None


def refuse_links(register: OpenRegister, received: RegisterLine) -> None:
    """Refuse to remove what was received where a link leads out of the register.

    Raises:
        SaveError: One of its folders is a link.
    """
    assert received.submission is not None
    for folder in PurePosixPath(received.submission.file).parents:
        if folder.parts and is_link(register.folder / folder):
            raise SaveError(f"{safe_text(str(folder))} is a link, and nothing is removed there")


def remove_bytes(register: OpenRegister, line: RegisterLine) -> None:
    """Remove the bytes of what was erased, and the letters that quote it.

    Args:
        register: The register.
        line: The line that notes that it was erased.

    Raises:
        SaveError: They cannot be removed.
    """
    received = register.lines[(line.of or 1) - 1]
    assert received.submission is not None
    refuse_links(register, received)
    paths = [register.folder / received.submission.file]
    for one in register.lines:
        if one.number == received.number or (one.of == received.number and one.did == CLARIFY):
            name = document_name(one.number, received.submission.state)
            paths += filter(None, [find_document(register.folder, LETTERS_FOLDER, name)])
    for path in paths:
        writer.remove(path)
