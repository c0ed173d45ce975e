"""The page of a comparison in a real browser."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from checklist.analysis.comparison.comparison import Comparison
from checklist.analysis.comparison.document import CodeEntry, TransitionEntry
from checklist.analysis.comparison.transitions import Transitions
from checklist.render.comparison import html, page_data
from checklist.render.comparison.html import report_as_html, reports_as_html
from tests.render.comparison.test_comparison import HOSTILE_ASKED, examples, hostile, little
from tests.render.test_html import HOSTILE
from tests.support.browser import NARROW, PHONE, SHEETS, WIDE, Browser

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


LABELS = (
    "A specific offence that covers some forms, or some victims, only",
    "Instrument deposited, treaty not yet in force for the State",
    "Review of constitutionality",
    "Not covered; under consideration",
)
"""Words of options, of which some are long."""


def grid_of(columns: int) -> Transitions:
    """Return a grid of as many columns and rows."""
    codes = [CodeEntry(str(n), f"{LABELS[n % 4]} {n}") for n in range(columns)]
    part = examples().questionnaire.sets[0].id
    changes = [
        TransitionEntry(question="status", row="", before=before, after=after, states=n + 1)
        for n, (before, after) in enumerate(zip(reversed(codes), codes, strict=True))
    ]
    return Transitions("status", "2.1", f"Of {columns}?", "", changes, codes, part, 3, 1)


@pytest.mark.thorough
def test_grids_of_up_to_eighteen_answers_lose_no_column_and_break_no_word_on_a_sheet(
    monkeypatch: pytest.MonkeyPatch, browser: Browser, tmp_path: Path
) -> None:
    grids = [grid_of(columns) for columns in range(1, 19)]
    monkeypatch.setattr(Comparison, "transitions", grids)
    path = tmp_path / "page.html"
    path.write_text(reports_as_html(examples()), "utf-8")

    with browser.shown(path, width=SHEETS["A4"]) as shown:
        lost = shown.lost_on_paper(tmp_path / "page.pdf", "A4")
        too_wide = shown.wider_than_the_sheet("A4")
        shown.page.emulate_media(media="print")
        broken = shown.broken_words(".grid :is(th, td)")
        drawn = shown.page.locator(".grid").count()
    with browser.shown(path) as shown:
        hidden = shown.page.evaluate(
            "[...document.querySelectorAll('.grids .scroll')]"
            ".filter(one => one.scrollWidth > one.clientWidth).length"
        )

    assert drawn == len(grids)
    assert (lost, too_wide, broken) == ([], [], [])
    assert hidden == 0


@pytest.mark.thorough
def test_the_keyboard_reaches_the_link_of_every_state(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(reports_as_html(examples()), "utf-8")

    with browser.shown(path) as shown:
        reached = shown.reached_by_tab()

    assert reached == ["#main", "#transitions", "#not-compared", "#state-1", "#state-2"]


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


QUESTIONS = 16
"""The questions that changed between the example reports, of both States."""
TEXTS = r"all => all.map(one => one.textContent.replace(/\s+/g, ''))"


@pytest.fixture
def of_many(monkeypatch: pytest.MonkeyPatch) -> str:
    """Return the page of the examples as that of many States: made from data by its script."""
    monkeypatch.setattr(html, "MOST_WRITTEN_OUT", 1)
    return reports_as_html(examples())


@pytest.mark.thorough
def test_what_the_script_makes_is_what_is_written_out(
    of_many: str, monkeypatch: pytest.MonkeyPatch, browser: Browser, tmp_path: Path
) -> None:
    monkeypatch.setattr(html, "MOST_WRITTEN_OUT", 10)
    texts = []
    for name, made in (("few.html", reports_as_html(examples())), ("many.html", of_many)):
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


CAPTIONS_ARE_WHOLE = """() => [...document.querySelectorAll(".grid caption")].every(
    one => one.getBoundingClientRect().right
        <= one.closest(".scroll").getBoundingClientRect().right)"""
"""Whether the questions above the counts of answers before and after are read without scrolling."""


@pytest.mark.thorough
def test_the_filters_and_the_printer_make_what_they_show(
    of_many: str, browser: Browser, tmp_path: Path
) -> None:
    (tmp_path / "page.html").write_text(of_many, "utf-8")

    with browser.shown(tmp_path / "page.html", width=WIDE) as shown:
        captions_are_whole = shown.page.evaluate(CAPTIONS_ARE_WHOLE)
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
    assert captions_are_whole
    # A line can end after the hyphen.
    assert "Attorney-General" in printed.replace("-\n", "-")


def test_the_words_of_very_many_states_are_left_out_and_the_page_says_so(
    of_many: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(html, "MOST_WRITTEN_OUT", 1)
    monkeypatch.setattr(page_data, "MOST_CHARACTERS", 1000)

    short = reports_as_html(examples())

    assert "provincial" in of_many and "provincial" not in short
    assert "too long for a page" in short and "too long for a page" not in of_many
    assert "Partly implemented → Implemented" in short
    assert len(short) < len(of_many)


@pytest.mark.thorough
def test_the_head_of_a_column_is_the_number_of_its_answer_and_grids_fill_the_sheets(
    monkeypatch: pytest.MonkeyPatch, browser: Browser, tmp_path: Path
) -> None:
    of_rows = [replace(grid_of(7), label=f"Row {row}") for row in range(40)]
    monkeypatch.setattr(Comparison, "transitions", of_rows)
    path = tmp_path / "page.html"
    path.write_text(reports_as_html(examples()), "utf-8")

    with browser.shown(path, width=PHONE) as shown:
        grid = shown.page.locator(".grid").first
        heads = grid.locator("thead abbr").evaluate_all("all => all.map(one => one.title)")
        rows = grid.locator("tbody th[data-number]").evaluate_all(
            "all => all.map(one => one.textContent.trim())"
        )
        asked = shown.page.locator(".grids h4").all_inner_texts()
        is_wider = grid.evaluate("one => one.scrollWidth > one.closest('.scroll').clientWidth")
        sheets = shown.printed(tmp_path / "page.pdf", "A4").split("\f")

    # Each answer is once in the order of the options, and so are the heads of the columns.
    assert heads == rows == [f"{LABELS[n % 4]} {n}" for n in range(7)]
    assert asked == ["2.1 Of 7?"]
    assert not is_wider
    # Two columns of at least three grids on each sheet that has only grids.
    with_grids = [sheet.count("Before \\ after") for sheet in sheets]
    assert sum(with_grids) == 40
    assert max(with_grids) >= 6
    assert sum(count > 0 for count in with_grids) <= 8


@pytest.mark.parametrize(
    ("labels", "in_words"),
    [(["Planned", "In place"], True), (["Planned", LABELS[1]], False), (LABELS[:1], True)],
)
def test_a_head_is_in_words_where_they_fit(
    labels: Sequence[str], in_words: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    grid = grid_of(len(labels))
    named = {one: replace(one, text=label) for one, label in zip(grid.answers, labels, strict=True)}
    changes = [
        replace(one, before=named[one.before], after=named[one.after]) for one in grid.changes
    ]
    shown = replace(grid, changes=changes, answers=[*named.values()])
    monkeypatch.setattr(Comparison, "transitions", [shown])

    page = reports_as_html(examples())

    for label in labels:
        assert (f'<th scope="col">{label}</th>' in page) == in_words
        assert (f'<th scope="col"><abbr title="{label}">' in page) != in_words
