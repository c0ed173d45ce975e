"""Every question says who usually knows the answer, where it is not its whole set."""

from collections import Counter
from collections.abc import Mapping

import pytest

from checklist.ministries.division import proposed_division
from checklist.questionnaire.questionnaire import Questionnaire
from tests.support.ministries import report_of


@pytest.fixture(scope="module")
def leading(questionnaire: Questionnaire) -> Mapping[str, str]:
    """The authority that is asked, by question or row."""
    return proposed_division(report_of({}, questionnaire), questionnaire).asks


def test_every_set_says_who_usually_knows(questionnaire: Questionnaire) -> None:
    assert [part.id for part in questionnaire.sets if not part.usually] == []


@pytest.mark.parametrize(
    ("place", "authority"),
    [
        ("period-start", "own"),
        ("contact-point", "own"),
        ("publication", "own"),
        ("protocol-status", "foreign-affairs"),
        ("coordinating-body", "own"),
        ("yearly-figures", "police"),
        ("offence", "justice"),
        ("prevention-steps/curricula", "education"),
        ("demand-measures", "labour"),
        ("stay", "immigration"),
        ("victim-standards", "social-affairs"),
        ("assistance/medical", "health"),
        ("investigation-means/financial", "financial-intelligence"),
        ("central-authorities", "justice"),
    ],
)
def test_who_knows_as_a_rule_is_asked(
    place: str, authority: str, leading: Mapping[str, str]
) -> None:
    assert leading[place] == authority


def test_each_profession_is_asked_about_where_it_serves(
    questionnaire: Questionnaire, leading: Mapping[str, str]
) -> None:
    rows = [row.id for row in questionnaire.questions["professions"].answer_type.listed_rows()]
    asked = Counter(leading.get(f"professions/{row}", leading["professions"]) for row in rows)

    assert len(asked) > 6
    assert max(asked.values()) <= 2
