"""Reads the field for laws and links as clerks fill it in: `Loi 27-14, art. 8 <https://…>`."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from checklist.answer_types.evidence import MAX_EVIDENCE, CitationHelp, article_of, read_reference
from checklist.answer_types.interface import Option, Refusal
from checklist.answer_types.refusal import CompletedRefusal
from checklist.answer_types.short_name import short_name, spelled_as_name
from checklist.forms.words import folded
from checklist.text.messages import tr

_ADDRESS = re.compile(r'(?i)(?:https?://|www\.)[^\s<>"]+')
_AROUND = " \t,.:<>()[]–—-"
"""What stands between the words of a source and its address."""
_BEHIND = ".,:)]"
"""What stands behind an address and is not of it."""
_MOST_WORDS = 20
"""The most words of a name of a law that is looked for."""
_LONGEST = 50
"""The most characters of a short name that is made of a longer one."""


@dataclass(slots=True)
class Sources:
    """What a field for laws and links says."""

    references: list[dict[str, str]] = field(default_factory=list)
    refusals: list[str] = field(default_factory=list)
    """Why a part of it is no reference, as sentences."""
    beside: list[str] = field(default_factory=list)
    """The words beside an address, where no law can be cited."""


def read_sources(
    laws: Sequence[Option], names: Mapping[str, str], text: str, *, takes_laws: bool
) -> Sources:
    """Return what a field says: each part that is a reference, and the others with a reason.

    Args:
        laws: The register of laws.
        names: The short names of laws by how somebody wrote them, folded.
        text: The text of the field.
        takes_laws: Whether a law can be cited; otherwise only addresses.
    """
    found, words = Sources(), CitationHelp.in_form()
    parts = [*filter(None, _parts(text))]
    if len(parts) > 2 * MAX_EVIDENCE:
        found.refusals.append(tr("Write at most {max_evidence} references.", MAX_EVIDENCE))
        return found
    for part in parts:
        is_address = _ADDRESS.fullmatch(part) is not None
        if not (is_address or takes_laws) and _ADDRESS.search(text):
            found.beside.append(part)
            continue
        try:
            reference = _named(laws, names, part) if takes_laws and not is_address else None
            found.references.append(reference or _reference(laws, words, part, not takes_laws))
        except Refusal as refusal:
            found.refusals.append(str(refusal))
    if len(found.references) > MAX_EVIDENCE:
        found.refusals.append(tr("Write at most {max_evidence} references.", MAX_EVIDENCE))
        del found.references[MAX_EVIDENCE:]
    return found


def _parts(text: str) -> Iterator[str]:
    """Yield the parts of a text: what semicolons and line breaks divide, and addresses in them."""
    for part in re.split(r"[;；؛\n]", text):
        at = 0
        for address in _ADDRESS.finditer(part):
            yield part[at : address.start()].strip(_AROUND)
            yield address[0].rstrip(_BEHIND)
            at = address.end()
        yield part[at:].strip(_AROUND if at else "")


def _reference(
    laws: Sequence[Option], words: CitationHelp, part: str, is_link: bool
) -> dict[str, str]:
    try:
        return read_reference(laws, words, part, is_link=is_link)
    except CompletedRefusal as refusal:
        return read_reference(laws, words, refusal.completed(part), is_link=is_link)


def _named(laws: Sequence[Option], names: Mapping[str, str], part: str) -> dict[str, str] | None:
    """Return the reference to the law whose name begins a text; the longest name counts."""
    codes = {law.code for law in laws}
    steps = [match.end() for match in re.finditer(r"\S+", part)]
    for end in reversed(steps[:_MOST_WORDS]):
        name = part[:end].strip(" ,")
        code = names.get(folded(name), spelled_as_name(name))
        if code in codes:
            article = article_of(part[end:].strip(" ,"))
            return {"law": code, "article": article} if article else {"law": code}
    return None


def law_name(text: str, title: str, taken: Collection[str]) -> str:
    """Return the short name for a law whose short name is written otherwise: `loi-27-14`.

    Args:
        text: What stands in the field for the short name.
        title: The title of the law.
        taken: The short names that are taken.
    """
    name = spelled_as_name(text)[:_LONGEST].strip("-")
    if not re.search("[a-z]", name):  # of a script that is not Latin
        name = f"law-{name}" if name else short_name(title, taken)
    free, number = name, 2
    while free in taken:
        free, number = f"{name}-{number}", number + 1
    return free
