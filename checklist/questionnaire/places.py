"""The texts of a questionnaire by their places: what its translation translates.

A place names a text without the file in which it stands, because questions move between sets:
`offence.ask`, `lists.obstacles.funding.label`, `recommendations.10(b).summary`.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal, NamedTuple

from checklist.diagnostics import DocumentPath

Kind = Literal["head", "set", "catalogue", "plan"]
"""The files of a questionnaire that have texts."""

_KEYS: Mapping[Kind, frozenset[str]] = {
    "head": frozenset({"title", "introduction", "about_notes", "label", "term", "definition"}),
    "set": frozenset(
        {"title", "introduction", "ask", "guidance", "more", "period", "when_text", "label"}
        | {"entry", "unit", "pattern_says", "message"}
    ),
    "catalogue": frozenset({"title", "summary", "left_out"}),
    "plan": frozenset({"words", "one", "most", "range", "stands_out", "in_part"}),
}
"""The keys whose texts people read."""

_NO_TEXTS = frozenset({"when", "party_when", "gate", "laws", "treaties", "matches"})
"""The keys below which only names stand."""

LONG = frozenset({"introduction", "guidance", "more", "definition", "summary"})
"""The keys whose texts can have several lines."""

_TOGETHER = frozenset({"ask", "entry", "unit", "pattern_says"})
"""The keys of a question whose texts are in one language, with those of its options."""


class Text(NamedTuple):
    """A text of a questionnaire."""

    place: str
    english: str
    where: DocumentPath
    """Where it stands in its file."""
    group: str
    """The texts of a group are in one language."""
    says_english: bool
    """Whether it says that the texts of its group are English where they are."""
    singular: str = ""
    """The English behind the number 1, where a number stands before the text."""
    comment: str = ""
    """What the author says to translators."""
    files: Sequence[str] = ()
    """The files of the program in which it stands, where it is a text of the program."""
    context: str = ""
    """Which of its meanings a text of the program has, where another has the same English."""

    @property
    def key(self) -> str:
        """The key of the text: `guidance`."""
        return str(self.where[-1])

    @property
    def can_have_lines(self) -> bool:
        """Whether the text can have several lines."""
        return self.key in LONG or "\n" in self.english


def texts_of(data: Any, kind: Kind) -> Iterator[Text]:
    """Yield the texts in the data of a file, in their order.

    Args:
        data: The data, which can have any errors.
        kind: Which file it is.
    """
    own = str(data.get("id")) if isinstance(data, dict) else ""
    for where, names, near in _strings(data, kind):
        key = str(where[-1])
        english, comment = near[key], near.get("comment")
        singular = near.get("unit_one") if key == "unit" else None
        place = _place(names, key, english, kind, own)
        group = _group(names, key, place)
        is_label = key == "label" and "options" not in names and names[:1] != ("lists",)
        yield Text(
            place=place,
            english=english,
            where=where,
            group=group,
            says_english=group == place or is_label or key in {"ask", "term"},
            singular=singular if isinstance(singular, str) else "",
            comment=comment if isinstance(comment, str) else "",
        )


def _strings(
    data: Any, kind: Kind, where: DocumentPath = (), names: tuple[str, ...] = ()
) -> Iterator[tuple[DocumentPath, tuple[str, ...], dict[str, Any]]]:
    """Yield the place of each text, the names on the way there, and the mapping it is in."""
    if isinstance(data, dict):
        for key, part in data.items():
            if isinstance(part, str):
                if key in _KEYS[kind] and part.strip():
                    yield (*where, key), names, data
            elif key not in _NO_TEXTS:
                yield from _strings(part, kind, (*where, key), (*names, str(key)))
    elif isinstance(data, list):
        for index, part in enumerate(data):
            if isinstance(part, dict):
                yield from _strings(part, kind, (*where, index), (*names, _name(part, index)))


def _name(part: Mapping[str, Any], index: int) -> str:
    """Return the name of an item of a list: of a section, `2009.A`; of a headline, its question."""
    if "meeting" in part and "letter" in part:
        return f"{part['meeting']}.{part['letter']}"
    name = next((part[key] for key in ("id", "code", "question") if key in part), index)
    rows = part.get("rows")
    return f"{name}/{rows[0]}" if isinstance(rows, list) and len(rows) == 1 else str(name)


def _place(names: tuple[str, ...], key: str, english: str, kind: Kind, own: str) -> str:
    if key in {"period", "words"}:
        # Reports compare the period of a question with that of the plan: same words, same place.
        return f"periods.{re.sub('[^a-z0-9]+', '-', english.lower()).strip('-')}"
    if kind == "set":
        names = names[1:] if names[:1] == ("questions",) else names or ("sets", own)
    elif kind == "head" and names[:1] not in {("lists",), ("glossary",)}:
        names = ("questionnaire", *names)
    return ".".join((*names, key))


def _group(names: tuple[str, ...], key: str, place: str) -> str:
    """Return the group of a text: its own place where it is alone."""
    if names[:1] in {("lists",), ("glossary",)}:
        return ".".join(names[:2])
    if names[:1] != ("questions",):
        return place
    is_option = "options" in names
    if "columns" in names:
        is_of_column = is_option or key in _TOGETHER or key == "label"
        return ".".join(names[1:4]) if is_of_column else place
    return names[1] if is_option or key in _TOGETHER else place
