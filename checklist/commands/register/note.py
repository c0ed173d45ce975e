"""`checklist register note`."""

import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Literal, TypeAlias

from checklist.commands.shared.events import Event, add_events
from checklist.commands.shared.line_options import OnOption
from checklist.commands.shared.options import argument, option
from checklist.commands.shared.register_options import (
    InOption,
    document_writer,
    found_submission,
    line_details,
)
from checklist.errors import ChecklistError
from checklist.files.discovery import exists
from checklist.lifecycle.register_line import SENT, WITHDRAWN
from checklist.register.document_files import (
    digest_at,
    document_at,
    documents_of,
    letters_to_remove,
)
from checklist.register.document_writer import note_documents
from checklist.register.folder import OpenRegister
from checklist.register.receiver import LineDetails
from checklist.register.submissions import SubmissionState
from checklist.render.report.letter_format import LetterFormat
from checklist.text.sanitize import safe_text


def _note_sent(register: OpenRegister, about: Sequence[str], details: LineDetails) -> str:
    removed = letters_to_remove(register.lines)
    noted: dict[str, str] = {}
    for word in about:
        if word.isdecimal():
            noted |= _letters(register, int(word))
        else:
            file = document_at(register.folder, Path(word))
            noted[file] = digest_at(register.folder, file)
    if quoting := next((file for file in noted if file in removed), ""):
        raise ChecklistError(f"{safe_text(quoting)} quotes what was erased, and is not noted")
    note_documents(register, details.line(SENT), noted)
    return "\n  ".join([f"Noted as sent on {details.on}: {len(noted):,}.", *map(safe_text, noted)])


def _letters(register: OpenRegister, number: int) -> Mapping[str, str]:
    """Return the digests of the letters about a submission that are not noted as sent yet.

    A letter that was changed after it was noted is one of them.

    Raises:
        ChecklistError: There is none.
    """
    folder, lines = register.folder, register.lines
    found = {
        file: digest_at(folder, file)
        for line in lines
        if number in {line.number, line.of}
        for named in documents_of(line, lines)
        for file in named.files
        if not named.is_receipt and exists(folder / file)
    }
    for line in lines:
        for document in line.documents or () if line.did == SENT else ():
            if found.get(document.file) == document.digest:
                del found[document.file]
    if not found:
        raise ChecklistError(
            f"no letter about number {number} waits to be noted as sent; to note a letter again, "
            "name its file"
        )
    return found


def _note_withdrawn(register: OpenRegister, about: Sequence[str], details: LineDetails) -> str:
    if len(about) > 1:
        raise ChecklistError("`withdrawn` is noted for each submission by itself: name one number")
    if details.reference is None:
        raise ChecklistError("`withdrawn` needs --reference: name the note verbale or letter")
    wanted = found_submission(register.lines, about[0], details.on)
    if wanted.state in {SubmissionState.WITHDRAWN, SubmissionState.ERASED}:
        raise ChecklistError(f"submission {wanted.number} is {wanted.state} already")
    register.append(details.line(WITHDRAWN, wanted.number))
    return f"Submission {wanted.number} is withdrawn."


_Note: TypeAlias = Callable[[OpenRegister, Sequence[str], LineDetails], str]
_Name: TypeAlias = Literal["sent", "withdrawn"]
EVENTS: Mapping[_Name, Event[_Note]] = {
    "sent": Event("Letters were sent, as they are now.", _note_sent),
    "withdrawn": Event("The State withdrew what it sent; needs --reference.", _note_withdrawn),
}
"""What each event does."""


def run(
    about: Annotated[
        list[str],
        argument(
            "NUMBER",
            "The number of a submission in `checklist register list`, or its seal; before "
            "sent, several numbers, or the files of letters.",
            # Tab takes each further word for a number, also the event.
            complete=lambda incomplete: [event for event in EVENTS if event.startswith(incomplete)],
        ),
    ],
    event: Annotated[_Name, argument("EVENT", "What is noted.")],
    folder: InOption = Path(),
    reference: Annotated[
        str | None,
        option("--reference TEXT", "The note verbale or letter: NV 15/2027."),
    ] = None,
    on: OnOption = None,
) -> None:
    """Note what became of a submission, or of letters to States.

    You can change a letter before you send it. Note it after you have sent it: `checklist register
    verify` finds changes that were not noted. A number stands for all letters about the submission
    that were not noted yet as they are now. You can also name the file of a letter in letters/,
    such as one that you wrote yourself.

    The bytes of a submission that was withdrawn stay, but no other command reads them. If this
    report had replaced an earlier one, the earlier report counts again. If the bytes must be
    removed, use `checklist register erase`. `checklist register list --affected-by NUMBER` lists
    the outputs that counted the report.
    """
    details = line_details(on, reference=reference)
    with document_writer(folder, details, LetterFormat.DOCX) as writer:
        said = EVENTS[event].note(writer.receiver.register, about, details)
    print(said, file=sys.stderr)


add_events(run, EVENTS)
