"""The hints of a prompt: sentences on the entries that it takes."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from checklist.answer_types.interface import Step
from checklist.questionnaire.question import Question
from checklist.text.messages import Message, tr
from checklist.text.paragraphs import one_line, paragraphs, sentence

if TYPE_CHECKING:
    from checklist.interview.prompt import Prompt

_KEPT_WIDTH = 60
"""Characters of an earlier answer that are shown next to Enter."""


_KEPT_OF = Message("Enter keeps the answer of {ministry}: {answer}")
_KEPT = Message("Enter keeps: {answer}")
_NOTE = re.compile(r"\ba\s+note\b")


class Hint(NamedTuple):
    """One or more sentences on the entries that a prompt takes."""

    text: str
    kind: str = ""
    """The kind of hint, which is given once; empty for one that is given each time."""


def hints_of(prompt: "Prompt", *, plain: bool) -> Iterator[Hint]:
    """Yield the hints of a prompt.

    Args:
        prompt: The prompt.
        plain: Whether they are read aloud.
    """
    step = prompt.step
    number = len(step.options)
    if step.form:
        yield Hint(f"Type {step.form}.", step.form)
    elif step.several:
        yield Hint("Type numbers with commas between them.", "numbers")
    elif number and not step.brief and not step.enter:
        text = f"Type a number from 1 to {number}." if number > 2 else "Type 1 or 2."
        yield Hint(text, "number")
    elif step.brief and plain:
        text = f"Type a number from 1 to {number}, or a question mark for the options."
        yield Hint(text, "number of a row")
    elif not number:
        yield Hint("Type your answer.", "answer")
    yield from _on_enter(prompt)
    for tip in step.tips:
        yield Hint(tip, tip)
    if prompt.is_first and plain:
        text = "Type a question mark for an explanation, or /help for the commands."
        yield Hint(text, "commands")
    elif prompt.is_first:
        yield Hint("? explains, /help lists commands.", "commands")


def guidance_of(question: Question) -> Iterator[str]:
    """Yield the paragraphs of the guidance; one that speaks of a note names the command for it."""
    for text in paragraphs(question.guidance):
        yield f"{sentence(text)} /note writes a note." if _NOTE.search(text) else text


def _on_enter(prompt: "Prompt") -> Iterator[Hint]:
    """Yield what Enter does."""
    step = prompt.step
    if prompt.keeps_whole_answer and prompt.is_carried:
        yield Hint("Enter confirms the answer.")
        yield Hint("Another answer replaces it, /remove drops it.", "carried")
    elif prompt.keeps_whole_answer:
        yield Hint(_kept(prompt))
    elif prompt.stays_open:
        yield Hint("Enter leaves it open.", "open")
    elif step.enter:
        yield Hint(step.enter)
    elif step.previous is not None:
        if prompt.is_first and not fits_next_to_enter(step):
            yield Hint(_kept(prompt))  # which is shown in whole above
        else:
            kept = one_line(step.previous_text, _KEPT_WIDTH)
            words = _KEPT_OF if prompt.kept_by else _KEPT
            text = tr(words, answer=sentence(kept), ministry=prompt.kept_by)
            yield Hint(text if kept else _kept(prompt) if prompt.kept_by else "Enter keeps it.")
        if not step.required:
            yield Hint("Type - to remove it.", "remove")
    elif not step.required or (prompt.is_first and not prompt.required):
        yield Hint("Enter leaves it open.", "open")


def _kept(prompt: "Prompt") -> str:
    """Return that Enter keeps an answer, and whose it is."""
    if prompt.kept_by:
        return f"Enter keeps the answer of {prompt.kept_by}."
    return "Enter keeps your answer."


def fits_next_to_enter(step: Step) -> bool:
    """Return whether the earlier reply to a step is shown in whole where Enter keeps it."""
    return len(step.previous_text) <= _KEPT_WIDTH
