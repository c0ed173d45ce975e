"""The questionnaire as a page to print."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

from checklist.questionnaire.questionnaire import Questionnaire
from checklist.render.questionnaire.html import as_html
from tests.support.small_report import SMALL

if TYPE_CHECKING:
    from tests.support.browser import Browser


def headings(page: str, level: int) -> list[str]:
    return re.findall(rf"<h{level}[^>]*>([^<]*)</h{level}>", page)


def test_a_page_has_every_question_with_its_number(questionnaire: Questionnaire) -> None:
    found = headings(as_html(questionnaire), 3)

    assert [one.split()[0] for one in found] == [*questionnaire.numbers.values()]


def test_a_page_of_a_part_has_only_that() -> None:
    page = as_html(SMALL, ["signature", "light-tasks"])

    assert [one.split()[0] for one in headings(page, 3)] == ["1.2", SMALL.numbers["light-tasks"]]
    assert "<ol><li>☐ Party</li>" not in page


def test_options_are_numbered() -> None:
    page = as_html(SMALL, ["treaty-status"])

    assert "<ol><li>☐ Party</li><li>☐ Signatory, not yet a party</li>" in page


def test_a_page_can_be_read_by_everybody(browser: "Browser", tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text(as_html(SMALL), encoding="utf-8")

    with browser.shown(file) as shown:
        assert shown.found_by_axe() == []
