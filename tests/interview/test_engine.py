import re
from typing import Any

import pytest

from checklist.interview.engine import Interview
from checklist.interview.user_commands import Action
from checklist.questionnaire.question import Check
from checklist.questionnaire.questionnaire import Questionnaire
from tests.support.tiny import QuestionData, asked, interview, questionnaire, report, say

YES, NO = {"value": "affirmative"}, {"value": "negative"}
NOT_KNOWN = {"missing": "not-known", "reason": "not-collected"}
CARRIED = {"carried": True}

PLAN: QuestionData = {"id": "plan", "type": "yes-no"}
PLAN_DATE: QuestionData = {
    "id": "plan-date",
    "type": "date",
    "when": {"question": "plan", "is": "affirmative"},
}
OFFENCE: QuestionData = {"id": "offence", "recommendations": ["10(a)"], "type": "implementation"}
TRAINING: QuestionData = {
    "id": "training",
    "recommendations": ["1"],
    "type": "matrix",
    "options": [{"code": "trained", "label": "Trained"}, {"code": "planned", "label": "Planned"}],
    "items": [
        {"id": "police", "label": "Police"},
        {"id": "judges", "label": "Judges", "recommendations": ["10(b)"]},
        {"id": "doctors", "label": "Doctors"},
    ],
}
LAWS: QuestionData = {
    "id": "laws",
    "type": "table",
    "entry": "law",
    "columns": [
        {"id": "name", "label": "Name", "type": "text", "required": True, "unique": True},
        {"id": "year", "label": "Year", "type": "date"},
    ],
}
OFFICE: QuestionData = {"id": "office", "type": "contact"}
REMARK: QuestionData = {"id": "remark", "type": "text", "optional": True}
NAME: QuestionData = {"id": "name", "type": "text", "single_line": True}

WHOLE = questionnaire([PLAN, PLAN_DATE, OFFENCE], [TRAINING, LAWS], [OFFICE, REMARK])


def answers(of: Interview) -> dict[str, Any]:
    return dict(of.report.answers)


# Beginning, answering


def test_an_interview_begins_with_the_first_question_and_ends_after_the_last() -> None:
    one = interview(questionnaire([PLAN, NAME]))

    assert asked(one) == "plan/value"
    outcome = say(one, "y", "Ministry")

    assert outcome.changed
    assert one.at_end
    assert answers(one) == {"plan": YES, "name": {"value": "Ministry"}}


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
    assert answers(one) == {}


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


# Enter


def test_enter_keeps_the_answer_and_goes_on_to_the_next_open_question() -> None:
    one = interview(WHOLE, {"plan": YES, "plan-date": {"value": "2004"}})

    say(one, "/goto plan", "")

    assert answers(one)["plan"] == YES
    assert asked(one) == "offence/status"


def test_enter_keeps_a_missing_answer() -> None:
    one = interview(WHOLE, {"plan": {**NOT_KNOWN, "note": "asked twice"}})

    outcome = say(one, "/goto plan", "")

    assert not outcome.refused
    assert answers(one)["plan"] == {**NOT_KNOWN, "note": "asked twice"}


def test_enter_does_not_keep_a_missing_answer_without_its_reason() -> None:
    one = interview(WHOLE, {"plan": {"missing": "not-known"}})

    assert say(one, "/goto plan", "").refused.startswith("Type an answer.")


def test_enter_on_an_optional_question_leaves_it_open() -> None:
    one = interview(questionnaire([REMARK, PLAN]))

    outcome = say(one, "")

    assert not outcome.changed
    assert answers(one) == {}
    assert asked(one) == "plan/value"


def test_enter_on_an_optional_table_leaves_it_open_and_on_a_required_one_says_it_is_empty() -> None:
    optional = interview(questionnaire([{**LAWS, "optional": True}, PLAN]))
    required = interview(questionnaire([LAWS, PLAN]))

    say(optional, "")
    say(required, "")
    assert asked(required) == "laws/none"
    say(required, "none")

    assert answers(optional) == {}
    assert answers(required) == {"laws": {"value": []}}
    assert asked(optional) == asked(required) == "plan/value"


def test_enter_confirms_an_optional_table_that_is_carried() -> None:
    asks = questionnaire([{**LAWS, "optional": True}])
    entries = [{"name": {"value": "x-law"}}]
    one = interview(asks, {"laws": {"value": entries, **CARRIED}})

    say(one, "")

    assert answers(one) == {"laws": {"value": entries}}


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

    assert answers(changed)["offence"]["value"] == {
        "status": "implemented",
        "practice": "It is applied.",
    }
    assert answers(fresh)["offence"]["value"] == {"status": "implemented"}


def test_a_dash_is_an_answer_where_one_is_required() -> None:
    one = interview(questionnaire([NAME]))

    say(one, "-")

    assert answers(one) == {"name": {"value": "-"}}


def test_an_answer_can_begin_with_a_slash() -> None:
    one = interview(questionnaire([NAME]))

    say(one, "//back")

    assert answers(one) == {"name": {"value": "/back"}}


# Back


def test_back_inside_an_answer_asks_the_step_before_again() -> None:
    one = interview(questionnaire([OFFENCE]))

    say(one, "implemented", "The law.", "/back")
    assert asked(one) == "offence/law"
    say(one, "Another law.", "", "")

    assert answers(one)["offence"]["value"] == {"status": "implemented", "law": "Another law."}


