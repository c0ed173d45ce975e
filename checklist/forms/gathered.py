"""What a form says so far, as it is read: contents by address, and what could not be read.

The fields for laws and links, and the tables of entries, are read here, as answers cite the laws
of a table.
"""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Any

from checklist.answer_types.evidence import MAX_EVIDENCE, CitationHelp, article_of, read_reference
from checklist.answer_types.interface import Option, Refusal
from checklist.answer_types.refusal import CompletedRefusal
from checklist.answer_types.short_name import short_name, spelled_as_name
from checklist.answer_types.table_columns import MAX_ENTRIES
from checklist.diagnostics import Severity
from checklist.forms.filled import FilledCell, FilledEntry, FormReading, Noting
from checklist.forms.form import (
    ANSWER,
    MISSING,
    REMARK,
    FormColumn,
    FormEntry,
    FormLine,
    FormTable,
)
from checklist.forms.words import (
    WHY_NO_ANSWER,
    confirms,
    folded,
    is_as_shown,
    is_removal,
    names_missing,
    option_doubt_message,
    read_missing,
    tidy,
    unspelled,
)
from checklist.ministries.returned import Returned
from checklist.text.messages import Message, grouped, in_quotes, tr
from checklist.text.sanitize import quoted

Read = Callable[[str], Any]
"""Returns the content of an entry, or raises `Refusal`."""


def read_entry(read: Read, text: str) -> Any:
    """Return the content of a field; what it lacks is added, and signs at its end are left out.

    Args:
        read: Reads the text of the field.
        text: The text.

    Raises:
        Refusal: It means nothing that is allowed.
    """
    try:
        return read(text)
    except CompletedRefusal as refusal:
        return read(refusal.completed(text))
    except Refusal:
        other = text.rstrip(" .,;")
        if other and other != text:
            with suppress(Refusal):
                return read(other)
        raise


_NOTHING_TO_CONFIRM = Message(
    "{entry}: there is no answer of a last report here to confirm; write the answer"
)
_WHY_IN_ROW = Message(
    "{entry} says why there is no answer, and has a place of its own: in Word, write the letter "
    "{letter} below the table, beside these words; on a page, use the field {column}"
)
_WHY = Message(
    "{entry} says why there is no answer, and has a place of its own: in Word, mark it below the "
    "answer; on a page, use the field {column}"
)


def pointing(read: Read, line: FormLine) -> Read:
    """Return a reader that says of words that are no answer to a line where they have their place.

    The reader that is returned refuses what the other refuses.
    """

    def checked(text: str) -> Any:
        try:
            return read(text)
        except Refusal:
            if confirms(text):
                raise Refusal(tr(_NOTHING_TO_CONFIRM, quoted(text))) from None
            if MISSING not in line.takes or not names_missing(text):
                raise
            column = in_quotes(tr(WHY_NO_ANSWER))
            if line.is_row:
                raise Refusal(tr(_WHY_IN_ROW, quoted(text), line.letter, column)) from None
            raise Refusal(tr(_WHY, quoted(text), column)) from None

    return checked


_TOO_LONG = Message(
    "The text has {length} characters; at most {most} are allowed. It is not taken: shorten it in "
    "the form"
)


