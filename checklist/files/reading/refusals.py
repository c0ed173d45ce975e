"""The findings of reading one file, and the characters that no file may hold."""

import re
from collections import Counter
from collections.abc import Callable
from itertools import islice

from checklist.diagnostics import MAX_PER_FILE, Diagnostic, DocumentPath, diagnostic, in_order
from checklist.files.reading.document import Data, Document, Format, Marks
from checklist.files.reading.source import Unreadable
from checklist.text.messages import tr
from checklist.text.sanitize import FORBIDDEN, character_name

LONE_CARRIAGE_RETURN = re.compile("\r(?!\n)")
REPLACEMENT = "\ufffd"
"""The character that stands in the text for a forbidden one."""

# YAML 1.1 breaks lines at U+2028 and U+2029, YAML 1.2 does not.
_FORBIDDEN: dict[Format, str] = {
    "json": FORBIDDEN.pattern,
    "yaml": f"{FORBIDDEN.pattern}|[\u2028\u2029]",
}
# The complement of the forbidden characters: four times as fast on a text without any.
_ALLOWED = f"[^{FORBIDDEN.pattern[1:-1]}\u2028\u2029]*+"
# The bytes that never begin a forbidden character. Deleting them is four times as fast again, and
# leaves nothing of most files.
_ALLOWED_BYTES = bytes(
    {byte for byte in range(0x80) if not FORBIDDEN.match(chr(byte))}
    | ({*range(0x80, 0x100)} - {0xC2, 0xE2, 0xEF})
)


def line_and_column(text: str, at: int) -> tuple[int, int]:
    """Return the 1-based line and column of an offset, at most those of the text's end."""
    at = min(at, len(text))
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)


class Refusals:
    """The findings of reading one file, added by their offsets."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.text = text
        self.found: list[Diagnostic] = []
        self.more: Counter[str] = Counter()
        """The number of further findings, by code."""
        self.places: set[DocumentPath] = set()
        """The places of the values that were refused."""

    def line(self, at: int) -> int:
        """Return the 1-based line of an offset."""
        return line_and_column(self.text, at)[0]

    def add(
        self, code: str, message: str, at: int, *, hint: str = "", where: DocumentPath = ()
    ) -> None:
        """Add a finding, if there are not `MAX_PER_FILE` already; else only count it."""
        if len(self.found) == MAX_PER_FILE:
            self.more[code] += 1
            return
        line, column = line_and_column(self.text, at)
        self.found.append(
            diagnostic(self.name, line, column, code, message, hint=hint, where=where)
        )

    def end(self, reason: Unreadable) -> None:
        """Add the reason for which reading ended, even where there are `MAX_PER_FILE` findings."""
        self.more.update(last.code for last in self.found[MAX_PER_FILE - 1 :])
        del self.found[MAX_PER_FILE - 1 :]
        self.add(reason.code, reason.message, reason.at, hint=reason.hint)

    def document(
        self, format: Format, data: Data = None, find_marks: Callable[[], Marks] = dict
    ) -> Document:
        """Return the document with these findings; without data where it could not be read.

        The last one of a code stands for those that were only counted.
        """
        found = in_order(self.found)
        for code, number in self.more.items():
            last = max((n for n, one in enumerate(found) if one.code == code), default=-1)
            found[last] = found[last]._replace(stands_for=found[last].stands_for + number)
        return Document(
            name=self.name,
            text=self.text,
            format=format,
            data=data,
            refusals=tuple(found),
            refused_places=frozenset(self.places),
            find_marks=find_marks,
        )


def replace_forbidden(content: bytes, refusals: Refusals, format: Format) -> str:
    """Refuse the characters that a file may not hold, and return the text with them replaced.

    All offsets stay as they are. A text without such characters is returned itself.

    Args:
        content: The bytes from which the text was decoded.
        refusals: The text, and the list to which the refusals are added.
        format: The format of the text.
    """
    text = refusals.text
    if not content.translate(None, _ALLOWED_BYTES):
        return text
    clean = re.match(_ALLOWED, text)
    if clean is None or clean.end() == len(text):
        return text
    forbidden = _FORBIDDEN[format]
    # A carriage return is allowed in a CRLF; alone, some take it for the end of a line.
    probe = text.replace("\r\n", " \n")
    has_carriage_return = False
    matches = re.finditer(forbidden, probe)
    for found in islice(matches, MAX_PER_FILE):
        hint = ""
        if found[0] == "\r":
            if has_carriage_return:
                continue  # one finding is enough: every line has one
            has_carriage_return = True
            hint = tr("it ends a line on old systems; save the file with line feeds")
        elif found[0] in "\u2028\u2029":
            escape = "\\L" if found[0] == "\u2028" else "\\P"
            hint = tr("delete it, or write {escape} in a text in double quotation marks", escape)
        message = tr("the character {character} is not allowed", character_name(found[0]))
        refusals.add("S004", message, found.start(), hint=hint)
    if number := sum(found[0] != "\r" for found in matches):
        refusals.more["S004"] += number
    if not refusals.found:
        return text
    text = LONE_CARRIAGE_RETURN.sub("\n", text)
    return re.sub(f"(?!\r\n)(?:{forbidden})", REPLACEMENT, text)
