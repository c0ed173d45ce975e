"""`checklist summarize`: what the secretariat reads."""

import json
import os
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import docx
import pytest

from checklist.files.reader import read
from checklist.reports.report import Report
from tests.support.cycles import of_cycle
from tests.support.examples import one_in
from tests.support.folders import EXAMPLES
from tests.support.hostile import hostile_files
from tests.support.made_reports import as_json, as_yaml, made_report, reports_of_all
from tests.support.pages import flat
from tests.support.running import checklist_run
from tests.support.same import assert_same


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(EXAMPLES, tmp_path / "reports"))


def test_the_reports_are_brought_together_in_plain_words(folder: Path) -> None:
    done = checklist_run("summarize", "reports", cwd=folder.parent)

    assert done.code == 0
    assert done.stderr == "3 reports counted of 3 files; 0 files not counted\n"
    assert "What the States report" in done.stdout
    assert "How far measures are in place, by theme" in done.stdout
    assert "Practices offered" not in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 80


@pytest.mark.sampled
@pytest.mark.parametrize("name", ["text", "json", "html"])
def test_every_format_goes_to_a_file_that_only_its_owner_can_read(name: str, folder: Path) -> None:
    words = ("summarize", "reports", "--format", name, "-o", f"summary.{name}")

    done = checklist_run(*words, cwd=folder.parent)

    written = folder.parent / f"summary.{name}"
    assert (done.code, done.stdout) == (0, "")
    assert "Uganda" in written.read_text("utf-8")
    if os.name != "nt":
        assert stat.S_IMODE(written.stat().st_mode) == 0o600
    printed = checklist_run(*words[:4], cwd=folder.parent)
    if name != "text":  # which is as wide as there is room
        assert printed.stdout == written.read_text("utf-8")


def test_the_ending_of_the_file_says_the_format(folder: Path) -> None:
    done = checklist_run("summarize", "reports", "-o", "summary.json", cwd=folder.parent)
    refused = checklist_run("summarize", "reports", "-o", "summary.odt", cwd=folder.parent)

    assert (done.code, done.stdout) == (0, "")
    assert json.loads((folder.parent / "summary.json").read_text("utf-8"))["files"] == 3
    assert (refused.code, refused.stdout) == (2, "")
    assert "`summary.odt` does not say in which format to write" in refused.stderr
    assert not (folder.parent / "summary.odt").exists()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--expected", "none.txt"], "none.txt: cannot be read"),
        (
            ["--expected", "expected.txt"],
            "expected.txt:3: `Atlantis` is not the name or code of a State",
        ),
        (["-o", "reports/report-AUT.yaml"], "does not say in which format to write"),
        (["-o", "link.txt"], "link.txt is one of the files that are read"),
        (["-o", "all.txt", "--expected", "all.txt"], "all.txt is one of the files that are read"),
    ],
)
def test_a_mistake_on_the_command_line_is_reported(
    words: list[str], told: str, folder: Path
) -> None:
    lists = {"expected.txt": "Norway # asked in May\n\nAtlantis\n", "all.txt": "AUT\n", "paths": ""}
    for name, text in lists.items():
        (folder.parent / name).write_text(text, "utf-8")
    (folder.parent / "link.txt").symlink_to(folder / "report-AUT.yaml")

    done = checklist_run("summarize", "reports", *words, cwd=folder.parent)

    assert (done.code, done.stdout) == (2, "")
    assert told in done.stderr
    assert {name: (folder.parent / name).read_text("utf-8") for name in lists} == lists
    assert (folder / "report-AUT.yaml").read_bytes() == (EXAMPLES / "report-AUT.yaml").read_bytes()


def test_a_list_says_who_is_expected(folder: Path) -> None:
    (folder.parent / "expected.txt").write_text("AUT\nuganda\nNorway\n", "utf-8")
    words = ("summarize", "reports", "--expected", "expected.txt", "-o", "summary.html")

    done = checklist_run(*words, cwd=folder.parent)

    assert done.code == 0
    page = (folder.parent / "summary.html").read_text("utf-8")
    assert "Not reported: Norway." in page
    assert "Counted without being expected: Tuvalu." in page


def test_no_file_is_not_an_empty_summary(tmp_path: Path) -> None:
    done = checklist_run("summarize", ".", cwd=tmp_path)

    assert (done.code, done.stdout) == (2, "")
    assert done.stderr == "nothing was summarized: no files were found\n"


@pytest.mark.thorough
def test_the_same_revision_twice_is_named_and_not_counted(folder: Path) -> None:
    shutil.copy(folder / "report-AUT.yaml", folder / "report-AUT-again.yaml")

    done = checklist_run("summarize", "reports", "--format", "json", cwd=folder.parent)

    document = json.loads(done.stdout)
    assert done.code == 1
    assert [one["state"]["code"] for one in document["reports"]] == ["TUV", "UGA"]
    assert [(Path(one["file"]).name, one["why"]) for one in document["left_out"]] == [
        ("report-AUT-again.yaml", "same-revision"),
        ("report-AUT.yaml", "same-revision"),
    ]


