"""Reads register.jsonl, and finds every line that is not as it was written."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from checklist.errors import ChecklistError
from checklist.files.discovery import REGISTER, exists
from checklist.files.reader import whole_content
from checklist.lifecycle.register_line import FIRST, RegisterLine, hash_of, line_text
from checklist.text.sanitize import safe_text

_LARGEST = 512 * 1024 * 1024
"""The most bytes of a register: half a million lines."""
_LONGEST = 200
"""The most characters of an error of the validation."""
_NOT_BEHIND = "a line before it was changed or taken out, or the lines are in another order"
_MOST_APART = 3
"""The most faults with one message that have a line each."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a register, at a line or a file."""

    place: str
    """`register.jsonl:12`, or a file from the folder of the register."""
    message: str
    """A whole sentence without its full stop."""

    @property
    def text(self) -> str:
        """The fault on one line, safe to show."""
        return f"{safe_text(self.place)}: {self.message}"


def fault_texts(faults: Iterable[Fault]) -> Iterator[str]:
    """Yield each fault on one line, safe to show; many with one message share a line.

    A register that was cut off leaves a receipt without its line for each submission.
    """
    places: dict[str, list[str]] = {}
    for fault in faults:
        places.setdefault(fault.message, []).append(safe_text(fault.place))
    for message, at in places.items():
        if len(at) <= _MOST_APART:
            yield from (f"{place}: {message}" for place in at)
        else:
            named = ", ".join(at[:_MOST_APART])
            yield f"{len(at):,} places ({named}, and others): {message}"


def without_path(error: ChecklistError, path: Path) -> str:
    """Return why a file cannot be read, for a fault whose place names the file."""
    return str(error).removeprefix(f"{safe_text(str(path))}: ")


@dataclass(frozen=True, slots=True)
class Chain:
    """The lines of a register."""

    lines: Sequence[RegisterLine] = ()
    """The lines up to the first fault."""
    faults: Sequence[Fault] = ()
    """What is wrong with the lines; none where all are as they were written."""
    torn: bytes = b""
    """The beginning of a last line that was never written to its end."""
    lacks_end: bool = False
    """Whether the last line is whole but for its line feed."""
    size: int = 0
    """The bytes of the whole lines."""
    readable: Sequence[RegisterLine] = ()
    """The lines up to the first fault, and all that can be read behind it. One that cannot be read
    notes nothing, so that each line has the place of its number."""
    has_unread: bool = False
    """Whether a line among them cannot be read."""

    @property
    def head(self) -> str:
        """The hash of the last line; zeros where there is none."""
        return self.lines[-1].hash if self.lines else FIRST


def read_chain(folder: Path) -> Chain:
    """Return the lines of the register in a folder; none where there is no register.

    Raises:
        ChecklistError: The file cannot be read.
    """
    path = folder / REGISTER
    if not exists(path) and not path.is_symlink():
        return Chain()
    return chain_of(whole_content(path, _LARGEST))


def chain_of(content: bytes) -> Chain:
    """Return the lines in the content of a register."""
    *whole, last = content.split(b"\n")
    lines: list[RegisterLine] = []
    for number, line in enumerate(whole):
        if wrong := _wrong_or_added(line, lines):
            is_torn = bool(last) and _is_begun(last)
            rest = whole[number:] + ([last] if last and not is_torn else [])
            return _with_the_rest(lines, wrong, rest, torn=last if is_torn else b"")
    if last and not _is_begun(last):
        if wrong := _wrong_or_added(last, lines):
            return _with_the_rest(lines, wrong, [last])
        return Chain(lines, lacks_end=True, size=len(content), readable=lines)
    return Chain(lines, torn=last, size=len(content) - len(last), readable=lines)


