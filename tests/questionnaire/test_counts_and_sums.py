"""Conditions that count entries, add numbers, and look at every entry of a table."""

import itertools
import json
from collections.abc import Mapping
from typing import Any

import jsonschema_rs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from checklist.answer_types.answer import AnswerData
from checklist.answer_types.comparison import Truth
from checklist.checks.validator import findings
from checklist.questionnaire.condition import Condition, evaluate, names, variables
from checklist.questionnaire.condition_text import in_words
from checklist.questionnaire.question import QuestionSet
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.questionnaire.shipped_files import schema_folder
from checklist.reports.confidentiality import hidden_questions
from tests.support import tiny

CONDITION: TypeAdapter[Condition] = TypeAdapter(Condition)
TRUTHS: tuple[Truth, ...] = (True, False, None)
Data = dict[str, Any]

QUESTIONS: list[Data] = [
    {"id": "aa", "type": "integer", "maximum": 3},
    {"id": "bb", "type": "integer", "maximum": 3},
    {"id": "cc", "type": "integer", "maximum": 3},
    {
        "id": "years",
        "type": "table",
        "entry": "year",
        "columns": [
            {"id": "begun", "label": "Begun", "type": "integer", "required": True, "maximum": 3},
            {"id": "won", "label": "Won", "type": "integer", "maximum": 3},
            {"id": "form", "label": "Form", "type": "choice", "options": tiny.OPTIONS},
        ],
    },
    {"id": "word", "type": "text"},
]
ASKED = tiny.questionnaire(QUESTIONS)
NUMBERS: list[AnswerData | None] = [
    None,
    {"missing": "not-known"},
    *({"value": n} for n in range(4)),
]


def cells(**values: Any) -> dict[str, AnswerData]:
    return {name: {"value": value} for name, value in values.items()}


ENTRIES: list[Mapping[str, Any]] = [
    cells(begun=2, won=1, form="good"),
    cells(begun=1, won=3, form="bad"),
    cells(begun=0, won=0),
    {"begun": {"value": 3}, "won": {"missing": "not-known"}},
]
TABLES: list[AnswerData | None] = [
    None,
    {"missing": "declined"},
    *(
        {"value": list(some)}
        for number in range(3)
        for some in itertools.combinations_with_replacement(ENTRIES, number)
    ),
]


def truth(data: Data, **answers: AnswerData | None) -> Truth:
    given_answers = {name: answer for name, answer in answers.items() if answer is not None}
    return evaluate(CONDITION.validate_python(data), tiny.path(ASKED, given_answers).facts)


def years(*entries: Mapping[str, Any]) -> AnswerData:
    return {"value": list(entries)}


@pytest.mark.parametrize(
    ("operator", "number", "expected"),
    [
        ("is", 2, True), ("gt", 1, True), ("gt", 2, False), ("gte", 2, True), ("gte", 3, False),
        ("lt", 2, False), ("lt", 3, True), ("lte", 2, True), ("lte", 1, False),
        ("is_not", 3, True), ("is_not", 2, False), ("is_not", {"than": "aa"}, False),
        ("gte", {"than": "aa"}, True), ("gt", {"than": "aa"}, False), ("gt", {"than": "bb"}, None),
    ],
)  # fmt: skip
def test_the_entries_of_a_table_are_counted(operator: str, number: Any, expected: Truth) -> None:
    data = {"question": "years", "entries": {operator: number}}

    assert truth(data, years=years(*ENTRIES[:2]), aa={"value": 2}) is expected
    assert truth(data, years={"missing": "declined"}, aa={"value": 2}) is None
    assert truth(data, aa={"value": 2}) is None


@pytest.mark.parametrize(
    ("operator", "other", "expected"),
    [
        ("is", 2, True), ("is", 1, False), ("gt", 1, True), ("gt", 2, False), ("gte", 2, True),
        ("lt", 3, True), ("lt", 2, False), ("lte", 1, False),
        ("is_not", 1, True), ("is_not", 2, False),
    ],
)  # fmt: skip
def test_a_number_is_compared_with_that_of_another_question(
    operator: str, other: int, expected: Truth
) -> None:
    data = {"question": "aa", operator: {"than": "bb"}}

    assert truth(data, aa={"value": 2}, bb={"value": other}) is expected
    assert truth(data, aa={"value": 2}) is None
    assert truth(data, aa={"value": 2}, bb={"missing": "not-known"}) is None


