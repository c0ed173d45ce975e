"""A page that was filled in says the same as the answers that are typed in a terminal."""

import os
import signal
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import CDPSession, Page

from checklist.files.reader import read
from checklist.forms.html_writer import form_data, write_html
from checklist.forms.registry import read_return
from checklist.ministries.merge import merge_form
from checklist.ministries.returned import Returned
from checklist.questionnaire.questionnaire import Questionnaire
from tests.forms.test_round_trip import QUESTIONNAIRES, SHIPPED, assert_same, normal, wanted
from tests.support.browser import SHEETS, Browser, Shown
from tests.support.examples import large, one_in
from tests.support.folders import EXAMPLES
from tests.support.ministries import (
    COAST,
    NOT_IN_FORMS,
    all_to,
    canonical,
    empty_form,
    form,
    given_by,
    report_of,
    shown_units,
    whole_form,
    written,
)
from tests.support.page_answers import clerk_state, expected, with_state
from tests.support.running import PATIENCE

MOST_BYTES = 400_000
PAGE = "NOR-labour.html"
REMARK = "Anything else we should know"
KEPT = "JSON.stringify({...localStorage})"


def filled(answers: Mapping[str, Any], asked: Questionnaire) -> bytes:
    """Return the page of an empty report, filled in with some answers."""
    divided = all_to("labour", asked)
    empty = empty_form("html", asked)
    return with_state(
        empty, clerk_state(form(given_by("labour", answers), "labour", divided, asked))
    )


@pytest.mark.parametrize("name", QUESTIONNAIRES)
@pytest.mark.parametrize("seed", range(4))
def test_what_a_clerk_fills_in_is_what_was_meant(seed: int, name: str) -> None:
    asked = QUESTIONNAIRES[name]
    answers = wanted(seed, asked)

    assert_same(read_return(filled(answers, asked), PAGE, asked), answers, asked)


@pytest.mark.thorough
@pytest.mark.parametrize("first", range(0, large(500), 50))
def test_many_reports_come_back_as_they_were_meant(first: int) -> None:
    for seed in range(first, first + 50):
        asked = SHIPPED if seed % 10 == 0 else COAST
        answers = wanted(5000 + seed, asked)
        assert_same(read_return(filled(answers, asked), PAGE, asked), answers, asked)


@pytest.mark.parametrize("seed", range(4))
def test_a_page_that_nobody_filled_in_changes_nothing(seed: int) -> None:
    for authority in ("justice", "labour", "police", "ports"):
        sent = form(wanted(seed, COAST), authority)

        returned = read_return(written(sent, "html"), f"NOR-{authority}.html", COAST)

        assert (dict(returned.given), returned.removed, returned.confirmed) == ({}, set(), set())
        assert (dict(returned.emptied), list(returned.findings)) == ({}, [])
        assert returned.units == sent.part.base


@pytest.mark.thorough
@pytest.mark.parametrize("state", ["AUT", "TUV", "UGA"])
def test_an_example_report_merges_from_a_page_as_if_it_had_been_typed(state: str) -> None:
    answers = example_answers(state)
    returned = read_return(filled(answers, SHIPPED), PAGE, SHIPPED)

    merged = merge_form(report_of({}, SHIPPED), returned, "sha256:", SHIPPED)

    assert list(returned.findings) == []
    assert list(merged.conflicts) == []
    stands, meant = (
        canonical(normal(shown_units(one, SHIPPED))) for one in (merged.report.answers, answers)
    )
    assert stands == meant


def example_answers(state: str) -> dict[str, Any]:
    """Return the answers of an example report, as far as a form asks for them."""
    data: Any = read(EXAMPLES / f"report-{state}.yaml").data
    answers = {}
    for i, answer in data["answers"].items():
        kept = {key: part for key, part in answer.items() if key not in NOT_IN_FORMS}
        if SHIPPED.questions[i].type == "implementation" and "value" in kept:
            value = kept["value"]
            kept["value"] = {key: part for key, part in value.items() if key != "details"}
        if SHIPPED.questions[i].type == "table":
            kept["value"] = [
                {name: _cell(cell) for name, cell in entry.items()} for entry in kept["value"]
            ]
        answers[i] = kept
    return answers


