"""The answer type for the implementation of a measure, the main one of the questionnaires."""

from collections.abc import Collection, Generator, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Annotated, Any, ClassVar, Literal

from pydantic import AfterValidator, Field

from checklist.answer_types import options
from checklist.answer_types.base_model import (
    Codes,
    Maybe,
    Prose,
    StrictModel,
    ValueAdapter,
    refuse_repetition,
    type_schema,
)
from checklist.answer_types.date import Date, date_schema, given_date
from checklist.answer_types.evidence import (
    EVIDENCE_LINE,
    EvidenceList,
    articles_in,
    check_evidence,
    evidence_lines,
    evidence_schema,
    evidence_step,
    laws_in,
)
from checklist.answer_types.interface import (
    PROSE_TEXT,
    AnswerType,
    Cell,
    FreeText,
    Option,
    References,
    Refusal,
    Reply,
    Sample,
    Step,
    StepContext,
    Steps,
    Value,
    ValueField,
)
from checklist.answer_types.operands import EQUALITY, GivenDate, Operand, interval
from checklist.answer_types.problem import Problem, ProblemKind
from checklist.diagnostics import DocumentPath
from checklist.text.messages import Message, grouped, labelled, tr
from checklist.text.paragraphs import uncapitalized
from checklist.text.sanitize import quoted

IMPLEMENTED, PARTLY, PLANNED = "implemented", "partly-implemented", "planned"
CONSIDERED, ENDED, NOT_IMPLEMENTED = "considered", "ended", "not-implemented"

STATUSES = (
    Option.fixed(IMPLEMENTED, "Implemented"),
    Option.fixed(PARTLY, "Partly implemented"),
    Option.fixed(PLANNED, "Planned"),
    Option.fixed("under-consideration", "Under consideration"),
    Option.fixed(CONSIDERED, "Considered, and decided not to do it"),
    Option.fixed(ENDED, "Implemented earlier, now ended"),
    Option.fixed(NOT_IMPLEMENTED, "Not implemented"),
)
PARTIAL = (
    Option.fixed("law-only", "The law provides for it, practice does not follow yet"),
    Option.fixed("practice-only", "Practice does it, no law or rule provides for it"),
    Option.fixed("some-regions", "Only in some parts of the country"),
    Option.fixed("some-victims", "Only for some groups of victims"),
    Option.fixed("some-forms", "Only for some forms of exploitation"),
    Option.fixed("some-authorities", "Only some authorities or professions"),
    Option.fixed("some-elements", "Only some parts of the measure"),
    Option.fixed("other", "Another reason"),
)
"""The ways in which a measure can be in place in part."""
PartialCode = Literal[
    "law-only",
    "practice-only",
    "some-regions",
    "some-victims",
    "some-forms",
    "some-authorities",
    "some-elements",
    "other",
]
_OFFERED_BY_DEFAULT = {"law-only", "practice-only", "some-regions", "some-victims", "some-forms"}


def _each_once(codes: list[PartialCode]) -> list[PartialCode]:
    refuse_repetition(codes, "partial_twice", "the code `{name}` is listed twice in `partial`")
    return codes


def status_words(code: str, answer_type: AnswerType) -> str:
    """Return the label of an option within a sentence; where it is only the code, the status."""
    words = answer_type.label(code)
    return uncapitalized(options.label(STATUSES, code) if words == code else words)


_IN_PLACE = (IMPLEMENTED, PARTLY, ENDED)
_FORM_TEXTS = (
    ("reason", Message("If it was considered: why was it decided not to do it?"), (CONSIDERED,)),
    ("law", Message("If it is in place: what does the law or rule say?"), _IN_PLACE),
    ("practice", Message("If it is in place: how is it applied in practice?"), _IN_PLACE),
)
"""The texts of a value with their words in a form, and the statuses with which they go."""
_FORM_DETAILS = {
    "obstacles": Message("Obstacles"),
    "planned_step": Message("The next step that is planned"),
    "planned_by": Message("By when"),
    "assistance": Message("The assistance that is wanted"),
}
_MARK_PARTLY = Message("If it is only partly implemented: mark in what way.")
_WHY_OTHERWISE = Message("Why was it decided not to do it?")


class Details(StrictModel):
    """Obstacles, plans and assistance for one question; usually a set asks for them once."""

    obstacles: Maybe[Prose] = None
    """The obstacles."""
    planned_step: Maybe[Prose] = None
    """The next step that is planned."""
    planned_by: Maybe[str] = None
    """The date of that step, whole or partial."""
    assistance: Maybe[Prose] = None
    """The assistance that is wanted."""


