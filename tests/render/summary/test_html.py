"""The page of a summary in a real browser: what is shown, chosen, opened, and never run."""

import csv
import io
import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import playwright.sync_api as playwright
import pytest

from checklist.analysis.rows.consent import agreed
from checklist.analysis.rows.report_selection import selected
from checklist.analysis.summary.by_state import by_state
from checklist.analysis.summary.figures import CodeLabel
from checklist.analysis.summary.summary import summary
from checklist.analysis.summary.tally import MEASURE
from checklist.render.summary.html import OWN_CODES, SIGNS, as_html
from checklist.reports.report import Report
from checklist.states import BY_CODE, STATES, StateKind
from tests.render.test_html import HOSTILE
from tests.support.browser import NARROW, SHEETS, WIDE, Browser
from tests.support.examples import one_in
from tests.support.made_reports import made_report, reports_of_all
from tests.support.summaries import SHIPPED, answers_of, read_report, sealed


def page_of(reports: Sequence[Mapping[str, Any]], *, is_public: bool = False) -> str:
    selection = selected(map(read_report, reports))
    if is_public:
        selection = agreed(selection, SHIPPED)
    answers = answers_of(selection)
    return as_html(summary(answers, selection, STATES), answers)


@cache
def plain_page() -> str:
    """Return the page of four States."""
    return page_of([made_report(seed, state=code) for seed, code in enumerate(CODES)])


CODES = ("AUT", "CIV", "NOR", "UGA")


def test_the_title_says_that_the_page_is_a_summary() -> None:
    (title,) = re.findall("<h1>(.*?)</h1>", plain_page())

    assert title == f"Summary of reports: {SHIPPED.head.title}"
    assert f"<title>{title}" in plain_page()


NORTHERN = "United Kingdom of Great Britain and Northern Ireland"
EVERYBODY = ["Côte d'Ivoire", "North Macedonia", "Norway", "Portugal", "Uganda", NORTHERN]


def page_of_many(count: int) -> str:
    """Return the page of so many States, each of which answered little."""
    data = made_report(1)
    answers = {name: data["answers"][name] for name in ("protocol-status", "convention-status")}
    members = [code for code, one in BY_CODE.items() if one.kind is StateKind.MEMBER]
    reports = [{**data, "state": code, "answers": answers} for code in sorted(members)[:count]]
    return page_of([Report.from_data(one).sealed().to_data() for one in reports])


@cache
def page_of_similar_names() -> str:
    """Return the page of States whose names have the codes of others in them."""
    codes = ("CIV", "MKD", "NOR", "PRT", "UGA", "GBR")
    return page_of([made_report(seed, state=code) for seed, code in enumerate(codes)])


def hostile_report() -> dict[str, Any]:
    """Return a report of which each text would do something as markup."""
    texts = [text.replace("\u2028", " ")[:1000] for text in HOSTILE]
    addresses = ["https://example.org/'onfocus='document.title=1", "https://example.org/a&b=<c"]
    return sealed(
        made_report(1, state="AUT"),
        **{
            "staff-support": {
                "value": {
                    "status": "implemented",
                    "law": "\n".join(texts),
                    "practice": texts[0],
                    "evidence": [{"url": "https://example.org/a'b&c"}],
                },
                "note": "\n".join(texts),
                "answered_by": texts[0],
            },
            "laws": {
                "value": [
                    {
                        "short-name": {"value": f"act-{number}"},
                        "citation": {"value": text},
                        "url": {"value": addresses[number % 2].replace("<", "")},
                    }
                    for number, text in enumerate(texts)
                    if len(text) < 400
                ]
            },
            "practices-to-share": {
                "value": [
                    {
                        "theme": {"value": "children"},
                        "name": {"value": text[:190]},
                        "description": {"value": text},
                    }
                    for text in texts
                ]
            },
            "protocol-ministry": None,
        },
    )


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "summary.html"
    path.write_text(plain_page(), "utf-8")
    return path


def states(page: playwright.Page) -> list[str]:
    """Return the States that the table shows."""
    return page.locator("#state-table [data-state]:visible th").all_inner_texts()


def heads(page: playwright.Page) -> list[str]:
    """Return the columns that the table shows."""
    return page.locator("#state-table thead th").all_inner_texts()[1:]


@pytest.mark.thorough
@pytest.mark.parametrize(("width", "dark"), [(NARROW, True), (WIDE, False)][:: one_in(2)])
def test_nothing_is_wrong_for_a_screen_reader_with_the_answers_open_or_not(
    width: int, dark: bool, browser: Browser, tmp_path: Path
) -> None:
    path = tmp_path / "two.html"
    path.write_text(page_of([made_report(n, state=CODES[n]) for n in range(2)]), "utf-8")
    with browser.shown(path, width=width, dark=dark) as shown:
        closed = shown.found_by_axe()
        shown.page.locator("#state-table td").first.click()
        opened = shown.found_by_axe("#detail")
        is_cut = shown.is_cut()

    assert (closed, opened) == ([], [])
    assert (shown.requests, shown.complaints) == ([], [])
    assert not is_cut


