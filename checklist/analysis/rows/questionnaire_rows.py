"""The rows of tables that depend on the questionnaire alone."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from checklist.analysis.rows.answer_rows import AskedQuestion
from checklist.analysis.rows.columns import AnswerRow, BridgeRow, QuestionRow, RecommendationRow
from checklist.answer_types.answer import NOT_APPLICABLE
from checklist.questionnaire.catalogue import ADDRESSEES, STRENGTHS
from checklist.questionnaire.question import Question
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.questionnaire.standing import standing_by_code
from checklist.text.paragraphs import flat

BETWEEN = ";"
"""The separator of several codes in one column."""


@dataclass(frozen=True)
class QuestionnaireRows:
    """The rows of a questionnaire that are the same for every report."""

    questionnaire: Questionnaire

    @cached_property
    def asked(self) -> Sequence[AskedQuestion]:
        """The questions, ready for the answers of reports."""
        return [AskedQuestion(question) for question in self.questionnaire.questions.values()]

    @cached_property
    def standings(self) -> Mapping[str, Mapping[str, str]]:
        """By question, the status of a measure for each code; empty where it is no measure."""
        questions = self.questionnaire.questions.values()
        return {
            question.id: standing_by_code(question, self.questionnaire.plan)
            for question in questions
        }

    @cached_property
    def questions(self) -> Mapping[tuple[str, str], QuestionRow]:
        """The questions and the rows of matrices, by the ids of question and row."""
        return {(row.question, row.row): row for row in self._questions()}

    @cached_property
    def units(self) -> Sequence[QuestionRow]:
        """What is counted: the questions, and in place of a matrix its rows."""
        rows = self.questions.values()
        with_rows = {row.question for row in rows if row.row}
        return [row for row in rows if row.row or row.question not in with_rows]

    def as_measure(self, row: AnswerRow) -> AnswerRow:
        """Return the row of a measure with the status that its code counts as.

        An answer after which the measure was not called for counts as not applicable.
        """
        status = self.standings[row.question].get(row.code, row.code)
        if status == NOT_APPLICABLE:
            return row._replace(standing=NOT_APPLICABLE, code="")
        return row if status == row.code else row._replace(code=status)

    @cached_property
    def bridge(self) -> Sequence[BridgeRow]:
        """The recommendations that each answer serves, with each row of a matrix by itself."""
        return [
            BridgeRow(question.id, row, cited)
            for question in self.questionnaire.questions.values()
            for row in question.answer_type.rows() or [""]
            for cited in self._cited(question, row)
        ]

    @cached_property
    def recommendations(self) -> Sequence[RecommendationRow]:
        """The catalogue."""
        catalogue = self.questionnaire.catalogue
        return [
            RecommendationRow(
                recommendation=recommendation.id,
                meeting=recommendation.meeting,
                section=recommendation.section,
                section_title=catalogue.section_of(recommendation).title,
                addressees=BETWEEN.join(recommendation.to),
                strength=BETWEEN.join(recommendation.strength),
                summary=flat(recommendation.summary),
            )
            for recommendation in catalogue.recommendations
        ]

    def _questions(self) -> Iterator[QuestionRow]:
        for question in self.questionnaire.questions.values():
            yield self._question(question, "", "")
            for row in question.answer_type.listed_rows():
                yield self._question(question, row.id, row.label)

    def _question(self, question: Question, row: str, label: str) -> QuestionRow:
        known = self.questionnaire.recommendations
        cited = [
            known[recommendation]
            for recommendation in self._cited(question, row)
            if recommendation in known
        ]
        part = self.questionnaire.set_of[question.id]
        return QuestionRow(
            set=part.id,
            set_title=part.title,
            number=self.questionnaire.numbers[question.id],
            question=question.id,
            row=row,
            question_words=question.ask,
            row_words=label,
            answer_type=question.type,
            optional=question.optional,
            is_measure=bool(self.standings[question.id])
            and not self.questionnaire.plan.is_left_to_choice(question.id, row),
            recommendations=BETWEEN.join(recommendation.id for recommendation in cited),
            # Always in the same order, so that equal sets are equal texts.
            addressees=_in_order(ADDRESSEES, (recommendation.to for recommendation in cited)),
            strength=_in_order(STRENGTHS, (recommendation.strength for recommendation in cited)),
            meeting=BETWEEN.join(sorted({str(recommendation.meeting) for recommendation in cited})),
        )

    def _cited(self, question: Question, row: str) -> Sequence[str]:
        """Return the recommendations of a question and of one of its rows, or of all rows."""
        rows = [
            cited
            for listed in question.answer_type.listed_rows()
            if row in ("", listed.id)
            for cited in listed.recommendations
        ]
        return list(dict.fromkeys([*question.recommendations, *rows]))


def _in_order(every: Sequence[str], several: Iterable[Iterable[str]]) -> str:
    """Return all codes, each once, in the order in which they are declared."""
    found = {code for codes in several for code in codes}
    return BETWEEN.join(code for code in every if code in found)
