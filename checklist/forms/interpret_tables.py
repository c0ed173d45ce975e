"""Reads the entries of tables of a form, and the laws among them, which its answers cite."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from checklist.answer_types.interface import Option, Refusal
from checklist.answer_types.table_columns import MAX_ENTRIES
from checklist.forms.build import names_missing
from checklist.forms.filled import FilledCell, FilledEntry
from checklist.forms.form import (
    MISSING,
    FormColumn,
    FormTable,
)
from checklist.forms.gathered import Gathered
from checklist.forms.read_sources import law_name
from checklist.forms.words import (
    folded,
    is_as_shown,
    is_removal,
    read_missing,
    tidy,
    unspelled,
)
from checklist.ministries.returned import FormFinding, StrayText


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
                message = f"a table has at most {MAX_ENTRIES} entries"
                self.findings.append(FormFinding("F007", message, filled.place))
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
            self.stray.append(StrayText(cell.text, cell.place, "answer", unit))
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
