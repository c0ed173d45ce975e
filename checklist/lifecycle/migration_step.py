"""Moves the answers of one version of a questionnaire to the next, unit by unit.

Each unit has one outcome: it is carried over with its meaning, it is carried over and waits to be
confirmed, or it is set aside, with the reason.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from checklist.answer_types.answer import AnswerData
from checklist.answer_types.units import ANSWER_PARTS, MISSING
from checklist.answer_types.yes_no import NEGATIVE
from checklist.checks.validator import first_reasons
from checklist.lifecycle.unit_moves import CONFIDENTIAL, Move, Outcome, UnitMoves, UnitOutcome
from checklist.questionnaire.changes import Step
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.reports.address import Address, AddressError, Answers, get
from checklist.reports.address import set as set_at
from checklist.reports.check_structure import check_structure
from checklist.reports.report import Report

_CARRIED, _BY = "carried", "by"
_WHOLE = "", 0
"""The row and the entry in the address of a whole answer."""


@dataclass
class MigrationStep:
    """The move of a report's answers from one version to the next."""

    old: Questionnaire
    step: Step
    new: Questionnaire
    keeps_lines: bool = False
    """Whether a line that says who answered stays where no code stands for it."""

    def __post_init__(self) -> None:
        self._moves = UnitMoves(self.old, self.step, self.new, self.keeps_lines)

    @property
    def outcomes(self) -> list[UnitOutcome]:
        """The outcome of each unit, once `migrated` has returned."""
        return self._moves.outcomes

    def migrated(self, report: Report) -> Report:
        """Return the report for the next version.

        Args:
            report: One of the old version, whose answers may not all fit it.
        """
        checked, _ = check_structure(report.to_data(), self.old)
        moves: list[Move] = []
        for question_id, answer in report.answers.items():
            if question_id not in self.old.questions:
                reason = f"version {self.step.from_} has no such question"
                self._moves.set_aside(question_id, answer, reason)
            elif question_id in checked.invalid_questions or question_id not in checked.valid:
                reason = f"it does not fit the question of version {self.step.from_}"
                self._moves.set_aside(question_id, answer, reason)
            else:
                moves += self._moves.of_answer(question_id, answer)
        answers, placed = self._placed(moves)
        answers, placed = self._fitting(report._replace(answers=answers), placed)
        answers, placed = self._with_open_gates(answers, placed)
        return self._confirmed(report, answers, placed)

    # Putting them there

    def _placed(self, moves: Sequence[Move]) -> tuple[Answers, Sequence[Move]]:
        """Put the units into their places; what finds no room is set aside."""
        by_question: dict[str, list[Move]] = defaultdict(list)
        for move in moves:
            by_question[move.target.question].append(move)
        answers: dict[str, AnswerData] = {}
        placed: list[Move] = []
        for question_id in self.new.questions:
            if question_id in by_question:
                answer, here = self._placed_in(by_question[question_id])
                answers.update(answer)
                placed += here
        return answers, placed

    def _placed_in(self, moves: Sequence[Move]) -> tuple[Answers, Sequence[Move]]:
        """Put units into the answer to their question."""
        by_target: dict[Address, list[Move]] = defaultdict(list)
        for move in moves:
            by_target[move.target].append(move)
        # A value before a missing one, so that it wins; what goes beside an answer after both.
        targets = sorted(
            by_target, key=lambda address: (_is_metadata(address), address.part == MISSING)
        )
        answer: Answers = {}
        placed = _Placed()
        for target in targets:
            together = self._agreed(target, by_target[target])
            if _is_metadata(target) and not any(_is_beside(target, move.target) for move in placed):
                self._give_up(together, f"`{target._replace(part='')}` has no answer now")
                continue
            changed = self._with(answer, target, together)
            if changed is None:
                continue
            others = placed.touched_from(target)
            if all(get(changed, earlier.target, self.new) == earlier.moved for earlier in others):
                answer = changed
                placed.add(together)
            else:
                self._give_up(together, f"another answer has become `{target.question}` already")
        return answer, [*placed]

    def _with(self, answers: Answers, target: Address, together: Sequence[Move]) -> Answers | None:
        """Return the answers with units that have one place; None where there is no room."""
        if not together:
            return None
        try:
            return set_at(answers, target, together[0].moved, self.new)
        except (AddressError, ValueError):
            self._give_up(together, f"`{target}` has no room for it")
            return None

    def _agreed(self, target: Address, moves: Sequence[Move]) -> Sequence[Move]:
        """Return the moves into one place with one content, and set aside what differs."""
        first, *others = moves
        if all(move.moved == first.moved for move in others):
            return moves
        if target.part == CONFIDENTIAL:
            return [replace(move, moved=True) for move in moves]
        if all(isinstance(move.moved, list) for move in moves) and not target.part:
            union = [*dict.fromkeys(item for move in moves for item in move.moved)]
            return [replace(move, moved=union) for move in moves]
        if target.part and target.part in ANSWER_PARTS and target.part != MISSING:
            same = [move for move in moves if move.moved == first.moved]
            differing = [move for move in moves if move.moved != first.moved]
            self._give_up(differing, f"`{target}` is taken from `{first.source}`")
            return same
        self._give_up(moves, f"the answers that have become `{target}` differ")
        return ()

    # What the next version accepts

    def _fitting(self, report: Report, placed: Sequence[Move]) -> tuple[Answers, Sequence[Move]]:
        """Leave out the answers that do not fit their questions."""
        data = report.to_data()
        checked, _ = check_structure(data, self.new)
        invalid = checked.invalid_questions | (report.answers.keys() - checked.valid.keys())
        if not invalid:
            return report.answers, placed
        reasons = first_reasons(data, self.new)
        for question_id in sorted(invalid):
            why = reasons.get(question_id, "it does not fit")
            reason = f"it does not fit `{question_id}` of version {self.step.to}: {why}"
            self._give_up([move for move in placed if move.target.question == question_id], reason)
        return (
            {key: answer for key, answer in report.answers.items() if key not in invalid},
            [move for move in placed if move.target.question not in invalid],
        )

    def _with_open_gates(
        self, answers: Answers, placed: Sequence[Move]
    ) -> tuple[Answers, Sequence[Move]]:
        """Leave out what a gate filled in that no longer says no."""
        opened = {
            key: answer[_BY]
            for key, answer in answers.items()
            if _BY in answer and answers.get(answer[_BY], {}).get("value") != NEGATIVE
        }
        for question_id, gate in opened.items():
            moves = [move for move in placed if move.target.question == question_id]
            self._give_up(moves, f"`{gate}`, which filled it in, has no such answer now")
        return (
            {key: answer for key, answer in answers.items() if key not in opened},
            [move for move in placed if move.target.question not in opened],
        )

    def _confirmed(self, report: Report, answers: Answers, placed: Sequence[Move]) -> Report:
        """Mark what has to be confirmed, record the outcomes, and return the report.

        A row, or an entry of a table, waits by itself: the others of its question mean the same.
        """
        queued: dict[Address, str] = {}
        for move in placed:
            if move.reason:
                queued.setdefault(_waiting(move.target), move.reason)
        waiting = {place.question for place in queued}
        marked = {
            key: {**answer, _CARRIED: True} if key in waiting else answer
            for key, answer in answers.items()
        }
        by_source: dict[Address, list[Move]] = defaultdict(list)
        for move in placed:
            by_source[move.source].append(move)
        for source, moves in by_source.items():
            reasons = [move.reason for move in moves if move.reason]
            reasons += [queued[at] for move in moves if (at := _waiting(move.target)) in queued]
            self.outcomes.append(
                UnitOutcome(
                    version=self.step.from_,
                    address=str(source),
                    content=moves[0].content,
                    outcome=Outcome.QUEUED if reasons else Outcome.CARRIED,
                    to=tuple(dict.fromkeys(str(move.target) for move in moves)),
                    reason=reasons[0] if reasons else "",
                )
            )
        head = self.new.head
        return report._replace(
            questionnaire_version=head.version,
            questionnaire_digest=self.new.digest,
            answers={key: marked[key] for key in self.new.questions if key in marked},
        )

    def _give_up(self, moves: Sequence[Move], reason: str) -> None:
        for move in moves:
            self._moves.set_aside(str(move.source), move.content, reason)


