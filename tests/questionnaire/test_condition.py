import itertools
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from checklist.answer_types.comparison import Truth
from checklist.answer_types.operands import Interval, Operand, interval
from checklist.questionnaire.condition import Condition, Leaf, Variable, evaluate, leaves
from tests.support import tiny

CONDITION: TypeAdapter[Condition] = TypeAdapter(Condition)

TRUTHS: tuple[Truth, ...] = (True, False, None)

PROPOSITIONS: Mapping[Truth, dict[str, Any]] = {
    True: {"question": "status", "is": "party"},
    False: {"question": "status", "is": "neither"},
    None: {"question": "unanswered", "is": "party"},
}
"""A comparison for each truth, given that the status is `party`."""


@dataclass
class Facts:
    """What conditions are evaluated against, as a table."""

    operands: Mapping[str, Operand] = field(default_factory=lambda: {"status": "party"})
    rows: Mapping[tuple[str, str | None], Operand] = field(default_factory=dict)

    def __getitem__(self, variable: Variable) -> Operand:
        return self.rows.get(variable, self.operands.get(variable[0]))

    def answered(self, question_id: str, row: str | None) -> bool:
        return self[question_id, row] is not None


def truth(data: dict[str, Any], **operands: Operand) -> Truth:
    """Evaluate a condition against answers; by default the status is `party`."""
    facts = Facts(operands) if operands else Facts()
    return evaluate(CONDITION.validate_python(data), facts)


def compare(operand: Operand, **operator: Any) -> Truth:
    return truth({"question": "asked", **operator}, asked=operand)


def day(text: str) -> Interval:
    found = interval(text)
    assert found is not None
    return found


# Combinators


def kleene(truths: tuple[Truth, ...], *, decisive: bool) -> Truth:
    """The decisive truth wins, then unknown."""
    if decisive in truths:
        return decisive
    return None if None in truths else not decisive


@pytest.mark.parametrize("truths", [*itertools.product(TRUTHS, TRUTHS), (True, None, False)])
def test_all_and_any_follow_the_tables_of_kleene(truths: tuple[Truth, ...]) -> None:
    parts = [PROPOSITIONS[value] for value in truths]

    assert truth({"all": parts}) is kleene(truths, decisive=False)
    assert truth({"any": parts}) is kleene(truths, decisive=True)


@pytest.mark.parametrize(("inner", "outer"), [(True, False), (False, True), (None, None)])
def test_not_of_unknown_is_unknown(inner: Truth, outer: Truth) -> None:
    assert truth({"not": PROPOSITIONS[inner]}) is outer


def test_combinators_nest() -> None:
    condition = {"all": [{"any": [PROPOSITIONS[None], PROPOSITIONS[True]]}, PROPOSITIONS[True]]}

    assert truth(condition) is True
    assert truth({"not": condition}) is False


# One code, several codes, numbers


@pytest.mark.parametrize(
    ("operator", "expected"),
    [
        ({"is": "party"}, True),
        ({"is": "neither"}, False),
        ({"is_not": "party"}, False),
        ({"is_not": "neither"}, True),
        ({"any_of": ["neither", "party"]}, True),
        ({"any_of": ["neither"]}, False),
        ({"none_of": ["neither"]}, True),
        ({"none_of": ["neither", "party"]}, False),
        ({"gt": "a"}, None),
    ],
)
def test_one_code_is_compared_with_codes(operator: dict[str, Any], expected: Truth) -> None:
    assert compare("party", **operator) is expected
    assert compare(None, **operator) is None


@pytest.mark.parametrize(
    ("operator", "expected"),
    [
        ({"any_of": ["aa", "cc"]}, True),
        ({"any_of": ["cc"]}, False),
        ({"none_of": ["cc"]}, True),
        ({"none_of": ["bb", "cc"]}, False),
        ({"all_of": ["aa", "bb"]}, True),
        ({"all_of": ["aa", "cc"]}, False),
        ({"is": "aa"}, False),
        ({"is": "not-known"}, False),
        ({"is_not": "not-known"}, True),
    ],
)
def test_several_codes_are_compared_as_a_set(operator: dict[str, Any], expected: Truth) -> None:
    assert compare(frozenset({"aa", "bb"}), **operator) is expected


