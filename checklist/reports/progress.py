"""The progress of a report: counts by set, and the questions without a complete answer."""

from collections.abc import Sequence
from typing import NamedTuple

from checklist.questionnaire.question import Question, QuestionSet
from checklist.reports.answer_path import AnswerPath
from checklist.reports.not_known import is_not_known


class SetProgress(NamedTuple):
    """The progress of one set. All counts are of questions on path."""

    part: QuestionSet
    required: int
    """The number of questions that a final report must answer."""
    required_answered: int
    optional: int
    """The number of questions that can be left open."""
    optional_answered: int
    missing: Sequence[Question]
    """The questions that keep the report from being final, in their order."""
    carried: Sequence[Question]
    """The missing questions whose answer from an earlier report is not confirmed yet."""
    not_known: Sequence[Question] = ()
    """The questions whose answer says that it is not known, as a whole or in a row or cell."""

    @property
    def is_complete(self) -> bool:
        """Whether no question of the set keeps the report from being final."""
        return not self.missing


def progress(path: AnswerPath) -> list[SetProgress]:
    """Return the progress of each set, in the questionnaire's order."""
    return [_of_set(path, part) for part in path.facts.questionnaire.sets]


def required_in_all(parts: Sequence[SetProgress]) -> tuple[int, int]:
    """Return the number of required questions that are answered, and of all that are required."""
    return sum(one.required_answered for one in parts), sum(one.required for one in parts)


def _of_set(path: AnswerPath, part: QuestionSet) -> SetProgress:
    on_path = [question for question in part.questions if question.id in path.on]
    required = [question for question in on_path if path.is_required(question)]
    optional = [question for question in on_path if not path.is_required(question)]
    return SetProgress(
        part=part,
        required=len(required),
        required_answered=sum(path.is_complete(question) for question in required),
        optional=len(optional),
        optional_answered=sum(path.is_complete(question) for question in optional),
        missing=[question for question in on_path if path.is_missing(question)],
        carried=[question for question in on_path if path.is_carried(question.id)],
        not_known=[
            question
            for question in on_path
            if path.is_answered(question.id)
            and is_not_known(question, path.facts.answers[question.id])
        ],
    )
