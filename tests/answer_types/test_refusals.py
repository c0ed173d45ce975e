"""A refusal shows what was typed, and not what was made of it."""

import pytest

from checklist.answer_types.interface import Refusal
from checklist.interview.user_commands import parse
from checklist.text.sanitize import quoted
from tests.support.tiny import interview, questionnaire, say

OPTIONS = [{"code": code, "label": code.capitalize()} for code in ("red", "green", "blue")]


@pytest.mark.parametrize(
    ("answer_type", "entry"),
    [
        ({"type": "date"}, "- 30"),
        ({"type": "date"}, "1"),
        ({"type": "date"}, "2003-2-30"),
        ({"type": "date"}, "2003 - - 2"),
        ({"type": "integer"}, "1.500"),
        ({"type": "integer"}, "- 30"),
        ({"type": "integer", "maximum": 9}, "0 010"),
        ({"type": "integer", "maximum": 9}, "010"),
        ({"type": "choice", "options": OPTIONS}, "007"),
        ({"type": "choice", "options": OPTIONS}, "Yellow  one"),
        ({"type": "choices", "options": OPTIONS}, "2-9"),
        ({"type": "choices", "options": OPTIONS}, "1 -  4"),
        ({"type": "choices", "options": OPTIONS}, "1-2-3"),
        ({"type": "yes-no"}, "PERHAPS"),
        ({"type": "state"}, "norwai"),
        ({"type": "states"}, "norwai"),
        ({"type": "text", "pattern": "[a-z]+"}, "A 1"),
        ({"type": "implementation"}, "SOON"),
        ({"type": "matrix", "items": [{"id": "row", "label": "Row"}], "options": OPTIONS}, "09"),
    ],
)
def test_what_was_typed_is_shown_as_it_was_typed(
    answer_type: dict[str, object], entry: str
) -> None:
    asked = interview(questionnaire([{"id": "one", **answer_type}]))

    refused = say(asked, entry).refused

    assert quoted(entry) in refused


def test_one_of_several_states_is_shown_as_it_was_typed() -> None:
    asked = interview(questionnaire([{"id": "one", "type": "states"}]))

    assert say(asked, "SWE ;  norwai ").refused.startswith("`norwai` is not the name or code")


@pytest.mark.parametrize("line", ["/xyz", "/ xyz", "/XYZ*", "/s", "/ S"])
def test_a_command_that_there_is_not_is_shown_as_it_was_typed(line: str) -> None:
    with pytest.raises(Refusal) as refused:
        parse(f"{line} behind it")

    assert quoted(line) in str(refused.value)