class Gathered(Noting):
    """What was given, taken away and refused so far in one form."""

    def __init__(self, filled: FormReading) -> None:
        self.filled, self.form = filled, filled.form
        self.findings, self.stray = filled.findings, filled.stray
        self.base = filled.form.part.base
        self.given: dict[str, Any] = {}
        self.removed: set[str] = set()
        self.said: set[str] = set()  # also where it is what was there
        self.confirmed: set[str] = set()
        self.refused = {*filled.refused}  # the owners of what was written and cannot be read
        self.titles: dict[str, str] = {}  # of laws, by the addresses of their entries
        self.added_laws: dict[str, str] = {}  # their short names, by the numbers of their entries
        self.law_names: dict[str, str] = {}  # short names of laws by how they are written
        self.gone: set[str] = set()  # the owners of answers that were taken away
        self.emptied: dict[str, str] = {}
        self.places: dict[str, str] = {}
        self.empty = 0
        self.laws: Sequence[Option] = ()

    def returned(self, file: str) -> Returned:
        """Return what was read."""
        removed = self.removed & (self.base.keys() | self.places.keys())
        touched = {*self.given, *removed, *self.confirmed}
        unchanged = sum(at not in touched and not at.endswith("/carried") for at in self.base)
        counted = {at for at in touched if not at.endswith("/carried")}
        errors = sum(finding.severity is Severity.ERROR for finding in self.findings)
        return Returned(
            file=file,
            identity=self.filled.record.identity,
            base=self.base,
            given=self.given,
            removed=frozenset(self.removed),
            confirmed=frozenset(self.confirmed),
            emptied=self.emptied,
            places=self.places,
            fields=len(counted) + unchanged + self.empty + errors,
            left_empty=self.empty,
            stray=self.stray,
            findings=self.findings,
            remark=self._closing(REMARK),
        )

    def _closing(self, key: str) -> str:
        cell = self.filled.cells.get((key, ANSWER))
        return tidy(cell.text) if cell else ""

    def _cell(self, line: FormLine, column: str) -> FilledCell | None:
        """Return a cell that was touched and has a content; note one that was emptied."""
        cell = self.filled.cells.get((line.key, column))
        text = cell.text.strip() if cell else ""
        if cell is None or is_as_shown(text, line.shown.get(column, "")):
            return None
        if not text:
            at = line.unit or line.owner if column == ANSWER else f"{line.owner}/{column}"
            self.emptied[at] = cell.place
            return None
        return FilledCell(unspelled(text), cell.place)

    def _give(
        self, unit: str, cell: FilledCell, read: Read, owner: str = "", *, most: int | None = None
    ) -> None:
        """Take the content of a cell, or note why it is none, and of which answer."""
        if most is not None and len(cell.text) > most:
            self._refuse_long(cell, most)
            self.refused.add(owner)
            return
        try:
            content = read_entry(read, cell.text)
        except Refusal as refusal:
            message = str(refusal)
            self.fault("F007", message.rstrip("."), cell.place)
            self.refused.add(owner)
            return
        self.places[unit] = cell.place
        self.said.add(unit)
        if self.base.get(unit) != content:
            self.given[unit] = content
        elif f"{unit.partition('/')[0]}/carried" in self.base:
            self.confirmed.add(unit)

    def _refuse_long(self, cell: FilledCell, most: int) -> None:
        """Note that a text is too long for its field."""
        message = tr(_TOO_LONG, grouped(len(cell.text)), grouped(most))
        self.fault("F007", message, cell.place)

    def _doubt(self, cell: FilledCell, owner: str) -> None:
        self.doubt(cell.text, cell.place)
        self.refused.add(owner)

    def _doubts(self, cells: Mapping[str, FilledCell], firm: Sequence[str], owner: str) -> None:
        """Ask about the doubtful marks of a list, and about no other.

        Args:
            cells: The marks in doubt, by the words of their options.
            firm: The words of the options that are marked without a doubt.
            owner: The address of the answer.
        """
        for option, cell in cells.items():
            message = option_doubt_message(cell.text, option, firm)
            self.fault("F007", message, cell.place)
        self.refused.add(owner)

    def _remove(self, unit: str, place: str) -> None:
        """Take a unit away, even if an earlier return of this form gave it."""
        self.removed.add(unit)
        self.places[unit] = place


def beginnings(address: str) -> Iterator[str]:
    """Yield an address, and that of each question, row and entry in which it stands."""
    while address:
        yield address
        address = address.rpartition("/")[0]


# The laws and links of a field, as clerks fill it in: `Loi 27-14, art. 8 <https://…>`

_ADDRESS = re.compile(r'(?i)(?:https?://|www\.)[^\s<>"]+')
_AROUND = " \t,.:<>()[]–—-"
"""What stands between the words of a source and its address."""
_BEHIND = ".,:)]"
"""What stands behind an address and is not of it."""
_MOST_WORDS = 20
"""The most words of a name of a law that is looked for."""
_LONGEST = 50
"""The most characters of a short name that is made of a longer one."""


