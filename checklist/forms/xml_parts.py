"""Parses the XML of files from strangers, within limits, element by element."""

import posixpath
import re
from collections.abc import Callable, Mapping
from typing import NamedTuple
from xml.parsers import expat

from checklist.files.archive import BadArchiveError
from checklist.text.messages import grouped, tr

MOST_DEEP = 100
"""The most levels of elements."""
MAX_ELEMENTS = 300_000
"""The most elements of all members together."""

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
