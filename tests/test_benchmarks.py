"""The benchmarks can run: they have a questionnaire, reports and an installation of their own."""

import subprocess
import sys
from pathlib import Path

import pytest

from checklist.files.reader import read
from checklist.questionnaire.loading import shipped
from tests.benchmarks import start_up
from tests.benchmarks.installation import Installation, questionnaire
from tests.benchmarks.measuring import effort
from tests.benchmarks.reports import STYLES, Reports
from tests.support.running import checklist_run


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    return Installation(tmp_path_factory.mktemp("benchmarks") / "installed")


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Reports:
    return Reports(tmp_path_factory.mktemp("benchmarks") / "reports", states=3)


def test_the_questionnaire_of_the_benchmarks_loads_and_stays_at_its_version() -> None:
    kept = questionnaire()

    assert kept.head.version == "1.0.0"
    assert kept.folder is not None and kept.folder != shipped().folder


def test_the_questionnaire_of_the_benchmarks_has_no_errors(tmp_path: Path) -> None:
    folder = questionnaire().folder

    done = checklist_run("lint", folder or "", cwd=tmp_path)

    assert done.code == 0
    assert ", 0 with errors: 0 errors," in done.stderr


@pytest.mark.thorough
@pytest.mark.parametrize("style", STYLES)
def test_an_installation_for_benchmarks_finds_nothing_wrong_in_their_reports(
    style: str, installed: Installation, reports: Reports, tmp_path: Path
) -> None:
    command = [installed.checklist, "validate", reports.of(style, 3)]

    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)

    assert (done.returncode, done.stdout) == (0, "")
    assert "3 files" in done.stderr


@pytest.mark.thorough
def test_all_styles_of_a_report_say_the_same(reports: Reports) -> None:
    said = [[read(file).data for file in reports.files(style, 3)] for style in STYLES]

    assert said[0] == said[1] == said[2]
    assert len({Path(reports.files(style, 3)[0]).read_text("utf-8") for style in STYLES}) == 3


@pytest.mark.thorough
def test_an_effort_counts_the_time_of_all_processes(installed: Installation) -> None:
    once = effort([installed.checklist, "guide", "rules"])

    assert once.processor > 0 and once.wall > 0


@pytest.mark.thorough
def test_the_commands_of_the_start_end_where_they_are_measured(
    installed: Installation, reports: Reports, tmp_path: Path
) -> None:
    for name, words in start_up.commands_of(installed, reports).items():
        command = [sys.executable, *words]
        done = subprocess.run(command, cwd=tmp_path, input="", capture_output=True, text=True)

        is_prompt = name == start_up.FIRST_PROMPT
        assert done.returncode == (2 if is_prompt else 0), name
        assert "name of a State" in done.stdout or not is_prompt
        assert done.returncode in start_up.ENDED
