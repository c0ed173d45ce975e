"""Packets: the answers of a report one by one, each as it stands in the file.

A packet is the answer to a question, a row or a cell. It is never copied, and holds no words. The
answer that has rows or entries is a packet, too: what stands beside them is said of all of them.
`fold` makes the same answers of packets again, whatever the file has.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from checklist.answer_types.interface import AnswerField, AnswerType, PacketKind
from checklist.answer_types.units import (
    NoSuchNameError,
    PartPath,
    PathError,
    metadata_units,
    part_units,
)
from checklist.text.messages import tr


class Packet(NamedTuple):
    """An answer as it stands in the file, and where it stands."""

    question: str
    row: str
    """The id of a row; empty for the whole answer, and for other types."""
    entry: int
    """The number of an entry, from 1; 0 for the whole answer, and for other types."""
    column: str
    field: AnswerField | None
    """What it fills in; None where the questionnaire has no such question, row or column."""
    answer: Any
    kind: PacketKind

    @property
    def within(self) -> tuple[str, ...]:
        """The path from the question: the row, or entry and column; empty for the whole answer."""
        return tuple(filter(None, (self.row, str(self.entry or ""), self.column)))

    @property
    def label(self) -> str:
        """The words for the row or column; its name in the report where it has none."""
        return self.row or self.column if self.field is None else self.field.label


_packet = Packet._make
"""Makes a packet of its parts, of which a report has some hundred."""
_PLAIN, _ROWS, _ENTRIES = PacketKind.PLAIN, PacketKind.ROWS, PacketKind.ENTRIES
_EMPTY_ENTRY, _OPAQUE = PacketKind.EMPTY_ENTRY, PacketKind.OPAQUE


def packets(answers: Any, type_of: Callable[[str], AnswerType | None], /) -> list[Packet]:
    """Return the packets of a report in the order of the file.

    Args:
        answers: What a report has below `answers`, in any shape.
        type_of: Returns the answer type of a question; None for an unknown one.
    """
    if not _has_names(answers):
        return [_packet(("", "", 0, "", None, answers, _OPAQUE))]
    found: list[Packet] = []
    for question_id, answer in answers.items():
        found += packets_of(question_id, type_of(question_id), answer)
    return found


def packets_of(question_id: str, answer_type: AnswerType | None, answer: Any) -> list[Packet]:
    """Return the packets of the answer to one question: its own first, then those within it."""
    field = None if answer_type is None else answer_type.field
    kind = None if answer_type is None else answer_type.inner_kind
    if not isinstance(answer, dict):
        return [_packet((question_id, "", 0, "", field, answer, _OPAQUE))]
    value = None if kind is None else answer.get("value")
    if answer_type is None or value is None:
        return [_packet((question_id, "", 0, "", field, answer, _PLAIN))]
    if not (_has_names(value) if kind is _ROWS else isinstance(value, list)):
        return [_packet((question_id, "", 0, "", field, answer, _OPAQUE))]
    found = [_packet((question_id, "", 0, "", field, answer, kind))]
    of_name = answer_type.fields().get
    if kind is _ROWS:
        for row, inner in value.items():
            kind = _PLAIN if isinstance(inner, dict) else _OPAQUE
            found.append(_packet((question_id, row, 0, "", of_name(row), inner, kind)))
        return found
    for number, entry in enumerate(value, 1):
        if not (entry and _has_names(entry)):
            kind = _EMPTY_ENTRY if entry == {} else _OPAQUE
            found.append(_packet((question_id, "", number, "", None, entry, kind)))
            continue
        for column, cell in entry.items():
            kind = _PLAIN if isinstance(cell, dict) else _OPAQUE
            found.append(_packet((question_id, "", number, column, of_name(column), cell, kind)))
    return found


def _has_names(data: Any) -> bool:
    """Whether data are a mapping of names; an empty name would stand for the whole."""
    return isinstance(data, dict) and "" not in data


def fold(packets: Iterable[Packet]) -> Any:
    """Return the answers that packets were taken apart from, in the same order.

    Packets of rows, entries and cells can be left out: entries keep their numbers, also without
    cells. Where the packet of a whole answer is left out, those within it have to be, too.
    """
    answers: dict[str, Any] = {}
    for question, row, entry, column, _, answer, kind in packets:
        if kind is _ROWS:
            answers[question] = {**answer, "value": {}}
        elif kind is _ENTRIES:
            answers[question] = {**answer, "value": [{} for _ in answer["value"]]}
        elif row:
            answers[question]["value"][row] = answer
        elif column:
            answers[question]["value"][entry - 1][column] = answer
        elif entry:
            answers[question]["value"][entry - 1] = answer
        elif question:
            answers[question] = answer
        else:  # the answers as a whole
            return answer
    return answers


def inner_packets(answer_type: AnswerType, answer: Mapping[str, Any]) -> Sequence[Packet]:
    """Return the packets of the rows or cells of an answer, in the order of the question.

    Rows and columns that the question does not have come last.

    Args:
        answer_type: The answer type of the question.
        answer: An answer of the right structure.

    Returns:
        The packets; that of a row or cell that is asked for and absent has None as its answer.
    """
    whole, *inner = packets_of("", answer_type, answer)
    if whole.kind is _PLAIN:
        return ()
    value, fields = answer["value"], answer_type.fields()
    groups = [(0, value)] if whole.kind is _ROWS else [*enumerate(value, 1)]
    absent = [
        _packet(("", *(("", entry, name) if entry else (name, 0, "")), fields[name], None, _PLAIN))
        for entry, group in groups
        for name in answer_type.asked_in(group)
        if name not in group
    ]
    there = [packet for packet in inner if packet.kind is not _EMPTY_ENTRY]
    return _in_order([*there, *absent], fields)


def units_of(answer_type: AnswerType, answer: Mapping[str, Any]) -> Iterator[tuple[PartPath, Any]]:
    """Yield the units of an answer (see `units`), each with its path, in the order of the question.

    An empty value is a unit, and so is an empty entry.

    Args:
        answer_type: The answer type of the question.
        answer: Its answer.

    Raises:
        PathError: The answer has a row or column that the question does not have, or has not the
            shape of its type.
    """
    whole, *inner = packets_of("", answer_type, answer)
    if whole.kind is _PLAIN:
        for part, content in part_units(answer, answer_type.value_parts):
            yield PartPath("", 0, "", part), content
        return
    if not answer["value"]:
        yield PartPath(), answer["value"]
    elif whole.kind is _OPAQUE:
        raise PathError(tr("the value has not the form that the question asks for"))
    fields = answer_type.fields()
    for _, row, entry, column, field, inner_answer, kind in _in_order(inner, fields):
        if kind is _EMPTY_ENTRY:
            yield PartPath(row, entry, column), inner_answer
        elif field is not None and kind is _PLAIN:
            for part, content in part_units(inner_answer, field.answer_type.value_parts):
                yield PartPath(row, entry, column, part), content
        elif field is None and (row or column):
            raise NoSuchNameError(answer_type.inner_name, row or column, fields)
        else:
            at = PartPath(row, entry, column)
            raise PathError(tr("`{at}` has not the form of an answer", at))
    for part, content in metadata_units(answer):
        yield PartPath(part=part), content


def _in_order(packets: Sequence[Packet], fields: Iterable[str]) -> Sequence[Packet]:
    """Return packets in the order of the question, those without a place in it last."""
    places = {name: at for at, name in enumerate(fields)}
    return sorted(
        packets,
        key=lambda packet: (packet.entry, places.get(packet.column or packet.row, len(places))),
    )