def test_back_at_the_first_step_goes_to_the_question_before_on_path() -> None:
    one = interview(WHOLE)

    say(one, "n", "/back")

    assert asked(one) == "plan/value"
    assert one.prompt().earlier == ["No"]
    assert answers(one) == {"plan": NO}


def test_back_at_the_first_question_is_refused() -> None:
    one = interview(WHOLE)

    assert say(one, "/back").refused == "This is the first question."
    assert asked(one) == "plan/value"


def test_back_at_the_end_goes_to_the_last_question() -> None:
    one = interview(questionnaire([PLAN, NAME]))

    say(one, "y", "Ministry", "/back")

    assert asked(one) == "name/value"


@pytest.mark.parametrize(
    ("typed", "at"),
    [
        (["/unknown", "/back"], "plan/value"),
        (["/unknown", "other", "/back"], "plan/reason"),
        (["/unknown", "other", "/back", "/back"], "plan/value"),
    ],
)
def test_back_leads_out_of_the_reasons_of_a_missing_answer(typed: list[str], at: str) -> None:
    one = interview(WHOLE)

    say(one, *typed)

    assert asked(one) == at
    assert answers(one) == {}


def test_back_out_of_the_reasons_in_a_row_returns_to_the_row() -> None:
    one = interview(questionnaire([TRAINING]))

    say(one, "1", "/unknown", "/back")
    assert asked(one) == "training/judges"
    say(one, "/back", "2", "2", "2")

    assert answers(one)["training"]["value"]["police"] == {"value": "planned"}


# Skip, next, goto


def test_skip_leaves_the_question_open_and_passes_what_is_answered() -> None:
    one = interview(WHOLE, {"offence": NOT_KNOWN})

    say(one, "/goto plan", "/skip")

    assert asked(one) == "training/police"
    assert answers(one) == {"offence": NOT_KNOWN}


def test_next_goes_to_the_next_question_even_when_it_is_answered() -> None:
    one = interview(WHOLE, {"offence": NOT_KNOWN})

    say(one, "/goto plan", "/next")

    assert asked(one) == "offence/status"


def test_skip_and_next_at_the_last_question_end_the_interview() -> None:
    for command in ("/skip", "/next"):
        one = interview(questionnaire([PLAN]))

        say(one, command)

        assert one.at_end


@pytest.mark.parametrize(
    ("name", "at"),
    [
        ("offence", "offence/status"),
        ("OFFENCE", "offence/status"),
        ("practice", "training/police"),
        ("closing", "office/office"),
        ("10(a)", "offence/status"),
        ("10 (A)", "offence/status"),
        ("10(b)", "training/police"),
        ("10", "offence/status"),
        ("1", "training/police"),
    ],
)
def test_goto_finds_a_question_a_set_and_a_recommendation(name: str, at: str) -> None:
    one = interview(WHOLE)

    outcome = say(one, f"/goto {name}")

    assert (outcome.refused, asked(one)) == ("", at)


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("", "Say where to: /goto 10(b)"),
        ("plan-date", "The question `plan-date` is not asked, given the answers so far."),
        ("100", "There is no question, set or recommendation `100` here."),
        ("10(c)", "There is no question, set or recommendation `10(c)` here."),
        ("0", "There is no question, set or recommendation `0` here."),
    ],
)
def test_goto_a_place_that_is_not_there_is_refused(name: str, says: str) -> None:
    one = interview(WHOLE)

    outcome = say(one, f"/goto {name}")

    assert outcome.refused.startswith(says)
    assert asked(one) == "plan/value"


def test_goto_a_set_or_recommendation_finds_what_is_on_path() -> None:
    first = {**PLAN_DATE, "id": "hidden", "recommendations": ["1"]}
    asks = questionnaire([PLAN], [first, {**NAME, "recommendations": ["1"]}])

    by_set, by_recommendation = interview(asks), interview(asks)
    say(by_set, "/goto practice")
    say(by_recommendation, "/goto 1")

    assert asked(by_set) == asked(by_recommendation) == "name/value"


# Missing answers


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        (["/unknown", "1"], NOT_KNOWN),
        (["/na", "1"], {"missing": "not-applicable", "reason": "does-not-arise"}),
        (["/decline", ""], {"missing": "declined"}),
        (["/decline", "Not now."], {"missing": "declined", "note": "Not now."}),
        (["/decline Not now."], {"missing": "declined", "note": "Not now."}),
        (["/unknown 1"], NOT_KNOWN),
        (["/unknown not-collected"], NOT_KNOWN),
        (
            ["/unknown other", "Archives burnt."],
            {"missing": "not-known", "reason": "other", "note": "Archives burnt."},
        ),
        (
            ["/unknown", "other", "Archives burnt."],
            {"missing": "not-known", "reason": "other", "note": "Archives burnt."},
        ),
    ],
)
def test_an_answer_can_be_missing_with_its_reason(typed: list[str], answer: dict[str, str]) -> None:
    one = interview(questionnaire([PLAN, NAME]))

    outcome = say(one, *typed)

    assert outcome.changed
    assert answers(one) == {"plan": answer}
    assert asked(one) == "name/value"


def test_the_reason_is_required() -> None:
    one = interview(WHOLE)

    assert say(one, "/unknown", "").refused
    assert say(one, "9").refused
    assert answers(one) == {}
    assert not say(one, "/decline", "").refused
    assert answers(one)["plan"] == {"missing": "declined"}


