"""Who gave an answer, in words wherever people read it."""

from typing import Any

from checklist.analysis.comparison.report_pair import compare
from checklist.analysis.rows.report_rows import NOTHING_HIDDEN
from checklist.questionnaire.authorities import naming_authorities
from checklist.render.report.document import report_document
from checklist.render.report.terminal import ReportView
from checklist.reports.check_structure import check_structure
from tests.analysis.comparison import comparing
from tests.support import tiny
from tests.support.block_text import block_text
from tests.support.pages import on_page

ASKED = tiny.questionnaire(
    [
        {"id": "plan", "type": "yes-no"},
        {
            "id": "consulted",
            "type": "choices",
            "optional": True,
            "options": [
                {"code": "police", "label": "The police"},
                {"code": "labour", "label": "Ministry of labour"},
            ],
        },
        tiny.GRID,
    ],
    authorities="consulted",
)
ROWS: dict[str, Any] = {
    "police": {"value": "good", "answered_by": ["labour"]},
    "judges": {"value": "bad"},
}
ANSWERS: dict[str, Any] = {
    "plan": {"value": "affirmative", "answered_by": ["police", "own"]},
    "grid": {"value": ROWS, "answered_by": ["police"]},
}
BOTH = "Answered by: The police; The authority that writes the report"


def test_only_answers_that_name_a_code_are_changed() -> None:
    plain = {"value": {"top": {"value": "good"}}, "answered_by": "A line"}

    assert naming_authorities(plain, ASKED.authorities) is plain
    assert naming_authorities(ANSWERS["grid"], ASKED.authorities) == {
        "value": {**ROWS, "police": {"value": "good", "answered_by": "Ministry of labour"}},
        "answered_by": "The police",
    }
    assert ROWS["police"]["answered_by"] == ["labour"], "the report stays as it is"


def test_the_terminal_shows_labels() -> None:
    checked, _ = check_structure(tiny.report(ASKED, ANSWERS).to_data(), ASKED)

    page = on_page(ReportView(checked, 100).whole(), 100)

    assert BOTH in page
    assert "Answered by: Ministry of labour" in page
    assert "labour, " not in page


def test_a_document_shows_labels() -> None:
    checked, _ = check_structure(tiny.report(ASKED, ANSWERS).to_data(), ASKED)

    document = block_text(report_document(checked).blocks)

    assert BOTH in document
    assert "Answered by: Ministry of labour" in document


def test_a_comparison_shows_labels() -> None:
    new = {**ANSWERS, "plan": {"value": "affirmative", "answered_by": ["labour"]}}
    old, new = (comparing.data(answers, ASKED) for answers in (ANSWERS, new))

    found = compare(comparing.side(old, ASKED), comparing.side(new, ASKED), NOTHING_HIDDEN)

    before = "The police; The authority that writes the report"
    assert comparing.changes(found, "plan") == [
        f"answered-by: Answered by: {before} → Ministry of labour"
    ]
