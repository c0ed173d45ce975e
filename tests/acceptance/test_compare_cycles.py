"""`checklist compare` of cycles: in every format, without what is confidential."""

import csv
import io
import json
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import docx
import jsonschema
import openpyxl
import pytest

from checklist.analysis.issued.issued_outputs import issued_outputs
from checklist.analysis.issued.manifest import read_manifest
from checklist.files.reader import read
from checklist.questionnaire.loading import of_version, shipped
from checklist.render.comparison.document import SECTIONS
from tests.support.cycles import of_cycle, reports_of_cycles, write_cycles
from tests.support.folders import ROOT
from tests.support.made_reports import made_report
from tests.support.pages import flat
from tests.support.running import Result, checklist_run
from tests.support.same import assert_same
from tests.support.summaries import sealed

TWO = {"AUT": ("2024", "2026"), "TUV": ("2026",), "UGA": ("2024", "2026")}
SECTION = frozenset(SECTIONS.values())
FORMATS = ("text", "json", "csv", "html")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_cycles(tmp_path_factory.mktemp("trend") / "received", reports_of_cycles(TWO))


def run(folder: Path, *options: str) -> Result:
    return checklist_run("compare", folder.name, *options, "--jobs", "1", cwd=folder.parent)


def document(folder: Path, *options: str) -> dict[str, Any]:
    result = run(folder, *options, "--format", "json")
    assert result.code == 0, result.stderr
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def test_the_terminal_says_who_reported_and_what_changed(folder: Path) -> None:
    result = run(folder, "--group-by", "region")

    assert result.code == 0
    assert "Cycles: 2024, 2026." in result.stdout
    assert "Cut-off date: 31 March 2027" in result.stdout
    assert "R1-2 Who reported again, who came, and who went:" in result.stdout
    assert "R1-4.2024-2026 States that report more or fewer measures" in result.stdout
    assert "shows more: themes, transitions, groups, recommendations, steps," in flat(result.stdout)
    assert "African States" not in result.stdout
    assert len(result.stdout.splitlines()) < 60
    assert result.stderr == (
        "5 reports of 2 cycles counted; 2 States compared; 0 files not counted\n"
    )


def test_a_section_is_shown_by_its_name(folder: Path) -> None:
    named = ("--section", "cycles", "--section", "themes", "--section", "groups")
    result = run(folder, "--group-by", "region", *named)

    assert result.code == 0
    assert "Came, 2024 → 2026: Tuvalu." in result.stdout
    assert "R2-1.2024-2026 By theme, 2024 → 2026. States that reported in both: 2:" in (
        flat(result.stdout)
    )
    assert "African States" in result.stdout
    assert "R1-2" not in result.stdout


def test_a_text_file_has_all_sections(folder: Path) -> None:
    result = run(folder, "--output", "changes.txt", "--no-manifest")

    text = (folder.parent / "changes.txt").read_text(encoding="utf-8")
    assert result.code == 0
    assert all(f"\n{SECTIONS[name]}\n" in text for name in ("overview", "transitions", "method"))
    assert "--section" not in text


VIEWS = ("txt", "md", "html", "docx", "json")


@pytest.mark.sampled
@pytest.mark.parametrize("ending", VIEWS)
def test_only_the_sections_that_are_named_are_written(
    ending: str, folder: Path, tmp_path: Path
) -> None:
    """R1-4 is in the overview, R2-2 in the section on themes, and C1 in that on counts."""
    shown = {}
    for names in ("overview", "themes,counts"):
        path = tmp_path / f"{names}.{ending}"
        done = run(folder, "--section", names, "-o", str(path), "--no-manifest")
        assert done.code == 0, done.stderr
        shown[names] = words_of(path)

    has = {name: [one in text for one in MARKS[ending == "json"]] for name, text in shown.items()}
    assert has == {"overview": [True, False, False], "themes,counts": [False, True, True]}


