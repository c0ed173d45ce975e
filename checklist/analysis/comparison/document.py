"""Changes between reports, as plain data: the JSON document and its published schema, too.

`checklist compare --format json` writes them as they are. The docstrings are the schema's texts.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, TypeAlias

from checklist.analysis.comparison.side_by_side_document import SideBySide
from checklist.checks.findings_document import Count, FindingEntry, FromOne


class AnswerStatus(StrEnum):
    """What became of a question in a report."""

    ANSWERED = "answered"
    MISSING = "missing"
    UNANSWERED = "unanswered"
    OFF_PATH = "off-path"
    WITHHELD = "withheld"


STATUS_LABELS: Mapping[AnswerStatus, str] = {
    AnswerStatus.ANSWERED: "Answered",
    AnswerStatus.MISSING: "Missing",
    AnswerStatus.UNANSWERED: "Not answered",
    AnswerStatus.OFF_PATH: "Not asked",
    AnswerStatus.WITHHELD: "Withheld",
}
"""The words for the status of an answer."""


class Kind(StrEnum):
    """What kind of change it is. In this order they are counted."""

    STANDING = "standing"
    CODE = "code"
    CODES = "codes"
    ENTRY = "entry"
    TEXT = "text"
    NOTE = "note"
    ANSWERED_BY = "answered-by"
    CONFIDENCE = "confidence"
    CONFIDENTIAL = "confidential"
    CARRIED = "carried"
    BY = "by"
    HIDDEN = "hidden"


KIND_LABELS: Mapping[Kind, str] = {
    Kind.STANDING: "Answered or not",
    Kind.CODE: "Status, option, number or date",
    Kind.CODES: "Options of a list",
    Kind.ENTRY: "Entries of a table",
    Kind.TEXT: "Text",
    Kind.NOTE: "Note",
    Kind.ANSWERED_BY: "Answered by",
    Kind.CONFIDENCE: "Confidence",
    Kind.CONFIDENTIAL: "Confidential mark",
    Kind.CARRIED: "Carried from an earlier report",
    Kind.BY: "Filled in because of another answer",
    Kind.HIDDEN: "Changed, not shown",
}
"""The words for the kinds of change."""


class Hidden(StrEnum):
    """Why a change is counted and not shown."""

    CONFIDENTIAL = "confidential"
    PERSONAL = "personal"


class Sign(StrEnum):
    """Whether a piece of text stands in both texts, only in the old, or only in the new one."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


class Side(StrEnum):
    """The two sides of a comparison that is not one of cycles."""

    OLD = "old"
    NEW = "new"


DocumentPath: TypeAlias = Sequence[str | int]
FORMAT: Literal[3] = 3
"""Rises when a program that reads the JSON document would no longer understand it."""


@dataclass(frozen=True, order=True, slots=True)
class CodeEntry:
    """A code, number or date with its words."""

    code: str
    """What stands in the report, or the standing; empty where there are only words."""
    text: str
    """The words for it."""


@dataclass(frozen=True, slots=True)
class WordEntry:
    """A piece of a text."""

    sign: Sign
    """Whether it stands in both texts, only in the old, or only in the new one."""
    text: str
    """The piece with its white space. What is the same or added makes up the new text."""


@dataclass(frozen=True, kw_only=True)
class ChangeEntry:
    """One change within an answer."""

    kind: Kind
    """What kind of change it is; `hidden` where it is not shown."""
    label: Sequence[str]
    """The words for the part of the answer, from the outside in; empty for the answer itself."""
    row: str
    """The id of the row of a matrix; empty elsewhere."""
    old_where: DocumentPath | None
    """The keys and indices, from 0, that lead to it in the old report; null where it has it not."""
    new_where: DocumentPath | None
    """The same in the new report."""
    before: Sequence[CodeEntry]
    """What it was; of a list, what is no longer in it. Empty for a text."""
    after: Sequence[CodeEntry]
    """What it is; of a list, what is new in it. Empty for a text."""
    words: Sequence[WordEntry]
    """The difference of a text, piece by piece; all the same where only white space changed."""
    hidden: Hidden | None
    """Why it is not shown what changed; null where it is shown."""
    languages: Sequence[str] = ()
    """Of a text, the languages of the old and the new one. Only words of one language are compared:
    of two, the old text stands in `words` as removed, and the new one as added."""

    @property
    def is_in_two_languages(self) -> bool:
        """Whether words are not compared, because the two texts are in two languages."""
        return len({*self.languages}) > 1 and len({piece.sign for piece in self.words}) > 1

    @property
    def is_status(self) -> bool:
        """Whether the answer's, or the row's, own code or status changed, and not a part of it."""
        is_whole = len(self.label) == bool(self.row)
        return is_whole and self.kind in {Kind.STANDING, Kind.CODE}


