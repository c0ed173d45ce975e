"""The Word sheet on which ministries settle their conflicts, and what they wrote in it."""

import hashlib
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from checklist.answer_types.interface import Refusal
from checklist.answer_types.options import UnknownOptionError, numbers_in
from checklist.answer_types.written_date import date_in_words
from checklist.files.archive import BadArchiveError
from checklist.forms.docx_layout import field_text, remark_in, sign_at, text_mark
from checklist.forms.gathered import read_entry
from checklist.forms.interface import carried_content
from checklist.forms.word_document import (
    RECORD,
    Address,
    WordDocument,
    WordRow,
    address_text,
    bookmark_name,
    read_word,
)
from checklist.forms.words import (
    doubt_message,
    folded,
    is_only_doubt,
    is_removal,
    names_missing,
    read_missing,
    tidy,
)
from checklist.ministries.conflicts import OpenConflict
from checklist.ministries.returned import FormFinding
from checklist.ministries.sheets import (
    Agreement,
    Sheet,
    SheetConflict,
    agreed_lines,
    by_answer,
    step_of,
)
from checklist.ministries.sides import Sides
from checklist.ministries.words import packet_in_words
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.render.blocks import Blanks, Block, Heading, Paragraph, Table
from checklist.render.word_file import A4, ASIDE, CELL, CELL_HEAD, MARGIN, WordFile
from checklist.render.word_xml import KEEP_NEXT, bookmark, cell, paragraph, row, run, table
from checklist.text.messages import Message, in_quotes, labelled, semicolons, tr, trn
from checklist.text.sanitize import quoted

SIDE, BOTH, OTHER, SIGNED = "side", "both", "other", "signed"
_SHEET = "sheet"
_WIDTH = A4[0] - 2 * MARGIN
_COLUMNS = (560, 2_700, _WIDTH - 560 - 2_700)
_SIGNING = (2_700, 2_700, 1_700, _WIDTH - 2_700 - 2_700 - 1_700)
_HEAD_FILL, _FIELD_FILL = "E7ECF3", "FFFBEA"
_SECRET = '<w:noProof/><w:vanish/><w:color w:val="808080"/><w:sz w:val="8"/>'
_GREY = '<w:color w:val="595959"/><w:sz w:val="17"/>'
_BOLD = "<w:b/>"
_SPACE = paragraph("", "", '<w:spacing w:after="0" w:line="160" w:lineRule="exact"/>')
_OTHER_LABEL, _BOTH_LABEL = Message("Another answer:"), Message("Both together")
_TAKEN_AWAY = Message("(no answer)")
_HOW_TO = (
    Message(
        "Agree on one answer to each question. Mark it with x, or write another one in "
        "the yellow field where there is one. What is left open is not decided."
    ),
    Message(
        "At the end each of you writes who agreed, and on which day. That counts for all "
        "that is marked or written, but for the numbers that you name there."
    ),
    Message("Send the sheet back to the person who sent it to you."),
)
_SIGNING_HEADS = (
    Message("Who"),
    Message("Agreed by (name and office)"),
    Message("On (day)"),
    Message("Not agreed: numbers"),
)


@dataclass(slots=True)
class SheetAnswer:
    """What stands at one conflict of a sheet that came back."""

    marked: list[str] = field(default_factory=list)
    """What is marked: the number of a side, from 1, or `both`."""
    words: list[str] = field(default_factory=list)
    """What is printed there."""
    is_altered: bool = False
    """Whether it is not what the sheet was sent with."""
    written: str = ""
    """Another answer."""


@dataclass(frozen=True, slots=True)
class Signature:
    """What stands where an authority says that it agreed to what a sheet says."""

    by: str
    on: str
    """The day, as it was written."""
    without: frozenset[str]
    """The numbers of the conflicts to which it did not agree."""


class ConflictPlace(NamedTuple):
    """Where a conflict is."""

    at: str
    """Its address when the sheet was written."""
    entry: Mapping[str, Any]
    """In a table, the cells that say in which entry it is."""


