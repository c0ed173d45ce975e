"""The same totals whatever tells them: each format of the summary, and the tables counted anew."""

import html
import json
import re
import shutil
import sqlite3
from collections import Counter
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from tests.support.folders import EXAMPLES
from tests.support.made_reports import as_json, reports_of_all
from tests.support.running import checklist_run
from tests.support.summaries import WORLD

Counts: TypeAlias = dict[str, dict[str, int]]
"""By a row's name and a column's words: how many."""

STANDINGS = {
    "answered": "Answered",
    "not_known": "Not known",
    "not_applicable": "Not applicable",
    "declined": "Declined",
    "unanswered": "Unanswered",
    "off_path": "Off path",
    "invalid": "Invalid",
    "withheld": "Withheld",
    "confidential": "Confidential",
}
"""The keys of a tally in the JSON document, with the words of the tables."""


@pytest.fixture(
    scope="module",
    params=["the examples", pytest.param("Member States", marks=pytest.mark.thorough)],
)
def folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the reports in `reports`."""
    folder = tmp_path_factory.mktemp("totals")
    reports = folder / "reports"
    if request.param == "the examples":
        shutil.copytree(EXAMPLES, reports)
        return folder
    reports.mkdir()
    for data in reports_of_all(count=WORLD):
        (reports / f"report-{data['state']}.json").write_text(as_json(data), "utf-8")
    return folder


@pytest.fixture(scope="module")
def told(folder: Path) -> dict[str, str]:
    """Return the summary in all its formats."""
    told = {}
    for name in ("json", "html"):
        words = ("summarize", "reports", "--format", name, "-o", f"summary.{name}")
        assert checklist_run(*words, cwd=folder).code == 0
        told[name] = (folder / f"summary.{name}").read_text("utf-8")
    return told


@pytest.mark.sampled
def test_all_formats_tell_the_same_totals(told: Mapping[str, str]) -> None:
    expected = {
        "By theme": totals(json.loads(told["json"])["themes"], "title"),
        "By recommendation": totals(
            [one["implementation"] for one in json.loads(told["json"])["recommendations"]], "id"
        ),
    }

    for caption, counts in expected.items():
        of_page = counts_of_page(told["html"], caption)
        assert {name.partition(" ")[0] for name in of_page} == {
            name.partition(" ")[0] for name in counts
        }
        for name, of_row in of_page.items():
            expected_of_row = counts.get(name) or counts[name.partition(" ")[0]]
            assert of_row == {label: count for label, count in expected_of_row.items() if count}


def totals(several: list[Any], name: str) -> Counts:
    """Return what the JSON document counts, in the words of the tables."""
    return {
        one[name]: {
            "In all": tally["of"],
            **{words: tally[key] for key, words in STANDINGS.items()},
            **{code["label"]: code["count"] for code in tally["codes"]},
        }
        for one in several
        for tally in [one["measures"]]
        if tally["of"]
    }


def counts_of_page(page: str, caption: str) -> Counts:
    """Return the counts of a table of bars, by the first words of its rows; zeros are left out."""
    (table,) = re.findall(f"<caption>{re.escape(caption)}</caption>(.*?)</table>", page, re.DOTALL)
    found = {}
    for name, cells in re.findall('<th scope="row">(.*?)</th>(.*?)</tr>', table, re.DOTALL):
        counts = re.findall('<span class="count">(?:<i.*?</i>)?(.*?) <b>(.*?)</b></span>', cells)
        answered, every = re.findall('<td class="number">(.*?)</td>', cells)
        words = {"Answered": answered, "In all": every, **dict(counts)}
        words_of_row = html.unescape(name.partition("<")[0].strip())
        found[words_of_row] = {label: int(count) for label, count in words.items() if count != "0"}
    return {name: counts for name, counts in found.items() if counts}


@pytest.mark.sampled
def test_a_plain_count_of_the_table_gives_the_same_totals(
    folder: Path, told: Mapping[str, str]
) -> None:
    words = ("tabulate", "reports", "-o", "answers.sqlite")
    assert checklist_run(*words, cwd=folder).code == 0
    document = json.loads(told["json"])
    measures = [(one["question"], one["row"]) for one in document["units"] if one["is_measure"]]
    with closing(sqlite3.connect(folder / "answers.sqlite")) as tables:
        tables.execute("CREATE TEMP TABLE measures (question, row)")
        tables.executemany("INSERT INTO measures VALUES (?, ?)", measures)
        standings = _counted(
            tables,
            "SELECT question, CASE level WHEN 'row' THEN row ELSE '' END, standing, count(*) "
            "FROM answers WHERE level <> 'part' GROUP BY 1, 2, 3",
        )
        codes = _counted(
            tables,
            "SELECT question, CASE level WHEN 'row' THEN row ELSE '' END, code, count(*) "
            "FROM answers WHERE code <> '' AND (level <> 'part' OR part = '') GROUP BY 1, 2, 3",
        )
        by_recommendation = tables.execute(
            "SELECT recommendation, counts_as, count(*) FROM answers "
            "JOIN measures USING (question, row) JOIN bridge USING (question, row) "
            "JOIN codes USING (question, part, code) "
            "WHERE level <> 'part' AND standing = 'answered' AND counts_as <> 'not-applicable' "
            "GROUP BY 1, 2"
        ).fetchall()

    for unit in document["units"]:
        key = unit["question"], unit["row"]
        for name in STANDINGS:
            assert unit["tally"][name] == standings[*key, name.replace("_", "-")], (key, name)
        for code in unit["tally"]["codes"]:
            assert code["count"] == codes[*key, code["code"]], (key, code)
    assert {
        (one["implementation"]["id"], code["code"], code["count"])
        for one in document["recommendations"]
        for code in one["implementation"]["measures"]["codes"]
        if code["count"]
    } == set(by_recommendation)


def _counted(tables: sqlite3.Connection, query: str) -> Counter[tuple[str, str, str]]:
    """Return the counts of a query, by the three columns before the count."""
    found: Counter[tuple[str, str, str]] = Counter()
    found.update(
        {(question, row, name): count for question, row, name, count in tables.execute(query)}
    )
    return found
