"""The introduction of a part has its rules. Each sentence of it stands on the screen."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from checklist.interview.engine import Interview
from checklist.questionnaire.loading import shipped
from checklist.reports.report import Report
from tests.interview.fullscreen.test_face import answering
from tests.support.interview_questions import PLAN
from tests.support.pages import flat
from tests.support.running import checklist_run
from tests.support.tiny import questionnaire

__all__ = ["answering"]

SHIPPED = shipped()
PARTS = [*enumerate(SHIPPED.sets, 1)]


def sentences(text: str | None) -> list[str]:
    return re.split(r"(?<=[.:;]) ", " ".join((text or "").split()))


def on_path() -> dict[str, list[str]]:
    """Return the numbers of the questions that a report without answers asks, by part."""
    path = Interview(SHIPPED, Report.begin(SHIPPED, "SYC", date(2026, 1, 1))).path
    return {
        part.id: [SHIPPED.numbers[one.id] for one in part.questions if one.id in path.on]
        for part in SHIPPED.sets
    }


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
@pytest.mark.parametrize(("number", "part"), PARTS, ids=[part.id for _, part in PARTS])
def test_every_sentence_stands_on_the_screen_before_the_first_question(
    number: int, part: Any, size: tuple[int, int], answering: Any
) -> None:
    official = answering(SHIPPED, "enter", f"/goto {number}", "enter", size=size)

    page = flat(official.screen if number > 1 else official.screens[0])
    assert part.introduction
    assert f"Part {number} of 11: {part.title}" in page
    assert [one for one in sentences(part.introduction) if one not in page] == []
    assert re.search(r"(Required|Optional) questions: \d+", page)


@pytest.mark.parametrize(("number", "part"), PARTS, ids=[part.id for _, part in PARTS])
def test_every_sentence_stands_behind_the_question_mark_at_each_question(
    number: int, part: Any, answering: Any
) -> None:
    for asked in on_path()[part.id]:
        begin = ("enter", f"/goto {asked}", "enter", *(("enter",) if number > 1 else ()))
        official = answering(SHIPPED, *begin, "?", size=(80, 100))

        text = flat(official.screen)
        missing = [one for one in sentences(part.introduction) if one not in text]
        assert missing == [], asked


def test_each_part_has_a_question_that_a_new_report_asks() -> None:
    assert all(on_path().values())


TWO = questionnaire(
    [PLAN],
    [{**PLAN, "id": "other"}, {**PLAN, "id": "last"}],
    introductions=["Rule one.", "Rule two."],
)


def test_the_rules_come_with_the_arrival_of_the_part_before(answering: Any) -> None:
    official = answering(TWO, "enter", "1", "enter")

    assert "Part 1 is done: Basics." in official.screen
    assert "Part 2 of 2: Practice" in official.screen
    assert "Rule two." in official.screen


def test_a_part_is_left_for_later_by_2_on_its_page(answering: Any) -> None:
    page = answering(TWO)
    left = answering(TWO, "2", "enter")
    begun = answering(TWO, "2", "enter", "enter")

    assert "Enter begin   2, Enter leave it for later" in page.screen
    assert "Part 2 of 2: Practice" in left.screen
    assert "leave it for later" not in left.screen  # nothing comes behind it
    assert begun.interview.prompt().question.id == "other"
    assert begun.answers == {}
    assert begun.screen.splitlines()[-2].strip() == ">"  # the digit is not for the question


def test_the_rules_come_once_and_only_where_nothing_is_answered(answering: Any) -> None:
    again = ("enter", "/goto 2", "enter", "enter", "/goto 1", "enter", "/goto 2", "enter")
    official = answering(TWO, *again)
    one = {PLAN["id"]: {"value": "affirmative"}}
    answered = answering(TWO, "enter", "/goto 1", "enter", answers=one)

    assert sum("Rule two." in screen for screen in official.screens) == 1
    assert not any("Rule one." in screen for screen in answered.screens)


def test_the_rules_come_again_for_answers_that_nobody_has_confirmed(answering: Any) -> None:
    carried = {"last": {"value": "affirmative", "carried": True}}
    official = answering(TWO, "enter", "/goto 2", "enter", answers=carried)

    assert "Rule two." in official.screen


def test_lines_have_the_rules_before_the_first_question(tmp_path: Path) -> None:
    for number, part in PARTS:
        run = checklist_run(
            "answer", "--state", "SYC", "--part", str(number), cwd=tmp_path, stdin="/quit\n"
        )
        (tmp_path / "report-SYC.yaml").unlink()

        assert run.code == 0, run.stderr
        assert [
            one for one in sentences(part.introduction) if one not in flat(run.stdout + run.stderr)
        ] == []
