"""What in the row of a Word form is a mark, a remark, or the content of a field."""

from collections.abc import Callable, Sequence

from checklist.forms.word_document import WordCell, WordRow
from checklist.forms.words import (
    MARK,
    TICKS,
    has_remark,
    is_confidential,
    is_removal,
    is_tick,
    without_boxes,
)

_BOXES = str.maketrans(dict.fromkeys("☐□◻▢◯○⬜_[](){}…. \u00a0\u2002\u2003\t\n"))
"""Empty boxes, and what stands around a mark: none of it is one."""
_OURS = frozenset({"", "auto", "ffffff", "e7ecf3", "fffbea"})


def is_marked(row: WordRow, is_own: Callable[[str], bool]) -> bool:
    """Whether the option of a row is marked: with a sign, by highlighting or a colour.

    The sign stands in the first cell, or next to the words of the option.

    Args:
        row: The row.
        is_own: Whether a text is one of the form's own.
    """
    if not row.cells:
        return False
    first, *others = row.cells
    if is_tick(_without_boxes(first.kept)):
        return True
    label = others[0] if others else WordCell()
    is_coloured = any(one.fill not in _OURS for one in (first, label))
    words = [] if is_own(label.text) else label.kept.split()
    has_tick = bool(words) and any(
        one.translate(_BOXES).casefold() in TICKS for one in (words[0], words[-1])
    )
    return is_coloured or has_tick or (label.is_marked and bool(label.kept.strip()))


def remark_at(row: WordRow, is_own: Callable[[str], bool]) -> str:
    """Return what was written next to an option, apart from a sign that marks it."""
    if not row.cells:
        return ""
    first, *others = row.cells
    texts = [first.text.strip()] if has_remark(_without_boxes(first.text)) else []
    for cell in others:
        text = " ".join(one for one in cell.text.split() if one.casefold() not in TICKS)
        # Words of the option that were taken away are no remark; what was added to them is.
        if not is_own(cell.text) and not _is_label(text, is_own):
            texts.append(cell.text.strip())
    return "\n".join(texts)


def _without_boxes(text: str) -> str:
    return " ".join(filter(None, (one.translate(_BOXES) for one in text.split())))


def _is_label(text: str, is_own: Callable[[str], bool]) -> bool:
    number, _, label = text.partition(" ")
    return is_own(text) or is_own(f"{number}  {label}")


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
    is_marked_otherwise = row.has_picture or is_marked(row, is_own)
    return MARK if is_marked_otherwise and not (removals or is_confidential(text)) else text


def _beside_label(text: str, is_own: Callable[[str], bool], label: str) -> str:
    """Return what was written in a cell beside the words of its row."""
    if is_own(text):
        return ""
    said, words = " ".join(text.split()), label.casefold()
    before, found, behind = said.casefold().partition(words)
    if found:
        said = f"{said[: len(before)]} {said[len(said) - len(behind) :]}".strip(" :;,")
    return "" if {*said.casefold().split()} <= {*words.split()} else said


def field_text(row: WordRow, is_own: Callable[[str], bool], label: str, first: int = 0) -> str:
    """Return what was written in a field: in its cell, or behind its label.

    Args:
        row: Its row.
        is_own: Whether a text is one of the form's own.
        label: The label.
        first: The number of the cell that has the label.
    """
    if len(row.cells) <= first:
        return ""
    name, *others = row.cells[first:]
    texts = [cell.text for cell in others]
    if not is_own(name.text):
        _, found, behind = name.text.partition(label) if label else name.text.partition(":")
        texts.insert(0, behind.strip() if found else name.text)
    filled = [one for one in texts if one.strip()]
    return "\n".join(filled)