class ImplementationValue(StrictModel):
    """The status of a measure and the evidence for it. Only `status` is required."""

    status: str
    """The code of the status."""
    partly: Maybe[Codes] = None
    """The codes for the ways in which it is in place in part."""
    reason: Maybe[Prose] = None
    """The reason for the decision, when the status is `considered`."""
    law: Maybe[Prose] = None
    """The words of the law or rule, or what they mean."""
    practice: Maybe[Prose] = None
    """The practice: how the law or rule is applied."""
    evidence: Maybe[EvidenceList] = None
    """References into the register of laws, or links."""
    details: Maybe[Details] = None
    """Obstacles, plans and assistance for this question alone."""


class Implementation(AnswerType):
    """How far a measure is in place. A value is a mapping with `status`."""

    type: Literal["implementation"]
    """How far a measure is in place."""
    type_words: ClassVar[Message] = Message("implementation", "type of an answer")
    considered: bool = False
    """Whether the status `considered` is offered: considered, and decided not to do it."""
    ended: bool = False
    """Whether the status `ended` is offered: an activity that had a beginning and an end."""
    partial: Maybe[
        Annotated[list[PartialCode], Field(min_length=1), AfterValidator(_each_once)]
    ] = None
    """The ways to be in place in part that are offered; the first five where it is left out."""

    value_adapter: ClassVar[ValueAdapter] = ValueAdapter(ImplementationValue)
    operators: ClassVar[frozenset[str]] = EQUALITY
    status_part: ClassVar[str] = "status"
    list_parts: ClassVar[frozenset[str]] = frozenset({"partly", "evidence"})
    value_parts: ClassVar[tuple[str, ...]] = tuple(ImplementationValue.model_fields)

    def listed(self) -> Sequence[Option]:
        """Return the statuses that this question offers."""
        left_out = {CONSIDERED: not self.considered, ENDED: not self.ended}
        return [status for status in STATUSES if not left_out.get(status.code)]

    @cached_property
    def partials(self) -> Sequence[Option]:
        """The ways to be in place in part that this question offers, in their common order."""
        offered = _OFFERED_BY_DEFAULT if self.partial is None else self.partial
        return [option for option in PARTIAL if option.code in offered]

    @property
    def evidence_words(self) -> str:
        """The words for the evidence within the value."""
        return tr("law and article, or web address")

    @property
    def cites_register(self) -> bool:
        """Whether a law can be cited: always."""
        return True

    def value_fields(self) -> Sequence[ValueField]:
        """Return the status, what goes with it, and what only some answers have."""
        return self._value_fields

    @cached_property
    def _value_fields(self) -> Sequence[ValueField]:
        shared = Date.model_construct(type="date", future=True)
        texts = [
            ValueField(name, ask, only_with=with_these, most=_MOST, is_long=True)
            for name, ask, with_these in _FORM_TEXTS
        ]
        details = [
            ValueField(
                name,
                ask,
                within="details",
                most=_MOST,
                is_long=name != "planned_by",
                day=shared if name == "planned_by" else None,
            )
            for name, ask in _FORM_DETAILS.items()
        ]
        return [
            ValueField("status", in_head=True),
            ValueField("evidence", in_head=True, only_with=_IN_PLACE),
            ValueField(
                "partly",
                _MARK_PARTLY,
                only_with=[PARTLY],
                options=self.partials,
                names_options=self.partial is not None,
            ),
            *texts,
            *details,
        ]

    def check(self, value: Value) -> Iterator[Problem]:
        """Yield a problem for each part that is unknown, or does not fit the status."""
        status = value["status"]
        yield from options.check_code(self.listed(), status, ("status",))
        for problem in options.check_several(self.partials, value.get("partly", ())):
            yield Problem(problem.kind, problem.message, ("partly", *problem.where), problem.hint)
        if "partly" in value and status != PARTLY:
            yield Problem(
                ProblemKind.CONTRADICTORY,
                tr("`partly` is allowed only with `status: {partly}`", PARTLY),
                ("partly",),
            )
        if "reason" in value and status != CONSIDERED:
            yield Problem(
                ProblemKind.CONTRADICTORY,
                tr("`reason` is allowed only with `status: {considered}`", CONSIDERED),
                ("reason",),
                tr("write a remark as `note`, beside `value`"),
            )
        if "reason" not in value and status == CONSIDERED:
            yield Problem(
                ProblemKind.REASON_MISSING,
                tr("a reason is required because `status` is considered"),
                ("status",),
                tr("add `reason` below `value`"),
            )
        yield from check_evidence(value.get("evidence", ()))
        planned_by = value.get("details", {}).get("planned_by")
        if planned_by is not None and interval(planned_by) is None:
            yield Problem(
                ProblemKind.OUT_OF_RANGE,
                tr("{planned_by} is not a date", quoted(planned_by)),
                ("details", "planned_by"),
                tr("write 2004-05-31, 2004-05 or 2004"),
            )

    def steps(self, previous: Value, context: StepContext) -> Steps:
        """Ask for the status, and for a measure in place also for law, practice and evidence."""
        before = previous or {}
        status = yield options.option_step("status", self.listed(), previous=before.get("status"))
        value: dict[str, Any] = {"status": status}

        asked: set[str] = set()

        def ask(step: Step) -> Generator[Step, Reply, None]:
            # `considered` is no answer without its reason. A part that was asked again is not kept.
            kept = {k: part for k, part in _fitting(before, status).items() if k not in asked}
            so_far = None if status == CONSIDERED else {**kept, **value}
            asked.add(step.name)
            reply = yield step._replace(so_far=so_far)
            if reply is not None:
                value[step.name] = reply

        if status == PARTLY:
            ways = tr("In what way is it only partly implemented?")
            held_ways = before.get("partly")
            yield from ask(
                options.options_step(
                    "partly", self.partials, ask=ways, previous=held_ways, required=False
                )
            )
        if status == CONSIDERED:
            yield from ask(_prose_step("reason", tr(_WHY_OTHERWISE), before, required=True))
        if status in _IN_PLACE:
            yield from ask(_prose_step("law", tr("What does the law or rule say?"), before))
            yield from ask(_prose_step("practice", tr("How is it applied in practice?"), before))
            yield from ask(evidence_step(before.get("evidence"), context))
        if "details" in before:
            value["details"] = before["details"]
        return value

    def lines(self, value: Value) -> list[str]:
        """Return the status, then a line for each part."""
        words = {"reason": tr("Reason"), "law": tr("Law"), "practice": tr("Practice")}
        lines = []
        for _, part, _, text, _ in self.cells(value):
            if part == "partly":
                text = tr("In part: {label}", text)
            elif part == "evidence":
                text = tr(EVIDENCE_LINE, line=text)
            elif part != "status":
                text = labelled(words.get(part) or part.replace("_", " ").capitalize(), text)
            lines.append(text)
        return lines

    def cells(self, value: Value) -> list[Cell]:
        """Return a cell for each part."""
        cells = [Cell("", "status", value["status"], options.label(STATUSES, value["status"]))]
        cells += [
            Cell("", "partly", code, options.label(PARTIAL, code))
            for code in value.get("partly", ())
        ]
        cells += [
            Cell("", key, "", value[key]) for key in ("reason", "law", "practice") if key in value
        ]
        cells += [
            Cell("", "evidence", entry.get("law", ""), line)
            for entry, line in zip(
                value.get("evidence", ()), evidence_lines(value.get("evidence", ())), strict=True
            )
        ]
        cells += [Cell("", key, "", text) for key, text in value.get("details", {}).items()]
        return cells

    def json_schema(self) -> dict[str, Any]:
        """Return a mapping with `status`; a status that is not offered is refused."""
        return {
            "allOf": [{"$ref": "#/$defs/implementation"}],
            "properties": {
                "status": options.code_schema(self.listed()),
                "partly": {"items": {"enum": [option.code for option in self.partials]}},
            },
        }

    def operand(self, value: Value, row: str | None = None) -> Operand:
        """Return the status: an implementation is compared by it."""
        return str(value["status"])

    def value_filled_in(self, code: str) -> Value:
        """Return a value with this status; `considered` needs a reason, which no gate has."""
        takes = code != CONSIDERED and code in (self.codes() or ())
        return {"status": code} if takes else None

    def text_steps(self) -> Collection[str]:
        """Return the steps for texts."""
        return ("reason", "law", "practice") if self.considered else ("law", "practice")

    def left_out(self, earlier: Value, value: Value) -> Mapping[str, Any]:
        """Return the texts and references that do not go with the new status."""
        if not earlier or earlier["status"] == value["status"]:
            return {}
        return {key: part for key, part in earlier.items() if key not in value}

    def laws_cited(self, answer: Mapping[str, Any]) -> Sequence[tuple[DocumentPath, str]]:
        """Return the short names in the evidence."""
        return laws_in(self.evidence_in(answer), ("value", "evidence"))

    def evidence_in(self, answer: Mapping[str, Any]) -> References:
        """Return the evidence, which is a part of the value."""
        evidence: References = answer.get("value", {}).get("evidence", ())
        return evidence

    def unsupported(self, answer: Mapping[str, Any]) -> Sequence[DocumentPath]:
        """Return the places that claim a law on the measure, if the value has no evidence."""
        if "value" not in answer:
            return ()
        value = answer["value"]
        partly = value.get("partly", ())
        in_place = value["status"] == IMPLEMENTED or value["status"] == PARTLY
        if not in_place or "evidence" in value or "practice-only" in partly:
            return []
        if "law" in value:
            return [("value", "law")]
        if "law-only" in partly:
            return [("value", "partly", partly.index("law-only"))]
        if value["status"] == IMPLEMENTED and "practice" not in value:
            return [("value", "status")]
        return []

    def texts(self, value: Value) -> Iterable[FreeText]:
        """Yield the texts on reasons, law, practice and plans, and the articles of laws."""
        if len(value) == 1 and "status" in value:
            return
        for key in ("reason", "law", "practice"):
            if key in value:
                yield (key,), value[key], PROSE_TEXT
        yield from articles_in(value.get("evidence", ()))
        for key, text in value.get("details", {}).items():
            if key != "planned_by":
                yield ("details", key), text, PROSE_TEXT

    def dates(self, value: Value) -> Iterable[GivenDate]:
        """Return the date of the planned step."""
        planned_by = value.get("details", {}).get("planned_by")
        if planned_by is None:
            return ()
        return given_date(("details", "planned_by"), planned_by, future=True)


