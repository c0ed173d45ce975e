import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from checklist.answer_types.answer import MISSING_CODES
from checklist.answer_types.comparison import Than, Truth
from checklist.answer_types.operands import Interval, Operand, interval
from checklist.questionnaire import sampled_answers
from checklist.questionnaire.condition import (
    AS_OF,
    STATE,
    Comparison,
    Condition,
    Leaf,
    evaluate,
    leaves,
)
from checklist.questionnaire.question import Question
from checklist.questionnaire.sampled_answers import MOST_GROUPS, MOST_TRIED, SetsOfCodes
from checklist.questionnaire.satisfiability import Satisfiability
from tests.support import tiny
from tests.support.effort import few_calls

CONDITION: TypeAdapter[Condition] = TypeAdapter(Condition)
TRUTHS: tuple[Truth, ...] = (True, False, None)

MOST_CALLS = 100 * MOST_TRIED
"""Calls of functions: trying all that can be answered would take years."""

Data = dict[str, Any]
Variable = tuple[str, str | None]


def options(*codes: str, alone: str = "") -> list[Data]:
    return [{"code": code, "label": code.upper(), "exclusive": code == alone} for code in codes]


MANY = tuple(f"code-{letter}" for letter in "abcdefghijklmno")

ASKED = tiny.questionnaire(
    [
        {"id": "one", "type": "choice", "options": options("aa", "bb", "cc")},
        {"id": "several", "type": "choices",
         "options": options("aa", "bb", "cc", "none", alone="none")},
        {"id": "many", "type": "choices", "options": options(*MANY)},
        {"id": "count", "type": "integer", "minimum": 0, "maximum": 4},
        {"id": "grid", "type": "matrix", "options": options("aa", "bb"),
         "items": [{"id": "top", "label": "Top"}, {"id": "end", "label": "End"}]},
        {"id": "gate", "type": "yes-no"},
        {"id": "signed", "type": "date"},
        {"id": "deposited", "type": "date"},
        {"id": "story", "type": "text"},
    ]
)  # fmt: skip


def possible(data: Data) -> list[Truth]:
    """Return the truths that a condition can have, as the linter sees them."""
    condition = CONDITION.validate_python(data)
    possibility = Satisfiability(condition, ASKED.questions)
    return [truth for truth in TRUTHS if possibility.can_be(truth)]


# By hand


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ({"question": "one", "is": "aa"}, [True, False, None]),
        ({"question": "one", "is": "not-known"}, [True, False, None]),
        ({"question": "one", "is": "dd"}, [False, None]),
        ({"question": "one", "any_of": ["aa", "bb", "cc", *MISSING_CODES]}, [True, None]),
        ({"question": "one", "none_of": ["aa", "bb", "cc"]}, [True, False, None]),
        ({"question": "one", "answered": True}, [True, False]),
        ({"question": "unknown", "is": "aa"}, [None]),
        ({"question": "unknown", "answered": True}, [False]),
        ({"question": "several", "all_of": ["aa", "bb", "cc"]}, [True, False, None]),
        ({"question": "several", "all_of": ["aa", "none"]}, [False, None]),
        ({"question": "grid", "row": "top", "is": "bb"}, [True, False, None]),
        ({"question": "grid", "row": "top", "answered": True}, [True, False]),
        ({"question": "story", "is": "not-known"}, [True, False, None]),
        (
            {"question": "story", "none_of": ["not-known", "not-applicable", "declined"]},
            [False, None],
        ),
        ({"question": "grid", "answered": True}, [True, False]),
        ({"question": "story", "answered": False}, [True, False]),
        ({"question": "gate", "none_of": ["affirmative", "negative"]}, [True, False, None]),
        ({"question": STATE, "is": "EUE"}, [True, False]),
        ({"question": STATE, "none_of": ["EUE", "AUT"]}, [True, False]),
        ({"question": AS_OF, "lt": "2003-12-25"}, [True, False]),
        ({"question": AS_OF, "answered": False}, [False]),
    ],
)
def test_one_comparison_can_be_what_the_answers_to_its_question_allow(
    data: Data, expected: list[Truth]
) -> None:
    assert possible(data) == expected


