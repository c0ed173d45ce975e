"""Beginning and resuming an interview, Enter, and reports that change meanwhile."""

from typing import Any

import pytest

from checklist.interview.engine import Interview
from checklist.interview.user_commands import Action
from checklist.questionnaire.questionnaire import Questionnaire
from tests.support.interview_questions import (
    CARRIED,
    LAWS,
    NAME,
    NO,
    NOT_KNOWN,
    OFFENCE,
    PLAN,
    REMARK,
    WHOLE,
    YES,
)
from tests.support.tiny import answers_of, asked, interview, questionnaire, report, say


def test_an_interview_begins_with_the_first_question_and_ends_after_the_last() -> None:
    one = interview(questionnaire([PLAN, NAME]))

    assert asked(one) == "plan/value"
    outcome = say(one, "y", "Ministry")

    assert outcome.changed
    assert one.at_end
    assert answers_of(one) == {"plan": YES, "name": {"value": "Ministry"}}


def test_an_answer_changes_the_report_and_leads_to_the_next_question() -> None:
    one = interview(WHOLE)

    outcome = say(one, "y")

    assert (outcome.changed, outcome.refused, outcome.notices) == (True, "", [])
    assert asked(one) == "plan-date/value"


def test_the_report_that_was_given_is_never_changed_in_place() -> None:
    before = report(WHOLE, {"plan": YES})

    say(Interview(WHOLE, before), "2004", "/goto plan", "n")

    assert before.answers == {"plan": YES}


@pytest.mark.parametrize("entry", ["perhaps", "3", "", "  ", "-"])
def test_a_wrong_entry_is_refused_and_changes_nothing(entry: str) -> None:
    one = interview(WHOLE)

    outcome = say(one, entry)

    assert outcome.refused
    assert not outcome.changed
    assert asked(one) == "plan/value"
    assert answers_of(one) == {}


def test_a_prompt_says_what_is_asked_and_how_far_it_is() -> None:
    one = interview(WHOLE, {"plan": YES})

    prompt = one.prompt()

    assert (prompt.question.id, prompt.part.id) == ("plan-date", "basics")
    assert (prompt.number, prompt.of) == (2, 3)
    assert prompt.is_first
    assert prompt.required
    assert prompt.earlier == ()


def test_only_the_first_step_shows_the_question() -> None:
    one = interview(questionnaire([OFFENCE]))

    say(one, "implemented")

    assert asked(one) == "offence/law"
    assert not one.prompt().is_first


def test_enter_keeps_the_answer_and_goes_on_to_the_next_open_question() -> None:
    one = interview(WHOLE, {"plan": YES, "plan-date": {"value": "2004"}})

    say(one, "/goto plan", "")

    assert answers_of(one)["plan"] == YES
    assert asked(one) == "offence/status"


def test_enter_keeps_a_missing_answer() -> None:
    one = interview(WHOLE, {"plan": {**NOT_KNOWN, "note": "asked twice"}})

    outcome = say(one, "/goto plan", "")

    assert not outcome.refused
    assert answers_of(one)["plan"] == {**NOT_KNOWN, "note": "asked twice"}


def test_enter_does_not_keep_a_missing_answer_without_its_reason() -> None:
    one = interview(WHOLE, {"plan": {"missing": "not-known"}})

    assert say(one, "/goto plan", "").refused.startswith("Choose an answer.")


def test_enter_on_an_optional_question_leaves_it_open() -> None:
    one = interview(questionnaire([REMARK, PLAN]))

    outcome = say(one, "")

    assert not outcome.changed
    assert answers_of(one) == {}
    assert asked(one) == "plan/value"


def test_enter_on_an_optional_table_leaves_it_open_and_on_a_required_one_says_it_is_empty() -> None:
    optional = interview(questionnaire([{**LAWS, "optional": True}, PLAN]))
    required = interview(questionnaire([LAWS, PLAN]))

    say(optional, "")
    say(required, "")
    assert asked(required) == "laws/none"
    say(required, "none")

    assert answers_of(optional) == {}
    assert answers_of(required) == {"laws": {"value": []}}
    assert asked(optional) == asked(required) == "plan/value"


def test_enter_confirms_an_optional_table_that_is_carried() -> None:
    asks = questionnaire([{**LAWS, "optional": True}])
    entries = [{"name": {"value": "x-law"}}]
    one = interview(asks, {"laws": {"value": entries, **CARRIED}})

    say(one, "")

    assert answers_of(one) == {"laws": {"value": entries}}


def test_what_binds_parties_only_is_optional_for_other_states() -> None:
    head = {"party_when": {"question": "plan", "is": "affirmative"}}
    asks = questionnaire([PLAN, OFFENCE, NAME], **head)

    party, other = interview(asks), interview(asks)
    say(party, "y")
    say(other, "n")

    assert party.prompt().required
    assert not other.prompt().required
    assert say(party, "").refused
    assert not say(other, "").refused
    assert asked(other) == "name/value"


