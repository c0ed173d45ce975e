"""Understands what was filled in: labels, codes, numbers and marks become contents by address."""

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from typing import Any

from checklist.answer_types.answer import MAX_NOTE, NO_ANSWER, check_metadata
from checklist.answer_types.evidence import CitationHelp
from checklist.answer_types.interface import Refusal
from checklist.answer_types.problem import Problem, ProblemKind
from checklist.answer_types.units import ANSWER_PARTS
from checklist.diagnostics import DocumentPath
from checklist.forms.filled import FilledCell, FormReading
from checklist.forms.form import ANSWER, CONFIDENTIAL, EVIDENCE, MISSING, NOTE, FormLine
from checklist.forms.gathered import TableReading, beginnings, pointing, read_sources
from checklist.forms.words import (
    at_option,
    confirms,
    has_remark,
    is_confidential,
    is_doubt,
    is_only_doubt,
    is_removal,
    is_tick,
    read_missing,
    tidy,
    unmarked_message,
    without_boxes,
)
from checklist.ministries.part import Part
from checklist.ministries.part_record import answer_of_contents
from checklist.ministries.returned import AT_MARK, LONE_REMARK, Returned
from checklist.questionnaire.question import Question
from checklist.reports.address import Address
from checklist.reports.structure import answer_findings
from checklist.text.messages import Message, Texts, in_quotes, tr
from checklist.text.sanitize import quoted


def interpret(filled: FormReading, file: str) -> Returned:
    """Return what a form says.

    Args:
        filled: What stands in it now, in the form as it was sent.
        file: The file as the user named it.
    """
    reading = _Reading(filled)
    reading.read()
    return reading.returned(file)


