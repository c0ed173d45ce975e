"""Help wanted beside help offered: all that is planted is found, and what is confidential never."""

from collections.abc import Mapping
from functools import cache
from typing import Any

import pytest

from checklist.analysis.rows.consent import agreed
from checklist.analysis.rows.report_selection import selected
from checklist.analysis.summary.document import KindOfHelp, NeedsAndOffers, Summary
from checklist.analysis.summary.overview import largest_first
from checklist.analysis.summary.summary import summary
from checklist.files.reader import read
from checklist.render.blocks import Table
from checklist.render.summary.assistance import assistance_blocks
from checklist.states import STATES
from tests.support.folders import EXAMPLES
from tests.support.summaries import SHIPPED, answers_of, read_report, sealed, summarized

WANTED = [one.question for one in SHIPPED.plan.assistance]


@cache
def example(state: str) -> Any:
    return read(EXAMPLES / f"report-{state}.yaml").data


def report(
    state: str, donors: Any, wants: Mapping[str, Any], offers: Any = None, release: str = "publish"
) -> Mapping[str, Any]:
    """Return a report that wants and offers only what is planted."""
    nothing: dict[str, Any] = dict.fromkeys([*WANTED, "offers", "joint-help", "donors"])
    planted = {key: one if isinstance(one, dict) else {"value": one} for key, one in wants.items()}
    if donors is not None:
        planted["donors"] = donors if isinstance(donors, dict) else {"value": donors}
    if offers is not None:
        planted["offers"] = offers if isinstance(offers, dict) else {"value": offers}
    planted["publication"] = {"value": release}
    return sealed(example(state), **{**nothing, **planted})


def kinds(*reports: Mapping[str, Any]) -> tuple[NeedsAndOffers, Mapping[str, KindOfHelp]]:
    found = summarized(*reports).assistance.needs_and_offers
    assert found is not None
    return found, {one.code: one for one in found.kinds}


COURSES = {"victims-assistance": ["training-courses"], "legislation-assistance": ["strategy"]}


def test_what_is_planted_is_found_with_the_names_of_those_who_agree() -> None:
    twice = {
        "investigation-assistance": ["training-courses"],
        "victims-assistance": ["training-courses"],
    }

    found, of_kind = kinds(
        report("AUT", "named", COURSES, ["expert-advice", "training-courses"]),
        report("TUV", "unnamed", twice),
        report("UGA", "not-shown", COURSES, ["training-courses"], release="totals-only"),
    )

    courses = of_kind["training-courses"]
    assert [one.code for one in courses.wanted_by] == ["AUT"]
    assert courses.unnamed == 1  # a State that wants it for two themes counts once
    assert [one.code for one in of_kind["strategy"].wanted_by] == ["AUT"]
    assert found.not_shown == 1
    offers = {one.code: ([s.code for s in one.offered_by], one.unnamed) for one in courses.offers}
    assert offers == {"training-courses": (["AUT"], 1)}
    wanted = [code for code, one in of_kind.items() if one.wanted_by or one.unnamed]
    assert sorted(wanted) == ["strategy", "training-courses"]


def test_what_is_confidential_or_without_consent_is_never_found() -> None:
    secret = {"victims-assistance": {"value": ["training-courses"], "confidential": True}}

    found, of_kind = kinds(
        report("AUT", "named", secret, {"value": ["training-courses"], "confidential": True}),
        report("TUV", {"value": "named", "confidential": True}, COURSES),
        report("UGA", None, COURSES),
    )

    assert all(not one.wanted_by and not one.unnamed for one in found.kinds)
    assert all(not one.offered_by and not one.unnamed for one in of_kind["training-courses"].offers)
    assert found.not_shown == 2


def test_kinds_stand_in_the_order_of_the_questionnaire() -> None:
    _, of_kind = kinds(report("AUT", "named", COURSES))

    offered = [code for one in WANTED for code, _ in SHIPPED.questions[one].answer_type.offered()]
    assert [*of_kind] == [one for one in dict.fromkeys(offered) if one != "none"]


def published(*reports: Mapping[str, Any]) -> Summary:
    """Return a summary for publication of the reports."""
    chosen = agreed(selected(map(read_report, reports)), SHIPPED)
    return summary(answers_of(chosen), chosen, STATES)


WISHES = {
    **COURSES,
    "help-requested": {"value": {"drafting": {"value": "needed"}}},
    "witness-guidance": "helpful",
    "regional-information": "helpful",
}


@pytest.mark.sampled
@pytest.mark.parametrize("donors", ["unnamed", "not-shown", None])
def test_a_publication_names_who_wants_help_only_with_its_consent_to_that(donors: Any) -> None:
    made = published(report("AUT", "named", WISHES), report("TUV", donors, WISHES))

    found = made.assistance
    wanted = [one for one in found.wanted if one.count]
    assert {one.question for one in wanted} == {*COURSES}
    assert all(one.count == 2 for one in wanted)
    assert all([wish.state.code for wish in one.states] == ["AUT"] for one in wanted)
    several = [*found.wanted_by_theme, *found.requests, *found.needs]
    codes = [one for question in several for one in question.codes]
    assert {"AUT"} == {state.code for one in codes for state in one.states}
    needed = [one for one in codes if one.code in {"needed", "helpful"} and one.count]
    assert [(one.count, len(one.states)) for one in needed] == [(2, 1)] * 3
    shown = str([one.rows for one in assistance_blocks(made) if isinstance(one, Table)])
    assert "not named: 1" in shown
    assert {one.label: one.count for one in largest_first(made.assistance.wanted_by_kind)} == {
        "Training courses and seminars": 2,
        "Drawing up a strategy or plan": 2,
    }


def test_what_is_not_for_publication_names_all_who_want_help() -> None:
    found = summarized(report("AUT", "named", WISHES), report("TUV", "not-shown", WISHES))

    wanted = [one for one in found.assistance.wanted if one.count]
    assert all([wish.state.code for wish in one.states] == ["AUT", "TUV"] for one in wanted)


def test_help_that_two_questions_name_in_other_words_is_one_kind_in_the_figure() -> None:
    wants = {
        "UGA": {"adherence-assistance": ["study-visit"]},
        "AUT": {"victims-assistance": ["study-visit"]},
    }
    reports = [report(state, "named", one) for state, one in wants.items()]
    selection = selected(map(read_report, reports))
    made = summary(answers_of(selection), selection, STATES)

    assert [(one.label, one.count) for one in largest_first(made.assistance.wanted_by_kind)] == [
        ("Exchange with another State", 2)
    ]
