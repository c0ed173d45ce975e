"""The editions of a summary: what they have, how long they are, and what they tell of nobody."""

import hashlib
import json
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml

from checklist.render.bars import SHADES, Bar, Bars, BarSegment
from checklist.render.blocks import Block, Heading
from checklist.render.document import Document
from checklist.render.html import as_html
from checklist.render.word import as_docx
from checklist.reports.seal import seal
from checklist.states import BY_CODE
from tests.support.browser import chromium, started, text_of
from tests.support.counted_outputs import ASKED, GROUP_OF, check, figures_of
from tests.support.cycles import reports_of_cycles, write_cycles
from tests.support.independent import outputs
from tests.support.independent.editions import charts
from tests.support.independent.selected import agreeing, by_cycle, counted, read_all
from tests.support.independent.side_by_side import SideBySide
from tests.support.made_reports import as_yaml, likely_reports
from tests.support.running import checklist_run

MOST_WORDS, MOST_PAGES = 8_500, 20
SOME = 40


def write(folder: Path, reports: Sequence[Mapping[str, Any]]) -> Path:
    folder.mkdir()
    for one in reports:
        (folder / f"report-{one['state']}.yaml").write_text(as_yaml(dict(one)), "utf-8")
    return folder


@pytest.fixture(scope="module")
def some(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("editions") / "reports", [*likely_reports(SOME)])


def summarized(folder: Path, reports: Path, name: str, *options: str) -> str:
    """Write a summary into a folder, and return what the command says."""
    done = checklist_run("summarize", reports, "-o", name, *options, cwd=folder)
    assert done.code == 0, done.stderr
    return done.stderr


@pytest.mark.thorough
@pytest.mark.parametrize("edition", ["conference", "short"])
def test_the_charts_are_those_of_an_independent_count(
    some: Path, edition: str, tmp_path: Path
) -> None:
    options = ["--for-publication"] if edition == "conference" else []
    summarized(tmp_path, some, "all.json", *options)
    for ending in ("md", "docx", "html"):
        summarized(tmp_path, some, f"all.{ending}", "--edition", edition)
    document = json.loads((tmp_path / "all.json").read_text("utf-8"))
    figures, _ = figures_of(some, document, *options)

    expected = charts(figures)
    in_markdown = outputs.markdown((tmp_path / "all.md").read_text("utf-8"))
    own = {name: rows for name, rows in in_markdown.items() if name in expected}
    check(expected, own, all_tables=True)
    assert sum(len(rows) for name, rows in own.items() if name.startswith("F20-")) > 130
    in_page = outputs.page((tmp_path / "all.html").read_text("utf-8"))
    in_word = [*_behind_bars(tmp_path / "all.docx")]
    for name in [one for one in expected if one.startswith("F20-")]:
        behind = [
            f"{row.cells['In place']} + {row.cells['In place in part']}" for row in expected[name]
        ]
        assert [cells[-1][1] for cells in in_page[f"bars {name}"]] == behind
        assert in_word[: len(behind)] == behind
        del in_word[: len(behind)]
    assert in_word == []


def _behind_bars(path: Path) -> Iterator[str]:
    """Yield what stands behind the bars of the charts in a Word file."""
    import docx

    document = docx.Document(str(path))
    assert "Figures" not in [one.text for one in document.paragraphs]
    for table in document.tables:
        for row in table.rows:
            if re.fullmatch(r"\d+ \+ \d+", row.cells[-1].text):
                yield row.cells[-1].text


def _as_pdf(path: Path) -> str:
    """Return the text of a Word file as LibreOffice prints it."""
    profile = f"-env:UserInstallation={(path.parent / 'profile').as_uri()}"
    words: list[str | Path] = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        path.parent,
        path,
    ]
    subprocess.run(words, check=True, capture_output=True)
    return text_of(path.with_suffix(".pdf"), "-raw")


