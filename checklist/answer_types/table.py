"""A list of entries with the same columns, such as the register of laws."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal, Self

from pydantic import AfterValidator, Field, ValidationInfo
from pydantic_core import PydanticCustomError

from checklist.answer_types.answer import STAND_IN, Answer, answer_schema, metadata_texts
from checklist.answer_types.base_model import Line, Maybe, Slug, ValueAdapter, refuse_repetition
from checklist.answer_types.comparison_text import cell_in_words
from checklist.answer_types.composite import CompositeType, with_marks
from checklist.answer_types.integer import Integer
from checklist.answer_types.interface import (
    AnswerField,
    Cell,
    FreeText,
    InnerPath,
    Option,
    PacketKind,
    Sample,
    StepContext,
    Steps,
    Value,
    overrides,
    sample_options,
)
from checklist.answer_types.operands import Entries, GivenDate, Operand
from checklist.answer_types.problem import Problem, ProblemKind
from checklist.answer_types.table_columns import (
    MAX_ENTRIES,
    Column,
    EntryKey,
    asked_columns,
    check_cell,
    entry_lines,
    key_of,
    naming_columns,
    operands,
    valid_columns,
)
from checklist.answer_types.units import (
    ANSWER_PARTS,
    NoSuchNameError,
    PartPath,
    PathError,
    parse_part,
)
from checklist.diagnostics import DocumentPath
from checklist.text.messages import Message, commas, tr
from checklist.text.sanitize import quoted
from checklist.text.suggestions import correction_hint_for, nearest

if TYPE_CHECKING:
    from checklist.answer_types.table_steps import TableSteps

_NUMBER = r"[1-9][0-9]{0,5}"
"""The number of an entry, as a copy for publication names it."""


def _key_columns(key: list[str], info: ValidationInfo) -> list[str]:
    """Return the key, if its columns differ and every entry has them."""
    refuse_repetition(key, "key_column_twice", "the column `{name}` is listed twice in the key")
    columns = info.data.get("columns")
    if columns is None:  # they have an error of their own
        return key
    required = {column.id: column.required for column in columns}
    for name in key:
        if name not in required:
            message = "the key names `{name}`, which is not a column of this table"
            raise PydanticCustomError("key_unknown_column", message, {"name": name})
        if not required[name]:
            message = "the key column `{name}` must be `required: true`: it identifies an entry"
            raise PydanticCustomError("key_not_required", message, {"name": name})
    return key


class Table(CompositeType):
    """A list of entries. A value is a list of mappings: each column's id to an answer."""

    type: Literal["table"]
    """A list of entries with the same columns."""
    type_words: ClassVar[Message] = Message("table", "type of an answer")
    entry: Line
    """What one entry is called: `law`."""
    columns: Annotated[list[Column], Field(min_length=1), AfterValidator(valid_columns)]
    """The columns, in the order in which they are asked."""
    key: Maybe[Annotated[list[Slug], Field(min_length=1), AfterValidator(_key_columns)]] = None
    """The columns whose values together identify an entry: no two entries have the same."""

    operators: ClassVar[frozenset[str]] = frozenset({"entries", "every"})
    inner_kind: ClassVar[PacketKind] = PacketKind.ENTRIES
    inner_name: ClassVar[str] = "column"
    value_adapter: ClassVar[ValueAdapter] = ValueAdapter(
        Annotated[list[dict[str, Answer]], Field(max_length=MAX_ENTRIES)]
    )

    @property
    def entry_name(self) -> str:
        """What an entry is called."""
        return self.entry

    @property
    def entry_key(self) -> Sequence[str]:
        """The key; without one, the first column whose values differ in all entries."""
        unique = (column.id for column in self.columns if column.unique and column.required)
        return self.key or [*unique][:1]

    @property
    def naming(self) -> Collection[str]:
        """The columns that say which entry an entry is: the first, and its key."""
        return naming_columns(self.columns, self.key)

    def check(self, value: Value) -> Iterator[Problem]:
        """Yield a problem for each cell that is unknown, wrong, repeated or absent."""
        columns = {column.id: column for column in self.columns}
        for index, entry in enumerate(value):
            misspelt = set()
            for column_id, answer in entry.items():
                column = columns.get(column_id)
                if column is None:
                    suggested = nearest(column_id, columns)
                    misspelt.add(suggested)
                    yield Problem(
                        ProblemKind.UNKNOWN_CODE,
                        tr("{column_id} is not a column of this table", quoted(column_id)),
                        (index, column_id),
                        correction_hint_for(suggested, columns),
                        at_key=True,
                    )
                    continue
                for problem in check_cell(column, answer):
                    yield problem._replace(where=(index, column_id, *problem.where))
            yield from self._absent_or_repeated(value, index, misspelt)
        yield from self._same_keys(value)

    def check_beyond_schema(self, value: Value) -> Iterator[Problem]:
        """Yield a problem for each cell that is repeated or absent, too late or not asked."""
        for index, entry in enumerate(value):
            for column_id, check in self._own["check_beyond_schema"].items():
                if "value" in entry.get(column_id, ()):
                    for problem in check(entry[column_id]["value"]):
                        yield problem._replace(where=(index, column_id, "value", *problem.where))
            yield from self._absent_or_repeated(value, index)
        yield from self._same_keys(value)

    def _same_keys(self, value: Value) -> Iterator[Problem]:
        """Yield a problem for each entry whose key an earlier entry has."""
        seen: dict[EntryKey, int] = {}
        for index, entry in enumerate(value):
            key = key_of(self.key or (), entry)
            if key is None:
                continue
            first = seen.setdefault(key, index)
            if first != index:
                names = commas(f"`{name}`" for name in self.key or ())
                yield Problem(
                    ProblemKind.CONTRADICTORY,
                    tr("{names}: the same as in entry {first}", names, first + 1),
                    (index,),
                    tr("one entry holds all that belongs to it; put the two together"),
                )

    def _absent_or_repeated(
        self, value: Value, index: int, misspelt: Collection[str | None] = ()
    ) -> Iterator[Problem]:
        asked = asked_columns(self.columns, value[index])
        for column in self.columns:
            if column.when is not None and column not in asked:
                if column.id in value[index]:
                    when = column.when_text or cell_in_words(column.when, self)
                    yield Problem(
                        ProblemKind.CONTRADICTORY,
                        tr("`{column_id}` is only asked when {when}", column.id, when),
                        (index, column.id),
                        at_key=True,
                    )
            elif column.required and column.id not in value[index]:
                yield Problem(
                    ProblemKind.INCOMPLETE,
                    tr("`{column_id}` is not filled in", column.id),
                    (index,),
                    follows=column.id in misspelt,
                )
            elif column.unique and self._is_repeated(value, index, column.id):
                yield Problem(
                    ProblemKind.CONTRADICTORY,
                    tr("`{column_id}` is the same as in an earlier entry", column.id),
                    (index, column.id),
                )

    def with_stand_ins(self, value: Value, withheld: Iterable[InnerPath]) -> Value:
        """Return the value with `STAND_IN` in the cells that are withheld."""
        absent = set(withheld)
        ids = [column.id for column in self.columns]
        return [
            self._with_stand_ins(entry, {i for i in ids if (str(number), i) in absent})
            for number, entry in enumerate(value, 1)
        ]

    def _with_stand_ins(self, entry: Mapping[str, Any], absent: Collection[str]) -> Any:
        """Return an entry with stand-ins; in a cell whose condition depends on one, there is none.

        Without the deciding cell, nobody can say whether the other is asked.
        """
        cells: dict[str, Any] = {}
        for column in self.columns:
            if column.id in absent and column in asked_columns(self.columns, {**entry, **cells}):
                cells[column.id] = STAND_IN
        return {**cells, **entry}

    def decided_by(self, names: Sequence[str]) -> Sequence[str]:
        """Return the columns that some columns, or those that these decide on, decide on."""
        found = [*names]
        for column in self.columns if names else ():
            decided = column.when is not None and not {*column.when.columns}.isdisjoint(found)
            if decided and column.id not in found:
                found.append(column.id)
        return found[len(names) :]

    def is_complete(self, value: Value) -> bool:
        """Whether every entry has the columns that it must have."""
        return all(name in entry for entry in value for name in self.asked_in(entry))

    @staticmethod
    def _is_repeated(value: Value, index: int, column_id: str) -> bool:
        own = value[index].get(column_id, {}).get("value")
        return own is not None and any(
            entry.get(column_id, {}).get("value") == own for entry in value[:index]
        )

    def steps(self, previous: Value, context: StepContext) -> Steps:
        """Ask for the entries one by one, until Enter where a new one would begin."""
        return self._steps(context).ask(previous)

    def _steps(self, context: StepContext) -> "TableSteps":
        from checklist.answer_types.table_steps import TableSteps  # only an interview has steps

        return TableSteps(
            entry=self.entry, columns=self.columns, key=self.key or (), context=context
        )

    def entry_steps(self, value: Value, context: StepContext) -> Steps:
        """Ask for one more entry."""
        return self._steps(context).ask_new(value)

    def text_steps(self) -> Collection[str]:
        """Return the columns that hold texts of several lines."""
        return [column.id for column in self.columns if column.answer_type.text_steps()]

    def lines(self, value: Value) -> list[str]:
        """Return a line for each entry."""
        return entry_lines(self.columns, value)

    @cached_property
    def _fields(self) -> Mapping[str, AnswerField]:
        return {
            column.id: AnswerField(column.answer_type, column.id, column.label, column.usually)
            for column in self.columns
        }

    def fields(self) -> Mapping[str, AnswerField]:
        """Return the columns."""
        return self._fields

    def asked_in(self, group: Mapping[str, Any]) -> Iterable[str]:
        """Return the columns that an entry must have."""
        return [column.id for column in asked_columns(self.columns, group) if column.required]

    def parse_path(self, names: Sequence[str]) -> PartPath:
        """Return the path to an entry, a cell, a part of a cell, or a part of the whole answer."""
        if not names or names[0] in ANSWER_PARTS:
            return PartPath(part=parse_part(names, ()))
        number, *rest = names
        if not re.fullmatch(_NUMBER, number):
            raise NoSuchNameError("entry or part", number, ["1", "2", "…", *ANSWER_PARTS])
        if int(number) > MAX_ENTRIES:
            raise PathError(
                tr(
                    "there is no entry {number}: a table has at most {max_entries}",
                    number,
                    MAX_ENTRIES,
                )
            )
        if not rest:
            return PartPath(entry=int(number))
        column_id, *rest = rest
        path = self._type_of(column_id).parse_path(rest)
        return path._replace(entry=int(number), column=column_id)

    def set_inner(self, value: Value, path: PartPath, content: Any) -> Value:
        """Return the entries with another entry or cell, or another part of the answer there.

        The entries after a removed one move up. An entry stays even if it has no cell left.
        """
        entries = [*(value or ())]
        if path.entry > len(entries) + 1:
            raise PathError(
                tr("there is no entry {entry}: the next is {entries}", path.entry, len(entries) + 1)
            )
        index = path.entry - 1
        if path.column:
            entry = entries[index] if index < len(entries) else {}
            content = self.with_inner(entry, path, content)
        entries[index : index + 1] = [] if content is None else [content]
        return entries or None

    def cells(self, value: Value) -> list[Cell]:
        """Return a cell for each column of each entry; entries are numbered from 1."""
        found = []
        for number, entry in enumerate(with_marks(self, value), 1):
            row = str(number)
            for column in self.columns:
                answer = entry.get(column.id)
                if answer is None:
                    continue
                if "value" not in answer:
                    found.append(Cell(row, column.id, "", "", answer))
                    continue
                for _, _, code, text, _ in column.answer_type.cells(answer["value"]):
                    found.append(Cell(row, column.id, code, text, answer))
        return found

    def codes_of_parts(self) -> Sequence[tuple[str, str, str]]:
        """Return the codes of the columns."""
        return [
            (column.id, code, label)
            for column in self.columns
            for code, label in column.answer_type.offered()
        ]

    def texts(self, value: Value) -> Iterable[FreeText]:
        """Yield the texts in the cells and in their metadata."""
        own_texts = self._own["texts"]
        for index, entry in enumerate(value):
            for column_id, answer in entry.items():
                if len(answer) > 1:  # most cells have no metadata
                    for where, text, kind in metadata_texts(answer):
                        yield (index, column_id, *where), text, kind
                if column_id in own_texts and isinstance(answer.get("value"), str):
                    for where, text, kind in own_texts[column_id](answer["value"]):
                        yield (index, column_id, "value", *where), text, kind

    def dates(self, value: Value) -> Iterable[GivenDate]:
        """Yield the dates in the cells."""
        own = self._own["dates"]
        years = {column.id for column in self.columns if isinstance(column.answer_type, Integer)}
        for index, entry in enumerate(value) if own else ():
            for column_id, own_dates in own.items():
                date = entry.get(column_id, {}).get("value")
                if type(date) is (int if column_id in years else str):
                    for given in own_dates(date):
                        yield given._replace(where=(index, column_id, "value", *given.where))

    @cached_property
    def _own(self) -> Mapping[str, Mapping[str, Callable[[Any], Iterable[Any]]]]:
        """The methods of the columns that override them, by method and column."""
        return {
            method: {
                column.id: getattr(column.answer_type, method)
                for column in self.columns
                if overrides(column.answer_type, method)
            }
            for method in ("texts", "dates", "check_beyond_schema")
        }

    def operand(self, value: Value, row: str | None = None) -> Operand:
        """Return the entries with the operands of their cells."""
        return Entries([operands(self.columns, entry) for entry in value])

    def json_schema(self) -> dict[str, Any]:
        """Return an array of mappings; a cell has an answer of its own."""
        return {
            "type": "array",
            "maxItems": MAX_ENTRIES,
            "items": {
                "type": "object",
                "properties": {
                    column.id: answer_schema(column.answer_type.json_schema(), column.label)
                    for column in self.columns
                },
                "additionalProperties": False,
            },
        }

    def listed_columns(self) -> Sequence[Column]:
        """Return the columns."""
        return self.columns

    def with_lists(self, lists: Mapping[str, Sequence[Option]]) -> Self:
        """Return the answer type with each column's named option list written out."""
        columns = [
            column.model_copy(update={"answer_type": column.answer_type.with_lists(lists)})
            for column in self.columns
        ]
        return self.model_copy(update={"columns": columns})

    def list_names(self) -> list[tuple[DocumentPath, str]]:
        """Return the named option lists of the columns."""
        return [
            (("columns", index, *where), name)
            for index, column in enumerate(self.columns)
            for where, name in column.answer_type.list_names()
        ]

    def option_lists(self) -> list[tuple[DocumentPath, Sequence[Option]]]:
        """Return the option lists that are written out in the columns."""
        return [
            (("columns", index, *where), options)
            for index, column in enumerate(self.columns)
            for where, options in column.answer_type.option_lists()
        ]


