"""The changes between two answers to one question, as plain data.

The entries of a table are matched with those of the other answer first.

Unless confidential answers are asked for, the data holds only the fact that a confidential answer
changed, so no view can show more.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple, Self, TypeAlias

from checklist.analysis.comparison.answer_parts import (
    MAIN,
    MISSING,
    AnswerPart,
    AnswerVersion,
    part_label,
    parts_of,
    status_part,
)
from checklist.analysis.comparison.document import (
    STATUS_LABELS,
    AnswerStatus,
    ChangeEntry,
    CodeEntry,
    Hidden,
    Kind,
    Sign,
    WithheldEntry,
    WordEntry,
)
from checklist.analysis.comparison.word_diff import StepBudget, word_diff
from checklist.analysis.rows.report_rows import Disclosure
from checklist.answer_types.answer import PROVENANCE, AnswerData, is_confidential
from checklist.answer_types.composite import with_marks, withheld_in
from checklist.answer_types.evidence import evidence_lines
from checklist.answer_types.interface import AnswerType, InnerPath
from checklist.answer_types.table_columns import EntryKey, cell_in_full, key_of
from checklist.diagnostics import DocumentPath
from checklist.text.languages import ENGLISH

_NOT_SAID = PROVENANCE | {"confidential"}
"""The keys of an answer that are no part of its content."""
_Entry: TypeAlias = Mapping[str, AnswerData | None]
"""The cells of an entry, by column; None for a cell that is hidden."""
_Places: TypeAlias = tuple[DocumentPath | None, DocumentPath | None]
"""Where something stands in the old report, and in the new one."""
_NOTHING: AnswerData = {}
"""The content where there is no cell."""


def matched(
    table: AnswerType,
    before: Sequence[Mapping[str, AnswerData]],
    after: Sequence[Mapping[str, AnswerData]],
    withheld: tuple[Collection[InnerPath], Collection[InnerPath]] = ((), ()),
) -> Iterator[tuple[int | None, int | None]]:
    """Yield the pairs of entries of two versions of a table, in the new order.

    Entries with the same key, or the same value in the unique column, are matched first, if the
    table has one of these. If all entries have a key, no others are matched: entries with different
    keys are different things. Otherwise the entries that are most alike are matched; the first
    columns weigh most. In a table without key and unique column, the remaining entries are matched
    in their order. Indices begin at 0; None stands for an entry that one of the versions lacks.

    A confidential mark does not count as a difference. Otherwise all cells of a newly marked entry
    would be shown as changed.

    Args:
        table: The answer type of the question, which has columns.
        before: The entries of one version.
        after: The entries of the other version.
        withheld: The cells that are not shown, in each of the two. Such a cell fits any other one.
            If it had to be equal, the pairs would reveal its content.
    """
    old, new = (_said(table, *version) for version in zip((before, after), withheld, strict=True))
    pairs: dict[int, int] = {}
    columns = table.listed_columns()
    unique = _identifying(table)
    if unique:
        names = {_key(entry, unique): index for index, entry in reversed([*enumerate(old)])}
        for j, entry in enumerate(new):
            i = names.pop(_key(entry, unique), None) if _key(entry, unique) else None
            if i is not None:
                pairs[j] = i
    left = [i for i in range(len(before)) if i not in pairs.values()]
    right = [j for j in range(len(after)) if j not in pairs]
    has_key = not {*unique}.issubset(column.id for column in columns if column.unique)
    if has_key and all(_key(e, unique) for e in (*old, *new)):
        left = right = []
    weights = {column.id: len(columns) - n for n, column in enumerate(columns)}
    # Two laws with different short names can have one date in common by chance.
    least = (sum(weights.values()) - 1) // 2 if unique else 0
    for i, j in _alike(old, new, left, right, weights, least):
        pairs[j] = i
    if not unique:
        taken = set(pairs.values())
        rest = (i for i in left if i not in taken)
        pairs |= dict(zip((j for j in right if j not in pairs), rest, strict=False))
    gone = sorted({*range(len(before))} - set(pairs.values()))
    yield from ((pairs.get(j), j) for j in range(len(after)))
    yield from ((i, None) for i in gone)


def _said(
    table: AnswerType, entries: Sequence[Mapping[str, AnswerData]], withheld: Collection[InnerPath]
) -> Sequence[_Entry]:
    columns = table.listed_columns() if withheld else ()
    return [
        {
            **{c.id: None for c in columns if (str(number), c.id) in withheld},
            **{
                column: _without_marks(answer)
                for column, answer in entry.items()
                if (str(number), column) not in withheld
            },
        }
        for number, entry in enumerate(entries, 1)
    ]


def _can_be(cell: AnswerData | None, other: AnswerData | None) -> bool:
    return cell == other or cell is None or other is None


def _without_marks(answer: AnswerData) -> AnswerData:
    return {key: part for key, part in answer.items() if key not in _NOT_SAID}


def _identifying(table: AnswerType) -> Sequence[str]:
    """Return the columns that identify an entry: the key, or else the first unique one."""
    unique = [column.id for column in table.listed_columns() if column.unique]
    return table.entry_key or unique[:1]


def _key(entry: _Entry, columns: Sequence[str]) -> EntryKey | None:
    """Return the values that identify an entry; None if one of them is hidden or absent."""
    cells = {name: entry.get(name) or _NOTHING for name in columns}
    key = key_of(columns, cells)
    return None if key is None or "" in key else key


def _alike(
    before: Sequence[_Entry],
    after: Sequence[_Entry],
    left: Sequence[int],
    right: Sequence[int],
    weights: Mapping[str, int],
    least: int,
) -> Iterator[tuple[int, int]]:
    """Yield the pairs of entries that have most in common, each entry in one pair at most."""
    scored = []
    for i in left:
        for j in right:
            score = sum(
                weight
                for column, weight in weights.items()
                if column in before[i]
                and _can_be(before[i][column], after[j].get(column, _NOTHING))
            )
            if score > least:
                # Symmetric: the order of the two versions makes no difference.
                scored.append((-score, abs(i - j), i + j, i, j))
    used_left: set[int] = set()
    used_right: set[int] = set()
    for *_, i, j in sorted(scored):
        if i not in used_left and j not in used_right:
            used_left.add(i)
            used_right.add(j)
            yield i, j


_METADATA: Mapping[str, tuple[Kind, str]] = {
    "note": (Kind.NOTE, "Note"),
    "answered_by": (Kind.ANSWERED_BY, "Answered by"),
    "confidence": (Kind.CONFIDENCE, "Confidence"),
    "carried": (Kind.CARRIED, "From an earlier report, not confirmed"),
    "by": (Kind.BY, "Filled in because of the answer to"),
}
_METADATA_TEXTS = frozenset({"note", "answered_by"})


class AnswerPair(NamedTuple):
    """The answers to a question, or in a row or cell, in both reports."""

    old: AnswerVersion
    new: AnswerVersion
    label: Sequence[str] = ()
    """The words for the row, or for the entry and its column, from the outside in."""
    row: str = ""
    """The id of the row of a matrix; empty elsewhere."""

    @property
    def both(self) -> tuple[AnswerVersion, AnswerVersion]:
        """The answer of the old report, and that of the new one."""
        return self.old, self.new

    @property
    def places(self) -> _Places:
        """The places of the answers."""
        return self.old.place, self.new.place

    def beside(self, key: str) -> tuple[Any, Any]:
        """Return what stands next to the values under a key."""
        old, new = ((version.answer or {}).get(key) for version in self.both)
        return old, new

    def places_beside(self, key: str) -> _Places:
        """Return the places of what stands next to the values under a key."""
        old, new = (
            (*version.where, key) if key in (version.answer or {}) else None
            for version in self.both
        )
        return old, new

    def change(
        self,
        kind: Kind,
        *part: str,
        places: _Places,
        before: Sequence[CodeEntry] = (),
        after: Sequence[CodeEntry] = (),
        words: Sequence[WordEntry] = (),
        languages: Sequence[str] = (),
        hidden: Hidden | None = None,
    ) -> ChangeEntry:
        """Return a change of the answer, or of a part of it that has words of its own."""
        return ChangeEntry(
            kind=kind,
            label=(*self.label, *part),
            row=self.row,
            old_where=places[0],
            new_where=places[1],
            before=before,
            after=after,
            words=words,
            languages=languages,
            hidden=hidden,
        )


@dataclass(frozen=True, slots=True)
class Differ:
    """Finds the changes of answers."""

    shown: Disclosure
    """Whether confidential answers and contacts are shown."""
    authorities: Mapping[str, str]
    """The labels of the authorities that the questionnaire names, by code."""
    with_provenance: bool = True
    """Whether the origin of answers is compared; a copy for publication does not have it."""
    steps: StepBudget = field(default_factory=StepBudget)
    """The steps that are left for the texts of these reports."""
    languages: tuple[str, str] = (ENGLISH, ENGLISH)
    """The languages of the old and of the new report."""

    def for_hidden(self) -> Self:
        """Return a differ for an answer that is not shown.

        A confidential text takes no steps from other texts. Otherwise the difference of another
        text could reveal the length of the confidential one.
        """
        return replace(self, steps=StepBudget(0))

    def answer_changes(
        self, answer_type: AnswerType, pair: AnswerPair
    ) -> Iterator[ChangeEntry | WithheldEntry]:
        """Yield the changes of the answer to a question, with those of its rows or entries."""
        yield from self._value_changes(answer_type, pair)
        if answer_type.rows():
            yield from self._row_changes(answer_type, pair)
        elif answer_type.listed_columns():
            yield from self._entry_changes(answer_type, pair)
        yield from self._metadata_changes(pair)

    def _row_changes(
        self, matrix: AnswerType, pair: AnswerPair
    ) -> Iterator[ChangeEntry | WithheldEntry]:
        before, after = (version.value or {} for version in pair.both)
        for row, asked in matrix.fields().items():
            old, new = pair.old.inner(before.get(row), row), pair.new.inner(after.get(row), row)
            inner = AnswerPair(old, new, (asked.label,), row)
            yield from self._inner_changes(asked.answer_type, inner)

    def _inner_changes(
        self, answer_type: AnswerType, pair: AnswerPair
    ) -> Iterator[ChangeEntry | WithheldEntry]:
        """Yield the changes of a row or cell, hidden if it is confidential."""
        if pair.old.answer == pair.new.answer:  # both are None where only the whole answer changed
            return
        if AnswerStatus.WITHHELD in (pair.old.status, pair.new.status):
            yield WithheldEntry(label=pair.label, row=pair.row)
            return
        is_hidden = not self.shown.confidential and _is_hidden(pair.old.answer, pair.new.answer)
        differ = self.for_hidden() if is_hidden else self
        changes = [*differ._value_changes(answer_type, pair), *differ._metadata_changes(pair)]
        yield from hiding(changes, Hidden.CONFIDENTIAL if is_hidden else None, pair)

    def _entry_changes(
        self, table: AnswerType, pair: AnswerPair
    ) -> Iterator[ChangeEntry | WithheldEntry]:
        old, new = pair.both
        before, after = (self._entries(table, version) for version in pair.both)
        withheld = self._hidden_cells(table, old), self._hidden_cells(table, new)
        numbers = [*matched(table, before, after, withheld)]
        gone = [before[i] for i, j in numbers if i is not None and j is None]
        come = [after[j] for i, j in numbers if i is None and j is not None]
        for i, j in numbers:
            if i is not None and j is not None:
                label = self._entry(table, (i, j), before[i], after[j])
                for column in table.listed_columns():
                    inner = AnswerPair(
                        old.inner(before[i].get(column.id), i, column.id),
                        new.inner(after[j].get(column.id), j, column.id),
                        (label, column.label),
                    )
                    yield from self._inner_changes(column.answer_type, inner)
            elif i is not None:
                entry = _as_marked(before[i], come)
                yield self._whole_entry_change(table, pair, (i, None), entry)
            elif j is not None:
                entry = _as_marked(after[j], gone)
                yield self._whole_entry_change(table, pair, (None, j), entry)

    def _entries(
        self, table: AnswerType, version: AnswerVersion
    ) -> Sequence[Mapping[str, AnswerData]]:
        """Return the entries of a table; what a confidential cell decides on is confidential."""
        entries = version.value or []
        return entries if self.shown.confidential else with_marks(table, entries)

    def _hidden_cells(self, table: AnswerType, version: AnswerVersion) -> Collection[InnerPath]:
        """Return the cells that are not shown: withheld, or confidential."""
        if self.shown.confidential or version.value is None:
            return version.withheld
        return {*version.withheld, *withheld_in(table, {"value": version.value})}

    def _whole_entry_change(
        self,
        table: AnswerType,
        pair: AnswerPair,
        numbers: tuple[int | None, int | None],
        entry: Mapping[str, AnswerData],
    ) -> ChangeEntry:
        """Return the change of an entry that only one of the reports has."""
        i, j = numbers
        line = (CodeEntry("", self._line(table, entry)),)
        return pair.change(
            Kind.ENTRY,
            self._entry(table, numbers, entry, entry),
            places=(
                None if i is None else (*pair.old.where, "value", i),
                None if j is None else (*pair.new.where, "value", j),
            ),
            before=line if j is None else (),
            after=line if i is None else (),
        )

    def _entry(
        self,
        table: AnswerType,
        numbers: tuple[int | None, int | None],
        before: Mapping[str, AnswerData],
        after: Mapping[str, AnswerData],
    ) -> str:
        """Return the name of an entry: the value of its unique column, or its number."""
        for column in table.listed_columns():
            cell, other = (entry.get(column.id, {}) for entry in (after, before))
            is_hidden = not self.shown.confidential and _is_hidden(cell, other)
            # A name that a copy withholds is not taken from the other report.
            is_named = all(isinstance(content.get("value"), str) for content in (cell, other))
            if column.unique and is_named and not is_hidden:
                return f"{table.entry_name.capitalize()} {cell['value']}"
        numbered = " → ".join(str(n + 1) for n in dict.fromkeys(numbers) if n is not None)
        return f"{table.entry_name.capitalize()} {numbered}"

    def _line(self, table: AnswerType, entry: Mapping[str, AnswerData]) -> str:
        """Return an entry on one line, without its confidential cells."""
        texts = []
        for column in table.listed_columns():
            answer = entry.get(column.id)
            if answer is None:
                continue
            if not self.shown.confidential and is_confidential(answer):
                texts.append(f"{column.label}: confidential")
            else:
                texts.append(cell_in_full(column, answer, begins=not texts))
        return "; ".join(texts)

    def _metadata_changes(self, pair: AnswerPair) -> Iterator[ChangeEntry]:
        """Yield the changes of what stands next to a value: evidence, note, ministry, origin."""
        yield from _evidence_change(pair)
        for key, (kind, words) in _METADATA.items():
            if key in PROVENANCE and not self.with_provenance:
                continue
            before, other = pair.beside(key)
            if key == "carried":
                before, other = before or None, other or None
            if before == other:
                continue
            # Authorities are a list of codes where the questionnaire names them, else a line.
            is_text = key in _METADATA_TEXTS and not any(
                isinstance(i, list) for i in (before, other)
            )
            yield pair.change(
                kind,
                words,
                places=pair.places_beside(key),
                before=() if is_text else self._metadata_codes(before),
                after=() if is_text else self._metadata_codes(other),
                **(self._words(before or "", other or "") if is_text else {}),
            )
        yield from _mark_change(pair)

    def _words(self, before: str, after: str) -> dict[str, Any]:
        """Return the difference of two texts, with their languages."""
        if before and after and self.languages[0] != self.languages[1]:
            words = [WordEntry(Sign.REMOVED, before), WordEntry(Sign.ADDED, after)]
        else:
            words = [*word_diff(before, after, self.steps)]
        return {"words": words, "languages": self.languages}

    def _metadata_codes(self, value: Any) -> Sequence[CodeEntry]:
        if value is None:
            return ()
        if isinstance(value, bool):
            return (_yes_or_no(value),)
        codes = value if isinstance(value, list) else [value]
        return [CodeEntry(code, self.authorities.get(code, code)) for code in codes]

    def _value_changes(self, answer_type: AnswerType, pair: AnswerPair) -> Iterator[ChangeEntry]:
        """Yield the changes of a value, or of the reason for its absence; no rows, no entries."""
        # A row of a question that is missing as a whole is missing in the same way.
        before, after = (
            parts_of(answer_type, version.whole if version.answer is None else version.answer)
            for version in pair.both
        )
        moved = pair.old.status is not pair.new.status
        if moved:
            old, new = (_status_code(answer_type, version) for version in pair.both)
            yield pair.change(Kind.STANDING, places=pair.places, before=(old,), after=(new,))
        status = status_part(answer_type)
        for name in dict.fromkeys([*before, *after]):
            first, other = before.get(name), after.get(name)
            is_said = moved and name in {MISSING, status} and (first is None or other is None)
            if first != other and not is_said:
                of_part = [part_label(name)] if name not in {MAIN, status, MISSING} else []
                yield self._part_change(pair, of_part, first, other)

    def _part_change(
        self, pair: AnswerPair, label: Sequence[str], old: AnswerPart | None, new: AnswerPart | None
    ) -> ChangeEntry:
        """Return the change of a part of an answer that differs between the two versions."""
        places = _part_path(pair.old, old), _part_path(pair.new, new)
        parts = [part for part in (old, new) if part is not None]
        if any(part.text is not None for part in parts):
            texts = [(part.text or "") if part else "" for part in (old, new)]
            return pair.change(Kind.TEXT, *label, places=places, **self._words(*texts))
        kind = Kind.CODE
        before, after = (part.codes if part else () for part in (old, new))
        if any(part.is_list for part in parts):
            kind = Kind.CODES
            before, after = (
                [code for code in before if code not in after],
                [code for code in after if code not in before],
            )
        return pair.change(kind, *label, places=places, before=before, after=after)


def hiding(
    changes: Sequence[ChangeEntry], hidden: Hidden | None, pair: AnswerPair
) -> Iterator[ChangeEntry]:
    """Yield changes, or one that hides all but a change of the confidential mark."""
    marks = [*_mark_change(pair)]
    if hidden is None:
        yield from changes
        return
    if len(changes) > len(marks):
        yield pair.change(Kind.HIDDEN, places=pair.places, hidden=hidden)
    yield from marks


def _as_marked(
    entry: Mapping[str, AnswerData], others: Sequence[Mapping[str, AnswerData]]
) -> Mapping[str, AnswerData]:
    """Mark the cells of an entry as confidential if any entry of the other report marks them so.

    That entry may be the same one with other changes. The two cells are not compared, because the
    result would reveal whether they are equal.
    """
    hidden = {column for other in others for column, cell in other.items() if is_confidential(cell)}
    return {
        column: {**answer, "confidential": True} if column in hidden else answer
        for column, answer in entry.items()
    }


def _is_hidden(*answers: AnswerData | None) -> bool:
    return any(is_confidential(answer) for answer in answers if answer is not None)


def _yes_or_no(value: bool) -> CodeEntry:
    return CodeEntry(str(value).lower(), "Yes" if value else "No")


def _mark_change(pair: AnswerPair) -> Iterator[ChangeEntry]:
    """Yield the change of the confidential mark."""
    was_hidden, other = (is_confidential(version.answer or {}) for version in pair.both)
    if was_hidden != other:
        yield pair.change(
            Kind.CONFIDENTIAL,
            "Confidential",
            places=pair.places_beside("confidential"),
            before=[_yes_or_no(was_hidden)],
            after=[_yes_or_no(other)],
        )


def _evidence_change(pair: AnswerPair) -> Iterator[ChangeEntry]:
    """Yield the change of the evidence next to a value. The order of references has no meaning."""
    cited, other = (_references(evidence or ()) for evidence in pair.beside("evidence"))
    if cited != other:
        yield pair.change(
            Kind.CODES,
            "Evidence",
            places=pair.places_beside("evidence"),
            before=[code for code in cited if code not in other],
            after=[code for code in other if code not in cited],
        )


def _references(evidence: Sequence[Mapping[str, str]]) -> Sequence[CodeEntry]:
    lines = evidence_lines(evidence)
    return sorted(
        CodeEntry(e.get("law", ""), line) for e, line in zip(evidence, lines, strict=True)
    )


def _status_code(answer_type: AnswerType, version: AnswerVersion) -> CodeEntry:
    """Return the one code of an answer; its status where it has none."""
    answer = version.answer if version.answer is not None else version.whole
    if version.status in {AnswerStatus.ANSWERED, AnswerStatus.MISSING} and answer is not None:
        parts = parts_of(answer_type, answer)
        part = parts.get(MISSING) or parts.get(status_part(answer_type))
        if part is not None:
            return part.codes[0]
    return CodeEntry(version.status.value, STATUS_LABELS[version.status])


def _part_path(version: AnswerVersion, part: AnswerPart | None) -> DocumentPath | None:
    # The part of a row that is missing with its question is a part of the answer to the question.
    return None if part is None else (*(version.place or version.where), *part.where)
