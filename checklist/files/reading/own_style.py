"""YAML in our own style: as `checklist` writes it, and as PyYAML writes plain data.

A report that a program wrote is a small part of YAML: mappings and lists in block style, two
columns for each level, a text on the line of its key or in a block below it. Such a text needs no
parser: each line says by itself what it is, and most short lines stand in many reports, so that
what they say is kept. This takes a fifth of the time of libyaml's events: 0.29 of 1.41 ms for a
report of 34 kB and 1,045 lines as we write it, and 0.32 of 1.45 ms as PyYAML writes it.

This reader takes a text only where it is certain of the data. Anything else is left to the strict
reader, which alone has findings: flow style, tags, anchors, documents, tabs, blank lines between
keys, other indentation, empty values, keys that are twice in a mapping, and whatever is refused. Of
comments it knows those that the program writes into a division: lines at the top, and words behind
a key with nothing else on its line. Tests hold the data and the positions of both readers to be the
same.
"""

import json
import re
from collections.abc import Callable, Sequence
from enum import Enum
from typing import Any, TypeAlias

from checklist.files.reading.document import Data, Mark, Marks
from checklist.files.reading.scalars import NON_TEXT_STARTS, Problem, resolve_yaml
from checklist.files.reading.source import Limits

_INDENT = 2
_MAX_INDENTS = 20
_LEVELS = _INDENT * (_MAX_INDENTS + 2)
"""One more than any level, so more than the lists and mappings inside one another can be."""

_STREAM_EVENTS, _MAX_EVENTS_OF_LINE = 4, 7
"""A line begins and ends at most three lists and mappings, one in another, and has one key."""

_SHORT = 60
"""The most characters of a line that is kept. The value of a longer one can go on below."""
_MAX_KEPT = 8_192
"""The most lines that are kept, in about 3 MB. A quarter of them stand in many reports."""


class NotOwnStyle(Exception):
    """The text is one for the strict reader."""


class _Style(Enum):
    """How a value goes on below its line."""

    NESTED = "a list or a mapping follows"
    SCALAR = "a text that begins on the line, plain or in quotation marks"
    FOLDED = ">-"
    LITERAL = "|-"
    CLIPPED = "|"
    EMPTY_LIST = "[]"
    EMPTY_MAPPING = "{}"


# Python 3.11 looks up a name of the module much faster than a member of an enumeration.
_NESTED, _SCALAR, _FOLDED, _LITERAL, _CLIPPED, _EMPTY_LIST, _EMPTY_MAPPING = _Style
_HEADERS = {style.value: style for style in [*_Style][2:]}

_Line: TypeAlias = tuple[int, str | None, Data, _Style | None]
"""What a line says: its level, its key, its value, and how the value goes on below.

The level of a key is its column, which is even. That of an item is the column after its dash, so
that a list and the mapping around it have two levels even where they begin in one column. An item
without a key has None. A value that goes on has its first line, or None.
"""

_kept: dict[str, _Line] = {}
"""What short lines say, whatever report they stand in."""


def load_own_style(text: str, limits: Limits) -> Data:
    """Return the data of a text in our own style, in which nothing is refused.

    Args:
        text: A text in which all characters are allowed.
        limits: The limits of the file.

    Raises:
        NotOwnStyle: The text is one for the strict reader.
    """
    lines = iter(_lines(text, limits))
    known = _kept.get
    root: dict[str, Data] = {}
    # The open lists and mappings by their levels, None between them. Beyond the current level stand
    # some that are closed.
    at: list[Any] = [root] + [None] * _LEVELS
    current = 0
    container: Any = root
    key: Any = None
    style: _Style | None = None
    below: list[str] = []
    indent = ""
    for line in lines:
        if style is not None:
            inner = line.removeprefix(indent)
            if inner != line or not line:
                below.append(inner)
                continue
            container[key] = _joined(below, style)
        level, key, value, style = known(line) or _parsed(line)
        container = at[level]
        if level > current or container is None:
            raise NotOwnStyle
        while True:  # once for each list or mapping that begins here, and for the value in them
            if level & 1:
                if key is None:
                    container.append(value)
                    key = -1
                    break
                level += 1
                container.append({})
                at[level] = container = container[-1]
            elif key in container:
                raise NotOwnStyle
            if style is not _NESTED:
                container[key] = value
                break
            line = next(lines, "")  # an empty line is refused
            inner_level, inner_key, value, style = known(line) or _parsed(line)
            if not level < inner_level <= level + _INDENT + 1:
                raise NotOwnStyle
            at[level + 1] = at[level + 2] = None
            container[key] = at[inner_level] = container = [] if inner_level & 1 else {}
            level, key = inner_level, inner_key
        current = level
        if style is not None:
            below = [] if value is None else [str(value)]
            indent = " " * ((level | 1) + 1)
    if style is not None:
        container[key] = _joined(below, style)
    return root


