"""Send random texts into reports, on each way, until one is altered or lost without a word.

    python -m tests.fuzz.texts COUNT [SEED] [FOLDER]

A faster sibling of tests/interview/test_travelling_texts.py. The report is written again and again
below FOLDER, so choose one in memory.
"""

import random
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from tests.support.travelling_texts import PLACES, WAYS, Desk, can_travel, fault

PIECES = (
    *("\n", "\r\n", "\r", "\x85", "\u2028", "\u2029", "\x0b", "\x0c", "\x1c", "\x1e"),
    *(" ", "  ", "\t", "\xa0", "\u3000", "\u200b", "\ufeff", "\u202e", "\x1b[2J", "\x00", "\x7f"),
    *(
        "\ud800",
        "\udc00",
        "\udfff",
        "\ufffe",
        "\uffff",
        "\ufffd",
        "e\u0301",
        "\U0010ffff",
        "\U0001f600",
    ),
    *(
        "#",
        " # ",
        ": ",
        ":",
        "- ",
        "? ",
        "|",
        ">",
        "&a",
        "*a",
        "!!int ",
        "%",
        "@",
        "`",
        "{",
        "]",
        ",",
    ),
    *("'", '"', "\\", "\\n", "\\u0041", "/", "//", "/quit", "?", "-", "<<", "=", "---", "...", "~"),
    *("null", "true", "no", "1", "0x1F", "1e999", ".inf", "2026-11-24", "word", "two words"),
)
PLANES = ((0x20, 0x7E), (0xA0, 0xFFFF), (0x10000, 0x10FFFF))
FEW = 0.002
"""The part of the texts that is pasted, which takes twenty times as long as the other ways."""


def piece(choice: random.Random) -> str:
    """Return a piece that is known for trouble, or any character."""
    if choice.random() < 0.6:
        return choice.choice(PIECES)
    return chr(choice.randint(*choice.choice(PLANES)))


def text(choice: random.Random) -> str:
    """Return a random text: mostly short, now and then longer than is allowed."""
    size = choice.random()
    if size < 0.001:
        return piece(choice) + "long " * choice.randint(1_900, 4_100) + piece(choice)
    if size < 0.05:
        return "".join(piece(choice) for _ in range(choice.randint(20, 400)))
    only_sound = choice.random() < 0.7
    pieces = [piece(choice) for _ in range(choice.randint(0, 12))]
    # One character that no file may hold is enough to have a text refused, so most have none.
    return "".join(one for one in pieces if not (only_sound and set(one) & UNKEPT))


UNKEPT = {*map(chr, [*range(9), *range(11, 32), *range(127, 160), *range(0xD800, 0xE000)])}


def main() -> None:
    """Send as many texts as the first argument says."""
    count, seed = int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 0
    folder = sys.argv[3] if len(sys.argv) > 3 else None
    choice = random.Random(seed)
    ways = [way for way in WAYS if way != "pasted"]
    seen: Counter[str] = Counter()
    begin = time.monotonic()
    with tempfile.TemporaryDirectory(dir=folder) as made:
        desk = Desk(Path(made))
        for number in range(1, count + 1):
            sent, place = text(choice), choice.choice(PLACES)
            way = "pasted" if choice.random() < FEW else choice.choice(ways)
            if not can_travel(way, sent):
                way = "typed"
            arrived = desk.travel(way, sent, place)
            if wrong := fault(way, sent, arrived):
                sys.exit(f"{number}: {wrong}: {way} {place} {sent!r}: {arrived}")
            seen[way] += 1
            seen["kept" if arrived.text is not None else "refused"] += 1
            if number % 10_000 == 0 or number == count:
                seconds = time.monotonic() - begin
                print(f"{number} texts in {seconds:.0f} s, none altered: {dict(seen)}", flush=True)


if __name__ == "__main__":
    main()
