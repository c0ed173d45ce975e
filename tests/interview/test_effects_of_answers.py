"""The effects of an answer on the path, on gates and on checks."""

import re
from typing import Any

import pytest

from checklist.interview.home import end_lines
from checklist.questionnaire.question import Check
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.text.paragraphs import Line
from tests.support.interview_questions import (
    LAWS,
    NAME,
    NO,
    NOT_KNOWN,
    OFFENCE,
    PLAN,
    TRAINING,
    WHOLE,
    YES,
)
from tests.support.tiny import (
    QuestionData,
    answers_of,
    asked,
    interview,
    questionnaire,
    say,
)


def test_a_part_of_an_answer_that_opens_a_question_is_followed_by_it() -> None:
    opened = {"id": "opened", "type": "text", "when": {"question": "offence", "is": "implemented"}}
    one = interview(
        questionnaire([OFFENCE, opened, NAME]), {"offence": {"value": {"status": "planned"}}}
    )

    say(one, "/goto offence", "implemented", "", "", "")

    assert asked(one) == "opened/value"


def test_a_change_in_the_number_of_required_answers_is_shown() -> None:
    many = [
        {"id": f"part-{n}", "type": "text", "when": {"question": "plan", "is": "affirmative"}}
        for n in range(3)
    ]
    one = interview(questionnaire([PLAN, *many]))

    outcome = say(one, "y")

    assert outcome.notices == ["A final report now needs 4 answers; before, it needed 1."]


def test_an_answer_off_path_is_kept_and_said_and_comes_back() -> None:
    date = {"value": "2004-05"}
    one = interview(WHOLE, {"plan": YES, "plan-date": date})

    gone = say(one, "/goto plan", "n")
    back = say(one, "/goto plan", "y")

    assert gone.notices == ["No longer asked, and kept in the draft:\n  1.2 About plan-date?"]
    assert back.notices == ["Asked again, with the answer that was kept:\n  1.2 About plan-date?"]
    assert answers_of(one) == {"plan": YES, "plan-date": date}


def test_a_question_that_comes_onto_the_path_is_asked_next() -> None:
    one = interview(WHOLE, {"plan": NO, "offence": NOT_KNOWN})

    say(one, "/goto plan", "y")

    assert asked(one) == "plan-date/value"


