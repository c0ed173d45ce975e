"""Forms as Word files, for Word, LibreOffice and the like: read by address, wherever rows stand."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from checklist.answer_types.answer import MISSING_LABELS
from checklist.forms.docx_layout import (
    ALL_ROWS,
    ENTRY,
    GRID,
    OF_LAST_REPORT,
    OWN_PLACES,
    OWN_TEXTS,
    ROW,
    TABLE,
    Fields,
    Grid,
    OptionSign,
    columns_at,
    confidential_text,
    deleted_options,
    field_label,
    field_text,
    grids_of,
    has_field,
    label_of,
    missing_label,
    named_rows,
    option_rows,
    remark_in,
    sign_at,
    struck_text,
    text_mark,
)
from checklist.forms.docx_writer import write_docx
from checklist.forms.filled import FilledCell, FilledEntry, FormReading
from checklist.forms.form import (
    ANSWER,
    CLOSING,
    CONFIDENTIAL,
    EVIDENCE,
    MISSING,
    NOTE,
    Form,
    FormLine,
    FormTable,
    questions_in,
)
from checklist.forms.interface import (
    FormFormat,
    OpenedForm,
    UnreadableFormError,
    carried_content,
    carried_record,
)
from checklist.forms.word_document import (
    RECORD,
    Address,
    WordCell,
    WordDocument,
    WordParagraph,
    WordRow,
    read_word,
)
from checklist.forms.words import (
    AS_BEFORE,
    MARK,
    REMOVE,
    folded,
    is_as_shown,
    is_confidential,
    is_only_doubt,
    is_removal,
    is_tick,
    tidy,
    unmarked_message,
)
from checklist.ministries.part_record import PartRecord
from checklist.text.messages import (
    Message,
    Texts,
    all_of,
    commas,
    labelled,
    listed_words,
    parted,
    tr,
)
from checklist.text.sanitize import quoted

_NAMES = Texts({EVIDENCE: "evidence", NOTE: "remark", CONFIDENTIAL: "do not publish"})
_DIGITS = 6
"""The most digits of the number of an entry."""
_PICTURE = Message("(a picture; pictures are not read)")
_OTHER_CELLS = Message(
    "the row has other cells than the head of its table, so nothing says which is which: "
    "write the row again in the form as it was sent"
)
_WHICH_ROWS = Message(
    "{written} does not say for which rows there is no answer: write their letters, such "
    "as “a, c–e”, or “all”"
)


def open_docx(content: bytes) -> OpenedForm:
    """Return a Word file as an opened form.

    Args:
        content: The bytes of the file.

    Raises:
        BadArchiveError: It is no Word file.
        UnreadableFormError: It is no part.
    """
    document = read_word(content)
    try:
        record, own = _record_of(document)
    except (ValueError, RecursionError, AttributeError, TypeError) as error:
        if document.is_cut:
            message = tr("it has more rows and paragraphs than any form")
            raise UnreadableFormError("F003", message) from error
        message = tr(
            "it is not a form, or the hidden text at its end that identifies the part was deleted"
        )
        raise UnreadableFormError("F001", message) from error
    return OpenedForm(record, lambda form: WordReading(document, record, form, own))


def _record_of(document: WordDocument) -> tuple[PartRecord, str]:
    """Return what the part carries, and the marks of the texts that are its own."""
    contents = {name: carried_content(text) for name, text in document.carried().items()}
    own = contents.pop(OWN_TEXTS, None)
    if not isinstance(own, str):
        raise ValueError(tr("the marks of its own texts are not there"))
    return carried_record(contents), own


class WordReading(FormReading):
    """The reading of one Word file."""

    def __init__(self, document: WordDocument, record: PartRecord, form: Form, own: str) -> None:
        super().__init__(record, form)
        self.document = document
        self.own = {own[at : at + 8] for at in range(0, len(own), 8)}
        self.places = dict(_places(form))
        grids = [grid for lines in questions_in(form.lines) for grid in grids_of(form, lines)]
        self.grid_of = {line.key: grid for grid in grids for line in grid.rows}
        self.rows: dict[Address, list[WordRow]] = {}
        self.heads: dict[int, list[str]] = {}  # of grids and tables of entries, by their number

    def read(self) -> None:
        """Read the file: what stands where first, then each field."""
        self._whole()
        self._items()
        for line in self.form.lines:
            self._line(line)
        for lines in questions_in(self.form.lines):
            self._missing(lines)
        for key in CLOSING:
            self._field((key, ANSWER, ""), labelled(CLOSING[key]))

    def _whole(self) -> None:
        """Note what concerns the file as a whole."""
        if self.document.active:
            words = commas(self.document.active)
            self.warn("F005", tr("the file has {words}: nothing of that is run or followed", words))
        if self.document.is_cut:
            self.warn("F003", tr("the file has more rows than any form; the rest was not read"))
        for text in self.document.boxes:
            self._stray(text, tr("(text box)"), "comment")
        for text in self.document.edges:
            if not self._is_own(text, is_counted=True):
                self._stray(text, tr("(page header or footer)"))

    def _is_own(self, text: str, *, is_counted: bool = False) -> bool:
        """Whether a text is one of the form's own.

        Args:
            text: The text.
            is_counted: Whether the number of the page follows.
        """
        text = text.partition("\t")[0] if is_counted else text
        return not text.strip() or text_mark(text) in self.own

    def _stray(self, text: str, place: str, kind: str = "text", address: str = "") -> None:
        if text.strip():
            self.beside(text.strip(), place, kind, address)

    # Rows and paragraphs

    def _items(self) -> None:
        """Sort the cells by their addresses, and list what stands elsewhere."""
        fields = Fields(self.form)
        question_of: dict[int, str] = {}
        place = below = tr("at the beginning")
        for item in self.document.items:
            if isinstance(item, WordParagraph):
                fields.pass_heading(item.text)
                self._paragraph(item, below)
                continue
            found = fields.found_in(item)
            for at, (address, cells) in enumerate(found):
                key, column, _ = address
                place = self._place(address, item) if at == 0 else place
                below = tr("below {get}", self.places.get(key, place))
                if column in {ENTRY, TABLE}:
                    question_of[item.table] = key
                self._known_row(address, replace(item, cells=cells), self._place(address, item))
            if found:
                before = next(n for n, cell in enumerate(item.cells) if cell is found[0][1][0])
                self._row_text(replace(item, cells=item.cells[:before]), place)
            else:
                self._unaddressed(item, question_of.get(item.table, ""), place)
            self._notes(
                item, place, has_crest=any(address[0] in OWN_PLACES for address, _ in found)
            )

    def _known_row(self, address: Address, row: WordRow, place: str) -> None:
        key, column, code = address
        if column in {TABLE, GRID}:
            self.heads[row.table] = [cell.text for cell in row.cells]
        elif column == ENTRY:
            self._entry(key, code, row, place)
        elif key in OWN_PLACES:
            self._stray(field_text(row, self._is_own, OWN_PLACES[key]), place)
        elif key not in self.lines and key not in CLOSING:
            self.warn("F012", tr("{key} is not a field of this part", quoted(key)), place)
            self._row_text(row, place, "answer", key)
        elif column == ROW and key in self.grid_of:
            self._grid_row(self.grid_of[key], self.lines[key], code, row, place)
        else:
            self.rows.setdefault(address, []).append(row)

    def _grid_row(self, grid: Grid, line: FormLine, sent: str, row: WordRow, place: str) -> None:
        """Take the cells of a row apart, each with the words of its column.

        Args:
            grid: The grid.
            line: The line of the row.
            sent: The number with which the row was sent.
            row: The row.
            place: Where it stands.
        """
        heads = self.heads.get(row.table, ())
        width = len(heads) or len(grid.labels) + 1
        spread = [same for cell in row.cells for same in [cell] * cell.span]
        cells = row.cells if len(row.cells) == width else spread
        if len(cells) != width:
            if any(cell.text.strip() for cell in row.cells[1:]) and not row.is_deleted:
                self.fault("F007", tr(_OTHER_CELLS), place)
                for cell in row.cells[1:]:
                    self._stray(cell.text, place, "answer", line.key)
                self.refused.add(line.owner)
            return
        named = columns_at(grid.labels, heads, len(cells))
        for at, (column, code) in named.items():
            has_box = bool(code) or column == CONFIDENTIAL
            # The heading of a field can have other words than when the form was sent.
            words = grid.labels[column, code] if has_box else ""
            label = WordCell(words, kept=words)
            is_first = cells[at] is not cells[at - 1]
            cell = cells[at] if is_first or column == CONFIDENTIAL else WordCell()
            if column == ANSWER and not code:
                cell = replace(cell, kept=_without_sent(cell.kept, sent, line))
            pair = [cell, label] if has_box else [label, cell]
            own = replace(row, cells=pair)
            self.rows.setdefault((line.key, column, code), []).append(own)
        self._stray(_behind_label(row.cells[0], self._is_own, line), place, address=line.key)
        for at, cell in enumerate(cells):
            if at and at not in named and not self._is_own(cell.text):
                self._stray(cell.text, place, address=line.key)

    def _paragraph(self, item: WordParagraph, place: str) -> None:
        text = "\n".join(line for line in item.text.split("\n") if not line.startswith(RECORD))
        begin, _, number = text.partition("\t")
        is_in_contents = number.strip().isdecimal() and self._is_own(begin)
        if not is_in_contents and not self._is_own(text):
            self._stray(text, place)
        self._notes(item, place)

    def _unaddressed(self, row: WordRow, question: str, place: str) -> None:
        """Read a row that was added to a table of entries, or list what stands in it."""
        table = self.tables.get(question)
        width = len(self.heads.get(row.table, ())) or (len(table.columns) + 1 if table else 0)
        if table is not None and len(row.cells) == width:
            if not row.is_deleted:
                self._entry(question, "", row, place)
        else:
            self._row_text(row, place)

    def _row_text(self, row: WordRow, place: str, kind: str = "text", address: str = "") -> None:
        for cell in row.cells if not row.is_deleted else ():
            if not self._is_own(cell.text):
                self._stray(cell.text, place, kind, address)

    def _notes(self, item: WordRow | WordParagraph, place: str, *, has_crest: bool = False) -> None:
        for name in item.notes:
            self._stray(self.document.notes.get(name, ""), place, "comment")
        if item.has_picture and not has_crest:
            self._stray(tr(_PICTURE), place)

    def _place(self, address: Address, row: WordRow | None = None) -> str:
        key, column, code = address
        if column == ENTRY:
            number = self.tables[key].number if key in self.tables else key
            if code.isdecimal():
                return tr("{number}, entry {code}", number, code)
            printed = row.cells[0].text.strip() if row is not None and row.cells else ""
            return (
                tr("{number}, new entry {printed}", number, printed)
                if printed.isdecimal()
                else tr("{number}, a new entry", number)
            )
        place = self.places.get(key, key)
        return commas([place, _NAMES[column]]) if column in _NAMES else place

    # Lines

    def _line(self, line: FormLine) -> None:
        if line.mark:
            self._several(line)
        elif ANSWER in line.takes:
            self._answer(line)
        for column in (EVIDENCE, NOTE):
            if column in line.takes:
                self._field((line.key, column, ""), "")
        if CONFIDENTIAL in line.takes:
            address = line.key, CONFIDENTIAL, ""
            words, rows = label_of(self.form, line, CONFIDENTIAL), self._present(address)
            texts = [confidential_text(row, self._is_own, words) for row in rows]
            if texts:
                text = next(filter(is_confidential, texts), texts[0])
                self.keep(*address[:2], text, self._place(address))

    def _present(self, address: Address) -> list[WordRow]:
        return [row for row in self.rows.get(address, ()) if not row.is_deleted]

    def _sign(self, address: Address, label: str) -> OptionSign:
        """Return what stands at an option, and list what was written there beside a mark."""
        signs = [sign_at(row, self._is_own, label) for row in self._present(address)]
        for sign in signs:
            if sign.is_marked:
                self._stray(remark_in(sign), self._place(address), address=address[0])
        telling = [sign for sign in signs if sign.is_removal or sign.is_doubt or sign.is_marked]
        return next(iter((*telling, *filter(remark_in, signs))), OptionSign(False, ""))

    def _twice(self, texts: Sequence[str], place: str) -> None:
        shown = all_of([quoted(text, 40) for text in texts[:3]])
        self.fault("F009", tr("it is answered more than once: {shown}", shown), place)

    def _field(self, address: Address, label: str) -> None:
        rows = self._present(address)
        place = self._place(address)
        by_words: dict[str, str] = {}
        for row in rows:
            text = field_text(row, self._is_own, label)
            by_words.setdefault(tidy(text), text)
            self._stray(struck_text(row, self._is_own), place, "struck", address[0])
        texts = [*by_words.values()]
        if len(texts) > 1:
            texts = [text for text in texts if text.strip()]
        if len(texts) > 1:
            self._twice(texts, place)
        elif texts:
            self.keep(*address[:2], texts[0], place)
        elif not rows and self._shown(address):
            self.cells[address[:2]] = FilledCell("", place)

    def _shown(self, address: Address) -> str:
        line = self.lines.get(address[0])
        return line.shown.get(address[1], "") if line else ""

    def _answer(self, line: FormLine) -> None:
        """Read the answer to a line: the option that is marked, or what is written."""
        place = self.places[line.key]
        labels = {option.code: option.label for option in line.options}
        rows = {code: self._present((line.key, ANSWER, code)) for code, _ in option_rows(line)}
        marked = self._marked(line, labels)
        self.refused |= {line.owner} if marked is None or len(marked) > 1 else set()
        if marked is None:
            return
        if not marked and labels:
            marked = [labels[code] for code in self._left(labels, rows, place)]
        address = line.key, ANSWER, ""
        is_written = has_field(line) or address in self.rows
        if is_written:
            self._field(address, field_label(line))
            cell = self.cells.get((line.key, ANSWER))
            if marked and cell is not None and cell.text.strip():
                marked = [tr(AS_BEFORE), cell.text]
                del self.cells[line.key, ANSWER]
        if len(marked) > 1:
            self._twice(marked, place)
        elif marked:
            self.keep(line.key, ANSWER, marked[0], place)
        elif not is_written and (any(rows.values()) or self._shown(address)):
            self.cells[line.key, ANSWER] = FilledCell("", place)

    def _marked(self, line: FormLine, labels: Mapping[str, str]) -> list[str] | None:
        """Return the words of the options that are marked; None where a mark is in doubt.

        The mark that the form was sent with is known: with a new one beside it, the new one counts.
        """
        rows = option_rows(line)
        signs = {code: self._sign((line.key, ANSWER, code), words) for code, words in rows}
        doubts = [sign for sign in signs.values() if sign.is_doubt]
        if doubts:
            self.doubt(doubts[0].said, self.places[line.key])
            return None
        said = " … ".join(filter(None, (sign.said for sign in signs.values())))
        if said and not any(sign.is_marked or sign.is_removal for sign in signs.values()):
            self.fault("F009", unmarked_message(said), self.places[line.key])
            return None
        for sign in signs.values():
            if not sign.is_marked:  # what is beside a mark is listed already
                self._stray(remark_in(sign), self.places[line.key], address=line.key)
        marked = [labels.get(code, AS_BEFORE) for code, sign in signs.items() if sign.is_marked]
        new = [
            one for one in marked if not is_as_shown(tr(one), self._shown((line.key, ANSWER, "")))
        ]
        if any(sign.is_removal for sign in signs.values()):
            return [*map(tr, new), REMOVE]
        return [*map(tr, new if len(new) == 1 else marked)]

    def _left(
        self, labels: Mapping[str, str], rows: Mapping[str, Sequence[WordRow]], place: str
    ) -> list[str]:
        """Return the one option that is left where all others were deleted."""
        gone = [code for code in labels if deleted_options(rows.get(code, ()))]
        left = [code for code in labels if code not in gone]
        if not gone or not left:
            return []
        if len(left) > 1:
            message = tr(
                "some answers were deleted, and {left} are left: mark one of them", len(left)
            )
            self.fault("F009", message, place)
            return []
        return left

    def _several(self, line: FormLine) -> None:
        """Read the mark at an option of which several can be chosen."""
        address, place = (line.key, ANSWER, ""), self.places[line.key]
        label = f"{line.heading}{OF_LAST_REPORT if line.last else ''}"
        sign = self._sign(address, label)
        group = [one for one in self.form.lines if one.mark and one.unit == line.unit]
        cells = [self.cells.get((line.key, ANSWER)) for line in group]
        says = sign.said or sign.is_marked or any(cell and cell.text for cell in cells)
        if line is group[-1] and not says:
            rows = {line.key: self._present((line.key, ANSWER, "")) for line in group}
            labels = {line.key: line.text for line in group}
            for key in self._left(labels, rows, self.places[group[0].key]):
                self.cells[key, ANSWER] = FilledCell(MARK, self.places[key])
        if sign.is_removal:
            self.keep(*address[:2], REMOVE, place)
        elif sign.is_marked or sign.said:
            self.keep(*address[:2], MARK if sign.is_marked else sign.said, place)
        elif self._present(address) or self._shown(address):
            self.cells.setdefault((line.key, ANSWER), FilledCell("", place))

    def _missing(self, lines: Sequence[FormLine]) -> None:
        """Read why there is no answer: to a question, or to the rows whose letters stand there."""
        head = lines[0]
        given: dict[str, list[str]] = {line.key: [] for line in lines if MISSING in line.takes}
        has_rows = False
        for code, label in MISSING_LABELS.items():
            for row in self._present((head.key, MISSING, code)):
                has_rows = True
                words = field_text(row, self._is_own, missing_label(code), first=1).strip()
                box = sign_at(replace(row, cells=row.cells[:1]), self._is_own, "")
                is_gone = box.is_removal or is_removal(words)
                said = box.said if lines[-1].is_row else ""
                is_marked = sign_at(row, self._is_own, missing_label(code)).is_marked
                if is_only_doubt(words) or (is_only_doubt(said) if said else box.is_doubt):
                    self.doubt(box.said or words, self.places[head.key])
                elif is_gone or words or said or is_marked:
                    text = labelled(label, words) if words else label
                    reason = "" if is_removal(words) else words
                    named = (
                        self._sent_missing(lines, label, reason)
                        if is_gone and (box.is_removal or not said)
                        else self._named(lines, given, said)
                    )
                    for key in given.keys() & named:
                        given[key].append(REMOVE if is_gone else text)
        for key, texts in given.items():
            self._keep_missing(self.lines[key], texts, has_rows=has_rows)

    def _sent_missing(self, lines: Sequence[FormLine], label: str, words: str) -> list[str]:
        """Return the rows that the form was sent with as missing, by the code and the reason.

        A question without rows is itself what is meant, whatever it was sent with.
        """
        if not lines[-1].is_row:
            return [lines[0].key]
        shown = {line.key: parted(self._shown((line.key, MISSING, ""))) for line in lines}
        same = [key for key, (begin, _) in shown.items() if begin == label]
        exact = [key for key in same if tidy(shown[key][1]) == tidy(words)]
        if not same:
            self._ask_which(lines[0], REMOVE)
        return exact or same

    def _keep_missing(self, line: FormLine, given: Sequence[str], *, has_rows: bool) -> None:
        """Keep why there is no answer; what the form was sent with gives way to what is new."""
        place, shown = self.places[line.key], self._shown((line.key, MISSING, ""))
        given = list(dict.fromkeys(given))
        new = [one for one in given if not is_as_shown(one, shown)]
        given = new if len(new) == 1 else given
        if len(given) > 1:
            self._twice(given, place)
        elif given:
            self.keep(line.key, MISSING, given[0], place)
        elif has_rows or shown:
            self.cells[line.key, MISSING] = FilledCell("", place)

    def _named(
        self, lines: Sequence[FormLine], given: Mapping[str, Sequence[str]], letters: str
    ) -> list[str]:
        """Return the keys of the rows whose letters stand there; of the question, for all."""
        head, rows = lines[0], [line for line in lines if line.is_row]
        found = named_rows(letters, [line.letter for line in rows])
        is_all = folded(letters).strip() in listed_words(ALL_ROWS) or (
            is_tick(letters) and not found
        )
        cells = {line.key: self.cells.get((line.key, ANSWER)) for line in rows}
        answered = any(given.get(key) or (cell and cell.text) for key, cell in cells.items())
        if is_all or (not letters and not answered):
            return [head.key] if head.key in given else [line.key for line in rows]
        if found is None:
            self._ask_which(head, letters)
            return []
        return [line.key for line in rows if line.letter in found]

    def _ask_which(self, head: FormLine, written: str) -> None:
        self.fault("F009", tr(_WHICH_ROWS, written=quoted(written)), self.places[head.key])

    # Tables

    def _entry(self, question: str, number: str, row: WordRow, place: str) -> None:
        table = self.tables.get(question)
        if table is None:
            self.warn("F012", tr("{question} is not a table of this part", quoted(question)), place)
            self._row_text(row, place, "answer", question)
            return
        if row.is_deleted:
            return
        cells = self._entry_cells(table, row, place)
        entry = FilledEntry(
            int(number) if number.isdecimal() and len(number) <= _DIGITS else None, cells, place
        )
        self.entries.setdefault(question, []).append(entry)

    def _entry_cells(self, table: FormTable, row: WordRow, place: str) -> dict[str, FilledCell]:
        found = {}
        by_id = {column.id: column for column in table.columns}
        labels = {column.id: column.label for column in table.columns}
        columns = columns_at(labels, self.heads.get(row.table, ()), len(row.cells))
        for index, name in columns.items():
            column = by_id[name]
            text = self.readable(row.cells[index].text, place)
            if text is not None:
                found[column.id] = FilledCell(text, commas([place, column.label.lower()]))
        if row.cells and 0 not in columns:
            self.take_number(table, found, row.cells[0].text, place)
        for index, cell in enumerate(row.cells):
            if index and index not in columns:
                self._stray(cell.text, place, address=table.question)
        return found


def _without_sent(text: str, sent: str, line: FormLine) -> str:
    """Return what was written as an answer, without the number that the form was sent with."""
    written = text.strip()
    if not sent or not written.startswith(sent):
        return text
    behind = written.removeprefix(sent)
    if not behind:
        return line.shown.get(ANSWER, text)
    return text if behind[0].isdecimal() else behind.strip(" ,;.:→>-")


def _behind_label(cell: WordCell, is_own: Callable[[str], bool], line: FormLine) -> str:
    """Return what was written behind the words of a row."""
    if is_own(cell.text):
        return ""
    first, _, rest = cell.kept.partition(line.text)
    return rest.strip() or first.strip()


def _places(form: Form) -> Iterator[tuple[str, str]]:
    """Yield the key of each line with where it stands: `8.1 d`."""
    number = ""
    for line in form.lines:
        is_head = line.is_question or bool(line.takes - {ANSWER})
        number = line.number if is_head else number
        is_part = not is_head and not line.mark
        yield line.key, commas([number, line.text]) if is_part else number
    yield from CLOSING.items()
    yield from OWN_PLACES.items()


FORMAT = FormFormat("docx", write_docx, open_docx)
