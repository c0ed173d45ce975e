"""The counts of measures by status: by question and row, by recommendation, by theme."""

from collections.abc import Sequence

from checklist.analysis.rows.columns import QuestionRow
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
from checklist.analysis.summary.figures import Tally
from checklist.analysis.summary.tally import MEASURE, sum_of
from checklist.questionnaire.standing import by_own_codes


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
    key = row.question, row.row
    return Unit(
        question=row.question,
        row=row.row,
        number=row.number,
        words=row.question_words,
        row_words=row.row_words,
        set=row.set,
        recommendations=row.recommendations.split(BETWEEN) if row.recommendations else [],
        is_measure=row.is_measure,
        tally=answers.tally(*key),
        by_treaty_status=[
            Group(status, some.tally(*key)) for status, some in answers.by_treaty_status
        ],
        by_group=[GroupTally(group, some.tally(*key)) for group, some in answers.by_group],
    )


def _implementation(
    answers: Answers, name: str, title: str, serving: Sequence[Unit]
) -> Implementation:
    measures = [(unit.question, unit.row) for unit in serving if unit.is_measure]

    def of(some: Answers) -> Tally:
        return sum_of([some.statuses(*key) for key in measures], MEASURE)

    return Implementation(
        id=name,
        title=title,
        units=len(serving),
        measures=of(answers),
        others=sum_of([unit.tally for unit in serving if not unit.is_measure]),
        by_treaty_status=[
            Group(status, of(some)) for status, some in answers.by_treaty_status if measures
        ],
        by_group=[GroupTally(group, of(some)) for group, some in answers.by_group if measures],
    )


def _own_codes(answers: Answers, serving: Sequence[Unit]) -> list[OwnCodes]:
    """Return the questions on a recommendation that its counts of measures leave out."""
    asked = answers.questionnaire
    questions = ((asked.questions[unit.question], unit.is_measure) for unit in serving)
    return [OwnCodes(one.id, asked.numbers[one.id]) for one in by_own_codes(questions, asked.plan)]
