"""The page of a report in a real browser: shown, printed, and never run."""

from collections.abc import Mapping
from copy import deepcopy
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from checklist.files.reader import read
from checklist.lifecycle.redact import redacted
from checklist.questionnaire.loading import shipped
from checklist.render.html import as_html
from checklist.render.report.document import report_document
from checklist.reports.check_structure import check_structure
from tests.render.test_html import HOSTILE
from tests.support.browser import NARROW, PHONE, WIDE, Browser, text_of
from tests.support.examples import one_in
from tests.support.folders import EXAMPLES

SHIPPED = shipped("ctoc-cop-2010-6")


def example(code: str = "UGA") -> dict[str, Any]:
    data: Any = read(EXAMPLES / f"report-{code}.yaml").data
    assert isinstance(data, dict)
    return deepcopy(data)


def page_of(report: Mapping[str, Any]) -> str:
    return as_html(report_document(check_structure(report, SHIPPED)[0]))


def draft() -> dict[str, Any]:
    """Return a draft of which much is missing, carried or does not fit."""
    answers = example()["answers"]
    kept = {i: answers[i] for i in ("reporting-authority", "protocol-status", "laws")}
    kept["protocol-status"] = {**kept["protocol-status"], "carried": True}
    kept["offence"] = {"value": {"no": "such value"}}
    kept["no-such-question"] = {"value": 1}
    report = {**example(), "status": "draft", "answers": kept}
    del report["seal"]
    return report


def hostile() -> dict[str, Any]:
    """Return a report of which each text would do something as markup."""
    texts = [text.replace("\u2028", " ") for text in HOSTILE]
    short = [text for text in texts if len(text) < 400]
    report = example()
    answers = report["answers"]
    answers["reporting-authority"] = {"value": texts[0], "note": "\n".join(texts)}
    answers["staff-support"] = {
        "value": {
            "status": "implemented",
            "law": "\n".join(texts),
            "evidence": [{"url": "https://example.org/a'b&c"}],
        },
        "answered_by": texts[1],
    }
    answers["protection"]["value"][texts[0]] = {"value": texts[1], "note": texts[2]}
    answers["laws"]["value"] = [
        {"short-name": {"value": text}, "citation": {"value": text}, text: {"value": text}}
        for text in short
    ]
    answers[texts[3]] = {"value": texts}
    return {**report, "state": texts[1]}


PAGES = {
    "final": example,
    "draft": draft,
    "copy": lambda: redacted(read(EXAMPLES / "report-UGA.yaml"), SHIPPED).to_data(),
    "hostile": hostile,
}
FEWER = "draft", "copy"
"""The pages that have no part which the others lack."""


LOOKS = [(WIDE, False), (WIDE, True), (NARROW, False), (NARROW, True)][:: one_in(3)]
"""The widths, each light or dark; in most runs, a wide page that is light and a narrow dark one."""


@pytest.mark.sampled
@pytest.mark.parametrize(
    "name",
    ["final", "hostile", *(pytest.param(one, marks=pytest.mark.thorough) for one in FEWER)],
)
@pytest.mark.parametrize(("width", "dark"), LOOKS)
def test_a_browser_shows_the_page_and_nothing_runs_or_is_wrong(
    name: str, width: int, dark: bool, browser: Browser, tmp_path: Path
) -> None:
    path = tmp_path / "page.html"
    path.write_text(page_of(PAGES[name]()), "utf-8")

    with browser.shown(path, width=width, dark=dark) as shown:
        title = shown.page.title()
        language = shown.page.locator("html").get_attribute("lang")
        foreign = shown.page.locator("script, img, iframe, form").count()
        visible = shown.page.locator(".asked:visible").count()
        shown.page.fill("input[name=words]", "no such words are in it")
        chosen = shown.page.locator(".asked:visible").count()
        shown.page.fill("input[name=words]", "")
        protocols = shown.page.locator("main a").evaluate_all("all => all.map(a => a.protocol)")
        is_cut = shown.is_cut()
        found = shown.found_by_axe()

    assert title.startswith("State report: ")
    assert language == "en"
    assert foreign == 2  # the page's own filters, and the script that runs them
    assert visible > chosen == 0
    assert set(protocols) <= {"https:", "file:"}
    assert (shown.requests, shown.complaints) == ([], [])
    assert not is_cut
    assert found == []


@pytest.mark.thorough
def test_the_keyboard_skips_the_title_page_and_reaches_every_section(
    browser: Browser, tmp_path: Path
) -> None:
    path = tmp_path / "page.html"
    path.write_text(page_of(example()), "utf-8")

    with browser.shown(path) as shown:
        reached = shown.reached_by_tab()
        targets = shown.page.evaluate(
            "[...document.querySelectorAll('a[href^=\"#\"]')]"
            ".filter(a => !document.getElementById(a.hash.slice(1))).length"
        )

    assert reached[:2] == ["#main", "#set-reporting-state"]
    assert {"#missing", "#laws", "#recommendations", "#question-convention-offences"} <= set(
        reached
    )
    assert targets == 0


@pytest.mark.thorough
def test_headings_come_in_their_order_and_heads_of_tables_say_what_they_are_of(
    browser: Browser, tmp_path: Path
) -> None:
    path = tmp_path / "page.html"
    path.write_text(page_of(example()), "utf-8")

    with browser.shown(path) as shown:
        levels = shown.page.locator("h1, h2, h3, h4").evaluate_all(
            "all => all.map(one => Number(one.tagName[1]))"
        )
        heads = shown.page.locator("th").count()
        with_scope = shown.page.locator("th[scope]").count()

    assert levels[0] == 1 and levels.count(1) == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))
    assert heads == with_scope > 0


