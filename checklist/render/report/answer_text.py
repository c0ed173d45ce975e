"""An answer as lines of text."""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from pydantic import ValidationError

from checklist.answer_types.answer import (
    STAND_IN,
    AnswerData,
    answered_by_text,
    is_confidential,
    missing_lines,
)
from checklist.answer_types.evidence import labelled_evidence
from checklist.answer_types.interface import AnswerType, InnerPath
from checklist.answer_types.packet import Packet, inner_packets
from checklist.questionnaire.authorities import naming_authorities
from checklist.questionnaire.question import Question
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.text.messages import Message, Texts, commas, labelled, semicolons, tr, with_aside
from checklist.text.paragraphs import Line, flat, one_line
from checklist.text.sanitize import quoted, safe_text
from checklist.text.wrapping import longest_word

_LONGEST = 20_000
"""The most characters of one text that are shown: as many as the longest valid text has."""

_RAW_LONGEST = 300
"""The most characters that are shown of data that fits no question."""

_WIDTH = 100
"""The most characters that are shown of a question."""

_HANGING = 2
_BULLET = "- "

_METADATA_LABELS = Texts({"note": "Note", "answered_by": "Answered by", "confidence": "Confidence"})
_CONFIDENCE = Texts(
    {
        "high": Message("high", "confidence"),
        "medium": Message("medium", "confidence"),
        "low": Message("low", "confidence"),
    }
)


def answer_lines(question: Question, answer: AnswerData, questionnaire: Questionnaire) -> list[str]:
    """Return an answer's value or why it is missing, then its metadata.

    Args:
        question: The question.
        answer: A valid answer.
        questionnaire: The questionnaire, whose authorities and questions are named in words.
    """
    answer = in_words(answer, questionnaire)
    lines = (
        missing_lines(answer)
        if "missing" in answer
        else question.answer_type.lines(answer["value"])
    )
    confidential = [tr("Confidential")] if answer.get("confidential") else []
    return [*lines, *metadata_lines(answer), *confidential]


def in_words(answer: AnswerData, questionnaire: Questionnaire) -> AnswerData:
    """Return an answer that names authorities, and the question that filled it in, in words."""
    named = naming_authorities(answer, questionnaire.authorities)
    origin = questionnaire.questions.get(str(answer.get("by")))
    if origin is None:
        return named
    return {**named, "by": labelled(questionnaire.numbers[origin.id], one_line(origin.ask, _WIDTH))}


def answer_view(
    answer_type: AnswerType, answer: AnswerData, *, indent: int, width: int
) -> Iterator[Line]:
    """Yield an answer with its rows or cells and its metadata, but without its confidential mark.

    Args:
        answer_type: The answer type of the value.
        answer: An answer whose structure is valid; its rows and cells may be anything.
        indent: Columns before each line.
        width: Columns of a line, for aligned values.
    """
    inner = inner_packets(answer_type, answer)
    if inner:
        yield from _inner_view(inner, indent, width)
    else:
        yield from _value_view(answer_type, answer, indent)
    for line in metadata_lines(answer):
        yield _paragraphs(line, indent)


def raw(data: Any) -> str:
    """Return on one line, as it stands in the file, data that fits no question."""
    text = json.dumps(data, ensure_ascii=False)
    shown = flat(text[:_RAW_LONGEST])
    return shown if len(text) <= _RAW_LONGEST else f"{shown} …"


def confidential_mark(answer: Any) -> str:
    """Return the mark of an answer that is confidential in whole or in part; empty for others."""
    if isinstance(answer, dict) and is_confidential(answer):
        return tr("CONFIDENTIAL")
    return tr("CONFIDENTIAL in part") if _has_mark(answer) else ""


def _has_mark(data: Any) -> bool:
    if isinstance(data, dict):
        return is_confidential(data) or any(map(_has_mark, data.values()))
    return isinstance(data, list) and any(map(_has_mark, data))


def metadata_lines(answer: AnswerData) -> list[str]:
    """Return the evidence, note, ministry, confidence and origin of an answer, one line each."""
    return [*labelled_evidence(answer.get("evidence", ())), *remark_lines(answer)]


def remark_lines(answer: AnswerData) -> list[str]:
    """Return the note, ministry, confidence and origin of an answer, one line each."""
    confidence = str(answer.get("confidence"))
    shown = {
        **answer,
        "answered_by": answered_by_text(answer),
        "confidence": _CONFIDENCE.get(confidence, confidence),
    }
    lines = [labelled(name, shown[key]) for key, name in _METADATA_LABELS.items() if key in answer]
    if "by" in answer:
        lines.append(tr("Filled in because of the answer to {answer}", answer["by"]))
    if answer.get("carried"):
        lines.append(tr("From an earlier report, not confirmed yet"))
    return lines


