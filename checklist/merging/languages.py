"""In which languages the texts of an answer are, where that is not the language of the report.

The key `language` of an answer, row or cell has the languages by part: `{note: fr}`. It follows
from who wrote a text, and in which form; whatever changes a text otherwise makes it one of the
report's own.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from checklist.answer_types.evidence import articles_in
from checklist.answer_types.interface import AnswerType, PacketKind
from checklist.answer_types.packet import fold, packets_of
from checklist.answer_types.units import (
    ANSWER_KEYS,
    ANSWER_PARTS,
    EVIDENCE,
    LANGUAGE,
    MISSING,
    PartPath,
    metadata_units,
    part_units,
    with_key,
)
from checklist.text.languages import CODE

Answer = Mapping[str, Any]

NOTE, VALUE = "note", "value"
"""The name of a value that is one unit, as a key."""


class _Text(NamedTuple):
    """A part of an answer that has words of a State."""

    place: PartPath
    """Where it is, by the name of its key: `value`, `note`."""
    content: Any
    language: str
    """Empty for that of the report."""
    unit: PartPath
    """The unit that has it."""

    @property
    def anywhere(self) -> PartPath:
        """Where it is, in whichever entry or row.

        Entries change their numbers, and what is said of all rows can stand once.
        """
        return self.place._replace(row="", entry=0)


def words_of(answer_type: AnswerType, path: PartPath, content: Any) -> tuple[PartPath, Any]:
    """Return the place of the words of a State in a unit, and the words; None for none.

    Args:
        answer_type: The type of what stands at the path.
        path: The path of the unit.
        content: The content of the unit; None for nothing.
    """
    if path.part == MISSING:
        note = content.get(NOTE) if isinstance(content, Mapping) else None
        return path._replace(part=NOTE), note
    has_words = content is not None and _has_words(answer_type, path.part, content)
    return path._replace(part=path.part or VALUE), content if has_words else None


def _has_words(answer_type: AnswerType, part: str, content: Any) -> bool:
    if part == NOTE:
        return True
    try:
        if part == EVIDENCE:
            return any(True for _ in articles_in(content))
        if part in ANSWER_PARTS:
            return False
        return any(True for _ in answer_type.texts({part: content} if part else content))
    except (AttributeError, LookupError, TypeError, ValueError):  # it does not fit its question
        return False


def known_language(named: Any) -> str:
    """Return a language that is named for a text; empty for none, and for what is no such code."""
    return named if isinstance(named, str) and re.fullmatch(CODE, named) else ""


def is_tagged(answer: Any) -> bool:
    """Whether an answer, or something in it, has a language of its own."""
    if isinstance(answer, Mapping):
        return LANGUAGE in answer or any(map(is_tagged, answer.values()))
    return isinstance(answer, list) and any(map(is_tagged, answer))


def as_in(answer_type: AnswerType, answer: Answer, language: str, report: str) -> Answer:
    """Return an answer of a file of one language as it stands in a report of another.

    Args:
        answer_type: The type of the question.
        answer: The answer.
        language: The language of the file.
        report: The language of the report.
    """
    if language == report:
        return answer
    tags = {
        text.place: text.language or language
        for text in _texts(answer_type, answer)
        if (text.language or language) != report
    }
    return _with_tags(answer_type, answer, tags)


def with_languages(
    answer_type: AnswerType,
    answer: Answer,
    before: Answer | None,
    new: str = "",
) -> Answer:
    """Return an answer whose texts have their languages, as far as it is known who wrote them.

    Args:
        answer_type: The type of the question.
        answer: The answer, with or without languages.
        before: What stood there before.
        new: The language of what did not stand there before, without claims; empty for that of the
            report.
    """
    known = [*_texts(answer_type, before or {})]
    if not new and not any(text.language for text in known):
        return _with_tags(answer_type, answer, {}) if is_tagged(answer) else answer
    tags = {}
    for text in _texts(answer_type, answer):
        here = [other for other in known if other.anywhere == text.anywhere]
        language = _language(text.content, here, new)
        if language:
            tags[text.place] = language
    return _with_tags(answer_type, answer, tags)


def _language(content: Any, known: Sequence[_Text], new: str) -> str:
    same = sorted({text.language for text in known if text.content == content})
    return same[0] if same else new  # two languages can have a name in common


def _texts(answer_type: AnswerType, answer: Answer) -> Iterator[_Text]:
    for packet in packets_of("", answer_type, answer):
        inner = packet.answer
        if not isinstance(inner, Mapping):
            continue
        own_type = answer_type if packet.field is None else packet.field.answer_type
        is_plain = packet.kind is PacketKind.PLAIN
        units = part_units(inner, own_type.value_parts) if is_plain else metadata_units(inner)
        languages = inner.get(LANGUAGE)
        tags = languages if isinstance(languages, Mapping) else {}
        for part, unit in units:
            path = PartPath(packet.row, packet.entry, packet.column, part)
            place, content = words_of(own_type, path, unit)
            if content is not None:
                yield _Text(place, content, known_language(tags.get(place.part)), path)


def _with_tags(answer_type: AnswerType, answer: Answer, tags: Mapping[PartPath, str]) -> Answer:
    """Return an answer with these languages and no others."""
    by_packet: dict[tuple[str, ...], dict[str, str]] = {}
    for place, language in tags.items():
        by_packet.setdefault(_within(place), {})[place.part] = language
    tagged: Answer = fold(
        packet._replace(
            answer=with_key(packet.answer, LANGUAGE, by_packet.get(packet.within), ANSWER_KEYS)
            if isinstance(packet.answer, Mapping)
            else packet.answer
        )
        for packet in packets_of("-", answer_type, answer)
    )["-"]
    return tagged


def _within(place: PartPath) -> tuple[str, ...]:
    return tuple(filter(None, (place.row, str(place.entry or ""), place.column)))
