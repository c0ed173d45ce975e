"""What an authority itself answered, where the report shows something else, or hides it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from checklist.answer_types.answer import is_confidential
from checklist.answer_types.interface import AnswerType
from checklist.answer_types.units import EVIDENCE, MISSING, PartPath
from checklist.errors import ChecklistError
from checklist.merging.claims import Claim
from checklist.merging.contents import CONFIDENTIAL, WHOLE
from checklist.merging.givers import named_in
from checklist.merging.question import is_at
from checklist.merging.resolution import Conflict
from checklist.ministries.division import Division
from checklist.ministries.record import Record, present_records
from checklist.ministries.words import content_in_words
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.reports.report import Report
from checklist.text.list_numbers import letter
from checklist.text.messages import labelled, semicolons, with_aside


def known_records(report: Report, questionnaire: Questionnaire) -> Mapping[str, Record]:
    """Return the records of a draft by question; none where its head was changed by hand."""
    try:
        return present_records(report, questionnaire)
    except ChecklistError:  # the next merge refuses it, and says so
        return {}


class OwnAnswers(NamedTuple):
    """The answers of one authority in the records of a draft."""

    authority: str
    questionnaire: Questionnaire
    records: Mapping[str, Record]
    conflicts: Mapping[str, Sequence[Conflict]] = {}
    """By question, those in which the authority is one of those who differ."""

    @classmethod
    def of(
        cls, authority: str, known: Mapping[str, Record], questionnaire: Questionnaire
    ) -> "OwnAnswers":
        """Return what an authority answered, from the records of all."""
        own = {name: record for name, record in known.items() if any(_claims(record, authority))}
        conflicts = {
            name: [
                found
                for found in record.merged(questionnaire).conflicts
                if any(_is_by(claim, authority) for w in found.wanted for claim in w.claims)
            ]
            for name, record in own.items()
        }
        return cls(authority, questionnaire, own, conflicts)

    def answer(self, question_id: str, present: Mapping[str, Any], row: str = "") -> Any:
        """Return what the authority answered, where it must be shown that; None otherwise.

        That is where its answer is open, or where the present one is joint and not for publication.

        Args:
            question_id: The question, of another type than a table.
            present: The present answer to it, or to the row.
            row: The row; empty for the question.
        """
        said = self.said(question_id, row)
        if said is None:
            return None
        names = present.get("answered_by")
        is_joint = isinstance(names, list) and self.authority in names and len(names) > 1
        if is_joint and is_confidential(present):
            return said
        found = [c for c in self.conflicts.get(question_id, ()) if c.path.row == row]
        if any(conflict.path.part in {"", WHOLE} for conflict in found):
            is_marked = self._is_marked_here(question_id, row, found)
            return {**said, CONFIDENTIAL: True} if is_marked else said
        return None

    def _is_marked_here(self, question_id: str, row: str, conflicts: Sequence[Conflict]) -> bool:
        """Whether the State's own mark is on what the authority says, and no mark of others."""
        own: Any = self.records[question_id].own or {}
        own = own.get("value", {}).get(row, {}) if row else own
        if not is_confidential(own) or named_in(own) - {self.authority}:
            return False
        return any(
            is_confidential(wanted.content)
            and all(_is_by(c, self.authority) for c in wanted.claims)
            for conflict in conflicts
            for wanted in conflict.wanted
            if conflict.path.part == WHOLE and wanted.content and wanted.claims
        )

    def contributes(self, question_id: str, row: str = "") -> bool:
        """Whether another authority leads where the authority said something."""
        record = self.records.get(question_id)
        return record is not None and any(c.lead(row) for c in _claims(record, self.authority))

    def beside(self, question_id: str, row: str = "") -> Mapping[str, Any]:
        """Return what the authority said beside a value that stands, and what is open."""
        said = self.said(question_id, row) or {}
        return {
            c.path.part: said.get(c.path.part)
            for c in self.conflicts.get(question_id, ())
            if c.path.row == row and not c.path.entry and c.path.part not in {"", WHOLE}
        }

    def said(self, question_id: str, row: str = "") -> Mapping[str, Any] | None:
        """Return the last answer that the authority gave to a question or row; None for none."""
        record = self.records.get(question_id)
        answer_type: AnswerType = self.questionnaire.questions[question_id].answer_type
        claims = [*_claims(record, self.authority)] if record else []
        own = [(path, change.now) for claim in claims for path, change in claim.changes.items()]
        for claim in reversed(claims):
            if not any(is_at(path, row) for path in claim.changes):
                continue
            said = {
                **{
                    path: _own_of(seen, [now for at, now in own if at == path])
                    if path.part in _WORDS
                    else seen
                    for path, seen in claim.saw.items()
                    if is_at(path, row)
                },
                **{path: change.now for path, change in claim.changes.items() if is_at(path, row)},
            }
            left_out = {"carried", "answered_by", "by"}
            if any(path.part == MISSING and content is not None for path, content in said.items()):
                left_out |= _WORDS  # those of a value, which is no more
            answer: Mapping[str, Any] = {}
            for path, content in sorted(said.items()):
                if content is not None and path.part not in left_out:
                    answer = answer_type.set(answer, path, content)
            inner = answer.get("value", {}).get(row) if row else answer
            return inner or None
        return None

    def replaced(self, answers: Mapping[str, Any]) -> Iterator[str]:
        """Yield the questions in which other answers stand than those that the authority gave.

        Open conflicts are not among them, nor are tables, whose entries name nobody.

        Args:
            answers: The answers of the report.
        """
        for question_id in self.records:
            answer = answers.get(question_id)
            if self.conflicts.get(question_id) or not isinstance(answer, Mapping):
                continue
            answer_type = self.questionnaire.questions[question_id].answer_type
            value = answer.get("value")
            rows = value if answer_type.rows() and isinstance(value, Mapping) else {"": answer}
            for row, row_answer in rows.items() if not answer_type.listed_columns() else ():
                names, said = named_in(row_answer) or named_in(answer), self.said(question_id, row)
                if not said or self.authority in names:
                    continue
                if names or said.get("value") != row_answer.get("value"):
                    yield question_id
                    break

    def standing(
        self, answers: Mapping[str, Any]
    ) -> Iterator[tuple[str, Mapping[str, Any], Mapping[str, Any]]]:
        """Yield the answers that a report gives in the name of the authority.

        Args:
            answers: The answers of the report.

        Yields:
            The address of a question, a row or an entry; in an entry, the cells that say which it
            is; and the answer, or the cells of the entry that the authority gave.
        """
        for question_id, question in self.questionnaire.questions.items():
            answer = answers.get(question_id)
            value = answer.get("value") if isinstance(answer, Mapping) else None
            if question.answer_type.listed_columns() and isinstance(value, list):
                for number, cells in enumerate(value, 1):
                    entry = {
                        column: {key: said for key, said in cells[column].items() if key == "value"}
                        for column in question.answer_type.naming
                        if column in cells
                    }
                    given = {
                        c: cell
                        for c, cell in cells.items()
                        if self._gave(question_id, entry, c, cell)
                    }
                    if given:
                        yield f"{question_id}/{number}", entry, given
            elif question.answer_type.rows() and isinstance(value, Mapping):
                for row, packet in value.items():
                    if self.authority in (named_in(packet) or named_in(answer or {})):
                        yield f"{question_id}/{row}", {}, packet
            elif isinstance(answer, Mapping) and self.authority in named_in(answer):
                yield question_id, {}, answer

    # Tables

    def _gave(
        self, question_id: str, entry: Mapping[str, Any], column: str, cell: Mapping[str, Any]
    ) -> bool:
        """Whether a cell that stands in an entry is what the authority gave."""
        own = self.cell(question_id, entry, column)
        return own is not None and all(own.get(key) == cell.get(key) for key in ("value", MISSING))

    def cell(self, question_id: str, entry: Mapping[str, Any], column: str) -> Any:
        """Return the cell of an entry as the authority gave it; None where it did not.

        Args:
            question_id: The table.
            entry: The cells that show which entry it is.
            column: The column.
        """
        record = self.records.get(question_id)
        for claim in reversed([*_claims(record, self.authority)] if record else []):
            for number in sorted(claim.by_entry):
                cells = claim.cells_of(number)
                is_same = all(cells.get(key, content) == content for key, content in entry.items())
                if is_same and column in cells:
                    given = {
                        path.part or "value"
                        for path, change in claim.by_entry[number].items()
                        if path.column == column and change.now is not None
                    }
                    return {
                        key: content
                        for key, content in cells[column].items()
                        if key not in _WORDS or key in given
                    }
        return None

    def open_cells(self, question_id: str) -> Iterator[tuple[int, str, Any]]:
        """Yield the number of an entry, the column and the authority's cell where it is open.

        The column is empty for a whole entry.
        """
        for conflict in self.conflicts.get(question_id, ()):
            path = conflict.path
            if not path.entry or path.part not in {"", WHOLE}:
                continue
            for wanted in conflict.wanted:
                claims = [claim for claim in wanted.claims if _is_by(claim, self.authority)]
                if claims and wanted.content is not None:
                    yield path.entry, path.column, _own_part(wanted.content, path, claims)


