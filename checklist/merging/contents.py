"""Contents of units: when two say the same, and what has all that several people added."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import ValidationError

from checklist.answer_types.answer import MAX_NOTE
from checklist.answer_types.interface import AnswerType
from checklist.answer_types.packet import units_of
from checklist.answer_types.units import EVIDENCE, MISSING, PACKET_KEYS, PartPath

NOTE, CONFIDENTIAL = "note", "confidential"

WHOLE = "*"
"""In place of a part: a whole answer, row or entry, its value and all that goes with it."""


_ENCODER = json.JSONEncoder(sort_keys=True, ensure_ascii=False)


def text_of(data: Any) -> str:
    """Return data as text that is the same whatever the order of keys."""
    return _ENCODER.encode(data)


def fingerprint(answer_type: AnswerType, part: str, content: Any) -> str:
    """Return a text that is the same for all contents of a unit that say the same.

    Args:
        answer_type: The type of the answer.
        part: The part of the answer.
        content: The content of the unit; None for nothing.
    """
    if content is None:
        return ""
    if isinstance(content, list) and _is_unordered(answer_type, part):
        return text_of(sorted(map(text_of, content)))
    return text_of(content)


def parts_of(answer_type: AnswerType, answer: Mapping[str, Any] | None) -> Mapping[str, Any]:
    """Return the units of an answer without rows or entries: contents by part."""
    return {path.part: content for path, content in units_of(answer_type, answer or {})}


def union(answer_type: AnswerType, part: str, contents: Sequence[Any], base: Any) -> Any:
    """Return what has all that several people added to a unit, or None if there is no such thing.

    Args:
        answer_type: The type of the answer.
        part: The part of the answer.
        contents: What each of them says.
        base: What they saw; None for nothing.
    """
    if all(isinstance(content, list) for content in contents) and _is_unordered(answer_type, part):
        return _union_of_lists(answer_type, part, contents, base)
    return None


def _is_unordered(answer_type: AnswerType, part: str) -> bool:
    is_whole_list = not part and answer_type.allows_several
    return is_whole_list or part in answer_type.list_parts or part == EVIDENCE


def _union_of_lists(
    answer_type: AnswerType, part: str, contents: Sequence[Sequence[Any]], base: Any
) -> Any:
    seen = {text_of(element) for element in base or ()}
    if not all(seen <= {text_of(element) for element in content} for content in contents):
        return None
    all_of_them = {text_of(element): element for content in contents for element in content}
    order = {code: at for at, (code, _) in enumerate(answer_type.offered())}
    codes = sorted(
        all_of_them, key=lambda text: (text not in seen, order.get(str(all_of_them[text]), 0), text)
    )
    if order:
        codes = sorted(all_of_them, key=lambda text: (order.get(str(all_of_them[text]), 0), text))
    together = [all_of_them[text] for text in codes]
    is_refused = not part and any(True for _ in answer_type.check(together))
    return None if is_refused else together


def joined_notes(notes: Sequence[tuple[str, str]], base: Any) -> str | None:
    """Return one note with what several people wrote, each with its author.

    Args:
        notes: The words for the author, empty for the report itself, and what it wrote.
        base: What they saw; None for nothing.

    Returns:
        None where somebody changed what was there, or the note would be too long.
    """
    before = base if isinstance(base, str) else ""
    if not all(note.startswith(before) for _, note in notes):
        return None
    added = [(author, note.removeprefix(before).strip("\n")) for author, note in notes]
    lines = [f"{author}: {note}" if author else note for author, note in sorted(added) if note]
    # Who saw its own note within a joint one says it again with that.
    lines = [line for line in lines if not any(line in other for other in lines if other != line)]
    together = "\n".join(filter(None, [before.rstrip("\n"), *lines]))
    return together if len(together) <= MAX_NOTE else None


def is_in(content: Any, whole: Any) -> bool:
    """Whether something of a content is in another one, such as in a joint note or a list."""
    if isinstance(content, str) and isinstance(whole, str):
        return content in whole
    if isinstance(content, list) and isinstance(whole, list):
        return any(element in whole for element in content)
    return bool(content == whole)


def type_at(answer_type: AnswerType, path: PartPath) -> AnswerType:
    """Return the type of what stands at a path in an answer: of its row, of its column, or its own.

    Args:
        answer_type: The type of the question.
        path: The path of a unit.
    """
    field = answer_type.fields().get(path.row or path.column)
    return answer_type if field is None else field.answer_type


def path_text(question_id: str, path: PartPath) -> str:
    """Return the address of a unit as text: `laws/2/citation`."""
    return "/".join(filter(None, [question_id, str(path)]))


def packet_of(answer: Mapping[str, Any] | None) -> Mapping[str, Any] | None:
    """Return the value of an answer, or what stands in its place, and all beside it."""
    keys = [key for key in PACKET_KEYS if key != "answered_by"]
    found = {key: answer[key] for key in keys if key in answer} if answer else {}
    return found if found.keys() & {"value", MISSING} else None


def breaks(answer_type: AnswerType, answer: Mapping[str, Any] | None) -> bool:
    """Whether the parts of a value do not go together."""
    if not answer_type.value_parts or answer is None or "value" not in answer:
        return False
    try:
        answer_type.value_adapter.validate_python(answer["value"])
    except ValidationError:
        return True
    return any(True for _ in answer_type.check(answer["value"]))
