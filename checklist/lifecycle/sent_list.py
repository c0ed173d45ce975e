"""The list of the files that are sent, with the size and SHA-256 of each."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from checklist.answer_types.state_entries import state_name
from checklist.text.messages import tr


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
    lines = [tr("# Report of {state_name}: SHA-256 and size of each file", state_name(state))]
    for file in files:
        lines += [tr("# {size} bytes", file.size), f"{file.digest}  {file.name}"]
    return "\n".join([*lines, ""])
