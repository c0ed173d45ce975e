"""Writes a form as a Word file: plain tables, in which a mark at an option is an answer."""

import json
from collections.abc import Iterator, Mapping, Sequence

from checklist.answer_types.answer import MISSING_LABELS, REASONS
from checklist.forms.docx_layout import (
    BEFORE,
    EMPTY_ROWS,
    ENTRY,
    LABELS,
    LINK_LABEL,
    NEW,
    OF_LAST_REPORT,
    OWN_TEXTS,
    RECORD,
    TABLE,
    Address,
    address_text,
    bookmark_name,
    field_label,
    has_field,
    mark_words,
    missing_label,
    option_rows,
    text_mark,
)
from checklist.forms.form import (
    ANSWER,
    CLOSING,
    CONFIDENTIAL,
    EVIDENCE,
    MISSING,
    NOTE,
    REMARK,
    Form,
    FormLine,
    FormSection,
    FormTable,
    at_most,
)
from checklist.forms.words import MARK, WHY_NO_ANSWER, is_as_shown, offered_reasons
from checklist.ministries.part_record import PartRecord
from checklist.render.word_file import A4, ASIDE, CELL, CELL_HEAD, MARGIN, Links, WordFile
from checklist.render.word_xml import KEEP_NEXT, bookmark, cell, paragraph, row, run, table

_HEAD_FILL, _FIELD_FILL = "E7ECF3", "FFFBEA"
_WIDTH, _WIDE = (side - 2 * MARGIN for side in A4)
_MARK_WIDTH, _LABEL_WIDTH = 560, 2_900
_COLUMNS = (_MARK_WIDTH, _LABEL_WIDTH, _WIDTH - _MARK_WIDTH - _LABEL_WIDTH)
_LONG_FIELD, _FIELD = 1_100, 340
"""The least heights of fields in twentieths of a point."""
_SECRET = '<w:noProof/><w:vanish/><w:color w:val="808080"/><w:sz w:val="8"/>'
"""The properties of an address: neither shown nor printed, and small where it is shown."""
_GREY = '<w:color w:val="595959"/><w:sz w:val="17"/>'
_BOLD = "<w:b/>"
_HOW_TO = (
    "Mark your answer with an x in the box before it, or write in the yellow fields. A tick or "
    "highlighting will do, too; so will deleting all other answers.",
    "Leave open the questions that are not yours, and say under “Remark” whose they are. “Not "
    "known” is an answer: "
    "mark it, and say why. “remove” removes the answer that is there; a field that you empty "
    "changes nothing.",
    "What you mark with “Do not publish” is not published. Send no attachments: title, article and "
    "link are enough.",
)


def write_docx(form: Form) -> bytes:
    """Return the Word file of a form, the same bytes for the same form."""
    title = f"{form.part.label}: questions for the report of {form.state_name}"
    foot = f"{form.state_name} · {form.part.label} · part {form.part.identity.number}"
    file = WordFile(title=title, foot=foot, has_wide_end=bool(form.tables))
    return file.content(lambda links: _Writer(form, [title, foot]).body(title, links))


