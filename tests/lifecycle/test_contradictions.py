"""A contradiction quotes of each answer what it is about."""

from typing import Any

from checklist.lifecycle.contradictions import contradictions
from checklist.questionnaire.question import Check
from checklist.questionnaire.questionnaire import Questionnaire
from tests.support.tiny import path, questionnaire

OPTIONS = [{"code": code, "label": code.capitalize()} for code in ("done", "planned", "none")]
GRID = {
    "id": "grid",
    "type": "matrix",
    "options": OPTIONS,
    "items": [
        {"id": f"row-{n}", "label": f"A row with a long label, number {n}"} for n in range(9)
    ],
}
LIST = {"id": "list", "type": "choices", "options": OPTIONS}
PLAIN = questionnaire([GRID, LIST])


def sides(when: dict[str, Any], answers: dict[str, Any]) -> list[str]:
    check = Check.model_validate(
        {"code": "R501", "severity": "error", "message": "Wrong", "at": "grid", "when": when}
    )
    sets = [PLAIN.sets[0].model_copy(update={"checks": [check]})]
    asked = Questionnaire(PLAIN.head, PLAIN.catalogue, sets, PLAIN.digest)
    [found] = contradictions(path(asked, answers))
    return [side.answer for side in found.sides]


ROWS = {f"row-{n}": {"value": "planned" if n == 8 else "done"} for n in range(9)}
ANSWERS = {"grid": {"value": ROWS}, "list": {"value": ["done", "planned"]}}


def test_of_a_grid_the_rows_that_contradict_are_quoted_however_far_below_they_stand() -> None:
    when = {
        "all": [
            {"question": "grid", "row": "row-7", "is": "done"},
            {"question": "grid", "row": "row-8", "is": "planned"},
        ]
    }

    assert sides(when, ANSWERS) == [
        "A row with a long label, number 7: Done; A row with a long label, number 8: Planned"
    ]


def test_of_several_rows_only_those_are_quoted_for_which_the_comparison_holds() -> None:
    rows = [{"question": "grid", "row": f"row-{n}", "is": "planned"} for n in (2, 8)]

    assert sides({"any": rows}, ANSWERS) == ["A row with a long label, number 8: Planned"]
    denied = {"not": {"all": rows}}
    assert sides(denied, ANSWERS) == ["A row with a long label, number 2: Done"]


def test_of_a_list_the_options_that_contradict_are_quoted() -> None:
    when = {
        "all": [
            {"question": "list", "any_of": ["planned"]},
            {"question": "grid", "row": "row-8", "is": "planned"},
        ]
    }

    assert sides(when, ANSWERS) == ["A row with a long label, number 8: Planned", "Planned"]
