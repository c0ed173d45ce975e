from collections.abc import Mapping
from dataclasses import replace
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checklist.questionnaire.condition import Variable, evaluate
from checklist.questionnaire.loading import shipped
from checklist.questionnaire.question import Check
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.reports.answer_path import AnswerPath, answer_path
from tests.support import tiny
from tests.support.made_reports import made_reports

YES, NO = {"value": "affirmative"}, {"value": "negative"}
NOT_KNOWN = {"missing": "not-known", "reason": "not-collected"}


def path(asked: Questionnaire, answers: Mapping[str, Any]) -> AnswerPath:
    return answer_path(asked, "AUT", "2026-11-24", answers)


def follows(question_id: str, earlier: str, **operator: Any) -> dict[str, Any]:
    """Return a yes-no question that depends on an earlier one; by default on its yes."""
    when = {"question": earlier, **(operator or {"is": "affirmative"})}
    return {"id": question_id, "type": "yes-no", "when": when}


CHAIN = tiny.questionnaire(
    [
        {"id": "first", "type": "yes-no"},
        follows("second", "first"),
        follows("third", "second"),
        follows("unasked", "second", answered=False),
    ]
)


def test_a_question_whose_condition_is_unknown_is_off_path() -> None:
    assert path(CHAIN, {}).on == {"first", "unasked"}


def test_a_question_off_path_counts_as_unanswered_for_all_that_follow() -> None:
    answers = {"first": YES, "second": YES, "third": YES}

    open_path = path(CHAIN, answers)
    closed_path = path(CHAIN, {**answers, "first": NO})

    assert open_path.on == {"first", "second", "third"}
    assert closed_path.on == {"first", "unasked"}
    assert not closed_path.is_answered("second")
    assert not closed_path.is_answered("third")


def test_a_carried_answer_does_not_open_the_path() -> None:
    assert path(CHAIN, {"first": {**YES, "carried": True}}).on == {"first", "unasked"}
    assert path(CHAIN, {"first": {**YES, "carried": False}}).on == {"first", "second", "unasked"}


def test_a_missing_answer_counts_and_is_compared_by_its_code() -> None:
    asked = tiny.questionnaire(
        [
            {"id": "first", "type": "yes-no"},
            follows("why-unknown", "first", **{"is": "not-known"}),
            follows("known", "first", none_of=["not-known", "not-applicable", "declined"]),
        ]
    )

    assert path(asked, {"first": NOT_KNOWN}).on == {"first", "why-unknown"}
    assert path(asked, {"first": NO}).on == {"first", "known"}
    assert path(asked, {}).on == {"first"}


def test_a_row_of_a_matrix_and_the_status_of_an_implementation_open_the_path() -> None:
    asked = tiny.questionnaire(
        [
            {
                "id": "training",
                "type": "matrix",
                "options": [{"code": "trained", "label": "T"}, {"code": "untrained", "label": "U"}],
                "items": [{"id": "police", "label": "P"}, {"id": "judges", "label": "J"}],
            },
            {"id": "law", "type": "implementation"},
            follows("police-more", "training", row="police", **{"is": "trained"}),
            follows("judges-more", "training", row="judges", **{"is": "trained"}),
            follows("law-more", "law", any_of=["planned", "implemented"]),
        ]
    )

    answers = {
        "training": {"value": {"police": {"value": "trained"}, "judges": NOT_KNOWN}},
        "law": {"value": {"status": "planned"}},
    }

    assert path(asked, answers).on == {"training", "law", "police-more", "law-more"}


def test_a_row_is_answered_by_its_own_answer_or_when_the_whole_matrix_is_missing() -> None:
    asked = tiny.questionnaire(
        [
            {
                "id": "training",
                "type": "matrix",
                "options": [{"code": "trained", "label": "T"}, {"code": "untrained", "label": "U"}],
                "items": [{"id": row, "label": row} for row in ("police", "judges", "guards")],
            },
            follows("police-more", "training", row="police", answered=True),
            follows("judges-more", "training", row="judges", answered=True),
            follows("guards-more", "training", row="guards", answered=True),
            follows("guards-why", "training", row="guards", answered=False),
        ]
    )

    some = {"training": {"value": {"police": {"value": "trained"}, "judges": NOT_KNOWN}}}

    assert path(asked, some).on == {"training", "police-more", "judges-more", "guards-why"}
    assert path(asked, {}).on == {"training", "guards-why"}
    assert "guards-more" in path(asked, {"training": NOT_KNOWN}).on
    assert path(asked, {"training": {**some["training"], "carried": True}}).on == {
        "training",
        "guards-why",
    }


