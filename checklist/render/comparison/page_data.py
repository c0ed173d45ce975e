"""The changes of many States as data for the script of a page, in few characters.

What many States have in common stands there once: the questions, and each change or text that
occurs again, in whose place there is its number. A change is a list: its label, and pieces of text
with a sign before each: `=`, `-` or `+`.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from checklist.analysis.comparison.document import (
    ChangeEntry,
    Kind,
    QuestionEntry,
    ReportEntry,
    Sign,
    WordEntry,
)
from checklist.render.comparison.wording import (
    WITHHELD,
    change_pieces,
    cited,
    label_of,
    more,
    not_comparable,
    of_answer,
    question_words,
)

MOST_CHARACTERS = 1_100_000
"""The longest data with the words of all States: the page then has at most 2 MB."""
_SIGNS = {Sign.SAME: "=", Sign.REMOVED: "-", Sign.ADDED: "+"}
_OF_WORDS = frozenset({Kind.TEXT, Kind.NOTE, Kind.ENTRY})
_NO_WORDS = [WordEntry(Sign.SAME, "changed")]
"""What stands in place of words, where these would be too long."""
_LEAST = 6
"""The shortest text for which a number is shorter, in characters."""


def page_data(reports: Sequence[ReportEntry]) -> tuple[Mapping[str, Any], bool]:
    """Return the data, and whether the words of the States are in it.

    Without them the data names each change, and for codes says from what to what.
    """
    data = _data(reports, with_words=True)
    if len(json.dumps(data, ensure_ascii=False)) <= MOST_CHARACTERS:
        return data, True
    return _data(reports, with_words=False), False


def _data(reports: Sequence[ReportEntry], *, with_words: bool) -> Mapping[str, Any]:
    asked: dict[str, Sequence[Any]] = {}
    for report in reports:
        for one in report.differences:
            about = f"{one.question}{cited(one)}"
            asked.setdefault(one.question, [question_words(one), about, one.part])
    places = {question: place for place, question in enumerate(asked)}
    states = [
        [[places[one.question], *_changes(one, with_words)] for one in report.differences]
        for report in reports
    ]
    changes, states = _without_repetition(states, _changes_in(states))
    texts, (changes, states) = _without_repetition([changes, states], _texts([changes, states]))
    return {
        "asked": [*asked.values()],
        "texts": texts,
        "changes": changes,
        "states": states,
        "more": [more(report) for report in reports],
        "withheld": WITHHELD,
    }


def _changes(one: QuestionEntry, with_words: bool) -> Sequence[Any]:
    """Return why it cannot be compared, the changes, those of words, and what is withheld."""
    first = [_change(change, with_words) for change in one.changes if of_answer(change)]
    notes = [_change(change, with_words) for change in one.changes if not of_answer(change)]
    withheld = [label_of(part) for part in one.withheld]
    found = [not_comparable(one) if one.not_comparable else "", first, notes, withheld]
    while len(found) > 1 and not found[-1]:
        found.pop()
    return found


def _change(one: ChangeEntry, with_words: bool) -> tuple[str, ...]:
    is_left_out = not with_words and one.kind in _OF_WORDS and one.hidden is None
    pieces = _NO_WORDS if is_left_out else change_pieces(one)
    return (label_of(one), *(f"{_SIGNS[piece.sign]}{piece.text}" for piece in pieces))


def _changes_in(states: Sequence[Sequence[Sequence[Any]]]) -> Iterator[tuple[str, ...]]:
    for state in states:
        for _, _, *several in state:
            for changes in several[:2]:
                yield from changes


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _texts(one)


def _without_repetition(value: Any, parts: Iterable[Any]) -> tuple[list[Any], Any]:
    """Return the parts that occur again, and the value with their numbers in their places."""
    several = [one for one, count in Counter(parts).items() if count > 1 and _is_long(one)]
    numbers = {one: number for number, one in enumerate(several)}
    return several, _numbered(value, numbers)


def _is_long(part: Any) -> bool:
    """Whether a number is shorter."""
    return isinstance(part, tuple) or len(part) >= _LEAST


def _numbered(value: Any, numbers: Mapping[Any, int]) -> Any:
    if isinstance(value, str | tuple) and value in numbers:
        return numbers[value]
    if isinstance(value, list | tuple):
        return [_numbered(one, numbers) for one in value]
    return value
