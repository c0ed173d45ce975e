"""Two answers to one question → what changed in them, as plain data.

What is confidential is told as changed; what it was and is stays out of the data unless it is asked
for, so that no view can show it.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple, Self

from checklist.analysis.comparison.change import STANDING_LABELS, Change, Code, Withheld
from checklist.analysis.comparison.document import AnswerStatus, Hidden, Kind
from checklist.analysis.comparison.entry_matching import matched
from checklist.analysis.comparison.word_diff import StepBudget, word_diff
from checklist.analysis.rows.report_rows import Disclosure
from checklist.answer_types.answer import PROVENANCE, AnswerData, is_confidential, missing_lines
from checklist.answer_types.composite import CompositeType
from checklist.answer_types.interface import AnswerType, Cell, Places
from checklist.answer_types.matrix import Matrix
from checklist.answer_types.table import Table
from checklist.diagnostics import DocumentPath

MISSING, MAIN = "missing", "value"
"""The names of two parts of an answer: why there is no value, and the value as a whole."""

_BESIDE: Mapping[str, tuple[Kind, str]] = {
    "note": (Kind.NOTE, "Note"),
    "answered_by": (Kind.ANSWERED_BY, "Answered by"),
    "confidence": (Kind.CONFIDENCE, "Confidence"),
    "carried": (Kind.CARRIED, "From an earlier report, not confirmed"),
    "by": (Kind.BY, "Filled in because of the answer to"),
}
_TEXTS_BESIDE = frozenset({"note", "answered_by"})
_LABELS = {"partly": "In part"}


class _Part(NamedTuple):
    """A part of an answer that is compared as one."""

    where: DocumentPath
    """Its place below the answer."""
    codes: Sequence[Code] = ()
    text: str | None = None
    """A text, which has no codes."""
    is_list: bool = False


class AnswerVersion(NamedTuple):
    """An answer of a question, row or cell in one of the reports."""

    answer: AnswerData | None
    where: DocumentPath
    """Where it stands in its report, or would stand."""
    standing: AnswerStatus
    whole: AnswerData | None = None
    """The answer that stands for it, where the question is missing as a whole."""
    withheld: Collection[Places] = ()
    """The parts that a copy for publication withholds, as the copy names them."""

    @property
    def place(self) -> DocumentPath | None:
        """Where it, or what stands for it, is; None where there is neither."""
        if self.answer is None:
            return None if self.whole is None else self.where[:-2]
        return self.where

    @property
    def value(self) -> Any:
        """The value, or None."""
        return None if self.answer is None else self.answer.get("value")

    def inner(self, answer: AnswerData | None, *names: str | int) -> "AnswerVersion":
        """Return the half of a row or cell, which these names lead to in the value."""
        where = (*self.where, "value", *names)
        if answer is not None:
            return AnswerVersion(answer, where, standing_of(answer))
        if tuple(str(n + 1) if isinstance(n, int) else n for n in names) in self.withheld:
            return AnswerVersion(None, where, AnswerStatus.WITHHELD)
        if self.value is not None:
            return AnswerVersion(None, where, AnswerStatus.UNANSWERED)
        return AnswerVersion(None, where, self.standing, self.answer)


def standing_of(answer: AnswerData | None) -> AnswerStatus:
    """Return what became of a question, row or cell that is asked."""
    if answer is None:
        return AnswerStatus.UNANSWERED
    return AnswerStatus.MISSING if MISSING in answer else AnswerStatus.ANSWERED


@dataclass(frozen=True, slots=True)
class Differ:
    """Finds the changes of answers."""

    shown: Disclosure
    """What is shown of what is not for everybody."""
    with_provenance: bool = True
    """Whether it is told who gave an answer: a copy for publication does not have it."""
    steps: StepBudget = field(default_factory=StepBudget)
    """The steps that are left for the texts of these reports."""

    def of_hidden(self) -> Self:
        """Return the same for an answer that is not shown.

        A confidential text takes no steps from other texts, so that these do not tell how long it
        is.
        """
        return replace(self, steps=StepBudget(0))

    def of_answer(
        self, answer_type: AnswerType, old: AnswerVersion, new: AnswerVersion
    ) -> Iterator[Change | Withheld]:
        """Yield the changes of the answer to a question, with those of its rows or entries."""
        yield from self._of_value(answer_type, old, new, (), "")
        if isinstance(answer_type, Matrix):
            yield from self._of_rows(answer_type, old, new)
        elif isinstance(answer_type, Table):
            yield from self._of_entries(answer_type, old, new)
        yield from self._of_beside((), "", old, new)

    def _of_rows(
        self, matrix: Matrix, old: AnswerVersion, new: AnswerVersion
    ) -> Iterator[Change | Withheld]:
        row_type, before, after = matrix.row_type(), old.value or {}, new.value or {}
        for row in matrix.listed_rows():
            halves = old.inner(before.get(row.id), row.id), new.inner(after.get(row.id), row.id)
            yield from self._of_inner(row_type, *halves, (row.label,), row.id)

    def _of_inner(
        self,
        answer_type: AnswerType,
        old: AnswerVersion,
        new: AnswerVersion,
        label: Sequence[str],
        row: str,
    ) -> Iterator[Change | Withheld]:
        """Yield the changes of a row or cell, of which a confidential one is not shown."""
        if old.answer == new.answer:  # or neither has one: then the whole tells it
            return
        if AnswerStatus.WITHHELD in (old.standing, new.standing):
            yield Withheld(label, row)
            return
        is_hidden = not self.shown.confidential and _is_hidden(old.answer, new.answer)
        differ = self.of_hidden() if is_hidden else self
        changes = [
            *differ._of_value(answer_type, old, new, label, row),
            *differ._of_beside(label, row, old, new),
        ]
        yield from hiding(changes, Hidden.CONFIDENTIAL if is_hidden else None, label, row, old, new)

    def _of_entries(
        self, table: Table, old: AnswerVersion, new: AnswerVersion
    ) -> Iterator[Change | Withheld]:
        before, after = old.value or [], new.value or []
        withheld = self._not_told(table, old), self._not_told(table, new)
        pairs = [*matched(table, before, after, withheld)]
        gone = [before[i] for i, j in pairs if i is not None and j is None]
        come = [after[j] for i, j in pairs if i is None and j is not None]
        for i, j in pairs:
            if i is not None and j is not None:
                label = self._entry(table, (i, j), before[i], after[j])
                for column in table.listed_columns():
                    halves = (
                        old.inner(before[i].get(column.id), i, column.id),
                        new.inner(after[j].get(column.id), j, column.id),
                    )
                    labels = (label, column.label)
                    yield from self._of_inner(column.answer_type, *halves, labels, "")
            elif i is not None:
                yield self._of_entry(table, old, new, (i, None), _as_marked(before[i], come))
            elif j is not None:
                yield self._of_entry(table, old, new, (None, j), _as_marked(after[j], gone))

    def _not_told(self, table: Table, half: AnswerVersion) -> Collection[Places]:
        """Return the cells of which nothing is told: withheld, or confidential and not shown."""
        if self.shown.confidential or half.value is None:
            return half.withheld
        return {*half.withheld, *table.published(half.value)[1]}

    def _of_entry(
        self,
        table: Table,
        old: AnswerVersion,
        new: AnswerVersion,
        numbers: tuple[int | None, int | None],
        entry: Mapping[str, AnswerData],
    ) -> Change:
        """Return the change of an entry that only one of the reports has."""
        i, j = numbers
        told = (Code("", self._line(table, entry)),)
        return Change(
            Kind.ENTRY,
            (self._entry(table, numbers, entry, entry),),
            "",
            None if i is None else (*old.where, "value", i),
            None if j is None else (*new.where, "value", j),
            told if j is None else (),
            told if i is None else (),
        )

    def _entry(
        self,
        table: Table,
        numbers: tuple[int | None, int | None],
        before: Mapping[str, AnswerData],
        after: Mapping[str, AnswerData],
    ) -> str:
        """Return what an entry is called: by what is unique in it, or by its number."""
        for column in table.listed_columns():
            cell, other = (entry.get(column.id, {}) for entry in (after, before))
            is_hidden = not self.shown.confidential and _is_hidden(cell, other)
            # Where a copy withholds the name, it is not told from the other report.
            is_named = all(isinstance(one.get("value"), str) for one in (cell, other))
            if column.unique and is_named and not is_hidden:
                return f"{table.entry.capitalize()} {cell['value']}"
        numbered = " → ".join(str(n + 1) for n in dict.fromkeys(numbers) if n is not None)
        return f"{table.entry.capitalize()} {numbered}"

    def _line(self, table: Table, entry: Mapping[str, AnswerData]) -> str:
        """Return an entry on one line, without what is confidential in it."""
        told = []
        for column in table.listed_columns():
            answer = entry.get(column.id)
            if answer is None:
                continue
            if not self.shown.confidential and is_confidential(answer):
                told.append(f"{column.label}: confidential")
            elif MISSING in answer:
                told.append("; ".join(missing_lines(answer)))
            else:
                told.append(" ".join(column.answer_type.lines(answer["value"])))
        return "; ".join(told)

    def _of_beside(
        self, label: Sequence[str], row: str, old: AnswerVersion, new: AnswerVersion
    ) -> Iterator[Change]:
        """Yield the changes of what stands beside a value."""
        for key, (kind, words) in _BESIDE.items():
            if key in PROVENANCE and not self.with_provenance:
                continue
            one, other = ((half.answer or {}).get(key) for half in (old, new))
            if key == "carried":
                one, other = one or None, other or None
            if one == other:
                continue
            change = Change(kind, (*label, words), row, _beside(old, key), _beside(new, key))
            if key in _TEXTS_BESIDE:
                yield replace(change, words=word_diff(one or "", other or "", self.steps))
            else:
                yield replace(change, before=_beside_codes(one), after=_beside_codes(other))
        yield from _of_mark(label, row, old, new)

    def _of_value(
        self,
        answer_type: AnswerType,
        old: AnswerVersion,
        new: AnswerVersion,
        label: Sequence[str],
        row: str,
    ) -> Iterator[Change]:
        """Yield the changes of a value, or of why there is none; rows and entries are left out."""
        before, after = (_parts(answer_type, half.answer) for half in (old, new))
        is_own = bool(row) or not label  # not that of a cell
        moved = old.standing is not new.standing
        if moved:
            yield Change(
                Kind.STANDING,
                label,
                row,
                old.place,
                new.place,
                (_standing_code(answer_type, old),),
                (_standing_code(answer_type, new),),
                is_status=is_own,
            )
        status = _status_part(answer_type)
        for name in dict.fromkeys([*before, *after]):
            one, other = before.get(name), after.get(name)
            is_told = moved and name in {MISSING, status} and (one is None or other is None)
            if one != other and not is_told:
                told = (*label, *([_label(name)] if name not in {MAIN, status, MISSING} else []))
                is_status = is_own and name in {MISSING, status}
                yield self._part_change(told, row, (old, one), (new, other), is_status)

    def _part_change(
        self,
        label: Sequence[str],
        row: str,
        old: tuple[AnswerVersion, _Part | None],
        new: tuple[AnswerVersion, _Part | None],
        is_status: bool,
    ) -> Change:
        one, other = old[1], new[1]
        kind, is_text = Kind.CODE, False
        for part in filter(None, (one, other)):
            is_text = is_text or part.text is not None
            kind = Kind.CODES if part.is_list else kind
        change = Change(kind, label, row, _where(*old), _where(*new), is_status=is_status)
        if is_text:
            before_text, after_text = ((p.text or "") if p else "" for p in (one, other))
            return replace(
                change,
                kind=Kind.TEXT,
                words=word_diff(before_text, after_text, self.steps),
                is_status=False,
            )
        before, after = (part.codes if part else () for part in (one, other))
        if kind is Kind.CODES:
            return replace(
                change,
                before=[code for code in before if code not in after],
                after=[code for code in after if code not in before],
            )
        return replace(change, before=before, after=after)


def hiding(
    changes: Sequence[Change],
    hidden: Hidden | None,
    label: Sequence[str],
    row: str,
    old: AnswerVersion,
    new: AnswerVersion,
) -> Iterator[Change]:
    """Yield changes, or only that there are some; that of the mark is told in any case."""
    marks = [*_of_mark(label, row, old, new)]
    if hidden is None:
        yield from changes
        return
    if len(changes) > len(marks):
        yield Change(Kind.HIDDEN, label, row, old.place, new.place, hidden=hidden)
    yield from marks


def _as_marked(
    entry: Mapping[str, AnswerData], others: Sequence[Mapping[str, AnswerData]]
) -> Mapping[str, AnswerData]:
    """Return an entry in which is confidential, too, what is so in one of the other report's.

    That can be the same entry, of which the rest changed. Whether it says the same is not looked
    at: it could be seen then that it does.
    """
    hidden = {column for other in others for column, cell in other.items() if is_confidential(cell)}
    return {
        column: {**answer, "confidential": True} if column in hidden else answer
        for column, answer in entry.items()
    }


def _is_hidden(*answers: AnswerData | None) -> bool:
    return any(is_confidential(answer) for answer in answers if answer is not None)


def _beside(half: AnswerVersion, key: str) -> DocumentPath | None:
    return (*half.where, key) if half.answer is not None and key in half.answer else None


def _beside_codes(value: Any) -> Sequence[Code]:
    if value is None:
        return ()
    if isinstance(value, bool):
        return (Code(str(value).lower(), "Yes" if value else "No"),)
    return (Code(value, value),)


def _of_mark(
    label: Sequence[str], row: str, old: AnswerVersion, new: AnswerVersion
) -> Iterator[Change]:
    """Yield the change of the mark of what is confidential."""
    one, other = (is_confidential(half.answer or {}) for half in (old, new))
    if one != other:
        yield Change(
            Kind.CONFIDENTIAL,
            (*label, "Confidential"),
            row,
            _beside(old, "confidential"),
            _beside(new, "confidential"),
            _beside_codes(one),
            _beside_codes(other),
        )


def _parts(answer_type: AnswerType, answer: AnswerData | None) -> Mapping[str, _Part]:
    """Return the parts of an answer by name, in the order in which they are told."""
    if answer is None:
        return {}
    if MISSING in answer:
        code = Code(answer[MISSING], missing_lines(answer)[0])
        return {MISSING: _Part((MISSING,), (code,))}
    if isinstance(answer_type, CompositeType):
        return {}
    value = answer["value"]
    cells: dict[str, list[Cell]] = {}
    for cell in answer_type.cells(value):
        cells.setdefault(cell.part or MAIN, []).append(cell)
    return {name: _part(answer_type, name, found, value) for name, found in cells.items()}


def _part(answer_type: AnswerType, name: str, cells: Sequence[Cell], value: Any) -> _Part:
    where = _part_where(name, value)
    is_whole_list = name == MAIN and answer_type.allows_several
    is_list = is_whole_list or name in answer_type.list_parts
    if not is_list and not cells[0].code:
        return _Part(where, text=cells[0].text)
    codes = [Code(cell.code, cell.text or _words(answer_type, value)) for cell in cells]
    # A list says the same in any order.
    return _Part(where, tuple(sorted(codes)) if is_list else tuple(codes), None, is_list)


def _words(answer_type: AnswerType, value: Any) -> str:
    """Return a number or date as it is shown, with its unit."""
    return "; ".join(answer_type.lines(value))


def _part_where(name: str, value: Any) -> DocumentPath:
    if name == MAIN:
        return ("value",)
    return ("value", name) if name in value else ("value", "details", name)


def _label(name: str) -> str:
    return _LABELS.get(name, name.replace("_", " ").capitalize())


def _status_part(answer_type: AnswerType) -> str:
    """Return the name of the part that holds an answer's one code; empty where there is none."""
    if answer_type.allows_several or not answer_type.operators:
        return ""
    return answer_type.status_part or MAIN


def _standing_code(answer_type: AnswerType, half: AnswerVersion) -> Code:
    """Return what an answer says in one code, where it has one, and else its standing."""
    answer = half.answer if half.answer is not None else half.whole
    if half.standing in {AnswerStatus.ANSWERED, AnswerStatus.MISSING} and answer is not None:
        parts = _parts(answer_type, answer)
        part = parts.get(MISSING) or parts.get(_status_part(answer_type))
        if part is not None:
            return part.codes[0]
    return Code(half.standing.value, STANDING_LABELS[half.standing])


def _where(half: AnswerVersion, part: _Part | None) -> DocumentPath | None:
    return None if part is None else (*half.where, *part.where)
