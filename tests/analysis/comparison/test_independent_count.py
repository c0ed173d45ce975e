"""A comparison of cycles in JSON, with groups, counted again from the raw YAML.

`tests/support/independent` uses nothing of the program. The command reads the same files.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.support.cycles import IN_CYCLES, reports_of_cycles, write_cycles
from tests.support.examples import is_large
from tests.support.folders import ROOT
from tests.support.independent.asked import STATUSES, Unit, load
from tests.support.independent.cycles import HIDDEN, NONE, CountedCycles
from tests.support.independent.figures import TO_STATES
from tests.support.independent.selected import agreeing
from tests.support.made_reports import as_yaml
from tests.support.running import Result, checklist_run

QUESTIONS = ROOT / "questions" / "ctoc-cop-2010-6"
COMPARED = ("2024", "2026")
"""The cycles that are compared."""
REGIONS = {
    "Western European and other States": {"AUT", "USA"},
    "African States": {"KEN", "UGA"},
    "Asia-Pacific States": {"TUV"},
    "Observer States": {"VAT"},
}
WITHOUT_VALUE = ("not_known", "not_applicable", "declined")
MANY = 40 if is_large() else 20


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the reports of three cycles, and two files that cannot be used."""
    made = write_cycles(tmp_path_factory.mktemp("cycles"), reports_of_cycles())
    (made / "broken.yml").write_text("state: AUT\nanswers: [", encoding="utf-8")
    draft = {**load(made / "AUT-2024.yaml"), "status": "draft"}
    del draft["seal"]
    (made / "older.yml").write_text(as_yaml(draft), encoding="utf-8")
    return made


def run(folder: Path, *options: str, code: int) -> Result:
    result = checklist_run(*options, cwd=folder.parent)
    assert result.code == code, result.stderr
    return result


@pytest.fixture(scope="module")
def trend(folder: Path) -> dict[str, Any]:
    return compared(folder, "--group-by", "region")


def compared(folder: Path, *options: str) -> dict[str, Any]:
    """Return the comparison of two cycles of a folder, with the cycles in place of the sides."""
    cycles = [word for cycle in COMPARED for word in ("--cycle", cycle)]
    words = ("compare", str(folder), str(folder), *cycles, *options, "--format", "json")
    text = run(folder, *words, code=1).stdout
    for side, cycle in zip(("old", "new"), COMPARED, strict=True):
        text = text.replace(f'"{side}"', f'"{cycle}"')
    found: dict[str, Any] = json.loads(text)
    return found


@pytest.fixture(scope="module")
def plain(folder: Path) -> CountedCycles:
    return CountedCycles(QUESTIONS, folder)


def check_tally(tally: Mapping[str, Any], counted: Counter[str], where: object) -> None:
    """Compare a tally of measures with plain counts."""
    codes = {one["code"]: one["count"] for one in tally["codes"]}
    assert codes == {code: counted[code] for code in codes}, where
    assert tally["confidential"] == counted[HIDDEN], where
    for name in WITHOUT_VALUE:
        assert tally[name] == counted[name.replace("_", "-")], where
    assert tally["unanswered"] + tally["off_path"] == counted[NONE], where
    assert tally["invalid"] == tally["withheld"] == 0, where
    assert tally["of"] == counted.total(), where


def check_line(
    line: Mapping[str, Any], plain: CountedCycles, units: list[Unit], states: set[str] | None = None
) -> None:
    """Compare a line of measures with plain counts."""
    assert {unit.is_measure for unit in units} <= {True}
    for one in line["cycles"]:
        counted = plain.cycle(one["cycle"], units, states)
        check_tally(one["tally"], counted, (line["id"], one["cycle"]))
    for step in line["steps"]:
        where = line["id"], step["earlier"], step["later"]
        pairs = plain.transitions(step["earlier"], step["later"], units, states)
        assert step["confidential"] == pairs.pop((HIDDEN, HIDDEN), 0), where
        before, after = Counter[str](), Counter[str]()
        for (one_code, other), number in pairs.items():
            before[one_code] += number
            after[other] += number
        check_tally(step["before"], before, where)
        check_tally(step["after"], after, where)
        told = Counter[tuple[str, str]]()
        for one in step["transitions"]:
            sides = [plain_code(one[side]["code"]) for side in ("before", "after")]
            told[sides[0], sides[1]] += one["count"]
        assert told == pairs, where


def plain_code(code: str) -> str:
    return NONE if code in {"unanswered", "off-path"} else code


def test_the_cycles_and_who_came_and_went(trend: dict[str, Any], plain: CountedCycles) -> None:
    assert tuple(one["cycle"] for one in trend["cycles"]) == COMPARED
    for cycle in trend["cycles"]:
        codes = {one["code"] for one in cycle["reported"]["states"]}
        assert codes == {state for state, years in IN_CYCLES.items() if cycle["cycle"] in years}
    assert [(one["earlier"], one["later"]) for one in trend["steps"]] == [COMPARED]
    for step in trend["steps"]:
        before, after = (plain.cycles[step[side]].keys() for side in ("earlier", "later"))
        for name, states in (
            ("same", before & after),
            ("came", after - before),
            ("went", before - after),
        ):
            assert {one["code"] for one in step[name]["states"]} == states
            assert step[name]["count"] == len(states)
    assert {one["why"] for one in trend["not_counted"]} == {"unusable", "draft"}


