"""The files of receipts and letters: their names, and what the lines of a register say of them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from pydantic import ValidationError

from checklist.errors import ChecklistError
from checklist.files.archive import BadArchiveError, unpack
from checklist.files.discovery import LETTERS_FOLDER, RECEIPTS_FOLDER, is_file, is_link
from checklist.files.reader import digest_of, whole_content
from checklist.files.writer import reason
from checklist.lifecycle.register_line import (
    CLARIFY,
    ERASED,
    FIRST,
    RECEIVED,
    REMINDED,
    UNKNOWN,
    RegisterLine,
    WrittenDocument,
)
from checklist.render.report.letter_format import ENDINGS, LetterFormat
from checklist.text.sanitize import safe_text

_TAG = re.compile(rb"<[^<>]*>")  # without `<` in it: else many of them take minutes
_TEXT_OF_WORD = "word/document.xml"
_NOT_WRITTEN = {
    LETTERS_FOLDER: "no line of the register is about this letter; "
    "`checklist register note FILE sent` notes it",
    RECEIPTS_FOLDER: (
        "no line of the register is about this receipt: its line was cut off the register, or "
        "the receipt is "
        "that of another register"
    ),
}
_LARGEST = 16 * 1024 * 1024
"""The most bytes of a receipt or letter."""


def document_name(number: int, state: str | None) -> str:
    """Return the name of a receipt or letter, without its ending: `0003-NOR`."""
    return f"{number:04}-{state or UNKNOWN}"


def reminder_name(line: RegisterLine, of: RegisterLine | None) -> str:
    """Return the name of a reminder, without its ending: `0003-NOR-reminder-2027-03-01`.

    Args:
        line: The line that notes it.
        of: The line that received what it is about; None: nothing came.
    """
    if of is None or of.submission is None:
        return f"reminder-{line.state}-{line.cycle}-{line.on}"
    return f"{document_name(of.number, of.submission.state)}-reminder-{line.on}"


class NamedDocument(NamedTuple):
    """A receipt or letter that a line can have."""

    line: RegisterLine
    folder: str
    name: str
    """Its name without its ending."""

    @property
    def is_receipt(self) -> bool:
        """Whether the document is a receipt, with the hash of its line."""
        return self.folder == RECEIPTS_FOLDER

    @property
    def files(self) -> Sequence[str]:
        """The file of the document in each format, from the folder of the register."""
        return [f"{self.folder}/{self.name}{ending}" for ending in ENDINGS.values()]


def documents_of(line: RegisterLine, lines: Sequence[RegisterLine]) -> Iterator[NamedDocument]:
    """Yield the documents that a line of a register can have."""
    of = None if line.of is None else lines[line.of - 1]
    if line.did == RECEIVED and line.submission is not None:
        name = document_name(line.number, line.submission.state)
        yield NamedDocument(line, LETTERS_FOLDER, name)
        yield NamedDocument(line, RECEIPTS_FOLDER, name)
    elif line.did == CLARIFY and of is not None and of.submission is not None:
        name = document_name(line.number, of.submission.state)
        yield NamedDocument(line, LETTERS_FOLDER, name)
    elif line.did == REMINDED:
        yield NamedDocument(line, LETTERS_FOLDER, reminder_name(line, of))


def letters_to_remove(lines: Sequence[RegisterLine]) -> Mapping[str, int]:
    """Return the letters that quote what was erased, each with the number of its submission."""
    erased = {line.of for line in lines if line.did == ERASED}
    return {
        file: line.of or line.number
        for line in lines
        if line.number in erased or line.of in erased
        for document in documents_of(line, lines)
        if not document.is_receipt
        for file in document.files
    }


class DocumentNotes:
    """The notes that the lines of a register have on its receipts and letters."""

    def __init__(self, folder: Path, lines: Sequence[RegisterLine]) -> None:
        """Read the notes from the lines of the register in a folder."""
        self._folder = folder
        self.noted = {
            document.file: document.digest for line in lines for document in line.documents or ()
        }
        """The SHA-256 of all receipts and letters, as the last line has it, by their paths."""
        self.removed = letters_to_remove(lines)
        """The letters that quote what was erased, each with the number of its submission."""
        last = next((line.number for line in reversed(lines) if line.documents), 0)
        self._later = {
            file: document
            for line in lines[last:]
            for document in documents_of(line, lines)
            for file in document.files
        }

    def wrong_without_note(self, file: str) -> str:
        """Return why a receipt or letter that no line notes is a fault; empty where it is none.

        A killed command can leave a document without its note: a document of a line that comes
        after the last line with notes is no fault.

        Raises:
            ChecklistError: The document cannot be read.
        """
        document = self._later.get(file)
        if document is None:
            return _NOT_WRITTEN[file.partition("/")[0]]
        if document.is_receipt and not has_hash(self._folder, file, document.line):
            return f"the receipt does not have the hash of line {document.line.number}"
        return ""


def not_noted(folder: Path, lines: Sequence[RegisterLine]) -> Iterator[tuple[str, str]]:
    """Yield the receipts and letters, with their SHA-256, that are there and noted by no line.

    A killed command left them. A document that cannot be noted is a fault, which `verify` names.
    """
    notes = DocumentNotes(folder, lines)
    for below in (RECEIPTS_FOLDER, LETTERS_FOLDER):
        for file in names_in(folder, below):
            if file in notes.noted or file in notes.removed:
                continue
            with suppress(ChecklistError):
                digest = digest_at(folder, file)
                if not notes.wrong_without_note(file):
                    yield file, digest


def names_in(folder: Path, below: str) -> Sequence[str]:
    """Return the files in the folder of receipts or letters, from that of the register.

    Files whose names begin with a full stop are of programs, not of people.

    Raises:
        ChecklistError: The folder cannot be read.
    """
    path = folder / below
    if is_link(path) or is_file(path):
        return [below]
    try:
        names = sorted(entry.name for entry in path.iterdir())
    except FileNotFoundError:
        return []
    except PermissionError as error:
        raise ChecklistError(f"{below} cannot be read: you are not permitted to read it") from error
    except OSError as error:
        raise ChecklistError(f"{below} cannot be read: {reason(error)}") from error
    return [f"{below}/{name}" for name in names if not name.startswith(".")]


def document_at(folder: Path, path: Path) -> str:
    """Return the path of a receipt or letter from the folder of the register.

    Args:
        folder: The folder of the register.
        path: The file, as a person names it.

    Raises:
        ChecklistError: It is in neither of the two folders, or its folder is a link.
    """
    below = path.parent.name
    own = folder / below
    is_here = below in {RECEIPTS_FOLDER, LETTERS_FOLDER} and own.is_dir()
    if not is_here or not path.parent.is_dir() or not own.samefile(path.parent):
        raise ChecklistError(
            f"{safe_text(str(path))} is neither in {LETTERS_FOLDER}/ nor in {RECEIPTS_FOLDER}/ of "
            "the register"
        )
    if is_link(own):
        raise ChecklistError(f"{below}/ of the register is a link, and nothing in it is noted")
    return f"{below}/{path.name}"


def digest_at(folder: Path, file: str) -> str:
    """Return the SHA-256 of a receipt or letter.

    Raises:
        ChecklistError: It cannot be read, is a link, or has a name that no line can have.
    """
    name = safe_text(str(folder / file))
    if is_link(folder / file):
        raise ChecklistError(f"{name}: it is a link, and is not noted")
    try:
        WrittenDocument(file=file, digest=FIRST)
    except ValidationError:
        raise ChecklistError(f"{name}: the register takes no such name; rename the file") from None
    content = whole_content(folder / file, _LARGEST)
    return digest_of(content)


def has_hash(folder: Path, file: str, line: RegisterLine) -> bool:
    """Whether a receipt has the hash of its line.

    Raises:
        ChecklistError: It cannot be read.
    """
    content = whole_content(folder / file, _LARGEST)
    if file.endswith(ENDINGS[LetterFormat.DOCX]):
        try:
            content = _TAG.sub(b"", unpack(content).get(_TEXT_OF_WORD, b""))
        except BadArchiveError:
            return False
    return line.hash.encode() in content
