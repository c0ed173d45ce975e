"""`checklist compare --for-publication`: of whom what is said, and of whom only that they reported.

Each confidential answer, and all answers of States that do not agree to be named, say something
else in turn: then every byte of every format stays the same.
"""

import json
from collections.abc import Mapping, Sequence
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from random import Random
from typing import Any

import pytest

from checklist.commands.compare import ComparisonFormat
from checklist.files.reader import read
from checklist.questionnaire.loading import shipped
from tests.support.later_reports import EARLIER, LATER
from tests.support.made_reports import as_json, made_report
from tests.support.other_answers import OtherAnswers, Part, parts_of, sealed
from tests.support.running import Result, checklist_run, typed
from tests.support.same import assert_same

FORMATS = [*ComparisonFormat]
TUVALU = "report-TUV.yaml"
SAMPLE = 40


def report(path: Path) -> dict[str, Any]:
    data: Any = read(path).data
    return dict(data)


def with_answers(data: Mapping[str, Any], **answers: Any) -> dict[str, Any]:
    """Return a report with some other answers; None: without."""
    changed = {i: one for i, one in {**data["answers"], **answers}.items() if one is not None}
    return sealed({**data, "answers": changed})


def of_state(state: str, release: str, seed: int, **head: Any) -> dict[str, Any]:
    """Return a made report of a State that gives an answer on its release."""
    data = {**made_report(seed, state=state), **head}
    return with_answers(data, publication={"value": release})


def outputs(
    folder: Path,
    old: Sequence[Mapping[str, Any]],
    new: Sequence[Mapping[str, Any]],
    formats: Any = FORMATS,
) -> dict[str, bytes]:
    """Return the comparison of two folders for publication, in each format."""
    sides = folder / "old", folder / "new"
    for side, reports in zip(sides, (old, new), strict=True):
        side.mkdir(exist_ok=True)
        for path in side.iterdir():
            path.unlink()
        for data in reports:
            (side / f"report-{data['state']}.json").write_text(as_json(data), "utf-8")
    made = {}
    for view in formats:
        path = folder / f"changes.{view}"
        words = ["compare", *sides, "--format", view, "--output", path]
        with redirect_stdout(StringIO()), redirect_stderr(StringIO()):
            typed(*words, "--for-publication")
        made[str(view)] = path.read_bytes()
    return made


def assert_each_is_the_same(first: Mapping[str, bytes], other: Mapping[str, bytes]) -> None:
    for name, content in first.items():
        assert_same(other[name], content, name)


def test_only_a_state_that_agrees_in_both_reports_is_compared(tmp_path: Path) -> None:
    old = [
        of_state("AUT", "publish", 1),
        of_state("KEN", "publish", 2),
        of_state("NOR", "totals-only", 3),
        of_state("UGA", "withhold", 4),
        of_state("USA", "publish", 5),
    ]
    new = [
        of_state("AUT", "publish", 11),
        of_state("KEN", "totals-only", 12),
        of_state("NOR", "publish", 13),
        of_state("UGA", "publish", 14),
        of_state("VAT", "withhold", 15),
    ]

    made = outputs(tmp_path, old, new)

    document = json.loads(made["json"])
    states = {key: [one["state"] for one in value] for key, value in found(document).items()}
    assert [one["state"] for one in document["reports"]] == ["AUT"]
    assert states == {
        "not_compared": ["KEN", "NOR", "UGA"],
        "only_old": ["USA"],
        "only_new": ["VAT"],
    }
    assert document["summary"]["states"] == 1
    assert (document["alone"], document["not_counted"]) == ([], [])
    assert b"report-AUT" not in b"".join(made[name] for name in ("json", "html", "text"))
    text = " ".join(made["text"].decode().split())
    assert "Reported on both sides, and not compared: Kenya (KEN), Norway (NOR), Uganda" in text
    assert "Reported in OLD only: United States of America (USA)." in text
    # What is compared stands before the names of those that are not.
    page = " ".join(made["html"].decode().split())
    places = [
        "States compared: 1.",
        "not compared: 3.",
        "Changed answers by set",
        "not compared: Kenya",
    ]
    assert sorted(places, key=page.index) == places


def found(document: Any) -> dict[str, Any]:
    numbers = {"not_agreed": 4, "newer_unusable": 0}
    assert {key: document["publication"].pop(key) for key in numbers} == numbers
    return dict(document["publication"])


