"""What the codes of a question say on how far a measure is in place."""

from collections.abc import Iterable, Mapping, Sequence

from checklist.answer_types.implementation import IMPLEMENTED, NOT_IMPLEMENTED, STATUSES
from checklist.answer_types.interface import AnswerType
from checklist.questionnaire.analysis_plan import AnalysisPlan
from checklist.questionnaire.question import Question

_STATUSES = frozenset(status.code for status in STATUSES)


def is_measure_by_itself(answer_type: AnswerType) -> bool:
    """Whether the codes of an answer type are statuses of a measure, without any plan."""
    codes = answer_type.codes() or frozenset()
    return {IMPLEMENTED, NOT_IMPLEMENTED} <= codes <= _STATUSES


def standing_by_code(question: Question, plan: AnalysisPlan) -> Mapping[str, str]:
    """Return the status of a measure for each code of a question.

    It is empty where the codes do not say how far a measure is in place.
    """
    codes = question.answer_type.codes() or frozenset()
    mapped = plan.standing.get(question.id)
    if question.id in plan.shown_by_own_codes:
        return {}
    if mapped is None and not is_measure_by_itself(question.answer_type):
        return {}
    return {**{code: code for code in codes & _STATUSES}, **(mapped or {})}


def without_standing(question: Question, plan: AnalysisPlan) -> frozenset[str]:
    """Return the codes of a question of `standing` for which neither it nor a status stands."""
    codes = question.answer_type.codes() or frozenset()
    return codes - standing_by_code(question, plan).keys()


def by_own_codes(
    serving: Iterable[tuple[Question, bool]], plan: AnalysisPlan
) -> Sequence[Question]:
    """Return the questions on a recommendation that the counts of its measures leave out.

    They are those that the plan names, those of which it says that a recommendation only permits
    what they ask, and those with options that must be answered. Where there
    is neither such a question nor one that says how far a measure is in place, they are all.

    Args:
        serving: All questions and rows on the recommendation: the question, and whether it, or the
            row, is a measure.
        plan: The questionnaire's plan.
    """
    asked = [*serving]
    others = {question.id: question for question, is_measure in asked if not is_measure}.values()
    main = [
        question
        for question in others
        if question.id in plan.shown_by_own_codes
        or question.id in plan.permitted
        or (question.answer_type.offered() and not question.optional)
    ]
    return main if main or any(is_measure for _, is_measure in asked) else [*others]
