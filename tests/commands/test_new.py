"""`checklist new`: a small questionnaire to begin with."""

from pathlib import Path

import pytest

from checklist.questionnaire.loading import load
from tests.support.running import Result, checklist_run


def test_it_lints_clean_at_the_first_run(tmp_path: Path) -> None:
    begun = checklist_run("new", "sea/my-list", cwd=tmp_path)
    linted = checklist_run("lint", "--strict", "sea/my-list", cwd=tmp_path)

    assert (begun.code, begun.stderr) == (0, "")
    assert [line for line in begun.stdout.splitlines() if line.endswith(".yaml")] == [
        f"sea/my-list/{name}"
        for name in (
            "questionnaire.yaml",
            "recommendations.yaml",
            "01-beginning.yaml",
            "02-measures.yaml",
        )
    ]
    assert (linted.code, linted.stdout) == (0, ""), linted
    assert load(tmp_path / "sea" / "my-list").head.id == "my-list"


def test_it_can_be_answered_made_final_and_validated_at_once(tmp_path: Path) -> None:
    checklist_run("new", "my-list", cwd=tmp_path)
    option = ("--questionnaire", "my-list")
    entries = "Norway\n1\n\n1\n1*\nnot implemented\n"

    done = checklist_run("answer", *option, cwd=tmp_path, stdin=entries)
    final = checklist_run("finalize", "report-NOR.yaml", *option, cwd=tmp_path)
    valid = checklist_run("validate", "report-NOR.yaml", *option, cwd=tmp_path)

    assert "Traceback" not in done.stderr
    assert (final.code, valid.code) == (0, 0), (done, final, valid)


@pytest.mark.parametrize("name", ["My-List", "a", "my_list", "-x-"])
def test_a_folder_that_cannot_be_an_id_is_refused(name: str, tmp_path: Path) -> None:
    done = checklist_run("new", "--", name, cwd=tmp_path)

    assert (done.code, done.stdout) == (2, "")
    assert f"`{name}` cannot be the id of a questionnaire" in done.stderr
    assert [*tmp_path.iterdir()] == []


def test_a_folder_with_files_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "my-list").mkdir()
    (tmp_path / "my-list" / "own.txt").write_text("Mine.", encoding="utf-8")

    done = checklist_run("new", "my-list", cwd=tmp_path)

    assert done == Result(2, "", "checklist: my-list is not empty: nothing was written\n")
    assert [path.name for path in (tmp_path / "my-list").iterdir()] == ["own.txt"]
