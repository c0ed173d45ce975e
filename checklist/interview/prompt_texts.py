"""The texts of a prompt: what both faces draw of a question, and what lines say beside it."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from checklist.answer_types.interface import Step
from checklist.interview.corrections import TO_CORRECT
from checklist.interview.prompt import PART_STAYS_OPEN, Prompt
from checklist.interview.screen_model import Item
from checklist.text.messages import Message, is_made_of, listed_words, sentences, tr
from checklist.text.paragraphs import folded, one_line, paragraphs, sentence

_KEPT_WIDTH = 60
"""Characters of an earlier answer that are shown next to Enter."""
_NOTE = Message("a note", "as guidance says it: where something can be written in a note")
_KEPT_OF = Message("Enter keeps the answer of {ministry}: {answer}")
_KEPT = Message("Enter keeps: {answer}")
PERIOD_LINE = Message("Period: {period}")
CONFIRMS = Message("Enter confirms the answer.")
IN_PLACE_OF_CARRIED = Message("Another answer replaces this answer, and /clear drops this answer.")
REMOVES = Message("Type - to remove this part.")
ALONE = Message("(choose this one alone)")
"""What stands behind an option that excludes the others."""


def guidance_of(prompt: Prompt) -> Iterator[str]:
    """Yield the paragraphs of the guidance; one that speaks of a note names the command for it."""
    for text in paragraphs(prompt.question.guidance):
        is_of_note = any(word in folded(text) for word in listed_words(_NOTE))
        yield sentences([sentence(text), tr("/note writes a note.")]) if is_of_note else text


def finding_items(prompt: Prompt) -> Iterator[Item]:
    """Yield the messages on the answer, each with its sides."""
    for text in prompt.findings:
        style = "wrong" if is_made_of(text, TO_CORRECT) else "warn"
        first, *sides = text.split("\n")
        yield Item(label=first, style=style, hanging=2, is_remark=True)
        for side in sides:
            yield Item(label=side.strip(), indent=2, hanging=2, is_remark=True)


def answer_items(prompt: Prompt, lines: Sequence[str], *, yields: bool = False) -> Iterator[Item]:
    """Yield the present answer below its title; nothing without lines.

    Args:
        prompt: The prompt.
        lines: The lines of the answer that nothing else shows.
        yields: Whether they are left out where room is short.
    """
    if not lines:
        return
    title = prompt.earlier_title if prompt.is_first or prompt.is_carried else tr("So far:")
    yield Item(label=title, yields=yields)
    for line in lines:
        yield Item(label=line, style="good", indent=2, hanging=2, yields=yields)


def related_items(prompt: Prompt) -> Iterator[Item]:
    """Yield the answer to a related question, where no message on the answer needs the room."""
    if prompt.related is not None and not prompt.findings:
        line = sentence(prompt.related.line)
        label = tr("Related, {number}: {line}", prompt.related.number, line)
        yield Item(label=label, is_digest=True)


class Hint(NamedTuple):
    """One or more sentences on the entries that a prompt takes."""

    text: str
    kind: str = ""
    """The kind of hint, which is given once; empty for one that is given each time."""


def hints_of(prompt: Prompt) -> Iterator[Hint]:
    """Yield the hints of a prompt on lines, where the full screen names keys."""
    step = prompt.step
    number = len(step.options)
    if step.form:
        yield Hint(tr("Type {form}.", step.form), step.form)
    elif step.several:
        yield Hint(tr("Type numbers with commas between them."), "numbers")
    elif number and not step.brief and not step.enter:
        text = tr("Type a number from 1 to {number}.", number) if number > 2 else tr("Type 1 or 2.")
        yield Hint(text, "number")
    elif step.brief:
        text = tr("Type a number from 1 to {number}, or a question mark for the options.", number)
        yield Hint(text, "number of a row")
    elif not number:
        yield Hint(tr("Type your answer."), "answer")
    yield from _on_enter(prompt)
    for tip in step.tips:
        yield Hint(tip, tip)
    if prompt.is_first:
        text = tr("Type a question mark for an explanation, or / for the commands.")
        yield Hint(text, "commands")


def _on_enter(prompt: Prompt) -> Iterator[Hint]:
    """Yield what Enter does."""
    step = prompt.step
    if prompt.keeps_whole_answer and prompt.is_carried:
        yield Hint(tr(CONFIRMS))
        yield Hint(tr(IN_PLACE_OF_CARRIED), "carried")
    elif prompt.keeps_whole_answer:
        yield Hint(_kept(prompt))
    elif prompt.stays_open:
        yield _question_stays_open()
    elif step.enter:
        yield Hint(step.enter)
    elif step.previous is not None:
        if prompt.is_first and not fits_next_to_enter(step):
            yield Hint(_kept(prompt))  # which is shown in whole above
        else:
            kept = one_line(step.previous_text, _KEPT_WIDTH)
            words = _KEPT_OF if prompt.kept_by else _KEPT
            text = tr(words, answer=sentence(kept), ministry=prompt.kept_by)
            yield Hint(text if kept else _kept(prompt))
        if not step.required:
            yield Hint(tr(REMOVES), "remove")
    elif not step.required:
        yield Hint(tr(PART_STAYS_OPEN), "open part")
    elif prompt.is_first and not prompt.required:
        yield _question_stays_open()


def _question_stays_open() -> Hint:
    return Hint(tr("Enter leaves the question open."), "open question")


def _kept(prompt: "Prompt") -> str:
    """Return that Enter keeps an answer, and whose it is."""
    if prompt.kept_by:
        return tr("Enter keeps the answer of {kept_by}.", prompt.kept_by)
    return tr("Enter keeps your answer.")


def fits_next_to_enter(step: Step) -> bool:
    """Return whether the earlier reply to a step is shown in whole where Enter keeps it."""
    return len(step.previous_text) <= _KEPT_WIDTH
