"""The form of entry that a question expects, and its limits."""

from checklist.answer_types.choices import Choices
from checklist.answer_types.date import EARLIEST, TODAY, Date
from checklist.answer_types.integer import Integer
from checklist.answer_types.interface import AnswerType, StepContext


def form_of(answer_type: AnswerType) -> str:
    """Return the form of a free entry, elsewhere the answer type; with its limits."""
    step = next(answer_type.steps(None, StepContext()))
    is_one_entry = step.name == "value" and not step.options
    form = step.form if is_one_entry and step.form else answer_type.type
    return f"{form}{limits_of(answer_type)}"


def limits_of(answer_type: AnswerType) -> str:
    """Return the limits of an answer in words, behind a comma; empty without any."""
    match answer_type:
        case Date():
            limits = _of_dates(answer_type)
        case Integer():
            limits = _of_numbers(answer_type)
        case Choices():
            limits = number_of_options(answer_type)
        case _:
            limits = ""
    return f", {limits}" if limits else ""


def number_of_options(answer_type: Choices) -> str:
    """Return how many options can be chosen, in words; empty without limits."""
    fewest, most = answer_type.min_options, answer_type.max_options
    if fewest is not None and most is not None:
        return str(fewest) if fewest == most else f"{fewest} to {most}"
    if fewest is not None:
        return f"at least {fewest}"
    return f"at most {most}" if most is not None else ""


def _of_dates(date: Date) -> str:
    begin = f"from {date.earliest}" if date.earliest != EARLIEST else ""
    latest = "today" if date.latest == TODAY else date.latest
    until = f"until {latest}" if latest else ""
    return " ".join(filter(None, [begin, until]))


def _of_numbers(integer: Integer) -> str:
    default = Integer.model_fields
    has_least = integer.minimum != default["minimum"].default
    if integer.maximum != default["maximum"].default:
        return f"from {integer.minimum} to {integer.maximum}"
    return f"at least {integer.minimum}" if has_least else ""