def _cell(cell: Mapping[str, Any]) -> Mapping[str, Any]:
    return cell if "missing" in cell else {"value": cell["value"]}


@pytest.mark.parametrize("seed", range(4))
def test_as_before_at_each_question_confirms_the_whole_last_report(seed: int) -> None:
    answers = {i: {**one, "carried": True} for i, one in wanted(seed, COAST).items()}
    sent = form(given_by("labour", answers), "labour", all_to("labour"))
    heads = [line.key for line in sent.lines if line.is_question and line.can_confirm]
    state = {"cells": {key: {"answer": "As before"} for key in heads}}

    returned = read_return(with_state(written(sent, "html"), state), PAGE, COAST)

    waiting = {at for at in sent.part.base if at.endswith("/carried")}
    assert list(returned.findings) == []
    assert (dict(returned.given), returned.removed) == ({}, waiting)


@pytest.mark.thorough
@pytest.mark.parametrize("is_confirmed", [True, False])
@pytest.mark.parametrize("seed", range(6))
def test_what_is_carried_opens_a_path_once_it_is_confirmed(
    seed: int, is_confirmed: bool, browser: Browser, tmp_path: Path
) -> None:
    page = tmp_path / PAGE
    answers = wanted(seed, COAST)
    carried = {i: {**one, "carried": True} for i, one in answers.items()}
    sent = form(given_by("labour", carried), "labour", all_to("labour"))
    heads = [line.key for line in sent.lines if line.is_question and line.can_confirm]
    cells = {key: {"answer": "As before"} for key in heads if is_confirmed}
    page.write_bytes(written(sent, "html"))

    with browser.shown(page) as shown:
        found = shown.page.evaluate("one => checklistForm.path(one)", {"cells": cells})

    assert found["on"] == expected(answers if is_confirmed else {}, COAST)["on"]


def answered(state: Mapping[str, Any]) -> Returned:
    """Return what is read from the page of a part in which this was saved."""
    return read_return(with_state(written(form({}, "labour"), "html"), state), PAGE, COAST)


@pytest.mark.parametrize(
    "said", ["not-known: not-collected", "Not known: the information is not collected"]
)
def test_why_there_is_no_answer_comes_back_as_a_code_or_in_words(said: str) -> None:
    state = {"cells": {"pay-rule": {"missing": said}}}
    known = {"pay-rule": {"missing": "not-known", "reason": "not-collected"}}
    sent = form_data(form(known), is_whole=False, file=PAGE)

    assert answered(state).given == {
        "pay-rule/missing": {"missing": "not-known", "reason": "not-collected"}
    }
    assert sent["sent"]["pay-rule"]["missing"] == "not-known: not-collected"
    assert sent["missing"][0][2][0][0] == "not-known: not-collected"


@pytest.mark.parametrize("typed", ["A  law", "1  A law", "a\u00a0law"])
def test_any_white_space_can_stand_between_the_words_of_an_option_in_a_page(typed: str) -> None:
    assert answered({"cells": {"pay-rule": {"answer": typed}}}).given == {"pay-rule": "law"}


@pytest.mark.parametrize(
    ("entries", "message"),
    [
        ([{"number": None, "cells": {}}] * 501, "this table has more than 500 entries"),
        ("none", "a list of entries is expected here"),
    ],
)
def test_what_is_no_list_of_entries_is_refused_in_its_own_words(entries: Any, message: str) -> None:
    returned = answered({"entries": {"laws": entries}})

    assert [(one.code, one.message) for one in returned.findings] == [("F007", message)]


