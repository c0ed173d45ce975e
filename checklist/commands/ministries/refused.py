"""`checklist ministries refused`."""

import sys
from typing import Annotated

import typer

from checklist.answer_types.written_date import date_in_words
from checklist.commands.shared.divided_report import (
    AuthorityArgument,
    ReportBehindArgument,
    divided_report,
    refuse_second_end,
)
from checklist.commands.shared.line_options import OnOption, day_of
from checklist.commands.shared.questionnaire_options import QuestionnaireOption
from checklist.errors import ChecklistError
from checklist.ministries.division import Refused
from checklist.text.sanitize import forbidden_character, safe_text


def run(
    authority: AuthorityArgument,
    report: ReportBehindArgument = None,
    on: OnOption = None,
    note: Annotated[
        str | None, typer.Option("--note", metavar="TEXT", help="What the ministry said.")
    ] = None,
    questionnaire: QuestionnaireOption = None,
) -> None:
    """Note that a ministry will not answer.

    The questions of the ministry stay open until you decide what the report says.
    """
    day = day_of(on)
    if note is not None and (not note.strip() or forbidden_character(note) is not None):
        raise ChecklistError("--note: write a text without control characters")
    with divided_report(report, questionnaire) as divided:
        refuse_second_end(divided.authority(authority), authority, "refused")
        refused = Refused(on=day) if note is None else Refused(on=day, note=note.strip())
        divided.divided.save(divided.division.changed(authority, refused=refused))
        label = divided.division.label(authority, divided.questionnaire)
    print(f"{safe_text(label)} refused on {date_in_words(day)}.", file=sys.stderr)
