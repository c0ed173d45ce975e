"""What changed from one report to another, as one JSON document.

Its form is published as `schemas/comparison.schema.json`. It is ASCII, so that no character of a
stranger can do anything to a terminal.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from checklist.analysis.changes import Change, Code, Kind, Withheld
from checklist.analysis.comparison import Head, QuestionChange, ReportComparison
from checklist.analysis.comparisons import Alone, Comparison
from checklist.analysis.selection import NotCounted
from checklist.diagnostics import finding_data

VERSION = 1
"""Rises when a program that reads the document would no longer understand it."""


def as_json(comparison: Comparison) -> str:
    """Return the document."""
    document = {
        "checklist_comparison": VERSION,
        "reports": [_report(one) for one in comparison.reports],
        "alone": [_alone(one) for one in comparison.alone],
        "not_counted": [_not_counted(side, one) for side, one in comparison.not_counted],
        "summary": _summary(comparison),
    }
    return json.dumps(document, indent=2) + "\n"


def _report(report: ReportComparison) -> Mapping[str, Any]:
    return {
        "state": report.state,
        "name": report.name,
        "old": _head(report.old),
        "new": _head(report.new),
        "version": report.version,
        "questions": report.total,
        "changed": report.changed,
        "differences": [_question(one) for one in report.questions],
        "more": report.more,
    }


def _head(head: Head) -> Mapping[str, Any]:
    return {
        "file": head.file,
        "revision": head.revision,
        "as_of": head.date,
        "status": head.status,
        "questionnaire": head.questionnaire,
        "version": head.version,
        "is_copy": head.is_copy,
    }


def _question(change: QuestionChange) -> Mapping[str, Any]:
    asked = change.question
    return {
        "question": asked.id,
        "number": asked.number,
        "ask": asked.ask,
        "part": asked.part,
        "recommendations": [*asked.recommendations],
        **_there(before=change.before, after=change.after),
        "changes": [_change(one) for one in change.changes],
        "withheld": [_withheld(one) for one in change.withheld],
        "not_comparable": change.not_comparable,
    }


def _change(change: Change) -> Mapping[str, Any]:
    return {
        "kind": change.kind,
        "label": [*change.label],
        "row": change.row,
        **_there(old_where=change.old_where, new_where=change.new_where),
        "before": _codes(change.before),
        "after": _codes(change.after),
        "words": [{"sign": piece.sign, "text": piece.text} for piece in change.words],
        **_there(hidden=change.hidden),
    }


def _withheld(part: Withheld) -> Mapping[str, Any]:
    return {"label": [*part.label], "row": part.row}


def _there(**keys: Any) -> Mapping[str, Any]:
    """Return the keys that have a value: one that is not there is left out."""
    return {key: value for key, value in keys.items() if value is not None}


def _codes(codes: Sequence[Code]) -> Sequence[Mapping[str, str]]:
    return [_code(code) for code in codes]


def _code(code: Code) -> Mapping[str, str]:
    return {"code": code.code, "text": code.text}


def _alone(one: Alone) -> Mapping[str, Any]:
    return {
        "state": one.report.state,
        "name": one.name,
        "side": one.side,
        "revision": one.report.revision,
        "file": one.report.file,
    }


def _not_counted(side: str, one: NotCounted) -> Mapping[str, Any]:
    return {
        "side": side,
        "file": one.file,
        "state": one.state,
        "why": one.why,
        "told": one.told,
        "instead": one.instead,
        "findings": [finding_data(found) for found in one.findings],
    }


def _summary(comparison: Comparison) -> Mapping[str, Any]:
    return {
        "states": len(comparison.reports),
        "answers": sum(comparison.answers_by_set.values()),
        "not_comparable": comparison.not_comparable,
        "kinds": _kinds(comparison.by_kind),
        "sets": [
            {
                "part": part.id,
                "title": part.title,
                "answers": comparison.answers_by_set[part.id],
                "kinds": _kinds(comparison.by_set[part.id]),
            }
            for part in comparison.questionnaire.sets
        ],
        "transitions": [
            {
                "question": one.question.id,
                "row": one.row,
                "before": _code(before),
                "after": _code(after),
                "states": states,
            }
            for one in comparison.transitions
            for before, after, states in one.changes
        ],
    }


def _kinds(counts: Mapping[Kind, int]) -> Mapping[str, int]:
    return {kind.value: counts[kind] for kind in Kind if kind in counts}
