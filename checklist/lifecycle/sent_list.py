"""The list of the files that are sent, with the size and SHA-256 of each, and its verification."""

import hashlib
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path
from typing import NamedTuple

from checklist.answer_types.state_entries import state_name
from checklist.files.reader import content_of
from checklist.text.messages import tr

_LINE = re.compile(r"([0-9A-Fa-f]{64}) [ *](?!\.{1,2}$)([^/\\:\x00-\x1f]{1,255})")
"""SHA-256 and the name of a file, which leads to no other folder, as `sha256sum` writes them.

Some programs write the digest in capitals, and `*` before the name of a file that they read as
bytes.
"""
_ENDS = re.compile(r"\r\n|\n|\r")
"""The ends of lines, as each system writes them. A name can have other separators."""
_LISTS = "files-*.txt"
_NOTE = "note-verbale-"
"""The beginning of the name of the note verbale, which is completed after the list is made."""
_CLUTTER = frozenset({"thumbs.db", "desktop.ini"})
"""Files that an operating system writes into folders by itself."""

_LARGEST = 64 * 1024 * 1024
"""The most bytes of a file that is verified."""


class FileState(Enum):
    """What became of a file that was sent."""

    SAME = auto()
    CHANGED = auto()
    ABSENT = auto()
    """It is not there, or cannot be read."""
    NOT_LISTED = auto()
    """It is there, and no list names it."""


class CheckedFile(NamedTuple):
    """A file of a list, compared with it."""

    name: str
    state: FileState


class UnreadLine(NamedTuple):
    """A line of a list that names no file."""

    number: int
    """From 1."""
    text: str


@dataclass(frozen=True, slots=True)
class CheckedList:
    """A list, compared with the files of its folder."""

    files: Sequence[CheckedFile] = ()
    """The files in the list, in its order, then those that are not in it."""
    unread: Sequence[UnreadLine] = ()

    @property
    def is_sound(self) -> bool:
        """Whether each line was read, and all files are as they were sent."""
        return not self.unread and all(file.state is FileState.SAME for file in self.files)


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


def checked_list(path: Path, report: str) -> CheckedList:
    """Return a list, compared with the files of its folder.

    Reports of several States can share a folder: what the list of another State names is not
    missed in this list, but for the report itself.

    Args:
        path: The list. The files are looked for in its folder.
        report: The name of the report with which they were sent.
    """
    listed, unread = _read(path)
    others = [other for other in path.parent.glob(_LISTS) if other != path]
    known = {_composed(name) for other in others for _, name in _read(other)[0] if name != report}
    known |= {_composed(name) for _, name in listed}
    # A file that stands on many lines is read once.
    digests = {name: _digest(path.with_name(name)) for _, name in listed}
    files = [CheckedFile(name, _state(digests[name], digest)) for digest, name in listed]
    more = [name for name in _names(path.parent) if _composed(name) not in known]
    return CheckedList(files + [CheckedFile(name, FileState.NOT_LISTED) for name in more], unread)


def files_beside(report: Path) -> Sequence[str]:
    """Return the names of the documents of a report, which are sent with a list."""
    return [
        name
        for name in _names(report.parent)
        if name != report.name and Path(name).stem == report.stem
    ]


def _read(path: Path) -> tuple[Sequence[tuple[str, str]], Sequence[UnreadLine]]:
    """Return the digests and names in a list, and the lines that are neither these nor remarks."""
    text = (content_of(path) or b"").decode("utf-8-sig", errors="replace")
    listed, unread = [], []
    for number, line in enumerate(_ENDS.split(text), 1):
        found = _LINE.fullmatch(line)
        if found:
            listed.append((found[1].lower(), found[2]))
        elif line.strip() and not line.startswith("#"):
            unread.append(UnreadLine(number, line))
    return listed, unread


def _digest(path: Path) -> str | None:
    """Return the SHA-256 of a file; None where it is not there or cannot be read."""
    content = content_of(path, _LARGEST)
    return None if content is None else hashlib.sha256(content).hexdigest()


def _state(found: str | None, listed: str) -> FileState:
    if found is None:
        return FileState.ABSENT
    return FileState.SAME if found == listed else FileState.CHANGED


def _names(folder: Path) -> Sequence[str]:
    """Return the names of the files in a folder that should be in its list."""
    return [
        path.name
        for path in sorted(folder.iterdir())
        if path.is_file()
        and path.name[0] not in ".~"
        and path.name.lower() not in _CLUTTER
        and not path.match(_LISTS)
        and not path.name.startswith(_NOTE)
    ]


def _composed(name: str) -> str:
    """Return a name with composed letters: some systems take them apart."""
    return unicodedata.normalize("NFC", name)
