"""The files of receipts and letters: their names, and what the lines of a register say of them."""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from pydantic import ValidationError

from checklist.errors import ChecklistError
from checklist.files.archive import BadArchiveError, unpack
from checklist.files.discovery import LETTERS_FOLDER, RECEIPTS_FOLDER, is_file, is_link
from checklist.files.reader import whole_content
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
        """Whether it is a receipt, with the hash of its line."""
        return self.folder == RECEIPTS_FOLDER

    @property
    def files(self) -> Sequence[str]:
        """Its file from the folder of the register, in each format."""
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


def noted_documents(lines: Sequence[RegisterLine]) -> Mapping[str, str]:
    """Return the SHA-256 of all receipts and letters, as the last line has it, by their paths."""
    return {one.file: one.digest for line in lines for one in line.documents or ()}


def last_noting(lines: Sequence[RegisterLine]) -> int:
    """Return the number of the last line that notes documents; 0 where there is none."""
    return next((line.number for line in reversed(lines) if line.documents), 0)


def letters_to_remove(lines: Sequence[RegisterLine]) -> Mapping[str, int]:
    """Return the letters that quote what was erased, each with the number of its submission."""
    erased = {line.of for line in lines if line.did == ERASED}
    return {
        file: line.of or line.number
        for line in lines
        if line.number in erased or line.of in erased
        for one in documents_of(line, lines)
        if not one.is_receipt
        for file in one.files
    }


def not_noted(folder: Path, lines: Sequence[RegisterLine]) -> Iterator[tuple[str, str]]:
    """Yield the receipts and letters, with their SHA-256, that are there and noted by no line.

    A killed command left them. In a register of a version that noted none, it is all of them. What
    cannot be noted is left to `verify`, which names it.
    """
    since = last_noting(lines)
    noted, removed = noted_documents(lines), letters_to_remove(lines)
    known = {
        file: one
        for line in lines[since:]
        for one in documents_of(line, lines)
        for file in one.files
    }
    for below in (RECEIPTS_FOLDER, LETTERS_FOLDER):
        for file in names_in(folder, below):
            one = known.get(file)
            if file in noted or file in removed:
                continue
            with suppress(ChecklistError):
                digest = digest_at(folder, file)
                if one is None:
                    is_own = below == LETTERS_FOLDER and since == 0
                else:
                    is_own = not one.is_receipt or has_hash(folder, file, one.line)
                if is_own:
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
        names = sorted(one.name for one in path.iterdir())
    except FileNotFoundError:
        return []
    except PermissionError as error:
        raise ChecklistError(f"{below} cannot be read: you are not permitted to read it") from error
    except OSError as error:
        raise ChecklistError(f"{below} cannot be read: {reason(error)}") from error
    return [f"{below}/{name}" for name in names if not name.startswith(".")]


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
    return f"sha256:{hashlib.sha256(content).hexdigest()}"


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
