"""Who leads gives the answer; who contributes is asked about only where it answers otherwise."""

from collections.abc import Mapping
from itertools import permutations
from random import Random
from typing import Any

import pytest

from checklist.ministries.merge import Incoming, MergeResult, merge
from checklist.ministries.record import known_returns
from tests.support.examples import large
from tests.support.full_returns import conflicts_of
from tests.support.returns import ON, incoming, merged, open_at, part_base, values
from tests.support.tiny import GRID, OPTIONS, questionnaire, report

AUTHORITIES = ("labour", "police", "justice")
ASKED = questionnaire(
    [
        {
            "id": "who",
            "type": "choices",
            "options": [{"code": code, "label": code.capitalize()} for code in AUTHORITIES],
        },
        {"id": "remark", "type": "text"},
        {"id": "rank", "type": "choice", "options": OPTIONS},
        GRID,
    ],
    authorities="who",
)
EMPTY = report(ASKED, {})
LEADS: Mapping[str, str] = {"remark": "labour", "rank": "labour", "grid/police": "labour"}
"""What labour leads; of the grid, the police lead the other row."""
HISTORIES = large(100)


def labour(given: Mapping[str, Any], **more: Any) -> Incoming:
    contributes = {"grid/judges": "police"}
    return incoming(ASKED, "labour", more.pop("base", {}), given, contributes=contributes, **more)


def police(given: Mapping[str, Any], **more: Any) -> Incoming:
    return incoming(ASKED, "police", more.pop("base", {}), given, contributes=LEADS, **more)


def in_any_order(*returns: Incoming) -> MergeResult:
    """Return what comes of returns, which is the same in any order, together, and once more."""
    (first, *others) = [merged(EMPTY, ASKED, *order) for order in permutations(returns)]
    together = merge(EMPTY, returns, ASKED, ON)
    assert all(one.report.to_data() == first.report.to_data() for one in [*others, together])
    assert merge(first.report, returns, ASKED, ON).report is first.report
    return first


def outcomes(result: MergeResult, by: str) -> dict[str, str]:
    (one,) = [one for one in result.returns if one.incoming.by == by]
    return {unit.at: unit.outcome for unit in one.units}


def test_the_answer_of_who_leads_stands_and_nobody_is_asked() -> None:
    given = police({"remark": "Words of the police.", "remark/note": "A note.", "rank": "bad"})

    found = in_any_order(labour({"remark": "Words of labour.", "rank": "good"}), given)

    assert open_at(found) == {}
    assert found.report.answers == {
        "remark": {"value": "Words of labour.", "answered_by": ["labour"]},
        "rank": {"value": "good", "answered_by": ["labour"]},
    }


def test_what_is_said_to_who_leads_is_listed_and_kept() -> None:
    first = merged(EMPTY, ASKED, labour({"remark": "Words of labour."}))

    found = merge(first.report, [police({"remark": "Words of the police."})], ASKED, ON)

    assert outcomes(found, "police") == {"remark": "told"}
    assert found.returns[0].counts["told"] == 1
    assert "Words of the police." in str(found.report.internal["merged"])


def test_without_an_answer_of_who_leads_the_other_one_stands_until_it_comes() -> None:
    alone = merged(EMPTY, ASKED, police({"rank": "bad"}))
    assert values(alone) == {"rank": "bad"}

    both = merge(alone.report, [labour({"rank": "good"})], ASKED, ON)

    assert (values(both), open_at(both)) == ({"rank": "good"}, {})


def test_who_answers_otherwise_makes_a_conflict() -> None:
    given = police({"rank": "bad", "remark": "Same."}, otherwise=["rank"])

    found = in_any_order(labour({"rank": "good", "remark": "Same."}), given)

    assert open_at(found) == {"rank": ["bad", "good"]}
    assert found.report.answers["remark"]["answered_by"] == ["labour", "police"]


def test_rows_have_their_own_lead() -> None:
    rows = {"grid/police": "good", "grid/judges": "good"}
    others = {"grid/police": "bad", "grid/judges": "bad"}

    found = in_any_order(labour(rows), police(others))

    grid = found.report.answers["grid"]["value"]
    assert {row: one["value"] for row, one in grid.items()} == {"police": "good", "judges": "bad"}
    assert open_at(found) == {}


