"""Writes a form as a Word file: plain tables, in which a mark at an option is an answer.

A question is a table of two halves, options beside what can be said of the answer; the rows of a
question with rows are one table, a grid.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, zip_longest

from checklist.answer_types.answer import MISSING_LABELS, REASONS
from checklist.forms.docx_layout import (
    ALL_ROWS,
    BEFORE,
    ENTRY,
    LETTERS,
    NEW,
    OF_LAST_REPORT,
    OWN_PLACES,
    OWN_TEXTS,
    SMALL,
    TABLE,
    Grid,
    field_label,
    grids_of,
    has_field,
    head_width,
    label_of,
    letter_width,
    missing_label,
    option_rows,
    option_width,
    row_label,
    text_mark,
)
from checklist.forms.form import (
    ANSWER,
    CLOSING,
    CONFIDENTIAL,
    EVIDENCE,
    FORM_FOOT,
    FORM_TITLE,
    MISSING,
    NOTE,
    REMARK,
    Form,
    FormColumn,
    FormEntry,
    FormLine,
    FormSection,
    FormTable,
    at_most,
    questions_in,
)
from checklist.forms.interface import carried_texts
from checklist.forms.word_document import RECORD, Address, address_text, bookmark_name
from checklist.forms.words import MARK, WHY_NO_ANSWER, is_as_shown, offered_reasons
from checklist.render.word_file import A4, ASIDE, CELL, CELL_HEAD, CONTENTS, CONTENTS_HEAD, WordFile
from checklist.render.word_xml import (
    SPACE,
    bookmark,
    cell,
    kept_together,
    paragraph,
    row,
    run,
    table,
)
from checklist.text.languages import runs_from_right
from checklist.text.messages import (
    Message,
    any_of,
    commas,
    labelled,
    parted,
    semicolons,
    sentences,
    tr,
)
from checklist.text.paragraphs import sentence
from checklist.text.wrapping import longest_word

EMPTY_ROWS = 5
"""The empty rows of a table. A row that is added below is read, too."""
_MARGIN = 850
"""1.5 cm in twentieths of a point."""
_WIDTH = min(A4) - 2 * _MARGIN
_HEAD_FILL, _FIELD_FILL, _CLOSED_FILL, _LINES = "E7ECF3", "FFFBEA", "EDEDED", "8C8C8C"
_FIRST_BOOKMARK, _NUMBER_WIDTH, _PADDING = 1, 460, 200
_MANY_COLUMNS = 7
"""More columns of a table have small headings."""
_LAST, _ANSWERS = Message("At the end"), Message("Answers:")
_OR_BEFORE = Message("or “as before”")
_HALF = (550, 2_330, 2_223)
"""The widths of a box, of a label and of a field, which together are half of a line."""
_COLUMNS = (*_HALF, *_HALF)
_LONG_FIELD, _FIELD, _LETTERHEAD = 640, 250, 1_000
"""The least heights of fields, in twentieths of a point."""
_FEW_OPTIONS, _FEW_ROWS = 8, 3
"""The most options in one half, and the most rows of a table that is not divided by pages."""
_MOST_KEPT = 400
"""The most characters of an explanation that stays on the page of its grid."""
_MOST_UNLISTED = 10
"""The most questions of a form without a list of contents."""
_SECRET = '<w:noProof/><w:vanish/><w:color w:val="808080"/><w:sz w:val="8"/>'
"""The properties of an address: neither shown nor printed, and small where it is shown."""
_GREY = '<w:color w:val="404040"/><w:sz w:val="16"/>'
_TINY_HEAD = '<w:b/><w:sz w:val="16"/>'
_BOLD = "<w:b/>"
_CENTRED = '<w:jc w:val="center"/>'
_HANGING = '<w:tabs><w:tab w:val="left" w:pos="300"/></w:tabs><w:ind w:left="300" w:hanging="300"/>'
_CLOSE = '<w:spacing w:after="20"/>'
_SECTION_HEADING = '<w:spacing w:before="140" w:after="40"/>'
_CLOSE_HEADING = '<w:spacing w:before="80" w:after="20"/>'
_INDENTED = '<w:ind w:left="300"/>'
_NO_LINES = "".join(f'<w:{side} w:val="nil"/>' for side in ("top", "bottom", "right"))
_HOW_TO = (
    Message(
        "Mark your answer with an x in the box before it, or write in the yellow fields; where the "
        "answers to a table have numbers, write the number. A tick or highlighting will do, too; "
        "so will deleting all other answers."
    ),
    Message(
        "Leave open the questions that are not yours, and say under “Remark” whose they are. “Not "
        "known” is an answer: mark it, and say why. “remove” removes the answer that is there; a "
        "field that you empty changes nothing."
    ),
    Message(
        "What you mark with “Do not publish” is not published, and no other ministry sees it; the "
        "secretariat gets it with this mark. Send no attachments: title, article and link are "
        "enough."
    ),
)

_LAWS = Message(
    "A law that you cite must stand in the table “{number} {title}”; add it there if it is new."
)


def write_docx(form: Form) -> bytes:
    """Return the Word file of a form, the same bytes for the same form."""
    label, state = form.part.label, form.state_name
    title = tr(FORM_TITLE, part_label=label, state_name=state)
    foot = tr(FORM_FOOT, state_name=state, part_label=label)
    language = form.part.questionnaire.language
    file = WordFile(title=title, language=language, foot=foot, margin=_MARGIN, is_form=True)
    return file.content(lambda links: _Writer(form, [title, foot]).body(title))


class _Writer:
    """Writes the tables of a form."""

    def __init__(self, form: Form, texts: Sequence[str]) -> None:
        self.form = form
        self.tables = {table.question: table for table in form.tables}
        self.marks: dict[str, None] = dict.fromkeys(map(text_mark, texts))
        self.bookmarks: dict[str, int] = {}
        self.explained: set[str] = set()

    def body(self, title: str) -> str:
        """Return the body of the file."""
        parts = [
            *self._letterhead(),
            paragraph(run(self._own(title)), "Heading1"),
            paragraph(run(self._own(self.form.title), _BOLD)),
            *map(self._aside, [*map(tr, _HOW_TO), *self._about_laws()]),
            *map(self._aside, [*self.form.about_notes, _reasons()]),
            *self._contents(),
        ]
        for section in self.form.sections:
            parts += self._section(section)
        for laws in self.form.tables:
            if laws.is_register:
                parts.append(paragraph(run(self._own(f"{laws.number}  {laws.title}")), "Heading2"))
                parts += self._entries(laws)
        parts += self._closing()
        parts += self._record()
        return "".join(parts)

    def _own(self, text: str) -> str:
        """Return a text of the form's own; it is known as such when it comes back."""
        self.marks[text_mark(text)] = None
        return text

    def _aside(self, text: str) -> str:
        return paragraph(run(self._own(text), _GREY), ASIDE)

    # The first page

    def _about_laws(self) -> Iterator[str]:
        """Yield where a law is entered before it is cited, if any can be."""
        laws = self.form.part.questionnaire.head.laws
        table = self.tables.get(laws.question) if laws is not None else None
        if table is not None:
            yield tr(_LAWS, number=table.number, title=table.title)

    def _letterhead(self) -> Iterator[str]:
        letterhead, reference, dated, *_ = OWN_PLACES
        place = self._label((letterhead, ANSWER, ""), OWN_PLACES[letterhead], _GREY)
        first = [cell(paragraph(place, CELL), _WIDTH, span=6)]
        second = self._field((reference, ANSWER, ""), OWN_PLACES[reference], "")
        second += self._field((dated, ANSWER, ""), OWN_PLACES[dated], "")
        rows = row(first, high=_LETTERHEAD), row([second], high=_FIELD)
        yield _table(rows, _COLUMNS, OWN_PLACES[letterhead])
        yield SPACE

    def _contents(self) -> Iterator[str]:
        if len(self.form.part.items) <= _MOST_UNLISTED:
            return
        yield paragraph(run(self._own(tr("Contents"))), CONTENTS_HEAD)
        for section in self.form.sections:
            numbers = [line.number for line in section.lines if line.is_question]
            asked = (
                numbers[0]
                if len(numbers) == 1
                else tr("{numbers} to {numbers_2}", numbers[0], numbers[-1])
            )
            words = self._own(f"{_section_words(section)}\t{asked}")
            yield paragraph(_linked(section, words), CONTENTS, _CLOSE)

    # Cells

    def _label(self, address: Address, text: str, properties: str = "", beside: str = "") -> str:
        """Return a label, with the hidden address of its field.

        Args:
            address: The address.
            text: The words of the label.
            properties: How they look.
            beside: What stands below them in the same cell.
        """
        hidden = run(address_text(address), _SECRET)
        self._own(f"{text}\n{beside}")
        name = bookmark_name(address)
        if address[2] == NEW or name in self.bookmarks:
            return hidden + run(text, properties)
        number = self.bookmarks.setdefault(name, len(self.bookmarks) + _FIRST_BOOKMARK)
        return bookmark(number, name, hidden) + run(text, properties)

    def _option(self, address: Address, text: str, is_marked: bool) -> str:
        """Return half a line with an option: a box, and its words."""
        label = paragraph(self._label(address, text), CELL)
        return _box(is_marked) + cell(label, sum(_HALF[1:]), span=2)

    def _field(self, address: Address, label: str, shown: str) -> str:
        """Return half a line with a label and a field."""
        name = cell(paragraph(self._label(address, label), CELL), sum(_HALF[:2]), span=2)
        return name + _written(shown, _HALF[2])

    def _long_field(self, line: FormLine, label: str) -> str:
        """Return a row with a label and a field, which together are a whole line."""
        wide, span = sum(_HALF[:2]), 2
        bound = sentence(at_most(line.most)) if line.most and not line.is_question else ""
        name = paragraph(self._label((line.key, ANSWER, ""), label, beside=bound), CELL)
        name += paragraph(run(bound, _GREY), CELL) if bound else ""
        shown = line.shown.get(ANSWER, "")
        field = _written(shown, _WIDTH - wide, span=len(_COLUMNS) - span)
        high = _LONG_FIELD if line.is_long else _FIELD
        return row([cell(name, wide, span=span), field], high=high, can_split=line.is_long)

    def _note(self, text: str) -> str:
        return row([cell(paragraph(run(self._own(text), _GREY), CELL), _WIDTH, span=6)])

    # Questions

    def _section(self, section: FormSection) -> Iterator[str]:
        number = self.bookmarks.setdefault(_target(section), len(self.bookmarks) + _FIRST_BOOKMARK)
        heading = bookmark(number, _target(section), run(self._own(_section_words(section))))
        yield paragraph(heading, "Heading2", _SECTION_HEADING)
        if section.introduction:
            yield kept_together(self._aside(section.introduction))
        for lines in questions_in(section.lines):
            head = lines[0]
            yield from self._heading(lines)
            grids = grids_of(self.form, lines)
            if head.question in self.tables:
                yield from self._entries(self.tables[head.question])
            for grid in grids:
                yield from self._grid(grid)
            rows = list(self._block(lines))
            if rows:
                yield _table(_kept(rows), _COLUMNS, head.text)
                yield _SPACE

    def _heading(self, lines: Sequence[FormLine]) -> Iterator[str]:
        """Yield the heading of a question, and what explains it.

        A long explanation of a grid can be on the page before it: the head of the grid has the
        number.
        """
        line, last_line = lines[0], lines[-1]
        yield paragraph(run(self._own(line.heading)), "Heading3", _CLOSE_HEADING)
        text = sentences([*line.bounds, line.where, line.help])
        terms = [term for term in line.terms if term not in self.explained]
        self.explained |= {*terms}  # each term is explained where it comes first
        more = sentences([line.more, *terms])
        is_alone = last_line.is_row and len(text) + len(more) > _MOST_KEPT
        for words in filter(None, (text, more)):
            aside = self._aside(words)
            yield aside if is_alone else kept_together(aside)
        if line.last:
            yield kept_together(self._aside(tr("Last report: {last}", line.last)))

    def _block(self, lines: Sequence[FormLine]) -> Iterator[str]:
        """Yield what stands below the heading of a question, or below its grids.

        That is its options, what is said of its answer, and its parts.
        """
        head, *others = [line for line in lines if not line.is_row]
        options = [*self._options(head, are_of_all=lines[-1].is_row)]
        if ANSWER in head.takes and has_field(head):
            yield self._long_field(head, field_label(head))
        while others and others[0].mark and not (options and ANSWER in head.takes and head.read):
            first = others.pop(0)
            if first.help:
                yield self._note(first.help)
            options.append(self._mark(first))
        beside = [*self._missing(lines)], [*self._fields(head)], self._confidential(head)
        is_last = lines[-1].is_row or not options
        yield from _beside_each_other(options, *(() if is_last else beside))
        for is_mark, same in groupby(others, lambda line: bool(line.mark)):
            group = [*same]
            yield from self._marks(group) if is_mark else self._parts(group)
        if is_last:
            address = LETTERS, ANSWER, head.question
            words = paragraph(self._label(address, OWN_PLACES[LETTERS], _GREY), CELL)
            hint = cell(words, sum(_HALF), span=len(_HALF)) if lines[-1].is_row else ""
            yield from _beside_each_other([], *beside, hint)

    def _options(self, line: FormLine, *, are_of_all: bool = False) -> Iterator[str]:
        """Yield the options of a question, half a line each."""
        if ANSWER in line.takes:
            labels = {option.code: option.label for option in line.options}
            shown = line.shown.get(ANSWER, "")
            for code, words in option_rows(line):
                is_marked = code != BEFORE and is_as_shown(labels[code], shown)
                words = tr("{words} (all rows)", words) if are_of_all else words
                yield self._option((line.key, ANSWER, code), words, is_marked)

    def _mark(self, line: FormLine) -> str:
        aside = f"   {OF_LAST_REPORT}" if line.last else ""
        words = f"{line.heading}{aside}"
        return self._option((line.key, ANSWER, ""), words, ANSWER in line.shown)

    def _marks(self, lines: Sequence[FormLine]) -> Iterator[str]:
        if lines[0].help:
            yield self._note(lines[0].help)
        yield from _beside_each_other([self._mark(line) for line in lines])

    def _parts(self, lines: Iterable[FormLine]) -> Iterator[str]:
        """Yield the rows of the parts of an answer that are written."""
        for line in lines:
            if line.help:
                yield self._note(line.help)
            if line.last:
                yield self._note(tr("Last report: {last}", line.last))
            options = [*self._options(line)]
            if options:
                yield from _beside_each_other(options)
            if has_field(line):
                yield self._long_field(line, field_label(line))

    def _missing(self, lines: Sequence[FormLine]) -> Iterator[str]:
        """Yield why there is no answer, half a line for each reason; of rows, with their letters.

        Where rows were sent with several reasons, there is a free place, too.
        """
        if not any(MISSING in line.takes for line in lines):
            return
        given = _given_reasons(lines)
        for code, label in MISSING_LABELS.items():
            for letters, words in given.get(label) or [("", "")]:
                address = lines[0].key, MISSING, code
                name = paragraph(self._label(address, missing_label(code)), CELL)
                fill = _FIELD_FILL if lines[-1].is_row else ""
                box = cell(paragraph(run(letters, _BOLD), CELL, _CENTRED), _HALF[0], fill=fill)
                yield box + cell(name, _HALF[1]) + _written(words, _HALF[2])

    def _fields(self, line: FormLine) -> Iterator[str]:
        """Yield the source and the remark of an answer, half a line each."""
        for column in (EVIDENCE, NOTE):
            if column in line.takes:
                words = label_of(self.form, line, column)
                yield self._field((line.key, column, ""), words, line.shown.get(column, ""))

    def _confidential(self, line: FormLine) -> str:
        address = line.key, CONFIDENTIAL, ""
        words, is_marked = label_of(self.form, line, CONFIDENTIAL), CONFIDENTIAL in line.shown
        return self._option(address, words, is_marked) if CONFIDENTIAL in line.takes else ""

    # Grids

    def _grid(self, grid: Grid) -> Iterator[str]:
        if grid.has_numbers and grid.options:
            yield kept_together(self._legend(grid))
        columns = _grid_widths(grid)
        number = grid.rows[0].number.rpartition(" ")[0]
        head = self._label(grid.address, number, _TINY_HEAD)
        cells = [cell(paragraph(head, CELL_HEAD), columns[0], fill=_HEAD_FILL)]
        for label, width in zip(grid.labels.values(), columns[1:], strict=True):
            words = paragraph(run(self._own(label), _TINY_HEAD), CELL_HEAD, _CENTRED)
            cells.append(cell(words, width, fill=_HEAD_FILL))
        rows = [row(cells, is_head=True)]
        rows += [self._grid_row(grid, line, columns) for line in grid.rows]
        rows[:2] = map(kept_together, rows[:2])
        rows[-2:] = map(kept_together, rows[-2:])
        yield _table(rows, columns, grid.rows[0].number, has_head=True)
        yield kept_together(_SPACE)

    def _grid_row(self, grid: Grid, line: FormLine, columns: Sequence[int]) -> str:
        last = tr("Last report: {last}", line.last) if line.last else ""
        below = [*filter(None, (*line.bounds, line.explanation, last))]
        label = self._label(grid.row_address(line), row_label(line), beside="\n".join(below))
        words = paragraph(label, CELL, _HANGING)
        words += "".join(paragraph(run(text, _GREY), CELL, _INDENTED) for text in below)
        cells = [cell(words, columns[0])]
        shown = line.shown.get(ANSWER, "")
        labels = {option.code: option.label for option in line.options}
        for (column, code), width in zip(grid.labels, columns[1:], strict=True):
            if column not in line.takes or (code not in {"", BEFORE, *labels}):
                cells.append(cell(paragraph("", CELL), width, fill=_CLOSED_FILL))
            elif column == ANSWER and not code:
                cells.append(_written(grid.printed(line) or shown, width, centred=True))
            elif column == ANSWER:
                cells.append(_box(is_as_shown(labels.get(code, ""), shown or BEFORE), width))
            elif column == CONFIDENTIAL:
                cells.append(_box(column in line.shown, width))
            else:
                cells.append(_written(line.shown.get(column, ""), width))
        return row(cells, high=_FIELD)

    def _legend(self, grid: Grid) -> str:
        """Return the options of a grid with their numbers, as a paragraph."""
        runs, text = [run(f"{_ANSWERS}  ")], f"{_ANSWERS}  "
        for number, option in enumerate(grid.options, 1):
            having = [line.letter for line in grid.rows if len(line.options) >= number]
            words = option.label
            if len(having) < len(grid.rows):
                words = tr("{option} (only in {rows})", words, commas(having))
            words = f"\u00a0{words}" + ("   " if number < len(grid.options) else "")
            runs += [run(str(number), _BOLD), run(words)]
            text += f"{number}{words}"
        if any(line.can_confirm for line in grid.rows):
            runs.append(run(f"   {_OR_BEFORE}"))
            text += f"   {_OR_BEFORE}"
        self._own(text)
        return paragraph("".join(runs), CELL)

    # Tables of entries

    def _entries(self, entries: FormTable) -> Iterator[str]:
        """Yield a table of entries, with what its columns take above it."""
        how = tr("One row for each {entry}. Add rows below if you need more.", entries.entry)
        if entries.is_register:
            how = tr(
                "These can be cited. Add a {entry} in the empty rows to cite it, too.",
                entries.entry,
            )
        yield kept_together(self._aside(sentences([how, *_legends(entries.columns)])))
        size, letter = (14, 76) if len(entries.columns) > _MANY_COLUMNS else (16, 90)
        number, look = tr("No."), f'<w:b/><w:sz w:val="{size}"/>'
        columns = _entry_widths(entries, letter_width(number, letter), number)
        head = self._label((entries.question, TABLE, ""), number, look)
        cells = [cell(paragraph(head, CELL_HEAD), columns[0], fill=_HEAD_FILL)]
        for column, width in zip(entries.columns, columns[1:], strict=True):
            name = paragraph(run(self._own(column.label), look), CELL_HEAD)
            cells.append(cell(name, width, fill=_HEAD_FILL))
        rows = [row(cells, is_head=True)]
        for at, entry in enumerate(entries.rows(EMPTY_ROWS), 1):
            rows.append(self._entry(entries, at, entry, columns))
        yield _table(_kept(rows), columns, entries.title, has_head=True)
        yield _SPACE

    def _entry(self, entries: FormTable, at: int, entry: FormEntry, columns: Sequence[int]) -> str:
        address = entries.question, ENTRY, str(entry.number) if entry.cells else NEW
        cells = [cell(paragraph(self._label(address, str(at)), CELL), columns[0])]
        for column, width in zip(entries.columns, columns[1:], strict=True):
            text = paragraph(run(entry.cells.get(column.id, "")), CELL)
            fill = _FIELD_FILL if entries.is_free(column, entry) else ""
            cells.append(cell(text, width, fill=fill))
        return row(cells, high=_FIELD)

    # The last page

    def _closing(self) -> Iterator[str]:
        yield paragraph(run(self._own(tr(_LAST))), "Heading2")
        *_, signature = OWN_PLACES
        places = {**CLOSING, signature: OWN_PLACES[signature].rstrip(":\xa0")}
        rows = []
        for key, words in places.items():
            name = paragraph(self._label((key, ANSWER, ""), labelled(words)), CELL)
            cells = [cell(name, sum(_HALF[:2]), span=2)]
            cells.append(_written("", _WIDTH - sum(_HALF[:2]), span=4))
            is_long = key in {REMARK, signature}
            rows.append(row(cells, high=_LONG_FIELD if is_long else _FIELD))
        yield _table([*map(kept_together, rows[:-1]), rows[-1]], _COLUMNS, tr(_LAST))
        yield _SPACE

    # What the part carries

    def _record(self) -> Iterator[str]:
        """Yield one hidden paragraph with a line for each thing that the part carries."""
        contents = carried_texts(self.form, {OWN_TEXTS: "".join(self.marks)})
        # Only ASCII: programs change spaces, hyphens and marks that cannot be seen.
        lines = (
            f"{RECORD}{name}\t{json.dumps(content, sort_keys=True)}"
            for name, content in contents.items()
        )
        yield paragraph("".join(run(f"{line}\n", _SECRET) for line in lines), "", _TINY)


