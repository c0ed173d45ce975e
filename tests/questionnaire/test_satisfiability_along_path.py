"""The truths of conditions in a report, where a question off path counts as unanswered."""

import itertools
from collections.abc import Iterator, Mapping
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from checklist.answer_types.answer import AnswerData
from checklist.answer_types.comparison import Truth
from checklist.questionnaire import sampled_answers, satisfiability
from checklist.questionnaire.condition import Condition, predicate
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.questionnaire.satisfiability import Satisfiability
from checklist.reports.answer_path import AnswerPath
from tests.support import tiny

CONDITION: TypeAdapter[Condition] = TypeAdapter(Condition)
TRUTHS: tuple[Truth, ...] = (True, False, None)

Data = dict[str, Any]


def asked(*questions: Data) -> Questionnaire:
    return tiny.questionnaire([{"type": "yes-no", **question} for question in questions])


def possible(data: Data, of: Questionnaire, off: str | None = None) -> list[Truth]:
    """Return the truths that a condition can have in a report."""
    condition = CONDITION.validate_python(data)
    in_reports = Satisfiability(condition, of.questions, along_path=True, off=off)
    return [truth for truth in TRUTHS if in_reports.found(truth)]


def when(question: str, code: str = "affirmative") -> Data:
    return {"question": question, "is": code}


CHAIN = asked(
    {"id": "first"},
    {"id": "second", "when": when("first", "negative")},
    {"id": "third", "when": when("second")},
    {"id": "signed", "type": "date", "when": when("first")},
    {"id": "planned", "type": "date", "when": when("first", "negative")},
)
"""Of `signed` and `planned`, only one is ever asked."""


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (when("second"), [True, False, None]),
        ({"all": [when("second"), when("first")]}, [False, None]),
        ({"all": [when("third"), when("first")]}, [False, None]),
        ({"all": [when("third"), when("second", "negative")]}, [False, None]),
        ({"all": [when("first"), {"question": "second", "answered": False}]},
         [True, False, None]),
        ({"all": [when("first"), {"question": "second", "answered": True}]}, [False]),
        ({"any": [when("first"), {"question": "second", "answered": False}]}, [True, False]),
        ({"all": [when("first"), {"any": [when("second"), when("third")]}]}, [False, None]),
        ({"all": [when("first"), {"not": {"any": [{"not": when("second")}]}}]}, [False, None]),
        ({"question": "signed", "gt": {"than": "planned"}}, [None]),
        ({"question": "signed", "gt": {"than": "as_of"}}, [True, False, None]),
    ],
)  # fmt: skip
def test_an_answer_is_there_only_where_the_path_leads_to_its_question(
    data: Data, expected: list[Truth]
) -> None:
    assert possible(data, CHAIN) == expected


@pytest.mark.parametrize(
    ("data", "off", "expected"),
    [
        (when("first"), "second", [True, False, None]),
        (when("first"), "first", []),
        (when("second"), "second", [None]),
        (when("second"), "third", [False, None]),
        ({"question": "planned", "answered": False}, "signed", [True, False]),
        ({"question": "planned", "answered": True}, "second", [False]),
    ],
)
def test_only_reports_in_which_a_question_is_off_path_are_looked_at(
    data: Data, off: str, expected: list[Truth]
) -> None:
    assert possible(data, CHAIN, off) == expected


def test_questions_that_look_at_each_other_stop_nothing() -> None:
    """Another rule tells of references that go forwards."""
    circle = asked({"id": "first", "when": when("second")}, {"id": "second", "when": when("first")})

    assert possible(when("second"), circle) == [True, None]


def test_a_question_that_is_not_there_is_never_answered() -> None:
    lost = asked({"id": "first", "when": when("nowhere")})

    assert possible(when("first"), lost) == [None]


# Against all reports there are

EVERY: Mapping[str, tuple[AnswerData | None, ...]] = {
    "gate": ({"value": "affirmative"}, {"value": "negative"}),
    "one": ({"value": "aa"}, {"value": "bb"}),
    "several": ({"value": ["aa"]}, {"value": ["bb"]}, {"value": ["aa", "bb"]}),
    "grid": (
        {"value": {}},
        {"value": {"top": {"value": "aa"}}},
        {"value": {"top": {"value": "bb"}}},
        {"value": {"top": {"missing": "not-known"}}},
        {"value": {"top": {"missing": "declined"}}},
    ),
    "story": ({"value": "Some text."},),
    "last": ({"value": "affirmative"}, {"value": "negative"}),
}
UNANSWERED = ({"missing": "not-known"}, {"missing": "declined"}, None)


