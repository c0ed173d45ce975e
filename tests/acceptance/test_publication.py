"""What is published of States that may be counted and not named, and what never is."""

import json
import re
import shutil
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
from checklist.states import BY_CODE, STATES
from tests.support.cycles import reports_of_cycles
from tests.support.folders import EXAMPLES, ROOT, UGANDA
from tests.support.independent.asked import Asked
from tests.support.independent.published import Line, lines
from tests.support.independent.selected import agreeing, counted, read_all
from tests.support.independent.tallies import of_unit
from tests.support.independent.told import Told
from tests.support.made_reports import as_yaml, likely_reports, write_reports
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


def named_of(folder: Path, *codes: str) -> list[Any]:
    agree = agreeing(told_of(folder), codes)
    return [agree[state].data for state in sorted(agree)]


def lines_of(document: Any) -> dict[tuple[str, str], Line]:
    return {
        (one["question"], one["row"]): Line(
            one["answered"],
            one["without_answer"],
            {code["code"]: code["count"] for code in one["codes"]},
            one["joined"],
        )
        for one in document["unnamed"]["lines"]
    }


@pytest.mark.thorough
def test_joined_options_are_counted_as_in_the_files_and_spare_most_lines(tmp_path: Path) -> None:
    reports = tmp_path / "reports"
    write_reports(reports, [*likely_reports()])
    done = checklist_run("summarize", reports, "--for-publication", "-o", "all.json", cwd=tmp_path)
    assert done.code == 0, done.stderr
    given = lines_of(json.loads((tmp_path / "all.json").read_text("utf-8")))
    told = counted(read_all(ASKED, reports.iterdir()))

    withheld = len(told) - len(agreeing(told, ["publish", "totals-only"]))
    assert given == lines(ASKED, [*agreeing(told, ["totals-only"]).values()], withheld)
    measures = [one for one in ASKED.units if one.is_measure]
    with_codes = [one for one in ASKED.units if ASKED.codes(one.question)]
    assert sum((one.question, one.row) in given for one in measures) >= 0.7 * len(measures)
    assert len(given) >= 0.58 * len(with_codes)


@pytest.mark.thorough
def test_the_counts_are_those_of_the_files(folder: Path, document: Any) -> None:
    given = lines_of(document)

    expected = lines(ASKED, [*agreeing(told_of(folder), ["totals-only"]).values()], WITHHELD)

    assert given == expected
    assert len(given) >= 9
    told = document["unnamed"]["too_few"] + len(given)
    assert (told, document["unnamed"]["by_difference"]) == (len(ASKED.units), 0)


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
    assert document["unnamed"]["states"] == document["not_agreed"] == 26 + WITHHELD


@pytest.mark.thorough
def test_a_manifest_leads_from_the_counts_of_unnamed_states_to_their_answers(
    folder: Path, document: Any
) -> None:
    words = ("trace", "T18-1", "reports", "--manifest", "first.json.manifest.json")
    given = {one["question"]: one for one in document["unnamed"]["lines"]}
    name = next(one for one in CHOSEN if one in given and one not in SEVERAL)
    line, number, asked = given[name], ASKED.numbers[name], ASKED.questions[name]["ask"]

    done = checklist_run(*words, "--format", "json", cwd=folder)
    own = checklist_run(*words, "--row", number, "--for", "AUT", cwd=folder)

    assert (done.code, done.stderr, own.code) == (0, "", 0)
    traced = json.loads(done.stdout)
    assert (traced["table"], traced["reports"]) == ("T18-1", 6 + 26)
    counts = {(one["row"], one["column"]): one for one in traced["counts"]}
    answered = counts[f"{number} {asked}", "Answered"]
    without = counts[f"{number} {asked}", "Without an answer that is shown"]
    assert (answered["count"], without["count"]) == (line["answered"], line["without_answer"])
    said: dict[str, int] = {}
    for one in answered["sources"]:
        said[one["said"]] = said.get(one["said"], 0) + 1
        lines = (folder / one["file"]).read_text("utf-8").splitlines()
        assert lines[one["line"] - 1].startswith(f"  {name}:")
    assert said == {one["label"]: one["count"] for one in line["codes"] if one["count"]}
    states = {one["state"] for one in (*answered["sources"], *without["sources"])}
    assert states == {one["state"] for one in named_of(folder, "totals-only", "withhold")}
    assert len(traced["counts"]) >= len(document["unnamed"]["lines"])
    assert "Afghanistan" not in own.stdout