class _Reading(TableReading):
    """The reading of one form, its tables first."""

    def read(self) -> None:
        """Read the tables first, because answers cite their laws; then line by line."""
        for table in self.form.tables:
            self._table(table)
        self.laws = self._register()
        lines = list(self.form.lines)
        marks: dict[str, list[FormLine]] = {}
        details: dict[str, list[FormLine]] = {}
        for line in lines:
            if line.mark:
                marks.setdefault(line.unit, []).append(line)
            elif "#" in line.key:
                details.setdefault(line.unit, []).append(line)
            elif ANSWER in line.takes:
                self._answer(line)
        for unit, group in marks.items():
            self._marks(unit, group)
        for unit, group in details.items():
            self._details(unit, group)
        for line in lines:
            self._metadata(line)
        for line in lines:
            self._confidential(line)
        self._drop_gone()
        self._drop_empty_tables()
        self._drop_contradictions()
        self._list_lone_notes(lines)  # also of the answers that were left out
        self.removed |= replaced(self.form.part, self.base, self.given)
        self._settle_carried(lines)

    # Fields

    def _answer(self, line: FormLine) -> None:
        cell = self._cell(line, ANSWER)
        if cell is None:
            is_empty = not line.shown.get(ANSWER) and (line.unit or line.owner) not in self.base
            self.empty += bool(line.unit) and is_empty
            return
        if is_removal(cell.text):
            self._remove_answer(line, cell.place)
        elif is_only_doubt(cell.text):
            self._doubt(cell, line.owner)
        elif confirms(cell.text) and line.can_confirm:
            self._confirm(line, cell.place)
        elif line.read is not None:
            read = pointing(line.read, line)
            self._give(line.unit, cell, read, line.owner, most=line.most)
        else:
            self.refused.add(line.owner)
            message = tr("{cell} is in a field that takes no answer", quoted(cell.text))
            self.fault("F007", message, cell.place)

    def _confirm(self, line: FormLine, place: str) -> None:
        units = [line.unit] if line.unit in self.base else []
        if not units:  # the whole question, or why it is missing
            inside = f"{line.owner}/"
            units = [at for at in self.base if at == line.owner or at.startswith(inside)]
            units = [at for at in units if not at.endswith("/carried")]
        for unit in units:
            self.said.add(unit)
            self.confirmed.add(unit)
            self.places[unit] = place

    def _remove_answer(self, line: FormLine, place: str) -> None:
        """Take an answer away, with what stands beside it."""
        whole = f"{line.question}/{MISSING}"
        if line.is_row and whole in self.base:
            message = tr(
                "“remove” stands at one row, and the answer that is there is to the "
                "whole question: write “remove” where that says why there is none"
            )
            self.fault("F007", message, place)
            return
        if any(table.entries for table in self.form.tables if table.question == line.unit):
            message = tr("write “remove” in the first column of each entry that is to go")
            self.fault("F007", message, place)
            return
        units = {line.unit}
        if not line.unit:  # its own line has none: its rows, or its options, do
            lines = (one for one in self.form.lines if one.question == line.question)
            units = {one.unit for one in lines if one.unit}
        for unit in units:
            self._remove(unit, place)
        if line.unit in {"", line.owner, f"{line.owner}/status"}:
            for owner in {line.owner, *(units - {line.unit})}:
                inside = f"{owner}/"
                beside = {f"{owner}/{part}" for part in (MISSING, NOTE, EVIDENCE, CONFIDENTIAL)}
                below = {at for at in self.base if at.startswith(inside)}
                self.removed |= {at for at in beside | below if not at.endswith("/carried")}
                self.gone.add(owner)

    def _drop_gone(self) -> None:
        """Leave out what stands beside answers that are taken away; remarks are listed later."""
        for owner in self.gone:
            if f"{owner}/{MISSING}" not in self.given:
                for at in self._given_in(owner):
                    if not at.endswith(f"/{NOTE}"):
                        del self.given[at]

    def _marks(self, unit: str, lines: Sequence[FormLine]) -> None:
        """Read the marks at several options, which together are one content."""
        cells = {line.mark: self.filled.cells.get((line.key, ANSWER)) for line in lines}
        here = {code: cell for code, cell in cells.items() if cell}
        said = {code: at_option(cell.text) for code, cell in here.items()}
        before = [line.mark for line in lines if line.shown.get(ANSWER)]
        now = [code for code, text in said.items() if is_tick(text)]
        now = self._alone(lines[0], before, now)
        doubts = [code for code, text in said.items() if is_doubt(text)]
        removals = [code for code, text in said.items() if is_removal(text)]
        remarks = [code for code, text in said.items() if has_remark(text)]
        for cell in (here[code] for code in remarks):
            if now or before:
                self.beside(cell.text, cell.place, address=unit)
            elif not doubts:
                self.fault("F009", unmarked_message(cell.text), cell.place)
                self.refused.add(lines[0].owner)
        if doubts:
            unsure = {line.text: here[line.mark] for line in lines if line.mark in doubts}
            firm = [line.text for line in lines if line.mark in now]
            self._doubts(unsure, firm, lines[0].owner)
        elif removals and not now:
            self._remove_answer(replace(lines[0], unit=unit), here[removals[0]].place)
        elif now == before or not here:
            self.empty += not before and unit not in self.base
        elif now:
            self.given[unit], self.places[unit] = now, here[now[0]].place
        else:
            self.emptied[unit] = next(iter(here.values())).place

    def _alone(self, line: FormLine, before: Sequence[str], now: list[str]) -> list[str]:
        """Return the marks without those that the form was sent with, if a new one rules them out.

        Args:
            line: A line of the options.
            before: The options that were marked when the form was sent.
            now: Those that are marked now.
        """
        answer_type = self.form.answer_type(line)
        new = [code for code in now if code not in before]
        alone = answer_type.exclusive_codes()
        is_one = answer_type.most_codes == 1 or any(code in alone for code in (*before, *new))
        return new if len(new) == 1 and is_one and len(now) > 1 else now

    def _details(self, unit: str, lines: Sequence[FormLine]) -> None:
        """Read the parts of a unit that has several, such as obstacles and plans."""
        content = dict(self.base.get(unit) or {})
        before = dict(content)
        place = ""
        for line in lines:
            name = line.key.partition("#")[2]
            cell = self._cell(line, ANSWER)
            if cell is None:
                continue
            place = place or cell.place
            if confirms(cell.text) and line.can_confirm:
                continue
            if is_removal(cell.text):
                if content.pop(name, None) is None:
                    message = tr("“remove” takes nothing away here: no answer was there")
                    self.fault("F007", message, cell.place)
                continue
            assert line.read is not None
            try:
                content[name] = line.read(cell.text)
            except Refusal as refusal:
                self.fault("F007", str(refusal).rstrip("."), cell.place)
        if content != before:
            self.places[unit] = place
            if content:
                self.given[unit] = content
            else:
                self.removed.add(unit)

    def _metadata(self, line: FormLine) -> None:
        """Read why there is no answer, the evidence, the remark and the mark of a line."""
        if not line.takes - {ANSWER}:
            return
        note = self._cell(line, NOTE) if NOTE in line.takes else None
        if note is not None and len(note.text) > MAX_NOTE:
            self._refuse_long(note, MAX_NOTE)
            note = None
        self._missing(line, note)
        if EVIDENCE in line.takes:
            cell = self._cell(line, EVIDENCE)
            unit = f"{line.owner}/{EVIDENCE}"
            if cell and is_removal(cell.text):
                self._remove(unit, cell.place)
            elif cell:
                self._sources(line, unit, cell)

    def _confidential(self, line: FormLine) -> None:
        """Read a mark “Do not publish”: whatever stands there counts, but `no`."""
        cell = self._cell(line, CONFIDENTIAL)
        if cell is None:
            return
        unit = f"{line.owner}/{CONFIDENTIAL}"
        if is_removal(cell.text):
            self._remove(unit, cell.place)
        elif is_confidential(cell.text):
            for owner in self._owners(line):
                unit = f"{owner}/{CONFIDENTIAL}"
                self.given[unit], self.places[unit] = True, cell.place
            if has_remark(without_boxes(cell.text)) and " " in tidy(cell.text):
                self.beside(cell.text, cell.place, AT_MARK, unit)
        elif unit in self.base:
            message = tr(
                "{cell} stands where the answer was marked “Do not publish”, and the "
                "mark stays: to take it away, write “remove” there",
                quoted(cell.text),
            )
            self.fault("F007", message, cell.place)

    def _owners(self, line: FormLine) -> Iterator[str]:
        """Yield whose mark a mark in a line is: its answer's, or that of all rows below it."""
        lines = [one for one in self.form.lines if one.question == line.question]
        with_mark = [line.owner for line in lines if CONFIDENTIAL in line.takes]
        if line.owner in with_mark:
            yield line.owner
        else:
            yield from filter(self._has_answer, with_mark)

    def _sources(self, line: FormLine, unit: str, cell: FilledCell) -> None:
        """Take the laws and links of a field, each on its own."""
        is_law = self.form.answer_type(line).cites_register
        found = read_sources(self.laws, self.law_names, cell.text, takes_laws=is_law)
        if not (found.references or found.refusals):
            words = CitationHelp.in_form()
            found.refusals.append(words.no_law_or_address if is_law else words.no_address)
        for refusal in found.refusals:
            self.fault("F007", refusal.rstrip("."), cell.place)
        for text in found.beside:
            self.beside(text, cell.place, address=line.key)
        if found.references:
            self._give(unit, cell, lambda text: found.references)

    def _missing(self, line: FormLine, note: FilledCell | None) -> None:
        """Read why there is no answer, with its remark; or the remark on an answer."""
        unit = f"{line.owner}/{MISSING}"
        cell = self._cell(line, MISSING)
        before = self.base.get(unit)
        if cell and is_removal(cell.text):
            self._remove(unit, cell.place)
        elif cell:
            if self._has_given(line.owner):
                self._drop_both(line.owner, cell)
            else:
                words = "" if note is None or is_removal(note.text) else note.text
                self._give(unit, cell, lambda text: read_missing(text, words), line.owner)
                note = note if line.owner in self.refused else None
        elif isinstance(before, dict) and not self._has_given(line.owner) and note:
            changed = {**before, "note": note.text}
            if is_removal(note.text):
                del changed["note"]
            self.given[unit], self.places[unit] = changed, note.place
            return
        if note and is_removal(note.text):
            self._remove(f"{line.owner}/{NOTE}", note.place)
        elif note:
            self.given[f"{line.owner}/{NOTE}"] = note.text
            self.places[f"{line.owner}/{NOTE}"] = note.place

    def _given_in(self, owner: str) -> list[str]:
        """Return the addresses of what was given to a question or row, and in it."""
        return [at for at in self.given if owner in beginnings(at)]

    def _drop_both(self, owner: str, missing: FilledCell) -> None:
        """Leave out an answer beside which a form says why there is none, as of two options.

        What was written is listed.
        """
        for line in self.form.lines:
            is_written = line.owner == owner and not (line.options or line.mark)
            cell = self._cell(line, ANSWER) if is_written else None
            if cell:
                self.beside(cell.text, cell.place, address=owner)
        for at in self._given_in(owner):
            del self.given[at]
            self.refused.add(at.rpartition("/")[0])
        self.confirmed = {at for at in self.confirmed if owner not in beginnings(at)}
        self.refused.add(owner)
        message = tr(
            "{missing} says why there is no answer, but there is one: neither is taken, "
            "leave one of the two",
            quoted(missing.text),
        )
        self.fault("F009", message, missing.place)

    def _list_lone_notes(self, lines: Sequence[FormLine]) -> None:
        """List the remarks that belong to no answer given, such as whose question it is."""
        for line in lines:
            unit = f"{line.owner}/{NOTE}"
            cell = self._cell(line, NOTE) if NOTE in line.takes else None
            if cell is None or is_removal(cell.text) or self._has_answer(line.owner):
                continue
            if self.given.pop(unit, None) is not None or line.owner in self.refused:
                self.places.pop(unit, None)
                self.beside(cell.text, cell.place, LONE_REMARK, line.owner)

    def _has_answer(self, owner: str) -> bool:
        """Whether an answer stands, or was given, to which a remark can belong."""
        is_carried = f"{owner.partition('/')[0]}/carried" in self.base
        # An answer of the last report is one of this report only where it is confirmed.
        standing = self.confirmed if is_carried else self.base.keys() - self.removed
        return owner not in self.refused and has_answer(owner, {*standing, *self.given})

    def _has_given(self, owner: str) -> bool:
        """Whether a value of an answer was given."""
        metadata = {f"{owner}/{part}" for part in (MISSING, NOTE, EVIDENCE, CONFIDENTIAL)}
        inside = f"{owner}/"
        return any(
            at == owner or (at.startswith(inside) and at not in metadata)
            for at in (*self.given, *self.said)
        )

    # The whole

    def _drop_empty_tables(self) -> None:
        """Leave out “no entries” and the entries where a form says both, with a finding."""
        for table in self.form.tables:
            name = table.question
            entries = [at for at in self.given if at.startswith(f"{name}/")]
            cells = [at for at in entries if at.split("/")[1].isdecimal()]
            if self.given.get(name) == [] and cells:
                for at in (name, *cells):
                    del self.given[at]
                message = tr(
                    "“No entries” is marked, and there are entries (the first is at "
                    "{places}): leave one of the two",
                    self.places[cells[0]],
                )
                self.fault("F009", message, self.places[name])
                self.refused.add(name)

    def _drop_contradictions(self) -> None:
        """Leave out what was given where an answer would contradict itself, with a finding."""
        for problem in contradictions(self.form.part, self.base, self.given, self.removed):
            units = [at for at in problem.units if at in self.given]
            is_refused = not self.refused.isdisjoint(at.rpartition("/")[0] for at in units)
            is_alone = problem.message == tr(WITHOUT_ANSWER) and is_refused
            self.refused |= {*units, *(at.rpartition("/")[0] for at in units)}
            for unit in units:
                del self.given[unit]
            place = next((self.places[at] for at in units if at in self.places), "")
            message = BESIDE_REFUSED if is_alone else problem.message
            self.fault("F007", tr(message), place)

    def _settle_carried(self, lines: Sequence[FormLine]) -> None:
        """Confirm an answer of the last report where all of it was confirmed or given anew."""
        touched = {*self.given, *self.removed, *self.confirmed}
        for at in [one for one in self.base if one.endswith("/carried")]:
            question_id = at.removesuffix("/carried")
            inside = f"{question_id}/"
            own = {one for one in touched if one == question_id or one.startswith(inside)}
            rows = [line for line in lines if line.question == question_id and line.is_row]
            is_partly = any(item.parts is not None for item in self.form.part.items_of(question_id))
            rows_open = [
                line
                for line in rows
                if not any(one == line.unit or one.startswith(f"{line.unit}/") for one in touched)
            ]
            has_answer = any(not one.endswith(("/note", "/confidential")) for one in own)
            is_whole = f"{question_id}/{MISSING}" in own or not (rows and rows_open)
            if has_answer and not is_partly and is_whole:
                self.removed.add(at)


