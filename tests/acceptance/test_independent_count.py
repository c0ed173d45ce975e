"""Every figure of summaries and comparisons, counted again from the YAML of the reports.

`tests/support/independent` uses nothing of the program. Its counts are held against what a reader
sees: the manifest, JSON, Markdown, Word, page, terminal and workbook.
"""

import csv
import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from tests.support.counted_outputs import (
    ASKED,
    GROUP_OF,
    GROUPS,
    Summarized,
    check,
    in_terminal,
    summarize,
)
from tests.support.cycles import reports_of_cycles, write_cycles
from tests.support.examples import is_large, large
from tests.support.folders import EXAMPLES
from tests.support.independent import outputs, published, summary_json
from tests.support.independent.figures import Row, Tables
from tests.support.independent.kinds import Changed
from tests.support.independent.selected import agreeing, by_cycle, counted, read_all
from tests.support.independent.side_by_side import SideBySide
from tests.support.independent.tallies import of_measures
from tests.support.independent.told import ANSWERED, STANDINGS
from tests.support.reports_of_all_kinds import write_reports_of_all_kinds
from tests.support.running import checklist_run

EVERYBODY = "all", "all, of a cycle", "all, for publication"
FEW, SOME, ALL = 4, 7, large(len(GROUP_OF))
"""Numbers of States. Of the fewest, all agree to be named."""
BRIEF = ("overview", "participation", "implementation", "obstacles", "assistance", "reports")
"""The sections of most Word files: a table of each question takes seconds."""
BARS = ("R1-4", "R2-1", "R2-3", "R4-2", "R6-7")
"""In the terminal, and before their figures in Word, these are bars."""


@pytest.mark.parametrize(
    "which",
    [
        "few",
        *(
            pytest.param(one, marks=pytest.mark.thorough)
            for one in ("examples", *EVERYBODY, *["some, for publication"] * is_large())
        ),
    ],
)
def test_every_figure_of_a_summary_in_every_format(which: str, tmp_path: Path) -> None:
    number, _, how = which.partition(", ")
    reports = EXAMPLES
    if number != "examples":
        number_of = {"few": FEW, "some": SOME, "all": ALL}[number]
        reports = write_reports_of_all_kinds(tmp_path / "reports", number_of, seed=3)
    options = ["--for-publication"] if how == "for publication" else []
    cycle = "2024" if how == "of a cycle" else ""
    in_word = () if which == "all" or is_large() else BRIEF
    made = summarize(tmp_path, reports, *options, cycle=cycle, in_word=in_word)

    # One test, because the outputs take longer to write than to read.
    check_the_manifest(made)
    check_markdown_and_word(made)
    check_the_page(made)
    check_the_terminal(made)
    check_the_workbook(made)
    check_the_json_and_who_is_behind_it(made)
    check_the_states_that_are_not_named(made)
    check_each_state_on_each_theme(made)


def check_the_manifest(made: Summarized) -> None:
    shown = outputs.manifest(made.folder / "all.json.manifest.json")
    check(made.figures.tables(), shown, all_tables=True)


def check_markdown_and_word(made: Summarized) -> None:
    every = made.figures.tables()
    tables = {name: rows for name, rows in every.items() if name[0] != "S"}
    check(tables, outputs.markdown(made.text("md")), all_tables=True)
    of_word = outputs.word(made.folder / "all.docx")
    check(tables, of_word)
    assert len(of_word) > (150 if "T9-1.1" in of_word else 30)


def check_the_page(made: Summarized) -> None:
    tables = made.figures.tables()
    # The page names the questions with codes of their own, in place of their number.
    tables["T3-3"] = [
        row._replace(cells={k: n for k, n in row.cells.items() if k != "By its own codes"})
        for row in tables["T3-3"]
    ]
    words = {**made.figures.asked.codes(made.figures.status), "not given": "Not given"}
    tables["T3-2"] = [_in_words(row, words) for row in tables["T3-2"]]
    shown = outputs.page(made.text("html"))
    bars = {name: shown.pop(name) for name in [*shown] if name.startswith("bars ")}

    check(tables, shown)
    for name, rows in tables.items():
        if name[0] == "F" and name != "F1-2":
            drawn = [(cells[0][1], cells[1][1]) for cells in bars[f"bars {name}"]]
            assert drawn == [(row.label, _of(row)) for row in rows], name


def _in_words(row: Row, words: Mapping[str, str]) -> Row:
    theme, _, status = row.label.rpartition(" / ")
    return row._replace(label=f"{theme} / {words[status]}")


def _of(row: Row) -> str:
    return "{} of {}".format(*row.cells.values())


def check_the_terminal(made: Summarized) -> None:
    check(*in_terminal(made.figures.tables(), made.text("txt"), []))


