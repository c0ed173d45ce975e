"""Paragraphs of texts, before they are wrapped to the width of a terminal or page."""

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from checklist.text.wrapping import is_ideograph, kept_if_short

_END = re.compile(r"(?<=[.:?!。：？！؟])[ \t]*\n|\n[ \t]*\n")
"""The end of a paragraph: a line that ends a sentence, or a blank line."""
_SPACES = re.compile("[ \\t\\n\\r\\f\\v]{2,}|[\\t\\n\\r\\f\\v]")
"""What becomes one space, but single spaces, which are left. U+00A0 is no such space."""
_BEFORE_SIGNS = re.compile(r"\s+(?=[;:?!»])|(?<=«)\s+")
"""Spaces that some languages put beside signs, and nobody types."""
_MARKS = re.compile("[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u064b-\u065f\u0670]+")
"""Accents and other marks that stand on the letter before them."""
_TYPED = (("\u2018", "'"), ("\u2019", "'"), ("\u02bc", "'"), ("\u0153", "oe"), ("\u00e6", "ae"))
"""Signs of printed texts, and what keyboards have in their place."""
STOPS = " ,;.，、；。،؛"
"""What is left out before `…`, where a text is cut."""


class Marked(NamedTuple):
    """A part of a text in a style of its own. The style adds no information to the text."""

    begin: int
    """The index of the part's first character."""
    end: int
    """The index after the part's last character."""
    style: str
    """The style in the terminal, such as `red`."""


class Line(NamedTuple):
    """One paragraph of a view."""

    text: str
    indent: int = 0
    """Columns before the text."""
    hanging: int = 0
    """More columns before its second and later lines."""
    is_heading: bool = False
    marked: Sequence[Marked] = ()
    """The parts with a style of their own, in their order."""
    is_code: bool = False
    """Whether it is shown as it is, to be copied, however long it is."""


def paragraphs(prose: str | None) -> list[str]:
    """Return the paragraphs of a text, each on one line.

    The levels of a measure begin on lines of their own, and each can continue over several lines.
    """
    parts = map(flat, _END.split(prose or ""))
    return [part for part in parts if part]


def folded(text: str) -> str:
    """Return a text as what a person typed is compared with it.

    Capitals, accents, the shape of apostrophes, and spaces beside signs do not count.
    """
    plain = text.casefold()
    if not plain.isascii():
        plain = _letters(plain)
    return _BEFORE_SIGNS.sub("", " ".join(plain.split()))


@kept_if_short
def _letters(text: str) -> str:
    for printed, typed in _TYPED:
        text = text.replace(printed, typed)
    return _MARKS.sub("", unicodedata.normalize("NFKD", text))


def flat(text: str) -> str:
    """Return a text on one line: one space for each run of spaces and line breaks.

    Chinese has no spaces between its characters, so a line break between two of them is none.
    """
    if text.isascii():
        return " ".join(text.split())
    return _SPACES.sub(_space, text.strip(" \t\n\r\f\v"))


def evenly_spaced(text: str) -> str:
    """Return a text on one line, with a plain space for each kind of space, to compare it.

    Other programs turn a no-break space into a plain one.
    """
    return " ".join(flat(text).split())


def _space(found: re.Match[str]) -> str:
    before, behind = found.string[found.start() - 1], found.string[found.end()]
    is_break = "\n" in found[0] and is_ideograph(before) and is_ideograph(behind)
    return "" if is_break else " "


def one_line(text: str, width: int) -> str:
    """Return a text on one line of at most `width` characters; `…` stands for a part cut off."""
    text = flat(text)
    return text if len(text) <= width else text[: max(width - 2, 0)].rstrip(STOPS) + " …"


def first_words(text: str, width: int) -> str:
    """Return a text on one line of at most `width` characters, cut between two words if it is long.

    A script without spaces is cut between two characters.
    """
    text = flat(text)
    if len(text) <= width:
        return text
    words = "" if is_ideograph(text[width - 2]) else text[: width - 1].rpartition(" ")[0]
    kept = words or text[: width - 2]
    return f"{kept.rstrip(STOPS)} …"


def capitalized(text: str) -> str:
    """Return a text with a capital letter at its beginning; the others stay as they are."""
    return text[:1].upper() + text[1:]


def uncapitalized(text: str) -> str:
    """Return words for use within a sentence, unless they begin with several capital letters."""
    is_name = text[:2].isupper() and len(text) > 1 and text[1] not in "'\u2019"
    return text if is_name else text[:1].lower() + text[1:]


def ends_sentence(text: str) -> bool:
    """Return whether a text ends as a sentence does."""
    return text.endswith((".", "?", "!", "…", "。", "？", "！", "؟"))


def is_question(text: str) -> bool:
    """Return whether a text ends with a question mark of any script."""
    return text.endswith(("?", "？", "؟"))


_CLOSING = "”’》」）"  # noqa: RUF001
"""What can stand between the last word of a sentence and its full stop."""
_CHINESE = frozenset("，：；、")
"""Marks of a sentence in Chinese, which can end with an address or a code."""
_QUOTED = re.compile("`[^`]*`|“[^”]*”")


def sentence(text: str) -> str:
    """Return a text with a full stop at its end, unless it ends as a sentence does."""
    if ends_sentence(text):
        return text
    is_chinese = is_ideograph(text.rstrip(_CLOSING)[-1:]) or (
        not _CHINESE.isdisjoint(text) and not _CHINESE.isdisjoint(_QUOTED.sub("", text))
    )
    return f"{text}{'。' if is_chinese else '.'}"
