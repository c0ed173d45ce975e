"""What a form says so far, as it is read: contents by address, and what could not be read."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Any

from checklist.answer_types.interface import Option, Refusal
from checklist.answer_types.refusal import CompletedRefusal
from checklist.answer_types.written_date import date_in_words
from checklist.diagnostics import Severity
from checklist.forms.filled import FilledCell, FormReading, Noting
from checklist.forms.form import (
    ANSWER,
    CLEARED_BY,
    CLEARED_ON,
    FILLED_IN_BY,
    MISSING,
    REMARK,
    FormLine,
)
from checklist.forms.words import (
    WHY_NO_ANSWER,
    confirms,
    doubt_message,
    is_as_shown,
    names_missing,
    option_doubt_message,
    tidy,
    unspelled,
)
from checklist.ministries.returned import LongText, Returned
from checklist.text.messages import Message, grouped, in_quotes, tr
from checklist.text.sanitize import quoted

Read = Callable[[str], Any]
"""Returns the content of an entry, or raises `Refusal`."""


class OtherVersionError(Exception):
    """The number of an option is that of another version of the questionnaire."""


def refusing_numbers(read: Read) -> Read:
    """Return a reader that refuses numbers of options, because they may be others now.

    The reader that is returned raises `OtherVersionError` for a number.
    """

    def checked(text: str) -> Any:
        if text.isdecimal():
            raise OtherVersionError
        return read(text)

    return checked


def read_either(read: Read, text: str, otherwise: str = "") -> Any:
    """Return the content of a cell, or of what it can mean otherwise; what it lacks is added.

    Args:
        read: Reads the text of the cell.
        text: The text.
        otherwise: What it can mean otherwise; empty for nothing.

    Raises:
        Refusal: It means nothing that is allowed.
        OtherVersionError: It is the number of an option of another version.
    """
    try:
        return read(text)
    except CompletedRefusal as refusal:
        return read(refusal.completed(text))
    except Refusal as refusal:
        for other in (otherwise, text.rstrip(" .,;")):
            if other and other != text:
                with suppress(Refusal):
                    return read(other)
        if otherwise:
            day = date_in_words(otherwise)
            raise Refusal(tr("{refusal} As a day, the cell says {day}.", refusal, day)) from None
        raise


_NOTHING_TO_CONFIRM = Message(
    "{entry}: there is no answer of a last report here to confirm; write the answer"
)
_WHY_IN_ROW = Message(
    "{entry} says why there is no answer, and has a place of its own: in Word, write the letter "
    "{letter} below the table, beside these words; in a workbook, use the column {column}"
)
_WHY = Message(
    "{entry} says why there is no answer, and has a place of its own: in Word, mark it below the "
    "answer; in a workbook, use the column {column}"
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
            letter = line.number.rpartition(" ")[2]
            if line.owner == line.question:
                raise Refusal(tr(_WHY, quoted(text), column)) from None
            raise Refusal(tr(_WHY_IN_ROW, quoted(text), letter, column)) from None

    return checked


_TOO_LONG = Message(
    "The text has {length} characters; at most {most} are allowed. It is kept whole in a file of "
    "its own, until somebody shortens it"
)
_MARKED_TOO_LONG = Message(
    "The text has {length} characters; at most {most} are allowed. It is kept whole in a file of "
    "its own, until somebody shortens it. It was marked “Do not publish”, and is not published "
    "until somebody decides: mark the shorter text, too"
)


class Gathered(Noting):
    """What was given, taken away and refused so far in one form."""

    def __init__(self, filled: FormReading, *, is_same_version: bool) -> None:
        self.filled, self.form, self.is_same_version = filled, filled.form, is_same_version
        self.findings, self.stray = filled.findings, filled.stray
        self.base = filled.form.part.base
        self.given: dict[str, Any] = {}
        self.proposed: dict[str, Any] = {}
        self.removed: set[str] = set()
        self.said: set[str] = set()  # also where it is what was there
        self.confirmed: set[str] = set()
        self.otherwise: set[str] = set()  # the questions and rows where who leads is contradicted
        self.marked: set[str] = set()  # the owners of what is marked “Do not publish” here
        self.refused = {*filled.refused}  # the owners of what was written and cannot be read
        self.too_long: list[LongText] = []
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
            otherwise=frozenset(self.otherwise),
            emptied=self.emptied,
            proposed=self.proposed,
            places=self.places,
            fields=len(counted) + unchanged + self.empty + errors,
            left_empty=self.empty,
            too_long=self.too_long,
            stray=self.stray,
            findings=self.findings,
            remark=self._closing(REMARK),
            filled_in_by=self._closing(FILLED_IN_BY),
            cleared_by=self._closing(CLEARED_BY),
            cleared_on=self._closing(CLEARED_ON),
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
            self.emptied[_address(line, column)] = cell.place
            return None
        return FilledCell(unspelled(text), cell.place, cell.otherwise)

    def _reader(self, read: Read, options: Sequence[Option]) -> Read:
        return read if self.is_same_version or not options else refusing_numbers(read)

    def _give(
        self, unit: str, cell: FilledCell, read: Read, owner: str = "", *, most: int | None = None
    ) -> None:
        """Take the content of a cell, or note why it is none, and of which answer."""
        if most is not None and len(cell.text) > most:
            self._keep_long(unit, cell, most)
            self.refused.add(owner)
            return
        try:
            content = read_either(read, cell.text, cell.otherwise)
        except OtherVersionError:
            message = tr("{cell} is the number of an option of another version", quoted(cell.text))
            self.fault("F008", message, cell.place)
            self.refused.add(owner)
            return
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

    def _keep_long(self, unit: str, cell: FilledCell, most: int) -> None:
        """Keep a text that is too long for its field, whole, to be shortened by somebody."""
        self.too_long.append(LongText(unit, cell.text, cell.place, most))

    def _say_too_long(self, owners: Collection[str]) -> None:
        """Note each text that is too long, and whether it is not to be published.

        Args:
            owners: The addresses of the questions and rows that are marked “Do not publish”.
        """
        for number, one in enumerate(self.too_long):
            is_marked = any(at in owners for at in beginnings(one.at))
            self.too_long[number] = replace(one, is_confidential=is_marked)
            too_long = _MARKED_TOO_LONG if is_marked else _TOO_LONG
            message = tr(too_long, grouped(len(one.text)), grouped(one.most))
            self.fault("F007", message, one.place)

    def _doubt(self, cell: FilledCell, owner: str) -> None:
        self.fault("F007", doubt_message(cell.text), cell.place)
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


def _address(line: FormLine, column: str) -> str:
    return line.unit or line.owner if column == ANSWER else f"{line.owner}/{column}"
