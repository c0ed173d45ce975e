"""The same totals whatever tells them: each format of the summary, and the tables counted anew."""

import html
import json
import re
import shutil
import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping
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


@pytest.fixture(scope="module", params=[[], ["--include-confidential"]], ids=["hidden", "shown"])
def shown(request: pytest.FixtureRequest) -> list[str]:
    """Return the options that say whether confidential answers are counted like others."""
    return list(request.param)


@pytest.fixture(scope="module")
def told(folder: Path, shown: list[str]) -> dict[str, str]:
    """Return the summary in all its formats."""
    told = {}
    for name in ("json", "markdown", "html", "text"):
        words = ("summarize", "reports", "--format", name, "-o", f"summary.{name}", *shown)
        assert checklist_run(*words, cwd=folder).code == 0
        told[name] = (folder / f"summary.{name}").read_text("utf-8")
    return told


@pytest.mark.sampled
def test_all_formats_tell_the_same_totals(told: Mapping[str, str]) -> None:
    expected = {
        "T3-1 By theme": totals(json.loads(told["json"])["themes"], "title"),
        "T3-3 By recommendation": totals(
            [one["implementation"] for one in json.loads(told["json"])["recommendations"]], "id"
        ),
    }

    for caption, counts in expected.items():
        assert counts_of(rows_of_markdown(told["markdown"], caption)) == counts
        of_page = counts_of_page(told["html"], caption)
        assert {name.partition(" ")[0] for name in of_page} == {
            name.partition(" ")[0] for name in counts
        }
        for name, of_row in of_page.items():
            expected_of_row = counts.get(name) or counts[name.partition(" ")[0]]
            assert of_row == {label: count for label, count in expected_of_row.items() if count}
    caption = "T3-3 By recommendation"
    assert dict(counts_of_text(told["text"], caption)) == {
        name: {words: count for words, count in counts.items() if words in columns}
        for columns in [columns_of_text(told["text"], caption)]
        for name, counts in expected[caption].items()
    }


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


def counts_of(rows: list[list[str]]) -> Counts:
    head, *others = rows
    return {
        name: {
            column: int(cell)
            for column, cell in zip(head[1:], cells, strict=True)
            if column != "By its own codes"
        }
        for name, *cells in others
        if cells[0] != "0"  # else no question says how far the measure is in place
    }


def rows_of_markdown(text: str, caption: str) -> list[list[str]]:
    table = text.split(f"**{caption}**\n\n")[1].split("\n\n")[0].splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in table]
    return [rows[0], *([plain(cell) for cell in row] for row in rows[2:])]


def plain(markdown: str) -> str:
    return markdown.replace("\\", "")


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


def columns_of_text(text: str, caption: str) -> list[str]:
    """Return the words of the columns that are shown: what is zero in all rows is not."""
    legend = " ".join(part_of_text(text, caption).split("\n         ")[0].split())
    return re.findall(r"(?:^|; )[a-z.]+: ([^;]+)", legend)


def counts_of_text(text: str, caption: str) -> Iterator[tuple[str, dict[str, int]]]:
    columns = columns_of_text(text, caption)
    for line in part_of_text(text, caption).splitlines():
        if found := re.fullmatch(r"  (\d+(?:\([a-z]\))?)((?: +\d+)+)", line):
            counts = dict(zip(columns, map(int, found[2].split()), strict=True))
            counts.pop("By its own codes", None)
            if counts["In all"]:
                yield found[1], counts


def part_of_text(text: str, caption: str) -> str:
    return text.split(f"\n{caption}:\n")[1].split("\n\n")[0]


@pytest.mark.sampled
def test_a_plain_count_of_the_table_gives_the_same_totals(
    folder: Path, shown: list[str], told: Mapping[str, str]
) -> None:
    words = ("tabulate", "reports", "-o", "answers.sqlite", *shown)
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