@pytest.mark.parametrize("typed", [["/decline"], ["/na", "other"]])
def test_a_reason_that_does_not_fit_below_the_note_is_refused(typed: list[str]) -> None:
    one = interview(WHOLE, {"plan": {"value": "affirmative", "note": "a" * 9_000}})
    say(one, "/goto plan", *typed)

    too_long = say(one, "b" * 1_000)
    say(one, "b" * 999)

    assert "goes below the note of 9,000" in too_long.refused
    assert answers(one)["plan"]["note"] == "a" * 9_000 + "\n" + "b" * 999


def test_the_question_can_be_left_in_the_middle_of_the_reasons() -> None:
    one = interview(WHOLE)

    say(one, "/unknown", "/skip")

    assert asked(one) == "offence/status"
    assert answers(one) == {}


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        (["/unknown", "1"], NOT_KNOWN),
        (["/decline", ""], {"missing": "declined"}),
        (
            ["/na", "other", "No sea."],
            {"missing": "not-applicable", "reason": "other", "note": "No sea."},
        ),
    ],
)
def test_a_row_can_be_missing_alone(typed: list[str], answer: dict[str, str]) -> None:
    one = interview(questionnaire([TRAINING]))

    say(one, "1", *typed)
    assert asked(one) == "training/doctors"
    say(one, "2")

    assert answers(one)["training"]["value"] == {
        "police": {"value": "trained"},
        "judges": answer,
        "doctors": {"value": "planned"},
    }


@pytest.mark.parametrize("typed", [["/unknown* 1"], ["/unknown*", "1"], ["/unk*", "not-collected"]])
def test_all_open_rows_can_be_missing_at_once(typed: list[str]) -> None:
    begun = {"doctors": {"value": "trained"}}
    one = interview(questionnaire([TRAINING, PLAN]), {"training": {"value": begun}})

    say(one, "1", *typed)

    rows = {"police": {"value": "trained"}, "judges": NOT_KNOWN, **begun}
    assert answers(one) == {"training": {"value": rows}}
    assert asked(one) == "plan/value"


@pytest.mark.parametrize("question", [PLAN, LAWS])
def test_where_there_are_no_rows_a_star_behind_a_command_is_refused(question: QuestionData) -> None:
    one = interview(questionnaire([question]))
    typed = ["x-law"] if question is LAWS else []
    say(one, *typed)
    at, before = asked(one), answers(one)

    outcome = say(one, "/unknown* 1")

    assert outcome.refused == "There are no rows here. Type the command without `*`."
    assert (asked(one), answers(one)) == (at, before)


def test_the_last_row_can_be_missing_too() -> None:
    one = interview(questionnaire([TRAINING, PLAN]))

    say(one, "1", "1", "/decline", "")

    assert answers(one)["training"]["value"]["doctors"] == {"missing": "declined"}
    assert asked(one) == "plan/value"


def test_a_cell_can_be_missing_alone() -> None:
    one = interview(questionnaire([LAWS]))

    say(one, "x-law", "/unknown", "1", "")

    assert answers(one)["laws"]["value"] == [{"name": {"value": "x-law"}, "year": NOT_KNOWN}]


@pytest.mark.parametrize(
    ("question", "typed", "says"),
    [
        (OFFENCE, ["implemented"], "Enter leaves this part open."),
        (OFFICE, ["Ministry", ""], "Enter leaves this part open."),
        (LAWS, ["x-law", "1999"], "Enter leaves this part open."),
        ({**OFFENCE, "considered": True}, ["considered"], "The command answers the question"),
    ],
)
@pytest.mark.parametrize("command", ["/unknown", "/na", "/decline"])
def test_a_part_that_is_no_row_or_cell_does_not_make_the_whole_answer_missing(
    question: QuestionData, typed: list[str], says: str, command: str
) -> None:
    one = interview(questionnaire([question]))
    say(one, *typed)
    at, before = asked(one), answers(one)

    outcome = say(one, command)

    assert outcome.refused.startswith(says)
    assert (asked(one), answers(one)) == (at, before)


def test_enter_keeps_a_row_or_cell_that_is_missing() -> None:
    rows = dict.fromkeys(("police", "judges", "doctors"), NOT_KNOWN)
    cells = [{"name": {"value": "x-law"}, "year": NOT_KNOWN}]
    one = interview(
        questionnaire([TRAINING, LAWS]), {"training": {"value": rows}, "laws": {"value": cells}}
    )

    say(one, "/goto training", "", "", "", "/goto laws", "change 1", "", "", "")

    assert answers(one) == {"training": {"value": rows}, "laws": {"value": cells}}


# What stands beside an answer


def test_a_note_belongs_to_the_answer_at_hand() -> None:
    one = interview(WHOLE, {"plan": YES})

    outcome = say(one, "/goto plan", "/note Ask the Ministry")

    assert outcome.notices == ["Kept with your answer to this question."]
    assert answers(one)["plan"] == {**YES, "note": "Ask the Ministry"}
    assert asked(one) == "plan/value"


