from typing import Any

import pytest
from pydantic import TypeAdapter

from checklist.questionnaire.condition import Condition
from checklist.questionnaire.condition_text import in_words
from checklist.questionnaire.loading import shipped
from tests.support import tiny

CONDITION: TypeAdapter[Condition] = TypeAdapter(Condition)

Data = dict[str, Any]

ASKED = tiny.questionnaire(
    [
        {
            "id": "status",
            "type": "choice",
            "options": [
                {"code": "party", "label": "Party"},
                {"code": "signatory", "label": "Signatory, not yet a party"},
                {"code": "neither", "label": "Neither"},
            ],
        },
        {
            "id": "reasons",
            "type": "choices",
            "options": [
                {"code": "money", "label": "Too little money"},
                {"code": "staff", "label": "Too few staff"},
                {"code": "none", "label": "No reason", "exclusive": True},
            ],
        },
        {"id": "measure", "type": "implementation"},
        {"id": "body", "type": "yes-no"},
        {"id": "number", "type": "integer"},
        {"id": "signed", "type": "date"},
        {"id": "deposited", "type": "date"},
        {"id": "neighbour", "type": "state"},
        {"id": "story", "type": "text"},
        {
            "id": "trained",
            "type": "matrix",
            "options": [{"code": "done", "label": "Done"}, {"code": "open", "label": "Open"}],
            "items": [{"id": "police", "label": "Police officers"}],
        },
    ]
)


def words(data: Data) -> str:
    return in_words(CONDITION.validate_python(data), ASKED.questions)


def compare(question: str, **operator: Any) -> str:
    return words({"question": question, **operator})


# One comparison


@pytest.mark.parametrize(
    ("operator", "expected"),
    [
        ({"is": "party"}, "status is “Party”"),
        ({"is_not": "party"}, "status is not “Party”"),
        ({"any_of": ["party"]}, "status is “Party”"),
        ({"any_of": ["party", "neither"]}, "status is “Party” or “Neither”"),
        (
            {"any_of": ["party", "signatory", "neither"]},
            "status is “Party”, “Signatory, not yet a party” or “Neither”",
        ),
        ({"none_of": ["party"]}, "status is not “Party”"),
        ({"none_of": ["party", "neither"]}, "status is neither “Party” nor “Neither”"),
        ({"answered": True}, "status is answered"),
        ({"answered": False}, "status is not answered"),
    ],
)
def test_a_choice_is_compared_with_labels(operator: Data, expected: str) -> None:
    assert compare("status", **operator) == expected


@pytest.mark.parametrize(
    ("operator", "expected"),
    [
        ({"any_of": ["money"]}, "reasons includes “Too little money”"),
        ({"any_of": ["money", "staff"]}, "reasons includes “Too little money” or “Too few staff”"),
        ({"all_of": ["money"]}, "reasons includes “Too little money”"),
        ({"all_of": ["money", "staff"]}, "reasons includes “Too little money” and “Too few staff”"),
        ({"none_of": ["money"]}, "reasons does not include “Too little money”"),
        (
            {"none_of": ["money", "staff"]},
            "reasons includes neither “Too little money” nor “Too few staff”",
        ),
        (
            {"none_of": ["none", "not-known", "declined"]},
            "reasons includes neither “No reason”, “Not known” nor “Declined”",
        ),
    ],
)
def test_several_choices_include_labels(operator: Data, expected: str) -> None:
    assert compare("reasons", **operator) == expected


@pytest.mark.parametrize(
    ("question", "operator", "expected"),
    [
        ("signed", {"lt": "2004"}, "signed is before 2004"),
        ("signed", {"lte": "2004-05"}, "signed is on or before 2004-05"),
        ("signed", {"gt": "2004-05-31"}, "signed is after 2004-05-31"),
        ("signed", {"gte": "2004"}, "signed is on or after 2004"),
        ("signed", {"is": "2004-05-31"}, "signed is 2004-05-31"),
        ("signed", {"is_not": "2004-05-31"}, "signed is not 2004-05-31"),
        ("number", {"lt": 5}, "number is less than 5"),
        ("number", {"lte": 5}, "number is at most 5"),
        ("number", {"gt": 5}, "number is more than 5"),
        ("number", {"gte": 5}, "number is at least 5"),
        ("number", {"is": 0}, "number is 0"),
        ("number", {"is_not": 0}, "number is not 0"),
    ],
)
def test_dates_and_numbers_have_an_order_and_no_quotation_marks(
    question: str, operator: Data, expected: str
) -> None:
    assert compare(question, **operator) == expected


@pytest.mark.parametrize(
    ("than", "expected"),
    [
        ({"than": "signed"}, "deposited is before signed"),
        ({"than": "as_of"}, "deposited is before the date of the report"),
        ({"than": "signed", "days": 30}, "deposited is before signed plus 30 days"),
        (
            {"than": "as_of", "days": -30},
            "deposited is before the date of the report minus 30 days",
        ),
        ({"than": "signed", "days": 1}, "deposited is before signed plus 1 day"),
        ({"than": "signed", "days": -1}, "deposited is before signed minus 1 day"),
    ],
)
def test_a_date_is_compared_with_another_one(than: Data, expected: str) -> None:
    assert compare("deposited", lt=than) == expected
    assert compare("deposited", is_not=than) == expected.replace("is before", "is not")


