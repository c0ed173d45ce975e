"""What is published of States that may be counted and not named, and what never is."""

import json
import re
from collections.abc import Mapping, Sequence
from copy import deepcopy
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml

from checklist.files.reader import read
from checklist.reports.seal import seal
from checklist.states import STATES
from tests.support.cycles import reports_of_cycles
from tests.support.folders import ROOT, UGANDA
from tests.support.independent.asked import Asked
from tests.support.independent.selected import agreeing, counted, read_all
from tests.support.independent.tallies import of_unit
from tests.support.independent.told import Told
from tests.support.made_reports import as_yaml
from tests.support.running import checklist_run
from tests.support.same import assert_same

LEAST = 5
SEALS = re.compile(r"sha256(-salted)?:[0-9a-f]{64}")
CHOSEN: Mapping[str, Sequence[str]] = {
    "joint-help": ["has-done", "could"],
    "regional-information": ["helpful", "enough", "no-view"],
    "regional-cooperation": ["treaty", "network"],
    "donors": ["named", "unnamed", "not-shown"],
    "staff-support": ["implemented", "planned", "not-implemented"],
}
"""Questions on which no other depends, with some of their codes."""
ASKED = Asked(ROOT / "questions" / "ctoc-cop-2010-6")
SEVERAL = {name for name, one in ASKED.questions.items() if one["type"] == "choices"}


@cache
def _uganda() -> Any:
    return yaml.load(UGANDA.read_bytes(), Loader=yaml.CSafeLoader)


def write(
    folder: Path,
    state: str,
    release: str,
    pick: Random,
    given: Mapping[str, Any] = {},
) -> dict[str, Any]:
    """Write a report like that of Uganda, with the answers that are given, and some at random."""
    data = deepcopy(_uganda())
    answers = data["answers"]
    for question, codes in CHOSEN.items():
        code = pick.choice(codes)
        if question == "staff-support":
            answers[question] = {"value": {"status": code}}
        else:
            answers[question] = {"value": [code] if question in SEVERAL else code}
        if pick.random() < 0.3:
            answers[question] = {"missing": "declined"}
        elif pick.random() < 0.1:
            answers[question]["confidential"] = True
    for row in answers["united-nations-work"]["value"].values():
        row.clear()
        row["value"] = pick.choice(["in-use", "useful"])
    answers |= {**given, "publication": {"value": release}}
    report = {**data, "state": state}
    report["seal"] = seal({key: one for key, one in report.items() if key != "seal"})
    text = yaml.dump(report, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False)
    (folder / f"report-{state}.yaml").write_text(text, "utf-8")
    return report


WITHHELD = 5
"""How many States do not even allow that they are counted."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the reports of 37 States, of which 26 are only counted together."""
    folder = tmp_path_factory.mktemp("publication")
    (folder / "reports").mkdir()
    pick = Random(5)
    codes = [one.code for one in STATES[:37]]
    for number, code in enumerate(codes):
        release = (
            "publish" if number < 6 else "withhold" if number < 6 + WITHHELD else "totals-only"
        )
        write(folder / "reports", code, release, pick)
    return folder


@pytest.fixture(scope="module")
def document(folder: Path) -> Any:
    words = ("summarize", "reports", "--for-publication", "-o", "first.json")
    done = checklist_run(*words, cwd=folder)
    assert done.code == 0, done.stderr
    return json.loads((folder / "first.json").read_text("utf-8"))


@cache
def told_of(folder: Path) -> dict[str, Told]:
    return counted(read_all(ASKED, (folder / "reports").iterdir()))


def test_the_other_tables_count_only_states_that_are_named(folder: Path, document: Any) -> None:
    named = agreeing(told_of(folder), ["publish"])

    assert {one["state"]["code"] for one in document["reports"]} == named.keys()
    for asked, unit in zip(ASKED.units, document["units"], strict=True):
        codes = {one["code"]: one["count"] for one in unit["tally"]["codes"]}
        tally = of_unit(ASKED, named.values(), asked).as_json()
        assert {**unit["tally"], "codes": codes} == tally, unit["question"]