def test_a_sentence_that_counts_unnamed_states_leads_to_the_answers_of_all(tmp_path: Path) -> None:
    """Each of three answers is given by five or more of the States that are not named."""
    reports = tmp_path / "reports"
    reports.mkdir()
    releases = ["publish"] * 10 + ["totals-only"] * 15 + ["withhold"] * WITHHELD
    answers = [{"value": "active"}, {"value": "dormant"}, {"missing": "not-known"}]
    said: dict[str, list[str]] = {"active": [], "dormant": [], "without-answer": []}
    for number, release in enumerate(releases):
        state, answer = STATES[number].code, answers[number % 3]
        given = {"coordinating-body": answer}
        write(reports, state, release, Random(number), given)
        code = answer.get("value", "") if release != "withhold" else ""
        said[code or "without-answer"].append(state)
    done = checklist_run("summarize", reports, "--for-publication", "-o", "all.json", cwd=tmp_path)
    assert done.code == 0, done.stderr
    document = json.loads((tmp_path / "all.json").read_text("utf-8"))
    (sentence,) = [one for one in document["headlines"] if one["question"] == "coordinating-body"]
    words = ("trace", sentence["id"], reports, "--format", "json")

    public = checklist_run(*words, "--manifest", "all.json.manifest.json", cwd=tmp_path)
    internal = checklist_run(*words, cwd=tmp_path)

    assert (sentence["of"], len(document["reports"])) == (len(releases), 10)
    assert {one["what"]: one["count"] for one in sentence["counts"]} == {
        code: len(states) for code, states in said.items()
    }
    assert (public.code, internal.code) == (0, 0), (public.stderr, internal.stderr)
    traced = json.loads(public.stdout)
    assert traced["matches_manifest"]
    labels = {one["label"]: one["what"] for one in sentence["counts"]}
    assert {
        labels[one["row"]]: sorted({source["state"] for source in one["sources"]})
        for one in traced["counts"]
    } == {code: sorted(BY_CODE[state].code for state in states) for code, states in said.items()}
    withheld = {one.code for one in STATES[len(releases) - WITHHELD : len(releases)]}
    for source in (source for one in traced["counts"] for source in one["sources"]):
        line = (tmp_path / source["file"]).read_text("utf-8").splitlines()[source["line"] - 1]
        begins = "checklist_report:" if source["state"] in withheld else "  coordinating-body:"
        assert line.startswith(begins)
    assert sum(one["count"] for one in json.loads(internal.stdout)["counts"]) == len(releases)


@pytest.mark.thorough
def test_a_comparison_leaves_out_whose_counts_would_tell_others_in_what_was_issued(
    folder: Path, document: Any
) -> None:
    """All but four of the States that were not named agree now: what is left tells of the four."""
    assert document["unnamed"]["lines"]
    shutil.copytree(folder / "reports", folder / "agreed")
    unnamed = named_of(folder, "totals-only")
    for report in unnamed[4:]:
        answers = {**report["answers"], "publication": {"value": "publish"}}
        changed = {**report, "revision": 2, "supersedes": report["seal"], "answers": answers}
        changed["seal"] = seal({key: one for key, one in changed.items() if key != "seal"})
        (folder / "agreed" / f"report-{report['state']}.yaml").write_text(as_yaml(changed), "utf-8")
    words = ("compare", "agreed", "--for-publication")
    issued = ("--issued", "first.json.manifest.json")

    careless = checklist_run(*words, "--format", "json", cwd=folder)
    careful = checklist_run(*words, *issued, "-o", "cycles.json", cwd=folder)
    told = checklist_run(*words, *issued, cwd=folder)
    manifest = ("--manifest", "cycles.json.manifest.json")
    traced = checklist_run("trace", "R1-1", "agreed", *manifest, "--format", "json", cwd=folder)
    refused = checklist_run("compare", "agreed", *issued, cwd=folder)

    assert [one.code for one in (careless, careful, told, traced, refused)] == [0, 0, 0, 0, 2]
    with_all, without = (
        json.loads(one) for one in (careless.stdout, (folder / "cycles.json").read_text("utf-8"))
    )
    assert with_all["cycles"][0]["reported"]["count"] == 28
    assert without["cycles"][0]["reported"]["count"] == 6
    assert [one["publication"]["holds_back"] for one in (with_all, without)] == [False, True]
    assert without["publication"]["not_agreed"] == 26 + WITHHELD
    assert "Some of them agree to publication." in " ".join(told.stdout.split())
    assert json.loads(traced.stdout)["matches_manifest"] is True
    assert [one["count"] for one in json.loads(traced.stdout)["counts"]] == [6]
    assert "--issued goes with --for-publication only" in refused.stderr