@pytest.mark.parametrize("typed", [["n"], ["/unknown", "1"], ["/skip", "/goto plan", "n"]])
def test_what_is_put_beside_an_open_question_is_saved_with_its_answer(typed: list[str]) -> None:
    one = interview(questionnaire([PLAN, NAME]))

    noted = say(one, "/note By decree", "/confidential")
    assert not noted.changed
    assert answers(one) == {}
    say(one, *typed)

    assert answers(one)["plan"]["note"] == "By decree"
    assert answers(one)["plan"]["confidential"] is True
    assert answers(one).keys() == {"plan"}


def test_a_note_is_saved_with_the_first_part_of_an_answer() -> None:
    one = interview(questionnaire([TRAINING]))

    say(one, "/note From the academy", "1")

    assert answers(one)["training"]["note"] == "From the academy"


def test_a_note_that_waits_for_an_answer_is_told_before_the_interview_stops() -> None:
    one = interview(questionnaire([PLAN, NAME]))

    say(one, "/note By decree", "/skip")

    assert one.unsaved() == ["Not saved, because `plan` has no answer: By decree"]


def test_what_is_put_beside_a_half_given_answer_replaces_what_was_there_before() -> None:
    one = interview(questionnaire([TRAINING]))

    say(one, "/note First", "/confidential", "1", "/note", "Second", "/confidential", "1", "1")

    assert answers(one)["training"]["note"] == "Second"
    assert "confidential" not in answers(one)["training"]


def test_an_answer_that_was_taken_away_is_shown_once_more_and_does_not_come_back() -> None:
    one = interview(questionnaire([NAME]), {"name": {"value": "Ministry"}})

    outcome = say(one, "/goto name", "/remove")

    assert outcome.notices == ["The answer is taken away. It was:\n  Ministry"]
    assert one.prompt().step.previous is None
    assert say(one, "").refused
    assert answers(one) == {}


def test_parts_that_were_put_aside_do_not_come_back_when_the_answer_is_taken_away() -> None:
    value = {"status": "implemented", "law": "The code.", "practice": "As it says."}
    one = interview(questionnaire([OFFENCE]), {"offence": {"value": value}})

    say(one, "/goto offence", "planned", "/goto offence", "/remove", "implemented")

    assert (asked(one), one.prompt().step.previous) == ("offence/law", None)


def test_a_part_that_was_taken_away_does_not_come_back_with_enter() -> None:
    value = {"status": "implemented", "law": "The code.", "practice": "As it says."}
    one = interview(questionnaire([OFFENCE]), {"offence": {"value": value}})

    say(one, "/goto offence", "", "", "-", "/back")
    assert (asked(one), one.prompt().step.previous) == ("offence/practice", None)
    say(one, "", "")

    assert answers(one)["offence"]["value"] == {"status": "implemented", "law": "The code."}


def test_a_part_that_was_put_aside_and_is_taken_away_is_not_offered_again() -> None:
    value = {"status": "implemented", "law": "The code.", "practice": "As it says."}
    one = interview(questionnaire([OFFENCE]), {"offence": {"value": value}})

    say(one, "/goto offence", "planned", "/goto offence", "implemented", "", "-", "")
    say(one, "/goto offence", "", "")

    assert (asked(one), one.prompt().step.previous) == ("offence/practice", None)


def test_enter_keeps_the_cell_that_was_typed_last() -> None:
    name, year = LAWS["columns"]
    register = {**LAWS, "columns": [name, {**year, "required": True}]}
    one = interview(questionnaire([NAME], [register]), {"name": {"value": "Ministry"}})
    say(one, "/goto laws", "aaa", "/back", "/back", "/goto laws", "bbb", "/back")

    assert one.prompt().step.previous_text == "bbb"
    say(one, "")

    assert answers(one)["laws"]["value"] == [{"name": {"value": "bbb"}}]


@pytest.mark.parametrize("leave", ["/skip", "/next", "/goto name", "/back"])
def test_who_leaves_a_question_is_told_what_waits_for_its_answer(leave: str) -> None:
    one = interview(questionnaire([NAME, PLAN, OFFENCE]), {"name": {"value": "Ministry"}})

    outcome = say(one, "/confidential", "/note By decree", leave)

    assert outcome.notices[:2] == [
        "Your note is saved once `plan` has an answer, and is lost when you quit before: By decree",
        "That the answer to `plan` is confidential is saved once there is one, and is lost when "
        "you quit before.",
    ]
    assert one.unsaved() == [
        "Not saved, because `plan` has no answer: By decree",
        "Not marked as confidential, because `plan` has no answer.",
    ]
    say(one, "/goto plan", "1")
    assert answers(one)["plan"] == {**YES, "note": "By decree", "confidential": True}
    assert one.unsaved() == []


def test_a_part_that_was_taken_away_is_in_no_report_that_is_left_in_the_middle() -> None:
    measure = {"status": "implemented", "law": "The code.", "practice": "As it says."}
    one = interview(questionnaire([OFFENCE]), {"offence": {"value": measure}})

    say(one, "/goto offence", "", "-", "")

    assert answers(one)["offence"]["value"] == {
        "status": "implemented",
        "practice": "As it says.",
    }


def test_a_part_of_an_answer_that_opens_a_question_is_followed_by_it() -> None:
    opened = {"id": "opened", "type": "text", "when": {"question": "offence", "is": "implemented"}}
    one = interview(
        questionnaire([OFFENCE, opened, NAME]), {"offence": {"value": {"status": "planned"}}}
    )

    say(one, "/goto offence", "implemented", "", "", "")

    assert asked(one) == "opened/value"


