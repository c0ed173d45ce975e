"""The form of entry that a question expects, and its limits."""

from checklist.answer_types.interface import AnswerType, StepContext
from checklist.text.messages import commas


def form_of(answer_type: AnswerType) -> str:
    """Return the form of a free entry, elsewhere the answer type; with its limits."""
    step = next(answer_type.steps(None, StepContext()))
    is_one_entry = step.name == "value" and not step.options
    form = step.form if is_one_entry and step.form else str(answer_type.type_words)
    return commas(filter(None, [form, answer_type.limits]))
