"""The lines of a file that a finding is about, without those of confidential answers.

A line is shown only where it is known that nothing in it is confidential. So a file with a part
that could not be read shows no line at all, and of an answer with a confidential part no line is
shown, whatever the finding is about. Comments are never shown as neighbours.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any, NamedTuple

from checklist.answer_types.answer import is_like_a_mark
from checklist.checks.confidential_findings import ANSWERS, ConfidentialityFilter
from checklist.diagnostics import (
    Diagnostic,
    DocumentPath,
    Excerpt,
    FileFindings,
    FileLine,
    all_below,
)
from checklist.files.reader import text_of
from checklist.text.messages import Message, tr

_MOST_CHARACTERS = 240
"""The most characters of a line that are kept, around the place of the finding."""
_CONFIDENTIAL = Message("This line is not shown: it is confidential, or can be.")
_UNREADABLE = Message(
    "No line of this file is shown: a part of it cannot be read, so it is not known what "
    "is confidential."
)
_OTHER_QUESTIONS = Message(
    "No line of this file is shown: it does not answer this questionnaire, so it is not "
    "known what is confidential."
)
_HEAD = frozenset(
    {
        "checklist_report",
        "questionnaire",
        "state",
        "as_of",
        "status",
        "revision",
        "language",
        "translations",
        "supersedes",
        "seal",
    }
)
"""The keys of a report's head that never hold an answer or the name of a person."""
_REFERENCE = frozenset({"id", "version", "digest"})
_MARK_WITHIN = re.compile(r"conf[ei]d(?!ence)[a-z]*[\"']?[ \t]*:", re.IGNORECASE)
"""Matches such a mark in the text of an answer."""


class _Unit(NamedTuple):
    """An answer, or a key of the head, with the lines that it takes."""

    first: int
    last: int
    is_shown: bool