# Where an answer that was filled in would contradict itself

_KEPT = ("/confidential", "/carried")
"""The ends of the addresses that stay when a code for the absence of a value is given."""
_BESIDE = ("/note", "/confidential", "/evidence", "/carried")
"""The ends of the addresses of what stands beside an answer, and is none."""
_REMARK = f"/{NOTE}"
_CODE = re.compile(r"`(?:status: )?([a-z0-9-]+)`")
_MISSING_KEY = re.compile("the key `([a-z_]+)` is missing")
_BEGINNINGS = Texts(
    {
        "partly": "If it is only partly implemented",
        "reason": "If it was considered",
        "status": "the answer",
    }
)
"""The beginnings of the lines of a form, by the names of the parts of an answer."""
WITHOUT_ANSWER = Message("this belongs to an answer, and none is marked or written here")
"""What a form says of a link or mark that stands alone; it does not show `value` and `missing`."""
BESIDE_REFUSED = Message(
    "a source or a mark “Do not publish” is not taken without its answer, and the answer is not "
    "taken: enter both again"
)
"""What a form says of a source or mark beside an answer that was written and is not taken."""
_ALLOWED = frozenset({ProblemKind.INCOMPLETE})
"""Problems that a return can leave: what is still open is asked for again."""


@dataclass(frozen=True, slots=True)
class Contradiction:
    """What cannot stand together."""

    message: str
    units: Sequence[str]
    """The addresses of what was given there."""


