"""The form of entry that a question expects."""

from checklist.answer_types.interface import AnswerType, StepContext


def form_of(answer_type: AnswerType) -> str:
    """Return the form of a free entry; elsewhere the answer type."""
    step = next(answer_type.steps(None, StepContext()))
    is_one_entry = step.name == "value" and not step.options
    return step.form if is_one_entry and step.form else answer_type.type
