from typing import Any

import pytest

from checklist.interview.kept_texts import is_asked_for
from checklist.interview.not_entered import StepPlace
from tests.support.tiny import interview, questionnaire, say

QUESTIONS = questionnaire(
    [
        {"id": "offence", "type": "implementation", "considered": True, "ended": True},
        {"id": "story", "type": "text"},
        {"id": "title", "type": "text", "single_line": True},
        {
            "id": "laws",
            "type": "table",
            "entry": "law",
            "columns": [
                {"id": "name", "label": "Name", "type": "text", "required": True},
                {"id": "year", "label": "Year", "type": "date"},
                {"id": "content", "label": "Content", "type": "text"},
            ],
        },
    ]
)
LAWS: Any = {"value": [{"name": {"value": "Act"}}]}


@pytest.mark.parametrize(
    "entries",
    [
        ["/goto offence", "implemented", "", "", ""],
        ["/goto offence", "partly", "1", "", "", ""],
        ["/goto offence", "considered", "Why.", ""],
        ["/goto offence", "ended", "", "", ""],
        ["/goto story", "Told."],
        ["/goto title", "Told."],
        ["/goto laws", "change 1", "", "", ""],
        ["/goto title", "/note", "/back"],
    ],
    ids=" ".join,
)
def test_every_step_for_a_long_text_is_a_place_for_one(entries: list[str]) -> None:
    one = interview(QUESTIONS, {"laws": LAWS})

    for entry in entries:
        say(one, entry)
        prompt = one.prompt()
        place = StepPlace(prompt.question.id, prompt.step.name, prompt.step.entry)
        if prompt.step.free_text:
            assert is_asked_for(place, QUESTIONS), place
        elif prompt.question.id != "laws":  # a new law's name is typed on one line
            assert not is_asked_for(place, QUESTIONS), place
