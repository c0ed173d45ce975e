from typing import Any

import pytest

from checklist.errors import ChecklistError
from checklist.interview.engine import Interview
from checklist.interview.scope import Scope, resolve_scope, while_true
from checklist.interview.user_commands import ScopeKind
from tests.support.interview_questions import YES
from tests.support.tiny import asked, questionnaire, report, say

ASKED = questionnaire(
    [
        {"id": "name", "type": "text"},
        {"id": "plan", "type": "yes-no", "recommendations": ["10(a)"]},
        {"id": "remark", "type": "text", "optional": True},
    ],
    [
        {"id": "since", "type": "date", "recommendations": ["10(b)"]},
        {"id": "note-on-it", "type": "text", "optional": True},
    ],
)
SECOND = ASKED.sets[1].id
TEXT = {"value": "x"}


def interview(scope: Scope, answers: dict[str, Any] | None = None) -> Interview:
    return Interview(ASKED, report(ASKED, answers), scope=scope)


def way(one: Interview) -> list[str]:
    """Return the questions that are asked when each is passed, up to the second round."""
    names: list[str] = []
    while not one.at_end and one.prompt().question.id not in names:
        names.append(one.prompt().question.id)
        say(one, "/next")
    return names


def test_a_kind_of_questions_is_asked() -> None:
    scope = resolve_scope(ASKED, ScopeKind.OPEN)
    one = interview(scope, {"plan": YES})

    wanted = [i for i in ASKED.questions if scope.takes(ASKED.questions[i], one.path)]
    assert wanted == ["name", "since"]


def test_a_part_is_asked() -> None:
    assert way(interview(resolve_scope(ASKED, set_id=SECOND.upper()))) == ["since", "note-on-it"]


def test_what_is_given_together_is_asked_where_it_meets() -> None:
    scope = resolve_scope(ASKED, ScopeKind.OPEN, SECOND)

    assert way(interview(scope)) == ["since"]
    assert scope.name == "what is open, part 2, Practice"


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"set_id": "nowhere"}, "there is no part `nowhere`; the parts are"),
        ({"set_id": f"{SECOND}s"}, f"did you mean `{SECOND}`?"),
    ],
)
def test_what_is_not_there_is_said(given: dict[str, str], says: str) -> None:
    with pytest.raises(ChecklistError) as raised:
        resolve_scope(ASKED, **given)  # type: ignore[arg-type]

    assert says in str(raised.value)


def test_open_questions_of_a_set_are_asked_first_and_all_when_none_is_open() -> None:
    scope = resolve_scope(ASKED, set_id=SECOND)
    since, note = {"value": "2004"}, {"value": "y"}

    half = interview(scope, {"since": since})
    whole = interview(scope, {"since": since, "note-on-it": note})

    assert way(half) == ["note-on-it"]
    assert way(whole) == ["since", "note-on-it"]


def test_an_answered_question_stays_in_reach_of_back() -> None:
    one = interview(resolve_scope(ASKED, ScopeKind.OPEN))

    say(one, "Ministry", "y", "/back")

    assert asked(one) == "plan/value"
    say(one, "/back")
    assert asked(one) == "name/value"


def test_only_some_questions_are_asked_whether_answered_or_not() -> None:
    one = interview(
        while_true("To correct", lambda question, path: question.id in ["name", "since"]),
        {"name": TEXT, "plan": YES},
    )

    assert one.prompt().selected == "To correct, 1 of 2"
    say(one, "Ministry")
    assert asked(one) == "since/value"
    assert one.prompt().selected == "To correct, 2 of 2"
    say(one, "2004")
    assert one.at_end


def test_a_selection_with_nothing_in_it_is_at_its_end() -> None:
    everything = {"name": TEXT, "plan": YES, "since": {"value": "2004"}}

    one = interview(resolve_scope(ASKED, ScopeKind.OPEN), everything)

    assert one.at_end
    assert one.is_empty


def test_a_selection_that_was_asked_to_its_end_is_not_empty() -> None:
    one = interview(resolve_scope(ASKED, ScopeKind.OPEN), {"name": TEXT, "plan": YES})

    say(one, "2004")

    assert one.at_end
    assert not one.is_empty


def test_a_question_outside_the_selection_can_be_gone_to_and_the_selection_goes_on() -> None:
    one = interview(resolve_scope(ASKED, set_id=SECOND))

    say(one, "/goto name", "Ministry")

    assert asked(one) == "since/value"
    assert one.prompt().selected
