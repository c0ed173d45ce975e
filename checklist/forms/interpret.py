"""Understands what was filled in: labels, codes, numbers and marks become contents by address."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from checklist.answer_types.answer import MAX_NOTE
from checklist.answer_types.evidence import CitationHelp
from checklist.answer_types.interface import Option, Refusal
from checklist.answer_types.table_columns import MAX_ENTRIES
from checklist.forms.check_given import (
    BESIDE_REFUSED,
    WITHOUT_ANSWER,
    contradictions,
    has_answer,
    replaced,
)
from checklist.forms.filled import FilledCell, FilledEntry, FormReading
from checklist.forms.form import (
    ANSWER,
    CONFIDENTIAL,
    EVIDENCE,
    MISSING,
    NOTE,
    FormColumn,
    FormLine,
    FormTable,
)
from checklist.forms.gathered import Gathered, beginnings, pointing
from checklist.forms.read_sources import law_name, read_sources
from checklist.forms.words import (
    MARK,
    at_option,
    confirms,
    folded,
    has_remark,
    is_as_shown,
    is_confidential,
    is_doubt,
    is_only_doubt,
    is_removal,
    is_tick,
    names_missing,
    read_missing,
    tidy,
    unmarked_message,
    unspelled,
    without_boxes,
)
from checklist.ministries.returned import AT_MARK, LONE_REMARK, Returned
from checklist.text.entries import COMMAS, SEMICOLONS
from checklist.text.list_numbers import BESIDE_LETTERS, row_letters
from checklist.text.messages import commas, tr
from checklist.text.sanitize import quoted


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
            elif own is None and _is_entry_removal(table, filled):
                self._remove(f"{table.question}/{number}", filled.place)
            elif own is None:
                self._new_entry(table, filled, number)
            else:
                self._entry(table, filled, number, own.cells)

    def _entry(
        self, table: FormTable, filled: FilledEntry, number: int, shown: Mapping[str, str]
    ) -> None:
        if _is_entry_removal(table, filled):
            inside = f"{table.question}/{number}/"
            for unit in [at for at in self.base if at.startswith(inside)]:
                self._remove(unit, filled.place)
            return
        for column in table.columns:
            cell = filled.cells.get(column.id)
            text = cell.text.strip() if cell else ""
            unit = f"{table.question}/{number}/{column.id}"
            if is_as_shown(text, shown.get(column.id, "")):
                continue
            place = cell.place if cell else filled.place
            if not text:
                self.emptied[unit] = place
            elif is_removal(text):
                known = [at for at in (unit, f"{unit}/{MISSING}") if at in self.base]
                for at in known or [unit]:
                    self._remove(at, place)
            else:
                otherwise = cell.otherwise if cell else ""
                given = FilledCell(text, place, otherwise)
                self._give_cell(unit, given, column, is_new=False, table=table)

    def _new_entry(self, table: FormTable, filled: FilledEntry, number: int) -> None:
        for column in table.columns:
            cell = filled.cells.get(column.id)
            unit = f"{table.question}/{number}/{column.id}"
            if cell and is_removal(cell.text):
                self._remove(unit, cell.place)
            elif cell and cell.text.strip():
                given = FilledCell(cell.text.strip(), cell.place, cell.otherwise)
                self._give_cell(unit, given, column, is_new=True, table=table)

    def _give_cell(
        self, unit: str, cell: FilledCell, column: FormColumn, *, is_new: bool, table: FormTable
    ) -> None:
        """Take a cell. What the authority is not asked for is a proposal, unless it is new."""
        cell = replace(cell, text=unspelled(cell.text))
        is_outside = not is_new and (table.is_register or not column.is_asked)
        read = self._reader(column.read, column.options)
        is_missing = names_missing(cell.text)
        is_law_name = not is_missing and self._is_law_name(table, column)
        if is_missing:
            unit, read = f"{unit}/{MISSING}", lambda text: read_missing(text)
        elif is_law_name:
            cell = self._law_name(unit, cell, column)
        self._give(unit, cell, read, most=column.most)
        if is_outside and unit in self.given:
            self.proposed[unit] = self.given.pop(unit)
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


def interpret(filled: FormReading, file: str, *, is_same_version: bool) -> Returned:
    """Return what a form says.

    Args:
        filled: What stands in it now, in the form as it was sent.
        file: The file as the user named it.
        is_same_version: Whether the questionnaire is still the one that the form was made with, so
            that numbers of options count.
    """
    reading = _Reading(filled, is_same_version=is_same_version)
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
            if line.says_otherwise:
                self._otherwise(line)
            elif line.mark:
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
        self._say_too_long(self._kept_back())
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
            read = pointing(self._reader(line.read, line.options), line)
            self._give(line.unit, cell, read, line.owner, most=line.most)
        else:
            self.refused.add(line.owner)
            message = tr("{cell} is in a field that takes no answer", quoted(cell.text))
            self.fault("F007", message, cell.place)

    def _otherwise(self, line: FormLine) -> None:
        """Read where an authority that contributes answers otherwise than the one that leads."""
        cell = self._cell(line, ANSWER)
        self.empty += cell is None
        if cell is None or not is_confidential(cell.text):
            return
        if is_only_doubt(cell.text):
            self._doubt(cell, line.owner)
            return
        rows = {
            one.number.rpartition(" ")[2]: one.owner
            for one in self.form.lines
            if one.question == line.question and one.owner != line.owner
        }
        found = re.split(rf"[\s/{COMMAS}{SEMICOLONS}]+", cell.text)
        words = (row_letters(one.strip("().")) for one in found)
        named = [word for word in words if word not in {"", "&", *BESIDE_LETTERS}]
        unknown = [one for one in named if one not in rows]
        if rows and not (unknown and is_tick(cell.text)) and folded(cell.text) != MARK:
            for one in unknown[:1]:
                message = tr(
                    "{one} is no row of this question in the form: its rows are {rows}",
                    quoted(one),
                    commas(rows),
                )
                self.fault("F007", message, cell.place)
            self.otherwise |= {rows[one] for one in named if one in rows}
            return
        self.otherwise.add(line.owner)
        if has_remark(without_boxes(cell.text)) and " " in tidy(cell.text):
            self.beside(cell.text, cell.place, address=line.owner)

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
        if line.owner != line.question and whole in self.base:
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
        units = {line.unit} if line.unit else self._units_below(line)
        for unit in units:
            self._remove(unit, place)
        if line.unit in {"", line.owner, f"{line.owner}/status"}:
            for owner in {line.owner, *(units - {line.unit})}:
                inside = f"{owner}/"
                beside = {f"{owner}/{part}" for part in (MISSING, NOTE, EVIDENCE, CONFIDENTIAL)}
                below = {at for at in self.base if at.startswith(inside)}
                self.removed |= {at for at in beside | below if not at.endswith("/carried")}
                self.gone.add(owner)

    def _units_below(self, line: FormLine) -> set[str]:
        """Return the units of a question whose own line has none: its rows, or its options."""
        lines = [one for one in self.form.lines if one.question == line.question]
        return {line.unit for line in lines if line.unit}

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
        coloured = [code for code, cell in here.items() if cell.is_coloured]
        if coloured and len(coloured) < len(lines) and not (now or before):
            message = tr("the cell has a colour, and nothing stands in it: mark the option with x")
            self.fault("F009", message, here[coloured[0]].place)
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
        answer_type = self.form.part.questionnaire.questions[line.question].answer_type
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
            self._keep_long(f"{line.owner}/{NOTE}", note, MAX_NOTE)
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
            self.marked.add(line.owner)
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

    def _kept_back(self) -> set[str]:
        """Return the owners of what is marked “Do not publish” in the form as it came back."""
        end = f"/{CONFIDENTIAL}"
        stands = self.base.keys() - self.removed
        return {*self.marked, *(at.removesuffix(end) for at in stands if at.endswith(end))}

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
        answer_type = self.form.part.questionnaire.questions[line.question].answer_type
        is_law = answer_type.cites_register
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
            lead = self.form.part.lead(*line.owner.partition("/")[::2])
            if lead and line.owner not in self.refused:
                continue  # it is said to the authority that leads
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
            rows = [line for line in lines if line.question == question_id and "/" in line.owner]
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
