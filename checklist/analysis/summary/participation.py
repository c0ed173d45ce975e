"""The States that have reported, those that have not, and the files that are not counted."""

from collections.abc import Collection, Iterable, Mapping, Set
from pathlib import Path

from checklist.analysis.rows.columns import INVALID, PART, AnswerRow, ReportRow
from checklist.analysis.rows.report_rows import ReportRows
from checklist.analysis.rows.report_selection import NotCounted, ReportSelection
from checklist.analysis.summary.counted_answers import NO_CODE, Answers
from checklist.analysis.summary.document import (
    CountedReport,
    GroupedBy,
    GroupFigures,
    OfficialStatus,
    Participation,
    UncountedFile,
)
from checklist.analysis.summary.figures import CodeLabel, StateName, States
from checklist.answer_types.operands import interval
from checklist.states import BY_CODE, State, alphabetical

_DAYS_OF_A_MONTH = 365.25 / 12
NOT_GIVEN = "Not given"
"""The words for a treaty status that is not given or, in what is published, confidential."""


def participation(
    answers: Answers, selection: ReportSelection[ReportRows], expected: Iterable[State]
) -> Participation:
    """Return the expected States that have reported, and those that have not.

    For publication, that a State has reported is said of each. Nothing is said of the others.
    """
    reporting = [answers.state(one.report) for one in selection.reporting]
    counted = {one.code: one for one in _by_name(reporting)}
    sent = {one.state for one in selection.not_counted} - counted.keys()
    wanted = {state.code: StateName(state.code, state.name) for state in expected}
    known = _by_name(wanted.values())
    is_public = selection.not_agreed is not None
    several = {one.report.state for one in selection.counted}.intersection(
        selection.in_several_cycles
    )
    shown = {one.report.state for one in [*selection.counted, *selection.unnamed]}
    newer = {one.state for one in selection.not_counted if one.may_be_newer} & shown
    if is_public:
        sent, known = set(), [one for one in known if one.code in counted]
    return Participation(
        expected=len(wanted),
        reported=[counted[one.code] for one in known if one.code in counted],
        not_counted=[one for one in known if one.code in sent],
        not_reported=[one for one in known if one.code not in counted.keys() | sent],
        not_expected=[state for code, state in counted.items() if code not in wanted],
        unclear=_states(selection.unclear_states, are_named=not is_public),
        in_several_cycles=_states(several, are_named=not is_public),
        with_newer_unusable=_states(newer, are_named=not is_public),
    )


def _by_name(states: Iterable[StateName]) -> list[StateName]:
    return sorted(states, key=lambda state: alphabetical(state.name))


def _states(codes: Collection[str], *, are_named: bool) -> States:
    names = [StateName(code, BY_CODE[code].name) for code in codes if are_named]
    return States(len(codes), _by_name(names))


def reports(
    answers: Answers,
    selection: ReportSelection[ReportRows],
    official: Mapping[str, OfficialStatus],
) -> list[CountedReport]:
    """Return the reports that are counted, by the States' names.

    If only the States that agree to be named count, the folders of the files are left out.

    Args:
        answers: The reports.
        selection: The same reports, and the files that do not count.
        official: By the codes of States, their treaty status as the depositary has it.
    """
    is_public, grouping = selection.not_agreed is not None, answers.grouping
    plan = answers.questionnaire.plan
    publication = None if plan.publication is None else plan.publication.question
    return [
        CountedReport(
            state=answers.state(one.report),
            file=Path(one.report.file).name if is_public else one.report.file,
            treaty_status=_treaty_status(answers, one.report, is_public=is_public),
            official=official.get(one.report.state),
            status=one.report.status,
            revision=one.report.revision,
            date=one.report.date,
            version=one.report.version,
            is_copy=one.report.is_copy,
            publication=answers.code_of(one.report, publication),
            cycle=one.report.cycle,
            months=_months(answers, one.report),
            group=NO_CODE if grouping is None else CodeLabel(*grouping.of(one.report)),
            invalid=len(_invalid_questions(one.answers)),
        )
        for one in answers.reports
    ]


def _months(answers: Answers, report: ReportRow) -> int:
    """Return how many months the period of a report has, as far as it is shown; else 0."""
    period = answers.questionnaire.plan.period
    if period is None:
        return 0
    end = answers.text_of(report, period.end)
    if not end and answers.is_open(report, period.end):
        end = report.date
    first, last = interval(answers.text_of(report, period.begin)), interval(end)
    if first is None or last is None or last.last < first.first:
        return 0
    return max(1, round(((last.last - first.first).days + 1) / _DAYS_OF_A_MONTH))


def _invalid_questions(rows: Iterable[AnswerRow]) -> Set[str]:
    """Return the questions whose answers do not fit, be it in some rows only."""
    return {row.question for row in rows if row.standing == INVALID and row.level != PART}


def _treaty_status(answers: Answers, report: ReportRow, *, is_public: bool) -> CodeLabel:
    question = answers.questionnaire.plan.treaty_status
    if answers.is_hidden(report, question):
        return CodeLabel("", NOT_GIVEN if is_public else "Confidential")
    given = answers.code_of(report, question)
    return given if given.code or not is_public else CodeLabel("", NOT_GIVEN)


def grouped_by(
    answers: Answers, selection: ReportSelection[ReportRows], expected: Iterable[State]
) -> GroupedBy | None:
    """Return who has reported in each of the groups that were asked for."""
    grouping = answers.grouping
    if grouping is None:
        return None
    wanted = {state.code for state in expected}
    counted = [one.report for one in selection.counted]
    of_group = {
        group: GroupFigures(
            group=CodeLabel(*group),
            expected=None
            if grouping.is_by_report
            else sum(state.code in wanted for state in grouping.states(group)),
            reported=[answers.state(one) for one in counted if grouping.of(one) == group],
        )
        for group in grouping.groups
    }
    return GroupedBy(
        by=grouping.by,
        title=grouping.title,
        source=grouping.source,
        groups=[one for one in of_group.values() if one.reported or one.expected],
        notes=[grouping.notes[one.state] for one in counted if one.state in grouping.notes],
    )


def left_out(selection: ReportSelection[ReportRows]) -> list[UncountedFile]:
    """Return the files that are not counted, each with the reason.

    If only the States that agree to be named count, there are none: the others did not agree.
    """
    not_counted = selection.not_counted if selection.not_agreed is None else ()
    return [*map(uncounted, not_counted)]


def uncounted(one: NotCounted) -> UncountedFile:
    """Return a file that is not counted, with the reason."""
    return UncountedFile(
        file=one.file,
        state=one.state,
        why=one.why,
        message=one.message,
        instead=one.instead,
        finding=one.first,
    )
