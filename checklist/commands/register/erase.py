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

    For what may not be kept. A line names the note verbale or letter, then the file is removed,
    with the letters that quote it. Its line and its receipt stay: they have the SHA-256 of the
    file and the name under which it came, and nothing of what it said. Copies elsewhere, such as
    backups or outputs, are not touched: `checklist register affected` lists outputs.
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
