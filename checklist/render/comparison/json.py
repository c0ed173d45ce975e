"""The comparison of reports as one JSON document, whose schema is published."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, fields, replace

from checklist.analysis.comparison.comparison import Comparison
from checklist.analysis.comparison.document import (
    FORMAT,
    ComparisonDocument,
    ComparisonSummary,
    Kind,
    NotCountedEntry,
    SetEntry,
)
from checklist.analysis.comparison.side_by_side_document import SideBySide
from checklist.analysis.rows.report_selection import NotCounted
from checklist.checks.findings_document import FindingEntry
from checklist.diagnostics import finding_data
from checklist.render.comparison.wording import not_counted, other_cycles

_OF_SECTIONS: Mapping[str, Collection[str]] = {
    "overview": ("cycles", "steps"),
    "cycles": ("cycles", "steps"),
    "themes": ("themes",),
    "transitions": ("themes",),
    "groups": ("grouped_by", "groups"),
    "recommendations": ("recommendations",),
    "steps": ("announced",),
    "counts": ("summary",),
    "left-out": ("alone", "not_counted", "other_cycles"),
    "changes": ("reports",),
    "method": (),
}
"""The keys that belong to each section; all others are always there."""


def as_json(comparison: Comparison, names: Sequence[str] = ()) -> str:
    """Return the document as JSON in ASCII, so that nothing in it can reach a terminal raw.

    Args:
        comparison: The comparison.
        names: The sections that are wanted; empty: all.
    """
    head, publication = comparison.questionnaire.head, comparison.publication
    not_agreed = 0 if publication is None else publication.not_agreed
    document = ComparisonDocument(
        **vars(comparison.side_by_side),
        checklist_comparison=FORMAT,
        questionnaire=head.id,
        version=head.version,
        title=head.title,
        source=head.source.symbol,
        sides=comparison.span,
        files=len(comparison.counted) + len(comparison.not_counted) + not_agreed,
        drafts=comparison.drafts,
        since=comparison.within.since,
        until=comparison.within.until,
        cut_off=comparison.cut_off,
        reports=comparison.reports,
        alone=comparison.alone,
        not_counted=[_not_counted(side, file) for side, file in not_counted(comparison)],
        other_cycles=other_cycles(comparison),
        publication=publication,
        summary=_summary(comparison),
    )
    wanted = {key for name in names for key in _OF_SECTIONS[name]}
    left_out = {key for keys in _OF_SECTIONS.values() for key in keys} - wanted if names else ()
    counts = {field.name for field in fields(SideBySide)}
    items = sorted(asdict(document).items(), key=lambda item: item[0] in counts)
    return json.dumps({key: value for key, value in items if key not in left_out}, indent=2) + "\n"


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
