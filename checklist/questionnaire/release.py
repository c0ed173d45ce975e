"""The questions that whoever signs the report decides: who may read it."""

from collections.abc import Sequence

from checklist.questionnaire.question import Question
from checklist.questionnaire.questionnaire import Questionnaire


def release_questions(questionnaire: Questionnaire) -> Sequence[Question]:
    """Return the questions of the set in which a questionnaire asks about publication.

    Args:
        questionnaire: A questionnaire, whose analysis plan may name the question on publication.
    """
    asked = questionnaire.plan.publication
    return () if asked is None else questionnaire.set_of[asked.question].questions
