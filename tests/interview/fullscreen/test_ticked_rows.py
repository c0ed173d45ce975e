"""Evidence for rows: they are ticked in the grid, which writes their numbers on the line."""

from typing import Any

import pytest

from tests.interview.fullscreen.test_face import Official, answering
from tests.support import cited
from tests.support.two_faces import line_of

__all__ = ["answering"]

ROWS = {one: {"value": "implemented"} for one in ("police", "judges", "doctors")}
LAW = {"law": "penal-code", "article": "104a"}


def at_evidence(answering: Any, *keys: str, size: tuple[int, int] = (80, 24)) -> Official:
    answers = {"laws": cited.LAWS, "duties": {"value": ROWS}}
    keys = ("/goto duties", "enter", "enter", *keys)
    official: Official = answering(cited.questionnaire(), *keys, answers=answers, size=size)
    return official


def cited_rows(official: Official) -> list[str]:
    given = official.answers["duties"]["value"]
    return [row for row in ROWS if given[row].get("evidence")]


@pytest.mark.parametrize(
    ("keys", "line", "rows"),
    [
        ((), "penal-code 104a", ["police", "judges", "doctors"]),
        (("tab", " "), "penal-code 104a (row 1)", ["police"]),
        (("tab", " ", "down", "down", " "), "penal-code 104a (rows 1, 3)", ["police", "doctors"]),
        (("tab", " ", "down", " "), "penal-code 104a (rows 1 to 2)", ["police", "judges"]),
        (("tab", "*"), "penal-code 104a (rows 1 to 3)", ["police", "judges", "doctors"]),
        (("tab", "*", "down", " "), "penal-code 104a (rows 1, 3)", ["police", "doctors"]),
        (("tab", "*", "*"), "penal-code 104a", ["police", "judges", "doctors"]),
        (("tab", " ", " "), "penal-code 104a", ["police", "judges", "doctors"]),
    ],
)
def test_what_is_ticked_stands_on_the_line_and_enter_takes_it(
    keys: tuple[str, ...], line: str, rows: list[str], answering: Any
) -> None:
    law = ("down", *"104a")
    ticked = at_evidence(answering, *law, *keys)
    assert line_of(ticked.face).strip() == line

    official = at_evidence(answering, *law, *keys, "enter")
    assert cited_rows(official) == rows
    assert all(official.answers["duties"]["value"][row]["evidence"] == [LAW] for row in rows)


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (120, 40)])
def test_the_rows_are_ticked_on_the_screen(size: tuple[int, int], answering: Any) -> None:
    official = at_evidence(answering, "down", "tab", "down", " ", size=size)

    marked = [line for line in official.screen.splitlines() if "►" in line]
    assert "[x]  2 Judges" in marked[0]
    assert "[ ] 1 Police" in official.screen
    assert "For row 2" in official.screen
    assert "Space tick" in official.screen


def test_digits_are_typed_and_answer_no_row(answering: Any) -> None:
    official = at_evidence(answering, "down", "tab", "2")

    assert line_of(official.face) == "penal-code 2"
    assert official.answers["duties"] == {"value": ROWS}


def test_the_rows_belong_to_the_last_reference(answering: Any) -> None:
    keys = ("aliens-act (row 2); penal-code 104a", "tab", " ")
    official = at_evidence(answering, *keys)

    assert line_of(official.face) == "aliens-act (row 2); penal-code 104a (row 1)"


def test_a_reference_comes_before_its_rows(answering: Any) -> None:
    official = at_evidence(answering, "tab")

    assert "then tick its rows" in official.screen
    assert "►" not in official.screen


@pytest.mark.parametrize("leave", ["escape", "tab", "up"])
def test_the_way_back_to_the_line_changes_nothing(leave: str, answering: Any) -> None:
    official = at_evidence(answering, "down", "tab", " ", leave, " ", "§")

    assert line_of(official.face) == "penal-code (row 1) §"


def test_what_is_typed_works_as_before(answering: Any) -> None:
    official = at_evidence(answering, "penal-code 104a (rows 1 to 2)", "enter")

    assert cited_rows(official) == ["police", "judges"]


def test_another_law_stands_below_those_of_the_register(answering: Any) -> None:
    official = at_evidence(answering, "down", "down", "down")
    assert line_of(official.face) == "new law"
    assert "a law that is not in the list" in official.screen

    back = at_evidence(answering, "down", "down", "down", "up")
    assert line_of(back.face) == "aliens-act "

    begun = at_evidence(answering, "down", "down", "down", "enter")
    assert begun.interview.prompt().is_aside
    assert begun.answers["duties"] == {"value": ROWS}
