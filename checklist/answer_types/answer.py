"""The mapping that every answer is, whatever its type: a value, or a code for its absence."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher, get_close_matches
from functools import lru_cache
from typing import Annotated, Any, Final, Literal, TypeAlias
from unicodedata import normalize

from pydantic import AfterValidator, Discriminator, StringConstraints, Tag, model_validator
from pydantic_core import PydanticCustomError

from checklist.answer_types.base_model import (
    PROSE,
    Authorities,
    Line,
    Maybe,
    Slug,
    StrictModel,
    refuse_repetition,
    type_schema,
)
from checklist.answer_types.evidence import (
    EvidenceList,
    articles_in,
    check_evidence,
    evidence_schema,
)
from checklist.answer_types.interface import (
    COMMON_TEXT,
    PROSE_TEXT,
    AnswerType,
    FreeText,
    Missing,
    Option,
    Reply,
    Step,
)
from checklist.answer_types.missing_codes import DECLINED as DECLINED
from checklist.answer_types.missing_codes import MISSING_CODES as MISSING_CODES
from checklist.answer_types.missing_codes import MISSING_LABELS as MISSING_LABELS
from checklist.answer_types.missing_codes import NOT_APPLICABLE as NOT_APPLICABLE
from checklist.answer_types.missing_codes import NOT_KNOWN as NOT_KNOWN
from checklist.answer_types.missing_codes import NOT_REPLIED as NOT_REPLIED
from checklist.answer_types.problem import Problem, ProblemKind
from checklist.answer_types.units import ANSWER_KEYS
from checklist.text.messages import Message, commas, labelled, tr

MARK = "confidential"
_ALIKE = 0.75
"""How alike the letters of a key and of the mark are, from 0 to 1, if it can be a misspelt mark."""
_LONGEST_MARK = 24
"""The most letters of a key that is compared with the mark."""
_BEGIN_OF_MARK = re.compile("[ck]onf[ei]d(?!ence)")
_LOOKS_LIKE = str.maketrans(
    {
        **dict.fromkeys("\u0430\u03b1@", "a"),
        **dict.fromkeys("\u0441\u03f2", "c"),
        **dict.fromkeys("\u0501", "d"),
        **dict.fromkeys("\u0435\u03b53", "e"),
        **dict.fromkeys("\u0456\u03b9\u01311!|", "i"),
        **dict.fromkeys("\u04cf", "l"),
        **dict.fromkeys("\u03bd\u043f", "n"),
        **dict.fromkeys("\u043e\u03bf0", "o"),
        **dict.fromkeys("\u0442\u03c4", "t"),
    }
)
"""Letters of other scripts, and signs, that look like those of the mark."""
_KEYS = frozenset(ANSWER_KEYS)
_YES = frozenset(
    {
        *("yes", "y", "true", "on", "oui", "si", "s\u00ed", "ja", "sim"),
        *("\u0434\u0430", "\u0646\u0639\u0645", "\u662f"),
    }
)
"""Words for yes, in the languages of the United Nations and some others."""


def has_misspelt_mark(answer: Mapping[str, Any]) -> bool:
    """Whether an answer, row or cell has a misspelt mark that is not false.

    A mark in another language has letters of its own. But besides the mark, only `carried` is
    answered with yes: another key that says yes beside an answer is taken for the mark.
    """
    if _KEYS.issuperset(answer):
        return False
    others = [(key, value) for key, value in answer.items() if key not in _KEYS]
    if any(
        value is not False and not isinstance(value, dict) and is_like_a_mark(key)
        for key, value in others
    ):
        return True
    is_answer = "value" in answer or "missing" in answer
    return is_answer and any(_says_yes(value) and _is_no_other_key(key) for key, value in others)


@lru_cache(maxsize=1024)
def is_like_a_mark(key: str) -> bool:
    """Whether a key is the mark as confidential, or can be meant as it: `Con-fidental `."""
    plain = normalize("NFKC", key).casefold().translate(_LOOKS_LIKE)
    letters = "".join(filter(str.isalpha, plain))
    if _BEGIN_OF_MARK.search(letters):
        return True
    alike = SequenceMatcher(None, letters[:_LONGEST_MARK], MARK)
    return alike.quick_ratio() >= _ALIKE and alike.ratio() >= _ALIKE


def _says_yes(value: Any) -> bool:
    if isinstance(value, str):
        return value.strip().casefold() in _YES
    return value is True or value == 1


def _is_no_other_key(key: str) -> bool:
    """Whether a key cannot be meant as another key of an answer: `carred`."""
    return not get_close_matches(key.casefold()[:_LONGEST_MARK], _KEYS - {MARK}, n=1)


AnswerData: TypeAlias = Mapping[str, Any]
"""One answer as plain data: `{value: …}` or `{missing: …, reason: …}`, with its metadata."""

NO_ANSWER: Final = Message("an answer needs `value` or `missing`; neither is there")
"""What is wrong where only what stands beside an answer is there, such as a note."""

REASONS: Mapping[str, tuple[Option, ...]] = {
    NOT_KNOWN: (
        Option.fixed("not-collected", "The information is not collected"),
        Option.fixed(NOT_REPLIED, "The ministry in charge did not reply"),
        Option.fixed("outside-mandate", "It is outside the mandate of the respondent"),
        Option.fixed("other", "Another reason"),
    ),
    NOT_APPLICABLE: (
        Option.fixed("does-not-arise", "The situation does not arise in the State"),
        Option.fixed("outside-competence", "The State has no competence in this matter"),
        Option.fixed("other", "Another reason"),
    ),
    DECLINED: (),
}
"""The possible reasons for each missing code. `declined` needs no reason."""

_REASON_CODES = sorted({option.code for options in REASONS.values() for option in options})


MAX_NOTE = 10_000
"""The most characters of a note."""
Note = Annotated[str, StringConstraints(pattern=PROSE, max_length=MAX_NOTE)]


def _distinct_authorities(codes: list[str]) -> list[str]:
    refuse_repetition(codes, "authority_twice", "the authority `{name}` is listed twice")
    return codes


def _kind_of_names(data: Any) -> str:
    return "codes" if isinstance(data, list) else "line"


AnsweredBy = Annotated[
    Annotated[Line, Tag("line")]
    | Annotated[Authorities, AfterValidator(_distinct_authorities), Tag("codes")],
    Discriminator(_kind_of_names),
]
"""A list of codes of authorities, where the questionnaire names them; elsewhere one line."""


class Answer(StrictModel):
    """One answer. Either `value` or `missing` stands in it, never both.

    A key that is not wanted is left out: an empty one is refused, here and in all values.
    """

    value: Any = None
    """The answer itself; its form depends on the question's answer type."""
    missing: Maybe[Literal["not-known", "not-applicable", "declined"]] = None
    """The code for the absence of a value."""
    reason: Maybe[Slug] = None
    """The code of the reason why it is not known or not applicable."""
    evidence: Maybe[EvidenceList] = None
    """References that show the value, where the question takes any."""
    note: Maybe[Note] = None
    """A remark for the reader of the report."""
    confidential: Maybe[bool] = None
    """Whether the answer is not for publication."""
    answered_by: Maybe[AnsweredBy] = None
    """The authorities that gave the answer."""
    confidence: Maybe[Literal["high", "medium", "low"]] = None
    """The confidence of the respondent in the answer."""
    carried: Maybe[bool] = None
    """Whether it comes from an earlier report and is not confirmed yet."""
    by: Maybe[Slug] = None
    """The gate question that filled it in."""

    @model_validator(mode="after")
    def _value_or_missing(self) -> "Answer":
        has_value = "value" in self.model_fields_set
        is_missing = "missing" in self.model_fields_set
        if has_value and is_missing:
            raise PydanticCustomError(
                "value_and_missing", "`value` and `missing` cannot be used together; keep one"
            )
        if not has_value and not is_missing:
            raise PydanticCustomError("value_or_missing", tr(NO_ANSWER))
        if has_value and "reason" in self.model_fields_set:
            raise PydanticCustomError(
                "reason_without_missing", "`reason` belongs to `missing`; here is a `value`"
            )
        if is_missing and "evidence" in self.model_fields_set:
            raise PydanticCustomError(
                "evidence_of_missing", "`evidence` shows a `value`; here is none"
            )
        return self


