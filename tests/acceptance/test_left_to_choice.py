"""What a State may have or leave, and what no case called for, is no gap in what commands show."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.support.folders import EXAMPLES
from tests.support.running import checklist_run

TUVALU = "report-TUV.yaml"
"""It has no national body, few measures against demand, and no case to follow money in."""
UGANDA = "report-UGA.yaml"
"""It has a national body that does not promote research."""


@pytest.fixture(scope="module")
def recommendations(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Return what a summary of one report counts, by recommendation."""
    folder = tmp_path_factory.mktemp("choice")
    done = checklist_run("summarize", EXAMPLES / TUVALU, "--format", "json", cwd=folder)
    assert done.code == 0, done.stderr
    found = json.loads(done.stdout)["recommendations"]
    return {one["implementation"]["id"]: one for one in found}


def given(recommendation: dict[str, Any]) -> dict[str, int]:
    codes = recommendation["implementation"]["measures"]["codes"]
    return {one["code"]: one["count"] for one in codes if one["count"]}


def test_alternatives_are_no_measures_and_have_counts_of_their_own(
    recommendations: dict[str, Any],
) -> None:
    of_66 = recommendations["66"]

    assert of_66["implementation"]["measures"]["of"] == 0
    assert {"question": "demand-measures", "number": "5.6"} in of_66["own_codes"]


def test_what_is_only_allowed_is_not_among_the_measures(recommendations: dict[str, Any]) -> None:
    of_21a, of_50 = recommendations["21(a)"], recommendations["50"]

    # Of the body itself: its five tasks, which it only may have, are left out.
    assert of_21a["implementation"]["measures"]["of"] == 1
    assert {"question": "coordination-tasks", "number": "3.5"} in of_21a["own_codes"]
    assert of_50["implementation"]["measures"]["of"] == 4
    assert {"question": "monitoring", "number": "3.8"} in of_50["own_codes"]


def test_a_means_that_no_case_called_for_is_counted_apart(
    recommendations: dict[str, Any],
) -> None:
    of_35 = recommendations["35"]["implementation"]["measures"]

    assert (of_35["of"], of_35["not_applicable"]) == (3, 1)
    assert "implemented" not in given(recommendations["35"])


def test_gaps_are_what_a_state_should_have(tmp_path: Path) -> None:
    done = checklist_run("show", "--gaps", EXAMPLES / TUVALU, "--plain", cwd=tmp_path)

    assert done.code == 0, done.stderr
    assert done.stdout.count("Financial investigation: Available, but no case") == 1
    assert "The body develops policies" not in done.stdout  # there is no body


def test_what_a_body_need_not_do_stands_among_what_is_no_measure(tmp_path: Path) -> None:
    done = checklist_run("show", "--gaps", EXAMPLES / UGANDA, "--plain", cwd=tmp_path)
    gaps = done.stdout

    assert done.code == 0, done.stderr
    assert gaps.count("The body promotes research: Not true yet; under consideration") == 1
    assert gaps.index("(Recommendation 21(a))") < gaps.index("The body promotes research")
