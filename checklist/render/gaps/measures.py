"""The answers of a report on recommendations, each with how far the measure is in place.

They stand on the same rows as summaries, so that a State and who counts its report say the same.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from checklist.analysis.rows.columns import (
    ANSWERED,
    INVALID,
    OFF_PATH,
    PART,
    WITHHELD,
    AnswerRow,
    QuestionRow,
)
from checklist.analysis.rows.questionnaire_rows import BETWEEN, QuestionnaireRows
from checklist.analysis.rows.report_rows import report_rows
from checklist.answer_types.answer import NOT_APPLICABLE, missing_lines
from checklist.answer_types.implementation import CONSIDERED, IMPLEMENTED
from checklist.questionnaire.catalogue import STATE_ADDRESSEES
from checklist.questionnaire.question import Question
from checklist.questionnaire.standing import by_own_codes
from checklist.reports.checked_report import CheckedReport
from checklist.text.messages import Texts, semicolons, tr, with_aside

_FOLLOWED = frozenset({IMPLEMENTED, CONSIDERED})
"""The statuses that leave nothing to do: `considered` is only offered where that was asked."""

_IN_WORDS = frozenset({"", "partly"})
"""The parts of an answer that say what it is: its codes, and in which way it is so in part."""

_WITHOUT_ANSWER: Mapping[str, str] = Texts(
    {
        INVALID: "The answer is not valid",
        WITHHELD: "The answer is withheld in this copy",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """The answer to a question, or to a row of a matrix."""

    question: Question
    row: str
    """The words of the row; empty for a question without rows."""
    recommendations: Sequence[str]
    """The recommendations that it serves."""
    is_measure: bool
    """Whether its codes say how far a measure is in place."""
    standing: str
    """How it stands in the report, as in tables of answers: `answered`, `not-known`, …"""
    status: str
    """The code of the measure's status; empty without an answer, and where it is no measure."""
    words: Sequence[str]
    """The answer in words, or why there is none."""

    @property
    def is_gap(self) -> bool:
        """Whether the State says that the measure is not in place, or only partly."""
        return self.status != "" and self.status not in _FOLLOWED

    @property
    def is_not_applicable(self) -> bool:
        """Whether the State says that the measure does not apply to it."""
        return self.is_measure and self.standing == NOT_APPLICABLE

    @property
    def is_open(self) -> bool:
        """Whether the report does not say how far the measure is in place."""
        return self.is_measure and not self.status and not self.is_not_applicable


@dataclass(frozen=True)
class Measures:
    """The answers of one report: by question, and by row of each matrix."""

    checked: CheckedReport
    data: Mapping[str, Any]
    """The report as it stands in its file."""

    @cached_property
    def asked(self) -> Sequence[Measure]:
        """All that is asked, in the order of the questionnaire."""
        return [*self._asked()]

    @property
    def measures(self) -> Sequence[Measure]:
        """The questions that say how far a measure is in place."""
        return [measure for measure in self.asked if measure.is_measure]

    @cached_property
    def own_codes(self) -> Mapping[str, Sequence[str]]:
        """By question: the recommendations to States that its own codes are about.

        They must be read with the measures on such a recommendation, or in their place.
        """
        questionnaire = self.checked.questionnaire
        found: dict[str, list[str]] = {}
        for recommendation in questionnaire.catalogue.recommendations:
            if STATE_ADDRESSEES.isdisjoint(recommendation.to):
                continue
            serving = [
                (questionnaire.questions[unit.question], unit.is_measure)
                for unit in self._units
                if recommendation.id in _served(unit.recommendations)
            ]
            for question in by_own_codes(serving, questionnaire.plan):
                found.setdefault(question.id, []).append(recommendation.id)
        return found

    @property
    def in_own_codes(self) -> Sequence[Measure]:
        """The answers to these questions, or to their rows, that are on such a recommendation."""
        cited = self.own_codes
        return [
            measure
            for measure in self.asked
            if not measure.is_measure
            and {*cited.get(measure.question.id, ())} & {*measure.recommendations}
        ]

    @cached_property
    def _rows(self) -> QuestionnaireRows:
        return QuestionnaireRows(self.checked.questionnaire)

    @property
    def _units(self) -> Sequence[QuestionRow]:
        """The questions; a matrix is counted by its rows."""
        return self._rows.units

    def _asked(self) -> Iterator[Measure]:
        found = report_rows(self.data, self._rows, file=self.checked.file).answers
        by_place = {(row.question, row.row): row for row in found if row.level != PART}
        parts: dict[tuple[str, str], list[AnswerRow]] = {}
        for row in found:
            if row.level == PART and row.part in _IN_WORDS:
                parts.setdefault((row.question, row.row), []).append(row)
        for unit in self._units:
            place = unit.question, unit.row
            answer, question = by_place[place], self.checked.questionnaire.questions[unit.question]
            if answer.standing == OFF_PATH:
                continue
            counted = self._rows.as_measure(answer) if unit.is_measure else answer
            is_status = unit.is_measure and counted.standing == ANSWERED
            yield Measure(
                question=question,
                row=unit.row_words,
                recommendations=_served(unit.recommendations),
                is_measure=unit.is_measure,
                standing=counted.standing,
                status=counted.code if is_status else "",
                words=self._words(question, answer, parts.get(place, ())),
            )

    def _words(
        self, question: Question, row: AnswerRow, parts: Sequence[AnswerRow]
    ) -> Sequence[str]:
        if row.standing == ANSWERED:
            details = [part.text or part.code for part in parts]
            if row.text or row.code:
                words = row.text or row.code
                return [with_aside(words, semicolons(details))]
            return details or self._given(question, row.row)
        if row.missing:
            reason = {"reason": row.reason} if row.reason else {}
            return missing_lines({"missing": row.missing, **reason})
        if row.carried:
            earlier = semicolons(self._given(question, row.row))
            return [tr("Not confirmed yet; the earlier report says: {earlier}", earlier)]
        return [_WITHOUT_ANSWER.get(row.standing) or tr("Not answered")]

    def _given(self, question: Question, row: str) -> Sequence[str]:
        """Return a valid answer in words, confirmed or not."""
        answer, answer_type = self.checked.valid.get(question.id, {}), question.answer_type
        if row and "value" in answer:
            answer = answer["value"].get(row, {})
        if "missing" in answer:
            return missing_lines(answer)
        value = answer.get("value")
        if value is None:
            return [tr("Not answered")]
        return [answer_type.label(value)] if row else answer_type.lines(value) or [tr("No entries")]


def _served(recommendations: str) -> Sequence[str]:
    return recommendations.split(BETWEEN) if recommendations else []