class ShownLines:
    """Finds the lines of a report that can be shown."""

    def __init__(self, confidential: ConfidentialityFilter) -> None:
        self._confidential = confidential
        self._document = confidential.document

    def excerpt(self, found: Diagnostic) -> Excerpt:
        """Return the lines that a finding in this report is about."""
        if self._none_because:
            return Excerpt((), self._none_because)
        if found.where[:1] == (ANSWERS,) and not self._has_answer(found.where):
            return Excerpt(())
        number = found.line
        units = [unit for unit in self._units_from(number) if unit.last >= number]
        if not units:
            return Excerpt(())
        if not all(unit.is_shown for unit in units):
            return Excerpt((), tr(_CONFIDENTIAL))
        around = range(max(unit.first for unit in units), min(unit.last for unit in units) + 1)
        return _excerpt(self._lines, number, found.column, around)

    def _has_answer(self, where: DocumentPath) -> bool:
        """Whether a place lies in an answer; a question without one has no line of its own."""
        data: Any = self._document.data
        return len(where) < 2 or (isinstance(data[ANSWERS], dict) and where[1] in data[ANSWERS])

    @cached_property
    def _none_because(self) -> str:
        """Why no line of the file can be shown; empty where some can."""
        document, questionnaire = self._document, self._confidential.questionnaire
        data = document.data
        if document.refusals or not isinstance(data, dict):
            return tr(_UNREADABLE)
        answers = data.get(ANSWERS)
        answers = answers if isinstance(answers, dict) else {}
        known = questionnaire.questions if questionnaire is not None else {}
        if any(is_like_a_mark(key) for key in (*data, *answers) if key not in known):
            return tr(_CONFIDENTIAL)
        named = data.get("questionnaire")
        answered = named.get("id") if isinstance(named, dict) else None
        is_another = questionnaire is not None and answered != questionnaire.head.id
        return tr(_OTHER_QUESTIONS if is_another else "")

    @cached_property
    def _lines(self) -> Sequence[str]:
        return self._document.text.split("\n")

    def _units_from(self, number: int) -> Iterator[_Unit]:
        """Yield the units that begin at a line or before it, as far as they can reach it."""
        at = bisect_right(self._units, number, key=lambda unit: unit.first)
        while at:
            at -= 1
            yield self._units[at]
            if self._units[at].first < number:
                return

    @cached_property
    def _units(self) -> Sequence[_Unit]:
        """The units in the order of the file. Two of them can share a line, not more."""
        document = self._document
        starts = sorted((document.offset(where, key=True), where) for where in self._places())
        ends = [start for start, _ in starts[1:]] + [len(document.text)]
        return [
            self._unit(where, start, end) for (start, where), end in zip(starts, ends, strict=True)
        ]

    def _places(self) -> Iterator[DocumentPath]:
        data: Any = self._document.data
        for key, value in data.items():
            yield (key,)
            if key == ANSWERS and isinstance(value, dict):
                yield from ((ANSWERS, question_id) for question_id in value)

    def _unit(self, where: DocumentPath, start: int, end: int) -> _Unit:
        text = _without_comments_behind(self._document.text[start:end])
        first = bisect_right(self._begins, start)
        return _Unit(first, first + text.count("\n"), self._is_shown(where, text))

    @cached_property
    def _begins(self) -> Sequence[int]:
        """The index of the first character of each line."""
        begins = [0]
        for line in self._lines:
            begins.append(begins[-1] + len(line) + 1)
        return begins[:-1]

    def _is_shown(self, where: DocumentPath, text: str) -> bool:
        data: Any = self._document.data
        if len(where) > 1:
            keys = {str(key) for at, _ in all_below(data[where[0]][where[1]]) for key in at[-1:]}
            return not (
                self._confidential.has_confidential_part(where)
                or _MARK_WITHIN.search(text.partition(":")[2])
                or any(map(is_like_a_mark, keys))
            )
        key, value = where[0], data[where[0]]
        if key == ANSWERS:
            return isinstance(value, dict)
        if key == "questionnaire" and isinstance(value, dict):
            return value.keys() <= _REFERENCE and all(map(_is_scalar, value.values()))
        return key in _HEAD and _is_scalar(value)


def with_lines(file: FileFindings) -> FileFindings:
    """Return the findings in a question set with their lines, in which nothing is confidential."""
    text = text_of(file.path) if file.diagnostics else ""
    if not isinstance(text, str):
        return file
    lines = text.split("\n")
    return file._replace(
        diagnostics=[
            finding._replace(
                excerpt=_excerpt(lines, finding.line, finding.column, range(1, len(lines) + 1))
            )
            for finding in file.diagnostics
        ]
    )


def _excerpt(lines: Sequence[str], number: int, column: int, around: range) -> Excerpt:
    """Return a line with its neighbours, as far as these may be shown."""
    shown = []
    for near in (number - 1, number, number + 1):
        if near != number and near not in around:
            continue
        text = lines[near - 1] if near <= len(lines) else ""
        is_left_out = not text.strip() or text.lstrip().startswith("#")
        if near == number or not is_left_out:
            shown.append(_file_line(near, text, column if near == number else 1))
    return Excerpt(tuple(shown))


def _file_line(number: int, text: str, column: int) -> FileLine:
    begin = max(0, min(column - 1 - _MOST_CHARACTERS // 2, len(text) - _MOST_CHARACTERS))
    kept = text[begin : begin + _MOST_CHARACTERS]
    return FileLine(number, kept, begin, is_cut=begin + len(kept) < len(text))


def _without_comments_behind(text: str) -> str:
    """Return the text of a unit without blank lines and comments at its end."""
    lines = text.split("\n")
    while len(lines) > 1 and (not lines[-1].strip() or lines[-1].lstrip().startswith("#")):
        lines.pop()
    return "\n".join(lines)


def _is_scalar(value: object) -> bool:
    return not isinstance(value, dict | list)
