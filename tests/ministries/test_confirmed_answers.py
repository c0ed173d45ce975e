"""What an authority says again for this report counts as said, also against another's change."""

from datetime import date
from random import Random
from typing import Any

import pytest

from checklist.answer_types.written_date import date_in_words
from checklist.commands.shared.conflict_questions import choices_of
from checklist.ministries.conflicts import open_conflicts
from checklist.ministries.division import Assignment
from checklist.ministries.merge import UNCHANGED, Incoming, merge
from checklist.ministries.returned import FormFinding
from checklist.ministries.sides import Sides
from checklist.ministries.status import statuses
from checklist.render.blocks import Table
from checklist.render.ministries.merge_list import receipt_blocks
from checklist.reports.address import units
from checklist.reports.check_structure import check_structure
from checklist.reports.report import Report
from tests.support.ministries import all_to
from tests.support.returns import ON, incoming, part_base
from tests.support.tiny import questionnaire, report

OPTIONS = [{"code": code, "label": code} for code in ("all", "some", "none")]
ITEMS = [{"id": row, "label": row} for row in ("guards", "judges")]
ASKED = questionnaire(
    [
        {"id": "plan", "type": "choice", "options": OPTIONS},
        {"id": "training", "type": "matrix", "options": OPTIONS, "items": ITEMS},
    ]
)
CARRIED = report(
    ASKED,
    {
        "plan": {"value": "some", "carried": True},
        "training": {
            "value": {"guards": {"value": "some"}, "judges": {"value": "none"}},
            "carried": True,
        },
    },
)
BASE = part_base(CARRIED, ASKED)


def said(authority: str, *confirmed: str, number: int = 1, **more: Any) -> Incoming:
    returned = incoming(ASKED, authority, BASE, more.pop("given", {}), number=number, **more)
    object.__setattr__(returned.returned, "confirmed", frozenset(confirmed))
    return returned


def merged(*returns: Incoming, into: Report = CARRIED) -> Report:
    for returned in returns:
        into = merge(into, [returned], ASKED, ON).report
    return into


def test_a_confirmed_answer_and_another_are_a_conflict_in_any_order() -> None:
    same = said("labour", "plan", removed=["plan/carried"])
    other = said("police", given={"plan": "none"}, removed=["plan/carried"])

    first, second = merged(same, other), merged(other, same)

    (conflict,) = open_conflicts(first)
    wanted = sorted((side["content"], side["by"]) for side in conflict.wanted)
    assert wanted == [("none", ["police"]), ("some", ["labour"])]
    assert first.to_data() == second.to_data()
    assert merged(same, other, into=first) == first


def test_who_confirms_alone_stands_with_its_answer() -> None:
    done = merged(said("labour", "plan", removed=["plan/carried"]))

    assert done.answers["plan"]["value"] == "some"
    assert "carried" not in done.answers["plan"]
    assert not open_conflicts(done)


def test_what_was_confirmed_can_be_corrected_in_a_further_return() -> None:
    done = merged(
        said("labour", "plan", removed=["plan/carried"]),
        said("labour", given={"plan": "all"}, removed=["plan/carried"]),
    )

    assert done.answers["plan"]["value"] == "all"
    assert not open_conflicts(done)


@pytest.mark.parametrize("is_decided", [False, True], ids=["at once", "after a decision"])
def test_a_change_can_be_taken_back_in_a_further_return(*, is_decided: bool) -> None:
    done = merged(said("labour", given={"plan": "all"}, removed=["plan/carried"]))
    if is_decided:
        answers = {**done.answers, "plan": {**done.answers["plan"], "confidence": "high"}}
        done = merged(said("police"), into=done._replace(answers=answers))

    done = merged(said("labour", "plan", removed=["plan/carried"]), into=done)

    assert done.answers["plan"]["value"] == "some"
    assert not open_conflicts(done)