@dataclass(slots=True)
class ReturnedSheet:
    """A sheet that came back."""

    report_id: str
    answers: dict[str, SheetAnswer] = field(default_factory=dict)
    """By the key of the conflict."""
    agreements: dict[str, Signature] = field(default_factory=dict)
    """By the code of the authority; of those who signed."""
    findings: list[FormFinding] = field(default_factory=list)
    places: Mapping[str, ConflictPlace] = field(default_factory=dict)
    """Where the conflicts of the sheet are, by their marks; none where that was removed."""
    printed: Mapping[str, Any] = field(default_factory=dict)
    """The marks of the words that it was sent with, by the place of each answer."""
    language: str = ""
    """The language of the sheet; empty for that of the report."""


def sheet_title(sheet: Sheet, sides: Sides) -> str:
    """Return what a sheet is, on one line."""
    return " · ".join([tr("Answers to settle"), *(sides.label(code) for code in sheet.codes)])


def write_sheet(
    sheet: Sheet,
    sides: Sides,
    state: str,
    report_id: str,
    agreed: Mapping[str, Mapping[str, Agreement]],
) -> bytes:
    """Return the Word file of a sheet, the same bytes for the same sheet.

    Args:
        sheet: The sheet.
        sides: Who takes part in its conflicts.
        state: The name of the State.
        report_id: The id of the report; empty if it has none.
        agreed: What stands of earlier sheets: by the mark of the conflict, and by authority.
    """
    title = sheet_title(sheet, sides)
    language = sides.questionnaire.language
    file = WordFile(title=title, language=language, foot=f"{state} · {title}", is_form=True)
    return file.content(lambda links: _Writer(sheet, sides, agreed).body(title, state, report_id))


