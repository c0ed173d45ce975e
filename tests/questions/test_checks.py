"""Each check of the questionnaire appears where it should, alone, and not one step further."""

import pytest

from checklist.diagnostics import Severity
from checklist.questionnaire.condition import AS_OF as AS_OF_REPORT
from checklist.questionnaire.condition import STATE, names
from checklist.questionnaire.question import Check
from checklist.questionnaire.questionnaire import Questionnaire
from tests.questions.check_cases import CASES, Case, checks, codes
from tests.questions.reports import draft, grave


def compared(check: Check) -> set[str]:
    """Return the questions that a check looks at."""
    return {*names(check.when)} - {AS_OF_REPORT, STATE}


def test_every_check_has_a_case_and_its_own_code(questionnaire: Questionnaire) -> None:
    given = [check.code for part in questionnaire.sets for check in part.checks]

    assert len(given) == len(set(given))
    assert set(given) - {case.code for case in CASES} == set(), "no case"
    assert {case.code for case in CASES} - set(given) == set(), "no check"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.code)
def test_the_check_appears_alone_at_its_question(case: Case, questionnaire: Questionnaire) -> None:
    check = checks(questionnaire)[case.code]

    report = draft(questionnaire, case.answers, state=case.state, as_of=case.as_of)
    found = grave(questionnaire, report)

    assert [one.code for one in found] == [case.code]
    assert found[0].where == ("answers", check.at)
    number = questionnaire.number(check.at)
    assert found[0].message == f"{number} {check.at}: {check.message}"
    assert found[0].severity is Severity(check.severity)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.code)
def test_it_does_not_appear_one_step_further(case: Case, questionnaire: Questionnaire) -> None:
    answers = {**case.answers, **case.instead}
    state, as_of = case.state_instead or case.state, case.as_of_instead or case.as_of

    assert (answers, state, as_of) != (case.answers, case.state, case.as_of)
    assert codes(questionnaire, answers, state=state, as_of=as_of) == []


def test_a_check_is_placed_at_one_of_the_questions_that_it_compares(
    questionnaire: Questionnaire,
) -> None:
    elsewhere = {
        code: check.at
        for code, check in checks(questionnaire).items()
        if check.at not in compared(check)
    }

    assert elsewhere == {}


def test_a_message_is_one_or_more_sentences_in_plain_words(questionnaire: Questionnaire) -> None:
    """An official does not know the ids of questions, nor the key `as_of`."""
    messages = {check.code: check.message for check in checks(questionnaire).values()}

    assert [code for code, message in messages.items() if not message.endswith(".")] == []
    assert [code for code, message in messages.items() if "`" in message or "_" in message] == []
