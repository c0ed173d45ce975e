"""The commands that look around and take over: `/find`, `/review`, `/why`, `/same`, `/edit`."""

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


def words(of: Interview, line: str) -> str:
    return "\n".join(one.text for one in say(of, line).lines)


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


# /review


def test_review_shows_the_answers_of_the_set() -> None:
    one = interview(ALL, {"status": {"value": "party"}, "deposit": {"value": "2004"}})

    assert listed(one, "/review")[:4] == [
        "1.1  About status?",
        "Party",
        "1.2  When was the instrument deposited?",
        "2004",
    ]
    assert asked(one) == "offence/status"


def test_review_of_another_set_and_at_the_end() -> None:
    one = interview(questionnaire([STATUS], [TEXT]))
    say(one, "party", "A story.")
    assert one.at_end

    assert say(one, "/review").refused == (
        "Say which part: /review 4, or /review all. /list shows the parts."
    )
    assert [line for line in listed(one, "/review all") if line.startswith(("1.", "2."))] == [
        "1. Basics",
        "1.1  About status?",
        "2. Practice",
        "2.1  About story?",
    ]
    assert listed(one, f"/review {one.questionnaire.sets[1].id}") == [
        "2.1  About story?",
        "A story.",
    ]
    assert one.at_end


def test_a_set_that_there_is_not_is_not_shown() -> None:
    assert say(interview(ALL), "/review nowhere").refused


def test_a_command_that_is_refused_leaves_the_dialogue_open() -> None:
    one = interview(ALL, {"status": {"value": "party"}})

    say(one, "/unknown")

    assert say(one, "/review nowhere").refused
    assert asked(one) == "deposit/reason"


# /why


def test_why_shows_the_condition_and_the_answers_it_depends_on() -> None:
    one = interview(ALL, {"status": {"value": "party"}})

    text = words(one, "/why")

    assert "This question is asked because the answer to 1.1 is “Party”." in text
    assert "1.1 About status? (Party)" in text
    assert "A final report needs an answer." in text


def test_why_explains_that_another_question_is_not_asked() -> None:
    one = interview(ALL)

    text = words(one, "/why deposit")

    assert (
        "This question is not asked now. It is asked only when the answer to 1.1 is “Party”."
        in text
    )
    assert "1.1 About status? (not answered yet)" in text


def test_why_names_the_questions_that_depend_on_the_answer() -> None:
    text = words(interview(ALL), "/why")

    assert "This question is asked of every State." in text
    assert "Your answer decides whether these are asked: 1.2." in text


def test_why_of_what_is_not_there_is_refused() -> None:
    assert say(interview(ALL), "/why zebra").refused


# /same


def test_the_related_answer_is_shown_and_taken_over_with_enter() -> None:
    one = interview(ALL, {"law-obstacles": {"value": ["money", "staff"]}})
    say(one, "/goto work-obstacles")
    related = one.prompt().related
    assert related is not None
    assert (related.question.id, related.line) == (
        "law-obstacles",
        "Too little money; Too few staff",
    )

    say(one, "/same")
    assert "work-obstacles" not in answers_of(one)
    assert one.prompt().step.previous == ["money", "staff"]
    say(one, "")

    assert answers_of(one)["work-obstacles"] == {"value": ["money", "staff"]}


def test_same_offers_law_evidence_and_obstacles_of_another_measure() -> None:
    one = interview(ALL, {"offence": {"value": MEASURE}})

    say(one, "/goto penalty", "/same offence", "partly-implemented", "1")
    assert one.prompt().step.previous == "The code says so."
    say(one, "", "In one region.", "")

    assert answers_of(one)["penalty"]["value"] == {
        "status": "partly-implemented",
        "partly": ["law-only"],
        "law": "The code says so.",
        "practice": "In one region.",
        "evidence": [{"url": "https://example.org/code"}],
        "details": {"obstacles": "Distance."},
    }


