"""The one module that makes foreign text safe, for files and for the terminal.

Foreign text is every text that does not come from the source of this package: values and keys of a
file, file names, command-line arguments, error messages of libraries.
"""

import re
from collections.abc import Callable
from typing import Any

from checklist.text.messages import trn

# C0 controls except tab and line feed, DEL, C1 controls, surrogates, non-characters U+FFFE and
# U+FFFF: these characters mean nothing in an answer, and something to a terminal or a parser.
FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")

# Bidirectional marks and other invisible format characters can make a line read as another.
# They are kept in files (Arabic and Hebrew need some of them) and shown by name.
_INVISIBLE = (
    "\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202f\u2060-\u206f\u3164\ufeff\uffa0"
    "\ufff9-\ufffb\U000e0000-\U000e0fff"
)
# To compile such a pattern takes as long as to import a module, so it waits for a text with more
# than printable ASCII.
_UNSAFE = f"[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff{_INVISIBLE}]"
_UNSAFE_BUT_LAYOUT = f"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff{_INVISIBLE}]"

_LONGEST_WORD, _KEPT = 400, 100
"""The most characters of a word of a message, and those kept at each of its ends."""
_LONG_WORD = re.compile(rf"\S{{{_LONGEST_WORD + 1},}}")


def forbidden_character(text: str) -> int | None:
    """Return the index of the first character that no file may hold, or None.

    Control characters (except tab and line feed), surrogates and non-characters are forbidden.
    """
    found = FORBIDDEN.search(text)
    return None if found is None else found.start()


def character_name(character: str) -> str:
    """Return `U+202E` for one character."""
    return f"U+{ord(character):04X}"


def safe_text(text: str, *, multiline: bool = False, limit: int | None = None) -> str:
    """Return the text with every control and invisible character spelled out as `‹U+202E›`.

    Args:
        text: Any text, of any length.
        multiline: Keep tabs and line feeds; otherwise they are spelled out too.
        limit: The most characters of the text; `…` stands for a part cut off.
    """
    if limit is not None and len(text) > limit:
        text = text[: limit - 1] + "…"
    if text.isascii() and text.isprintable():
        return text
    pattern = _UNSAFE_BUT_LAYOUT if multiline else _UNSAFE
    return re.sub(pattern, lambda match: f"‹{character_name(match[0])}›", text)


def replaced_unsafe(text: str, replacement: Callable[[str], str]) -> str:
    """Return the text with another in place of each character that is a control or invisible.

    Args:
        text: Any text.
        replacement: Returns what stands in place of a character.
    """
    return re.sub(_UNSAFE_BUT_LAYOUT, lambda match: replacement(match[0]), text)


def with_short_words(text: str) -> str:
    """Return a message in which each word that is longer than some lines, such as a path, is cut.

    Its beginning and its end are kept, with `…` between them.
    """
    return _LONG_WORD.sub(lambda found: f"{found[0][:_KEPT]}…{found[0][-_KEPT:]}", text)


def beginning(text: str, most: int) -> str:
    """Return a text, or its beginning and how much more there is."""
    more = len(text) - most
    if more <= 0:
        return text
    return trn(
        "{text}… (and {count} more character)",
        "{text}… (and {count} more characters)",
        more,
        text[:most],
    )


def quoted(text: str, limit: int = 60) -> str:
    """Return a foreign text for a message: safe, short, in back quotes."""
    return f"`{safe_text(text, limit=limit)}`"


class SafeStream:
    """A text stream that makes all text safe that is written to it.

    For messages that libraries make from arguments and file names.
    """

    def __init__(self, stream: Any) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        """Write the text with its control characters spelled out."""
        self._stream.write(safe_text(text, multiline=True))
        return len(text)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)
