"""The comparison of the reports of one or many States: State by State, then all in counts."""

from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from checklist.analysis.comparison.document import (
    STATUS_LABELS,
    AloneEntry,
    AnswerStatus,
    ChangeEntry,
    CodeEntry,
    GroupEntry,
    Kind,
    PublicationEntry,
    QuestionEntry,
    ReportEntry,
    Side,
    TransitionEntry,
)
from checklist.analysis.comparison.side_by_side_document import NOTHING_COUNTED, SideBySide
from checklist.analysis.counting import Key, count
from checklist.analysis.groups import Grouping
from checklist.analysis.rows.report_selection import NotCounted
from checklist.answer_types.answer import MISSING_LABELS
from checklist.questionnaire.question import Question
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.reports.revisions import ReportIdentity

OLD_AND_NEW = (Side.OLD.value, Side.NEW.value)
"""The sides of a comparison: what is compared State by State."""


class Move(NamedTuple):
    """The step of a State from one answer to another."""

    report: ReportEntry
    question: str
    """The question's id."""
    change: ChangeEntry
    before: CodeEntry
    """Without its reason, number or date, which differ from State to State."""
    after: CodeEntry


@dataclass(frozen=True, slots=True)
class Transitions:
    """The transitions of the States in one question or row."""

    question: str
    """The question's id."""
    number: str
    """Its number, such as `2.3`."""
    ask: str
    """Its words."""
    label: str
    """The words for the row of a matrix; empty elsewhere."""
    changes: Sequence[TransitionEntry]
    """The transitions in the order of the options."""
    answers: Sequence[CodeEntry]
    """The answers before or after, each once, in the order of the options."""
    part: str
    """The id of the question's set."""
    unchanged: int
    """How many States stand where they stood, be it that they are not asked."""
    not_shown: int
    """How many cannot be compared here, or only say in confidence what changed."""


