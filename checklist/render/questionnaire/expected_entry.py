"""The form of entry that a question expects, and its limits."""

from checklist.answer_types.interface import AnswerType, StepContext


def form_of(answer_type: AnswerType) -> str:
    """Return the form of a free entry, elsewhere the answer type; with its limits."""
    step = next(answer_type.steps(None, StepContext()))
    is_one_entry = step.name == "value" and not step.options
    form = step.form if is_one_entry and step.form else answer_type.type
    limits = f", {answer_type.limits}" if answer_type.limits else ""
    return f"{form}{limits}"
