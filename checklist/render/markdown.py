"""A document of blocks as Markdown."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from checklist.render.bars import Bars
from checklist.render.blocks import (
    BLANK,
    IN_BACK_QUOTES,
    Blanks,
    Block,
    Cell,
    Changed,
    Facts,
    Heading,
    Items,
    Notice,
    Numbered,
    Paragraph,
    Quote,
    Table,
    WithCode,
    figures_table,
    plain,
)
from checklist.text.messages import labelled, tr
from checklist.text.paragraphs import flat
from checklist.text.sanitize import safe_text

_SIGNS = {"-": "~~", "+": "**", ":": "", "": ""}
"""The markup around a piece of a text that was changed: ~~gone~~ **new**."""

_SHORT = 200
"""The most characters of a text whose result is kept: the words of questions occur again."""
_SPECIAL = re.compile(r"([\\`*_\[\]<>|#~&])")
_FIRST_OF_LINE = re.compile(r"^([-+](?=\s|$)|-(?=[-\s]*$)|=(?==*\s*$)|[0-9]+(?=[.)](?:\s|$)))")


def as_markdown(blocks: Iterable[Block]) -> str:
    """Return a document as Markdown. Foreign text in it stays text."""
    return "\n".join(_markdown(blocks)).rstrip("\n") + "\n"


def _markdown(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Heading(_, level):
                yield f"{'#' * level} {escaped(block.words)}"
            case Paragraph(text, is_aside):
                paragraphs = _paragraphs(text)
                yield "\n\n".join(
                    f"*{paragraph}*" if is_aside else paragraph for paragraph in paragraphs
                )
            case Quote(text):
                yield "\n>\n".join(f"> {paragraph}" for paragraph in _paragraphs(text))
            case Notice(text):
                yield f"> **{escaped(text)}**"
            case Facts(facts):
                for label, cell in facts:
                    texts = _paragraphs(cell) if isinstance(cell, str) else [_markdown_cell(cell)]
                    yield "\n\n  ".join(
                        [f"- **{labelled(escaped(label))}** {texts[0]}", *texts[1:]]
                    )
            case Blanks(labels):
                yield "\n\n".join(labelled(escaped(label), BLANK) for label in labels)
            case Items(items):
                yield from (f"- {_words(item)}" for item in items)
            case Numbered(items):
                for index, item in enumerate(items, 1):
                    yield f"{index}. {escaped(item)}"
            case Bars():
                about = [Paragraph(block.about, is_aside=True)] if block.about else []
                yield from _markdown([figures_table(block), *about])
            case Table(_, head, rows):
                yield f"**{escaped(block.title)}**"
                yield ""
                cells = [[_markdown_cell(cell) for cell in row] for row in rows]
                yield from _table([escaped(cell) for cell in head], cells)
                if not rows:
                    yield ""
                    yield tr("None.")
        yield ""


def _paragraphs(text: str) -> list[str]:
    """Return a text as the Markdown of its paragraphs: at least one, which can be empty."""
    if isinstance(text, WithCode | Changed):
        return [_words(text)]
    return [escaped(line) for line in text.split("\n") if line.strip()] or [""]


def _words(text: str) -> str:
    if isinstance(text, Changed):
        # The signs are markup only with a space around them.
        return " ".join(
            f"{_SIGNS[sign]}{escaped(piece)}{_SIGNS[sign]}" for piece, sign in text.pieces
        )
    mark = escaped_message if isinstance(text, WithCode) else escaped
    return mark(text)


def _markdown_cell(cell: Cell) -> str:
    return escaped(plain(cell))


# Foreign text stays text


def escaped(foreign: str) -> str:
    """Return a text on one line in which nothing is markup."""
    return _kept(foreign) if len(foreign) <= _SHORT else _escaped(foreign)


def _escaped(foreign: str) -> str:
    shown = _SPECIAL.sub(r"\\\1", safe_text(flat(foreign)))
    return _FIRST_OF_LINE.sub(_escaped_marker, shown)


_kept = lru_cache(maxsize=2_000)(_escaped)


def _code(foreign: str) -> str:
    """Return a text as code: a name that is typed as it stands."""
    return f"`{safe_text(foreign).replace('`', '‹U+0060›')}`"


def escaped_message(foreign: str) -> str:
    """Return the message of a finding; the parts in back quotes become code.

    A quotation may contain back quotes itself. Several back quotes in a row would begin another
    kind of code, which need not end. They are escaped, as is all text outside a pair of single
    back quotes.
    """
    parts = IN_BACK_QUOTES.split(foreign)
    marked = (_code(part) if index % 2 else _inner(part) for index, part in enumerate(parts))
    return _FIRST_OF_LINE.sub(_escaped_marker, "".join(marked))


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
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
