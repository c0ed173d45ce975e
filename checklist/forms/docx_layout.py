"""Where the fields of a Word form stand, how a row names its field, and what was written there.

Each field has an address, hidden in the cell of its label: the cells of a row up to the next label
are its own. In a grid a row has the address, and the head of the table says which column is what.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from checklist.answer_types.answer import MISSING_LABELS
from checklist.answer_types.answer import REASONS as MISSING_REASONS
from checklist.answer_types.interface import Option
from checklist.forms.form import (
    ANSWER,
    CLOSING,
    CONFIDENTIAL,
    EVIDENCE,
    MISSING,
    NOTE,
    Form,
    FormLine,
    questions_in,
)
from checklist.forms.word_document import Address, WordCell, WordRow, bookmark_name
from checklist.forms.words import (
    AS_BEFORE,
    MARK,
    TICKS,
    at_option,
    has_remark,
    is_as_shown,
    is_confidential,
    is_doubt,
    is_only_doubt,
    is_removal,
    is_tick,
    without_boxes,
)
from checklist.text.languages import MARKS, runs_from_right
from checklist.text.list_numbers import BESIDE_LETTERS, row_letters
from checklist.text.messages import Message, Texts, labelled, tr
from checklist.text.paragraphs import evenly_spaced
from checklist.text.wrapping import longest_word, width_of

OWN_TEXTS = "texts"
"""The name under which it carries the marks of its own texts."""
ENTRY, TABLE, NEW = "entry", "table", "+"
"""The words in the address of a row of a table, in that of its head, and of an added entry."""
ROW, GRID = "row", "grid"
"""The words in the address of a row of a grid, and in that of its head."""
BEFORE = "as-before"
"""The code of the option “As before”."""

MOST_OPTIONS = 40
"""The most options that stand in rows of their own; the names of all States do not."""

LABELS = Texts(
    {EVIDENCE: "Law and article, link:", NOTE: "Remark:", CONFIDENTIAL: "Do not publish"}
)
"""The words of the rows below an answer."""
LINK_LABEL = Message("Web address:")
"""The words where only links are evidence."""
OF_ALL_ROWS = Texts({NOTE: "Remark, all rows:", CONFIDENTIAL: "Do not publish (all rows)"})
"""The words below a grid, where they are those of the question."""
OF_LAST_REPORT = Message("(last report)")
"""The words behind an option that the last report had."""
YOUR_ANSWER = Message("Your answer:")
ALL_ROWS = Message("all", "what is written in a form in place of the letters of rows")
"""What stands for the letters of all rows."""
LETTERS = "#letters"
"""The key of what explains, below each grid, the letters of rows."""
OWN_PLACES: Mapping[str, str] = Texts(
    {
        "#letterhead": "Place for your letterhead",
        "#reference": "Our reference:",
        "#dated": "Date of your letter:",
        LETTERS: "On the left: letters of rows without an answer, such as a, c–e, or “all”.",
        "#signature": "Signature and stamp:",
    }
)
"""The words at places that are no fields, by their keys: what is written there is only listed."""


def text_mark(text: str) -> str:
    """Return the mark of a text of the form's own, by which it is known however it is wrapped."""
    text = re.sub(f"[{''.join(MARKS)}]", "", text)
    return hashlib.sha256(evenly_spaced(text).encode()).hexdigest()[:8]


def missing_label(code: str) -> str:
    """Return the words of a row for answers that are missing."""
    return (
        tr("{missing_labels}, because:", MISSING_LABELS[code])
        if MISSING_REASONS[code]
        else MISSING_LABELS[code]
    )


def lists_options(line: FormLine) -> bool:
    """Whether the options of a line stand in rows of their own."""
    return 0 < len(line.options) <= MOST_OPTIONS


def option_rows(line: FormLine) -> Iterator[tuple[str, str]]:
    """Yield the code and the words of each row at which one can be marked."""
    if line.can_confirm:
        yield tr(BEFORE), tr(AS_BEFORE)
    if lists_options(line):
        for number, option in enumerate(line.options, 1):
            yield option.code, f"{number}  {option.label}"