def test_nothing_is_put_beside_an_answer_at_the_end() -> None:
    one = interview(questionnaire([PLAN]), {"plan": YES})

    assert say(one, "/note Mind this").refused
    assert say(one, "/confidential").refused
    assert answers(one) == {"plan": YES}


def test_a_note_is_taken_away_with_a_dash() -> None:
    one = interview(questionnaire([PLAN]), {"plan": {**YES, "note": "Old"}})

    say(one, "/goto plan", "/note", "-")

    assert answers(one) == {"plan": YES}


def test_who_changes_an_earlier_answer_comes_back() -> None:
    one = interview(WHOLE, {"plan": NO, "offence": NOT_KNOWN})
    assert asked(one) == "training/police"
    say(one, "/goto laws")

    say(one, "/goto plan", "n")
    assert asked(one) == "laws/name"
    opened = say(one, "/goto plan", "y")
    assert (asked(one), opened.changed) == ("plan-date/value", True)
    say(one, "2004")

    assert asked(one) == "laws/name"


def test_who_goes_to_an_open_question_goes_on_there() -> None:
    one = interview(WHOLE)

    say(one, "/goto training", "1", "1", "1")

    assert asked(one) == "laws/name"


def test_a_change_of_what_is_required_is_told() -> None:
    many = [
        {"id": f"part-{n}", "type": "text", "when": {"question": "plan", "is": "affirmative"}}
        for n in range(3)
    ]
    one = interview(questionnaire([PLAN, *many]))

    outcome = say(one, "y")

    assert outcome.notices == ["A final report now needs 4 answers; before, it needed 1."]


def test_a_note_is_asked_for_shows_the_earlier_one_and_can_be_left() -> None:
    one = interview(WHOLE, {"plan": {**YES, "note": "Old"}})

    say(one, "/goto plan", "/note")
    assert asked(one) == "plan/note"
    assert one.prompt().step.previous == "Old"
    say(one, "/back")
    assert asked(one) == "plan/value"
    say(one, "/note", "New\nand longer")

    assert answers(one)["plan"]["note"] == "New\nand longer"


def test_a_note_that_is_too_long_is_refused() -> None:
    one = interview(WHOLE, {"plan": YES})

    outcome = say(one, "/goto plan", f"/note {'x' * 10_001}")

    assert outcome.refused == "A note has at most 10,000 characters."
    assert answers(one) == {"plan": YES}


def test_confidential_is_set_and_taken_away() -> None:
    one = interview(WHOLE, {"plan": YES})

    on = say(one, "/goto plan", "/confidential")
    assert answers(one)["plan"] == {**YES, "confidential": True}
    off = say(one, "/confidential")

    assert on.notices == ["The answer to this question is confidential."]
    assert off.notices == ["The answer to this question is no longer confidential."]
    assert answers(one)["plan"] == YES


@pytest.mark.parametrize(("typed", "core"), [(["n"], NO), (["/unknown", "1"], NOT_KNOWN)])
def test_what_stands_beside_an_answer_stays_when_it_changes(
    typed: list[str], core: dict[str, str]
) -> None:
    beside = {
        "note": "Mind this",
        "confidential": True,
        "answered_by": "Ministry",
        "confidence": "low",
    }
    one = interview(WHOLE, {"plan": {**YES, **beside}})

    say(one, "/goto plan", *typed)

    assert answers(one)["plan"] == {**core, **beside}


# The path changes


def test_an_answer_off_path_is_kept_and_said_and_comes_back() -> None:
    date = {"value": "2004-05"}
    one = interview(WHOLE, {"plan": YES, "plan-date": date})

    gone = say(one, "/goto plan", "n")
    back = say(one, "/goto plan", "y")

    assert gone.notices == [
        "No longer asked, and kept in the draft:\n  plan-date: About plan-date?"
    ]
    assert back.notices == [
        "Asked again, with the answer that was kept:\n  plan-date: About plan-date?"
    ]
    assert answers(one) == {"plan": YES, "plan-date": date}


def test_a_question_that_comes_onto_the_path_is_asked_next() -> None:
    one = interview(WHOLE, {"plan": NO, "offence": NOT_KNOWN})

    say(one, "/goto plan", "y")

    assert asked(one) == "plan-date/value"


# Gates

GATE: QuestionData = {"id": "body", "type": "yes-no", "gate": ["tasks", "training"]}
TASKS: QuestionData = {"id": "tasks", "type": "implementation"}
CLOSABLE = {
    **TRAINING,
    "options": [{"code": "not-implemented", "label": "No"}, {"code": "trained", "label": "Yes"}],
}
GATED = questionnaire([GATE, NAME, TASKS, CLOSABLE, PLAN])
CLOSED = {
    "tasks": {"value": {"status": "not-implemented"}, "by": "body"},
    "training": {
        "value": {r: {"value": "not-implemented"} for r in ("police", "judges", "doctors")},
        "by": "body",
    },
}


def test_a_gate_answered_with_no_fills_in_what_it_stands_for() -> None:
    one = interview(GATED)

    outcome = say(one, "n")

    assert answers(one) == {"body": NO, **CLOSED}
    assert outcome.notices == [
        "Filled in with “not implemented” because of this answer:\n"
        "  tasks: About tasks?\n"
        "  training: About training?"
    ]
    assert one.path.on == set(GATED.questions)


