"""The words of a condition that its author wrote are shown wherever the condition is."""

from checklist.checks.validator import findings
from checklist.render.questionnaire.printed import printed_blocks
from checklist.render.questionnaire.question_detail import question_detail
from tests.support import tiny
from tests.support.block_text import block_text

WORDS = "the lamps are out, or were never lit"
ASKED = tiny.questionnaire(
    [
        {"id": "lamps", "type": "yes-no"},
        {
            "id": "reason",
            "type": "text",
            "when": {"not": {"question": "lamps", "is": "affirmative"}},
            "when_text": WORDS,
        },
    ]
)
REASON = ASKED.questions["reason"]


def test_it_is_printed() -> None:
    assert f"Only when {WORDS}." in block_text(printed_blocks(ASKED))


def test_it_is_shown_with_the_question() -> None:
    assert f"Asked when {WORDS}." in [line.text for line in question_detail(REASON, ASKED)]


def test_it_stands_in_the_finding_on_an_answer_off_path() -> None:
    report = tiny.report(
        ASKED, {"lamps": {"value": "affirmative"}, "reason": {"value": "They broke."}}
    )

    (found,) = [finding for finding in findings(report.to_data(), ASKED) if finding.code == "R006"]

    assert found.message == f"`reason` is only asked when {WORDS}"
