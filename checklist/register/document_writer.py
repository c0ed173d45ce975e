"""Writes the receipts and letters of a register. What a person changed in them stays."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any

from checklist.diagnostics import FileFindings
from checklist.errors import SaveError
from checklist.files import writer
from checklist.files.discovery import LETTERS_FOLDER, exists, is_link
from checklist.files.reader import digest_of, whole_content
from checklist.lifecycle.register_line import (
    CLARIFY,
    ERASED,
    MOST_DOCUMENTS,
    RECEIVED,
    WROTE,
    RegisterLine,
)
from checklist.register.document_files import (
    NamedDocument,
    documents_of,
    letters_to_remove,
    not_noted,
)
from checklist.register.document_texts import (
    clarification_blocks,
    code_lines,
    open_reminder_blocks,
    receipt_blocks,
    silent_reminder_blocks,
)
from checklist.register.folder import LARGEST, OpenRegister, file_mode, make_folder
from checklist.register.receiver import Receiver
from checklist.register.verification import wrong_file
from checklist.render.blocks import Block
from checklist.render.report.letter import letters
from checklist.render.report.letter_format import ENDINGS, LetterFormat, letter_content
from checklist.text.sanitize import safe_text


class DocumentWriter:
    """Writes receipts, letters and reminders to States."""

    def __init__(self, receiver: Receiver, letter_format: LetterFormat) -> None:
        """Note the register, and the format of new documents."""
        self.receiver = receiver
        self.folder = receiver.register.folder
        self.letter_format = letter_format
        self._written: dict[str, str] = {}

    def of_line(self, line: RegisterLine) -> list[Path]:
        """Write the documents of a line that are not there yet: the letter, then the receipt."""
        documents = documents_of(line, self.receiver.register.lines)
        return [*filter(None, map(self._document, documents))]

    def finish(self) -> None:
        """Finish what a killed command left undone after the last line.

        Raises:
            SaveError: It cannot be written.
        """
        lines = self.receiver.register.lines
        if not lines or lines[-1].documents:
            return
        last = lines[-1]
        if last.did == ERASED:
            remove_bytes(self.receiver.register, last)
        else:
            self.of_line(last)
        self._written |= dict(not_noted(self.folder, lines))

    def note(self) -> None:
        """Note what was written, so that any change of it is found.

        Raises:
            SaveError: It cannot be written.
        """
        details = self.receiver.details._replace(reference=None)
        note_documents(self.receiver.register, details.line(WROTE), self._written)
        self._written = {}

    def _document(self, wanted: NamedDocument) -> Path | None:
        """Write a document that is wanted and not there yet. Returns its path."""
        if find_document(self.folder, wanted) is not None:
            return None
        blocks = self._blocks(wanted)
        if blocks is None:
            return None
        path = (
            make_folder(self.folder, wanted.folder) / f"{wanted.name}{ENDINGS[self.letter_format]}"
        )
        content = letter_content(list(blocks), self.letter_format)
        writer.create(path, content, mode=file_mode(self.folder))
        file = f"{wanted.folder}/{path.name}"
        self._written[file] = digest_of(content)
        return path

    def _blocks(self, wanted: NamedDocument) -> Iterable[Block] | None:
        """Return the content of a document; None where nothing is to be written."""
        line, lines = wanted.line, self.receiver.register.lines
        if wanted.is_receipt:
            return receipt_blocks(line)
        if line.did == RECEIVED:
            return self._letter(line)
        if line.of is None:
            assert line.state is not None
            assert line.cycle is not None
            return silent_reminder_blocks(line.state, line.cycle, line.reply_by or line.on)
        of = lines[line.of - 1]
        assert of.submission is not None
        if line.did == CLARIFY:
            return clarification_blocks(line, of, code_lines(of.submission.findings))
        return open_reminder_blocks(of, line.reply_by or line.on, _asked(lines, line, of))

    def _letter(self, line: RegisterLine) -> Iterable[Block] | None:
        """Return the letter on what came: the points of its check."""
        received = line.submission
        assert received is not None
        is_needed = line.reply_by is not None or (received.report and received.findings)
        if not is_needed or wrong_file(self.folder, received, is_erased=False):
            return None  # `verify` names a file that was changed or taken away
        content = whole_content(self.folder / received.file, LARGEST)
        checked = self.receiver.check(content, received.name).of_state(received.state)
        across = [FileFindings(received.name, self.receiver.across(received))]
        reply_by = None if line.reply_by is None else date.fromisoformat(line.reply_by)
        written = letters([checked], date.fromisoformat(line.on), across, reply_by)
        return next(iter(written.values()), None)


def _asked(
    lines: Sequence[RegisterLine], reminder: RegisterLine, of: RegisterLine
) -> Sequence[str]:
    """Return what was asked last about a submission before a reminder."""
    for line in reversed(lines[: reminder.number]):
        if line.of == of.number and line.did == CLARIFY and line.asked:
            return line.asked
    assert of.submission is not None
    return code_lines(of.submission.findings)


def find_document(base: Path, wanted: NamedDocument) -> Path | None:
    """Return a document of any format in a register; None where there is none."""
    paths = (base / file for file in wanted.files)
    return next((path for path in paths if exists(path) or path.is_symlink()), None)


def note_documents(
    register: OpenRegister, line: Mapping[str, Any], written: Mapping[str, str]
) -> None:
    """Note receipts and letters as they are.

    Args:
        register: The register.
        line: The line that notes them, without them.
        written: Their SHA-256 by their paths from the folder of the register.

    Raises:
        SaveError: It cannot be written.
    """
    documents = [{"file": file, "digest": digest} for file, digest in written.items()]
    for at in range(0, len(documents), MOST_DOCUMENTS):
        register.append({**line, "documents": documents[at : at + MOST_DOCUMENTS]})


def refuse_links(register: OpenRegister, received: RegisterLine) -> None:
    """Refuse to remove what was received where a link leads out of the register.

    Raises:
        SaveError: One of its folders is a link.
    """
    assert received.submission is not None
    for folder in [*PurePosixPath(received.submission.file).parents, PurePosixPath(LETTERS_FOLDER)]:
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
    removed = letters_to_remove(register.lines)
    paths += [register.folder / file for file, of in removed.items() if of == received.number]
    for path in paths:
        writer.remove(path)
