"""Of a question that several authorities answer, each is asked only its rows or columns."""

from typing import Any

import pytest

from checklist.interview.engine import Interview
from checklist.interview.scope import Scope
from tests.support.tiny import questionnaire, report, say

OPTIONS = [{"code": "all", "label": "All"}, {"code": "none", "label": "None"}]
ITEMS = [
    {"id": "police", "label": "Police"},
    {"id": "labour", "label": "Labour inspectors"},
    {"id": "pilots", "label": "Pilots"},
]
COLUMNS = [
    {"id": "name", "label": "Name", "type": "text", "single_line": True, "required": True},
    {"id": "since", "label": "Since", "type": "integer", "required": True},
    {"id": "staff", "label": "Staff", "type": "integer", "required": True},
]
ASKED = questionnaire(
    [
        {"id": "training", "type": "matrix", "options": OPTIONS, "items": ITEMS},
        {"id": "offices", "type": "table", "entry": "office", "columns": COLUMNS},
    ]
)
POLICE = {"police": {"value": "none", "note": "Until 2027."}}
OFFICE = {"name": {"value": "North"}, "since": {"value": 1990}}


def interview(answers: dict[str, Any] | None = None, *, any_order: bool = False) -> Interview:
    parts = {"training": ["labour", "pilots"], "offices": ["staff"]}
    scope = Scope("what is asked of labour", answered_too=True, parts=parts)
    return Interview(ASKED, report(ASKED, answers), scope=scope, in_any_order=any_order)


@pytest.mark.parametrize("any_order", [False, True], ids=["in order", "any order"])
def test_rows_of_others_are_not_asked_and_stay(*, any_order: bool) -> None:
    one = interview({"training": {"value": POLICE}}, any_order=any_order)
    labels = [field.label for field in one.fields()]

    asked = [one.prompt().step.ask]
    say(one, "1")
    asked.append(one.prompt().step.ask)
    say(one, "2", *([""] if any_order else []))

    assert asked == ["Labour inspectors (1 of 2)", "Pilots (2 of 2)"]
    assert labels == ["Labour inspectors", "Pilots"]
    assert one.prompt().question.id == "offices"
    assert one.report.answers["training"]["value"] == {
        **POLICE,
        "labour": {"value": "all"},
        "pilots": {"value": "none"},
    }


def test_a_code_for_the_rest_is_for_the_rows_that_are_asked() -> None:
    one = interview()

    say(one, "1*")

    assert [*one.report.answers["training"]["value"]] == ["labour", "pilots"]


def test_a_row_of_another_is_not_gone_to() -> None:
    one = interview()

    assert say(one, "/goto row police").refused == "Say which row: /goto row 3."
    say(one, "/goto row 2")

    assert one.prompt().step.ask == "Pilots (2 of 2)"


def test_rows_of_an_earlier_report_are_asked_and_others_stay_to_be_confirmed() -> None:
    value = {**POLICE, "labour": {"value": "all"}, "pilots": {"value": "all"}}
    one = interview({"training": {"value": value, "carried": True}})

    say(one, "", "2")

    pilots = {"pilots": {"value": "none"}}
    assert one.report.answers["training"] == {"value": {**value, **pilots}, "carried": True}


def test_what_others_answered_is_not_removed() -> None:
    one = interview({"training": {"value": POLICE}})

    assert "remove their answers" in str(say(one, "/clear").refused)
    assert one.report.answers["training"] == {"value": POLICE}


def test_of_a_table_the_columns_are_asked_and_what_names_a_new_entry() -> None:
    one = interview({"offices": {"value": [OFFICE]}})
    say(one, "/goto offices")
    asked = [one.prompt().step.ask]
    say(one, "12", "South")
    asked.append(one.prompt().step.ask)

    say(one, "30", "")

    assert asked == ["Office 1: Staff", "Office 2: Staff"]
    assert one.report.answers["offices"]["value"] == [
        {**OFFICE, "staff": {"value": 12}},
        {"name": {"value": "South"}, "staff": {"value": 30}},
    ]
    assert one.at_end


def test_a_table_is_not_answered_as_a_whole_by_who_has_columns_of_it() -> None:
    one = interview({"offices": {"value": [{**OFFICE, "staff": {"value": 12}}]}})
    say(one, "/goto offices")

    assert "answers the question as a whole" in str(say(one, "/unknown").refused)


def test_a_day_stands_in_words_among_the_fields_of_an_entry() -> None:
    columns = [
        {"id": "name", "label": "Name", "type": "text", "single_line": True, "required": True},
        {"id": "adopted", "label": "Adopted", "type": "date"},
        {"id": "staff", "label": "Staff", "type": "integer"},
    ]
    table = {"id": "laws", "type": "table", "entry": "law", "columns": columns}
    asked = questionnaire([table])
    one = Interview(asked, report(asked), in_any_order=True)

    say(one, "Penal code", "3/1998")

    assert [field.text for field in one.fields()] == ["Penal code", "March 1998", ""]
