"""A guide for the terminal and as a page."""

import re
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


def as_lines(guide: str) -> Iterator[Line]:
    """Yield a guide, which is Markdown, as paragraphs for a terminal.

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
                yield from (Line(text, 4, is_code=True) for text in token.content.splitlines())
            case "heading_open" | "paragraph_open" | "heading_close" | "paragraph_close":
                pass
            case "list_item_close":
                pass
            case other:
                raise ValueError(tr("no guide has {other}", other))
        before = token.type


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