class _Placed:
    """The moves of one question that have found their place."""

    def __init__(self) -> None:
        self._by_part: dict[tuple[str, int], list[Move]] = {}

    def __iter__(self) -> Iterator[Move]:
        return chain.from_iterable(self._by_part.values())

    def add(self, moves: Sequence[Move]) -> None:
        """Add the moves into one place."""
        for move in moves:
            key = move.target.row, move.target.entry
            self._by_part.setdefault(key, []).append(move)

    def touched_from(self, target: Address) -> Iterable[Move]:
        """Return the moves whose content a new content at an address can replace.

        A row or an entry of a table leaves the others as they are.
        """
        key = target.row, target.entry
        if key == _WHOLE:
            return self
        return chain(self._by_part.get(_WHOLE, ()), self._by_part.get(key, ()))


def _waiting(target: Address) -> Address:
    """Return what waits to be confirmed as one: an answer, a row, or an entry of a table."""
    return Address(question=target.question, row=target.row, entry=target.entry)


def _is_metadata(address: Address) -> bool:
    """Whether a unit only goes with an answer: a note, a mark."""
    return address.part in ANSWER_PARTS and address.part != MISSING


def _is_beside(metadata: Address, other: Address) -> bool:
    """Whether a unit belongs to the answer with which some metadata goes."""
    if _is_metadata(other):
        return False
    if not metadata.row and not metadata.entry:
        return True
    return metadata._replace(part="") == other._replace(part="")