@dataclass(slots=True)
class Sources:
    """What a field for laws and links says."""

    references: list[dict[str, str]] = field(default_factory=list)
    refusals: list[str] = field(default_factory=list)
    """Why a part of it is no reference, as sentences."""
    beside: list[str] = field(default_factory=list)
    """The words beside an address, where no law can be cited."""


def read_sources(
    laws: Sequence[Option], names: Mapping[str, str], text: str, *, takes_laws: bool
) -> Sources:
    """Return what a field says: each part that is a reference, and the others with a reason.

    Args:
        laws: The register of laws.
        names: The short names of laws by how somebody wrote them, folded.
        text: The text of the field.
        takes_laws: Whether a law can be cited; otherwise only addresses.
    """
    found, words = Sources(), CitationHelp.in_form()
    parts = [*filter(None, _parts(text))]
    if len(parts) > 2 * MAX_EVIDENCE:
        found.refusals.append(tr("Write at most {max_evidence} references.", MAX_EVIDENCE))
        return found
    for part in parts:
        is_address = _ADDRESS.fullmatch(part) is not None
        if not (is_address or takes_laws) and _ADDRESS.search(text):
            found.beside.append(part)
            continue
        try:
            reference = _named(laws, names, part) if takes_laws and not is_address else None
            found.references.append(reference or _reference(laws, words, part, not takes_laws))
        except Refusal as refusal:
            found.refusals.append(str(refusal))
    if len(found.references) > MAX_EVIDENCE:
        found.refusals.append(tr("Write at most {max_evidence} references.", MAX_EVIDENCE))
        del found.references[MAX_EVIDENCE:]
    return found


def _parts(text: str) -> Iterator[str]:
    """Yield the parts of a text: what semicolons and line breaks divide, and addresses in them."""
    for part in re.split(r"[;；؛\n]", text):
        at = 0
        for address in _ADDRESS.finditer(part):
            yield part[at : address.start()].strip(_AROUND)
            yield address[0].rstrip(_BEHIND)
            at = address.end()
        yield part[at:].strip(_AROUND if at else "")


def _reference(
    laws: Sequence[Option], words: CitationHelp, part: str, is_link: bool
) -> dict[str, str]:
    try:
        return read_reference(laws, words, part, is_link=is_link)
    except CompletedRefusal as refusal:
        return read_reference(laws, words, refusal.completed(part), is_link=is_link)


def _named(laws: Sequence[Option], names: Mapping[str, str], part: str) -> dict[str, str] | None:
    """Return the reference to the law whose name begins a text; the longest name counts."""
    codes = {law.code for law in laws}
    steps = [match.end() for match in re.finditer(r"\S+", part)]
    for end in reversed(steps[:_MOST_WORDS]):
        name = part[:end].strip(" ,")
        code = names.get(folded(name), spelled_as_name(name))
        if code in codes:
            article = article_of(part[end:].strip(" ,"))
            return {"law": code, "article": article} if article else {"law": code}
    return None


def law_name(text: str, title: str, taken: Collection[str]) -> str:
    """Return the short name for a law whose short name is written otherwise: `loi-27-14`.

    Args:
        text: What stands in the field for the short name.
        title: The title of the law.
        taken: The short names that are taken.
    """
    name = spelled_as_name(text)[:_LONGEST].strip("-")
    if not re.search("[a-z]", name):  # of a script that is not Latin
        name = f"law-{name}" if name else short_name(title, taken)
    free, number = name, 2
    while free in taken:
        free, number = f"{name}-{number}", number + 1
    return free


# Tables


