"""The counts of measures by status: by question and row, by recommendation, by theme."""

from collections.abc import Iterable, Iterator, Sequence

from checklist.analysis.groups import Grouping, by_treaty_status
from checklist.analysis.rows.columns import AnswerRow, QuestionRow
from checklist.analysis.rows.questionnaire_rows import BETWEEN
from checklist.analysis.summary.counted_answers import Answers
from checklist.analysis.summary.document import (
    Group,
    GroupTally,
    Implementation,
    OwnCodes,
    RecommendationFigures,
    Unit,
)
from checklist.analysis.summary.figures import CodeLabel, Tally
from checklist.analysis.summary.tally import tally
from checklist.answer_types.implementation import STATUSES
from checklist.questionnaire.standing import by_own_codes

MEASURE = [(status.code, status.label) for status in STATUSES]
"""The codes that say how far a measure is in place, with their common labels."""


def units(answers: Answers) -> list[Unit]:
    """Return the questions that are counted; a matrix is counted by its rows."""
    return [_unit(answers, row) for row in answers.questionnaire_rows.units]


def recommendations(answers: Answers, counted: Sequence[Unit]) -> list[RecommendationFigures]:
    """Return the counts on each recommendation, in the catalogue's order."""
    figures = []
    for one in answers.questionnaire_rows.recommendations:
        serving = [unit for unit in counted if one.recommendation in unit.recommendations]
        figures.append(
            RecommendationFigures(
                meeting=one.meeting,
                section=one.section,
                section_title=one.section_title,
                addressees=one.addressees.split(BETWEEN),
                strength=one.strength.split(BETWEEN),
                themes=list(dict.fromkeys(unit.set for unit in serving)),
                own_codes=_own_codes(answers, serving),
                implementation=_implementation(answers, one.recommendation, one.summary, serving),
            )
        )
    return figures


def themes(answers: Answers, counted: Sequence[Unit]) -> list[Implementation]:
    """Return the counts on the measures of each set."""
    return [
        _implementation(answers, part.id, part.title, [u for u in counted if u.set == part.id])
        for part in answers.questionnaire.sets
    ]


def _unit(answers: Answers, row: QuestionRow) -> Unit:
    return Unit(
        question=row.question,
        row=row.row,
        number=row.number,
        words=row.question_words,
        row_words=row.row_words,
        set=row.set,
        recommendations=row.recommendations.split(BETWEEN) if row.recommendations else [],
        is_measure=row.is_measure,
        tally=answers.tally(row.question, row.row),
        by_treaty_status=[
            Group(*one) for one in _unit_by(answers, row, by_treaty_status(answers.questionnaire))
        ],
        by_group=[GroupTally(*one) for one in _unit_by(answers, row, answers.grouping)],
    )


def _unit_by(
    answers: Answers, row: QuestionRow, grouping: Grouping | None
) -> Iterator[tuple[CodeLabel, Tally]]:
    """Yield the groups with a report, each with its tally of a question or row."""
    if grouping is not None:
        found = answers.tallies(row.question, row.row, grouping.code_of)
        for group in grouping.groups:
            if group.code in found:
                yield CodeLabel(*group), found[group.code]


def _implementation(
    answers: Answers, name: str, title: str, serving: Sequence[Unit]
) -> Implementation:
    measures = [(unit.question, unit.row) for unit in serving if unit.is_measure]
    others = [(unit.question, unit.row) for unit in serving if not unit.is_measure]
    return Implementation(
        id=name,
        title=title,
        units=len(serving),
        measures=tally(_rows(answers, measures), MEASURE),
        others=tally(row for key in others for row in answers.rows_of(*key)),
        by_treaty_status=[
            Group(*one)
            for one in _measures_by(answers, measures, by_treaty_status(answers.questionnaire))
        ],
        by_group=[GroupTally(*one) for one in _measures_by(answers, measures, answers.grouping)],
    )


def _measures_by(
    answers: Answers, measures: Sequence[tuple[str, str]], grouping: Grouping | None
) -> Iterator[tuple[CodeLabel, Tally]]:
    """Yield the groups with a report, each with its tally of several measures."""
    if grouping is None:
        return
    by_code: dict[str, list[AnswerRow]] = {}
    for key in measures:
        for report, row in answers.with_reports(*key):
            by_code.setdefault(grouping.code_of(report), []).append(as_statuses(answers, row))
    for group in grouping.groups:
        if group.code in by_code:
            yield CodeLabel(*group), tally(by_code[group.code], MEASURE)


def _own_codes(answers: Answers, serving: Sequence[Unit]) -> list[OwnCodes]:
    """Return the questions on a recommendation that its counts of measures leave out."""
    asked = answers.questionnaire
    questions = ((asked.questions[unit.question], unit.is_measure) for unit in serving)
    return [OwnCodes(one.id, asked.numbers[one.id]) for one in by_own_codes(questions, asked.plan)]


def as_statuses(answers: Answers, row: AnswerRow) -> AnswerRow:
    """Return the row of a measure with the status that its code counts as."""
    return answers.questionnaire_rows.as_measure(row)


def _rows(answers: Answers, keys: Iterable[tuple[str, str]]) -> Iterable[AnswerRow]:
    return (as_statuses(answers, row) for key in keys for row in answers.rows_of(*key))