@pytest.mark.parametrize(
    ("question", "operator", "expected"),
    [
        ("measure", {"is": "partly-implemented"}, "measure is “Partly implemented”"),
        ("body", {"is": "negative"}, "body is “No”"),
        ("neighbour", {"is": "NOR"}, "neighbour is “Norway (NOR)”"),
        ("as_of", {"lt": "2003-12-25"}, "the date of the report is before 2003-12-25"),
        ("as_of", {"is": "2003-12-25"}, "the date of the report is 2003-12-25"),
        ("state", {"is": "AUT"}, "the State is Austria (AUT)"),
        (
            "state",
            {"none_of": ["AUT", "NOR"]},
            "the State is neither Austria (AUT) nor Norway (NOR)",
        ),
        ("story", {"answered": True}, "story is answered"),
    ],
)
def test_other_types_and_the_head_of_the_report_are_told_in_their_words(
    question: str, operator: Data, expected: str
) -> None:
    assert compare(question, **operator) == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("status", "status is “Not known”"),
        ("reasons", "reasons is “Not known”"),
        ("signed", "signed is “Not known”"),
        ("number", "number is “Not known”"),
        ("story", "story is “Not known”"),
        ("unheard", "unheard is “Not known”"),
    ],
)
def test_a_missing_code_has_its_label_whatever_the_type(question: str, expected: str) -> None:
    assert compare(question, **{"is": "not-known"}) == expected


def test_a_row_is_named() -> None:
    assert compare("trained", row="police", any_of=["done"]) == "trained (row police) is “Done”"
    assert compare("trained", row="police", answered=True) == "trained (row police) is answered"


def test_an_unknown_question_and_an_unknown_code_are_named_as_they_stand() -> None:
    assert compare("unheard", any_of=["aa", "bb"]) == "unheard is “aa” or “bb”"
    assert compare("unheard", gt=5) == "unheard is after 5"
    assert compare("status", **{"is": "lost"}) == "status is “lost”"


# Conditions of conditions

PARTY, MONEY, BODY = (
    {"question": "status", "is": "party"},
    {"question": "reasons", "any_of": ["money"]},
    {"question": "body", "is": "affirmative"},
)
TWO = {"question": "status", "any_of": ["party", "neither"]}
IS_PARTY, HAS_MONEY, HAS_BODY = (
    "status is “Party”",
    "reasons includes “Too little money”",
    "body is “Yes”",
)
IS_ONE_OF_TWO = "status is “Party” or “Neither”"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ({"all": [PARTY, BODY]}, f"{IS_PARTY} and {HAS_BODY}"),
        ({"any": [PARTY, BODY]}, f"{IS_PARTY} or {HAS_BODY}"),
        ({"all": [PARTY, BODY, MONEY]}, f"{IS_PARTY} and {HAS_BODY} and {HAS_MONEY}"),
        ({"not": PARTY}, f"it is not so that {IS_PARTY}"),
        ({"not": {"not": PARTY}}, f"it is not so that it is not so that {IS_PARTY}"),
    ],
)
def test_conditions_are_joined(data: Data, expected: str) -> None:
    assert words(data) == expected


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ({"all": [{"any": [PARTY, BODY]}, MONEY]}, f"({IS_PARTY} or {HAS_BODY}) and {HAS_MONEY}"),
        ({"any": [MONEY, {"all": [PARTY, BODY]}]}, f"{HAS_MONEY} or ({IS_PARTY} and {HAS_BODY})"),
        ({"not": {"any": [PARTY, BODY]}}, f"it is not so that ({IS_PARTY} or {HAS_BODY})"),
        ({"all": [{"not": PARTY}, BODY]}, f"(it is not so that {IS_PARTY}) and {HAS_BODY}"),
        ({"all": [TWO, BODY]}, f"({IS_ONE_OF_TWO}) and {HAS_BODY}"),
        ({"not": TWO}, f"it is not so that {IS_ONE_OF_TWO}"),
        (
            {"all": [{"any": [{"all": [PARTY, BODY]}, MONEY]}, TWO]},
            f"(({IS_PARTY} and {HAS_BODY}) or {HAS_MONEY}) and ({IS_ONE_OF_TWO})",
        ),
    ],
)
def test_brackets_show_what_belongs_together(data: Data, expected: str) -> None:
    assert words(data) == expected


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ({"all": [PARTY]}, IS_PARTY),
        ({"any": [{"all": [PARTY]}]}, IS_PARTY),
        ({"all": [{"any": [PARTY]}, BODY]}, f"{IS_PARTY} and {HAS_BODY}"),
        ({"not": {"all": [PARTY]}}, f"it is not so that {IS_PARTY}"),
        ({"all": [{"any": [{"any": [PARTY, MONEY]}]}, BODY]},
         f"({IS_PARTY} or {HAS_MONEY}) and {HAS_BODY}"),
    ],
)  # fmt: skip
def test_a_list_of_one_needs_no_brackets(data: Data, expected: str) -> None:
    assert words(data) == expected


def test_no_condition_of_the_shipped_questionnaire_shows_a_bare_code() -> None:
    questionnaire = shipped("ctoc-cop-2010-6")
    conditions = [q.when for q in questionnaire.questions.values()]
    conditions += [check.when for part in questionnaire.sets for check in part.checks]
    texts = [
        in_words(condition, questionnaire.questions)
        for condition in conditions
        if condition is not None
    ]

    assert len(texts) > 70
    for code in ("not-implemented", "partly-implemented", "signatory", "as_of", "not-applicable"):
        assert [text for text in texts if f"“{code}”" in text or f" {code} " in text] == []
    assert [text for text in texts if text.count("(") != text.count(")")] == []