@pytest.mark.parametrize(
    ("operator", "number", "expected"),
    [
        ("lt", 0, [False, None]),
        ("gte", 0, [True, None]),
        ("lt", 1, [True, False, None]),
        ("gt", 3, [True, False, None]),
        ("gt", 4, [False, None]),
        ("lte", 100, [True, None]),
        ("is", -1, [False, None]),
        ("is_not", 7, [True, False, None]),
    ],
)
def test_a_number_stays_between_the_least_and_the_most(
    operator: str, number: int, expected: list[Truth]
) -> None:
    if operator == "is_not":  # a missing code is no number
        expected = [True, None]

    assert possible({"question": "count", operator: number}) == expected


@pytest.mark.parametrize("operator", ["lt", "lte", "gt", "gte", "is", "is_not"])
@pytest.mark.parametrize("literal", ["2005", "2005-02", "2005-02-28"])
def test_a_date_can_lie_on_both_sides_of_a_partial_date(operator: str, literal: str) -> None:
    assert possible({"question": "signed", operator: literal}) == [True, False, None]


@pytest.mark.parametrize(
    "data",
    [
        {"question": "signed", "gt": "9999"},
        {"question": "signed", "lt": "0001"},
        {"question": "signed", "lt": {"than": "deposited", "days": 10**12}},
        {"question": "signed", "gte": {"than": AS_OF, "days": -(10**7)}},
    ],
)
def test_the_ends_of_the_calendar_stop_nothing(data: Data) -> None:
    assert None in possible(data)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (
            {"all": [{"question": "one", "is": "aa"}, {"question": "one", "is": "bb"}]},
            [False, None],
        ),
        (
            {"any": [{"question": "one", "answered": True},
                     {"question": "one", "answered": False}]},
            [True],
        ),
        (
            {"all": [{"question": "one", "answered": False}, {"question": "one", "is_not": "aa"}]},
            [False, None],
        ),
        (
            {"any": [{"question": "one", "is": "aa"}, {"not": {"question": "one", "is": "aa"}}]},
            [True, None],
        ),
        (
            {"all": [{"question": "several", "is": "none"},
                     {"question": "several", "any_of": ["aa"]}]},
            [False, None],
        ),
        (
            {"all": [{"question": "grid", "row": "top", "is": "aa"},
                     {"question": "grid", "row": "end", "is": "bb"}]},
            [True, False, None],
        ),
        (
            {"all": [{"question": "count", "gt": 2}, {"question": "count", "lt": 3}]},
            [False, None],
        ),
        (
            {"all": [{"question": "signed", "gt": "2004"}, {"question": "signed", "lt": "2004"}]},
            [False, None],
        ),
        (
            {"all": [{"question": "signed", "is": "2004"}, {"question": "signed", "gt": "2004"}]},
            [False, None],
        ),
        (
            {"all": [{"question": "signed", "any_of": ["2004", "2006-02"]},
                     {"question": "signed", "gt": "2004"}]},
            [True, False, None],
        ),
        (
            {"all": [{"question": "grid", "answered": False},
                     {"question": "grid", "row": "top", "answered": True}]},
            [False],
        ),
        (
            {"all": [{"question": "grid", "is": "declined"},
                     {"question": "grid", "row": "top", "is_not": "declined"}]},
            [False, None],
        ),
        (
            {"all": [{"question": "signed", "gt": {"than": "deposited"}},
                     {"question": "deposited", "gt": {"than": "signed"}}]},
            [False, None],
        ),
        (
            {"all": [{"question": "signed", "gt": {"than": "deposited", "days": 30}},
                     {"question": "deposited", "gt": {"than": "signed", "days": -31}}]},
            [False, None],
        ),
        (
            {"all": [{"question": "signed", "gt": {"than": "deposited", "days": 30}},
                     {"question": "deposited", "gt": {"than": "signed", "days": -32}}]},
            [True, False, None],
        ),
        (
            {"all": [{"question": "signed", "lt": {"than": "deposited"}},
                     {"question": "deposited", "lt": {"than": AS_OF}},
                     {"question": AS_OF, "lt": {"than": "signed"}}]},
            [False, None],
        ),
    ],
)  # fmt: skip
def test_what_comparisons_share_is_the_same_answer_for_all_of_them(
    data: Data, expected: list[Truth]
) -> None:
    assert possible(data) == expected


