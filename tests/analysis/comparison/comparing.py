"""Little reports that are compared, and what changed in them on one line each."""

import json
from collections.abc import Mapping
from typing import Any

from checklist.analysis.comparison.document import ChangeEntry, ReportEntry
from checklist.analysis.comparison.report_pair import ReportVersion, UsableReport, compare
from checklist.analysis.rows.report_rows import Disclosure
from checklist.checks.validator import Validator
from checklist.files.reader import parse
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.render.comparison.wording import change_pieces, label_of
from checklist.reports.report import Report
from tests.support import tiny

SIGNS = {"same": "{}", "removed": "[-{}-]", "added": "{{+{}+}}"}

OPTIONS = [{"code": "planned", "label": "Planned"}, {"code": "done", "label": "In place"}]
ASKED = tiny.questionnaire(
    [
        {"id": "gate", "type": "yes-no"},
        {"id": "choice", "type": "choice", "options": OPTIONS, "recommendations": ["1"]},
        {"id": "asked-later", "type": "text", "when": {"question": "choice", "is": "done"}},
        {"id": "several", "type": "choices", "options": OPTIONS},
        {"id": "words", "type": "text"},
        {"id": "number", "type": "integer", "unit": "persons"},
        {"id": "day", "type": "date"},
        {"id": "state", "type": "state"},
        {"id": "states", "type": "states"},
        {"id": "contact", "type": "contact"},
    ],
    [
        {"id": "measure", "type": "implementation", "considered": True},
        {
            "id": "grid",
            "type": "matrix",
            "options": OPTIONS,
            "items": [{"id": "top", "label": "Top"}, {"id": "low", "label": "Low"}],
        },
        {
            **tiny.LAWS,
            "columns": [
                *tiny.LAWS["columns"],
                {"id": "year", "label": "Year", "type": "date"},
            ],
        },
    ],
)


def data(answers: Mapping[str, Any], asked: Questionnaire = ASKED, **head: Any) -> dict[str, Any]:
    """Return a draft of Austria with these answers, and with other keys of the head."""
    return {**tiny.report(asked, answers).to_data(), **head}


def side(report: Mapping[str, Any] | Report, asked: Questionnaire = ASKED) -> ReportVersion:
    """Return a report as one side of a comparison."""
    held = report.to_data() if isinstance(report, Report) else report
    validator = Validator(asked)
    read = UsableReport.of(parse(json.dumps(held).encode(), "report.json"), validator)
    assert isinstance(read, UsableReport), read.findings
    return ReportVersion.of(read, validator)


def resealed(report: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a report that was changed, with the seal of what it is now where it is final."""
    read = Report.from_data(report)
    return read.sealed().to_data() if read.is_final else report


def final(answers: Mapping[str, Any], asked: Questionnaire = ASKED, **head: Any) -> dict[str, Any]:
    """Return a final report of Austria with these answers, sealed."""
    return Report.from_data(data(answers, asked, **head)).sealed().to_data()


def compared(old: Mapping[str, Any], new: Mapping[str, Any], **shown: bool) -> ReportEntry:
    """Compare two drafts with these answers."""
    return compare(side(data(old)), side(data(new)), Disclosure(**shown))


def line(change: ChangeEntry) -> str:
    """Return a change on one line: its kind, its label, what it says."""
    pieces = " ".join(SIGNS[one.sign].format(one.text) for one in change_pieces(change))
    label = label_of(change)
    return f"{change.kind}: {label}: {pieces}" if label else f"{change.kind}: {pieces}"


def changes(comparison: ReportEntry, question_id: str) -> list[str]:
    """Return what changed in one question, a line a change."""
    found = [q for q in comparison.differences if q.question == question_id]
    return [line(change) for question in found for change in question.changes]
