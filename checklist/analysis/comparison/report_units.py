"""A report, reduced to what is counted: a hundredth of its rows, so that many fit in memory."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from checklist.analysis.rows.columns import ANSWERED, PART, AnswerRow, ReportRow
from checklist.analysis.rows.questionnaire_rows import QuestionnaireRows
from checklist.analysis.rows.report_rows import ReportRows
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.reports.revisions import ReportIdentity

_KEPT = 65_536


class UnitAnswer(NamedTuple):
    """The answer to a question, or to a row of a matrix."""

    standing: str
    """A standing of the rows of answers."""
    codes: tuple[str, ...] = ()
    """The codes that were given; of a measure, the status as which its code counts."""
    by_gate: bool = False


class CountedReport(NamedTuple):
    """A report as it is counted. Can be sent between processes."""

    report: ReportRow
    identity: ReportIdentity
    units: tuple[UnitAnswer, ...]
    """In the order of `QuestionnaireRows.units`."""
    agrees: bool
    """Whether the State agrees to be named."""


@lru_cache
def kept_rows_of(questionnaire: Questionnaire) -> QuestionnaireRows:
    """Return the rows of a questionnaire, the same object for the same questionnaire."""
    return QuestionnaireRows(questionnaire)


def reduced(rows: ReportRows, questionnaire_rows: QuestionnaireRows) -> CountedReport:
    """Return a report as it is counted, from its rows without confidential answers."""
    asked = questionnaire_rows.questionnaire
    by_unit: dict[tuple[str, str], AnswerRow] = {}
    several: dict[str, list[str]] = {}
    for row in rows.answers:
        if row.level != PART:
            by_unit[row.question, row.row] = row
        elif not row.part and not row.row:
            several.setdefault(row.question, []).append(row.code)
    answers = []
    for unit in questionnaire_rows.units:
        row = by_unit[unit.question, unit.row]
        codes = several.get(unit.question, []) if not unit.row else []
        answers.append(
            _answer(questionnaire_rows.as_measure(row) if unit.is_measure else row, codes)
        )
    publication = asked.plan.publication
    agreed = None if publication is None else by_unit[publication.question, ""].code
    return CountedReport(
        report=rows.report,
        identity=rows.identity,
        units=tuple(answers),
        agrees=publication is not None and agreed in publication.named,
    )


def _answer(row: AnswerRow, several: Sequence[str]) -> UnitAnswer:
    if row.standing != ANSWERED:
        return _unit_answer(row.standing)
    codes = several or ([row.code] if row.code else [])
    return _unit_answer(ANSWERED, tuple(codes), bool(row.by_gate))


@lru_cache(_KEPT)
def _unit_answer(standing: str, codes: tuple[str, ...] = (), by_gate: bool = False) -> UnitAnswer:
    """Return an answer, the same object for the same answer."""
    return UnitAnswer(standing, codes, by_gate)