class Told(NamedTuple):
    """What an authority that contributes says to the one that leads."""

    by: str
    row: str
    answer: Mapping[str, Any]
    """Its answer to the question or row, without its sources."""


def told_to(
    authority: str, known: Mapping[str, Record], questionnaire: Questionnaire
) -> Mapping[str, list[Told]]:
    """Return what others say to an authority where it leads, by question.

    What they marked as confidential is not among it.

    Args:
        authority: The authority.
        known: The records of all.
        questionnaire: The questionnaire of the draft.
    """
    found: dict[str, list[Told]] = {}
    for name, record in known.items():
        answer_type = questionnaire.questions[name].answer_type
        answers: dict[tuple[str, str], Mapping[str, Any]] = {}
        for claim, path in record.merged(questionnaire).told:
            marks = [claim.saw, {at: change.now for at, change in claim.changes.items()}]
            is_marked = any(
                content and at.part == CONFIDENTIAL and at.row in {"", path.row}
                for said in marks
                for at, content in said.items()
            )
            now = claim.changes[path].now
            if claim.lead(path.row) != authority or is_marked or now is None:
                continue
            if path.part != EVIDENCE:
                before = answers.get((claim.by, path.row), {})
                answers[claim.by, path.row] = answer_type.set(before, path, now)
        for (by, row), answer in answers.items():
            inner = answer.get("value", {}).get(row, {}) if row else answer
            found.setdefault(name, []).append(Told(by, row, inner))
    return found


