"""The list of the files that are sent, with the size and SHA-256 of each, and its verification."""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path
from typing import NamedTuple

from checklist.answer_types.state import state_name
from checklist.files.reader import content_of

_LINE = re.compile(r"^([0-9a-f]{64})  (?!\.{1,2}\r?$)([^/\\:\x00-\x1f]{1,255}?)\r?$", re.MULTILINE)
"""SHA-256 and the name of a file, which leads to no other folder. Lines can end as on Windows."""

_LARGEST = 64 * 1024 * 1024
"""The most bytes of a file that is verified."""


class FileState(Enum):
    """What became of a file that was sent."""

    SAME = auto()
    CHANGED = auto()
    ABSENT = auto()
    """It is not there, or cannot be read."""


class CheckedFile(NamedTuple):
    """A file of a list, compared with it."""

    name: str
    state: FileState


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


def checked_files(path: Path) -> Iterator[CheckedFile]:
    """Yield each file of a list, with whether it is as it was sent.

    Args:
        path: The list. The files are looked for in its folder.
    """
    text = (content_of(path) or b"").decode(errors="replace")
    for digest, name in _LINE.findall(text):
        content = content_of(path.with_name(name), _LARGEST)
        if content is None:
            yield CheckedFile(name, FileState.ABSENT)
        else:
            is_same = hashlib.sha256(content).hexdigest() == digest
            yield CheckedFile(name, FileState.SAME if is_same else FileState.CHANGED)