def _with_the_rest(
    before_fault: Sequence[RegisterLine], wrong: str, rest: Sequence[bytes], torn: bytes = b""
) -> Chain:
    """Return a register with what its lines say from the first fault on.

    One fault does not hide another: each line is compared with its own hash, and with what the line
    before it has as its hash.

    Args:
        before_fault: The lines before the first fault.
        wrong: That fault.
        rest: The line with the fault, and all behind it.
        torn: The beginning of a last line.
    """
    lines = [*before_fault]
    first, numbers = len(lines) + 1, len(lines) + len(rest)
    faults = [Fault(f"{REGISTER}:{first}", wrong)]
    by_number: dict[int, RegisterLine] = {}
    before: str | None = None
    for at, line in enumerate(rest, first):
        parsed, wrong = _parsed(line)
        if not wrong and parsed is not None and at > first and before not in {None, parsed.before}:
            wrong = _NOT_BEHIND
        if wrong and at > first:
            faults.append(Fault(f"{REGISTER}:{at}", wrong))
        before = parsed.hash if parsed is not None else None
        if parsed is not None and len(lines) < parsed.number <= numbers + len(rest):
            by_number.setdefault(parsed.number, parsed)
    for number in range(first, max(by_number, default=0) + 1):
        parsed = by_number.get(number)
        is_about = parsed is not None and (parsed.of is None or _is_received(lines, parsed.of))
        lines.append(parsed if parsed is not None and is_about else _nothing(number))
    has_unread = len(by_number) < len(rest) or any(line.hash == FIRST for line in lines)
    return Chain(before_fault, faults, torn, readable=lines, has_unread=has_unread)


def _nothing(number: int) -> RegisterLine:
    """Return a line that notes nothing, in the place of one that cannot be read."""
    return RegisterLine.model_construct(
        number=number, did="wrote", on="", at="", before=FIRST, hash=FIRST
    )


def _is_begun(last: bytes) -> bool:
    """Whether a line without an end is the beginning of one: JSON that is not closed."""
    if not last.startswith(b"{"):
        return not last.strip(b"\0")  # a loss of power can leave zeros where a line was to be
    try:
        json.JSONDecoder().raw_decode(last.decode(errors="replace"))
    except (ValueError, RecursionError):
        return True
    return False


def _wrong_or_added(line: bytes, lines: list[RegisterLine]) -> str:
    """Return why a line is not as it was written; otherwise add it to the lines before it."""
    parsed, wrong = _parsed(line)
    if parsed is None or wrong:
        return wrong
    wrong = _out_of_chain(parsed, lines)
    if not wrong:
        lines.append(parsed)
    return wrong


def _data(line: bytes) -> tuple[Any, str]:
    """Return the data of a line, and why it is not as it was written; empty where it is."""
    try:
        data: Any = json.loads(line.decode())
        is_canonical = isinstance(data, dict) and line_text(data).encode() == line
    except (ValueError, RecursionError):
        return None, "the line was changed: it is not JSON in UTF-8"
    if not is_canonical:
        return data, "the line was changed: it is not in the form in which lines are written"
    if data.get("hash") != hash_of(data):
        return data, "the line was changed: its hash does not match the line"
    return data, ""


def _parsed(line: bytes) -> tuple[RegisterLine | None, str]:
    """Return what a line says, if it is one of a register, and why it is not as it was written."""
    data, wrong = _data(line)
    try:
        return RegisterLine.model_validate(data), wrong
    except ValidationError as error:
        found = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(map(str, found["loc"]))
        message = safe_text(": ".join(filter(None, [place, found["msg"]])), limit=_LONGEST)
        return None, wrong or f"this is not a line of a register: {message}"


def _out_of_chain(line: RegisterLine, lines: Sequence[RegisterLine]) -> str:
    """Return why a line does not follow the lines before it; empty where it does."""
    if line.before != (lines[-1].hash if lines else FIRST):
        for earlier in lines[:-1]:
            if earlier.hash == line.before:
                return (
                    f"the line follows line {earlier.number}, and not the line before it: the "
                    "register was written in two copies, as two clones under git are"
                )
        return _NOT_BEHIND
    if line.number != len(lines) + 1:
        return f"the line has the number {line.number}"
    if line.of is not None and not _is_received(lines, line.of):
        return f"the line is about line {line.of}, which is not about a received file"
    return ""


def _is_received(lines: Sequence[RegisterLine], number: int) -> bool:
    return number <= len(lines) and lines[number - 1].submission is not None


class Purpose(StrEnum):
    """What a register is opened for, with the message where it was changed."""

    WRITE = "the register in {folder} was changed, and nothing is written to it: {fault}"
    SHOW = "the register in {folder} was changed, and its lines are not shown: {fault}"
    READ_FILES = "the register in {folder} was changed, and its files are not read: {fault}"


def refuse_broken(chain: Chain, folder: Path, purpose: Purpose) -> None:
    """Refuse a register whose lines are not as they were written.

    Raises:
        ChecklistError: There is a fault.
    """
    if chain.faults:
        raise ChecklistError(
            purpose.value.format(folder=safe_text(str(folder)), fault=chain.faults[0].text)
        )
