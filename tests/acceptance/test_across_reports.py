"""What only several reports together show: a status, figures, copies and a revision that lacks."""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.support.examples import is_large
from tests.support.running import Result, checklist_run
from tests.support.three_cycles import CYCLES, FIGURES, STATUSES, Made, made_cycles, sealed, write

FEW: Mapping[int, int] = {2022: 3, 2024: 6, 2026: 9}
NEW_CODES = ("R034", "R035", "R036", "R037", "R038")
SECRET = "A word that nobody may see in a finding, however it is made."


@cache
def reports() -> Sequence[Made]:
    return [*made_cycles(CYCLES if is_large() else FEW)]


def of(cycle: int, state: str) -> Made:
    return deepcopy(next(one for one in reports() if (one.cycle, one.state) == (cycle, state)))


def with_several() -> Sequence[str]:
    """Return the States with reports of several cycles that are parties from the first on."""
    first = [one for one in reports() if one.cycle == min(CYCLES)]
    return [one.state for one in first if one.data["answers"][STATUSES[0]]["value"] == "party"]


def validate(folder: Path, *more: str) -> Result:
    return checklist_run("validate", ".", "--select", "R03", *more, cwd=folder)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for one in reports():
        write(one, tmp_path)
    return tmp_path


def test_sound_reports_of_three_cycles_have_no_finding(folder: Path) -> None:
    done = validate(folder)

    assert done.code == 0
    assert "0 errors, 0 warnings, 0 notes" in done.stderr


def plant_status(folder: Path, state: str) -> tuple[str, str]:
    made = of(2024, state)
    made.data["answers"][STATUSES[0]] = {"value": "neither"}
    here = write(Made(2024, state, sealed(made.data)), folder)
    return here, f"2022/report-{state}.yaml"


def plant_figures(folder: Path, state: str) -> tuple[str, str]:
    made = of(2024, state)
    made.data["answers"][FIGURES]["value"][0]["victims"]["value"] += 7
    here = write(Made(2024, state, sealed(made.data)), folder)
    return here, f"2022/report-{state}.yaml"


def plant_copy(folder: Path, state: str) -> tuple[str, str]:
    made, other = of(2024, state), next(s for s in reversed(with_several()) if s != state)
    data = {**of(2024, other).data, "state": state, "report_id": made.data["report_id"]}
    name = next(name for name, one in data["answers"].items() if "note" not in one)
    data["answers"][name] = {**data["answers"][name], "note": "Checked."}
    here = write(Made(2024, state, sealed(data)), folder)
    return here, f"2024/report-{other}.yaml"


def plant_repetition(folder: Path, state: str) -> tuple[str, str]:
    made, before = of(2024, state), of(2022, state)
    answers = {**before.data["answers"]}
    answers |= {name: made.data["answers"][name] for name in ("period-start", "period-end")}
    here = write(Made(2024, state, sealed({**made.data, "answers": answers})), folder)
    return here, f"2022/report-{state}.yaml"


def plant_third(folder: Path, state: str) -> tuple[str, str]:
    third = {**of(2024, state).data, "revision": 3, "supersedes": f"sha256:{'a' * 64}"}
    here = write(Made(2024, state, sealed(third)), folder, f"report-{state}-r3.yaml")
    return here, f"2024/report-{state}.yaml"


PLANTED: Mapping[str, tuple[Callable[[Path, str], tuple[str, str]], str]] = {
    "R034": (plant_status, "which is right?"),
    "R035": (plant_figures, "are they corrected?"),
    "R036": (plant_copy, "does this report come from the State that it names?"),
    "R037": (plant_repetition, "has nothing changed since then?"),
    "R038": (plant_third, "was revision 2 sent?"),
}


@pytest.mark.sampled
@pytest.mark.parametrize("code", PLANTED)
def test_each_planted_fault_is_found_with_both_files(code: str, folder: Path) -> None:
    plant, question = PLANTED[code]
    here, other = plant(folder, with_several()[0])

    done = validate(folder)

    assert done.code == 0
    lines = [line for line in done.stdout.splitlines() if code in line]
    assert lines
    assert any(line.startswith(f"{here}:") for line in lines)
    assert all(question in line for line in lines)
    assert any(other in line for line in lines if line.startswith(f"{here}:"))
    # A copy of another report has its figures, too.
    assert {*re.findall(r"R03\d", done.stdout)} <= {code, "R035", "R034"}


def test_confidential_answers_are_neither_compared_nor_quoted(folder: Path) -> None:
    state = with_several()[0]
    made = of(2024, state)
    made.data["answers"][STATUSES[0]] = {"value": "neither", "confidential": True, "note": SECRET}
    figures = made.data["answers"][FIGURES]
    figures["value"][0]["victims"] = {"value": 77_777, "confidential": True}
    write(Made(2024, state, sealed(made.data)), folder)

    done = validate(folder, "--format", "json")

    assert not {*NEW_CODES} & {*re.findall(r"R03\d", done.stdout)}
    assert SECRET not in done.stdout
    assert "77777" not in done.stdout


def test_a_proper_second_revision_has_no_finding(folder: Path) -> None:
    state = with_several()[0]
    first = of(2024, state).data
    answers = deepcopy(first["answers"])
    answers[FIGURES]["value"][0]["victims"]["value"] += 1
    second = {**first, "revision": 2, "supersedes": first["seal"], "answers": answers}
    del answers[FIGURES]["value"][0]
    write(Made(2024, state, sealed(second)), folder, f"report-{state}-r2.yaml")

    done = validate(folder)

    assert "0 errors, 0 warnings, 0 notes" in done.stderr


def test_the_data_of_a_finding_have_both_places(folder: Path) -> None:
    plant_status(folder, with_several()[0])

    done = validate(folder, "--format", "json")

    data: Any = json.loads(done.stdout)
    (one,) = (
        found
        for file in data["files"]
        for found in file.get("findings", file.get("diagnostics", ()))
        if found["code"] == "R034"
    )
    assert one["severity"] == "warning"
