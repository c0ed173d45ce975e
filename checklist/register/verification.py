"""Finds every line, file, receipt and letter of a register that is not as it was written."""

import hashlib
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from checklist.errors import ChecklistError
from checklist.files.discovery import LETTERS_FOLDER, RECEIPTS_FOLDER, REGISTER, is_link
from checklist.files.reader import digest_of, whole_content
from checklist.lifecycle.register_line import FIRST, ReceivedFile, RegisterLine
from checklist.register.chain import Chain, Fault, read_chain, without_path
from checklist.register.document_files import DocumentNotes, digest_at, documents_of, names_in
from checklist.register.folder import LARGEST, ORIGINALS
from checklist.register.submissions import SubmissionState, submissions
from checklist.reports.seal import ShortSealError, Verdict, compare_short_seal
from checklist.text.sanitize import quoted

_DIGITS = hashlib.sha256().digest_size * 2
_WHOLE_HASH = re.compile(f"[0-9a-f]{{{_DIGITS}}}")

_NO_LINE = (
    "no line of the register is about this file; `checklist register receive` registers it, if "
    "it is a "
    "submission"
)


@dataclass(frozen=True, slots=True)
class Verification:
    """What a verification found."""

    chain: Chain
    faults: Sequence[Fault]
    """What is not as it was written; none where all is."""
    files: int
    """The number of files whose bytes are those that came."""
    erased: int
    """The number of files that were erased, with a line that says so."""
    documents: int
    """The number of receipts and letters that are as they were written or sent."""


def verify(folder: Path) -> Verification:
    """Compare a register with what was written: its lines, files, receipts and letters.

    Raises:
        ChecklistError: There is no register, or it cannot be read.
    """
    chain = read_chain(folder)
    faults = [*chain.faults, *_end(chain)]
    files = erased = 0
    known: set[str] = set()
    for submission in submissions(chain.readable, ""):
        is_erased = submission.state is SubmissionState.ERASED
        erased += is_erased
        known.add(submission.received.file)
        wrong = wrong_file(folder, submission.received, is_erased=is_erased)
        if wrong:
            faults.append(Fault(submission.received.file, wrong))
        else:
            files += not is_erased
    # A line that cannot be read may be about any file.
    if not chain.has_unread:
        faults += _without_line(folder, known)
    notes = DocumentNotes(folder, chain.readable)
    here = [*names_in(folder, RECEIPTS_FOLDER), *names_in(folder, LETTERS_FOLDER)]
    wrong_documents = [*_wrong_documents(folder, chain, notes, here)]
    sound = {*here}.intersection(notes.noted).difference(fault.place for fault in wrong_documents)
    return Verification(chain, [*faults, *wrong_documents], files, erased, len(sound))


def _end(chain: Chain) -> Iterator[Fault]:
    place = f"{REGISTER}:{len(chain.readable) + bool(chain.torn)}"
    if chain.torn:
        yield Fault(
            place,
            "the line was cut off when it was written, and what the line noted is not "
            "registered; the next command that writes removes the line",
        )
    if chain.lacks_end:
        yield Fault(place, "the line has no end; the next command that writes gives it one")


def wrong_file(folder: Path, received: ReceivedFile, *, is_erased: bool) -> str:
    """Return why a file is not as it came; empty where it is.

    Args:
        folder: The folder of the register.
        received: What was received.
        is_erased: Whether a line says that it was erased.
    """
    path = folder / received.file
    below = [Path(received.file), *Path(received.file).parents]
    if any(is_link(folder / part) for part in below if part.parts):
        return "a link stands in its place"
    if is_erased:
        if os.path.lexists(path):
            return "it was erased by a line, and is still here; `erase` removes it"
        return ""
    if not os.path.lexists(path):
        return "the file is gone, and no line says that it was erased"
    try:
        content = whole_content(path, LARGEST)
    except ChecklistError as error:
        return without_path(error, path)
    if len(content) != received.size:
        return (
            f"the file was changed: it came with {received.size:,} bytes, and has {len(content):,}"
        )
    if digest_of(content) != received.digest:
        return "the file was changed: its SHA-256 is not the one with which it came"
    return ""


