"""Receipts and letters to the States that report, as blocks of a document."""

from collections.abc import Iterator, Sequence

from checklist.answer_types.written_date import date_in_words
from checklist.checks.codes import WHICH_COUNTS, short_description
from checklist.lifecycle.register_line import ReceivedFile, RegisteredReport, RegisterLine
from checklist.register.submissions import is_unsealed
from checklist.render.blocks import Blanks, Block, Facts, Heading, Items, Numbered, Paragraph
from checklist.render.report.letter import FINAL_ONLY, WHILE_UNCLEAR, WITHOUT_REPLY
from checklist.render.report.letter_points import Kind
from checklist.reports.report import FINAL
from checklist.reports.seal import short_seal
from checklist.states import BY_CODE

_SUBJECT = "Self-assessment on trafficking in persons"
_SIGNED = ("Place and date", "For the secretariat")


def state_name(code: str | None) -> str:
    """Return the name of a State; words where it is not known."""
    if code is None:
        return "State not known"
    return BY_CODE[code].name if code in BY_CODE else code


def report_words(report: RegisteredReport) -> str:
    """Return what a report is: `final, revision 2, as of 20 November 2026`."""
    as_of = date_in_words(report.as_of)
    if report.copy_for == "publication":
        return f"copy for publication, revision {report.revision}, as of {as_of}"
    return f"{report.status}, revision {report.revision}, as of {as_of}"


def receipt_blocks(line: RegisterLine) -> Iterator[Block]:
    """Yield the receipt of a submission.

    Args:
        line: The line that received it.
    """
    received = _received(line)
    yield Heading(f"Receipt: {state_name(received.state)}", 1)
    yield Paragraph(f"{_SUBJECT}. The secretariat received this file.")
    yield Facts([*_facts(line, received)])
    yield Heading("Result", 2)
    yield Items([*_result(line, received)])
    yield Heading("Keep this receipt", 2)
    yield Paragraph(
        "The register of submissions has an entry for this file. The check code below belongs to "
        "this entry and all entries before it. With this receipt, you can ask at any time "
        "whether the register still has the entry, unchanged."
    )
    yield Facts(
        [
            ("Number of the entry", str(line.number)),
            ("Check code", short_seal(line.hash)),
            ("The same code in full", line.hash),
        ]
    )
    yield Paragraph(
        "Who keeps the register compares the code with: "
        f'checklist register verify --head "{short_seal(line.hash)}"'
    )
    yield Blanks(_SIGNED)


def _received(line: RegisterLine) -> ReceivedFile:
    assert line.submission is not None
    return line.submission


def _facts(line: RegisterLine, received: ReceivedFile) -> Iterator[tuple[str, str]]:
    yield "Received on", date_in_words(line.on)
    if received.channel:
        yield "By", received.channel
    if line.reference:
        yield "With", line.reference
    yield "File", received.name
    yield "Size", f"{received.size:,} bytes"
    yield "Check code of the file (SHA-256)", received.digest.removeprefix("sha256:")
    report = received.report
    if report is None:
        return
    if received.cycle:
        yield "Cycle", received.cycle
    yield "Report", report_words(report)
    if report.seal:
        yield "Short seal of the report", short_seal(report.seal)


def _result(line: RegisterLine, received: ReceivedFile) -> Iterator[str]:
    if received.report is None and line.reply_by is None:
        yield "The file was kept as it came, with the report that came with it."
    elif is_unsealed(received):
        yield (
            "The file was kept as it came. The report can be read, but its seal is missing or does "
            "not match: the report was changed after it was made final, or on its way. It is not "
            "counted yet; a letter says what to do."
        )
    elif received.report is None:
        yield "The file was kept as it came. It cannot be read as a report yet; a letter says why."
    elif received.report.status != FINAL:
        yield "The report is a draft. It was kept; the final report is counted."
    elif line.reply_by:
        yield "The report can be read. A letter asks for clarifications."
        yield _without_reply(received)
    else:
        yield "The report can be read, and is counted."
    if line.reply_by:
        yield f"Please reply by {date_in_words(line.reply_by)}."