# Against all answers there are


@dataclass(frozen=True)
class Answers:
    """One answer to each variable."""

    operands: Mapping[Variable, Operand]

    def __getitem__(self, variable: Variable) -> Operand:
        return self.operands[variable]

    def answered(self, question_id: str, row: str | None) -> bool:
        return self.operands[question_id, row] is not None


def sets(codes: Iterable[str]) -> list[Operand]:
    codes = [*codes]
    sizes = range(1, len(codes) + 1)
    return [frozenset(c) for size in sizes for c in itertools.combinations(codes, size)]


def dates(*texts: str) -> list[Interval]:
    found = [interval(text) for text in texts]
    return [answers for answers in found if answers is not None]


DAYS = dates(
    *(f"2004-02-{day}" for day in range(24, 30)),
    *(f"2004-03-0{day}" for day in range(1, 7)),
    *("2003-12-31", "2004-01-01", "2004-12-31", "2005-01-01", "2005-12-31", "2006-01-01"),
    *(f"2005-06-0{day}" for day in range(1, 6)),
    *("1990-01-01", "1990-01-05", "2030-01-01", "2030-01-05"),
)
UNANSWERED: list[Operand] = [*MISSING_CODES, None]
EVERY: Mapping[str, list[Operand]] = {
    "one": ["aa", "bb", "cc", *UNANSWERED],
    "several": [*sets(["aa", "bb", "cc"]), frozenset({"none"}), *UNANSWERED],
    "count": [0, 1, 2, 3, 4, *UNANSWERED],
    "grid": ["aa", "bb", *UNANSWERED],
    "signed": [*DAYS, *dates("2003", "2004", "2004-02", "2004-03", "2005"), *UNANSWERED],
    "deposited": [*DAYS, *dates("2003", "2004", "2004-02", "2004-03", "2005"), *UNANSWERED],
    AS_OF: [*DAYS],
    STATE: ["AUT", "EUE", "NOR"],
}
"""Every answer that there can be, and of dates more than any comparison here tells apart."""


def variables(leaf: Comparison) -> list[Variable]:
    assert isinstance(leaf, Leaf)
    than: list[Variable] = [(leaf.literal.than, None)] if isinstance(leaf.literal, Than) else []
    return [(leaf.question, leaf.row), *than]


def by_brute_force(condition: Condition) -> list[Truth]:
    """Return the truths that a condition has under some combination of all answers."""
    asked = [*dict.fromkeys(v for _, leaf in leaves(condition) for v in variables(leaf))]
    found: set[Truth] = set()
    for combination in itertools.product(*(EVERY[name] for name, _ in asked)):
        found.add(evaluate(condition, Answers(dict(zip(asked, combination, strict=True)))))
        if len(found) == len(TRUTHS):
            break
    return [truth for truth in TRUTHS if truth in found]


def leaf_of(
    question: str, operators: Sequence[str], literals: st.SearchStrategy[Any], **more: str
) -> st.SearchStrategy[Data]:
    return st.builds(
        lambda operator, literal: {"question": question, **more, operator: literal},
        st.sampled_from(operators),
        literals,
    )


CODES = st.sampled_from(["aa", "bb", "cc", "none", "not-known", "declined"])
SEVERAL = st.lists(CODES, min_size=1, max_size=3)
NUMBERS = st.integers(-1, 5)
FULL_OR_PARTIAL = st.sampled_from(["2004-02-28", "2004-03-01", "2004-02", "2004", "2005"])
ORDER = ["gt", "gte", "lt", "lte"]


