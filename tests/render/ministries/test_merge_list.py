"""The list of what came of returns."""

import pytest

from checklist.merging.claims import ReturnMark
from checklist.ministries.merge import (
    CONFLICT,
    EMPTIED,
    TAKEN,
    UNCHANGED,
    UNREADABLE,
    Incoming,
    MergedReturn,
    MergedUnit,
)
from checklist.ministries.returned import Returned, StrayText
from checklist.render.blocks import Table
from checklist.render.ministries.merge_list import count_text, receipt_blocks, unit_lines
from tests.support.ministries import COAST


def merged(conflicts: int, *stray: StrayText) -> MergedReturn:
    counts = {TAKEN: 2, UNCHANGED: 1, CONFLICT: conflicts, UNREADABLE: 0, EMPTIED: 0}
    return MergedReturn(
        incoming=Incoming(returned=Returned(file="NOR-labour.xlsx", identity=None, stray=stray)),
        units=(),
        fields=3 + conflicts,
        counts=counts,
        mark=ReturnMark(ordinal=1, on="2026-11-02", file="NOR-labour.xlsx", digest=""),
    )


@pytest.mark.parametrize(
    ("conflicts", "words"), [(0, "0 conflicts"), (1, "1 conflict"), (11, "11 conflicts")]
)
def test_only_one_conflict_is_in_the_singular(conflicts: int, words: str) -> None:
    fields = 3 + conflicts

    text = count_text(merged(conflicts))

    assert text == f"{fields} fields: 2 taken, 1 unchanged, {words}, 0 unreadable, 0 empty"


def test_the_rest_is_named_only_where_there_is_a_rest() -> None:
    public = MergedUnit("pay-rule", TAKEN, now="law", is_public=True)
    other = MergedUnit("channels", TAKEN, now=["radio"])

    alone = [*unit_lines(merged(0)._replace(units=(public,)), COAST)]
    both = [*unit_lines(merged(0)._replace(units=(public, other)), COAST)]

    assert [len(alone), alone[0]] == [2, "Becomes public by this return: 1"]
    assert both[:3] == [*alone, "The rest:"]
    assert len(both) == 4


def test_the_words_of_a_question_stand_once_above_its_rows() -> None:
    places = "training/police-officers", "training/volunteers"
    rows = [MergedUnit(at, TAKEN, now={"value": "yes"}) for at in places]
    other = MergedUnit("pay-rule", TAKEN, now={"value": "law"})
    back = merged(0)._replace(units=(*rows, other))
    ask, number = COAST.questions["training"].ask, COAST.numbers["training"]

    lines = [*unit_lines(back, COAST)]
    receipt = receipt_blocks(back, "Labour", "Norway", "2026-11-02", COAST, [])

    (table,) = [block for block in receipt if isinstance(block, Table) and "Taken" in block.caption]
    for first, second, third in (lines, [str(row[0]) for row in table.rows]):
        assert first.startswith(f"{number} a {ask} ")
        assert second.startswith(f"{number} d ")
        assert ask not in second
        assert COAST.questions["pay-rule"].ask in third


def test_a_receipt_lists_what_stands_in_no_field_but_not_twice_what_is_to_be_decided() -> None:
    beside = StrayText("from 1.2.2025", "5.1 f")
    proposed = StrayText("A law", "Form!E9", "answer", "pay-rule")

    blocks = [
        *receipt_blocks(merged(0, beside, proposed), "Labour", "Norway", "2026-11-02", COAST, [])
    ]

    (table,) = [block for block in blocks if isinstance(block, Table)]
    assert table.caption == "Not taken: what stands in no field"
    assert table.rows == [["5.1 f", "from 1.2.2025"]]


def test_a_receipt_does_not_say_that_whose_a_question_is_was_not_taken() -> None:
    remark = StrayText("That is for the ports.", "5.1 f", "remark", "pay-rule")

    blocks = [*receipt_blocks(merged(0, remark), "Labour", "Norway", "2026-11-02", COAST, [])]

    (table,) = [block for block in blocks if isinstance(block, Table)]
    assert table.caption == "You also wrote where you left the answer open"
    ((question, text),) = table.rows
    assert text == "That is for the ports."
    assert str(question).startswith(f"{COAST.numbers['pay-rule']} ")
