"""Packets: the answers of a report one by one, which make the same answers again."""

from collections.abc import Sequence
from typing import Any

import pytest

from checklist.answer_types import packet
from checklist.answer_types.interface import PacketKind
from checklist.answer_types.packet import fold, packets, packets_of, units_of
from checklist.answer_types.units import PathError
from checklist.checks.validator import validate
from checklist.files.reader import read
from tests.support.examples import large
from tests.support.folders import EXAMPLES
from tests.support.folding import (
    QUESTIONNAIRES,
    answers_in,
    broken_answers,
    is_folded,
    reports_that_are_kept,
    types_of,
)
from tests.support.tiny import GRID, LAWS, questionnaire

ASKED = questionnaire([GRID, LAWS])
TYPES = types_of(ASKED)
ROW = {"value": "good", "note": "Since 2003."}
CELL = {"value": "port-act"}


def placed(answers: Any) -> list[tuple[str, PacketKind]]:
    """Return where each packet stands, as text, and its kind."""
    found = packets(answers, TYPES.get)
    return [(f"{one.question}/{one.row}{one.entry or ''}/{one.column}", one.kind) for one in found]


@pytest.mark.sampled
@pytest.mark.parametrize("asked", QUESTIONNAIRES, ids=lambda one: one.head.id)
def test_all_fixtures_and_hostile_files_are_folded(asked: Any) -> None:
    kept = [*reports_that_are_kept()]

    assert len(kept) > 300
    assert [one for one in kept if not is_folded(answers_in(one), asked)] == []


def test_broken_reports_are_folded() -> None:
    wrong = [one for one in broken_answers(400) if not is_folded(one, QUESTIONNAIRES[0])]

    assert wrong == []


@pytest.mark.thorough
def test_thousands_of_broken_reports_are_folded() -> None:
    broken = broken_answers(large(160_000), seed=1)

    assert [one for one in broken if not is_folded(one, QUESTIONNAIRES[0])] == []


def test_packets_are_in_the_order_of_the_file_and_of_five_kinds() -> None:
    answers = {
        "laws": {"note": "All of them.", "value": [{"title": CELL, "name": CELL}, {}]},
        "nobody-asks": {"value": {"police": ROW}},
        "grid": {"value": {"judges": ROW, "police": "good"}},
    }

    assert placed(answers) == [
        ("laws//", PacketKind.ENTRIES),
        ("laws/1/title", PacketKind.PLAIN),
        ("laws/1/name", PacketKind.PLAIN),
        ("laws/2/", PacketKind.EMPTY_ENTRY),
        ("nobody-asks//", PacketKind.PLAIN),
        ("grid//", PacketKind.ROWS),
        ("grid/judges/", PacketKind.PLAIN),
        ("grid/police/", PacketKind.OPAQUE),
    ]


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        (["laws"], "//"),
        ({"": ROW, "grid": ROW}, "//"),
        ({"laws": "port-act"}, "laws//"),
        ({"laws": {"value": {"1": {"name": CELL}}}}, "laws//"),
        ({"grid": {"value": {"": ROW}}}, "grid//"),
        ({"grid": {"value": [ROW]}}, "grid//"),
    ],
)
def test_what_has_another_shape_is_one_opaque_packet(answers: Any, expected: str) -> None:
    assert placed(answers) == [(expected, PacketKind.OPAQUE)]
    assert is_folded(answers, ASKED)


def test_a_packet_is_the_answer_itself_with_the_field_that_it_fills_in() -> None:
    answer = {"value": {"police": ROW, "nurses": ROW}}

    whole, police, nurses = packets_of("grid", TYPES["grid"], answer)

    assert whole.answer is answer
    assert police.answer is ROW
    assert whole.field is TYPES["grid"].field
    assert police.field is TYPES["grid"].fields()["police"]
    assert nurses.field is None
    assert (police.label, nurses.label) == ("Police", "nurses")


def test_entries_keep_their_numbers_when_packets_are_left_out() -> None:
    answers = {"laws": {"value": [{"name": CELL, "title": CELL}, {"name": CELL}, {"title": CELL}]}}

    left = [one for one in packets(answers, TYPES.get) if one.column != "name"]

    assert fold(left) == {"laws": {"value": [{"title": CELL}, {}, {"title": CELL}]}}


@pytest.mark.parametrize(
    ("question", "value", "reason"),
    [
        ("grid", {"polise": ROW}, "there is no row `polise`; did you mean `police`?"),
        ("laws", [{"names": CELL}], "there is no column `names`; did you mean `name`?"),
        ("grid", {"police": "good"}, "`police` has not the form of an answer"),
        ("laws", ["port-act"], "`1` has not the form of an answer"),
        ("laws", "port-act", "the value has not the form that the question asks for"),
    ],
)
def test_no_units_are_made_of_what_does_not_fit(question: str, value: Any, reason: str) -> None:
    with pytest.raises(PathError) as raised:
        dict(units_of(TYPES[question], {"value": value}))

    assert str(raised.value).startswith(reason)


def test_validating_a_sound_report_builds_no_packets(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[Sequence[Any]] = []
    monkeypatch.setattr(packet, "_packet", made.append)

    for path in EXAMPLES.glob("*.yaml"):
        assert validate(read(path), QUESTIONNAIRES[0]) is not None

    assert made == []


def test_a_copy_of_an_answer_type_has_fields_of_its_own() -> None:
    grid = TYPES["grid"]
    fewer = grid.listed_rows()[:1]
    assert [*grid.fields()] == ["police", "judges"]

    other = grid.model_copy(update={"items": fewer})

    assert [*other.fields()] == [*other.rows()] == ["police"]
    assert other.field.answer_type is other
