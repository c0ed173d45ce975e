"""Who gave an answer: chosen among the authorities of a questionnaire, or one line."""

import json
from typing import Any

from checklist.files.reader import parse
from checklist.interview.engine import Interview
from checklist.ministries.prefill import prefill
from checklist.questionnaire.questionnaire import Questionnaire
from tests.support.tiny import answers_of, asked, interview, questionnaire, report, say

CONSULTED: dict[str, Any] = {
    "id": "consulted",
    "type": "choices",
    "optional": True,
    "options": [
        {"code": "police", "label": "Police"},
        {"code": "labour", "label": "Ministry of labour"},
        {"code": "nobody", "label": "Nobody else", "exclusive": True},
    ],
}
PLAN = {"id": "plan", "type": "yes-no"}
GRID = {
    "id": "grid",
    "type": "matrix",
    "options": [{"code": "good", "label": "Good"}, {"code": "bad", "label": "Bad"}],
    "items": [{"id": "sea", "label": "Sea"}, {"id": "air", "label": "Air"}],
}
NAMED = questionnaire([PLAN, CONSULTED, GRID], authorities="consulted")
UNNAMED = questionnaire([PLAN, CONSULTED])


def begun(asked: Questionnaire) -> Interview:
    return interview(asked, {"plan": {"value": "affirmative"}})


def test_the_authorities_are_own_the_cabinet_and_the_options_that_stand_with_others() -> None:
    assert NAMED.authorities == {
        "own": "The authority that writes the report",
        "police": "Police",
        "labour": "Ministry of labour",
        "cabinet": "The cabinet",
    }
    assert UNNAMED.authorities == {}


def test_authorities_are_named_in_words_and_kept_as_codes() -> None:
    one = begun(NAMED)

    outcome = say(one, "/goto plan", "/authority labour, police")

    assert outcome.notices == [
        "Answered by: Police; Ministry of labour.",
        "Kept with your answer to this question.",
    ]
    assert answers_of(one)["plan"]["answered_by"] == ["police", "labour"]
    assert asked(one) == "plan/value"


def test_authorities_are_chosen_by_number_where_none_is_named() -> None:
    one = begun(NAMED)

    say(one, "/goto plan", "/authority")
    assert asked(one) == "plan/answered_by"
    say(one, "1")

    assert answers_of(one)["plan"]["answered_by"] == ["own"]


def test_an_answer_is_shown_with_the_labels_of_its_authorities() -> None:
    answers = {"plan": {"value": "affirmative", "answered_by": ["labour", "own"]}}
    one = interview(NAMED, answers)

    say(one, "/goto plan")

    who = "Answered by: Ministry of labour; The authority that writes the report"
    assert who in one.prompt().earlier


def test_who_was_to_answer_is_said_in_words_when_the_answer_does_not_come() -> None:
    one = interview(NAMED)

    outcome = say(one, "/authority police", "/skip")

    assert any(notice.endswith("quit before: Police") for notice in outcome.notices)


def test_back_leaves_the_authorities_as_they_are() -> None:
    one = begun(NAMED)

    say(one, "/goto plan", "/authority", "/back")

    assert "answered_by" not in answers_of(one)["plan"]
    assert asked(one) == "plan/value"


def test_an_unknown_authority_is_refused() -> None:
    one = begun(NAMED)

    outcome = say(one, "/goto plan", "/authority navy")
    assert "1 " in (outcome.refused or "")
    assert "Ministry of labour; " in (outcome.refused or "")  # the list of the numbers

    assert "is not one of the options" in outcome.refused
    assert "answered_by" not in answers_of(one)["plan"]


def test_without_authorities_it_is_one_line() -> None:
    one = begun(UNNAMED)

    say(one, "/goto plan", "/authority Ministry of Labour")

    assert answers_of(one)["plan"]["answered_by"] == "Ministry of Labour"


def test_who_answers_an_open_question_is_saved_with_its_answer() -> None:
    one = interview(NAMED)

    noted = say(one, "/authority police")
    assert (noted.changed, answers_of(one)) == (False, {})
    left = say(one, "/skip", "/goto plan")
    say(one, "y")

    assert left.notices is not None
    assert answers_of(one)["plan"] == {"value": "affirmative", "answered_by": ["police"]}


def filled(asked: Questionnaire, answers: dict[str, Any]) -> tuple[Any, list[str]]:
    document = parse(json.dumps(answers).encode(), "answers.json")
    result = prefill(document, report(asked), frozenset(), asked)
    return result.report.answers, [found.code for found in result.diagnostics]


def test_a_file_of_answers_names_authorities_by_code_or_label() -> None:
    rows = {"sea": {"value": "good", "answered_by": "police"}, "air": {"value": "bad"}}
    given = {
        "plan": {"value": "affirmative", "answered_by": "ministry of labour"},
        "grid": {"value": rows, "answered_by": ["Police", "own"]},
    }

    answers, found = filled(NAMED, given)

    assert found == []
    assert answers["plan"]["answered_by"] == ["labour"]
    assert answers["grid"]["answered_by"] == ["police", "own"]
    assert answers["grid"]["value"]["sea"]["answered_by"] == ["police"]


def test_an_answer_by_an_unknown_authority_is_a_finding_and_left_out() -> None:
    answers, found = filled(NAMED, {"plan": {"value": "affirmative", "answered_by": "navy"}})

    assert (answers, found) == ({}, ["R024"])


def test_without_authorities_a_file_of_answers_keeps_its_line() -> None:
    answers, found = filled(UNNAMED, {"plan": {"value": "affirmative", "answered_by": "Police"}})

    assert (answers["plan"]["answered_by"], found) == ("Police", [])
