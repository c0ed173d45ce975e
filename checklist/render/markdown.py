"""A document of blocks as Markdown."""

from collections.abc import Iterable, Iterator

from checklist.render import markdown_escape
from checklist.render.bars import Bars
from checklist.render.blocks import (
    BLANK,
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

_SIGNS = {"-": "~~", "+": "**", ":": "", "": ""}
"""The markup around a piece of a text that was changed: ~~gone~~ **new**."""


def as_markdown(blocks: Iterable[Block]) -> str:
    """Return a document as Markdown. Foreign text in it stays text."""
    return "\n".join(_markdown(blocks)).rstrip("\n") + "\n"


def _markdown(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Heading(_, level):
                yield f"{'#' * level} {markdown_escape.text(block.words)}"
            case Paragraph(text, is_aside):
                paragraphs = _paragraphs(text)
                yield "\n\n".join(
                    f"*{paragraph}*" if is_aside else paragraph for paragraph in paragraphs
                )
            case Quote(text):
                yield "\n>\n".join(f"> {paragraph}" for paragraph in _paragraphs(text))
            case Notice(text):
                yield f"> **{markdown_escape.text(text)}**"
            case Facts(facts):
                for label, cell in facts:
                    texts = _paragraphs(cell) if isinstance(cell, str) else [_markdown_cell(cell)]
                    yield "\n\n  ".join(
                        [f"- **{labelled(markdown_escape.text(label))}** {texts[0]}", *texts[1:]]
                    )
            case Blanks(labels):
                yield "\n\n".join(labelled(markdown_escape.text(label), BLANK) for label in labels)
            case Items(items):
                yield from (f"- {_words(item)}" for item in items)
            case Numbered(items):
                for index, item in enumerate(items, 1):
                    yield f"{index}. {markdown_escape.text(item)}"
            case Bars():
                about = [Paragraph(block.about, is_aside=True)] if block.about else []
                yield from _markdown([figures_table(block), *about])
            case Table(_, head, rows):
                yield f"**{markdown_escape.text(block.title)}**"
                yield ""
                cells = [[_markdown_cell(cell) for cell in row] for row in rows]
                yield from markdown_escape.table(
                    [markdown_escape.text(cell) for cell in head], cells
                )
                if not rows:
                    yield ""
                    yield tr("None.")
        yield ""


def _paragraphs(text: str) -> list[str]:
    """Return a text as the Markdown of its paragraphs: at least one, which can be empty."""
    if isinstance(text, WithCode | Changed):
        return [_words(text)]
    return [markdown_escape.text(line) for line in text.split("\n") if line.strip()] or [""]


def _words(text: str) -> str:
    if isinstance(text, Changed):
        # The signs are markup only with a space around them.
        return " ".join(
            f"{_SIGNS[sign]}{markdown_escape.text(piece)}{_SIGNS[sign]}"
            for piece, sign in text.pieces
        )
    mark = markdown_escape.message if isinstance(text, WithCode) else markdown_escape.text
    return mark(text)


def _markdown_cell(cell: Cell) -> str:
    return markdown_escape.text(plain(cell))
