"""The names by which commands know questions."""

import pytest

from checklist.errors import ChecklistError
from checklist.questionnaire.name_lookup import find_by_name
from tests.support.tiny import asked, interview, questionnaire, say

NAMED = questionnaire(
    [{"id": "plan", "type": "yes-no"}, {"id": "since", "type": "date"}],
    [{"id": "tale", "type": "text", "recommendations": ["12"]}],
)


@pytest.mark.parametrize(
    ("name", "question"),
    [("1.2", "since"), (" 2.1 ", "tale"), ("٢.١", "tale"), ("٢٫١", "tale")],
)
def test_a_question_is_found_by_its_number(name: str, question: str) -> None:
    found = find_by_name(name, NAMED)

    assert [one.id for one in found.questions] == [question]
    assert found.is_question


def test_a_number_without_question_is_refused() -> None:
    with pytest.raises(ChecklistError, match="there is no question"):
        find_by_name("3.1", NAMED)


def test_the_interview_goes_to_a_number() -> None:
    one = interview(NAMED)

    say(one, "/goto 2.1")

    assert asked(one) == "tale/value"
