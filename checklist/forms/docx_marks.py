"""What in the row of a Word form is a mark, a remark, or the content of a field."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from checklist.forms.word_document import WordCell, WordRow
from checklist.forms.words import (
    MARK,
    TICKS,
    at_option,
    has_remark,
    is_confidential,
    is_doubt,
    is_only_doubt,
    is_removal,
    is_tick,
    without_boxes,
)
from checklist.text.paragraphs import evenly_spaced

_OURS = frozenset({"", "auto", "ffffff", "e7ecf3", "fffbea"})


@dataclass(frozen=True, slots=True)
class OptionSign:
    """What stands at an option."""

    is_marked: bool
    """Whether it is marked: with a sign, by highlighting or a colour."""
    said: str
    """What was written in its box and beside its words."""
    is_other_number: bool = False
    """Whether the number of another option stands there."""

    @property
    def is_removal(self) -> bool:
        """Whether the answer is taken away there."""
        return is_removal(self.said)

    @property
    def is_doubt(self) -> bool:
        """Whether the sign says that the answer is uncertain."""
        is_unclear = self.is_other_number or is_only_doubt(self.said)
        return is_unclear or (not self.is_marked and is_doubt(self.said))


def sign_at(row: WordRow, is_own: Callable[[str], bool], label: str) -> OptionSign:
    """Return what stands at an option: in its box, beside its words, or as their look.

    Args:
        row: The row.
        is_own: Whether a text is one of the form's own.
        label: The words of the row.
    """
    if not row.cells:
        return OptionSign(False, "")
    first, *others = row.cells
    box = at_option(first.kept)
    number = label.partition(" ")[0]
    beside = [_beside_label(cell.kept, is_own, label) for cell in others]
    said = " ".join(filter(None, [box, *beside]))
    words = " ".join(beside).split()
    has_tick = bool(words) and any(one.casefold() in TICKS for one in (words[0], words[-1]))
    name = others[0] if others else WordCell()
    is_coloured = any(one.fill not in _OURS for one in (first, name))
    is_marked = (
        is_tick(box) or is_coloured or has_tick or (name.is_marked and bool(name.kept.strip()))
    )
    is_other = box.isdecimal() and number.isdecimal() and box not in {number, "0", "1"}
    is_marked = is_marked and not (is_doubt(box) or is_removal(said) or is_other)
    return OptionSign(is_marked, said, is_other)


def remark_in(sign: OptionSign) -> str:
    """Return what was written at an option, apart from a sign that marks it."""
    if not has_remark(sign.said):
        return ""
    return " ".join(one for one in sign.said.split() if one.casefold() not in TICKS)


def deleted_options(rows: Sequence[WordRow]) -> bool:
    """Whether an option was deleted: its row, its words, or a line is drawn through them."""
    return not any(cell.kept.strip() for row in rows for cell in row.cells[1:])


def confidential_text(row: WordRow, is_own: Callable[[str], bool], label: str) -> str:
    """Return what says at “Do not publish” that an answer is confidential, or that it is not.

    Struck out words are among it, because only a word such as `no` says that an answer is public.

    Args:
        row: The row.
        is_own: Whether a text is one of the form's own.
        label: The words of the row.
    """
    *boxes, name = row.cells or [WordCell()]
    texts = [*(cell.text for cell in boxes), _beside_label(name.text, is_own, label)]
    said = [text for text in texts if without_boxes(text)]
    removals = [text for text in said if is_removal(text)]
    text = removals[0] if removals else " ".join(said)
    is_marked_otherwise = row.has_picture or sign_at(row, is_own, label).is_marked
    return MARK if is_marked_otherwise and not (removals or is_confidential(text)) else text


def _beside_label(text: str, is_own: Callable[[str], bool], label: str) -> str:
    """Return what was written in a cell beside the words of its row.

    Words of the row that were taken away say nothing.
    """
    if is_own(text):
        return ""
    said, words = evenly_spaced(text), evenly_spaced(label)
    for name in (words, words.partition(" ")[2] if words[:1].isdigit() else ""):
        parts = re.split(re.escape(name), said, maxsplit=1, flags=re.IGNORECASE) if name else ()
        if len(parts) > 1:
            said = " ".join(filter(None, (part.strip(" :;,") for part in parts)))
            break
    return "" if {*said.casefold().split()} <= {*words.casefold().split()} else said


def struck_text(row: WordRow, is_own: Callable[[str], bool]) -> str:
    """Return what is struck out in a field of which nothing is left."""
    texts = [cell.text for cell in row.cells if not (cell.kept.strip() or is_own(cell.text))]
    return "\n".join(filter(str.strip, texts))


def field_text(row: WordRow, is_own: Callable[[str], bool], label: str, first: int = 0) -> str:
    """Return what was written in a field, in its cell or behind its label, and not struck out.

    Args:
        row: Its row.
        is_own: Whether a text is one of the form's own.
        label: The label.
        first: The number of the cell that has the label.
    """
    if len(row.cells) <= first:
        return ""
    name, *others = row.cells[first:]
    texts = [cell.kept for cell in others]
    if not is_own(name.text):
        _, found, behind = name.kept.partition(label) if label else name.kept.partition(":")
        texts.insert(0, behind.strip() if found else name.kept)
    filled = [text for text in texts if text.strip()]
    return "\n".join(filled)
