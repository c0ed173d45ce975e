"""`checklist register erase`."""

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
from checklist.lifecycle.register_line import ERASED
from checklist.register.outgoing import refuse_links, remove_bytes
from checklist.register.submissions import SubmissionState
from checklist.render.report.letter_format import LetterFormat


def run(
    submission: SubmissionArgument,
    reference: ReferenceOption,
    folder: InOption = Path(),
    on: OnOption = None,
) -> None:
    """Remove the bytes of a submission; its hash stays.

    For what may not be kept. A line names the note verbale or letter, then the file is removed,
    with the letters that quote it. Its line and its receipt stay: they have the SHA-256 of the
    file and the name under which it came, and nothing of what it said. Copies elsewhere, such as
    backups or outputs, are not touched: `checklist register affected` lists outputs.
    """
    facts = facts_of(on, reference=reference)
    with outgoing(folder, facts, LetterFormat.DOCX) as sent:
        register = sent.receiver.register
        wanted = found_submission(register.lines, submission, facts.on)
        if wanted.state is SubmissionState.ERASED:
            erased = next(
                one for one in register.lines if one.of == wanted.number and one.did == ERASED
            )
            remove_bytes(register, erased)
            print(f"Submission {wanted.number} was erased already.", file=sys.stderr)
            return
        refuse_links(register, wanted.line)
        line = register.append(facts.line(ERASED, wanted.number))
        remove_bytes(register, line)
    print(f"Submission {wanted.number} is erased; its hash stays.", file=sys.stderr)