def test_what_a_gate_filled_in_is_not_asked() -> None:
    one = interview(GATED)

    say(one, "n", "Ministry")

    assert asked(one) == "plan/value"


@pytest.mark.parametrize("typed", [["y"], ["/unknown", "1"]])
def test_a_gate_that_opens_takes_back_what_it_filled_in(typed: list[str]) -> None:
    one = interview(GATED, {"body": NO, **CLOSED})

    outcome = say(one, "/goto body", *typed)

    assert answers(one).keys() == {"body"}
    assert outcome.notices == [
        "To be answered again because of this answer:\n"
        "  tasks: About tasks?\n"
        "  training: About training?"
    ]


def test_a_gate_leaves_confirmed_answers_alone() -> None:
    tasks = {"value": {"status": "planned"}}
    one = interview(GATED, {"tasks": tasks})

    closed = say(one, "/goto body", "n")
    assert answers(one) == {"body": NO, "tasks": tasks, "training": CLOSED["training"]}
    say(one, "/goto body", "y")

    assert "tasks" not in closed.notices[0]
    assert answers(one) == {"body": YES, "tasks": tasks}


def test_what_a_gate_filled_in_is_confirmed_by_enter() -> None:
    one = interview(GATED, {"body": NO, **CLOSED})

    say(one, "/goto tasks", "", "/goto body", "y")

    assert answers(one) == {"body": YES, "tasks": {"value": {"status": "not-implemented"}}}


def test_a_gate_writes_nothing_where_not_implemented_is_no_answer() -> None:
    one = interview(questionnaire([{**GATE, "gate": ["name"]}, NAME]))

    say(one, "n")

    assert answers(one) == {"body": NO}
    assert asked(one) == "name/value"


def test_an_interview_resumes_before_what_a_gate_filled_in_ahead() -> None:
    assert asked(interview(GATED, {"body": NO, **CLOSED})) == "name/value"


# Carried and unusable answers


@pytest.mark.parametrize("answer", [YES, NOT_KNOWN, {**NO, "note": "old"}])
def test_a_carried_answer_is_confirmed_by_enter(answer: dict[str, str]) -> None:
    one = interview(WHOLE, {"plan": {**answer, **CARRIED}})

    assert asked(one) == "plan/value"
    assert one.prompt().is_carried
    assert one.prompt().earlier
    say(one, "")

    assert answers(one) == {"plan": answer}


def test_a_carried_answer_that_comes_onto_the_path_is_asked_in_its_turn_without_a_word() -> None:
    date = {"value": "2020", **CARRIED}
    one = interview(WHOLE, {"plan": {**YES, **CARRIED}, "plan-date": date})

    outcome = say(one, "")

    assert "plan-date" in one.path.on
    assert outcome.notices == []


def test_a_carried_answer_is_changed_by_another_one() -> None:
    one = interview(WHOLE, {"plan": {**YES, **CARRIED, "note": "old"}})

    say(one, "n")

    assert answers(one) == {"plan": {**NO, "note": "old"}}


def test_a_carried_answer_stays_carried_until_it_is_whole() -> None:
    rows = {row: {"value": "trained"} for row in ("police", "judges", "doctors")}
    one = interview(questionnaire([TRAINING]), {"training": {"value": rows, **CARRIED}})

    say(one, "2")
    assert answers(one) == {
        "training": {"value": {**rows, "police": {"value": "planned"}}, **CARRIED}
    }
    say(one, "", "")

    assert answers(one)["training"] == {"value": {**rows, "police": {"value": "planned"}}}


def test_an_unusable_answer_is_kept_until_the_question_is_answered_again() -> None:
    wrong = {"plan": {"value": "perhaps"}, "offence": NOT_KNOWN}
    one = interview(WHOLE, wrong, unusable=["plan"])

    say(one, "/goto plan")
    assert one.prompt().earlier == ()
    assert one.prompt().step.previous is None
    assert say(one, "").refused
    assert answers(one) == wrong
    say(one, "y")

    assert answers(one) == {"plan": YES, "offence": NOT_KNOWN}
    assert asked(one) == "plan-date/value"


def test_an_unusable_answer_opens_no_path() -> None:
    one = interview(WHOLE, {"plan": YES}, unusable=["plan"])

    assert "plan-date" not in one.path.on


def test_an_answer_without_a_question_is_kept() -> None:
    one = interview(WHOLE, {"gone": {"value": 3}})

    say(one, "n")

    assert answers(one) == {"gone": {"value": 3}, "plan": NO}


# What an answer holds so far


@pytest.mark.parametrize(
    ("question", "typed", "value"),
    [
        (OFFENCE, ["implemented"], {"status": "implemented"}),
        (OFFENCE, ["implemented", "The law."], {"status": "implemented", "law": "The law."}),
        (TRAINING, ["1", "2"], {"police": {"value": "trained"}, "judges": {"value": "planned"}}),
        (TRAINING, ["/unknown", "1"], {"police": NOT_KNOWN}),
        (LAWS, ["x-law"], [{"name": {"value": "x-law"}}]),
    ],
)
def test_what_a_new_answer_holds_so_far_is_in_the_report(
    question: QuestionData, typed: list[str], value: object
) -> None:
    one = interview(questionnaire([question]))

    outcome = say(one, *typed)

    assert outcome.changed
    assert answers(one) == {question["id"]: {"value": value}}


