"""The page of a trend in a real browser: on screens, in the dark, and on paper."""

from pathlib import Path

import pytest

from tests.support.browser import PHONE, WIDE, Browser
from tests.support.cycles import reports_of_cycles, write_cycles
from tests.support.running import checklist_run

pytestmark = pytest.mark.sampled

THREE = {"AUT": ("2022", "2024", "2026"), "TUV": ("2026",), "UGA": ("2022", "2026")}


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("trend")
    write_cycles(folder / "received", reports_of_cycles(THREE))
    words = ("trend", "received", "--group-by", "region", "--jobs", "1", "-o", "trend.html")
    assert checklist_run(*words, cwd=folder).code == 0
    return folder / "trend.html"


@pytest.mark.parametrize(("width", "dark"), [(WIDE, False), (PHONE, True)])
def test_nothing_is_wrong_for_a_screen_reader_or_out_of_sight(
    width: int, dark: bool, browser: Browser, path: Path
) -> None:
    with browser.shown(path, width=width, dark=dark) as shown:
        is_cut = shown.is_cut()
        positions = shown.page.locator("section > h2").evaluate_all(
            "all => [...new Set(all.map(one => getComputedStyle(one).position))]"
        )
        found = shown.found_by_axe()

    assert (shown.requests, shown.complaints) == ([], [])
    assert not is_cut
    assert positions == ["static"], "a heading would lie over a table"
    assert found == []


@pytest.mark.parametrize("sheet", ["A4", "Letter"])
def test_nothing_is_lost_on_paper(sheet: str, browser: Browser, path: Path, tmp_path: Path) -> None:
    with browser.shown(path) as shown:
        wide = shown.wider_than_the_sheet(sheet)
        lost = shown.lost_on_paper(tmp_path / "trend.pdf", sheet)
        first = shown.printed(tmp_path / "trend.pdf", sheet).partition("\f")[0]

    assert (wide, lost) == ([], [])
    assert "R1-1 Reports that count" in " ".join(first.split()), "the first sheet is empty"
