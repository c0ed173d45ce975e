"""`checklist register list`."""

import json
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, NamedTuple

import typer

from checklist.commands.shared.document_output import NoPagerOption, print_lines, write_document
from checklist.commands.shared.line_options import OnOption
from checklist.commands.shared.options import option
from checklist.commands.shared.output_format import FORMAT_OR_ENDING, OutputOption, resolve_format
from checklist.commands.shared.register_options import (
    CycleOption,
    InOption,
    ReplyByOption,
    StateOption,
    cycle_year,
    document_writer,
    found_submission,
    line_details,
    read_register,
    state_code,
)
from checklist.commands.shared.state_lists import ExpectedOption, expected_states
from checklist.console.page import Page
from checklist.errors import ChecklistError
from checklist.files.discovery import is_folder
from checklist.lifecycle.register_line import RegisterLine
from checklist.register.affected_outputs import affected_outputs
from checklist.register.document_writer import DocumentWriter
from checklist.register.missing_replies import MissingReply, last_cycle, missing_replies
from checklist.register.receiver import LineDetails
from checklist.register.submission_list import ListedSubmission, list_blocks, listed_reminders
from checklist.register.submissions import submissions
from checklist.render.blocks import as_lines
from checklist.render.report.letter_format import LetterFormat
from checklist.tables.csv import MARK
from checklist.tables.csv import lines as as_csv
from checklist.text.paragraphs import Line
from checklist.text.sanitize import safe_text
from checklist.today import today


class RegisterListFormat(StrEnum):
    """The formats of the list."""

    TEXT = "text"
    JSON = "json"
    CSV = "csv"


class _Missing(NamedTuple):
    """Whether what is missing is listed, and asked for."""

    missing: Annotated[
        bool,
        option("--missing", "List the States that sent nothing, or have not replied."),
    ] = False
    expected: ExpectedOption = None
    remind: Annotated[
        LetterFormat | None,
        option("--remind", "With --missing: write reminders in this format."),
    ] = None
    reply_by: ReplyByOption = None
    on: OnOption = None


class _Affected(NamedTuple):
    """Whether the outputs that count a submission are listed."""

    affected_by: Annotated[
        str | None,
        option("--affected-by NUMBER", "List the outputs that count a submission."),
    ] = None
    outputs: Annotated[
        Path | None,
        option(
            "--outputs DIR",
            "With --affected-by: the folder with the outputs; without it, the current folder.",
        ),
    ] = None


def run(
    folder: InOption = Path(),
    state: StateOption = None,
    cycle: CycleOption = None,
    *,
    replies: _Missing,
    affected: _Affected,
    format_name: Annotated[RegisterListFormat | None, FORMAT_OR_ENDING] = None,
    output: OutputOption = None,
    no_pager: NoPagerOption = False,
) -> None:
    """Show what was received, and what became of it.

    A submission can have one of these states: it cannot be read yet, its seal is not valid, it is
    counted, a clarification was asked, it is kept with the report it came with, a later submission
    replaced it, or it was withdrawn or erased. A report is counted in the summary of its cycle; a
    summary of all cycles counts only the latest cycle of each State. Until a State replies to a
    clarification, or if no reply comes by its day, the report is counted as received. Drafts are
    not counted, nor are reports where it is unclear which one counts. Reminders are shown next to
    the submission. Reminders to States that sent nothing have a table of their own. JSON has all
    reminders.

    With --missing, the list has each State from which the register has nothing for the cycle, or
    for the last one, and each submission that waits for a reply: a clarification was asked, the
    file cannot be used, or the report is a draft. A State that withdrew its report is not missing.
    If the file was erased, the State is missing again.

    With --remind and --cycle, a letter is written to each State to which a reminder is due, in
    letters/, for you to send. A reminder is due when you noted the last letter as sent and the day
    for the reply is over; a State from which nothing came, and to which no letter was written, is
    invited to report. The list says to whom no reminder is due, and why.

    With --affected-by, the list has the outputs that counted a submission. An output has a manifest
    next to it, such as summary.html.manifest.json, with the seals of the reports that it counts.
    The command looks for manifests in a folder and in the folders below it. A draft has no seal, so
    the outputs that counted a draft cannot be found.
    """
    missing, expected, remind, reply_by, on = replies
    affected_by, outputs = affected
    for name, given, needed, other in (
        ("--expected", expected, "--missing", missing),
        ("--remind", remind, "--missing", missing),
        ("--reply-by", reply_by, "--remind", remind),
        ("--on", on, "--remind", remind),
        ("--outputs", outputs, "--affected-by", affected_by),
    ):
        if given and not other:
            raise ChecklistError(f"{name} goes with {needed}")
    view = resolve_format(format_name, output, RegisterListFormat.TEXT)
    if affected_by:
        if state or cycle or missing or format_name or output:
            raise ChecklistError("--affected-by goes with --in and --outputs only")
        raise typer.Exit(_list_affected(folder, affected_by, outputs or Path()))
    wanted = _Filter(folder, state_code(state), cycle_year(cycle))
    if remind and cycle is None:
        raise ChecklistError("--remind needs --cycle: name the cycle that the letters are about")
    if missing:
        listed = _missing(wanted, expected, line_details(on, reply_by=reply_by), remind)
    else:
        listed = _received(wanted)
    _write(listed, view, output, with_pager=not no_pager)


