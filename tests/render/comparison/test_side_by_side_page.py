"""The page of a comparison of cycles in a real browser: on screens, in the dark, and on paper."""

from pathlib import Path

import pytest

from tests.support.browser import PHONE, WIDE, Browser
from tests.support.cycles import reports_of_cycles, write_cycles
from tests.support.examples import one_in
from tests.support.running import checklist_run

STATES = {"AUT": ("2022", "2026"), "TUV": ("2026",), "UGA": ("2022", "2026")}


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cycles")
    made = [*reports_of_cycles(STATES)]
    for cycle in ("2022", "2026"):
        write_cycles(folder / cycle, (one for one in made if cycle in one[0]))
    words = ("compare", "2022", "2026", "--group-by", "region", "-o", "cycles.html")
    assert checklist_run(*words, cwd=folder).code == 0
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

    assert again == []
    assert is_skipped
    assert is_found


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
    start = "What changed from the old reports to the new ones States compared: 2"
    assert start in " ".join(first.split()), "the first sheet is empty"
