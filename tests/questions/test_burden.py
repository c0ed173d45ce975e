"""What the questionnaire costs an official: counted, not estimated."""

from collections.abc import Callable

import pytest

from checklist.answer_types.matrix import Matrix
from checklist.answer_types.table import Table
from checklist.diagnostics import Diagnostic
from checklist.questionnaire.effort import minutes
from checklist.questionnaire.question import Question
from checklist.questionnaire.questionnaire import Questionnaire
from tests.questions.reports import found
from tests.questions.walks import (
    ASSISTANCE,
    OBSTACLES,
    PRIORITIES,
    EverythingInPlace,
    NothingInPlace,
    SomeInPlace,
    Walk,
    WalkingState,
    missing_codes,
)
from tests.support.folders import ROOT

MOST_REQUIRED = 60
MOST_JUDGEMENTS = 190
"""Each row of a required matrix is one, and so is any other required question."""
MOST_REQUIRED_OF_OTHERS = 15
"""The required questions of a State that is not a party."""
MOST_OF_ADHERENCE = 12
MOST_ROWS = 12
MOST_WORDS_OF_AN_ASK = 30
MOST_WORDS_ON_AVERAGE = 45
MOST_PROMPTS = 130
MOST_PROMPTS_ROW_BY_ROW = 240
SAME_DIGITS = [
    *("implemented", "partly-implemented", "planned"),
    *("under-consideration", "not-implemented"),
]

Record = Callable[[str, object], None]


def words(*texts: str | None) -> int:
    return sum(len((text or "").split()) for text in texts)


def with_list(questionnaire: Questionnaire, name: str) -> list[Question]:
    """Return the questions whose options are those of a list whose name begins so."""
    lists = [
        [(option.code, option.label) for option in options]
        for one, options in questionnaire.head.lists.items()
        if one.startswith(name)
    ]
    return [q for q in questionnaire.questions.values() if [*q.answer_type.offered()] in lists]


# The questions


def test_few_questions_are_required(questionnaire: Questionnaire) -> None:
    required = [question for question in questionnaire.questions.values() if not question.optional]

    assert len(required) <= MOST_REQUIRED


def test_few_judgements_are_required(questionnaire: Questionnaire) -> None:
    judgements = sum(
        len(question.answer_type.listed_rows()) or 1
        for question in questionnaire.questions.values()
        if not question.optional
    )

    assert judgements <= MOST_JUDGEMENTS


def test_a_state_that_is_no_party_must_answer_little(questionnaire: Questionnaire) -> None:
    required = [
        question.id
        for question in questionnaire.questions.values()
        if not question.optional and not questionnaire.is_for_parties_only(question)
    ]

    assert len(required) <= MOST_REQUIRED_OF_OTHERS
    assert {"protocol-status", "strategy", "national-response-obstacles"} <= {*required}
    assert "legislation-obstacles" not in required


def test_adherence_is_short(questionnaire: Questionnaire) -> None:
    """Most States have joined: what they are shown of it is two statuses, and how they did it."""
    part = next(one for one in questionnaire.sets if one.id == "adherence")

    assert len(part.questions) <= MOST_OF_ADHERENCE


def test_what_the_questions_say_of_their_burden_is_true(questionnaire: Questionnaire) -> None:
    required = [question for question in questionnaire.questions.values() if not question.optional]

    of_all = [one for one in required if not questionnaire.is_for_parties_only(one)]

    introduction = " ".join((questionnaire.head.introduction or "").split())
    assert f"About {round(len(required), -1)} questions need an answer" in introduction
    assert f"or {len(of_all)} if your State is not a party" in introduction


def test_the_introduction_tells_the_time_of_the_estimate(questionnaire: Questionnaire) -> None:
    required = [question for question in questionnaire.questions.values() if not question.optional]
    hours = round(minutes((question, None) for question in required) / 60)
    number = ["no", "one", "two", "three", "four", "five"][hours]

    assert f"plan about {number} hours, reading included" in " ".join(
        (questionnaire.head.introduction or "").split()
    )
    readme = " ".join((ROOT / "README.md").read_text("utf-8").split())
    assert f"about {number} hours if you know the answers" in readme


