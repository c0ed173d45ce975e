"""The comparison of reports as one JSON document."""

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
)
from checklist.analysis.rows.report_selection import NotCounted
from checklist.checks.findings_document import FindingEntry
from checklist.diagnostics import finding_data
from checklist.render.comparison.wording import not_counted, other_cycles


def as_json(comparison: Comparison) -> str:
    """Return the document as JSON in ASCII, so that nothing in it can reach a terminal raw."""
    head, publication = comparison.questionnaire.head, comparison.publication
    not_agreed = 0 if publication is None else publication.not_agreed
    document = ComparisonDocument(
        **vars(comparison.side_by_side),
        checklist_comparison=FORMAT,
        questionnaire=head.id,
        version=head.version,
        title=head.title,
        source=head.source.symbol,
        files=len(comparison.counted) + len(comparison.not_counted) + not_agreed,
        drafts=comparison.drafts,
        cut_off=comparison.cut_off,
        reports=comparison.reports,
        alone=comparison.alone,
        not_counted=[_not_counted(side, file) for side, file in not_counted(comparison)],
        other_cycles=other_cycles(comparison),
        publication=publication,
        summary=_summary(comparison),
    )
    return json.dumps(asdict(document), indent=2) + "\n"


def _not_counted(side: str, file: NotCounted) -> NotCountedEntry:
    return NotCountedEntry(
        side=side,
        file=file.file,
        state=file.state,
        why=file.why,
        message=file.message,
        instead=file.instead,
        findings=[FindingEntry(**finding_data(found)) for found in file.findings],
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
        groups=[replace(group, kinds=_kinds(group.kinds)) for group in comparison.by_group],
        transitions=[
            change for transition in comparison.transitions for change in transition.changes
        ],
    )


def _kinds(counts: Mapping[Kind, int]) -> Mapping[Kind, int]:
    return {kind: counts[kind] for kind in Kind if kind in counts}