def test_the_themes_and_their_transitions(trend: dict[str, Any], plain: CountedCycles) -> None:
    assert trend["themes"]
    for line in trend["themes"]:
        units = [one for one in plain.units if one.theme == line["id"] and one.is_measure]
        assert line["units"] == len(units)
        check_line(line, plain, units)


def test_the_recommendations(trend: dict[str, Any], plain: CountedCycles) -> None:
    catalogue = load(QUESTIONS / "recommendations.yaml")["recommendations"]
    of_states = {one["id"] for one in catalogue if TO_STATES.intersection(one["to"])}
    assert of_states <= {one["measures"]["id"] for one in trend["recommendations"]}
    for one in trend["recommendations"]:
        line = one["measures"]
        serving = [unit for unit in plain.units if line["id"] in unit.recommendations]
        check_line(line, plain, [unit for unit in serving if unit.is_measure])
        # What cannot be mapped is never left out.
        assert one["own_codes"] or line["units"] or not serving


def test_what_is_told_by_own_codes(trend: dict[str, Any], plain: CountedCycles) -> None:
    units = {(one.question, one.row): one for one in plain.units}
    lines = {
        (x["question"], x["row"]): x for one in trend["recommendations"] for x in one["own_codes"]
    }
    assert {"protocol-status", "campaign-messages"} <= {question for question, _ in lines}
    for key, line in lines.items():
        for one in line["counts"]["cycles"]:
            counted = plain.cycle(one["cycle"], [units[key]])
            codes = {code["code"]: code["count"] for code in one["tally"]["codes"]}
            assert codes == {code: counted[code] for code in codes}, key
            assert one["tally"]["confidential"] == counted[HIDDEN], key
        assert not units[key].is_measure


def test_the_groups(trend: dict[str, Any], plain: CountedCycles) -> None:
    assert trend["grouped_by"]["by"] == "region"
    assert {one["group"]["label"] for one in trend["groups"]} == {*REGIONS}
    for one in trend["groups"]:
        states = REGIONS[one["group"]["label"]]
        reports = [len(states & plain.cycles[cycle].keys()) for cycle in COMPARED]
        assert one["reports"] == reports
        measures = [unit for unit in plain.units if unit.is_measure]
        check_line(one["measures"], plain, measures, states)
        for line in one["themes"]:
            check_line(line, plain, [unit for unit in measures if unit.theme == line["id"]], states)


def test_a_summary_of_a_cycle_by_group_counts_the_same(folder: Path, plain: CountedCycles) -> None:
    options = ("--cycle", "2024", "--group-by", "region", "--format", "json")
    summary = json.loads(run(folder, "summarize", str(folder), *options, code=1).stdout)

    assert {one["state"]["code"] for one in summary["reports"]} == plain.cycles["2024"].keys()
    assert {one["cycle"] for one in summary["reports"]} == {"2024"}
    for theme in summary["themes"]:
        units = [one for one in plain.units if one.theme == theme["id"] and one.is_measure]
        if units:
            check_tally(theme["measures"], plain.cycle("2024", units), theme["id"])
        for group in theme["by_group"]:
            states = REGIONS[group["group"]["label"]]
            check_tally(group["tally"], plain.cycle("2024", units, states), theme["id"])
    units_of = {(one.question, one.row): one for one in plain.units}
    for unit in summary["units"]:
        for group in unit["by_group"]:
            states = REGIONS[group["group"]["label"]]
            counted = plain.cycle("2024", [units_of[unit["question"], unit["row"]]], states)
            codes = {one["code"]: one["count"] for one in group["tally"]["codes"]}
            if unit["is_measure"] and not STATUSES.keys() >= {*codes}:
                continue  # its own codes are counted here, and the statuses in the theme
            assert codes == {code: counted[code] for code in codes}, unit["question"]


def test_for_publication_counts_are_of_who_agrees_and_name_nobody(
    folder: Path, plain: CountedCycles
) -> None:
    agree = {cycle: {*agreeing(reports, ["publish"])} for cycle, reports in plain.cycles.items()}
    trend = compared(folder, "--for-publication")

    counted = {cycle: len(agree[cycle]) for cycle in COMPARED}
    assert {one["cycle"]: one["reported"]["count"] for one in trend["cycles"]} == counted
    assert trend["publication"]["not_agreed"] == sum(
        len(plain.cycles[cycle]) - counted[cycle] for cycle in COMPARED
    )
    for line in trend["themes"]:
        units = [one for one in plain.units if one.theme == line["id"] and one.is_measure]
        for one in line["cycles"]:
            cycle = one["cycle"]
            check_tally(one["tally"], plain.cycle(cycle, units, agree[cycle]), (line["id"], cycle))
    assert not [*named_states({**trend, "summary": None})]
    earlier, later = COMPARED
    assert {one["state"] for one in trend["reports"]} == agree[earlier] & agree[later]
    assert str(folder) not in json.dumps(trend)


def named_states(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        yield from (one["code"] for one in part.get("states") or () if isinstance(one, dict))
        for one in part.values():
            yield from named_states(one)
    elif isinstance(part, Sequence) and not isinstance(part, str):
        for one in part:
            yield from named_states(one)