@pytest.mark.thorough
@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("width", [PHONE, WIDE])
def test_no_heading_of_a_table_breaks_within_a_word(
    width: int, dark: bool, browser: Browser, tmp_path: Path
) -> None:
    path = tmp_path / "page.html"
    path.write_text(page_of(example()), "utf-8")

    with browser.shown(path, width=width, dark=dark) as shown:
        broken = shown.broken_words("th")
        is_cut = shown.is_cut()

    assert broken == []
    assert not is_cut


@pytest.mark.thorough
def test_a_word_that_is_wider_than_a_phone_breaks(browser: Browser, tmp_path: Path) -> None:
    report = example()
    report["answers"]["laws"]["value"][0]["short-name"]["value"] = "w" * 60
    path = tmp_path / "page.html"
    path.write_text(page_of(report), "utf-8")

    with browser.shown(path, width=PHONE) as shown:
        broken = shown.broken_words("tbody th")
        widths = shown.page.locator("tbody th").evaluate_all("all => all.map(t => t.offsetWidth)")

    assert broken == ["w" * 60]
    assert max(widths) < PHONE


def printed(name: str, browser: Browser, folder: Path) -> list[str]:
    """Return the text of each sheet."""
    path = folder / "page.html"
    path.write_text(page_of(PAGES[name]()), "utf-8")
    with browser.shown(path) as shown:
        shown.page.pdf(path=folder / "page.pdf", prefer_css_page_size=True)
    return text_of(folder / "page.pdf", "-layout").rstrip("\f").split("\f")


def test_sheets_are_numbered(browser: Browser, tmp_path: Path) -> None:
    first, second, *others = printed("final", browser, tmp_path)

    assert "Part 1: The reporting State" in first
    assert "Skip to" not in first
    assert f"2 / {len(others) + 2}" in second
    assert not any("DRAFT" in sheet or "COPY FOR" in sheet for sheet in (first, second, *others))


@pytest.mark.thorough
@pytest.mark.parametrize(("name", "word"), [("draft", "DRAFT"), ("copy", "COPY FOR PUBLICATION")])
def test_each_sheet_of_a_draft_or_copy_says_what_it_is(
    name: str, word: str, browser: Browser, tmp_path: Path
) -> None:
    sheets = printed(name, browser, tmp_path)

    assert all(word in sheet for sheet in sheets)


@pytest.mark.thorough
def test_the_head_of_a_long_table_stands_on_each_of_its_sheets(
    browser: Browser, tmp_path: Path
) -> None:
    sheets = printed("final", browser, tmp_path)

    begin = next(n for n, sheet in enumerate(sheets) if "in this questionnaire's words" in sheet)
    assert len(sheets) > begin + 2
    # What fits exactly leaves a sheet with nothing but its number at the end.
    written = [sheet for sheet in sheets[begin:] if len(sheet.split()) > len(["40", "/", "40"])]
    assert all("What it asks" in sheet for sheet in written)


@pytest.mark.thorough
def test_no_question_goes_on_on_the_next_sheet_and_no_heading_is_alone(
    browser: Browser, tmp_path: Path
) -> None:
    path = tmp_path / "page.html"
    path.write_text(page_of(example()), "utf-8")

    with browser.shown(path) as shown:
        asked = shown.page.locator(".asked h3").all_inner_texts()
        sections = shown.page.locator("main h2").all_inner_texts()
        sheets = shown.printed(tmp_path / "page.pdf", "A4").split("\f")

    whole = ["".join(sheet.split()) for sheet in sheets]
    split = [one for one in asked if not any("".join(one.split()) in sheet for sheet in whole)]
    # Below a heading is at least the first line of the section.
    last_lines = [sheet.strip().splitlines()[-3:] for sheet in sheets if sheet.strip()]
    alone = [one for one in sections if any(one in lines for lines in last_lines)]
    assert len(asked) > 100
    assert (split, alone) == ([], [])


@pytest.mark.thorough
def test_a_part_begins_on_the_sheet_of_its_first_question(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(page_of(example("AUT")), "utf-8")  # a part has three remarks at the foot there

    with browser.shown(path) as shown:
        begun: list[list[str]] = shown.page.locator("main section:has(.asked)").evaluate_all(
            "all => all.map(one => ['h2', '.asked h3'].map(q => one.querySelector(q).innerText))"
        )
        sheets = shown.printed(tmp_path / "page.pdf", "A4").split("\f")

    whole = ["".join(sheet.split()) for sheet in sheets]
    words = [["".join(text.split()) for text in texts] for texts in begun]
    assert len(words) == 11
    assert [one for one in words if not any(all(w in sheet for w in one) for sheet in whole)] == []


@pytest.mark.thorough
def test_no_column_of_lines_is_a_word_wide_on_paper(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(page_of(example("AUT")), "utf-8")

    with browser.shown(path) as shown:
        shown.page.emulate_media(media="print")
        shown.page.set_viewport_size({"width": 640, "height": 900})  # of A4 within its margins
        cells = shown.page.locator("#recommendations ~ .scroll td.lines")
        widths: list[int] = cells.evaluate_all("all => all.map(one => one.offsetWidth)")

    assert len(widths) > 50
    assert min(widths) >= 105, "28 mm"