def _box(is_marked: bool, width: int = _HALF[0]) -> str:
    return cell(paragraph(run(MARK, _BOLD) if is_marked else "", CELL, _CENTRED), width)


def _written(text: str, width: int, *, span: int = 1, centred: bool = False) -> str:
    """Return a field in which something is written."""
    inside = paragraph(run(text) if text else "", CELL, _CENTRED if centred else "")
    return cell(inside, width, span=span, fill=_FIELD_FILL)


def _table(
    rows: Iterable[str], columns: Sequence[int], caption: str, *, has_head: bool = False
) -> str:
    return table(rows, columns, caption=caption, has_head=has_head, ink=_LINES, padding=(25, 10))


def _kept(rows: Sequence[str]) -> Sequence[str]:
    """Return rows that stay on one page, if they are few, and else the first and last two."""
    free = range(1, len(rows) - 2) if len(rows) > _FEW_ROWS else ()
    bound = [part if at in free else kept_together(part) for at, part in enumerate(rows)]
    return [*bound[:-1], *rows[-1:]]


def _beside_each_other(
    options: Sequence[str],
    missing: Sequence[str] = (),
    fields: Sequence[str] = (),
    mark: str = "",
    hint: str = "",
) -> Iterator[str]:
    """Yield rows of two halves.

    Few options stand left of why there is no answer; many are divided between both halves. The
    fields stand below the shorter half, and the mark “Do not publish” not below options.

    Args:
        options: The options, half a line each.
        missing: The reasons why there is no answer.
        fields: The source and the remark.
        mark: The mark “Do not publish”; empty for none.
        hint: What explains the reasons; empty for nothing.
    """
    is_few = len(options) <= _FEW_OPTIONS and missing
    middle = len(options) if is_few else (len(options) + 1) // 2
    left, right = [*options[:middle]], [*options[middle:]]
    if options and is_few:
        right += missing
    else:
        right += [""] * (len(left) - len(right))
        left += missing
    for field in fields:
        (left if len(left) <= len(right) else right).append(field)
    right += [half for half in (mark, hint if missing else "") if half]
    for halves in zip_longest(left, right, fillvalue=""):
        yield row([half or _empty_half() for half in halves])


