"""The comparison of the reports of one or many States: State by State, then all in counts."""

from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from checklist.analysis.comparison.document import (
    KIND_LABELS,
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
from checklist.analysis.counting import Key, Source, count
from checklist.analysis.groups import Grouping
from checklist.analysis.rows.columns import ReportRow
from checklist.analysis.rows.report_selection import ALWAYS, NotCounted, Within
from checklist.answer_types.answer import MISSING_LABELS
from checklist.questionnaire.question import Question
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.reports.revisions import ReportIdentity
from checklist.states import BY_CODE

OLD_AND_NEW = (Side.OLD.value, Side.NEW.value)
"""The sides of a comparison that is not one of cycles."""


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
    sides: Sequence[str] = OLD_AND_NEW
    """What is compared State by State: the old and the new reports, or the last two cycles."""
    side_by_side: SideBySide = NOTHING_COUNTED
    """The counts of both sides, or of all cycles; empty where they were not asked for."""
    alone: Sequence[AloneEntry] = ()
    """States with a report that counts on one of the two sides only."""
    not_counted: Sequence[tuple[str, NotCounted]] = ()
    """The other files, each with its side or cycle."""
    other_cycles: Sequence[str] = ()
    """The files of cycles that were not asked for. A comparison for publication does not say it."""
    counted: Sequence[tuple[str, ReportIdentity]] = ()
    """The reports that are counted, each with its side or cycle."""
    named: Container[str] | None = None
    """For publication: the codes of the States that are named with their changes; None: all."""
    within: Within = ALWAYS
    """Of which time the reports are."""
    drafts: bool = False
    """Whether drafts count."""
    grouping: Grouping | None = None
    """The groups of States, where they are asked for."""
    publication: PublicationEntry | None = None
    """For publication: the States that are not compared, which do not stand in `alone`."""
    sections: Mapping[str, str] = field(default_factory=dict)
    """The sections of States in the output that were written where the reports were compared, by
    the codes of the States."""
    keeps: bool = False
    """Whether each count leads to the answers that it counts."""

    @property
    def is_of_cycles(self) -> bool:
        """Whether cycles are compared, and not the two sides that were named."""
        return tuple(self.sides) != OLD_AND_NEW

    @property
    def span(self) -> Sequence[str]:
        """The two sides that are compared State by State; nothing where there is only one."""
        return self.sides if len(self.sides) > 1 else ()

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
            for side in (self.sides[0], self.sides[-1])
        )
        named = before.keys() & after.keys() if self.span else ()
        return {state: (before[state], after[state]) for state in named}

    def sections_by(self, write: Callable[[ReportEntry], str]) -> Iterator[str]:
        """Yield the section of each State in the output.

        Args:
            write: Writes a section that is not written yet, in the same way as the comparer.
        """
        return (self.sections.get(entry.state) or write(entry) for entry in self.reports)

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
            self._source_of_change if self.keeps else None,
        )

    def _source_of_change(self, change: tuple[ReportEntry, QuestionEntry]) -> Source:
        report, question = change
        first = question.changes[0]
        said = ", ".join(KIND_LABELS[kind] for kind in question.kinds)
        if first.is_status and not first.hidden and first.before and first.after:
            said = arrow(first.before[0], first.after[0])
        return self._source(report, question.question, first, said)

    def _source(self, report: ReportEntry, question: str, change: ChangeEntry, said: str) -> Source:
        """Return the source of a change: its place in the later report; if gone, the earlier."""
        side, head, where = 1, report.new, change.new_where
        if where is None and change.old_where is not None:
            side, head, where = 0, report.old, change.old_where
        row = ReportRow(
            file=self.compared[report.state][side].file,
            state=report.state,
            state_name=BY_CODE[report.state].name,
            treaty_status="",
            questionnaire=head.questionnaire,
            version=head.version,
            other_content=False,
            status=head.status,
            revision=head.revision,
            date=head.as_of,
            is_copy=head.is_copy,
        )
        return Source(row, question, change.row, said, tuple(where or ()))

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
            self._source_of_move if self.keeps else None,
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

    def _source_of_move(self, move: Move) -> Source:
        return self._source(move.report, move.question, move.change, arrow(move.before, move.after))

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