@pytest.mark.thorough
@pytest.mark.parametrize("release", ["totals-only", "withhold", "confidential"])
def test_no_byte_tells_an_answer_of_a_state_that_may_not_be_named(
    release: str, tmp_path: Path
) -> None:
    named = report(EARLIER / TUVALU), report(LATER / TUVALU)

    def made(seed: int, kept: str) -> dict[str, bytes]:
        old, new = (of_state("NOR", kept, one) for one in (seed, seed + 1))
        if kept == "confidential":
            hidden = {"value": "publish", "confidential": True}
            old, new = (with_answers(one, publication=hidden) for one in (old, new))
        return outputs(tmp_path, [named[0], old], [named[1], new])

    first = made(1, "totals-only")

    for seed in (3, 5):
        assert_each_is_the_same(first, made(seed, release))


def later(data: Mapping[str, Any], **answers: Any) -> dict[str, Any]:
    return with_answers({**data, "as_of": "2027-11-20"}, **answers)


def assert_nothing_is_told(folder: Path, parts: Sequence[Part], formats: Any) -> None:
    data = report(EARLIER / TUVALU)
    released = {"publication": {"value": "publish", "note": "Later."}}
    for part in parts:
        case = OtherAnswers(shipped()).case(data, part, most=1)
        made = [later(one, **released) for one in (case.report, *case.others)]
        first = outputs(folder, [case.report], made[:1], formats)

        for other, changed in zip(case.others, made[1:], strict=True):
            assert_each_is_the_same(first, outputs(folder, [other], made[:1], formats))
            assert_each_is_the_same(first, outputs(folder, [case.report], [changed], formats))


@pytest.mark.thorough
def test_no_byte_tells_a_confidential_answer_not_even_that_it_changed(tmp_path: Path) -> None:
    assert_nothing_is_told(tmp_path, [("protocol-status",)], FORMATS)


@pytest.mark.thorough
def test_the_data_of_all_formats_tell_no_confidential_answer(tmp_path: Path) -> None:
    parts = [one for one, _ in parts_of(report(EARLIER / TUVALU)["answers"])]
    chosen = Random(3).sample([one for one in parts if one[0] != "publication"], SAMPLE)

    assert_nothing_is_told(tmp_path, [*chosen, ("coordinating-body",)], [ComparisonFormat.JSON])


def test_what_a_state_wants_is_shown_only_if_it_agrees_to_be_named_to_donors(
    tmp_path: Path,
) -> None:
    def changed(old: str, new: str) -> set[str]:
        reports = [
            with_answers(
                of_state("AUT", "publish", 1),
                **{"victims-assistance": {"value": [kind]}, "donors": {"value": donors}},
            )
            for kind, donors in (("training-courses", old), ("expert-advice", new))
        ]
        made = outputs(tmp_path, [reports[0]], [reports[1]], [ComparisonFormat.JSON])
        (compared,) = json.loads(made["json"])["reports"]
        return {one["question"] for one in compared["differences"]}

    assert "victims-assistance" in changed("named", "named")
    for donors in (("named", "unnamed"), ("not-shown", "named"), ("unnamed", "unnamed")):
        assert "victims-assistance" not in changed(*donors)


def compared(*words: str | Path, cwd: Path) -> Result:
    return checklist_run("compare", *words, "--for-publication", cwd=cwd)


def test_two_reports_of_a_state_that_does_not_agree_are_refused(tmp_path: Path) -> None:
    names = "report-UGA.yaml", TUVALU

    refused, shown = (compared(EARLIER / one, LATER / one, cwd=tmp_path) for one in names)

    assert (refused.code, refused.stdout) == (2, "")
    assert "the State does not agree to publication in both reports" in refused.stderr
    assert shown.code == 0
    assert "Made for publication" in shown.stdout
    assert "report-TUV" not in shown.stdout


def test_the_last_line_says_how_many_states_do_not_agree_and_their_page_has_no_filters(
    tmp_path: Path,
) -> None:
    for side in ("old", "new"):
        (tmp_path / side).mkdir()
        data = of_state("KEN", "withhold", 1)
        (tmp_path / side / "report-KEN.json").write_text(as_json(data), "utf-8")

    done = compared("old", "new", "--output", "changes.html", cwd=tmp_path)

    page = (tmp_path / "changes.html").read_text("utf-8")
    assert done.code == 0
    assert done.stderr == (
        "0 States compared; 0 files not counted; States that do not agree in both reports to "
        "publication: 1\n"
    )
    assert "<form" not in page
    assert "are struck out" not in page
