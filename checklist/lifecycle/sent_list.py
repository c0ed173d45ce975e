"""The list of the files that are sent, with the size and SHA-256 of each, and its verification."""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from checklist.answer_types.state import state_name
from checklist.files.reader import content_of

_LINE = re.compile(r"^([0-9a-f]{64})  ([^/\\\x00-\x1f]{1,255})$", re.MULTILINE)
"""SHA-256 and the name of a file, which leads to no other folder."""

_LARGEST = 64 * 1024 * 1024
"""The most bytes of a file that is verified."""


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file that is sent."""

    name: str
    size: int
    """The number of its bytes."""
    digest: str
    """Its SHA-256: 64 hexadecimal digits."""

    @classmethod
    def of(cls, name: str, content: bytes) -> "SentFile":
        """Return the facts about a file."""
        return cls(name, len(content), hashlib.sha256(content).hexdigest())


def list_name(state: str) -> str:
    """Return the name of the list of a State: `files-NOR.txt`."""
    return f"files-{state}.txt"


def sent_files(contents: Mapping[str, bytes]) -> list[SentFile]:
    """Return the facts about files, by their contents."""
    return [SentFile.of(name, content) for name, content in contents.items()]


def list_text(state: str, files: Sequence[SentFile]) -> str:
    """Return the list, which programs that check SHA-256 read, too."""
    lines = [f"# Report of {state_name(state)}: SHA-256 and size of each file"]
    for one in files:
        lines += [f"# {one.size} bytes", f"{one.digest}  {one.name}"]
    return "\n".join([*lines, ""])


def changed_files(path: Path) -> Iterator[tuple[str, str]]:
    """Yield each file of a list with what is wrong with it; empty where it is as it was sent.

    Args:
        path: The list. The files are looked for in its folder.
    """
    text = (content_of(path) or b"").decode(errors="replace")
    for digest, name in _LINE.findall(text):
        content = content_of(path.with_name(name), _LARGEST)
        if content is None:
            yield name, "it is not there, or cannot be read"
            continue
        is_same = hashlib.sha256(content).hexdigest() == digest
        yield name, "" if is_same else "it was changed"