MARKS = (
    ("R1-4.2024-2026 ", "R2-2.2024-2026 ", "C1.2024-2026 "),
    ('"steps"', '"themes"', '"summary"'),
)
"""Words of three sections; of JSON, their keys at the left."""


def words_of(path: Path) -> str:
    """Return the words of a file; of JSON, its keys."""
    if path.suffix == ".docx":
        return "\n".join(one.text for one in docx.Document(str(path)).paragraphs)
    if path.suffix == ".json":
        return json.dumps([*json.loads(path.read_text("utf-8"))])
    return flat(path.read_text("utf-8"))


def test_three_folders_are_compared_by_cycle_as_one_folder_is(folder: Path, tmp_path: Path) -> None:
    for path in folder.iterdir():
        own = tmp_path / path.stem[:3]
        own.mkdir(exist_ok=True)
        (own / path.name).write_bytes(path.read_bytes())
    apart = checklist_run("compare", *sorted(tmp_path.iterdir()), "--format", "json", cwd=tmp_path)

    assert apart.code == 0, apart.stderr
    document_apart, together = json.loads(apart.stdout), document(folder)
    for key in ("cycles", "steps", "themes", "recommendations", "summary", "sides"):
        assert document_apart[key] == together[key], key


def test_two_folders_are_counted_as_two_cycles_are(folder: Path, tmp_path: Path) -> None:
    for path in folder.iterdir():
        side = tmp_path / path.stem[-4:]
        side.mkdir(exist_ok=True)
        (side / path.name).write_bytes(path.read_bytes())
    words = ("compare", "2024", "2026", "--format", "json")

    found = json.loads(checklist_run(*words, cwd=tmp_path).stdout)

    cycles = document(folder)
    assert (found["sides"], cycles["sides"]) == (["old", "new"], ["2024", "2026"])
    assert found["summary"] == cycles["summary"]
    for one, other in zip(found["themes"], cycles["themes"], strict=True):
        assert [step["transitions"] for step in one["steps"]] == [
            step["transitions"] for step in other["steps"]
        ]


@pytest.mark.sampled
@pytest.mark.parametrize("view", ["text", "json", "markdown", "html"])
def test_of_two_reports_the_changes_are_one_section(view: str, folder: Path) -> None:
    words = ("compare", "received/UGA-2024.yaml", "received/UGA-2026.yaml", "--format", view)

    whole, none = (
        checklist_run(*words, "--section", one, cwd=folder.parent).stdout
        for one in ("changes", "overview")
    )

    assert "reporting-authority" in whole
    assert "reporting-authority" not in none


@pytest.mark.thorough
def captions_of(page: str) -> list[str]:
    """Return the captions of the tables of a page, also of those that are made when opened."""
    found = re.findall('<caption>(.*?)</caption>|"caption":"(.*?)"', page)
    return [unescape("".join(caption)) for caption in found]


def test_every_table_has_its_id_and_the_manifest_its_numbers(folder: Path) -> None:
    name = "numbered.html"
    result = run(folder, "--group-by", "region", "--output", name)
    assert result.code == 0

    text = (folder.parent / name).read_text(encoding="utf-8")
    manifest = read_manifest(folder.parent / f"{name}.manifest.json")
    captions = captions_of(text)
    ids = [one.id for one in manifest.tables]
    known = {one["id"] for one in document(folder)["tables"]}
    # C2 is divided by part on the page.
    assert {one.partition(" ")[0] for one in captions} == {*ids}
    assert len({*ids}) == len(ids)
    assert {one.partition(".")[0] for one in ids} <= known
    assert "Cut-off date: 31 March 2027" in text
    assert (manifest.command, manifest.cut_off) == ("compare", "2027-03-31")
    assert manifest.options == {"group-by": "region"}
    assert [(one.state, one.as_of[:4], one.is_named) for one in manifest.reports] == [
        ("AUT", "2025", True),
        ("AUT", "2027", True),
        ("TUV", "2026", True),
        ("UGA", "2024", True),
        ("UGA", "2027", True),
    ]
    seals = {read(path).data["seal"] for path in folder.iterdir()}  # type: ignore[index,call-overload]
    assert {one.seal for one in manifest.reports} == seals
    (reported,) = [one for one in manifest.tables if one.id == "R1-1"]
    assert [(row.label, row.counts) for row in reported.rows] == [("2024", [2]), ("2026", [3])]


