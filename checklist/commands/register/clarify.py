"""`checklist register clarify`."""

import sys
from pathlib import Path
from typing import Annotated

from checklist.commands.shared.line_options import OnOption
from checklist.commands.shared.options import option
from checklist.commands.shared.register_options import (
    InOption,
    LetterFormatOption,
    ReplyByOption,
    SubmissionArgument,
    document_writer,
    found_submission,
    line_details,
)
from checklist.errors import ChecklistError
from checklist.lifecycle.register_line import ANSWERED, CLARIFY, MOST_QUESTIONS
from checklist.register.document_texts import state_name
from checklist.register.document_writer import DocumentWriter
from checklist.register.receiver import LineDetails
from checklist.register.submissions import NOT_READ, Submission
from checklist.render.report.letter_format import LetterFormat
from checklist.text.sanitize import forbidden_character, safe_text

_LONGEST = 4000

_AskOption = Annotated[
    list[str] | None,
    option("--ask TEXT", "A question to the State; can be repeated."),
]
_AnsweredOption = Annotated[
    bool, option("--answered", "The State replied: no reply is expected now.")
]
_ReferenceOption = Annotated[
    str | None,
    option("--reference TEXT", "The letter, or the reply: NV 15/2027."),
]


def run(
    submission: SubmissionArgument,
    folder: InOption = Path(),
    ask: _AskOption = None,
    answered: _AnsweredOption = False,
    reference: _ReferenceOption = None,
    reply_by: ReplyByOption = None,
    on: OnOption = None,
    format_name: LetterFormatOption = LetterFormat.DOCX,
) -> None:
    """Ask a State for clarifications, or note its reply.

    Writes a letter with your questions; without --ask, with what the check found. Until the day for
    the reply, the report is read with the others, and `checklist register list` shows that a
    clarification was asked. After that day, the report is counted as received. Receive a corrected
    report like any other: it replaces this report. If the reply is not a new report, note it with
    --answered.
    """
    questions = _questions(ask)
    if answered and (questions or reply_by):
        raise ChecklistError("--answered notes a reply: leave --ask and --reply-by out")
    if answered and reference is None:
        raise ChecklistError("--answered: name the reply with --reference")
    details = line_details(on, reply_by=reply_by, reference=reference)
    with document_writer(folder, details, format_name) as writer:
        wanted = found_submission(writer.receiver.register.lines, submission, details.on)
        if wanted.state in NOT_READ:
            raise ChecklistError(
                f"submission {wanted.number} is {wanted.state}, and nothing is asked about it"
            )
        if answered:
            _answer(writer, wanted, details)
        else:
            _ask(writer, wanted, details, questions)


def _questions(ask: list[str] | None) -> list[str]:
    questions = [text.strip() for text in ask or ()]
    for question in questions:
        if not question or forbidden_character(question) is not None or len(question) > _LONGEST:
            raise ChecklistError(
                f"--ask: a text of at most {_LONGEST:,} characters without control characters is "
                "wanted"
            )
    if len(questions) > MOST_QUESTIONS:
        raise ChecklistError(f"--ask: a letter has at most {MOST_QUESTIONS} questions")
    return questions


def _ask(
    writer: DocumentWriter, wanted: Submission, details: LineDetails, questions: list[str]
) -> None:
    if not questions and not wanted.received.findings:
        raise ChecklistError(
            f"the check found nothing in submission {wanted.number}: say with --ask what is unclear"
        )
    data = details.line(CLARIFY, wanted.number, reply_by=details.reply_by, asked=questions or None)
    line = writer.receiver.register.append(data)
    for path in writer.of_line(line):
        print(f"Written: {safe_text(str(path))}", file=sys.stderr)
    whose = state_name(wanted.received.state)
    print(
        f"{whose} is asked about submission {wanted.number} by {details.reply_by}.", file=sys.stderr
    )


def _answer(writer: DocumentWriter, wanted: Submission, details: LineDetails) -> None:
    if wanted.reply_by is None:
        raise ChecklistError(f"no reply is expected for submission {wanted.number}")
    writer.receiver.register.append(details.line(ANSWERED, wanted.number))
    print(f"The reply on submission {wanted.number} was noted.", file=sys.stderr)
