"""What a confidential row covers: only what no other answer decides, in every output."""

import csv
import json
import shutil
from pathlib import Path
from typing import Any, cast

import pytest

from checklist.files.reader import read
from tests.support.folders import TUVALU
from tests.support.made_reports import as_yaml
from tests.support.other_answers import sealed
from tests.support.running import checklist_run

MEDIA, CODE = "campaign-media", "direct-contact"
DECIDES, MARKED = "groups-at-risk", "sexual-services"
"""The only row besides the marked row that can put the question on path, and the marked row."""


def report(*, is_decided: bool, as_of: str = "2026-11-20") -> dict[str, Any]:
    data: dict[str, Any] = dict(cast("Any", read(TUVALU).data))
    rows = data["answers"]["campaigns"]["value"]
    for row in rows.values():
        row.clear()
        row["value"] = "not-implemented"
    rows[DECIDES]["value"] = "implemented" if is_decided else "planned"
    rows[MARKED] |= {"value": "implemented", "confidential": True}
    return sealed({**data, "as_of": as_of})


@pytest.fixture(params=[True, False], ids=["decided", "undecided"])
def is_decided(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


@pytest.fixture
def path(is_decided: bool, tmp_path: Path) -> Path:
    made = tmp_path / "report-TUV.yaml"
    made.write_text(as_yaml(report(is_decided=is_decided)), encoding="utf-8")
    return made


@pytest.mark.sampled
def test_a_summary_counts_what_another_row_decides(path: Path, is_decided: bool) -> None:
    done = checklist_run("summarize", path.name, "--format", "json", cwd=path.parent)

    assert done.code == 0
    document = json.loads(done.stdout)
    (tally,) = (one["tally"] for one in document["units"] if one["question"] == MEDIA)
    assert (tally["answered"], tally["confidential"]) == ((1, 0) if is_decided else (0, 1))
    page = checklist_run("summarize", path.name, "--format", "html", cwd=path.parent)
    assert page.code == 0
    assert document["covered"] == (0 if is_decided else 2)
    assert f"Covered because of another answer: {document['covered']}." in page.stdout


def test_a_table_has_it(path: Path, is_decided: bool) -> None:
    done = checklist_run("tabulate", path.name, "-o", "table.csv", cwd=path.parent)

    assert done.code == 0
    with (path.parent / "table.csv").open(encoding="utf-8-sig", newline="") as table:
        rows = [one for one in csv.DictReader(table) if one["question"] == MEDIA]
    assert any(one["code"] == CODE for one in rows) is is_decided
    assert {one["standing"] for one in rows} == {"answered" if is_decided else "confidential"}


@pytest.mark.sampled
def test_a_comparison_shows_it(path: Path, is_decided: bool) -> None:
    data = report(is_decided=is_decided, as_of="2028-11-20")
    data["answers"][MEDIA]["value"] = [CODE]
    path.with_name("later.yaml").write_text(as_yaml(sealed(data)), encoding="utf-8")

    two = checklist_run("compare", path.name, "later.yaml", "--format", "json", cwd=path.parent)
    (path.parent / "both").mkdir()
    for name in (path.name, "later.yaml"):
        shutil.copy(path.with_name(name), path.parent / "both")
    cycles = checklist_run("compare", "both", "both", "--format", "json", cwd=path.parent)

    assert two.code == 0
    (asked,) = (
        one
        for state in json.loads(two.stdout)["reports"]
        for one in state["differences"]
        if one["question"] == MEDIA
    )
    assert (asked["before"], asked["after"]) == (("answered",) * 2 if is_decided else (None, None))
    assert cycles.code == 0
    shown = json.loads(cycles.stdout)
    own = (one for line in shown["recommendations"] for one in line["own_codes"])
    (counts,) = (one["counts"] for one in own if one["question"] == MEDIA)
    confidential = [one["tally"]["confidential"] for one in counts["cycles"]]
    assert confidential == ([0, 0] if is_decided else [1, 1])


@pytest.mark.sampled
def test_a_copy_for_publication_has_it(path: Path, is_decided: bool) -> None:
    done = checklist_run("export", "--public", path.name, "-o", "public.yaml", cwd=path.parent)

    assert done.code == 0
    data: Any = read(path.with_name("public.yaml")).data
    assert (MEDIA in data["answers"]) is is_decided
    assert (MEDIA not in data["redacted"]["withheld"]) is is_decided
    assert MARKED not in data["answers"]["campaigns"]["value"]
