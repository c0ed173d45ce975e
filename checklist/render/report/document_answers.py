"""An answer as blocks of a document."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from checklist.answer_types.answer import AnswerData
from checklist.answer_types.evidence import evidence_lines, labelled_evidence
from checklist.answer_types.interface import AnswerType, overrides
from checklist.answer_types.packet import Packet, inner_packets
from checklist.questionnaire.question import Question
from checklist.render.blocks import (
    Block,
    Facts,
    Items,
    Paragraph,
    Quote,
    Table,
    Text,
    Url,
    is_web_address,
)
from checklist.render.report.answer_text import (
    inner_lines,
    metadata_lines,
    remark_lines,
    value_lines,
)
from checklist.text.messages import Texts, commas, labelled, semicolons, tr

_Texts: TypeAlias = Text | Sequence[Text]

_MOST_UNKNOWN = 3
"""The most cells of an entry that are shown without a column; most are typing errors."""


def answer_blocks(question: Question, answer: AnswerData, caption: str) -> Iterator[Block]:
    """Yield an answer with its rows or cells and its metadata.

    Args:
        question: The question that is answered.
        answer: An answer whose structure is valid; its rows and cells may be anything.
        caption: The caption of its table, where it has one.
    """
    inner = inner_packets(question.answer_type, answer)
    if inner:
        yield inner_table(question, inner, caption)
    else:
        yield _value(question.answer_type, answer)
    yield from metadata_blocks(answer)


def metadata_blocks(answer: AnswerData) -> Iterator[Block]:
    """Yield evidence, note, ministry, confidence and origin of an answer."""
    references = evidence_lines(answer.get("evidence", ()))
    if references:
        yield Facts([(tr("Evidence"), _cell(references))])
    for number, line in enumerate(remark_lines(answer)):
        yield Paragraph(line, is_aside=True, is_note=number == 0 and "note" in answer)


def metadata_texts(answer: AnswerData) -> list[str]:
    """Return the evidence, note, ministry, confidence and origin of an answer, one line each."""
    return [*labelled_evidence(answer.get("evidence", ())), *remark_lines(answer)]


def _value(answer_type: AnswerType, answer: AnswerData) -> Block:
    lines = value_lines(answer_type, answer)
    if "missing" in answer:
        return Paragraph("\n".join(lines))
    parts: dict[str, list[str]] = {}
    for cell in answer_type.cells(answer["value"]):
        if cell.part:
            parts.setdefault(cell.part, []).append(cell.text or cell.code)
    if parts:
        return Facts([(_words(part), _cell(texts)) for part, texts in parts.items()])
    if answer_type.allows_several:
        return Items(lines)
    text = "\n".join(lines)
    return (
        Quote(text)
        if overrides(answer_type, "texts") and text
        else Paragraph(text or tr("No entries"))
    )


_PARTS: Mapping[str, str] = Texts(
    {
        "status": "Status",
        "partly": "Partly",
        "reason": "Reason",
        "law": "Law",
        "practice": "Practice",
        "evidence": "Evidence",
        "office": "Office",
        "person": "Person",
        "position": "Position",
        "email": "Email",
        "telephone": "Telephone",
    }
)


def _words(part: str) -> str:
    """Return the name of a part as words: `planned_step` is `Planned step`."""
    return _PARTS.get(part) or part.replace("_", " ").capitalize()


def _cell(texts: Sequence[str]) -> _Texts:
    linked = [_linked(text) for text in texts]
    return linked[0] if len(linked) == 1 else linked


def _linked(text: str) -> Text:
    return Url(text) if is_web_address(text) else text


def inner_table(question: Question, inner: Sequence[Packet], caption: str) -> Table:
    """Return the rows of a matrix, or the entries of a table; there is at least one."""
    return (_entries if inner[0].entry else _rows)(question, inner, caption)


def _rows(question: Question, inner: Sequence[Packet], caption: str) -> Table:
    """Return a row a row of the matrix. What many of them lack has no column."""
    cited = [row.recommendations for row in question.answer_type.listed_rows()]
    # Rows that the question does not have come last.
    cited += [[]] * (len(inner) - len(cited))
    references = [_references(part) for part in inner]
    remarks = [remark_lines(part.answer or {}) for part in inner]
    answers = [_cell(inner_lines(part)) for part in inner]
    head, columns = ["", tr("Answer")], [[part.label for part in inner], answers]
    if any(cited):
        head.insert(1, tr("Recommendation"))
        columns.insert(1, [commas(some) for some in cited])
    if any(references):
        head.append(tr("Evidence"))
        columns.append(references)
    if any(remarks):
        head.append(tr("Remarks"))
        columns.append(remarks)
    return Table(caption, head, [*zip(*columns, strict=True)])


def _references(inner: Packet) -> list[Text]:
    return [_linked(line) for line in evidence_lines((inner.answer or {}).get("evidence", ()))]


def _entries(question: Question, inner: Sequence[Packet], caption: str) -> Table:
    """Return one row for each entry, with the columns that any entry has filled.

    Cells under unknown names share the last column. There can be thousands of such names, and a
    column for each would multiply the size of the table by their number.
    """
    columns = question.answer_type.listed_columns()
    known: dict[int, dict[str, Packet]] = {}
    unknown: dict[int, list[Packet]] = {}
    for part in inner:
        cells = known.setdefault(part.entry, {})
        if part.field is None:
            unknown.setdefault(part.entry, []).append(part)
        else:
            cells[part.column] = part
    used = [column for column in columns if any(column.id in cells for cells in known.values())]
    head = [column.label for column in used] + [tr("Unknown columns")] * bool(unknown)
    rows = []
    for number, cells in known.items():
        row = [_entry_cell(cells.get(column.id)) for column in used]
        if unknown:
            row.append(_unknown_cell(unknown.get(number, [])))
        rows.append([_numbered(number, row[0]), *row[1:]])
    return Table(caption, head, rows)


def _unknown_cell(cells: Sequence[Packet]) -> _Texts:
    """Return some of the cells of an entry for which its table has no column."""
    shown = [
        labelled(cell.label, semicolons([*inner_lines(cell), *metadata_lines(cell.answer or {})]))
        for cell in cells[:_MOST_UNKNOWN]
    ]
    more = len(cells) - len(shown)
    return [*shown, *([tr("and {more} more", more)] if more else [])] or ""


def _entry_cell(inner: Packet | None) -> _Texts:
    if inner is None:
        return ""
    return _cell([*inner_lines(inner), *metadata_texts(inner.answer or {})])


def _numbered(number: int, cell: _Texts) -> _Texts:
    match cell:
        case str():
            return f"{number}. {cell}"
        case Url():
            return [f"{number}.", cell]
        case _:
            first, *others = cell
            return [f"{number}. {first}", *others]