def is_counted(answer: AnswerData | None) -> bool:
    """Whether an answer counts: it exists, and is not an unconfirmed one of an earlier report."""
    return answer is not None and not answer.get("carried", False)


PROVENANCE = frozenset({"answered_by", "confidence"})
"""The keys for the origin of an answer, which are not for publication."""
STAND_IN: AnswerData = {"missing": "declined"}
"""The answer that takes the place of one that a copy for publication withholds."""


def is_confidential(answer: Mapping[str, Any]) -> bool:
    """Whether an answer is marked as confidential.

    A mark with an invalid value counts, and so does one that is misspelt: what a State wanted to
    withhold is withheld until it is asked.
    """
    mark = answer.get(MARK, False)
    # A mapping is no mark: it is the answer of a row that has this name.
    return (mark is not False and not isinstance(mark, dict)) or has_misspelt_mark(answer)


def without_provenance(answer: AnswerData) -> dict[str, Any]:
    """Return an answer without its provenance."""
    return {key: part for key, part in answer.items() if key not in PROVENANCE}


def check_missing(answer: AnswerData) -> Iterator[Problem]:
    """Yield the problems of the reason of a missing answer."""
    missing = answer.get("missing")
    if missing is None:
        return
    allowed = [option.code for option in REASONS[missing]]
    reason = answer.get("reason")
    if reason is None and allowed:
        yield Problem(
            ProblemKind.REASON_MISSING,
            tr("a reason is required because `missing` is {missing}", missing),
            ("missing",),
            tr("add `reason`: {allowed}", commas(allowed)),
        )
    elif reason is not None and reason not in allowed:
        yield Problem(
            ProblemKind.UNKNOWN_CODE,
            tr("`{reason}` is not a reason for {missing}", reason, missing),
            ("reason",),
            tr("allowed: {allowed}", commas(allowed))
            if allowed
            else tr("{missing} takes no reason", missing),
        )
    elif reason == "other" and "note" not in answer:
        yield Problem(
            ProblemKind.REASON_MISSING,
            tr("a note is required because `reason` is other"),
            ("reason",),
            tr("add `note` with the reason in words"),
        )