def test_a_sum_is_unknown_while_a_part_of_it_is_missing() -> None:
    data = {"sum": ["aa", "bb"], "lte": {"sum": ["cc"]}}
    two, three = {"value": 2}, {"value": 3}

    assert truth(data, aa=two, bb={"value": 1}, cc=three) is True
    assert truth(data, aa=two, bb=two, cc=three) is False
    assert truth(data, aa=two, bb=two) is None
    assert truth(data, aa=two, bb={"missing": "not-known"}, cc=three) is None
    assert truth({"sum": ["aa", "bb"], "is": 4}, aa=two, bb=two) is True
    assert truth({"sum": ["aa", "bb"], "gt": {"than": "cc"}}, aa=two, bb=two, cc=three) is True
    assert truth({"sum": ["aa", "bb"], "is_not": {"than": "cc"}}, aa=two, bb=two, cc=three) is True
    assert truth({"sum": ["aa"], "is_not": {"sum": ["bb"]}}, aa=two, bb=two) is False
    assert truth({"sum": ["aa"], "is_not": {"sum": ["bb"]}}, aa=two) is None


def test_a_part_of_a_sum_that_is_off_path_makes_it_unknown() -> None:
    asked = tiny.questionnaire(
        [
            {"id": "aa", "type": "integer"},
            {"id": "bb", "type": "integer", "when": {"question": "aa", "gt": 1}},
        ]
    )
    data = CONDITION.validate_python({"sum": ["aa", "bb"], "gt": 0})

    for number, expected in ((1, None), (2, True)):
        answers: dict[str, AnswerData] = {"aa": {"value": number}, "bb": {"value": 1}}
        assert evaluate(data, tiny.path(asked, answers).facts) is expected


def test_the_cells_of_a_column_are_summed() -> None:
    column = {"question": "years", "column": "won"}
    data = {"sum": column, "lte": {"sum": {"question": "years", "column": "begun"}}}

    assert truth(data, years=years(cells(begun=2, won=1), cells(begun=1, won=2))) is True
    assert truth(data, years=years(cells(begun=2, won=1), cells(begun=1, won=3))) is False
    assert truth(data, years=years(cells(begun=2, won=1), cells(begun=1))) is None
    assert truth(data, years=years()) is True
    assert truth({"sum": column, "is": 0}, years=years()) is True
    assert truth(data) is None


def test_every_entry_is_compared_and_missing_cells_are_skipped() -> None:
    data = {"question": "years", "every": {"column": "won", "lte": {"than": "begun"}}}

    assert truth(data, years=years(ENTRIES[0], ENTRIES[2])) is True
    assert truth(data, years=years(ENTRIES[0], ENTRIES[1])) is False
    assert truth(data, years=years(ENTRIES[3], cells(begun=2))) is True
    assert truth(data, years=years()) is True
    assert truth(data, years={"missing": "declined"}) is None
    assert truth(data) is None
    form = {"question": "years", "every": {"column": "form", "is": "good"}}
    assert truth(form, years=years(ENTRIES[0])) is True
    assert truth(form, years=years(*ENTRIES[:2])) is False


def test_the_cells_of_every_entry_are_summed() -> None:
    both: Data = {"sum": ["begun", "won"], "is": 3}
    data = {"question": "years", "every": both}

    assert truth(data, years=years(ENTRIES[0])) is True
    assert truth(data, years=years(ENTRIES[0], ENTRIES[1])) is False
    assert truth(data, years=years(ENTRIES[0], ENTRIES[3], cells(begun=9))) is True
    assert truth(data, years=years()) is True
    assert truth(data, years={"missing": "declined"}) is None
    assert truth(data) is None
    than = {"question": "years", "every": {"sum": ["won", "won"], "gt": {"than": "begun"}}}
    assert truth(than, years=years(ENTRIES[0])) is False
    assert truth(than, years=years(ENTRIES[1])) is True
    days = {"question": "years", "every": {"sum": ["won"], "gt": {"than": "begun", "days": 1}}}
    assert truth(days, years=years(ENTRIES[0])) is None


def test_a_cell_of_a_wrong_type_counts_as_missing() -> None:
    data = {"question": "years", "every": {"column": "won", "lte": 1}}

    assert truth(data, years=years({"won": {"value": "many"}, "begun": {"value": True}})) is True
    assert truth({"sum": {"question": "years", "column": "begun"}, "gt": 0},
                 years=years({"begun": {"value": True}})) is None  # fmt: skip


