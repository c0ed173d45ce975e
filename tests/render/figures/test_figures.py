"""The figures of a document as a workbook of charts, and in a Word file."""

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path

import docx
import openpyxl

from checklist.render.bars import HATCHES, SHADES, Bar, Bars, BarSegment
from checklist.render.blocks import Block, Heading, Paragraph
from checklist.render.document import Document
from checklist.render.figures.shades import FILLS, PATTERNS
from checklist.render.figures.workbook import as_workbook, figures
from checklist.render.word import as_docx
from tests.support.folders import EXAMPLES
from tests.support.running import checklist_run

HOSTILE = "=1+1 </title><script>alert(1)</script> \u202e\x1b"


def themes(first: str = "Strategy and coordination") -> Bars:
    levels = ("Implemented", "Partly implemented", "Planned")
    shades = zip(levels, SHADES, strict=False)
    return Bars(
        "How far measures are in place",
        "Theme",
        [
            Bar(
                first, 61, [*_parts(shades, (27, 10, 0)), BarSegment("Declined", 20, "h-declined")]
            ),
            Bar("Legislation", 30, [BarSegment("Implemented", 30, "s1")]),
        ],
        id="F1-2",
    )


def _parts(labels: Iterable[tuple[str, str]], counts: Sequence[int]) -> list[BarSegment]:
    return [
        BarSegment(label, count, shade)
        for (label, shade), count in zip(labels, counts, strict=True)
    ]


def small() -> Bars:
    bars = [Bar("Too little money", 61, [BarSegment("States", 27, "s2")], note="27 of 61")]
    return Bars("Obstacles", "Obstacle", bars, whole="Reporting States", is_small=True)


def test_figures_have_the_numbers_of_the_document_and_those_without_bars_are_left_out() -> None:
    blocks: list[Block] = [
        Heading("Title", 1),
        small(),
        Paragraph("x"),
        Bars("None", "x", []),
        themes(),
    ]

    assert [figure.id for figure in figures(blocks)] == ["F1", "F1-2"]


def test_every_figure_is_a_native_chart_next_to_its_data() -> None:
    content = as_workbook([*figures([small(), themes()])][::-1], "Summary")

    book = openpyxl.load_workbook(io.BytesIO(content))
    assert book.sheetnames == ["Figures", "F1-2", "F1"]
    rows = [*book["F1-2"].iter_rows(values_only=True)]
    assert rows[0][0] == "F1-2 How far measures are in place"
    assert rows[2][:5] == ("Theme", "Implemented", "Partly implemented", "Declined", "In all")
    assert rows[3][:5] == ("Strategy and coordination", 27, 10, 20, 61)
    assert rows[3][5] == "Strategy and coordination (n = 61)"
    assert [*book["F1"].iter_rows(values_only=True)][3][-1] == "Too little money: 27 of 61"
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        charts = [parts.read(f"xl/charts/chart{n}.xml").decode() for n in (1, 2)]
    assert "'F1-2'!$B$4:$B$5" in charts[0]
    assert 'prst="wdDnDiag"' in charts[0]
    assert charts[0].count("<c:ser>") == 3


def test_no_text_of_a_report_becomes_a_formula_in_the_workbook() -> None:
    content = as_workbook([themes(HOSTILE)], HOSTILE)

    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        sheets = [parts.read(name).decode() for name in parts.namelist() if "worksheets/" in name]
        texts = parts.read("xl/sharedStrings.xml").decode()
    assert not any("<f>" in sheet for sheet in sheets)
    assert "=1+1 &lt;/title&gt;" in texts
    assert "\u202e" not in texts


def test_shades_differ_in_grey_and_each_missing_answer_has_a_pattern_of_its_own() -> None:
    def grey(colour: str) -> float:
        red, green, blue = (int(colour[at : at + 2], 16) for at in (0, 2, 4))
        return 0.299 * red + 0.587 * green + 0.114 * blue

    levels = [grey(FILLS[shade]) for shade in SHADES]
    steps = [later - earlier for earlier, later in pairwise(levels)]

    assert min(steps) > 12
    assert set(PATTERNS) == set(HATCHES.values())
    for kind in zip(*PATTERNS.values(), strict=True):
        assert len(set(kind)) == len(PATTERNS)


def test_bars_in_a_word_file_are_shaded_cells_that_add_up() -> None:
    content = as_docx(Document([Heading("Title", 1), themes(), small()], title="Title"))

    document = docx.Document(io.BytesIO(content))
    bars, numbers, obstacles = document.tables
    legend = bars.rows[0]
    keys = legend.cells[0].text.split("   ")
    assert [key.replace("\xa0", " ").strip() for key in keys] == [
        "Implemented",
        "Partly implemented",
        "Declined",
    ]
    assert "<w:tblHeader/>" in legend._tr.xml  # it stands on each page
    for row in bars.rows[1::2]:
        spans = re.findall(r'<w:gridSpan w:val="(\d+)"/>', row._tr.xml)
        single = row._tr.xml.count("<w:tc>") - len(spans) - 2
        assert sum(map(int, spans)) + single == 60
    assert "thinDiagStripe" in bars._tbl.xml
    assert [cell.text for cell in numbers.rows[1].cells][1:] == ["27", "10", "20", "61"]
    assert obstacles.rows[0].cells[-1].text == "27 of 61"


def test_the_same_figures_are_the_same_bytes() -> None:
    first = [*figures([small(), themes()])][::-1]

    assert as_workbook(first, "Summary") == as_workbook(first, "Summary")


def test_summarize_writes_the_figures_of_its_document(tmp_path: Path) -> None:
    done = checklist_run(
        *(
            "summarize",
            EXAMPLES,
            "--output",
            "summary.docx",
            "--figures",
            "figures.xlsx",
            "--edition",
            "full",
        ),
        cwd=tmp_path,
    )

    assert done.code == 0
    assert "6 figures written to figures.xlsx" in done.stderr
    names = [f"F1-{number}" for number in range(1, 7)]
    book = openpyxl.load_workbook(tmp_path / "figures.xlsx")
    assert book.sheetnames == ["Figures", *names]
    captions = [p.text for p in docx.Document(str(tmp_path / "summary.docx")).paragraphs]
    assert all(book[name]["A1"].value in captions for name in names)


def test_a_workbook_of_figures_with_another_ending_is_refused(tmp_path: Path) -> None:
    done = checklist_run("summarize", EXAMPLES, "--figures", "figures.csv", cwd=tmp_path)

    assert done.code == 2
    assert "figures.csv does not end with .xlsx" in done.stderr
