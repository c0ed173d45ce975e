"""What changed from one report to another, as one JSON document, whose schema is published."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict

from checklist.analysis.comparison.change import Change, Code, Withheld
from checklist.analysis.comparison.document import (
    FORMAT,
    AloneEntry,
    ChangeEntry,
    CodeEntry,
    ComparisonDocument,
    ComparisonSummary,
    HeadEntry,
    Kind,
    NotCountedEntry,
    QuestionEntry,
    ReportEntry,
    SetEntry,
    TransitionEntry,
    Which,
    WithheldEntry,
    WordEntry,
)
from checklist.analysis.comparison.many_reports import Comparison, UnmatchedReport
from checklist.analysis.comparison.report_pair import Head, QuestionChange, ReportComparison
from checklist.analysis.rows.report_selection import NotCounted
from checklist.checks.findings_document import FindingEntry
from checklist.diagnostics import finding_data


def as_json(comparison: Comparison) -> str:
    """Return the document as JSON in ASCII, so that nothing in it can reach a terminal raw."""
    document = ComparisonDocument(
        checklist_comparison=FORMAT,
        reports=[_report(one) for one in comparison.reports],
        alone=[_alone(one) for one in comparison.alone],
        not_counted=[_not_counted(side, one) for side, one in comparison.not_counted],
        summary=_summary(comparison),
    )
    return json.dumps(asdict(document), indent=2) + "\n"


def _report(report: ReportComparison) -> ReportEntry:
    return ReportEntry(
        state=report.state,
        name=report.name,
        old=_head(report.old),
        new=_head(report.new),
        version=report.version,
        questions=report.total,
        changed=report.changed,
        differences=[_question(one) for one in report.questions],
        more=report.more,
    )


def _head(head: Head) -> HeadEntry:
    return HeadEntry(
        file=head.file,
        revision=head.revision,
        as_of=head.date,
        status=head.status,
        questionnaire=head.questionnaire,
        version=head.version,
        is_copy=head.is_copy,
    )


def _question(change: QuestionChange) -> QuestionEntry:
    asked = change.question
    return QuestionEntry(
        question=asked.id,
        number=asked.number,
        ask=asked.ask,
        part=asked.part,
        recommendations=asked.recommendations,
        before=change.before,
        after=change.after,
        changes=[_change(one) for one in change.changes],
        withheld=[_withheld(one) for one in change.withheld],
        not_comparable=change.not_comparable,
    )


def _change(change: Change) -> ChangeEntry:
    return ChangeEntry(
        kind=change.kind,
        label=change.label,
        row=change.row,
        old_where=change.old_where,
        new_where=change.new_where,
        before=_codes(change.before),
        after=_codes(change.after),
        words=[WordEntry(sign=piece.sign, text=piece.text) for piece in change.words],
        hidden=change.hidden,
    )


def _withheld(part: Withheld) -> WithheldEntry:
    return WithheldEntry(label=part.label, row=part.row)


def _codes(codes: Sequence[Code]) -> Sequence[CodeEntry]:
    return [_code(code) for code in codes]


def _code(code: Code) -> CodeEntry:
    return CodeEntry(code=code.code, text=code.text)


def _alone(one: UnmatchedReport) -> AloneEntry:
    return AloneEntry(
        state=one.report.state,
        name=one.name,
        side=one.side,
        revision=one.report.revision,
        file=one.report.file,
    )


def _not_counted(side: Which, one: NotCounted) -> NotCountedEntry:
    return NotCountedEntry(
        side=side,
        file=one.file,
        state=one.state,
        why=one.why,
        told=one.told,
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
        transitions=[
            TransitionEntry(
                question=one.question.id,
                row=one.row,
                before=_code(before),
                after=_code(after),
                states=states,
            )
            for one in comparison.transitions
            for before, after, states in one.changes
        ],
    )


def _kinds(counts: Mapping[Kind, int]) -> Mapping[Kind, int]:
    return {kind: counts[kind] for kind in Kind if kind in counts}
