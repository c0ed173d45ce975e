"""Moves a report to the present version of its questionnaire, as changes.yaml declares."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import Any, cast

from checklist.answer_types.answer import AnswerData
from checklist.answer_types.units import ANSWER_PARTS, MISSING, PartPath
from checklist.answer_types.yes_no import NEGATIVE
from checklist.checks.validator import first_reasons
from checklist.errors import ChecklistError
from checklist.files import writer
from checklist.files.discovery import DRAFT_ENDING, SET_ASIDE_ENDING, free_path
from checklist.files.plain_yaml import yaml_text
from checklist.files.reader import Document, content_of
from checklist.files.report_text import ReportText
from checklist.lifecycle.route import steps_to
from checklist.lifecycle.unit_moves import CONFIDENTIAL, Move, Treatment, UnitMoves, UnitOutcome
from checklist.merging.languages import tags_of, with_tags
from checklist.questionnaire.changes import VersionStep
from checklist.questionnaire.declared_names import question_places, row_places
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.reports.address import Address, AddressError, Answers, get
from checklist.reports.address import set as set_at
from checklist.reports.check_structure import check_structure
from checklist.reports.report import Report
from checklist.text.messages import Message, tr
from checklist.text.sanitize import quoted

_CARRIED, _BY = "carried", "by"
_WHOLE = "", 0
"""The row and the entry in the address of a whole answer."""


class MigrationStep(UnitMoves):
    """The move of a report's answers from one version to the next, with what becomes of each."""

    def migrated(self, report: Report) -> Report:
        """Return the report for the next version.

        Args:
            report: One of the old version, whose answers may not all fit it.
        """
        checked, _ = check_structure(report.to_data(), self.old)
        moves: list[Move] = []
        for question_id, answer in report.answers.items():
            if question_id not in self.old.questions:
                reason = tr("version {begin} has no such question", self.step.from_)
                self.set_aside(question_id, answer, reason)
            elif question_id in checked.invalid_questions or question_id not in checked.valid:
                reason = tr("it does not fit the question of version {begin}", self.step.from_)
                self.set_aside(question_id, answer, reason)
            else:
                moves += self.of_answer(question_id, answer)
        answers, placed = self._placed(moves)
        answers, placed = self._fitting(report._replace(answers=answers), placed)
        answers, placed = self._with_open_gates(answers, placed)
        answers = self._with_languages(report, answers, placed)
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
                self._give_up(
                    together, tr("`{replace}` has no answer now", target._replace(part=""))
                )
                continue
            changed = self._with(answer, target, together)
            if changed is None:
                continue
            others = placed.touched_from(target)
            if all(get(changed, earlier.target, self.new) == earlier.moved for earlier in others):
                answer = changed
                placed.add(together)
            else:
                self._give_up(
                    together, tr("another answer has become `{question}` already", target.question)
                )
        return answer, [*placed]

    def _with(self, answers: Answers, target: Address, together: Sequence[Move]) -> Answers | None:
        """Return the answers with units that have one place; None where there is no room."""
        if not together:
            return None
        try:
            return set_at(answers, target, together[0].moved, self.new)
        except (AddressError, ValueError):
            self._give_up(together, tr("`{target}` has no room for it", target))
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
            self._give_up(
                differing, tr("`{target}` is taken from `{source}`", target, first.source)
            )
            return same
        self._give_up(moves, tr("the answers that have become `{target}` differ", target))
        return ()

    def _with_languages(self, report: Report, answers: Answers, placed: Sequence[Move]) -> Answers:
        """Return the answers with the languages of the units that have one of their own."""
        tags = {
            Address.at(name, path): language
            for name, answer in report.answers.items()
            if name in self.old.questions
            for path, language in tags_of(self.old.questions[name].answer_type, answer).items()
        }
        by_question: dict[str, dict[PartPath, str]] = {}
        for move in placed if tags else ():
            if move.source in tags:
                own = by_question.setdefault(move.target.question, {})
                own[move.target.path] = tags[move.source]
        tagged = {
            name: with_tags(self.new.questions[name].answer_type, answers[name], own)
            for name, own in by_question.items()
        }
        return {**answers, **tagged}

    # What the next version accepts

    def _fitting(self, report: Report, placed: Sequence[Move]) -> tuple[Answers, Sequence[Move]]:
        """Leave out the answers that do not fit their questions."""
        data = report.to_data()
        checked, _ = check_structure(data, self.new)
        invalid = checked.invalid_questions | (report.answers.keys() - checked.valid.keys())
        if not invalid:
            return report.answers, placed
        why = first_reasons(data, self.new)
        reasons = {
            question_id: tr(
                "it does not fit `{question_id}` of version {to}: {why}",
                question_id,
                self.step.to,
                why.get(question_id, "it does not fit"),
            )
            for question_id in sorted(invalid)
        }
        return self._without(reasons, report.answers, placed)

    def _with_open_gates(
        self, answers: Answers, placed: Sequence[Move]
    ) -> tuple[Answers, Sequence[Move]]:
        """Leave out what a gate filled in that no longer says no."""
        opened = {
            key: tr("`{gate}`, which filled it in, has no such answer now", answer[_BY])
            for key, answer in answers.items()
            if _BY in answer and answers.get(answer[_BY], {}).get("value") != NEGATIVE
        }
        return self._without(opened, answers, placed)

    def _without(
        self, reasons: Mapping[str, str], answers: Answers, placed: Sequence[Move]
    ) -> tuple[Answers, Sequence[Move]]:
        """Leave out the answers to the questions for which there is a reason."""
        for question_id, reason in reasons.items():
            self._give_up([move for move in placed if move.target.question == question_id], reason)
        return (
            {key: answer for key, answer in answers.items() if key not in reasons},
            [move for move in placed if move.target.question not in reasons],
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
                    treatment=Treatment.QUEUED if reasons else Treatment.CARRIED,
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
            self.set_aside(str(move.source), move.content, reason)


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


SET_ASIDE_FORMAT = "migrated_report"

_HEADING = Message(
    "Written by `checklist migrate`: what has no place in the new version of the "
    "questionnaire, and what\nwaits to be confirmed there. Nothing reads this file but you."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Migration:
    """A report in the present version, and what became of each unit of it."""

    report: Report
    """The report in the present version."""
    outcomes: Sequence[UnitOutcome]
    """What became of each unit, version by version."""

    @property
    def set_aside(self) -> Sequence[UnitOutcome]:
        """The units that are not in the report any more."""
        return [outcome for outcome in self.outcomes if outcome.treatment is Treatment.SET_ASIDE]

    @property
    def queued(self) -> Sequence[UnitOutcome]:
        """The units that wait to be confirmed."""
        return [outcome for outcome in self.outcomes if outcome.treatment is Treatment.QUEUED]


def migrate(report: Report, present: Questionnaire) -> Migration:
    """Move a report to the present version.

    Args:
        report: A draft or final report of an earlier version; it is not changed.
        present: The questionnaire of its id, in the present version.

    Raises:
        ChecklistError: changes.yaml does not lead from its version to this one.
    """
    route = steps_to(present, report.questionnaire_version)
    if route is None:
        raise ChecklistError(
            tr(
                "nothing says what became of version {questionnaire_version} of "
                "`{head_id}` on the way to {version}",
                quoted(report.questionnaire_version),
                present.head.id,
                present.head.version,
            )
        )
    return migrate_along(report, route, present)


def migrate_along(
    report: Report,
    route: Sequence[tuple[Questionnaire, VersionStep]],
    present: Questionnaire,
    *,
    keeps_lines: bool = False,
) -> Migration:
    """Move a report along the steps of a route.

    Args:
        report: The report.
        route: The steps, as `steps_to` returns them.
        present: The version to which they lead.
        keeps_lines: Whether a line that says who answered stays where no code stands for it: to be
            compared.
    """
    outcomes: list[UnitOutcome] = []
    following = [old for old, _ in route[1:]] + [present]
    for (old, step), new in zip(route, following, strict=True):
        move = MigrationStep(old, step, new, keeps_lines)
        report = _with_withheld(move.migrated(report), step)
        outcomes += move.outcomes
    return Migration(report=report, outcomes=outcomes)


def _with_withheld(report: Report, step: VersionStep) -> Report:
    """Return a copy for publication that names what it withholds as the next version does."""
    if report.redacted is None:
        return report
    withheld = [now for place in report.redacted["withheld"] for now in _moved(place, step)]
    redacted = {**report.redacted, "withheld": [*dict.fromkeys(withheld)]}
    return report._replace(redacted=redacted)


def _moved(withheld: str, step: VersionStep) -> Sequence[str]:
    """Return what a withheld place is called in the next version."""
    question_id, *names = withheld.split("/")
    if len(names) == 1:
        return [str(place) for place in row_places(step, question_id, names[0])]
    change = step.change(question_id)
    if names and names[1] in change.columns:
        columns = change.columns[names[1]]
        if columns.became == "removed":
            return ()
        names = [names[0], *(columns.to or [names[1]])]
    return ["/".join([str(place), *names]) for place in question_places(step, question_id)]


def write_migrated(
    path: Path, document: Document, migration: Migration, *, break_link: bool = False
) -> tuple[Path, Path | None]:
    """Replace a draft by its migrated form. Before, keep what is set aside, and the old draft.

    Args:
        path: The path of the report.
        document: The draft, as it was read.
        migration: What came of it.
        break_link: Whether other hard links to the file keep the old draft.

    Returns:
        The path of the old draft, and that of what is set aside or to be confirmed, if any is.

    Raises:
        SaveError: A file could not be written, or another program changed the report meanwhile; the
            report is unchanged.
    """
    old = Report.from_data(cast(dict[str, Any], document.data))
    text = ReportText(document)
    report, order = migration.report, list(migration.report.answers)
    for question_id in old.answers.keys() - report.answers.keys():
        text.remove_answer(question_id)
    for index, question_id in enumerate(order):
        text.set_answer(question_id, report.answers[question_id], before=order[index + 1 :])
    text.set_header("questionnaire", report.to_data()["questionnaire"])
    content = text.content()
    writer.require_unchanged(path, document.content)
    aside = write_set_aside(path, migration, old.questionnaire_version)
    name = f"{path.stem}.{old.questionnaire_version}{DRAFT_ENDING}"
    kept = _kept(path.with_name(name), document.content, DRAFT_ENDING)
    writer.replace(path, content, break_link=break_link, before=document.content)
    return kept, aside


def write_set_aside(path: Path, migration: Migration, version: str) -> Path | None:
    """Keep next to a report what is set aside, or is to be confirmed. Returns the path, if any is.

    Args:
        path: The path of the migrated report.
        migration: What came of it.
        version: The version that it had.
    """
    if not migration.set_aside and not migration.queued:
        return None
    content = yaml_text(record(migration, path.name, version), heading=tr(_HEADING)).encode()
    return _kept(path.with_name(f"{path.stem}{SET_ASIDE_ENDING}"), content, SET_ASIDE_ENDING)


def _kept(path: Path, content: bytes, ending: str) -> Path:
    """Write a file that does not exist yet, unless a run that was stopped has written it already.

    Returns:
        The path, or one with a number where the name is taken by another content.
    """
    if not path.is_symlink() and content_of(path) == content:
        return path
    free = free_path(path, ending)
    writer.create(free, content)
    return free


def record(migration: Migration, name: str, version: str) -> Mapping[str, Any]:
    """Return the content of the file that keeps what a migration set aside.

    Args:
        migration: The migration.
        name: The file of the report.
        version: The version that the report had.
    """

    def noted(unit: UnitOutcome) -> Mapping[str, Any]:
        now_at = {"now_at": list(unit.to)} if unit.treatment is Treatment.QUEUED else {}
        place = {"version": unit.version, "at": unit.address, **now_at}
        return {**place, "reason": unit.reason, "content": unit.content}

    return {
        SET_ASIDE_FORMAT: 1,
        "report": name,
        "from": version,
        "to": migration.report.questionnaire_version,
        "set_aside": [*map(noted, migration.set_aside)],
        "to_confirm": [*map(noted, migration.queued)],
    }