def test_few_states_are_only_told_by_their_number(tmp_path: Path) -> None:
    words = ("summarize", EXAMPLES, "--for-publication", "--format", "markdown")

    done = checklist_run(*words, cwd=tmp_path)

    assert done.code == 0
    assert "whose answers are not published by State: 1." in done.stdout
    assert "T18-1" not in done.stdout
    assert "Have reported: Austria, Tuvalu, Uganda." in done.stdout
    assert "Reported, as of 20 November 2026 or before: Austria, Tuvalu, Uganda." in done.stdout
    assert done.stdout.count("Uganda") == 2


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
        for name in ("all.md", "all.json", "all.html"):
            options = ["--for-publication"] if name == "all.json" else ["--edition", "conference"]
            done = checklist_run("summarize", "reports", *options, "-o", name, cwd=folder)
            assert done.code == 0, done.stderr
        outputs.append(
            [(folder / name).read_bytes() for name in ("all.md", "all.json", "all.html")]
        )

    assert outputs[0] == outputs[1]


def test_a_part_of_the_reports_gives_no_counts(folder: Path) -> None:
    words = ("summarize", "reports", "--for-publication", "--since", "2020-01-01")

    done = checklist_run(*words, "--format", "json", cwd=folder)

    unnamed = json.loads(done.stdout)["unnamed"]
    assert done.code == 0
    assert unnamed["states"] == 26 + WITHHELD
    assert (unnamed["lines"], unnamed["is_filtered"]) == ([], True)


def test_a_difference_to_what_was_issued_is_withheld_and_said(folder: Path, document: Any) -> None:
    """One State less is counted: the difference would be its answers."""
    later = folder / "later"
    later.mkdir()
    for path in (folder / "reports").iterdir():
        (later / path.name).write_bytes(path.read_bytes())
    gone = named_of(folder, "totals-only")[3]["state"]
    (later / f"report-{gone}.yaml").unlink()
    words = ("summarize", "later", "--for-publication", "--format", "markdown")
    issued = ("--issued", "first.json.manifest.json")

    careless = checklist_run(*words, cwd=folder)
    careful = checklist_run(*words, *issued, cwd=folder)
    again = checklist_run("summarize", "reports", *words[2:], *issued, cwd=folder)

    assert (careless.code, careful.code, again.code) == (0, 0, 0)
    assert "T18-1" in careless.stdout
    assert "T18-1" not in careful.stdout
    assert "because the difference to an output issued before would be too small" in careful.stdout
    assert "T18-1" in again.stdout
    assert document["unnamed"]["lines"]


@pytest.mark.thorough
def test_a_state_that_was_counted_without_its_name_is_not_named_where_that_tells_others(
    folder: Path, document: Any
) -> None:
    """All but one of those who declined to answer a question agree to be named."""
    assert document["unnamed"]["lines"]
    now = folder / "now"
    now.mkdir()
    for path in (folder / "reports").iterdir():
        (now / path.name).write_bytes(path.read_bytes())
    declined = [
        one
        for one in named_of(folder, "totals-only")
        if one["answers"]["joint-help"].get("missing") == "declined"
    ]
    for one in declined[1:]:
        changed = {**one, "answers": {**one["answers"], "publication": {"value": "publish"}}}
        changed |= {"revision": 2, "supersedes": one["seal"]}
        changed["seal"] = seal({key: part for key, part in changed.items() if key != "seal"})
        text = yaml.dump(changed, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False)
        (now / f"report-{one['state']}-r2.yaml").write_text(text, "utf-8")
    words = ("summarize", "now", "--for-publication", "--format", "markdown")

    careless = checklist_run(*words, cwd=folder)
    careful = checklist_run(*words, "--issued", "first.json.manifest.json", cwd=folder)

    assert (careless.code, careful.code) == (0, 0)
    assert len(declined) >= LEAST
    name = BY_CODE[declined[1]["state"]].name
    assert careless.stdout.count(name) > careful.stdout.count(name) == 1
    assert "Some of them agree to publication." in careful.stdout


@pytest.mark.thorough
def test_a_comparison_names_no_state_where_that_tells_others(folder: Path, document: Any) -> None:
    """The States of `now` that agree were counted in `first.json` without their names."""
    assert document["unnamed"]["lines"]
    now = folder / "both"
    now.mkdir()
    named = {one["state"] for one in named_of(folder, "publish")}
    declined = [
        one
        for one in named_of(folder, "totals-only")
        if one["answers"]["joint-help"].get("missing") == "declined"
    ]
    again = {one["state"] for one in declined[1:]}
    for one in [*named_of(folder, "publish"), *declined[1:]]:
        data = {**one, "answers": {**one["answers"], "publication": {"value": "publish"}}}
        data["seal"] = seal({key: part for key, part in data.items() if key != "seal"})
        text = yaml.dump(data, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False)
        (now / f"report-{one['state']}.yaml").write_text(text, "utf-8")
    words = ("compare", "both", "both", "--for-publication", "--format", "json")
    issued = ("--issued", "first.json.manifest.json")

    careless = json.loads(checklist_run(*words, cwd=folder).stdout)
    careful = json.loads(checklist_run(*words, *issued, cwd=folder).stdout)

    assert {one["state"] for one in careless["reports"]} == named | again
    assert {one["state"] for one in careful["reports"]} == named
    assert careful["publication"]["holds_back"]


