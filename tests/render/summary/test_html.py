"""The page of a summary in a real browser: what is shown, chosen, opened, and never run."""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import playwright.sync_api as playwright
import pytest

from checklist.analysis.rows.report_selection import selected
from checklist.analysis.summary.figures import CodeLabel
from checklist.analysis.summary.matrix import MARKS
from checklist.analysis.summary.summary import summary
from checklist.render.summary.html import SIGNS, WIDEST_ON_PAPER, as_html
from checklist.reports.report import Report
from checklist.states import BY_CODE, STATES, StateKind
from tests.render.test_html import HOSTILE
from tests.support.browser import NARROW, WIDE, Browser
from tests.support.made_reports import made_report
from tests.support.summaries import SHIPPED, answers_of, read_report, sealed

pytestmark = pytest.mark.sampled


def page_of(reports: Sequence[Mapping[str, Any]]) -> str:
    selection = selected(map(read_report, reports))
    answers = answers_of(selection)
    return as_html(summary(answers, selection, STATES), answers)


@cache
def plain_page() -> str:
    """Return the page of four States."""
    return page_of([made_report(seed, state=code) for seed, code in enumerate(CODES)])


CODES = ("AUT", "CIV", "NOR", "UGA")

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


def rows(page: playwright.Page) -> list[str]:
    """Return the recommendations that the table shows."""
    return page.locator(".crossed tbody tr:visible th b").all_inner_texts()


def states(page: playwright.Page) -> list[str]:
    return page.locator(".crossed thead th[data-code]:visible").all_text_contents()


@pytest.mark.parametrize(
    ("width", "dark"),
    [
        pytest.param(WIDE, False, marks=pytest.mark.thorough),
        pytest.param(WIDE, True, marks=pytest.mark.thorough),
        (NARROW, False),
    ],
)
def test_nothing_is_wrong_for_a_screen_reader_with_the_answers_open_or_not(
    width: int, dark: bool, browser: Browser, path: Path
) -> None:
    with browser.shown(path, width=width, dark=dark) as shown:
        closed = shown.found_by_axe()
        shown.page.locator(".crossed tbody td").first.click()
        opened = shown.found_by_axe()
        is_cut = shown.is_cut()

    assert (closed, opened) == ([], [])
    assert (shown.requests, shown.complaints) == ([], [])
    assert not is_cut


def test_no_text_of_a_State_runs_or_leads_anywhere_but_to_the_web(
    browser: Browser, tmp_path: Path
) -> None:
    path = tmp_path / "hostile.html"
    path.write_text(page_of([hostile_report(), made_report(2, state="NOR")]), "utf-8")

    with browser.shown(path) as shown:
        page = shown.page
        page.locator("tr[data-questions~='staff-support'] td").first.click()
        shown_text = page.locator("#detail-answers").inner_text()
        title = page.title()
        scripts = page.locator("script").count()
        pictures = page.locator("img").count()
        links = page.locator("main a").evaluate_all("all => all.map(one => one.protocol)")
        found = shown.found_by_axe()

    assert title == f"Summary of reports: {SHIPPED.head.title}"
    assert (scripts, pictures) == (4, 0)
    assert (shown.requests, shown.complaints) == ([], [])
    assert HOSTILE[0] in shown_text
    assert "‹U+202E›" in shown_text
    assert set(links) == {"https:"}
    assert found == []


def test_the_filter_of_addressees_has_the_names_that_they_have_elsewhere() -> None:
    page = plain_page()

    assert ">UNODC</option>" in page
    assert ">The Secretariat</option>" in page
    assert "Unodc" not in page


def test_a_confidential_treaty_status_is_told_to_be_confidential() -> None:
    data = made_report(1, state="AUT")
    answer = {**data["answers"]["protocol-status"], "confidential": True}
    report = sealed(data, **{"protocol-status": answer})
    selection = selected([read_report(report)])

    (one,) = summary(answers_of(selection), selection, STATES).reports

    assert one.treaty_status == CodeLabel("", "Confidential")


def test_the_filters_choose_recommendations_and_states(browser: Browser, path: Path) -> None:
    catalogue = SHIPPED.catalogue.recommendations

    with browser.shown(path) as shown:
        page = shown.page
        everything = rows(page), states(page)
        page.select_option("select[name=meeting]", "2009")
        of_2009 = rows(page)
        page.select_option("select[name=strength]", "consider")
        weighed = rows(page)
        page.select_option("select[name=meeting]", "")
        page.select_option("select[name=strength]", "")
        page.select_option("select[name=addressee]", "secretariat")
        of_the_secretariat = rows(page)
        page.select_option("select[name=addressee]", "")
        page.select_option("select[name=theme]", "training")
        on_training = rows(page)
        page.fill("input[name=state]", "cote d; nor")
        two = states(page)
        shown_text = page.locator("#shown").inner_text()
        page.locator("button[type=reset]").click()
        # The page's policy lets no text be run, as `wait_for_function` would.
        page.locator(".crossed:not(:has([hidden]))").wait_for()
        again = rows(page), states(page)

    assert everything == (
        [one.id for one in catalogue],
        ["Austria", "Côte d'Ivoire", "Norway", "Uganda"],
    )
    assert of_2009 == [one.id for one in catalogue if one.meeting == 2009]
    assert weighed == [
        one.id for one in catalogue if one.meeting == 2009 and "consider" in one.strength
    ]
    assert of_the_secretariat == [one.id for one in catalogue if "secretariat" in one.to]
    asked = [
        question for part in SHIPPED.sets if part.id == "training" for question in part.questions
    ]
    served = {one.id for question in asked for one in SHIPPED.recommendations_of(question)}
    assert on_training == [one.id for one in catalogue if one.id in served]
    assert two == ["Côte d'Ivoire", "Norway"]
    assert shown_text == f"{len(served)} of 107 recommendations, 2 of 4 States"
    assert again == everything


