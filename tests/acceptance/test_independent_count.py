"""Every figure of summaries, counted again from the YAML of the reports.

`tests/support/independent` uses nothing of the program. Its counts are held against the JSON and
the page.
"""

import json
import re
from pathlib import Path

import pytest

from tests.support.counted_outputs import (
    ASKED,
    GROUP_OF,
    Summarized,
    summarize,
)
from tests.support.examples import is_large, large
from tests.support.folders import EXAMPLES
from tests.support.independent import summary_json
from tests.support.independent.selected import counted, read_all
from tests.support.independent.tallies import of_measures
from tests.support.reports_of_all_kinds import write_reports_of_all_kinds
from tests.support.running import checklist_run

EVERYBODY = "all", "all, of a cycle", "all, for publication"
FEW, SOME, ALL = 4, 7, large(len(GROUP_OF))
"""Numbers of States. Of the fewest, all agree to be named."""


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
def test_every_figure_of_a_summary(which: str, tmp_path: Path) -> None:
    number, _, how = which.partition(", ")
    reports = EXAMPLES
    if number != "examples":
        number_of = {"few": FEW, "some": SOME, "all": ALL}[number]
        reports = write_reports_of_all_kinds(tmp_path / "reports", number_of, seed=3)
    options = ["--for-publication"] if how == "for publication" else []
    cycle = "2024" if how == "of a cycle" else ""
    made = summarize(tmp_path, reports, *options, cycle=cycle)

    # One test, because the outputs take longer to write than to read.
    check_the_json_and_who_is_behind_it(made)
    check_each_state_on_each_theme(made)


def check_the_json_and_who_is_behind_it(made: Summarized) -> None:
    is_public = made.figures.is_public
    facts = summary_json.counted(made.figures, shows_donors_only=is_public)
    shown = summary_json.shown(made.document)

    assert [*summary_json.differences(facts, shown)] == []
    assert summary_json.number_of(shown) > 10_000


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
