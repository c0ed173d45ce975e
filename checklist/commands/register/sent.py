"""`checklist register sent`."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from checklist.commands.shared.line_options import OnOption
from checklist.commands.shared.register_options import InOption, document_writer, line_details
from checklist.errors import ChecklistError
from checklist.lifecycle.register_line import SENT
from checklist.register.document_files import digest_at, document_at, letters_to_remove
from checklist.register.document_writer import note_documents
from checklist.register.folder import OpenRegister
from checklist.render.report.letter_format import LetterFormat
from checklist.text.sanitize import safe_text

_LettersArgument = Annotated[
    list[Path],
    typer.Argument(
        metavar="FILE", readable=False, help="Letters or receipts in the folder of the register."
    ),
]
_ReferenceOption = Annotated[
    str | None,
    typer.Option("--reference", metavar="TEXT", help="The reference of the letter: NV 15/2027."),
]


def run(
    files: _LettersArgument,
    folder: InOption = Path(),
    reference: _ReferenceOption = None,
    on: OnOption = None,
) -> None:
    """Note that letters were sent, as they are now.

    You can change a letter before you send it. Note it after you have sent it: `checklist register
    verify` finds changes that were not noted. You can also note a letter that you wrote yourself.
    """
    details = line_details(on, reference=reference)
    with document_writer(folder, details, LetterFormat.DOCX) as writer:
        register = writer.receiver.register
        noted = {file: digest_at(register.folder, file) for file in _documents(register, files)}
        note_documents(register, details.line(SENT), noted)
    print(f"Noted as sent on {details.on}: {len(noted):,}.", file=sys.stderr)


def _documents(register: OpenRegister, files: Sequence[Path]) -> Sequence[str]:
    """Return the paths of receipts and letters, from the folder of the register.

    Raises:
        ChecklistError: A file is no receipt or letter of the register, or quotes what was erased.
    """
    removed, found = letters_to_remove(register.lines), []
    for path in files:
        file = document_at(register.folder, path)
        if file in removed:
            raise ChecklistError(f"{safe_text(str(path))} quotes what was erased, and is not noted")
        found.append(file)
    return found