def test_an_answer_is_confirmed_once_each_of_its_rows_is() -> None:
    guards, judges = said("labour", "training/guards"), said("justice", "training/judges")

    partly, done = merged(guards), merged(guards, judges)

    assert partly.answers["training"]["carried"]
    assert "carried" not in done.answers["training"]
    assert done.answers == merged(judges, guards).answers
    changed = said("justice", given={"training/judges": "all"})
    assert "carried" not in merged(guards, changed).answers["training"]


@pytest.mark.parametrize("row", ["training/guards", "training/judges"])
def test_a_confirmed_row_is_listed_as_unchanged(row: str) -> None:
    (came,) = merge(CARRIED, [said("labour", row)], ASKED, ON).returns

    assert [(unit.at, unit.outcome) for unit in came.units] == [(row, UNCHANGED)]


def test_who_confirmed_what_stands_is_named_beside_it() -> None:
    done = merged(said("labour", "plan"), said("police", given={"plan": "none"}))

    words = [choice.words for choice in choices_of(open_conflicts(done)[0], Sides(ASKED))]

    day = date_in_words(ON)
    assert words == [f"keep: some (labour, {day})", f"take: none (police, {day})"]


def test_rows_of_an_earlier_report_are_open_until_their_authority_says_them() -> None:
    asks = {"training": Assignment(lead="justice"), "training/guards": Assignment(lead="labour")}
    division = all_to("labour", ASKED).model_copy(update={"asks": asks})

    def open_of(report: Report) -> list[str]:
        checked, _ = check_structure(report.to_data(), ASKED)
        (status,) = statuses(checked, division, date(2026, 11, 24))
        return [question.id for question in status.open]

    value = {"guards": {"value": "some", "answered_by": ["labour"]}, "judges": {"value": "none"}}
    said_once = report(ASKED, {"training": {"value": value, "carried": True}})
    assert open_of(CARRIED) == ["training"]
    assert open_of(said_once) == []


def test_the_receipt_says_what_could_not_be_read() -> None:
    returned = said("labour", given={"plan": "all"})
    fault = FormFinding("F007", "`x` is not one of the options", "Form!E18")
    object.__setattr__(returned.returned, "findings", [fault])
    (back,) = merge(CARRIED, [returned], ASKED, ON).returns

    tables = [
        block
        for block in receipt_blocks(back, "Labour", "Austria", ON, ASKED, [])
        if isinstance(block, Table)
    ]

    assert [*tables[-1].rows] == [["Form!E18", "`x` is not one of the options"]]


UNITS = ("plan", "training/guards", "training/judges")


def random_returns(random: Random) -> tuple[list[Incoming], dict[str, set[str]]]:
    """Return returns that confirm or change units, and what they say of each."""
    returns, said_of = [], {unit: set[str]() for unit in UNITS}
    for authority in ("labour", "police", "justice"):
        confirmed, given = [], {}
        for unit in random.sample(UNITS, random.randint(0, 3)):
            content = random.choice([BASE[unit], "all", "some", "none"])
            said_of[unit].add(content)
            if content == BASE[unit]:
                confirmed.append(unit)
            else:
                given[unit] = content
        removed = ["plan/carried"] if "plan" in {*confirmed, *given} else []
        returns.append(said(authority, *confirmed, given=given, removed=removed))
    return returns, said_of


@pytest.mark.parametrize("seed", range(200))
def test_what_differs_is_asked_and_what_does_not_stands_in_any_order(seed: int) -> None:
    random = Random(seed)
    returns, said_of = random_returns(random)

    done = merged(*returns)

    found = {
        conflict.at: {wanted["content"] for wanted in conflict.wanted}
        for conflict in open_conflicts(done)
    }
    assert found == {unit: said for unit, said in said_of.items() if len(said) > 1}
    stands = {str(at): content for at, content in units(done.answers, ASKED)}
    for unit, contents in said_of.items():
        assert {stands[unit]} == (contents if len(contents) == 1 else {BASE[unit]})
    assert merged(*random.sample(returns, 3)).to_data() == done.to_data()
    assert merged(*random.sample(returns, 3), into=done) == done
