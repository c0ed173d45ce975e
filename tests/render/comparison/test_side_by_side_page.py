"""The page of a comparison of cycles in a real browser: on screens, in the dark, and on paper."""

from pathlib import Path

import pytest
from playwright.sync_api import Locator

from checklist.render.comparison.document import SECTIONS
from tests.support.browser import PHONE, WIDE, Browser
from tests.support.cycles import reports_of_cycles, write_cycles
from tests.support.examples import one_in
from tests.support.running import checklist_run

EVERY = "--section", ",".join(SECTIONS)
THREE = {"AUT": ("2022", "2024", "2026"), "TUV": ("2026",), "UGA": ("2022", "2026")}


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cycles")
    write_cycles(folder / "received", reports_of_cycles(THREE))
    words = ("compare", "received", "--group-by", "region", "--jobs", "1", "-o")
    assert checklist_run(*words, "cycles.html", cwd=folder).code == 0
    assert checklist_run(*words, "whole.html", *EVERY, cwd=folder).code == 0
    return folder / "cycles.html"


@pytest.mark.sampled
@pytest.mark.parametrize(("width", "dark"), [(WIDE, False), (PHONE, True)])
def test_nothing_is_out_of_sight(width: int, dark: bool, browser: Browser, path: Path) -> None:
    with browser.shown(path, width=width, dark=dark) as shown:
        is_cut = shown.is_cut()
        positions = shown.page.locator("section:not([data-state]) > h2").evaluate_all(
            "all => [...new Set(all.map(one => getComputedStyle(one).position))]"
        )

    assert (shown.requests, shown.complaints) == ([], [])
    assert not is_cut
    assert positions == ["static"], "a heading would lie over a table"


HAS_ON_SCREENS = """() => {
  const found = [];
  const look = rules => [...rules].forEach(one => {
    if (one.media && !matchMedia(one.media.mediaText).matches) return;
    if (one.selectorText?.includes(":has(")) found.push(one.selectorText);
    if (one.cssRules) look(one.cssRules);
  });
  [...document.styleSheets].forEach(one => look(one.cssRules));
  return found;
}"""
"""The selectors that the browser tries again for each element that it reads."""


def test_what_is_out_of_sight_takes_no_time_and_is_found(browser: Browser, path: Path) -> None:
    with browser.shown(path, width=WIDE) as shown:
        again = shown.page.evaluate(HAS_ON_SCREENS)
        last = shown.page.locator("section").last
        is_skipped = last.locator("p").first.evaluate(
            "one => !one.checkVisibility({contentVisibilityAuto: true})"
        )
        words = last.locator("p").first.text_content()
        is_found = shown.page.evaluate("words => find(words)", str(words)[:40])
        seen = last.locator("p").first.evaluate(
            "one => one.getBoundingClientRect().top < innerHeight"
        )

    assert again == []
    assert is_skipped
    assert (is_found, seen) == (True, True)


@pytest.mark.thorough
@pytest.mark.parametrize(("width", "dark"), [(PHONE, True), (WIDE, False)][:: one_in(2)])
def test_nothing_is_wrong_for_a_screen_reader(
    width: int, dark: bool, browser: Browser, path: Path
) -> None:
    with browser.shown(path, width=width, dark=dark) as shown:
        assert shown.found_by_axe() == []


@pytest.mark.thorough
@pytest.mark.parametrize("sheet", ["A4", "Letter"][:: one_in(2)])
def test_nothing_is_lost_on_paper(sheet: str, browser: Browser, path: Path, tmp_path: Path) -> None:
    with browser.shown(path) as shown:
        wide = shown.wider_than_the_sheet(sheet)
        lost = shown.lost_on_paper(tmp_path / "cycles.pdf", sheet)
        first = shown.printed(tmp_path / "cycles.pdf", sheet).partition("\f")[0]

    assert (wide, lost) == ([], [])
    assert "R1-4.2022-2026 States that report more" in " ".join(first.split()), (
        "the first sheet is empty"
    )


@pytest.mark.thorough
def test_each_step_is_folded_and_stands_on_paper_only_where_it_is_asked_for(
    browser: Browser, path: Path, tmp_path: Path
) -> None:
    with browser.shown(path) as shown:
        folded = shown.page.locator("details.later").first
        was_made = folded.locator("td").count()
        folded.locator("summary").first.click()
        opened = _cells(folded.locator("table"))
        has_csv = folded.locator("button.as-csv").is_visible()
        paper = shown.printed(tmp_path / "cycles.pdf", "A4")
    with browser.shown(path.with_name("whole.html")) as shown:
        caption = opened[0][0]
        same = shown.page.locator("table").filter(
            has=shown.page.locator("caption", has_text=caption)
        )
        expected = _cells(same)
        whole = shown.printed(tmp_path / "whole.pdf", "A4")

    assert (was_made, has_csv) == (0, True)
    assert len(opened) > 2
    assert opened == expected
    assert "The next report says" not in " ".join(paper.split())
    assert "The next report says" in " ".join(whole.split())
    assert "R6-1 Steps by theme" in " ".join(paper.split())


def _cells(table: Locator) -> list[list[str]]:
    """Return the words of a table: its caption, then row by row."""
    script = "table => [[table.caption], ...[...table.rows].map(row => [...row.cells])]"
    words = "several => several.map(row => row.map(cell => cell.textContent.trim()))"
    rows: list[list[str]] = table.evaluate(f"table => ({words})(({script})(table))")
    return [[" ".join(cell.split()) for cell in row] for row in rows]
