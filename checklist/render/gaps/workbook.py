"""What is not in place as a workbook, with which a State plans what it does about that."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from checklist.render.gaps.document import OTHER_KIND, OWN_CODES, heading, notices
from checklist.render.gaps.measures import Measure, Measures
from checklist.render.sheets import Column, Sheet, as_workbook
from checklist.reports.checked_report import CheckedReport
from checklist.text.messages import Message, commas, tr

_TO_FILL_IN = (
    Column(Message("Action"), 32),
    Column(Message("Lead"), 16),
    Column(Message("Day"), 12, is_day=True),
    Column(
        Message("Status"), 13, choices=(Message("Not begun"), Message("Under way"), Message("Done"))
    ),
)


def as_xlsx(checked: CheckedReport, data: Mapping[str, Any]) -> bytes:
    """Return the workbook, with empty columns for what is done.

    The first sheet has a row for each measure that is not in place, or of which the report does not
    say how far it is in place. The second sheet has the answers that a person must judge.

    Args:
        checked: The report, whose structure was checked.
        data: The same report, as it stands in its file.
    """
    answers, title = Measures(checked, data), heading(checked)
    missing = [measure for measure in answers.measures if measure.is_gap or measure.is_open]
    above = [title, *notices(checked)]
    sheets = [_sheet(tr("Plan"), tr("What is missing"), missing, checked, above)]
    if answers.in_own_codes:
        also = [*above, tr(OWN_CODES)]
        sheets.append(_sheet(tr(OTHER_KIND), tr("Answer"), answers.in_own_codes, checked, also))
    return as_workbook(sheets, title, foot=tr("{title} · not for publication", title))


def _sheet(
    name: str, words: str, listed: Iterable[Measure], checked: CheckedReport, above: Sequence[str]
) -> Sheet:
    """Return a sheet of answers; `words` is the head of the column of what they say."""
    said = (Column(tr("Recommendations"), 16), Column(tr("Question"), 44), Column(words, 32))
    rows = [
        (commas(measure.recommendations), _asked(checked, measure), "\n".join(measure.words))
        for measure in listed
    ]
    return Sheet(name=name, columns=(*said, *_TO_FILL_IN), rows=rows, above=above)


def _asked(checked: CheckedReport, measure: Measure) -> str:
    question = f"{checked.questionnaire.numbers[measure.question.id]} {measure.question.ask}"
    return f"{question}\n{measure.row}" if measure.row else question
