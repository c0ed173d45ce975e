"""The questionnaire as a page to print."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from checklist.questionnaire.questionnaire import Questionnaire
from checklist.render.html import as_html
from checklist.render.questionnaire.printed import printed_document
from tests.support import tiny
from tests.support.small_report import SMALL

if TYPE_CHECKING:
    from tests.support.browser import Browser

SCROLLED = """() => [...document.querySelectorAll('.scroll')]
    .filter(one => one.scrollWidth > one.clientWidth).map(one => one.textContent)"""
"""Finds the tables that are wider than the window leaves room for."""

WIDTH_OF_ROW_LABELS = """() => [...document.querySelectorAll('.boxes tbody th')]
    .map(one => one.offsetWidth / one.closest('table').offsetWidth)"""
"""Measures the part of each table that the words of its rows take."""

GRID = {
    "id": "grid",
    "type": "matrix",
    "options": [
        {"code": f"code-{n}", "label": f"Not in place; under consideration, number {n}"}
        for n in range(7)
    ],
    "items": [
        {"id": "top", "label": "Campaign plans discussed with States that ran similar campaigns"},
        {"id": "low", "label": "Another row with words of its own"},
    ],
}
FIGURES = {
    "id": "figures",
    "type": "table",
    "entry": "year",
    "columns": [
        {
            "id": f"column-{n}",
            "label": f"Number of investigations, part {n}",
            "type": "integer",
            "required": True,
        }
        for n in range(12)
    ],
}
WIDE_TABLES = tiny.questionnaire([GRID, FIGURES])


def headings(page: str, level: int) -> list[str]:
    return re.findall(rf"<h{level}[^>]*>([^<]*)</h{level}>", page)


def test_a_page_has_every_question_with_its_number(questionnaire: Questionnaire) -> None:
    found = headings(as_html(printed_document(questionnaire)), 3)

    assert [one.split()[0] for one in found] == [*questionnaire.numbers.values()]


def test_a_page_of_a_part_has_only_that() -> None:
    page = as_html(printed_document(SMALL, ["signature", "light-tasks"]))

    assert [one.split()[0] for one in headings(page, 3)] == ["1.2", SMALL.numbers["light-tasks"]]
    assert "<ol><li>☐ Party</li>" not in page


def test_options_are_numbered() -> None:
    page = as_html(printed_document(SMALL, ["treaty-status"]))

    assert "<ol><li>☐ Party</li><li>☐ Signatory, not yet a party</li>" in page


def test_a_page_can_be_read_by_everybody(browser: "Browser", tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text(as_html(printed_document(SMALL)), encoding="utf-8")

    with browser.shown(file) as shown:
        assert shown.found_by_axe() == []


@pytest.mark.thorough
@pytest.mark.parametrize("width", [1_100, 820, 390])
def test_no_table_is_wider_than_the_window(browser: "Browser", tmp_path: Path, width: int) -> None:
    file = tmp_path / "page.html"
    file.write_text(as_html(printed_document(WIDE_TABLES)), encoding="utf-8")

    with browser.shown(file, width=width) as shown:
        assert shown.page.evaluate(SCROLLED) == []
        assert not shown.is_cut()
        assert min(shown.page.evaluate(WIDTH_OF_ROW_LABELS)) > 0.25
        assert shown.broken_words(".boxes th, .entries th") == []
        assert shown.found_by_axe() == []


@pytest.mark.sampled
@pytest.mark.parametrize("sheet", ["A4", "Letter"])
def test_no_box_is_lost_on_paper(browser: "Browser", tmp_path: Path, sheet: str) -> None:
    file = tmp_path / "page.html"
    file.write_text(as_html(printed_document(WIDE_TABLES)), encoding="utf-8")

    with browser.shown(file) as shown:
        assert shown.lost_on_paper(tmp_path / "sheets.pdf", sheet) == []
        assert shown.wider_than_the_sheet(sheet) == []
        assert min(shown.page.evaluate(WIDTH_OF_ROW_LABELS)) > 0.25


@pytest.mark.thorough
@pytest.mark.parametrize(("width", "is_shown"), [(390, True), (1_100, False)])
def test_in_a_narrow_window_each_box_has_its_option(
    browser: "Browser", tmp_path: Path, width: int, is_shown: bool
) -> None:
    file = tmp_path / "page.html"
    file.write_text(as_html(printed_document(WIDE_TABLES)), encoding="utf-8")

    with browser.shown(file, width=width) as shown:
        box = shown.page.locator(".boxes tbody td").first
        content = box.evaluate("one => getComputedStyle(one, '::after').content")
        assert (content != "none") is is_shown
        assert box.get_attribute("data-label") == "1 Not in place; under consideration, number 0"


@pytest.mark.thorough
def test_a_printed_part_begins_on_the_first_sheet(browser: "Browser", tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text(as_html(printed_document(WIDE_TABLES)), encoding="utf-8")

    with browser.shown(file) as shown:
        first = shown.page.locator("main h2").first.inner_text()
        sheet = shown.printed(tmp_path / "sheets.pdf", "A4").partition("\f")[0]

    assert "".join(first.split()) in "".join(sheet.split())