class TableReading(Gathered):
    """The reading of the tables of one form."""

    def _table(self, table: FormTable) -> None:
        known = {entry.number: entry for entry in table.entries}
        lines = self.filled.entries.get(table.question, ())
        first, last = table.next_number, table.next_number + MAX_ENTRIES
        added = {line.number for line in lines if line.number and first <= line.number < last}
        next_free = max(added, default=first - 1) + 1
        seen: set[int] = set()
        register = self.form.part.questionnaire.head.laws
        for filled in lines:
            number = filled.number or 0
            own = known.get(number) if number not in seen else None
            if own is None and not any(tidy(cell.text) for cell in filled.cells.values()):
                continue
            # A line that was copied or inserted is another one than those with a number.
            if number in seen or not (own or number in added):
                number, next_free = next_free, next_free + 1
            seen.add(number)
            title = filled.cells.get(register.citation) if register else None
            self.titles[f"{table.question}/{number}"] = title.text if title else ""
            if number > MAX_ENTRIES:
                message = tr("a table has at most {max_entries} entries", MAX_ENTRIES)
                self.fault("F007", message, filled.place)
            else:
                self._entry(table, filled, number, own)

    def _entry(
        self, table: FormTable, filled: FilledEntry, number: int, own: FormEntry | None
    ) -> None:
        """Take an entry: one that the form was sent with, or a new one."""
        at = f"{table.question}/{number}"
        if _is_entry_removal(table, filled):
            known = [unit for unit in self.base if unit.startswith(f"{at}/")]
            for unit in known or [at]:
                self._remove(unit, filled.place)
            return
        for column in table.columns:
            cell = filled.cells.get(column.id, FilledCell("", filled.place))
            cell = replace(cell, text=cell.text.strip())
            unit = f"{at}/{column.id}"
            if is_as_shown(cell.text, own.cells.get(column.id, "") if own else ""):
                continue
            if not cell.text:
                self.emptied[unit] = cell.place
            elif is_removal(cell.text):
                known = [one for one in (unit, f"{unit}/{MISSING}") if one in self.base]
                for one in known or [unit]:
                    self._remove(one, cell.place)
            else:
                self._give_cell(unit, cell, column, is_new=own is None, table=table)

    def _give_cell(
        self, unit: str, cell: FilledCell, column: FormColumn, *, is_new: bool, table: FormTable
    ) -> None:
        """Take a cell. What the authority is not asked for is only listed, unless it is new."""
        cell = replace(cell, text=unspelled(cell.text))
        is_outside = not is_new and table.is_register
        read = column.read
        is_missing = names_missing(cell.text)
        is_law_name = not is_missing and self._is_law_name(table, column)
        if is_missing:
            unit, read = f"{unit}/{MISSING}", lambda text: read_missing(text)
        elif is_law_name:
            cell = self._law_name(unit, cell, column)
        self._give(unit, cell, read, most=column.most)
        if is_outside and unit in self.given:
            del self.given[unit]
            self.beside(cell.text, cell.place, "answer", unit)
        elif is_law_name and unit in self.given:
            self.added_laws[unit.split("/")[1]] = self.given[unit]

    def _is_law_name(self, table: FormTable, column: FormColumn) -> bool:
        register = self.form.part.questionnaire.head.laws
        return register is not None and (table.question, column.id) == (
            register.question,
            register.name,
        )

    def _law_name(self, unit: str, cell: FilledCell, column: FormColumn) -> FilledCell:
        """Return the cell with the short name of a law, made of what is written where need be."""
        try:
            column.read(cell.text)
        except Refusal:
            number = unit.split("/")[1]
            taken = {law.code for law in self.form.part.laws}
            taken |= {name for entry, name in self.added_laws.items() if entry != number}
            made = law_name(cell.text, self.titles.get(unit.rpartition("/")[0], ""), taken)
            self.law_names[folded(cell.text)] = made
            return replace(cell, text=made)
        return cell

    def _register(self) -> Sequence[Option]:
        """Return the laws that an answer can cite: those that came along, and those added."""
        register = self.form.part.questionnaire.head.laws
        known = list(self.form.part.laws)
        if register is None:
            return known
        for number, name in self.added_laws.items():
            citation = self.given.get(f"{register.question}/{number}/{register.citation}", name)
            known.append(Option.model_construct(code=name, label=str(citation)))
        return known


def _is_entry_removal(table: FormTable, filled: FilledEntry) -> bool:
    """Whether an entry of a table is taken away: in its first column."""
    cell = filled.cells.get(table.columns[0].id)
    return cell is not None and is_removal(cell.text)
