"""The prompts beside an answer: the reason why there is none, and a note."""

from checklist.answer_types.answer import DECLINED, MAX_NOTE, REASONS
from checklist.answer_types.interface import Refusal, Step, Steps
from checklist.answer_types.options import option_step


def row_context(row: str) -> list[str]:
    """Return the line that names the row that a step is about; `*` stands for all open rows."""
    return [f"For this row: {row}"] if row not in {"", "*"} else []


def missing_steps(code: str, above: str = "", row: str = "") -> Steps:
    """Return the prompts for a missing answer: its reason, and a note if no code fits the reason.

    Args:
        code: The missing code.
        above: The present note; the reason in words goes below it.
        row: The label of the row that is answered; `*` for all open rows, empty for the whole
            question.
    """
    answer = {"missing": code}
    if REASONS[code]:
        reason = option_step(
            "reason",
            REASONS[code],
            ask="Why is there no answer?",
            previous=None,
            context=row_context(row),
        )
        answer["reason"] = yield reason._replace(row=row)
    if answer.get("reason") == "other":
        answer["note"] = yield note_step(
            None, ask="Which reason?", required=True, above=above, row=row
        )
    if code == DECLINED:
        words = yield note_step(
            None, ask="Why does your State decline to answer?", required=False, above=above, row=row
        )
        if words is not None:
            answer["note"] = words
    return answer


def note_step(
    previous: str | None,
    *,
    ask: str,
    required: bool,
    about: str | None = None,
    above: str = "",
    row: str = "",
) -> Step:
    """Return the prompt for a note.

    Args:
        previous: The present note, in place of which it is typed.
        ask: The words of the prompt.
        required: Whether there must be one.
        about: What the questionnaire says wherever a note can be written, if anything.
        above: The present note below which it goes, if any.
        row: The label of the row that it is about; empty for a whole question.
    """

    def read(text: str) -> str:
        if len(text) > MAX_NOTE:
            raise Refusal("A note has at most 10,000 characters.")
        if above and len(f"{above}\n{text}") > MAX_NOTE:
            raise Refusal(
                "A note has at most 10,000 characters, and this goes below the note of "
                f"{len(above):,} that is there. Type less, or /back and shorten that with /note."
            )
        return text

    return Step(
        "note",
        ask=ask,
        required=required,
        previous=previous,
        previous_text=previous or "",
        free_text=True,
        longest=MAX_NOTE - (len(above) + 1 if above else 0),
        own_words=True,
        read=read,
        row=row,
        context=[*([about] if about else ()), *row_context(row)],
    )
