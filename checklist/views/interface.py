"""What the views of a questionnaire have in common."""

from checklist.answer_types.interface import AnswerType, StepContext


def form_of(answer_type: AnswerType) -> str:
    """Return the answer type, and where the entry is free, what can be written."""
    step = next(answer_type.steps(None, StepContext()))
    is_one_entry = step.name == "value" and not step.options
    return f"{answer_type.type}, {step.form}" if is_one_entry and step.form else answer_type.type