NO_CONDITIONS: list[object] = [
    {"question": "years", "entries": 2},
    {"question": "years", "entries": {}},
    {"question": "years", "entries": {"gt": 1, "lt": 3}},
    {"question": "years", "entries": {"gt": "1"}},
    {"question": "years", "entries": {"any_of": [1]}},
    {"question": "years", "every": {"lte": 3}},
    {"question": "years", "every": {"column": "won"}},
    {"question": "years", "every": {"column": "won", "answered": True}},
    {"question": "years", "every": {"sum": ["won"]}},
    {"question": "years", "every": {"sum": [], "gt": 1}},
    {"question": "years", "every": {"sum": ["won"], "column": "won", "gt": 1}},
    {"question": "years", "every": {"sum": ["won"], "gt": "1"}},
    {"question": "years", "every": {"sum": ["won"], "any_of": ["1"]}},
    {"question": "years", "every": {"sum": ["won"], "gt": 1, "lt": 3}},
    {"sum": ["aa"]},
    {"sum": [], "gt": 1},
    {"sum": "aa", "gt": 1},
    {"sum": {"question": "years"}, "gt": 1},
    {"sum": ["aa"], "gt": 1, "lt": 3},
    {"sum": ["aa"], "question": "bb", "gt": 1},
    {"sum": ["aa"], "gt": {"sum": []}},
    {"sum": ["aa"], "gt": "3"},
]


@pytest.mark.parametrize("data", NO_CONDITIONS)
def test_what_is_no_count_or_sum_is_refused(data: object) -> None:
    with pytest.raises(ValidationError):
        CONDITION.validate_python(data)


@pytest.mark.parametrize(
    ("data", "named", "looked_at"),
    [
        (
            {"question": "years", "entries": {"gt": {"than": "aa"}}},
            ["years", "aa"],
            {("years", None), ("aa", None)},
        ),
        (
            {"question": "years", "every": {"column": "won", "lte": {"than": "begun"}}},
            ["years"],
            {("years", "won"), ("years", "begun")},
        ),
        (
            {"question": "years", "every": {"sum": ["won", "begun"], "is": {"than": "form"}}},
            ["years"],
            {("years", "won"), ("years", "begun"), ("years", "form")},
        ),
        (
            {"sum": ["aa", "bb"], "gt": {"sum": {"question": "years", "column": "won"}}},
            ["aa", "bb", "years"],
            {("aa", None), ("bb", None), ("years", "won")},
        ),
        ({"sum": ["aa"], "gt": {"than": "bb"}}, ["aa", "bb"], {("aa", None), ("bb", None)}),
    ],
)
def test_the_questions_and_columns_that_are_named(
    data: Data, named: list[str], looked_at: set[tuple[str, str | None]]
) -> None:
    condition = CONDITION.validate_python(data)

    assert names(condition) == named
    assert variables(condition) == looked_at


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (
            {"question": "years", "entries": {"gte": 2}},
            "the number of entries of years is at least 2",
        ),
        ({"question": "years", "entries": {"is": 2}}, "the number of entries of years is 2"),
        (
            {"question": "years", "every": {"column": "won", "lte": {"than": "begun"}}},
            "in every entry of years “Won” is at most “Begun”",
        ),
        (
            {"question": "years", "every": {"column": "form", "is": "good"}},
            "in every entry of years “Form” is “Good”",
        ),
        (
            {"question": "years", "every": {"sum": ["won", "begun"], "lte": {"than": "begun"}}},
            "in every entry of years the sum of “Won” and “Begun” is at most “Begun”",
        ),
        (
            {"question": "years", "every": {"sum": ["won", "begun"], "is": 3}},
            "in every entry of years the sum of “Won” and “Begun” is 3",
        ),
        ({"question": "aa", "is": {"than": "bb"}}, "aa is bb"),
        ({"question": "aa", "is_not": {"than": "bb"}}, "aa is not bb"),
        (
            {"question": "years", "entries": {"is_not": 2}},
            "the number of entries of years is not 2",
        ),
        (
            {"question": "years", "every": {"column": "won", "is_not": {"than": "begun"}}},
            "in every entry of years “Won” is not “Begun”",
        ),
        ({"question": "aa", "lte": {"than": "bb"}}, "aa is at most bb"),
        (
            {"sum": ["aa", "bb", "cc"], "lte": {"sum": {"question": "years", "column": "won"}}},
            "the sum of aa, bb and cc is at most the sum of “Won” in years",
        ),
        ({"sum": ["aa", "bb"], "is": 3}, "the sum of aa and bb is 3"),
        ({"sum": ["aa", "bb"], "is_not": {"than": "cc"}}, "the sum of aa and bb is not cc"),
    ],
)
def test_counts_and_sums_in_words(data: Data, words: str) -> None:
    assert in_words(CONDITION.validate_python(data), ASKED.questions) == words