@pytest.mark.thorough
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.skipif(chromium() is None, reason="there is no Chromium here")
def test_the_edition_of_all_states_can_be_read(tmp_path: Path) -> None:
    reports = write(tmp_path / "reports", [*likely_reports()])
    summarized(tmp_path, reports, "all.docx")
    summarized(tmp_path, reports, "all.html", "--edition", "conference")
    printed = {"Word": _as_pdf(tmp_path / "all.docx")}
    with started() as browser, browser.shown(tmp_path / "all.html") as page:
        for sheet in ("A4", "Letter"):
            printed[sheet] = page.printed(tmp_path / f"{sheet}.pdf", sheet)

    for how, text in printed.items():
        assert len(text.split()) <= MOST_WORDS, how
        assert text.count("\f") <= MOST_PAGES, how
        for number in range(1, len(ASKED.themes) + 1):
            pages = [one for one in text.split("\f") if f"F20-{number} " in one]
            assert len(pages) <= 1, how
    # How the charts are read does not stand on a sheet without one.
    assert "F20-3 " in printed["A4"].split("\f")[1]
    last = {one.theme: one for one in ASKED.units if one.is_measure}
    assert len(last) > 4
    for place, theme in enumerate(ASKED.themes, start=1):
        if theme in last:
            end = last[theme]
            words = ASKED.row_words(end.question, end.row) or ASKED.numbers[end.question]
            # On a sheet, no chart goes on on a second one; in Word, on a third one.
            for how, most in (("A4", 0), ("Letter", 0), ("Word", 1)):
                sheets = [" ".join(one.split()) for one in printed[how].split("\f")]
                (first,) = [n for n, one in enumerate(sheets) if f"F20-{place} " in one]
                assert any(words in one for one in sheets[first : first + most + 1]), (how, words)


@pytest.mark.thorough
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_a_theme_with_43_measures_has_at_most_two_pages_in_word(tmp_path: Path) -> None:
    (tmp_path / "theme.docx").write_bytes(as_docx(Document(_theme(43), title="Title")))

    text = _as_pdf(tmp_path / "theme.docx")

    pages = text.split("\f")[:-1]
    assert len(pages) <= 2
    assert "The theme" in pages[0]
    assert re.findall(r"number (\d+)", text) == [str(number) for number in range(43)]
    # No question stands apart from its first measure.
    assert not any(page.rstrip().endswith("A question?") for page in pages)


@pytest.mark.thorough
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.skipif(chromium() is None, reason="there is no Chromium here")
def test_each_sheet_on_which_a_chart_goes_on_begins_with_the_legend(tmp_path: Path) -> None:
    title, theme = _theme(90)
    (tmp_path / "theme.docx").write_bytes(as_docx(Document([title, theme], title="Title")))
    page = as_html(Document([title, Heading("Measures", 2, "measures"), theme], "edition"))
    (tmp_path / "theme.html").write_text(page, "utf-8")
    with started() as browser, browser.shown(tmp_path / "theme.html") as shown:
        printed = shown.printed(tmp_path / "theme.pdf", "A4")

    for text in (_as_pdf(tmp_path / "theme.docx"), printed):
        pages = [" ".join(one.split()) for one in text.split("\f")[:-1]]
        assert len(pages) > 2
        for page in pages:
            assert page.replace("\xa0", " ").index("Not in place") < page.index("A question?")


def _theme(measures: int) -> tuple[Block, Block]:
    """Return the title, and a chart of a theme with so many measures, four of a question."""
    parts = [BarSegment("In place", 60, SHADES[0]), BarSegment("Not in place", 61, SHADES[6])]
    words = "A measure of this theme, which has a name of usual length, number"
    bars = [
        Bar(
            f"{number}",
            121,
            parts,
            "60 + 0",
            "",
            f"9.{number // 4} A question?",
            f"{words} {number}",
        )
        for number in range(measures)
    ]
    return Heading("Title", 1), Bars("The theme", "Measure", bars, is_compact=True)


