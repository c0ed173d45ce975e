"""A page: what is written is safe, wrapped, and without styles where none are wanted."""

import io
import re
import textwrap
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from checklist.console.page import Page
from checklist.text.paragraphs import Line, Marked
from checklist.text.sanitize import safe_text
from checklist.text.wrapping import width_of


def page(width: int = 40, *, terminal: bool = False) -> tuple[Page, io.StringIO]:
    file = io.StringIO()
    console = Console(file=file, width=width, force_terminal=terminal, color_system="standard")
    return Page(console), file


def shown(text: str, *, indent: int = 0, hanging: int = 0) -> list[str]:
    own, file = page()
    own.say(text, indent=indent, hanging=hanging)
    return file.getvalue().splitlines()


def test_a_long_text_is_wrapped_below_its_own_beginning() -> None:
    assert shown("one two three four five six seven eight nine ten", indent=2, hanging=2) == [
        "  one two three four five six seven",
        "    eight nine ten",
    ]


def test_each_line_of_a_text_begins_at_the_indentation() -> None:
    assert shown("one\n\n  two", indent=2, hanging=4) == ["  one", "", "    two"]


def test_wide_characters_take_two_columns() -> None:
    lines = shown("灯" * 30, indent=1)

    assert [width_of(line) for line in lines] == [39, 23]


def test_a_command_to_be_copied_is_on_one_line_and_safe() -> None:
    own, file = page()
    words = "checklist answer report-NOR.yaml --set training --source 'my\x1b[31m document.txt'"

    own.command(words)

    assert file.getvalue() == "  " + words.replace("\x1b", "‹U+001B›") + "\n"
    assert own.lines == 3


def test_controls_and_marks_are_spelled_out() -> None:
    assert shown("a\x1b[31m\u202eb") == ["a‹U+001B›[31m‹U+202E›b"]


def test_the_lines_that_were_written_are_counted() -> None:
    own, _ = page()

    own.say("one\ntwo")
    own.say("three " * 10)

    assert own.lines == 4


@given(
    st.text(st.characters(codec="ascii", exclude_characters="\n\t") | st.just(" "), max_size=60),
    st.integers(0, 6),
)
def test_a_short_line_is_what_it_would_be_if_it_were_wrapped(text: str, indent: int) -> None:
    own, _ = page()
    safe = "".join(f"‹U+{ord(c):04X}›" if ord(c) < 32 or ord(c) == 127 else c for c in text)

    assert [*own.wrapped(text, indent=indent)] == (
        textwrap.wrap(
            safe,
            40,
            initial_indent=" " * indent,
            subsequent_indent=" " * indent,
            break_on_hyphens=False,
        )
        or [""]
    )


def test_what_is_rendered_is_what_would_be_written() -> None:
    lines = [Line("Lights", is_heading=True), Line("one [b]two[/b] :smile:", 2)]
    own, file = page(terminal=True)
    for line in lines:
        own.show(line)

    other, nothing = page(terminal=True)

    assert other.rendered(lines) == file.getvalue()
    assert "\x1b[1mLights\x1b[0m\n" in file.getvalue()
    assert nothing.getvalue() == ""


@pytest.mark.parametrize(("variable", "is_bold"), [("1", False), ("", True)])
def test_without_colours_nothing_is_bold(
    variable: str, is_bold: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", variable)
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm")

    text = Page.of_output().rendered([Line("Lights", is_heading=True)])

    assert ("\x1b[1m" in text) is is_bold


@given(st.lists(st.text("ab灯\t \n\u00a0\u200b\x1b", max_size=30), max_size=6), st.integers(0, 3))
def test_what_is_marked_is_styled_however_it_is_wrapped(parts: list[str], indent: int) -> None:
    """Every second part is marked."""
    file = io.StringIO()
    own = Page(Console(file=file, width=24, force_terminal=True, color_system="standard"))
    begins = [*accumulate(map(len, parts), initial=0)]
    marked = [Marked(begins[n], begins[n + 1], "red") for n in range(1, len(parts), 2)]

    own.show(Line("".join(parts), indent, 2, marked=marked))

    red = re.findall(r"\x1b\[31m(.*?)\x1b\[0m", file.getvalue(), re.DOTALL)
    expected = "".join(safe_text(part, multiline=True) for part in parts[1::2])
    assert "".join("".join(red).split()) == "".join(expected.split())
