"""The files of letters: Word or Markdown."""

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from checklist.render.blocks import Block


class LetterFormat(StrEnum):
    """The formats of letters."""

    MARKDOWN = "markdown"
    DOCX = "docx"


ENDINGS = {LetterFormat.MARKDOWN: ".md", LetterFormat.DOCX: ".docx"}
"""The ending of the name of a letter, by its format."""


def letter_content(blocks: "Sequence[Block]", as_format: LetterFormat) -> bytes:
    """Return the bytes of the file of a letter."""
    if as_format is LetterFormat.DOCX:
        from checklist.render.document import Document
        from checklist.render.word import as_docx

        letter = Document(blocks)
        return as_docx(replace(letter, foot=letter.heading))
    from checklist.render.markdown import as_markdown  # an option names a format without letters

    return as_markdown(blocks).encode()
