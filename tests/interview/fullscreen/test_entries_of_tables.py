"""An entry of a table that is begun, removed or changed, on the screen and on lines."""

from typing import Any

import pytest

from checklist.interview.loop import run
from tests.interview.fullscreen.test_face import STORY, Official, answering
from tests.support.interview_questions import PLAN

__all__ = ["answering"]

FORMS = [{"code": f"form-{n}", "label": f"The form with the number {n}"} for n in range(1, 13)]
FIGURES = {
    "id": "figures",
    "type": "table",
    "entry": "figure",
    "columns": [
        {"id": "year", "label": "Year", "type": "integer", "required": True},
        {"id": "form", "label": "Form", "type": "choice", "options": FORMS, "required": True},
        {"id": "people", "label": "People", "type": "integer"},
    ],
}
FIRST = {"year": {"value": 2024}, "form": {"value": "form-9"}}


def figures(official: Official) -> Any:
    return official.answers.get("figures")


@pytest.fixture
def counting(answering: Any) -> Any:
    def begin(*keys: str, value: Any = None, size: tuple[int, int] = (80, 24), **more: Any) -> Any:
        answers = {} if value is None else {"figures": {"value": value, **more}}
        at = ("/goto figures", "enter")
        return answering([STORY, FIGURES, PLAN], *at, *keys, answers=answers, size=size)

    return begin


# What is only begun


@pytest.mark.parametrize("removal", [("remove 2", "enter"), ("up", "delete")])
def test_an_entry_that_is_begun_can_be_removed(removal: tuple[str, ...], counting: Any) -> None:
    begun = ("2023", "enter", "/back", "enter")
    before = counting(*begun, value=[FIRST])
    official = counting(*begun, *removal, value=[FIRST])

    assert "type remove 2 to remove it" in before.screen
    assert figures(before) == {"value": [FIRST, {"year": {"value": 2023}}]}
    assert figures(official) == {"value": [FIRST]}
    assert "Figure 2, which was begun, is removed. /undo brings it back." in official.screen


def test_to_remove_the_only_entry_does_not_say_that_there_is_none(counting: Any) -> None:
    official = counting("2023", "enter", "/back", "enter", "remove 1", "enter")
    whole = counting("remove 1", "enter", value=[FIRST], note="From the police.")
    again = counting("remove 1", "enter", "2023", "enter", value=[FIRST], note="From the police.")

    assert figures(official) is None
    assert figures(whole) is None
    assert figures(again) == {"value": [{"year": {"value": 2023}}], "note": "From the police."}


def test_it_comes_back_with_undo(counting: Any) -> None:
    begun = ("2023", "enter", "/back", "enter", "remove 1", "enter")
    official = counting(*begun, "/undo", "enter")

    assert figures(official) == {"value": [{"year": {"value": 2023}}]}


@pytest.mark.parametrize("entry", [("enter",), ("change 2", "enter"), ("up", "enter")])
def test_an_entry_that_is_begun_goes_on(entry: tuple[str, ...], counting: Any) -> None:
    official = counting("2023", "enter", "/back", "enter", *entry, "4", "enter", value=[FIRST])

    assert figures(official)["value"][1] == {"year": {"value": 2023}, "form": {"value": "form-4"}}


def test_what_an_earlier_interview_began_can_be_removed(counting: Any) -> None:
    begun = [FIRST, {"year": {"value": 2023}}]
    before = counting(value=begun)
    official = counting("remove 2", "enter", value=begun)
    in_the_next_cell = counting("enter", "remove 2", "enter", value=begun)

    assert "Type remove 2 to remove this figure." in before.screen
    assert figures(official) == figures(in_the_next_cell) == {"value": [FIRST]}


def test_the_same_entries_remove_it_on_lines(counting: Any, tmp_path: Any) -> None:
    from tests.support.two_faces import SilentFace

    official = counting()
    lines = ["/goto figures", "2023", "/back", "remove 1", "2022", "3", "7"]
    with pytest.raises(KeyboardInterrupt):
        run(official.interview, official.session, SilentFace(iter(lines)))

    assert figures(official) == {
        "value": [
            {"year": {"value": 2022}, "form": {"value": "form-3"}, "people": {"value": 7}},
        ]
    }


# The present choice


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (80, 20), (120, 40)])
@pytest.mark.parametrize("number", [1, 5, 9, 12])
def test_the_present_choice_is_marked_and_arrows_begin_there(
    number: int, size: tuple[int, int], counting: Any
) -> None:
    value = [{**FIRST, "form": {"value": f"form-{number}"}}]
    opened = ("change 1", "enter", "down")
    label = f"The form with the number {number}"

    before = counting(*opened, value=value, size=size)
    moved = counting(*opened, "down", value=value, size=size)
    kept = counting(*opened, "down", "enter", value=value, size=size)

    (line,) = [line for line in before.screen.splitlines() if "●" in line]
    assert f"● {number:>2} {label}" in line
    assert f"►● {number:>2} {label}" in moved.screen
    assert figures(kept) == {"value": value}


def test_a_list_in_two_columns_marks_what_is_in_the_second_one(counting: Any) -> None:
    value = [{**FIRST, "form": {"value": "form-12"}}]
    screen = counting("change 1", "enter", "down", value=value, size=(80, 20)).screen

    (line,) = [line for line in screen.splitlines() if "●" in line]
    assert " 6 The form" in line
    assert "● 12 The form" in line


def test_a_draft_with_something_typed_beside_a_cell_can_be_opened_again(counting: Any) -> None:
    official = counting("2023", "enter", "/unknown", "enter", "Only here")

    assert figures(official) == {"value": [{"year": {"value": 2023}}]}


def test_what_stands_above_the_present_choice_comes_in_sight(answering: Any) -> None:
    measure = {"id": "measure", "type": "implementation"}
    lines = "\n".join(f"Line {number} of the law." for number in range(1, 16))
    value = {"status": "implemented", "law": lines, "practice": "It is applied."}
    at_measure = ("/goto measure", "enter")
    given = {"measure": {"value": value}}
    first = answering([measure, PLAN], *at_measure, answers=given, size=(60, 20))
    above = answering([measure, PLAN], *at_measure, "page-up", answers=given, size=(60, 20))

    assert "● 1" in first.screen
    assert "Your answer:" not in first.screen
    assert "Your answer:" in above.screen
