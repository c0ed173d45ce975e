"""`checklist lint`: its exit codes, and the codes that are selected."""

import re
import shutil
from pathlib import Path

from tests.support.folders import SMALL_FOLDER
from tests.support.running import checklist_run


def test_lint_selects_codes_too(tmp_path: Path) -> None:
    copy = shutil.copytree(SMALL_FOLDER, tmp_path / "small")
    part = copy / "02-lights.yaml"
    part.write_text(part.read_text("utf-8").replace("type: yes-no", "type: yesno"), "utf-8")

    only = checklist_run("lint", "--select", "Q", "small", cwd=tmp_path)
    unknown = checklist_run("lint", "--select", "R005", "small", cwd=tmp_path)

    assert (only.code, only.stdout) == (0, "")
    assert (unknown.code, unknown.stdout) == (2, "")
    assert "no code that can be found here begins with `R005`" in unknown.stderr


def test_lint_exits_with_0_or_1_and_names_the_line(tmp_path: Path) -> None:
    copy = shutil.copytree(SMALL_FOLDER, tmp_path / "small")
    sound = checklist_run("lint", "small", cwd=tmp_path)
    part = copy / "02-lights.yaml"
    part.write_text(part.read_text("utf-8").replace("type: yes-no", "type: yesno"), "utf-8")

    folder = checklist_run("lint", "small", cwd=tmp_path)
    file = checklist_run("lint", "small/02-lights.yaml", cwd=tmp_path)
    absent = checklist_run("lint", "nosuch", cwd=tmp_path)

    assert (sound.code, sound.stdout) == (0, "")
    assert folder.code == file.code == absent.code == 1
    assert re.match(r"small/02-lights\.yaml:\d+:\d+: S104 error: ", folder.stdout)
    assert folder.stdout == file.stdout
    assert "S001 error: cannot be read" in absent.stdout


def test_lint_whole_shows_what_a_change_of_one_file_breaks_in_another(tmp_path: Path) -> None:
    copy = shutil.copytree(SMALL_FOLDER, tmp_path / "small")
    catalogue = copy / "recommendations.yaml"
    text = catalogue.read_text("utf-8")
    catalogue.write_text(text.replace('id: "3(b)"', 'id: "3(c)"'), "utf-8")
    named = ("lint", "small/recommendations.yaml")

    alone = checklist_run(*named, "--select", "Q002", cwd=tmp_path)
    whole = checklist_run(*named, "--select", "Q002", "--whole", cwd=tmp_path)

    assert (alone.code, alone.stdout) == (0, "")
    assert whole.code == 1
    assert re.match(r"small/02-lights\.yaml:\d+:\d+: Q002 error: .*`3\(b\)`", whole.stdout)


def test_lint_never_overwrites_a_question_set(tmp_path: Path) -> None:
    folder = shutil.copytree(SMALL_FOLDER, tmp_path / "small")
    before = (folder / "02-lights.yaml").read_bytes()

    done = checklist_run("lint", "small", "--output", "small/02-lights.yaml", cwd=tmp_path)

    assert done.code == 2
    assert (folder / "02-lights.yaml").read_bytes() == before
