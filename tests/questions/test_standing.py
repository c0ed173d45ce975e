"""What an answer is counted as is what the State said, and nothing more."""

import pytest

from checklist.questionnaire.questionnaire import Questionnaire, cited_by
from checklist.questionnaire.standing import standing_by_code


@pytest.mark.parametrize(
    ("question", "code", "standing"),
    [
        ("definition-points", "unsettled", "not-implemented"),
        ("investigation-means", "used", "implemented"),
        ("investigation-means", "not-needed", "implemented"),
        ("investigation-means", "used-in-part", "partly-implemented"),
        ("investigation-means", "not-used", "not-implemented"),
        ("non-punishment-clarity", "none-clear", "not-implemented"),
        ("convention-context", "some-cases", "partly-implemented"),
        ("campaigns", "implemented", "implemented"),
    ],
)
def test_a_code_counts_as_what_it_says(
    question: str, code: str, standing: str, questionnaire: Questionnaire
) -> None:
    counted = standing_by_code(questionnaire.questions[question], questionnaire.plan)

    assert counted[code] == standing


def test_no_information_on_an_effect_is_no_gap(questionnaire: Questionnaire) -> None:
    question = questionnaire.questions["prostitution-information"]

    assert standing_by_code(question, questionnaire.plan) == {}


@pytest.mark.parametrize(
    ("recommendation", "questions"),
    [
        ("73", {"non-punishment-clarity", "non-punishment-sources"}),
        ("56", {"convention-context"}),
        ("66", {"demand-measures", "improvements"}),
        ("12(d)", {"prevention-steps", "campaign-messages"}),
        ("58", {"unconditional"}),
    ],
)
def test_a_recommendation_is_served_by_what_asks_for_it(
    recommendation: str, questions: set[str], questionnaire: Questionnaire
) -> None:
    serving = {
        question.id
        for question in questionnaire.questions.values()
        if recommendation in cited_by(question)
    }

    assert serving == questions


def test_a_gate_fills_in_nothing_that_the_state_did_not_say(questionnaire: Questionnaire) -> None:
    """A body that is only planned does none of its tasks; that each is planned, nobody said."""
    filled = {
        code for question in questionnaire.questions.values() for code in question.fills.values()
    }

    assert filled == {"not-implemented", "no-offence"}


def test_help_that_is_wanted_meets_offers_of_the_same_kind(questionnaire: Questionnaire) -> None:
    plan = questionnaire.plan
    kinds = {
        code for code, _ in questionnaire.questions["victims-assistance"].answer_type.offered()
    }
    matched = {code for match in plan.matches for code in match.wanted}
    pairs = [
        (match.wanted, offer.codes)
        for match in plan.matches
        for offer in match.offers
        if offer.question == "offers" and kinds.issuperset(match.wanted)
    ]

    assert kinds - matched == {"none", "other"}
    assert pairs
    assert [pair for pair in pairs if pair[0] != pair[1]] == []


def test_what_a_recommendation_only_asks_to_weigh_can_be_decided_otherwise(
    questionnaire: Questionnaire,
) -> None:
    rows = {
        ("prevention-steps", "reaching-users"),
        ("partners", "business"),
        ("demand-plan", "supply-and-demand"),
        ("guidelines", "identifying"),
        ("demand-measures", "supply-chains"),
        ("demand-measures", "migrant-workers"),
    }

    for question, row in rows:
        assert "considered" in (questionnaire.questions[question].answer_type.codes(row) or ())
