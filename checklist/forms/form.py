"""The model of a form: what every format shows, and what can be filled in where."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from checklist.answer_types.interface import AnswerType, Option
from checklist.answer_types.written_date import date_in_words
from checklist.forms.words import AS_BEFORE, spelled
from checklist.ministries.part import Part
from checklist.ministries.returned import AT_THE_END
from checklist.questionnaire.effort import effort_text
from checklist.text.messages import Message, Texts, grouped, sentences, tr
from checklist.text.paragraphs import sentence

ANSWER, MISSING, EVIDENCE, NOTE, CONFIDENTIAL = (
    "answer",
    "missing",
    "evidence",
    "note",
    "confidential",
)
"""The columns of a form that can be filled in."""
COLUMNS = (ANSWER, MISSING, EVIDENCE, NOTE, CONFIDENTIAL)

REMARK = "#remark"
"""The key of the line at the end, which belongs to no question."""
FORM_TITLE = Message("{part_label}: questions for the report of {state_name}")
FORM_FOOT = Message("{state_name} · {part_label}")
"""The texts by which a form that lost what identifies it is known again, in any language."""
ONLY_IF, PERIOD = Message("Only if {condition}."), Message("Period: {period}.")
"""The texts that depend on the report, so that a reader cannot foresee them."""
OPTIONAL = Message("Optional.")
"""What stands at a question that a final report can do without. Earlier versions lack it."""
AT_MOST = Message("At most {number} characters")
SOURCE, OPTIONS = Message("Source: {source}."), Message("Options: {options}.")
"""The texts that say what a field takes. Forms of earlier versions lack them."""


def at_most(characters: int) -> str:
    """Return how many characters a text can have, in words."""
    return tr(AT_MOST, grouped(characters))


CLOSING: Mapping[str, str] = Texts(
    {
        REMARK: AT_THE_END,
    }
)
"""The lines at the end, with their words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormLine:
    """A line of a form."""

    key: str
    """Its key, by which it is known wherever it stands: `training/pilots`, `channels#radio`."""
    owner: str
    """The address of the answer that it belongs to: `training/pilots`, `channels`."""
    unit: str = ""
    """The address of what its answer gives: `signals/status`; empty where it takes none."""
    number: str = ""
    """`8.1`, `8.1 d`; the number of an option."""
    text: str
    """The question, the row, or the option."""
    where: str = ""
    """Where its entries are written, as a sentence, if that is not next to it."""
    help: str = ""
    """What explains it."""
    more: str = ""
    """What explains it further."""
    terms: Sequence[str] = ()
    """What its terms mean, a sentence each."""
    condition: str = ""
    """The condition in words on which it is asked."""
    period: str = ""
    """The period in words that it asks about."""
    last: str = ""
    """The answer of the last report in words."""
    options: Sequence[Option] = ()
    """The options that can be chosen, apart from “As before”."""
    mark: str = ""
    """The code of the option that a mark chooses, in a line of its own."""
    option_label: str = ""
    """The words of this option, with which the text begins."""
    read: Callable[[str], Any] | None = None
    """Returns the content of an entry, or raises `Refusal`."""
    shown: Mapping[str, str] = field(default_factory=dict)
    """The present content in words, by column."""
    takes: Set[str] = frozenset()
    """The columns that can be filled in."""
    can_confirm: bool = False
    """Whether “As before” can be chosen."""
    is_question: bool = False
    """Whether the line begins a question."""
    is_optional: bool = False
    """Whether a final report can do without an answer to the question."""
    is_long: bool = False
    """Whether the answer can have several lines."""
    most: int | None = None
    """The most characters of its text."""
    source: str = ""
    """What can be given as its source, in words."""

    @property
    def explanation(self) -> str:
        """Where its entries are written, and what explains it."""
        return sentences([self.where, self.help, self.more, *self.terms])

    @property
    def bounds(self) -> Iterator[str]:
        """Its condition and period, what its text and source can be."""
        if self.is_optional:
            yield tr(OPTIONAL)
        if self.condition:
            yield tr(ONLY_IF, self.condition)
        if self.period:
            yield tr(PERIOD, self.period)
        if self.most:
            yield sentence(at_most(self.most))
        if self.source:
            yield tr(SOURCE, self.source)

    @property
    def question(self) -> str:
        """The id of its question."""
        return self.owner.partition("/")[0]

    @property
    def is_row(self) -> bool:
        """Whether it is a row of its question."""
        return self.owner != self.question

    @property
    def letter(self) -> str:
        """The letter of a row."""
        return self.number.rpartition(" ")[2]

    @property
    def heading(self) -> str:
        """The number and the words of a question, or of an option of several."""
        return f"{self.number}  {self.text}".strip()

    @property
    def choices(self) -> Sequence[str]:
        """The words of a drop-down list: of the options, and “As before”."""
        first = [AS_BEFORE] if self.can_confirm else []
        return [*map(tr, first), *(option.label for option in self.options)]


