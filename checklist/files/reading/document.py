"""A document that was read: its data, its refusals, and the positions of its parts."""

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate, repeat
from operator import add
from typing import Literal, Protocol, TypeAlias

from checklist.diagnostics import Diagnostic, DocumentPath

Data: TypeAlias = "str | int | float | bool | list[Data] | dict[str, Data] | None"
"""The data of a file, of JSON's types only."""

Format: TypeAlias = Literal["yaml", "json"]

Mark: TypeAlias = tuple[int, int, "Marks | None"]
"""The offsets of a key and of its value, and the marks inside that value. An item has no key: both
offsets are its own."""


class Marks(Protocol):
    """The marks of the keys of a mapping, or of the items of a list by index."""

    def get(self, key: str | int, /) -> Mark | None:
        """Return the mark of a key or index, or None where there is none."""


MarkTable: TypeAlias = dict[str | int, Mark]
"""Marks that are all known."""


_NUMBER = re.compile(r"[-+.]{0,2}[0-9][0-9A-Za-z.+-]{0,40}")
"""A number as YAML and JSON write it: `1.0`, `1e3`, `0x1F`."""
_NEAR = 2_000
"""The offset up to which lines are counted. Beyond, the lines of the text are found once for all
positions, which takes longer than a few positions in the head of a report."""


@dataclass(frozen=True)
class Document:
    """The text and the data of one file."""

    name: str
    """The file as the user named it."""
    text: str
    """The decoded text without a byte order mark; empty when it could not be decoded."""
    format: Format
    data: Data
    """None when nothing could be read. Values that were refused are None."""
    refusals: tuple[Diagnostic, ...]
    """The findings of reading, by line and column, at most `MAX_PER_FILE`."""
    refused_places: frozenset[DocumentPath] = frozenset()
    """The places of the values that were refused."""
    find_marks: Callable[[], Marks] = field(default=dict, repr=False, compare=False)
    """The function that finds the positions. It runs when the first position is requested."""
    content: bytes = field(default=b"", repr=False)
    """The bytes of the file; empty when it could not be opened."""

    @property
    def readable(self) -> bool:
        """Whether the data can be used, though perhaps with values refused."""
        return self.data is not None

    def position(self, where: DocumentPath, *, key: bool = False) -> tuple[int, int]:
        """Return the 1-based line and column of a place, or of its nearest parent.

        Args:
            where: The keys and indices that lead to the place, which may be absent.
            key: Whether the place of the key is wanted, not that of its value. A value that is
                left empty stands where its key stands.
        """
        at = min(self.offset(where, key=key), len(self.text))
        if at < _NEAR:
            return self.text.count("\n", 0, at) + 1, at - self.text.rfind("\n", 0, at)
        line = bisect_right(self._line_begins, at)
        return line, at - self._line_begins[line - 1] + 1

    def offset(self, where: DocumentPath, *, key: bool = False) -> int:
        """Return the index in `text` of a place, for the same arguments as `position`."""
        key_at, at = 0, 0
        inner: Marks | None = self._marks
        for part in (0, *where):
            mark = None if inner is None else inner.get(part)
            if mark is None:
                break
            key_at, at, inner = mark
        return key_at if key else at

    def number(self, where: DocumentPath) -> str:
        """Return the number at a place as it is written, such as `1.0`; empty for anything else."""
        found = _NUMBER.match(self.text, self.offset(where))
        return found[0] if found else ""

    def is_refused(self, where: DocumentPath) -> bool:
        """Return whether a place lies at or below a place whose value was refused.

        The data has None there, so that a later finding about it would say nothing new.
        """
        return bool(self.refused_places) and any(
            where[:length] in self.refused_places for length in range(len(where) + 1)
        )

    @cached_property
    def _line_begins(self) -> list[int]:
        """The index of the first character of each line: a file can have very many findings."""
        lengths = map(len, self.text.split("\n")[:-1])
        return [*accumulate(map(add, lengths, repeat(1)), initial=0)]

    @cached_property
    def _marks(self) -> Marks:
        """The mark of the root, by the index 0."""
        return self.find_marks()
