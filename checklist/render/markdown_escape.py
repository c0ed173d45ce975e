"""Escapes for foreign text in Markdown, so that it stays text."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from checklist.text.paragraphs import flat
from checklist.text.sanitize import safe_text

_SHORT = 200
"""The most characters of a text whose result is kept: the words of questions occur again."""
_SPECIAL = re.compile(r"([\\`*_\[\]<>|#~&])")
IN_BACK_QUOTES = re.compile("(?<!`)`([^`]+)`(?!`)")
"""Matches a part of a text in single back quotes."""
_FIRST_OF_LINE = re.compile(r"^([-+](?=\s|$)|-(?=[-\s]*$)|=(?==*\s*$)|[0-9]+(?=[.)](?:\s|$)))")


def text(foreign: str) -> str:
    """Return a text on one line in which nothing is markup."""
    return _kept_text(foreign) if len(foreign) <= _SHORT else _text(foreign)


def _text(foreign: str) -> str:
    escaped = _SPECIAL.sub(r"\\\1", safe_text(flat(foreign)))
    return _FIRST_OF_LINE.sub(_escaped_marker, escaped)


_kept_text = lru_cache(maxsize=2_000)(_text)


def code(foreign: str) -> str:
    """Return a text as code: a name that is typed as it stands."""
    return f"`{safe_text(foreign).replace('`', '‹U+0060›')}`"


def message(foreign: str) -> str:
    """Return the message of a finding; the parts in back quotes become code.

    A quotation may contain back quotes itself. Several back quotes in a row would begin another
    kind of code, which need not end. They are escaped, as is all text outside a pair of single
    back quotes.
    """
    parts = IN_BACK_QUOTES.split(foreign)
    marked = (code(part) if index % 2 else _inner(part) for index, part in enumerate(parts))
    return _FIRST_OF_LINE.sub(_escaped_marker, "".join(marked))


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield the lines of a table. The cells are Markdown already."""
    yield f"| {' | '.join(head)} |"
    yield f"|{'---|' * len(head)}"
    for row in rows:
        yield f"| {' | '.join(row)} |"


def _inner(foreign: str) -> str:
    """Return a part of a line, whose spaces at the ends are kept."""
    return _SPECIAL.sub(r"\\\1", safe_text(foreign))


def _escaped_marker(found: re.Match[str]) -> str:
    """Keep a text that begins like an item of a list, a rule or a heading from becoming one."""
    marker = found[1]
    return f"{marker}\\" if marker.isdigit() else f"\\{marker}"
