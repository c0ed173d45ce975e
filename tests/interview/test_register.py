"""The register of laws asks for the title first, and proposes a short name."""

from collections.abc import Mapping
from typing import Any

import pytest

from checklist.interview.engine import Interview
from tests.support.tiny import QuestionData, answers_of, asked, interview, questionnaire, say

LAWS: QuestionData = {
    "id": "laws",
    "type": "table",
    "entry": "law",
    "columns": [
        {
            "id": "name",
            "label": "Short name",
            "type": "text",
            "required": True,
            "unique": True,
            "single_line": True,
            "pattern": "[a-z0-9](-?[a-z0-9])+",
        },
        {"id": "title", "label": "Title", "type": "text", "required": True, "single_line": True},
        {"id": "year", "label": "Year", "type": "date"},
    ],
}
REGISTER = {"laws": {"question": "laws", "name": "name", "citation": "title"}}


def register(answers: Mapping[str, Any] | None = None) -> Interview:
    return interview(questionnaire([LAWS], **REGISTER), answers or {})


def test_the_title_is_asked_before_the_short_name() -> None:
    one = register()
    assert asked(one) == "laws/title"

    say(one, "Trafficking in Persons Act, No. 9 of 2008")

    step = one.prompt().step
    assert asked(one) == "laws/name"
    assert (step.previous, step.enter) == ("tip-act", "Enter takes tip-act.")


def test_enter_takes_the_proposal_and_the_report_keeps_the_order_of_the_columns() -> None:
    one = register()

    say(one, "Trafficking in Persons Act", "", "2008", "")

    (law,) = answers_of(one)["laws"]["value"]
    assert list(law.items()) == [
        ("name", {"value": "tip-act"}),
        ("title", {"value": "Trafficking in Persons Act"}),
        ("year", {"value": "2008"}),
    ]


@pytest.mark.parametrize("title", ["刑法", "Code pénal", "Ley contra la trata"])
def test_titles_in_any_language_and_script_are_kept_as_they_are(title: str) -> None:
    one = register()

    say(one, title, "", "", "")

    assert answers_of(one)["laws"]["value"][0]["title"] == {"value": title}


def test_another_short_name_can_be_typed() -> None:
    one = register()

    say(one, "Penal Code", "code-of-1974", "", "")

    assert answers_of(one)["laws"]["value"][0]["name"] == {"value": "code-of-1974"}


def test_a_short_name_in_words_is_offered_with_hyphens() -> None:
    one = register()

    refused = say(one, "Penal Code", "Code of 1974").refused
    say(one, "", "", "")

    assert refused.endswith("Enter takes this: code-of-1974")
    assert answers_of(one)["laws"]["value"][0]["name"] == {"value": "code-of-1974"}


def test_a_proposal_is_never_a_name_that_is_taken() -> None:
    one = register()

    say(one, "Penal Code", "", "", "Penal Code")

    assert one.prompt().step.previous == "penal-code-2"


def test_a_law_that_is_changed_keeps_its_short_name() -> None:
    law = {"name": {"value": "old-name"}, "title": {"value": "Penal Code"}}
    one = register({"laws": {"value": [law]}})

    say(one, "/goto laws", "change 1", "Criminal Code")

    assert one.prompt().step.previous == "old-name"


def test_a_table_that_is_no_register_is_asked_in_the_order_of_its_columns() -> None:
    assert asked(interview(questionnaire([LAWS]))) == "laws/name"


@pytest.mark.parametrize("typed", ["2014", "1", "9/2008 (3)"])
def test_a_number_is_no_title(typed: str) -> None:
    one = register()

    outcome = say(one, typed)

    assert "is not a title: it has no word. Type the title in words." in outcome.refused
    assert "laws" not in answers_of(one)


@pytest.mark.parametrize("typed", ["change 2", "remove 1", "Change 12"])
def test_a_command_on_the_list_is_no_title(typed: str) -> None:
    one = register()
    assert "There is no entry" in say(one, typed).refused

    say(one, "An Act", "", "", "change 1")
    outcome = say(one, typed)

    assert "is understood where a new law would begin" in outcome.refused
    assert [law["title"]["value"] for law in answers_of(one)["laws"]["value"]] == ["An Act"]