def than(*names: str) -> st.SearchStrategy[Data]:
    return st.builds(
        lambda name, days: {"than": name, "days": days},
        st.sampled_from(names),
        st.sampled_from([-2, 0, 1]),
    )


ON_CODES = st.one_of(
    leaf_of("one", ["is", "is_not"], CODES),
    leaf_of("one", ["any_of", "none_of"], SEVERAL),
    leaf_of("one", ["answered"], st.booleans()),
    leaf_of("several", ["any_of", "none_of", "all_of"], SEVERAL),
    leaf_of("several", ["is", "is_not"], CODES),
    leaf_of("several", ["answered"], st.booleans()),
    leaf_of("count", [*ORDER, "is", "is_not"], NUMBERS),
    leaf_of("grid", ["is", "is_not"], CODES, row="top"),
    leaf_of("grid", ["answered"], st.booleans(), row="top"),
    leaf_of(STATE, ["is", "is_not"], st.sampled_from(["AUT", "EUE"])),
)
ON_DATES = st.one_of(
    leaf_of("signed", [*ORDER, "is", "is_not"], FULL_OR_PARTIAL),
    leaf_of("signed", ["any_of", "none_of"], st.lists(FULL_OR_PARTIAL, min_size=1, max_size=3)),
    leaf_of("signed", [*ORDER, "is", "is_not"], than(AS_OF, "deposited")),
    leaf_of("signed", ["answered"], st.booleans()),
    leaf_of("signed", ["is", "is_not"], st.just("not-known")),
    leaf_of(AS_OF, ORDER, FULL_OR_PARTIAL),
)


def conditions(inner: st.SearchStrategy[Data], most: int) -> st.SearchStrategy[Data]:
    return st.recursive(
        inner,
        lambda parts: st.one_of(
            st.builds(lambda all_of: {"all": all_of}, st.lists(parts, min_size=1, max_size=3)),
            st.builds(lambda any_of: {"any": any_of}, st.lists(parts, min_size=1, max_size=3)),
            st.builds(lambda part: {"not": part}, parts),
        ),
        max_leaves=most,
    )


@given(conditions(ON_CODES, 5))
@example(
    {
        "all": [
            {"question": "several", "any_of": ["aa"]},
            {"question": "several", "any_of": ["bb"]},
            {"question": "several", "none_of": ["cc"]},
        ]
    }
)
def test_it_finds_the_truths_that_all_combinations_of_answers_have(data: Data) -> None:
    assert possible(data) == by_brute_force(CONDITION.validate_python(data))


@given(conditions(ON_DATES, 3))
@example({"question": "signed", "gt": "2004"})
@example({"all": [{"question": "signed", "answered": True}, {"question": "signed", "is": "2005"}]})
@example(
    {
        "any": [
            {"question": "signed", "lte": {"than": "as_of", "days": 0}},
            {"question": "as_of", "lte": "2004-02-28"},
        ]
    }
)
def test_it_finds_the_truths_that_all_dates_have(data: Data) -> None:
    with patch.object(sampled_answers, "MOST_TRIED", 1_000_000):  # it gives up on none of these
        found = possible(data)

    assert found == by_brute_force(CONDITION.validate_python(data))


@pytest.mark.thorough
def test_few_dates_are_tried_and_what_is_not_found_out_is_possible() -> None:
    later = {"than": "deposited", "days": 7}
    parts = [
        {"question": "signed", "lt": {"than": AS_OF, "days": 17}},
        {"question": "deposited", "gt": {"than": AS_OF, "days": -50}},
        {"question": "signed", "gt": later},
        {"question": "signed", "lt": later},
        {"question": "signed", "gt": "2004-02-28"},
        {"question": "deposited", "lt": "2003-02-28"},
    ]

    found = few_calls(lambda: possible({"all": parts}), MOST_CALLS)

    assert set(found) >= {False, None}


# Many codes


