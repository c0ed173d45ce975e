"""The fields of a question: the parts of its answer that can be given and changed alone."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from checklist.answer_types.answer import missing_lines
from checklist.answer_types.evidence import EVIDENCE_LINE, evidence_lines
from checklist.answer_types.interface import GoToPart, Missing, Row, Step
from checklist.answer_types.table_columns import cells_in_words
from checklist.interview.dialogue import Dialogue, reply_text
from checklist.questionnaire.question import Question
from checklist.reports.address import Address
from checklist.text.messages import semicolons, tr
from checklist.text.paragraphs import flat


class Field(NamedTuple):
    """One field of a question, as a face lists it."""

    address: Address
    label: str
    """The words for the field."""
    text: str = ""
    """Its content in words, on one line; empty while it is open."""
    title: str = ""
    """Of an entry of a table, the first cell."""
    others: str = ""
    """Of an entry of a table, the other cells."""
    is_current: bool = False
    """Whether it is asked now."""
    required: bool = True
    """Whether the answer is incomplete without it."""
    details: Sequence[str] = ()
    """What stands next to its content: the evidence of a row, and the remark on it."""

    @property
    def name(self) -> str:
        """The word with which the field is gone to."""
        address = self.address
        return address.row or address.column or address.part or (str(address.entry or ""))


def fields(
    question: Question, value: Any, dialogue: Dialogue[Any] | None, rows: Sequence[Row]
) -> Sequence[Field]:
    """Return the fields of a question in their order.

    Args:
        question: The question.
        value: The value of its answer; None where there is none yet.
        dialogue: The steps of the question, if it is asked now: they say which of its fields
            are open.
        rows: The rows of a matrix that are asked.
    """
    answer_type = question.answer_type
    step = None if dialogue is None else dialogue.step
    if rows:
        return [*_rows(question, rows, value or {}, step)]
    columns = answer_type.listed_columns()
    if columns and (step is None or not step.cell):
        return [
            Field(
                address=Address(question=question.id, entry=number),
                label=str(number),
                text=semicolons(cells),
                title=cells[0] if columns[0].id in entry else "",
                others=semicolons(cells[1:] if columns[0].id in entry else cells),
                is_current=step is not None and step.entry == number,
            )
            for number, entry in enumerate(value or (), 1)
            for cells in [cells_in_words(columns, entry)]
        ]
    if dialogue is None:
        lines = [] if value is None else answer_type.lines(value)
        return [Field(address=Address(question=question.id), label="", text=semicolons(lines))]
    return [*_parts(question, dialogue)]


def _rows(
    question: Question, rows: Sequence[Row], value: Mapping[str, Any], step: Step | None
) -> Iterator[Field]:
    for row in rows:
        answer, text = value.get(row.id), ""
        if answer is not None:
            is_missing = "missing" in answer
            code = str(answer.get("value"))
            text = missing_lines(answer)[0] if is_missing else question.answer_type.label(code)
        yield Field(
            address=Address(question=question.id, row=row.id),
            label=row.label,
            text=text,
            is_current=step is not None and step.name == row.id,
            details=[*_details(answer or {})],
        )


def _details(answer: Mapping[str, Any]) -> Iterator[str]:
    """Yield a line for the evidence of a row, and one for the remark on it."""
    if evidence := evidence_lines(answer.get("evidence", ())):
        yield tr(EVIDENCE_LINE, line=semicolons(evidence))
    if note := answer.get("note"):
        yield tr("Remark: {note}", note)


def _parts(question: Question, dialogue: Dialogue[Any]) -> Iterator[Field]:
    """Yield the parts that were asked, the one that is asked now, and those that follow."""
    now = dialogue.step
    replied = {step.name: (step, reply) for step, reply in dialogue.together()}
    for step, reply in replied.values():
        if step.name != now.name:
            yield _part(question, step, _text(step, reply))
    yield _part(question, now, now.previous_text, is_current=True)
    for step in dialogue.upcoming():
        if step.entry == now.entry and step.name not in {*replied, now.name}:
            yield _part(question, step, step.previous_text)


def _part(question: Question, step: Step, text: str, *, is_current: bool = False) -> Field:
    name = "" if step.name == "value" else step.name
    column = name if step.entry else ""
    return Field(
        address=Address(
            question=question.id, entry=step.entry, column=column, part="" if column else name
        ),
        label=step.ask,
        text=flat(text),
        is_current=is_current,
        required=step.required,
    )


def _text(step: Step, reply: Any) -> str:
    if reply is None or isinstance(reply, GoToPart):
        return ""
    if isinstance(reply, Missing):
        return missing_lines(reply.answer)[0]
    return reply_text(step, reply)
