"""`checklist register erase`."""

import sys
from pathlib import Path
from typing import Annotated

from checklist.commands.shared.line_options import OnOption
from checklist.commands.shared.options import option
from checklist.commands.shared.register_options import (
    InOption,
    SubmissionArgument,
    document_writer,
    found_submission,
    line_details,
)
from checklist.lifecycle.register_line import ERASED
from checklist.register.document_writer import refuse_links, remove_bytes
from checklist.render.report.letter_format import LetterFormat


def run(
    submission: SubmissionArgument,
    reference: Annotated[
        str,
        option("--reference TEXT", "The note verbale or letter: NV 12/2027."),
    ],
    folder: InOption = Path(),
    on: OnOption = None,
) -> None:
    """Remove the bytes of a submission; its hash stays.

    Use this for a file that may not be kept. A new line of the register names the note verbale or
    letter, then the file and the letters that quote it are removed. The line and the receipt of the
    file stay: they have the SHA-256 of the file and the name under which it came, but nothing of
    its content. Copies in other places, such as backups or outputs, are not removed: `checklist
    register list --affected-by NUMBER` lists the outputs.
    """
    details = line_details(on, reference=reference)
    with document_writer(folder, details, LetterFormat.DOCX) as writer:
        register = writer.receiver.register
        wanted = found_submission(register.lines, submission, details.on)
        erased = [line for line in register.lines if (line.of, line.did) == (wanted.number, ERASED)]
        said = f"Submission {wanted.number} was erased already."
        if not erased:
            refuse_links(register, wanted.line)
            erased = [register.append(details.line(ERASED, wanted.number))]
            said = f"Submission {wanted.number} is erased; its hash stays."
        remove_bytes(register, erased[0])
    print(said, file=sys.stderr)
