"""Every sentence with which summaries begin, counted and written again from the YAML of reports.

`tests/support/independent` uses nothing of the program: it takes the lines and words of the
analysis plan, and counts by itself.
"""

import json
import random
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.support.counted_outputs import ASKED, GROUP_OF, Summarized, figures_of, summarize
from tests.support.cycles import reports_of_cycles, write_cycles
from tests.support.independent.figures import Figures
from tests.support.independent.headlines import Headlines
from tests.support.mixed_folders import write_mixed
from tests.support.reports_of_all_kinds import write_reports_of_all_kinds
from tests.support.running import checklist_run

SIZES = (3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 15, 17, 20, 22, 24, 27, 30, 34, 39, 41, 193)
"""The numbers of States in the folders with drafts, second revisions and marks of all kinds."""
CYCLES = {3: 1, 12: 2, 31: 3, 40: 3}
"""The numbers of cycles in further folders, by the number of States."""
MIXED = 4
"""The number of folders with copies for publication, earlier versions and broken files."""
OPTIONS = ((), ("--for-publication",), ("--include-drafts",))


class Said(NamedTuple):
    """What a summary says, and what was counted of the same reports."""

    figures: Figures
    document: Mapping[str, Any]


def said(tmp: Path, reports: Path, *options: str, cycle: str = "") -> Said:
    """Summarize reports, and count them."""
    in_cycle = ["--cycle", cycle] if cycle else []
    words: Sequence[str | Path] = ("summarize", reports, *options, *in_cycle, "--format", "json")
    document = json.loads(checklist_run(*words, cwd=tmp).stdout)
    return Said(figures_of(reports, document, *options, cycle=cycle)[0], document)


def of_all_kinds(tmp: Path, seed: int) -> Said:
    """Return what is said of States with drafts, second revisions and marks of all kinds."""
    reports = write_reports_of_all_kinds(tmp / "reports", SIZES[seed], seed)
    return said(tmp, reports, *OPTIONS[seed % len(OPTIONS)])


def of_cycles(tmp: Path, size: int) -> Said:
    """Return what is said of the last cycle of States that report in several."""
    years = ("2022", "2024", "2026")[-CYCLES[size] :]
    states = random.Random(size).sample(sorted(GROUP_OF), size)
    in_cycles = {state: years[place % CYCLES[size] :] for place, state in enumerate(states)}
    reports = write_cycles(tmp / "reports", reports_of_cycles(in_cycles, seed=size))
    return said(tmp, reports, cycle=years[-1])


def of_mixed(tmp: Path, seed: int) -> Said:
    """Return what is said of a folder with copies, earlier versions and broken files."""
    reports = write_mixed(tmp / "reports", seed)
    return said(tmp, reports, *OPTIONS[seed % len(OPTIONS)])


FOLDERS = [
    *((of_all_kinds, seed) for seed in range(len(SIZES))),
    *((of_cycles, size) for size in CYCLES),
    *((of_mixed, seed) for seed in range(MIXED)),
]
"""30 folders."""


def differences(made: Said | Summarized) -> Iterator[tuple[str, object, object]]:
    """Yield what counter and program do not say alike: its name, and what each says."""
    assert made.figures.headlines is not None
    counted = made.figures.headlines.said()
    shown: Sequence[Mapping[str, Any]] = made.document["headlines"]
    if len(counted) != len(shown):
        yield "number", len(counted), len(shown)
    for (name, said), one in zip(counted.items(), shown, strict=False):
        if said.sentences != one["sentences"]:
            yield name, said.sentences, one["sentences"]
        counts = {(count["label"], count["row"]): count["count"] for count in one["counts"]}
        if said.counts != counts:
            yield name, said.counts, counts


