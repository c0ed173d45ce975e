from collections.abc import Collection, Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checklist.answer_types.interface import Refusal
from checklist.interview.navigation import Navigation
from checklist.interview.scope import EVERYTHING, Scope, resolve_scope, while_true
from checklist.interview.user_commands import ScopeKind
from checklist.lifecycle.draft import Draft
from tests.support.interview_questions import NO, YES
from tests.support.tiny import questionnaire, report

ASKED = questionnaire(
    [
        {"id": "name", "type": "text"},
        {"id": "plan", "type": "yes-no", "recommendations": ["10(a)"]},
        {"id": "since", "type": "date", "when": {"question": "plan", "is": "affirmative"}},
        {"id": "remark", "type": "text", "optional": True},
    ],
    [
        {
            "id": "training",
            "type": "matrix",
            "options": [{"code": "trained", "label": "Trained"}],
            "items": [{"id": "police", "label": "P"}, {"id": "judges", "label": "J"}],
            "recommendations": ["10(b)"],
        },
        {"id": "practice", "type": "integer"},
    ],
)
TEXT, DECLINED = {"value": "x"}, {"missing": "declined"}
ONE_ROW = {"value": {"police": {"value": "trained"}}}
ALL: dict[str, Any] = {
    "name": TEXT,
    "plan": NO,
    "remark": TEXT,
    "training": DECLINED,
    "practice": {"value": 1},
}


def route(answers: Mapping[str, Any], scope: Scope = EVERYTHING) -> Navigation:
    return Navigation(Draft(ASKED, report(ASKED, answers)), scope)


def without(*names: str) -> dict[str, Any]:
    return {key: answer for key, answer in ALL.items() if key not in names}


def only(*names: str) -> Scope:
    return while_true("To correct", lambda question, path: question.id in names)


# Where an interview begins


@pytest.mark.parametrize(
    ("answers", "first"),
    [
        ({}, "name"),
        (without("plan"), "plan"),
        (without("practice"), "practice"),
        ({**ALL, "training": ONE_ROW}, "training"),
        ({**ALL, "plan": YES}, "since"),
        ({"remark": TEXT}, "training"),
        ({"practice": {"value": 1}}, "name"),
        ({"name": TEXT, "plan": {**NO, "carried": True}}, "plan"),
        (ALL, None),
    ],
)
def test_the_first_question_is_the_first_open_one_behind_the_answers_before_it(
    answers: Mapping[str, Any], first: str | None
) -> None:
    assert route(answers).first() == first


def test_where_answers_were_merged_the_first_open_question_is_the_first_one_of_all() -> None:
    answers: dict[str, Any] = {"plan": NO, "practice": {"value": 1}}
    basics = resolve_scope(ASKED, set_id="basics")
    merged = report(ASKED, answers)._replace(internal={"merged": [{"file": "labour.docx"}]})

    for scope in (EVERYTHING, basics):
        assert Navigation(Draft(ASKED, merged), scope).first() == "name"
    assert route(answers, basics).first() == "remark"


def test_an_optional_question_that_was_passed_over_is_asked_again_only_in_a_selection() -> None:
    basics = resolve_scope(ASKED, set_id="basics")
    answers = {**without("remark"), "plan": YES, "since": {"value": "2004"}}

    assert route(without("remark", "practice")).first() == "practice"
    assert route(answers).first() is None
    assert route(answers, basics).first() == "remark"
    assert route({**answers, "remark": TEXT, "plan": NO}, basics).first() == "name"


# From one question to the others


def test_next_is_any_question_on_path_and_the_next_open_one_has_no_whole_answer() -> None:
    one = route({**without("practice"), "training": ONE_ROW})

    assert one.next("plan") == "remark"
    assert one.next_open("plan") == "training"
    assert one.next_open("training") == "practice"
    assert one.next_open("practice") is None
    assert one.next("practice") is None


def test_before_a_question_is_one_on_path_and_before_the_end_the_last() -> None:
    one = route({"plan": NO})

    assert one.before("remark") == "plan"
    assert one.before("name") is None
    assert one.before(None) == "practice"


def test_a_question_that_is_not_asked_any_more_has_neighbours() -> None:
    one = route({"plan": NO})

    assert (one.before("since"), one.next("since")) == ("plan", "remark")