@pytest.mark.parametrize(
    ("count", "rest"),
    [
        (5, ""),
        (6, ": its first 5 texts are kept, and 1 more text is not"),
        (8, ": its first 5 texts are kept, and 3 more texts are not"),
    ],
)
def test_it_is_said_how_many_texts_of_a_field_that_is_not_asked_are_not_kept(
    count: int, rest: str
) -> None:
    returned = answered({"cells": {"ships": {f"c{i}": f"text {i}" for i in range(count)}}})

    messages = [one.message for one in returned.findings]
    assert messages == [f"`ships` is not a field of this part{rest}"]
    assert [one.text for one in returned.stray] == [f"text {i}" for i in range(5)]


@pytest.mark.parametrize(
    ("length", "rest"),
    [(500, ""), (501, "… (and 1 more character)"), (1700, "… (and 1,200 more characters)")],
)
def test_it_is_said_how_much_of_a_long_text_that_is_not_asked_is_not_kept(
    length: int, rest: str
) -> None:
    returned = answered({"cells": {"ships": {"note": "a" * length}}})

    assert [one.text for one in returned.stray] == ["a" * 500 + rest]


# In a browser


def save(shown: Shown, folder: Path) -> Path:
    """Press Save, and return the page that was downloaded."""
    with shown.page.expect_download() as started:
        shown.page.get_by_role("button", name="Save", exact=True).click()
    path = folder / f"saved-{started.value.suggested_filename}"
    started.value.save_as(path)
    return path


@pytest.mark.sampled
@pytest.mark.parametrize("name", QUESTIONNAIRES)
def test_open_and_save_lose_nothing(name: str, browser: Browser, tmp_path: Path) -> None:
    asked = QUESTIONNAIRES[name]
    answers = wanted(7, asked)
    empty, full = tmp_path / PAGE, tmp_path / "full.html"
    empty.write_bytes(written(form({}, "labour", all_to("labour", asked), asked), "html"))
    full.write_bytes(filled(answers, asked))

    with browser.shown(empty) as shown:
        shown.page.set_input_files("#opening", full)
        shown.page.get_by_text("are in this page now").wait_for()
        saved = save(shown, tmp_path)
        assert shown.complaints == []
    with browser.shown(saved) as shown:
        again = save(shown, tmp_path)
        assert (shown.complaints, shown.requests) == ([], [])

    for page in (saved, again):
        assert_same(read_return(page.read_bytes(), PAGE, asked), answers, asked)


def test_what_a_browser_saves_as_complete_is_read(browser: Browser, tmp_path: Path) -> None:
    answers = wanted(3, COAST)
    page = tmp_path / PAGE
    page.write_bytes(filled(answers, COAST))

    with browser.shown(page) as shown:
        shown.page.locator("details").evaluate_all("all => all.forEach(one => one.open = true)")
        content = shown.page.content().encode()
        kept = content.replace(b"<html", b"<!-- saved from url=(0014)about:internet -->\r\n<html")

    assert b"fieldset" in kept
    assert_same(read_return(kept, PAGE, COAST), answers, COAST)


def kill_tabs(browser: Browser) -> None:
    """Kill the processes that show pages, as the system does when memory is short.

    Returns when the browser knows that they have ended, so that no new tab gets one of them.
    """
    session = browser.process.new_browser_cdp_session()
    killed = _processes_of_tabs(session)
    for one in killed:
        os.kill(one, signal.SIGKILL)
    deadline = time.monotonic() + PATIENCE
    while killed & _processes_of_tabs(session):
        assert time.monotonic() < deadline, "the browser still uses a process that was killed"
    session.detach()


def _processes_of_tabs(session: CDPSession) -> set[int]:
    found: Any = session.send("SystemInfo.getProcessInfo")
    return {one["id"] for one in found["processInfo"] if one["type"] == "renderer"}


def opened(browser: Browser, address: str) -> Page:
    """Open a page in a new tab."""
    tab = browser.context.new_page()
    tab.goto(address)
    return tab


def opened_again(browser: Browser, page: Path) -> Page:
    """Close the tabs that were killed, open that which the browser keeps, and one with a page."""
    killed = browser.context.pages
    _, tab = opened(browser, "about:blank"), opened(browser, page.as_uri())
    for one in killed:
        one.close()
    return tab