def test_answers_without_a_question_change_nothing() -> None:
    assert path(CHAIN, {"gone": YES}).on == path(CHAIN, {}).on


# What is required

STATUS = {
    "id": "status",
    "type": "choice",
    "options": [{"code": "party", "label": "P"}, {"code": "neither", "label": "N"}],
}
TREATY = tiny.questionnaire(
    [
        STATUS,
        {"id": "parties", "type": "text", "recommendations": ["10(a)"]},
        {"id": "parties-conference", "type": "text", "recommendations": ["10(b)"]},
        {"id": "parties-states", "type": "text", "recommendations": ["12"]},
        {"id": "mixed", "type": "text", "recommendations": ["10(a)", "1"]},
        {"id": "non-parties", "type": "text", "recommendations": ["7"]},
        {"id": "unodc", "type": "text", "recommendations": ["20"]},
        {"id": "plain", "type": "text"},
        {"id": "wish", "type": "text", "optional": True},
        {
            "id": "by-row",
            "type": "matrix",
            "options": [{"code": "used", "label": "U"}],
            "items": [{"id": "row-one", "label": "R", "recommendations": ["10(a)"]}],
        },
    ],
    party_when={"question": "status", "is": "party"},
)
BINDING_ALL = {
    "status",
    "parties-states",
    "mixed",
    "non-parties",
    "unodc",
    "plain",
}
BINDING_PARTIES = {"parties", "parties-conference", "by-row"}


def required(asked: Questionnaire, answers: Mapping[str, Any]) -> set[str]:
    found = path(asked, answers)
    return {q.id for q in asked.questions.values() if found.is_required(q)}


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ({"value": "party"}, BINDING_ALL | BINDING_PARTIES),
        ({"value": "neither"}, BINDING_ALL),
        (NOT_KNOWN, BINDING_ALL),
        (None, BINDING_ALL | BINDING_PARTIES),
        ({"value": "neither", "carried": True}, BINDING_ALL | BINDING_PARTIES),
    ],
)
def test_what_is_addressed_to_parties_alone_is_optional_for_other_states(
    status: dict[str, Any] | None, expected: set[str]
) -> None:
    answers = {} if status is None else {"status": status}

    assert required(TREATY, answers) == expected


def test_without_a_condition_on_parties_all_states_are_bound() -> None:
    asked = tiny.questionnaire([{"id": "parties", "type": "text", "recommendations": ["10(a)"]}])

    assert path(asked, {}).party is None
    assert required(asked, {}) == {"parties"}


def test_what_is_off_path_is_not_required() -> None:
    assert required(CHAIN, {"first": NO}) == {"first", "unasked"}


# What is complete


def test_a_question_is_complete_with_all_its_rows_and_cells() -> None:
    asked = tiny.questionnaire(
        [
            {
                "id": "training",
                "type": "matrix",
                "options": [{"code": "trained", "label": "T"}],
                "items": [{"id": "police", "label": "P"}, {"id": "judges", "label": "J"}],
            }
        ]
    )
    (question,) = asked.questions.values()
    police, judges = {"police": {"value": "trained"}}, {"judges": NOT_KNOWN}

    def is_complete(answer: dict[str, Any]) -> bool:
        return path(asked, {"training": answer}).is_complete(question)

    assert not path(asked, {}).is_complete(question)
    assert not is_complete({"value": police})
    assert is_complete({"value": police | judges})
    assert is_complete(NOT_KNOWN)
    assert not is_complete({"value": police | judges, "carried": True})


def test_a_question_off_path_is_not_complete() -> None:
    second = CHAIN.questions["second"]
    answers = {"first": YES, "second": YES}

    assert path(CHAIN, answers).is_complete(second)
    assert not path(CHAIN, {**answers, "first": NO}).is_complete(second)


# Against a naive fixpoint

_NAMES = [f"q-{number}" for number in range(6)]


@st.composite
def _cases(draw: st.DrawFn) -> tuple[Questionnaire, dict[str, Any]]:
    """Draw a questionnaire whose conditions look back, and answers to some of it."""
    questions = []
    for number, name in enumerate(_NAMES):
        question: dict[str, Any] = {"id": name, "type": "yes-no"}
        if number and draw(st.booleans()):
            question["when"] = draw(_conditions(_NAMES[:number]))
        questions.append(question)
    answer = st.sampled_from([YES, NO, NOT_KNOWN, {**YES, "carried": True}])
    return tiny.questionnaire(questions), draw(st.dictionaries(st.sampled_from(_NAMES), answer))


