"""Every entry gives the same report on both faces, to the byte."""

from datetime import date
from pathlib import Path
from random import Random

import pytest

from checklist.answer_types.answer import AnswerData
from checklist.interview.session import Session
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.reports.report import Report
from tests.interview.test_engine_stateful import ASKED, CARRIED
from tests.support import cited
from tests.support.examples import large
from tests.support.interview_questions import WHOLE
from tests.support.same import assert_same
from tests.support.two_faces import on_lines, on_screen, typed_at_random

CITED = cited.questionnaire()
KINDS = (ASKED, WHOLE, CITED)
CHUNK = 125
ALL = large(2_000)
"""The interviews of a thorough run."""


def check_same_report(questionnaire: Questionnaire, seed: int, folder: Path) -> None:
    random = Random(seed)
    begun_with = cited.ANSWERS if questionnaire is CITED else CARRIED
    known = [name for name in begun_with if name in questionnaire.questions]
    chosen = [name for name in known if random.random() < 0.4]
    answers: dict[str, AnswerData] = {name: begun_with[name] for name in chosen}
    if questionnaire is CITED:
        answers = {"laws": cited.LAWS, **answers}
    begun = Report.begin(questionnaire, "AUT", date(2026, 1, 1))
    report = begun._replace(answers=answers)
    entries = typed_at_random(questionnaire, report, random, random.randint(5, 40))
    lines = Session.begin(folder / "lines.yaml", questionnaire, report)
    screen = Session.begin(folder / "screen.yaml", questionnaire, report)

    expected = on_lines(lines, entries)

    assert_same(on_screen(screen, entries), expected, f"the report of {seed}, {entries},")


@pytest.mark.sampled
@pytest.mark.parametrize("seed", range(9))
def test_random_interviews_give_the_same_report(seed: int, tmp_path: Path) -> None:
    check_same_report(KINDS[seed % 3], seed, tmp_path)


@pytest.mark.thorough
@pytest.mark.parametrize("first", range(0, ALL, CHUNK))
def test_very_many_random_interviews_give_the_same_report(first: int, tmp_path: Path) -> None:
    for seed in range(first, first + CHUNK):
        folder = tmp_path / str(seed)
        folder.mkdir()
        check_same_report(KINDS[seed % 3], seed, folder)
