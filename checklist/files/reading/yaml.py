"""YAML: parsed from the events of libyaml, whose errors are put into plain words."""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from functools import partial
from itertools import islice
from typing import Any

from yaml import YAMLError
from yaml.error import MarkedYAMLError
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from checklist.files.libyaml import CBaseLoader
from checklist.files.reading.builder import Builder, too_deep
from checklist.files.reading.document import Data, Document, Mark, Marks
from checklist.files.reading.refusals import Refusals
from checklist.files.reading.scalars import NON_TEXT_STARTS, Problem, resolve_yaml
from checklist.files.reading.source import NO_LIMITS, Limits, Unreadable
from checklist.text.messages import Message, tr
from checklist.text.sanitize import FORBIDDEN, quoted


def parse_yaml(text: str, refusals: Refusals, limits: Limits, *, any_line_break: bool) -> Document:
    """Parse a YAML text.

    Args:
        text: The text, with its forbidden characters replaced.
        refusals: The refusals so far, and the text as it was decoded.
        limits: The limits of the file.
        any_line_break: As for `reader.parse`.
    """
    if not refusals.found:
        with suppress(_MayBeRefused, YAMLError, ValueError):
            data = _load_without_refusals(text, limits)
            cause = _by_cause(text) if _is_foreign(text, data) else None
            if cause is not None:
                refusals.end(cause)
                return refusals.document("yaml")
            return refusals.document("yaml", data, partial(marks, text))
    replaced = text is not refusals.text
    builder = Builder(
        refusals, limits, resolve_yaml, replaced=replaced, any_line_break=any_line_break
    )
    try:
        builder.build(_yaml_events(text))
    except Unreadable as end:
        refusals.end(end)
        return refusals.document("yaml")
    except (YAMLError, ValueError) as error:
        refusals.end(_by_cause(refusals.text) or _explain(error, refusals, limits))
        return refusals.document("yaml")
    if builder.data is None and not refusals.found:
        refusals.add("S012", tr("the file holds no data"), 0)
    return refusals.document("yaml", builder.data, builder.root_marks.copy)


def marks(text: str) -> Marks:
    """Return the marks of a text in which nothing is refused."""
    builder = Builder(Refusals("", text), NO_LIMITS, resolve_yaml)
    events = _yaml_events(text)

    def build_on() -> bool:
        some = list(islice(events, _EVENTS_AT_ONCE))
        builder.build(iter(some))
        return bool(some)

    return _GrowingMarks(builder.root_marks, build_on)


_EVENTS_AT_ONCE = 32
"""The events after which a search for a mark looks again. The head of a report has about fifty."""


class _GrowingMarks:
    """Marks that are found in the order of the text, up to the last one that was requested.

    Findings on several reports are about their heads, the first twentieth of the text.
    """

    def __init__(self, found: Marks, build_on: Callable[[], bool]) -> None:
        self._found = found
        """The marks of this list or mapping so far."""
        self._build_on = build_on
        """Reads on, and returns whether there was more to read."""

    def get(self, key: str | int, /) -> Mark | None:
        """Return the mark of a key or index, or None where there is none."""
        while (mark := self._found.get(key)) is None and self._build_on():
            pass
        if mark is None or mark[2] is None:
            return mark
        return mark[0], mark[1], _GrowingMarks(mark[2], self._build_on)


def _yaml_events(text: str) -> Iterator[Any]:
    return iter(CBaseLoader(text).get_event, None)


class _MayBeRefused(Exception):
    """The text may have something to refuse, so that the builder has to decide."""