def contradictions(
    part: Part, base: Mapping[str, Any], given: Mapping[str, Any], removed: Set[str]
) -> Iterator[Contradiction]:
    """Yield where what was given contradicts itself, or what stands.

    A remark without an answer contradicts nothing.

    Args:
        part: The part.
        base: What it was sent with: contents by address.
        given: What was given, by address.
        removed: The addresses of what was taken away.
    """
    asked = part.questionnaire
    by_question: dict[str, list[str]] = {}
    standing = {*(base.keys() - removed), *given}
    for at in given:
        if not _is_lone_remark(at, standing, part):
            by_question.setdefault(at.partition("/")[0], []).append(at)
    for question_id, units in by_question.items():
        question = asked.questions[question_id]
        now = {at: given[at] for at in units}
        gone = {*removed, *replaced(part, base, now)}
        kept = {at: c for at, c in base.items() if at not in gone and _is_of(at, question_id)}
        parsed = ((Address.parse(at, asked), content) for at, content in {**kept, **now}.items())
        answer, numbers = answer_of_contents([*parsed], asked)
        wrong: dict[tuple[str, ...], str] = {}
        for where, message in _problems(question, answer):
            below = _units_at(question_id, where, units, numbers)
            wrong.setdefault(tuple(below), message)
        for below_it, message in wrong.items():
            yield Contradiction(message, below_it)


