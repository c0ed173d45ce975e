"""The manifest beside an output: what was counted, the same on every machine."""

import hashlib
import html
import json
import os
import re
import shutil
import stat
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from checklist.analysis.issued.manifest import read_manifest
from checklist.answer_types.written_date import date_in_words
from checklist.errors import ChecklistError
from checklist.files.reader import read
from checklist.questionnaire.shipped_files import schema_folder
from tests.support.folders import EXAMPLES
from tests.support.later_reports import LATER
from tests.support.running import checklist_run
from tests.support.same import assert_same


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "here"
    shutil.copytree(EXAMPLES, folder / "reports")
    shutil.copytree(LATER, folder / "later")
    return folder


def test_it_names_each_report_by_its_seal_and_has_the_numbers_of_all_tables(folder: Path) -> None:
    done = checklist_run("summarize", "reports", "-o", "summary.md", cwd=folder)

    assert done.code == 0
    path = folder / "summary.md.manifest.json"
    manifest = json.loads(path.read_text("utf-8"))
    schema = json.loads((schema_folder() / "manifest.schema.json").read_text("utf-8"))
    assert [*Draft202012Validator(schema).iter_errors(manifest)] == []
    assert read_manifest(path).as_json() == path.read_text("utf-8")
    data: list[Any] = [read(one).data for one in sorted(EXAMPLES.iterdir())]
    assert [(one["state"], one["seal"], one["revision"]) for one in manifest["reports"]] == [
        (one["state"], one["seal"], one["revision"]) for one in data
    ]
    assert manifest["cut_off"] == max(one["as_of"] for one in data)
    assert manifest["output"] == "summary.md"
    text = (folder / "summary.md").read_bytes()
    assert manifest["sha256"] == hashlib.sha256(text).hexdigest()
    assert f"Cut-off date: {date_in_words(manifest['cut_off'])}" in text.decode()
    tables = {one["id"]: one for one in manifest["tables"]}
    (row,) = [one for one in tables["T2-1"]["rows"] if one["label"] == "Counted"]
    assert row["counts"] == [3]
    shown = {*re.findall(r"\*\*([TF][0-9-.]+) |\[(S[0-9]+)\\]", text.decode())}
    assert {one["id"] for one in manifest["tables"]} == {one or other for one, other in shown}
    if os.name != "nt":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.thorough
