"""Texts with words of somebody else, in another language than that of the document."""

from collections.abc import Sequence
from typing import Any


class Quoted(str):
    """A text with words in another language than that of the document."""

    pieces: Sequence[tuple[str, str]]
    """Its pieces, each with its language; empty for that of the document."""

    @classmethod
    def of(cls, text: str, words: Any, language: str) -> str:
        """Return a text in which words have a language; the very text where it is empty.

        Args:
            text: The text, which ends with the words, or else begins with them.
            words: The words.
            language: Their language; empty for that of the document.
        """
        if not language or not words or not isinstance(words, str):
            return text
        whole, (before, behind) = cls(text), (text.removesuffix(words), text.removeprefix(words))
        if before != text:
            whole.pieces = [*([(before, "")] if before else []), (words, language)]
        elif behind != text:
            whole.pieces = [(words, language), (behind, "")]
        else:
            return text
        return whole

    def numbered(self, number: int) -> str:
        """Return the text behind a number."""
        whole = Quoted(f"{number}. {self}")
        whole.pieces = [(f"{number}. ", ""), *self.pieces]
        return whole
