"""`checklist ministries cleared`."""

import sys

from checklist.commands.shared.divided_report import (
    AuthorityArgument,
    OnOption,
    ReportBehindArgument,
    day_of,
    divided_report,
    refuse_second_end,
)
from checklist.commands.shared.questionnaire_options import QuestionnaireOption
from checklist.ministries.division import ClearedPart
from checklist.ministries.status import answers_digest
from checklist.text.sanitize import safe_text


def run(
    authority: AuthorityArgument,
    report: ReportBehindArgument = None,
    on: OnOption = None,
    questionnaire: QuestionnaireOption = None,
) -> None:
    """Note that a ministry agrees to what stands in its name.

    If that changes later, `checklist status` shows the ministry as “changed since”.
    """
    day = day_of(on)
    with divided_report(report, questionnaire) as divided:
        refuse_second_end(divided.authority(authority), authority, "cleared")
        digest = answers_digest(
            divided.checked.valid, divided.division, authority, divided.questionnaire
        )
        cleared = ClearedPart(on=day, digest=digest)
        divided.divided.save(divided.division.changed(authority, cleared=cleared))
        label = divided.division.label(authority, divided.questionnaire)
    print(f"{safe_text(label)} cleared its answers on {day}.", file=sys.stderr)