def _uganda(path: Path, **changes: object) -> None:
    data = read(EXAMPLES / "report-UGA.yaml").data
    assert isinstance(data, dict)
    report = Report.from_data(data)._replace(**changes).sealed()  # type: ignore[arg-type]
    path.write_text(json.dumps(report.to_data()), "utf-8")


def test_of_reports_of_two_cycles_the_later_counts_and_the_option_that_chooses_is_named(
    folder: Path,
) -> None:
    data = read(EXAMPLES / "report-UGA.yaml").data
    assert isinstance(data, dict)
    answers = {**Report.from_data(data).answers, "period-end": {"value": "2030"}}
    _uganda(folder / "uganda-2030.json", as_of="2030-06-30", answers=answers)

    done = checklist_run("summarize", "reports", cwd=folder.parent)
    page = checklist_run("summarize", "reports", "--format", "html", cwd=folder.parent)
    cycle = checklist_run("summarize", "reports", "--cycle", "2030", cwd=folder.parent)
    compared = checklist_run("compare", "reports", "reports", cwd=folder.parent)

    assert done.code == 0
    for one in (page, compared):
        assert "a report of this State for a later cycle is here" in " ".join(one.stdout.split())
        assert "keep one of them" not in one.stdout
    said = " ".join(done.stdout.split())
    assert "of which only the latest cycle is counted: 1 (Uganda)" in said
    assert said.count("The option --cycle YEAR counts the reports of one cycle") == 1
    assert "--cycle YEAR --cycle YEAR compares two cycles" in compared.stderr
    assert cycle.code == 0
    assert "1 report counted" in cycle.stderr


@pytest.mark.thorough
def test_a_report_under_two_states_is_named_and_not_counted(folder: Path) -> None:
    data = read(EXAMPLES / "report-UGA.yaml").data
    assert isinstance(data, dict)
    _uganda(folder / "norway.json", state="NOR", revision=2, supersedes=data["seal"])

    done = checklist_run("summarize", "reports", "--format", "json", cwd=folder.parent)
    public = checklist_run("summarize", "reports", "--for-publication", cwd=folder.parent)
    table = checklist_run("tabulate", "reports", "-o", "t.csv", cwd=folder.parent)

    document = json.loads(done.stdout)
    assert (done.code, public.code, table.code) == (1, 1, 0)
    assert [one["state"]["code"] for one in document["reports"]] == ["AUT", "TUV", "UGA"]
    assert [(one["file"], one["why"]) for one in document["left_out"]] == [
        ("reports/norway.json", "two-states")
    ]
    assert "Norway" not in public.stdout
    files = (folder.parent / "t-files.csv").read_text("utf-8-sig")
    assert [line.split(",")[2:4] for line in files.splitlines() if "norway" in line] == [
        ["False", "two-states"]
    ]


def test_a_file_that_is_not_counted_is_reported_with_the_one_that_counts_instead(
    folder: Path,
) -> None:
    words = ("reports/report-AUT.yaml", "--output", "reports/report-AUT.public.yaml")
    assert checklist_run("export", "--public", *words, cwd=folder.parent).code == 0

    done = checklist_run("summarize", "reports", "--format", "html", cwd=folder.parent)

    assert done.code == 0
    assert "reports/report-AUT.yaml counts" in " ".join(done.stdout.split())


@pytest.mark.sampled
@pytest.mark.parametrize("name", ["text", "json", "html"])
def test_a_summary_for_publication_counts_and_names_only_States_that_agree(
    name: str, folder: Path
) -> None:
    """Uganda agrees to be counted in totals that name no State; the file of Fiji is broken."""
    (folder / "report-FJI.yaml").write_text("state: FJI\n", "utf-8")
    words = ("summarize", "reports", "--for-publication", "--format", name)
    plain = checklist_run(*words[:2], "--format", name, cwd=folder.parent)

    done = checklist_run(*words, cwd=folder.parent)

    assert done.code == 1  # a file cannot be used, which the analyst is told
    assert (
        "3 reports: 2 counted, 1 of States that do not agree to publication; 1 file not counted"
        in done.stderr
    )
    assert "Uganda" in plain.stdout
    assert "Austria" in done.stdout
    assert "For internal use" in plain.stdout or name != "html"
    for told in ("Fiji", "FJI", "reports/", "For internal use"):
        assert told not in done.stdout
    # That it has reported is said, first and where the States are listed, and nothing else.
    assert done.stdout.count("Uganda") == (1 if name == "text" else 2)
    if name == "json":
        document = json.loads(done.stdout)
        assert (document["not_agreed"], document["left_out"]) == (1, [])
        who = document["participation"]
        assert (who["expected"], len(who["reported"])) == (None, 3)  # nobody said who should
        assert (who["not_counted"], who["not_reported"]) == ([], [])


