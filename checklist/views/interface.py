"""What a view of a questionnaire is made of."""

import re
from dataclasses import dataclass

from checklist.answer_types.interface import AnswerType, StepContext

_END = re.compile(r"(?<=[.:?!])[ \t]*\n|\n[ \t]*\n")
"""Where a paragraph ends: at a line that ends a sentence. Other lines are only wrapped."""


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph of a view, before it is wrapped to the width of a terminal or page."""

    text: str
    indent: int = 0
    """Columns before the text."""
    hanging: int = 0
    """More columns before its second and later lines."""
    is_heading: bool = False


def paragraphs(prose: str | None) -> list[str]:
    """Return the paragraphs of a text, each on one line.

    The levels of a measure begin on lines of their own, and each can go on over several.
    """
    parts = (" ".join(part.split()) for part in _END.split(prose or ""))
    return [part for part in parts if part]


def form_of(answer_type: AnswerType) -> str:
    """Return the answer type, and where the entry is free, what can be written."""
    step = next(answer_type.steps(None, StepContext()))
    is_one_entry = step.name == "value" and not step.options
    return f"{answer_type.type}, {step.form}" if is_one_entry and step.form else answer_type.type
