"""Makes the names under which originals are kept from the names under which they came."""

import re
import unicodedata

from checklist.files.discovery import is_report_name
from checklist.lifecycle.register_line import UNKNOWN
from checklist.states import BY_CODE

_BESIDE = re.compile(r"(?:report|files|note-verbale)-([A-Z]{3})(?![A-Za-z])")
_LONGEST = 100
"""The most bytes of a name, in UTF-8, before its ending."""
_LONGEST_ENDING = 10
_PLAIN = "-_. "
"""The characters that stay beside letters and digits."""
_RESERVED = {"con", "prn", "aux", "nul", *(f"{n}{i}" for n in ("com", "lpt") for i in range(10))}
"""The names that Windows gives to devices."""


def state_in_name(name: str) -> str | None:
    """Return the code of the State in the name of a file that goes with a report, if it has one.

    `checklist submit` names them so: `files-NOR.txt`, `note-verbale-NOR.docx`, `report-NOR.docx`.
    """
    found = _BESIDE.match(name)
    return found[1] if found and found[1] in BY_CODE else None


def folder_of(state: str | None, cycle: str | None) -> str:
    """Return the folder of an original in the register: `2026/NOR`, `unknown/NOR`, `unknown`."""
    return f"{cycle or UNKNOWN}/{state}" if state else UNKNOWN


def kept_name(name: str, state: str | None, content: bytes, *, is_report: bool) -> str:
    """Return the name under which a file is kept.

    Letters and digits of any script stay. A report gets a name by which the commands that read
    reports find it.

    Args:
        name: The name under which it came.
        state: The code of its State, if that is known.
        content: Its bytes.
        is_report: Whether it is a report that can be used.
    """
    stem, dot, ending = name.rpartition(".")
    if not dot or len(ending) > _LONGEST_ENDING or not ending.isascii() or not ending.isalnum():
        stem, ending = name, ""
    stem = _cut(_plain(stem)) or "file"
    if stem.partition(".")[0].lower() in _RESERVED:
        stem = f"file-{stem}"
    kept = f"{stem}.{ending.lower()}" if ending else stem
    if is_report and not is_report_name(kept):
        is_json = content.lstrip().startswith(b"{")
        return f"report-{state or UNKNOWN}.{'json' if is_json else 'yaml'}"
    return kept


def _plain(text: str) -> str:
    """Return a text of letters, digits, hyphens, underscores and full stops within it."""
    composed = unicodedata.normalize("NFC", text)
    kept = "".join(
        character if character.isalnum() or character in _PLAIN else "-" for character in composed
    )
    return "-".join(kept.split()).strip("-_.")


def _cut(text: str) -> str:
    return text.encode()[:_LONGEST].decode(errors="ignore").rstrip("-_.")
