"""Markdown as a parser reads it."""

from markdown_it import MarkdownIt
from markdown_it.token import Token


def tokens(text: str) -> list[Token]:
    """Return the tokens of Markdown with tables and text that is struck out."""
    return MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text)
