"""A part as a Word file, filled in as a clerk would, says what was meant."""

import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from random import Random
from typing import Any

import pytest

from checklist.files.reader import read
from checklist.forms.registry import read_return
from checklist.questionnaire.questionnaire import Questionnaire
from tests.forms.test_round_trip import QUESTIONNAIRES, SHIPPED, assert_same, wanted
from tests.support import ministries
from tests.support.examples import large
from tests.support.folders import EXAMPLES
from tests.support.ministries import COAST, all_to, empty_form, form, given_by, written
from tests.support.word_forms import WordForm

STATES = sorted(path.stem[-3:] for path in EXAMPLES.iterdir())
FILE = "NOR-labour.docx"


def filled(answers: Mapping[str, Any], questionnaire: Questionnaire, random: Random) -> bytes:
    """Return the Word form of an empty report, filled in with some answers."""
    divided = all_to("labour", questionnaire)
    empty = empty_form("docx", questionnaire)
    return WordForm(empty).fill(
        form(given_by("labour", answers), "labour", divided, questionnaire), random
    )


def example(state: str) -> dict[str, Any]:
    """Return the answers of an example, without what no form asks for."""
    data: Any = read(EXAMPLES / f"report-{state}.yaml").data
    answers: dict[str, Any] = without(data["answers"])
    for question_id, answer in answers.items():
        if SHIPPED.questions[question_id].type == "implementation":
            answer.get("value", {}).pop("details", None)
        if SHIPPED.questions[question_id].type == "table":
            for cell in [one for entry in answer.get("value", ()) for one in entry.values()]:
                if "value" in cell:
                    cell.pop("note", None)
                cell.pop("confidential", None)
    return answers


def without(data: Any) -> Any:
    if isinstance(data, dict):
        names = ministries.NOT_IN_FORMS
        return {key: without(one) for key, one in data.items() if key not in names}
    return [without(one) for one in data] if isinstance(data, list) else data


def assert_comes_back(answers: Mapping[str, Any], asked: Questionnaire, seed: int) -> None:
    assert_same(read_return(filled(answers, asked, Random(seed)), FILE, asked), answers, asked)


@pytest.mark.sampled
@pytest.mark.parametrize("name", QUESTIONNAIRES)
@pytest.mark.parametrize("seed", range(4))
def test_what_a_clerk_marks_in_any_way_is_what_was_meant(seed: int, name: str) -> None:
    assert_comes_back(wanted(seed, QUESTIONNAIRES[name]), QUESTIONNAIRES[name], seed)


@pytest.mark.sampled
@pytest.mark.parametrize("state", STATES)
def test_the_examples_come_back_as_they_are(state: str) -> None:
    assert_comes_back(example(state), SHIPPED, 1)


@pytest.mark.thorough
@pytest.mark.parametrize("first", range(0, large(500), 50))
def test_many_reports_come_back_as_they_were_meant(first: int) -> None:
    for seed in range(first, first + 50):
        asked = SHIPPED if seed % 10 == 0 else COAST
        assert_comes_back(wanted(3000 + seed, asked), asked, seed)


def resaved(contents: Mapping[int, bytes], folder: Path) -> dict[int, bytes]:
    """Return Word files, by a number, as LibreOffice opens and saves them."""
    before, after = folder / "before", folder / "after"
    before.mkdir()
    for number, content in contents.items():
        (before / f"{number}.docx").write_bytes(content)
    profile = (folder / "profile").as_uri()
    subprocess.run(
        ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to",
         "docx:MS Word 2007 XML", "--outdir", str(after),
         *(str(path) for path in before.iterdir())],
        check=True,
        capture_output=True,
    )  # fmt: skip
    return {number: (after / f"{number}.docx").read_bytes() for number in contents}


@pytest.mark.thorough
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("number", [2, pytest.param(large(60), marks=pytest.mark.thorough)])
def test_what_libreoffice_saved_says_the_same(number: int, tmp_path: Path) -> None:
    asked = {seed: SHIPPED if seed % 10 == 0 else COAST for seed in range(4001, 4001 + number)}
    answers = {seed: wanted(seed, questionnaire) for seed, questionnaire in asked.items()}
    filled_in = {seed: filled(answers[seed], asked[seed], Random(seed)) for seed in asked}

    contents = resaved(filled_in, tmp_path)

    for seed, content in contents.items():
        assert content != filled_in[seed]
        assert_same(read_return(content, FILE, asked[seed]), answers[seed], asked[seed])


@pytest.mark.sampled
@pytest.mark.parametrize("seed", range(4))
def test_a_word_form_that_nobody_filled_in_changes_nothing(seed: int) -> None:
    answers = wanted(seed, COAST)
    for authority in ("justice", "labour", "police", "ports"):
        sent = form(answers, authority)

        returned = read_return(written(sent, "docx"), FILE, COAST)

        assert (dict(returned.given), returned.removed, returned.confirmed) == ({}, set(), set())
        assert (dict(returned.emptied), list(returned.stray), list(returned.findings)) == (
            {},
            [],
            [],
        )
        assert returned.units == sent.part.base


@pytest.mark.sampled
@pytest.mark.parametrize("seed", range(4))
def test_as_before_at_each_question_confirms_the_whole_last_report(seed: int) -> None:
    answers = {i: {**one, "carried": True} for i, one in wanted(seed, COAST).items()}
    sent = form(given_by("labour", answers), "labour", all_to("labour"))
    open_form = WordForm(written(sent, "docx"))
    for line in sent.lines:
        if line.is_question and line.can_confirm:
            open_form.mark(line.key, "as-before")

    returned = read_return(open_form.saved(), FILE, COAST)

    waiting = {at for at in sent.part.base if at.endswith("/carried")}
    assert list(returned.findings) == []
    assert (dict(returned.given), returned.removed) == ({}, waiting)
    assert len(waiting) == len(answers)