class _Writer:
    """Writes the rows of a form."""

    def __init__(self, form: Form, texts: Sequence[str]) -> None:
        self.form = form
        self.marks: dict[str, None] = dict.fromkeys(map(text_mark, texts))
        self.number = 0

    def _how_to(self) -> Sequence[str]:
        return [*_HOW_TO, *self.form.about_notes, _reasons()]

    def body(self, title: str, links: Links) -> str:
        """Return the body of the file."""
        parts = [
            paragraph(run(self._own(title)), "Heading1"),
            paragraph(run(self._own(self.form.title), _BOLD)),
            *(paragraph(run(self._own(one))) for one in self._how_to()),
        ]
        for section in self.form.sections:
            parts += self._section(section)
        parts += self._closing()
        if self.form.tables:
            parts.append(links.end_of_upright_pages)
            for one in self.form.tables:
                parts += self._table(one)
        parts += self._record()
        return "".join(parts)

    def _own(self, text: str) -> str:
        """Return a text of the form's own; it is known as such when it comes back."""
        self.marks[text_mark(text)] = None
        return text

    # Rows

    def _label(self, address: Address, text: str, properties: str = "") -> str:
        """Return the label of a row, with the hidden address of its field."""
        self.number += 1
        hidden = run(address_text(address), _SECRET)
        marked = bookmark(self.number, bookmark_name(address), hidden)
        return marked + run(self._own(text), properties)

    def _option(self, address: Address, text: str, is_marked: bool, aside: str = "") -> str:
        label = self._label(address, f"{text}{aside}")
        cells = (
            _mark(is_marked),
            cell(paragraph(label, CELL, KEEP_NEXT), sum(_COLUMNS[1:]), span=2),
        )
        return row(cells)

    def _field(self, address: Address, label: str, shown: str, *, is_long: bool = False) -> str:
        name = paragraph(self._label(address, label), CELL, KEEP_NEXT)
        cells = (
            cell(name, sum(_COLUMNS[:2]), span=2),
            cell(paragraph(run(shown), CELL, KEEP_NEXT), _COLUMNS[2], fill=_FIELD_FILL),
        )
        return row(cells, high=_LONG_FIELD if is_long else _FIELD, can_split=is_long)

    def _note(self, text: str) -> str:
        words = paragraph(run(self._own(text), _GREY), CELL, KEEP_NEXT)
        return row([cell(words, _WIDTH, span=3)])

    # Questions

    def _section(self, section: FormSection) -> Iterator[str]:
        yield paragraph(run(self._own(f"{section.number}  {section.title}")), "Heading2")
        if section.introduction:
            yield paragraph(run(self._own(section.introduction)), ASIDE, KEEP_NEXT)
        for lines in blocks_of(section.lines):
            yield from self._heading(lines[0])
            rows = list(self._block(lines))
            if rows:
                rows[-1] = rows[-1].replace(KEEP_NEXT, "")  # the next question may be elsewhere
                yield table(rows, _COLUMNS, caption=lines[0].text, has_head=False)
                yield _SPACE

    def _heading(self, line: FormLine) -> Iterator[str]:
        words = f"{line.number}  {line.text}".strip()
        style = "Heading3" if line.is_question else ""
        look = "" if line.is_question else _BOLD
        yield paragraph(run(self._own(words), look), style, KEEP_NEXT)
        for text in (*line.bounds, *line.explanation.split("\n")):
            if text:
                yield paragraph(run(self._own(text)), ASIDE, KEEP_NEXT)
        if line.last:
            yield paragraph(run(self._own(f"Last report: {line.last}")), ASIDE, KEEP_NEXT)

    def _block(self, lines: Sequence[FormLine]) -> Iterator[str]:
        head, *others = lines
        yield from self._answer(head)
        for line in others:
            if line.help:
                yield self._note(line.help)
            if line.most:
                yield self._note(f"{at_most(line.most)}.")
            if line.mark:
                aside = OF_LAST_REPORT if line.last else ""
                address = line.key, ANSWER, ""
                yield self._option(address, mark_words(line), ANSWER in line.shown, aside)
            else:
                if line.last:
                    yield self._note(f"Last report: {line.last}")
                yield from self._answer(line)
        yield from self._missing(head)
        for column in (EVIDENCE, NOTE):
            if column in head.takes:
                shown = head.shown.get(column, "")
                label = LABELS[column]
                if column == EVIDENCE and not self._takes_laws(head):
                    label = LINK_LABEL
                yield self._field((head.key, column, ""), label, shown)
        if CONFIDENTIAL in head.takes:
            address = head.key, CONFIDENTIAL, ""
            yield self._option(address, LABELS[CONFIDENTIAL], CONFIDENTIAL in head.shown)

    def _takes_laws(self, line: FormLine) -> bool:
        return self.form.part.questionnaire.questions[line.question].answer_type.cites_register

    def _answer(self, line: FormLine) -> Iterator[str]:
        if ANSWER not in line.takes:
            return
        shown = line.shown.get(ANSWER, "")
        labels = {option.code: option.label for option in line.options}
        for code, words in option_rows(line):
            is_marked = code != BEFORE and is_as_shown(labels[code], shown)
            yield self._option((line.key, ANSWER, code), words, is_marked)
        if has_field(line):
            label = field_label(line)
            yield self._field((line.key, ANSWER, ""), label, shown, is_long=line.is_long)

    def _missing(self, line: FormLine) -> Iterator[str]:
        if MISSING not in line.takes:
            return
        given, _, words = line.shown.get(MISSING, "").partition(": ")
        for code, label in MISSING_LABELS.items():
            is_given = given == label
            name = self._label((line.key, MISSING, code), missing_label(code))
            yield row(
                [
                    _mark(is_given),
                    cell(paragraph(name, CELL, KEEP_NEXT), _COLUMNS[1]),
                    cell(
                        paragraph(run(words if is_given else ""), CELL, KEEP_NEXT),
                        _COLUMNS[2],
                        fill=_FIELD_FILL,
                    ),
                ]
            )

    def _closing(self) -> Iterator[str]:
        yield paragraph(run(self._own("At the end")), "Heading2")
        rows = [
            self._field((key, ANSWER, ""), f"{words}:", "", is_long=key == REMARK)
            for key, words in CLOSING.items()
        ]
        yield table(rows, _COLUMNS, caption="At the end", has_head=False)
        yield _SPACE

    # Tables of entries

    def _table(self, one: FormTable) -> Iterator[str]:
        yield paragraph(run(self._own(f"{one.number}  {one.title}")), "Heading2")
        how = f"One row for each {one.entry}. Add rows below if you need more."
        if one.is_register:
            how = f"These can be cited. Add a {one.entry} in the empty rows to cite it, too."
        yield paragraph(run(self._own(how)), ASIDE, KEEP_NEXT)
        for column in one.columns:
            words = [f"{n} {option.label}" for n, option in enumerate(column.options, 1)]
            legend = "; ".join(filter(None, [column.help, *words]))
            if legend:
                text = self._own(f"{column.label}: {legend}")
                yield paragraph(run(text), ASIDE, KEEP_NEXT)
        first = 700
        rest = (_WIDE - first) // len(one.columns)
        widths = (first, *[rest] * len(one.columns))
        head = self._label((one.question, TABLE, ""), "No.")
        cells = [cell(paragraph(head, CELL_HEAD, KEEP_NEXT), first, fill=_HEAD_FILL)]
        for column in one.columns:
            name = paragraph(run(self._own(column.label)), CELL_HEAD, KEEP_NEXT)
            cells.append(cell(name, rest, fill=_HEAD_FILL))
        rows = [row(cells, is_head=True)]
        for number, entry in enumerate(one.entries, 1):
            address = one.question, ENTRY, str(entry.number)
            rows.append(self._entry(one, address, number, entry.cells, rest))
        for number in range(len(one.entries) + 1, len(one.entries) + EMPTY_ROWS + 1):
            rows.append(self._entry(one, (one.question, ENTRY, NEW), number, {}, rest))
        yield table(rows, widths, caption=one.title)
        yield _SPACE

    def _entry(
        self, one: FormTable, address: Address, number: int, shown: Mapping[str, str], width: int
    ) -> str:
        cells = [cell(paragraph(self._entry_label(address, str(number)), CELL), 700)]
        for column in one.columns:
            is_free = (column.is_asked or not shown) and not (one.is_register and shown)
            text = paragraph(run(shown.get(column.id, "")), CELL)
            cells.append(cell(text, width, fill=_FIELD_FILL if is_free else ""))
        return row(cells, high=_FIELD)

    def _entry_label(self, address: Address, number: str) -> str:
        hidden = run(address_text(address), _SECRET)
        if address[2] != NEW:
            self.number += 1
            hidden = bookmark(self.number, bookmark_name(address), hidden)
        return hidden + run(number)

    # What the part carries

    def _record(self) -> Iterator[str]:
        """Yield one hidden paragraph with a line for each thing that the part carries."""
        record = PartRecord.of(self.form.part)
        identity = record.identity.model_dump(exclude_none=True)
        asked = {i: None if parts is None else list(parts) for i, parts in record.asked.items()}
        own = {"identity": identity, "asked": asked, OWN_TEXTS: "".join(self.marks)}
        # Only ASCII: programs change spaces, hyphens and marks that cannot be seen.
        lines = (
            f"{RECORD}{name}\t{json.dumps(content, sort_keys=True)}"
            for name, content in (*own.items(), *record.base.items())
        )
        yield paragraph("".join(run(f"{line}\n", _SECRET) for line in lines), "", _TINY)