def _empty_half() -> str:
    borders = f"<w:tcBorders>{_NO_LINES}</w:tcBorders>"
    return cell(paragraph("", CELL), sum(_HALF), span=len(_HALF), more=borders)


def _given_reasons(lines: Sequence[FormLine]) -> Mapping[str, Sequence[tuple[str, str]]]:
    """Return what says to which there is no answer, and the reason, by the words of the code.

    It is a mark, or, where there are rows, their letters.
    """
    has_rows = lines[-1].is_row
    groups: dict[str, list[str]] = {}
    for line in lines:
        if shown := line.shown.get(MISSING):
            letter = line.letter if line.is_row else tr(ALL_ROWS) if has_rows else MARK
            groups.setdefault(shown, []).append(letter)
    found: dict[str, list[tuple[str, str]]] = {}
    for shown, letters in groups.items():
        label, words = parted(shown)
        found.setdefault(label, []).append((commas(letters), words))
    return {
        label: [*given, ("", "")] if has_rows and given[0][1] else given
        for label, given in found.items()
    }


def _grid_widths(grid: Grid) -> list[int]:
    """Return the widths of the columns of a grid, that of its rows first."""
    narrow = {
        (column, code): option_width(label) if code else head_width(label)
        for (column, code), label in grid.labels.items()
        if column in {ANSWER, CONFIDENTIAL}
    }
    if grid.has_numbers and not grid.options:
        narrow[ANSWER, ""] = 2 * SMALL
    wide = [name for name in grid.labels if name not in narrow]
    rest = _WIDTH - sum(narrow.values())
    each = rest * (18 + 8 // max(len(wide), 1)) // 100
    others = [narrow.get(name, each) for name in grid.labels]
    return [_WIDTH - sum(others), *others]


def _entry_widths(entries: FormTable, letter: int, number: str) -> list[int]:
    """Return the widths of the columns, that of numbers first: no word of a heading is broken."""
    is_from_right = runs_from_right(number)
    first = longest_word([number]) * letter + _PADDING if is_from_right else _NUMBER_WIDTH
    least = [longest_word([column.label]) * letter + _PADDING for column in entries.columns]
    wanted = [9 if column.is_long else 1 + bool(column.most) for column in entries.columns]
    left = max(_WIDTH - first - sum(least), 0)
    shares = [width + left * more // sum(wanted) for width, more in zip(least, wanted, strict=True)]
    return [_WIDTH - sum(shares), *shares]


def _legends(columns: Sequence[FormColumn]) -> Iterator[str]:
    """Yield what the columns of a table take, those that take the same together."""
    same: dict[str, list[str]] = {}
    for column in columns:
        options = semicolons((f"{n} {option.label}" for n, option in enumerate(column.options, 1)))
        legend = semicolons(filter(None, [column.help, options]))
        if legend:
            same.setdefault(legend, []).append(column.label)
    for legend, labels in same.items():
        yield sentence(labelled(commas(labels), legend))


def _section_words(section: FormSection) -> str:
    return f"{section.number}  {section.title}"


def _target(section: FormSection) -> str:
    """Return the name of the bookmark at the heading of a section."""
    return f"_Toc{section.number}"


def _linked(section: FormSection, words: str) -> str:
    return f'<w:hyperlink w:anchor="{_target(section)}" w:history="1">{run(words)}</w:hyperlink>'


def _reasons() -> str:
    """Return the reasons that can be written where an answer is not known or not applicable."""
    listed = (
        sentence(
            labelled(MISSING_LABELS[code], any_of([one.label for one in offered_reasons(code)]))
        )
        for code in REASONS
        if REASONS[code]
    )
    return sentences([str(WHY_NO_ANSWER), tr("Use these words or your own."), *listed])


_SPACE = paragraph("", "", '<w:spacing w:after="0" w:line="60" w:lineRule="exact"/>')
_TINY = '<w:spacing w:after="0" w:line="20" w:lineRule="exact"/><w:rPr><w:vanish/></w:rPr>'
"""The properties of a paragraph that takes no room, even at its end."""