class _Filter(NamedTuple):
    """The register, and what the options want to see of it."""

    folder: Path
    state: str | None
    cycle: str | None

    def has(self, state: str | None, cycle: str | None) -> bool:
        """Whether what is of a State and a cycle is shown."""
        return self.state in {None, state} and self.cycle in {None, cycle}


class _ListInFormats(NamedTuple):
    """A list in each of the formats."""

    lines: Callable[[int], Iterable[Line]]
    """Returns the lines of text for a width."""
    document: Mapping[str, Any]
    head: tuple[str, ...]
    rows: Sequence[NamedTuple]


def _received(wanted: _Filter) -> _ListInFormats:
    """List what was received."""
    lines = read_register(wanted.folder).lines
    known = [
        sent
        for sent in submissions(lines, today().isoformat())
        if wanted.has(sent.received.state, sent.received.cycle)
    ]
    reminders = [line for line in listed_reminders(lines) if wanted.has(line.state, line.cycle)]
    rows = [ListedSubmission.of(sent) for sent in known]
    return _ListInFormats(
        lambda width: as_lines(list_blocks(known, reminders, width), width),
        {
            "submissions": [row._asdict() for row in rows],
            "reminders": [row._asdict() for row in reminders],
        },
        ListedSubmission._fields,
        rows,
    )


def _missing(
    wanted: _Filter, expected: Path | None, details: LineDetails, as_letters: LetterFormat | None
) -> _ListInFormats:
    """List the replies that are missing, and remind the States if there is a format for letters."""
    codes = [state.code for state in expected_states(expected)]

    def replies(lines: Sequence[RegisterLine]) -> Sequence[MissingReply]:
        known = submissions(lines, details.on)
        cycle = wanted.cycle or last_cycle(known)
        found = [*missing_replies(known, lines, codes, cycle, details.on)]
        shown = [reply for reply in found if wanted.state in {None, reply.state}]
        print(f"Cycle {cycle}. Missing replies: {len(shown):,}.", file=sys.stderr)
        return shown

    if as_letters is None:
        rows = replies(read_register(wanted.folder).lines)
    else:
        with document_writer(wanted.folder, details, as_letters) as writer:
            rows = replies(writer.receiver.register.lines)
            _remind(writer, rows, details)
    return _ListInFormats(
        lambda _: [Line(row.words, hanging=4) for row in rows],
        {"missing": [row._asdict() for row in rows]},
        MissingReply._fields,
        rows,
    )


def _remind(writer: DocumentWriter, replies: Sequence[MissingReply], details: LineDetails) -> None:
    """Write the reminders that are due on a day, and note them."""
    due = [reply for reply in replies if reply.no_reminder is None]
    for reply in due:
        for path in writer.of_line(writer.receiver.register.append(reply.line(details))):
            print(f"Written: {safe_text(str(path))}", file=sys.stderr)
    print(f"Reminders written: {len(due):,}.", file=sys.stderr)
    if left_out := len(replies) - len(due):
        print(f"No reminder is due: {left_out:,}. The list says why.", file=sys.stderr)


def _list_affected(folder: Path, submission: str, outputs: Path) -> int:
    """List the outputs that counted a submission. Returns the exit code.

    Raises:
        ChecklistError: There is no such submission, or outputs cannot name it.
    """
    wanted = found_submission(read_register(folder).lines, submission, "")
    seal = wanted.report.seal if wanted.report else None
    if seal is None:
        raise ChecklistError(
            f"submission {wanted.number} has no seal, and outputs name reports by their seals"
        )
    if not is_folder(outputs):
        raise ChecklistError(f"--outputs: {safe_text(str(outputs))} is not a folder")
    found = affected_outputs([seal], outputs)
    page = Page.of_output()
    for affected in found.counting:
        page.say(affected.words, hanging=4)
    for text in found.unusable:
        print(safe_text(text), file=sys.stderr)
    print(
        f"Outputs that counted submission {wanted.number}: {len(found.counting):,}, of "
        f"{found.read:,} with a manifest.",
        file=sys.stderr,
    )
    return 1 if found.unusable else 0


def _write(
    listed: _ListInFormats, view: RegisterListFormat, output: Path | None, *, with_pager: bool
) -> None:
    """Write a list in a format."""
    if view is RegisterListFormat.JSON:
        document = {"checklist_register_list": 1, **listed.document}
        write_document(json.dumps(document, indent=2) + "\n", output)
    elif view is RegisterListFormat.CSV:
        rows = [tuple("" if cell is None else cell for cell in row) for row in listed.rows]
        write_document(MARK + as_csv([listed.head, *rows]), output)
    else:
        print_lines(listed.lines, output, with_pager=with_pager)