def has_answer(owner: str, units: Set[str]) -> bool:
    """Whether some units make an answer, and not only what stands beside one.

    Args:
        owner: The address of a question or row.
        units: Addresses.
    """
    question_id = owner.partition("/")[0]
    return f"{question_id}/{MISSING}" in units or any(
        at == owner or (at.startswith(f"{owner}/") and not at.endswith(_BESIDE)) for at in units
    )


def _is_lone_remark(at: str, standing: Set[str], part: Part) -> bool:
    """Whether an address is that of a remark without an answer."""
    if not at.endswith(_REMARK) or has_answer(at.removesuffix(_REMARK), standing):
        return False
    return Address.parse(at, part.questionnaire).part == NOTE


def _is_of(address: str, question_id: str) -> bool:
    return address == question_id or address.startswith(f"{question_id}/")


def replaced(part: Part, base: Mapping[str, Any], given: Mapping[str, Any]) -> Set[str]:
    """Return the addresses of what stands, and what was given takes the place of.

    A value takes the place of the code for its absence, and such a code that of all else.
    """
    out: set[str] = set()
    for at in given:
        address = Address.parse(at, part.questionnaire)
        question = part.questionnaire.questions[address.question]
        owner = str(Address.at(question.id, address.path._replace(part="")))
        inside = [one for one in base if one == owner or one.startswith(f"{owner}/")]
        if address.part == MISSING:
            out.update(unit for unit in inside if not unit.endswith(_KEPT))
        elif address.part not in ANSWER_PARTS or address.part in question.answer_type.value_parts:
            out |= {f"{owner}/{MISSING}", f"{question.id}/{MISSING}"} & base.keys()
        status = given.get(f"{question.id}/status")
        for field in question.answer_type.value_fields() if status is not None else ():
            if field.only_with and status not in field.only_with:
                out |= {f"{question.id}/{field.name}"} & base.keys()
    return out - given.keys()