GATE: QuestionData = {"id": "body", "type": "yes-no", "gate": ["tasks", "training"]}
TASKS: QuestionData = {"id": "tasks", "type": "implementation"}
CLOSABLE = {
    **TRAINING,
    "options": [
        {"code": "not-implemented", "label": "None"},
        {"code": "trained", "label": "Yes"},
    ],
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

    assert answers_of(one) == {"body": NO, **CLOSED}
    assert outcome.notices == [
        "Filled in with “not implemented” because of the answer to 1.1:\n  1.3 About tasks?",
        "Filled in with “none” because of the answer to 1.1:\n  1.4 About training?",
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

    assert answers_of(one).keys() == {"body"}
    assert outcome.notices == [
        "To be answered again because of the answer to 1.1:\n"
        "  1.3 About tasks?\n"
        "  1.4 About training?"
    ]


def test_a_gate_leaves_confirmed_answers_alone() -> None:
    tasks = {"value": {"status": "planned"}}
    one = interview(GATED, {"tasks": tasks})

    closed = say(one, "/goto body", "n")
    assert answers_of(one) == {"body": NO, "tasks": tasks, "training": CLOSED["training"]}
    say(one, "/goto body", "y")

    assert "tasks" not in closed.notices[0]
    assert answers_of(one) == {"body": YES, "tasks": tasks}


def test_what_a_gate_filled_in_is_confirmed_by_enter() -> None:
    one = interview(GATED, {"body": NO, **CLOSED})

    say(one, "/goto tasks", "", "/goto body", "y")

    assert answers_of(one) == {"body": YES, "tasks": {"value": {"status": "not-implemented"}}}


def test_what_a_gate_filled_in_before_it_opened_is_taken_back_when_it_is_confirmed() -> None:
    one = interview(GATED, {"body": YES, "tasks": {**CLOSED["tasks"], "carried": True}})

    outcome = say(one, "/goto tasks", "")

    assert answers_of(one) == {"body": YES}
    assert outcome.notices == [
        "To be answered again because of the answer to 1.1:\n  1.3 About tasks?"
    ]


def test_a_gate_writes_nothing_where_not_implemented_is_no_answer() -> None:
    one = interview(questionnaire([{**GATE, "gate": ["name"]}, NAME]))

    say(one, "n")

    assert answers_of(one) == {"body": NO}
    assert asked(one) == "name/value"


def test_an_interview_resumes_before_what_a_gate_filled_in_ahead() -> None:
    assert asked(interview(GATED, {"body": NO, **CLOSED})) == "name/value"


def test_a_failed_check_is_shown_at_once() -> None:
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

    assert outcome.notices == [
        "Please check: A plan has a name.\n  1.1 About plan? (Yes)\n"
        "  1.2 About name? (Declined)\n  To open one: /goto 1.1 or /goto 1.2"
    ]


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
    (place,) = re.findall(r"/goto ([0-9.]+)", outcome.notices[0])

    assert outcome.notices == [
        "Please check: It fails.\n  1.1 About plan? (No)\n  To open it: /goto 1.1"
    ]
    assert one.at_end
    assert say(one, f"/goto {place}").refused == ""
    assert asked(one) == "plan/value"


def test_a_check_for_which_no_question_is_asked_sends_nowhere() -> None:
    when = {"all": [{"question": "story", "answered": False}, {"question": "state", "is": "AUT"}]}
    one = interview(with_check(questionnaire([PLAN, STORY]), "story", when))

    say(one, "n")

    assert Line("Please check: It fails.", 0, 2) in [*end_lines(one)]


def figures_checked() -> Questionnaire:
    """Return a table in whose entries the women, and the women and men together, are not too many.

    What is asked about each entry: all, women, men.
    """
    columns = [
        {"id": name, "label": name.capitalize(), "type": "integer", "required": name == "all"}
        for name in ("all", "women", "men")
    ]
    figures: QuestionData = {
        "id": "figures", "type": "table", "entry": "figure", "columns": columns,
    }  # fmt: skip
    part: dict[str, Any] = {"sum": ["women", "men"], "lte": {"than": "all"}}
    when = {
        "any": [
            {"not": {"question": "figures", "every": {"column": "women", "lte": {"than": "all"}}}},
            {"not": {"question": "figures", "every": part}},
        ]
    }
    return with_check(questionnaire([figures, NAME]), "figures", when)


FAILS = "Please check: It fails."


def test_a_part_that_contradicts_its_own_answer_is_shown_at_once() -> None:
    one = interview(figures_checked())

    said = [[*say(one, typed).notices] for typed in ("12", "13", "0", "5", "4", "2", "")]

    assert said[:6] == [[], [FAILS], [], [], [], [FAILS]]
    assert [notice.splitlines()[0] for notice in said[6]] == [FAILS]  # with the whole answer


def test_nothing_is_said_again_when_another_entry_is_removed() -> None:
    one = interview(figures_checked())

    said = [[*say(one, typed).notices] for typed in ("5", "1", "0", "3", "5", "0", "remove 1")]

    assert said[:6] == [[], [], [], [], [FAILS], []]
    assert said[6] == ["Figure 1 (5; Women: 1; Men: 0) is removed. /undo brings it back."]
    assert answers_of(one)["figures"]["value"] == [
        {"all": {"value": 3}, "women": {"value": 5}, "men": {"value": 0}}
    ]


def test_a_wrong_figure_that_replaces_a_wrong_figure_is_shown_at_once() -> None:
    one = interview(figures_checked())
    say(one, "5", "1", "0", "3", "5", "0")

    said = [[*say(one, typed).notices] for typed in ("change 2", "", "4", "")]

    assert said == [[], [], [FAILS], []]


def test_an_entry_with_the_same_wrong_figures_as_another_is_shown_as_well() -> None:
    one = interview(figures_checked())

    said = [[*say(one, typed).notices] for typed in ("3", "5", "0", "3", "5", "0")]

    assert said == [[], [FAILS], [], [], [FAILS], []]


def test_what_a_table_lacks_is_not_asked_about_before_its_end() -> None:
    few = {"question": "laws", "entries": {"lt": 2}}
    one = interview(with_check(questionnaire([LAWS, NAME]), "laws", few))

    said = [[*say(one, typed).notices] for typed in ("Act", "2004", "")]

    assert said[:2] == [[], []]
    assert [notice.splitlines()[0] for notice in said[2]] == ["Please check: It fails."]


def test_a_check_that_compares_two_answers_is_shown_at_either() -> None:
    dates: list[QuestionData] = [{"id": "signed", "type": "date"}, {"id": "ended", "type": "date"}]
    when = {"question": "signed", "gt": {"than": "ended"}}
    one = interview(with_check(questionnaire(dates), "signed", when))

    outcome = say(one, "2004", "2003")

    assert outcome.notices == [
        "Please check: It fails.\n  1.1 About signed? (2004)\n  1.2 About ended? (2003)\n"
        "  To open one: /goto 1.1 or /goto 1.2"
    ]


BEGUN = {"id": "gate", "type": "yes-no"}
FOLLOWING = [
    {
        "id": f"more-{n}",
        "type": "text",
        "optional": True,
        "when": {"question": "gate", "is": "affirmative"},
    }
    for n in range(3)
]


def test_two_words_say_which_questions_an_answer_omits() -> None:
    one = interview(questionnaire([BEGUN, *FOLLOWING, NAME]))

    said = say(one, "2").notices

    assert said == ["Omitted: 1.2–1.4"]
    assert len(said[0].split()) == 2
    assert one.prompt().question.id == NAME["id"]


def test_no_message_names_few_questions_or_questions_that_are_asked() -> None:
    few = interview(questionnaire([BEGUN, *FOLLOWING[:2], NAME]))
    asked_now = interview(questionnaire([BEGUN, *FOLLOWING, NAME]))

    assert say(few, "2").notices == []
    assert say(asked_now, "1").notices == []