def test_what_is_taken_over_is_in_the_report_only_after_enter() -> None:
    one = interview(ALL, {"offence": {"value": MEASURE}})

    say(one, "/goto penalty", "/same offence", "implemented")
    assert answers_of(one)["penalty"]["value"] == {"status": "implemented"}
    say(one, "")
    assert answers_of(one)["penalty"]["value"] == {"status": "implemented", "law": MEASURE["law"]}
    say(one, "-", "-")

    assert answers_of(one)["penalty"]["value"] == {
        "status": "implemented",
        "law": MEASURE["law"],
        "details": {"obstacles": "Distance."},
    }


def test_what_is_taken_over_does_not_replace_an_own_text_before_enter() -> None:
    own = {"status": "implemented", "law": "My own law.", "practice": "Every day."}
    one = interview(ALL, {"offence": {"value": MEASURE}, "penalty": {"value": own}})

    say(one, "/goto penalty", "/same offence", "")
    assert one.prompt().step.previous == "The code says so."
    say(one, "My new law.", "/skip")

    assert answers_of(one)["penalty"]["value"] == {**own, "law": "My new law."}


def test_same_in_the_middle_of_a_measure_keeps_what_was_typed() -> None:
    one = interview(ALL, {"offence": {"value": MEASURE}})

    say(one, "/goto penalty", "implemented", "My own law.", "/same offence")

    assert asked(one) == "penalty/practice"
    say(one, "", "")
    assert answers_of(one)["penalty"]["value"]["law"] == "My own law."
    assert answers_of(one)["penalty"]["value"]["evidence"] == MEASURE["evidence"]


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("/same", "No related question is answered."),
        ("/same status", "Nothing in the answer to 1.1 can be used as an answer here."),
        ("/same offence", "No other question `offence` is answered."),
        ("/same zebra", "No other question `zebra` is answered."),
    ],
)
def test_there_is_nothing_to_take_over(line: str, says: str) -> None:
    one = interview(ALL, {"status": {"value": "neither"}})
    say(one, "/goto others")

    assert says in say(one, line).refused


def test_what_is_confidential_stays_so_where_it_is_taken_over() -> None:
    source = {"value": ["money"], "confidential": True}
    one = interview(ALL, {"law-obstacles": source})

    say(one, "/goto work-obstacles", "/same", "")

    assert answers_of(one)["work-obstacles"] == source


def test_taking_over_a_confidential_answer_twice_replaces_the_earlier_value() -> None:
    secret = {"value": ["money"], "confidential": True}
    one = interview(ALL, {"law-obstacles": secret, "work-obstacles": {"value": ["staff"]}})

    say(one, "/goto work-obstacles", "/same", "/same", "money")

    assert answers_of(one)["work-obstacles"] == {"value": ["money"], "confidential": True}


def test_enter_does_not_leave_an_optional_measure_that_something_was_just_offered_for() -> None:
    optional = questionnaire([OFFENCE, {**PENALTY, "optional": True}, STATUS])
    one = interview(optional, {"offence": {"value": MEASURE}})

    assert say(one, "/goto penalty", "/same offence", "").refused.startswith("Choose an answer.")

    assert asked(one) == "penalty/status"
    say(one, "implemented", "")
    assert answers_of(one)["penalty"]["value"]["law"] == MEASURE["law"]


def test_what_was_offered_is_forgotten_when_the_question_is_left() -> None:
    one = interview(ALL, {"law-obstacles": {"value": ["money"]}})

    say(one, "/goto work-obstacles", "/same", "/goto others", "/goto work-obstacles")

    assert one.prompt().step.previous is None


# /edit


def test_the_editor_is_for_texts() -> None:
    one = interview(ALL)

    assert say(one, "/edit").refused == "The editor is for texts. Type this answer here."
    say(one, "/goto story")
    assert say(one, "/edit").shown is Action.EDIT


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
    say(one, "/goto offence", "/remove")

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
