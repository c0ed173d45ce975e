"""Reading a YAML or JSON file of a stranger: bytes to plain data and positions, within limits.

A bad file is never an exception: what is wrong is a diagnostic with one of the S codes. Reading
goes on after whatever can be left out, so that all findings of a file come in one run.

YAML is driven event by event through libyaml, which neither recurses nor resolves anything for
us; JSON goes through the standard library. Most files are sound, and their data is all that is
wanted. When there is any sign of trouble, one builder decides on both formats, from the events of
YAML, or from a JSON text that is scanned into the same; positions are sought when asked for.
"""

from __future__ import annotations

import errno
import json
import os
import re
import stat
import sys
from bisect import bisect_right
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from enum import Enum
from functools import cached_property
from itertools import accumulate, islice, repeat
from operator import add
from pathlib import Path
from typing import Any, BinaryIO, Literal, NamedTuple, TypeAlias

from yaml import YAMLError
from yaml.error import Mark, MarkedYAMLError
from yaml.events import (
    AliasEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from checklist.diagnostics import MAX_PER_FILE, Diagnostic, DocumentPath, diagnostic, in_order
from checklist.errors import ChecklistError
from checklist.files.libyaml import CBaseLoader
from checklist.text.sanitize import FORBIDDEN, character_name, quoted

Data: TypeAlias = "str | int | float | bool | list[Data] | dict[str, Data] | None"
"""What a file holds: nothing but what JSON knows."""

Format: TypeAlias = Literal["yaml", "json"]

# By key or index: the offsets of the key and of the value, and the same for what is inside.
_Marks: TypeAlias = "dict[str | int, _Mark]"
_Mark: TypeAlias = "tuple[int, int, _Marks | _JsonMarks | None]"


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of a file is read. A report has some tens of kilobytes."""

    max_bytes: int = 2 * 1024 * 1024
    max_events: int = 100_000
    """Keys, values, and begins and ends of lists and mappings."""
    max_depth: int = 64
    """Lists and mappings inside one another; the JSON parser can do some hundreds."""


_NO_LIMITS = Limits(sys.maxsize, sys.maxsize, sys.maxsize)
"""For what was within its limits when it was read."""


@dataclass(frozen=True)
class Document:
    """What one file says, and where."""

    name: str
    """The file as the user named it."""
    text: str
    """The decoded text without a byte order mark; empty when it could not be decoded."""
    format: Format
    data: Data
    """None when nothing could be read. Values that were refused are None."""
    refusals: tuple[Diagnostic, ...]
    """What reading found, by line and column, at most `MAX_PER_FILE`."""
    _refused: frozenset[DocumentPath] = frozenset()
    _built_marks: _Marks | None = field(default=None, repr=False, compare=False)
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
        line = bisect_right(self._line_begins, at)
        return line, at - self._line_begins[line - 1] + 1

    def offset(self, where: DocumentPath, *, key: bool = False) -> int:
        """Return the index in `text` of a place: what `position` gives as line and column."""
        key_at, at = 0, 0
        inner: _Marks | _JsonMarks | None = self._marks
        for part in (0, *where):
            mark = None if inner is None else inner.get(part)
            if mark is None:
                break
            key_at, at, inner = mark
        return key_at if key else at

    def is_refused(self, where: DocumentPath) -> bool:
        """Return whether a place lies at or below one whose value was refused.

        The data has None there, so that a later finding about it would say nothing new.
        """
        return bool(self._refused) and any(
            where[:length] in self._refused for length in range(len(where) + 1)
        )

    @cached_property
    def _line_begins(self) -> list[int]:
        """The index of the first character of each line: a file can have very many findings."""
        lengths = map(len, self.text.split("\n")[:-1])
        return [*accumulate(map(add, lengths, repeat(1)), initial=0)]

    @cached_property
    def _marks(self) -> _Marks:
        if self._built_marks is not None or not self.readable or not self.text:
            return self._built_marks or {}
        if self.format == "json":
            begin = _after_space(self.text, 0)
            return {0: (begin, begin, _JsonMarks(self.text, begin))}
        builder = _Builder(_Refusals(self.name, self.text), _NO_LIMITS, _resolved)
        builder.build(_yaml_events(self.text))
        return builder.root_marks


def read(
    path: Path | str,
    *,
    name: str | None = None,
    limits: Limits | None = None,
    any_line_break: bool = False,
) -> Document:
    """Read a file. What is wrong with it is among the refusals; nothing is raised.

    Args:
        path: A regular file, or a link to one. Pipes, devices and folders are refused.
        name: The file as the user named it, if not `path`.
        limits: How much is read.
        any_line_break: As for `parse`.
    """
    name = str(path) if name is None else name
    limits = limits or Limits()
    try:
        content = _content(path, limits)
    except _Unreadable as unreadable:
        return _unread(name, unreadable.code, unreadable.message, hint=unreadable.hint)
    return parse(content, name, limits=limits, any_line_break=any_line_break)


def text_of(path: Path | str) -> str | Diagnostic:
    """Return the text of a file that is no data, such as a document; or why it cannot be read."""
    limits = Limits()
    try:
        return _decoded(_content(path, limits))
    except _Unreadable as unreadable:
        (found,) = _unread(str(path), unreadable.code, unreadable.message).refusals
        return found


def content_of(path: Path | str) -> bytes | None:
    """Return the bytes of a file, or None when it cannot be read or is too large."""
    try:
        return _content(path, Limits())
    except _Unreadable:
        return None


def beginning_of(path: Path | str, size: int) -> bytes:
    """Return the first bytes of a file, at most `size`; none when the file cannot be read."""
    try:
        with _regular_file(path) as (file, _):
            return file.read(size) or b""
    except _Unreadable:
        return b""


def content_of_list(path: Path | str, max_bytes: int) -> bytes:
    """Return the bytes of a file that names others. It may be a pipe that somebody writes to.

    Raises:
        ChecklistError: It cannot be read, or is too large.
    """
    try:
        return _content(path, Limits(max_bytes=max_bytes), with_pipes=True)
    except _Unreadable as unreadable:
        raise ChecklistError(unreadable.message) from None


def parse(
    content: bytes, name: str, *, limits: Limits | None = None, any_line_break: bool = False
) -> Document:
    """Read the content of a file. What is wrong with it is among the refusals.

    Args:
        content: UTF-8, with or without a byte order mark.
        name: The file as the user named it.
        limits: How much is read.
        any_line_break: Whether a carriage return, alone or before a line feed, is a line break, in
            the file and in its values (not its keys); otherwise it is refused but in a CRLF of the
            file. Forms of web pages send CRLF.
    """
    limits = limits or Limits()
    if len(content) > limits.max_bytes:
        message = f"there are more than {limits.max_bytes:,} bytes; no more are read"
        return _unread(name, "S002", message)
    try:
        text = _decoded(content)
    except _Unreadable as unreadable:
        before = content[: unreadable.at].decode(errors="replace")
        return _unread(name, unreadable.code, unreadable.message, before, hint=unreadable.hint)
    if any_line_break:
        text = _LONE_CARRIAGE_RETURN.sub("\n", text)
    is_json = text.lstrip(" \t\r\n").startswith("{")
    refusals = _Refusals(name, text)
    clean = text
    if content.translate(None, _CLEAN_BYTES):
        clean = _without_forbidden(text, refusals, _FORBIDDEN_RAW["json" if is_json else "yaml"])
    parse_text = _parse_json if is_json else _parse_yaml
    document = parse_text(clean, refusals, limits, any_line_break=any_line_break)
    return replace(document, content=content)


# Opening and decoding


class _Unreadable(Exception):
    """Why a file is not read, or not read any further."""

    def __init__(self, code: str, message: str, *, hint: str = "", at: int = 0) -> None:
        super().__init__(message)
        self.code, self.message, self.hint, self.at = code, message, hint, at


_REASONS = {
    errno.ENOENT: "there is no such file",
    errno.ENOTDIR: "there is no such file: a part of its path is not a folder",
    errno.EACCES: "you are not allowed to read it",
    errno.EPERM: "you are not allowed to read it",
    errno.EISDIR: "it is a folder, not a file",
    errno.ELOOP: "its links lead in a circle",
    errno.ENAMETOOLONG: "its name is too long",
    errno.ENXIO: "it is a socket or a device, not a file",
}
_KINDS = {
    stat.S_IFDIR: "a folder",
    stat.S_IFIFO: "a pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
}


def _opened(path: str, flags: int) -> int:
    """Open a file so that a pipe does not wait for somebody to write to it."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0))


def _content(path: Path | str, limits: Limits, *, with_pipes: bool = False) -> bytes:
    with _regular_file(path, with_pipes=with_pipes) as (file, status):
        if stat.S_ISFIFO(status.st_mode):
            return _content_of_pipe(file, limits)
        if status.st_size > limits.max_bytes:
            raise _Unreadable("S002", _too_large(status.st_size, limits))
        # One byte more shows a file that has grown since. To ask for all that is allowed would
        # take a large piece of memory for each small file.
        content = file.read(status.st_size + 1) or b""
        if len(content) > status.st_size:
            content += file.read(limits.max_bytes + 1 - len(content)) or b""
        return content


@contextmanager
def _regular_file(
    path: Path | str, *, with_pipes: bool = False
) -> Iterator[tuple[BinaryIO, os.stat_result]]:
    """Yield a file that is open to be read, and its status.

    Raises:
        _Unreadable: It cannot be opened, or be read within the block, or is no regular file.
    """
    try:
        with open(path, "rb", opener=_opened) as file:
            status = os.fstat(file.fileno())
            is_pipe = with_pipes and stat.S_ISFIFO(status.st_mode)
            if not is_pipe and not stat.S_ISREG(status.st_mode):
                kind = _KINDS.get(stat.S_IFMT(status.st_mode), "something else")
                raise _Unreadable("S001", f"cannot be read: it is {kind}, not a file")
            yield file, status
            return
    except OSError as error:
        reason = _REASONS.get(error.errno or 0) or error.strerror or type(error).__name__
    except ValueError:  # NUL, or a surrogate that the file system's encoding does not know
        reason = "its name has a character that no file name can have"
    raise _Unreadable("S001", f"cannot be read: {reason}")


def _content_of_pipe(file: BinaryIO, limits: Limits) -> bytes:
    """Return the content of a pipe, to its end, which is at once where nobody writes to it.

    Whether somebody has written nothing to it or nobody has opened it, its reader cannot know.
    """
    if sys.platform != "win32":
        os.set_blocking(file.fileno(), True)
    content = file.read(limits.max_bytes + 1)
    if not content:
        raise _Unreadable("S001", "the list is empty: nothing was written to the pipe")
    if len(content) > limits.max_bytes:
        message = f"there are more than {limits.max_bytes:,} bytes; no more are read"
        raise _Unreadable("S002", message)
    return content


def _too_large(size: int, limits: Limits) -> str:
    return f"the file has {size:,} bytes; at most {limits.max_bytes:,} are read"


_BOMS_OF_OTHERS = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")  # UTF-16, and UTF-32 either way


_OTHER_KINDS = {
    b"%PDF-": "a PDF document",
    b"PK\x03\x04": "a Word, Excel or zip file",
    b"\xd0\xcf\x11\xe0": "an old Word or Excel file",
    b"\x1f\x8b": "a gzip file",
}
"""What strangers send instead, by its first bytes."""


def _decoded(content: bytes) -> str:
    hint = "save it again as UTF-8"
    kind = next((kind for magic, kind in _OTHER_KINDS.items() if content.startswith(magic)), None)
    if kind is not None:
        raise _Unreadable("S003", f"this is {kind}, and no report in YAML or JSON")
    if content.startswith(_BOMS_OF_OTHERS):
        raise _Unreadable("S003", "the file looks like UTF-16 or UTF-32", hint=hint)
    if (nul := content.find(b"\0")) >= 0:
        message = "a NUL byte: the file looks like UTF-16, or is not text"
        raise _Unreadable("S003", message, hint=hint, at=nul)
    try:
        return content.decode().removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        byte = f"0x{content[error.start]:02X}"
        message = f"the byte {byte} is not UTF-8; the file may be Latin-1 or Windows-1252"
        raise _Unreadable("S003", message, hint=hint, at=error.start) from None


def _unread(name: str, code: str, message: str, before: str = "", *, hint: str = "") -> Document:
    before = before.removeprefix("\ufeff")
    line, column = _line_and_column(before, len(before))
    found = diagnostic(name, line, column, code, message, hint=hint)
    return Document(name, "", "yaml", None, (found,))


# YAML 1.1 breaks lines at U+2028 and U+2029, YAML 1.2 does not.
_FORBIDDEN_RAW = {
    "json": FORBIDDEN,
    "yaml": re.compile(f"{FORBIDDEN.pattern}|[\u2028\u2029]"),
}
# The same the other way round: four times as fast on a text in which there is none.
_CLEAN = re.compile(f"[^{FORBIDDEN.pattern[1:-1]}\u2028\u2029]*+")
# The bytes that are in no such character, or only behind the first byte of one. To delete them
# takes a quarter of the time again, and of most files nothing is left.
_CLEAN_BYTES = bytes(
    {byte for byte in range(0x80) if not FORBIDDEN.match(chr(byte))}
    | ({*range(0x80, 0x100)} - {0xC2, 0xE2, 0xEF})
)
_REPLACEMENT = "\ufffd"
_LONE_CARRIAGE_RETURN = re.compile("\r(?!\n)")


def _without_forbidden(text: str, refusals: _Refusals, forbidden: re.Pattern[str]) -> str:
    """Refuse the characters that may not stand in a file, and return the text without them.

    All offsets stay as they are.
    """
    clean = _CLEAN.match(text)
    if clean is None or clean.end() == len(text):
        return text
    # A carriage return is allowed in a CRLF; alone, some take it for the end of a line.
    probe = text.replace("\r\n", " \n")
    carriage_return = False
    for found in islice(forbidden.finditer(probe), MAX_PER_FILE):
        hint = ""
        if found[0] == "\r":
            if carriage_return:
                continue  # the same for every line: once is enough
            carriage_return = True
            hint = "it ends a line on old systems; save the file with line feeds"
        elif found[0] in "\u2028\u2029":
            escape = "\\L" if found[0] == "\u2028" else "\\P"
            hint = f"delete it, or write {escape} in a text in double quotation marks"
        message = f"the character {character_name(found[0])} is not allowed"
        refusals.add("S004", message, found.start(), hint=hint)
    if not refusals.found:
        return text
    text = _LONE_CARRIAGE_RETURN.sub("\n", text)
    return re.sub(f"(?!\r\n)(?:{forbidden.pattern})", _REPLACEMENT, text)


def _line_and_column(text: str, at: int) -> tuple[int, int]:
    at = min(at, len(text))
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)


