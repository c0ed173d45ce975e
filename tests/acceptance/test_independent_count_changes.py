"""What `compare` counts, counted again from the YAML of the reports, also by group.

The earlier reports are of both versions of the questionnaire, copies, and with broken answers.
"""

import json
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.support.counted_outputs import (
    ASKED,
    REGION,
    Groups,
    lights_and_ships,
)
from tests.support.examples import large
from tests.support.independent.asked import load
from tests.support.independent.kinds import ANSWERS, KINDS, Changed
from tests.support.independent.selected import counted, read_all
from tests.support.made_reports import as_yaml
from tests.support.mixed_folders import sealed, write_later, write_mixed
from tests.support.running import checklist_run

SEEDS = large(8)


class Compared(NamedTuple):
    """A folder with the outputs of `compare`, and the groups by which they are divided."""

    folder: Path
    document: Mapping[str, Any]
    groups: Groups


def compare(folder: Path, groups: Groups) -> Compared:
    """Compare the folders `old` and `new`."""
    words = ("old", "new", "--group-by", groups.option, "-o", "all.json")
    done = checklist_run("compare", *words, cwd=folder)
    assert done.code == 1, done.stderr
    return Compared(folder, json.loads((folder / "all.json").read_text("utf-8")), groups)


def changed(folder: Path, groups: Groups) -> Changed:
    """Count what changed from one folder to the other."""
    old, new = (
        counted(read_all(ASKED, sorted((folder / side).glob("*.yaml")))) for side in ("old", "new")
    )
    return Changed(ASKED, old, new, group_of=lambda one: groups.labels[groups.of_report(one)])


@pytest.mark.thorough
def test_a_comparison_by_the_groups_of_a_file(tmp_path: Path) -> None:
    """One test, because the outputs take longer to write than to read."""
    made = comparison_of_a_mixed_folder(tmp_path)
    counts = changed(made.folder, made.groups)

    check_the_json(made, counts)
    check_that_a_figure_that_differs_is_found(made, counts)
    check_that_an_answer_that_differs_is_found(made, tmp_path / "changed")


def comparison_of_a_mixed_folder(folder: Path) -> Compared:
    write_later(folder / "new", write_mixed(folder / "old"))
    return compare(folder, lights_and_ships(folder / "groups.csv"))


def differences(made: Compared, counts: Changed) -> list[str]:
    """Return where the JSON of a comparison differs from the counts."""
    summary = made.document["summary"]
    found = list[str]()

    def same(name: str, shown: object, number: object) -> None:
        if shown != number:
            found.append(f"{name}: counted {number}, shown {shown}")

    same("states", summary["states"], len(counts.states))
    every = Counter[str]()
    for one in summary["sets"]:
        expected = counts.sets()[one["part"]]
        every.update(expected)
        same(one["part"], _kinds(one), +expected)
    same("all", _kinds(summary), +every)
    groups = {one["group"]: (one["states"], _kinds(one)) for one in summary["groups"]}
    same("groups", groups, counts.of_groups())
    transitions = {_key(one): one["states"] for one in summary["transitions"]}
    for key in transitions.keys() | counts.transitions().keys():
        same(str(key), transitions.get(key, 0), counts.transitions()[key])
    return found


def _kinds(entry: Mapping[str, Any]) -> Counter[str]:
    return +Counter({ANSWERS: entry["answers"], **entry["kinds"]})


def _key(one: Mapping[str, Any]) -> tuple[str, str, str, str]:
    return one["question"], one["row"], one["before"]["code"], one["after"]["code"]


def check_the_json(made: Compared, counts: Changed) -> None:
    assert differences(made, counts) == []
    every = sum(counts.sets().values(), Counter[str]())
    # Only a single gate fills in answers: in few made-up reports it fills in another answer.
    assert {ANSWERS, *KINDS} - every.keys() <= {"by"}
    assert counts.transitions().total() > 300
    assert {*counts.of_groups()} == {"Lights", "Ships", "In no group"}


def check_that_a_figure_that_differs_is_found(made: Compared, counts: Changed) -> None:
    document = json.loads(json.dumps(made.document))
    document["summary"]["sets"][3]["kinds"]["note"] += 1
    document["summary"]["transitions"][0]["states"] += 1

    assert len(differences(made._replace(document=document), counts)) == 2


def check_that_an_answer_that_differs_is_found(made: Compared, tmp_path: Path) -> None:
    for side in ("old", "new"):
        (tmp_path / side).mkdir(parents=True)
        for path in (made.folder / side).iterdir():
            text = path.read_text("utf-8")
            if path.name == "AUT-2026.yaml":
                data = load(path)
                data["answers"]["campaigns"] = {"missing": "declined"}
                text = as_yaml(sealed(data))
            (tmp_path / side / path.name).write_text(text, encoding="utf-8")

    found = differences(made, changed(tmp_path, made.groups))

    assert any("campaigns" in one for one in found)


@pytest.mark.parametrize(
    "seed", [1, *(pytest.param(one, marks=pytest.mark.thorough) for one in range(2, SEEDS + 1))]
)
def test_many_changes(tmp_path: Path, seed: int) -> None:
    write_later(tmp_path / "new", write_mixed(tmp_path / "old", seed, turn=seed), seed)

    made = compare(tmp_path, REGION)

    assert differences(made, changed(tmp_path, REGION)) == []
