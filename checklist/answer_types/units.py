"""The units of an answer: the smallest parts that can be given, changed and merged alone.

An answer is a mapping, such as `{value: party, note: Since 2003.}`. Its units are its value (or,
for some answer types, each part of the value) and each of its other keys. A missing code is one
unit with its reason and note. No unit is None: None stands for the absence of a unit.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from checklist.text.messages import Message, tr
from checklist.text.sanitize import quoted
from checklist.text.suggestions import correction_hint, with_hint

MISSING = "missing"
"""The part of an answer that holds the code for the absence of a value."""
EVIDENCE = "evidence"
"""The part of an answer that holds the references which show it."""

ANSWER_PARTS = (
    MISSING,
    EVIDENCE,
    "note",
    "confidential",
    "answered_by",
    "confidence",
    "carried",
    "by",
)
"""The parts of every answer, whatever its type, in the order in which they are written."""

_MISSING_KEYS = (MISSING, "reason", "note")
"""The keys of an answer that make one unit where the answer is missing."""
ANSWER_KEYS = ("value", EVIDENCE, MISSING, "reason", *ANSWER_PARTS[2:])
"""All keys of an answer, in the order in which they are written."""


_NO_SUCH = {
    "column": Message("there is no column {name}"),
    "entry or part": Message("there is no entry or part {name}"),
    "part": Message("there is no part {name}"),
    "question": Message("there is no question {name}", "in an address"),
    "row": Message("there is no row {name}"),
    "row or part": Message("there is no row or part {name}"),
}
"""What is said of a name that is not there, by the kind of the names."""


class PathError(Exception):
    """A path leads to no part of an answer. The text of the exception names the reason."""


class NoSuchNameError(PathError):
    """A name in a path is not one of the names that are allowed there."""

    def __init__(self, kind: str, name: str, names: Iterable[str]) -> None:
        """Keep the parts of the text. The nearest name is sought only when the text is shown.

        Args:
            kind: The kind of the name, of `_NO_SUCH`: `row`.
            name: The name.
            names: The allowed names.
        """
        super().__init__(kind, name, names)
        self.kind, self.name, self.names = kind, name, names

    def __str__(self) -> str:
        message = tr(_NO_SUCH[self.kind], name=quoted(self.name))
        return with_hint(message, correction_hint(self.name, [*self.names]))


class PartPath(NamedTuple):
    """The path from a question to a part of its answer: `[row | entry[/column]][/part]`.

    Without any field set, the path leads to the value of the answer.
    """

    row: str = ""
    """The id of a row of a matrix; empty for the whole matrix, and for other answer types."""
    entry: int = 0
    """The number of an entry of a table, from 1; 0 for the whole table, and for other types."""
    column: str = ""
    """The id of a column of the table; empty for the whole entry."""
    part: str = ""
    """A part of the answer there: `note`, `missing`, `status`; empty for its value."""

    def __str__(self) -> str:
        entry = str(self.entry) if self.entry else ""
        return "/".join(filter(None, (self.row, entry, self.column, self.part)))


def parse_part(names: Sequence[str], value_parts: Sequence[str]) -> str:
    """Return the part of an answer that a list of names stands for; an empty text for its value.

    Args:
        names: At most one name: `["note"]`.
        value_parts: The parts of the answer's value.

    Raises:
        PathError: There is no such part, or more than one name.
    """
    if not names:
        return ""
    name, *rest = names
    parts = (*value_parts, *ANSWER_PARTS)
    if name not in parts:
        raise NoSuchNameError("part", name, parts)
    if rest:
        raise PathError(tr("nothing can follow the part `{name}`", name))
    return name


def get_part(answer: Mapping[str, Any], part: str, value_parts: Sequence[str] = ()) -> Any:
    """Return a part of an answer, or None where it is not there.

    Args:
        answer: An answer without rows or entries: `{value: {status: planned}, note: Soon.}`.
        part: `status`, `note`; `missing` for the code with its reason and note, as a mapping;
            empty for the value.
        value_parts: The parts of the answer's value; `evidence` can be one of them.
    """
    if not part:
        return answer.get("value")
    if part == MISSING:
        return missing_of(answer) if MISSING in answer else None
    if part in ANSWER_PARTS and part not in value_parts:
        return answer.get(part)
    value = answer.get("value")
    return value.get(part) if isinstance(value, Mapping) else None


def set_part(
    answer: Mapping[str, Any], part: str, content: Any, value_parts: Sequence[str] = ()
) -> Mapping[str, Any]:
    """Return a copy of an answer with another content of one part.

    A new value replaces `missing` with its reason and note; a new `missing` replaces the value, its
    evidence and its note. `get_part` then returns the new content.

    Args:
        answer: Any answer; an empty mapping where there is none yet.
        part: As in `get_part`.
        content: The new content of the part; None removes it.
        value_parts: The parts of the answer's value, in the order in which they are written.
    """
    if part == MISSING:
        return _with_missing(answer, content)
    if part in ANSWER_PARTS and part not in value_parts:
        return with_key(answer, part, content, ANSWER_KEYS)
    if part:
        content = with_key(answer.get("value") or {}, part, content, value_parts) or None
    if content is not None:
        answer = without_missing(answer)
    return with_key(answer, "value", content, ANSWER_KEYS)


def part_units(answer: Mapping[str, Any], value_parts: Sequence[str]) -> Iterator[tuple[str, Any]]:
    """Yield the units of an answer without rows or entries, each with the name of its part.

    Args:
        answer: `{value: {status: planned}, note: Soon.}`.
        value_parts: The parts of the answer's value; empty where the value is one unit.
    """
    value = answer.get("value")
    if value_parts and isinstance(value, Mapping):
        yield from ((part, value[part]) for part in value_parts if part in value)
    elif value is not None:
        yield "", value
    yield from metadata_units(answer)


def metadata_units(answer: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Yield the units of an answer other than its value."""
    is_missing = MISSING in answer
    if is_missing:
        yield MISSING, missing_of(answer)
    for part in ANSWER_PARTS:
        if part in answer and not (is_missing and part in _MISSING_KEYS):
            yield part, answer[part]