def definition() -> dict[str, Any]:
    """Return the JSON Schema for `$defs/implementation`, which all these values share."""
    return {
        "type": "object",
        "properties": {
            "status": {"type": "string", "description": "How far the measure is in place."},
            "partly": {
                **options.codes_schema(PARTIAL),
                "description": "How it is in place in part.",
            },
            "reason": type_schema(Prose, "Why it was decided not to do it."),
            "law": type_schema(Prose, "What the law or rule says."),
            "practice": type_schema(Prose, "How it is applied."),
            "evidence": evidence_schema(),
            "details": {
                "type": "object",
                "description": "Obstacles, plans and assistance for this question alone.",
                "properties": {
                    "obstacles": type_schema(Prose, "What stands in the way."),
                    "planned_step": type_schema(Prose, "The next step that is planned."),
                    "planned_by": {
                        **date_schema(),
                        "description": "When: a date, whole or partial.",
                    },
                    "assistance": type_schema(Prose, "Which assistance is wanted."),
                },
                "additionalProperties": False,
            },
        },
        "required": ["status"],
        "additionalProperties": False,
        "allOf": [
            {
                "if": {"properties": {"status": {"const": PARTLY}}},
                "else": {"properties": {"partly": {"not": {}}}},
            },
            {
                "if": {"properties": {"status": {"const": CONSIDERED}}},
                "then": {"required": ["reason"]},
                "else": {"properties": {"reason": {"not": {}}}},
            },
        ],
    }