def test_for_publication_only_states_that_agree_in_both_reports_are_named(
    tmp_path: Path,
) -> None:
    agree = {"AUT-2024.yaml", "AUT-2026.yaml", "UGA-2026.yaml"}
    reports = [
        (name, sealed(one, publication={"value": "publish" if name in agree else "totals-only"}))
        for name, one in reports_of_cycles(TWO)
    ]
    folder = write_cycles(tmp_path / "received", iter(reports))
    output = tmp_path / "public.html"
    result = run(folder, "--for-publication", "--output", str(output))
    assert result.code == 0, result.stderr

    manifest = read_manifest(tmp_path / "public.html.manifest.json")
    (issued,) = issued_outputs([tmp_path / "public.html.manifest.json"], shipped())
    page = output.read_text(encoding="utf-8")
    named = [(one.state, one.side) for one in manifest.reports if one.is_named]
    assert manifest.is_public
    assert named == [("AUT", "2024"), ("AUT", "2026")]
    assert [one.state for one in manifest.reports] == ["AUT", "AUT", "UGA"]
    assert issued.named == {(one.state, one.seal) for one in manifest.reports}
    assert not issued.unnamed
    assert [one for one in TWO if f'id="state-{one}"' in page] == ["AUT"]
    assert "R1-2 Who reported again" in page
    assert "a State whose report is not counted stands as a State that did not" in flat(page)

    run(folder, "--for-publication", "--cycle", "2024", "--output", str(output))
    (counted,) = read_manifest(tmp_path / "public.html.manifest.json").reports
    assert (counted.state, counted.is_named) == ("AUT", False), "only counted in one cycle"


def test_what_trend_has_issued_discloses_the_reports_that_it_counts(tmp_path: Path) -> None:
    """Version 0.2.0 named no State in these outputs, and counted only those that agree."""
    reports = [
        (name, sealed(one, publication={"value": "publish"}))
        for name, one in reports_of_cycles(TWO)
    ]
    folder = write_cycles(tmp_path / "received", iter(reports))
    run(folder, "--for-publication", "--output", str(tmp_path / "changes.json"))
    path = tmp_path / "changes.json.manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    counted = [{**one, "is_named": False, "side": ""} for one in manifest["reports"]]
    path.write_text(json.dumps({**manifest, "command": "trend", "reports": counted}), "utf-8")

    (issued,) = issued_outputs([path], shipped())

    assert len(issued.named) == 5
    assert not issued.unnamed


def test_no_manifest_is_written_where_none_is_wanted(tmp_path: Path, folder: Path) -> None:
    result = run(folder, "--output", str(tmp_path / "changes.csv"), "--no-manifest")

    assert result.code == 0
    assert [path.name for path in tmp_path.iterdir()] == ["changes.csv"]


def test_the_manifest_overwrites_no_file_that_is_read(folder: Path, tmp_path: Path) -> None:
    groups = tmp_path / "changes.csv.manifest.json"
    groups.write_text("AUT,One\n", encoding="utf-8")
    output = str(tmp_path / "changes.csv")

    result = run(folder, "--output", output, "--group-by", str(groups))

    assert (result.code, result.stdout) == (2, "")
    assert "is one of the files that are read" in result.stderr
    assert groups.read_text(encoding="utf-8") == "AUT,One\n"


