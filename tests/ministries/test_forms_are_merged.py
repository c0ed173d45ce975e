"""A form that a clerk filled in, merged, gives the same report as answering in the terminal."""

from random import Random
from typing import Any

import pytest

from checklist.forms.registry import read_return
from checklist.ministries.merge import Incoming, merge
from checklist.questionnaire.loading import shipped
from tests.forms.test_docx_round_trip import filled as filled_word
from tests.forms.test_round_trip import filled, normal, wanted
from tests.support.examples import large
from tests.support.ministries import COAST, canonical, report_of, shown_units

SHIPPED = shipped()


FILL = {"xlsx": filled, "docx": filled_word}


def merged_answers(seed: int, questionnaire: Any, name: str = "xlsx") -> tuple[str, str]:
    """Return what stands after the merge of a form, and what was meant, as texts."""
    answers = wanted(seed, questionnaire)
    content = FILL[name](answers, questionnaire, Random(seed))
    returned = read_return(content, f"NOR-labour.{name}", questionnaire)
    incoming = Incoming(returned=returned, seen={})

    result = merge(report_of({}, questionnaire), [incoming], questionnaire, "2026-11-24")

    waiting = {str(conflict["at"]) for conflict in result.conflicts}
    # A matrix that is declined as a whole is declined row by row.
    declined = waiting | {at.partition("/")[0] for at in waiting}
    meant = {
        at: unit
        for at, unit in shown_units(answers, questionnaire).items()
        if at.removesuffix("/missing") not in declined
        # The mark of an answer waits together with it.
        and at.removesuffix("/confidential") not in waiting
    }
    shown = shown_units(result.report.answers, questionnaire)
    assert all("declined" in canonical(conflict) for conflict in result.conflicts)
    return canonical(normal(shown)), canonical(normal(meant))


@pytest.mark.sampled
@pytest.mark.parametrize("name", FILL)
@pytest.mark.parametrize("seed", range(4))
def test_a_filled_form_gives_the_same_report_as_the_terminal(seed: int, name: str) -> None:
    stands, meant = merged_answers(seed, COAST, name)

    assert stands == meant


@pytest.mark.thorough
@pytest.mark.parametrize("name", FILL)
def test_many_filled_forms_give_the_same_reports_as_the_terminal(name: str) -> None:
    for seed in range(large(100)):
        stands, meant = merged_answers(seed, SHIPPED if seed % 10 == 0 else COAST, name)

        assert stands == meant