@pytest.mark.thorough
@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system cannot kill")
def test_a_killed_tab_loses_nothing(browser: Browser, tmp_path: Path) -> None:
    page = tmp_path / PAGE
    page.write_bytes(written(form({}, "labour"), "html"))

    with browser.shown(page) as shown:
        shown.page.get_by_label("Anything else we should know").fill("A word <b>&\u2028</b>")
        shown.page.get_by_label("Television").check()
        # The page hands each answer to the browser at once. Another tab shows when it has arrived.
        opened(browser, page.as_uri()).wait_for_function(f"() => {KEPT}.includes('television')")
        with shown.page.expect_event("crash"):
            kill_tabs(browser)
        other = shown.page = opened_again(browser, page)
        assert other.get_by_label("Anything else we should know").input_value() == (
            "A word <b>&\u2028</b>"
        )
        returned = read_return(save(shown, tmp_path).read_bytes(), PAGE, COAST)

    assert returned.remark == "A word <b>&\u2028</b>"
    assert returned.given == {"channels": ["television"]}


@pytest.mark.thorough
def test_what_is_not_for_publication_leaves_the_browser_once_the_file_is_there(
    browser: Browser, tmp_path: Path
) -> None:
    page = tmp_path / PAGE
    page.write_bytes(written(form({}, "labour"), "html"))
    with browser.shown(page) as shown:
        question = shown.page.locator("#q-channels")
        question.get_by_label("Television").check()
        question.locator("summary").last.click()
        question.get_by_label("Remark").fill("A secret word")
        question.get_by_label("Do not publish").check()
        assert "A secret word" in shown.page.evaluate(KEPT)
        shown.page.locator("#q-pay-rule").get_by_role("radio").first.check()
        saved = save(shown, tmp_path)
        shown.page.get_by_text(
            f"Your browser is saving this page as {PAGE}. Check that the file is there, then "
            "remove the answers marked “Do not publish” from this browser."
        ).wait_for()
        assert "A secret word" in shown.page.evaluate(KEPT)
        shown.page.get_by_role("button", name="The file is there: remove them").click()
        assert "A secret word" not in shown.page.evaluate(KEPT)
        shown.page.reload()
        shown.page.get_by_text("What is not for publication is in the page").wait_for()
        shown.page.set_input_files("#opening", saved)
        shown.page.get_by_text("are in this page now").wait_for()
        assert "A secret word" in shown.page.evaluate(KEPT)
        shown.page.get_by_role("button", name="Clear what this browser keeps").click()
        shown.page.get_by_role("button", name="Yes, clear it").click()
        assert shown.page.evaluate(KEPT) == "{}"

    returned = read_return(saved.read_bytes(), PAGE, COAST)
    assert returned.given["channels/note"] == "A secret word"
    assert returned.given["channels/confidential"] is True


@pytest.mark.thorough
def test_opening_a_page_asks_before_it_replaces_what_was_written_here(
    browser: Browser, tmp_path: Path
) -> None:
    page, other = tmp_path / PAGE, tmp_path / "other.html"
    empty = written(form({}, "labour"), "html")
    page.write_bytes(empty)
    cells = {"pay-rule": {"answer": "law"}, "channels#radio": {"answer": "x"}}
    other.write_bytes(with_state(empty, {"cells": cells, "changed": "2020-01-01T00:00:00.000Z"}))

    with browser.shown(page) as shown:
        tab = shown.page
        asked, remark = tab.get_by_role("alertdialog"), tab.get_by_label(REMARK)
        tab.locator("#q-channels").get_by_label("Television").check()
        remark.fill("Newer words")
        before = tab.evaluate(KEPT)
        tab.set_input_files("#opening", other)
        asked.get_by_text(
            "This page has answers that are not in other.html. Opening other.html replaces them."
        ).wait_for()
        assert shown.found_by_axe() == []
        asked.get_by_role("button", name="Cancel").click()
        tab.get_by_text("other.html was not opened.").wait_for()
        assert (remark.input_value(), tab.evaluate(KEPT)) == ("Newer words", before)
        tab.set_input_files("#opening", other)
        asked.get_by_role("button", name="Replace").click()
        tab.get_by_text("The answers of other.html are in this page now.").wait_for()
        returned = read_return(save(shown, tmp_path).read_bytes(), PAGE, COAST)
        assert shown.complaints == []

    assert returned.given == {"pay-rule": "law", "channels": ["radio"]}
    assert returned.remark == ""