def check_metadata(answer_type: AnswerType, answer: AnswerData) -> Iterator[Problem]:
    """Yield the problems of what stands next to a value, or in its place.

    Args:
        answer_type: The answer type of the question, row or cell.
        answer: An answer of the right structure.
    """
    yield from check_missing(answer)
    if "evidence" not in answer:
        return
    kind = answer_type.evidence_kind
    if not kind:
        yield Problem(
            ProblemKind.CONTRADICTORY,
            tr("this answer has no evidence"),
            ("evidence",),
            tr("write it as `note`"),
            at_key=True,
        )
        return
    yield from check_evidence(answer["evidence"])
    for index, entry in enumerate(answer["evidence"]):
        if kind == "link" and "law" in entry:
            message = tr("the evidence of this answer is web addresses only")
            yield Problem(ProblemKind.CONTRADICTORY, message, ("evidence", index, "law"))


def metadata_texts(answer: AnswerData) -> Iterable[FreeText]:
    """Yield the texts in the metadata of an answer: note, articles, and who gave it."""
    if "evidence" in answer:
        yield from articles_in(answer["evidence"])
    if "note" in answer:
        kind = COMMON_TEXT if "missing" in answer else PROSE_TEXT
        yield ("note",), answer["note"], kind
    if isinstance(answer.get("answered_by"), str):
        yield ("answered_by",), answer["answered_by"], COMMON_TEXT


def answered_by_text(answer: AnswerData) -> str:
    """Return who gave an answer, as one text: its line, or its codes; empty if nobody is named."""
    named = answer.get("answered_by", "")
    return named if isinstance(named, str) else commas(named)


def missing_lines(answer: AnswerData) -> list[str]:
    """Return a missing answer in words."""
    code = answer["missing"]
    label = MISSING_LABELS[code]
    reason = answer.get("reason")
    reason = next((option.label for option in REASONS[code] if option.code == reason), reason)
    return [labelled(label, reason) if reason else label]


_KEPT = ("note", "confidential", "answered_by", "confidence")


def kept_metadata(earlier: AnswerData, answer: AnswerData) -> dict[str, Any]:
    """Return the metadata of an earlier answer that a new one keeps, unless it has its own.

    An authority that gave the earlier answer did not give another one: its code goes with what it
    said. A line in words was typed for the question, and stays.
    """
    kept = {key: earlier[key] for key in _KEPT if key in earlier and key not in answer}
    if isinstance(kept.get("answered_by"), list) and _is_another(earlier, answer):
        del kept["answered_by"]
    return kept


def _is_another(earlier: AnswerData, answer: AnswerData) -> bool:
    """Whether an answer says another thing than an earlier one, not only more."""
    if any(earlier.get(key) != answer.get(key) for key in ("missing", "reason")):
        return True
    before, now = earlier.get("value"), answer.get("value")
    if isinstance(before, Mapping) and isinstance(now, Mapping):
        return before.get("status") != now.get("status")
    are_entries = _has_entries(before) and _has_entries(now)
    return before != now and not are_entries


def _has_entries(value: Any) -> bool:
    is_list = isinstance(value, list) and bool(value)
    return is_list and all(isinstance(entry, Mapping) for entry in value)


def keeping_missing(step: Step, earlier: AnswerData) -> Step:
    """Return the step of a row or cell, in which Enter keeps an earlier missing code."""
    if "missing" not in earlier or [*check_missing(earlier)]:
        return step
    own = {key: earlier[key] for key in ("missing", "reason", "note") if key in earlier}
    return step._replace(previous=Missing(own), previous_text=missing_lines(earlier)[0])


