"""`checklist status`."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from checklist.answer_types.state import name
from checklist.commands.chosen import QuestionnaireOption, chosen_for
from checklist.commands.output import print_findings
from checklist.files.reader import read
from checklist.formats import FormatName
from checklist.formats.interface import FileFindings
from checklist.interview.screen import Screen, show_progress
from checklist.models.progress import progress
from checklist.validator import checked_report, head_findings


def run(
    report: Annotated[Path, typer.Argument(metavar="REPORT", readable=False, help="A report.")],
    questionnaire: QuestionnaireOption = None,
) -> None:
    """Show how far a report is, and what is missing."""
    document = read(report)
    wrong = head_findings(document)
    if wrong:
        raise typer.Exit(print_findings([FileFindings(document.name, wrong)], FormatName.TEXT))
    assert isinstance(document.data, dict)
    checked, findings = checked_report(document.data, chosen_for(document, questionnaire))
    screen = Screen(Console(highlight=False, markup=False, emoji=False))
    told = checked.report
    screen.say(f"{name(told.state)}: {told.status}, revision {told.revision}, as of {told.as_of}")
    parts = progress(checked.path)
    required = sum(part.required for part in parts)
    answered = sum(part.required_answered for part in parts)
    screen.say(f"Required questions answered: {answered} of {required}")
    show_progress(screen, parts)
    if findings or checked.doubtful:
        screen.say("Some answers have errors; `checklist validate` shows them.")