def check_the_workbook(made: Summarized) -> None:
    tables = {name: rows for name, rows in made.figures.tables().items() if name[0] == "F"}
    check(tables, outputs.workbook(made.folder / "all.xlsx"), all_tables=True)


def check_the_json_and_who_is_behind_it(made: Summarized) -> None:
    is_public = made.figures.is_public
    facts = summary_json.counted(made.figures, shows_donors_only=is_public)
    shown = summary_json.shown(made.document)

    assert [*summary_json.differences(facts, shown)] == []
    assert summary_json.number_of(shown) > 10_000


def check_the_states_that_are_not_named(made: Summarized) -> None:
    unnamed = agreeing(made.reports, ["totals-only"])
    if not made.figures.is_public:
        assert made.document["unnamed"] is None
        return
    lines = {
        (one["question"], one["row"]): published.Line(
            one["answered"],
            one["without_answer"],
            {code["code"]: code["count"] for code in one["codes"]},
            one["joined"],
        )
        for one in made.document["unnamed"]["lines"]
    }
    withheld = len(made.reports) - len(unnamed) - len(made.figures.reports)
    assert made.document["unnamed"]["states"] == len(unnamed) + withheld
    assert lines == published.lines(ASKED, [*unnamed.values()], withheld)


def check_each_state_on_each_theme(made: Summarized) -> None:
    rows = re.findall(r'<tr data-state="(\w+)">(.*?)</tr>', made.text("html"), flags=re.S)
    if made.figures.is_public:
        assert rows == []
        return
    themes = [made.figures.theme_units(theme) for theme in ASKED.themes]
    measured = [units for units in themes if any(unit.is_measure for unit in units)]
    assert {state for state, _ in rows} == {*made.figures.reports}
    for state, cells in rows:
        tallies = [of_measures([made.figures.reports[state]], units) for units in measured]
        # The page has no column for what is asked and left out of a copy, at its end.
        told = [[*map(int, cell.split())] for cell in re.findall(r"<td>([\d ]+)</td>", cells)]
        assert [sum(cell) for cell in told] == [one.of for one in tallies], state
        assert [cell[:10] for cell in told] == [[*one.cells().values()][2:12] for one in tallies], (
            state
        )


def test_planted_needs_and_offers_are_found_and_confidential_ones_never(tmp_path: Path) -> None:
    reports = write_reports_of_all_kinds(tmp_path / "reports", FEW, seed=3)
    wanted = [part["question"] for part in ASKED.plan["assistance"]]
    planted, hidden = set[tuple[str, str, str]](), set[tuple[str, str, str]]()
    for one in counted(read_all(ASKED, sorted(reports.glob("*.yaml")))).values():
        for question in (*wanted, "offers"):
            answer = one.answers.get(question, {})
            kinds = {*answer.get("value", ())} & ASKED.kinds(question).keys()
            is_hidden = question in one.hidden
            (hidden if is_hidden else planted).update((one.state, question, kind) for kind in kinds)

    done = checklist_run("summarize", reports, "--format", "json", cwd=tmp_path)
    assert done.code == 0, done.stderr

    found = json.loads(done.stdout)["assistance"]
    named = {
        (one["state"]["code"], kind["question"], kind["code"])
        for kind in found["wanted"]
        for one in kind["states"]
    }
    named |= {
        (one["code"], offer["question"], kind["code"])
        for offer in found["offers"]
        if offer["question"] == "offers"
        for kind in offer["codes"]
        for one in kind["states"]
    }
    assert named == planted
    assert len(planted) > 30
    assert hidden
    assert not hidden & named


def reports_of(number: int, folder: Path) -> Path:
    """Write the reports of three cycles to a folder, or those of so many States in four."""
    if number == 3:
        return write_cycles(folder, reports_of_cycles())
    years = ("2020", "2022", "2024", "2026")
    in_cycles = {
        state: [year for place, year in enumerate(years) if (number + place) % 5]
        for number, state in enumerate(sorted(GROUP_OF)[:number])
    }
    return write_cycles(folder, reports_of_cycles(in_cycles, seed=7))