@pytest.mark.thorough
def test_a_page_that_says_all_that_stands_here_is_opened_without_a_question(
    browser: Browser, tmp_path: Path
) -> None:
    page, full = tmp_path / PAGE, tmp_path / "full.html"
    state = clerk_state(form(given_by("labour", wanted(7, COAST)), "labour", all_to("labour")))
    page.write_bytes(with_state(written(form({}, "labour", all_to("labour")), "html"), state))
    some = {**state, "cells": dict([*state["cells"].items()][::2]), "part": True}
    full.write_bytes(page.read_bytes())
    page.write_bytes(with_state(page.read_bytes(), some))

    with browser.shown(page) as shown:
        shown.page.set_input_files("#opening", full)
        shown.page.get_by_text("are in this page now").wait_for()
        assert shown.page.get_by_role("alertdialog").count() == 0


@pytest.mark.thorough
def test_a_part_that_does_not_go_with_the_status_stays_in_the_browser(
    browser: Browser, tmp_path: Path
) -> None:
    page = tmp_path / PAGE
    page.write_bytes(written(form({}, "labour", all_to("labour")), "html"))

    with browser.shown(page) as shown:
        question = shown.page.locator("#q-signals")
        question.get_by_label("Implemented", exact=True).check()
        question.get_by_label("what does the law or rule say").fill("A law of boats")
        question.get_by_label("Planned").check()
        saved = save(shown, tmp_path).read_bytes()
        assert "A law of boats" in shown.page.evaluate(KEPT)
        question.get_by_label("Implemented", exact=True).check()
        again = read_return(save(shown, tmp_path).read_bytes(), PAGE, COAST)

    assert b"A law of boats" not in saved
    assert read_return(saved, PAGE, COAST).given == {"signals/status": "planned"}
    assert again.given == {"signals/status": "implemented", "signals/law": "A law of boats"}


@pytest.mark.thorough
def test_a_part_of_a_status_that_is_as_before_is_sent(browser: Browser, tmp_path: Path) -> None:
    last = {"signals": {"value": {"status": "implemented"}, "carried": True}}
    page = tmp_path / PAGE
    page.write_bytes(written(form(last, "labour", all_to("labour")), "html"))

    with browser.shown(page) as shown:
        question = shown.page.locator("#q-signals")
        question.get_by_label("As before").first.check()
        question.get_by_label("what does the law or rule say").fill("A law of boats")
        returned = read_return(save(shown, tmp_path).read_bytes(), PAGE, COAST)

    assert (returned.given, returned.findings) == ({"signals/law": "A law of boats"}, [])


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("is_whole", "use"),
    [
        (False, "Send that file back."),
        (True, "To use it: checklist merge REPORT NOR-whole.html"),
    ],
)
def test_save_says_what_the_file_is_for(
    is_whole: bool, use: str, browser: Browser, tmp_path: Path
) -> None:
    page = tmp_path / PAGE
    asked = whole_form(COAST, "NOR") if is_whole else form({}, "labour")
    page.write_bytes(write_html(asked, is_whole=is_whole))

    with browser.shown(page) as shown:
        name = save(shown, tmp_path).name.removeprefix("saved-")
        said = shown.page.locator("#notice").text_content()

    assert said == f"Your browser is saving this page as {name}. {use}"


@pytest.mark.thorough
def test_remove_is_the_one_word_for_what_goes(browser: Browser, tmp_path: Path) -> None:
    answers = {i: one for i, one in wanted(0, COAST).items() if i in {"ships", "training"}}
    page = tmp_path / PAGE
    page.write_bytes(written(form(given_by("labour", answers), "labour", all_to("labour")), "html"))

    with browser.shown(page) as shown:
        button = shown.page.locator("#q-ships .entry > button").first
        label = button.text_content() or ""
        button.dispatch_event("click")
        text = shown.page.locator("#form").text_content() or ""

    assert label.startswith("Remove ")
    assert "This entry will be removed." in text
    assert "Remove what was here" in text
    assert "ake away" not in text
    assert "taken away" not in text


