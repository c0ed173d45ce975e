"""Pages on paper, in a real browser: no column, and no text of a cell, is lost."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from checklist.render.blocks import Heading, Table, Url, by_section
from checklist.render.html import page
from checklist.render.paper import (
    LEVEL_HEADS,
    ROW_BY_ROW,
    UPRIGHT_HEADS,
    column_class,
    is_unbroken,
    on_paper,
    paper_class,
    row_groups,
)
from checklist.render.summary.html import MOST_WITH_TEXTS
from tests.render.comparison import test_html as comparison_tests
from tests.render.report import test_html as report_tests
from tests.render.summary import test_html as summary_tests
from tests.support.browser import PHONE, WIDE, Browser
from tests.support.examples import one_in
from tests.support.made_reports import reports_of_all

LONG = "Donaudampfschifffahrtsgesellschaft"
TABLES: Mapping[str, Sequence[Table]] = {
    LEVEL_HEADS: [
        Table("No row", ("State", "Status"), []),
        Table("Three long words", (LONG,) * 3, [(LONG * 4,) * 3]),
        Table("Eight long words", (LONG,) * 8, [(LONG * 4,) * 8]),
    ],
    UPRIGHT_HEADS: [
        Table("Counts", ("", *(f"Code {n}" for n in range(25))), [("All", *(193,) * 25)]),
        Table(
            "Long heads", ("", *("long " * 20 + str(n) for n in range(10))), [("All", *(9,) * 10)]
        ),
        Table("No row, many columns", tuple(map(str, range(20))), []),
    ],
    ROW_BY_ROW: [
        Table("Long counts", ("", *(f"Code {n}" for n in range(25))), [("All", *(19_300,) * 25)]),
        Table("Many counts", ("", *(f"Code {n}" for n in range(90))), [("All", *(193,) * 90)]),
        Table("Long heads of many", ("", *("long " * 40,) * 25), [("All", *(1,) * 25)]),
        Table(
            "Many texts",
            ("Law", *(f'Column "{n}" & more' for n in range(9)), ""),
            [
                (f"Act {n}", *(LONG,) * 8, Url("https://example.org/act"), ["one", "two"])
                for n in "ab"
            ],
        ),
    ],
}
"""Tables by the class with which they fit on a sheet."""


def page_of_tables(tables: Sequence[Table] = ()) -> str:
    tables = tables or [table for several in TABLES.values() for table in several]
    return page(
        "document.html.j2",
        styles=("page.css", "document.css"),
        title="Tables",
        begin=(),
        sections=by_section([Heading("All", 2, "all"), *tables]),
        running="final",
        is_in_columns=False,
        filters=(),
        has_bars=False,
        folded={},
    )


PAGES: Mapping[str, Callable[[], str]] = {
    "summary": summary_tests.plain_page,
    "widest summary": lambda: summary_tests.page_of(list(reports_of_all(count=MOST_WITH_TEXTS))),
    "final report": lambda: report_tests.page_of(report_tests.example()),
    "comparison of folders": comparison_tests.PAGES["folders"],
    "tables": page_of_tables,
}

EACH_SHEET = pytest.mark.parametrize(
    "sheet", ["A4", pytest.param("Letter", marks=pytest.mark.thorough)]
)
LETTERS = [*PAGES][:: one_in(4)]
EACH_PAGE_AND_SHEET = pytest.mark.parametrize(
    ("name", "sheet"),
    [
        *(
            pytest.param(page, "A4", marks=[pytest.mark.thorough] * ("widest" in page))
            for page in PAGES
        ),
        *(pytest.param(page, "Letter", marks=pytest.mark.thorough) for page in LETTERS),
    ],
)
"""Letter, which is wider than A4 and less high, is tried with some pages, or with `LARGE=1` all."""


@pytest.mark.sampled
@EACH_PAGE_AND_SHEET
def test_every_table_fits_on_the_sheet_and_every_cell_is_printed(
    name: str, sheet: str, browser: Browser, tmp_path: Path
) -> None:
    path = tmp_path / "page.html"
    path.write_text(PAGES[name](), "utf-8")

    with browser.shown(path) as shown:
        lost = shown.lost_on_paper(tmp_path / "page.pdf", sheet)
        too_wide = shown.wider_than_the_sheet(sheet)

    assert lost == []
    assert too_wide == []


@pytest.mark.sampled
@pytest.mark.parametrize("name", ["summary", "final report", "comparison of folders"])
def test_each_sheet_has_its_number_and_how_many_there_are(
    name: str, browser: Browser, tmp_path: Path
) -> None:
    path = tmp_path / "page.html"
    path.write_text(PAGES[name](), "utf-8")

    with browser.shown(path) as shown:
        sheets = shown.printed(tmp_path / "page.pdf", "A4").rstrip("\f").split("\f")

    for number, sheet in enumerate(sheets, 1):
        assert f"{number}/{len(sheets)}" in "".join(sheet.split())


@pytest.mark.thorough
@EACH_SHEET
@pytest.mark.parametrize("pages", [report_tests.PAGES, comparison_tests.PAGES])
def test_the_tables_of_hostile_texts_fit_on_the_sheet(
    pages: Mapping[str, object], sheet: str, browser: Browser, tmp_path: Path
) -> None:
    make = pages["hostile"]
    assert callable(make)
    made = make()
    path = tmp_path / "page.html"
    path.write_text(made if isinstance(made, str) else report_tests.page_of(made), "utf-8")

    with browser.shown(path) as shown:
        too_wide = shown.wider_than_the_sheet(sheet)

    assert too_wide == []


@pytest.mark.parametrize("class_name", TABLES)
def test_the_class_of_a_table_is_that_with_which_it_fits(class_name: str) -> None:
    assert {paper_class(table) for table in TABLES[class_name]} == {class_name}


def test_the_rows_of_counts_about_one_subject_stay_on_one_sheet() -> None:
    rows = [("Training", "2024", 3), ("Training", "2026", 4), ("Laws", "2026", 1)]
    counts = Table("Counts", ("Theme", "Cycle", "States"), rows)
    words = Table("Words", ("Theme", "Cycle", "Who"), [(*row[:2], "Norway") for row in rows])
    many = Table("Many", ("Theme", "States"), [("Laws", number) for number in range(30)])

    assert row_groups(counts) == [rows[:2], rows[2:]]
    assert [row_groups(texts) for texts in (words, many)] == [[words.rows], [many.rows]]
    assert [column_class(counts, place) for place in range(3)] == ["words", "brief", "number"]
    assert column_class(Table("None", ("Theme",), []), 0) == ""


def test_an_annex_is_not_on_paper() -> None:
    table = Table("Steps", ("State",), [("Norway",)])

    assert [*on_paper([table, replace(table, is_annex=True)])] == [table]


@pytest.mark.thorough
def test_a_table_that_becomes_a_list_names_each_value_on_paper_and_on_paper_only(
    browser: Browser, tmp_path: Path
) -> None:
    path = tmp_path / "page.html"
    path.write_text(page_of_tables(), "utf-8")

    with browser.shown(path, width=WIDE) as shown:
        text = shown.printed(tmp_path / "page.pdf", "A4")
        on_screen = shown.page.locator(f".{ROW_BY_ROW} td").first.evaluate(
            "cell => getComputedStyle(cell, '::before').content"
        )

    assert 'Law: Act a\nColumn "0" & more: ' + LONG in text
    assert "Code 89: 193\n" in text
    assert on_screen == "none"


@pytest.mark.thorough
@pytest.mark.parametrize(
    "name",
    [
        "summary",
        "comparison of folders",
        pytest.param("widest summary", marks=pytest.mark.thorough),
    ],
)
def test_no_heading_of_a_row_breaks_within_a_word_on_a_phone(
    name: str, browser: Browser, tmp_path: Path
) -> None:
    path = tmp_path / "page.html"
    path.write_text(PAGES[name](), "utf-8")

    with browser.shown(path, width=PHONE) as shown:
        broken = shown.broken_words("table:not(.crossed) tbody th")

    assert broken == []


@pytest.mark.thorough
def test_dates_and_short_words_are_broken_by_no_line_and_lines_of_a_cell_keep_apart(
    browser: Browser, tmp_path: Path
) -> None:
    row = ("Bolivia (Plurinational State of)", "many long words " * 4, "final", 1, "2026-06-30")
    dates = Table("Reports", tuple("ABCDEFG"), [(*row, "2.0.0", "200/BOL.json")] * 3)
    groups = [f"Western European and other States: {n} of 28" for n in range(8)]
    lines = Table("Groups", tuple("ABC"), [("A legal basis is missing", 43, groups)])
    path = tmp_path / "page.html"
    path.write_text(page_of_tables([dates, lines]), "utf-8")

    with browser.shown(path) as shown:
        text = shown.printed(tmp_path / "page.pdf", "A4")

    assert [is_unbroken(dates, place) for place in range(7)] == [
        *(False, False, False, False, True, False, True)
    ]
    assert [text.count(word) for word in ("2026-06-30", "200/BOL.json")] == [3, 3]
    assert all(text.count(group) == 1 for group in groups)


@pytest.mark.thorough
def test_no_row_of_counts_is_alone_at_the_foot_or_at_the_head_of_a_sheet(
    browser: Browser, tmp_path: Path
) -> None:
    heads = ("", *(f"Code {n}" for n in range(25)))
    tables = [
        Table(f"Table {n}", heads, [(f"Row {n}-{m};", *(m,) * 25) for m in range(20 + n)])
        for n in range(12)
    ]
    path = tmp_path / "page.html"
    path.write_text(page_of_tables(tables), "utf-8")

    with browser.shown(path) as shown:
        sheets = shown.printed(tmp_path / "page.pdf", "A4").split("\f")

    rows = [[sheet.count(f"Row {n}-") for sheet in sheets] for n in range(12)]
    assert [sum(each) for each in rows] == [20 + n for n in range(12)]
    assert not any(1 in each for each in rows)
    assert any(len([*filter(None, each)]) == 2 for each in rows)


@pytest.mark.thorough
def test_the_name_of_a_group_stands_once_for_its_cycles_and_a_screen_reader_hears_it_again(
    browser: Browser, tmp_path: Path
) -> None:
    heads = ("Theme", "Group", "Cycle", *(f"Code {n}" for n in range(12)))
    rows = [
        (theme, group, cycle, *(7,) * 12)
        for theme in ("Prevention", "Training")
        for group in ("African States", "Asia-Pacific States")
        for cycle in ("2024", "2026")
    ]
    path = tmp_path / "page.html"
    path.write_text(page_of_tables([Table("By theme and group", heads, rows)]), "utf-8")

    with browser.shown(path) as shown:
        cells = shown.page.locator("tbody td:nth-child(2)").evaluate_all(
            "all => all.map(one => [one.textContent, one.querySelector('.unseen') !== null])"
        )
        counts = shown.page.locator("tbody tr").evaluate_all(
            "all => all.map(one => one.cells.length)"
        )

    assert (
        cells
        == [
            ["African States", False],
            ["African States", True],
            ["Asia-Pacific States", False],
            ["Asia-Pacific States", True],
        ]
        * 2
    )
    assert counts == [15] * 8