@dataclass(frozen=True, kw_only=True)
class WithheldEntry:
    """A row or cell that a copy for publication withholds."""

    label: Sequence[str]
    """The words for it, from the outside in."""
    row: str
    """The id of the row of a matrix; empty elsewhere."""


@dataclass(frozen=True, kw_only=True)
class QuestionEntry:
    """A question whose answer changed, or cannot be compared as a whole or in part."""

    question: str
    """Its id."""
    number: str
    """Its number, such as `2.3`; empty for a question that this version does not have."""
    ask: str
    """Its words."""
    part: str
    """The id of its set."""
    recommendations: Sequence[str]
    """The recommendations that it serves."""
    before: AnswerStatus | None
    """What became of it in the old report; null where that is not shown."""
    after: AnswerStatus | None
    """The same in the new report."""
    changes: Sequence[ChangeEntry]
    """What changed, the status first; empty where nothing did that can be compared."""
    withheld: Sequence[WithheldEntry]
    """The rows and cells that cannot be compared, because a copy for publication withholds them."""
    not_comparable: str
    """Why it cannot be compared; empty where it can."""

    @property
    def kinds(self) -> Sequence[Kind]:
        """The kinds of its changes, each once."""
        found = {Kind.HIDDEN if change.hidden else change.kind for change in self.changes}
        return [kind for kind in Kind if kind in found]

    def is_not_shown(self, row: str) -> bool:
        """Whether the answer is not comparable in a row ("": as a whole), or not shown there."""
        if self.not_comparable:
            return True
        hidden = any(change.hidden and change.row in ("", row) for change in self.changes)
        return hidden or any(withheld.row in ("", row) for withheld in self.withheld)


@dataclass(frozen=True, kw_only=True)
class HeadEntry:
    """Which report is compared."""

    file: str
    """The file as it was named, with all its characters; empty in a comparison for publication."""
    revision: FromOne
    """Its revision."""
    as_of: str
    """The day on which its answers are true."""
    status: str
    """`draft` or `final`."""
    questionnaire: str
    """The id of the questionnaire that it answers."""
    version: str
    """The version of that questionnaire."""
    is_copy: bool
    """Whether it is a copy for publication, in which answers can be withheld."""


@dataclass(frozen=True, kw_only=True)
class ReportEntry:
    """The two reports of a State."""

    state: str
    """The code of the State."""
    name: str
    """Its name with the code."""
    group: str
    """The group of the State by its later report; empty where no groups were asked for."""
    old: HeadEntry
    """The earlier report."""
    new: HeadEntry
    """The later one."""
    version: str
    """The version of the questionnaire with whose questions they were compared."""
    questions: Count
    """How many questions this version has."""
    changed: Count
    """How many of them changed."""
    differences: Sequence[QuestionEntry]
    """Those that changed or cannot be compared, in the questionnaire's order."""
    more: Count
    """How many answers to questions that this version does not have are left out: all above 100."""

    @property
    def versions(self) -> Sequence[tuple[Side, HeadEntry]]:
        """The heads of the two reports, the earlier one first."""
        return (Side.OLD, self.old), (Side.NEW, self.new)

    @property
    def not_comparable(self) -> int:
        """The number of questions that cannot be compared, with those that are left out."""
        return len(self.differences) - self.changed + self.more


@dataclass(frozen=True, kw_only=True)
class AloneEntry:
    """A State with a report that counts in only one of the two cycles, or on one side only."""

    state: str
    """The code of the State."""
    name: str
    """Its name with the code."""
    side: str
    """Where its report is: `old`, `new`, or the cycle."""
    revision: FromOne
    """The revision of that report."""
    file: str
    """The file as it was named, with all its characters."""