@pytest.mark.parametrize("size", [3, 11, 40])
def test_the_sentences_of_a_summary_are_those_of_an_independent_count(
    size: int, tmp_path: Path
) -> None:
    reports = write_reports_of_all_kinds(tmp_path / "reports", size, seed=size)

    made = summarize(tmp_path, reports, endings=("json", "html", "txt"))

    assert [*differences(made)] == []
    for headline in made.document["headlines"]:
        for sentence in headline["sentences"]:
            words = " ".join(sentence.split())
            assert words in " ".join(made.text("txt").split()), words
            assert words.replace("'", "&#39;") in made.text("html"), words


@pytest.mark.sampled
@pytest.mark.parametrize(("made", "which"), FOLDERS)
def test_the_sentences_of_30_folders_are_those_of_an_independent_count(
    made: Callable[[Path, int], Said], which: int, tmp_path: Path
) -> None:
    assert [*differences(made(tmp_path, which))] == []


def test_no_sentence_is_of_a_line_that_is_optional_or_says_other_or_that_a_gate_fills_in() -> None:
    planned = ASKED.plan["headlines"]

    for line in planned:
        question = ASKED.questions[line["question"]]
        assert not question.get("optional")
        assert line["question"] not in ASKED.gates
        assert not any("other" in one.split("-") for one in (*line.get("rows", ()), *line["whole"]))
        assert {*line.get("rows", ())} <= {one["id"] for one in question.get("items", ())}
    themes = [ASKED.theme_of[line["question"]] for line in planned]
    assert max(map(themes.count, themes)) <= 2
    # In the questionnaire's order: nothing that States answer decides what comes first.
    assert themes == sorted(themes, key=[*ASKED.themes].index)


def test_behind_a_gate_the_base_is_those_that_have_such_a_body(tmp_path: Path) -> None:
    reports = write_reports_of_all_kinds(tmp_path / "reports", 45, seed=4)
    folder = tmp_path / "ctoc-cop-2010-6"
    shutil.copytree(ASKED.folder, folder)
    plan = (folder / "analysis-plan.yaml").read_text("utf-8").partition("headlines:")[0]
    (folder / "analysis-plan.yaml").write_text(
        f"{plan}headlines:\n  - question: coordinating-members\n    whole: [justice]\n"
        '    one: "Of the {of} States that have such a body, justice has a seat in {count}."\n'
        '    most: "Of the {of} States that have such a body, most, {count}, say so."\n',
        "utf-8",
    )
    has_body = [
        one
        for one in said(tmp_path, reports).figures.every
        if {"active", "dormant"} & {*one.answer("coordinating-body").codes}
    ]
    count = sum("justice" in one.answer("coordinating-members").codes for one in has_body)

    words = ("summarize", reports, "--questionnaire", folder, "--format", "json")
    document = json.loads(checklist_run(*words, cwd=tmp_path).stdout)

    headline = document["headlines"][1]
    assert headline["of"] == len(has_body) >= 10
    words_of = "Of the {} States that have such a body, justice has a seat in {}."
    if 2 * count > len(has_body):
        words_of = "Of the {} States that have such a body, most, {}, say so."
    assert headline["sentences"][0] == words_of.format(len(has_body), count)


def test_how_many_of_whom_is_said_only_where_somebody_says_who_is_expected(tmp_path: Path) -> None:
    reports = write_reports_of_all_kinds(tmp_path / "reports", 14, seed=1)
    figures = said(tmp_path, reports).figures
    expected = {*sorted(GROUP_OF)[:60], "EUE"}
    (tmp_path / "expected.txt").write_text("\n".join(sorted(expected)), "utf-8")
    words = ("summarize", reports, "--expected", "expected.txt", "--format", "json")

    document = json.loads(checklist_run(*words, cwd=tmp_path).stdout)

    counted = Headlines(ASKED, figures.reports, figures.names, figures.reports, expected=expected)
    shown = document["headlines"][0]
    assert shown["sentences"] == counted.said()["S1"].sentences
    assert " expected States reported" in shown["sentences"][0]
