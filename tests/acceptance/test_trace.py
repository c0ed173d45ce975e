"""`checklist trace`: from a count to the States, files and lines."""

import json
from pathlib import Path

import pytest

from tests.support.folders import EXAMPLES
from tests.support.running import checklist_run

pytestmark = pytest.mark.sampled


def test_a_count_leads_to_states_files_and_lines(tmp_path: Path) -> None:
    words = ("trace", "T9-4.1", EXAMPLES, "--column", "Answered")

    done = checklist_run(*words, cwd=tmp_path)
    document = json.loads(checklist_run(*words, "--format", "json", cwd=tmp_path).stdout)

    assert (done.code, done.stderr) == (0, "")
    assert "All, Answered: 3" in done.stdout
    assert "Austria, revision 1, as of 2026-11-20: reports/report-AUT.yaml:" in " ".join(
        done.stdout.split()
    )
    (count,) = document["counts"]
    assert count["count"] == len(count["sources"]) == 3
    for one in count["sources"]:
        lines = (EXAMPLES.parent / one["file"]).read_text("utf-8").splitlines()
        assert lines[one["line"] - 1].startswith("  offence:")


def test_a_delegate_gets_the_own_answer_and_of_all_others_totals_only(tmp_path: Path) -> None:
    words = ("trace", "t9-4.1", EXAMPLES, "--for", "Austria")

    done = checklist_run(*words, cwd=tmp_path)
    told = checklist_run(*words, "--format", "json", cwd=tmp_path).stdout

    assert done.code == 0
    assert "All, In all: 3" in done.stdout
    assert "Austria, revision 1" in done.stdout
    for others in ("Uganda", "UGA", "Tuvalu", "TUV"):
        assert others not in done.stdout + told
    assert [one["count"] for one in json.loads(told)["counts"]][:2] == [3, 3]


def test_a_confidential_answer_is_counted_and_not_shown(tmp_path: Path) -> None:
    words = ("trace", "T3-1", EXAMPLES, "--column", "Confidential", "--format", "json")

    done = checklist_run(*words, cwd=tmp_path)

    said = [one["said"] for count in json.loads(done.stdout)["counts"] for one in count["sources"]]
    assert done.code == 0
    assert {*said} == {"Confidential"}


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["T9-99"], "no table of a summary has the id `T9-99`; did you mean"),
        (["T15-1"], "this table counts no answers, or all its counts are zero"),
        (["T3-3", "--row", "99"], "it has the rows: "),
        (["T3-3", "--for", "Atlantis"], "`Atlantis` is no State that is known"),
    ],
)
def test_what_cannot_be_traced_is_told(words: list[str], told: str, tmp_path: Path) -> None:
    done = checklist_run("trace", words[0], EXAMPLES, *words[1:], cwd=tmp_path)

    assert (done.code, done.stdout) == (2, "")
    assert told in done.stderr


def test_standard_input_has_no_lines_to_lead_to(tmp_path: Path) -> None:
    done = checklist_run("trace", "T3-3", "-", cwd=tmp_path)

    assert (done.code, done.stdout) == (2, "")
    assert "name files" in done.stderr
