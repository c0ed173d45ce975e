"""`checklist example`: reports to try the tool with."""

from pathlib import Path

from tests.support.folders import ALL_EXAMPLES
from tests.support.running import Result, checklist_run


def test_it_writes_the_examples_that_come_with_the_package(tmp_path: Path) -> None:
    done = checklist_run("example", "sea/examples", cwd=tmp_path)

    written = {
        path.relative_to(tmp_path / "sea" / "examples"): path.read_bytes()
        for path in (tmp_path / "sea" / "examples").rglob("*.*")
    }
    assert (done.code, done.stderr) == (0, "")
    assert done.stdout == (ALL_EXAMPLES / "README.txt").read_text("utf-8")
    assert written == {
        path.relative_to(ALL_EXAMPLES): path.read_bytes() for path in ALL_EXAMPLES.rglob("*.*")
    }


def test_the_commands_of_its_readme_run(tmp_path: Path) -> None:
    checklist_run("example", "examples", cwd=tmp_path)
    lines = (ALL_EXAMPLES / "README.txt").read_text("utf-8").splitlines()
    commands = [line.split()[1:] for line in lines if line.startswith("checklist ")]

    codes = {
        " ".join(words): checklist_run(*words, cwd=tmp_path / "examples").code
        for words in commands
        if words[0] != "answer"
    }

    assert {command for command, code in codes.items() if code} == {"validate drafts"}
    assert len(codes) > 3


def test_a_folder_with_files_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "examples").mkdir()
    (tmp_path / "examples" / "own.txt").write_text("Mine.", encoding="utf-8")

    done = checklist_run("example", "examples", cwd=tmp_path)

    assert done == Result(2, "", "checklist: examples is not empty: nothing was written\n")
    assert [path.name for path in (tmp_path / "examples").iterdir()] == ["own.txt"]


def test_a_file_in_place_of_the_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "examples").write_text("Mine.", encoding="utf-8")

    done = checklist_run("example", "examples", cwd=tmp_path)

    assert (done.code, done.stdout) == (2, "")
    assert done.stderr == "checklist: examples: File exists\n"