@dataclass(frozen=True, slots=True)
class StateEntry:
    """A State of which the comparison says only that it reported."""

    state: str
    """The code of the State."""
    name: str
    """Its name with the code."""


@dataclass(frozen=True, kw_only=True)
class PublicationEntry:
    """What a comparison for publication leaves out: of these States, it says that they reported."""

    not_agreed: Count
    """How many reports are not counted, because their States do not agree in them to be named, or
    are held back."""
    newer_unusable: Count
    """Of how many States a file cannot be used that may be newer than the report counted."""
    not_compared: Sequence[StateEntry]
    """Those with a report on both sides, one of which may not be published with its State."""
    only_old: Sequence[StateEntry]
    """Those with an earlier report only."""
    only_new: Sequence[StateEntry]
    """Those with a later report only."""


@dataclass(frozen=True, kw_only=True)
class NotCountedEntry:
    """A file that is not counted, and why."""

    side: str
    """Where it is: `old`, `new`, or the cycle; empty where it is of no cycle."""
    file: str
    """The file as it was named, with all its characters."""
    state: str
    """The code of its State; empty where that cannot be said."""
    why: str
    """A code: `unusable`, `draft`, `superseded` …"""
    message: str
    """The same in words, with the file that counts instead."""
    instead: str
    """The file of the same State that counts instead; empty where none does."""
    findings: Sequence[FindingEntry]
    """Of an unusable file: what makes it so."""


@dataclass(frozen=True, kw_only=True)
class SetEntry:
    """How many answers changed in a set, over all States."""

    part: str
    """The id of the set."""
    title: str
    """Its title."""
    answers: Count
    """How many answers changed."""
    kinds: Mapping[Kind, Count]
    """How many changed in each way; one answer can change in several."""


@dataclass(frozen=True, kw_only=True)
class GroupEntry:
    """How many answers changed in a group of States."""

    group: str
    """The name of the group."""
    states: FromOne
    """How many of its States were compared."""
    answers: Count
    """How many answers changed."""
    kinds: Mapping[Kind, Count]
    """How many changed in each way; one answer can change in several."""


@dataclass(frozen=True, kw_only=True)
class TransitionEntry:
    """How many States went from one status to another."""

    question: str
    """The id of the question."""
    row: str
    """The id of the row of a matrix; empty elsewhere."""
    before: CodeEntry
    """What it was."""
    after: CodeEntry
    """What it is."""
    states: FromOne
    """How many States."""


@dataclass(frozen=True, kw_only=True)
class ComparisonSummary:
    """All States together."""

    states: Count
    """How many States were compared."""
    answers: Count
    """How many answers changed."""
    not_comparable: Count
    """How many questions could not be compared."""
    kinds: Mapping[Kind, Count]
    """How many answers changed in each way; one answer can change in several."""
    sets: Sequence[SetEntry]
    """The same by set."""
    groups: Sequence[GroupEntry]
    """The same by group, in the order of the groups; empty where none were asked for."""
    transitions: Sequence[TransitionEntry]
    """Answers before and after, by question and row, in the order of questions and options."""


@dataclass(frozen=True, kw_only=True)
class ComparisonDocument(SideBySide):
    """What changed from old reports to new ones."""

    checklist_comparison: Literal[3]
    """The version of this form: 3."""
    questionnaire: str
    """The id of the questionnaire by whose questions is compared."""
    version: str
    """Its version."""
    title: str
    """Its title."""
    source: str
    """The symbol of the document whose recommendations are numbered."""
    files: Count
    """How many files there are."""
    drafts: bool
    """Whether drafts count."""
    cut_off: str
    """The cut-off date: the latest day of a report that is counted; empty where none is."""
    publication: PublicationEntry | None
    """In a comparison for publication: what is left out; else null."""
    reports: Sequence[ReportEntry] = ()
    """The States that were compared, in alphabetical order of their names."""
    alone: Sequence[AloneEntry] = ()
    """States with a report that counts on one of the two sides only; empty in a comparison for
    publication."""
    not_counted: Sequence[NotCountedEntry] = ()
    """The files that are not counted; empty in a comparison for publication."""
    other_cycles: Sequence[str] = ()
    """The files of cycles that are not asked for; empty for publication."""
    summary: ComparisonSummary | None = None
    """The changes of all States together; null where they were not asked for."""
