"""Every recommendation is asked about, and a State must only answer for what is asked of it."""

import re
from pathlib import Path
from typing import get_args

from checklist.questionnaire.catalogue import STATE_ADDRESSEES, Addressee
from checklist.questionnaire.questionnaire import Questionnaire, cited_by
from tests.questions.conftest import QUESTIONNAIRE
from tests.support.running import checklist_run


def asked(questionnaire: Questionnaire, *, optional: bool) -> set[str]:
    """Return the recommendations that the optional or the required questions serve."""
    return {
        cited
        for question in questionnaire.questions.values()
        if question.optional is optional
        for cited in cited_by(question)
    }


def test_every_recommendation_is_asked_and_no_other(questionnaire: Questionnaire) -> None:
    served = asked(questionnaire, optional=True) | asked(questionnaire, optional=False)

    assert served == set(questionnaire.recommendations)
    assert len(served) == 107


def test_what_is_addressed_to_states_is_asked_by_a_required_question(
    questionnaire: Questionnaire,
) -> None:
    addressed = {
        i for i, one in questionnaire.recommendations.items() if STATE_ADDRESSEES & set(one.to)
    }

    assert addressed - asked(questionnaire, optional=False) == set()


def test_what_is_addressed_to_others_only_is_asked_by_optional_questions(
    questionnaire: Questionnaire,
) -> None:
    addressed = {
        i for i, one in questionnaire.recommendations.items() if STATE_ADDRESSEES & set(one.to)
    }

    assert asked(questionnaire, optional=False) - addressed == set()


def test_what_is_asked_of_the_state_can_be_reached_by_a_party(
    questionnaire: Questionnaire,
) -> None:
    """A required question with a condition is asked of some parties only: another asks of all."""
    required = [question for question in questionnaire.questions.values() if not question.optional]
    of_all = {cited for one in required if one.when is None for cited in cited_by(one)}
    of_some = {cited for one in required if one.when is not None for cited in cited_by(one)}

    assert of_some - of_all == set()


def test_the_command_counts_every_recommendation_as_asked(tmp_path: Path) -> None:
    done = checklist_run("questions", "--coverage", "--questionnaire", QUESTIONNAIRE, cwd=tmp_path)
    counts = re.findall(r"^  [\w-]+: (\d+) of (\d+)$", done.stdout, re.MULTILINE)

    assert (done.code, done.stderr) == (0, "")
    assert done.stdout.splitlines()[-1] == "Asked in all: 107 of 107"
    assert len(counts) == len(["2009", "2010"]) + len(get_args(Addressee))
    assert [number for number, of in counts if number != of] == []
    assert "NOT ASKED" not in done.stdout
    assert int(re.findall(r"^Asked in full: (\d+); in part: \d+$", done.stdout, re.M)[0]) >= 100
    assert "Not asked: the balance of the approach" in done.stdout
    assert "4.3 convention-offences (facilitation): how far it is in place" in done.stdout
