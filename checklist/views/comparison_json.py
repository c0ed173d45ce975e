"""What changed from one report to another, as one JSON document.

Its form is published as `schemas/comparison.schema.json`. It is ASCII, so that no character of a
stranger can do anything to a terminal.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from checklist.analysis.changes import Change, Code, Kind
from checklist.analysis.comparison import Head, QuestionChange, ReportComparison
from checklist.analysis.comparisons import Comparison, LeftOut, NotRead
from checklist.diagnostics import finding_data

VERSION = 1
"""Rises when a program that reads the document would no longer understand it."""


def as_json(comparison: Comparison) -> str:
    """Return the document."""
    document = {
        "checklist_comparison": VERSION,
        "reports": [_report(one) for one in comparison.reports],
        "alone": [_left_out(one) for one in comparison.alone],
        "twice": [_left_out(one) for one in comparison.twice],
        "not_read": [_not_read(one) for one in comparison.not_read],
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
        "as_of": head.as_of,
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


def _there(**keys: Any) -> Mapping[str, Any]:
    """Return the keys that have a value: one that is not there is left out."""
    return {key: value for key, value in keys.items() if value is not None}


def _codes(codes: Sequence[Code]) -> Sequence[Mapping[str, str]]:
    return [_code(code) for code in codes]


def _code(code: Code) -> Mapping[str, str]:
    return {"code": code.code, "text": code.text}


def _left_out(one: LeftOut) -> Mapping[str, Any]:
    return {
        "state": one.state,
        "name": one.name,
        "side": one.side,
        "revision": one.revision,
        "files": [*one.files],
    }


def _not_read(one: NotRead) -> Mapping[str, Any]:
    findings = [finding_data(found) for found in one.findings]
    return {"side": one.side, "file": one.file, "findings": findings}


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