def _problems(question: Question, answer: Mapping[str, Any]) -> Iterator[tuple[DocumentPath, str]]:
    if not answer:
        return
    structural = [*answer_findings(question.id, question, answer)]
    if structural:
        for one in structural:
            yield (
                one.where[2:],
                tr(WITHOUT_ANSWER)
                if one.message == tr(NO_ANSWER)
                else _needed(one.message, question),
            )
        return
    found: list[Problem] = [*check_metadata(question.answer_type, answer)]
    if "value" in answer:
        found += (one.below("value") for one in question.answer_type.check(answer["value"]))
    for problem in found:
        if problem.kind not in _ALLOWED:
            hint = f"; {problem.hint}" if problem.hint and "`" not in problem.hint else ""
            yield problem.where, _in_words(f"{problem.message}{hint}", question)


def _needed(message: str, question: Question) -> str:
    """Return what an answer of several parts lacks, in the words of its form."""
    found = _MISSING_KEY.fullmatch(message)
    asks = {field.name: field.ask for field in question.answer_type.value_fields()}
    words = {**_BEGINNINGS, **asks}
    if found is None or not words.get(found[1]):
        return message
    return tr("“{words}” is empty, and this cannot be taken without it", words[found[1]])


def _in_words(message: str, question: Question) -> str:
    """Return a message with the words that a form has in place of codes, which it does not show."""
    answer_type = question.answer_type
    words = {**_BEGINNINGS, **{code: label for _, code, label in answer_type.codes_of_parts()}}
    return _CODE.sub(lambda one: in_quotes(words[one[1]]) if one[1] in words else one[0], message)


def _units_at(
    question_id: str, where: DocumentPath, units: Sequence[str], numbers: Sequence[int]
) -> list[str]:
    """Return the units that were given at a place of an answer, or else all of the question."""
    names: list[str] = []
    for step in where[1:] if where[:1] == ("value",) else where:
        is_entry = isinstance(step, int) and not names and numbers
        names.append(str(numbers[int(step)] if is_entry else step))
    while names:
        below = "/".join([question_id, *names])
        found = [at for at in units if at == below or at.startswith(f"{below}/")]
        if found:
            return found
        names.pop()
    return list(units)