@pytest.mark.parametrize(
    ("operator", "expected"),
    [
        ({"is": 5}, True),
        ({"is": 6}, False),
        ({"is_not": 6}, True),
        ({"gt": 4}, True),
        ({"gt": 5}, False),
        ({"gte": 5}, True),
        ({"lt": 5}, False),
        ({"lt": 6}, True),
        ({"lte": 5}, True),
        ({"lte": 4}, False),
        ({"is": "not-known"}, False),
        ({"is_not": "not-known"}, True),
        ({"none_of": ["not-known"]}, True),
        ({"gt": "4"}, None),
    ],
)
def test_a_number_is_compared_with_numbers(operator: dict[str, Any], expected: Truth) -> None:
    assert compare(5, **operator) is expected


@pytest.mark.parametrize(
    ("operator", "expected"),
    [
        ({"is": "not-known"}, True),
        ({"is_not": "not-known"}, False),
        ({"is": "declined"}, False),
        ({"any_of": ["declined", "not-known"]}, True),
        ({"none_of": ["declined", "not-known"]}, False),
        ({"is": 5}, False),
        ({"gt": 4}, None),
        ({"gte": "2004"}, None),
        ({"lt": 4}, None),
        ({"lte": {"than": "asked"}}, None),
    ],
)
def test_a_missing_answer_is_compared_by_its_code_and_has_no_order(
    operator: dict[str, Any], expected: Truth
) -> None:
    assert compare("not-known", **operator) is expected


def test_only_answered_is_never_unknown() -> None:
    assert compare("not-known", answered=True) is True
    assert compare("not-known", answered=False) is False
    assert truth({"question": "unanswered", "answered": True}) is False
    assert truth({"question": "unanswered", "answered": False}) is True


def test_a_row_is_compared_by_its_own_code() -> None:
    facts = Facts(rows={("training", "police"): "trained", ("training", "judges"): None})

    def row(name: str) -> Truth:
        data = {"question": "training", "row": name, "is": "trained"}
        return evaluate(CONDITION.validate_python(data), facts)

    assert row("police") is True
    assert row("judges") is None


# Dates


@pytest.mark.parametrize(
    ("answer", "operator", "other", "expected"),
    [
        ("2004-05-31", "is", "2004-05-31", True),
        ("2004-05-31", "is", "2004-05-30", False),
        ("2004-05-31", "is", "2004-05", True),
        ("2004-05", "is", "2004-05", True),
        ("2004", "is", "2004-05", None),
        ("2004-05", "is", "2004-06", False),
        ("2004-05", "is_not", "2004-06", True),
        ("2004-05", "is_not", "2004", False),
        ("2004", "is_not", "2004-05", None),
        ("2004-05", "any_of", ["2003", "2004"], True),
        ("2004-05", "any_of", ["2003", "2005"], False),
        ("2004-05", "any_of", ["2003", "2004-05-02"], None),
        ("2004-02", "any_of", ["2004-01", "2004-02", "2004-03"], True),
        ("2004-05", "none_of", ["2003", "2004"], False),
        ("2004-05", "none_of", ["2003", "not-known"], True),
        ("2004", "none_of", ["2004-05"], None),
        ("2004-05", "is", "not-known", False),
        ("2004-05", "is_not", "not-known", True),
        ("2004-05-30", "lt", "2004-05-31", True),
        ("2004-05-31", "lt", "2004-05-31", False),
        ("2004", "lt", "2005", True),
        ("2004", "lt", "2004-06", None),
        ("2004-05", "lt", "2004-05-01", False),
        ("2004-05", "lt", "2004-05-02", None),
        ("2005", "lt", "2004", False),
        ("2004-05-31", "lte", "2004-05-31", True),
        ("2004-05", "lte", "2004-05-31", True),
        ("2004-05", "lte", "2004-05-30", None),
        ("2004-06", "lte", "2004-05", False),
        ("2004-05-31", "gt", "2004-05-30", True),
        ("2004-05-01", "gt", "2004-05", False),
        ("2004-05-31", "gt", "2004-05", False),
        ("2004-06-01", "gt", "2004-05", True),
        ("2004", "gt", "2004-05", None),
        ("2004-05-31", "lte", "2004-05", True),
        ("2020-01-06", "gte", "2020", True),
        ("2020", "gte", "2020", True),
        ("2020-01-06", "lt", "2020", False),
        ("2004", "gt", "2003", True),
        ("2004", "gt", "2004", False),
        ("2004-05", "gte", "2004-05-01", True),
        ("2004", "gte", "2004-02", None),
        ("2003-12-31", "gte", "2004", False),
        ("2004", "gt", "soon", None),
        ("2004", "gt", 2003, None),
    ],
)
def test_partial_dates_are_compared_as_intervals_and_an_overlap_is_unknown(
    answer: str, operator: str, other: str | int | list[str], expected: Truth
) -> None:
    assert compare(day(answer), **{operator: other}) is expected


