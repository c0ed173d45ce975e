"""The options and the arguments of the commands on a register."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Annotated

from checklist.answer_types.interface import Refusal
from checklist.answer_types.state_entries import read_state
from checklist.commands.shared.completion import complete_state
from checklist.commands.shared.cycle_options import check_year
from checklist.commands.shared.letter_options import reply_day
from checklist.commands.shared.line_options import day_of, line_of
from checklist.commands.shared.options import argument, option
from checklist.errors import ChecklistError
from checklist.files.discovery import REGISTER, exists
from checklist.lifecycle.register_line import RegisterLine
from checklist.ministries.log import user_name
from checklist.register.chain import Chain, Purpose, read_chain, refuse_broken
from checklist.register.document_writer import DocumentWriter
from checklist.register.folder import open_register
from checklist.register.receiver import LineDetails, Receiver
from checklist.register.submissions import Submission, submissions
from checklist.render.report.letter import usual_reply_day
from checklist.render.report.letter_format import LetterFormat
from checklist.reports.seal import ShortSealError, Verdict, compare_short_seal
from checklist.text.messages import commas
from checklist.text.sanitize import quoted, safe_text

InOption = Annotated[
    Path,
    option("--in DIR", "The folder of the register; without it, the current folder."),
]
SubmissionArgument = Annotated[
    str,
    argument("SUBMISSION", "Its number in `checklist register list`, or its seal."),
]
ReplyByOption = Annotated[
    str | None,
    option("--reply-by DATE", "The day by which the State should reply; without it, in 30 days."),
]
LetterFormatOption = Annotated[
    LetterFormat, option("--format", "The format of receipts and letters.")
]
CycleOption = Annotated[str | None, option("--cycle YEAR", "The cycle, such as 2026.")]
StateOption = Annotated[
    str | None,
    option("--state STATE", "The State: its code or name.", complete=complete_state),
]


def state_code(given: str | None) -> str | None:
    """Return the code of the State of an option.

    Raises:
        ChecklistError: It is no State.
    """
    try:
        return None if given is None else read_state(given)
    except Refusal as refusal:
        raise ChecklistError(f"--state: {refusal}") from None


def cycle_year(given: str | None) -> str | None:
    """Return the cycle of an option.

    Raises:
        ChecklistError: It is no year.
    """
    if given is not None:
        check_year(given)
    return given


def line_details(
    on: str | None,
    *,
    reply_by: str | None = None,
    channel: str | None = None,
    reference: str | None = None,
    state: str | None = None,
    cycle: str | None = None,
    questionnaire: str | None = None,
) -> LineDetails:
    """Return the details that options give.

    Raises:
        ChecklistError: One of them cannot be used.
    """
    day = day_of(on)
    written = date.fromisoformat(day)
    return LineDetails(
        on=day,
        reply_by=(reply_day(reply_by, written) or usual_reply_day(written)).isoformat(),
        who=safe_text(user_name(), limit=100),
        channel=None if channel is None else line_of(channel, "--channel"),
        reference=None if reference is None else line_of(reference, "--reference"),
        state=state_code(state),
        cycle=cycle_year(cycle),
        questionnaire=questionnaire,
    )


def read_register(folder: Path) -> Chain:
    """Return the lines of a register.

    Raises:
        ChecklistError: There is none, or it was changed.
    """
    refuse_no_register(folder)
    chain = read_chain(folder)
    refuse_broken(chain, folder, Purpose.SHOW)
    return chain


def refuse_no_register(folder: Path) -> None:
    """Refuse a folder without a register.

    Raises:
        ChecklistError: There is none.
    """
    if not exists(folder / REGISTER):
        raise ChecklistError(
            f"there is no register in {safe_text(str(folder))}; name its folder with --in"
        )


@contextmanager
def document_writer(
    folder: Path, details: LineDetails, view: LetterFormat, *, is_new: bool = False
) -> Iterator[DocumentWriter]:
    """Yield a register that only this process may write to, with its receipts and letters.

    Raises:
        ChecklistError: There is no register, it was changed, or it cannot be locked.
    """
    with open_register(folder, _say, is_new=is_new) as register:
        writer = DocumentWriter(Receiver(register, details), view)
        writer.finish()
        yield writer
        writer.note()


def _say(text: str) -> None:
    print(text, file=sys.stderr)


def found_submission(lines: Sequence[RegisterLine], wanted: str, day: str) -> Submission:
    """Return the submission that is named by its number or its seal.

    Raises:
        ChecklistError: There is none.
    """
    known = submissions(lines, day)
    for submission in known:
        if _is_named(submission, wanted.strip()):
            return submission
    if wanted.strip() in {str(line.number) for line in lines}:
        raise ChecklistError(f"line {wanted.strip()} of the register is not about a received file")
    code = _state_named(wanted)
    numbers = [str(submission.number) for submission in known if submission.received.state == code]
    if code and numbers:
        raise ChecklistError(
            f"{quoted(wanted)} is a State; name one of its submissions: {commas(numbers)}"
        )
    raise ChecklistError(
        f"{quoted(wanted)} is not a submission of the register; `checklist register list` shows "
        "the numbers"
    )


def _state_named(wanted: str) -> str | None:
    """Return the code of the State that a text names, by its code or name; None: it names none."""
    try:
        return read_state(wanted)
    except Refusal:
        return None


def _is_named(submission: Submission, wanted: str) -> bool:
    seal = submission.report.seal if submission.report else None
    if wanted == str(submission.number) or wanted in {seal, submission.received.digest}:
        return True
    return seal is not None and is_short_seal(wanted, seal)


def is_short_seal(typed: str, seal: str) -> bool:
    """Whether what was typed is the short form of a seal."""
    try:
        return compare_short_seal(typed, seal).verdict is Verdict.SAME
    except ShortSealError:
        return False
