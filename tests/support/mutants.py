"""Changes of texts that were written in our own style, most of them small enough to matter."""

from collections.abc import Callable, Sequence
from random import Random

PIECES: tuple[str, ...] = (
    *(" ", "  ", "   ", "\n", "\n\n", "\n  ", "\n    ", "\t", "\r\n", "\r", ":", ": ", ":\n", "- "),
    *("-", "--", "---\n", "...\n", "? ", "#", " #", "# ", "&a ", "*a", "!!str ", "!"),
    *("%YAML 1.2\n"),
    *("|", "|-", "|+", "|2-", ">", ">-", ">+", ">-\n", "|-\n", "'", "''", '"', '""'),
    *(
        "\\",
        "\\n",
        "\\x41",
        "\\u0041",
        "\\uFEFF",
        "\\ud83d",
        "\\\n",
        "{",
        "}",
        "{}",
        "[",
        "]",
        "[]",
    ),
    *(
        ",",
        "<<: ",
        "=",
        "~",
        "null",
        "Null",
        "true",
        "no",
        "0",
        "01",
        "-5",
        "1.0",
        "1e99",
        ".inf",
        "0x1F",
    ),
    *(
        "1_0",
        "9" * 16,
        "2026-11-24",
        "@",
        "`",
        "é",
        "\ufeff",
        "\xa0",
        "\u2003",
        "\u2028",
        "\x85",
        "٣",
    ),
    *("value: ", "value:\n", "note: >-\n", "answers:", "a: b", "a:b", "- a: "),
    *("a" * 70, "a b " * 20),
)
"""What is put into a text, or in the place of a part of it."""


def mutant(text: str, choice: Random) -> str:
    """Return a text with one to three changes."""
    for _ in range(choice.choice((1, 1, 1, 2, 3))):
        lines = text.split("\n")
        text = choice.choice(_CHANGES)(text, lines, choice)
    return text


def _put_in(text: str, lines: Sequence[str], choice: Random) -> str:
    at = choice.randint(0, len(text))
    return text[:at] + choice.choice(PIECES) + text[at:]


def _put_at_an_edge(text: str, lines: list[str], choice: Random) -> str:
    """Put a piece where a line, its text or its value begins or ends."""
    at = choice.randrange(len(lines))
    line = lines[at]
    begin = len(line) - len(line.lstrip())
    value = line.find(": ") + 2
    edge = choice.choice((0, begin, max(value, begin), len(line)))
    lines[at] = line[:edge] + choice.choice(PIECES) + line[edge:]
    return "\n".join(lines)


def _replace_value(text: str, lines: list[str], choice: Random) -> str:
    at = choice.randrange(len(lines))
    key, colon, _ = lines[at].partition(":")
    lines[at] = f"{key}{colon} {choice.choice(PIECES)}{choice.choice(('', choice.choice(PIECES)))}"
    return "\n".join(lines)


def _leave_out(text: str, lines: Sequence[str], choice: Random) -> str:
    at = choice.randint(0, len(text))
    return text[:at] + text[at + choice.choice((1, 1, 2, 3, 10, 40)) :]


def _indent(text: str, lines: list[str], choice: Random) -> str:
    """Indent some lines one below another, or the contrary."""
    at, by = choice.randrange(len(lines)), choice.choice((-3, -2, -2, -1, 1, 2, 2, 3))
    for number in range(at, min(at + choice.choice((1, 1, 2, 3, 8)), len(lines))):
        line = lines[number]
        indent = len(line) - len(line.lstrip(" "))
        lines[number] = " " * max(indent + by, 0) + line.lstrip(" ")
    return "\n".join(lines)


def _move(text: str, lines: list[str], choice: Random) -> str:
    """Move some lines, or repeat them elsewhere."""
    at, size = choice.randrange(len(lines)), choice.choice((1, 1, 2, 4))
    moved = lines[at : at + size]
    if choice.random() < 0.5:
        del lines[at : at + size]
    to = choice.randint(0, len(lines))
    return "\n".join([*lines[:to], *moved, *lines[to:]])


def _cut(text: str, lines: Sequence[str], choice: Random) -> str:
    return text[: choice.randint(0, len(text))]


def _break(text: str, lines: Sequence[str], choice: Random) -> str:
    """Break a line at a space, and indent what follows."""
    spaces = [at for at, one in enumerate(text) if one == " "]
    if not spaces:
        return text
    at = choice.choice(spaces)
    return f"{text[:at]}\n{' ' * choice.randint(0, 10)}{text[at + choice.choice((0, 1)) :]}"


_CHANGES: Sequence[Callable[[str, list[str], Random], str]] = (
    *(_put_in, _put_in, _put_at_an_edge, _put_at_an_edge, _replace_value, _leave_out, _indent),
    *(_indent, _move, _cut, _break),
)
