"""The page of a comparison in a real browser."""

from pathlib import Path
from typing import Any

import pytest

from checklist.analysis.comparison.comparison import Comparison
from checklist.render.comparison import document
from tests.render.comparison.test_comparison import (
    HOSTILE_ASKED,
    as_page,
    examples,
    hostile,
    little,
)
from tests.render.test_html import HOSTILE
from tests.support.browser import NARROW, PHONE, WIDE, Browser


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
    "hostile": lambda: as_page(hostile()),
    "every hostile text": lambda: as_page(every_hostile_text()),
    "one report": lambda: as_page(examples("report-UGA.yaml"), are_many=False),
    "nothing changed": lambda: as_page(little({}, {}), are_many=False),
    "folders": lambda: as_page(examples()),
}


@pytest.mark.sampled
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


@pytest.mark.thorough
def test_the_keyboard_reaches_the_link_of_every_state(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(as_page(examples()), "utf-8")

    with browser.shown(path) as shown:
        reached = shown.reached_by_tab()

    assert reached == ["#main", "#counts", "#left-out", "#method", "#state-TUV", "#state-UGA"]


def test_what_is_gone_and_new_differ_without_colour(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(as_page(examples("report-UGA.yaml"), are_many=False), "utf-8")
    line = "element => getComputedStyle(element).textDecorationLine"

    with browser.shown(path) as shown:
        gone, new = (shown.page.locator(tag).first.evaluate(line) for tag in ("del", "ins"))

    assert (gone, new) == ("line-through", "underline")


def test_the_filters_choose_questions_and_words_are_folded(
    browser: Browser, tmp_path: Path
) -> None:
    path = tmp_path / "page.html"
    path.write_text(as_page(examples()), "utf-8")

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


QUESTIONS = 16
"""The questions that changed between the example reports, of both States."""
TEXTS = r"all => all.map(one => one.textContent.replace(/\s+/g, ''))"


@pytest.fixture
def of_many(monkeypatch: pytest.MonkeyPatch) -> str:
    """Return the page of the examples as that of many States: made from data by its script."""
    monkeypatch.setattr(document, "MOST_OPEN", 1)
    return as_page(examples())


@pytest.mark.thorough
def test_what_the_script_makes_is_what_is_written_out(
    of_many: str, monkeypatch: pytest.MonkeyPatch, browser: Browser, tmp_path: Path
) -> None:
    monkeypatch.setattr(document, "MOST_OPEN", 10)
    texts = []
    for name, made in (("few.html", as_page(examples())), ("many.html", of_many)):
        (tmp_path / name).write_text(made, "utf-8")
        with browser.shown(tmp_path / name) as shown:
            assert shown.page.locator(".asked").count() == (0 if name == "many.html" else QUESTIONS)
            for one in shown.page.locator("section[data-state] > details > summary").all():
                one.click()
            made_all = f"document.querySelectorAll('.asked').length === {QUESTIONS}"
            shown.page.wait_for_function(made_all)
            texts.append(shown.page.locator(".asked").evaluate_all(TEXTS))
            assert shown.found_by_axe() == []
            assert (shown.requests, shown.complaints) == ([], [])

    assert texts[0] == texts[1]


@pytest.mark.thorough
def test_the_filters_and_the_printer_make_what_they_show(
    of_many: str, browser: Browser, tmp_path: Path
) -> None:
    (tmp_path / "page.html").write_text(of_many, "utf-8")

    with browser.shown(tmp_path / "page.html", width=WIDE) as shown:
        folded = shown.printed(tmp_path / "page.pdf", "A4")
    with browser.shown(tmp_path / "page.html", width=PHONE) as shown:
        page = shown.page
        page.select_option("select[name=state]", "UGA")
        page.wait_for_function("document.querySelectorAll('.asked').length > 0")
        of_one = page.locator(".asked:visible").count()
        page.select_option("select[name=theme]", "adherence")
        themes = page.locator(".asked:visible").evaluate_all(
            "all => all.map(one => one.dataset.theme)"
        )
        said = page.locator("#shown").inner_text()
        is_cut = shown.is_cut()
        page.click("button[type=reset]")
        page.wait_for_function(
            "said => document.querySelector('#shown').innerText !== said", arg=said
        )
        page.click(".open-all")
        page.wait_for_function("!document.querySelector('details.annex:not([open])')")
        printed = shown.printed(tmp_path / "page.pdf", "A4")

    assert "printed only where it is open" in " ".join(folded.split())
    assert "Attorney-General" not in folded.replace("-\n", "-")
    assert of_one > len(themes) > 0
    assert set(themes) == {"adherence"}
    assert said == f"{len(themes)} of {QUESTIONS} questions"
    assert not is_cut
    # A line can end after the hyphen.
    assert "Attorney-General" in printed.replace("-\n", "-")


def test_the_words_of_very_many_states_are_left_out_and_the_page_says_so(
    of_many: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(document, "MOST_OPEN", 1)
    monkeypatch.setattr("checklist.render.html.MOST_CHARACTERS", 1000)

    short = as_page(examples())

    assert "provincial" in of_many and "provincial" not in short
    assert "too long for a page" in short and "too long for a page" not in of_many
    assert "Partly implemented → Implemented" in short
    assert len(short) < len(of_many)
