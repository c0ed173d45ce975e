"""What a page shows while somebody answers: the path, the progress, and what is wrong."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from checklist.forms.registry import read_return
from checklist.questionnaire.loading import shipped
from tests.forms.test_page import PAGE, save
from tests.support.browser import Browser, Shown
from tests.support.ministries import COAST, all_to, form, written

SHIPPED = shipped()


@pytest.fixture
def shown(browser: Browser, tmp_path: Path) -> Iterator[Shown]:
    """Yield the page of the ministry of labour, which nobody filled in."""
    page = tmp_path / PAGE
    page.write_bytes(written(form({}, "labour"), "html"))
    with browser.shown(page) as one:
        yield one


@pytest.mark.thorough
def test_what_is_off_path_is_folded_away_says_why_and_keeps_what_was_answered(
    shown: Shown, tmp_path: Path
) -> None:
    question, away = shown.page.locator("#q-pay-date"), shown.page.locator("#q-pay-date-away")
    rule = shown.page.locator("#q-pay-rule")
    assert not question.is_visible()
    assert "Not asked now: only if the answer to 3.3 is “A law”." in (away.text_content() or "")
    assert "is kept" not in (away.text_content() or "")

    rule.get_by_label("A law").check()
    question.get_by_label("Your answer").fill("31 May 2004")
    rule.get_by_label("No rule").check()

    assert not question.is_visible()
    assert (away.text_content() or "").endswith("What you answered is kept.")
    rule.get_by_label("A law").check()
    assert question.get_by_label("Your answer").input_value() == "31 May 2004"
    returned = read_return(save(shown, tmp_path).read_bytes(), PAGE, COAST)
    assert returned.given["pay-date"] == "2004-05-31"


def test_the_office_to_write_to_is_asked_for_by_its_name(browser: Browser, tmp_path: Path) -> None:
    page = tmp_path / PAGE
    shipped_form = form({}, "labour", all_to("labour", SHIPPED), SHIPPED)
    page.write_bytes(written(shipped_form, "html"))

    with browser.shown(page) as one:
        office = one.page.locator("#q-report-contact").get_by_label(
            "Name of the office and its ministry", exact=True
        )
        assert office.count() == 1
    (head,) = [line for line in shipped_form.lines if line.key == "report-contact/office"]
    assert head.help.startswith("Name of the office and its ministry. An office is enough.")


def test_progress_and_the_next_open_question_follow_the_answers(shown: Shown) -> None:
    status, page = shown.page.locator("#status"), shown.page
    assert (status.text_content() or "").startswith("0 of 3 required")

    page.locator("#q-channels").get_by_label("Radio").check()
    page.locator("#q-pay-rule").get_by_label("A law").check()

    assert (status.text_content() or "").startswith("2 of 3 required, 0 of ")
    page.get_by_role("button", name="Next open question").click()
    assert page.evaluate("document.activeElement.closest('.question').id") == "q-training"
    page.locator("#q-training select").first.select_option(index=1)
    page.get_by_role("button", name="Next open question").click()
    assert page.locator("#notice").text_content() == "No required question is open."
    assert page.locator("progress").evaluate("one => [one.value, one.max]") == [3, 3]


def test_what_does_not_go_together_or_is_not_clear_is_said_at_its_place(shown: Shown) -> None:
    channels, rule = shown.page.locator("#q-channels"), shown.page.locator("#q-pay-rule")
    channels.get_by_label("Radio").check()
    channels.get_by_label("None of these").check()
    rule.get_by_label("A law").check()
    rule.locator("summary").last.click()
    rule.get_by_label("If there is no answer, why?").select_option(
        "Not known: the information is not collected"
    )
    date = shown.page.locator("#q-pay-date").get_by_label("Your answer")

    assert (
        "“None of these” must be the only choice: remove it, or the others."
        in channels.inner_text()
    )
    assert "There is an answer, and a reason why there is none." in rule.inner_text()
    rule.get_by_label("If there is no answer, why?").select_option("")
    date.fill("sooner or later")
    date.press("Tab")
    assert "This is not clear as a date." in shown.page.locator("#q-pay-date").inner_text()
    assert date.get_attribute("aria-invalid") == "true"
    date.fill("1.2.2004")
    date.press("Tab")
    assert date.get_attribute("aria-invalid") != "true"
    date.fill("01/02/2004")
    date.press("Tab")
    assert date.get_attribute("aria-invalid") == "true"


@pytest.mark.sampled
@pytest.mark.parametrize("is_reloaded", [False, True])
def test_who_saves_hears_which_answers_are_not_clear(
    shown: Shown, tmp_path: Path, is_reloaded: bool
) -> None:
    notice, again = shown.page.locator("#notice"), "save again if you correct it: 3.4."
    shown.page.locator("#q-pay-rule").get_by_label("A law").check()
    date = shown.page.locator("#q-pay-date").get_by_label("Your answer")
    date.fill("01/02/2004")
    date.press("Tab")
    if is_reloaded:
        shown.page.reload()

    save(shown, tmp_path)
    assert again in (notice.text_content() or "")
    date.fill("1 February 2004")
    date.press("Tab")
    save(shown, tmp_path)
    assert "save again" not in (notice.text_content() or "")


@pytest.mark.thorough
def test_each_part_keeps_what_is_its_own_in_the_browser(browser: Browser, tmp_path: Path) -> None:
    page = tmp_path / PAGE
    labour = written(form({}, "labour"), "html")
    police = written(form({}, "police"), "html")
    back = "What you wrote here before is back, from what this browser keeps."
    page.write_bytes(labour)

    with browser.shown(page) as shown:
        shown.page.get_by_label("Radio").check()
        page.write_bytes(police)
        shown.page.reload()
        assert shown.page.locator("#notice").text_content() != back
        page.write_bytes(labour)
        shown.page.reload()
        assert shown.page.get_by_label("Radio").is_checked()
        assert shown.page.locator("#notice").text_content() == back


def test_the_saved_page_of_another_ministry_is_not_opened(shown: Shown, tmp_path: Path) -> None:
    other = tmp_path / "NOR-police.html"
    other.write_bytes(written(form({}, "police"), "html"))

    shown.page.set_input_files("#opening", other)

    shown.page.wait_for_function("document.querySelector('#notice').textContent")
    notice = shown.page.locator("#notice").text_content()
    assert notice == "NOR-police.html is a saved page of another form."


def test_the_page_may_run_its_own_script_only_and_reach_no_network() -> None:
    text = written(form({}, "labour"), "html").decode()

    policy = text.partition('http-equiv="Content-Security-Policy" content="')[2].partition('"')[0]

    assert policy.startswith("default-src &#39;none&#39;")
    assert "unsafe-inline" not in policy
    assert "connect-src" not in policy


def test_a_figure_that_contradicts_its_entry_is_asked_about_at_once(
    browser: Browser, tmp_path: Path
) -> None:
    path = tmp_path / PAGE
    path.write_bytes(written(form({}, "labour", all_to("labour", SHIPPED), SHIPPED), "html"))
    asks = "Please check: In an entry, the women, men, girls or boys among the victims"

    with browser.shown(path) as shown:
        figures = shown.page.locator("#q-yearly-figures")
        add = figures.get_by_role("button", name="Add: figure")

        def fill(entry: int, label: str, number: str) -> None:
            figures.locator(".entry").nth(entry).get_by_label(label).fill(number)

        add.click()
        fill(0, "Victims identified", "12")
        assert asks not in figures.inner_text()
        fill(0, "Women among the victims", "13")
        assert asks in figures.locator(".entry").inner_text()
        add.click()
        fill(1, "Victims identified", "5")
        fill(1, "Girls among the victims", "5")
        assert [asks in one for one in figures.locator(".entry").all_inner_texts()] == [True, False]
        fill(1, "Boys among the victims", "1")
        fill(0, "Women among the victims", "12")
        assert [asks in one for one in figures.locator(".entry").all_inner_texts()] == [False, True]
        assert figures.inner_text().count(asks) == 1

        saved = save(shown, tmp_path)
        assert "save again if you correct it: 3.13." in shown.page.locator("#notice").inner_text()
        figures.get_by_role("button", name="Remove figure 2").click()
        assert asks not in figures.inner_text()
        assert shown.complaints == []

    returned = read_return(saved.read_bytes(), PAGE, SHIPPED)
    assert (returned.given["yearly-figures/2/victims-boys"], returned.unreadable) == (1, 0)
