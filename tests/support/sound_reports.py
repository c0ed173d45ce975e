"""A strategy of hypothesis: State reports with a valid structure.

The rules for valid reports are written here again, not taken from the schema or the models, because
tests compare those with them.
"""

import datetime
from collections.abc import Sequence
from typing import Any, TypeAlias

from hypothesis import strategies as st

from checklist.answer_types.interface import AnswerType
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.reports.report import IN_DRAFTS_ONLY
from checklist.reports.seal import seal
from checklist.states import BY_CODE

Strategy: TypeAlias = st.SearchStrategy[Any]

_SPACES = "\t\n \u00a0\u2003\u2028\u2029\ufeff"
_LINE_BREAKS = "\n\u2028\u2029"
_CHARACTERS = _SPACES + "aZ09é\u0301.-@:/<\"'\\$\u0661\u06f3\u200b\u202e\U0001f600\U0010ffff"


def reports(questionnaire: Questionnaire) -> Strategy:
    """Return reports with a few answers. They need not be complete, and so are not always final."""
    head = questionnaire.head
    by_question = {q.id: _answers(q.answer_type) for q in questionnaire.questions.values()}
    by_type: dict[str, list[str]] = {}
    for question in questionnaire.questions.values():
        by_type.setdefault(question.type, []).append(question.id)
    question_ids = st.sampled_from(list(by_type.values())).flatmap(st.sampled_from)
    chosen = st.lists(question_ids, min_size=1, max_size=5, unique=True)
    return st.fixed_dictionaries(
        {
            "checklist_report": st.just(1),
            "questionnaire": st.fixed_dictionaries(
                {
                    "id": st.just(head.id),
                    "version": st.sampled_from([head.version, "0.0.0", "10.20.30"]),
                    "digest": st.sampled_from([questionnaire.digest, "sha256:" + "0" * 64]),
                }
            ),
            "state": st.sampled_from(sorted(BY_CODE)),
            "as_of": st.dates().map(datetime.date.isoformat),
            "status": st.sampled_from(["draft", "final"]),
            "revision": st.integers(1, 9_999),
            "answers": chosen.flatmap(
                lambda ids: st.fixed_dictionaries({i: by_question[i] for i in ids})
            ),
        },
        optional={
            "report_id": _HEX,
            "language": st.sampled_from(["en", "fr", "pt-BR", "zh-Hans", "aa-bb-1"]),
            "approved": st.fixed_dictionaries({"by": _LINES, "office": _LINES, "on": _DAYS}),
            "go_on_at": _SLUGS,
            "merged": st.lists(st.just("sha256:" + "f" * 64), max_size=2),
            "conflicts": st.lists(_CONFLICTS, max_size=2),
            "set_aside": st.lists(_SET_ASIDE, max_size=2),
            "supersedes": st.sampled_from(["sha256:" + "f" * 64, "sha256-salted:" + "f" * 64]),
            "salt": _HEX,
        },
    ).map(lambda data: _sealed(_with_codes(data, [*questionnaire.authorities])))


def _sealed(data: dict[str, Any]) -> dict[str, Any]:
    """Return a final report with its seal, and without what is allowed in drafts only."""
    if data["status"] == "draft":
        return data
    final = {key: part for key, part in data.items() if key not in IN_DRAFTS_ONLY}
    return {**final, "seal": seal(final)}


def _with_codes(data: Any, authorities: Sequence[str]) -> Any:
    """Return data in which `answered_by` is a list of codes, if there are authorities."""
    if isinstance(data, list):
        return [_with_codes(part, authorities) for part in data]
    if not isinstance(data, dict) or not authorities:
        return data
    return {
        key: [authorities[len(part) % len(authorities)]]
        if key == "answered_by" and isinstance(part, str)
        else _with_codes(part, authorities)
        for key, part in data.items()
    }


_HEX = st.text("0123456789abcdef", min_size=32, max_size=32)
_DAYS = st.dates().map(datetime.date.isoformat)


_LINES = st.text(_CHARACTERS, min_size=1, max_size=6).filter(
    lambda text: text == text.strip(_SPACES) and not set(_LINE_BREAKS) & set(text)
)
_PROSE = st.text(_CHARACTERS, min_size=1, max_size=6).filter(lambda text: text.strip(_SPACES))
_SLUGS = st.sampled_from(["criminal-code", "aa", "a-1", "x" * 60, "12"])
_ANY_ANSWERS = st.sampled_from([{"value": "x"}, {"value": {"police": {"value": "y"}}}, {}])
_CONFLICTS = st.fixed_dictionaries(
    {"at": st.sampled_from(["aa", "a-1/note", "laws/2/citation/answered_by"]), "by": _SLUGS},
    optional={"stands": _ANY_ANSWERS, "says": _ANY_ANSWERS},
)
_SET_ASIDE = st.fixed_dictionaries(
    {"at": _SLUGS, "answer": _ANY_ANSWERS | st.sampled_from([5, ["x"], None])}
)
_URLS = st.sampled_from(["https://example.org/a?b=c#d", "http://x", "https://é.example/\U0001f600"])
_DATES = st.one_of(
    st.dates().map(datetime.date.isoformat),
    st.dates().map(lambda day: day.isoformat()[:7]),
    st.dates().map(lambda day: day.isoformat()[:4]),
    st.sampled_from(["2000-02-29", "2004-02-29", "0004-02-29", "2400-02-29", "0001", "9999-12-31"]),
)
_BESIDES = st.fixed_dictionaries(
    {},
    optional={
        "note": _PROSE,
        "confidential": st.booleans(),
        "answered_by": _LINES,
        "confidence": st.sampled_from(["high", "medium", "low"]),
        "carried": st.booleans(),
        "by": _SLUGS,
    },
)
_MISSING = st.sampled_from(
    [
        {"missing": "not-known", "reason": "not-collected"},
        {"missing": "not-known", "reason": "ministry-did-not-reply"},
        {"missing": "not-known", "reason": "other", "note": "Lost."},
        {"missing": "not-applicable", "reason": "does-not-arise"},
        {"missing": "not-applicable", "reason": "other", "note": "Lost."},
        {"missing": "declined"},
    ]
)


