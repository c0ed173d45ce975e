"""The comparison of reports as one JSON document, whose schema is published."""

import json
from collections.abc import Mapping
from dataclasses import asdict, replace

from checklist.analysis.comparison.comparison import Comparison
from checklist.analysis.comparison.document import (
    FORMAT,
    ComparisonDocument,
    ComparisonSummary,
    Kind,
    NotCountedEntry,
    SetEntry,
    Side,
)
from checklist.analysis.rows.report_selection import NotCounted
from checklist.checks.findings_document import FindingEntry
from checklist.diagnostics import finding_data
from checklist.render.comparison.wording import not_counted


def as_json(comparison: Comparison) -> str:
    """Return the document as JSON in ASCII, so that nothing in it can reach a terminal raw."""
    document = ComparisonDocument(
        checklist_comparison=FORMAT,
        reports=comparison.reports,
        alone=comparison.alone,
        not_counted=[_not_counted(side, one) for side, one in not_counted(comparison)],
        other_cycles=comparison.other_cycles,
        publication=comparison.publication,
        summary=_summary(comparison),
    )
    return json.dumps(asdict(document), indent=2) + "\n"


def _not_counted(side: Side, one: NotCounted) -> NotCountedEntry:
    return NotCountedEntry(
        side=side,
        file=one.file,
        state=one.state,
        why=one.why,
        message=one.message,
        instead=one.instead,
        findings=[FindingEntry(**finding_data(found)) for found in one.findings],
    )


def _summary(comparison: Comparison) -> ComparisonSummary:
    return ComparisonSummary(
        states=len(comparison.reports),
        answers=sum(comparison.answers_by_set.values()),
        not_comparable=comparison.not_comparable,
        kinds=_kinds(comparison.by_kind),
        sets=[
            SetEntry(
                part=part.id,
                title=part.title,
                answers=comparison.answers_by_set[part.id],
                kinds=_kinds(comparison.by_set[part.id]),
            )
            for part in comparison.questionnaire.sets
        ],
        groups=[replace(one, kinds=_kinds(one.kinds)) for one in comparison.by_group],
        transitions=[change for one in comparison.transitions for change in one.changes],
    )


def _kinds(counts: Mapping[Kind, int]) -> Mapping[Kind, int]:
    return {kind: counts[kind] for kind in Kind if kind in counts}
