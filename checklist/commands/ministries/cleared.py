"""`checklist ministries cleared`."""

import sys
from typing import Annotated

import typer

from checklist.commands.shared.conflict_questions import user_name
from checklist.commands.shared.divided_report import (
    AuthorityArgument,
    ReportBehindArgument,
    divided_report,
    refuse_second_end,
)
from checklist.commands.shared.line_options import OnOption, day_of, line_of
from checklist.commands.shared.questionnaire_options import QuestionnaireOption
from checklist.ministries.clearance import note_clearance
from checklist.text.sanitize import safe_text


def run(
    authority: AuthorityArgument,
    report: ReportBehindArgument = None,
    on: OnOption = None,
    by: Annotated[
        str | None, typer.Option("--by", metavar="NAME", help="Who said so for the ministry.")
    ] = None,
    questionnaire: QuestionnaireOption = None,
) -> None:
    """Note that a ministry agrees to what stands in its name.

    If that changes later, `checklist status` shows the ministry as “changed since”, with what was
    cleared and what stands now, and `checklist finalize` asks what to do. `cabinet` clears the
    whole report.
    """
    day = day_of(on)
    with divided_report(report, questionnaire) as divided:
        refuse_second_end(divided.authority(authority), authority, "cleared")
        file = note_clearance(
            divided.folder,
            divided.divided,
            divided.checked,
            authority,
            day,
            by=line_of(by, "--by") if by is not None else None,
            who=user_name(),
        )
        label = file.division.label(authority, divided.questionnaire)
    print(f"{safe_text(label)} cleared its answers on {day}.", file=sys.stderr)