def blocks_of(lines: Sequence[FormLine]) -> Iterator[Sequence[FormLine]]:
    """Yield lines that are answered together: a question or row, with its options and parts."""
    block: list[FormLine] = []
    for line in lines:
        if block and (line.is_question or line.takes - {ANSWER}):
            yield block
            block = []
        block.append(line)
    if block:
        yield block


def _mark(is_marked: bool) -> str:
    centred = '<w:keepNext/><w:jc w:val="center"/>'
    return cell(paragraph(run(MARK, _BOLD) if is_marked else "", CELL, centred), _MARK_WIDTH)


def _reasons() -> str:
    """Return the reasons that can be written where an answer is not known or not applicable."""
    listed = (
        f"{MISSING_LABELS[code]}: {', or '.join(one.label for one in offered_reasons(code))}."
        for code in REASONS
        if REASONS[code]
    )
    return f"{WHY_NO_ANSWER} Use these words or your own. {' '.join(listed)}"


_SPACE = paragraph("", "", '<w:spacing w:after="0" w:line="160" w:lineRule="exact"/>')
_TINY = '<w:spacing w:after="0" w:line="20" w:lineRule="exact"/><w:rPr><w:vanish/></w:rPr>'
"""The properties of a paragraph that takes no room, even at its end."""
