"""Parses the XML of files from strangers, within limits, element by element."""

import posixpath
from collections.abc import Callable, Mapping
from typing import NamedTuple
from xml.parsers import expat

from checklist.files.archive import BadArchiveError

MOST_DEEP = 100
"""The most levels of elements."""


def parse(
    content: bytes,
    begin: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None] = lambda tag: None,
    data: Callable[[str], None] = lambda text: None,
) -> None:
    """Parse XML, and call functions with names that are without their prefixes.

    Raises:
        BadArchiveError: It has a document type.
        ValueError: It is too deep.
        xml.parsers.expat.ExpatError: It is not well-formed.
    """
    parser = expat.ParserCreate()
    parser.buffer_text = True
    depth = 0

    def began(tag: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > MOST_DEEP:
            raise ValueError("too deep")
        begin(tag.rpartition(":")[2], attributes)

    def ended(tag: str) -> None:
        nonlocal depth
        depth -= 1
        end(tag.rpartition(":")[2])

    def refused(*arguments: object) -> None:
        raise BadArchiveError("F004", "it has a document type, which no form has")

    parser.StartElementHandler = began
    parser.EndElementHandler = ended
    parser.CharacterDataHandler = data
    parser.StartDoctypeDeclHandler = refused
    parser.EntityDeclHandler = refused
    parser.Parse(content, True)


class Relation(NamedTuple):
    """What a member of an archive refers to."""

    target: str
    """The member; for what is outside, its address."""
    kind: str
    is_external: bool
    id: str = ""


def relations(members: Mapping[str, bytes], member: str) -> list[Relation]:
    """Return what a member refers to; an empty name stands for the archive as a whole."""
    folder, name = posixpath.split(member)
    found: list[Relation] = []

    def begin(tag: str, attributes: dict[str, str]) -> None:
        if tag != "Relationship":
            return
        target, kind = attributes.get("Target", ""), attributes.get("Type", "")
        if attributes.get("TargetMode") == "External":
            found.append(Relation(target, kind, True, attributes.get("Id", "")))
        else:
            inside = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            found.append(Relation(inside, kind, False))

    content = members.get(posixpath.join(folder, "_rels", f"{name}.rels"))
    if content is not None:
        parse(content, begin)
    return found
