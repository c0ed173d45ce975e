"""What is not in place as a workbook, with which a State plans what it does about that."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from checklist.render.gaps.document import heading, notices
from checklist.render.gaps.measures import Measure, Measures
from checklist.render.sheets import Column, Sheet, as_workbook
from checklist.reports.checked_report import CheckedReport

_COLUMNS = (
    Column("Recommendations", 16),
    Column("Question", 44),
    Column("What is missing", 32),
    Column("Action", 32),
    Column("Lead", 16),
    Column("Day", 12, is_day=True),
    Column("Status", 13, choices=("Not begun", "Under way", "Done")),
)


def as_xlsx(checked: CheckedReport, data: Mapping[str, Any]) -> bytes:
    """Return the workbook: a row for each measure that is not in place, or of which nobody says so.

    The columns of what is done about that are empty.

    Args:
        checked: The report, whose structure was checked.
        data: The same report, as it stands in its file.
    """
    sheet = Sheet(
        name="Plan",
        columns=_COLUMNS,
        rows=[*_rows(checked, Measures(checked, data))],
        above=[heading(checked), *notices(checked)],
    )
    return as_workbook([sheet], heading(checked), foot=f"{heading(checked)} · not for publication")


def _rows(checked: CheckedReport, answers: Measures) -> Iterator[Sequence[str]]:
    for one in answers.measures:
        if one.is_gap or one.is_open:
            yield ", ".join(one.recommendations), _asked(checked, one), "\n".join(one.words)


def _asked(checked: CheckedReport, one: Measure) -> str:
    question = f"{checked.questionnaire.numbers[one.question.id]} {one.question.ask}"
    return f"{question}\n{one.row}" if one.row else question