def questions_in(lines: Iterable[FormLine]) -> Iterator[Sequence[FormLine]]:
    """Yield the lines of each question."""
    for _, group in groupby(lines, lambda line: line.question):
        yield tuple(group)


@dataclass(frozen=True, slots=True, kw_only=True)
class FormColumn:
    """A column of a table."""

    id: str
    label: str
    help: str
    """What can be entered, and when it is asked."""
    options: Sequence[Option]
    read: Callable[[str], Any]
    """Returns the value of a cell, or raises `Refusal`."""
    is_long: bool
    most: int | None = None
    """The most characters of its text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormEntry:
    """An entry of a table that stands in the report."""

    number: int
    """Its number there."""
    cells: Mapping[str, str]
    """Its cells in words, by column."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormTable:
    """A table of entries."""

    question: str
    """The id of its question."""
    number: str
    title: str
    entry: str
    """What one entry is called."""
    columns: Sequence[FormColumn]
    entries: Sequence[FormEntry]
    is_register: bool = False
    """Whether it is the register of laws and not asked: it can be added to."""

    @property
    def next_number(self) -> int:
        """The number of the first entry that is added."""
        return max((entry.number for entry in self.entries), default=0) + 1

    def rows(self, empty: int) -> Iterator[FormEntry]:
        """Yield the entries, then empty ones, which have no cells yet."""
        yield from self.entries
        for number in range(self.next_number, self.next_number + empty):
            yield FormEntry(number=number, cells={})

    def is_free(self, column: FormColumn, entry: FormEntry) -> bool:
        """Whether a cell can be filled in: those of the register only where nothing stands yet."""
        return not entry.cells or not self.is_register


@dataclass(frozen=True, slots=True, kw_only=True)
class FormSection:
    """A set of questions."""

    number: int
    title: str
    introduction: str
    lines: Sequence[FormLine]


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A part as a form."""

    part: Part
    state_name: str
    sections: Sequence[FormSection]
    tables: Sequence[FormTable]

    @property
    def title(self) -> str:
        """What the form is, on one line."""
        part = self.part
        asked = effort_text(len(part.items), part.minutes)
        day = date_in_words(part.due) if part.due else ""
        back = tr("back by {day}", day) if day else tr("back as soon as you can")
        return spelled(f"{part.label} · {self.state_name} · {asked} · {back}")

    @property
    def about_notes(self) -> Sequence[str]:
        """That a translation is a draft, and what is said wherever a remark can be written."""
        questionnaire = self.part.questionnaire
        about = questionnaire.head.about_notes
        return [*questionnaire.draft_notice, *([] if about is None else [about])]

    def answer_type(self, line: FormLine) -> AnswerType:
        """Return the answer type of the question of a line."""
        return self.part.questionnaire.questions[line.question].answer_type

    @property
    def lines(self) -> Iterator[FormLine]:
        """All lines, section by section."""
        return (line for section in self.sections for line in section.lines)
