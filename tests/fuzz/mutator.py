"""Changes of files that mostly leave them YAML or JSON, where changed bytes mostly do not."""

import json
import random
from collections.abc import Sequence
from typing import Any

from checklist.files.reader import parse

_NUMBERS = (0, 1, -1, 2.5, 10**14, 1e-9)


def changed(content: bytes, words: Sequence[str], choice: random.Random) -> bytes:
    """Return a file with one to three changes: of its lines, or of its data, which become JSON."""
    data: Any = parse(content, "").data if choice.random() < 0.5 else None
    if isinstance(data, dict | list) and data:
        for _ in range(choice.randint(1, 3)):
            _change_data(data, words, choice)
        return json.dumps(data, ensure_ascii=choice.random() < 0.5).encode()
    lines = content.split(b"\n")
    for _ in range(choice.randint(1, 3)):
        _change_lines(lines, words, choice)
    return b"\n".join(lines)


def _change_lines(lines: list[bytes], words: Sequence[str], choice: random.Random) -> None:
    at, other = choice.randrange(len(lines)), choice.randrange(len(lines))
    line = lines[at]
    word = choice.choice(words).encode()
    match choice.randrange(7):
        case 0:
            lines.insert(other, line)
        case 1:
            lines[at], lines[other] = lines[other], line
        case 2:
            lines[at : at + choice.randint(1, 8)] = [b""]
        case 3:
            lines[other:other] = lines[at : at + choice.randint(1, 8)]
        case 4:
            lines[at] = b"  " + line if choice.random() < 0.5 else line.removeprefix(b"  ")
        case 5:
            lines[at] = line.partition(b":")[0] + b": " + word
        case _:
            indent = line[: len(line) - len(line.lstrip(b" "))]
            lines[at] = indent + word + b":" + line.partition(b":")[2]


def _change_data(data: Any, words: Sequence[str], choice: random.Random) -> None:
    places = _places(data)
    if not places:
        return
    (inside, key), (elsewhere, other) = choice.choice(places), choice.choice(places)
    value = inside[key]
    match choice.randrange(7):
        case 0:
            inside[key] = choice.choice(words)
        case 1:
            # Copied, or a value could come to stand within itself.
            inside[key] = json.loads(json.dumps(elsewhere[other]))
        case 2:
            inside[key] = choice.choice([None, True, False, "", [], {}, choice.choice(_NUMBERS)])
        case 3:
            inside[key] = [value, value] if choice.random() < 0.5 else {choice.choice(words): value}
        case 4:
            del inside[key]
        case 5:
            if isinstance(inside, dict):
                inside[choice.choice(words)] = inside.pop(key)
        case _:
            if isinstance(value, str):
                at = choice.randint(0, len(value))
                inside[key] = value[:at] + choice.choice(words) + value[at:]


def _places(data: Any) -> list[tuple[Any, Any]]:
    """Return each list and mapping with each of its keys."""
    found = []
    waiting = [data]
    while waiting:
        inside = waiting.pop()
        for key in inside if isinstance(inside, dict) else range(len(inside)):
            found.append((inside, key))
            if isinstance(inside[key], dict | list):
                waiting.append(inside[key])
    return found