def _without_line(folder: Path, known: set[str]) -> Iterator[Fault]:
    """Yield the files that no line has received."""
    for parent, folders, names in os.walk(folder):
        at = Path(parent).relative_to(folder)
        is_top = not at.parts
        folders[:] = sorted(name for name in folders if ORIGINALS.fullmatch(name) or not is_top)
        for name in sorted(names):
            file = (at / name).as_posix()
            if not (name.startswith(".") or is_top or file in known):
                yield Fault(file, _NO_LINE)


def _wrong_documents(
    folder: Path, chain: Chain, notes: DocumentNotes, here: Sequence[str]
) -> Iterator[Fault]:
    """Yield the receipts and letters that are gone, then those that are not as they should be."""
    known = {*here}
    for file in notes.noted:
        if file not in known and file not in notes.removed:
            yield Fault(file, f"the {_kind(file)} is gone")
    known.update(notes.noted)
    for line in chain.readable:
        for document in documents_of(line, chain.readable):
            if document.is_receipt and known.isdisjoint(document.files):
                yield Fault(
                    f"{REGISTER}:{line.number}",
                    "the line has no receipt; `checklist register receive` of the same file "
                    "writes it",
                )
    for file in here:
        try:
            message = _wrong_document(folder, file, notes, has_unread=chain.has_unread)
        except ChecklistError as error:
            message = without_path(error, folder / file)
        if message:
            yield Fault(file, message)


def _wrong_document(folder: Path, file: str, notes: DocumentNotes, *, has_unread: bool) -> str:
    """Return why a receipt or letter is not as it should be; empty where it is.

    Args:
        folder: The folder of the register.
        file: The receipt or letter, from that folder.
        notes: What the lines note of receipts and letters.
        has_unread: Whether a line cannot be read, which can be about any document.

    Raises:
        ChecklistError: It cannot be read.
    """
    if is_link(folder / file):
        return "a link stands in its place"
    if file in {RECEIPTS_FOLDER, LETTERS_FOLDER}:
        return "a file stands in the place of the folder"
    if file in notes.removed:
        number = notes.removed[file]
        return f"it quotes what was erased; `checklist register erase {number}` removes it"
    if file not in notes.noted:
        return "" if has_unread else notes.wrong_without_note(file)
    if digest_at(folder, file) == notes.noted[file]:
        return ""
    if _kind(file) == _RECEIPT:
        return "the receipt was changed"
    return "the letter was changed; `checklist register note FILE sent` notes it as it is now"


_RECEIPT, _LETTER = "receipt", "letter"


def _kind(file: str) -> str:
    return _RECEIPT if file.startswith(RECEIPTS_FOLDER) else _LETTER


def line_with_head(lines: Sequence[RegisterLine], head: str) -> RegisterLine | None:
    """Return the line with a hash, as a receipt has it: in full or in its short form.

    Raises:
        ChecklistError: What was typed cannot be such a hash.
    """
    typed = head.strip().lower().removeprefix("sha256:")
    if _WHOLE_HASH.fullmatch(typed):
        return next((line for line in lines if line.hash == f"sha256:{typed}"), None)
    try:
        is_whole = compare_short_seal(head, FIRST).is_whole
    except ShortSealError:
        raise ChecklistError(
            f"--head: {quoted(head, limit=80)} is not the hash of a line. On a receipt the hash is "
            f"`sha256:` and {_DIGITS} digits of 0 to 9 and a to f; its short form has five groups "
            "of five characters, and two characters more"
        ) from None
    if not is_whole:
        raise ChecklistError(
            f"--head: {quoted(head, limit=80)} was mistyped: the last two characters do not fit "
            "those before"
        )
    return next(
        (line for line in lines if compare_short_seal(head, line.hash).verdict is Verdict.SAME),
        None,
    )
