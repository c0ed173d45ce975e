"""What the analysis commands do where no report, or no State, is left to count."""

import re
import shutil
from pathlib import Path

import pytest

from tests.support.cycles import reports_of_cycles, write_cycles
from tests.support.folders import EXAMPLES, UGANDA
from tests.support.running import checklist_run

TIMES = (["--cycle", "1999"], ["--cycle", "0000"])


@pytest.mark.sampled
@pytest.mark.parametrize(
    "command",
    [
        ["summarize", EXAMPLES],
        ["compare", EXAMPLES, EXAMPLES],
        ["tabulate", EXAMPLES, "--output", "all.csv"],
    ],
    ids=lambda command: command[0],
)
def test_a_cycle_that_leaves_no_report_is_an_error(command: list[str], tmp_path: Path) -> None:
    for time in TIMES:
        done = checklist_run(*command, *time, cwd=tmp_path)

        assert (done.code, done.stdout) == (2, ""), time
        assert re.search("no report (is )?of this cycle", done.stderr), done.stderr
    assert not [*tmp_path.iterdir()]


def test_a_file_that_cannot_be_used_is_told_before_the_cycle(tmp_path: Path) -> None:
    shutil.copy(UGANDA, tmp_path / "report-UGA.yaml")
    (tmp_path / "broken.yaml").write_text("state: [", "utf-8")

    done = checklist_run("summarize", ".", "--cycle", "1999", cwd=tmp_path)

    assert done.code == 1
    assert "broken.yaml" in done.stdout


def test_a_comparison_of_a_folder_with_itself_names_the_option_for_two_cycles(
    tmp_path: Path,
) -> None:
    done = checklist_run("compare", EXAMPLES, EXAMPLES, cwd=tmp_path)

    assert done.code == 0
    assert "OLD and NEW are one folder; --cycle YEAR --cycle YEAR compares" in done.stderr


def test_tabulate_names_the_option_where_a_State_has_reports_of_several_years(
    tmp_path: Path,
) -> None:
    write_cycles(tmp_path / "reports", reports_of_cycles({"AUT": ("2022", "2024")}))
    words = ("tabulate", "reports", "--output")

    of_all = checklist_run(*words, "all.csv", cwd=tmp_path)
    of_one = checklist_run(*words, "one.csv", "--cycle", "2024", cwd=tmp_path)

    assert (of_all.code, of_one.code) == (0, 0)
    assert "--cycle YEAR writes the reports of one cycle" in of_all.stderr
    assert "--cycle" not in of_one.stderr
    counts = {
        name: [line.split(",")[2] for line in (tmp_path / name).read_text("utf-8").splitlines()]
        for name in ("all-files.csv", "one-files.csv")
    }
    assert counts == {
        "all-files.csv": ["counts", "False", "True"],
        "one-files.csv": ["counts", "False", "True"],
    }
