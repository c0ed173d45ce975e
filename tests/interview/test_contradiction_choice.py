"""Of two answers that contradict each other, either can be mended, or both left as they are."""

from collections.abc import Mapping
from typing import Any

import pytest

from checklist.interview.corrections import ContradictionChoice
from checklist.interview.engine import Interview
from checklist.lifecycle.draft import Draft
from checklist.questionnaire.question import Check
from checklist.questionnaire.questionnaire import Questionnaire
from tests.support.tiny import answers_of, asked, questionnaire, report, say

_PLAIN = questionnaire(
    [
        {"id": "signed", "type": "date", "ask": "When was it signed?"},
        {"id": "other", "type": "integer", "optional": True},
        {"id": "ended", "type": "date", "ask": "When did it end?"},
    ]
)
_CHECK = Check.model_validate(
    {
        "code": "R501",
        "severity": "error",
        "message": "`ended` is before `signed`",
        "at": "ended",
        "when": {"question": "ended", "lt": {"than": "signed"}},
    }
)
ASKED = Questionnaire(
    _PLAIN.head,
    _PLAIN.catalogue,
    [_PLAIN.sets[0].model_copy(update={"checks": [_CHECK]})],
    _PLAIN.digest,
)
WRONG: Mapping[str, Any] = {"signed": {"value": "2004"}, "ended": {"value": "2001"}}


def contradiction_choice(answers: Mapping[str, Any] = WRONG) -> Interview:
    one = ContradictionChoice()
    return Interview(
        ASKED, report(ASKED, answers), scope=one.scope("To correct"), contradiction_choice=one
    )


def test_both_questions_are_shown_with_number_words_and_answer() -> None:
    step = contradiction_choice().prompt().step

    assert step.context == [
        "These answers do not fit together:",
        "1.1 When was it signed? (2004)",
        "1.3 When did it end? (2001)",
    ]
    assert step.ask == "1.3 is before 1.1."
    assert [one.label for one in step.options] == [
        "Correct 1.1",
        "Correct 1.3",
        "Go on, and leave it as it is",
    ]


@pytest.mark.parametrize(
    ("choice", "question", "date"), [("1", "signed", "2000"), ("2", "ended", "2005")]
)
def test_either_side_is_corrected_and_the_other_is_not_asked(
    choice: str, question: str, date: str
) -> None:
    one = contradiction_choice()

    say(one, choice)
    assert asked(one) == f"{question}/value"
    say(one, date)

    assert one.at_end
    assert answers_of(one) == {**WRONG, question: {"value": date}}


def test_what_is_left_as_it_is_is_not_asked_again_in_this_run() -> None:
    one = contradiction_choice()

    say(one, "3")

    assert one.at_end
    assert answers_of(one) == WRONG
    assert not contradiction_choice().at_end


def test_an_answer_that_still_contradicts_is_asked_about_again() -> None:
    one = contradiction_choice()

    notices = say(one, "1", "2003").notices

    assert notices == [
        "Please check: 1.3 is before 1.1.\n"
        "  1.1 When was it signed? (2003)\n  1.3 When did it end? (2001)\n"
        "  To open one: /goto 1.1 or /goto 1.3"
    ]
    assert one.prompt().step.name == "correct"


def test_back_leaves_the_choice_for_the_question() -> None:
    one = contradiction_choice()

    say(one, "/back")

    assert asked(one) == "ended/value"


def test_without_a_contradiction_nothing_is_asked() -> None:
    assert contradiction_choice({"signed": {"value": "2001"}, "ended": {"value": "2004"}}).at_end


def test_what_is_asked_follows_the_present_answers() -> None:
    draft, scope = Draft(ASKED, report(ASKED, WRONG)), ContradictionChoice().scope("To correct")
    questions = ASKED.questions.values()
    assert [one.id for one in questions if scope.takes(one, draft.path)] == ["ended"]

    draft.change("signed", {"value": "2000"})

    assert not [one.id for one in questions if scope.takes(one, draft.path)]


THREE = questionnaire(
    [
        {"id": "ended", "type": "date", "ask": "When did it end?"},
        {"id": "number", "type": "integer", "maximum": 9},
        {"id": "signed", "type": "date", "ask": "When was it signed?"},
    ]
)
FAULTY: Mapping[str, Any] = {
    "ended": {"value": "2001"},
    "number": {"value": 12},
    "signed": {"value": "2004"},
}


def mending_three() -> Interview:
    check = _CHECK.model_copy(update={"at": "ended"})
    sets = [THREE.sets[0].model_copy(update={"checks": [check]})]
    asked_of = Questionnaire(THREE.head, THREE.catalogue, sets, THREE.digest)
    one = ContradictionChoice(alone=["number"])
    scope = one.scope("To correct")
    return Interview(asked_of, report(asked_of, FAULTY), scope=scope, contradiction_choice=one)


def test_whichever_side_is_corrected_nothing_between_the_two_is_skipped() -> None:
    one = mending_three()
    assert one.prompt().selected == "To correct, 1 of 2"

    say(one, "2")
    assert (asked(one), one.prompt().selected) == ("signed/value", "To correct, 1 of 2")
    say(one, "2000")

    assert (asked(one), one.prompt().selected) == ("number/value", "To correct, 2 of 2")
    say(one, "3")
    assert one.at_end


def test_a_contradiction_is_asked_about_until_it_is_corrected_or_left() -> None:
    one = mending_three()

    say(one, "1", "2003")
    assert (asked(one), one.prompt().selected) == ("ended/correct", "To correct, 1 of 2")
    say(one, "3")

    assert asked(one) == "number/value"