def test_a_dash_clears_an_optional_part_whether_it_was_there_or_not() -> None:
    value = {"status": "implemented", "law": "The law.", "practice": "It is applied."}
    changed = interview(questionnaire([OFFENCE]), {"offence": {"value": value}})
    fresh = interview(questionnaire([OFFENCE]))

    say(changed, "/goto offence", "", "-", "", "")
    say(fresh, "implemented", "-", "-", "-")

    assert answers_of(changed)["offence"]["value"] == {
        "status": "implemented",
        "practice": "It is applied.",
    }
    assert answers_of(fresh)["offence"]["value"] == {"status": "implemented"}


def test_a_dash_is_an_answer_where_one_is_required() -> None:
    one = interview(questionnaire([NAME]))

    say(one, "-")

    assert answers_of(one) == {"name": {"value": "-"}}


def test_an_answer_can_begin_with_a_slash() -> None:
    one = interview(questionnaire([NAME]))

    say(one, "//back")

    assert answers_of(one) == {"name": {"value": "/back"}}


@pytest.mark.parametrize(
    ("answered", "at"),
    [
        ({}, "plan/value"),
        ({"plan": NO}, "offence/status"),
        ({"plan": YES}, "plan-date/value"),
        ({"training": NOT_KNOWN}, "laws/name"),
        ({"remark": {"value": "x"}}, "plan/value"),
        ({"office": NOT_KNOWN}, "remark/value"),
        ({"plan": NO, "office": NOT_KNOWN, "remark": {"value": "x"}}, "offence/status"),
        ({"plan": NO, "plan-date": {"value": "2004"}}, "offence/status"),
    ],
)
def test_an_interview_resumes_behind_the_last_answer(answered: dict[str, Any], at: str) -> None:
    assert asked(interview(WHOLE, answered)) == at


def test_an_interview_with_nothing_left_resumes_at_its_end() -> None:
    one = interview(questionnaire([PLAN, REMARK]), {"plan": NO, "remark": {"value": "x"}})

    assert one.at_end


def test_at_the_end_nothing_is_asked_and_everything_can_be_reached() -> None:
    one = interview(questionnaire([PLAN, NAME]))
    say(one, "/next", "/next", "/next", "/next")

    refused = [say(one, line).refused for line in ("y", "", "/next", "/next", "/unknown")]

    assert all(text.startswith("All questions have been asked.") for text in refused)
    assert say(one, "/note x").refused
    assert [q.id for part in one.progress() for q in part.missing] == ["plan", "name"]
    say(one, "/goto plan", "y")
    assert answers_of(one) == {"plan": YES}


def test_the_laws_of_the_register_can_be_cited() -> None:
    head = {"laws": {"question": "laws", "name": "name", "citation": "year"}}
    one = interview(questionnaire([LAWS, OFFENCE], **head))

    say(one, "1999", "x-law", "", "implemented", "", "")
    assert one.prompt().step.context == ["1. x-law: 1999"]
    say(one, "1 article 3")

    assert answers_of(one)["offence"]["value"]["evidence"] == [{"law": "x-law", "article": "3"}]


@pytest.mark.parametrize(
    ("line", "shown", "argument"),
    [
        ("?", Action.EXPLAIN, ""),
        ("/", Action.HELP, ""),
        ("/list", Action.LIST, ""),
        ("/list practice", Action.LIST, "practice"),
    ],
)
def test_a_command_that_shows_something_changes_nothing(
    line: str, shown: Action, argument: str
) -> None:
    one = interview(WHOLE)

    outcome = say(one, line)

    assert (outcome.shown, outcome.argument, outcome.changed) == (shown, argument, False)
    assert asked(one) == "plan/value"


def test_quit_stops_and_changes_nothing() -> None:
    one = interview(WHOLE)

    outcome = say(one, "/quit")

    assert outcome.quit
    assert answers_of(one) == {}


def test_an_interview_goes_on_with_a_report_that_was_changed_meanwhile() -> None:
    one = interview(WHOLE)
    say(one, "y")

    one.adopt(report(WHOLE, {"plan": NO, "offence": NOT_KNOWN}))

    assert answers_of(one) == {"plan": NO, "offence": NOT_KNOWN}
    assert asked(one) == "training/police"


def test_an_interview_stays_where_it_is_when_its_question_is_still_asked() -> None:
    one: Interview = interview(WHOLE)
    say(one, "y", "/goto office")

    one.adopt(report(WHOLE, {"plan": NO, "remark": {"value": 3}}), unusable=["remark"])

    assert asked(one) == "office/office"
    assert not one.path.is_answered("remark")


def test_a_questionnaire_without_any_question_on_path_is_at_its_end() -> None:
    asks: Questionnaire = questionnaire([{**NAME, "when": {"question": "state", "is": "NOR"}}])

    assert interview(asks).at_end
