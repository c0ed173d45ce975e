"""Several items, each with one code of the same option list; one is asked after the other."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from functools import cached_property, partial
from typing import Annotated, Any, ClassVar, Literal, NamedTuple

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from checklist.answer_types import options
from checklist.answer_types.answer import (
    STAND_IN,
    Answer,
    answer_schema,
    cell_answer,
    check_metadata,
    is_confidential,
    keeping_missing,
    metadata_texts,
    missing_lines,
)
from checklist.answer_types.base_model import ValueAdapter
from checklist.answer_types.choice import Choice
from checklist.answer_types.citable import CitableType
from checklist.answer_types.composite import CompositeType
from checklist.answer_types.evidence import (
    EVIDENCE_LINE,
    laws_in,
    row_evidence_step,
    row_evidence_text,
    with_row_evidence,
)
from checklist.answer_types.implementation import CONSIDERED
from checklist.answer_types.interface import (
    AnswerField,
    Cell,
    FreeText,
    GoToPart,
    InnerPath,
    Missing,
    Option,
    PacketKind,
    References,
    Refusal,
    Reply,
    Row,
    Sample,
    Step,
    StepContext,
    Steps,
    Value,
    sample_options,
)
from checklist.answer_types.operands import EQUALITY, Operand
from checklist.answer_types.problem import Problem, ProblemKind
from checklist.answer_types.units import (
    ANSWER_PARTS,
    EVIDENCE,
    NoSuchNameError,
    PartPath,
    parse_part,
)
from checklist.diagnostics import DocumentPath
from checklist.text.entries import COMMAS, SEMICOLONS
from checklist.text.messages import Message, labelled, semicolons, tr, trn
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
        return all(row_id in value for row_id in self._fields)

    def steps(self, previous: Value, context: StepContext) -> Steps:
        """Ask for one code a row, and then for the evidence of all rows."""
        return _MatrixSteps(self, context).ask(previous)

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
        return [*self._fields]

    def laws_cited(self, answer: Mapping[str, Any]) -> Sequence[tuple[DocumentPath, str]]:
        """Return the short names in the evidence of the rows."""
        return [
            law
            for row_id, of_row in answer.get("value", {}).items()
            for law in laws_in(of_row.get("evidence", ()), ("value", row_id, "evidence"))
        ]

    def unsupported(self, answer: Mapping[str, Any]) -> Sequence[DocumentPath]:
        """Return the value, if a law can show some of its rows and none is cited in any row."""
        rows = answer.get("value", {})
        is_wanted = self.evidence == "law" and any(map(self.can_show, rows.values()))
        if not is_wanted or self.laws_cited(answer):
            return ()
        return [("value",)]

    def evidence_in(self, answer: Mapping[str, Any]) -> References:
        """Return the evidence of the rows that are not confidential, each reference once."""
        public = (row for row in answer.get("value", {}).values() if not is_confidential(row))
        found = [entry for row in public for entry in row.get("evidence", ())]
        return [entry for index, entry in enumerate(found) if entry not in found[:index]]

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
        answer = answer_schema(options.code_schema(self.listed()), evidence=self.evidence or "")
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


class _Rows(NamedTuple):
    """A reply for several rows: the present one and those that follow."""

    codes: Sequence[str]
    and_the_rest: bool
    """Whether the last code stands for all open rows, too."""
    rest: Sequence[str] = ()
    """Where rows are answered in any order: the ids of those rows."""


class _MatrixSteps(NamedTuple):
    """Asks for the rows of a matrix and their evidence."""

    matrix: Matrix
    context: StepContext
    """The facts about the rest of the report that the prompts can use."""

    @property
    def items(self) -> Sequence[Row]:
        """The rows that are asked."""
        items, only = self.matrix.items, self.context.only
        return [row for row in items if row.id in only] if only else items

    def ask(self, previous: Value) -> Steps:
        """Ask for one code a row.

        An entry with several codes answers several rows in their order. One that ends with `*` also
        answers all open rows below. `GoToPart` leaves the order of the rows for any order.
        """
        if self.context.in_any_order:
            return (yield from self._in_any_order(previous or {}, {}, None))
        value = self._not_asked(previous or {})
        ahead: list[Reply] = []
        rest: Reply = None
        for index, row in enumerate(self.items):
            before = (previous or {}).get(row.id, {})
            if ahead:
                value[row.id] = self._answer(ahead.pop(0), before)
                continue
            if rest is not None:
                # An earlier answer is not overwritten unseen.
                value[row.id] = dict(before) if before else self._answer(rest, before)
                continue
            so_far = self._in_order({**(previous or {}), **value}) or None
            reply = yield keeping_missing(self._step(index, before, so_far), before)
            if isinstance(reply, GoToPart):
                return (yield from self._in_any_order(previous or {}, value, reply))
            if isinstance(reply, _Rows):
                rest = reply.codes[-1] if reply.and_the_rest else None
                reply, *ahead = reply.codes
            elif isinstance(reply, Missing) and reply.for_the_rest:
                rest = reply
            value[row.id] = self._answer(reply, before)
        evidence = self._evidence_step(value)
        reply = None if evidence is None else (yield evidence)
        if isinstance(reply, GoToPart):
            return (yield from self._in_any_order(previous or {}, value, reply))
        return self._with_evidence(value, reply)

    def _not_asked(self, previous: Mapping[str, Any]) -> dict[str, Any]:
        """Return the answers of rows that are not asked: they stay as they are."""
        asked = {row.id for row in self.items}
        others = {*self.matrix.rows()} - asked
        return {row_id: answer for row_id, answer in previous.items() if row_id in others}

    def _with_evidence(self, value: Mapping[str, Any], reply: Reply) -> dict[str, Any]:
        """Return the rows in their order, those that are asked with these references."""
        whole = self._in_order(value)
        if self.matrix.evidence is None:
            return whole
        others = self._not_asked(whole)
        asked = {row_id: answer for row_id, answer in whole.items() if row_id not in others}
        return self._in_order({**others, **with_row_evidence(asked, reply or {})})

    # In any order

    def _in_any_order(
        self, previous: Mapping[str, Any], given: dict[str, Any], to: GoToPart | None
    ) -> Steps:
        """Ask for the rows until each has an answer and Enter says that it is all.

        Args:
            previous: The earlier answers of the rows.
            given: The answers that were given just now.
            to: The first part; None for the first open row.
        """
        items, given, others = self.items, {**given}, self._not_asked(previous)
        # Which row follows depends on the replies alone: `previous` has what they have stored.
        begun = self.context.begun or {}
        at = to.name if to is not None else self._next_open({**begun, **given}, -1)
        ids = [row.id for row in items]
        if to is None and not at:
            at = ids[0]
        while True:
            value = self._in_order({**previous, **given})
            is_whole = all(row.id in value for row in items)
            evidence = self._evidence_step(value) if is_whole else None
            if at not in ids:
                at = "" if is_whole else self._next_open(value, -1)
            if at:
                index, now = ids.index(at), value.get(at, {})
                step = keeping_missing(self._step(index, now, value or None), now)
                rest = [i for i, row in enumerate(items) if row.id not in value and row.id != at]
                reply = yield step._replace(
                    in_any_order=True,
                    options=self._offered(at),
                    others_open=[items[i].id for i in rest],
                    read=partial(self._read_codes, index, rest),
                    tips=[*self._not_considered_in(at)],
                )
            else:
                reply = yield evidence or self._closing_step(value, given, begun)
            if isinstance(reply, GoToPart):
                at = reply.name
            elif at:
                given |= self._given(index, reply, {**previous, **given})
                at = self._following({**begun, **given}, begun, index, reply)
            else:
                asked = {i: given.get(i) or _kept(previous.get(i, {})) for i in ids}
                return self._with_evidence({**others, **asked}, reply)

    def _given(self, index: int, reply: Reply, previous: Mapping[str, Any]) -> dict[str, Any]:
        """Return the answers that a reply gives to rows, of which the first has this index."""
        rows = [row.id for row in self.items[index:]]
        replies: dict[str, Reply] = {rows[0]: reply}
        if isinstance(reply, _Rows):
            these = dict(zip(rows, reply.codes, strict=False))
            replies = {**dict.fromkeys(reply.rest, reply.codes[-1]), **these}
        elif isinstance(reply, Missing):
            replies = {**dict.fromkeys(reply.rest, reply), **replies}
        return {i: self._answer(reply, previous.get(i, {})) for i, reply in replies.items()}

    def _answer(self, reply: Reply, before: Mapping[str, Any]) -> dict[str, Any]:
        """Return the answer of a row, without evidence that it cannot have."""
        answer = cell_answer(reply, before)
        if EVIDENCE in answer and not self.matrix.can_show(answer):
            del answer[EVIDENCE]
        return answer

    def _following(
        self, value: Mapping[str, Any], begun: Mapping[str, Any], index: int, reply: Reply
    ) -> str:
        """Return the row to go to behind an answered one; empty without any.

        It is the next open one; where all had an answer before, the next one: more of them may be
        to be changed.
        """
        is_change = all(row.id in begun for row in self.items)
        is_one = not isinstance(reply, _Rows) and index + 1 < len(self.items)
        return self.items[index + 1].id if is_change and is_one else self._next_open(value, index)

    def _next_open(self, value: Mapping[str, Any], index: int) -> str:
        """Return the first open row behind one, else the first before it; empty without any."""
        items = self.items
        order = [*items[index + 1 :], *items[: index + 1]]
        return next((row.id for row in order if row.id not in value), "")

    def _in_order(self, value: Mapping[str, Any]) -> dict[str, Any]:
        """Return the rows in the order of the question; those that it does not have come last."""
        return {
            **{row.id: value[row.id] for row in self.matrix.items if row.id in value},
            **value,
        }

    def _closing_step(
        self, value: Value, given: Mapping[str, Any], begun: Mapping[str, Any]
    ) -> Step:
        rows = {row.id for row in self.items}
        return Step(
            "",
            enter=tr("Every row has an answer. Enter goes on."),
            required=False,
            so_far=value,
            read=_nothing_to_read,
            closing="new" if rows <= given.keys() else "kept" if rows <= begun.keys() else "filled",
        )

    # The steps

    def _evidence_step(self, value: Mapping[str, Any]) -> Step | None:
        """Return the prompt for the evidence of all rows that have an answer to show, if any."""
        matrix, asked = self.matrix, [row.id for row in self.items]
        shown = [i for i in asked if i in value and matrix.can_show(value[i])]
        if matrix.evidence is None or not shown:
            return None
        held = {i: value[i].get(EVIDENCE, ()) for i in shown}
        taken = {i: matrix.fitting_evidence(own) for i, own in held.items()}
        return row_evidence_step(
            self.items,
            shown,
            {i: own for i, own in taken.items() if own},
            self.context,
            kind=str(matrix.evidence),
            overview=self._overview(value),
            so_far=value,
        )

    def _step(self, index: int, before: Mapping[str, Any], so_far: Value) -> Step:
        items = self.items
        row, left = items[index], len(items) - index
        listed = self._offered(row.id) if len(items) == 1 else self.matrix.listed()
        is_first = index == 0
        tips = (
            tr("Type 2* to give option 2 to this row and all open rows below it."),
            tr("Type several numbers for several rows, in their order."),
        )
        ask = tr("{row_label} ({index} of {items})", row.label, index + 1, len(items))
        step = options.option_step(row.id, listed, ask=ask, previous=before.get("value"))
        return step._replace(
            tips=(*tips, *self._on_considered()) if is_first and left > 1 else (),
            cell=True,
            context=self._overview(so_far or {}) if is_first else (),
            brief=not is_first,
            so_far=so_far,
            in_words=partial(self._rows_in_words, index),
            read=partial(self._read_codes, index, range(index, len(items))),
        )

    def _on_considered(self) -> Iterator[str]:
        """Yield a sentence on the rows that offer `considered`, or do not: on the fewer ones."""
        matrix = self.matrix
        without = matrix.rows_without_considered
        if without and CONSIDERED in (matrix.codes() or ()):
            is_rare = 2 * len(without) >= len(matrix.items)
            named = [row.label for row in self.items if (row.id in without) is not is_rare]
            option, rows = matrix.label(CONSIDERED), semicolons(named)
            if named and is_rare:
                yield tr("“{option}” is an answer for these rows only: {rows}.", option, rows)
            elif named:
                yield tr("“{option}” is no answer for these rows: {rows}.", option, rows)

    def _offered(self, row_id: str) -> Sequence[Option]:
        """Return the options of a row. The others keep their numbers where one is left out."""
        listed = self.matrix.listed()
        is_left_out = row_id in self.matrix.rows_without_considered
        return listed[:-1] if is_left_out and listed[-1].code == CONSIDERED else listed

    def _not_considered_in(self, row_id: str) -> Iterator[str]:
        """Yield a sentence if a row does not take `considered`, which stands among its options."""
        matrix = self.matrix
        is_listed = CONSIDERED in {option.code for option in self._offered(row_id)}
        if is_listed and row_id in matrix.rows_without_considered:
            yield tr("“{label}” is not an answer for this row.", matrix.label(CONSIDERED))

    def _read_codes(self, index: int, rest: Iterable[int], entry: str) -> str | _Rows:
        """Return the code of a row, or the codes of several, if these rows offer them.

        Args:
            index: The index of the first row.
            rest: The indices of the rows that `*` answers, too.
            entry: The text that was typed.
        """
        matrix = self.matrix
        reply = _read(matrix.listed(), entry, len(self.items) - index)
        codes = reply.codes if isinstance(reply, _Rows) else [reply]
        by_row = dict(enumerate(codes, index))
        if isinstance(reply, _Rows) and reply.and_the_rest:
            by_row = {**dict.fromkeys(rest, codes[-1]), **by_row}
            reply = reply._replace(rest=[self.items[number].id for number in rest])
        for number, code in by_row.items():
            row = self.items[number]
            if code == CONSIDERED and row.id in matrix.rows_without_considered:
                raise Refusal(
                    tr(
                        "“{label}” is not an answer for the row “{row_label}”.",
                        matrix.label(code),
                        row.label,
                    )
                )
        return reply

    def _rows_in_words(self, index: int, reply: Reply) -> Sequence[str]:
        """Return a line for each row that a reply with several codes answers, from a row on."""
        codes = reply.codes if isinstance(reply, _Rows) else ()
        rows, label = self.items[index:], self.matrix.label
        return [labelled(row.label, label(i)) for row, i in zip(rows, codes, strict=False)]

    def _overview(self, value: Value) -> list[str]:
        """Return a line for each row: its label, and its answer if it has one."""
        return [
            self.matrix.row_lines({row.id: value[row.id]})[0] if row.id in value else row.label
            for row in self.items
        ]


def _kept(before: Mapping[str, Any]) -> dict[str, Any]:
    """Return an earlier answer of a row as Enter keeps it."""
    kept = keeping_missing(Step("", previous=before.get("value")), before).previous
    return cell_answer(kept, before)


def _nothing_to_read(entry: str) -> Value:
    raise Refusal(
        tr("Every row has an answer. Press Enter, or go to the row that you want to change.")
    )


def _read(listed: Sequence[Option], entry: str, left: int) -> str | _Rows:
    """Return the code of a row, or the codes of several.

    Args:
        listed: The options.
        entry: The text that was typed.
        left: The number of rows from this one on.
    """
    typed = entry.strip()
    and_the_rest = typed.endswith("*")
    typed = typed.removesuffix("*").rstrip()
    if and_the_rest and not typed:
        raise Refusal(tr("Type a number before the `*`."))
    numbers = re.split(rf"[{COMMAS}{SEMICOLONS}\s]+", typed)
    if len(numbers) > 1 and all(number.isdecimal() for number in numbers):
        if len(numbers) > left:
            raise Refusal(
                trn(
                    "These are {numbers} numbers, and {count} row is left.",
                    "These are {numbers} numbers, and {count} rows are left.",
                    left,
                    len(numbers),
                )
            )
        return _Rows([options.read_option(listed, number) for number in numbers], and_the_rest)
    code = options.read_option(listed, typed)
    return _Rows([code], and_the_rest) if and_the_rest else code


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