def _load_without_refusals(text: str, limits: Limits) -> Data:
    """Return the data of a YAML text in which `Builder` refuses nothing, without positions.

    It must give the same data as `Builder`, in three quarters of the time: 1.4 of 1.9 ms for 29 kB.

    Raises:
        _MayBeRefused: `Builder` may refuse something, or there is no data.
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
                raise _MayBeRefused
            if not style and value[:1] in NON_TEXT_STARTS:
                value = resolve_yaml(value)
            elif style == '"' and has_escapes and FORBIDDEN.search(value):
                raise _MayBeRefused
            if is_list:
                container.append(value)
            elif key is not None:
                container[key] = value
                key = None
            elif type(value) is not str or value in container or value == "<<":
                raise _MayBeRefused
            else:
                key = value
            if type(value) is Problem:
                raise _MayBeRefused
        elif kind is MappingEndEvent or kind is SequenceEndEvent:
            container, is_list = stack.pop()
        elif kind is MappingStartEvent or kind is SequenceStartEvent:
            if event.tag is not None or event.anchor is not None:
                raise _MayBeRefused
            if len(stack) == limits.max_depth or (key is None and not is_list):
                raise _MayBeRefused
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
            raise _MayBeRefused
    if not root or root[0] is None or next(events, None) is not None:
        raise _MayBeRefused
    return root[0]


_INDENTATION = Message("look at the indentation of this line and of the one above")
# The message and the hint for each error of libyaml, placed where libyaml noticed it. `{line}` is
# the first line of the list or mapping that the error is about.
_YAML_PROBLEMS: Mapping[str, tuple[Message, Message | str]] = {
    "mapping values are not allowed in this context": (
        Message("a colon and a space are not allowed here"),
        Message(
            "put quotation marks around the text that holds them, or look at the indentation of "
            "this line and of the one above"
        ),
    ),
    "block sequence entries are not allowed in this context": (
        Message("an item with `-` cannot begin here"),
        _INDENTATION,
    ),
    "mapping keys are not allowed in this context": (
        Message("a key cannot begin here"),
        _INDENTATION,
    ),
    "did not find expected key": (
        Message("expected another key of the mapping that begins on line {line}"),
        Message(
            "look at the indentation of this line and of the one above, and for text after a "
            "closing quotation mark"
        ),
    ),
    "did not find expected '-' indicator": (
        Message("expected another item with `-` of the list that begins on line {line}"),
        _INDENTATION,
    ),
    "did not find expected ',' or ']'": (
        Message("expected a comma or the `]` that closes the list of line {line}"),
        Message("close it, or put quotation marks around a text that begins with `[`"),
    ),
    "did not find expected ',' or '}'": (
        Message("expected a comma or the `}` that closes the mapping of line {line}"),
        Message("close it, or put quotation marks around a text that begins with `{`"),
    ),
    "did not find expected node content": (Message("a value is missing here"), ""),
    "did not find expected comment or line break": (
        Message("text on the line of the `|` or `>` that begins a text of several lines"),
        Message("begin the text on the next line, or put quotation marks around the whole"),
    ),
    "did not find expected <document start>": (
        Message("the data has ended, and something else begins here"),
        _INDENTATION,
    ),
    "found unknown escape character": (
        Message("a backslash in a text in double quotation marks, and no known escape after it"),
        Message("write two backslashes, or use single quotation marks"),
    ),
    "did not find expected hexdecimal number": (Message("an escape with too few digits"), ""),
    "found invalid Unicode character escape code": (Message("the escape of no character"), ""),
    "found unexpected document indicator": (
        Message("`---` or `...` in a text in quotation marks"),
        "",
    ),
}
# The same for errors that are placed where the faulty text begins.
_YAML_PROBLEMS_AT_BEGIN: Mapping[str, tuple[Message, Message]] = {
    "found unexpected end of stream": (
        Message("the quotation mark that opens here is never closed"),
        Message("close it, or leave it out"),
    ),
    "could not find expected ':'": (
        Message("this line is neither a list item nor a key with a colon and a space after it"),
        _INDENTATION,
    ),
}
_YAML_FEATURE = re.compile(r"\b(?:anchor|alias|tag|directive|%YAML|%TAG|incompatible)\b")


_WEB_PAGE = re.compile(r"\s*<(?:!doctype html|html)\b", re.IGNORECASE)
_CONFLICT = re.compile(r"^(?:<{7}(?: .*)?|={7}|>{7}(?: .*)?)$", re.MULTILINE)
"""A line by which git marks the two versions of a merge."""
_WIDE_COLON = re.compile(r"^[ \t-]*[\w-]+(\uff1a).*$", re.MULTILINE)
"""A colon that East Asian keyboards type, behind a key."""
_NO_BREAK_SPACE = re.compile(r"^[ \t-]*(?:[\w-]+:)?[ \t]*(\u00a0)", re.MULTILINE)
"""A space of another kind before a key, or behind its colon."""


def _is_foreign(text: str, data: Data) -> bool:
    """Whether a text that is YAML is a web page, or has a key with a space that is none."""
    if isinstance(data, str):
        return _WEB_PAGE.match(text) is not None
    return "\u00a0" in text and _has_odd_key(data)


def _has_odd_key(data: Data) -> bool:
    if isinstance(data, dict):
        return any("\u00a0" in str(key) or _has_odd_key(value) for key, value in data.items())
    return isinstance(data, list) and any(map(_has_odd_key, data))


def _by_cause(text: str) -> Unreadable | None:
    """Return the refusal of a text that is no YAML for a reason that can be named."""
    if _WEB_PAGE.match(text):
        hint = tr("a sign-in page may have been saved in place of the file; fetch the file again")
        return Unreadable("S005", tr("this is a web page, not a report"), hint=hint, at=0)
    if conflict := _CONFLICT.search(text):
        message = tr("git marks a merge conflict with this line, {line}", quoted(conflict[0]))
        hint = tr("keep one of the two versions, and delete all lines with such marks")
        return Unreadable("S005", message, hint=hint, at=conflict.start())
    if colon := _WIDE_COLON.search(text):
        message = tr(
            "there is a colon of another width (U+FF1A) in {line}", quoted(colon[0].strip())
        )
        return Unreadable("S005", message, hint=tr("type `: ` in its place"), at=colon.start(1))
    if space := _NO_BREAK_SPACE.search(text):
        message = tr("there is a space that breaks no line (U+00A0) where YAML needs a plain space")
        hint = tr("it comes from a web page or a text processor; type a space in its place")
        return Unreadable("S005", message, hint=hint, at=space.start(1))
    return None


def _explain(error: Exception, refusals: Refusals, limits: Limits) -> Unreadable:
    """Return the refusal for an error of libyaml, in plain words."""
    if not isinstance(error, MarkedYAMLError) or error.problem_mark is None:
        return Unreadable("S005", tr("not YAML: {problem}", getattr(error, "reason", error)))
    problem = error.problem or ""
    at = error.problem_mark.index
    begin = at if error.context_mark is None else error.context_mark.index
    if "nesting" in problem:  # libyaml looks ahead, to its own limit of a thousand
        return too_deep(at, limits)
    character = refusals.text[at : at + 1]
    if character == "\t" and ("tab" in problem or "start any token" in problem):
        message = tr("there is a tab where YAML needs spaces")
        return Unreadable("S005", message, hint=tr("indent with spaces"), at=at)
    if "start any token" in problem:
        message = tr("a value cannot begin with {character}", quoted(character))
        return Unreadable("S005", message, hint=tr("put quotation marks around the whole"), at=at)
    if _YAML_FEATURE.search(f"{error.context} {problem}"):
        first = quoted(refusals.text[begin : begin + 1])
        message = tr("{first} begins an anchor, an alias, a tag or a directive here", first)
        hint = tr("put quotation marks around the whole if it is text")
        return Unreadable("S008", message, hint=hint, at=begin)
    if problem in _YAML_PROBLEMS_AT_BEGIN:
        fault, what_to_do = _YAML_PROBLEMS_AT_BEGIN[problem]
        return Unreadable("S005", tr(fault), hint=tr(what_to_do), at=begin)
    if problem not in _YAML_PROBLEMS:
        return Unreadable("S005", tr("not YAML: {problem}", problem), at=at)
    unexpected, what_helps = _YAML_PROBLEMS[problem]
    message = tr(unexpected, line=refusals.line(begin))
    return Unreadable("S005", message, hint=str(what_helps), at=at)
