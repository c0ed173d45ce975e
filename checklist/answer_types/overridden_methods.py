"""Which methods an answer type has of its own."""

from checklist.answer_types.interface import AnswerType


def overrides(answer_type: AnswerType, method: str) -> bool:
    """Whether an answer type overrides a method of `AnswerType`, and can return something.

    If not, the method returns nothing for any value and need not be called.

    Args:
        answer_type: Any answer type.
        method: The name of the method: `dates`, `laws_cited`.
    """
    is_own = getattr(type(answer_type), method) is not getattr(AnswerType, method)
    return is_own and method not in answer_type.idle_methods
