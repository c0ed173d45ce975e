"""A panel on a row of a grid: a reason, evidence or a remark is asked while the rows stay in sight.

The laws of the register are chosen with the arrows: that writes the short name of the law where one
types, so that what Enter takes is always what stands there.
"""

from collections.abc import Collection, Sequence

from checklist.answer_types.evidence import NEW_LAW, row_words, rows_ticked
from checklist.answer_types.interface import Step
from checklist.interview.fields import Field
from checklist.interview.prompt import Prompt
from checklist.interview.screen_model import Item
from checklist.text.messages import Message, tr, with_aside

_ANOTHER = Message("another law: one that is not in the list")
_LINK = "https://"
_A_LINK = Message("a link: type the rest of its address")
_WHOLE = Message("The whole question")
_CHOICES_OF_THEIR_OWN = frozenset({"correct"})
"""The steps on the side that are about several questions."""


def is_panel(prompt: Prompt, fields: Sequence[Field]) -> bool:
    """Whether a step on the side opens as a panel on the rows of its question."""
    step = prompt.step
    if not prompt.is_aside or step.name in _CHOICES_OF_THEIR_OWN:
        return False
    return bool(fields) and bool(fields[0].address.row)


def panel_title(step: Step, fields: Sequence[Field], typed: str) -> str:
    """Return the title of a panel: the rows that it is about."""
    if step.row == "*":
        return tr("All open rows")
    if step.name == "evidence" and not step.row and fields and fields[0].address.row:
        numbers = ticked_rows(typed)
        return (
            tr("For {row}", row_words(numbers)) if numbers else tr("For each row that it can show")
        )
    at = row_at_hand(step, fields)
    return tr(_WHOLE if at is None else fields[at].label)


def row_at_hand(step: Step, fields: Sequence[Field]) -> int | None:
    """Return the index of the row that a panel is about; None for several."""
    if step.row in {"", "*"}:
        return None
    return next((index for index, field in enumerate(fields) if field.is_current), None)


def context_lines(step: Step) -> Sequence[str]:
    """Return what is to be read before a step, without what the screen shows elsewhere."""
    lines = [*step.context]
    if step.row not in {"", "*"}:
        del lines[:1]
    return lines[: len(lines) - len(step.laws)]


def law_items(step: Step) -> Sequence[Item]:
    """Return the laws that an entry can begin with, and the entry for another law."""
    items = [
        Item(label=law.code, text=law.label, number=str(number))
        for number, law in enumerate(step.laws, 1)
    ]
    if step.names_laws:
        items.append(Item(label=tr(NEW_LAW), text=tr(_ANOTHER)))
    return [*items, Item(label=_LINK, text=tr(_A_LINK))]


def _choices(step: Step) -> Sequence[str]:
    """Return what an entry can begin with, in the order of the list."""
    return [*(law.code for law in step.laws), *([tr(NEW_LAW)] if step.names_laws else []), _LINK]


def cited_law(step: Step, typed: str) -> int | None:
    """Return the index of the item with which the last reference begins, if any."""
    last = typed.rpartition(";")[2].strip()
    word = last.partition(" ")[0]
    codes = [law.code for law in step.laws]
    choices = _choices(step)
    if last in choices[len(codes) :]:
        return choices.index(last)
    if word in codes:
        return codes.index(word)
    is_number = word.isascii() and word.isdigit() and len(word) <= 3
    return int(word) - 1 if is_number and 1 <= int(word) <= len(codes) else None


def citing(step: Step, typed: str, *, down: bool) -> str:
    """Return what is typed with the next item in its last reference, or the one before it."""
    before, semicolon, last = typed.rpartition(";")
    begin = f"{before}{semicolon} " if semicolon else ""
    at, choices = cited_law(step, typed), _choices(step)
    is_law = at is not None and at < len(step.laws)
    article, end = last.strip().partition(" ")[2].strip() if is_law else "", len(choices) - 1
    if at is None and last.strip():
        return typed  # an address, or a law that is not registered
    first = 0 if down else end
    following = first if at is None else min(max(at + (1 if down else -1), 0), end)
    if following < len(step.laws):
        return f"{begin}{choices[following]} {article}"
    return f"{begin}{choices[following]}"


def ticked_rows(typed: str) -> Sequence[int]:
    """Return the numbers of the rows for which the last reference is."""
    return rows_ticked(typed.rpartition(";")[2])[1]


def ticking(typed: str, numbers: Collection[int]) -> str:
    """Return what is typed with other rows behind its last reference."""
    before, semicolon, last = typed.rpartition(";")
    reference, _ = rows_ticked(last)
    rows = row_words(sorted(numbers)) if numbers else ""
    return f"{before}{semicolon}{with_aside(reference, rows)}"