def test_a_digit_means_the_same_in_every_list_of_a_kind(questionnaire: Questionnaire) -> None:
    """So that a hand that has learned "3" for "planned" is right everywhere."""
    lists = {
        question.id: codes
        for question in questionnaire.questions.values()
        if {"implemented", "not-implemented"}
        <= {*(codes := [code for code, _ in question.answer_type.offered()])}
        and question.type == "matrix"
    }

    assert lists
    assert {name: codes for name, codes in lists.items() if codes[:5] != SAME_DIGITS} == {}
    assert {
        name: codes.index("ended")
        for name, codes in lists.items()
        if "ended" in codes and codes.index("ended") != len(SAME_DIGITS)
    } == {}


def test_no_guidance_says_what_the_prompt_says(questionnaire: Questionnaire) -> None:
    texts = [q.guidance or "" for q in questionnaire.questions.values()]

    assert [text for text in texts if "all that apply" in text] == []


def test_a_matrix_has_few_rows(questionnaire: Questionnaire) -> None:
    rows = {
        question.id: len(question.answer_type.items)
        for question in questionnaire.questions.values()
        if isinstance(question.answer_type, Matrix)
    }

    assert rows
    assert {name: number for name, number in rows.items() if number > MOST_ROWS} == {}


def test_a_question_is_short(questionnaire: Questionnaire) -> None:
    questions = questionnaire.questions.values()
    total = sum(words(question.ask, question.guidance) for question in questions)
    long = {q.id: words(q.ask) for q in questions if words(q.ask) > MOST_WORDS_OF_AN_ASK}

    assert long == {}
    assert total / len(questions) <= MOST_WORDS_ON_AVERAGE


@pytest.mark.parametrize("name", [OBSTACLES, PRIORITIES])
def test_obstacles_and_priorities_are_asked_once_a_set(
    name: str, questionnaire: Questionnaire
) -> None:
    sets = [questionnaire.set_of[question.id].id for question in with_list(questionnaire, name)]

    assert sets
    assert len(sets) == len(set(sets))


def test_assistance_wanted_is_asked_once_a_set_and_assistance_received_once_a_report(
    questionnaire: Questionnaire,
) -> None:
    asked = with_list(questionnaire, ASSISTANCE)
    wanted = [questionnaire.set_of[question.id].id for question in asked if not question.optional]
    received = [question.id for question in asked if question.optional]

    assert wanted
    assert len(wanted) == len(set(wanted))
    assert received == ["assistance-received"]


def test_a_set_with_obstacles_asks_for_assistance_and_the_other_way_round(
    questionnaire: Questionnaire,
) -> None:
    with_obstacles = {questionnaire.set_of[q.id].id for q in with_list(questionnaire, OBSTACLES)}
    with_assistance = {
        questionnaire.set_of[q.id].id
        for q in with_list(questionnaire, ASSISTANCE)
        if not q.optional
    }

    assert with_obstacles == with_assistance


def test_laws_are_asked_for_once(questionnaire: Questionnaire) -> None:
    register = questionnaire.head.laws
    tables = {
        question.id: {column.id for column in question.answer_type.columns}
        for question in questionnaire.questions.values()
        if isinstance(question.answer_type, Table)
    }

    assert register is not None
    assert [name for name, ids in tables.items() if register.citation in ids] == [register.question]
    assert [name for name in tables if not questionnaire.questions[name].optional] == [
        register.question
    ]


# Three States on their way


def walked(state: WalkingState, record_testsuite_property: Record) -> Walk:
    walk = state.walk()
    counted = {
        "prompts": walk.prompts,
        "optional questions left open": walk.left_open,
        "prompts by set": dict(walk.by_set),
    }
    for what, number in counted.items():
        # Of the test suite: the properties of a single test are not in every form of the report.
        record_testsuite_property(f"{type(state).__name__}: {what}", number)
        print(f"{type(state).__name__}: {what}: {number}")
    return walk