def hostile_page(folder: Path) -> Path:
    """Write the page of two reports, one of them with hostile texts."""
    path = folder / "hostile.html"
    path.write_text(page_of([hostile_report(), made_report(2, state="NOR")]), "utf-8")
    return path


@pytest.mark.thorough
def test_no_text_of_a_State_runs_or_leads_anywhere_but_to_the_web(
    browser: Browser, tmp_path: Path
) -> None:
    with browser.shown(hostile_page(tmp_path)) as shown:
        page = shown.page
        page.locator("#state-table td").first.click()
        page.get_by_role("button", name="Close").click()
        shown_text = str(page.locator("#evidence").text_content())
        title = page.title()
        scripts = page.locator("script").count()
        pictures = page.locator("img").count()
        links = page.locator("main a").evaluate_all("all => all.map(one => one.protocol)")

    assert title == f"Summary of reports: {SHIPPED.head.title}"
    assert (scripts, pictures) == (2, 0)
    assert (shown.requests, shown.complaints) == ([], [])
    assert HOSTILE[0] in shown_text
    assert "‹U+202E›" in shown_text
    assert set(links) == {"https:"}


@pytest.mark.thorough
def test_no_text_of_a_State_is_in_the_way_of_a_screen_reader(
    browser: Browser, tmp_path: Path
) -> None:
    with browser.shown(hostile_page(tmp_path)) as shown:
        shown.page.locator("#state-table td").first.click()
        shown.page.get_by_role("button", name="Close").click()
        assert shown.found_by_axe() == []


def test_a_confidential_treaty_status_is_told_to_be_confidential() -> None:
    data = made_report(1, state="AUT")
    answer = {**data["answers"]["protocol-status"], "confidential": True}
    report = sealed(data, **{"protocol-status": answer})
    selection = selected([read_report(report)])

    (one,) = summary(answers_of(selection), selection, STATES).reports

    assert one.treaty_status == CodeLabel("", "Confidential")


@pytest.mark.thorough
def test_what_is_chosen_is_shown_stands_in_the_address_and_comes_back_from_it(
    browser: Browser, path: Path
) -> None:
    with browser.shown(path) as shown:
        page = shown.page
        everything = states(page), heads(page)
        page.select_option("select[name=theme]", "training")
        page.fill("input[name=state]", "cote d; nor")
        chosen = states(page), heads(page)
        tables = page.locator("#questions .scroll:visible").count()
        said = page.locator("#shown").inner_text()
        address = page.evaluate("location.hash")
        page.locator("nav a[href='#states']").click()
        kept = page.evaluate("location.hash")
        page.reload()
        again = states(page), heads(page)
        page.locator("form.filters button[type=reset]").click()
        page.locator("#state-table th[data-theme-column]").first.wait_for()
        at_last = states(page), heads(page)

    cited = {
        one.id
        for part in SHIPPED.sets
        if part.id == "training"
        for question in part.questions
        for one in SHIPPED.recommendations_of(question)
    }
    assert everything[0] == at_last[0]
    assert sorted(everything[0]) == ["Austria", "Côte d'Ivoire", "Norway", "Uganda"]
    assert everything[1] == at_last[1] and everything[1][-1] == "Training"
    assert sorted(chosen[0]) == ["Côte d'Ivoire", "Norway"]
    assert set(chosen[1]) == cited
    assert tables == 1
    assert said == "2 of 4 States; theme: Training"
    assert address == "#theme=training&state=cote+d%3B+nor"
    assert kept == "#states&theme=training&state=cote+d%3B+nor"
    assert again == chosen


@pytest.mark.thorough
def test_a_group_shows_its_States_only(browser: Browser, path: Path) -> None:
    with browser.shown(path) as shown:
        page = shown.page
        groups = page.locator("#state-table .group th").all_inner_texts()
        code = page.locator("select[name=group] option").nth(1).get_attribute("value")
        page.select_option("select[name=group]", str(code))
        shown_groups = page.locator("#state-table .group:visible th").all_inner_texts()
        rows = page.locator("#implementation tr[data-group]:visible").count()
        themes = page.locator("#implementation tbody:has([data-group])").count()

    assert len(groups) > 1
    assert shown_groups == groups[:1]
    assert rows == themes