def test_what_is_missing_is_what_keeps_the_report_from_being_final() -> None:
    carried = {**TEXT, "carried": True}

    assert route({}).missing() == ["name", "plan", "training", "practice"]
    assert route({**ALL, "training": ONE_ROW}).missing() == ["training"]
    assert route({**ALL, "remark": carried}).missing() == ["remark"]
    assert route(ALL).missing() == []


def test_the_interview_goes_round_once_to_what_is_missing_and_then_asks_only_that() -> None:
    one = route(without("name", "remark", "training"))

    assert one.next_open("plan") == "remark"
    one.visit("remark")
    assert one.round_again("practice") == "name"
    assert one.round_again("practice") is None
    assert one.next_open("name") == "training"


@pytest.mark.parametrize(
    ("answers", "left", "scope"),
    [
        (ALL, "practice", EVERYTHING),
        (without("practice"), "practice", EVERYTHING),
        (
            without("name"),
            "practice",
            only("name"),
        ),
    ],
)
def test_the_interview_does_not_go_round_for_nothing_or_to_what_was_just_left(
    answers: Mapping[str, Any], left: str, scope: Scope
) -> None:
    assert route(answers, scope).round_again(left) is None


# A selection


@pytest.mark.parametrize(
    ("scope", "order"),
    [
        (EVERYTHING, ["name", "plan", "remark", "training", "practice"]),
        (resolve_scope(ASKED, ScopeKind.OPEN), ["plan", "training", "practice"]),
        (resolve_scope(ASKED, ScopeKind.OPEN, "practice"), ["training", "practice"]),
        (
            while_true(
                "These", lambda question, path: question.id in ["practice", "since", "name"]
            ),
            ["name", "practice"],
        ),
    ],
)
def test_only_questions_of_the_selection_that_are_on_path_are_asked(
    scope: Scope, order: list[str]
) -> None:
    assert route({"name": {**TEXT, "confidential": True}}, scope).order() == order


def test_what_was_asked_stays_in_the_selection() -> None:
    one = route({}, resolve_scope(ASKED, ScopeKind.OPEN))
    one.visit("name")

    one.draft.change("name", TEXT)
    one.draft.change("plan", NO)

    assert one.order() == ["name", "training", "practice"]
    assert one.before("training") == "name"


def test_a_selection_whose_questions_are_all_answered_is_walked_through() -> None:
    one = route(without("plan"), resolve_scope(ASKED, set_id="practice"))

    assert one.first() == "training"
    one.visit("training")
    assert one.next_open("training") == "practice"
    one.visit("practice")
    assert one.next_open("practice") is None
    assert one.round_again("practice") is None


def test_what_was_passed_over_in_a_selection_comes_last() -> None:
    one = route(without("plan"), resolve_scope(ASKED, set_id="practice"))

    one.visit("practice")

    assert one.next_open("practice") == "training"


def test_the_label_of_a_scope_has_the_position_in_it() -> None:
    one = route({}, resolve_scope(ASKED, ScopeKind.OPEN, "practice"))

    assert one.scope_label("practice") == "what is open, part 2, Practice, 2 of 2"
    assert one.scope_label("name") == "what is open, part 2, Practice"
    assert route({}).scope_label("name") == ""


# What a name means


@pytest.mark.parametrize(
    ("name", "questions"),
    [
        ("plan", ["plan"]),
        (" PLAN ", ["plan"]),
        ("practice", ["training", "practice"]),
        ("basics", ["name", "plan", "since", "remark"]),
        ("r10", ["plan", "training"]),
        ("rec 10(b)", ["training"]),
        ("рекомендация 10 (В)", ["training"]),
        ("10", []),
        ("2", ["training", "practice"]),
        ("٢", ["training", "practice"]),
        ("r١٠", ["plan", "training"]),
        ("10 (B)", ["training"]),
        ("20", []),
        ("nowhere", []),
        ("", []),
    ],
)
def test_a_name_is_that_of_a_set_a_question_or_a_recommendation(
    name: str, questions: list[str]
) -> None:
    assert [question.id for question in route({}).find_by_name(name)] == questions


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("", "Say where to: a question (/goto 6.3)"),
        ("nowhere", "There is no question, part or recommendation `nowhere` here."),
        ("\x1b[2J", "There is no question, part or recommendation `‹U+001B›[2J` here."),
        ("since", "1.3 is not asked, given the answers so far: About since?"),
    ],
)
def test_where_nothing_is_asked_nobody_can_go(name: str, says: str) -> None:
    with pytest.raises(Refusal) as refused:
        route({}).resolve(name)

    assert str(refused.value).startswith(says)


