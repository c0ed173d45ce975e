"""The interface of answer types, and the classes that its methods take and return.

Values are plain data, as a report file has them. Nothing here depends on questions or files.
"""

from abc import abstractmethod
from collections.abc import Callable, Collection, Generator, Iterable, Iterator, Mapping, Sequence
from enum import Enum, StrEnum
from functools import cached_property
from typing import Any, ClassVar, Literal, NamedTuple, Self, TypeAlias

from pydantic import model_validator

from checklist.answer_types.base_model import (
    Answerable,
    Authorities,
    Line,
    Maybe,
    Prose,
    Slug,
    StrictModel,
    ValueAdapter,
)
from checklist.answer_types.comparison import CellComparison, refuse_words_without_condition
from checklist.answer_types.operands import NUMBER_WORDS, GivenDate, Operand
from checklist.answer_types.problem import Problem
from checklist.answer_types.refusal import Refusal as Refusal  # a part of the interface
from checklist.answer_types.units import PartPath, get_part, parse_part, set_part
from checklist.diagnostics import DocumentPath
from checklist.text.messages import Message, semicolons, tr


class TextKind(StrEnum):
    """The kinds of texts in an answer: rules on words differ between them."""

    PROSE = "prose"
    """A text of the State in its own words."""
    COMMON = "common"
    """A text that many answers can share: a name, a title, the reason why there is no answer."""
    ARTICLE = "article"
    """The article of a law: numbers and letters."""
    CONTACT = "contact"
    """A part of a contact."""


# Python 3.11 looks up a name of the module much faster than a member of an enumeration.
PROSE_TEXT, COMMON_TEXT = TextKind.PROSE, TextKind.COMMON
ARTICLE_TEXT, CONTACT_TEXT = TextKind.ARTICLE, TextKind.CONTACT

FreeText: TypeAlias = tuple[DocumentPath, str, TextKind]
"""A text that a person wrote: its place, the text, its kind. A report has about a hundred."""


class Sample(NamedTuple):
    """A question of an answer type, and its answers."""

    keys: Mapping[str, Any]
    """The keys of the question that belong to its type."""
    entries: Sequence[str]
    """What is typed, step by step, to give the first of the values."""
    values: Sequence[Any]
    """At least two values."""
    compared: tuple[str, Any, str] | None = None
    """An operator, a literal and the words for them: `gt`, 50, “is more than 50”."""
    others: Sequence[str] = ()
    """Other entries, which a step may refuse."""
    sure: str = "1"
    """An entry that each required step takes, if `1` does not."""


def sample_options(*codes: str) -> list[dict[str, Any]]:
    """Return options whose labels are the codes in capitals."""
    return [{"code": code, "label": code.capitalize()} for code in codes]


class GoToPart(NamedTuple):
    """A reply that goes to a part of the value, and leaves the present one as it is."""

    name: str
    """The name of the part: a row's id; empty for the step that ends the question."""


Value: TypeAlias = Any
"""The `value` of an answer: plain data. Its shape depends on the answer type."""


class Option(StrictModel):
    """One code that can be chosen."""

    code: Slug
    """The code that stands in the report. Never a word that YAML reads as something else."""
    label: Line
    """The words that the official reads."""
    exclusive: bool = False
    """Whether it cannot be chosen together with another one (`none of these`)."""
    comment: Maybe[Prose] = None
    """A remark for translators."""

    @classmethod
    def fixed(cls, code: str, label: str) -> "Option":
        """Return an option of every questionnaire. It is not validated: that would take 10 ms."""
        return _Fixed.model_construct(code=code, label=label)

    def words(self) -> Sequence[str]:
        """Return the words by which it is understood."""
        return (self.label,)


