"""A part, filled in as a clerk would, says the same as the answers that are typed in a terminal."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from checklist.forms.registry import read_return
from checklist.ministries.returned import Returned
from checklist.questionnaire.loading import shipped
from checklist.questionnaire.questionnaire import Questionnaire
from tests.support import ministries
from tests.support.made_reports import made_report
from tests.support.ministries import (
    COAST,
    all_to,
    canonical,
    form,
    given_by,
    shown_units,
    with_cells,
    written,
)

SHIPPED = shipped()
QUESTIONNAIRES = {"coast": COAST, "shipped": SHIPPED}


def wanted(seed: int, questionnaire: Questionnaire) -> dict[str, Any]:
    """Return the answers of a report that was made up; who gave them is not in forms."""
    answers: Mapping[str, Mapping[str, Any]]
    answers = made_report(seed, questionnaire, state="NOR")["answers"]
    return {
        i: {key: part for key, part in answer.items() if key not in ministries.NOT_IN_FORMS}
        for i, answer in answers.items()
    }


def normal(units: Mapping[str, Any]) -> dict[str, Any]:
    """Return contents in which the order of several codes has no meaning."""
    return {
        at: sorted(c) if isinstance(c, list) and all(isinstance(o, str) for o in c) else c
        for at, c in units.items()
    }


def assert_same(returned: Returned, answers: Mapping[str, Any], asked: Questionnaire) -> None:
    assert list(returned.findings) == []
    assert list(returned.stray) == []
    assert canonical(normal(returned.units)) == canonical(normal(shown_units(answers, asked)))


@pytest.mark.parametrize("name", ["html", "docx"])
@pytest.mark.parametrize("seed", range(4))
def test_a_part_that_nobody_filled_in_changes_nothing(seed: int, name: str) -> None:
    answers = wanted(seed, COAST)
    for authority in ("justice", "labour", "police", "ports"):
        sent = form(answers, authority)

        returned = read_return(written(sent, name), f"NOR-{authority}.{name}", COAST)

        assert (dict(returned.given), returned.removed, returned.confirmed) == ({}, set(), set())
        assert (dict(returned.emptied), list(returned.stray), list(returned.findings)) == (
            {},
            [],
            [],
        )
        assert returned.units == sent.part.base


@pytest.mark.sampled
@pytest.mark.parametrize("seed", range(8))
def test_as_before_at_each_question_confirms_the_whole_last_report(seed: int) -> None:
    answers = {i: {**one, "carried": True} for i, one in wanted(seed, COAST).items()}
    sent = form(given_by("labour", answers), "labour", all_to("labour"))
    confirmed = {
        line.key: replace(line, shown={"answer": "As before"})
        for line in sent.lines
        if line.is_question and line.can_confirm
    }
    cells = {key: line.shown for key, line in confirmed.items()}
    content = with_cells(written(sent), cells)
    returned = read_return(content, "NOR-labour.html", COAST)

    waiting = {at for at in sent.part.base if at.endswith("/carried")}
    assert list(returned.findings) == []
    assert (dict(returned.given), returned.removed) == ({}, waiting)
    assert len(waiting) == len(answers)
    assert returned.confirmed <= sent.part.base.keys() - waiting
