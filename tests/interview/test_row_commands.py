"""Evidence and remarks of one row, as they are typed on lines."""

import pytest

from checklist.interview.engine import Interview
from tests.support.cited import LAWS, questionnaire
from tests.support.tiny import asked, interview, say

CITED = questionnaire()
DUTIES = {"value": {"police": {"value": "implemented"}, "judges": {"value": "planned"}}}


@pytest.fixture
def one() -> Interview:
    """At the first row of the matrix, two rows of which have an answer."""
    begun = interview(CITED, {"laws": LAWS, "duties": DUTIES})
    say(begun, "/goto duties", "/goto row 1")
    return begun


def test_evidence_is_set_and_the_row_is_asked_again(one: Interview) -> None:
    outcome = say(one, "/evidence penal-code art. 104a; https://example.org/law")

    assert outcome.changed
    assert outcome.answered == ["Evidence for “Police”: penal-code 104a; https://example.org/law"]
    assert asked(one) == "duties/police"
    assert one.report.answers["duties"]["value"]["police"] == {
        "value": "implemented",
        "evidence": [
            {"law": "penal-code", "article": "104a"},
            {"url": "https://example.org/law"},
        ],
    }


def test_what_is_removed_from_a_row_is_said_in_a_sentence(one: Interview) -> None:
    say(one, "/evidence 2", "/note Here")

    evidence, note = say(one, "/evidence -"), say(one, "/note -")

    assert evidence.answered == ["The evidence for “Police” is removed."]
    assert note.answered == ["The remark on “Police” is removed."]


def test_what_was_set_stands_until_the_end_of_the_question(one: Interview) -> None:
    say(one, "/evidence 2", "/note Here", "/goto row 3", "2", "")

    rows = one.report.answers["duties"]["value"]
    assert rows["police"] == {
        "value": "implemented",
        "evidence": [{"law": "aliens-act"}],
        "note": "Here",
    }
    assert rows["doctors"] == {"value": "planned"}
    assert asked(one) != "duties/evidence"


def test_without_words_it_is_asked_for(one: Interview) -> None:
    say(one, "/evidence")
    assert asked(one) == "duties/evidence"
    assert one.prompt().step.context[0] == "For this row: Police"
    say(one, "1 5(2)", "/note")
    assert asked(one) == "duties/note"
    say(one, "In the capital.")

    assert asked(one) == "duties/police"
    assert one.report.answers["duties"]["value"]["police"]["note"] == "In the capital."


def test_the_last_change_is_taken_back(one: Interview) -> None:
    say(one, "/evidence 1", "/undo")

    assert one.report.answers["duties"] == DUTIES


def test_a_carried_answer_stays_to_be_confirmed() -> None:
    begun = interview(CITED, {"laws": LAWS, "duties": {**DUTIES, "carried": True}})

    say(begun, "/goto duties", "/goto row 1", "/note Here")

    assert begun.report.answers["duties"]["carried"] is True


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("/goto row 2|/evidence 1", "none that evidence can show"),
        ("/goto row 3|/evidence 1", "Answer “Doctors” first"),
        ("/evidence no-such-law", "not in the register of laws"),
        ("/goto offence|/evidence 1", "no rows here"),
    ],
)
def test_what_does_not_fit_is_refused(one: Interview, line: str, reason: str) -> None:
    before = one.report

    outcome = say(one, *line.split("|"))

    assert reason in outcome.refused
    assert one.report is before
