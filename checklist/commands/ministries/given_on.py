"""`checklist ministries given-on`."""

import sys
from typing import Annotated

import typer

from checklist.answer_types.written_date import date_in_words
from checklist.commands.shared.divided_report import (
    AuthorityArgument,
    DividedReport,
    ReportBehindArgument,
    divided_report,
    refuse_second_end,
)
from checklist.commands.shared.line_options import OnOption, day_of
from checklist.commands.shared.questionnaire_options import QuestionnaireOption
from checklist.errors import ChecklistError
from checklist.ministries.division import Authority, GivenOn
from checklist.ministries.give_on import given_on
from checklist.questionnaire.authorities import OWN
from checklist.text.sanitize import quoted, safe_text
from checklist.text.suggestions import did_you_mean


def run(
    authority: AuthorityArgument,
    report: ReportBehindArgument = None,
    to: Annotated[
        str, typer.Option("--to", metavar="CODE", help="The ministry that answers instead.")
    ] = OWN,
    on: OnOption = None,
    questionnaire: QuestionnaireOption = None,
) -> None:
    """Note that a ministry passed its questions on to another.

    The other ministry leads all of these questions from now on. Without --to, the questions go to
    you. To give away a single question, use `checklist ministries divide`.
    """
    day = day_of(on)
    with divided_report(report, questionnaire) as divided:
        _refuse_receiver(divided, authority, to)
        refuse_second_end(divided.authority(authority), authority, "passed on")
        division = given_on(divided.division, authority, to)
        division = division.changed(authority, given_on=GivenOn(on=day, to=to))
        if to not in division.authorities:
            division = division.changed(to, **Authority().model_dump(exclude_defaults=True))
        divided.divided.save(division)
        name = safe_text(division.label(authority, divided.questionnaire))
        other = safe_text(division.label(to, divided.questionnaire))
    if to == OWN:
        print(
            f"What was asked of {name} is yours to answer since {date_in_words(day)}.",
            file=sys.stderr,
        )
    else:
        print(
            f"What was asked of {name} is asked of {other} since {date_in_words(day)}.",
            file=sys.stderr,
        )


def _refuse_receiver(divided: DividedReport, authority: str, to: str) -> None:
    """Refuse an authority that cannot answer instead of another one.

    Raises:
        ChecklistError: It is unknown, is the same one, refused, or passed its questions on.
    """
    known = {OWN, *divided.division.authorities, *divided.questionnaire.authorities}
    if to not in known:
        hint = did_you_mean(to, known) or "`checklist ministries divide` lists the codes"
        raise ChecklistError(f"--to: {quoted(to)} is the code of no ministry; {hint}")
    if to == authority:
        raise ChecklistError(f"--to: `{to}` cannot pass its questions on to itself")
    other = divided.division.authorities.get(to, Authority())
    if other.refused is not None:
        raise ChecklistError(
            f"--to: `{to}` refused on {date_in_words(other.refused.on)}, so nobody would be asked. "
            f"If `{to}` takes part again, delete its `refused` from the division first"
        )
    if other.given_on is not None:
        raise ChecklistError(
            f"--to: `{to}` passed its own questions on to `{other.given_on.to}` on "
            f"{date_in_words(other.given_on.on)}, so nobody would be asked. If `{to}` takes part "
            "again, delete its `given_on` from the division first"
        )
