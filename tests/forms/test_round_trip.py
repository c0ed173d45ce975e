"""A part, filled in as a clerk would, says the same as the answers that are typed in a terminal."""

import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pytest

from checklist.forms.registry import read_return
from checklist.ministries.returned import Returned
from checklist.questionnaire.loading import shipped
from checklist.questionnaire.questionnaire import Questionnaire
from tests.support import ministries
from tests.support.examples import large
from tests.support.made_reports import made_report
from tests.support.ministries import (
    COAST,
    Clerk,
    all_to,
    canonical,
    empty_form,
    form,
    given_by,
    shown_units,
    written,
)

SHIPPED = shipped()
QUESTIONNAIRES = {"coast": COAST, "shipped": SHIPPED}


def wanted(seed: int, questionnaire: Questionnaire) -> dict[str, Any]:
    """Return the answers of a report that was made up; who gave them is not in forms."""
    answers: Mapping[str, Mapping[str, Any]]
    answers = made_report(seed, questionnaire, state="NOR")["answers"]
    return {
        i: {key: part for key, part in answer.items() if key not in ministries.NOT_IN_FORMS}
        for i, answer in answers.items()
    }


def normal(units: Mapping[str, Any]) -> dict[str, Any]:
    """Return contents in which the order of several codes has no meaning."""
    return {
        at: sorted(c) if isinstance(c, list) and all(isinstance(o, str) for o in c) else c
        for at, c in units.items()
    }


def filled(answers: Mapping[str, Any], questionnaire: Questionnaire, random: Random) -> bytes:
    """Return the form of an empty report, filled in with some answers."""
    divided = all_to("labour", questionnaire)
    empty = empty_form("xlsx", questionnaire)
    return Clerk(
        empty, form(given_by("labour", answers), "labour", divided, questionnaire), random
    ).fill()


def assert_same(returned: Returned, answers: Mapping[str, Any], asked: Questionnaire) -> None:
    assert list(returned.findings) == []
    assert list(returned.stray) == []
    assert canonical(normal(returned.units)) == canonical(normal(shown_units(answers, asked)))


@pytest.mark.sampled
@pytest.mark.parametrize("name", QUESTIONNAIRES)
@pytest.mark.parametrize("seed", range(6))
def test_what_a_clerk_fills_in_is_what_was_meant(seed: int, name: str) -> None:
    questionnaire = QUESTIONNAIRES[name]
    answers = wanted(seed, questionnaire)

    content = filled(answers, questionnaire, Random(seed))

    assert_same(read_return(content, "NOR-labour.xlsx", questionnaire), answers, questionnaire)


@pytest.mark.thorough
@pytest.mark.parametrize("first", range(0, large(120), 30))
def test_many_reports_come_back_as_they_were_meant(first: int) -> None:
    for seed in range(first, first + 30):
        questionnaire = SHIPPED if seed % 10 == 0 else COAST
        answers = wanted(1000 + seed, questionnaire)
        content = filled(answers, questionnaire, Random(seed))
        assert_same(read_return(content, "NOR-labour.xlsx", questionnaire), answers, questionnaire)


def resaved(contents: Mapping[int, bytes], folder: Path) -> dict[int, bytes]:
    """Return workbooks, by a number, as LibreOffice opens and saves them."""
    before, after = folder / "before", folder / "after"
    before.mkdir()
    for number, content in contents.items():
        (before / f"{number}.xlsx").write_bytes(content)
    profile = (folder / "profile").as_uri()
    subprocess.run(
        ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", "xlsx",
         "--outdir", str(after), *(str(path) for path in before.iterdir())],
        check=True,
        capture_output=True,
    )  # fmt: skip
    return {number: (after / f"{number}.xlsx").read_bytes() for number in contents}


@pytest.mark.thorough
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("number", [1, pytest.param(large(40), marks=pytest.mark.thorough)])
def test_what_libreoffice_saved_says_the_same(number: int, tmp_path: Path) -> None:
    asked = {seed: SHIPPED if seed % 10 == 0 else COAST for seed in range(2001, 2001 + number)}
    answers = {seed: wanted(seed, questionnaire) for seed, questionnaire in asked.items()}
    filled_in = {seed: filled(answers[seed], asked[seed], Random(seed)) for seed in asked}

    contents = resaved(filled_in, tmp_path)

    for seed, content in contents.items():
        returned = read_return(content, "NOR-labour.xlsx", asked[seed])
        assert_same(returned, answers[seed], asked[seed])


@pytest.mark.parametrize("name", ["xlsx", "docx"])
@pytest.mark.parametrize("seed", range(4))
def test_a_part_that_nobody_filled_in_changes_nothing(seed: int, name: str) -> None:
    answers = wanted(seed, COAST)
    for authority in ("justice", "labour", "police", "ports"):
        sent = form(answers, authority)

        returned = read_return(written(sent, name), f"NOR-{authority}.{name}", COAST)

        assert (dict(returned.given), returned.removed, returned.confirmed) == ({}, set(), set())
        assert (dict(returned.emptied), list(returned.stray), list(returned.findings)) == (
            {},
            [],
            [],
        )
        assert returned.units == sent.part.base


@pytest.mark.sampled
@pytest.mark.parametrize("seed", range(8))
def test_as_before_at_each_question_confirms_the_whole_last_report(seed: int) -> None:
    answers = {i: {**one, "carried": True} for i, one in wanted(seed, COAST).items()}
    sent = form(given_by("labour", answers), "labour", all_to("labour"))
    confirmed = {
        line.key: replace(line, shown={"answer": "As before"})
        for line in sent.lines
        if line.is_question and line.can_confirm
    }
    sections = [
        replace(one, lines=[confirmed.get(line.key, line) for line in one.lines])
        for one in sent.sections
    ]

    content = Clerk(written(sent), replace(sent, sections=sections)).fill()
    returned = read_return(content, "NOR-labour.xlsx", COAST)

    waiting = {at for at in sent.part.base if at.endswith("/carried")}
    assert list(returned.findings) == []
    assert (dict(returned.given), returned.removed) == ({}, waiting)
    assert len(waiting) == len(answers)
    assert returned.confirmed <= sent.part.base.keys() - waiting
