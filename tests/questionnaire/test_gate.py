"""A gate that maps codes, wherever gates are followed or shown."""

from typing import Any

import pytest

from checklist.checks.validator import validate
from checklist.questionnaire.condition_text import gate_texts
from checklist.questionnaire.loading import in_language, shipped
from checklist.render.questionnaire.printed import printed_blocks
from checklist.render.questionnaire.question_detail import question_detail
from checklist.reports.confidentiality import hidden_questions
from checklist.text.messages import speaking
from tests.support.block_text import block_text
from tests.support.mapped_gate import MAPPED, mapped_rows
from tests.support.tiny import document, report

BODY = MAPPED.questions["body"]
PLANNED = {"value": {"status": "planned"}, "by": "body"}


def gate_findings(answers: dict[str, Any]) -> list[str]:
    found = validate(document(report(MAPPED, answers)), MAPPED)
    return [finding.message for finding in found if finding.code == "R015"]


def test_what_the_gate_filled_in_is_no_finding() -> None:
    answers = {"body": {"value": "agreed"}, "offence": PLANNED, "tasks": mapped_rows("planned")}

    assert gate_findings(answers) == []


@pytest.mark.parametrize(
    ("gate", "answer", "message"),
    [
        ("active", PLANNED, "is not answered with `agreed` or `none`"),
        ("none", PLANNED, "fills in another code"),
        ("agreed", {"value": {"status": "implemented"}, "by": "body"}, "fills in another code"),
    ],
)
def test_what_the_gate_did_not_fill_in_is_a_finding(gate: str, answer: Any, message: str) -> None:
    answers = {"body": {"value": gate}, "offence": answer}

    assert gate_findings(answers) == [f"1.2 offence: the gate `body` {message}"]


def test_a_row_with_another_code_than_the_gate_fills_in_is_a_finding() -> None:
    rows = mapped_rows("planned")
    rows["value"]["judges"] = {"value": "implemented"}

    message = "1.3 tasks: the gate `body` fills in another code"
    assert gate_findings({"body": {"value": "agreed"}, "tasks": rows}) == [message]


def test_a_confidential_gate_hides_what_it_can_fill_in_whatever_its_code() -> None:
    for code in ("active", "agreed", "none"):
        answers = {"body": {"value": code, "confidential": True}}

        assert hidden_questions(answers, MAPPED) == {"body", "offence", "tasks"}


def test_the_detail_and_the_printed_questionnaire_show_what_it_fills_in() -> None:
    detail = [line.text for line in question_detail(BODY, MAPPED)]

    assert "Answered with “None”, it fills in “not implemented” for tasks." in detail
    printed = "If the answer is “Agreed”, 1.2 and 1.3 are answered “planned”."
    assert printed in block_text(printed_blocks(MAPPED))


def test_what_a_gate_fills_in_has_the_words_of_the_option_in_each_language() -> None:
    english, french = (in_language(shipped(), code) for code in ("en", "fr"))
    option = french.questions["definition-points"].answer_type.label("no-offence")

    with speaking("fr", {}):
        ((own, filled),) = gate_texts(french.questions["offence"], french.questions).items()

    assert own == "«\xa0Aucune disposition\xa0»"
    assert filled.casefold() == f"«\xa0{option}\xa0»".casefold()
    ((_, filled),) = gate_texts(english.questions["offence"], english.questions).items()
    assert filled == "“no offence, and no general provision”"