@pytest.mark.thorough
@pytest.mark.parametrize("number", [3, large(100)])
def test_cycles_in_every_format(number: int, tmp_path: Path) -> None:
    cycles = tmp_path
    reports_of(number, cycles / "reports")
    told = read_all(ASKED, sorted((cycles / "reports").glob("*.yaml")))
    counts = SideBySide(
        ASKED, by_cycle(told), groups=GROUPS, group_of=lambda one: GROUP_OF[one.state]
    )
    tables = counts.tables()
    sections = [f"--section={one}" for one in ("overview", "themes", "transitions", "steps")]
    brief = [*sections, "--section=groups"] if len(counts.cycles) == 3 else []
    formats: Sequence[tuple[str, list[str]]]
    formats = (("json", []), ("html", []), ("docx", brief), ("csv", []), ("txt", sections))
    for ending, more in formats:
        words = ("compare", "reports", "--group-by", "region", "-o", f"all.{ending}", *more)
        done = checklist_run(*words, cwd=cycles)
        assert done.code == 0, done.stderr

    shown = outputs.manifest(cycles / "all.json.manifest.json")
    check(tables, {name: one for name, one in shown.items() if name[0] != "C"})
    page = outputs.page((cycles / "all.html").read_text("utf-8"))
    check(tables, {name: one for name, one in page.items() if name in tables})
    first = {"R1", "R2", "R4"}
    not_shown = [name for name in tables if name[:2] in first and name not in page]
    assert not_shown in ([], [f"R1-5.{'-'.join(counts.steps[-1])}"])
    bars = [name for name in tables if name.startswith(BARS)]
    of_word = outputs.word(cycles / "all.docx")
    check(tables, {name: one for name, one in of_word.items() if name in tables.keys() - {*bars}})
    check(*in_terminal(tables, (cycles / "all.txt").read_text("utf-8"), bars))
    check_lines(counts, cycles / "all.csv")
    check_steps(tables, cycles / "all.csv")
    check_what_changed_between_two_cycles(cycles)


def check_steps(tables: Tables, path: Path) -> None:
    """Compare the lines of a comparison in CSV on the steps that were announced."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        found = {
            (one["id"], one["side"], one["code"]): int(one["count"])
            for one in csv.DictReader(file)
            if one["subject"] == "steps"
        }
    announced = {row.label: row.cells for row in tables["R6-1"]}
    following = {row.label: row.cells for row in tables["R6-7"]}
    codes = ("same-step", "other-step", *(one for one in STANDINGS if one != ANSWERED))
    for step in ASKED.plan["steps"]:
        question = step["question"]
        theme = ASKED.themes[ASKED.theme_of[question]]
        numbers = [
            found.pop((question, "announced", code))
            for code in ("of", "in-last-cycle", "reported-again", "with-changed-measures")
        ]
        not_again = found.pop((question, "announced", "not-reported-again"))
        next_steps = [found.pop((question, "next-report", code)) for code in codes]
        assert numbers == [*announced[theme].values()], theme
        told = [*following[theme].values()] if theme in following else [0] * (len(codes) + 3)
        assert [*next_steps, not_again] == told[: len(codes) + 1], theme
    assert found == {}


def check_lines(counts: SideBySide, path: Path) -> None:
    """Compare the lines of a comparison in CSV on the measures of all States of each cycle."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        lines = [one for one in csv.DictReader(file) if one["side"] == "all" and not one["group"]]
    found = Counter[tuple[str, str, str]]()
    for one in lines:
        if one["subject"] == "theme":
            found[one["id"], one["cycle"], one["code"]] = int(one["count"])
    for theme in ASKED.themes:
        units = [unit for unit in ASKED.units if unit.theme == theme and unit.is_measure]
        for year, reports in counts.cycles.items():
            tally = of_measures(reports.values(), units)
            if units:
                assert found[theme, year, "of"] == tally.of
                assert found[theme, year, "answered"] == tally.standings[ANSWERED]
                for code in tally.codes:
                    assert found[theme, year, code] == tally.given[code], (theme, year, code)


def check_what_changed_between_two_cycles(cycles: Path) -> None:
    told = by_cycle(read_all(ASKED, sorted((cycles / "reports").glob("*.yaml"))))
    words = ("compare", "reports", "reports", "--cycle", "2022", "--cycle", "2024")
    done = checklist_run(*words, "--format", "json", cwd=cycles)
    assert done.code == 0, done.stderr
    found = json.loads(done.stdout)["summary"]

    shown = Counter(
        {
            (one["question"], one["row"], one["before"]["code"], one["after"]["code"]): one[
                "states"
            ]
            for one in found["transitions"]
        }
    )
    assert found["states"] == len(told["2022"].keys() & told["2024"].keys())
    assert shown == Changed(ASKED, told["2022"], told["2024"]).transitions()


def test_the_sheet_by_theme_of_a_workbook(tmp_path: Path) -> None:
    import openpyxl

    reports = write_reports_of_all_kinds(tmp_path / "reports", FEW, seed=3)
    done = checklist_run("tabulate", reports, "-o", "all.xlsx", cwd=tmp_path)
    assert done.code == 0, done.stderr
    sheet = openpyxl.load_workbook(tmp_path / "all.xlsx", read_only=True)["themes"]
    lines = [line for line in sheet.iter_rows(values_only=True) if line[2] in ASKED.questions]

    every = [*counted(read_all(ASKED, sorted(reports.glob("*.yaml")))).values()]
    assert [line[2] for line in lines] == [*ASKED.questions]
    for line in lines:
        answered = sum(one.answer(str(line[2])).standing == ANSWERED for one in every)
        assert line[4:6] == (answered, len(every)), line
