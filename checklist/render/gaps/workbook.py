"""What is not in place as a workbook, with which a State plans what it does about that."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from checklist.render.gaps.document import OTHER_KIND, OWN_CODES, heading, notices
from checklist.render.gaps.measures import Measure, Measures
from checklist.render.sheets import Column, Sheet, as_workbook
from checklist.reports.checked_report import CheckedReport

_TO_FILL_IN = (
    Column("Action", 32),
    Column("Lead", 16),
    Column("Day", 12, is_day=True),
    Column("Status", 13, choices=("Not begun", "Under way", "Done")),
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
    sheets = [_sheet("Plan", "What is missing", missing, checked, above)]
    if answers.in_own_codes:
        also = [*above, OWN_CODES]
        sheets.append(_sheet(OTHER_KIND, "Answer", answers.in_own_codes, checked, also))
    return as_workbook(sheets, title, foot=f"{title} · not for publication")


def _sheet(
    name: str, words: str, listed: Iterable[Measure], checked: CheckedReport, above: Sequence[str]
) -> Sheet:
    """Return a sheet of answers; `words` is the head of the column of what they say."""
    said = (Column("Recommendations", 16), Column("Question", 44), Column(words, 32))
    rows = [
        (", ".join(measure.recommendations), _asked(checked, measure), "\n".join(measure.words))
        for measure in listed
    ]
    return Sheet(name=name, columns=(*said, *_TO_FILL_IN), rows=rows, above=above)


def _asked(checked: CheckedReport, measure: Measure) -> str:
    question = f"{checked.questionnaire.numbers[measure.question.id]} {measure.question.ask}"
    return f"{question}\n{measure.row}" if measure.row else question