class _Writer:
    def __init__(
        self, sheet: Sheet, sides: Sides, agreed: Mapping[str, Mapping[str, Agreement]]
    ) -> None:
        self.sheet, self.sides, self.agreed, self.number = sheet, sides, agreed, 0
        self.printed: dict[str, str] = {}

    def body(self, title: str, state: str, report_id: str) -> str:
        head = self.sides.questionnaire.head.title
        parts = [
            paragraph(run(title), "Heading1"),
            paragraph(run(f"{state} · {head} · {_number_of(self.sheet)}", _BOLD)),
            *(paragraph(run(tr(text))) for text in _HOW_TO),
        ]
        for conflict in self.sheet.conflicts:
            words = conflict.place(self.sides.questionnaire)
            parts.append(paragraph(run(f"{conflict.number}.  {words}"), "Heading3", KEEP_NEXT))
            if others := self._other_options(conflict):
                text = tr("Other answers that the question has: {others}.", others)
                parts.append(paragraph(run(text), ASIDE, KEEP_NEXT))
            said = self.agreed.get(conflict.mark, {}).values()
            agreed = by_answer(said)
            for line in agreed_lines(conflict, agreed, self.sides, said) if said else ():
                parts.append(paragraph(run(tr("So far: {line}.", line)), ASIDE, KEEP_NEXT))
            rows = [*self._rows(conflict)]
            rows[-1] = rows[-1].replace(KEEP_NEXT, "")
            parts.append(table(rows, _COLUMNS, caption=words, has_head=False))
            parts.append(_SPACE)
        parts += self._signing()
        places = {one.mark: [one.conflict.at, one.conflict.entry] for one in self.sheet.conflicts}
        data = {"report_id": report_id, "codes": [*self.sheet.codes], "places": places}
        data |= {"words": self.printed, "language": self.sides.questionnaire.language}
        record = json.dumps(data, sort_keys=True)
        hidden = run(f"{RECORD}{_SHEET}\t{record}\n", _SECRET)
        parts.append(paragraph(hidden, "", "<w:rPr><w:vanish/></w:rPr>"))
        return "".join(parts)

    def _other_options(self, conflict: SheetConflict) -> str:
        """Return the options that nobody chose, as far as a single one can be chosen."""
        step = step_of(conflict.conflict, self.sides.questionnaire)
        options = step.options if step else ()
        values = [_value(side.content) for side in conflict.sides]
        left = (option.label for option in options if not _is_in(option.code, values))
        return semicolons(map(in_quotes, left))

    def _label(self, address: Address, text: str, look: str = "") -> str:
        self.number += 1
        hidden = run(address_text(address), _SECRET)
        return bookmark(self.number, bookmark_name(address), hidden) + run(text, look)

    def _rows(self, conflict: SheetConflict) -> Iterator[str]:
        for number, side in enumerate(conflict.sides, 1):
            address = conflict.key, SIDE, str(number)
            day = date_in_words(side.on)
            yield self._option(address, self.sides.names(side), conflict, side.content, day)
        if conflict.conflict.together is not None:
            yield self._option(
                (conflict.key, BOTH, ""), tr(_BOTH_LABEL), conflict, conflict.conflict.together
            )
        if step_of(conflict.conflict, self.sides.questionnaire) is None:
            return
        name = paragraph(self._label((conflict.key, OTHER, ""), tr(_OTHER_LABEL)), CELL, KEEP_NEXT)
        field = cell(paragraph("", CELL, KEEP_NEXT), _COLUMNS[2], fill=_FIELD_FILL)
        yield row([cell(name, sum(_COLUMNS[:2]), span=2), field], high=440)

    def _option(
        self, address: Address, who: str, one: SheetConflict, content: Any, day: str = ""
    ) -> str:
        lines = lines_of(one.conflict.at, content, self.sides.questionnaire)
        words = "".join(paragraph(run(line), CELL, KEEP_NEXT) for line in lines)
        key, _, code = address
        self.printed[f"{key} {code or BOTH}"] = words_mark("\n".join(lines))
        centred = '<w:keepNext/><w:jc w:val="center"/>'
        box = cell(paragraph("", CELL, centred), _COLUMNS[0], fill=_FIELD_FILL)
        name = paragraph(self._label(address, who, _BOLD), CELL, KEEP_NEXT)
        name += paragraph(run(day, _GREY), CELL, KEEP_NEXT) if day else ""
        return row([box, cell(name, _COLUMNS[1]), cell(words, _COLUMNS[2])])

    def _signing(self) -> Iterator[str]:
        yield paragraph(run(tr("Who agreed")), "Heading2", KEEP_NEXT)
        texts = (paragraph(run(tr(head)), CELL_HEAD, KEEP_NEXT) for head in _SIGNING_HEADS)
        pairs = zip(texts, _SIGNING, strict=True)
        rows = [row([cell(text, wide, fill=_HEAD_FILL) for text, wide in pairs], is_head=True)]
        for code in self.sheet.codes:
            name = paragraph(self._label((code, SIGNED, ""), self.sides.label(code)), CELL)
            empty = [cell(paragraph("", CELL), wide, fill=_FIELD_FILL) for wide in _SIGNING[1:]]
            rows.append(row([cell(name, _SIGNING[0]), *empty], high=800))
        yield table(rows, _SIGNING, caption=tr("Who agreed"))
        words = tr("If a meeting settled it, the person who sends this sheet notes the day of it.")
        yield paragraph(run(words), ASIDE)


def sheet_blocks(sheet: Sheet, sides: Sides, state: str) -> Iterator[Block]:
    """Yield a sheet as a page to read and to sign on paper.

    Args:
        sheet: The sheet.
        sides: Who takes part in its conflicts.
        state: The name of the State.
    """
    yield Heading(sheet_title(sheet, sides), 1)
    yield Paragraph(f"{state} · {sides.questionnaire.head.title} · {_number_of(sheet)}")
    for conflict in sheet.conflicts:
        at = conflict.conflict.at
        contents = [(sides.who(side), side.content) for side in conflict.sides]
        if conflict.conflict.together is not None:
            contents.append((tr(_BOTH_LABEL), conflict.conflict.together))
        rows = []
        for who, content in contents:
            rows.append([who, "\n".join(lines_of(at, content, sides.questionnaire))])
        caption = f"{conflict.number}. {conflict.place(sides.questionnaire)}"
        yield Table(caption, (tr("Who"), tr("Answer")), rows)
        yield Blanks([tr("Agreed answer")])
    yield Heading(tr("Who agreed"), 2)
    for code in sheet.codes:
        yield Blanks([sides.label(code), tr("Name and office"), tr("Day")])


def lines_of(at: str, content: Any, questionnaire: Questionnaire) -> Sequence[str]:
    """Return the lines of a sheet for an answer: what it says, and what stands beside it."""
    said, beside = packet_in_words(at, content, questionnaire)
    return [tr(_TAKEN_AWAY if content is None else said), *beside]