def revisions(states: int) -> Iterator[tuple[str, str]]:
    """Yield reports by their names: five revisions of each State."""
    for data in reports_of_all(count=states):
        supersedes: dict[str, Any] = {}
        for number in range(1, 6):
            report = Report.from_data({**data, "revision": number, **supersedes}).sealed()
            supersedes = {"supersedes": report.seal}
            yield f"report-{data['state']}-r{number}.json", as_json(report.to_data())


MANY_FILES = pytest.mark.parametrize(
    ("states", "hostile"),
    [
        pytest.param(3, 2, id="17 files"),
        pytest.param(192 // one_in(4), 40, id="1,000 files or a part", marks=pytest.mark.thorough),
    ],
)
"""How many States with five reports each there are, and how many hostile files among them."""


def write_many(folder: Path, states: int, hostile: int) -> None:
    """Write reports, and hostile files that cannot be read: `00.yaml`, `01.yaml` and so on."""
    folder.mkdir()
    for name, text in revisions(states):
        (folder / name).write_text(text, "utf-8")
    refused = [one for one in hostile_files() if one.command == "validate" and one.refused]
    for number, one in enumerate(Random(7).sample(refused, hostile)):
        (folder / f"{number:02}.yaml").write_bytes(one.make())


@pytest.mark.thorough
@MANY_FILES
def test_of_many_files_the_hostile_ones_are_named_in_any_order(
    states: int, hostile: int, tmp_path: Path
) -> None:
    folder = tmp_path / "reports"
    write_many(folder, states, hostile)
    paths = sorted(path.name for path in folder.iterdir())
    documents = []
    for seed in (1, 3):
        Random(seed).shuffle(paths)
        done = checklist_run("summarize", *paths, "--format", "json", cwd=folder)
        assert done.code == 1
        documents.append(done.stdout)

    first, second = documents
    assert_same(second, first, "the summary of shuffled files")
    document = json.loads(first)
    whys = [one["why"] for one in document["left_out"]]
    assert document["files"] == 5 * states + hostile
    assert len(document["reports"]) == states
    assert {one["revision"] for one in document["reports"]} == {5}
    assert (whys.count("unusable"), whys.count("superseded")) == (hostile, 4 * states)
    named = [one for one in document["left_out"] if one["why"] == "unusable"]
    assert all(one["finding"].startswith(f"{one['file']}:") for one in named)


@pytest.mark.thorough
def test_the_head_names_the_states_whose_reports_are_unclear_or_of_several_cycles(
    tmp_path: Path,
) -> None:
    """Austria begins anew in one cycle; Kenya reports in two cycles; Uganda reports once."""
    (tmp_path / "all").mkdir()
    sent = {"AUT": (("2024", 1), ("2024", 1)), "KEN": (("2024", 1), ("2026", 2))}
    for number, (state, reports) in enumerate({**sent, "UGA": (("2024", 1),)}.items()):
        made = made_report(number, state=state)
        made["answers"]["publication"] = {"value": "publish"}
        supersedes: dict[str, Any] = {}
        for at, (cycle, revision) in enumerate(reports):
            made["answers"]["publication"]["note"] = f"Report {at}."
            data = of_cycle({**made, "revision": revision, **supersedes}, cycle)
            supersedes = {"supersedes": data["seal"]} if state == "KEN" else {}
            (tmp_path / "all" / f"{state}-{at}.yaml").write_text(as_yaml(data), "utf-8")
    unclear = "not counted because it is unclear which of their reports counts: 1"
    several = "reports of several cycles of which only the latest cycle is counted: 1"

    for ending in ("txt", "html", "docx", "json"):
        words = ("summarize", "all", "-o", f"all.{ending}")
        assert checklist_run(*words, cwd=tmp_path).code == 1
    public = checklist_run("summarize", "all", "--for-publication", cwd=tmp_path)
    one = checklist_run("summarize", "all", "--cycle", "2026", cwd=tmp_path)

    texts = [(tmp_path / f"all.{ending}").read_text("utf-8") for ending in ("txt", "html")]
    texts.append(
        "\n".join(one.text for one in docx.Document(str(tmp_path / "all.docx")).paragraphs)
    )
    for head in map(flat, texts):
        assert f"{unclear} (Austria)." in head
        assert f"{several} (Kenya)." in head
        assert "The option --cycle YEAR counts the reports of one cycle." in head
    who = json.loads((tmp_path / "all.json").read_text("utf-8"))["participation"]
    assert who["unclear"] == {"count": 1, "states": [{"code": "AUT", "name": "Austria"}]}
    assert who["in_several_cycles"] == {"count": 1, "states": [{"code": "KEN", "name": "Kenya"}]}
    assert public.code == 1
    assert f"{unclear}." in flat(public.stdout)
    assert f"{several}." in flat(public.stdout)
    assert one.code == 0
    assert "is unclear" not in one.stdout
    assert "several cycles" not in one.stdout