def test_a_date_is_none_of_the_missing_codes() -> None:
    assert compare(day("2004"), none_of=["not-known"]) is True
    assert compare(day("2004"), any_of=["not-known"]) is False


@pytest.mark.parametrize(
    ("signed", "deposited", "expected"),
    [
        ("2004-01-01", "2003-12-31", True),
        ("2004-01-01", "2004-01-01", False),
        ("2004", "2004-06", None),
        ("2004", "not-known", None),
        ("2004", None, None),
        ("not-known", "2004", None),
    ],
)
def test_a_date_is_compared_with_the_date_of_another_question(
    signed: str, deposited: str | None, expected: Truth
) -> None:
    operands = {
        "signed": interval(signed) or signed,
        "deposited": interval(deposited or "") or deposited,
    }

    data = {"question": "signed", "gt": {"than": "deposited"}}

    assert truth(data, **operands) is expected


@pytest.mark.parametrize(
    ("days", "expected"), [(29, True), (30, False), (0, True), (10**9, False), (-(10**10), True)]
)
def test_days_are_added_to_the_other_date(days: int, expected: Truth) -> None:
    data = {"question": "force", "gt": {"than": "deposit", "days": days}}

    assert truth(data, force=day("2004-01-31"), deposit=day("2004-01-01")) is expected


def test_days_beyond_the_calendar_leave_the_earlier_end_as_it_is() -> None:
    data = {"question": "force", "lt": {"than": "deposit", "days": 1}}

    assert truth(data, force=day("9999-06-01"), deposit=day("9999")) is None
    assert truth(data, force=day("9999-01-01"), deposit=day("9999")) is True


def test_a_condition_can_name_the_state_and_the_date_of_the_report() -> None:
    asked = tiny.questionnaire(
        [
            {"id": "eu-law", "type": "text", "when": {"question": "state", "is": "AUT"}},
            {"id": "elsewhere", "type": "text", "when": {"question": "state", "is_not": "AUT"}},
            {"id": "old-form", "type": "text", "when": {"question": "as_of", "lt": "2020"}},
            {"id": "new-form", "type": "text", "when": {"question": "as_of", "gte": "2020"}},
            {"id": "always", "type": "text", "when": {"question": "as_of", "answered": True}},
        ]
    )

    assert tiny.interview(asked).path.on == {"eu-law", "new-form", "always"}


# What a condition can be


@pytest.mark.parametrize(
    "data",
    [
        None,
        [],
        "status = party",
        3,
        {},
        {"question": "status"},
        {"is": "party"},
        {"question": "status", "is": "party", "is_not": "neither"},
        {"question": "status", "is": None},
        {"question": "status", "row": None, "is": "party"},
        {"question": "status", "is": True},
        {"question": "status", "is": ["party"]},
        {"question": "status", "any_of": "party"},
        {"question": "status", "any_of": []},
        {"question": "status", "equals": "party"},
        {"question": "status", "answered": "true"},
        {"question": "status", "gt": {"days": 3}},
        {"question": "status", "gt": {"than": "other", "weeks": 3}},
        {"question": "status", "is_not": {"than": "other", "weeks": 3}},
        {"all": []},
        {"all": {"question": "status", "is": "party"}},
        {"any": ["status"]},
        {"not": [{"question": "status", "is": "party"}]},
        {"not": None},
        {"all": [PROPOSITIONS[True]], "any": [PROPOSITIONS[True]]},
        {"not": PROPOSITIONS[True], "question": "status"},
    ],
)
def test_what_is_no_condition_is_refused(data: object) -> None:
    with pytest.raises(ValidationError):
        CONDITION.validate_python(data)