def _value(content: Any) -> Any:
    return content.get("value") if isinstance(content, Mapping) else content


def _is_in(code: str, values: Sequence[Any]) -> bool:
    given = [value for value in values if value is not None]
    lists = [value.values() if isinstance(value, Mapping) else value for value in given]
    return any(code == said or (not isinstance(said, str | int) and code in said) for said in lists)


def _number_of(sheet: Sheet) -> str:
    number = len(sheet.conflicts)
    return trn("{count} question", "{count} questions", number)


# What came back


def read_sheet(
    content: bytes,
    sheets: Callable[[], Sequence[Sheet]],
    spoken: Callable[[str], AbstractContextManager[None]],
) -> ReturnedSheet | None:
    """Return what stands in a sheet; None where a file is no sheet.

    Args:
        content: The bytes of the file.
        sheets: Returns the sheets of the present conflicts, by whose bookmarks it is read where
            the hidden text is lost.
        spoken: Speaks the language of the sheet for a while.
    """
    try:
        document = read_word(content)
    except BadArchiveError:
        return None
    record = _record_of(document)
    rows = [item for item in document.items if isinstance(item, WordRow) and not item.is_deleted]
    cells = [cell for item in rows for cell in item.cells]
    is_bare = record is None and not any(cell.address for cell in cells)
    numbers = [number for number, _, _ in _numbered(document)] if is_bare else []
    is_known = is_bare and any(cell.bookmarks for cell in cells)
    of_sheets = {
        bookmark_name(address): (address, sheet.language)
        for sheet in (sheets() if is_known else ())
        for address in addresses(sheet, [*dict.fromkeys(filter(None, numbers))])
    }
    known = {name: address for name, (address, _) in of_sheets.items()}
    found = [*_addressed(rows, known)]
    is_sheet = record is not None or any(address[1] == SIGNED for address, _ in found)
    if not is_sheet:
        return None
    data = record or {}
    back = ReturnedSheet(str(data.get("report_id", "")))
    back.printed = data["words"] if isinstance(data.get("words"), dict) else {}
    named = (name for cell in cells for name in cell.bookmarks if name in of_sheets)
    of_bare = next((of_sheets[name][1] for name in named), "")
    back.language = str(record.get("language", "")) if record else of_bare
    places = data.get("places")
    for mark, place in places.items() if isinstance(places, dict) else ():
        match place:
            case [str(at), dict(entry)]:
                back.places = {**back.places, mark: ConflictPlace(at, entry)}
    back.findings += _gone(document, [item for _, item in found]) if is_bare else ()
    with spoken(back.language) if back.language else nullcontext():
        return _SheetReading(back, found).sheet()


def _gone(document: WordDocument, known: Sequence[WordRow]) -> Iterator[FormFinding]:
    """Yield what is marked on a sheet without its hidden text, and is not open as it stands."""
    for number, words, item in _numbered(document):
        box = WordRow(0, item.cells[:1])
        is_known = not number or any(item is other for other in known)
        if not is_known and sign_at(box, lambda text: False, "").is_marked:
            yield FormFinding("F007", f"{words}: {NOT_OPEN}", tr("number {number}", number))


def _numbered(document: WordDocument) -> Iterator[tuple[str, str, WordRow]]:
    """Yield each row with the number and the words of the heading above it."""
    number, words = "", ""
    for item in document.items:
        if isinstance(item, WordRow):
            yield number, words, item
        elif numbered := _NUMBERED.fullmatch(item.text.strip()):
            number, words = numbered.groups()


_NUMBERED = re.compile(r"([0-9]{1,3})\.\s+(.+)")
"""Matches the heading of a conflict."""
NOT_OPEN = Message("this is not open any more as the sheet has it")


def addresses(sheet: Sheet, numbers: Sequence[str]) -> Iterator[Address]:
    """Yield the addresses of the rows of a sheet, whose conflicts had some of these numbers."""
    for conflict in sheet.conflicts:
        for key in (conflict._replace(number=int(number)).key for number in numbers):
            yield from ((key, SIDE, str(side)) for side in range(1, len(conflict.sides) + 1))
            yield from ((key, name, "") for name in (BOTH, OTHER))
    yield from ((code, SIGNED, "") for code in sheet.codes)


