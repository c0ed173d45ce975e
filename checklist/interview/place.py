"""The place of a question in words: its number, its part, the progress, and its period."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from checklist.interview.citations import citation
from checklist.reports.progress import required_in_all

if TYPE_CHECKING:
    from checklist.interview.engine import Interview
    from checklist.interview.prompt import Prompt


def demand(prompt: "Prompt") -> str:
    """Return whether a final report needs the answer: `required`, `optional`."""
    return "required" if prompt.required else "optional"


def progress_text(prompt: "Prompt", interview: "Interview") -> str:
    """Return the position of the question in its set, and the progress of the report."""
    parts = interview.progress()
    own = next(part for part in parts if part.part.id == prompt.part.id)
    answered, required = required_in_all(parts)
    name = prompt.selected
    selected = f"{name[0].upper()}{name[1:]}. " if name else ""
    return (
        f"{selected}{prompt.part.title}, {prompt.number} of {prompt.of}. Required: "
        f"{own.required_answered} of {own.required} here, {answered} of {required} in all."
    )


def where(prompt: "Prompt", interview: "Interview") -> Iterator[str]:
    """Yield sentences on the place of a question, for `/where`."""
    questionnaire = interview.questionnaire
    number = questionnaire.numbers[prompt.question.id]
    yield f"{number} {prompt.question.ask}"
    yield (
        f"This is question {prompt.number} of {prompt.of} in part "
        f"{questionnaire.part_number(prompt.part)} of {len(questionnaire.sets)}, "
        f"“{prompt.part.title}”. It is {demand(prompt)}."
    )
    parts = interview.progress()
    own = next(part for part in parts if part.part.id == prompt.part.id)
    answered, required = required_in_all(parts)
    yield (
        f"Of the required questions, {own.required_answered} of {own.required} in this part are "
        f"answered, and {answered} of {required} in all."
    )
    if prompt.selected:
        yield f"Only a part is asked: {prompt.selected}."
    served = questionnaire.recommendations_of(prompt.question)
    if served:
        yield citation(served, questionnaire.see_also(served), has_words=True)
