"""Headings, paragraphs and tables: in a terminal, and as Markdown."""

from collections.abc import Sequence

import pytest
from wcwidth import wcswidth

from checklist.render.blocks import (
    Blanks,
    Block,
    Facts,
    Heading,
    Items,
    Notice,
    Paragraph,
    Quote,
    Reference,
    Section,
    Table,
    Url,
    as_lines,
    by_section,
    sections,
)
from tests.support.block_text import block_text

COUNTS = Table(
    "Counts",
    ("Theme", "Implemented", "Not known"),
    [("Training", 12, 3), ("Law", 0, 100)],
    ("", "impl", "n.kn"),
)
WORDS = Table(
    "Practices",
    ("Name", "What", "Where"),
    [("A house", ["It opened.\nIt is full.", "It helps."], Url("https://example.org"))],
)


def lines(width: int, *blocks: Block) -> list[str]:
    return [" " * line.indent + line.text for line in as_lines(blocks, width)]


def test_a_table_that_fits_stands_in_columns_numbers_to_the_right() -> None:
    assert lines(40, COUNTS) == [
        "",
        "Counts:",
        "  Theme     Implemented  Not known",
        "  Training           12          3",
        "  Law                 0        100",
    ]


def test_a_table_that_is_too_wide_takes_its_short_head_and_explains_it() -> None:
    assert lines(24, COUNTS) == [
        "",
        "Counts:",
        "  impl: Implemented; n.kn: Not known",
        "           impl n.kn",
        "  Training   12    3",
        "  Law         0  100",
    ]


def test_a_table_that_is_too_wide_leaves_out_what_is_zero_in_all_rows_and_says_so() -> None:
    table = Table("Counts", ("Of", "Answered", "Invalid"), [("10(b)", 7, 0)], ("", "answ", "inv"))

    assert lines(20, table) == [
        "",
        "Counts:",
        "  answ: Answered; 0 in all rows: Invalid",
        "        answ",
        "  10(b)    7",
    ]


def test_a_table_that_never_fits_is_told_row_by_row_and_that_is_said_once() -> None:
    first, *others = lines(16, COUNTS, COUNTS)[1:]

    assert first.startswith("Where a table is wider than the terminal")
    assert others == [
        "",
        "Counts:",
        "  Training:",
        "    Implemented: 12; Not known: 3",
        "  Law:",
        "    Not known: 100",
        "",
        "Counts:",
        "  Training:",
        "    Implemented: 12; Not known: 3",
        "  Law:",
        "    Not known: 100",
    ]


def test_texts_below_each_other_stand_on_one_line() -> None:
    assert lines(30, WORDS)[-1] == (
        "    What: It opened. It is full.; It helps.; Where: https://example.org"
    )


def test_an_empty_table_says_so() -> None:
    empty = Table("Laws", ("State", "Law"), [])

    assert lines(40, empty) == ["", "Laws:", "  None"]
    assert "None" in block_text([empty])


def test_headings_paragraphs_and_lists_are_lines() -> None:
    blocks: list[Block] = [Heading("A", 1), Paragraph("B."), Items(["C", "D"]), Heading("E", 2)]

    assert lines(40, *blocks) == ["A", "B.", "  - C", "  - D", "", "E"]


ALL_OF_A_DOCUMENT: list[Block] = [
    Heading("A", 2, "a", "SECRET"),
    Paragraph("B.\n\nC.", is_aside=True),
    Quote("D.\nE."),
    Notice("F."),
    Facts([("G", "H.\nI."), ("J", ["K", Url("https://example.org")]), ("L", Reference("M", "a"))]),
    Blanks(["N"]),
]


def test_what_a_document_needs_is_told_in_a_terminal() -> None:
    assert lines(40, *ALL_OF_A_DOCUMENT) == [
        "[SECRET] A",
        "B.\n\nC.",
        "  D.\nE.",
        "Note: F.",
        "G:",
        "  H.",
        "  I.",
        "J: K; https://example.org",
        "L: M",
        f"N: {'_' * 30}",
    ]


def test_a_document_is_taken_apart_at_its_sections() -> None:
    title, one, two = Heading("T", 1), Heading("A", 2, "one"), Heading("B", 2, "two")
    below: list[Block] = [Paragraph("a"), Heading("c", 3), Paragraph("d")]

    assert by_section([title, one, *below, two]) == [
        Section(title, []),
        Section(one, below),
        Section(two, []),
    ]


@pytest.mark.parametrize(
    ("names", "left"),
    [
        ((), ["T", "a", "A", "b", "B"]),
        (("two",), ["T", "a", "B"]),
        (("one",), ["T", "a", "A", "b"]),
    ],
)
def test_sections_are_chosen_by_their_names(names: Sequence[str], left: list[str]) -> None:
    blocks: list[Block] = [
        Heading("T", 1),
        Paragraph("a"),
        Heading("A", 2, "one"),
        Paragraph("b"),
        Heading("B", 2, "two"),
    ]

    found = [one.text for one in sections(blocks, names) if isinstance(one, Heading | Paragraph)]

    assert found == left


def test_columns_are_as_wide_as_a_terminal_shows_them() -> None:
    table = Table("Names", ("Name", "Count", "End"), [("人身売買", 1, "."), ("é\u202e", 20, ".")])

    *_, head, wide, spelled_out = as_lines([table], 80)

    ends = [
        wcswidth(line.text[: line.text.index(end)])
        for line, end in zip((head, wide, spelled_out), ("End", ".", "."), strict=True)
    ]
    assert len(set(ends)) == 1
    assert "‹U+202E›" in spelled_out.text