def test_trace_leads_from_a_count_to_the_answers(folder: Path) -> None:
    result = checklist_run("trace", "R2-2.2024-2026", folder, cwd=folder.parent)

    assert result.code == 0, result.stderr
    assert result.stdout.startswith("R2-2.2024-2026 What changed, 2024")


def test_the_document_fits_its_schema(folder: Path) -> None:
    schema = json.loads((ROOT / "schemas" / "comparison.schema.json").read_text(encoding="utf-8"))

    jsonschema.validate(document(folder, "--group-by", "treaty-status"), schema)


def test_the_table_has_the_figures_of_the_document(folder: Path) -> None:
    output = folder.parent / "changes.csv"
    result = run(folder, "--output", "changes.csv")
    assert result.code == 0

    rows = list(csv.DictReader(io.StringIO(output.read_text(encoding="utf-8-sig"))))

    told = {
        (one["subject"], one["id"], one["cycle"], one["side"], one["code"]): int(one["count"])
        for one in rows
        if one["side"] in {"all", "before", "after"}
    }
    for line in document(folder)["themes"]:
        for one in line["cycles"]:
            key = "theme", line["id"], one["cycle"], "all"
            assert told[*key, "of"] == one["tally"]["of"]
            for code in one["tally"]["codes"]:
                assert told[*key, code["code"]] == code["count"]
        (step,) = line["steps"]
        for side, cycle in (("before", "2024"), ("after", "2026")):
            for code in step[side]["codes"]:
                key = "theme", line["id"], cycle, side
                assert told[*key, code["code"]] == code["count"]


def test_the_page_needs_nothing_else(folder: Path) -> None:
    output = folder.parent / "changes.html"
    result = run(folder, "--output", "changes.html")
    assert result.code == 0

    text = output.read_text(encoding="utf-8")

    assert "<title>What changed over cycles" in text
    assert "http-equiv" in text
    assert "src=" not in text
    assert "2024 Legislation" in text


@pytest.mark.thorough
def test_a_word_file_and_the_figures_have_the_ids_of_the_page(folder: Path, tmp_path: Path) -> None:
    figures = "--figures", str(tmp_path / "changes.xlsx")
    full = "--edition", "full", "--no-manifest"
    short = run(folder, "-o", str(tmp_path / "short.docx"), *figures, *full)
    every = "--section", ",".join(SECTIONS)
    whole = run(folder, "-o", str(tmp_path / "whole.docx"), *every, "--no-manifest")
    page = run(folder, "--format", "html")
    assert (short.code, whole.code, page.code) == (0, 0, 0)

    captions, all_captions = (
        [
            one.text
            for one in docx.Document(str(tmp_path / name)).paragraphs
            if one.style is not None and one.style.name == "Caption" and one.text != "Figures"
        ]
        for name in ("short.docx", "whole.docx")
    )
    book = openpyxl.load_workbook(tmp_path / "changes.xlsx")
    assert "4 figures written to" in short.stderr
    assert book.sheetnames == ["Figures", "R1-4.2024-2026", "R2-1.2024-2026", "R2-3", "R6-7"]
    assert all_captions == captions_of(page.stdout)
    steps = [one for one in all_captions if one not in captions]
    assert steps
    assert all(re.match("R6-[2-6] ", one) for one in steps)


def test_a_word_file_can_have_some_sections_only(folder: Path, tmp_path: Path) -> None:
    output = tmp_path / "themes.docx"

    result = run(folder, "--section", "themes", "-o", str(output), "--no-manifest")

    assert result.code == 0
    headings = [one.text for one in docx.Document(str(output)).paragraphs if one.text in SECTION]
    assert headings == ["Measures by theme, the same States"] * 2, "the contents, and the section"