def _record_of(document: WordDocument) -> Mapping[str, Any] | None:
    text = document.carried().get(_SHEET)
    if text is None:
        return None
    try:
        record = carried_content(text)
    except ValueError:
        return None
    return record if isinstance(record, dict) else None


def _addressed(
    rows: Sequence[WordRow], known: Mapping[str, Address]
) -> Iterator[tuple[Address, WordRow]]:
    for item in rows:
        hidden = [cell.address for cell in item.cells if cell.address]
        names = [name for cell in item.cells for name in cell.bookmarks]
        found = hidden or [known[name] for name in names if name in known]
        yield from ((address, item) for address in found[:1])


class _SheetReading:
    def __init__(self, back: ReturnedSheet, rows: Sequence[tuple[Address, WordRow]]) -> None:
        self.rows, self.back = rows, back

    def sheet(self) -> ReturnedSheet:
        for (key, name, code), item in self.rows:
            if name == SIGNED:
                self._agreement(key, item)
                continue
            answer = self.back.answers.setdefault(key, SheetAnswer())
            if name == OTHER:
                answer.written = tidy(field_text(item, _is_own_other, tr(_OTHER_LABEL))).strip()
            elif name in {SIDE, BOTH}:
                self._mark(answer, key, item, code or name)
        return self.back

    def _mark(self, answer: SheetAnswer, key: str, item: WordRow, code: str) -> None:
        """Read the mark at an answer: only what stands in its box."""
        box = WordRow(0, item.cells[:1])
        sign = sign_at(box, lambda text: False, "")
        if sign.is_marked:
            answer.marked.append(code)
            answer.words.append(tidy("\n".join(cell.kept for cell in item.cells[2:])))
            if printed := self.back.printed:
                answer.is_altered |= printed.get(f"{key} {code}") != words_mark(answer.words[-1])
        if sign.is_doubt or (not sign.is_marked and sign.said) or remark_in(sign):
            message = tr(
                "{said} stands at an answer: mark what you agree on with x", quoted(sign.said)
            )
            self.back.findings.append(FormFinding("F007", message, place_of(key)))

    def _agreement(self, code: str, item: WordRow) -> None:
        name, on, without = [tidy(cell.kept).strip() for cell in item.cells[1:4]] + [""] * (
            4 - len(item.cells)
        )
        if name or on:
            numbers = "".join(
                character if character.isdigit() else " " for character in without
            ).split()
            self.back.agreements[code] = Signature(name, on, frozenset(numbers))


def words_mark(text: str) -> str:
    """Return digits that follow from the words of an answer, however a program wraps them."""
    return hashlib.sha256(" ".join(folded(tidy(text)).split()).encode()).hexdigest()[:12]


def read_other(conflict: OpenConflict, questionnaire: Questionnaire, text: str) -> Any:
    """Return what another answer says, which is read as a form reads it.

    Args:
        conflict: The conflict.
        questionnaire: The questionnaire.
        text: What was written.

    Raises:
        Refusal: It cannot be read.
    """
    step = step_of(conflict, questionnaire)
    if step is None:
        raise Refusal(tr("another answer to this question has more parts than one field takes"))
    if is_removal(text):
        return None
    if is_only_doubt(text):
        raise Refusal(doubt_message(text))
    if conflict.is_whole and names_missing(text):
        return read_missing(text)
    if step.options and numbers_in(text):
        raise Refusal(labelled(quoted(text), _IN_WORDS))
    try:
        content = read_entry(step.read, text)
    except UnknownOptionError as error:
        raise Refusal(
            tr("{entry} names no answer of this question: {place}", quoted(error.entry), _IN_WORDS)
        ) from None
    return {"value": content} if conflict.is_whole else content


_IN_WORDS = Message("write the words of the answer, with a semicolon between two of them")


def place_of(key: str) -> str:
    """Return where a conflict stands on its sheet, in words."""
    return tr("number {number_of}", number_of(key))


def number_of(key: str) -> str:
    """Return the number of a conflict on its sheet."""
    return key.split("-")[1] if key.count("-") > 1 else key


def _is_own_other(text: str) -> bool:
    return text_mark(text) == text_mark(tr(_OTHER_LABEL))
