"""The page of a comparison in a real browser."""

from pathlib import Path
from typing import Any

import pytest

from checklist.analysis.comparison.many_reports import Comparison
from checklist.render.comparison.html import report_as_html, reports_as_html
from tests.render.comparison.test_comparison import HOSTILE_ASKED, examples, hostile, little
from tests.render.test_html import HOSTILE
from tests.support.browser import NARROW, WIDE, Browser

pytestmark = pytest.mark.sampled


def every_hostile_text() -> Comparison:
    """Compare reports of which each text, gone or new, would do something as markup."""

    def answers(texts: list[str]) -> Any:
        return {
            "words": {"value": "\n".join(texts), "note": " ".join(texts), "answered_by": texts[0]},
            "laws": {"value": [{"name": {"value": text}} for text in texts]},
            "contact": {"value": {"office": texts[1]}},
        }

    half = len(HOSTILE) // 2
    texts = [text.replace("\u2028", " ") for text in HOSTILE]
    return little(answers(texts[:half]), answers(texts[half:]), HOSTILE_ASKED, texts[1])


PAGES = {
    "hostile": lambda: reports_as_html(hostile()),
    "every hostile text": lambda: reports_as_html(every_hostile_text()),
    "one report": lambda: report_as_html(examples("report-UGA.yaml").reports[0]),
    "nothing changed": lambda: report_as_html(little({}, {}).reports[0]),
    "folders": lambda: reports_as_html(examples()),
}


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize(("width", "dark"), [(WIDE, False), (NARROW, True)])
def test_a_browser_shows_the_page_and_nothing_runs_or_is_wrong(
    name: str, width: int, dark: bool, browser: Browser, tmp_path: Path
) -> None:
    path = tmp_path / "page.html"
    path.write_text(PAGES[name](), "utf-8")

    with browser.shown(path, width=width, dark=dark) as shown:
        title = shown.page.title()
        scripts = shown.page.locator("script").count()
        pictures = shown.page.locator("img").count()
        is_cut = shown.is_cut()
        found = shown.found_by_axe()

    assert title.startswith("What changed")
    assert (scripts, pictures) == (1, 0)
    assert (shown.requests, shown.complaints) == ([], [])
    assert not is_cut
    assert found == []


def test_the_keyboard_reaches_the_link_of_every_state(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(reports_as_html(examples()), "utf-8")

    with browser.shown(path) as shown:
        reached = shown.reached_by_tab()

    assert reached == ["#main", "#transitions", "#state-1", "#state-2"]


def test_what_is_gone_and_new_differ_without_colour(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(report_as_html(examples("report-UGA.yaml").reports[0]), "utf-8")
    line = "element => getComputedStyle(element).textDecorationLine"

    with browser.shown(path) as shown:
        gone, new = (shown.page.locator(tag).first.evaluate(line) for tag in ("del", "ins"))

    assert (gone, new) == ("line-through", "underline")


def test_the_filters_choose_questions_and_words_are_folded(
    browser: Browser, tmp_path: Path
) -> None:
    path = tmp_path / "page.html"
    path.write_text(reports_as_html(examples()), "utf-8")

    with browser.shown(path) as shown:
        page = shown.page
        folded = page.locator(".answer details:not([open])").count()
        everything = page.locator(".asked:visible").count()
        page.select_option("select[name=state]", "TUV")
        of_one = page.locator(".asked:visible").count()
        page.select_option("select[name=state]", "")
        page.select_option("select[name=kind]", "status")
        of_status = page.locator(".asked:visible").count()
        page.select_option("select[name=theme]", "adherence")
        of_theme = page.locator(".asked:visible").evaluate_all(
            "all => all.map(one => one.dataset.theme)"
        )
        address = page.evaluate("location.hash")
        said = page.locator("#shown").inner_text()

    assert folded > 0
    assert 0 < of_one < everything
    assert 0 < of_status < everything
    assert set(of_theme) == {"adherence"}
    assert address == "#theme=adherence&kind=status"
    assert said == f"{len(of_theme)} of {everything} questions"
