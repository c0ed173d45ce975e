"""The reader of YAML and JSON files from strangers: bytes to data and positions, within limits.

A bad file never raises an exception: each fault is a diagnostic with one of the S codes. Reading
continues after each part that can be left out, so that one run gives all findings of a file.

Of YAML, libyaml yields the events; it neither recurses nor resolves anything. The standard library
parses JSON. Most files are valid, and only their data is needed. Where anything may be refused, one
builder decides for both formats, from the events of YAML or from a JSON text that is scanned into
the same events. Positions are computed when one is requested, and only as far.
"""

import hashlib
from dataclasses import replace
from pathlib import Path

from checklist.diagnostics import Diagnostic, diagnostic
from checklist.errors import ChecklistError
from checklist.files.reading.document import Data as Data
from checklist.files.reading.document import Document as Document
from checklist.files.reading.refusals import (
    LONE_CARRIAGE_RETURN,
    Refusals,
    line_and_column,
    replace_forbidden,
)
from checklist.files.reading.scalars import plain_number as plain_number
from checklist.files.reading.source import Limits as Limits
from checklist.files.reading.source import Unreadable, decode, open_regular_file, read_content
from checklist.text.sanitize import safe_text

_MOST_BYTES = Limits().max_bytes
"""The most bytes of a file that is read, unless more are wanted."""


def read(
    path: Path | str,
    *,
    name: str | None = None,
    limits: Limits | None = None,
    any_line_break: bool = False,
) -> Document:
    """Read a file. Its faults are among the refusals of the document; nothing is raised.

    Args:
        path: A regular file, or a link to one. Pipes, devices and folders are refused.
        name: The file as the user named it, if not `path`.
        limits: The limits of the file.
        any_line_break: As for `parse`.
    """
    name = str(path) if name is None else name
    limits = limits or Limits()
    try:
        content = read_content(path, limits)
    except Unreadable as unreadable:
        return _unreadable_document(name, unreadable)
    return parse(content, name, limits=limits, any_line_break=any_line_break)


def text_of(path: Path | str) -> str | Diagnostic:
    """Return the text of a file without data, such as a document, or why it cannot be read."""
    content = b""
    try:
        content = read_content(path, Limits())
        return decode(content)
    except Unreadable as unreadable:
        before = content[: unreadable.at].decode(errors="replace")
        return _unreadable_document(str(path), unreadable, before).refusals[0]


def content_of(path: Path | str, max_bytes: int = _MOST_BYTES) -> bytes | None:
    """Return the bytes of a file, or None when it cannot be read or is too large."""
    try:
        return read_content(path, Limits(max_bytes=max_bytes))
    except Unreadable:
        return None


def whole_content(path: Path | str, max_bytes: int = _MOST_BYTES) -> bytes:
    """Return the bytes of a file.

    Raises:
        ChecklistError: It cannot be read, is no regular file, or is too large.
    """
    try:
        return read_content(path, Limits(max_bytes=max_bytes))
    except Unreadable as unreadable:
        raise ChecklistError(f"{safe_text(str(path))}: {unreadable.message}") from None


def digest_of(content: bytes) -> str:
    """Return the digest of a file: `sha256:…`."""
    return f"sha256:{hashlib.sha256(content).hexdigest()}"


def beginning_of(path: Path | str, size: int) -> bytes:
    """Return the first bytes of a file, at most `size`; empty when the file cannot be read."""
    try:
        with open_regular_file(path) as (file, _):
            return file.read(size) or b""
    except Unreadable:
        return b""


def parse(
    content: bytes, name: str, *, limits: Limits | None = None, any_line_break: bool = False
) -> Document:
    r"""Read the content of a file. Its faults are among the refusals of the document.

    Args:
        content: UTF-8, with or without a byte order mark.
        name: The file as the user named it.
        limits: The limits of the file.
        any_line_break: Whether a carriage return alone is a line break, too, in the file and in
            its values (not its keys). Otherwise it is refused. A carriage return before a line feed
            always is a part of the line break: programs on Windows write CRLF, and in a JSON text
            `\r\n`.
    """
    limits = limits or Limits()
    if len(content) > limits.max_bytes:
        message = f"there are more than {limits.max_bytes:,} bytes; no more are read"
        return _unreadable_document(name, Unreadable("S002", message))
    try:
        text = decode(content)
    except Unreadable as unreadable:
        before = content[: unreadable.at].decode(errors="replace")
        return _unreadable_document(name, unreadable, before)
    if any_line_break:
        text = LONE_CARRIAGE_RETURN.sub("\n", text)
    is_json = text.lstrip(" \t\r\n").startswith("{")
    refusals = Refusals(name, text)
    clean = replace_forbidden(content, refusals, "json" if is_json else "yaml")
    if is_json:
        from checklist.files.reading.json import parse_json as parse_text  # few files are JSON
    else:
        from checklist.files.reading.yaml import parse_yaml as parse_text  # PyYAML takes 8 ms
    document = parse_text(clean, refusals, limits, any_line_break=any_line_break)
    return replace(document, content=content)


def _unreadable_document(name: str, error: Unreadable, before: str = "") -> Document:
    """Return the document of a file that cannot be read beyond the text `before`."""
    before = before.removeprefix("\ufeff")
    line, column = line_and_column(before, len(before))
    found = diagnostic(name, line, column, error.code, error.message, hint=error.hint)
    return Document(name=name, text="", format="yaml", data=None, refusals=(found,))
