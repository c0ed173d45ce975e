"""`checklist ministries divide`."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from checklist.answer_types.interface import Refusal
from checklist.answer_types.state import state_name
from checklist.commands.shared.divided_report import DividedReport, divided_report
from checklist.commands.shared.findings_output import print_findings
from checklist.commands.shared.line_options import day_of
from checklist.commands.shared.questionnaire_options import QuestionnaireOption, command_line
from checklist.commands.shared.report_argument import DraftArgument
from checklist.console.page import Page
from checklist.diagnostics import FileFindings
from checklist.errors import ChecklistError
from checklist.ministries.division import Division, with_due
from checklist.ministries.division_file import check_division, read_division, write_new_division
from checklist.ministries.next_division import next_cycle
from checklist.ministries.proposal import proposed_division
from checklist.ministries.reassign import reassigned
from checklist.render.blocks import as_lines
from checklist.render.findings.registry import FormatName
from checklist.render.ministries.division_table import division_blocks, questions_of
from checklist.text.sanitize import safe_text

_HOW = (
    "To change it, type what goes to whom: “8.1 labour” for a question, “8.1 d labour” for a row, "
    "“8 labour” for a set, “8.1 labour police” where police contributes, “courts justice” for all "
    "questions of a ministry. The code of a ministry lists its questions. Enter saves."
)


def run(
    report: DraftArgument = None,
    give: Annotated[
        list[str] | None,
        typer.Option(
            "--give",
            metavar="'8.1 labour'",
            help="Give a question, row or set to a ministry; `courts justice` gives all "
            "questions of courts to justice.",
        ),
    ] = None,
    earlier: Annotated[
        Path | None,
        typer.Option(
            "--from",
            metavar="DIVISION",
            readable=False,
            help="Take over the division of the last report.",
        ),
    ] = None,
    due: Annotated[
        str | None,
        typer.Option(
            "--due",
            metavar="DATE",
            help="The day for the reply of ministries that have none, such as 2027-03-01.",
        ),
    ] = None,
    check: Annotated[
        bool, typer.Option("--check", help="Check the division, and change nothing.")
    ] = False,
    questionnaire: QuestionnaireOption = None,
) -> None:
    """Say which ministry answers what.

    The division is a file next to the report, division-NOR.yaml. It begins as a proposal: each
    question goes to the ministry that can usually answer it. A table shows how many questions each
    ministry gets, and an estimate of the minutes. Change the division here by number, or in the
    file; --check finds mistakes in the file. Write contacts, days and the format of the forms into
    the file. Without a terminal, the command saves the proposal with the changes of --give.
    """
    with divided_report(report, questionnaire, refuses_errors=not check) as divided:
        if check:
            document = divided.divided.document
            found = check_division(document, divided.questionnaire)
            files = [FileFindings(document.name, found)]
            raise typer.Exit(print_findings(files, FormatName.TEXT))
        division = _begun(divided, earlier)
        for text in give or ():
            try:
                division = reassigned(division, text, divided.questionnaire)
            except Refusal as refusal:
                raise ChecklistError(f"--give: {refusal}") from None
        if due is not None:
            division = with_due(division, day_of(due, "--due", can_come=True))
        page = Page.of_output()
        _show(page, division, divided)
        if sys.stdin.isatty() and sys.stdout.isatty() and not give:
            division = _changed(page, division, divided)
        _save(divided, division, questionnaire)


def _begun(divided: DividedReport, earlier: Path | None) -> Division:
    """Return the division that there is, that of the last report, or the proposal."""
    if divided.file is not None:
        if earlier is not None:
            name = safe_text(str(divided.file.path))
            raise ChecklistError(f"{name} exists already; --from begins a new division")
        return divided.file.division
    report = divided.checked.report
    if earlier is None:
        return proposed_division(report, divided.questionnaire)
    moved = next_cycle(read_division(earlier).division, report, divided.questionnaire)
    for words, places in (("no longer asked", moved.left_out), ("new", moved.added)):
        if places:
            print(f"{words}: {', '.join(places)}", file=sys.stderr)
    return moved.division


def _show(page: Page, division: Division, divided: DividedReport) -> None:
    state = state_name(divided.checked.report.state)
    for line in as_lines(division_blocks(division, divided.checked, state), page.width):
        page.show(line)


def _changed(page: Page, division: Division, divided: DividedReport) -> Division:
    """Return the division as a person changes it."""
    page.say()
    page.say(_HOW)
    while True:
        try:
            typed = input("> ").strip()
        except EOFError:
            return division
        if not typed:
            return division
        if typed.lower() in division.authorities:
            _list(page, questions_of(division, typed.lower(), divided.questionnaire))
            continue
        try:
            division = reassigned(division, typed, divided.questionnaire)
        except Refusal as refusal:
            page.say(str(refusal))
            continue
        _show(page, division, divided)


def _list(page: Page, lines: Sequence[str]) -> None:
    for line in lines or ["Nothing."]:
        page.say(line, indent=2, hanging=6)


def _save(divided: DividedReport, division: Division, questionnaire: str | None) -> None:
    if divided.file is None:
        path = write_new_division(divided.folder.division, division).path
        following = command_line("ministries forms", divided.folder.report, questionnaire)
        print(
            f"Saved in {safe_text(str(path))}. You can write contacts and days into it: its first "
            "lines show how. Then write the forms:\n"
            f"  {safe_text(following)}",
            file=sys.stderr,
        )
    elif division != divided.file.division:
        divided.file.save(division)
        print(f"Saved in {safe_text(str(divided.file.path))}.", file=sys.stderr)
