"""What the present version asks is kept: a changed word is refused, a remark is not."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from checklist.files.reader import read
from checklist.questionnaire import shipped_files
from checklist.questionnaire.questionnaire import Questionnaire
from tests.questions.conftest import QUESTIONNAIRE
from tests.support.folders import EXAMPLES, IN_LANGUAGES
from tests.support.running import Result, checklist_run

SHIPPED = shipped_files.questionnaire_folders()[QUESTIONNAIRE]


def lint_with(tmp_path: Path, name: str, before: str, after: str) -> Result:
    """Lint a copy of the questionnaire in which one file is changed."""
    copy = tmp_path / QUESTIONNAIRE
    shutil.copytree(SHIPPED, copy)
    text = (copy / name).read_text("utf-8")
    assert before in text
    (copy / name).write_text(text.replace(before, after, 1), "utf-8")
    return checklist_run("lint", QUESTIONNAIRE, "--strict", cwd=tmp_path)


def test_the_present_version_is_kept(questionnaire: Questionnaire) -> None:
    data: Any = read(SHIPPED / "history" / f"{questionnaire.head.version}.yaml").data

    assert data["digest"] == questionnaire.digest
    kept = {one["id"]: one.get("more") for part in data["sets"] for one in part["questions"]}
    assert kept == {one.id: one.more for one in questionnaire.questions.values()}
    assert sum(more is not None for more in kept.values()) > 40


@pytest.mark.sampled
@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("06-victims.yaml", "label: Medical assistance,", "label: Medical help,"),
        ("06-victims.yaml", "Partners of the State can give the assistance.", "Partners count."),
        ("questionnaire.yaml", "label: In place in part}", "label: Partly in place}"),
        ("08-training.yaml", "{id: judges, ", "{id: all-judges, "),
        ("02-adherence.yaml", "severity: error", "severity: warning"),
        ("recommendations.yaml", "This is a first step", "This is one step"),
    ],
)
def test_a_word_that_is_changed_after_the_freeze_is_refused(
    name: str, before: str, after: str, tmp_path: Path
) -> None:
    done = lint_with(tmp_path, name, before, after)

    assert done.code == 1
    assert "Q018" in done.stdout
    assert "this is not what version 2.0.0 asks now; raise the version" in done.stdout


@pytest.mark.sampled
@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("comment: Another word than that for compensation.", "comment: A word of its own."),
        ("usually: [police]", "usually: [police, prosecution]"),
    ],
)
def test_remarks_for_translators_and_ministries_can_change(
    before: str, after: str, tmp_path: Path
) -> None:
    name = "questionnaire.yaml" if "comment" in before else "06-victims.yaml"

    done = lint_with(tmp_path, name, before, after)

    assert (done.code, "Q018" in done.stdout) == (0, False)


@pytest.mark.parametrize(
    "path",
    sorted([*EXAMPLES.glob("*.yaml"), *IN_LANGUAGES.glob("*.yaml")]),
    ids=lambda path: path.stem,
)
def test_reports_of_the_version_are_valid(path: Path, tmp_path: Path) -> None:
    shutil.copy(path, tmp_path)

    done = checklist_run("validate", path.name, "--final", cwd=tmp_path)

    assert done.code == 0, done.stdout
