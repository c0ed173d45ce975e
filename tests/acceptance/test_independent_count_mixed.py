"""Folders of reports that are not all alike, counted again from the YAML of the reports.

Reports of an earlier version, copies for publication beside their originals, revisions, drafts,
answers that do not fit, and files that cannot be used.
"""

import json
from copy import deepcopy
from functools import lru_cache
from pathlib import Path

import pytest

from tests.support.counted_outputs import (
    Summarized,
    figures_of,
    lights_and_ships,
    summarize,
)
from tests.support.examples import large
from tests.support.independent import summary_json
from tests.support.independent.asked import load
from tests.support.independent.figures import Figures
from tests.support.made_reports import as_yaml
from tests.support.mixed_folders import sealed, write_mixed
from tests.support.running import checklist_run

WHY = {
    "AUT-2024-public": "copy",
    "BRA-2024-1": "superseded",
    "BRA-2024-1-public": "superseded",
    "DNK-2024-draft": "draft",
    "EGY-2024-draft": "draft",
    "JPN-2024-1": "same-revision",
    "JPN-2024-another-1": "same-revision",
    "KEN-2024-1": "order-unclear",
    "KEN-2024-2": "order-unclear",
    "report-MEX": "unusable",
    "NLD-no-report": "unusable",
    "OMN-changed": "unusable",
    "PER-another": "unusable",
    "XXX-unknown": "unusable",
}
"""Why each file is not counted."""
SEEDS = large(8)


@pytest.mark.thorough
def test_a_summary_of_a_mixed_folder(tmp_path: Path) -> None:
    """One test, because the outputs take longer to write than to read."""
    made = summary_of_a_mixed_folder(tmp_path)

    check_who_counts_and_why_others_do_not(made)
    check_the_json(made)
    check_that_a_figure_that_differs_is_found(made)


@pytest.mark.thorough
def test_an_answer_that_differs_is_found_in_a_mixed_folder(tmp_path: Path) -> None:
    made = summary_of_a_mixed_folder(tmp_path)

    for file in ("GHA-2024-final", "LUX-2024-final", "CHE-2024-public"):
        check_that_an_answer_that_differs_is_found(made, tmp_path / "changed" / file, file)


def summary_of_a_mixed_folder(tmp: Path) -> Summarized:
    reports = write_mixed(tmp / "reports")
    take_out_of(reports / "GHA-2024-final.yaml", "identification")
    groups = lights_and_ships(tmp / "groups.csv")
    return summarize(tmp, reports, groups=groups, endings=("json",), code=1)


def take_out_of(path: Path, question: str) -> None:
    """Leave a question without an answer in a report, which is sealed anew."""
    data = load(path)
    del data["answers"][question]
    path.write_text(as_yaml(sealed(data)), "utf-8")


@lru_cache(maxsize=1)
def facts_of(figures: Figures) -> summary_json.Facts:
    return summary_json.counted(figures, shows_donors_only=False)


def differences(made: Summarized) -> list[str]:
    facts = facts_of(made.figures)
    return [*summary_json.differences(facts, summary_json.shown(made.document))]


def check_who_counts_and_why_others_do_not(made: Summarized) -> None:
    assert {one["state"]["code"] for one in made.document["reports"]} == {*made.reports}
    why = {Path(one["file"]).stem: one["why"] for one in made.document["left_out"]}
    assert why == WHY


def check_the_json(made: Summarized) -> None:
    assert differences(made) == []
    facts = facts_of(made.figures)
    assert summary_json.number_of(facts) > 42_500
    for standing in ("invalid", "withheld", "confidential", "unanswered"):
        assert facts["theme", "victims", "measures", standing] > 0, standing


def check_that_a_figure_that_differs_is_found(made: Summarized) -> None:
    document = deepcopy(made.document)
    unit = next(one for one in document["units"] if one["tally"]["invalid"])
    unit["tally"]["invalid"] -= 1
    assert len(differences(made._replace(document=document))) == 1


def check_that_an_answer_that_differs_is_found(made: Summarized, tmp_path: Path, file: str) -> None:
    """Check it of an earlier version, as well as of a copy."""
    tmp_path.mkdir(parents=True)
    path = made.folder / "reports" / f"{file}.yaml"
    data = load(path)
    data["answers"]["monitoring"] = {"missing": "declined"}
    for other in path.parent.iterdir():
        text = as_yaml(sealed(data)) if other == path else other.read_text("utf-8")
        (tmp_path / other.name).write_text(text, encoding="utf-8")

    figures, _ = figures_of(tmp_path, made.document)

    found = differences(made._replace(figures=figures))
    assert any("'monitoring'" in one for one in found)


@pytest.mark.parametrize(
    "seed", [1, *(pytest.param(one, marks=pytest.mark.thorough) for one in range(2, SEEDS + 1))]
)
def test_many_mixed_folders(tmp_path: Path, seed: int) -> None:
    reports = write_mixed(tmp_path / "reports", seed)
    options = ["--include-drafts"] if seed % 2 else []
    words = ("--group-by", "region", *options, "--format", "json")
    done = checklist_run("summarize", reports, *words, cwd=tmp_path)
    assert done.code == 1, done.stderr
    document = json.loads(done.stdout)

    figures, reports_counted = figures_of(reports, document, *options)

    assert differences(Summarized(tmp_path, figures, document, reports_counted)) == []