FILTERS: Sequence[tuple[str, Sequence[str], str]] = [
    ("UGA", ["Uganda"], ""),
    ("uga", ["Uganda"], ""),
    ("UGA, NOR", ["Norway", "Uganda"], ""),
    ("nor", ["Norway"], ""),
    ("North", ["North Macedonia", NORTHERN], ""),
    ("uganda; Mace,", ["North Macedonia", "Uganda"], ""),
    ("côte d\u2019i", ["Côte d'Ivoire"], ""),
    ("IVOIRE", ["Côte d'Ivoire"], ""),
    ("ganda", [], "No State in this table matches: ganda"),
    ("POR", [], "No State in this table matches: POR"),
    ("Por", ["Portugal"], ""),
    ("XYZ, UGA, nowhere", ["Uganda"], "No State in this table matches: XYZ, nowhere"),
    (" , ;", EVERYBODY, ""),
    ("…", EVERYBODY, ""),
]
"""What is entered, the States that are found, and what is said of the rest."""


def test_the_filter_of_states_takes_whole_codes_and_beginnings_of_words(
    browser: Browser, tmp_path: Path
) -> None:
    path = tmp_path / "page.html"
    path.write_text(page_of_similar_names(), "utf-8")
    told = {}

    with browser.shown(path) as shown:
        for entered, *_ in FILTERS:
            shown.page.fill("input[name=state]", entered)
            said = [shown.page.locator(one).inner_text() for one in ("#unmatched", "#shown")]
            told[entered] = [sorted(states(shown.page)), *said]

    assert told == {
        entered: [sorted(found), unmatched, f"{len(found)} of {len(EVERYBODY)} States"]
        for entered, found, unmatched in FILTERS
    }


@pytest.mark.thorough
def test_a_click_shows_the_codes_that_the_State_gave_and_no_text(
    browser: Browser, tmp_path: Path
) -> None:
    answer = {"value": {"status": "planned", "details": {"planned_step": "A forum."}}}
    report = sealed(made_report(1, state="NOR"), **{"staff-support": answer})
    path = tmp_path / "page.html"
    path.write_text(page_of([made_report(2, state="AUT"), report]), "utf-8")

    with browser.shown(path) as shown:
        page = shown.page
        page.select_option("select[name=theme]", "training")
        place = heads(page).index("83")
        row = page.locator("#state-table [data-state=NOR]")
        sign = row.locator("td").nth(place).inner_text()
        row.locator("td").nth(place).click()
        heading = page.locator("#detail-heading").inner_text()
        shown_text = page.locator("#detail-answers dl").inner_text()
        page.get_by_role("button", name="Close").click()
        is_open = page.locator("#detail").is_visible()

    assert heading == "Norway, recommendation 83"
    assert "Planned" in shown_text
    assert "A forum." not in shown_text
    assert not is_open
    assert sign in {"", SIGNS[2]}  # empty where several questions serve the recommendation


def test_a_cell_of_the_table_of_States_has_the_counts_as_its_name(
    browser: Browser, path: Path
) -> None:
    selection = selected(read_report(made_report(n, state=code)) for n, code in enumerate(CODES))
    answers = answers_of(selection)
    units = summary(answers, selection, STATES).units
    tallies = {
        one.state.code: one.themes for group in by_state(answers, units) for one in group.states
    }

    with browser.shown(path) as shown:
        names = shown.page.locator("[data-state=NOR] td").evaluate_all(
            "all => all.map(one => one.ariaLabel)"
        )

    for name, tally in zip(names, tallies["NOR"].values(), strict=True):
        counts = [(code.label, code.count) for code in tally.codes if code.count]
        assert name.startswith(", ".join(f"{label} {count}" for label, count in counts))


@pytest.mark.thorough
def test_the_keyboard_moves_in_the_table_opens_an_answer_and_comes_back(
    browser: Browser, path: Path
) -> None:
    where = """[
        [...document.querySelectorAll('[data-state]')].indexOf(document.activeElement.parentElement),
        document.activeElement.cellIndex]"""

    with browser.shown(path) as shown:
        page = shown.page
        page.locator("#states").evaluate("one => one.scrollIntoView()")
        page.locator("button[type=reset]").focus()
        while page.evaluate("document.activeElement.tagName") != "TD":
            page.keyboard.press("Tab")
        steps = [page.evaluate(where)]
        for key in ("ArrowDown", "ArrowRight", "End", "Home", "PageDown", "ArrowUp", "ArrowLeft"):
            page.keyboard.press(key)
            steps.append(page.evaluate(where))
        page.keyboard.press("Enter")
        opened = page.locator("#detail").is_visible()
        page.keyboard.press("Escape")
        # The browser closes what is open when it has time to.
        page.locator("td:focus").wait_for()
        after = page.evaluate(where)
        stops = page.locator(".crossed [tabindex='0']").count()

    assert steps == [[0, 1], [1, 1], [1, 2], [1, 6], [1, 1], [3, 1], [2, 1], [2, 1]]
    assert opened
    assert after == [2, 1]
    assert stops == 1