ANSWER_TYPE = Table
SAMPLES = [
    Sample(
        keys={
            "entry": "law",
            "columns": [
                {"id": "name", "label": "Name", "type": "text", "required": True},
                {"id": "year", "label": "Year", "type": "date"},
            ],
        },
        entries=["x-law", "1999", "y-law", "", ""],
        values=[
            [
                {"name": {"value": "x-law"}, "year": {"value": "1999"}},
                {"name": {"value": "y-law"}},
            ],
            [],
        ],
        others=["NOR", "y"],
        sure="2004",
    ),
    Sample(
        keys={
            "entry": "visit",
            "columns": [
                {"id": "name", "label": "Name", "type": "text", "required": True},
                {"id": "kind", "label": "Kind", "type": "choice", "options": sample_options("sea")},
                {"id": "year", "label": "Year", "type": "date", "required": True},
                {"id": "cases", "label": "Cases", "type": "integer"},
                {"id": "where", "label": "Where", "type": "state"},
                {"id": "open", "label": "Open", "type": "yes-no"},
            ],
        },
        entries=["The port", "1", "2004", "7", "norway", "n", ""],
        values=[
            [
                {
                    "name": {"value": "The port"},
                    "kind": {"value": "sea"},
                    "year": {"value": "2004"},
                    "cases": {"value": 7},
                    "where": {"value": "NOR"},
                    "open": {"value": "negative"},
                }
            ],
            [
                {
                    "name": {"value": "The bay"},
                    "year": {"value": "2004-05"},
                    "cases": {"missing": "not-known", "reason": "not-collected"},
                    "where": {"value": "SWE"},
                }
            ],
        ],
        sure="2004",
    ),
]
