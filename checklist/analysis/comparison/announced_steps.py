"""The steps that States announced, each beside what the next report of the State says."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

from checklist.analysis.comparison.report_units import Announced, CountedReport
from checklist.analysis.comparison.side_by_side_document import (
    AnnouncedStep,
    MeasureChange,
    ThemeSteps,
)
from checklist.analysis.counting import Name, Source, number_of
from checklist.analysis.rows.columns import ANSWERED, HIDDEN, OFF_PATH
from checklist.analysis.rows.questionnaire_rows import QuestionnaireRows
from checklist.analysis.summary.figures import CodeCount, CodeLabel, StateName
from checklist.analysis.summary.tally import STANDING_HEADS
from checklist.answer_types.implementation import STATUSES
from checklist.questionnaire.analysis_plan import PlannedStep
from checklist.states import alphabetical

_NO_ANSWER: Mapping[str, str] = {
    HIDDEN: "Confidential, not shown",
    "unanswered": "No step",
    OFF_PATH: "Not asked",
    "invalid": "The answer is not valid",
    "withheld": "Withheld in a copy for publication",
}
"""What the next report says where it announces nothing, by its standing."""
_SAME, _OTHER = "same-step", "other-step"
_NEXT = {
    _SAME: "The same step",
    _OTHER: "A step in other words",
    **{code: label for code, label in STANDING_HEADS.items() if code != ANSWERED},
    "unanswered": "No step",
}
"""What a next report can announce: each code with its words."""
NOT_AGAIN = "Not reported again"
"""The words for a step of a State that did not report in a later cycle."""
LAST_CYCLE = "In the last cycle"
"""The words for a step that no report can follow yet."""
_STATUSES = {status.code: status.label for status in STATUSES}


def announced_steps(
    rows: QuestionnaireRows,
    cycles: Mapping[str, Sequence[CountedReport]],
    *,
    with_states: bool,
    keeps: bool = False,
) -> list[ThemeSteps]:
    """Return the announced steps, by theme.

    Args:
        rows: The questionnaire whose questions are counted.
        cycles: The reports of each cycle, from the earliest cycle on.
        with_states: Whether to give the steps of each State, and not only their number.
        keeps: Whether each count leads to the steps that it counts.
    """
    series: dict[str, list[CountedReport]] = {}
    for reports in cycles.values():
        for report in reports:
            series.setdefault(report.report.state, []).append(report)
    by_name = sorted(
        series.values(), key=lambda reports: alphabetical(reports[0].report.state_name)
    )
    last = next(reversed([*cycles]), "")
    return [
        _of_theme(rows, number, step, by_name, last, with_states=with_states, keeps=keeps)
        for number, step in enumerate(rows.questionnaire.plan.steps)
    ]


def _of_theme(
    rows: QuestionnaireRows,
    number: int,
    step: PlannedStep,
    series: Sequence[Sequence[CountedReport]],
    last: str,
    *,
    with_states: bool,
    keeps: bool,
) -> ThemeSteps:
    asked = rows.questionnaire
    theme = asked.set_of[step.question]
    steps = [
        announced
        for reports in series
        for announced in _of_state(rows, number, theme.id, reports, keeps=keeps)
    ]
    named: dict[str, list[str]] = {}
    for announced in steps:
        named.setdefault(announced.next_code, []).append(announced.state.name)

    def number_with(fits: Callable[[AnnouncedStep], object]) -> int:
        return number_of(announced.state.name for announced in steps if fits(announced))

    return ThemeSteps(
        theme=theme.title,
        question=step.question,
        words=asked.questions[step.question].ask,
        announced=number_of(announced.state.name for announced in steps),
        in_last_cycle=number_with(lambda announced: announced.cycle == last),
        with_next_report=number_with(lambda announced: announced.next_cycle),
        with_changes=number_with(lambda announced: announced.changes),
        next=[
            CodeCount(code, label, number_of(named.get(code, ()))) for code, label in _NEXT.items()
        ],
        steps=steps if with_states else [],
    )


def _of_state(
    rows: QuestionnaireRows,
    number: int,
    theme: str,
    reports: Sequence[CountedReport],
    *,
    keeps: bool,
) -> Iterator[AnnouncedStep]:
    question = rows.questionnaire.plan.steps[number].question
    for place, report in enumerate(reports):
        announced = report.steps[number]
        if announced.standing != ANSWERED:
            continue
        later = reports[place + 1] if place + 1 < len(reports) else None
        following = None if later is None else later.steps[number]
        code = "" if following is None else _next_code(announced, following)
        name = report.report.state_name
        if keeps:
            source = Source(report.report, question, "", announced.text)
            name = Name(name, partial(list, [source]))
        yield AnnouncedStep(
            state=StateName(report.report.state, name),
            cycle=report.report.cycle,
            text=announced.text,
            due=announced.due,
            next_cycle="" if later is None else later.report.cycle,
            next_answer="" if following is None else _words(following),
            next_due="" if following is None else following.due,
            next_code=code,
            is_same=code == _SAME,
            changes=[] if later is None else [*_changes(rows, theme, report, later)],
        )


def _next_code(announced: Announced, following: Announced) -> str:
    """Return the code of what the next report announces."""
    if following.standing != ANSWERED:
        return following.standing
    return _SAME if following.text.split() == announced.text.split() else _OTHER


def _words(step: Announced) -> str:
    """Return what a report announces; where it announces nothing, why."""
    return step.text or _NO_ANSWER.get(step.standing, "")


def _changes(
    rows: QuestionnaireRows, theme: str, earlier: CountedReport, other: CountedReport
) -> Iterator[MeasureChange]:
    """Yield the measures of a theme that two reports state otherwise, and that can be compared."""
    for unit, before, after in zip(rows.units, earlier.units, other.units, strict=True):
        if unit.set != theme or not unit.is_measure or before.standing != after.standing:
            continue
        if before.standing == ANSWERED and before.codes != after.codes:
            (old,), (new,) = before.codes, after.codes
            yield MeasureChange(
                question=unit.question,
                row=unit.row,
                number=unit.number,
                words=unit.row_words or unit.question_words,
                before=CodeLabel(old, _STATUSES.get(old, old)),
                after=CodeLabel(new, _STATUSES.get(new, new)),
            )
