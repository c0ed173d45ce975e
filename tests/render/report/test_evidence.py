"""Evidence next to a value on the screen, in a document, and in the printed questions."""

from typing import Any

from checklist.render.blocks import Facts, Table, Url
from checklist.render.questionnaire.printed import printed_blocks
from checklist.render.questionnaire.question_detail import question_detail
from checklist.render.report.document_answers import answer_blocks
from checklist.render.report.terminal import ReportView
from checklist.reports.check_structure import check_structure
from tests.support import cited, tiny
from tests.support.block_text import block_text
from tests.support.pages import on_page

ASKED = cited.questionnaire()


def shown(question: str, answers: dict[str, Any]) -> list[str]:
    checked, _ = check_structure(tiny.report(ASKED, answers).to_data(), ASKED)
    page = on_page(ReportView(checked, 100).some([ASKED.questions[question]], []), 100)
    return [line.strip() for line in page.splitlines()]


def test_the_screen_shows_evidence_and_the_titles_of_its_laws() -> None:
    lines = shown("offence", cited.ANSWERS)

    assert "Evidence: penal-code 104a" in lines
    assert "Evidence: https://example.org/law" in lines
    assert "penal-code is: Penal Code (Act)" in lines


def test_the_screen_shows_the_evidence_of_a_row_below_it() -> None:
    lines = shown("duties", cited.ANSWERS)

    assert lines[lines.index("- Police:  In place") + 1] == "Evidence: penal-code 104a"
    assert "penal-code is: Penal Code (Act)" in lines


def test_a_document_links_the_addresses() -> None:
    blocks = list(answer_blocks(ASKED.questions["offence"], cited.ANSWERS["offence"], "1"))

    (facts,) = (block for block in blocks if isinstance(block, Facts))
    assert facts.facts == [("Evidence", ["penal-code 104a", Url("https://example.org/law")])]


def test_a_document_has_a_column_for_the_evidence_of_rows() -> None:
    (table,) = answer_blocks(ASKED.questions["duties"], cited.ANSWERS["duties"], "1")

    assert isinstance(table, Table)
    assert table.head == ["", "Answer", "Evidence"]
    assert [row[2] for row in table.rows] == [
        ["penal-code 104a"],
        [],
        ["penal-code 104a", Url("https://example.org/law")],
    ]


def test_the_printed_questions_say_which_evidence_they_take() -> None:
    markdown = block_text(printed_blocks(ASKED))

    law = "Law and article, or web address, that shows it"
    assert markdown.count(f"{law}: ___") == 3  # a measure has this line, too
    assert markdown.count(f"{law} (with the rows): ___") == 1
    assert markdown.count("Web address that shows it: ___") == 1


def test_a_question_in_detail_says_which_evidence_it_takes() -> None:
    details = {
        name: [line.text for line in question_detail(question, ASKED)]
        for name, question in ASKED.questions.items()
    }

    assert "Evidence: law and article, or web address" in details["offence"]
    assert "Evidence: law and article, or web address" in details["duties"]
    assert "Evidence: web address" in details["site"]
    assert not any(line.startswith("Evidence") for line in details["plain"])
