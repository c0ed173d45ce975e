"""A page follows the same path as the engine, whatever is answered: in a real browser."""

import json
from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import Any

import pytest

from checklist.forms.html_writer import form_data, write_html
from checklist.ministries.division import Authority, Division
from checklist.questionnaire.loading import load, shipped
from checklist.questionnaire.questionnaire import Questionnaire
from tests.support import tiny
from tests.support.browser import Browser
from tests.support.examples import large
from tests.support.folders import SMALL_FOLDER
from tests.support.ministries import COAST, all_to, form, whole_form
from tests.support.page_answers import expected, random_answers, state_of

FIGURES = {
    "id": "figures",
    "type": "table",
    "entry": "year",
    "columns": [
        {"id": "year", "label": "Year", "type": "integer", "required": True, "maximum": 4},
        {"id": "all", "label": "All", "type": "integer", "maximum": 4},
        {"id": "on", "label": "On", "type": "date"},
        {"id": "sexes", "label": "Known by sex", "type": "yes-no"},
        {
            "id": "women",
            "label": "Women",
            "type": "integer",
            "maximum": 4,
            "required": True,
            "when": {"column": "sexes", "is": "affirmative"},
        },
    ],
}
OPTIONS = [{"code": code, "label": f"Label of {code}"} for code in ("one", "two", "same")]
OPERANDS: Sequence[dict[str, Any]] = [
    {"id": "yes", "type": "yes-no"},
    {"id": "one", "type": "choice", "options": OPTIONS},
    {"id": "some", "type": "choices", "options": OPTIONS},
    {"id": "rows", "type": "matrix", "options": OPTIONS, "items": [
        {"id": "first", "label": "First"}, {"id": "second", "label": "Second"}]},
    {"id": "measure", "type": "implementation"},
    {"id": "day", "type": "date"},
    {"id": "other-day", "type": "date"},
    {"id": "number", "type": "integer", "maximum": 4},
    {"id": "other-number", "type": "integer", "maximum": 4},
    {"id": "words", "type": "text"},
    {"id": "land", "type": "state"},
    {"id": "lands", "type": "states"},
    {"id": "whom", "type": "contact"},
    FIGURES,
]  # fmt: skip
CONDITIONS: Sequence[dict[str, Any]] = [
    {"question": "yes", "is": "affirmative"},
    {"question": "one", "is_not": "two"},
    {"question": "one", "none_of": ["two", "not-known"]},
    {"question": "some", "is": "one"},
    {"question": "some", "any_of": ["one", "declined"]},
    {"question": "some", "all_of": ["one", "two"]},
    {"question": "rows", "row": "first", "any_of": ["one", "same"]},
    {"question": "rows", "row": "second", "answered": True},
    {"question": "rows", "answered": False},
    {"question": "measure", "is": "implemented"},
    {"question": "words", "answered": True},
    {"question": "whom", "answered": True},
    {"question": "land", "is": "NOR"},
    {"question": "lands", "any_of": ["AUT"]},
    {"question": "day", "is": "2010"},
    {"question": "day", "any_of": ["2010", "2011-01", "2012"]},
    {"question": "day", "none_of": ["2009", "2010"]},
    *({"question": "day", name: "2013-06"} for name in ("gt", "gte", "lt", "lte")),
    *(
        {"question": "day", name: {"than": "other-day"}}
        for name in ("is", "is_not", "gt", "gte", "lt")
    ),
    {"question": "day", "gt": {"than": "other-day", "days": 400}},
    {"question": "day", "lte": {"than": "as_of"}},
    *({"question": "number", name: 2} for name in ("is", "gt", "gte", "lt", "lte", "is_not")),
    *({"question": "number", name: {"than": "other-number"}} for name in ("is", "is_not")),
    {"sum": ["number", "other-number"], "gte": 4},
    {"sum": ["number", "other-number"], "is_not": {"sum": ["number"]}},
    {"sum": {"question": "figures", "column": "all"}, "lt": {"sum": ["number", "other-number"]}},
    {"sum": {"question": "figures", "column": "all"}, "gt": {"than": "number"}},
    {"question": "figures", "entries": {"gte": 2}},
    *({"question": "figures", "entries": {n: {"than": "number"}}} for n in ("is", "is_not")),
    {"question": "figures", "every": {"column": "year", "gt": 1}},
    {"question": "figures", "every": {"column": "on", "lte": "2013"}},
    *(
        {"question": "figures", "every": {"column": "year", n: {"than": "all"}}}
        for n in ("gte", "is_not")
    ),
    {"question": "figures", "every": {"sum": ["year", "women"], "lte": {"than": "all"}}},
    {"question": "state", "is": "NOR"},
    {"question": "state", "any_of": ["AUT", "UGA"]},
    {"question": "as_of", "gt": "2020"},
]
"""A condition with each operator on each kind of operand."""