def _lines(text: str, limits: Limits) -> list[str]:
    """Return the lines of a text.

    Raises:
        NotOwnStyle: The text may be beyond the limits, or is one for the strict reader.
    """
    lines = text.split("\n")
    is_ended = lines.pop() == ""
    if not lines or not is_ended or "\t" in text or "\r" in text:
        raise NotOwnStyle
    events = _STREAM_EVENTS + _MAX_EVENTS_OF_LINE * len(lines)
    if events > limits.max_events or limits.max_depth < _LEVELS:
        raise NotOwnStyle
    begin = next((at for at, line in enumerate(lines) if not line.startswith("#")), 0)
    return lines[begin:] if begin else lines


_KEY = re.compile(rf"((?:  ){{0,{_MAX_INDENTS}}}+)(- )?(\"?)([A-Za-z][A-Za-z0-9_-]{{0,99}}+)\3:")
_ITEM = re.compile(rf"((?:  ){{0,{_MAX_INDENTS}}}+)- ")


def _parsed(line: str) -> _Line:
    """Return what a line says.

    Raises:
        NotOwnStyle: The line is one for the strict reader.
    """
    if line.endswith(" "):
        raise NotOwnStyle
    before, colon, rest = line.partition(": ")
    key: str | None = None
    if colon:
        level, key, _, _ = _kept.get(f"{before}:") or _parsed(f"{before}:")
        rest = "" if rest.lstrip(" ").startswith("#") else rest
    elif found := _KEY.fullmatch(line):
        spaces, dash, quote, key = found.groups()
        level = len(spaces) + (1 if dash else 0)
        if not quote and resolve_yaml(key) != key:
            raise NotOwnStyle
    elif found := _ITEM.match(line):
        level, rest = found.end() - 1, line[found.end() :]
    else:
        raise NotOwnStyle
    value: Data = None
    style = _HEADERS.get(rest)
    if not rest:
        style = _NESTED
    elif style is None and len(line) > _SHORT:
        return level, key, rest, _SCALAR
    elif style is None:
        value = _scalar(rest)
    said = (level, key, value, style)
    if len(line) <= _SHORT:
        if len(_kept) == _MAX_KEPT:
            _kept.clear()
        _kept[line] = said
    return said


def _joined(lines: Sequence[str], style: _Style) -> Data:
    """Return the value that stands on several lines.

    Raises:
        NotOwnStyle: A line is empty or has spaces at an end, so that there is more than one rule
            for its line breaks, or the value is one for the strict reader.
    """
    if style is _LITERAL or style is _CLIPPED:
        if not lines or lines[0][:1] in ("", " ") or not lines[-1]:
            raise NotOwnStyle
        return "\n".join(lines) + ("\n" if style is _CLIPPED else "")
    if style is _EMPTY_LIST or style is _EMPTY_MAPPING:
        if lines:
            raise NotOwnStyle
        return [] if style is _EMPTY_LIST else {}
    text = " ".join(lines)
    if "  " in f" {text} " and not all(line and line == line.strip(" ") for line in lines):
        raise NotOwnStyle
    return _scalar(text) if style is _SCALAR else text