@pytest.mark.thorough
def test_the_rest_is_in_an_annex_that_the_manifest_binds(some: Path, tmp_path: Path) -> None:
    import openpyxl

    summarized(tmp_path, some, "all.docx")
    summarized(tmp_path, some, "full.md", "--edition", "full", "--for-publication")
    manifest = json.loads((tmp_path / "all.docx.manifest.json").read_text("utf-8"))
    annex = tmp_path / "all.docx.annex.xlsx"

    assert manifest["is_public"]
    assert manifest["options"]["edition"] == "conference"
    assert manifest["annex"] == {
        "name": annex.name,
        "sha256": hashlib.sha256(annex.read_bytes()).hexdigest(),
    }
    book = openpyxl.load_workbook(annex)
    cells = {str(cell) for sheet in book.worksheets for row in sheet.values for cell in row if cell}
    titles = {cell.split()[0] for cell in cells if outputs.ID.match(cell)}
    full = outputs.markdown((tmp_path / "full.md").read_text("utf-8"))
    assert {name.replace("F", "T") for name in full} <= {one.replace("F", "T") for one in titles}
    practices = [row for name, rows in full.items() if name.startswith("T8-") for row in rows]
    assert practices
    assert {row[0][1] for row in practices} <= {" ".join(cell.split()) for cell in cells}


def test_of_few_reports_the_States_are_named_that_have_a_measure(tmp_path: Path) -> None:
    reports = write(tmp_path / "reports", [*likely_reports(4)])
    summarized(tmp_path, reports, "all.md", "--edition", "short")
    text = " ".join((tmp_path / "all.md").read_text("utf-8").replace("\\", "").split())
    told = counted(read_all(ASKED, sorted(reports.iterdir())))
    names = {code: BY_CODE[code].name for code in told}
    found = 0

    for unit in (unit for unit in ASKED.units if unit.is_measure):
        whole, part = (
            ", ".join(
                sorted(names[c] for c, one in told.items() if one.measure(unit).codes == (s,))
            )
            for s in ("implemented", "partly-implemented")
        )
        said = [f"in place in {whole}"] * bool(whole)
        said += [f"{'' if whole else 'in place '}in part in {part}"] * bool(part)
        if said:
            found += len(said)
            row = ASKED.row_words(unit.question, unit.row)
            line = f"{row}: {'; '.join(said)}." if row else f"?** I{'; '.join(said)[1:]}."
            assert line in text
    assert found > 100
    assert "F20-3" in text
    traced = checklist_run(
        "trace", "F20-3", reports, "--manifest", "all.md.manifest.json", cwd=tmp_path
    )
    assert traced.code == 0, traced.stderr


@pytest.mark.parametrize("edition", ["conference", "short"])
def test_what_a_colour_holds_and_who_is_a_party_is_said_beside_the_charts(
    some: Path, edition: str, tmp_path: Path
) -> None:
    """The options, and the States that are parties, are those of the YAML."""
    summarized(tmp_path, some, "all.md", "--edition", edition)
    text = " ".join((tmp_path / "all.md").read_text("utf-8").replace("\\", "").split())
    told = counted(read_all(ASKED, sorted(some.iterdir())))
    shown = told if edition == "short" else agreeing(told, ["publish"])

    assert (
        "“Planned or considered” is what is planned or under consideration; “Not in place” is "
        in text
    )
    assert "never in place, what has ended, and what was considered and decided against" in text
    for place, theme in enumerate(ASKED.themes, start=1):
        in_part = [
            f"{ASKED.numbers[name]} “{ASKED.codes(name)[code]}”"
            for name in dict.fromkeys(
                one.question for one in ASKED.units if one.theme == theme and one.is_measure
            )
            for code in ASKED.codes(name)
            if ASKED.plan["standing"].get(name, {}).get(code) == "partly-implemented"
        ]
        _, _, below = text.partition(f"**F20-{place} ")
        chart, _, _ = below.partition("**F20-")
        assert (f": {'; '.join(in_part)}." in chart) == bool(in_part), theme
    for treaty in ASKED.plan["treaties"]:
        parties = [
            one for one in shown.values() if {*one.said(treaty["status"])} & {*treaty["parties"]}
        ]
        assert re.search(rf"Parties to the [^:]*, as these reports say: {len(parties)}\.", text)
    assert "“Not in place” says nothing on a duty" in text


