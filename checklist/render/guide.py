"""A guide for the terminal and as a page."""

import re
import textwrap
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

from checklist.render.html import page
from checklist.text.messages import tr
from checklist.text.paragraphs import Line, flat

_MARKDOWN = MarkdownIt("commonmark", {"html": False})


class _Section(NamedTuple):
    """A part of a guide on its page, with its heading."""

    name: str
    """The name by which the contents link to it."""
    heading: str
    content: Markup


def as_lines(guide: str, width: int) -> Iterator[Line]:
    """Yield a guide, which is Markdown, as paragraphs for a terminal.

    Args:
        guide: The text of the guide.
        width: The columns of a line. A command that is longer goes on behind a backslash.

    Raises:
        ValueError: The guide has more than headings, paragraphs, lists and blocks of code.
    """
    depth, mark, before = 0, "", ""
    for token in _MARKDOWN.parse(guide):
        match token.type:
            case "heading_open" if before:
                yield Line("")
            case "paragraph_open" if not depth and before != "heading_close":
                yield Line("")
            case "bullet_list_open" | "ordered_list_open":
                depth += 1
            case "bullet_list_close" | "ordered_list_close":
                depth -= 1
                mark = ""
            case "list_item_open":
                mark = f"{token.info}. " if token.info else "- "
            case "inline":
                yield Line(mark + _words(token), 2 * depth, len(mark), before == "heading_open")
                mark = " " * len(mark)
            case "fence" | "code_block":
                yield Line("")
                is_shell = token.info == "sh"
                for line in token.content.splitlines():
                    yield from (
                        Line(part, 4)
                        for part in (_commands(line, width - 4) if is_shell else [line])
                    )
            case "heading_open" | "paragraph_open" | "heading_close" | "paragraph_close":
                pass
            case "list_item_close":
                pass
            case other:
                raise ValueError(tr("no guide has {other}", other))
        before = token.type


def _commands(line: str, width: int) -> Sequence[str]:
    """Return a command as lines of a width, which a shell reads as one."""
    # A line never ends within quotation marks, where the indent of the next would count.
    kept = re.sub('"[^"]*"', lambda quoted: quoted[0].replace(" ", "\0"), line)
    pieces = textwrap.wrap(
        kept, width - 2, subsequent_indent="  ", break_long_words=False, break_on_hyphens=False
    )
    *before, last = (piece.replace("\0", " ") for piece in pieces)
    return [*(f"{piece} \\" for piece in before), last]


def as_html(guide: str) -> str:
    """Return a guide, which is Markdown, as a page."""
    _, title, _, *tokens = _MARKDOWN.parse(guide)
    starts = [at for at, token in enumerate(tokens) if (token.type, token.tag) == _SECTION]
    starts.append(len(tokens))
    return page(
        "guide.html.j2",
        styles=("page.css", "guide.css"),
        title=_words(title),
        begin=_content(tokens[: starts[0]]),
        sections=[_section(tokens[start:end]) for start, end in pairwise(starts)],
    )


_SECTION = ("heading_open", "h2")


def _section(tokens: Sequence[Token]) -> _Section:
    heading = _words(tokens[1])
    name = re.sub(r"\W+", "-", heading.lower()).strip("-")
    return _Section(name, heading, _content(tokens[3:]))


def _content(tokens: Sequence[Token]) -> Markup:
    """Return a part of a guide as HTML. A guide comes with the tool: no text in it is foreign."""
    return Markup(_MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {}))


def _words(token: Token) -> str:
    """Return the words of a paragraph on one line. Names and commands keep their back quotes."""
    return flat(token.content)
