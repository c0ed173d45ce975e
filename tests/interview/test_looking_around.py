"""The commands that look around: `/find` and `/list`; and answers that are carried."""

import pytest

from checklist.interview.engine import Interview
from checklist.interview.listing import listing
from checklist.interview.user_commands import Action
from tests.support.tiny import QuestionData, answers_of, asked, interview, questionnaire, say

STATUSES = [{"code": "party", "label": "Party"}, {"code": "neither", "label": "Neither"}]
OBSTACLES = [
    {"code": "money", "label": "Too little money"},
    {"code": "staff", "label": "Too few staff"},
    {"code": "none", "label": "No obstacle", "exclusive": True},
]
STATUS: QuestionData = {"id": "status", "type": "choice", "options": STATUSES}
DEPOSIT: QuestionData = {
    "id": "deposit",
    "type": "date",
    "ask": "When was the instrument deposited?",
    "when": {"question": "status", "is": "party"},
}
OFFENCE: QuestionData = {"id": "offence", "type": "implementation", "recommendations": ["10(a)"]}
PENALTY: QuestionData = {"id": "penalty", "type": "implementation", "recommendations": ["10(b)"]}
LAW_OBSTACLES: QuestionData = {"id": "law-obstacles", "type": "choices", "options": OBSTACLES}
TEXT: QuestionData = {"id": "story", "type": "text", "optional": True}
WORK_OBSTACLES: QuestionData = {"id": "work-obstacles", "type": "choices", "options": OBSTACLES}
OTHERS: QuestionData = {"id": "others", "type": "choices", "options": OBSTACLES[:2]}

ALL = questionnaire(
    [STATUS, DEPOSIT, OFFENCE, PENALTY, LAW_OBSTACLES], [TEXT, WORK_OBSTACLES, OTHERS]
)
MEASURE = {
    "status": "implemented",
    "law": "The code says so.",
    "evidence": [{"url": "https://example.org/code"}],
    "details": {"obstacles": "Distance.", "assistance": "Training."},
}


def listed(of: Interview, line: str) -> list[str]:
    """Return the lines that a command lists, with what stands beside them."""
    lines = listing(say(of, line), of).lines()
    return [f"{one.label} {one.text}".strip() for one in lines if one.label]


# /find


def test_find_lists_the_questions_with_a_word_and_their_states() -> None:
    one = interview(ALL, {"status": {"value": "neither"}})

    assert listed(one, "/find DEPOSIT") == ["1.2 When was the instrument deposited? not asked"]
    assert listed(one, "/find about")[0] == "1.1 About status? answered"
    assert asked(one) == "offence/status"


def test_a_search_shows_the_first_questions_and_says_how_many_there_are() -> None:
    many = questionnaire([{**TEXT, "id": f"story-{number}"} for number in range(25)])

    found = listed(interview(many), "/find about")

    assert len(found) == 21
    assert found[-1] == "These are the first 20 of 25."


@pytest.mark.parametrize("line", ["/find", "/find zebra"])
def test_a_search_without_a_result_is_refused(line: str) -> None:
    one = interview(ALL)

    assert say(one, line).refused
    assert asked(one) == "status/value"


# /list


@pytest.mark.parametrize(
    ("line", "set_id"),
    [("/list", ""), ("/list practice", "practice"), ("/list Practice", "practice")],
)
def test_the_set_that_is_listed_is_found_whatever_its_capitals(line: str, set_id: str) -> None:
    outcome = say(interview(ALL), line)

    assert (outcome.shown, outcome.argument) == (Action.LIST, set_id)


def test_a_set_that_there_is_not_is_not_listed() -> None:
    outcome = say(interview(ALL), "/list nowhere")

    assert outcome.refused == "There is no part `nowhere`. /list shows the parts."
    assert outcome.shown is None


def test_the_answers_of_a_set_are_listed() -> None:
    one = interview(ALL, {"status": {"value": "party"}, "deposit": {"value": "2004"}})

    assert listed(one, "/list 1")[:4] == [
        "1.1  About status?",
        "Party",
        "1.2  When was the instrument deposited?",
        "2004",
    ]
    assert asked(one) == "offence/status"


def test_all_answers_are_listed_at_the_end() -> None:
    one = interview(questionnaire([STATUS], [TEXT]))
    say(one, "party", "A story.")
    assert one.at_end

    assert [line for line in listed(one, "/list all") if line.startswith(("1.", "2."))] == [
        "1. Basics",
        "1.1  About status?",
        "2. Practice",
        "2.1  About story?",
    ]
    assert one.at_end


def test_a_command_that_is_refused_leaves_the_dialogue_open() -> None:
    one = interview(ALL, {"status": {"value": "party"}})

    say(one, "/unknown")

    assert say(one, "/list nowhere").refused
    assert asked(one) == "deposit/reason"


# Carried answers


def test_enter_confirms_a_carried_measure_as_a_whole() -> None:
    one = interview(ALL, {"offence": {"value": MEASURE, "carried": True}})
    say(one, "/goto offence")
    assert one.prompt().is_carried
    assert one.prompt().keeps_whole_answer

    say(one, "")

    assert answers_of(one)["offence"] == {"value": MEASURE}
    assert asked(one) == "penalty/status"


def test_a_carried_measure_is_changed_part_by_part_and_dropped() -> None:
    one = interview(ALL, {"offence": {"value": MEASURE, "carried": True}})

    say(one, "/goto offence", "planned")
    assert answers_of(one)["offence"]["value"]["status"] == "planned"
    assert "carried" not in answers_of(one)["offence"]
    say(one, "/goto offence", "/clear")

    assert "offence" not in answers_of(one)


def test_nothing_carried_counts_before_it_is_confirmed() -> None:
    one = interview(ALL, {"status": {"value": "party", "carried": True}})

    assert "deposit" not in one.path.on
    assert asked(one) == "status/value"
    say(one, "")
    assert "deposit" in one.path.on


def test_a_carried_gate_fills_nothing_in_before_it_is_confirmed() -> None:
    body = {"id": "body", "type": "yes-no", "gate": ["tasks"]}
    gated = questionnaire([TEXT, body, {"id": "tasks", "type": "implementation"}])
    one = interview(gated, {"body": {"value": "negative", "carried": True}})

    say(one, "/goto story", "A story.")
    assert "tasks" not in answers_of(one)
    say(one, "/goto body", "")

    assert answers_of(one)["tasks"] == {"value": {"status": "not-implemented"}, "by": "body"}
