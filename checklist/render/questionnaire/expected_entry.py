"""What the views of a questionnaire have in common."""

from checklist.answer_types.interface import AnswerType, StepContext


def form_of(answer_type: AnswerType) -> str:
    """Return what can be written where the entry is free, and the answer type elsewhere."""
    step = next(answer_type.steps(None, StepContext()))
    is_one_entry = step.name == "value" and not step.options
    return step.form if is_one_entry and step.form else answer_type.type