@pytest.mark.parametrize(
    ("entered", "found", "unmatched"),
    [
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
    ],
)
def test_the_filter_of_states_takes_whole_codes_and_beginnings_of_words(
    entered: str, found: Sequence[str], unmatched: str, browser: Browser, tmp_path: Path
) -> None:
    path = tmp_path / "page.html"
    path.write_text(page_of_similar_names(), "utf-8")

    with browser.shown(path) as shown:
        shown.page.fill("input[name=state]", entered)
        names = states(shown.page)
        said = shown.page.locator("#unmatched").inner_text()
        count = shown.page.locator("#shown").inner_text()

    assert names == found
    assert said == unmatched
    assert count == f"107 of 107 recommendations, {len(found)} of {len(EVERYBODY)} States"


def test_a_click_shows_what_the_state_says(browser: Browser, tmp_path: Path) -> None:
    answer = {"value": {"status": "planned", "details": {"planned_step": "A forum."}}}
    report = sealed(made_report(1, state="NOR"), **{"staff-support": answer})
    path = tmp_path / "page.html"
    path.write_text(page_of([made_report(2, state="AUT"), report]), "utf-8")

    with browser.shown(path) as shown:
        page = shown.page
        page.locator("tr[data-questions~='staff-support'] td").nth(1).click()
        heading = page.locator("#detail-heading").inner_text()
        shown_text = page.locator("#detail-answers dl").inner_text()
        page.get_by_role("button", name="Close").click()
        is_open = page.locator("#detail").is_visible()

    assert heading == "Norway, recommendation 83"
    assert "Planned" in shown_text.splitlines()
    assert "Planned step: A forum." in shown_text.splitlines()
    assert not is_open


def test_the_keyboard_moves_in_the_table_opens_an_answer_and_comes_back(
    browser: Browser, path: Path
) -> None:
    where = "[document.activeElement.parentElement.rowIndex, document.activeElement.cellIndex]"

    with browser.shown(path) as shown:
        page = shown.page
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
        page.wait_for_function("document.activeElement.tagName == 'TD'")
        after = page.evaluate(where)
        stops = page.locator(".crossed [tabindex='0']").count()

    assert steps == [[1, 1], [2, 1], [2, 2], [2, 4], [2, 1], [12, 1], [11, 1], [11, 1]]
    assert opened
    assert after == [11, 1]
    assert stops == 1


def test_every_link_of_the_page_is_reached_by_tab(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(page_of_many(4), "utf-8")

    with browser.shown(path) as shown:
        reached = shown.reached_by_tab()

    assert reached[:2] == ["#main", "#matrix"]
    assert "#comparability" in reached


def test_each_status_has_a_sign_of_its_own_and_a_name(browser: Browser, path: Path) -> None:
    with browser.shown(path) as shown:
        cells: Any = shown.page.locator(".crossed td").evaluate_all(
            "all => all.map(one => [one.className.slice(2), one.textContent, one.ariaLabel])"
        )

    assert len(set(SIGNS.values())) == len(SIGNS)
    assert set(SIGNS) == set(MARKS)
    for mark, sign, name in cells:
        assert sign == SIGNS[mark]
        assert name == MARKS[mark] or name.startswith("Several answers: ")


def test_the_filter_of_a_page_with_many_states_shows_those_that_are_named(
    browser: Browser, tmp_path: Path
) -> None:
    path = tmp_path / "page.html"
    path.write_text(page_of_many(40), "utf-8")
    program = """name => {
        const input = document.querySelector('input[name=state]');
        input.value = name;
        input.dispatchEvent(new Event('input', {bubbles: true}));
        return document.querySelectorAll('.crossed thead th:not([hidden])').length;
    }"""

    with browser.shown(path) as shown:
        few = shown.page.evaluate(program, "al")
        everything = shown.page.evaluate(program, "")
        is_wide = shown.page.locator(".tall").evaluate("one => one.classList.contains('wide')")

    assert 1 < few < everything == 41
    assert is_wide
    assert WIDEST_ON_PAPER < 40


def test_it_prints_without_filters_and_says_when_the_table_is_too_wide_for_paper(
    browser: Browser, tmp_path: Path
) -> None:
    narrow, wide = tmp_path / "narrow.html", tmp_path / "wide.html"
    narrow.write_text(page_of_many(4), "utf-8")
    wide.write_text(page_of_many(WIDEST_ON_PAPER + 1), "utf-8")
    seen = []

    for one in (narrow, wide):
        with browser.shown(one) as shown:
            shown.page.emulate_media(media="print")
            visible = [
                shown.page.locator(name).first.is_visible()
                for name in (".filters", "nav", ".crossed", ".paper-only")
            ]
            seen.append(visible)
            assert shown.page.pdf(format="A4").startswith(b"%PDF")

    assert seen == [[False, False, True, False], [False, False, False, True]]
