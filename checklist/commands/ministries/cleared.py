"""`checklist ministries cleared`."""

import sys
from typing import Annotated

import typer

from checklist.answer_types.written_date import date_in_words
from checklist.commands.shared.conflict_questions import user_name
from checklist.commands.shared.divided_report import (
    AuthorityArgument,
    ReportBehindArgument,
    divided_report,
    refuse_second_end,
)
from checklist.commands.shared.line_options import OnOption, day_of, line_of
from checklist.commands.shared.questionnaire_options import QuestionnaireOption
from checklist.errors import ChecklistError
from checklist.ministries.clearance import has_answers, note_clearance
from checklist.text.sanitize import safe_text


def run(
    authority: AuthorityArgument,
    report: ReportBehindArgument = None,
    on: OnOption = None,
    by: Annotated[
        str | None,
        typer.Option("--by", metavar="NAME", help="The person who agreed for the ministry."),
    ] = None,
    questionnaire: QuestionnaireOption = None,
) -> None:
    """Note that a ministry agrees to the answers in its name.

    If an answer changes later, `checklist status` shows the ministry as “changed since”, with the
    answer that was cleared and the present answer, and `checklist finalize` asks what to do.
    `cabinet` clears the whole report. A ministry without an answer in its name cannot agree to
    anything.
    """
    day = day_of(on)
    with divided_report(report, questionnaire) as divided:
        known = divided.authority(authority)
        refuse_second_end(known, authority, "cleared")
        first = min((one.on for one in known.sent), default=day)
        if day < first:
            raise ChecklistError(
                f"--on: {day} is before the form was sent to `{authority}`, on {first}"
            )
        if not has_answers(divided.checked, divided.division, authority):
            raise ChecklistError(
                f"`{authority}` has no answers that it could agree to. Merge its form, or enter "
                "the answers that it gave you:\n"
                f"  checklist answer {safe_text(str(divided.folder.report))} --for {authority}"
            )
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
    print(f"{safe_text(label)} cleared its answers on {date_in_words(day)}.", file=sys.stderr)