def every_operator() -> Questionnaire:
    """Return a questionnaire with a question for each condition, its opposite, and some joined."""
    asked = [*OPERANDS]
    for number, when in enumerate(CONDITIONS):
        asked.append({"id": f"c{number}", "type": "yes-no", "when": when})
        asked.append({"id": f"n{number}", "type": "yes-no", "when": {"not": when}})
        before = CONDITIONS[number - 1]
        joined = {"any": [{"all": [when, before]}, {"not": {"any": [before, when]}}]}
        asked.append({"id": f"j{number}", "type": "yes-no", "when": joined})
        behind = {"question": f"c{number}", "is_not": "negative"}
        asked.append({"id": f"b{number}", "type": "yes-no", "optional": True, "when": behind})
    return tiny.questionnaire(asked)


QUESTIONNAIRES = {
    "shipped": shipped(),
    "coast": COAST,
    "small": load(SMALL_FOLDER),
    "operators": every_operator(),
}


def assert_same(browser: Browser, folder: Path, asked: Questionnaire, seeds: Sequence[int]) -> None:
    """Assert that page and engine agree on the path, what is complete, and the progress."""
    page = folder / "page.html"
    page.write_bytes(write_html(whole_form(asked, "NOR"), is_whole=True))
    program = "given => JSON.stringify(JSON.parse(given).map(one => checklistForm.path(one)))"
    with browser.shown(page) as shown:
        for first in range(0, len(seeds), 250):
            some = [random_answers(asked, Random(seed)) for seed in seeds[first : first + 250]]
            states = json.dumps([state_of(one, asked) for one in some])
            found = json.loads(shown.page.evaluate(program, states))
            wanted = [expected(one, asked) for one in some]
            assert [one for one in zip(found, wanted, some, strict=True) if one[0] != one[1]] == []
        assert shown.complaints == []


@pytest.mark.sampled
@pytest.mark.parametrize("name", QUESTIONNAIRES)
def test_a_page_follows_the_path_of_the_engine(name: str, browser: Browser, tmp_path: Path) -> None:
    assert_same(browser, tmp_path, QUESTIONNAIRES[name], range(100))


@pytest.mark.thorough
@pytest.mark.parametrize("name", ["shipped", "operators"])
def test_very_many_random_answers_have_the_same_path(
    name: str, browser: Browser, tmp_path: Path
) -> None:
    assert_same(browser, tmp_path, QUESTIONNAIRES[name], range(1_000, 1_000 + large(10_000)))


@pytest.mark.thorough
@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("authority", ["justice", "labour", "police", "ports"])
def test_a_part_asks_all_that_its_answers_can_open(
    authority: str, seed: int, browser: Browser, tmp_path: Path
) -> None:
    page = tmp_path / "page.html"
    answers = random_answers(COAST, Random(seed))
    own = {item.question.id for item in form({}, authority).part.items}
    sent = form({i: one for i, one in answers.items() if i not in own}, authority)
    page.write_bytes(write_html(sent))
    lines = {line.key for line in sent.lines}
    state = state_of(answers, COAST)
    cells = {key: one for key, one in state["cells"].items() if key in lines}
    entries = {i: one for i, one in state["entries"].items() if i in own}

    with browser.shown(page) as shown:
        found = shown.page.evaluate(
            "one => checklistForm.path(one)", {"cells": cells, "entries": entries}
        )

    items = {item.question.id: item for item in sent.part.items}
    asked = [i for i in expected(answers, COAST)["on"] if i in items]
    assert {*asked} <= {*found["on"]}
    for more in {*found["on"]} - {*asked}:  # it depends on what is not in the page, and says so
        assert items[more].condition


@pytest.mark.thorough
def test_a_part_without_the_others_follows_the_path_exactly(
    browser: Browser, tmp_path: Path
) -> None:
    own = form({}, "labour", all_to("labour"))
    page = tmp_path / "page.html"
    page.write_bytes(write_html(own))

    with browser.shown(page) as shown:
        for seed in range(60):
            answers = random_answers(COAST, Random(seed))
            found = shown.page.evaluate("one => checklistForm.path(one)", state_of(answers, COAST))
            assert found["on"] == expected(answers, COAST)["on"]


def test_a_check_that_cannot_become_true_in_a_part_is_not_in_its_page() -> None:
    questionnaire = shipped()
    figures, levels = "yearly-figures", "coordination-levels"
    asked = (f"{levels}/local-services",)
    divided = all_to("labour", questionnaire).model_copy(
        update={
            "authorities": {"labour": Authority(), "police": Authority()},
            "asks": {
                levels: "police",
                **dict.fromkeys(asked, "labour"),
            },
        }
    )

    def checks(division: Division) -> dict[str, int]:
        page = form_data(
            form({}, "labour", division, questionnaire), is_whole=False, file="page.html"
        )
        questions = [one for section in page["sections"] for one in section["questions"]]
        return {i: len(one.get("checks", ())) for one in questions if (i := one["id"]) in of_them}

    of_them = {figures, levels}
    assert checks(all_to("labour", questionnaire)) == {levels: 1, figures: 2}
    # No row is compared alone.
    assert checks(divided) == {levels: 0}
