"""Questions and laws that are hidden because they would reveal a confidential answer."""

from collections.abc import Mapping
from typing import Any

import pytest

from checklist.reports.confidentiality import (
    disclosable_laws,
    hidden_questions,
    laws_disclosable_in_all,
    under_suggested_ids,
)
from tests.support import tiny

CODES = [{"code": "done", "label": "Done"}, {"code": "open", "label": "Open"}]
GRID = {
    "type": "matrix",
    "items": [{"id": "top", "label": "Top"}, {"id": "low", "label": "Low"}],
    "options": CODES,
}
DONE, OPEN = {"value": "done"}, {"value": "open"}
ROWS = [{"question": "grid", "row": row, "is": "done"} for row in ("top", "low")]
ASKED = tiny.questionnaire(
    [
        {"id": "status", "type": "choice", "options": CODES},
        {"id": "signed", "type": "date", "when": {"question": "status", "is": "done"}},
        {"id": "why", "type": "text", "when": {"question": "signed", "answered": True}},
        {"id": "grid", **GRID},
        {"id": "on-top", "type": "text", "when": {"question": "grid", "row": "top", "is": "done"}},
        {"id": "on-low", "type": "text", "when": {"question": "grid", "row": "low", "is": "done"}},
        {"id": "on-grid", "type": "text", "when": {"question": "grid", "answered": True}},
        {"id": "either", "type": "text", "when": {"any": ROWS}},
        {"id": "both", "type": "text", "when": {"all": ROWS}},
        {"id": "from", "type": "date"},
        {"id": "until", "type": "date"},
        {
            "id": "turned",
            "type": "text",
            "when": {"not": {"all": [{"question": "until", "gt": {"than": "from"}}]}},
        },
        {"id": "gate", "type": "yes-no", "gate": ["measure"]},
        {"id": "measure", "type": "implementation"},
        {
            "id": "on-done",
            "type": "yes-no",
            "gate": ["filled"],
            "when": {"question": "status", "is": "done"},
        },
        {"id": "filled", "type": "implementation"},
        {"id": "further", "type": "text", "when": {"question": "measure", "is": "planned"}},
        {"id": "apart", "type": "text"},
    ]
)
MARKED = {"confidential": True}


@pytest.mark.parametrize(
    ("answers", "hidden"),
    [
        ({"apart": {"value": "x"}}, set()),
        ({"apart": {"value": "x", **MARKED}}, {"apart"}),
        ({"status": {"value": "done", **MARKED}}, {"status", "signed", "why", "on-done", "filled"}),
        (
            {"status": {"missing": "declined", **MARKED}},
            {"status", "signed", "why", "on-done", "filled"},
        ),
        ({"status": DONE, "signed": {"value": "2004", **MARKED}}, {"signed", "why"}),
        # That `signed` is not asked follows from what is not confidential, and so does the rest.
        ({"status": OPEN, "signed": {"value": "2004", **MARKED}}, {"signed"}),
        ({"status": {"value": "none"}, "signed": {"value": "2004", **MARKED}}, {"signed", "why"}),
        ({"grid": {"value": {"top": {"value": "done", **MARKED}}}}, {"on-top", "either"}),
        (
            {"grid": {"value": {"top": {"value": "open", **MARKED}, "low": DONE}}},
            {"on-top", "both"},
        ),
        (
            {"grid": {"value": {"top": {"value": "done", **MARKED}, "low": OPEN}}},
            {"on-top", "either"},
        ),
        # Whether the public row can be used is not known.
        (
            {"grid": {"value": {"top": {"value": "done", **MARKED}, "low": {"value": "none"}}}},
            {"on-top", "either", "both"},
        ),
        (
            {"grid": {"value": {}, **MARKED}},
            {"grid", "on-top", "on-low", "on-grid", "either", "both"},
        ),
        ({"from": {"value": "2004", **MARKED}}, {"from", "turned"}),
        ({"gate": {"value": "affirmative", **MARKED}}, {"gate", "measure", "further"}),
        ({"gate": {"value": "negative", **MARKED}}, {"gate", "measure", "further"}),
        ({"status": DONE, "on-done": {"value": "negative", **MARKED}}, {"on-done", "filled"}),
        ({"status": OPEN, "on-done": {"value": "negative", **MARKED}}, {"on-done"}),
        ({"apart": {"value": "x", "confidential": "of course"}}, {"apart"}),
        ({"apart": "no answer at all", "grid": {"value": {"top": "none"}}}, set()),
    ],
)
def test_a_question_is_as_hidden_as_the_answer_on_which_it_depends(
    answers: Mapping[str, Any], hidden: set[str]
) -> None:
    assert hidden_questions(answers, ASKED) == hidden


def test_what_is_hidden_is_the_same_whatever_the_confidential_answer_says() -> None:
    said: list[Mapping[str, Any]] = [
        {"value": "done"},
        {"value": "open"},
        {"value": ["broken"]},
        {"missing": "not-known", "reason": "not-collected"},
    ]

    found = [hidden_questions({"status": {**one, **MARKED}}, ASKED) for one in said]

    assert all(one == found[0] for one in found)


def test_a_mark_under_a_misspelt_id_hides_what_depends_on_the_suggested_question() -> None:
    answers = under_suggested_ids({"statis": {"value": "done", **MARKED}}, {"statis": "status"})

    assert {"status", "signed", "why"} <= hidden_questions(answers, ASKED)


def test_a_personal_answer_hides_what_depends_on_it_where_it_counts_as_marked() -> None:
    answers = {"status": {"value": "done"}}

    assert hidden_questions(answers, ASKED, {"status"}) == {
        "status",
        "signed",
        "why",
        "on-done",
        "filled",
    }


LAWS = tiny.questionnaire(
    [tiny.LAWS],
    laws={"question": "laws", "name": "name", "citation": "title"},
)


def register(*names: str, secret: str = "", is_marked: bool = False) -> dict[str, Any]:
    entries: list[dict[str, Any]] = [{"name": {"value": name}} for name in names]
    if secret:
        entries.append({"name": {"value": secret, **MARKED}})
    return {"laws": {"value": entries, **(MARKED if is_marked else {})}}


def test_all_laws_are_disclosable_where_no_short_name_is_confidential() -> None:
    assert disclosable_laws(register("one", "two"), LAWS) is None
    assert disclosable_laws({}, LAWS) is None
    assert disclosable_laws(register("one"), ASKED) is None


def test_where_a_short_name_is_confidential_only_those_in_the_register_are_disclosable() -> None:
    assert disclosable_laws(register("one", secret="two"), LAWS) == {"one"}
    assert disclosable_laws(register("one", is_marked=True), LAWS) == set()
    assert disclosable_laws({"laws": {"missing": "declined", **MARKED}}, LAWS) == set()


def test_of_two_reports_the_laws_are_disclosable_that_both_disclose() -> None:
    old, new = register("one", "two"), register("one", secret="two")

    assert laws_disclosable_in_all([old, old], LAWS) is None
    assert laws_disclosable_in_all([old, new], LAWS) == {"one"}
    assert laws_disclosable_in_all([new, old], LAWS) == {"one"}