def assert_nothing_was_passed_over(walk: Walk, questionnaire: Questionnaire) -> None:
    """A walk that left something required open, or declined it, would count too few prompts."""
    path = walk.interview.path
    required = [q for q in questionnaire.questions.values() if not q.optional and q.id in path.on]

    assert path.party is True
    assert [q.id for q in required if not path.is_required(q)] == []
    assert [q.id for q in required if not path.is_complete(q)] == []
    assert [*missing_codes(walk.interview.report)] == []
    assert not any(part.missing for part in walk.interview.progress())
    filled_in = [q.id for q in required if "by" in walk.interview.report.answers[q.id]]
    assert walk.prompts >= len(required) - len(filled_in)


def found_when_final(walk: Walk, questionnaire: Questionnaire) -> list[Diagnostic]:
    """Return the findings but R025: these States do have the same option in nearly all rows."""
    report = walk.interview.report.sealed()
    return [one for one in found(questionnaire, report) if one.code != "R025"]


def test_a_state_with_nothing_in_place_that_wants_help_everywhere_is_soon_done(
    questionnaire: Questionnaire, record_testsuite_property: Record
) -> None:
    walk = walked(NothingInPlace(questionnaire), record_testsuite_property)

    assert_nothing_was_passed_over(walk, questionnaire)
    assert walk.prompts <= MOST_PROMPTS
    assert found_when_final(walk, questionnaire) == []


def test_that_state_has_nothing_names_every_obstacle_and_wants_all_kinds_of_help(
    questionnaire: Questionnaire,
) -> None:
    answers = NothingInPlace(questionnaire).walk().interview.report.answers
    statuses = {
        answers[q.id]["value"]["status"]
        for q in questionnaire.questions.values()
        if q.type == "implementation"
    }
    codes = {
        row["value"]
        for q in questionnaire.questions.values()
        if isinstance(q.answer_type, Matrix) and not q.optional and q.id in answers
        for row in answers[q.id]["value"].values()
    }

    assert statuses == {"not-implemented"}
    assert not codes & {"implemented", "partly-implemented", "planned", "under-consideration"}
    for name in (OBSTACLES, ASSISTANCE):
        asked = [q for q in with_list(questionnaire, name) if not q.optional]
        assert asked
        for question in asked:
            wanted = [code for code, _ in question.answer_type.offered() if code != "none"]
            assert answers[question.id]["value"] == wanted
    assert [q.id for q in with_list(questionnaire, PRIORITIES) if q.id not in answers] == []


def test_a_state_with_everything_in_place_is_done_almost_as_soon(
    questionnaire: Questionnaire, record_testsuite_property: Record
) -> None:
    walk = walked(EverythingInPlace(questionnaire), record_testsuite_property)

    assert_nothing_was_passed_over(walk, questionnaire)
    assert walk.prompts <= MOST_PROMPTS
    assert found_when_final(walk, questionnaire) == []


def test_that_state_names_two_laws_and_tells_of_law_practice_and_evidence(
    questionnaire: Questionnaire,
) -> None:
    report = EverythingInPlace(questionnaire).walk().interview.report
    measures = [q.id for q in questionnaire.questions.values() if q.type == "implementation"]
    matrices = [
        q.id
        for q in questionnaire.questions.values()
        if isinstance(q.answer_type, Matrix) and not q.optional
    ]
    worst = {row["value"] for i in matrices for row in report.answers[i]["value"].values()}

    assert measures
    for question_id in measures:
        value = report.answers[question_id]["value"]
        assert value["status"] == "implemented"
        assert {*value} == {"status", "law", "practice", "evidence"}
        assert len(value["evidence"]) == 2
    assert len(questionnaire.laws(report.answers)) == 2
    assert not worst & {"not-implemented", "planned", "ended", "partly-implemented"}


def test_a_state_with_some_in_place_answers_each_row_by_itself(
    questionnaire: Questionnaire, record_testsuite_property: Record
) -> None:
    walk = walked(SomeInPlace(questionnaire), record_testsuite_property)
    answers = walk.interview.report.answers
    codes = {row["value"] for row in answers["identification"]["value"].values()}

    assert_nothing_was_passed_over(walk, questionnaire)
    assert {"implemented", "partly-implemented", "planned", "not-implemented"} <= codes
    assert 2 * MOST_REQUIRED < walk.prompts <= MOST_PROMPTS_ROW_BY_ROW
