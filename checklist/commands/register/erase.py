"""`checklist register erase`."""

from checklist.commands.shared.register_options import on_submission
from checklist.lifecycle.register_line import ERASED
from checklist.register.document_writer import refuse_links, remove_bytes
from checklist.register.folder import OpenRegister
from checklist.register.receiver import LineDetails
from checklist.register.submissions import Submission, SubmissionState


@on_submission
def run(register: OpenRegister, wanted: Submission, details: LineDetails) -> str:
    """Remove the bytes of a submission; its hash stays.

    Use this for a file that may not be kept. A new line of the register names the note verbale or
    letter, then the file and the letters that quote it are removed. The line and the receipt of the
    file stay: they have the SHA-256 of the file and the name under which it came, but nothing of
    its content. Copies in other places, such as backups or outputs, are not removed: `checklist
    register affected` lists the outputs.
    """
    if wanted.state is SubmissionState.ERASED:
        erased = next(
            one for one in register.lines if one.of == wanted.number and one.did == ERASED
        )
        remove_bytes(register, erased)
        return f"Submission {wanted.number} was erased already."
    refuse_links(register, wanted.line)
    line = register.append(details.line(ERASED, wanted.number))
    remove_bytes(register, line)
    return f"Submission {wanted.number} is erased; its hash stays."
