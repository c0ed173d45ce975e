"""A report that cannot be used may be newer than the one that counts: this is never silent."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from yaml import safe_load

from tests.support.folders import TUVALU, UGANDA
from tests.support.made_reports import as_yaml
from tests.support.pages import flat
from tests.support.running import checklist_run
from tests.support.summaries import sealed as with_answers
from tests.support.three_cycles import sealed

OLDER, BROKEN = "all/report-UGA.yaml", "all/report-UGA-2.yaml"
REASON = f"cannot be used, and may be newer than {OLDER}, which counts"
NOTICE = f"{BROKEN} {REASON} as the report of Uganda: mend the file, or ask for it again"
SAID = "a file that cannot be used and may be newer than the report that is counted: 1"


def report(**head: Any) -> dict[str, Any]:
    data = {**safe_load(UGANDA.read_text("utf-8")), **head}
    data["answers"]["publication"] = {"value": "publish"}
    return sealed(data)


BROKEN_TEXTS = {
    "changed after it was sealed": as_yaml({**report(), "revision": 2}),
    "of a later day": as_yaml({**report(), "as_of": "2026-11-25"}),
    "no YAML": "checklist_report: 1\nanswers: [\n",
    "without a day": as_yaml({k: v for k, v in report().items() if k != "as_of"}),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "all").mkdir()
    (tmp_path / OLDER).write_text(as_yaml(report()), "utf-8")
    (tmp_path / "all" / TUVALU.name).write_bytes(TUVALU.read_bytes())
    return tmp_path


@pytest.mark.sampled
@pytest.mark.parametrize("broken", BROKEN_TEXTS)
def test_each_command_of_many_reports_names_both_files(broken: str, folder: Path) -> None:
    (folder / BROKEN).write_text(BROKEN_TEXTS[broken], "utf-8")

    for words in (
        ("summarize", "all", "-o", "summary.json"),
        ("tabulate", "all", "-o", "table.csv"),
        ("compare", "all", "all", "-o", "compared.json"),
    ):
        done = checklist_run(*words, cwd=folder)
        assert done.code == 1, words
        assert done.stderr.splitlines().count(NOTICE) == 1, words

    summary = json.loads((folder / "summary.json").read_text("utf-8"))
    compared = json.loads((folder / "compared.json").read_text("utf-8"))
    for left_out in (*summary["left_out"], *compared["not_counted"]):
        assert (left_out["message"], left_out["instead"]) == (REASON, OLDER)
    who = summary["participation"]["with_newer_unusable"]
    assert who == {"count": 1, "states": [{"code": "UGA", "name": "Uganda"}]}
    with (folder / "table-files.csv").open(encoding="utf-8-sig") as file:
        rows = {row["file"]: row["instead"] for row in csv.DictReader(file)}
    assert rows[BROKEN] == OLDER


def test_what_is_published_has_the_number_of_such_states(folder: Path) -> None:
    (folder / BROKEN).write_text(BROKEN_TEXTS["of a later day"], "utf-8")

    own = checklist_run("summarize", "all", "-o", "own.txt", cwd=folder)
    done = checklist_run("summarize", "all", "--for-publication", "-o", "public.txt", cwd=folder)

    assert (own.code, done.code) == (1, 1)
    assert f"{SAID} (Uganda)." in flat((folder / "own.txt").read_text("utf-8"))
    public = (folder / "public.txt").read_text("utf-8")
    assert f"{SAID}." in flat(public)
    assert Path(BROKEN).name not in public
    assert NOTICE in done.stderr


@pytest.mark.sampled
def test_a_published_comparison_has_it_too(folder: Path) -> None:
    (folder / BROKEN).write_text(BROKEN_TEXTS["of a later day"], "utf-8")
    published = with_answers(report(), publication={"value": "publish"})
    (folder / OLDER).write_text(as_yaml(published), "utf-8")

    done = checklist_run(
        "compare", "all", "all", "--for-publication", "-o", "public.txt", cwd=folder
    )

    public = (folder / "public.txt").read_text("utf-8")
    assert done.code == 1
    assert f"{SAID}." in flat(public)
    assert Path(BROKEN).name not in public


def test_a_summary_in_the_terminal_names_what_cannot_be_used(folder: Path) -> None:
    (folder / "all" / "broken.yaml").write_text("state: [", "utf-8")

    done = checklist_run("summarize", "all", cwd=folder)

    assert done.code == 1
    assert "all/broken.yaml: cannot be used" in done.stderr.splitlines()


def test_a_broken_file_that_says_that_it_is_older_raises_no_doubt(folder: Path) -> None:
    (folder / BROKEN).write_text(as_yaml({**report(), "as_of": "2024-11-20"}), "utf-8")

    done = checklist_run("summarize", "all", "-o", "summary.json", cwd=folder)

    assert done.code == 1
    assert "may be newer" not in done.stderr
    summary = json.loads((folder / "summary.json").read_text("utf-8"))
    (left_out,) = summary["left_out"]
    assert left_out["message"] == f"cannot be used; {OLDER} counts"
    assert summary["participation"]["with_newer_unusable"]["count"] == 0