def test_a_changed_answer_is_kept_at_once_with_what_still_fits_of_the_earlier_one() -> None:
    before = {"value": {"status": "implemented", "law": "The law."}}
    one = interview(questionnaire([OFFENCE]), {"offence": before})

    say(one, "/goto offence", "partly", "1")

    assert answers(one)["offence"]["value"] == {
        "status": "partly-implemented",
        "partly": ["law-only"],
        "law": "The law.",
    }


def test_a_law_that_is_added_to_a_register_is_kept_at_once() -> None:
    laws = [{"name": {"value": "x-law"}, "year": {"value": "1999"}}]
    one = interview(questionnaire([LAWS]), {"laws": {"value": laws}})

    say(one, "/goto laws", "y-law", "2004")

    added = {"name": {"value": "y-law"}, "year": {"value": "2004"}}
    assert answers(one)["laws"]["value"] == [*laws, added]


def test_rows_of_a_later_day_are_kept_at_once_and_no_earlier_row_is_lost() -> None:
    begun = {"police": {"value": "trained"}, "doctors": {"value": "planned"}}
    one = interview(questionnaire([TRAINING]), {"training": {"value": begun}})

    assert asked(one) == "training/police"
    say(one, "")
    assert answers(one)["training"]["value"] == begun
    say(one, "1")

    assert answers(one)["training"]["value"] == {**begun, "judges": {"value": "trained"}}


def test_a_question_with_open_rows_is_asked_again() -> None:
    one = interview(questionnaire([TRAINING, PLAN]))

    say(one, "1", "/skip", "y", "/skip")
    assert one.at_end
    resumed = Interview(one.questionnaire, one.report)

    assert asked(resumed) == "training/police"
    assert [part.missing for part in one.progress()] == [[one.questionnaire.questions["training"]]]


# Where an interview resumes, and its end