class _Fixed(Option):
    """An option of every questionnaire, whose words are of this package."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Option) and self.__dict__ == other.__dict__

    __hash__ = Option.__hash__

    def words(self) -> Sequence[str]:
        """Return the words in the language of this context, and the English ones."""
        return tuple(dict.fromkeys((self.label, self.__dict__["label"])))


# Its label is translated where it is read; as data, it is the English.
_Fixed.label = property(lambda option: tr(option.__dict__["label"]))  # type: ignore[assignment]


ROW_COLUMNS = 36
"""The columns within which the labels of the rows of one question differ, the last one for `…`."""


class Row(StrictModel):
    """One item of a matrix."""

    id: Slug
    """The row's name in the report."""
    label: Line
    """The words that the official reads."""
    recommendations: list[str] = []
    """The recommendations that this row serves, in addition to those of the question."""
    considered: bool = False
    """Whether this row offers the code `considered`; where no row says so, all rows do."""
    usually: Maybe[Authorities] = None
    """The authorities that usually know the answer, if they are not those of the question."""
    comment: Maybe[Prose] = None
    """A remark for translators."""


class ColumnLike(Answerable):
    """One column of a table, of whatever types the answers in it can be."""

    id: Slug
    """The column's name in the report."""
    label: Line
    """The words that the official reads."""
    required: bool = False
    """Whether every entry must have it."""
    unique: bool = False
    """Whether no two entries can have the same."""
    when: Maybe[CellComparison] = None
    """The cell is asked when this is true of the cells before it; always, without it."""
    when_text: Maybe[Line] = None
    """The condition in words, as the end of a sentence: `the figures are counted by sex`."""
    usually: Maybe[Authorities] = None
    """The authorities that usually know the answer, if they are not those of the question."""
    comment: Maybe[Prose] = None
    """A remark for translators."""
    answer_type: "AnswerType"
    """The answer type of the cells."""

    @model_validator(mode="after")
    def _words_of_a_condition(self) -> Self:
        refuse_words_without_condition(self.when, self.when_text)
        return self


class Missing(NamedTuple):
    """A reply that there is no value: `not-known`, `not-applicable` or `declined`."""

    answer: Mapping[str, Any]
    """The mapping as it will stand in the report: `missing`, `reason`, perhaps `note`."""
    for_the_rest: bool = False
    """Whether the reply is also for all rows that follow and are not answered yet."""
    rest: Sequence[str] = ()
    """Where rows are answered in any order: the ids of those rows."""


class Step(NamedTuple):
    """One prompt: its words, its options, and the function that reads an entry."""

    name: str
    """The part of the value that the step fills: `status`, a row's id; `value` for the whole."""
    ask: str = ""
    """The words of this prompt; empty where the question's own words are enough."""
    form: str = ""
    """The possible entries, as the end of a sentence: `a year`; empty with options, for a text."""
    enter: str = ""
    """The effect of Enter, as a sentence, where it is not the usual one."""
    tips: Sequence[str] = ()
    """Other entries that are possible, each as a sentence."""
    options: Sequence[Option] = ()
    """The options, numbered from 1 on the screen; empty for a free entry."""
    brief: bool = False
    """Whether the same options were shown by the step before, so that one line is enough."""
    several: bool = False
    """Whether more than one option can be chosen."""
    required: bool = True
    """Whether Enter is refused if there is no earlier value to keep."""
    previous: Value = None
    """The earlier value, which Enter keeps; None where there is none."""
    previous_text: str = ""
    """The words for the earlier value, on one line."""
    free_text: bool = False
    """Whether the entry may have several lines."""
    longest: int = 0
    """The most characters of an entry that is kept as a text; 0 for another entry."""
    own_words: bool = False
    """Whether the entry is kept as it was typed, so that a word such as `back` is no command."""
    cell: bool = False
    """Whether the step fills a row or a cell that can be missing on its own."""
    read: Callable[[str], Value] = lambda text: text
    """Returns the value of an entry that is not empty, or raises `Refusal`."""
    in_words: Callable[[Value], Sequence[str]] | None = None
    """Returns the lines that confirm a reply kept in another form than it was typed, if any."""
    taken_away: Callable[[Value], str] | None = None
    """Returns in a sentence what a reply takes away; empty for nothing."""
    drops_begun: tuple[str, Any] | None = None
    """The entry that removes what is begun with this step and was left half-way, and its reply."""
    complete: Callable[[str], Sequence[str]] | None = None
    """Returns the entries that begin like the entry so far; None where nothing can be completed."""
    context: Sequence[str] = ()
    """Lines to show above the prompt, such as the value so far."""
    entry: int = 0
    """The number of the table's entry that the step fills, from 1; 0 for other types."""
    so_far: Value = None
    """The value that stands if the interview ends here; None where there is none yet."""
    in_any_order: bool = False
    """Whether Enter answers nothing here, and goes to a part that is open."""
    others_open: Sequence[str] = ()
    """In any order: the other parts that are open."""
    closing: Literal["", "new", "filled", "kept"] = ""
    """Whether nothing is left: all is new, or what was left is filled, or all was there before."""
    row: str = ""
    """The label of the row that a step on the side is about; `*` for all open rows."""
    laws: Sequence[Option] = ()
    """The laws of the register, one of which the entry can begin with."""
    names_laws: bool = False
    """Whether a law that the register lacks can be named here."""