def test_who_reported_is_said_where_no_State_publishes_its_answers(tmp_path: Path) -> None:
    named = [{**one, "answers": {**one["answers"]}} for one in likely_reports(6)]
    for one in named:
        one["answers"]["publication"] = {"value": "totals-only"}
        one["seal"] = seal({key: part for key, part in one.items() if key != "seal"})
    reports = write(tmp_path / "reports", named)

    summarized(tmp_path, reports, "all.md", "--edition", "conference")

    text = (tmp_path / "all.md").read_text("utf-8")
    assert all(BY_CODE[one["state"]].name in text for one in named)


@pytest.fixture(scope="module")
def cycles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the reports of 24 States in 2024 and in 2026."""
    in_cycles = dict.fromkeys(sorted(GROUP_OF)[:24], ("2024", "2026"))
    folder = tmp_path_factory.mktemp("cycles") / "reports"
    return write_cycles(folder, reports_of_cycles(in_cycles, seed=3))


def test_a_comparison_that_is_read_says_first_what_changed(cycles: Path, tmp_path: Path) -> None:
    """Each sentence is counted again from the YAML of the reports."""
    import docx
    import openpyxl

    for name, more in (("all.docx", []), ("all.md", ["--edition", "short"])):
        done = checklist_run("compare", cycles, "-o", name, *more, cwd=tmp_path)
        assert done.code == 0, done.stderr
    told = by_cycle(read_all(ASKED, sorted(cycles.iterdir())))
    counts = SideBySide(ASKED, told, group_of=lambda one: GROUP_OF[one.state])
    expected = [*counts.sentences("2024", "2026")]
    word = docx.Document(str(tmp_path / "all.docx"))
    in_word = " ".join(part.text for part in word.element.body.iter() if part.tag.endswith("}t"))
    text = (tmp_path / "all.md").read_text("utf-8").replace("\\", "")

    assert len(expected) > 10
    assert [one for one in expected if one not in text] == []
    assert [one for one in expected if one.split("”: ")[-1] not in in_word] == []
    headings = re.findall("^## (.*)", text, re.MULTILINE)
    assert headings[0] == "At a glance"
    assert {"Recommendations, the same States", "Changed answers"}.isdisjoint(headings)
    manifest = json.loads((tmp_path / "all.docx.manifest.json").read_text("utf-8"))
    annex = tmp_path / "all.docx.annex.xlsx"
    digest = hashlib.sha256(annex.read_bytes()).hexdigest()
    assert manifest["annex"] == {"name": annex.name, "sha256": digest}
    assert manifest["options"] == {"edition": "short"}
    book = openpyxl.load_workbook(annex)
    assert {"transitions", "recommendations", "steps"} <= {*book.sheetnames}
    words = ("trace", "R1-5", cycles, "--manifest", "all.docx.manifest.json", "--format", "json")
    assert json.loads(checklist_run(*words, cwd=tmp_path).stdout)["counts"]


def test_a_comparison_for_a_conference_is_for_publication(cycles: Path, tmp_path: Path) -> None:
    words = ("compare", cycles, "--edition", "conference", "-o", "all.md")

    done = checklist_run(*words, cwd=tmp_path)
    refused = checklist_run(*words, "--include-confidential", cwd=tmp_path)
    two = checklist_run(
        "compare", *sorted(cycles.iterdir())[:2], "--edition", "short", cwd=tmp_path
    )

    assert (done.code, refused.code, two.code) == (0, 2, 2), done.stderr
    assert "Made for publication" in (tmp_path / "all.md").read_text("utf-8")
    assert json.loads((tmp_path / "all.md.manifest.json").read_text("utf-8"))["is_public"]
    assert "the conference edition is for publication" in refused.stderr
    assert "two reports of one State have only the full one" in two.stderr


@pytest.mark.thorough
def test_nothing_that_is_published_depends_on_which_unnamed_state_said_what(
    some: Path, tmp_path: Path
) -> None:
    told = counted(read_all(ASKED, some.iterdir()))
    only_counted = sorted(agreeing(told, ["totals-only"]))
    withheld = sorted(agreeing(told, ["withhold"]))
    assert len(only_counted) >= 5
    assert withheld
    groups = [f"{state},Three\n" for state in only_counted[:3]]
    (tmp_path / "groups.csv").write_text("".join(groups), "utf-8")
    first, second = tmp_path / "first", tmp_path / "second"
    others = tmp_path / "others"
    shutil.copytree(some, others)
    # Each State that is only counted says what another one says, and one that is withheld says
    # what a State says that is named.
    turned = dict(zip(only_counted, [*only_counted[1:], only_counted[0]], strict=True))
    named = sorted(agreeing(told, ["publish"]))[0]
    for state, other in [*turned.items(), (withheld[0], named)]:
        data = yaml.load((some / f"report-{other}.yaml").read_bytes(), yaml.CSafeLoader)
        data["state"] = state
        if state == withheld[0]:
            data["answers"]["publication"] = {"value": "withhold"}
        del data["seal"]
        text = as_yaml({**data, "seal": seal(data)})
        (others / f"report-{state}.yaml").write_text(text, "utf-8")

    for folder, reports in ((first, some), (second, others)):
        folder.mkdir()
        for ending in ("docx", "html", "md"):
            summarized(folder, reports, f"all.{ending}", "--edition", "conference",
                       "--group-by", str(tmp_path / "groups.csv"))  # fmt: skip
        summarized(folder, reports, "full.html", "--for-publication")
        summarized(folder, reports, "full.json", "--for-publication")

    made = [one.name for one in first.iterdir() if not one.name.endswith(".manifest.json")]
    assert {"all.docx", "all.docx.annex.xlsx", "all.html", "full.json"} <= {*made}
    for name in made:
        assert (first / name).read_bytes() == (second / name).read_bytes(), name


@pytest.mark.thorough
def test_a_count_of_a_chart_leads_to_the_answers(some: Path, tmp_path: Path) -> None:
    summarized(tmp_path, some, "all.docx")

    done = checklist_run(
        "trace", "F20-3", some, "--manifest", "all.docx.manifest.json",
        "--column", "In place in part", "--no-pager", cwd=tmp_path,
    )  # fmt: skip

    assert done.code == 0, done.stderr
    manifest = json.loads((tmp_path / "all.docx.manifest.json").read_text("utf-8"))
    (table,) = [one for one in manifest["tables"] if one["id"] in ("F20-3", "T20-3")]
    place = table["columns"].index("In place in part")
    counts = [row["counts"][place] for row in table["rows"]]
    assert done.stdout.count(".yaml:") == sum(counts) > 0


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--edition", "short", "--format", "json"], "--edition: JSON always has everything"),
        (
            ["--edition", "short", "--section", "obstacles"],
            "--section goes with --edition full only",
        ),
        (
            ["-o", "all.docx", "--include-confidential"],
            "the conference edition is for publication, so it goes with neither "
            "--include-confidential nor --include-contacts: add --edition short or full",
        ),
    ],
)
def test_what_does_not_go_together_is_refused(
    words: Sequence[str], message: str, tmp_path: Path
) -> None:
    reports = write(tmp_path / "reports", [])

    done = checklist_run("summarize", reports, *words, cwd=tmp_path)

    assert (done.code, message in done.stderr) == (2, True), done.stderr
