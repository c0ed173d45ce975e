"""Help wanted beside help offered: all that is planted is found, and what is confidential never."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from checklist.analysis.summary.document import KindOfHelp, NeedsAndOffers
from checklist.files.reader import read
from tests.support.folders import EXAMPLES
from tests.support.summaries import SHIPPED, sealed, summarized

WANTED = [one.question for one in SHIPPED.plan.assistance]


@cache
def example(state: str) -> Any:
    return read(EXAMPLES / f"report-{state}.yaml").data


def report(
    state: str, donors: Any, wants: Mapping[str, Any], offers: Any = None, release: str = "publish"
) -> Mapping[str, Any]:
    """Return a report that wants and offers only what is planted."""
    nothing: dict[str, Any] = dict.fromkeys([*WANTED, "training-offers", "joint-help", "donors"])
    planted = {key: one if isinstance(one, dict) else {"value": one} for key, one in wants.items()}
    if donors is not None:
        planted["donors"] = donors if isinstance(donors, dict) else {"value": donors}
    if offers is not None:
        planted["training-offers"] = offers if isinstance(offers, dict) else {"value": offers}
    planted["publication"] = {"value": release}
    return sealed(example(state), **{**nothing, **planted})


def kinds(*reports: Mapping[str, Any]) -> tuple[NeedsAndOffers, Mapping[str, KindOfHelp]]:
    found = summarized(*reports).assistance.needs_and_offers
    assert found is not None
    return found, {one.code: one for one in found.kinds}


COURSES = {"training-assistance": ["training-courses"], "legislation-assistance": ["strategy"]}


def test_what_is_planted_is_found_with_the_names_of_those_who_agree() -> None:
    twice = {
        "training-assistance": ["training-courses"],
        "victims-assistance": ["training-courses"],
    }

    found, of_kind = kinds(
        report("AUT", "named", COURSES, ["experts"]),
        report("TUV", "unnamed", twice),
        report("UGA", "not-shown", COURSES, ["courses", "experts"], release="totals-only"),
    )

    courses = of_kind["training-courses"]
    assert [one.code for one in courses.wanted_by] == ["AUT"]
    assert courses.unnamed == 1  # a State that wants it for two themes counts once
    assert [one.code for one in of_kind["strategy"].wanted_by] == ["AUT"]
    assert found.not_shown == 1
    offers = {one.code: ([s.code for s in one.offered_by], one.unnamed) for one in courses.offers}
    assert offers == {"courses": ([], 1), "experts": (["AUT"], 1)}
    wanted = [code for code, one in of_kind.items() if one.wanted_by or one.unnamed]
    assert sorted(wanted) == ["strategy", "training-courses"]


def test_what_is_confidential_or_without_consent_is_never_found() -> None:
    secret = {"training-assistance": {"value": ["training-courses"], "confidential": True}}

    found, of_kind = kinds(
        report("AUT", "named", secret, {"value": ["courses"], "confidential": True}),
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