def test_that_a_state_reported_is_always_said(folder: Path, document: Any) -> None:
    reported = [one["code"] for one in document["participation"]["reported"]]

    assert sorted(reported) == sorted(told_of(folder))
    assert document["not_agreed"] == 26 + WITHHELD


@pytest.mark.parametrize("size", [1, 4])
def test_what_few_states_allow_changes_nothing_that_is_published(tmp_path: Path, size: int) -> None:
    """Beside two States that agree, few others allow totals, or nothing."""
    outputs = []
    for release in ("totals-only", "withhold"):
        folder, pick = tmp_path / release, Random(size)
        (folder / "reports").mkdir(parents=True)
        for number, state in enumerate(STATES[: 2 + size]):
            agrees = "publish" if number < 2 else release
            write(folder / "reports", state.code, agrees, pick)
        names = ("all.docx", "all.json", "all.html")
        for name in names:
            words = ("summarize", "reports", "--for-publication", "-o", name)
            done = checklist_run(*words, cwd=folder)
            assert done.code == 0, done.stderr
        outputs.append([(folder / name).read_bytes() for name in names])

    assert outputs[0] == outputs[1]


def test_a_confidential_treaty_status_is_not_given(tmp_path: Path) -> None:
    data: Any = read(UGANDA).data
    answers = {
        **data["answers"],
        "publication": {"value": "publish"},
        "protocol-status": {**data["answers"]["protocol-status"], "confidential": True},
    }
    report = {**data, "answers": answers}
    report["seal"] = seal({key: one for key, one in report.items() if key != "seal"})
    (tmp_path / "report-UGA.json").write_text(json.dumps(report), "utf-8")

    words = ("summarize", ".", "--format", "json")
    public, plain = (
        checklist_run(*words, *options, cwd=tmp_path) for options in (["--for-publication"], [])
    )

    assert (public.code, plain.code) == (0, 0)
    (published,), (internal,) = (json.loads(done.stdout)["reports"] for done in (public, plain))
    assert published["treaty_status"] == {"code": "", "label": "Not given"}
    assert internal["treaty_status"] == {"code": "", "label": "Confidential"}


@pytest.mark.thorough
def test_nothing_published_depends_on_what_a_state_says_that_is_not_named(tmp_path: Path) -> None:
    """Summary and comparison stay the same, byte for byte except for seals."""
    states = ("AUT", "KEN", "TUV", "UGA", "USA")
    named = {"AUT", "KEN", "TUV"}
    in_cycles = dict.fromkeys(states, ("2022", "2024"))
    made = dict(reports_of_cycles(in_cycles))
    otherwise = {name: one["answers"] for name, one in reports_of_cycles(in_cycles, seed=8)}
    for folder in ("first", "second"):
        (tmp_path / folder).mkdir()
        for name, one in made.items():
            is_named = one["state"] in named
            answers = one["answers"] if is_named or folder == "first" else otherwise[name]
            release = {"value": "publish" if is_named else "totals-only"}
            data = {**one, "answers": {**answers, "publication": release}}
            data["seal"] = seal({key: part for key, part in data.items() if key != "seal"})
            (tmp_path / folder / name).write_text(as_yaml(data), "utf-8")

    for words in (
        ["summarize", ".", "--cycle", "2022"],
        ["summarize", ".", "--cycle", "2024", "--group-by", "region"],
        ["compare", ".", ".", "--cycle", "2022", "--cycle", "2024"],
    ):
        options = ("--for-publication", "--format", "json")
        outputs = [
            checklist_run(*words, *options, cwd=tmp_path / folder) for folder in ("first", "second")
        ]
        assert [one.code for one in outputs] == [0, 0], outputs[0].stderr
        first, second = (SEALS.sub("(a seal)", one.stdout) for one in outputs)
        assert_same(first, second, words[0])
        assert len(outputs[0].stdout) > 100_000
