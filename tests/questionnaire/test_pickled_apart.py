"""Fields of a kept questionnaire that few commands need."""

import pickle
from dataclasses import replace
from pathlib import Path

import pytest

from checklist.questionnaire.loading import load, shipped
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.questionnaire.shipped_files import questionnaire_folders


def kept(times: int = 1) -> Questionnaire:
    # One of its own: other tests use the shipped one, and its conditions then have functions.
    questionnaire = load(questionnaire_folders()[shipped().head.id])
    for _ in range(times):
        questionnaire = pickle.loads(pickle.dumps(questionnaire))
    return questionnaire


@pytest.mark.parametrize("times", [1, 2])
@pytest.mark.parametrize("field", sorted(Questionnaire.pickled_apart))
def test_a_field_is_unpickled_when_it_is_first_used(field: str, times: int) -> None:
    questionnaire = kept(times)
    assert field not in vars(questionnaire)

    assert getattr(questionnaire, field) == getattr(shipped(), field)

    assert field in vars(questionnaire)


def test_all_other_fields_are_there_at_once() -> None:
    assert {"head", "sets", "digest", "folder", "questions"} <= vars(kept()).keys()


def test_a_field_can_be_replaced_before_it_is_used() -> None:
    moved = replace(kept(), folder=Path("elsewhere"), catalogue=shipped().catalogue)

    assert moved.plan == shipped().plan
    assert pickle.loads(pickle.dumps(moved)).catalogue == shipped().catalogue


def test_an_attribute_that_does_not_exist_is_named() -> None:
    with pytest.raises(AttributeError, match="Questionnaire has no plans"):
        getattr(kept(), "plans")  # noqa: B009 - mypy knows that it does not exist
