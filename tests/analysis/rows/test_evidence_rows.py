"""Evidence next to a value has rows of its own, and counts as no code."""

from typing import Any

from checklist.analysis.rows.questionnaire_rows import QuestionnaireRows
from checklist.analysis.rows.report_rows import NOTHING_HIDDEN, Disclosure, report_rows
from checklist.analysis.summary.counted_answers import Answers
from checklist.analysis.summary.summary import evidence
from tests.support import cited, tiny
from tests.support.cited import LAW, LAWS

ASKED = cited.questionnaire()
ROWS = QuestionnaireRows(ASKED)


def lines(answers: dict[str, Any], question: str, shown: Disclosure = NOTHING_HIDDEN) -> list[str]:
    """Return the rows of one question: `row/part/item level standing code|text`."""
    data = tiny.report(ASKED, answers).to_data()
    return [
        f"{one.row}/{one.part}/{one.item} {one.level} {one.standing} {one.code}|{one.text}"
        for one in report_rows(data, ROWS, shown).answers
        if one.question == question
    ]


def test_each_reference_has_a_row_below_its_question() -> None:
    assert lines(cited.ANSWERS, "offence") == [
        "//0 question answered implemented|In place",
        "/evidence/1 part answered penal-code|penal-code 104a",
        "/evidence/2 part answered |https://example.org/law",
    ]
    assert lines(cited.ANSWERS, "rights") == [
        "//0 question answered |",
        "//1 part answered stay|To stay",
        "//2 part answered work|To work",
        "/evidence/1 part answered aliens-act|aliens-act",
    ]


def test_the_references_of_a_row_have_its_name() -> None:
    assert lines(cited.ANSWERS, "duties") == [
        "//0 question answered |",
        "police//0 row answered implemented|In place",
        "police/evidence/1 part answered penal-code|penal-code 104a",
        "judges//0 row answered planned|Planned",
        "doctors//0 row answered implemented|In place",
        "doctors/evidence/1 part answered penal-code|penal-code 104a",
        "doctors/evidence/2 part answered |https://example.org/law",
    ]


def test_the_evidence_of_a_confidential_row_has_no_row_and_that_of_a_confidential_law_no_name() -> (
    None
):
    secret = {"value": "implemented", "evidence": [LAW], "confidential": True}
    rows = {"police": secret, "judges": {"value": "implemented", "evidence": [LAW]}}
    name = {"value": "penal-code", "confidential": True}
    answers = {"laws": {"value": [{"name": name}]}, "duties": {"value": rows}}

    assert lines(answers, "duties", Disclosure()) == [
        "//0 question answered |",
        "police//0 row confidential |",
        "judges//0 row answered implemented|In place",
        "judges/evidence/1 part confidential |",
        "doctors//0 row unanswered |",
    ]


def test_the_summary_counts_each_answer_that_cites_a_law_and_no_reference_as_a_code() -> None:
    data = tiny.report(ASKED, cited.ANSWERS).to_data()
    answers = Answers(ROWS, [report_rows(data, ROWS)], NOTHING_HIDDEN)

    (state,) = evidence(answers)

    assert [(law.short_name, law.kind.label, law.cited) for law in state.laws] == [
        ("penal-code", "Act", 2),
        ("aliens-act", "", 1),
    ]
    assert [link.question for link in state.links] == ["offence", "site", "duties"]
    assert [(one.code, one.count) for one in answers.tally("rights").codes] == [
        ("stay", 1),
        ("work", 1),
        ("none", 0),
    ]
    assert len(answers.given("rights")) == 2


def test_the_kind_of_a_law_is_named_where_it_can_be_cited() -> None:
    assert [law.label for law in ASKED.laws({"laws": LAWS})] == ["Penal Code (Act)", "Aliens Act"]
