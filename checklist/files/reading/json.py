"""JSON: parsed by the standard library, and by the builder where something may be refused."""

import json
import re
from collections.abc import Iterator
from functools import partial
from itertools import accumulate

from yaml.error import Mark as YamlMark
from yaml.events import (
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from checklist.files.reading.builder import Builder
from checklist.files.reading.document import Data, Document, Mark, Marks, MarkTable
from checklist.files.reading.refusals import Refusals
from checklist.files.reading.scalars import MAX_DIGITS, TOO_LARGE, plain_number, resolve_json
from checklist.files.reading.source import Limits, Unreadable
from checklist.text.messages import Message, tr


def parse_json(text: str, refusals: Refusals, limits: Limits, *, any_line_break: bool) -> Document:
    """Parse a JSON text.

    Args:
        text: The text, with its forbidden characters replaced.
        refusals: The refusals so far, and the text as it was decoded.
        limits: The limits of the file.
        any_line_break: As for `reader.parse`.
    """
    deep = _bracket_too_deep(text, limits.max_depth)
    # Deeper levels can overflow the parser; the text before them can have an error already.
    loaded = _LoadedJson(text if deep is None else f"{text[:deep]}0")
    is_valid = deep is None and not loaded.may_be_refused and not refusals.found
    if is_valid and _is_surely_within_limit(text, limits):
        return refusals.document("json", loaded.data, partial(_marks, text))
    error = loaded.error
    if error is not None and deep is not None and error.pos >= deep:
        error = None
    replaced = text is not refusals.text
    builder = Builder(
        refusals, limits, resolve_json, replaced=replaced, any_line_break=any_line_break
    )
    try:
        builder.build(_json_events(text, error.pos if error else len(text)))
        if error:
            unknown = tr("not JSON: {problem}", error.msg), ""
            message, hint = map(str, _JSON_PROBLEMS.get(error.msg, unknown))
            raise Unreadable("S006", message, hint=hint, at=error.pos)
    except Unreadable as end:
        refusals.end(end)
        return refusals.document("json")
    return refusals.document("json", builder.data, builder.root_marks.copy)


_NOT_BRACKETS_OR_QUOTES = bytes(set(range(256)) - set(b'[]{}"'))


def _is_surely_shallow(text: str, max_depth: int) -> bool:
    """Return True only if no level is too deep: three times as fast as counting the levels.

    A text with escapes, or with brackets in strings, gives False: its quotation marks remain.
    """
    if "\\" in text:
        return False
    left = text.encode().translate(None, _NOT_BRACKETS_OR_QUOTES).replace(b'""', b"")
    for _ in range(max_depth):  # removes the innermost level
        if not left:
            return True
        left = left.replace(b"{}", b"").replace(b"[]", b"")
    return not left


_BRACKET_OR_STRING = re.compile(r'[][{}]|"[^"\\]*+(?:\\.[^"\\]*+)*+"?', re.DOTALL)
_NOT_BRACKETS = bytes(set(range(256)) - set(b"[]{}"))
_LEVEL = {"[": 1, "{": 1, "]": -1, "}": -1}


def _bracket_too_deep(text: str, max_depth: int) -> int | None:
    """Return the offset of the first bracket that opens a level too many, or None."""
    if _is_surely_shallow(text, max_depth):
        return None
    # This takes 40 % of the time of the loop below, but does not give the offset.
    outside_strings = text.replace("\\\\", "").replace('\\"', "").split('"')[::2]
    brackets = "".join(outside_strings).encode().translate(None, _NOT_BRACKETS).decode()
    if max(accumulate(map(_LEVEL.__getitem__, brackets)), default=0) <= max_depth:
        return None
    depth = 0
    for found in _BRACKET_OR_STRING.finditer(text):
        depth += _LEVEL.get(found[0], 0)
        if depth > max_depth:
            return found.start()
    return None


def _is_surely_within_limit(text: str, limits: Limits) -> bool:
    """Return True only if there are not too many events: a value has at most two."""
    if 2 + 2 * len(text) <= limits.max_events:
        return True
    return 2 + 2 * sum(map(text.count, ",:[{")) <= limits.max_events


# Escapes of characters that can be forbidden. The builder distinguishes pairs of surrogates, which
# are allowed, from single ones.
_SUSPECT_ESCAPE = re.compile(r"\\(?:[bfr]|u(?:00[0189]|007[fF]|[dD][89a-fA-F]|[fF]{3}[eEfF]))")


class _LoadedJson:
    """The data that the standard library loads, and whether some of it may be refused."""

    def __init__(self, text: str) -> None:
        self.data: Data = None
        self.error: json.JSONDecodeError | None = None
        self.may_be_refused = "\\" in text and _SUSPECT_ESCAPE.search(text) is not None
        self.keys = 0
        try:
            self.data = json.loads(
                text,
                object_hook=self._count_keys,
                parse_int=self._int,
                parse_float=self._float,
                parse_constant=self._suspect_constant,
            )
        except json.JSONDecodeError as error:
            self.error = _at_trailing_comma(error)
            self.may_be_refused = True
        if not self.may_be_refused:
            self.may_be_refused = self.keys < _max_keys(text) and _has_duplicate_key(text)

    def _count_keys(self, mapping: dict[str, Data]) -> Data:
        self.keys += len(mapping)
        return mapping

    def _int(self, text: str) -> Data:
        return int(text) if len(text) <= MAX_DIGITS else self._suspect_constant(text)

    def _float(self, text: str) -> Data:
        number = float(text)
        if abs(number) >= TOO_LARGE:
            return self._suspect_constant(text)
        return plain_number(number)

    def _suspect_constant(self, _: str) -> Data:
        self.may_be_refused = True
        return None


_JSON_SPACE = b" \t\r\n"


def _max_keys(text: str) -> int:
    """Return the most keys that a JSON text can have: the quotation marks before a colon.

    It has exactly as many unless one of its strings begins with a colon.
    """
    return text.encode().translate(None, _JSON_SPACE).count(b'":')


def _has_duplicate_key(text: str) -> bool:
    """Return whether a mapping has a key twice; the standard library takes the last of them."""
    lost = 0

    def count_lost(pairs: list[tuple[str, Data]]) -> None:
        nonlocal lost
        lost += len(pairs) - len(dict(pairs))

    json.loads(text, object_pairs_hook=count_lost)
    return lost > 0


def _marks(text: str) -> Marks:
    """Return the marks of a valid JSON text."""
    begin = _skip_space(text, 0)
    root: MarkTable = {0: (begin, begin, _LazyMarks(text, begin))}
    return root


class _LazyMarks:
    """The marks in a list or mapping of a valid JSON text, each found when it is requested.

    Most files have few findings, so that most places are never marked.
    """

    def __init__(self, text: str, at: int) -> None:
        self._text = text
        self._offset = at
        """The offset of the value found last; at first, of the list or mapping itself."""
        self._is_mapping = text[at] == "{"
        self._found: MarkTable = {}
        self._is_whole = False

    def get(self, key: str | int, /) -> Mark | None:
        """Return the mark of a key or index, or None where there is none."""
        while not self._is_whole and key not in self._found:
            self._is_whole = not self._find_next()
        return self._found.get(key)

    def _find_next(self) -> bool:
        """Find one more key or item, and return whether there was one."""
        text = self._text
        end = self._offset + 1
        if self._found:
            end = _skip_space(text, _DECODER.raw_decode(text, self._offset)[1])
            if text[end] == ",":
                end += 1
        at = value_at = _skip_space(text, end)
        if text[at] in "]}":
            return False
        key: str | int = len(self._found)
        if self._is_mapping:
            key, end = _DECODER.raw_decode(text, at)
            value_at = _skip_space(text, _skip_space(text, end) + 1)
        inner = _LazyMarks(text, value_at) if text[value_at] in "[{" else None
        self._found[key] = (at, value_at, inner)
        self._offset = value_at
        return True


_DECODER = json.JSONDecoder()
_SPACE = re.compile(r"[ \t\r\n]*+")


def _skip_space(text: str, at: int) -> int:
    """Return the offset of the first character that is no white space of JSON, from `at` on."""
    found = _SPACE.match(text, at)
    return found.end() if found else at


_JSON_TOKEN = re.compile(r'[][{}]|"[^"\\]*+(?:\\.[^"\\]*+)*+("?)|[-+.0-9a-zA-Z]++', re.DOTALL)


def _json_events(text: str, stop: int) -> Iterator[Event]:
    """Yield the events of a JSON text that is valid up to `stop`, as if it were YAML."""
    for found in _JSON_TOKEN.finditer(text, 0, stop):
        token = found[0]
        mark = YamlMark("", found.start(), line=0, column=0, buffer=None, pointer=0)
        match token[0]:
            case "{":
                yield MappingStartEvent(None, None, True, mark)
            case "[":
                yield SequenceStartEvent(None, None, True, mark)
            case "}":
                yield MappingEndEvent(mark)
            case "]":
                yield SequenceEndEvent(mark)
            case '"':
                if found[1]:  # otherwise the text stops within the string
                    yield ScalarEvent(None, None, (False, True), json.loads(token), mark, style='"')
            case _:
                yield ScalarEvent(None, None, (True, False), token, mark, style="")


def _at_trailing_comma(error: json.JSONDecodeError) -> json.JSONDecodeError:
    """Return the error that Python 3.13 raises: at the trailing comma, not at the bracket after it.

    Any other error is returned itself.
    """
    ends = (("Expecting property", "}", "object"), ("Expecting value", "]", "array"))
    for missing, closing, kind in ends:
        if error.msg.startswith(missing) and error.doc.startswith(closing, error.pos):
            before = error.doc[: error.pos].rstrip(" \t\r\n")
            if before.endswith(","):
                message = f"Illegal trailing comma before end of {kind}"
                return json.JSONDecodeError(message, error.doc, len(before) - 1)
    return error


_JSON_PROBLEMS = {
    "Expecting property name enclosed in double quotes": (
        Message("a key in double quotation marks is missing here"),
        Message("a file that begins with `{` is read as JSON"),
    ),
    "Expecting ':' delimiter": (Message("the colon after a key is missing here"), ""),
    "Expecting ',' delimiter": (Message("expected a comma or a closing bracket"), ""),
    "Expecting value": (
        Message("a value is missing here, or is none of JSON"),
        Message("put text in double quotation marks"),
    ),
    "Unterminated string starting at": (
        Message("the quotation mark that opens here is never closed"),
        Message("close it, or leave it out"),
    ),
    "Invalid control character at": (
        Message("a tab or the end of a line in a text in quotation marks"),
        Message("write \\t or \\n"),
    ),
    "Invalid \\escape": (
        Message("a backslash, and no known escape after it"),
        Message("write two backslashes"),
    ),
    "Invalid \\uXXXX escape": (Message("an escape with too few digits"), ""),
    "Extra data": (Message("the data has ended, and something else begins here"), ""),
    "Illegal trailing comma before end of object": (
        Message("a comma, and no key after it"),
        Message("delete it"),
    ),
    "Illegal trailing comma before end of array": (
        Message("a comma, and no value after it"),
        Message("delete it"),
    ),
}
