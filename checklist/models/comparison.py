"""The JSON document that `checklist compare --format json` writes, for its schema."""

from typing import Literal

from checklist.answer_types.interface import Maybe, StrictModel
from checklist.models.findings import Count, FindingEntry, FromOne

Standing = Literal["answered", "missing", "unanswered", "off-path", "withheld"]
Side = Literal["old", "new"]
Kind = Literal[
    "standing",
    "code",
    "codes",
    "entry",
    "text",
    "note",
    "answered-by",
    "confidence",
    "confidential",
    "carried",
    "by",
    "hidden",
]
Where = list[str | int]


class CodeEntry(StrictModel):
    """A code, number or date with its words."""

    code: str
    """What stands in the report, or the standing; empty where there are only words."""
    text: str
    """The words for it."""


class WordEntry(StrictModel):
    """A piece of a text."""

    sign: Literal["same", "removed", "added"]
    """Whether it stands in both texts, only in the old, or only in the new one."""
    text: str
    """The piece with its white space. What is the same or added makes up the new text."""


class ChangeEntry(StrictModel):
    """One change within an answer."""

    kind: Kind
    """What kind of change it is; `hidden` where it is not told."""
    label: list[str]
    """The words for the part of the answer, from the outside in; empty for the answer itself."""
    row: str
    """The id of the row of a matrix; empty elsewhere."""
    old_where: Maybe[Where] = None
    """The keys and indices, from 0, that lead to it in the old report, where it is there."""
    new_where: Maybe[Where] = None
    """The same in the new report."""
    before: list[CodeEntry]
    """What it was; of a list, what is no longer in it. Empty for a text."""
    after: list[CodeEntry]
    """What it is; of a list, what is new in it. Empty for a text."""
    words: list[WordEntry]
    """The difference of a text, piece by piece; all the same where only white space changed."""
    hidden: Maybe[Literal["confidential", "personal"]] = None
    """Why it is not told what changed; left out where it is told."""


class WithheldEntry(StrictModel):
    """A row or cell that a copy for publication withholds."""

    label: list[str]
    """The words for it, from the outside in."""
    row: str
    """The id of the row of a matrix; empty elsewhere."""


class QuestionEntry(StrictModel):
    """A question whose answer changed, or cannot be compared as a whole or in part."""

    question: str
    """Its id."""
    number: str
    """Its number, such as `2.3`; empty for a question that this version does not have."""
    ask: str
    """Its words."""
    part: str
    """The id of its set."""
    recommendations: list[str]
    """The recommendations that it serves."""
    before: Maybe[Standing] = None
    """What became of it in the old report; left out where that is not told."""
    after: Maybe[Standing] = None
    """The same in the new report."""
    changes: list[ChangeEntry]
    """What changed, the status first; empty where nothing did that can be compared."""
    withheld: list[WithheldEntry]
    """The rows and cells that cannot be compared, because a copy for publication withholds them."""
    not_comparable: str
    """Why it cannot be compared; empty where it can."""


class HeadEntry(StrictModel):
    """Which report is compared."""

    file: str
    """The file as it was named, with all its characters."""
    revision: FromOne
    """Its revision."""
    as_of: str
    """The day on which its answers are true."""
    status: Literal["draft", "final"]
    """Whether it is still being written."""
    questionnaire: str
    """The id of the questionnaire that it answers."""
    version: str
    """The version of that questionnaire."""
    is_copy: bool
    """Whether it is a copy for publication, in which answers can be withheld."""


class ReportEntry(StrictModel):
    """The two reports of a State."""

    state: str
    """The code of the State."""
    name: str
    """Its name with the code."""
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
    differences: list[QuestionEntry]
    """Those that changed or cannot be compared, in the questionnaire's order."""
    more: Count
    """How many answers to questions that this version does not have are left out: all above 100."""


class AloneEntry(StrictModel):
    """A State with a report that counts on one side only."""

    state: str
    """The code of the State."""
    name: str
    """Its name with the code."""
    side: Side
    """Where its report is."""
    revision: FromOne
    """The revision of that report."""
    file: str
    """The file as it was named, with all its characters."""


class NotCountedEntry(StrictModel):
    """A file that is not counted, and why."""

    side: Side
    """Where it is."""
    file: str
    """The file as it was named, with all its characters."""
    state: str
    """The code of its State; empty where that cannot be said."""
    why: str
    """A code: `unusable`, `draft`, `superseded` …"""
    told: str
    """The same in words, with the file that counts instead."""
    instead: str
    """The file of the same State that counts instead; empty where none does."""
    findings: list[FindingEntry]
    """Of an unusable file: what makes it so."""


class SetEntry(StrictModel):
    """How many answers changed in a set, over all States."""

    part: str
    """The id of the set."""
    title: str
    """Its title."""
    answers: Count
    """How many answers changed."""
    kinds: dict[Kind, Count]
    """How many changed in each way; one answer can change in several."""


class TransitionEntry(StrictModel):
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


class ComparisonSummary(StrictModel):
    """All States together."""

    states: Count
    """How many States were compared."""
    answers: Count
    """How many answers changed."""
    not_comparable: Count
    """How many questions could not be compared."""
    kinds: dict[Kind, Count]
    """How many answers changed in each way; one answer can change in several."""
    sets: list[SetEntry]
    """The same by set."""
    transitions: list[TransitionEntry]
    """From what to what, by question and row, in the order of the questions and options."""


class ComparisonDocument(StrictModel):
    """What changed from old reports to new ones."""

    checklist_comparison: Literal[1]
    """The version of this form: 1."""
    reports: list[ReportEntry]
    """The States that were compared, in alphabetical order of their names."""
    alone: list[AloneEntry]
    """States with a report that counts on one side only."""
    not_counted: list[NotCountedEntry]
    """The files that are not counted."""
    summary: ComparisonSummary
    """All States together."""
