"""Parts of lines on answers that many reports share, each made once."""

from collections.abc import Callable

from checklist.analysis.rows.answer_rows import KeptRow
from checklist.analysis.rows.columns import AnswerRow

KEPT = 16_384
"""The most parts that are kept: more than a long questionnaire has."""


class KeptParts:
    """Parts of lines, kept by the identity of rows that many reports share.

    A lookup by the content of a row would take half as long as making the part.
    """

    def __init__(self, make: Callable[[AnswerRow], bytes]) -> None:
        """Begin without any part.

        Args:
            make: Returns the part of a line on an answer.
        """
        self.parts: dict[int, bytes] = {}
        self._make = make
        self._rows: list[KeptRow] = []  # while a row is here, no other one has its identity

    def add(self, row: AnswerRow) -> bytes:
        """Return the part of a line on a row, and keep it if the row may come again."""
        made = self._make(row)
        if isinstance(row, KeptRow):
            if len(self._rows) == KEPT:
                self._rows.clear()
                self.parts.clear()
            self._rows.append(row)
            self.parts[id(row)] = made
        return made