def _answers(answer_type: AnswerType) -> Strategy:
    value = _values(answer_type).map(lambda one: {"value": one})
    if answer_type.evidence_kind:
        evidence = st.fixed_dictionaries({"evidence": _evidence(answer_type.evidence_kind)})
        value |= st.tuples(value, evidence).map(lambda two: {**two[0], **two[1]})
    plain = value | value | _MISSING
    return plain | st.tuples(_BESIDES, plain).map(lambda parts: {**parts[0], **parts[1]})


def _values(answer_type: Any) -> Strategy:
    match answer_type.type:
        case "choice" | "yes-no":
            return st.sampled_from(sorted(answer_type.codes()))
        case "choices":
            return _several(answer_type)
        case "state":
            return st.sampled_from(sorted(BY_CODE))
        case "states":
            return st.lists(st.sampled_from(sorted(BY_CODE)), min_size=1, max_size=3, unique=True)
        case "integer":
            least, most = answer_type.minimum, answer_type.maximum
            return st.integers(least, most) | st.sampled_from([least, most])
        case "text":
            return _texts(answer_type)
        case "date":
            return _DATES
        case "contact":
            return st.fixed_dictionaries(
                {"office": _LINES},
                optional={
                    "person": _LINES,
                    "position": _LINES,
                    "email": st.sampled_from(["a@b.org", "é@\U0001f600.x"]),
                    "telephone": st.sampled_from(["+43 1 26060", "0(1)/2-3."]),
                },
            )
        case "implementation":
            partials = [option.code for option in answer_type.partials]
            return _implementations(sorted(answer_type.codes()), partials)
        case "matrix":
            return _rows(answer_type)
        case "table":
            cells = {one.id: _answers(one.answer_type) for one in answer_type.columns}
            return st.lists(st.fixed_dictionaries({}, optional=cells), max_size=2)
    raise AssertionError(f"no values of {answer_type.type}")


def _rows(answer_type: Any) -> Strategy:
    row_type = answer_type.row_type()
    offered = {row: answer_type.codes(row) for row in answer_type.rows()}  # some rows have fewer
    answers = {
        codes: _answers(
            row_type.model_copy(
                update={"options": [one for one in row_type.options if one.code in codes]}
            )
        )
        for codes in {*offered.values()}
    }
    some = st.lists(st.sampled_from(answer_type.rows()), max_size=3, unique=True)
    return some.flatmap(
        lambda rows: st.fixed_dictionaries({row: answers[offered[row]] for row in rows})
    )


def _several(answer_type: Any) -> Strategy:
    alone = [one.code for one in answer_type.listed() if one.exclusive]
    together = sorted(answer_type.codes() - set(alone))
    several = st.lists(st.sampled_from(together), min_size=1, max_size=3, unique=True)
    return several | st.sampled_from(alone).map(lambda code: [code]) if alone else several


def _texts(answer_type: Any) -> Strategy:
    if answer_type.pattern is None:
        return _LINES if answer_type.single_line else _PROSE
    in_files = st.characters(
        exclude_categories=["Cc", "Cs"], exclude_characters="\ufeff\ufffe\uffff"
    )
    return st.from_regex(answer_type.pattern, fullmatch=True, alphabet=in_files)


def _evidence(kind: str) -> Strategy:
    law = st.fixed_dictionaries({"law": _SLUGS}, optional={"article": _LINES})
    link = st.fixed_dictionaries({"url": _URLS})
    return st.lists(link if kind == "link" else law | link, min_size=1, max_size=2)


def _implementations(statuses: list[str], partials: list[str]) -> Strategy:
    partly = st.sampled_from([partials[:1], partials[1:3]])
    details = {"obstacles": _PROSE, "planned_step": _PROSE, "planned_by": _DATES}
    common = {
        "law": _PROSE,
        "practice": _PROSE,
        "evidence": _evidence("law"),
        "details": st.fixed_dictionaries({}, optional={**details, "assistance": _PROSE}),
    }

    def of_status(status: str) -> Strategy:
        required = {"status": st.just(status)}
        if status == "considered":
            return st.fixed_dictionaries({**required, "reason": _PROSE}, optional=common)
        more = {"partly": partly} if status == "partly-implemented" else {}
        return st.fixed_dictionaries(required, optional={**common, **more})

    return st.sampled_from(statuses).flatmap(of_status)
