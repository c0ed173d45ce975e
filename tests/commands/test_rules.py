"""`checklist rules`: the list of codes, and the explanation of one."""

from pathlib import Path

import pytest

from tests.support.running import checklist_run


def test_rules_lists_all_codes_and_explains_one(tmp_path: Path) -> None:
    listed = checklist_run("rules", cwd=tmp_path)
    explained = checklist_run("rules", "r005", cwd=tmp_path)

    assert listed.code == explained.code == 0
    codes = [line.split()[0] for line in listed.stdout.splitlines()]
    assert {"S001", "Q001", "R005", "R521"} <= set(codes)
    assert len(codes) == len(set(codes))
    assert explained.stdout.startswith("R005 ")


def test_rules_suggests_a_code_that_there_is(tmp_path: Path) -> None:
    done = checklist_run("rules", "rr005", cwd=tmp_path)

    assert (done.code, done.stdout) == (2, "")
    assert done.stderr == "checklist: there is no code `rr005`; did you mean `R005`?\n"


@pytest.mark.parametrize("code", ["D001", "F007"])
def test_rules_explains_codes_of_divisions_and_forms(code: str, tmp_path: Path) -> None:
    done = checklist_run("rules", code, cwd=tmp_path)

    assert done.code == 0
    assert done.stdout.startswith(f"{code} ")
    assert "## Use instead" in done.stdout