@pytest.mark.parametrize(
    ("answered", "at"),
    [
        ({}, "plan/value"),
        ({"plan": NO}, "offence/status"),
        ({"plan": YES}, "plan-date/value"),
        ({"training": NOT_KNOWN}, "plan/value"),
        ({"remark": {"value": "x"}}, "plan/value"),
        ({"office": NOT_KNOWN}, "plan/value"),
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
    say(one, "/skip", "/skip", "/skip", "/skip")

    refused = [say(one, line).refused for line in ("y", "", "/skip", "/next", "/unknown")]

    assert all(text.startswith("All questions have been asked.") for text in refused)
    assert say(one, "/note x").refused
    assert [q.id for part in one.progress() for q in part.missing] == ["plan", "name"]
    say(one, "/goto plan", "y")
    assert answers(one) == {"plan": YES}


def test_the_laws_of_the_register_can_be_cited() -> None:
    head = {"laws": {"question": "laws", "name": "name", "citation": "year"}}
    one = interview(questionnaire([LAWS, OFFENCE], **head))

    say(one, "x-law", "1999", "", "implemented", "", "")
    assert one.prompt().step.context == ["1. x-law: 1999"]
    say(one, "1 article 3")

    assert answers(one)["offence"]["value"]["evidence"] == [{"law": "x-law", "article": "3"}]


# Commands that only show something


@pytest.mark.parametrize(
    ("line", "shown", "argument"),
    [
        ("?", Action.EXPLAIN, ""),
        ("/help", Action.HELP, ""),
        ("/list", Action.LIST, ""),
        ("/list practice", Action.LIST, "practice"),
        ("/save", Action.SAVE, ""),
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
    assert answers(one) == {}


# A report that another program changed


def test_an_interview_goes_on_with_a_report_that_was_changed_meanwhile() -> None:
    one = interview(WHOLE)
    say(one, "y")

    one.adopt(report(WHOLE, {"plan": NO, "offence": NOT_KNOWN}))

    assert answers(one) == {"plan": NO, "offence": NOT_KNOWN}
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


# What an official can take back


def test_after_the_last_question_the_interview_goes_back_once_to_what_is_missing() -> None:
    one = interview(questionnaire([PLAN, NAME]))

    outcome = say(one, "/skip", "Anna")

    assert asked(one) == "plan/value"
    assert any("still open" in notice for notice in outcome.notices)


def test_leaving_a_question_changes_nothing_of_its_answer() -> None:
    for command in ("/skip", "/next", "/goto plan"):
        one = interview(questionnaire([OFFENCE, PLAN]))

        say(one, "implemented", "The law.", "/back", "/back", command)

        assert answers(one)["offence"]["value"]["status"] == "implemented"
        assert answers(one)["offence"]["value"]["law"] == "The law."


def test_what_a_changed_status_leaves_out_is_told_and_offered_again() -> None:
    one = interview(questionnaire([OFFENCE, PLAN]))
    say(one, "implemented", "The law.", "", "")

    outcome = say(one, "/goto offence", "planned")

    assert any("No longer part" in notice and "law" in notice for notice in outcome.notices)
    say(one, "/goto offence", "implemented")
    assert one.prompt().step.previous == "The law."


def test_going_back_offers_what_was_typed_before() -> None:
    one = interview(questionnaire([OFFENCE, PLAN]))

    say(one, "implemented", "Article 1", "/back")

    assert one.prompt().step.previous == "Article 1"
    say(one, "", "", "")
    assert answers(one)["offence"]["value"]["law"] == "Article 1"


@pytest.mark.parametrize(
    ("question", "typed", "again"),
    [
        (OFFENCE, ["implemented", "The law.", "It is applied."], ["implemented", "", ""]),
        (TRAINING, ["1", "2"], ["1", ""]),
        (TRAINING, ["1 2"], ["1", ""]),
        (OFFICE, ["Ministry", "Anna", "Head"], ["Ministry", "", ""]),
    ],
)
def test_what_was_typed_stays_in_the_report_and_is_offered_after_going_back(
    question: QuestionData, typed: list[str], again: list[str]
) -> None:
    one = interview(questionnaire([question, PLAN]))
    say(one, *typed)
    whole = answers(one)

    say(one, *["/back"] * len(typed))
    for line in again:
        say(one, line)
        assert answers(one) == whole


def test_a_status_that_is_changed_after_going_back_puts_the_texts_aside() -> None:
    one = interview(questionnaire([OFFENCE, PLAN]))

    outcome = say(one, "implemented", "The law.", "/back", "/back", "planned")

    assert outcome.notices == ["No longer part of the answer to `offence`: law."]
    say(one, "/goto offence", "implemented")
    assert one.prompt().step.previous == "The law."


def test_a_reason_that_a_new_status_leaves_out_is_told_at_once_and_offered_again() -> None:
    value = {"status": "considered", "reason": "No need."}
    asks = questionnaire([{**OFFENCE, "considered": True}])
    one = interview(asks, {"offence": {"value": value}})

    outcome = say(one, "/goto offence", "implemented")

    assert outcome.notices == ["No longer part of the answer to `offence`: reason."]
    say(one, "/back", "considered", "")
    assert answers(one)["offence"]["value"] == value


def test_remove_takes_an_answer_away_and_asks_again() -> None:
    one = interview(questionnaire([PLAN, NAME]), {"plan": YES})

    say(one, "/goto plan", "/remove")

    assert answers(one) == {}
    assert asked(one) == "plan/value"
    assert say(one, "/remove").refused


def test_remove_takes_away_only_the_answer_in_sight() -> None:
    one = interview(WHOLE, {"plan": NO, "offence": NOT_KNOWN})
    say(one, "/goto offence")

    named = say(one, "/remove plan")
    in_a_list = say(one, "/review", "/remove")

    assert named.refused.startswith("/remove takes the answer to `offence` away: type it alone.")
    assert in_a_list.refused.startswith("Type /back first")
    assert answers(one) == {"plan": NO, "offence": NOT_KNOWN}


def test_a_second_note_is_added_to_the_first() -> None:
    one = interview(questionnaire([PLAN, NAME]), {"plan": YES})

    say(one, "/goto plan", "/note First", "/note Second")

    assert answers(one)["plan"]["note"] == "First\nSecond"


def test_an_answer_that_fails_a_check_is_told_at_once() -> None:
    plain = questionnaire([PLAN, NAME])
    check = Check.model_validate(
        {
            "code": "R501",
            "severity": "error",
            "message": "A plan has a name.",
            "at": "name",
            "when": {
                "all": [
                    {"question": "plan", "is": "affirmative"},
                    {"question": "name", "is": "declined"},
                ]
            },
        }
    )
    part = plain.sets[0].model_copy(update={"checks": [check]})
    one = interview(Questionnaire(plain.head, plain.catalogue, [part], plain.digest))

    outcome = say(one, "y", "/decline", "")

    assert outcome.notices == ["Please check: A plan has a name. (/goto name; R501)"]


def with_check(plain: Questionnaire, at: str, when: dict[str, Any]) -> Questionnaire:
    check = Check.model_validate(
        {"code": "R501", "severity": "error", "message": "It fails.", "at": at, "when": when}
    )
    part = plain.sets[0].model_copy(update={"checks": [check]})
    return Questionnaire(plain.head, plain.catalogue, [part], plain.digest)


STORY: QuestionData = {
    "id": "story",
    "type": "text",
    "when": {"question": "plan", "is": "affirmative"},
}


def test_a_check_at_a_question_that_is_not_asked_sends_to_one_that_is() -> None:
    when = {
        "all": [{"question": "story", "answered": False}, {"question": "plan", "is": "negative"}]
    }
    one = interview(with_check(questionnaire([PLAN, STORY]), "story", when))

    outcome = say(one, "n")
    (place,) = re.findall(r"/goto ([a-z]+)", "".join(one.contradictions()))

    assert outcome.notices == ["Please check: It fails. (/goto plan; R501)"]
    assert one.at_end
    assert say(one, f"/goto {place}").refused == ""
    assert asked(one) == "plan/value"


def test_a_check_for_which_no_question_is_asked_sends_nowhere() -> None:
    when = {"all": [{"question": "story", "answered": False}, {"question": "state", "is": "AUT"}]}
    one = interview(with_check(questionnaire([PLAN, STORY]), "story", when))

    say(one, "n")

    assert one.contradictions() == ["Please check: It fails. (R501)"]


def test_an_answer_that_another_is_compared_with_is_told_to_fail_a_check() -> None:
    dates: list[QuestionData] = [{"id": "signed", "type": "date"}, {"id": "ended", "type": "date"}]
    when = {"question": "signed", "gt": {"than": "ended"}}
    one = interview(with_check(questionnaire(dates), "signed", when))

    outcome = say(one, "2004", "2003")

    assert outcome.notices == ["Please check: It fails. (/goto signed; R501)"]
