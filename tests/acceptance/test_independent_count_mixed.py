"""Folders of reports that are not all alike, counted again from the YAML of the reports.

Reports of an earlier version, copies for publication beside their originals, revisions, drafts,
answers that do not fit, and files that cannot be used.
"""

import json
from copy import deepcopy
from pathlib import Path

import pytest

from tests.support.counted_outputs import (
    ASKED,
    GROUPS,
    REGION,
    Summarized,
    check,
    figures_of,
    in_terminal,
    summarize,
)
from tests.support.examples import large
from tests.support.independent import outputs, summary_json
from tests.support.independent.asked import load
from tests.support.independent.checked import compare
from tests.support.independent.selected import by_cycle, read_all
from tests.support.independent.trend import Trend
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
SEEDS = large(16)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Summarized:
    tmp = tmp_path_factory.mktemp("mixed")
    reports = write_mixed(tmp / "reports")
    return summarize(tmp, reports, endings=("json", "html", "txt"), code=1)


def differences(made: Summarized) -> list[str]:
    facts = summary_json.counted(made.figures, shows_donors_only=False)
    return [*summary_json.differences(facts, summary_json.shown(made.document))]


def test_who_counts_and_why_others_do_not(made: Summarized) -> None:
    assert {one["state"]["code"] for one in made.document["reports"]} == {*made.reports}
    why = {Path(one["file"]).stem: one["why"] for one in made.document["left_out"]}
    assert why == WHY


def test_the_json_has_every_figure(made: Summarized) -> None:
    assert differences(made) == []
    facts = summary_json.counted(made.figures, shows_donors_only=False)
    assert summary_json.number_of(facts) > 50_000
    for standing in ("invalid", "withheld", "confidential", "unanswered"):
        assert facts["theme", "victims", "measures", standing] > 0, standing


def test_the_manifest_the_page_and_the_terminal(made: Summarized) -> None:
    tables = made.figures.tables()
    check(tables, outputs.manifest(made.folder / "all.json.manifest.json"), all_tables=True)
    shown = outputs.page(made.text("html"))
    check(tables, {name: shown[name] for name in shown if name in tables and name not in _OTHER})
    check(*in_terminal(tables, made.text("txt"), []))


_OTHER = {"T3-2", "T3-3"}
"""The page names codes and questions in another way here."""


def test_one_figure_that_differs_is_found(made: Summarized) -> None:
    document = deepcopy(made.document)
    unit = next(one for one in document["units"] if one["tally"]["invalid"])
    unit["tally"]["invalid"] -= 1
    assert len(differences(made._replace(document=document))) == 1

    tables = made.figures.tables()
    shown = outputs.manifest(made.folder / "all.json.manifest.json")
    *others, (head, number) = shown["T3-1"][0]
    shown["T3-1"][0] = [*others, (head, str(int(number) + 1))]
    assert len(compare(tables, shown, all_tables=True).differences) == 1


@pytest.mark.parametrize(
    "file", ["GHA-2024-final.yaml", "LUX-2024-final.yaml", "CHE-2024-public.yaml"]
)
def test_one_answer_that_differs_is_found(made: Summarized, tmp_path: Path, file: str) -> None:
    """Of an earlier version, as well as of a copy."""
    path = made.folder / "reports" / file
    data = load(path)
    data["answers"]["monitoring"] = {"missing": "declined"}
    for other in path.parent.iterdir():
        text = as_yaml(sealed(data)) if other == path else other.read_text("utf-8")
        (tmp_path / other.name).write_text(text, encoding="utf-8")

    figures, _ = figures_of(tmp_path, made.document)

    found = differences(made._replace(figures=figures))
    assert any("'monitoring'" in one for one in found)


@pytest.mark.parametrize(
    "seed", [0, *(pytest.param(one, marks=pytest.mark.thorough) for one in range(1, SEEDS + 1))]
)
def test_a_trend_over_versions(tmp_path: Path, seed: int) -> None:
    reports = write_mixed(tmp_path / "reports", seed, cycle="2022")
    write_mixed(reports, seed + 100, cycle="2024", turn=5)
    words = ("trend", reports, "--group-by", "region")
    for ending in ("json", "html"):
        done = checklist_run(*words, "-o", f"all.{ending}", cwd=tmp_path)
        assert done.code == 1, done.stderr

    told = by_cycle(read_all(ASKED, sorted(reports.glob("*.yaml"))))
    trend = Trend(ASKED, told, groups=GROUPS, group_of=REGION.of_report)
    tables = trend.tables()

    assert any(row.cells["Not comparable"] for row in tables["R2-2.2022-2024"])
    check(tables, outputs.manifest(tmp_path / "all.json.manifest.json"))
    page = outputs.page((tmp_path / "all.html").read_text("utf-8"))
    check(tables, {name: one for name, one in page.items() if name in tables})


@pytest.mark.thorough
@pytest.mark.parametrize("seed", range(1, SEEDS + 1))
def test_many_mixed_folders(tmp_path: Path, seed: int) -> None:
    reports = write_mixed(tmp_path / "reports", seed)
    options = ["--include-drafts"] if seed % 2 else []
    words = ("--group-by", "region", *options, "--format", "json")
    done = checklist_run("summarize", reports, *words, cwd=tmp_path)
    assert done.code == 1, done.stderr
    document = json.loads(done.stdout)

    figures, reports_counted = figures_of(reports, document, *options)

    assert differences(Summarized(tmp_path, figures, document, reports_counted)) == []