def with_key(
    mapping: Mapping[str, Any], key: str, content: Any, order: Iterable[str]
) -> Mapping[str, Any]:
    """Return a mapping with another content of a key, or without the key if the content is None.

    A new key goes before the first key that follows it in `order`; no other key moves.
    """
    if content is None:
        return {other: mapping[other] for other in mapping if other != key}
    if key in mapping:
        return {**mapping, key: content}
    names = list(order)
    later = set(names[names.index(key) + 1 :])
    new: dict[str, Any] = {}
    for other, kept in mapping.items():
        if other in later and key not in new:
            new[key] = content
        new[other] = kept
    new.setdefault(key, content)
    return new


def missing_of(answer: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the missing code of an answer with its reason and note."""
    return {key: answer[key] for key in _MISSING_KEYS if key in answer}


def without_missing(answer: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return an answer without its missing code, and without the reason and note of that."""
    if MISSING not in answer:
        return answer
    return {key: kept for key, kept in answer.items() if key not in _MISSING_KEYS}


def _with_missing(
    answer: Mapping[str, Any], content: Mapping[str, Any] | None
) -> Mapping[str, Any]:
    if content is None:
        return without_missing(answer)
    if MISSING not in content or not content.keys() <= {*_MISSING_KEYS}:
        raise ValueError(tr("`missing` is set to a mapping of `missing`, and `reason` and `note`"))
    replaced = {"value", EVIDENCE, *_MISSING_KEYS}
    new: Mapping[str, Any] = {key: kept for key, kept in answer.items() if key not in replaced}
    for key, part in content.items():
        new = with_key(new, key, part, ANSWER_KEYS)
    return new
