"""Summaries of made reports, and of reports with chosen answers."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from checklist.analysis.rows.questionnaire_rows import QuestionnaireRows
from checklist.analysis.rows.report_reader import LeftOut, ReportReader
from checklist.analysis.rows.report_rows import Disclosure, ReportRows
from checklist.analysis.rows.report_selection import ReportSelection, selected
from checklist.analysis.summary.counted_answers import Answers
from checklist.analysis.summary.document import Summary
from checklist.analysis.summary.summary import summary
from checklist.checks.batch import ReportSource
from checklist.questionnaire.loading import shipped
from checklist.reports.report import Report
from checklist.states import STATES
from tests.support.examples import is_large
from tests.support.made_reports import reports_of_all

SHIPPED = shipped()
HIDDEN = Disclosure()
MEASURE = "staff-support"
"""A question of the type implementation."""


WORLD = 193 if is_large() else 48
"""The Member States in a thorough run: all, or a part. To make a report takes a while."""


@cache
def world() -> tuple[Mapping[str, Any], ...]:
    """Return a report of each Member State, or of the first of them."""
    return tuple(reports_of_all(count=WORLD))


@cache
def some_of_the_world(count: int) -> tuple[Mapping[str, Any], ...]:
    """Return the first reports of those of the Member States."""
    return tuple(reports_of_all(count=count))


def read_report(
    data: Mapping[str, Any], name: str = "", shown: Disclosure = HIDDEN
) -> ReportRows | LeftOut:
    content = json.dumps(data).encode()
    path = Path(name or f"report-{data['state']}.json")
    read = ReportReader(shown=shown).read(ReportSource(path, content))
    return read if isinstance(read, LeftOut) else read.made()


def answers_of(selection: ReportSelection[ReportRows], shown: Disclosure = HIDDEN) -> Answers:
    return Answers(QuestionnaireRows(SHIPPED), selection.counted, shown)


def summarized(*reports: Mapping[str, Any], shown: Disclosure = HIDDEN, **chosen: Any) -> Summary:
    selection = selected((read_report(one, shown=shown) for one in reports), **chosen)
    return summary(answers_of(selection, shown), selection, STATES)


@cache
def of_the_world(shown: Disclosure = HIDDEN) -> Summary:
    return summarized(*world(), shown=shown)


@cache
def of_some_of_the_world(count: int) -> Summary:
    return summarized(*some_of_the_world(count))


def sealed(data: Mapping[str, Any], **answers: Any) -> dict[str, Any]:
    """Return a report with other answers, sealed anew; an answer that is None is left out."""
    changed = {**data["answers"], **answers}
    kept = {key: answer for key, answer in changed.items() if answer is not None}
    return Report.from_data({**data, "answers": kept}).sealed().to_data()