@pytest.mark.thorough
def test_every_link_of_the_page_is_reached_by_tab(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(page_of_many(4), "utf-8")

    with browser.shown(path) as shown:
        reached = shown.reached_by_tab()

    assert reached[:4] == ["#main", "#headlines", "#overview", "#states"]
    assert "#methods" in reached


def test_no_level_is_told_by_a_shade_alone_and_there_are_at_most_eight_signs() -> None:
    assert len({*SIGNS, OWN_CODES}) == len(MEASURE) + 1 == 8


def test_a_page_for_publication_has_groups_in_the_place_of_named_States() -> None:
    publish = {"publication": {"value": "publish"}}
    reports = [sealed(made_report(n, state=code), **publish) for n, code in enumerate(CODES)]

    internal, public = page_of(reports), page_of(reports, is_public=True)

    assert 'id="state-data"' in internal and 'data-state="NOR"' in internal
    assert 'id="state-data"' not in public and 'data-state="' not in public
    assert "By theme and treaty status" in public


@pytest.mark.thorough
def test_a_table_is_saved_as_CSV_that_no_spreadsheet_runs(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    offered = {"theme": {"value": "children"}, "name": {"value": "=1+1"}}
    entry = {**offered, "description": {"value": 'Said "so",\nand more'}}
    report = sealed(made_report(1, state="NOR"), **{"practices-to-share": {"value": [entry]}})
    path.write_text(page_of([report]), "utf-8")
    saved = {}

    with browser.shown(path) as shown:
        for name, where in (("practices", "#practices"), ("themes", "#implementation")):
            with shown.page.expect_download() as waiting:
                shown.page.locator(f"{where} .as-csv").last.click()
            saved[name] = Path(str(waiting.value.path())).read_text("utf-8-sig")
        complaints = list(shown.complaints)

    rows = list(csv.reader(io.StringIO(saved["practices"])))
    assert rows[0] == ["Practice", "State", "What was done", "Source"]
    assert rows[1][:3] == ["'=1+1", "Norway", 'Said "so", and more']
    counts = list(csv.reader(io.StringIO(saved["themes"])))
    assert counts[0] == ["Treaty status", "Row", "Answer", "Count", "Answered", "In all"]
    by_row: dict[tuple[str, str], int] = {}
    for theme, group, _, count, _, _ in counts[1:]:
        by_row[theme, group] = by_row.get((theme, group), 0) + int(count)
    assert {(theme, group): int(of) for theme, group, *_, of in counts[1:]} == by_row
    assert complaints == []


@pytest.mark.thorough
def test_what_is_folded_and_the_table_of_States_are_printed_and_filters_are_not(
    browser: Browser, path: Path, tmp_path: Path
) -> None:
    with browser.shown(path) as shown:
        text = shown.printed(tmp_path / "page.pdf", "A4")
        shown.page.emulate_media(media="print")
        visible = [
            shown.page.locator(name).first.is_visible()
            for name in (".filters", "nav", ".as-csv", "#state-table")
        ]

    assert visible == [False, False, False, True]
    flat = " ".join(text.split())
    assert "Every count has its own denominator" in flat
    assert "Counted: 4 of 4 files" in flat
    assert all(name in flat for name in ("Austria", "Norway", "Uganda"))


@pytest.mark.thorough
def test_the_page_of_two_hundred_reports_is_small_complete_and_for_everybody(
    browser: Browser, tmp_path: Path
) -> None:
    path = tmp_path / "page.html"
    everybody = [*reports_of_all()]
    others = [one.code for one in STATES if one.kind is not StateKind.MEMBER]
    everybody += [made_report(900 + n, state=code) for n, code in enumerate(others)]
    size = len(page_of(everybody).encode())
    path.write_text(page_of(everybody[:: one_in(16)]), "utf-8")
    lost = {}
    too_wide = {}

    with browser.shown(path) as shown:
        found = shown.found_by_axe()
        for sheet in [*SHEETS][:: one_in(2)]:  # the narrow one
            lost[sheet] = shown.lost_on_paper(tmp_path / "page.pdf", sheet)
            too_wide[sheet] = shown.wider_than_the_sheet(sheet)
    with browser.shown(path, width=320) as shown:
        is_cut = shown.is_cut()

    assert size <= 2_000_000
    assert lost == too_wide == {sheet: [] for sheet in lost}
    assert not is_cut
    assert found == []