@dataclass(frozen=True)
class Comparison:
    """The compared reports of one or many States."""

    questionnaire: Questionnaire
    reports: Sequence[ReportEntry]
    """States in alphabetical order of their names; none where their changes were not asked for."""
    side_by_side: SideBySide = NOTHING_COUNTED
    """The counts of both sides; empty for two reports that are named."""
    alone: Sequence[AloneEntry] = ()
    """States with a report that counts on one of the two sides only."""
    not_counted: Sequence[tuple[str, NotCounted]] = ()
    """The other files, each with its side."""
    other_cycles: Sequence[str] = ()
    """The files of cycles that were not asked for. A comparison for publication does not say it."""
    counted: Sequence[tuple[str, ReportIdentity]] = ()
    """The reports that are counted, each with its side."""
    drafts: bool = False
    """Whether drafts count."""
    grouping: Grouping | None = None
    """The groups of States, where they are asked for."""
    publication: PublicationEntry | None = None
    """For publication: the States that are not compared, which do not stand in `alone`."""

    @property
    def is_clear(self) -> bool:
        """Whether all files can be used, and it is clear which report of each State counts."""
        return not any(file.is_unclear for _, file in self.not_counted)

    @property
    def cut_off(self) -> str:
        """The latest day of a report that is counted; empty where none is."""
        return max((report.date for _, report in self.counted), default="")

    @cached_property
    def compared(self) -> Mapping[str, Sequence[ReportIdentity]]:
        """The two reports of each State that is compared, by its code."""
        before, after = (
            {report.state: report for where, report in self.counted if where == side}
            for side in OLD_AND_NEW
        )
        return {state: (before[state], after[state]) for state in before.keys() & after.keys()}

    @cached_property
    def by_kind(self) -> Counter[Kind]:
        """The number of answers by kind of change. One answer can change in several."""
        return self._count(lambda _, kinds: kinds)

    @cached_property
    def by_set(self) -> Mapping[str, Counter[Kind]]:
        """The same by the id of the question's set, in the questionnaire's order."""
        counts = self._count(lambda part, kinds: [(part, kind) for kind in kinds])
        return {
            part.id: Counter(
                {kind: number for (of, kind), number in counts.items() if of == part.id}
            )
            for part in self.questionnaire.sets
        }

    @cached_property
    def answers_by_set(self) -> Counter[str]:
        """The number of answers that changed, by the id of their set."""
        return self._count(lambda part, _: [part])

    def _count(self, keys: Callable[[str, Sequence[Kind]], Iterable[Key]]) -> Counter[Key]:
        """Count the questions that changed by keys that follow from set and kinds of changes."""
        return count(
            [*self.changes],
            lambda change: (change[1].part, tuple(change[1].kinds)),
            lambda said: keys(*said),
        )

    @cached_property
    def by_group(self) -> Sequence[GroupEntry]:
        """The same by group, in the order of the groups."""
        groups = () if self.grouping is None else self.grouping.groups
        found = []
        for label in dict.fromkeys(group.label for group in groups):
            reports = [entry for entry in self.reports if entry.group == label]
            changes = [
                change for entry in reports for change in entry.differences if change.changes
            ]
            kinds = Counter(kind for change in changes for kind in change.kinds)
            if reports:
                found.append(
                    GroupEntry(group=label, states=len(reports), answers=len(changes), kinds=kinds)
                )
        return found

    @cached_property
    def not_comparable(self) -> int:
        """The number of questions of all States that could not be compared."""
        return sum(report.not_comparable for report in self.reports)

    @property
    def changes(self) -> Iterator[tuple[ReportEntry, QuestionEntry]]:
        """Yield each question that changed, with the reports of its State."""
        for report in self.reports:
            for change in report.differences:
                if change.changes:
                    yield report, change

    @cached_property
    def transitions(self) -> Sequence[Transitions]:
        """The transitions of the States, by question and row, in the questionnaire's order."""
        every = count(
            [*self.moves],
            lambda move: ((move.question, move.change.row), (move.before, move.after)),
            lambda said: [said],
        )
        counts: dict[tuple[str, str], Counter[tuple[CodeEntry, CodeEntry]]] = {}
        for (key, codes), number in every.items():
            counts.setdefault(key, Counter())[codes] = number
        not_shown = self._not_shown
        return [
            Transitions(
                question=question.id,
                number=self.questionnaire.numbers[question.id],
                ask=question.ask,
                label=label,
                changes=[
                    TransitionEntry(
                        question=question.id, row=row, before=before, after=after, states=states
                    )
                    # In the order of the options, never in that of their counts.
                    for (before, after), states in sorted(
                        found.items(), key=lambda item: [*map(place, item[0])]
                    )
                ],
                answers=sorted(set().union(*found), key=place),
                part=self.questionnaire.set_of[question.id].id,
                unchanged=len(self.reports) - sum(found.values()) - not_shown[question.id, row],
                not_shown=not_shown[question.id, row],
            )
            for question in self.questionnaire.questions.values()
            for row, label in _rows_of(question)
            if (found := counts.get((question.id, row)))
            for place in [_place_of(question)]
        ]

    @property
    def moves(self) -> Iterator[Move]:
        """Yield each step of a State from one answer to another that `transitions` counts."""
        for report, question in self.changes:
            if question.before is question.after is AnswerStatus.OFF_PATH:
                continue  # what stands in the reports is not asked in either
            statuses = [change for change in question.changes if change.is_status]
            in_standing = {change.row for change in statuses if change.kind is Kind.STANDING}
            for change in statuses:
                # A code that stood where it was not asked makes no step of its own.
                if change.kind is Kind.STANDING or change.row not in in_standing:
                    before, after = self._transition(question.question, change)
                    if before != after:  # equal if only the reason, number or date changed
                        yield Move(report, question.question, change, before, after)

    @property
    def _not_shown(self) -> Counter[tuple[str, str]]:
        """How many States cannot be compared in a question or row, or must not be shown there."""
        counts: Counter[tuple[str, str]] = Counter()
        for report in self.reports:
            for entry in report.differences:
                question = self.questionnaire.questions.get(entry.question)
                for row, _ in () if question is None else _rows_of(question):
                    counts[entry.question, row] += entry.is_not_shown(row)
        return counts

    def _transition(self, question_id: str, change: ChangeEntry) -> tuple[CodeEntry, CodeEntry]:
        answer_type = self.questionnaire.questions[question_id].answer_type
        known = {code for code, _ in answer_type.offered()}
        return _in_general(change.before, known), _in_general(change.after, known)


def _place_of(question: Question) -> Callable[[CodeEntry], int]:
    """Return the function that returns the place of an answer in the order of the options."""
    order = [code for code, _ in question.answer_type.offered()]
    order += ["answered", *MISSING_LABELS, *(status.value for status in AnswerStatus)]
    return lambda answer: order.index(answer.code)


def _in_general(codes: Sequence[CodeEntry], known: Container[str]) -> CodeEntry:
    """Return a code without its reason, number or date, which differ from State to State."""
    status = AnswerStatus.UNANSWERED if not codes else AnswerStatus.ANSWERED
    if codes:
        code = codes[0].code
        if code in MISSING_LABELS:
            return CodeEntry(code, MISSING_LABELS[code])
        if code in known or code in set(AnswerStatus):
            return codes[0]
    return CodeEntry(status.value, STATUS_LABELS[status])


def _rows_of(question: Question) -> Iterator[tuple[str, str]]:
    """Yield the ids and words of the rows of a question; first two empty texts for the whole."""
    yield "", ""
    for row in question.answer_type.listed_rows():
        yield row.id, row.label


def arrow(before: CodeEntry, after: CodeEntry) -> str:
    """Return a transition in words."""
    return f"{before.text} → {after.text}"
