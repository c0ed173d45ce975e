"""Parts of lines on answers that many reports share, each made once."""

from collections.abc import Callable, Sequence

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
        self._parts: dict[int, bytes] = {}
        self._make = make
        self._rows: list[KeptRow] = []  # while a row is here, no other one has its identity

    def of(self, rows: Sequence[AnswerRow]) -> list[bytes]:
        """Return the part of a line on each of these rows."""
        known = self._parts.get
        return [known(id(row)) or self._made(row) for row in rows]

    def _made(self, row: AnswerRow) -> bytes:
        """Return the part of a line on a row, and keep it if the row may come again."""
        made = self._make(row)
        if isinstance(row, KeptRow):
            if len(self._rows) == KEPT:
                self._rows.clear()
                self._parts.clear()
            self._rows.append(row)
            self._parts[id(row)] = made
        return made