def told_words(
    question_id: str, said: Sequence[Told], division: Division, questionnaire: Questionnaire
) -> str:
    """Return what others say to the authority that leads a question, in words."""
    texts, rows = [], [*questionnaire.questions[question_id].answer_type.rows()]
    for one in sorted(said, key=lambda told: (told.row and rows.index(told.row), told.by)):
        at = f"{question_id}/{one.row}" if one.row else question_id
        words = content_in_words(at, one.answer, questionnaire, is_whole=True)
        who = division.label(one.by, questionnaire)
        row = letter(rows.index(one.row)) if one.row else ""
        texts.append(labelled(with_aside(who, row), words))
    return semicolons(texts)


_WORDS = frozenset({"note", "evidence"})
"""What stands beside an answer in the words of who gave it."""


def _own_of(seen: Any, given: Sequence[Any]) -> Any:
    """Return what an authority gave of a note or of sources that it saw; None for nothing.

    In what it saw, words of other authorities can stand beside its own.
    """
    if seen in given:
        return seen
    if isinstance(seen, list):
        own = [added for content in given if isinstance(content, list) for added in content]
        return [entry for entry in seen if entry in own] or None
    return next((content for content in reversed(given) if content and content in seen), None)


def _own_part(content: Any, path: PartPath, claims: Sequence[Claim]) -> Any:
    """Return what an authority gave of a cell or entry that others also gave."""
    if path.column and path.part != WHOLE:
        return {"value": content}
    if path.column:
        return _own_cell(content, path.column, claims)
    return {column: _own_cell(cell, column, claims) for column, cell in content.items()}


def _own_cell(cell: Mapping[str, Any], column: str, claims: Sequence[Claim]) -> Any:
    """Return a cell with what an authority itself said beside its value."""
    given: dict[str, list[Any]] = {}
    for claim in claims:
        for path, change in sorted(claim.changes.items()):
            said = claim.cells_of(path.entry).get(column, {}) if path.column == column else {}
            if said and said.get("value") == cell.get("value"):
                given.setdefault(path.part, []).append(change.now)
    words = frozenset() if MISSING in cell else _WORDS
    own = {key: _own_of(cell[key], given.get(key, ())) for key in words & cell.keys()}
    if cell.get(CONFIDENTIAL) and given.get(CONFIDENTIAL, ())[-1:] != [True]:
        own[CONFIDENTIAL] = None
    return {key: content for key, content in {**cell, **own}.items() if content is not None}


def _claims(record: Record, authority: str) -> Iterator[Claim]:
    """Yield the claims of an authority on what it was asked, in the order of its parts."""
    return (claim for claim in record.claims if _is_by(claim, authority))


def _is_by(claim: Claim, authority: str) -> bool:
    return claim.is_authority and claim.by == authority and not claim.is_outside