def test_only_some_cycles_or_a_time(folder: Path) -> None:
    assert [one["cycle"] for one in document(folder, "--cycle", "2026")["cycles"]] == ["2026"]
    until = document(folder, "--until", "2025-12-31")
    assert [one["cycle"] for one in until["cycles"]] == ["2024"]
    assert {one["why"] for one in until["not_counted"]} == {"later"}


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--cycle", "26"), "--cycle: `26` is not a year, such as 2026"),
        (("--since", "2026"), "--since: `2026` is not a day, such as 2026-01-31"),
        (("--until", "soon"), "--until: `soon` is not a day"),
        (("--since", "2026-02-01", "--until", "2026-01-01"), "no report lies between"),
        (("--group-by", "regoin"), "did you mean `region`?"),
        (("--output", "changes.xls"), ".xls"),
        (("--section", "theme"), "there is no section `theme`; did you mean `themes`?"),
        (("--section", "themes", "--format", "csv"), "in the format csv all sections come"),
    ],
)
def test_a_mistaken_option_is_named(folder: Path, options: tuple[str, ...], message: str) -> None:
    result = run(folder, *options)

    assert result.code == 2
    assert message in result.stderr
    assert result.stdout == ""


def test_nothing_to_compare(tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    result = run(empty)
    assert (result.code, result.stdout) == (2, "")
    assert "no files were found" in result.stderr

    (empty / "broken.yaml").write_text("state: [", encoding="utf-8")
    result = run(empty)
    assert (result.code, result.stdout) == (1, "")
    assert "1 file not counted" in result.stderr


def test_where_no_state_agrees_or_no_cycle_fits_it_is_said_why_nothing_is_published(
    tmp_path: Path,
) -> None:
    reports = [
        (name, sealed(one, publication={"value": "totals-only"}))
        for name, one in reports_of_cycles(TWO)
    ]
    folder = write_cycles(tmp_path / "received", iter(reports))

    result = run(folder, "--for-publication")
    assert (result.code, result.stdout) == (2, "")
    assert result.stderr == (
        "nothing was compared: reports whose States do not agree to publication: 5\n"
    )
    for paths in ((folder,), (folder, folder)):
        result = other(folder, "compare", *paths, "--for-publication", "--cycle", "1999")
        assert (result.code, result.stdout) == (2, "")
        assert "no report is of this cycle or time" in result.stderr


def test_a_folder_that_is_named_twice_among_three_is_no_pair(folder: Path) -> None:
    result = other(folder, "compare", "received", "received", "received")

    assert result.code == 0
    assert "OLD and NEW" not in result.stderr


def test_two_cycles_without_a_state_in_common_have_a_sentence_and_no_table_of_zeros(
    tmp_path: Path,
) -> None:
    apart = {"AUT": ("2022", "2024"), "UGA": ("2022", "2024"), "TUV": ("2026",)}
    received = write_cycles(tmp_path / "received", reports_of_cycles(apart))
    said = "No State has a report that counts in both {} and 2026: there is nothing to compare."
    recent, whole = said.format(2024), said.format(2022)

    for ending in ("txt", "html", "docx", "json"):
        output = tmp_path / f"changes.{ending}"
        done = run(received, "--group-by", "region", "--edition", "full", "-o", str(output))
        assert done.code == 0, done.stderr
    paragraphs = [one.text for one in docx.Document(str(tmp_path / "changes.docx")).paragraphs]
    shown = {
        "text": (tmp_path / "changes.txt").read_text("utf-8"),
        "page": flat((tmp_path / "changes.html").read_text("utf-8")),
        "word": "\n".join(paragraphs),
    }
    data = json.loads((tmp_path / "changes.json").read_text("utf-8"))

    # By theme, by group and by recommendation; the first and the last cycle also at a glance.
    assert {name: text.count(recent) for name, text in shown.items()} == dict.fromkeys(shown, 3)
    assert {name: text.count(whole) for name, text in shown.items()} == dict.fromkeys(shown, 4)
    assert "What changed, 2022 → 2024" in shown["text"]
    assert "What changed, 2024 → 2026" not in shown["text"]
    pairs = [(one["earlier"], one["later"], one["same"]["count"]) for one in data["steps"]]
    assert pairs == [("2022", "2024", 2), ("2024", "2026", 0), ("2022", "2026", 0)]


def as_earlier(data: dict[str, Any]) -> dict[str, Any]:
    """Return a report as one of version 1.0.0, with the answers that it had already."""
    old = of_version(shipped(), "1.0.0")
    known = {i: one for i, one in data["answers"].items() if i in old.questions}
    head = {"id": old.head.id, "version": old.head.version, "digest": old.digest}
    return {**data, "questionnaire": head, "answers": known}


@pytest.mark.thorough
def test_what_a_version_did_not_ask_is_not_compared_and_not_unanswered(tmp_path: Path) -> None:
    reports = [
        ("a.yaml", of_cycle(as_earlier(made_report(3, state="AUT")), "2024", has_period=False)),
        ("b.yaml", of_cycle(made_report(4, state="AUT"), "2026", has_period=False)),
    ]
    trend = document(write_cycles(tmp_path / "versions", iter(reports)))

    why = {(one["question"], one["row"]): one["why"] for one in trend["not_comparable"]}
    assert {why[at] for at in why if at[0] == "campaign-messages"} == {"was not asked"}
    assert [one["versions"] for one in trend["cycles"]] == [["1.0.0"], ["2.0.0"]]
    lines = {
        (one["question"], one["row"]): one["counts"]
        for line in trend["recommendations"]
        for one in line["own_codes"]
    }
    before, after = lines["campaign-messages", "trafficking-users"]["cycles"]
    assert (before["not_comparable"], before["tally"]["of"]) == (1, 0)
    assert (after["not_comparable"], after["tally"]["of"]) == (0, 1)
    for (question, row), line in lines.items():
        (step,) = line["steps"]
        if (question, row) in why:
            assert step["before"]["of"] == step["after"]["of"] == 0
        assert step["before"]["of"] + step["not_comparable"] + step["confidential"] == 1


def variants(cycle: str) -> Iterator[dict[str, Any]]:
    """Yield reports that differ only in what is confidential."""
    for status, offence in (("party", "none"), ("neither", "specific-offence")):
        data = of_cycle(made_report(5, state="UGA"), cycle)
        yield sealed(
            data,
            **{
                "protocol-status": {"value": status, "confidential": True},
                "offence": {"value": offence, "confidential": True},
                "legislation-step": {"value": f"A step for {status}.", "confidential": True},
                "period-end": {"value": f"{cycle}-0{len(status)}", "confidential": True},
            },
        )


@pytest.mark.thorough
@pytest.mark.parametrize(
    "options",
    [
        pytest.param(("--group-by", "treaty-status"), marks=pytest.mark.thorough),
        ("--for-publication",),
    ],
)
def test_no_difference_between_cycles_shows_a_confidential_answer(
    tmp_path: Path, options: tuple[str, ...]
) -> None:
    outputs: list[list[str]] = []
    open_report = sealed(
        of_cycle(made_report(6, state="UGA"), "2024"), publication={"value": "publish"}
    )
    for number, secret in enumerate(variants("2026")):
        secret = sealed(secret, publication={"value": "publish"})
        others = reports_of_cycles({"AUT": ("2024", "2026")})
        reports = [("a.yaml", open_report), ("b.yaml", secret), *others]
        made = write_cycles(tmp_path / str(number) / "received", iter(reports))
        results = [run(made, *options, "--format", name) for name in FORMATS]
        assert {one.code for one in results} == {0}
        outputs.append([one.stdout for one in results])

    for name, one, other in zip(FORMATS, *outputs, strict=True):
        assert_same(one, other, name)


# The same options of other commands


def other(folder: Path, *words: str) -> Result:
    return checklist_run(*words, cwd=folder.parent)


@pytest.mark.thorough
def test_two_cycles_of_one_folder_are_compared_by_group(folder: Path) -> None:
    options = ("--cycle", "2024", "--cycle", "2026", "--group-by", "region")
    result = other(folder, "compare", "received", "received", *options, "--format", "json")
    assert result.code == 0, result.stderr
    compared = json.loads(result.stdout)

    assert [one["state"] for one in compared["reports"]] == ["AUT", "UGA"]
    assert [one["group"] for one in compared["reports"]] == [
        "Western European and other States",
        "African States",
    ]
    assert [(one["state"], one["side"]) for one in compared["alone"]] == [("TUV", "new")]
    groups = compared["summary"]["groups"]
    assert [(one["group"], one["states"]) for one in groups] == [
        ("African States", 1),
        ("Western European and other States", 1),
    ]
    assert sum(one["answers"] for one in groups) == compared["summary"]["answers"] > 0

    text = other(folder, "compare", "received", "received", *options, "--section", "counts")
    assert text.code == 0
    assert "\n  African States, States compared: 1:\n    Answers changed: " in text.stdout


def test_cycles_and_groups_of_two_single_reports_are_refused(folder: Path) -> None:
    files = "received/AUT-2024.yaml", "received/AUT-2026.yaml"
    for option in (("--cycle", "2026"), ("--group-by", "region"), ("--since", "2026-01-01")):
        result = other(folder, "compare", *files, *option)
        assert (result.code, result.stdout) == (2, "")
        assert "cycles, times and groups are for folders" in result.stderr
    result = other(folder, "compare", *files, "--format", "csv")
    assert (result.code, result.stdout) == (2, "")
    assert "the format csv has the counts of many reports" in result.stderr
    result = other(folder, "compare", "received", "received", *(["--cycle", "2024"] * 3))
    assert result.code == 2
    assert "a cycle of OLD and a cycle of NEW" in result.stderr


def test_the_tables_have_the_cycle_and_the_group(folder: Path) -> None:
    result = other(folder, "tabulate", "received", "-o", "all.csv", "--group-by", "region")
    assert result.code == 0, result.stderr
    with (folder.parent / "all-reports.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))

    assert {(one["state"], one["cycle"], one["group"]) for one in rows} == {
        ("AUT", "2024", "Western European and other States"),
        ("AUT", "2026", "Western European and other States"),
        ("TUV", "2026", "Asia-Pacific States"),
        ("UGA", "2024", "African States"),
        ("UGA", "2026", "African States"),
    }


def test_the_tables_of_one_cycle(folder: Path) -> None:
    result = other(folder, "tabulate", "received", "-o", "one.csv", "--cycle", "2024")
    assert result.code == 0, result.stderr
    assert "2 reports in the table, of 5 files" in result.stderr
    with (folder.parent / "one.csv").open(encoding="utf-8-sig", newline="") as file:
        assert {row["cycle"] for row in csv.DictReader(file)} == {"2024"}
    with (folder.parent / "one-files.csv").open(encoding="utf-8-sig", newline="") as file:
        assert sorted(row["why"] for row in csv.DictReader(file)) == ["", "", *["other-cycle"] * 3]

    result = other(folder, "tabulate", "received", "-o", "none.csv", "--cycle", "1999")
    assert result.code == 2
    assert "no report is of this cycle or time" in result.stderr


def test_what_the_next_report_announces_stands_with_its_day(tmp_path: Path) -> None:
    reports = [
        sealed(
            of_cycle(made_report(6, state="UGA"), cycle),
            **{
                "legislation-step": {"value": f"A law of {cycle}."},
                "legislation-step-date": {"value": "2027-03-01"},
            },
        )
        for cycle in ("2024", "2026")
    ]
    named = [(f"{number}.yaml", one) for number, one in enumerate(reports)]
    made = write_cycles(tmp_path / "received", iter(named))

    result = run(made, "--format", "html")

    assert result.code == 0
    assert "2026: A law of 2026. (until 2027-03-01)" in result.stdout
