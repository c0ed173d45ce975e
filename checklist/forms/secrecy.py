"""Words that speak of confidentiality in the texts of a form, wherever they stand.

A clerk who writes “not for publication” under “Remark” means the mark “Do not publish”.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from checklist.ministries.returned import Returned
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.reports.address import Address, AddressError
from checklist.text.paragraphs import folded

_SPEAKING = re.compile(
    r"confiden[tcz]|\bsecre(?:t|cy|to)|classified|classifi[ée]|clasificad|restricted|r[ée]serv[ée]"
    r"|restringid|reservad|sensitive|internal use|usage interne|uso interno|off the record"
    r"|(?:not|don.?t|never|ne pas|pas|sin|no)\W+(?:\w+\W+){0,3}?(?:publi|disclos|divul)"
    r"|non[- ]publi|unpublish|vertraulich|sigilos"
    r"|конфиденциальн|секретн|не для (?:публикации|печати)|не публик|не подлежит|для служебного"
    r"|служебного пользования|保密|机密|秘密|不公开|不予公开|不得公开|请勿公开|不要公开|不发表"
    r"|内部使用"
    r"|سري|السرية|للنشر|لا تنشر|لا ينشر|عدم النشر|عدم نشر|للاستخدام الداخلي",
    re.IGNORECASE,
)
"""What speaks of confidentiality, in six languages; rather too much than too little."""

_CODE = re.compile("[a-z0-9]+(-[a-z0-9]+)*")


class Mention(NamedTuple):
    """A text that speaks of confidentiality."""

    text: str
    place: str
    """Its place in the file."""
    owners: Sequence[str]
    """The addresses of the answers that it can mean: of a text at the end, all of the form."""


def speaks_of_secrecy(text: str) -> bool:
    """Whether a text has words that speak of confidentiality."""
    return _SPEAKING.search(text) is not None or _SPEAKING.search(folded(text)) is not None


def mentions(returned: Returned, questionnaire: Questionnaire) -> Iterator[Mention]:
    """Yield the texts of a form that speak of confidentiality, where no mark says so already.

    Args:
        returned: The form, which was read.
        questionnaire: Its questionnaire.
    """
    marked = {at for at, content in returned.units.items() if at.endswith("/confidential")}
    owners = {owner_of(at, questionnaire) for at in returned.given}
    for at, text in _texts(returned):
        owner = owner_of(at, questionnaire)
        if speaks_of_secrecy(text) and f"{owner}/confidential" not in marked:
            yield Mention(text, returned.places.get(at, ""), [owner])
    beside = [(stray.text, stray.place, stray.address) for stray in returned.stray]
    for text, place, at in [*beside, (returned.remark, "", "")]:
        if not speaks_of_secrecy(text):
            continue
        own = owner_of(at, questionnaire) if at else ""
        meant = [own] if own in owners else sorted(owners)
        meant = [owner for owner in meant if f"{owner}/confidential" not in marked]
        if meant:
            yield Mention(text, place, meant)


def owner_of(at: str, questionnaire: Questionnaire) -> str:
    """Return the address of the answer, row or cell to which an address belongs."""
    try:
        address = Address.parse(at.partition("#")[0], questionnaire)
    except AddressError:
        return ""
    return str(address._replace(part=""))


def _texts(returned: Returned) -> Iterator[tuple[str, str]]:
    """Yield the texts that were given, with their addresses; a code of an option is no text."""
    for at, content in returned.given.items():
        for text in _strings(content):
            if at.endswith("/note") or not _CODE.fullmatch(text):
                yield at, text


def _strings(content: Any) -> Iterator[str]:
    if isinstance(content, str):
        yield content
    inner = content.values() if isinstance(content, dict) else content
    for part in inner if isinstance(content, dict | list) else ():
        yield from _strings(part)