class _Refusals:
    """The findings of reading one file, by offset."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.text = text
        self.found: list[Diagnostic] = []
        self.places: set[DocumentPath] = set()

    def line(self, at: int) -> int:
        return _line_and_column(self.text, at)[0]

    def add(
        self, code: str, message: str, at: int, *, hint: str = "", where: DocumentPath = ()
    ) -> None:
        if len(self.found) < MAX_PER_FILE:
            line, column = _line_and_column(self.text, at)
            self.found.append(
                diagnostic(self.name, line, column, code, message, hint=hint, where=where)
            )

    def end(self, reason: _Unreadable) -> None:
        """Add why the reading ended; that has a place even when there are many others."""
        del self.found[MAX_PER_FILE - 1 :]
        self.add(reason.code, reason.message, reason.at, hint=reason.hint)

    def document(self, format: Format, data: Data = None, marks: _Marks | None = None) -> Document:
        found = tuple(in_order(self.found))
        return Document(self.name, self.text, format, data, found, frozenset(self.places), marks)


# Scalars


class _Problem(NamedTuple):
    """Stands for a value that is refused."""

    code: str
    message: str
    hint: str = ""


_REFUSED = _Problem("", "")
"""Stands for a value of which it is said elsewhere why it is refused."""
_IN_QUOTES = "put quotation marks around it if it is text"
_WRITE_OUT = "write the values out, or put quotation marks around it if it is text"
_YAML_TAGS = "tag:yaml.org,2002:"


# Where a plain scalar that is not text can begin; the empty string is in it as well.
_BEGINS_NUMBER = "+-.0123456789IN"
_BEGINS_OTHER_THAN_TEXT = f"~nNtTfF{_BEGINS_NUMBER}"
_CONSTANTS: dict[str, Data] = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
}  # fmt: skip
_NOT_FINITE = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")
_NUMBER = re.compile(
    r"(?P<int>[-+]?[0-9]+)|(?P<base>0o[0-7]+|0x[0-9a-fA-F]+)"
    r"|[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?"
)
_MAX_DIGITS = 15
_TOO_LARGE = 10**_MAX_DIGITS


def _resolved(text: str) -> Data | _Problem:
    """Return the value of a plain scalar by the core schema of YAML 1.2."""
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    if text[0] not in _BEGINS_NUMBER:
        return text
    number = _NUMBER.fullmatch(text)
    if number is None:
        return _not_finite(text) if _NOT_FINITE.fullmatch(text) else text
    if re.match(r"[-+]?0[0-9]", text):
        return _Problem("S011", f"the number {quoted(text)} begins with a zero", _IN_QUOTES)
    value: int | float
    if not number["int"] and not number["base"]:
        value = float(text)
        if abs(value) >= _TOO_LARGE:
            return _Problem("S011", f"the number {quoted(text)} is too large", _IN_QUOTES)
        return plain_number(value)
    # The length comes first: int() takes minutes for a million digits.
    if len(text) < 2 * _MAX_DIGITS:
        value = int(text, 10 if number["int"] else 0)
        if abs(value) < _TOO_LARGE:
            return value
    message = f"the number {quoted(text)} has more than {_MAX_DIGITS} digits"
    return _Problem("S011", message, _IN_QUOTES)


def plain_number(number: float) -> int | float:
    """Return 3 for 3.0: in JSON they are the same number, and other programs write either."""
    return int(number) if number.is_integer() else number


def _resolved_json(text: str) -> Data | _Problem:
    return _not_finite(text) if text.endswith(("NaN", "Infinity")) else _resolved(text)


def _not_finite(text: str) -> _Problem:
    return _Problem("S011", f"{quoted(text)} is not a finite number", _IN_QUOTES)


# Building


class _Skipped(Enum):
    """What stands in the place of a key that is refused."""

    VALUE = "what is being read is the value of that key"
    KEY = "what is being read is that key, a list or a mapping"


# A key whose value comes next, the index of the next item, or None: a key comes next.
_Key: TypeAlias = str | int | _Skipped | None


class _Builder:
    """Builds the data of one file from its events, without recursion.

    The root is built as the only item of a list, so that it needs no special case.
    """

    def __init__(
        self,
        refusals: _Refusals,
        limits: Limits,
        resolve: Callable[[str], Data | _Problem],
        *,
        replaced: bool = False,
        any_line_break: bool = False,
    ) -> None:
        """Begin a document.

        Args:
            refusals: Where to put what is refused.
            limits: When to stop.
            resolve: Gives the value of a plain scalar.
            replaced: Whether forbidden characters were replaced in the text.
            any_line_break: As for `parse`.
        """
        self.refusals = refusals
        self.any_line_break = any_line_break
        self.limits = limits
        self.resolve = resolve
        self.root: list[Data] = []
        self.root_marks: _Marks = {}
        # Only an escape can bring in a character that the text itself does not have.
        self.checked_styles = {'"'} if "\\" in refusals.text else set()
        self.unwanted = FORBIDDEN
        if replaced:
            self.checked_styles = {"", "'", '"', "|", ">"}
            self.unwanted = re.compile(f"{FORBIDDEN.pattern}|{_REPLACEMENT}")
        self.container: Any = self.root
        self.marks = self.root_marks
        self.key: _Key = 0
        self.key_at = 0
        self.stack: list[tuple[Any, _Marks, _Key]] = []

    @property
    def data(self) -> Data:
        """What the file holds; None when that is nothing."""
        return self.root[0] if self.root else None

    def build(self, events: Iterator[Any]) -> None:
        """Take the events of a file.

        Raises:
            _Unreadable: A limit was reached.
        """
        handlers: dict[type[Event], Callable[[Any], None]] = {
            ScalarEvent: self._scalar,
            MappingStartEvent: self._begin,
            SequenceStartEvent: self._begin,
            MappingEndEvent: self._end,
            SequenceEndEvent: self._end,
            AliasEvent: self._alias,
            DocumentStartEvent: self._document,
        }
        for event in islice(events, self.limits.max_events):
            if (handle := handlers.get(type(event))) is not None:
                handle(event)
        if (event := next(events, None)) is not None:
            message = f"the file has more than {self.limits.max_events:,} elements"
            raise _Unreadable("S002", message, at=_at(event))

    def _document(self, event: DocumentStartEvent) -> None:
        at = _at(event)
        if event.version or event.tags:
            self._refuse(_Problem("S008", "directives are not accepted", "delete the line"), at)
        if self.root:
            hint = "keep one in the file, and no line of `---` between"
            self._refuse(_Problem("S008", "a second document begins here", hint), at)
            self.key = _Skipped.VALUE

    def _scalar(self, event: Any) -> None:
        value: Data | _Problem
        value = text = event.value
        style = event.style
        at = event.start_mark.index
        key = self.key
        if self.any_line_break and key is not None and "\r" in text:
            value = text = text.replace("\r\n", "\n").replace("\r", "\n")
        if style in self.checked_styles and (found := self.unwanted.search(text)):
            value = _forbidden(found[0])
        elif not style and text[:1] in _BEGINS_OTHER_THAN_TEXT:
            value = self.resolve(text)
        if event.tag is not None or event.anchor is not None:
            value = self._checked_properties(event, value)
        if key is None:
            self.key_at = at
            if type(value) is str and text not in self.container and text != "<<":
                self.key = text
            else:
                self.key = self._checked_key(event, value)
            return
        if isinstance(value, _Problem):
            self._refuse(value, at, place=True)
            value = None
        if isinstance(key, str):  # what `_put` and `_after` do; this case is nearly all
            self.container[key] = value
            self.marks[key] = (self.key_at, at if text or style else self.key_at, None)
            self.key = None
        else:
            self._put(value, at)
            self.key = _after(key)

    def _checked_key(self, event: ScalarEvent, value: Data | _Problem) -> str | _Skipped:
        text, at = event.value, _at(event)
        if isinstance(value, _Problem) and value.code != "S011":
            self._refuse(value, at)
            return _Skipped.VALUE
        if text == "<<" and not event.style:
            self._refuse(_Problem("S008", "merge keys are not accepted", _WRITE_OUT), at)
            return _Skipped.VALUE
        if text in self.container:
            line = self.refusals.line(self.marks[text][0])
            message = f"the key {quoted(text)} stands twice in one mapping, first on line {line}"
            self._refuse(_Problem("S007", message, "keep one"), at, key=text)
            return _Skipped.VALUE
        if not isinstance(value, str):
            message = f"a key must be text, and YAML does not read {quoted(text)} as text"
            self._refuse(_Problem("S010", message, "put quotation marks around it"), at, key=text)
        return text

    def _begin(self, event: MappingStartEvent | SequenceStartEvent) -> None:
        at = _at(event)
        if len(self.stack) == self.limits.max_depth:
            raise _too_deep(at, self.limits)
        if event.tag is not None or event.anchor is not None:
            self._checked_properties(event, None)
        is_mapping = isinstance(event, MappingStartEvent)
        if self.key is None:
            kind = "mapping" if is_mapping else "list"
            message = f"a key must be text, and this is a {kind}"
            self._refuse(_Problem("S010", message, "put quotation marks around it"), at)
            self.key = _Skipped.KEY
        inner: Any = {} if is_mapping else []
        inner_marks: _Marks = {}
        self._put(inner, at, inner_marks)
        self.stack.append((self.container, self.marks, self.key))
        self.container, self.marks, self.key = inner, inner_marks, None if is_mapping else 0

    def _end(self, _: MappingEndEvent | SequenceEndEvent) -> None:
        self.container, self.marks, key = self.stack.pop()
        self.key = _after(key)

    def _alias(self, event: AliasEvent) -> None:
        message = f"aliases such as {quoted(f'*{event.anchor}')} are not accepted"
        problem = _Problem("S008", message, _WRITE_OUT)
        if self.key is None:
            self._refuse(problem, _at(event))
            self.key = _Skipped.VALUE
            return
        self._refuse(problem, _at(event), place=True)
        self._put(None, _at(event))
        self.key = _after(self.key)

    def _put(self, value: Data, at: int, inner: _Marks | None = None) -> None:
        key = self.key
        if isinstance(key, str):
            self.container[key] = value
            self.marks[key] = (self.key_at, at, inner)
        elif isinstance(key, int):
            self.container.append(value)
            self.marks[key] = (at, at, inner)

    def _checked_properties(
        self, event: ScalarEvent | CollectionStartEvent, value: Data | _Problem
    ) -> Data | _Problem:
        """Refuse anchor and tag of a scalar, a list or a mapping; a tag could mean any value."""
        if event.anchor is not None:
            message = f"anchors such as {quoted(f'&{event.anchor}')} are not accepted"
            self._refuse(_Problem("S008", message, "delete it"), _at(event))
        if event.tag is None:
            return value
        hint = "delete it, or put quotation marks around the whole if it is text"
        message = f"tags such as {quoted(event.tag.replace(_YAML_TAGS, '!!'))} are not accepted"
        self._refuse(_Problem("S008", message, hint), _at(event))
        return _REFUSED

    def _refuse(
        self, problem: _Problem, at: int, *, key: str | None = None, place: bool = False
    ) -> None:
        """Note a problem.

        Args:
            problem: What is wrong; without a code, it has been said already.
            at: The offset.
            key: The key that it is about, when that is not yet the current one.
            place: Whether the value at the current place is lost.
        """
        # The key of the first frame is the index of the document.
        keys = [*(key for *_, key in self.stack), self.key if key is None else key][1:]
        parts: list[str | int] = []
        for part in keys:
            if not isinstance(part, str | int):  # what belongs to a refused key has no place
                break
            parts.append(part)
        where = tuple(parts)
        if problem.code:
            self.refusals.add(problem.code, problem.message, at, hint=problem.hint, where=where)
        if place and len(parts) == len(keys):
            self.refusals.places.add(where)


def _at(event: Event) -> int:
    return 0 if event.start_mark is None else event.start_mark.index


def _too_deep(at: int, limits: Limits) -> _Unreadable:
    message = f"more than {limits.max_depth} lists and mappings inside one another"
    return _Unreadable("S009", message, at=at)


def _after(key: _Key) -> _Key:
    """Return what comes after the item, or the value, or the list or mapping as a key."""
    if isinstance(key, int):
        return key + 1
    return _Skipped.VALUE if key is _Skipped.KEY else None


def _forbidden(character: str) -> _Problem:
    if character == _REPLACEMENT:
        return _REFUSED
    message = f"the escape of {character_name(character)} is not allowed here"
    return _Problem("S004", message, "delete it from the text that begins here")


# YAML


def _parse_yaml(
    text: str, refusals: _Refusals, limits: Limits, *, any_line_break: bool
) -> Document:
    if not refusals.found:
        with suppress(_Doubtful, YAMLError, ValueError):
            return refusals.document("yaml", _sound_data(text, limits))
    replaced = text is not refusals.text
    builder = _Builder(
        refusals, limits, _resolved, replaced=replaced, any_line_break=any_line_break
    )
    try:
        builder.build(_yaml_events(text))
    except _Unreadable as end:
        refusals.end(end)
        return refusals.document("yaml")
    except (YAMLError, ValueError) as error:
        refusals.end(_in_plain_words(error, refusals, limits))
        return refusals.document("yaml")
    if builder.data is None and not refusals.found:
        refusals.add("S012", "the file holds no data", 0)
    return refusals.document("yaml", builder.data, builder.root_marks)


def _yaml_events(text: str) -> Iterator[Any]:
    return iter(CBaseLoader(text).get_event, None)


class _Doubtful(Exception):
    """There may be something to refuse."""


def _sound_data(text: str, limits: Limits) -> Data:
    """Return what `_Builder` makes of a YAML text in which it refuses nothing, without positions.

    Raises:
        _Doubtful: It may refuse something, or there is no data.
    """
    events = _yaml_events(text)
    has_escapes = "\\" in text
    root: list[Data] = []
    container: Any = root
    is_list = True
    key: str | None = None
    stack: list[tuple[Any, bool]] = []
    for event in islice(events, limits.max_events):
        kind = type(event)
        if kind is ScalarEvent:
            value: Any = event.value
            style = event.style
            if event.tag is not None or event.anchor is not None:
                raise _Doubtful
            if not style and value[:1] in _BEGINS_OTHER_THAN_TEXT:
                value = _resolved(value)
            elif style == '"' and has_escapes and FORBIDDEN.search(value):
                raise _Doubtful
            if is_list:
                container.append(value)
            elif key is not None:
                container[key] = value
                key = None
            elif type(value) is not str or value in container or value == "<<":
                raise _Doubtful
            else:
                key = value
            if type(value) is _Problem:
                raise _Doubtful
        elif kind is MappingEndEvent or kind is SequenceEndEvent:
            container, is_list = stack.pop()
        elif kind is MappingStartEvent or kind is SequenceStartEvent:
            if event.tag is not None or event.anchor is not None:
                raise _Doubtful
            if len(stack) == limits.max_depth or (key is None and not is_list):
                raise _Doubtful
            stack.append((container, is_list))
            inner: Any = {} if kind is MappingStartEvent else []
            if is_list:
                container.append(inner)
            else:
                container[key] = inner
            container, is_list, key = inner, kind is SequenceStartEvent, None
        elif kind is AliasEvent or (
            kind is DocumentStartEvent and (root or event.version or event.tags)
        ):
            raise _Doubtful
    if not root or root[0] is None or next(events, None) is not None:
        raise _Doubtful
    return root[0]


_INDENTATION = "look at the indentation of this line and of the one above"
# What libyaml says, in plain words: the message and the hint. With `{line}`, the line on which
# the list or mapping in question begins.
_YAML_PROBLEMS = {
    "mapping values are not allowed in this context": (
        "a colon and a space cannot stand here",
        f"put quotation marks around the text that holds them, or {_INDENTATION}",
    ),
    "block sequence entries are not allowed in this context": (
        "an item with `-` cannot begin here",
        _INDENTATION,
    ),
    "mapping keys are not allowed in this context": ("a key cannot begin here", _INDENTATION),
    "did not find expected key": (
        "expected another key of the mapping that begins on line {line}",
        f"{_INDENTATION}, and for text after a closing quotation mark",
    ),
    "did not find expected '-' indicator": (
        "expected another item with `-` of the list that begins on line {line}",
        _INDENTATION,
    ),
    "did not find expected ',' or ']'": (
        "expected a comma or the `]` that closes the list of line {line}",
        "close it, or put quotation marks around a text that begins with `[`",
    ),
    "did not find expected ',' or '}'": (
        "expected a comma or the `}` that closes the mapping of line {line}",
        "close it, or put quotation marks around a text that begins with `{`",
    ),
    "did not find expected node content": ("a value is missing here", ""),
    "did not find expected comment or line break": (
        "text on the line of the `|` or `>` that begins a text of several lines",
        "begin the text on the next line, or put quotation marks around the whole",
    ),
    "did not find expected <document start>": (
        "the data has ended, and something else begins here",
        _INDENTATION,
    ),
    "found unknown escape character": (
        "a backslash in a text in double quotation marks, and no known escape after it",
        "write two backslashes, or use single quotation marks",
    ),
    "did not find expected hexdecimal number": ("an escape with too few digits", ""),
    "found invalid Unicode character escape code": ("the escape of no character", ""),
    "found unexpected document indicator": ("`---` or `...` in a text in quotation marks", ""),
}
# The same for what is told where it begins, not where libyaml noticed it.
_YAML_PROBLEMS_AT_BEGIN = {
    "found unexpected end of stream": (
        "the quotation mark that opens here is never closed",
        "close it, or leave it out",
    ),
    "could not find expected ':'": (
        "this line is no list item and has no key with a colon and a space after it",
        _INDENTATION,
    ),
}
_YAML_FEATURE = re.compile(r"\b(?:anchor|alias|tag|directive|%YAML|%TAG|incompatible)\b")


def _in_plain_words(error: Exception, refusals: _Refusals, limits: Limits) -> _Unreadable:
    """Say why libyaml stopped."""
    if not isinstance(error, MarkedYAMLError) or error.problem_mark is None:
        return _Unreadable("S005", f"not YAML: {getattr(error, 'reason', error)}")
    problem = error.problem or ""
    at = error.problem_mark.index
    begin = at if error.context_mark is None else error.context_mark.index
    if "nesting" in problem:  # libyaml looks ahead, to its own limit of a thousand
        return _too_deep(at, limits)
    character = refusals.text[at : at + 1]
    if character == "\t" and ("tab" in problem or "start any token" in problem):
        message = "a tab stands where YAML needs spaces"
        return _Unreadable("S005", message, hint="indent with spaces", at=at)
    if "start any token" in problem:
        message = f"a value cannot begin with {quoted(character)}"
        return _Unreadable("S005", message, hint="put quotation marks around the whole", at=at)
    if _YAML_FEATURE.search(f"{error.context} {problem}"):
        first = quoted(refusals.text[begin : begin + 1])
        message = f"{first} begins an anchor, an alias, a tag or a directive here"
        hint = "put quotation marks around the whole if it is text"
        return _Unreadable("S008", message, hint=hint, at=begin)
    if problem in _YAML_PROBLEMS_AT_BEGIN:
        message, hint = _YAML_PROBLEMS_AT_BEGIN[problem]
        return _Unreadable("S005", message, hint=hint, at=begin)
    message, hint = _YAML_PROBLEMS.get(problem, (f"not YAML: {problem}", ""))
    message = message.replace("{line}", str(refusals.line(begin)))
    return _Unreadable("S005", message, hint=hint, at=at)


# JSON


def _parse_json(
    text: str, refusals: _Refusals, limits: Limits, *, any_line_break: bool
) -> Document:
    deep = _first_too_deep(text, limits.max_depth)
    # What is too deep can overflow the parser; what stands before it may be bad already.
    loaded = _Loaded(text if deep is None else f"{text[:deep]}0")
    if deep is None and not loaded.doubtful and not refusals.found and _has_few(text, limits):
        return refusals.document("json", loaded.data)
    error = loaded.error
    if error is not None and deep is not None and error.pos >= deep:
        error = None
    replaced = text is not refusals.text
    builder = _Builder(
        refusals, limits, _resolved_json, replaced=replaced, any_line_break=any_line_break
    )
    try:
        builder.build(_json_events(text, error.pos if error else len(text)))
        if error:
            message, hint = _JSON_PROBLEMS.get(error.msg, (f"not JSON: {error.msg}", ""))
            raise _Unreadable("S006", message, hint=hint, at=error.pos)
    except _Unreadable as end:
        refusals.end(end)
        return refusals.document("json")
    return refusals.document("json", builder.data, builder.root_marks)


_NEITHER_BRACKETS_NOR_QUOTES = bytes(set(range(256)) - set(b'[]{}"'))


def _is_shallow(text: str, max_depth: int) -> bool:
    """Whether it is sure at first sight that no level is too deep: three times as quick.

    It is not while there are escapes, or brackets in strings: behind these a quotation mark stays.
    """
    if "\\" in text:
        return False
    left = text.encode().translate(None, _NEITHER_BRACKETS_NOR_QUOTES).replace(b'""', b"")
    for _ in range(max_depth):  # without the innermost level each time
        if not left:
            return True
        left = left.replace(b"{}", b"").replace(b"[]", b"")
    return not left


_BRACKET_OR_STRING = re.compile(r'[][{}]|"[^"\\]*+(?:\\.[^"\\]*+)*+"?', re.DOTALL)
_NOT_BRACKETS = bytes(set(range(256)) - set(b"[]{}"))
_LEVEL = {"[": 1, "{": 1, "]": -1, "}": -1}


def _first_too_deep(text: str, max_depth: int) -> int | None:
    """Return the offset of the first bracket that opens a level too many, or None."""
    if _is_shallow(text, max_depth):
        return None
    # This is far quicker than the loop below; only the offset is missing.
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


def _has_few(text: str, limits: Limits) -> bool:
    """Return whether there cannot be too many events: at most two for each value."""
    if 2 + 2 * len(text) <= limits.max_events:
        return True
    return 2 + 2 * sum(map(text.count, ",:[{")) <= limits.max_events


# Escapes that can be of a forbidden character; pairs of surrogates are looked at more closely.
_DOUBTFUL_ESCAPE = re.compile(r"\\(?:[bfr]|u(?:00[0189]|007[fF]|[dD][89a-fA-F]|[fF]{3}[eEfF]))")


class _Loaded:
    """What the standard library makes of a JSON text, and whether that can be taken as it is."""

    def __init__(self, text: str) -> None:
        self.data: Data = None
        self.error: json.JSONDecodeError | None = None
        self.doubtful = "\\" in text and _DOUBTFUL_ESCAPE.search(text) is not None
        self.keys = 0
        try:
            self.data = json.loads(
                text,
                object_hook=self._counted,
                parse_int=self._int,
                parse_float=self._float,
                parse_constant=self._constant,
            )
        except json.JSONDecodeError as error:
            self.error = _at_needless_comma(error)
            self.doubtful = True
        if not self.doubtful:
            self.doubtful = self.keys < _most_keys(text) and _has_key_twice(text)

    def _counted(self, mapping: dict[str, Data]) -> Data:
        self.keys += len(mapping)
        return mapping

    def _int(self, text: str) -> Data:
        return int(text) if len(text) <= _MAX_DIGITS else self._constant(text)

    def _float(self, text: str) -> Data:
        number = float(text)
        if abs(number) >= _TOO_LARGE:
            return self._constant(text)
        return plain_number(number)

    def _constant(self, _: str) -> Data:
        self.doubtful = True
        return None


_JSON_SPACE = b" \t\r\n"


def _most_keys(text: str) -> int:
    """Return how many keys a JSON text can have: the quotation marks with a colon behind.

    Of most files that is how many there are, as long as no text begins with a colon.
    """
    return text.encode().translate(None, _JSON_SPACE).count(b'":')


def _has_key_twice(text: str) -> bool:
    """Whether a key stands twice in a mapping: the standard library takes the last of them."""
    lost = 0

    def counted(pairs: list[tuple[str, Data]]) -> None:
        nonlocal lost
        lost += len(pairs) - len(dict(pairs))

    json.loads(text, object_pairs_hook=counted)
    return lost > 0


class _JsonMarks:
    """The marks in a list or mapping of a sound JSON text. They are sought as they are asked for.

    Most files have few findings, and to pass over what stands before them takes far less time than
    to mark everything.
    """

    def __init__(self, text: str, at: int) -> None:
        self._text = text
        self._at = at
        """Where what was found last begins; at first, the list or mapping itself."""
        self._is_mapping = text[at] == "{"
        self._found: _Marks = {}
        self._is_whole = False

    def get(self, key: str | int) -> _Mark | None:
        """Return the mark of a key or index, or None where there is none."""
        while not self._is_whole and key not in self._found:
            self._is_whole = not self._find_next()
        return self._found.get(key)

    def _find_next(self) -> bool:
        """Find one more key or item, and return whether there was one."""
        text = self._text
        end = self._at + 1
        if self._found:
            end = _after_space(text, _DECODER.raw_decode(text, self._at)[1])
            if text[end] == ",":
                end += 1
        at = value_at = _after_space(text, end)
        if text[at] in "]}":
            return False
        key: str | int = len(self._found)
        if self._is_mapping:
            key, end = _DECODER.raw_decode(text, at)
            value_at = _after_space(text, _after_space(text, end) + 1)
        inner = _JsonMarks(text, value_at) if text[value_at] in "[{" else None
        self._found[key] = (at, value_at, inner)
        self._at = value_at
        return True


_DECODER = json.JSONDecoder()
_SPACE = re.compile(r"[ \t\r\n]*+")


def _after_space(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at


_JSON_TOKEN = re.compile(r'[][{}]|"[^"\\]*+(?:\\.[^"\\]*+)*+("?)|[-+.0-9a-zA-Z]++', re.DOTALL)


def _json_events(text: str, stop: int) -> Iterator[Event]:
    """Yield a JSON text that is sound up to `stop` as the events of the same YAML."""
    for found in _JSON_TOKEN.finditer(text, 0, stop):
        token = found[0]
        mark = Mark("", found.start(), 0, 0, None, 0)
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
                if found[1]:  # else the text stops within it
                    yield ScalarEvent(None, None, (False, True), json.loads(token), mark, style='"')
            case _:
                yield ScalarEvent(None, None, (True, False), token, mark, style="")


def _at_needless_comma(error: json.JSONDecodeError) -> json.JSONDecodeError:
    """Return what Python tells since 3.13: the comma that nothing follows, not what comes next."""
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
        "a key in double quotation marks is missing here",
        "a file that begins with `{` is read as JSON",
    ),
    "Expecting ':' delimiter": ("the colon after a key is missing here", ""),
    "Expecting ',' delimiter": ("expected a comma or a closing bracket", ""),
    "Expecting value": (
        "a value is missing here, or is none of JSON",
        "put text in double quotation marks",
    ),
    "Unterminated string starting at": (
        "the quotation mark that opens here is never closed",
        "close it, or leave it out",
    ),
    "Invalid control character at": (
        "a tab or the end of a line in a text in quotation marks",
        "write \\t or \\n",
    ),
    "Invalid \\escape": (
        "a backslash, and no known escape after it",
        "write two backslashes",
    ),
    "Invalid \\uXXXX escape": ("an escape with too few digits", ""),
    "Extra data": ("the data has ended, and something else begins here", ""),
    "Illegal trailing comma before end of object": ("a comma, and no key after it", "delete it"),
    "Illegal trailing comma before end of array": ("a comma, and no value after it", "delete it"),
}