def _conditions(names: list[str]) -> st.SearchStrategy[dict[str, Any]]:
    name = st.sampled_from(names)
    leaf = st.one_of(
        st.builds(
            lambda n, code: {"question": n, "is": code},
            name,
            st.sampled_from(["affirmative", "negative", "not-known"]),
        ),
        st.builds(lambda n, answered: {"question": n, "answered": answered}, name, st.booleans()),
    )
    return st.recursive(
        leaf,
        lambda inner: st.one_of(
            st.builds(lambda parts: {"all": parts}, st.lists(inner, min_size=1, max_size=2)),
            st.builds(lambda parts: {"any": parts}, st.lists(inner, min_size=1, max_size=2)),
            st.builds(lambda part: {"not": part}, inner),
        ),
        max_leaves=3,
    )


class _Assumed:
    """Answers of the questions that are assumed to be on path."""

    def __init__(self, on: set[str], answers: Mapping[str, Any]) -> None:
        self.counted = {
            name: answer
            for name, answer in answers.items()
            if name in on and not answer.get("carried")
        }

    def __getitem__(self, variable: Variable) -> str | None:
        question_id, _ = variable
        answer = self.counted.get(question_id, {})
        code: str | None = answer.get("missing", answer.get("value"))
        return code

    def answered(self, question_id: str, row: str | None) -> bool:
        return question_id in self.counted


@given(_cases())
def test_the_path_is_the_fixpoint_of_its_own_conditions(
    case: tuple[Questionnaire, dict[str, Any]],
) -> None:
    asked, answers = case
    on = set(_NAMES)
    for _ in range(len(_NAMES) + 1):  # each round settles one question more
        on = {
            q.id
            for q in asked.questions.values()
            if q.when is None or evaluate(q.when, _Assumed(on, answers)) is True
        }

    assert path(asked, answers).on == on


def test_the_checks_that_are_true_are_those_whose_conditions_are() -> None:
    asked, drawn = shipped("ctoc-cop-2010-6"), Random(1)
    made = [data["answers"] for data, _ in made_reports(12)]
    true: set[str] = set()

    for _ in range(200):
        # Of several reports, so that some answers contradict each other; and some are left out.
        answers = {i: drawn.choice(made).get(i) for i in asked.questions}
        seen = path(asked, {i: answer for i, answer in answers.items() if answer})
        wanted = [check for check in asked.checks if seen.truth(check.when) is True]
        true.update(check.code for check in wanted)

        assert list(seen.true_checks) == wanted

    assert len(true) > 8


@pytest.mark.parametrize(
    "asked_type",
    [
        {"type": "choice", "options": [{"code": "aa", "label": "A"}, {"code": "bb", "label": "B"}]},
        {
            "type": "choices",
            "options": [{"code": "aa", "label": "A"}, {"code": "bb", "label": "B"}],
        },
        {"type": "date"},
        {"type": "integer", "minimum": 0, "maximum": 9},
    ],
    ids=lambda asked_type: asked_type["type"],
)
def test_a_check_is_found_whatever_the_type_of_the_answer_that_it_needs(
    asked_type: dict[str, Any],
) -> None:
    values = {
        "choice": ("aa", "aa"),
        "choices": ("aa", ["aa"]),
        "date": ("2004-05-31", "2004-05-31"),
        "integer": (3, 3),
    }
    literal, value = values[asked_type["type"]]
    when = {"all": [{"question": "one", "is": literal}, {"question": "one", "answered": True}]}
    check = {"code": "R501", "severity": "error", "message": "No.", "when": when, "at": "one"}
    asked = tiny.questionnaire([{"id": "one", **asked_type}])
    checked = asked.sets[0].model_copy(update={"checks": [Check.model_validate(check)]})
    asked = replace(asked, sets=[checked])

    assert [one.code for one in path(asked, {"one": {"value": value}}).true_checks] == ["R501"]
    assert path(asked, {"one": NOT_KNOWN}).true_checks == []
    assert path(asked, {}).true_checks == []


@pytest.mark.parametrize(
    ("answers", "place"),
    [
        ({"one": {"value": "affirmative"}}, "two"),
        ({"one": {"value": "negative"}}, "one"),
        ({}, "one"),
    ],
)
def test_a_check_is_placed_at_a_question_that_is_on_path(
    answers: dict[str, Any], place: str
) -> None:
    when = {"any": [{"question": "two", "answered": True}, {"question": "one", "answered": False}]}
    check = Check.model_validate(
        {"code": "R501", "severity": "error", "message": "No.", "when": when, "at": "two"}
    )
    asked = tiny.questionnaire(
        [
            {"id": "one", "type": "yes-no"},
            {"id": "two", "type": "text", "when": {"question": "one", "is": "affirmative"}},
        ]
    )

    assert path(asked, answers).place_of(check) == place