_MOST = 4000
"""The most characters of a text."""


def _prose_step(name: str, ask: str, before: dict[str, Any], *, required: bool = False) -> Step:
    def read(entry: str) -> str:
        if len(entry) > _MOST:
            raise Refusal(
                tr(
                    "The text has {entry} characters; at most {most} are allowed. Shorten it.",
                    len(entry),
                    grouped(_MOST),
                )
            )
        return entry

    return Step(
        name,
        ask=ask,
        required=required,
        previous=before.get(name),
        previous_text=before.get(name, ""),
        free_text=True,
        longest=_MOST,
        own_words=True,
        read=read,
    )


def _fitting(before: dict[str, Any], status: str) -> dict[str, Any]:
    """Return the parts of an earlier answer that fit another status."""
    parts = {"details"}
    if status in _IN_PLACE:
        parts |= {"law", "practice", "evidence"}
    if status == PARTLY:
        parts.add("partly")
    return {key: part for key, part in before.items() if key in parts}


ANSWER_TYPE = Implementation
SAMPLES = [
    Sample(
        keys={"considered": True},
        entries=["partly", "1", "The law.", "", "https://x.example"],
        values=[
            {
                "status": "partly-implemented",
                "partly": ["law-only"],
                "law": "The law.",
                "evidence": [{"url": "https://x.example"}],
            },
            {"status": "considered", "reason": "No need."},
            {
                "status": "implemented",
                "evidence": [{"law": "criminal-code", "article": "3"}],
            },
        ],
        compared=("is", "planned", "is “Planned”"),
        others=["5", "1 article 3; https://x.example", "implemented"],
    ),
]
