"""Where each unit of a report goes in the next version of its questionnaire."""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import chain
from typing import Any

from checklist.answer_types.answer import AnswerData
from checklist.answer_types.interface import AnswerType
from checklist.answer_types.packet import units_of
from checklist.answer_types.units import ANSWER_PARTS, EVIDENCE
from checklist.questionnaire.changes import ItemChange, QuestionChange, VersionStep
from checklist.questionnaire.declared_names import Place, code_names, question_places, row_places
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.reports.address import Address, AddressError, checked_type
from checklist.text.messages import Message, any_of, labelled, sentences, tr
from checklist.text.paragraphs import sentence

_BY, CONFIDENTIAL, _ANSWERED_BY = "by", "confidential", "answered_by"


_NO_LAW = Message("only a web address can show the answer now")


class _LostError(Exception):
    """Something has no place in the next version, for this reason."""


class Treatment(StrEnum):
    """What becomes of a unit."""

    CARRIED = "carried"
    """It is in the new report, and means the same."""
    QUEUED = "queued"
    """It is in the new report, and waits to be confirmed."""
    SET_ASIDE = "set-aside"
    """It is not in the new report."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitOutcome:
    """What became of a unit of the old report."""

    version: str
    """The version that the address belongs to."""
    address: str
    """The address of the unit in that version: `training/police/note`."""
    content: Any
    """The unit; where only some codes of a list have an outcome of their own, these."""
    treatment: Treatment
    to: tuple[str, ...] = ()
    """The addresses in the next version, where it is there."""
    reason: str = ""
    """Why it is not simply carried over."""
    is_removed: bool = False
    """Whether its question, row or column was removed: nothing is left to compare it with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A unit on its way into the next version."""

    source: Address
    content: Any
    target: Address
    moved: Any
    """The content under the names of the next version."""
    reason: str = ""
    """Why it has to be confirmed; empty where it means the same."""


@dataclass
class UnitMoves:
    """Finds where units go in one step, and sets aside what has no place to go to."""

    old: Questionnaire
    step: VersionStep
    new: Questionnaire
    keeps_lines: bool = False
    """Whether a line that says who answered stays where no code stands for it: to be compared."""
    outcomes: list[UnitOutcome] = field(default_factory=list)
    """The outcomes so far: what was set aside; of a whole migration, that of each unit."""

    def of_answer(self, question_id: str, answer: AnswerData) -> Iterator[Move]:
        """Yield the moves of the units of an answer that fits its question."""
        gate = answer.get(_BY)
        if gate is not None:
            reason = self._lost_gate(question_id, gate)
            if reason:
                self.set_aside(question_id, answer, reason)
                return
        answer_type = self.old.questions[question_id].answer_type
        for path, content in units_of(answer_type, answer):
            address = Address.at(question_id, path)
            yield from self._moves_of(address, content, answer_type)
        yield from self._marks(question_id, answer, answer_type)

    def _lost_gate(self, question_id: str, gate: str) -> str:
        """Return why an answer that a gate filled in cannot stay; empty where it can."""
        change = self.step.change(question_id)
        places, gates = question_places(self.step, question_id), question_places(self.step, gate)
        if len(places) == len(gates) == 1 and not places[0].row:
            is_same = change.became in {"kept", "renamed"} and not queue_reason(change)
            if is_same and gates[0].question in self.new.gates_of.get(places[0].question, ()):
                return ""
        return tr(
            "the answer to `{gate}` filled it in, and does so again where it still applies", gate
        )

    def _moves_of(self, address: Address, content: Any, answer_type: AnswerType) -> Iterator[Move]:
        question_id = address.question
        change = self.step.change(question_id)
        declared: list[ItemChange] = [change]
        if address.row:
            places = row_places(self.step, question_id, address.row)
            declared += [change.rows[address.row]] if address.row in change.rows else []
        else:
            places = question_places(self.step, question_id)
        if address.column and address.column in change.columns:
            declared.append(change.columns[address.column])
        reasons: list[str | None] = []
        # A row that has become one of another question does not go the way of its question.
        if address.row and len(declared) > 1 and any("/" in target for target in declared[1].to):
            reasons = [change.reason] if change.has_other_meaning else []
            declared = declared[1:]
        gone = next((change for change in declared if change.became == "removed"), None)
        if gone is not None or not places:
            reason = gone.reason if gone is not None else None
            reason = reason or tr("nothing has taken its place")
            self.set_aside(str(address), content, reason, is_removed=True)
            return
        is_mark = address.part == CONFIDENTIAL
        if len(places) > 1 and not is_mark and not _codes_at(answer_type, address):
            places = places[:1]  # one text cannot answer two questions
        queue = _in_one([*reasons, *map(queue_reason, declared)])
        is_lost: list[str] = []
        moves: list[Move] = []
        for place in places:
            try:
                moves.append(self._move(address, content, place, change, answer_type, queue))
            except _LostError as lost:
                is_lost.append(str(lost))
        if not moves:
            self.set_aside(str(address), content, is_lost[0])
        yield from moves

    def _move(
        self,
        address: Address,
        content: Any,
        place: Place,
        change: QuestionChange,
        answer_type: AnswerType,
        queue: str,
    ) -> Move:
        """Return the move of a unit to one of its places.

        Raises:
            _LostError: The unit has no place there.
        """
        new = self.new.questions.get(place.question)
        if new is None:
            to, question = self.step.to, place.question
            raise _LostError(tr("version {to} has no question `{question}`", to, question))
        column = change.columns.get(address.column)
        target = address._replace(
            question=place.question,
            row=place.row,
            column=column.to[0] if column is not None and column.to else address.column,
            part=_new_part(address, answer_type, place, new.answer_type),
        )
        try:
            checked_type(target, self.new)
        except AddressError:
            raise _LostError(tr("version {to} has no `{target}`", self.step.to, target)) from None
        if address.part in ANSWER_PARTS and address.part:
            moved = self._moved_part(address, content, new.answer_type)
        else:
            moved, reasons = self._renamed_codes(address, content, target, answer_type)
            queue = _in_one([queue, *reasons])
        return Move(source=address, content=content, target=target, moved=moved, reason=queue)

    def _moved_part(self, address: Address, content: Any, new_type: AnswerType) -> Any:
        """Return what stands next to a value, as the next version has it.

        Raises:
            _LostError: The next version has no place for it.
        """
        if address.part == _BY:
            return question_places(self.step, content)[0].question
        if address.part == _ANSWERED_BY and isinstance(content, str) and self.new.authorities:
            known = self.new.authorities.items()
            codes = [code for code, label in known if content in (code, label)]
            if not (codes or self.keeps_lines):
                raise _LostError(tr("authorities are named by their codes now"))
            return codes or content
        if address.part == EVIDENCE:
            fitting = [*new_type.fitting_evidence(content)]
            others = [code for code in content if code not in fitting]
            if not fitting:
                raise _LostError(tr(_NO_LAW))
            if others:
                self.set_aside(str(address), others, tr(_NO_LAW))
            return fitting
        return content

    def _renamed_codes(
        self, address: Address, content: Any, target: Address, answer_type: AnswerType
    ) -> tuple[Any, Sequence[str]]:
        """Return a value with the codes of the next version, and why it is to be confirmed.

        Raises:
            _LostError: There is no such value.
        """
        change = self.step.change(address.question)
        place = Place(target.question, target.row)
        new_type = self.new.questions[place.question].answer_type
        before, after = _codes_at(answer_type, address), _codes_at(new_type, target)
        if not before or not after:
            if before != after:
                raise _LostError(tr("it is answered in another way now"))
            return content, ()
        column = change.columns.get(address.column)
        declared = change.codes if column is None else column.codes
        names: list[str] = []
        reasons: list[str] = []
        lost: dict[tuple[str, str], list[str]] = {}  # by what they have become, and the reason
        for code in content if isinstance(content, list) else [content]:
            item, became = declared.get(code), code_names(change, code, place, address.column)
            if len(became) != 1 or became[0] not in after:
                named = any_of([f"`{name}`" for name in became]) if len(became) > 1 else ""
                lost.setdefault((named, (item and item.reason) or ""), []).append(code)
                continue
            names += [became[0]] if became[0] not in names else []
            if item is not None and item.has_other_meaning:
                reasons.append(tr("`{code}` means something else now: {reason}", code, item.reason))
        said = [_lost(codes, *why) for why, codes in lost.items()]
        if not names:
            raise _LostError(_in_one([*said, *reasons]) or tr("this code no longer exists"))
        if lost:
            gone = {*chain(*lost.values())}
            self.set_aside(str(address), [code for code in content if code in gone], _in_one(said))
        is_list = new_type.allows_several or (
            isinstance(content, list) and not answer_type.allows_several
        )
        return (names if is_list or len(names) > 1 else names[0]), [*said, *reasons]

    def _marks(
        self, question_id: str, answer: AnswerData, answer_type: AnswerType
    ) -> Iterator[Move]:
        """Yield the mark of a confidential matrix for each of its rows that goes elsewhere."""
        if not answer.get(CONFIDENTIAL) or not isinstance(answer.get("value"), Mapping):
            return
        whole = {place.question for place in question_places(self.step, question_id)}
        for row_id in answer["value"] if answer_type.listed_rows() else ():
            for place in row_places(self.step, question_id, row_id):
                if place.question in self.new.questions and place.question not in whole:
                    yield Move(
                        source=Address(question=question_id, part=CONFIDENTIAL),
                        content=answer[CONFIDENTIAL],
                        target=Address(question=place.question, row=place.row, part=CONFIDENTIAL),
                        moved=answer[CONFIDENTIAL],
                    )

    def set_aside(
        self, address: str, content: Any, reason: str, *, is_removed: bool = False
    ) -> None:
        """Set a unit aside."""
        self.outcomes.append(
            UnitOutcome(
                version=self.step.from_,
                address=address,
                content=content,
                treatment=Treatment.SET_ASIDE,
                reason=reason,
                is_removed=is_removed,
            )
        )


def queue_reason(change: ItemChange) -> str:
    """Return why an answer to what changed so has to be confirmed; empty where it need not."""
    if change.became in {"split", "merged"} or change.has_other_meaning:
        return change.reason or ""
    if isinstance(change, QuestionChange) and "type" in change.changed:
        return change.reason or tr("it has other possible answers now")
    return ""


def _lost(codes: Sequence[str], became: str, reason: str) -> str:
    """Return why codes have no code in their place, with the names that they have become."""
    listed = any_of([f"`{code}`" for code in codes])
    why = tr("no code stands for {listed} now", listed)
    if became:
        why = tr("{listed} has become {became}", listed, became)
    return labelled(why, reason) if reason else why


def _in_one(reasons: Iterable[str | None]) -> str:
    """Return reasons as one text: a single one as it is, several as sentences."""
    kept = [*dict.fromkeys(filter(None, reasons))]
    if len(kept) == 1:
        return kept[0]
    return sentences(sentence(f"{words[:1].upper()}{words[1:]}") for words in kept)


def _codes_at(answer_type: AnswerType, address: Address) -> Set[str]:
    """Return the codes that can stand at an address; none where it holds something else."""
    if address.part in ANSWER_PARTS and address.part:
        return frozenset()
    if address.column:
        columns = {column.id: column for column in answer_type.listed_columns()}
        inner = columns[address.column].answer_type
        return {code for part, code, _ in inner.codes_of_parts() if not part}
    if answer_type.listed_columns():
        return frozenset()
    # The one code of a measure has a name as a part of its value, and none in the list of codes.
    is_status = not address.row and address.part == answer_type.status_part
    wanted = "" if is_status else address.part
    return {code for part, code, _ in answer_type.codes_of_parts() if part == wanted}


def _new_part(address: Address, old: AnswerType, place: Place, new: AnswerType) -> str:
    """Return the part that a unit has in its new place: the one code of a value stays that."""
    status = "" if address.row or address.column else old.status_part
    if address.part != status or address.entry or new.listed_columns():
        return address.part
    return "" if place.row else new.status_part