Reply: TypeAlias = Any
"""The reply to a step: a value, `Missing`, `GoToPart`, or None where the step was left open."""

Steps: TypeAlias = Generator[Step, Reply, Value]
"""The prompts of one answer: a generator that yields steps, is sent replies, and returns the value.

The steps depend on the replies only. To go back, run the generator again without the last reply.
"""


class StepContext(NamedTuple):
    """The facts about the rest of the report that the steps of an answer can use."""

    laws: Sequence[Option] = ()
    """The report's register of laws: short name and citation."""
    register: str = ""
    """The id of the question that is the register."""
    named_after: Mapping[str, str] = {}
    """In the register of laws, the column of the short name, with that of the title it is from."""
    in_any_order: bool = False
    """Whether rows are answered in any order from the beginning."""
    begun: Value = None
    """The value when the question was come to; None where there was none."""
    only: Collection[str] = ()
    """The rows or columns that are asked; empty: all of them."""


class Cell(NamedTuple):
    """One row of a table of answers (long format)."""

    row: str
    """The matrix row, `1`, `2` … for a table's rows, or empty."""
    part: str
    """The part of the value (`status`, a column's id), or empty for the whole."""
    code: str
    """The code, number or date; empty for free text, and where there is no value."""
    text: str
    """The label or the free text; empty where there is no value."""
    answer: Mapping[str, Any] | None = None
    """The answer of the row or table cell that this comes from; None for other types."""


InnerPath: TypeAlias = tuple[str, ...]
"""The path to a row or cell of a value, as names: `("police",)`, `("1", "title")`."""


References: TypeAlias = Sequence[Mapping[str, str]]
"""Evidence: each reference has a law and perhaps its article, or a web address."""


class PacketKind(Enum):
    """What a packet holds."""

    PLAIN = "plain"
    """A mapping whose value is no answers."""
    ROWS = "rows"
    """The answer to a question with rows; a packet for each row follows."""
    ENTRIES = "entries"
    """The answer to a question with entries; the packets of their cells follow."""
    EMPTY_ENTRY = "empty entry"
    """An entry without cells."""
    OPAQUE = "opaque"
    """Data of another shape than its place has, in which nothing can be told apart."""


class AnswerField(NamedTuple):
    """What can be filled in: the answer to a question, or to a row or a column of it."""

    answer_type: "AnswerType"
    id: str = ""
    """The name of the row or column; empty for a question."""
    label: str = ""
    """The words for the row or column; empty for a question."""
    usually: Sequence[str] | None = None
    """The authorities that usually know the answer, if they are not those of the question."""