def test_a_confidential_cell_hides_the_questions_that_its_column_decides() -> None:
    asked = tiny.questionnaire(
        [
            QUESTIONS[3],
            {"id": "sums", "type": "text",
             "when": {"sum": {"question": "years", "column": "won"}, "gt": 0}},
            {"id": "each", "type": "text",
             "when": {"question": "years", "every": {"column": "won", "lt": 2}}},
            {"id": "both", "type": "text",
             "when": {"question": "years", "every": {"sum": ["begun", "won"], "lt": 2}}},
            {"id": "many", "type": "text", "when": {"question": "years", "entries": {"gt": 1}}},
        ]
    )  # fmt: skip
    secret = {"begun": {"value": 1}, "won": {"value": 1, "confidential": True}}

    assert hidden_questions({"years": years(secret)}, asked) == {"sums", "each", "both"}
    assert hidden_questions({"years": {**years(secret), "confidential": True}}, asked) == {
        "years", "sums", "each", "both", "many",
    }  # fmt: skip


COLUMN = {"question": "years", "column": "won"}


def comparisons() -> st.SearchStrategy[Data]:
    number = st.integers(-1, 8)
    operator = st.sampled_from(["is", "is_not", "gt", "gte", "lt", "lte"])
    name = st.sampled_from(["aa", "bb", "cc"])
    than = st.builds(lambda other: {"than": other}, name)
    listed = st.lists(name, min_size=1, max_size=3, unique=True)
    summed = st.one_of(listed, st.sampled_from([COLUMN, {**COLUMN, "column": "begun"}]))
    limit = st.one_of(number, than, st.builds(lambda summands: {"sum": summands}, summed))
    cell = st.one_of(number, st.just({"than": "begun"}))
    added = st.lists(st.sampled_from(["won", "begun"]), min_size=1, max_size=3)
    return st.one_of(
        st.builds(lambda n, o, x: {"question": n, o: x}, name, operator, st.one_of(number, than)),
        st.builds(lambda o, x: {"question": "years", "entries": {o: x}}, operator, number | than),
        st.builds(lambda s, o, x: {"sum": s, o: x}, summed, operator, limit),
        st.builds(
            lambda o, x: {"question": "years", "every": {"column": "won", o: x}}, operator, cell
        ),
        st.builds(
            lambda s, o, x: {"question": "years", "every": {"sum": s, o: x}}, added, operator, cell
        ),
    )


# In files


def set_with(when: object) -> Data:
    """Return a question set, as in a file, whose last question has a condition."""
    asked = [{"ask": "How many?", **question} for question in QUESTIONS]
    last = {"id": "last", "ask": "What is it?", "type": "text", "when": when}
    return {"id": "set", "title": "A set", "questions": [*asked, last]}


SCHEMA = jsonschema_rs.Draft202012Validator(
    json.loads((schema_folder() / "question-set.schema.json").read_bytes())
)


@pytest.mark.parametrize("data", NO_CONDITIONS)
def test_the_json_schema_refuses_what_the_models_refuse(data: object) -> None:
    assert not SCHEMA.is_valid(set_with(data))


@given(comparisons())
def test_the_json_schema_accepts_what_the_models_accept(data: Data) -> None:
    assert SCHEMA.is_valid(set_with(data))


def test_a_check_of_sums_and_of_entries_is_found_in_a_report() -> None:
    every = {"question": "years", "every": {"column": "won", "lte": {"than": "begun"}}}
    checks = [
        {"code": "R501", "when": {"not": every}, "at": "years"},
        {"code": "R502", "when": {"sum": ["aa", "bb"], "gt": {"sum": ["cc"]}}, "at": "cc"},
    ]
    rest = {"severity": "error", "message": "the figures do not fit"}
    part = {
        **set_with({"question": "aa", "gt": 0}),
        "checks": [{**check, **rest} for check in checks],
    }
    asked = Questionnaire(
        ASKED.head, ASKED.catalogue, [QuestionSet.model_validate(part)], ASKED.digest
    )

    def found(**answers: AnswerData) -> list[str]:
        data = tiny.report(asked, answers).to_data()
        codes = [finding.code for finding in findings(data, asked) if finding.code.startswith("R5")]
        return sorted(codes)

    two: AnswerData = {"value": 2}
    assert found(years=years(ENTRIES[0]), aa=two, bb=two) == []
    assert found(years=years(ENTRIES[1])) == ["R501"]
    assert found(aa=two, bb=two, cc=two) == ["R502"]
    assert found(aa=two, bb={"missing": "declined"}, cc=two) == []
