"""Treaty status of the depositary, and needs beside offers, in what is published, counted again.

What is counted comes from the YAML of the reports, and of the list of the depositary.
"""

import json
from pathlib import Path

import pytest

from tests.support.counted_outputs import ASKED, Summarized, check, summarize
from tests.support.independent import outputs, summary_json
from tests.support.independent.selected import agreeing
from tests.support.independent.told import ANSWERED
from tests.support.reports_of_all_kinds import write_reports_of_all_kinds


@pytest.mark.parametrize("number", [5, pytest.param(60, marks=pytest.mark.thorough)])
def test_treaty_status_of_the_depositary_in_what_is_published(number: int, tmp_path: Path) -> None:
    """Only States that agree are named, also with what the depositary says; so are needs."""
    reports = write_reports_of_all_kinds(tmp_path / "reports", number, seed=3)
    states = sorted({path.name[:3] for path in reports.iterdir()})
    official = {
        state: (("party", "2005-09-15"), ("signatory", ""), ("neither", ""))[place % 3]
        for place, state in enumerate(states)
    }
    lines = [f"{state},{status},{date}\n" for state, (status, date) in official.items()]
    (tmp_path / "official.csv").write_text("".join(lines), encoding="utf-8")

    made = summarize(
        tmp_path,
        reports,
        "--for-publication",
        *("--official", "official.csv"),
        endings=("json", "md"),
    )

    facts = summary_json.counted(made.figures, shows_donors_only=True)
    assert [*summary_json.differences(facts, summary_json.shown(made.document))] == []
    check(made.figures.tables(), outputs.markdown(made.text("md")))
    named = agreeing(made.reports, ["publish"])
    shown = {
        one["state"]["code"]: (one["official"]["code"], one["official"]["as_of"])
        for one in made.document["reports"]
    }
    assert shown == {state: official[state] for state in named}
    check_needs_beside_offers(made)


def check_needs_beside_offers(made: Summarized) -> None:
    """Check that only States that agree to be named to donors stand behind what is wanted."""
    to_donors = {one.state for one in made.figures.donor_states(ASKED.plan["donors"]["named"])}
    needs = made.document["assistance"]["needs_and_offers"]
    behind = {one["code"] for kind in needs["kinds"] for one in kind["wanted_by"]}
    assert behind <= to_donors
    assert {one for one in to_donors if made.figures.wishes(made.reports[one])} == behind
    text = json.dumps(made.document["assistance"]["wanted"])
    hidden = made.figures.reports.keys() - to_donors
    assert hidden
    assert not any(f'"{state}"' in text for state in hidden)
    assert ANSWERED in {one.answer("donors").standing for one in made.figures.every}