def test_three_of_many_codes_can_be_chosen_and_no_other() -> None:
    first, second, third, *rest = MANY
    wanted = [{"question": "many", "any_of": [code]} for code in (first, second, third)]

    assert True in possible({"all": [*wanted, {"question": "many", "none_of": rest}]})


@pytest.mark.sampled
@pytest.mark.parametrize(
    "parts",
    [
        [{"question": "many", "any_of": [code]} for code in MANY],
        [{"question": "many", "none_of": [code]} for code in MANY],
        [{"question": "many", "all_of": [*pair]} for pair in itertools.pairwise(MANY)],
    ],
    ids=["any_of", "none_of", "all_of"],
)
@pytest.mark.parametrize("joined", ["all", "any"])
def test_few_combinations_of_many_codes_are_tried(joined: str, parts: list[Data]) -> None:
    found = few_calls(lambda: possible({joined: parts}), MOST_CALLS)

    assert found == [True, False, None]


def test_questions_that_stand_in_one_comparison_each_are_not_combined() -> None:
    names = [f"question-{number}" for number in range(60)]
    asked = tiny.questionnaire(
        [{"id": name, "type": "choices", "options": options(*MANY)} for name in names]
    )
    data = {"all": [{"question": name, "any_of": [*MANY]} for name in names]}

    possibility = Satisfiability(CONDITION.validate_python(data), asked.questions)

    found = few_calls(lambda: [truth for truth in TRUTHS if possibility.can_be(truth)], MOST_CALLS)

    assert found == [True, False, None]


def compared_one_by_one(number: int) -> tuple[Condition, Mapping[str, Question]]:
    """Return a condition that names each of so many options by itself, and its question."""
    codes = [f"code-{place}" for place in range(number)]
    asked = tiny.questionnaire([{"id": "long", "type": "choices", "options": options(*codes)}])
    parts = [{"question": "long", "any_of": [code]} for code in codes]
    return CONDITION.validate_python({"any": parts}), asked.questions


def test_hundreds_of_codes_that_are_compared_one_by_one_are_given_up() -> None:
    condition, questions = compared_one_by_one(300)

    found = few_calls(lambda: Satisfiability(condition, questions).found(True), 20_000)

    assert found is None


def test_tens_of_codes_that_are_compared_one_by_one_are_tried() -> None:
    assert Satisfiability(*compared_one_by_one(MOST_GROUPS)).found(True) is True
    assert Satisfiability(*compared_one_by_one(MOST_GROUPS + 1)).found(True) is None


def test_the_sets_of_codes_that_are_made_count_as_work() -> None:
    condition, questions = compared_one_by_one(15)
    steps = itertools.count()

    (tried,) = Satisfiability(condition, questions, allowance=steps).domains.values()

    codes_in_sets = sum(len(domain) for domain in tried if isinstance(domain, frozenset))
    assert next(steps) >= codes_in_sets


def test_one_set_of_very_many_codes_is_not_made_again_and_again() -> None:
    codes = [f"code-{place}" for place in range(5_000)]
    asked = tiny.questionnaire([{"id": "long", "type": "choices", "options": options(*codes)}])
    parts = [{"question": "long", "all_of": codes[place::25]} for place in range(25)]
    condition = CONDITION.validate_python({"any": parts})

    assert Satisfiability(condition, asked.questions).found(True) is None


def test_conditions_of_a_questionnaire_share_the_sets_of_codes() -> None:
    condition, questions = compared_one_by_one(20)
    alone, shared = Satisfiability(condition, questions), Satisfiability(condition, questions)
    known: SetsOfCodes = {}
    again = Satisfiability(condition, questions, known_sets=known)
    Satisfiability(condition, questions, known_sets=known).found(True)

    (domain,) = alone.domains.values()
    (made_before,) = few_calls(lambda: again.domains, 1_000).values()

    assert {*domain} == {*made_before}
    with pytest.raises(AssertionError, match="more than 1000 calls"):
        few_calls(lambda: shared.domains, 1_000)
