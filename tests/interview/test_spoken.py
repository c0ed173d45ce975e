"""An interview as a screen reader has it: the text alone, with few words before each question."""

import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pytest
from rich.console import Console

from checklist.console.line_input import PlainLineInput
from checklist.console.page import Page
from checklist.interview.engine import Interview
from checklist.interview.line_face import LineFace
from checklist.interview.user_commands import parse
from checklist.questionnaire.analysis_plan import AnalysisPlan
from checklist.questionnaire.loading import shipped
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.reports.report import Report
from tests.acceptance.entries import Strategy, everything, required_only
from tests.support.interview_questions import TRAINING
from tests.support.small_report import SMALL
from tests.support.tiny import QuestionData, questionnaire, report

MOST_WORDS = 6
"""The most words before a question."""
MOST_WORDS_OF_PART = 60
"""The most words at the beginning of a part: its title, its rules, and how much it asks."""


@dataclass
class Spoken:
    """An interview with the text that is read aloud."""

    interview: Interview

    def __post_init__(self) -> None:
        self._text = io.StringIO()
        self._page = Page(Console(file=self._text, width=80, color_system=None))
        self.face = LineFace(self._page, PlainLineInput(is_interactive=False), plain=True)

    def said(self) -> list[str]:
        """Return the lines since the last call."""
        lines = self._text.getvalue().splitlines()
        self._text.seek(0)
        self._text.truncate()
        return lines

    def prompts(self, strategy: Strategy) -> Iterator[tuple[Any, list[str]]]:
        """Answer to the end, and yield each prompt with the lines that are said with it."""
        while not self.interview.at_end:
            prompt = self.interview.prompt()
            self.face.show_prompt(prompt, self.interview)
            yield prompt, self.said()
            assert not self.interview.enter(parse(strategy(prompt))).refused


def spoken(asked: Questionnaire, answers: Any = None) -> Spoken:
    begun = report(asked, answers) if answers else Report.begin(asked, "AUT", date(2026, 1, 1))
    return Spoken(Interview(asked, begun))


def before_the_question(prompt: Any, lines: list[str]) -> list[str]:
    """Return the words before a question, without those on the part that is done or begins."""
    number = next(i for i, line in enumerate(lines) if re.fullmatch(r"[0-9.]+, \w+\.", line))
    ask = " ".join(lines[number + 1 :]).find(prompt.question.ask)
    assert ask == 0, lines
    return lines[number].split()


@pytest.mark.sampled
@pytest.mark.parametrize("strategy", [required_only, everything()])
@pytest.mark.parametrize("asked", [SMALL, shipped(None)], ids=["small", "shipped"])
def test_there_are_at_most_six_words_before_each_question(
    asked: Questionnaire, strategy: Strategy
) -> None:
    one, counted = spoken(asked), Counter[int]()

    for prompt, lines in one.prompts(strategy):
        if prompt.is_first:
            counted[len(before_the_question(prompt, lines))] += 1

    assert sum(counted.values()) >= 10
    assert max(counted) <= MOST_WORDS


def test_all_that_is_not_part_of_a_question_is_said_at_the_beginning_of_a_part_only() -> None:
    one = spoken(SMALL)

    extra = [
        prompt.question.id
        for prompt, lines in one.prompts(everything())
        if prompt.is_first and "Part " in " ".join(lines)
    ]

    assert extra == ["treaty-status", "authority"]


def test_the_beginning_of_a_part_has_at_most_sixty_words() -> None:
    one = spoken(shipped(None))

    begun = [
        re.split(r"Part \d+ of \d+:", " ".join(lines))[1].partition(prompt.question.ask)[0]
        for prompt, lines in one.prompts(everything())
        if prompt.is_first and any(re.match(r"Part \d+ of \d+:", line) for line in lines)
    ]

    assert len(begun) == len(shipped(None).sets)
    assert max(len(words.split()) for words in begun) <= MOST_WORDS_OF_PART


