"""Parses the XML of office files from strangers, within limits, element by element.

A Word file is an archive, whose members name each other.
"""

import posixpath
import re
from collections.abc import Callable, Mapping
from typing import NamedTuple
from xml.parsers import expat

from checklist.files.archive import BadArchiveError, unpack
from checklist.text.messages import grouped, tr

MOST_DEEP = 100
"""The most levels of elements."""
MAX_ELEMENTS = 300_000
"""The most elements of all members together."""

_OLD_OR_LOCKED = bytes.fromhex("d0cf11e0a1b11ae1")
"""The first bytes of `.doc` and `.xls`, and of any file that is locked with a password."""
_OPEN_DOCUMENT = b"application/vnd.oasis.opendocument"
_CROWDED = re.compile(rb"""<\w[^<>"']*+(?:(?:"[^"<]*+"|'[^'<]*+')[^<>"']*+){200}""")
"""A tag with 200 attributes. The parser keeps all attributes of a tag in memory at a time. Each
repetition is possessive, so that the search takes linear time.
"""
_DECLARED = re.compile(
    rb"(?:\xef\xbb\xbf)?<\?xml[^>]*encoding\s*=\s*[\"']([^\"']+)[\"']", re.IGNORECASE
)
_ENCODINGS = frozenset({b"utf-8", b"us-ascii", b"ascii"})


class Relation(NamedTuple):
    """What a member of an archive refers to."""

    id: str
    target: str
    """The member; for what is outside, its address."""
    kind: str
    is_external: bool


def open_parts(content: bytes, locked: str, open_document: str) -> "Parts":
    """Return the members of an office file.

    Args:
        content: The bytes of the file.
        locked: What is said of a file that is locked with a password, or of an old format.
        open_document: What is said of an OpenDocument file.

    Raises:
        BadArchiveError: It is no archive, is damaged or locked, or too large.
    """
    if content.startswith(_OLD_OR_LOCKED):
        raise BadArchiveError("F002", locked)
    members = unpack(content)
    if members.get("mimetype", b"").startswith(_OPEN_DOCUMENT):
        raise BadArchiveError("F002", open_document)
    return Parts(members)


class Parts:
    """The members of an archive of XML, of which each is parsed once, whoever names it."""

    def __init__(self, members: Mapping[str, bytes]) -> None:
        """Note the members by their names."""
        self.names = frozenset(members)
        self._left = dict(members)
        self._elements = 0

    def __contains__(self, name: str) -> bool:
        """Whether there is a member of this name that was not parsed yet."""
        return name in self._left

    def parse(
        self,
        name: str,
        begin: Callable[[str, dict[str, str]], None],
        end: Callable[[str], None] = lambda tag: None,
        data: Callable[[str], None] = lambda text: None,
    ) -> None:
        """Parse a member, and call functions with names that are without their prefixes.

        Nothing is called for a member that is not there, or was parsed already.

        Raises:
            BadArchiveError: It has what no office program writes, or all have too many elements.
            ValueError: It is too deep.
            xml.parsers.expat.ExpatError: It is not well-formed.
        """
        content = self._left.pop(name, None)
        if content is None:
            return
        _refuse(content)
        parser = expat.ParserCreate("utf-8")
        parser.buffer_text = True
        depth = 0

        def began(tag: str, attributes: dict[str, str]) -> None:
            nonlocal depth
            depth += 1
            self._elements += 1
            if self._elements > MAX_ELEMENTS:
                raise BadArchiveError(
                    "F003", tr("it has more than {max_elements} elements", grouped(MAX_ELEMENTS))
                )
            if depth > MOST_DEEP:
                raise ValueError("too deep")
            begin(tag.rpartition(":")[2], attributes)

        def ended(tag: str) -> None:
            nonlocal depth
            depth -= 1
            end(tag.rpartition(":")[2])

        parser.StartElementHandler = began
        parser.EndElementHandler = ended
        parser.CharacterDataHandler = data
        parser.StartDoctypeDeclHandler = _refuse_type
        parser.EntityDeclHandler = _refuse_type
        parser.Parse(content, True)

    def relations(self, name: str) -> list[Relation]:
        """Return what a member refers to; an empty name stands for the archive as a whole."""
        folder, last = posixpath.split(name)
        found: list[Relation] = []

        def begin(tag: str, attributes: dict[str, str]) -> None:
            if tag != "Relationship":
                return
            target, kind = attributes.get("Target", ""), attributes.get("Type", "")
            is_external = attributes.get("TargetMode") == "External"
            if not is_external:
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            found.append(Relation(attributes.get("Id", ""), target, kind, is_external))

        self.parse(posixpath.join(folder, "_rels", f"{last}.rels"), begin)
        return found

    def start(self, usual: str) -> str:
        """Return the name of the member with which the file begins; most have the usual one."""
        targets = (
            relation.target
            for relation in self.relations("")
            if relation.kind.endswith("/officeDocument") and not relation.is_external
        )
        return next(targets, usual)

    def active(self, words: Mapping[str, str]) -> list[str]:
        """Return what in the file could do something, in words, by a part of members' names."""
        names = " ".join(self.names)
        return [said for part, said in words.items() if part in names]

    def texts(self, name: str, each: str) -> list[tuple[Mapping[str, str], list[list[str]]]]:
        """Return the attributes and the texts of each element of one kind, by its paragraphs.

        The paragraphs before its first text are left out.
        """
        found: list[tuple[Mapping[str, str], list[list[str]]]] = []
        is_inside = is_text = False

        def begin(tag: str, attributes: dict[str, str]) -> None:
            nonlocal is_inside, is_text
            if tag == each:
                found.append((attributes, [[]]))
                is_inside = True
            elif tag == "p" and is_inside and found[-1][1] != [[]]:
                found[-1][1].append([])
            is_text = tag == "t" and is_inside

        def end(tag: str) -> None:
            nonlocal is_inside, is_text
            is_inside, is_text = is_inside and tag != each, False

        def data(text: str) -> None:
            if is_text:
                found[-1][1][-1].append(text)

        self.parse(name, begin, end, data)
        return found


def _refuse(content: bytes) -> None:
    """Refuse XML that no office program writes: document types, entities, foreign encodings."""
    declared = _DECLARED.match(content)
    if b"\0" in content or (declared and declared[1].lower() not in _ENCODINGS):
        raise BadArchiveError("F004", tr("a part of it is not in UTF-8"))
    if re.search(rb"<!(DOCTYPE|ENTITY)", content, re.IGNORECASE):
        _refuse_type()
    if _CROWDED.search(content):
        raise BadArchiveError("F003", tr("an element of it has more attributes than any form"))


def _refuse_type(*arguments: object) -> None:
    raise BadArchiveError("F004", tr("it has a document type, which no form has"))