_IN_DOUBLE_QUOTES = re.compile(r'"(?:[^"\\]|\\(?:["\\nt]|u(?:2028|2029|FEFF)))*+"')
_IN_SINGLE_QUOTES = re.compile(r"'(?:[^']|'')*+'")


def _scalar(text: str) -> Data:
    """Return the value of a scalar, plain or in quotation marks.

    Raises:
        NotOwnStyle: It is one for the strict reader.
    """
    first = text[0]
    if first.isalnum() or (first == "-" and text[1:2].isdigit()):
        if ": " in text or " #" in text or text[-1] == ":":
            raise NotOwnStyle
        value = resolve_yaml(text) if first in NON_TEXT_STARTS else text
        if isinstance(value, Problem):
            raise NotOwnStyle
        return value
    if _IN_DOUBLE_QUOTES.fullmatch(text):
        return str(json.loads(text)) if "\\" in text else text[1:-1]
    if _IN_SINGLE_QUOTES.fullmatch(text):
        return text[1:-1].replace("''", "'")
    raise NotOwnStyle


def own_style_marks(text: str, parse: Callable[[str], Marks]) -> Marks:
    """Return the marks of a text that `load_own_style` takes.

    Args:
        text: The text.
        parse: Returns the marks of a text by parsing it; the root has the index 0.
    """
    if text.startswith(_QUOTED_OR_COMMENT) or _QUOTED_KEY.search(text):
        return parse(text)
    return {0: (0, 0, _LineMarks(text, parse))}


_QUOTED_OR_COMMENT = ('"', "#")
"""What a text begins with whose first line is no plain key."""
_QUOTED_KEY = re.compile(r'\n(?:  )?"')


class _LineMarks:
    """The marks of a mapping in our own style: keys in column 0 or 2 are found by their lines.

    Only the block of a key that is requested is parsed: most blocks are a hundredth of a report.
    """

    def __init__(self, text: str, parse: Callable[[str], Marks], begin: int = 0) -> None:
        """Keep where the mapping begins.

        Args:
            text: A text that `load_own_style` takes, without comments at the top, and with plain
                keys in these columns.
            parse: Returns the marks of a part of the text; its root has the index 0.
            begin: The offset of the first line of the mapping; 0: it is the whole text.
        """
        self._text, self._parse, self._begin = text, parse, begin
        self._indent = " " * _INDENT if begin else ""

    def get(self, key: str | int, /) -> Mark | None:
        """Return the mark of a key, or None where there is none."""
        text, begin, line = self._text, self._begin, f"{self._indent}{key}:"
        if not text.startswith(line, begin):
            end = self._next_key(begin, _OUTER_KEY) if begin else len(text)
            begin = text.find(f"\n{line}", begin, end) + 1
            if not begin:
                return None
        after = begin + len(line)
        if not self._indent and _MAPPING_BELOW.match(text, after):
            inner = _LineMarks(text, self._parse, after + 1)
            return begin, after + 1 + _INDENT, inner
        end = self._next_key(after, _INNER_KEY if self._indent else _OUTER_KEY)
        root = _ShiftedMarks(self._parse(text[begin:end]), begin).get(0)
        return root[2].get(key) if root and root[2] else None

    def _next_key(self, begin: int, pattern: re.Pattern[str]) -> int:
        found = pattern.search(self._text, begin)
        return found.start() + 1 if found else len(self._text)


_OUTER_KEY = re.compile(r"\n[A-Za-z]")
_INNER_KEY = re.compile(r"\n(?:  )?[A-Za-z]")
_MAPPING_BELOW = re.compile(r"\n  [A-Za-z]")


class _ShiftedMarks:
    """The marks of a part of a text, as offsets in the whole text."""

    def __init__(self, marks: Marks, by: int) -> None:
        self._marks, self._by = marks, by

    def get(self, key: str | int, /) -> Mark | None:
        """Return the mark of a key or index, or None where there is none."""
        mark = self._marks.get(key)
        if mark is None:
            return None
        key_at, at, inner = mark
        inner = inner and _ShiftedMarks(inner, self._by)
        return key_at + self._by, at + self._by, inner