def test_each_hint_is_given_once() -> None:
    one = spoken(SMALL)

    said = " ".join(" ".join(lines) for _, lines in one.prompts(everything()))

    for hint in ("/ for the commands", "Type numbers with commas", "Type 2* to give option 2"):
        assert said.count(hint) == 1, hint


def test_a_grid_is_not_read_back_row_by_row_once_it_is_answered() -> None:
    one = spoken(SMALL)

    one.face.show_answer([f"Row {number}: In place" for number in range(1, 8)])
    assert one.said() == ["Your answer has 7 lines; /list reads them."]

    one.face.show_answer(["Radio", "Talks"])
    assert one.said() == ["Your answer:", "  Radio", "  Talks"]


def test_rows_that_were_heard_one_by_one_are_not_read_again_before_the_evidence() -> None:
    asked = questionnaire([{**TRAINING, "evidence": "law"}, {"id": "last", "type": "yes-no"}])
    one = Spoken(Interview(asked, report(asked)))

    strategy = {"evidence": ""}.get
    prompts = one.prompts(lambda prompt: strategy(prompt.step.name, "1"))
    said = {prompt.step.name: lines for prompt, lines in prompts}

    assert "Which articles show this?" in said["evidence"]
    assert not [line for line in said["evidence"] if "Row 1" in line]


def test_a_question_is_not_read_again_with_each_refusal() -> None:
    one = spoken(SMALL)
    one.face.show_prompt(one.interview.prompt(), one.interview)
    for _ in range(60):
        one.face.say("A line.")

    one.said()
    one.face.show_refusal("No.", one.interview.prompt(), one.interview)

    assert one.said() == ["No."]


PERIOD: list[QuestionData] = [
    {"id": "begins", "type": "date"},
    {"id": "ends", "type": "date", "optional": True},
    {"id": "one", "type": "yes-no", "period": "The period of the report"},
    {"id": "two", "type": "yes-no", "period": "The period of the report"},
    {"id": "three", "type": "yes-no", "period": "The last two years"},
]
PLAN = AnalysisPlan.model_validate(
    {"period": {"begin": "begins", "end": "ends", "words": "The period of the report"}}
)


@pytest.mark.parametrize(
    ("typed", "period"),
    [
        (["2024", "31.12.2025"], "Period: 2024 to 31 December 2025"),
        (["2024-03", ""], "Period: March 2024 to 24 November 2026"),
        (["/next", "/next"], "Period: The period of the report"),
    ],
)
def test_the_period_of_the_report_is_told_with_its_dates_and_once(
    typed: list[str], period: str
) -> None:
    asked = replace(questionnaire(PERIOD), plan=PLAN)
    one = Spoken(Interview(asked, report(asked)))
    entries = iter([*typed, "yes", "yes", "yes", "2020", ""])

    said = [line for _, lines in one.prompts(lambda prompt: next(entries)) for line in lines]

    assert [line for line in said if line.startswith("Period: ")] == [
        period,
        "Period: The last two years",
    ]


def test_the_end_of_a_part_says_what_is_done_and_what_is_not_known() -> None:
    asked = questionnaire(
        [
            {"id": "one", "type": "yes-no"},
            {"id": "two", "type": "yes-no"},
            {"id": "more", "type": "yes-no", "optional": True},
        ],
        [{"id": "last", "type": "yes-no"}],
    )
    one = Spoken(Interview(asked, report(asked)))
    entries = iter(["yes", "/unknown 2", "", "yes"])

    said = [lines for _, lines in one.prompts(lambda prompt: next(entries))]

    assert said[-1][1:6] == [
        "Part 1, Basics: nothing required is left.",
        "Not known: 1.2 (/goto 1.2).",
        "Left open, and optional: 1.3 (/goto 1.3).",
        "In all, 2 of 3 required questions are answered.",
        "",
    ]
