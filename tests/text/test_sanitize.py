import io
import sys
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from checklist.text.messages import speaking
from checklist.text.sanitize import (
    SafeStream,
    beginning,
    character_name,
    forbidden_character,
    quoted,
    safe_text,
    with_short_words,
)

BIDIRECTIONAL = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
ODD = "".join(map(chr, [*range(0x20), *range(0x7F, 0xA0), 0xAD, 0xD800, 0xDFFF, 0xFFFE, 0xFFFF]))
texts = st.text(st.characters() | st.sampled_from(ODD + BIDIRECTIONAL))
"""Any text, with lone surrogates, and often with characters that do something."""


def is_unsafe(character: str) -> bool:
    """Whether a terminal could do something else with it than show it."""
    return unicodedata.category(character) in {"Cc", "Cs", "Cf", "Zl", "Zp"} and not (
        # Signs that are seen, of scripts that need them: of numbers, of verses, of abbreviations.
        character in "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2"
        or character in "\U000110bd\U000110cd"
        or 0x13430 <= ord(character) <= 0x1345F  # how hieroglyphs are joined
        or 0x1BCA0 <= ord(character) <= 0x1BCA3  # how shorthand is joined
        or 0x1D173 <= ord(character) <= 0x1D17A  # beams and slurs of music
    )


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("", ""),
        ("Côte d'Ivoire, 日本, العربية", "Côte d'Ivoire, 日本, العربية"),
        ("\x1b[2J\x1b]0;x\x07", "‹U+001B›[2J‹U+001B›]0;x‹U+0007›"),
        ("a\nb\tc\rd", "a‹U+000A›b‹U+0009›c‹U+000D›d"),
        ("\u202egnp.exe", "‹U+202E›gnp.exe"),
        ("\x9b31m\x7f\x00", "‹U+009B›31m‹U+007F›‹U+0000›"),
        ("\ud800x\uffff", "‹U+D800›x‹U+FFFF›"),
        ("a\u200bb\ufeff\u00ad\U000e0041", "a‹U+200B›b‹U+FEFF›‹U+00AD›‹U+E0041›"),
        ("[red]no markup[/red] :smile:", "[red]no markup[/red] :smile:"),
        ("‹U+0007› as it was typed", "‹U+0007› as it was typed"),
    ],
)
def test_controls_and_invisible_characters_are_spelled_out(text: str, shown: str) -> None:
    assert safe_text(text) == shown


def test_a_text_of_several_lines_keeps_tabs_and_line_feeds_only() -> None:
    shown = safe_text("a\n\tb\r\x0b\x0c\u2028\x85", multiline=True)

    assert shown == "a\n\tb‹U+000D›‹U+000B›‹U+000C›‹U+2028›‹U+0085›"


@pytest.mark.parametrize(
    ("text", "limit", "shown"),
    [("12345", 5, "12345"), ("123456", 5, "1234…"), ("\n\n\n", 2, "‹U+000A›…"), ("", 1, "")],
)
def test_a_long_text_is_cut_before_it_is_spelled_out(text: str, limit: int, shown: str) -> None:
    assert safe_text(text, limit=limit) == shown


@pytest.mark.parametrize("multiline", [False, True])
@pytest.mark.parametrize("first", range(0, sys.maxunicode + 1, 0x8000))
def test_no_character_of_unicode_that_can_do_something_passes(first: int, multiline: bool) -> None:
    text = "".join(map(chr, range(first, min(first + 0x8000, sys.maxunicode + 1))))

    shown = safe_text(text, multiline=multiline)

    assert {c for c in shown if is_unsafe(c)} == (set("\n\t") & set(text) if multiline else set())


@given(texts, st.booleans(), st.none() | st.integers(1, 50))
@example(BIDIRECTIONAL + ODD, False, None)
def test_no_control_bidirectional_mark_or_surrogate_passes(
    text: str, multiline: bool, limit: int | None
) -> None:
    shown = safe_text(text, multiline=multiline, limit=limit)

    kept = set("\n\t") if multiline else set()
    assert not {c for c in shown if unicodedata.category(c) in {"Cc", "Cs"}} - kept
    assert not set(shown) & set(BIDIRECTIONAL)
    assert shown.encode().decode() == shown


@given(texts)
def test_what_is_safe_stays_as_it_is(text: str) -> None:
    shown = safe_text(text)

    assert safe_text(shown) == shown
    if text.isascii() and text.isprintable():
        assert shown == text


@pytest.mark.parametrize("text", ["", "Zoë", "a\n\tb", BIDIRECTIONAL, "\ufeff", "\u2028"])
def test_a_file_may_hold_layout_and_bidirectional_marks(text: str) -> None:
    assert forbidden_character(text) is None


@pytest.mark.parametrize(
    "character", ["\x00", "\x1b", "\r", "\x7f", "\x85", "\x9f", "\ud800", "\udfff", "\uffff"]
)
def test_the_first_character_that_no_file_may_hold_is_found(character: str) -> None:
    assert forbidden_character(f"ab{character}c{character}") == 2


def test_a_character_has_the_name_of_its_code_point() -> None:
    assert [character_name(c) for c in "\x07\u202e\U000e0041"] == ["U+0007", "U+202E", "U+E0041"]


def test_a_value_is_quoted_safe_and_short() -> None:
    assert quoted("a\nb") == "`a‹U+000A›b`"
    assert quoted("x" * 100) == f"`{'x' * 59}…`"
    assert quoted("abcdef", 4) == "`abc…`"


@given(texts)
def test_a_stream_that_is_made_safe_writes_all_and_nothing_unsafe(text: str) -> None:
    stream = io.StringIO()

    length = SafeStream(stream).write(text)

    assert length == len(text)
    assert stream.getvalue() == safe_text(text, multiline=True)


def test_a_stream_that_is_made_safe_is_otherwise_the_stream_itself() -> None:
    stream = io.StringIO("text")

    assert SafeStream(stream).getvalue() == "text"
    assert SafeStream(stream).isatty() is False


def test_a_message_keeps_the_beginning_and_the_end_of_a_very_long_word() -> None:
    path = "/home/" + "x" * 5_000 + "/report.yaml"

    shown = with_short_words(f"{path}: it is a folder")

    assert shown.startswith("/home/xxx")
    assert shown.endswith("xxx/report.yaml: it is a folder")
    assert len(shown) < 250
    assert with_short_words("word " * 1_000) == "word " * 1_000


def test_what_is_not_shown_of_a_text_is_counted_in_the_language() -> None:
    forms = ["{text}… (et {count} caractère de plus)", "{text}… (et {count} caractères de plus)"]

    with speaking("fr", {"{text}… (and {count} more character)": forms}):
        shown = [beginning("a" * length, 3) for length in (3, 4, 1_203)]

    rest = ["", "… (et 1 caractère de plus)", "… (et 1\xa0200 caractères de plus)"]
    assert shown == [f"aaa{words}" for words in rest]