def test_a_comparison_with_two_operators_names_those_there_are() -> None:
    with pytest.raises(ValidationError, match=r"exactly one operator .is, is_not.*here are 2"):
        CONDITION.validate_python({"question": "status", "is": "a", "answered": True})


def test_comparisons_are_found_with_their_place() -> None:
    data = {"all": [PROPOSITIONS[True], {"not": {"any": [PROPOSITIONS[None]]}}]}

    found = list(leaves(CONDITION.validate_python(data), ("when",)))

    assert [where for where, _ in found] == [
        ("when", "all", 0),
        ("when", "all", 1, "not", "any", 0),
    ]
    assert [
        (leaf.question, leaf.operator, leaf.literal) for _, leaf in found if isinstance(leaf, Leaf)
    ] == [
        ("status", "is", "party"),
        ("unanswered", "is", "party"),
    ]


# Against a second, naive evaluator


def naive(data: dict[str, Any], answers: Mapping[str, Any]) -> Truth:
    """Evaluate with numbers: true 1, false 0, unknown one half."""
    value = _number(data, answers)
    return None if value == 0.5 else value == 1


def _number(data: dict[str, Any], answers: Mapping[str, Any]) -> float:
    if "all" in data:
        return min(_number(part, answers) for part in data["all"])
    if "any" in data:
        return max(_number(part, answers) for part in data["any"])
    if "not" in data:
        return 1 - _number(data["not"], answers)
    answer = answers.get(data["question"])
    ((operator, literal),) = ((k, v) for k, v in data.items() if k != "question")
    if operator == "answered":
        return float((answer is not None) == literal)
    if answer is None:
        return 0.5
    codes = answer if isinstance(answer, frozenset) else {answer}
    results: dict[str, Callable[[], bool]] = {
        "is": lambda: codes == {literal},
        "is_not": lambda: codes != {literal},
        "any_of": lambda: any(code in codes for code in literal),
        "none_of": lambda: not any(code in codes for code in literal),
        "all_of": lambda: all(code in codes for code in literal),
        "gt": lambda: answer > literal,
        "gte": lambda: answer >= literal,
        "lt": lambda: answer < literal,
        "lte": lambda: answer <= literal,
    }
    if operator in {"gt", "gte", "lt", "lte"} and not isinstance(answer, int):
        return 0.5
    return float(results[operator]())


_CODES = st.sampled_from(["aa", "bb", "cc", "not-known"])
_ANSWERS = st.fixed_dictionaries(
    {},
    optional={
        "one": _CODES,
        "many": st.frozensets(_CODES, min_size=1),
        "count": st.one_of(st.integers(-2, 2), st.just("not-known")),
    },
)
_NAMES = st.sampled_from(["one", "many", "count"])