def cell_answer(reply: Reply, earlier: AnswerData) -> dict[str, Any]:
    """Return the answer that a reply gives to a row or cell."""
    if isinstance(reply, Missing):
        answer = dict(reply.answer)
        return {**answer, **kept_metadata(earlier, answer)}
    answer = {"value": reply}
    if "evidence" in earlier:  # asked for once all rows are answered
        answer["evidence"] = earlier["evidence"]
    return {**answer, **kept_metadata(earlier, answer)}


def answer_schema(
    value_schema: dict[str, Any], description: str = "", *, evidence: str = ""
) -> dict[str, Any]:
    """Return the JSON Schema of an answer whose value has the given schema.

    The schema refers to `$defs/answer`, or with evidence to `$defs/cited-answer`
    (`answer_definitions`). The reference stands within `allOf`,
    because some editors overlook the keys next to a `$ref`.

    Args:
        value_schema: The schema of the value.
        description: The words of the question.
        evidence: The evidence that the answer can have: `law`, `text`, `link`, or empty for none.
    """
    properties = {"value": value_schema}
    if evidence == "link":
        properties["evidence"] = {"items": {"required": ["url"]}}
    schema: dict[str, Any] = {
        "allOf": [{"$ref": f"#/$defs/{'cited-answer' if evidence else 'answer'}"}],
        "properties": properties,
    }
    return {"description": description, **schema} if description else schema


def answer_definitions(authorities: Sequence[str] = ()) -> dict[str, dict[str, Any]]:
    """Return the JSON Schemas, for `$defs`, of the keys that answers have in common.

    Answers without and with evidence have one each.

    They use `if`, `then` and `else`, not `anyOf`, so that a validator can name the wrong key.

    Args:
        authorities: The codes of the authorities that the questionnaire names, if it does.
    """
    metadata = _metadata_schema(authorities)
    evidence = {"evidence": evidence_schema()}
    return {
        "answer": _definition(metadata),
        "cited-answer": _definition({**evidence, **metadata}, without_value=[*evidence]),
    }


def _definition(metadata: Mapping[str, Any], without_value: Iterable[str] = ()) -> dict[str, Any]:
    """Return the schema of an answer.

    Args:
        metadata: The schemas of the keys next to the value, and of those in its place.
        without_value: The keys that stand only with a value.
    """
    with_reason = {
        code: [option.code for option in options] for code, options in REASONS.items() if options
    }
    by_code: list[dict[str, Any]] = [
        {
            "if": {"properties": {"missing": {"const": code}}, "required": ["missing"]},
            "then": {"required": ["reason"], "properties": {"reason": {"enum": allowed}}},
        }
        for code, allowed in with_reason.items()
    ]
    return {
        "type": "object",
        "properties": metadata,
        "propertyNames": {"enum": ["value", *metadata]},
        "if": {"required": ["missing"]},
        "then": {"properties": dict.fromkeys(["value", *without_value], _NOTHING)},
        "else": {"required": ["value"], "properties": {"reason": _NOTHING}},
        "allOf": [
            *by_code,
            {
                "if": {"properties": {"missing": {"const": DECLINED}}, "required": ["missing"]},
                "then": {"properties": {"reason": _NOTHING}},
            },
            {
                "if": {
                    "properties": {"reason": {"const": "other"}},
                    "required": ["missing", "reason"],
                },
                "then": {"required": ["note"]},
            },
        ],
    }


_NOTHING: Mapping[str, Any] = {"not": {}}
"""A schema that no value fits. Unlike `false`, it makes a validator name the key."""


def _metadata_schema(authorities: Sequence[str]) -> dict[str, dict[str, Any]]:
    return {
        "missing": {
            "enum": list(MISSING_CODES),
            "description": "Why there is no value: not known, not applicable, or declined.",
        },
        "reason": {"enum": _REASON_CODES, "description": "Why it is not known or not applicable."},
        "note": type_schema(Note, "A remark for the reader of the report."),
        "confidential": {"type": "boolean", "description": "Whether it is not for publication."},
        "answered_by": _answered_by_schema(authorities),
        "confidence": {
            "enum": ["high", "medium", "low"],
            "description": "How sure the respondent is.",
        },
        "carried": {
            "type": "boolean",
            "description": "Whether it comes from an earlier report and is not confirmed yet.",
        },
        "by": type_schema(Slug, "The gate question that filled it in."),
    }


def _answered_by_schema(authorities: Sequence[str]) -> dict[str, Any]:
    if not authorities:
        return type_schema(Line, "The ministry or office that gave the answer.")
    codes = type_schema(Authorities, "The authorities that gave the answer.")
    return {**codes, "items": {"enum": list(authorities)}, "uniqueItems": True}