def leaf(name: str, row: str | None = None) -> st.SearchStrategy[Data]:
    codes = {"gate": ["affirmative", "negative"], "last": ["affirmative", "negative"]}
    literals = st.sampled_from([*codes.get(name, ["aa", "bb"]), "not-known"])
    several = st.lists(literals, min_size=1, max_size=2)
    where = {"question": name, **({"row": row} if row else {})}
    by_operator = {"any_of": several, "none_of": several, "answered": st.booleans()}
    if name != "several":
        by_operator |= {"is": literals, "is_not": literals}
    if (name, row) in {("story", None), ("grid", None)}:
        by_operator = {"is": st.just("not-known"), "answered": st.booleans()}
    return st.one_of(
        *(literal.map(lambda given, o=operator: {**where, o: given})  # type: ignore[misc]
          for operator, literal in by_operator.items())
    )  # fmt: skip


def conditions(names: list[str], most: int) -> st.SearchStrategy[Data]:
    rows = [leaf("grid", "top")] if "grid" in names else []
    return st.recursive(
        st.one_of(*map(leaf, names), *rows),
        lambda parts: st.one_of(
            st.lists(parts, min_size=1, max_size=3).map(lambda several: {"all": several}),
            st.lists(parts, min_size=1, max_size=3).map(lambda several: {"any": several}),
            parts.map(lambda part: {"not": part}),
        ),
        max_leaves=most,
    )


@st.composite
def questionnaires(draw: st.DrawFn) -> tuple[Questionnaire, list[str]]:
    """Draw some questions in their order, of which most have a condition."""
    order = draw(st.permutations([*EVERY]).map(lambda names: names[:4]))
    questions: list[Data] = []
    for index, name in enumerate(order):
        types: Mapping[str, Data] = {
            "one": {"type": "choice"},
            "several": {"type": "choices"},
            "grid": {"type": "matrix", "items": [{"id": "top", "label": "Top"}]},
            "story": {"type": "text"},
        }
        own = dict(types.get(name, {"type": "yes-no"}))
        if own["type"] in {"choice", "choices", "matrix"}:
            own["options"] = [{"code": code, "label": code.upper()} for code in ("aa", "bb")]
        if index and draw(st.integers(0, 3)):
            own["when"] = draw(conditions(order[:index], 3))
        questions.append({"id": name, **own})
    return tiny.questionnaire(questions), order


def paths(of: Questionnaire, names: list[str]) -> Iterator[AnswerPath]:
    """Yield the path of each report that there can be."""
    for combination in itertools.product(*([*EVERY[name], *UNANSWERED] for name in names)):
        given = zip(names, combination, strict=True)
        yield tiny.path(of, {name: answer for name, answer in given if answer is not None})


@pytest.mark.thorough
@settings(max_examples=40)
@given(st.data())
def test_it_finds_the_truths_that_all_reports_have(data: st.DataObject) -> None:
    of, names = data.draw(questionnaires())
    drawn = data.draw(conditions(names, 4))
    off = data.draw(st.sampled_from(names))
    condition = CONDITION.validate_python(drawn)
    every, without = set[Truth](), set[Truth]()
    for path in paths(of, names):
        truth = path.truth(condition)
        every.add(truth)
        if off not in path.on:
            without.add(truth)

    with patch.object(sampled_answers, "MOST_TRIED", 1_000_000):  # it gives up on none of these
        assert possible(drawn, of) == [truth for truth in TRUTHS if truth in every]
        assert possible(drawn, of, off) == [truth for truth in TRUTHS if truth in without]


# Many questions


def chain(length: int) -> Questionnaire:
    names = [f"question-{number}" for number in range(length)]
    follows = ({"id": name, "when": when(before)} for before, name in itertools.pairwise(names))
    return asked({"id": names[0]}, *follows)


def test_what_lies_beyond_the_nearest_conditions_is_not_found_out_and_possible() -> None:
    long = chain(50)
    condition = CONDITION.validate_python({"all": [when("question-49"), when("question-0")]})

    in_reports = Satisfiability(condition, long.questions, along_path=True)

    assert in_reports.found(True) is None
    assert in_reports.can_be(True)


def test_the_work_for_a_question_does_not_grow_with_the_questions_far_before_it() -> None:
    def tried(length: int) -> int:
        given = CONDITION.validate_python(when(f"question-{length - 1}"))
        in_reports = Satisfiability(given, chain(length).questions, along_path=True)
        with patch.object(satisfiability, "predicate", wraps=predicate) as compiled:
            assert in_reports.can_be(True)
        return compiled.call_count

    assert tried(60) == tried(600)