def test_who_sees_the_answer_of_who_leads_and_changes_it_answers_otherwise() -> None:
    first = merged(EMPTY, ASKED, labour({"rank": "good"}))
    base, seen = part_base(first.report, ASKED), known_returns(first.report)

    found = merge(first.report, [police({"rank": "bad"}, base=base, seen=seen)], ASKED, ON)

    assert (values(found), open_at(found)) == ({}, {"rank": ["bad", "good"]})


@pytest.mark.parametrize("code", ["not-known", "declined"])
def test_an_answer_is_asked_about_where_who_leads_has_none(code: str) -> None:
    missing = {"missing": code} if code == "declined" else {"missing": code, "reason": "other"}

    found = in_any_order(labour({"rank/missing": missing}), police({"rank": "bad"}))

    assert list(open_at(found)) == ["rank"]


def test_a_remark_alone_is_for_who_leads() -> None:
    found = in_any_order(labour({"rank": "good"}), police({"rank/note": "Ask the courts."}))

    assert found.report.answers["rank"] == {"value": "good", "answered_by": ["labour"]}
    assert open_at(found) == {}


def test_the_mark_of_who_says_the_same_counts() -> None:
    found = in_any_order(
        labour({"rank": "good"}), police({"rank": "good", "rank/confidential": True})
    )

    assert found.report.answers["rank"]["confidential"] is True


def test_who_contributes_takes_its_own_answer_back() -> None:
    first = merged(EMPTY, ASKED, police({"rank": "bad"}))

    found = merge(first.report, [police({}, removed=["rank"])], ASKED, ON)

    assert (values(found), open_at(found)) == ({}, {})


def test_two_that_contribute_differ_until_who_leads_has_answered() -> None:
    justice = incoming(ASKED, "justice", {}, {"rank": "good"}, contributes=LEADS)
    both = merged(EMPTY, ASKED, justice, police({"rank": "bad"}))
    assert open_at(both) == {"rank": ["bad", "good"]}

    found = merge(both.report, [labour({"rank": "good"})], ASKED, ON)

    assert (values(found), open_at(found)) == ({"rank": "good"}, {})


def _random_return(random: Random, code: str, number: int) -> Incoming:
    """Return a return whose texts are unique, and of which anything can be otherwise."""
    given: dict[str, Any] = {}
    for at in ("remark", "rank", "grid/police", "grid/judges"):
        if random.random() < 0.6:
            word = random.choice(["good", "bad"])
            given[at] = f"{word} {code} {number}" if at == "remark" else word
        if random.random() < 0.3:
            given[f"{at}/note"] = f"note {len(given)} {code} {number}"
        if at in given and random.random() < 0.2:
            given[f"{at}/confidential"] = True
    leads = {at: random.choice(AUTHORITIES) for at in ("remark", "rank", "grid/police")}
    contributes = {at: lead for at, lead in leads.items() if lead != code}
    otherwise = [at for at in contributes if random.random() < 0.3]
    return incoming(
        ASKED, code, {}, given, number=number, contributes=contributes, otherwise=otherwise
    )


def test_in_random_returns_no_order_matters_and_nothing_said_is_lost() -> None:
    for seed in range(HISTORIES):
        random = Random(seed)
        returns = [_random_return(random, code, 1) for code in AUTHORITIES]

        found = in_any_order(*returns)

        kept = str(found.report.internal.get("merged"))
        for back in returns:
            for content in back.returned.given.values():
                is_unique = isinstance(content, str) and " " in content
                assert not is_unique or content in kept, f"{seed}: {content} is lost"
        for answer in found.report.answers.values():
            inner = answer["value"].values() if isinstance(answer.get("value"), dict) else [answer]
            for one in inner:
                words = str(one.get("note", ""))
                authors = [code for code in AUTHORITIES if code in words]
                assert {*authors} <= {*one.get("answered_by", ())}, f"{seed}: {one}"


def test_five_full_returns_make_far_fewer_conflicts() -> None:
    before, after = (
        sum(
            conflicts_of(seed, says_who_leads=says).total()
            - conflicts_of(seed, says_who_leads=says)["declined alone"]
            for seed in range(12)
        )
        for says in (False, True)
    )

    assert after * 4 <= before
