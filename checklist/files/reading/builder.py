"""The builder of data, positions and refusals from the events of a YAML or JSON text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from enum import Enum
from itertools import islice
from typing import Any, TypeAlias

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

from checklist.files.reading.document import Data, MarkTable
from checklist.files.reading.refusals import REPLACEMENT, Refusals
from checklist.files.reading.scalars import ALREADY_REFUSED, NON_TEXT_STARTS, Problem
from checklist.files.reading.source import Limits, Unreadable
from checklist.text.messages import Message, grouped, tr
from checklist.text.sanitize import FORBIDDEN, character_name, quoted

_WRITE_OUT = Message("write the values out, or put quotation marks around it if it is text")
_YAML_TAGS = "tag:yaml.org,2002:"


class _Skipped(Enum):
    """The state while a refused key, or its value, is read."""

    VALUE = "its value is read"
    KEY = "the key itself, a list or a mapping, is read"


_Key: TypeAlias = str | int | _Skipped | None
"""The key whose value comes next, or the index of the next item; None where a key comes next."""


class Builder:
    """Builds the data of one file from its events, without recursion.

    The root is built as the only item of a list, so that it needs no special case.
    """

    def __init__(
        self,
        refusals: Refusals,
        limits: Limits,
        resolve: Callable[[str], Data | Problem],
        *,
        replaced: bool = False,
        any_line_break: bool = False,
    ) -> None:
        """Begin a document.

        Args:
            refusals: The list to which refusals are added, and the text.
            limits: The limits of the file.
            resolve: The function that returns the value of a plain scalar.
            replaced: Whether forbidden characters were replaced in the text.
            any_line_break: As for `reader.parse`.
        """
        self.refusals = refusals
        self.any_line_break = any_line_break
        self.limits = limits
        self.resolve = resolve
        self.root: list[Data] = []
        self.root_marks: MarkTable = {}
        # Only an escape can bring in a character that the text itself does not have.
        self.checked_styles = {'"'} if "\\" in refusals.text else set()
        self.unwanted = FORBIDDEN
        if replaced:
            self.checked_styles = {"", "'", '"', "|", ">"}
            self.unwanted = re.compile(f"{FORBIDDEN.pattern}|{REPLACEMENT}")
        self.container: Any = self.root
        self.marks = self.root_marks
        self.key: _Key = 0
        self.key_at = 0
        self.stack: list[tuple[Any, MarkTable, _Key]] = []

    @property
    def data(self) -> Data:
        """The data of the file; None when there is none."""
        return self.root[0] if self.root else None

    def build(self, events: Iterator[Any]) -> None:
        """Build the document from its events.

        Raises:
            Unreadable: A limit was reached.
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
            message = tr("the file has more than {most} elements", grouped(self.limits.max_events))
            raise Unreadable("S002", message, at=_offset(event))

    def _document(self, event: DocumentStartEvent) -> None:
        """Refuse directives, and any document after the first."""
        at = _offset(event)
        if event.version or event.tags:
            self._refuse(
                Problem("S008", tr("directives are not accepted"), tr("delete the line")), at
            )
        if self.root:
            hint = tr("keep one in the file, and no line of `---` between")
            self._refuse(Problem("S008", tr("a second document begins here"), hint), at)
            self.key = _Skipped.VALUE

    def _scalar(self, event: Any) -> None:
        """Take a scalar as a key, a value or an item."""
        value: Data | Problem
        value = text = event.value
        style = event.style
        at = event.start_mark.index
        key = self.key
        if "\r" in text and key is not None:
            text = text.replace("\r\n", "\n")
            value = text = text.replace("\r", "\n") if self.any_line_break else text
        if style in self.checked_styles and (found := self.unwanted.search(text)):
            value = _escape_problem(found[0])
        elif not style and text[:1] in NON_TEXT_STARTS:
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
        if isinstance(value, Problem):
            self._refuse(value, at, loses_value=True)
            value = None
        if isinstance(key, str):  # as `_put` and `_next_key` do; nearly all scalars come here
            self.container[key] = value
            self.marks[key] = (self.key_at, at if text or style else self.key_at, None)
            self.key = None
        else:
            self._put(value, at)
            self.key = _next_key(key)

    def _checked_key(self, event: ScalarEvent, value: Data | Problem) -> str | _Skipped:
        """Refuse a scalar that cannot be a key, and return the key or the state to go on with."""
        text, at = event.value, _offset(event)
        if isinstance(value, Problem) and value.code != "S011":
            self._refuse(value, at)
            return _Skipped.VALUE
        if text == "<<" and not event.style:
            self._refuse(Problem("S008", tr("merge keys are not accepted"), tr(_WRITE_OUT)), at)
            return _Skipped.VALUE
        if text in self.container:
            line = self.refusals.line(self.marks[text][0])
            message = tr(
                "the key {key} appears twice in one mapping, first on line {line}",
                quoted(text),
                line,
            )
            self._refuse(Problem("S007", message, tr("keep one")), at, key=text)
            return _Skipped.VALUE
        if not isinstance(value, str):
            message = tr("a key must be text, and YAML does not read {key} as text", quoted(text))
            self._refuse(
                Problem("S010", message, tr("put quotation marks around it")), at, key=text
            )
        return text

    def _begin(self, event: MappingStartEvent | SequenceStartEvent) -> None:
        """Begin a list or a mapping at the current place."""
        at = _offset(event)
        if len(self.stack) == self.limits.max_depth:
            raise too_deep(at, self.limits)
        if event.tag is not None or event.anchor is not None:
            self._checked_properties(event, None)
        is_mapping = isinstance(event, MappingStartEvent)
        if self.key is None:
            is_list = tr("a key must be text, and this is a list")
            message = tr("a key must be text, and this is a mapping") if is_mapping else is_list
            self._refuse(Problem("S010", message, tr("put quotation marks around it")), at)
            self.key = _Skipped.KEY
        inner: Any = {} if is_mapping else []
        inner_marks: MarkTable = {}
        self._put(inner, at, inner_marks)
        self.stack.append((self.container, self.marks, self.key))
        self.container, self.marks, self.key = inner, inner_marks, None if is_mapping else 0

    def _end(self, _: MappingEndEvent | SequenceEndEvent) -> None:
        self.container, self.marks, key = self.stack.pop()
        self.key = _next_key(key)

    def _alias(self, event: AliasEvent) -> None:
        """Refuse an alias, which has no value."""
        message = tr("aliases such as {alias} are not accepted", quoted(f"*{event.anchor}"))
        problem = Problem("S008", message, tr(_WRITE_OUT))
        if self.key is None:
            self._refuse(problem, _offset(event))
            self.key = _Skipped.VALUE
            return
        self._refuse(problem, _offset(event), loses_value=True)
        self._put(None, _offset(event))
        self.key = _next_key(self.key)

    def _put(self, value: Data, at: int, inner: MarkTable | None = None) -> None:
        """Put a value at the current place; nothing where a key was refused."""
        key = self.key
        if isinstance(key, str):
            self.container[key] = value
            self.marks[key] = (self.key_at, at, inner)
        elif isinstance(key, int):
            self.container.append(value)
            self.marks[key] = (at, at, inner)

    def _checked_properties(
        self, event: ScalarEvent | CollectionStartEvent, value: Data | Problem
    ) -> Data | Problem:
        """Refuse anchor and tag of a scalar, a list or a mapping; a tag can stand for any value."""
        if event.anchor is not None:
            message = tr("anchors such as {anchor} are not accepted", quoted(f"&{event.anchor}"))
            self._refuse(Problem("S008", message, tr("delete it")), _offset(event))
        if event.tag is None:
            return value
        hint = tr("delete it, or put quotation marks around the whole if it is text")
        message = tr(
            "tags such as {tag} are not accepted", quoted(event.tag.replace(_YAML_TAGS, "!!"))
        )
        self._refuse(Problem("S008", message, hint), _offset(event))
        return ALREADY_REFUSED

    def _refuse(
        self, problem: Problem, at: int, *, key: str | None = None, loses_value: bool = False
    ) -> None:
        """Add a refusal.

        Args:
            problem: The refusal; a refusal without a code has been added already.
            at: Its offset.
            key: The key of the refused place, when that is not yet the current key.
            loses_value: Whether the value at the current place is lost.
        """
        # The key of the first frame is the index of the document.
        keys = [*(key for *_, key in self.stack), self.key if key is None else key][1:]
        parts: list[str | int] = []
        for part in keys:
            if not isinstance(part, str | int):  # nothing below a refused key has a place
                break
            parts.append(part)
        where = tuple(parts)
        if problem.code:
            self.refusals.add(problem.code, problem.message, at, hint=problem.hint, where=where)
        if loses_value and len(parts) == len(keys):
            self.refusals.places.add(where)


def _offset(event: Event) -> int:
    return 0 if event.start_mark is None else event.start_mark.index


def too_deep(at: int, limits: Limits) -> Unreadable:
    """Return the error for a list or mapping that begins at an offset and is too deep."""
    message = tr("more than {most} lists and mappings inside one another", limits.max_depth)
    return Unreadable("S009", message, at=at)


def _next_key(key: _Key) -> _Key:
    """Return the state after an item, after a value, or after a list or mapping as a key."""
    if isinstance(key, int):
        return key + 1
    return _Skipped.VALUE if key is _Skipped.KEY else None


def _escape_problem(character: str) -> Problem:
    if character == REPLACEMENT:
        return ALREADY_REFUSED
    message = tr("the escape of {character} is not allowed here", character_name(character))
    return Problem("S004", message, tr("delete it from the text that begins here"))