def test_what_a_saved_page_had_and_is_taken_back_is_removed(
    browser: Browser, tmp_path: Path
) -> None:
    page = tmp_path / PAGE
    page.write_bytes(
        filled({"pay-rule": {"value": "law"}, "channels": {"value": ["radio"]}}, COAST)
    )

    with browser.shown(page) as shown:
        shown.page.locator("#q-pay-rule button", has_text="Take back").first.click()
        shown.page.locator("#q-channels input:checked").first.uncheck()
        shown.page.locator("#q-inspections input").first.check()
        shown.page.locator("#q-inspections button", has_text="Take back").first.click()
        saved = save(shown, tmp_path)

    returned = read_return(saved.read_bytes(), PAGE, COAST)
    assert dict(returned.given) == {}
    assert {"pay-rule", "channels"} <= returned.removed
    assert "inspections" not in returned.removed


def test_each_text_field_says_how_long_it_can_be(browser: Browser, tmp_path: Path) -> None:
    page = tmp_path / PAGE
    page.write_bytes(filled({"pay-rule": {"value": "law"}}, COAST))

    with browser.shown(page) as shown:
        text = shown.page.locator("#q-pay-details").text_content() or ""

    assert "At most 20,000 characters." in text


def test_texts_in_answers_are_text_and_nothing_of_them_runs(
    browser: Browser, tmp_path: Path
) -> None:
    hostile = "</script><script>document.title='run'</script><img src=x onerror=alert(1)>"
    cells = {"pay-rule": {"note": hostile, "answer": "law"}, "</script><b>": {"answer": hostile}}
    page = tmp_path / PAGE
    page.write_bytes(with_state(written(form({}, "labour"), "html"), {"cells": cells}))

    with browser.shown(page) as shown:
        title = shown.page.title()
        assert shown.page.locator("#form img, #form script").count() == 0
        saved = save(shown, tmp_path)
        assert (shown.complaints, shown.requests) == ([], [])

    assert "run" not in title
    assert read_return(saved.read_bytes(), PAGE, COAST).given["pay-rule/note"] == hostile


@pytest.mark.sampled
@pytest.mark.parametrize("state", ["NOR", ""])
def test_the_page_of_the_whole_questionnaire_is_small(state: str) -> None:
    form_of_all = whole_form(SHIPPED, state)

    assert len(write_html(form_of_all, is_whole=True)) <= MOST_BYTES


@pytest.mark.sampled
@pytest.mark.parametrize(
    ("name", "width", "is_dark"),
    [
        ("coast", 320, False),
        ("shipped", 320, False),
        ("coast", 1280, True),
        ("coast", 1280, False),
        ("coast", 320, True),
    ][:: one_in(2)],
)
def test_a_page_is_for_everybody(
    name: str, width: int, is_dark: bool, browser: Browser, tmp_path: Path
) -> None:
    asked = QUESTIONNAIRES[name]
    page = tmp_path / "page.html"
    page.write_bytes(filled(wanted(5, asked), asked))

    with browser.shown(page, width=width, dark=is_dark) as shown:
        shown.page.locator("details").evaluate_all("all => all.forEach(one => one.open = true)")
        assert shown.found_by_axe() == []
        assert not shown.is_cut()
        assert (shown.complaints, shown.requests) == ([], [])


def test_a_printed_page_has_the_answers(browser: Browser, tmp_path: Path) -> None:
    answers = wanted(5, COAST)
    page = tmp_path / "page.html"
    page.write_bytes(filled(answers, COAST))

    with browser.shown(page) as shown:
        text = "".join(shown.printed(tmp_path / "page.pdf", "A4").split())

    for line in form(given_by("labour", answers), "labour", all_to("labour")).lines:
        if line.is_question and line.question != "pay-details":
            assert "".join(line.text.split()) in text
    assert "Nextopenquestion" not in text