def test_a_name_leads_to_the_first_question_on_path_in_the_selection_or_not() -> None:
    one = route({}, resolve_scope(ASKED, set_id="practice"))

    assert one.resolve("basics") == "name"
    assert one.resolve("r10") == "plan"


@pytest.mark.parametrize(
    ("answers", "question"),
    [({"name": TEXT}, "plan"), ({"name": TEXT, "plan": NO}, "remark"), (ALL, "name")],
)
def test_a_set_leads_to_its_first_open_question_or_else_to_its_first(
    answers: Mapping[str, Any], question: str
) -> None:
    assert route(answers).resolve("basics") == question


# Whatever is answered and selected

ANSWERS = st.fixed_dictionaries(
    {},
    optional={
        "name": st.sampled_from([TEXT, DECLINED, {**TEXT, "confidential": True}]),
        "plan": st.sampled_from([YES, NO, {**YES, "carried": True}]),
        "since": st.just({"value": "2004"}),
        "remark": st.sampled_from([TEXT, {**TEXT, "carried": True}]),
        "training": st.sampled_from([ONE_ROW, DECLINED]),
        "practice": st.just({"value": 1}),
    },
)
SCOPES = st.builds(
    lambda kind, set_id: resolve_scope(ASKED, kind, set_id),
    st.none() | st.sampled_from([*ScopeKind]),
    st.none() | st.sampled_from(["basics", "practice"]),
)


@given(ANSWERS, SCOPES)
def test_whatever_is_answered_the_way_goes_forward_through_questions_of_the_selection(
    answers: Mapping[str, Any], scope: Scope
) -> None:
    one = route(answers, scope)
    names = list(ASKED.questions)

    order, way = one.order(), _way(one)

    assert way == order[len(order) - len(way) :]
    assert order == sorted(order, key=names.index)
    assert set(order) <= one.draft.path.on
    assert all(scope.takes(ASKED.questions[i], one.draft.path) for i in order)


@given(ANSWERS, SCOPES)
def test_whatever_is_answered_no_missing_question_of_the_selection_is_passed_over(
    answers: Mapping[str, Any], scope: Scope
) -> None:
    one = route(answers, scope)
    asked: list[str] = []
    at = one.first()

    while at is not None:
        asked.append(at)
        one.visit(at)
        at = one.next_open(at) or one.round_again(at)
        assert len(asked) <= 2 * len(ASKED.questions)

    assert asked or not (scope.name and one.order())
    assert set(one.missing()) <= set(asked)
    assert set(asked) <= set(one.order())


def _way(one: Navigation) -> Collection[str]:
    """Return the questions from the first one to be asked to the last."""
    way: list[str] = []
    at = one.first()
    while at is not None:
        way.append(at)
        one.visit(at)
        at = one.next(at)
    return way


# Numbers: those of sets are whole, and recommendations have an `r` before them


def test_a_whole_number_is_that_of_a_set() -> None:
    assert route({}).resolve("2") == "training"
    assert route({"training": DECLINED}).resolve("2") == "practice"
    with pytest.raises(Refusal, match="There is no part 3: the last one is 2"):
        route({}).resolve("3")


def test_a_whole_number_is_never_a_recommendation_and_the_refusal_says_how_to_type_one() -> None:
    asked = questionnaire(
        [{"id": "law", "type": "yes-no"}, {"id": "rule", "type": "yes-no"}],
        [{"id": "plan", "type": "yes-no", "recommendations": ["1", "7"]}],
    )
    one = Navigation(Draft(asked, report(asked, {})), EVERYTHING)

    assert one.resolve("1") == "law"
    for name in ("r1", "R1", "rec 1", "rec. 1", "recommendation 1"):
        assert one.resolve(name) == "plan"
    with pytest.raises(Refusal, match="For recommendation 7, type /goto r7"):
        one.resolve("7")
