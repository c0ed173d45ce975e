"""A guide for the terminal."""

from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.token import Token

from checklist.text.messages import tr
from checklist.text.paragraphs import Line, flat

_MARKDOWN = MarkdownIt("commonmark", {"html": False})


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


def _words(token: Token) -> str:
    """Return the words of a paragraph on one line. Names and commands keep their back quotes."""
    return flat(token.content)