def field_label(line: FormLine) -> str:
    """Return the words before the field of an answer, or of a part of it."""
    if line.is_question or line.takes - {ANSWER}:
        return tr(YOUR_ANSWER)
    return labelled(line.text)


def has_field(line: FormLine) -> bool:
    """Whether the answer to a line is written, not marked."""
    return line.read is not None and bool(line.unit) and not lists_options(line)


def is_boxed(address: Address) -> bool:
    """Whether a label has a box before it, not only cells behind it."""
    key, column, code = address
    is_option = column == ANSWER and (bool(code) or "#" in key)
    return not key.startswith("#") and (is_option or column in {CONFIDENTIAL, MISSING})


# Grids

Column = tuple[str, str]
"""A column of a form, and the code of the option that a mark in it chooses; that can be empty."""


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows of a question with the same options, which are one table."""

    question: str
    number: int
    """Its number among the grids of its question, from 1."""
    rows: Sequence[FormLine]
    labels: Mapping[Column, str]
    """The headings of its columns, but for that of the rows."""

    @property
    def options(self) -> Sequence[Option]:
        """The options of the row that has most: the others have the first of them."""
        return max((line.options for line in self.rows), key=len)

    @property
    def has_numbers(self) -> bool:
        """Whether answers are written in one column, as the options are long, or not listed."""
        return (ANSWER, "") in self.labels

    @property
    def address(self) -> Address:
        """The address of its head."""
        return self.question, GRID, str(self.number)

    def printed(self, line: FormLine) -> str:
        """Return the number of the option that a row was sent with, where numbers are written."""
        shown = line.shown.get(ANSWER, "")
        numbers = [
            n for n, option in enumerate(line.options, 1) if is_as_shown(option.label, shown)
        ]
        return str(numbers[0]) if numbers and self.has_numbers else ""

    def row_address(self, line: FormLine) -> Address:
        """Return the address of a row."""
        return line.key, ROW, self.printed(line)


def grids_of(form: Form, lines: Sequence[FormLine]) -> Sequence[Grid]:
    """Return the grids of a question: rows are together while the options of all begin alike."""
    groups: list[list[FormLine]] = []
    for line in (line for line in lines if line.is_row):
        last = max(groups[-1], key=lambda line: len(line.options)).options if groups else None
        is_alike = last is not None and all(
            mine.label == other.label for mine, other in zip(line.options, last, strict=False)
        )
        if is_alike and bool(last) == bool(line.options):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [
        Grid(lines[0].question, number, rows, _labels(form, rows))
        for number, rows in enumerate(groups, 1)
    ]


def _labels(form: Form, rows: Sequence[FormLine]) -> Mapping[Column, str]:
    options = max((line.options for line in rows), key=len)
    labels: dict[Column, str] = {}
    width = sum(option_width(option.label) for option in options)
    if 0 < width <= _MOST_WIDE and all(map(lists_options, rows)):
        if any(line.can_confirm for line in rows):
            labels[ANSWER, BEFORE] = tr(AS_BEFORE)
        labels |= {(ANSWER, option.code): option.label for option in options}
    else:
        labels[ANSWER, ""] = tr(ANSWER_HEAD)
    takes = {column for line in rows for column in line.takes}
    for column in (EVIDENCE, NOTE, CONFIDENTIAL):
        if column in takes:
            labels[column, ""] = label_of(form, rows[0], column).rstrip(":")
    return labels


def option_width(label: str) -> int:
    """Return the width of a column that has an option as its head, in twentieths of a point."""
    letter = letter_width(label, 95)
    return max(longest_word([label]) * letter, width_of(label) * letter // 3) + 160


def head_width(label: str) -> int:
    """Return the width, in the same, of a column of which no word of its bold head is broken."""
    return max(SMALL, longest_word([label]) * letter_width(label, 115) + 200)


def letter_width(text: str, usual: int) -> int:
    """Return the width of a letter, of which those from right to left and Cyrillic need more."""
    is_wide = runs_from_right(text) or re.search("[\u0400-\u04ff]", text)
    return usual * 4 // 3 if is_wide else usual


SMALL = 780
"""The least width of a column of marks, in twentieths of a point."""
_MOST_WIDE = 3_700
"""The most width of the columns of options, with which the rows have room for their words."""
ANSWER_HEAD = Message("Answer")


def label_of(form: Form, line: FormLine, column: str) -> str:
    """Return the words before the field of a column."""
    answer_type = form.answer_type(line)
    if line.is_question and answer_type.rows():
        return OF_ALL_ROWS[column]
    is_link = column == EVIDENCE and not answer_type.cites_register
    return tr(LINK_LABEL if is_link else LABELS[column])


def _labels_of(form: Form) -> Iterator[tuple[Address, str]]:
    """Yield the address of each field of a form with the words that stand at it.

    The head of a table, and an entry of it, have none.
    """
    for lines in questions_in(form.lines):
        for line in lines:
            if not line.is_row:
                yield from _own_labels(form, line)
        grids = grids_of(form, lines)
        if grids:
            yield (LETTERS, ANSWER, lines[0].question), OWN_PLACES[LETTERS]
        for grid in grids:
            yield grid.address, ""
            yield from ((grid.row_address(line), row_label(line)) for line in grid.rows)
        if any(MISSING in line.takes for line in lines):
            yield from (((lines[0].key, MISSING, c), missing_label(c)) for c in MISSING_LABELS)
    yield from (((key, ANSWER, ""), labelled(words)) for key, words in CLOSING.items())
    yield from (((key, ANSWER, ""), words) for key, words in OWN_PLACES.items() if key != LETTERS)
    for table in form.tables:
        yield (table.question, TABLE, ""), ""
        yield from (((table.question, ENTRY, str(entry.number)), "") for entry in table.entries)


def _own_labels(form: Form, line: FormLine) -> Iterator[tuple[Address, str]]:
    if line.mark:
        yield (line.key, ANSWER, ""), line.heading
    elif ANSWER in line.takes:
        yield from (((line.key, ANSWER, code), words) for code, words in option_rows(line))
        if has_field(line):
            yield (line.key, ANSWER, ""), field_label(line)
    for column in (EVIDENCE, NOTE, CONFIDENTIAL):
        if column in line.takes:
            yield (line.key, column, ""), label_of(form, line, column)


def row_label(line: FormLine) -> str:
    """Return the words of a row of a grid."""
    return f"{line.letter}\t{line.text}"


def named_rows(text: str, letters: Sequence[str]) -> set[str] | None:
    """Return the letters of rows that a text names: `a, c-e`; None where it names none, or others.

    Args:
        text: The text, which can have the number of the question, too.
        letters: The letters of the rows that there are.
    """
    found = re.findall(r"[^\W\d_]+|[-–—]", re.sub(r"\d+(\.\d+)*", " ", text))
    words = [row_letters(word) for word in found if word.casefold() not in BESIDE_LETTERS]
    named: set[str] = set()
    for at, word in enumerate(words):
        if (
            word in "-–—"
            and 0 < at < len(words) - 1
            and {words[at - 1], words[at + 1]} <= {*letters}
        ):
            named |= {*letters[letters.index(words[at - 1]) : letters.index(words[at + 1])]}
        elif word in letters:
            named.add(word)
        else:
            return None
    return named or None


Name = TypeVar("Name")


def columns_at(labels: Mapping[Name, str], heads: Sequence[str], cells: int) -> Mapping[int, Name]:
    """Return the columns of a row by the index of their cells.

    They are known by their headings, as a column can have been put in or taken away; where the row
    has another number of cells than its heading, they stand where the form had them.

    Args:
        labels: The headings of all columns but the first, by their names.
        heads: The headings that stand in the file; empty where there are none.
        cells: The number of cells of the row.
    """
    usual = dict(enumerate(labels, 1))
    if len(heads) != cells:
        return {index: name for index, name in usual.items() if index < cells}
    named = {tidy_words(label): name for name, label in labels.items()}
    found = {
        at: named[tidy_words(head)] for at, head in enumerate(heads) if tidy_words(head) in named
    }
    known = {*found.values()}
    others = {
        index: name
        for index, name in usual.items()
        if index < cells and index not in found and name not in known
    }
    return {**found, **others}


def tidy_words(text: str) -> str:
    """Return words with single spaces, to compare them."""
    return evenly_spaced(text).casefold()


class Fields:
    """The fields of a form: by their hidden addresses, their bookmarks, or their words."""

    def __init__(self, form: Form) -> None:
        labels = list(_labels_of(form))
        self.by_bookmark = {bookmark_name(address): address for address, _ in labels}
        words = [(_question_of(address), tidy_words(label)) for address, label in labels]
        times = Counter(words)
        self.by_words = {
            said: address
            for said, (address, label) in zip(words, labels, strict=True)
            if label and times[said] == 1
        }
        self.by_heading = {
            tidy_words(line.heading): line.question for line in form.lines if line.is_question
        }
        self.question = ""
        """The question in which the reading is: by its heading, or by the last address."""

    def pass_heading(self, text: str) -> None:
        """Note the heading of a question."""
        self.question = self.by_heading.get(tidy_words(text), self.question)

    def found_in(self, row: WordRow) -> list[tuple[Address, list[WordCell]]]:
        """Return the fields of a row, each with its cells."""
        known = [*self._known(row.cells, self._hidden)] or [*self._known(row.cells, self._shown)]
        if not known:
            return []
        self.question = _question_of(known[-1][1])
        if known[0][1][1] in {ENTRY, TABLE, GRID, ROW}:
            return [(known[0][1], row.cells)]
        labels = [-1, *(at for at, _ in known)]
        starts = [
            max(at - is_boxed(address), before + 1)
            for (at, address), before in zip(known, labels, strict=False)
        ]
        ends = [*starts[1:], len(row.cells)]
        return [
            (address, row.cells[start:end])
            for (_, address), start, end in zip(known, starts, ends, strict=True)
        ]

    @staticmethod
    def _known(
        cells: Sequence[WordCell], address_of: Callable[[WordCell], Address | None]
    ) -> Iterator[tuple[int, Address]]:
        for at, cell in enumerate(cells):
            address = address_of(cell)
            if address is not None:
                yield at, address

    def _hidden(self, cell: WordCell) -> Address | None:
        marked = (self.by_bookmark[name] for name in cell.bookmarks if name in self.by_bookmark)
        return cell.address or next(marked, None)

    def _shown(self, cell: WordCell) -> Address | None:
        return self.by_words.get((self.question, tidy_words(cell.text.partition("\n")[0])))


def _question_of(address: Address) -> str:
    key, _, code = address
    return code if key.startswith("#") else key.partition("/")[0].partition("#")[0]


# What stands in a row

_OURS = frozenset({"", "auto", "ffffff", "e7ecf3", "fffbea"})


@dataclass(frozen=True, slots=True)
class OptionSign:
    """What stands at an option."""

    is_marked: bool
    """Whether it is marked: with a sign, by highlighting or a colour."""
    said: str
    """What was written in its box and beside its words."""
    is_other_number: bool = False
    """Whether the number of another option stands there."""

    @property
    def is_removal(self) -> bool:
        """Whether the answer is taken away there."""
        return is_removal(self.said)

    @property
    def is_doubt(self) -> bool:
        """Whether the sign says that the answer is uncertain."""
        is_unclear = self.is_other_number or is_only_doubt(self.said)
        return is_unclear or (not self.is_marked and is_doubt(self.said))


def sign_at(row: WordRow, is_own: Callable[[str], bool], label: str) -> OptionSign:
    """Return what stands at an option: in its box, beside its words, or as their look.

    Args:
        row: The row.
        is_own: Whether a text is one of the form's own.
        label: The words of the row.
    """
    if not row.cells:
        return OptionSign(False, "")
    first, *others = row.cells
    box = at_option(first.kept)
    number = label.partition(" ")[0]
    beside = [_beside_label(cell.kept, is_own, label) for cell in others]
    said = " ".join(filter(None, [box, *beside]))
    words = " ".join(beside).split()
    has_tick = bool(words) and any(one.casefold() in TICKS for one in (words[0], words[-1]))
    name = others[0] if others else WordCell()
    is_coloured = any(one.fill not in _OURS for one in (first, name))
    is_marked = (
        is_tick(box) or is_coloured or has_tick or (name.is_marked and bool(name.kept.strip()))
    )
    is_other = box.isdecimal() and number.isdecimal() and box not in {number, "0", "1"}
    is_marked = is_marked and not (is_doubt(box) or is_removal(said) or is_other)
    return OptionSign(is_marked, said, is_other)


def remark_in(sign: OptionSign) -> str:
    """Return what was written at an option, apart from a sign that marks it."""
    if not has_remark(sign.said):
        return ""
    return " ".join(one for one in sign.said.split() if one.casefold() not in TICKS)


def deleted_options(rows: Sequence[WordRow]) -> bool:
    """Whether an option was deleted: its row, its words, or a line is drawn through them."""
    return not any(cell.kept.strip() for row in rows for cell in row.cells[1:])


def confidential_text(row: WordRow, is_own: Callable[[str], bool], label: str) -> str:
    """Return what says at “Do not publish” that an answer is confidential, or that it is not.

    Struck out words are among it, because only a word such as `no` says that an answer is public.

    Args:
        row: The row.
        is_own: Whether a text is one of the form's own.
        label: The words of the row.
    """
    *boxes, name = row.cells or [WordCell()]
    texts = [*(cell.text for cell in boxes), _beside_label(name.text, is_own, label)]
    said = [text for text in texts if without_boxes(text)]
    removals = [text for text in said if is_removal(text)]
    text = removals[0] if removals else " ".join(said)
    is_marked_otherwise = row.has_picture or sign_at(row, is_own, label).is_marked
    return MARK if is_marked_otherwise and not (removals or is_confidential(text)) else text


def _beside_label(text: str, is_own: Callable[[str], bool], label: str) -> str:
    """Return what was written in a cell beside the words of its row.

    Words of the row that were taken away say nothing.
    """
    if is_own(text):
        return ""
    said, words = evenly_spaced(text), evenly_spaced(label)
    for name in (words, words.partition(" ")[2] if words[:1].isdigit() else ""):
        parts = re.split(re.escape(name), said, maxsplit=1, flags=re.IGNORECASE) if name else ()
        if len(parts) > 1:
            said = " ".join(filter(None, (part.strip(" :;,") for part in parts)))
            break
    return "" if {*said.casefold().split()} <= {*words.casefold().split()} else said


def struck_text(row: WordRow, is_own: Callable[[str], bool]) -> str:
    """Return what is struck out in a field of which nothing is left."""
    texts = [cell.text for cell in row.cells if not (cell.kept.strip() or is_own(cell.text))]
    return "\n".join(filter(str.strip, texts))


def field_text(row: WordRow, is_own: Callable[[str], bool], label: str, first: int = 0) -> str:
    """Return what was written in a field, in its cell or behind its label, and not struck out.

    Args:
        row: Its row.
        is_own: Whether a text is one of the form's own.
        label: The label.
        first: The number of the cell that has the label.
    """
    if len(row.cells) <= first:
        return ""
    name, *others = row.cells[first:]
    texts = [cell.kept for cell in others]
    if not is_own(name.text):
        _, found, behind = name.kept.partition(label) if label else name.kept.partition(":")
        texts.insert(0, behind.strip() if found else name.kept)
    filled = [text for text in texts if text.strip()]
    return "\n".join(filled)
