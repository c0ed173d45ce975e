"""The colours of the screen: within eight, and none where none is wanted."""

import re
from collections.abc import Sequence
from io import StringIO

import pytest
from prompt_toolkit.data_structures import Size
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import ColorDepth
from prompt_toolkit.output.vt100 import Vt100_Output

from checklist.console.full_screen import STYLES, Drawing, FullScreen

_ATTRIBUTES = {0, 1, 2, 7}
"""Plain, bold, dim, reverse."""
_EIGHT = {*range(30, 38), 39, *range(40, 48), 49}


def drawn(term: str, words: str = "") -> str:
    """Return what is written to a terminal on which each style is shown, or some words."""
    written = StringIO()
    lines: Sequence[Sequence[tuple[str, str]]] = [[(style, words or style)] for style in STYLES]
    target = Vt100_Output(
        written,
        lambda: Size(rows=24, columns=80),
        term=term,
        default_color_depth=ColorDepth.from_env(),
    )
    with create_pipe_input() as keyboard:
        keyboard.send_text("x")
        screen = FullScreen(keyboard, target)
        screen.take(lambda width, height: Drawing(lines, None, None))
        try:
            assert screen.next_key().text == "x"
            keyboard.send_text("y")
            screen.next_key()
        finally:
            screen.release()
    return written.getvalue()


def attributes(output: str) -> set[int]:
    """Return the numbers of the attributes and colours that are set."""
    found = re.findall(r"\x1b\[([0-9;]*)m", output)
    return {int(number or 0) for sequence in found for number in sequence.split(";")}


@pytest.fixture(autouse=True)
def no_wish(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "COLORTERM", "PROMPT_TOOLKIT_COLOR_DEPTH"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.sampled
@pytest.mark.parametrize("term", ["linux", "xterm", "xterm-16color", "xterm-256color", "screen"])
def test_eight_colours_are_enough(term: str) -> None:
    used = attributes(drawn(term))

    assert used <= _ATTRIBUTES | _EIGHT
    assert {31, 36} <= used


def test_only_the_accent_and_the_sign_of_what_is_wrong_have_a_colour() -> None:
    colours = {name: re.findall("ansi[a-z]+", style) for name, style in STYLES.items()}

    assert {name for name, used in colours.items() if used} == {"accent", "alarm"}
    assert colours["alarm"] == ["ansired"]
    assert {name for name, style in STYLES.items() if "dim" in style} == {"dim"}


SIGNS = "►●▲▼█░─…–“x”\u2019s"


def test_the_console_of_linux_gets_signs_that_a_font_of_256_signs_has(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TERM", "linux")
    assert '►•▲▼█░─»-"x"\'s' in drawn("linux", SIGNS)

    monkeypatch.setenv("TERM", "xterm-256color")
    assert SIGNS in drawn("xterm-256color", SIGNS)


@pytest.mark.parametrize("term", ["linux", "xterm-256color"])
def test_without_colour_all_stays_readable(term: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")

    output = drawn(term)

    assert attributes(output) <= _ATTRIBUTES
    assert all(style in output for style in STYLES)


def test_the_last_drawing_while_the_terminal_is_given_back_has_its_size(
    caplog: pytest.LogCaptureFixture,
) -> None:
    sizes: list[tuple[int, int]] = []

    def draw(width: int, height: int) -> Drawing:
        sizes.append((width, height))
        return Drawing([], None, None)

    target = Vt100_Output(StringIO(), lambda: Size(rows=24, columns=80), enable_cpr=False)
    with create_pipe_input() as keyboard:
        screen = FullScreen(keyboard, target)
        screen.take(draw)
        keyboard.send_text("x")
        screen.next_key()
        before = len(sizes)

        screen.release()

    assert len(sizes) > before
    assert set(sizes) == {(80, 24)}
    assert not caplog.records
    assert not screen.is_taken
