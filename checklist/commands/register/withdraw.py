"""`checklist register withdraw`."""

import sys
from pathlib import Path

from checklist.commands.shared.line_options import OnOption
from checklist.commands.shared.register_options import (
    InOption,
    ReferenceOption,
    SubmissionArgument,
    facts_of,
    found_submission,
    outgoing,
)
from checklist.errors import ChecklistError
from checklist.lifecycle.register_line import WITHDRAWN
from checklist.register.submissions import SubmissionState
from checklist.render.report.letter_format import LetterFormat


def run(
    submission: SubmissionArgument,
    reference: ReferenceOption,
    folder: InOption = Path(),
    on: OnOption = None,
) -> None:
    """Note that a State withdrew what it sent.

    The line names the note verbale or letter. The bytes stay, and no other command reads them any
    more; a report that this one took the place of counts again. If the bytes must go, use
    `checklist register erase`. `checklist register affected` lists the outputs that counted it.
    """
    facts = facts_of(on, reference=reference)
    with outgoing(folder, facts, LetterFormat.DOCX) as sent:
        register = sent.receiver.register
        wanted = found_submission(register.lines, submission, facts.on)
        if wanted.state in {SubmissionState.WITHDRAWN, SubmissionState.ERASED}:
            raise ChecklistError(f"submission {wanted.number} is {wanted.state} already")
        register.append(facts.line(WITHDRAWN, wanted.number))
    print(f"Submission {wanted.number} is withdrawn.", file=sys.stderr)
