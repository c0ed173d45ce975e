"""`checklist register withdraw`."""

from checklist.commands.shared.register_options import on_submission
from checklist.errors import ChecklistError
from checklist.lifecycle.register_line import WITHDRAWN
from checklist.register.folder import OpenRegister
from checklist.register.receiver import LineDetails
from checklist.register.submissions import Submission, SubmissionState


@on_submission
def run(register: OpenRegister, wanted: Submission, details: LineDetails) -> str:
    """Note that a State withdrew what it sent.

    The new line of the register names the note verbale or letter. The bytes stay, but no other
    command reads them. If this report had replaced an earlier one, the earlier report counts again.
    If the bytes must be removed, use `checklist register erase`. `checklist register affected`
    lists the outputs that counted the report.
    """
    if wanted.state in {SubmissionState.WITHDRAWN, SubmissionState.ERASED}:
        raise ChecklistError(f"submission {wanted.number} is {wanted.state} already")
    register.append(details.line(WITHDRAWN, wanted.number))
    return f"Submission {wanted.number} is withdrawn."
