"""The whole report at a glance: what is done, what waits, what can be done next."""

from datetime import date
from typing import Any

from checklist.interview.engine import Interview
from checklist.interview.home import home_lines
from checklist.questionnaire.question import Check
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.reports.report import Report
from tests.support.tiny import questionnaire

PLAN = {"id": "plan", "type": "yes-no"}
LAW = {"id": "law", "type": "yes-no"}
STORY = {"id": "story", "type": "text", "optional": True}
MORE = {"id": "more", "type": "yes-no", "when": {"question": "plan", "is": "affirmative"}}
ASKED = questionnaire([PLAN, LAW], [STORY], [MORE])


def at(asked: Questionnaire, answers: dict[str, Any]) -> Interview:
    begun = Report.begin(asked, "AUT", date(2026, 1, 1))
    return Interview(asked, begun._replace(answers=answers))


def lines(interview: Interview) -> list[str]:
    return [line.text for line in home_lines(interview)]


def missing(reason: str) -> dict[str, str]:
    return {"missing": "not-known", "reason": reason}


def test_a_part_in_which_nothing_is_required_is_not_called_done() -> None:
    first, second, third = lines(at(ASKED, {"plan": {"value": False}, "law": {"value": True}}))

    assert first.endswith(": done")
    assert "█" in first
    assert second.endswith(": nothing required, 1 optional")
    assert third.endswith(": nothing required")
    assert "█" not in second + third


def test_what_a_ministry_did_not_reply_stands_apart_from_what_is_not_known() -> None:
    answers = {"plan": missing("ministry-did-not-reply"), "law": missing("not-collected")}

    shown = lines(at(ASKED, answers))

    assert "A ministry did not reply: 1.1" in shown
    assert "Not known for another reason: 1.2" in shown


def test_what_does_not_fit_together_stands_first() -> None:
    check = Check.model_validate(
        {
            "code": "R501",
            "severity": "error",
            "message": "There is a plan and no law",
            "at": "law",
            "when": {
                "all": [
                    {"question": "plan", "is": "affirmative"},
                    {"question": "law", "is": "negative"},
                ]
            },
        }
    )
    first, *others = ASKED.sets
    sets = [first.model_copy(update={"checks": [check]}), *others]
    asked = Questionnaire(ASKED.head, ASKED.catalogue, sets, ASKED.digest)
    answers = {"plan": {"value": "affirmative"}, "law": {"value": "negative"}}
    interview = at(asked, answers)

    assert lines(interview)[0] == "Answers that do not fit together: 1.1 and 1.2"