def _value_view(answer_type: AnswerType, answer: AnswerData, indent: int) -> Iterator[Line]:
    lines = value_lines(answer_type, answer)
    if "value" in answer and answer_type.allows_several:
        lines = [f"{_BULLET}{line}" for line in lines]
    if isinstance(answer.get("value"), str):
        yield Line("\n".join(filter(None, map(flat, lines))), indent)
        return
    for line in lines or [tr("No entries")]:
        yield _paragraphs(line, indent)


def value_lines(answer_type: AnswerType | None, answer: AnswerData) -> Sequence[str]:
    """Return the value, as in the file if it fits no type, or the reason why it is missing."""
    if "missing" in answer:
        return missing_lines(answer)
    value = answer["value"]
    if answer_type is None or not _fits(answer_type, value):
        return [raw(value)]
    return answer_type.lines(_cut(value) if isinstance(value, str) else value)


def _fits(answer_type: AnswerType, value: Any) -> bool:
    """Whether a value has the structure that its type can show: a cell can hold anything."""
    try:
        answer_type.value_adapter.validate_python(value)
    except ValidationError:
        return False
    return True


def _inner_view(inner: Sequence[Packet], indent: int, width: int) -> Iterator[Line]:
    """Yield one line for each row or cell, with the values in a column if there is room."""
    shown = [
        (inner_answer, _label(inner_answer), flat(semicolons(inner_lines(inner_answer))))
        for inner_answer in inner
    ]
    entry = 0
    if inner[0].entry:
        indent += _HANGING
    column = max(len(label) for _, label, _ in shown) + len(" ")
    room = width - indent - len(_BULLET) - column
    is_aligned = _fit_in([text for _, _, text in shown], room, column)
    for inner_answer, label, text in shown:
        if inner_answer.entry != entry:
            # The first column says which entry this is.
            entry = inner_answer.entry
            yield Line(f"{entry}. {text}", indent - _HANGING, _HANGING)
        elif is_aligned:
            yield Line(f"{_BULLET}{label:<{column}}{text}", indent, len(_BULLET) + column)
        else:
            yield Line(f"{_BULLET}{label} {text}", indent, len(_BULLET))
        for line in metadata_lines(inner_answer.answer or {}):
            yield Line(flat(line), indent + len(_BULLET), _HANGING)


def _fit_in(texts: Sequence[str], room: int, column: int) -> bool:
    """Whether texts fit in a column of their own, next to that of the labels."""
    word = longest_word(texts)
    return max(map(len, texts)) <= room or (column <= room and word <= room)


def _label(inner: Packet) -> str:
    return labelled(quoted(inner.label) if inner.field is None else inner.label)


def inner_lines(inner: Packet) -> list[str]:
    """Return the content of a row or cell: one or more lines, with its mark on the last line."""
    if inner.answer is None:
        return [tr("not answered")]
    if inner.answer is STAND_IN:  # by identity: a State can give an equal answer itself
        return [tr("withheld")]
    *lines, last = value_lines(inner.field and inner.field.answer_type, inner.answer) or [""]
    return [*lines, with_aside(last, confidential_mark(inner.answer))]


def _paragraphs(text: str, indent: int) -> Line:
    """Return a text of one or more lines; those below the first are indented more."""
    first, *others = map(flat, _cut(text).split("\n"))
    below = [" " * _HANGING + line for line in others if line]
    return Line("\n".join([first, *below]), indent, _HANGING)


def _cut(text: str) -> str:
    if len(text) <= _LONGEST:
        return text
    return tr(
        "{text} … (cut here: the whole text has {text_2} characters)", text[:_LONGEST], len(text)
    )


def part_words(question: Question, part: InnerPath) -> str:
    """Return the words for a row, or for an entry and its column; empty for the whole answer."""
    labels = {name: field.label for name, field in question.answer_type.fields().items()}
    words = (
        tr("Entry {name}", name) if name.isdecimal() else labels.get(name, name) for name in part
    )
    return commas(words)


def withheld_lines(
    withheld: Iterable[str], questionnaire: Questionnaire, *, has_words: bool = True
) -> Iterator[str]:
    """Yield what a copy for publication withholds, a line a question: its number, words and parts.

    Args:
        withheld: The places, such as `contact-point` or `training/police`.
        questionnaire: The questionnaire that the copy answers.
        has_words: Whether the words of each question follow its number.
    """
    parts: dict[str, list[InnerPath]] = {}
    for place in dict.fromkeys(withheld):
        question_id, *part = place.split("/")
        parts.setdefault(question_id, []).append(tuple(part))
    for question_id, within in parts.items():
        question = questionnaire.questions.get(question_id)
        if question is None:
            yield quoted(question_id)
            continue
        number = questionnaire.numbers[question_id]
        words = f"{number} {question.ask}" if has_words else number
        named = semicolons(part_words(question, part) for part in within if part)
        yield with_aside(words, safe_text(named))
