"""What an answer is counted as is what the State said, and nothing more."""

import pytest

from checklist.analysis.rows.questionnaire_rows import BETWEEN, QuestionnaireRows
from checklist.questionnaire.questionnaire import Questionnaire, cited_by
from checklist.questionnaire.standing import by_own_codes, standing_by_code


@pytest.mark.parametrize(
    ("question", "code", "standing"),
    [
        ("definition-points", "unsettled", "not-implemented"),
        ("investigation-means", "used", "implemented"),
        ("investigation-means", "not-needed", "not-applicable"),
        ("investigation-means", "used-in-part", "partly-implemented"),
        ("investigation-means", "not-used", "not-implemented"),
        ("non-punishment-clarity", "none-clear", "not-implemented"),
        ("definition-points", "in-part", "partly-implemented"),
        ("definition-points", "planned", "planned"),
        ("practices-sent", "sent-before", "implemented"),
        ("practices-sent", "not-asked", "not-applicable"),
        ("campaigns", "implemented", "implemented"),
    ],
)
def test_a_code_counts_as_what_it_says(
    question: str, code: str, standing: str, questionnaire: Questionnaire
) -> None:
    counted = standing_by_code(questionnaire.questions[question], questionnaire.plan)

    assert counted[code] == standing


@pytest.mark.parametrize("question", ["prostitution-information", "non-punishment"])
def test_what_a_state_only_has_to_weigh_is_graded_by_nobody(
    question: str, questionnaire: Questionnaire
) -> None:
    """No information on an effect is no gap; no rule on not punishing victims is the better one."""
    assert standing_by_code(questionnaire.questions[question], questionnaire.plan) == {}


@pytest.mark.parametrize(
    ("recommendation", "questions"),
    [
        ("73", {"non-punishment-clarity", "non-punishment-sources"}),
        ("56", {"convention-context"}),
        ("66", {"demand-measures", "improvements"}),
        ("12(d)", {"prevention-steps", "campaign-messages"}),
        ("58", {"unconditional"}),
        ("77", {"help-requested", "special-training", "training-content", "training-partners"}),
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
    """What a draft law will settle, the State says itself."""
    filled = {
        code for question in questionnaire.questions.values() for code in question.fills.values()
    }

    assert filled == {"no-offence"}
    assert {
        answer for question in questionnaire.questions.values() for answer in question.fills
    } == {"none"}


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
        ("guidelines", "identifying"),
        ("demand-measures", "discourage-use"),
        ("demand-measures", "recruitment-agencies"),
        ("assistance", "legal"),
    }

    for question, row in rows:
        assert "considered" in (questionnaire.questions[question].answer_type.codes(row) or ())


def test_what_is_not_only_to_be_weighed_cannot_be_decided_otherwise(
    questionnaire: Questionnaire,
) -> None:
    """The Protocol asks for information and views; of paragraph 66, only agencies are weighed."""
    rows = [
        *(("demand-plan", row) for row in ("supply-and-demand", "shared-tasks", "workplaces")),
        *(("demand-measures", row) for row in ("supply-chains", "labour-inspections")),
        *(("demand-measures", row) for row in ("labour-regulations", "migrant-workers")),
        *(("assistance", row) for row in ("information", "views")),
    ]

    for question, row in rows:
        assert "considered" not in (questionnaire.questions[question].answer_type.codes(row) or ())


@pytest.mark.parametrize(
    ("question", "recommendation", "left_to_choice"),
    [
        (
            "coordination-tasks",
            "21(a)",
            {"policies", "cooperation", "monitoring", "research", "non-governmental"},
        ),
        ("monitoring", "50", {"independence"}),
        (
            "demand-measures",
            "66",
            {
                *("discourage-use", "supply-chains", "recruitment-agencies"),
                *("labour-inspections", "labour-regulations", "migrant-workers"),
            },
        ),
    ],
)
def test_no_state_lacks_what_it_need_not_have(
    question: str, recommendation: str, left_to_choice: set[str], questionnaire: Questionnaire
) -> None:
    """What is only allowed, and each of several ways, is no measure, and is shown by its codes."""
    units = [
        one
        for one in QuestionnaireRows(questionnaire).units
        if recommendation in one.recommendations.split(BETWEEN)
    ]
    serving = [(questionnaire.questions[one.question], one.is_measure) for one in units]

    assert {
        one.row for one in units if one.question == question and not one.is_measure
    } == left_to_choice
    assert question in {one.id for one in by_own_codes(serving, questionnaire.plan)}


def test_each_partnership_with_businesses_is_counted_where_it_is_asked_for(
    questionnaire: Questionnaire,
) -> None:
    """Any partnership is enough for paragraph 41, and paragraph 15(a) wants one on labour."""
    rows = {
        row.id: row.recommendations
        for row in questionnaire.questions["partners"].answer_type.listed_rows()
    }

    assert (rows["business-labour"], rows["business"]) == (["15(a)"], ["41"])


def test_special_training_is_counted_from_the_rows_that_ask_for_it(
    questionnaire: Questionnaire,
) -> None:
    rows = {
        (question, row.id): {*row.recommendations}
        for question in ("professions", "special-training", "training-partners")
        for row in questionnaire.questions[question].answer_type.listed_rows()
    }

    assert {place for place, cited in rows.items() if "77" in cited} == {
        ("special-training", "law-enforcement"),
        ("special-training", "prosecutors"),
        ("training-partners", "judges"),
    }
    assert {place for place, cited in rows.items() if "84" in cited} == {
        ("special-training", row)
        for row in ("law-enforcement", "prosecutors", "judges", "court-staff", "victim-services")
    }
    assert "13" in rows["training-partners", "victim-services"]