@pytest.mark.thorough
def test_paper_has_what_can_be_chosen_once_for_rows_that_are_alike(
    browser: Browser, tmp_path: Path
) -> None:
    page = tmp_path / "page.html"
    page.write_bytes(filled({}, COAST))

    with browser.shown(page) as shown:
        text = "".join(shown.printed(tmp_path / "page.pdf", "A4").split())
        assert shown.page.locator(".offered").count() == 0

    assert text.count("Regulartraining;Some,oronceonly;Notraining") == 1


@pytest.mark.thorough
def test_no_question_of_a_printed_page_is_split(browser: Browser, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_bytes(filled({}, SHIPPED))
    ends = """all => all.filter(one => one.checkVisibility()).map(one => [
        one.querySelector('legend').innerText,
        [...one.querySelectorAll(':scope > .options .option')]
            .filter(option => option.checkVisibility()).at(-1).innerText])"""

    with browser.shown(page, width=SHEETS["A4"]) as shown:
        shown.page.emulate_media(media="print")
        asked = shown.page.locator(".question:has(> .options)").evaluate_all(ends)
        sheets = shown.printed(tmp_path / "page.pdf", "A4").split("\f")

    whole = ["".join(sheet.split()) for sheet in sheets]
    split = [
        first
        for first, last in asked
        if not any(all("".join(one.split()) in sheet for one in (first, last)) for sheet in whole)
    ]
    assert len(asked) > 5
    assert split == []


@pytest.mark.thorough
def test_paper_has_each_answer_whole_and_its_evidence(browser: Browser, tmp_path: Path) -> None:
    question = next(i for i, number in SHIPPED.numbers.items() if number == "5.1")
    answer_type = SHIPPED.questions[question].answer_type
    code, label = max(answer_type.offered(), key=lambda one: len(one[1]))
    note = "In each region and in each of its languages, for several years in a row. " * 3
    row = {"value": code, "note": note.strip(), "evidence": [{"url": "https://example.org/rule"}]}
    answers = {question: {"value": {answer_type.rows()[0]: row}}}
    page = tmp_path / "page.html"
    page.write_bytes(filled(answers, SHIPPED))

    with browser.shown(page) as shown:
        text = "".join(shown.printed(tmp_path / "page.pdf", "A4").split())
        assert shown.page.locator(".printed").count() == 0

    for words in (label, note):
        assert "".join(words.split()) in text
    assert "https://example.org/rule" in text


def test_a_set_can_be_answered_with_the_keyboard_alone(browser: Browser, tmp_path: Path) -> None:
    page = tmp_path / PAGE
    page.write_bytes(written(form({}, "labour"), "html"))

    with browser.shown(page) as shown:
        keyboard = shown.page.keyboard
        focused = "[document.activeElement.tagName, document.activeElement.type ?? ''].join(' ')"
        done: set[str] = set()
        for _ in range(150):
            keyboard.press("Tab")
            name = shown.page.evaluate(
                "(one => one.labels?.[0]?.textContent ?? one.textContent)(document.activeElement)"
            )
            match shown.page.evaluate(focused):
                case "INPUT checkbox" if name in {"Television", "Radio"}:
                    keyboard.press("Space")
                case "INPUT radio" if "radio" not in done:
                    keyboard.press("ArrowDown")
                    done.add("radio")
                case "SELECT select-one" if name.endswith("Labour inspectors"):
                    keyboard.type("Some")
                case "TEXTAREA textarea" if name.startswith(REMARK):
                    keyboard.type("Kari")
                case "BODY ":
                    break
        saved = save(shown, tmp_path)

    returned = read_return(saved.read_bytes(), PAGE, COAST)
    assert returned.given["channels"] == ["television", "radio"]
    assert returned.given["training/labour-inspectors"] == "some"
    assert returned.remark == "Kari"
    assert len(returned.given) >= 3
