"""Bars on a page and in a terminal: what is drawn is what is counted."""

import io
from dataclasses import replace

import docx
import pytest

from checklist.console.page import Page, PlainConsole
from checklist.render.bars import ASCII, BLOCKS, SHADES, Bar, Bars, BarSegment, drawn
from checklist.render.blocks import Heading, as_lines, figures_table
from checklist.render.document import Document
from checklist.render.word import as_docx
from tests.support.folders import EXAMPLES
from tests.support.running import checklist_run


def bar(*counts: int, of: int = 0) -> Bar:
    parts = [BarSegment(f"Level {n}", count, SHADES[n]) for n, count in enumerate(counts)]
    return Bar("Theme", of or sum(counts), parts)


def test_the_segments_of_a_bar_fill_it_in_order_without_those_that_are_zero() -> None:
    placed = [*bar(1, 0, 3).placed()]

    assert [(one.segment.label, one.begin, one.width) for one in placed] == [
        ("Level 0", "0%", "25%"),
        ("Level 2", "25%", "75%"),
    ]


def test_the_subject_of_several_bars_is_drawn_once_and_is_in_each_row_of_their_figures() -> None:
    several = [
        replace(bar(1, 3), name=f"{year} {theme}", subject=theme, short_name=year)
        for theme in ("Law", "Help")
        for year in ("2024", "2026")
    ]
    bars = Bars("Themes", "Cycle and theme", several)
    word = docx.Document(io.BytesIO(as_docx(Document([Heading("T", 1), bars], title="T"))))

    lines = [line.text for line in as_lines([bars], 60)]
    first = [row.cells[0].text for row in word.tables[0].rows[1:] if row.cells[0].text]

    assert [line.split()[0] for line in lines[-6:]] == [
        "Law",
        "2024",
        "2026",
        "Help",
        "2024",
        "2026",
    ]
    assert first == ["Law", "2024", "2026", "Help", "2024", "2026"]
    assert [row[0] for row in figures_table(bars).rows] == [bar_drawn.name for bar_drawn in several]


@pytest.mark.parametrize(
    ("counts", "of", "shown"),
    [
        ((5, 5), 0, "█████▓▓▓▓▓"),
        ((1, 0, 999), 0, "█▒▒▒▒▒▒▒▒▒"),
        ((5,), 10, "█████     "),
        ((0, 0), 10, "          "),
        ((1, 1, 1), 0, None),
        ((1, 1, 1, 1, 1, 1, 1), 700, None),
    ],
)
def test_a_bar_in_a_terminal_has_its_width_and_leaves_out_no_part(
    counts: tuple[int, ...], of: int, shown: str | None
) -> None:
    drawn_bar = bar(*counts, of=of)

    line = drawn(drawn_bar, 10, BLOCKS)

    assert len(line) == 10
    assert shown is None or line == shown
    for part in drawn_bar.segments:
        assert not part.count or BLOCKS[part.shade] in line


def test_in_ASCII_no_other_sign_is_drawn() -> None:
    assert drawn(bar(1, 1, 1, 1, 1, 1, 1), 14, ASCII).isascii()


def test_bars_have_the_table_of_their_figures_in_every_format() -> None:
    bars = Bars("Caption", "Theme", [bar(2, 0, 1), bar(1, 0, 0)], about="A question?")
    file = io.StringIO()
    page = Page(PlainConsole(file, 60))

    for line in as_lines([bars], 60):
        page.show(line)
    table = figures_table(bars)

    assert table.head == ("Theme", "Level 0", "Level 2", "In all")
    assert [list(row) for row in table.rows] == [["Theme", 2, 1, 3], ["Theme", 1, 0, 1]]
    assert bars.zeros == ["Level 1"]
    assert "  █ level 0\n  ▒ level 2\n" in file.getvalue()
    assert file.getvalue().index("A question?") < file.getvalue().index("█")


@pytest.mark.sampled
@pytest.mark.parametrize(
    ("words", "encoding", "is_ascii"),
    [((), "utf-8", False), (("--plain",), "utf-8", True), ((), "ascii", True)],
)
def test_the_terminal_draws_in_ASCII_where_it_can_show_nothing_else(
    words: tuple[str, ...], encoding: str, is_ascii: bool
) -> None:
    done = checklist_run(
        "summarize",
        EXAMPLES.name,
        *words,
        cwd=EXAMPLES.parent,
        env={"PYTHONIOENCODING": encoding},
    )

    assert done.code == 0
    assert ("█" not in done.stdout) is is_ascii
    assert ("###" in done.stdout) is is_ascii


@pytest.mark.parametrize("is_ascii", [True, False])
def test_small_counts_of_many_States_are_drawn_apart(is_ascii: bool) -> None:
    counts = (1, 4, 11, 40, 192, 193)
    label = "The longest words that stand beside a bar, and are cut before they end"
    several = [Bar(label, 193, [BarSegment("States", one, SHADES[1])]) for one in counts]

    bars = Bars("Obstacles", "Obstacle", several, is_small=True)
    lines = [*as_lines([bars], 80, is_ascii=is_ascii)]

    drawn_bars = [line.text.removesuffix("193")[40:].strip() for line in lines[-len(counts) :]]
    assert len({*drawn_bars}) == len(counts)
    assert sorted(drawn_bars, key=len) == drawn_bars
    assert all(one.isascii() for one in drawn_bars) is is_ascii
