"""Several items, each with one code of the same option list."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from functools import cached_property
from typing import Annotated, Any, ClassVar, Literal

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from checklist.answer_types import options
from checklist.answer_types.answer import (
    STAND_IN,
    Answer,
    answer_schema,
    check_metadata,
    metadata_texts,
    missing_lines,
)
from checklist.answer_types.base_model import ValueAdapter
from checklist.answer_types.choice import Choice
from checklist.answer_types.citable import CitableType
from checklist.answer_types.composite import CompositeType
from checklist.answer_types.evidence import EVIDENCE_LINE
from checklist.answer_types.implementation import CONSIDERED
from checklist.answer_types.interface import (
    AnswerField,
    Cell,
    FreeText,
    InnerPath,
    Option,
    PacketKind,
    References,
    Row,
    Sample,
    StepContext,
    Steps,
    Value,
    sample_options,
)
from checklist.answer_types.operands import EQUALITY, Operand
from checklist.answer_types.problem import Problem, ProblemKind
from checklist.answer_types.row_evidence import laws_in_rows, references_in_rows, row_evidence_text
from checklist.answer_types.units import ANSWER_PARTS, NoSuchNameError, PartPath, parse_part
from checklist.diagnostics import DocumentPath
from checklist.text.messages import Message, labelled, tr
from checklist.text.sanitize import quoted
from checklist.text.suggestions import allowed, correction_hint_for, nearest


def _distinct(rows: list[Row]) -> list[Row]:
    ids = [row.id for row in rows]
    for index, row_id in enumerate(ids):
        if row_id in ids[:index]:
            raise PydanticCustomError(
                "row_twice", "the row `{id}` is defined twice", {"id": row_id}
            )
        if row_id in ANSWER_PARTS:
            message = "a row cannot be called `{id}`: this is the name of a part of every answer"
            raise PydanticCustomError("row_named_as_part", message, {"id": row_id})
    return rows


class Matrix(options.OptionsType, CitableType, CompositeType):
    """Several items with one code each. A value maps each row's id to an answer of its own."""

    type: Literal["matrix"]
    """Several items, each with one option of the same list."""
    type_words: ClassVar[Message] = Message("matrix", "type of an answer")
    items: Annotated[list[Row], Field(min_length=1), AfterValidator(_distinct)]
    """The rows, in the order in which they are shown."""

    value_adapter: ClassVar[ValueAdapter] = ValueAdapter(dict[str, Answer])
    operators: ClassVar[frozenset[str]] = EQUALITY
    inner_kind: ClassVar[PacketKind] = PacketKind.ROWS
    inner_name: ClassVar[str] = "row"

    def listed_rows(self) -> Sequence[Row]:
        """Return the rows."""
        return self.items

    def row_type(self) -> Choice:
        """Return the answer type of a row: a choice of the same options."""
        return Choice.model_construct(type="choice", options=self.options, evidence=self.evidence)

    @property
    def evidence_kind(self) -> str:
        """Nothing: evidence stands next to the answers of rows, not of the whole matrix."""
        return ""

    def answer_steps(self, previous: Mapping[str, Any], context: StepContext) -> Steps:
        """Ask for the rows and their evidence, which are the value."""
        value = yield from self.steps(previous.get("value"), context)
        return {"value": value}

    @cached_property
    def rows_without_considered(self) -> Set[str]:
        """The ids of the rows that do not offer `considered`, although other rows do."""
        offering = {row.id for row in self.items if row.considered}
        return {*self.rows()} - offering if offering else frozenset()

    def _offered_in(self, row_id: str) -> Sequence[Option]:
        """Return the options of a row."""
        listed = self.listed()
        if row_id not in self.rows_without_considered:
            return listed
        return [option for option in listed if option.code != CONSIDERED]

    def check(self, value: Value) -> Iterator[Problem]:
        """Yield a problem for each row that is unknown, wrong or absent."""
        ids, row_type = self.rows(), self.row_type()
        misspelt = set()
        for row_id, answer in value.items():
            if row_id not in ids:
                suggested = nearest(row_id, ids)
                misspelt.add(suggested)
                yield Problem(
                    ProblemKind.UNKNOWN_CODE,
                    tr("{row_id} is not a row of this question", quoted(row_id)),
                    (row_id,),
                    correction_hint_for(suggested, ids),
                    at_key=True,
                )
                continue
            for problem in check_metadata(row_type, answer):
                yield problem.below(row_id)
            if "value" not in answer:
                continue
            if isinstance(answer["value"], str):
                for problem in options.check_code(self._offered_in(row_id), answer["value"]):
                    yield problem.below(row_id, "value")
            else:
                hint = allowed([option.code for option in self._offered_in(row_id)])
                message = tr("a row takes one code")
                yield Problem(ProblemKind.UNKNOWN_CODE, message, (row_id, "value"), hint)
        yield from self._absent(value, misspelt)

    def check_beyond_schema(self, value: Value) -> Iterable[Problem]:
        """Yield a problem for each absent row."""
        return () if len(value) == len(self.items) else self._absent(value)

    def _absent(self, value: Value, misspelt: Collection[str | None] = ()) -> Iterator[Problem]:
        for row in self.items:
            if row.id not in value:
                message = tr("the row `{row_id}` is not answered", row.id)
                follows = row.id in misspelt
                yield Problem(ProblemKind.INCOMPLETE, message, at_key=True, follows=follows)

    def with_stand_ins(self, value: Value, withheld: Iterable[InnerPath]) -> Value:
        """Return the value with `STAND_IN` in the rows that are withheld."""
        absent = {place[0] for place in withheld if place}.intersection(self.rows())
        return {**dict.fromkeys(absent, STAND_IN), **value}

    def is_complete(self, value: Value) -> bool:
        """Whether every row is answered."""
        return self._row_ids.issubset(value)

    def steps(self, previous: Value, context: StepContext) -> Steps:
        """Ask for one code a row, and then for the evidence of all rows."""
        from checklist.answer_types.matrix_steps import MatrixSteps  # only an interview has steps

        return MatrixSteps(self, context).ask(previous)

    def can_show(self, answer: Mapping[str, Any]) -> bool:
        """Whether the answer of a row has a code that evidence can show."""
        return isinstance(answer.get("value"), str) and self.can_be_shown(answer["value"])

    def row_lines(self, value: Value) -> list[str]:
        """Return a line for each row that has an answer: its label and the answer."""
        lines = []
        for row in self.items:
            answer = value.get(row.id)
            if answer is None:
                continue
            if "missing" in answer:
                shown = missing_lines(answer)[0]
            else:
                shown = self.label(str(answer.get("value")))
            lines.append(labelled(row.label, shown))
        return lines

    def lines(self, value: Value) -> list[str]:
        """Return a line for each row, and one for the evidence of all rows, if there is any."""
        evidence = {i: answer.get("evidence", ()) for i, answer in value.items()}
        cited = row_evidence_text(self.items, evidence)
        return [*self.row_lines(value), *([tr(EVIDENCE_LINE, line=cited)] if cited else [])]

    @cached_property
    def _fields(self) -> Mapping[str, AnswerField]:
        row_type = self.row_type()
        return {row.id: AnswerField(row_type, row.id, row.label, row.usually) for row in self.items}

    def fields(self) -> Mapping[str, AnswerField]:
        """Return the rows, of one type."""
        return self._fields

    def asked_in(self, group: Mapping[str, Any]) -> Iterable[str]:
        """Return all rows."""
        return self.rows()

    def parse_path(self, names: Sequence[str]) -> PartPath:
        """Return the path to a row, to a part of its answer, or to a part of the whole answer."""
        if not names or names[0] in ANSWER_PARTS:
            return PartPath(part=parse_part(names, ()))
        row_id, *rest = names
        if row_id not in self.rows():
            raise NoSuchNameError("row or part", row_id, [*self.rows(), *ANSWER_PARTS])
        return PartPath(row=row_id, part=parse_part(rest, ()))

    def set_inner(self, value: Value, path: PartPath, content: Any) -> Value:
        """Return the value with another code in a row, or another part of the answer there."""
        return self.with_inner(value or {}, path, content) or None

    def cells(self, value: Value) -> list[Cell]:
        """Return a cell for each row."""
        return [
            Cell(row.id, "", code, self._labels.get(code, ""), answer)
            for row in self.items
            if (answer := value.get(row.id)) is not None
            for code in [answer.get("value", "")]
        ]

    def rows(self) -> Sequence[str]:
        """Return the ids of the rows."""
        return self._ids

    @cached_property
    def _ids(self) -> Sequence[str]:
        return [row.id for row in self.items]

    @cached_property
    def _row_ids(self) -> frozenset[str]:
        return frozenset(self._ids)

    def laws_cited(self, answer: Mapping[str, Any]) -> Sequence[tuple[DocumentPath, str]]:
        """Return the short names in the evidence of the rows."""
        return laws_in_rows(answer.get("value", {}))

    def unsupported(self, answer: Mapping[str, Any]) -> Sequence[DocumentPath]:
        """Return the value, if a law can show some of its rows and none is cited in any row."""
        rows = answer.get("value", {})
        is_wanted = self.evidence == "law" and any(map(self.can_show, rows.values()))
        if not is_wanted or laws_in_rows(rows):
            return ()
        return [("value",)]

    def evidence_in(self, answer: Mapping[str, Any]) -> References:
        """Return the evidence of the rows that are not confidential, each reference once."""
        return references_in_rows(answer.get("value", {}))

    def texts(self, value: Value) -> Iterable[FreeText]:
        """Return the texts in the metadata of the rows."""
        if max(map(len, value.values()), default=0) <= 1:  # rows rarely have metadata
            return ()
        return [
            ((row_id, *where), text, kind)
            for row_id, answer in value.items()
            for where, text, kind in metadata_texts(answer)
        ]

    def json_schema(self) -> dict[str, Any]:
        """Return a mapping of the row ids; a row has an answer of its own.

        The schema of the answers stands once for all rows, within `allOf`: some editors overlook
        `additionalProperties` next to `properties`.
        """
        answer = answer_schema(options.code_schema(self.options), evidence=self.evidence or "")
        offers = CONSIDERED in (self.codes() or ())
        without = self.rows_without_considered if offers else frozenset()
        narrower = {"properties": {"value": {"not": {"const": CONSIDERED}}}}
        return {
            "type": "object",
            "properties": {
                row.id: {"description": row.label, **(narrower if row.id in without else {})}
                for row in self.items
            },
            "propertyNames": {"enum": list(self.rows())},
            "allOf": [{"additionalProperties": answer}],
        }

    def codes(self, row: str | None = None) -> frozenset[str] | None:
        """Return the codes that a row can have; without a row, those of all rows."""
        codes = super().codes()
        if row is None or codes is None or row not in self.rows_without_considered:
            return codes
        return codes - {CONSIDERED}

    def operand(self, value: Value, row: str | None = None) -> Operand:
        """Return the code of a row, or the code for its absence."""
        answer = value.get(row, {})
        code = answer.get("missing", answer.get("value"))
        return code if isinstance(code, str) else None

    def value_filled_in(self, code: str) -> Value:
        """Return the code in every row, where all rows offer it."""
        if not all(code in (self.codes(row.id) or ()) for row in self.items):
            return None
        return {row.id: {"value": code} for row in self.items}


ANSWER_TYPE = Matrix
SAMPLES = [
    Sample(
        keys={
            "options": sample_options("used", "unused"),
            "items": [{"id": f"row-{n}", "label": f"Row {n}"} for n in "123"],
        },
        entries=["1", "2*"],
        values=[
            {
                "row-1": {"value": "used"},
                "row-2": {"value": "unused"},
                "row-3": {"value": "unused"},
            },
            {
                "row-1": {"value": "used", "note": "Often."},
                "row-2": {"missing": "not-known", "reason": "not-collected"},
                "row-3": {"missing": "declined"},
            },
        ],
        others=["*"],
    ),
]