@pytest.mark.parametrize(
    "names",
    [
        ["summary.json"],
        pytest.param(["summary.docx", "summary.html", "summary.md"], marks=pytest.mark.thorough),
    ],
)
def test_output_and_manifest_are_the_same_on_another_machine(
    names: Sequence[str], folder: Path, tmp_path: Path
) -> None:
    """In another folder, named as a whole, in another order, in another language and time zone."""
    other = tmp_path / "elsewhere" / "far"
    (other / "reports").mkdir(parents=True)
    for path in sorted(EXAMPLES.iterdir(), reverse=True):
        shutil.copy(path, other / "reports")
    (folder / "reports" / "broken.yaml").write_text("state: FJI\n", "utf-8")
    shutil.copy(folder / "reports" / "broken.yaml", other / "reports")
    env = {"LC_ALL": "tr_TR.UTF-8", "TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "7"}

    for name in names:
        here = checklist_run("summarize", "reports", "-o", name, cwd=folder)
        words = ("summarize", other / "reports", "-o", other / name)
        there = checklist_run(*words, cwd=tmp_path, env=env if name == "summary.json" else None)

        assert (here.code, there.code) == (1, 1)
        for file in (name, f"{name}.manifest.json"):
            assert_same((other / file).read_bytes(), (folder / file).read_bytes(), file)


def test_a_comparison_has_the_reports_of_both_sides(folder: Path) -> None:
    done = checklist_run("compare", "reports", "later", "-o", "changes.html", cwd=folder)

    assert done.code == 0
    manifest = read_manifest(folder / "changes.html.manifest.json")
    assert [(one.state, one.side) for one in manifest.reports] == [
        ("AUT", "old"),
        ("TUV", "old"),
        ("TUV", "new"),
        ("UGA", "old"),
        ("UGA", "new"),
    ]
    page = html.unescape((folder / "changes.html").read_text("utf-8"))
    assert all(f"{one.id} {one.caption}" in page for one in manifest.tables)
    tables = {one.id: one for one in manifest.tables}
    assert {"R1-4.old-new", "C1.old-new", "C2.old-new"} <= tables.keys()
    assert sum(row.counts[0] for row in tables["C1.old-new"].rows[:-1]) > 0


@pytest.mark.thorough
def test_no_manifest_is_written_where_none_is_wanted_or_can_be(folder: Path) -> None:
    words = ("summarize", "reports", "--section", "participation")
    for more in (["-o", "summary.md", "--no-manifest"], ["-o", "/dev/null"], []):
        if more != ["-o", "/dev/null"] or os.name != "nt":
            assert checklist_run(*words, *more, cwd=folder).code == 0

    assert sorted(path.name for path in folder.iterdir()) == ["later", "reports", "summary.md"]


def test_a_manifest_in_a_folder_of_reports_is_no_report(folder: Path) -> None:
    words = ("summarize", "reports", "-o", "reports/summary.md")
    assert checklist_run(*words, cwd=folder).code == 0

    done = checklist_run("validate", "reports", cwd=folder)

    assert done.code == 0
    assert "3 files, 0 with errors" in done.stderr


def test_a_manifest_overwrites_no_file_that_is_read(folder: Path) -> None:
    (folder / "summary.md.manifest.json").write_text("AUT\n", "utf-8")
    words = ("summarize", "reports", "-o", "summary.md", "--expected", "summary.md.manifest.json")

    done = checklist_run(*words, cwd=folder)

    assert (done.code, done.stdout) == (2, "")
    assert "summary.md.manifest.json is one of the files that are read" in done.stderr
    assert not (folder / "summary.md").exists()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{", "m.json:1:"),
        ('{"checklist_manifest": 2}', "m.json:1:24: this is not a manifest of an output"),
        ('{\n"checklist_summary": 1}', "m.json:1:1: this is not a manifest of an output"),
    ],
)
def test_what_is_no_manifest_is_reported_with_its_line(
    text: str, told: str, tmp_path: Path
) -> None:
    path = tmp_path / "m.json"
    path.write_text(text, "utf-8")

    with pytest.raises(ChecklistError) as error:
        read_manifest(path)

    assert told in str(error.value)


@pytest.mark.sampled
@pytest.mark.parametrize("name", ["", ".", "..", "../summary.md", "/etc/summary.md", "a/b"])
def test_a_manifest_names_a_file_beside_it_and_no_path(name: str, folder: Path) -> None:
    words = ("summarize", "reports", "--section", "participation", "-o", "summary.md")
    assert checklist_run(*words, cwd=folder).code == 0
    path = folder / "summary.md.manifest.json"
    data = json.loads(path.read_text("utf-8"))
    path.write_text(json.dumps({**data, "output": name}, indent=1), "utf-8")

    with pytest.raises(ChecklistError, match=r"manifest\.json:3:12: .* is not the name of a file"):
        read_manifest(path)


@pytest.mark.thorough
def test_a_manifest_of_very_many_rows_can_be_read_again(folder: Path) -> None:
    words = ("summarize", "reports", "--section", "participation", "-o", "summary.md")
    assert checklist_run(*words, cwd=folder).code == 0
    path = folder / "summary.md.manifest.json"
    data = json.loads(path.read_text("utf-8"))
    rows = [
        {"label": f"Prevention, group {number}", "counts": [3] * 14} for number in range(20_000)
    ]
    path.write_text(json.dumps({**data, "tables": [{**data["tables"][0], "rows": rows}]}), "utf-8")

    assert len(read_manifest(path).tables[0].rows) == 20_000
