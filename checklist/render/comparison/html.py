"""The comparison of reports as one page that needs nothing else."""

from collections.abc import Mapping
from typing import Any

from checklist.analysis.comparison.document import QuestionEntry, ReportEntry
from checklist.analysis.comparison.many_reports import Comparison
from checklist.render.comparison.wording import (
    SIDES,
    TABLE,
    WITHHELD,
    alone,
    change_pieces,
    count_labels,
    counts,
    head_line,
    label_of,
    more,
    not_comparable,
    not_counted_reason,
    result,
    versions,
)
from checklist.render.html import page
from checklist.text.sanitize import safe_text

_STYLES = ("page.css", "comparison.css")


def report_as_html(report: ReportEntry) -> str:
    """Return the page on two reports of a State."""
    return page(
        "comparison.html.j2",
        styles=_STYLES,
        title=f"What changed: {report.name}",
        reports=[_report(report)],
        many=None,
    )


def reports_as_html(comparison: Comparison) -> str:
    """Return the page on many States: how much changed in all, then State by State."""
    return page(
        "comparison.html.j2",
        styles=_STYLES,
        title="What changed from the old reports to the new ones",
        reports=[_report(report) for report in comparison.reports],
        many={
            "not_comparable": comparison.not_comparable,
            "alone": [{"text": alone(one), "file": _file(one.file)} for one in comparison.alone],
            "not_counted": [
                {
                    "file": _file(one.file),
                    "side": SIDES[side].upper(),
                    "why": not_counted_reason(one),
                }
                for side, one in comparison.not_counted
            ],
            "count_labels": count_labels(comparison),
            "counts": [*counts(comparison)],
            "lead": TABLE,
            "transitions": comparison.transitions,
        },
    )


def _report(report: ReportEntry) -> Mapping[str, Any]:
    return {
        "name": report.name,
        "heads": [
            {"side": SIDES[side], "which": head_line(head), "file": _file(head.file)}
            for side, head in report.versions
        ],
        "result": " ".join(filter(None, [result(report), versions(report)])),
        "questions": [_question(change) for change in report.differences],
        "more": more(report),
    }


def _question(change: QuestionEntry) -> Mapping[str, Any]:
    return {
        "asked": change,
        "not_comparable": not_comparable(change) if change.not_comparable else "",
        "changes": [
            {"label": label_of(one), "pieces": change_pieces(one)} for one in change.changes
        ],
        "withheld": [{"label": label_of(one), "text": WITHHELD} for one in change.withheld],
    }


def _file(name: str) -> str:
    """Return the name of a file on one line."""
    return safe_text(name)