class ValueField(NamedTuple):
    """A part of a value, as it is filled in by itself."""

    name: str
    """The part: `law`."""
    ask: str | Message = ""
    """Its words in a form."""
    within: str = ""
    """The part in which it stands, and without which no form asks for it: `details`."""
    in_head: bool = False
    """Whether it is filled in next to the words of the question."""
    only_with: Sequence[str] = ()
    """The statuses with which it is asked; empty: all of them."""
    options: Sequence[Option] = ()
    """Those of which several can be marked."""
    names_options: bool = False
    """Whether the question itself says which they are."""
    most: int | None = None
    """The most characters of a text that a form names."""
    is_long: bool = False
    """Whether a text of several lines is expected."""
    day: "AnswerType | None" = None
    """The answer type of a date."""


class AnswerType(StrictModel):
    """The answer type of a question: its keys in the question set, and its values.

    A subclass sets `type: Literal["…"]` and the class variables, and overrides the methods whose
    result differs from the one below.
    """

    type: str
    """The name of the answer type."""

    value_adapter: ClassVar[ValueAdapter]
    """The validator of the structure of a value, the same for all questions of the type."""
    is_personal: ClassVar[bool] = False
    """Whether a value identifies a person, and so is not for publication."""
    operators: ClassVar[frozenset[str]] = frozenset()
    """The operators of `when` that fit, apart from `answered` and those on a missing answer."""
    order_words: ClassVar[Mapping[str, str]] = NUMBER_WORDS
    """The words for those that compare what comes first."""
    names_states: ClassVar[bool] = False
    """Whether a value names States."""
    needs_label: ClassVar[bool] = False
    """Whether a value is unclear without the label of its column: `Victims: 3 persons`."""
    allows_several: ClassVar[bool] = False
    """Whether a value is a list of one or more codes."""
    type_words: ClassVar[Message | str] = ""
    """The words for the type where a question is described; empty where an entry has a form."""
    status_part: ClassVar[str] = ""
    """The part of a value that holds its one code, as `cells` names it; empty: the whole value."""
    list_parts: ClassVar[frozenset[str]] = frozenset()
    """The parts of a value that are lists whose order has no meaning."""
    value_parts: ClassVar[tuple[str, ...]] = ()
    """The keys of a value that are units of their own, in the order in which they are written.

    Empty where a value is one unit.
    """
    inner_kind: ClassVar[PacketKind | None] = None
    """Where values consist of answers: of rows, or of entries."""
    inner_name: ClassVar[str] = ""
    """Where values consist of answers, what each of them is called: `row`, `column`."""

    @abstractmethod
    def check(self, value: Value) -> Iterator[Problem]:
        """Yield the problems of a value of the right structure."""

    def check_beyond_schema(self, value: Value) -> Iterable[Problem]:
        """Yield the problems that `check` finds in a value although `json_schema` accepts it."""
        return ()

    def is_complete(self, value: Value) -> bool:
        """Whether no row or cell is left to fill in, so that `check` finds nothing incomplete."""
        return True

    @abstractmethod
    def steps(self, previous: Value, context: StepContext) -> Steps:
        """Return the prompts that lead to a value; `previous` is None or an earlier value."""

    def entry_steps(self, value: Value, context: StepContext) -> Steps:
        """Return the prompts that lead to one more entry, where a value has entries."""
        return self.steps(value, context)

    def answer_steps(self, previous: Mapping[str, Any], context: StepContext) -> Steps:
        """Return the prompts that lead to an answer: its value, and what stands next to it.

        Args:
            previous: An earlier answer; an empty mapping where there is none.
            context: Facts about the rest of the report.
        """
        value = yield from self.steps(previous.get("value"), context)
        return {"value": value}

    @property
    def evidence_kind(self) -> str:
        """The evidence beside a value: `law`, `text`, `link`, or empty for none."""
        return ""

    @property
    def evidence_words(self) -> str:
        """The words for the evidence that an answer, or that of a row, can have; empty for none."""
        return ""

    @property
    def cites_register(self) -> bool:
        """Whether a law can be cited beside an answer, or the answers of its rows."""
        return False

    def can_show(self, answer: Mapping[str, Any]) -> bool:
        """Whether the answer of a row has a code that evidence can show."""
        return False

    @property
    def hint(self) -> str:
        """What a form says about an entry, in words; empty for nothing."""
        return ""

    @property
    def limits(self) -> str:
        """The limits of an answer, in words: `from 1 to 3`; empty without any."""
        return ""

    @property
    def bounds(self) -> Sequence[int]:
        """The least and the greatest number; empty for what is no number."""
        return ()

    @property
    def entry_name(self) -> str:
        """What an entry is called: `law`; empty for what has no entries."""
        return ""

    @property
    def entry_key(self) -> Sequence[str]:
        """The columns that identify an entry; none where no column does."""
        return ()

    @property
    def naming(self) -> Collection[str]:
        """The columns that say which entry an entry is."""
        return ()

    @property
    def is_year(self) -> bool:
        """Whether a number is a year."""
        return False

    def meant(self, value: Any) -> str:
        """Return the value that data of another structure most likely mean; empty for none."""
        return ""

    @property
    def most_characters(self) -> int | None:
        """The most characters of a text; None for what is no text."""
        return None

    @property
    def most_codes(self) -> int | None:
        """The most codes that can be chosen; None without a limit."""
        return None

    def exclusive_codes(self) -> Collection[str]:
        """Return the codes of options such as `none of these`."""
        return [option.code for option in self.listed() if option.exclusive]

    def value_fields(self) -> Sequence[ValueField]:
        """Return the parts of a value that are filled in one by one; the first is required."""
        return ()

    def typed(self, value: Value) -> str:
        """Return a value on one line, as it can be typed again."""
        return semicolons(self.lines(value))

    @property
    def idle_methods(self) -> frozenset[str]:
        """The methods that return nothing for this question, although its type overrides them."""
        return frozenset()

    @abstractmethod
    def lines(self, value: Value) -> list[str]:
        """Return the value in words: one or more lines without markup."""

    @abstractmethod
    def cells(self, value: Value) -> list[Cell]:
        """Return the value as rows of a table of answers."""

    @abstractmethod
    def json_schema(self) -> dict[str, Any]:
        """Return the JSON Schema (draft 2020-12) of a value, as strict as `check` where it can."""

    def codes(self, row: str | None = None) -> frozenset[str] | None:
        """Return the codes that a condition can compare with, or None where any literal fits."""
        return frozenset(option.code for option in self.listed()) or None

    def text_steps(self) -> Collection[str]:
        """Return the names of the steps that take a text of several lines: of a table, its columns.

        The step for the note is not among them.
        """
        return ()

    def listed(self) -> Sequence[Option]:
        """Return the options; none where the entry is free, or a named list is not written out."""
        return ()

    def offered(self) -> Sequence[tuple[str, str]]:
        """Return the code and label of each option; none where the entry is free."""
        return [(option.code, option.label) for option in self.listed()]

    def codes_of_parts(self) -> Sequence[tuple[str, str, str]]:
        """Return the part, code and label of each code that `cells` can give.

        Codes that a State invents, and the codes of States, are left out.
        """
        marked = [(part.name, option) for part in self.value_fields() for option in part.options]
        parts = [(name, option.code, option.label) for name, option in marked]
        return [*(("", code, label) for code, label in self.offered()), *parts]

    def label(self, code: str) -> str:
        """Return the words for a code; the code itself where it has none."""
        return next((label for known, label in self.offered() if known == code), code)

    def listed_rows(self) -> Sequence[Row]:
        """Return the rows of a matrix."""
        return ()

    def listed_columns(self) -> Sequence[ColumnLike]:
        """Return the columns of a table."""
        return ()

    def rows(self) -> Sequence[str]:
        """Return the ids of the rows of a matrix."""
        return ()

    def operand(self, value: Value, row: str | None = None) -> Operand:
        """Return the operand that a condition compares: of the value, or of a row of a matrix."""
        return None

    def with_lists(self, lists: Mapping[str, Sequence[Option]]) -> Self:
        """Return the answer type with each named option list replaced by its options."""
        return self

    def list_names(self) -> list[tuple[DocumentPath, str]]:
        """Return the named option lists that are used, each with its place in the question."""
        return []

    def option_lists(self) -> list[tuple[DocumentPath, Sequence[Option]]]:
        """Return the option lists that are written out, each with its place in the question."""
        return []

    def value_filled_in(self, code: str) -> Value:
        """Return the value that a gate fills in with a code; None where no value has it."""
        return None

    def left_out(self, earlier: Value, value: Value) -> Mapping[str, Any]:
        """Return the parts of an earlier value that do not fit the new value, by their names."""
        return {}

    def laws_cited(self, answer: Mapping[str, Any]) -> Sequence[tuple[DocumentPath, str]]:
        """Return the short names of laws that the answer cites, each with its place."""
        return ()

    def unsupported(self, answer: Mapping[str, Any]) -> Sequence[DocumentPath]:
        """Return the places that evidence can show and that have none."""
        return ()

    def evidence_in(self, answer: Mapping[str, Any]) -> References:
        """Return the references in an answer that are not confidential on their own."""
        return ()

    def texts(self, value: Value) -> Iterable[FreeText]:
        """Return every text in the value that a person wrote, except web addresses as evidence.

        Args:
            value: A value of the right structure.
        """
        return ()

    def dates(self, value: Value) -> Iterable[GivenDate]:
        """Return every date in a value of the right structure; invalid dates are left out."""
        return ()

    def parse_path(self, names: Sequence[str]) -> PartPath:
        """Return the path that names stand for, in the answer to a question of this type.

        Args:
            names: The names after the question's: `["note"]`, `["police", "missing"]`.

        Raises:
            PathError: The names lead nowhere.
        """
        return PartPath(part=parse_part(names, self.value_parts))

    def get(self, answer: Mapping[str, Any], path: PartPath) -> Any:
        """Return what a path leads to in an answer, or None where it is not there."""
        return get_part(answer, path.part, self.value_parts)

    def set(self, answer: Mapping[str, Any], path: PartPath, content: Any) -> Mapping[str, Any]:
        """Return an answer with another content at a path; None removes the present content."""
        return set_part(answer, path.part, content, self.value_parts)

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """Return a copy with other keys, which keeps nothing that was worked out of the old."""
        other = super().model_copy(update=update, deep=deep)
        for name in other.__dict__.keys() - type(self).model_fields.keys():
            del other.__dict__[name]
        return other

    @cached_property
    def field(self) -> AnswerField:
        """What the answer to a question fills in."""
        return AnswerField(self)

    def fields(self) -> Mapping[str, AnswerField]:
        """Return the rows or columns, of which each has answers of its own, by name."""
        return {}

    def decided_by(self, names: Sequence[str]) -> Sequence[str]:
        """Return the columns that are asked, or not, by what stands in some other columns."""
        return ()

    def asked_in(self, group: Mapping[str, Any]) -> Iterable[str]:
        """Return the rows that a value must have, or the columns that an entry must have."""
        return ()


def overrides(answer_type: AnswerType, method: str) -> bool:
    """Whether an answer type overrides a method of `AnswerType`, and can return something.

    If not, the method returns nothing for any value and need not be called.

    Args:
        answer_type: Any answer type.
        method: The name of the method: `dates`, `laws_cited`.
    """
    is_own = getattr(type(answer_type), method) is not getattr(AnswerType, method)
    return is_own and method not in answer_type.idle_methods