def clarification_blocks(
    line: RegisterLine, of: RegisterLine, findings: Sequence[str]
) -> Iterator[Block]:
    """Yield the letter that asks for clarifications.

    Args:
        line: The line that notes that they were asked for.
        of: The line that received what they are about.
        findings: What the check of the file found, where no person asked questions.
    """
    received = _received(of)
    yield Heading(f"{_kind(received)}: {state_name(received.state)}", 1)
    yield Paragraph(
        f"{_SUBJECT}. Thank you for the report that we received on {date_in_words(of.on)}. "
        "Please clarify these points."
    )
    yield Facts(
        [
            ("File", received.name),
            *([("Report", report_words(received.report))] if received.report else []),
            ("Our number", str(of.number)),
            *([("Our reference", line.reference)] if line.reference else []),
        ]
    )
    yield Heading("Points", 2)
    yield Numbered(list(line.asked or findings))
    yield Heading("Your reply", 2)
    yield Paragraph(_reply(received, line.reply_by))
    yield Blanks(_SIGNED)


def _kind(received: ReceivedFile) -> str:
    """Return what is asked about a file."""
    kind = Kind.TECHNICAL if received.report is None else Kind.CLARIFICATION
    return str(kind)


def _reply(received: ReceivedFile, reply_by: str | None) -> str:
    by = f"Please reply by {date_in_words(reply_by)}." if reply_by else "Please reply."
    if received.report is None:
        return (
            f"{by} If a file cannot be read, it is counted once you send a file that can be used."
        )
    if received.report.status != FINAL:
        return f"{by} {FINAL_ONLY}"
    return f"{by} {_without_reply(received)}"


def _without_reply(received: ReceivedFile) -> str:
    """Return the sentence on a final report to whose letter no reply comes."""
    is_clear = WHICH_COUNTS.isdisjoint(received.findings)
    return WITHOUT_REPLY if is_clear else WHILE_UNCLEAR


def open_reminder_blocks(of: RegisterLine, reply_by: str, asked: Sequence[str]) -> Iterator[Block]:
    """Yield the reminder of a clarification that has no reply yet.

    Args:
        of: The line that received what it is about.
        reply_by: The day by which a reply is wanted now.
        asked: The questions, or what the check found.
    """
    received = _received(of)
    yield Heading(f"Reminder: {state_name(received.state)}", 1)
    yield Paragraph(
        f"{_SUBJECT}. We wrote to you about the file {received.name}, which we received on "
        f"{date_in_words(of.on)}, and have no reply yet."
    )
    yield Heading(_kind(received), 2)
    yield Items(list(asked))
    yield Heading("Your reply", 2)
    yield Paragraph(_reply(received, reply_by))
    yield Blanks(_SIGNED)


def silent_reminder_blocks(state: str, cycle: str, reply_by: str) -> Iterator[Block]:
    """Yield the letter to a State from which nothing came for a cycle.

    Args:
        state: Its code.
        cycle: The cycle, a year.
        reply_by: The day by which the report is wanted.
    """
    yield Heading(f"Invitation to report: {state_name(state)}", 1)
    yield Paragraph(
        f"{_SUBJECT}, cycle {cycle}. We have no report from your State for this cycle yet."
    )
    yield Paragraph(
        f"We would be grateful to receive it by {date_in_words(reply_by)}. A report with open "
        "questions "
        "is welcome: “not known”, “not applicable” and “declined” are answers, too."
    )
    yield Paragraph("If the report has been sent already, please tell us when, and how.")
    yield Blanks(_SIGNED)


def code_lines(findings: dict[str, int]) -> list[str]:
    """Return what a check found in words, with the number of places and the code."""
    return [
        f"{short_description(code).rstrip('.')} "
        f"({'1 place' if number == 1 else f'{number} places'}, {code})"
        for code, number in findings.items()
    ]