@pytest.mark.thorough
def test_what_was_issued_on_other_questions_is_refused(folder: Path, document: Any) -> None:
    assert document["unnamed"]["lines"]
    path = folder / "first.json.manifest.json"
    manifest = json.loads(path.read_text("utf-8"))
    asked = manifest["questionnaire"]
    line = {**manifest["unnamed"][0], "question": "asked-no-more"}
    changes: Mapping[str, tuple[Any, str]] = {
        "id.json": (
            {"questionnaire": {**asked, "id": "other"}},
            "id.json is the manifest of an output on the questionnaire `other`, version "
            f"{asked['version']}, and this output is on `{asked['id']}`, version "
            f"{asked['version']}: these are two questionnaires",
        ),
        "version.json": (
            {"questionnaire": {**asked, "version": "1.0.0"}},
            f"questionnaire `{asked['id']}`, version 1.0.0, and this output is on `{asked['id']}`, "
            f"version {asked['version']}: the question ",
        ),
        "line.json": (
            {"unnamed": [line]},
            "the question `asked-no-more` is not the same in both",
        ),
    }
    for name, (changed, told) in changes.items():
        (folder / name).write_text(json.dumps({**manifest, **changed}), "utf-8")
        for command in (("summarize", "reports"), ("compare", "reports", "reports")):
            done = checklist_run(*command, "--for-publication", "--issued", name, cwd=folder)

            assert (done.code, done.stdout) == (2, "")
            assert told in done.stderr
    same = {"questionnaire": {**asked, "version": "1.0.0"}, "unnamed": []}
    (folder / "without-unnamed.json").write_text(json.dumps({**manifest, **same}), "utf-8")
    words = ("summarize", "reports", "--for-publication", "--issued", "without-unnamed.json")
    assert checklist_run(*words, "--section", "reports", cwd=folder).code == 0


@pytest.mark.sampled
@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--issued", "first.json.manifest.json"], "--issued goes with --for-publication only"),
        (["--for-publication", "--issued", "none.json"], "none.json:1:1: "),
        (
            ["--for-publication", "--issued", "plain.md.manifest.json"],
            "plain.md.manifest.json is the manifest of an output that was not made",
        ),
        (
            ["--for-publication", "--issued", "a.md.manifest.json", "-o", "a.md"],
            "a.md.manifest.json is one of the files that are read",
        ),
    ],
)
def test_a_manifest_that_cannot_be_used_is_told(
    words: list[str], told: str, folder: Path, document: Any
) -> None:
    assert document["checklist_summary"] == 2
    assert checklist_run("summarize", EXAMPLES, "-o", "plain.md", cwd=folder).code == 0
    (folder / "a.md.manifest.json").write_bytes((folder / "first.json.manifest.json").read_bytes())

    done = checklist_run("summarize", "reports", *words, cwd=folder)

    assert (done.code, done.stdout) == (2, "")
    assert told in done.stderr


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

    public = checklist_run(
        "summarize", ".", "--for-publication", "--section", "reports", cwd=tmp_path
    )
    plain = checklist_run("summarize", ".", "--section", "reports", cwd=tmp_path)

    assert (public.code, plain.code) == (0, 0)
    assert "Uganda Not given final" in " ".join(public.stdout.split())
    assert "Confidential" in plain.stdout


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
        ["compare", ".", "--group-by", "region"],
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


def test_outputs_for_publication_beside_a_new_one_are_named(folder: Path, tmp_path: Path) -> None:
    """Without --issued, what a State says that came later is the difference of the counts."""
    shutil.copytree(folder / "reports", tmp_path / "reports")
    (tmp_path / "other").mkdir()
    words = ("summarize", "reports", "--for-publication", "-o")
    said = "Outputs for publication are beside this one"

    first = checklist_run(*words, "first.md", cwd=tmp_path)
    again = checklist_run(*words, "first.md", cwd=tmp_path)
    not_public = checklist_run("summarize", "reports", "-o", "own.md", cwd=tmp_path)
    second = checklist_run(*words, "a.md", "--issued", "first.md.manifest.json", cwd=tmp_path)
    third = checklist_run("compare", *words[1:], "b.json", cwd=tmp_path)
    elsewhere = checklist_run(*words, "other/c.md", cwd=tmp_path)

    for done in (first, again, not_public, second, elsewhere):
        assert said not in done.stderr, done.stderr
    assert said in third.stderr
    assert "\n  --issued a.md.manifest.json\n  --issued first.md.manifest.json\n" in third.stderr