def _leaf(operators: list[str], literals: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.builds(
        lambda name, operator, literal: {"question": name, operator: literal},
        _NAMES,
        st.sampled_from(operators),
        literals,
    )


_LEAVES = st.one_of(
    _leaf(["is", "is_not"], _CODES | st.integers(-2, 2)),
    _leaf(["any_of", "none_of", "all_of"], st.lists(_CODES, min_size=1, max_size=3)),
    _leaf(["gt", "gte", "lt", "lte"], st.integers(-2, 2)),
    _leaf(["answered"], st.booleans()),
)
_CONDITIONS = st.recursive(
    _LEAVES,
    lambda inner: st.one_of(
        st.builds(lambda parts: {"all": parts}, st.lists(inner, min_size=1, max_size=3)),
        st.builds(lambda parts: {"any": parts}, st.lists(inner, min_size=1, max_size=3)),
        st.builds(lambda part: {"not": part}, inner),
    ),
    max_leaves=8,
)


def evaluated(data: dict[str, Any], answers: Mapping[str, Operand]) -> Truth:
    return evaluate(CONDITION.validate_python(data), Facts(answers))


@given(_CONDITIONS, _ANSWERS)
def test_it_agrees_with_a_naive_evaluator(
    data: dict[str, Any], answers: dict[str, Operand]
) -> None:
    assert evaluated(data, answers) is naive(data, answers)


@given(_CONDITIONS, _ANSWERS)
def test_a_double_negation_changes_nothing(
    data: dict[str, Any], answers: dict[str, Operand]
) -> None:
    assert evaluated({"not": {"not": data}}, answers) is evaluated(data, answers)


@given(st.lists(_CONDITIONS, min_size=1, max_size=3), _ANSWERS)
def test_the_laws_of_de_morgan_hold(
    parts: list[dict[str, Any]], answers: dict[str, Operand]
) -> None:
    negated = [{"not": part} for part in parts]

    assert evaluated({"not": {"all": parts}}, answers) is evaluated({"any": negated}, answers)
    assert evaluated({"not": {"any": parts}}, answers) is evaluated({"all": negated}, answers)


_DATES = st.builds(
    lambda year, month, day: "-".join(filter(None, [year, month, day if month else ""])),
    st.sampled_from(["2003", "2004"]),
    st.sampled_from(["", "02", "03"]),
    st.sampled_from(["", "01", "15", "28"]),
)


ORDERS: Mapping[str, Callable[[date, Interval], bool]] = {
    "lt": lambda day, period: day < period.first,
    "lte": lambda day, period: day <= period.last,
    "gt": lambda day, period: day > period.last,
    "gte": lambda day, period: day >= period.first,
}
"""The meaning of each order, for one day and a whole period."""


def days_in(period: Interval) -> list[date]:
    number = (period.last - period.first).days + 1
    return [period.first + timedelta(days=by) for by in range(number)]


def agreed(truths: Iterable[bool]) -> Truth:
    """Return the truth that all of them are; None where they differ."""
    found = {*truths}
    return found.pop() if len(found) == 1 else None


@given(_DATES, _DATES, st.sampled_from(sorted(ORDERS)))
def test_an_order_is_known_when_it_holds_for_each_day_that_the_answer_can_mean(
    answer: str, literal: str, operator: str
) -> None:
    period = day(literal)

    expected = agreed(ORDERS[operator](possible, period) for possible in days_in(day(answer)))

    assert compare(day(answer), **{operator: literal}) is expected


@given(_DATES, st.lists(_DATES, min_size=1, max_size=4))
def test_a_date_is_one_of_several_when_each_day_that_it_can_mean_lies_in_one_of_them(
    answer: str, literals: list[str]
) -> None:
    within = {possible for literal in literals for possible in days_in(day(literal))}

    expected = agreed(possible in within for possible in days_in(day(answer)))

    opposite = None if expected is None else not expected
    assert compare(day(answer), any_of=literals) is expected
    assert compare(day(answer), none_of=literals) is opposite
    if len(literals) == 1:
        assert compare(day(answer), **{"is": literals[0]}) is expected
        assert compare(day(answer), is_not=literals[0]) is opposite


@given(_DATES, _DATES, st.integers(-40, 40))
def test_an_order_of_two_answers_is_known_when_it_holds_for_all_days_that_both_can_mean(
    one: str, other: str, by: int
) -> None:
    first, second = day(one), day(other)
    ends = itertools.product((first.first, first.last), (second.first, second.last))

    earlier = agreed(a < b + timedelta(days=by) for a, b in ends)

    def than(operator: str) -> Truth:
        data = {"question": "one", operator: {"than": "other", "days": by}}
        return truth(data, one=first, other=second)

    assert than("lt") is earlier
    assert than("gte") is (None if earlier is None else not earlier)
    if by == 0:
        swapped = truth({"question": "other", "gt": {"than": "one"}}, one=first, other=second)
        assert swapped is earlier
