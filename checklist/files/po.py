"""Reads PO files: texts with their translations, as translators' programs write them.

A reader of our own: no other is installed where questions are only read.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from checklist.diagnostics import Diagnostic
from checklist.errors import ChecklistError
from checklist.files.reader import text_of
from checklist.text.sanitize import character_name, forbidden_character, quoted, safe_text

# Compiled where they are used: who has the entries from a cache reads no file.
_LINE = r'(?:(msgctxt|msgid_plural|msgid|msgstr(?:\[([0-9])\])?)[ \t]+)?"((?:[^"\\]|\\.)*)"[ \t]*'
_ESCAPE = r"\\(.)"
_ESCAPED = {"n": "\n", "t": "\t", "b": "\b", '"': '"', "\\": "\\"}
_FILE = r"(\S+?)(?::[0-9]+)?(?:\s|$)"
_SIGNS = ",.:|~"
"""The signs behind `#` of flags, of what the author says, files, earlier texts, obsolete lines."""
_PREVIOUS = r'(?:(msgctxt|msgid_plural|msgid)[ \t]+)?"(.*)"'


class PoError(ChecklistError):
    """A PO file cannot be read. The text of the exception names the file and the line."""

    def __init__(self, name: str, line: int, message: str) -> None:
        super().__init__(f"{safe_text(name)}:{line}: {message}")
        self.line, self.message = line, message


class PoEntry(NamedTuple):
    """A text with its translation."""

    place: str
    """Its context: `offence.ask`."""
    english: str
    plural: str = ""
    """The English behind other numbers than 1; empty where no number stands before the text."""
    texts: Sequence[str] = ("",)
    """The translation; of a text with a plural, each of its forms."""
    is_fuzzy: bool = False
    """Whether somebody must look at the translation again."""
    was: str = ""
    """The English that was translated, where that was another."""
    remarks: Sequence[str] = ()
    """The remarks of translators."""
    comments: Sequence[str] = ()
    """What the author says to translators."""
    files: Sequence[str] = ()
    """The files in which the text stands."""
    line: int = 0
    """The line in which it begins, with its comments, from 1."""

    @property
    def text(self) -> str:
        """The translation, which is empty unless all of its forms are there."""
        return self.texts[-1] if all(self.texts) else ""


@dataclass(slots=True)
class _Lines:
    """The lines of an entry."""

    first: int = 0
    """The number of its first line."""
    parts: dict[str, list[str]] = field(default_factory=dict)
    """The pieces of each text, one a line, by its keyword."""
    comments: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    """The comments by the sign behind `#`; a remark of a translator has none."""


def read_po(path: Path) -> Sequence[PoEntry]:
    """Return the entries of a file, the first of which is its head, with an empty text.

    Raises:
        PoError: It cannot be read, or a line is not as PO files have it.
    """
    text = text_of(path)
    if isinstance(text, Diagnostic):
        raise PoError(str(path), text.line, text.message)
    return parse_po(text, str(path))


def parse_po(text: str, name: str) -> Sequence[PoEntry]:
    """Return the entries of a text, as `read_po` does.

    Args:
        text: The content of a file.
        name: The file as the user named it.
    """
    text = text.replace("\r\n", "\n")
    at = forbidden_character(text)
    if at is not None:
        raise _not_allowed(text[at], name, text.count("\n", 0, at) + 1)
    entries: list[PoEntry] = []
    seen: dict[str, int] = {}
    for lines_of_entry in _entries_in(text.split("\n"), name):
        entry = _entry(lines_of_entry, name)
        # A place is that of one text; of the program, texts have a context that others have, too.
        key = entry.place if "." in entry.place else f"{entry.place}\4{entry.english}"
        if key in seen:
            message = f"{quoted(entry.place or entry.english)} stands in line {seen[key]} already"
            raise PoError(name, entry.line, message)
        seen[key] = entry.line
        entries.append(entry)
    return entries


def _entries_in(lines: Sequence[str], name: str) -> Iterator[_Lines]:
    """Yield the entries whose lines are all read. Those that are obsolete are left out."""
    draft, last, whole_line = _Lines(), "", re.compile(_LINE)
    for number, line in enumerate(lines, 1):
        line = line.strip(" \t\ufeff")
        if not line:
            continue
        is_comment = line.startswith("#")
        found = None if is_comment else whole_line.fullmatch(line)
        keyword = "" if found is None else found[1]
        begins = is_comment or (keyword in {"msgctxt", "msgid"} and last != "msgctxt")
        if begins and "msgid" in draft.parts:
            yield draft
            draft, last = _Lines(), ""
        draft.first = draft.first or number
        if is_comment:
            sign = line[1:2] if line[1:2] in _SIGNS else ""
            draft.comments[sign].append(line[1:].removeprefix(sign).strip())
            continue
        if found is None:
            raise PoError(name, number, f"this is no line of a PO file: {quoted(line)}")
        if keyword:
            last = keyword
            if keyword in draft.parts or (keyword == "msgctxt" and "msgid" in draft.parts):
                raise PoError(name, number, f"`{keyword}` stands twice")
            draft.parts[keyword] = []
        elif not last:
            raise PoError(name, number, "a text stands before any `msgid`")
        draft.parts[last].append(_unescaped(found[3]))
    if draft.parts:
        yield draft


def _not_allowed(character: str, name: str, line: int) -> PoError:
    return PoError(name, line, f"the character {character_name(character)} is not allowed")


def _unescaped(text: str) -> str:
    if "\\" not in text:
        return text
    return re.sub(_ESCAPE, lambda found: _ESCAPED.get(found[1], found[0]), text)


def _previous(lines: Sequence[str]) -> str:
    """Return the English that was translated, of the comments on the earlier texts."""
    keyword, was = "msgid", ""
    for line in lines:
        found = re.match(_PREVIOUS, line)
        if found is not None:
            keyword = found[1] or keyword
            was += _unescaped(found[2]) if keyword == "msgid" else ""
    return was


def _entry(draft: _Lines, name: str) -> PoEntry:
    parts = {keyword: "".join(pieces) for keyword, pieces in draft.parts.items()}
    comments = draft.comments
    if "msgid" not in parts:
        raise PoError(name, draft.first, "`msgid` is not there")
    forms = ["msgstr"] if "msgid_plural" not in parts else _forms(parts)
    missing = next((form for form in forms or ["msgstr[0]"] if form not in parts), None)
    if missing is not None:
        raise PoError(name, draft.first, f"`{missing}` is not there")
    translated = "".join(parts[form] for form in forms)
    at = forbidden_character(translated)
    english = parts["msgid"] + parts.get("msgid_plural", "")
    if at is not None and translated[at] not in english:  # an escape brought it in
        raise _not_allowed(translated[at], name, draft.first)
    return PoEntry(
        place=parts.get("msgctxt", ""),
        english=parts["msgid"],
        plural=parts.get("msgid_plural", ""),
        texts=tuple(parts[form] for form in forms),
        is_fuzzy="fuzzy" in re.split(r"\s*,\s*", ",".join(comments[","])),
        was=_previous(comments["|"]),
        remarks=tuple(filter(None, comments[""])),
        comments=tuple(comments["."]),
        files=tuple(re.findall(_FILE, "\n".join(comments[":"]))),
        line=draft.first,
    )


def _forms(parts: Mapping[str, str]) -> Sequence[str]:
    """Return the keywords of the forms of a plural, from 0 to the last that is there."""
    numbers = [int(key[-2]) for key in parts if key.startswith("msgstr[")]
    return [f"msgstr[{number}]" for number in range(max(numbers, default=-1) + 1)]


def po_bytes(entries: Sequence[PoEntry], head: Mapping[str, str], remark: str = "") -> bytes:
    """Return a PO file, as translators' programs write it.

    Args:
        entries: The entries but the head.
        head: The lines of the head, by their names.
        remark: What is said above the head.
    """
    import polib  # only whoever translates writes such files

    file = polib.POFile(wrapwidth=100)
    file.metadata, file.header = dict(head), remark
    for entry in entries:
        forms: Mapping[str, Any] = {"msgstr": entry.texts[0]}
        if entry.plural:
            plurals = dict(enumerate(entry.texts))
            forms = {"msgid_plural": entry.plural, "msgstr_plural": plurals}
        file.append(
            polib.POEntry(
                msgctxt=entry.place or None,
                msgid=entry.english,
                flags=["fuzzy"] if entry.is_fuzzy else [],
                previous_msgid=entry.was or None,
                tcomment="\n".join(entry.remarks),
                comment="\n".join(entry.comments),
                occurrences=[(file, "") for file in entry.files],
                **forms,
            )
        )
    return f"{file}\n".encode()
