"""The short name that is proposed for a law, made of its title: `tip-act`, `penal-code`.

Cyrillic and Greek letters are written in Latin ones, plainly and not by a standard: the name only
has to remind those who know the title. A title in another script gives its numbers, if it has any.
"""

import re
import unicodedata
from collections.abc import Collection

_KINDS = """act code constitution convention decree directive guideline guidelines law manual
memorandum ordinance order plan policy procedure procedures protocol regulation regulations rules
statute treaty"""
"""The words for kinds of texts, with which a short name ends."""
_SMALL = """a an and against at for in of on the to with de del des du el et la las le les los para
por sur y contra das dem den der die und o ob s so i v vo na po"""
"""Words that a short name leaves out."""
_LOCAL_KINDS = """arrete codice codigo decret decreto dekret gesetz lag legge lei ley loi lov
ordonnance verordnung wet zakon"""
_GENERIC = frozenset(f"{_KINDS} {_LOCAL_KINDS}".split()) - {"constitution"}
"""The words that name no text alone: a number and a year, or more words, stand with them."""
_END = r"(?i)[,;:(]|\bno\b\.?|\bnr\b\.?|№|\bn\.?\s?[°º]|\bn\.?\s?(?=[0-9])|\b[0-9]"
"""What comes after the title proper: a number, a year, an explanation."""
_NUMBER = r"\b[0-9][0-9A-Za-z]*(?:[/.\u2013-][0-9A-Za-z]+)*"
"""The number of a text, perhaps with its year: `81/VI/2005`, `120-FZ`, `26.364`."""
_YEAR = r"\b(?:1[89]|20)[0-9]{2}\b"
_ACRONYM = r"\(([A-Z][A-Za-z]{1,7})\)"
_LONGEST = 18
"""The most characters of the words before the kind."""
_NUMBERS = 2
"""The most numbers of a title in another script that its short name has: number and year."""
_LATIN_LETTERS = """аa бb вv гg ґg дd еe єe жzh зz иi іi јj кk лl мm нn оo пp рr сs тt уu фf хkh цts
чch шsh щshch ъ ыy ь эe юiu яia ђdj љlj њnj ћc џdz әa ғg қq ңn өo ұu үu һh
αa βb γg δd εe ζz ηi θth ιi κk λl μm νn ξx οo πp ρr σs ςs τt υy φf χch ψps ωo"""  # noqa: RUF001
"""Small letters of other scripts, without accents, each with what stands for it."""
_LATIN = str.maketrans({pair[0]: pair[1:] for pair in _LATIN_LETTERS.split()})
_IS_KIND = frozenset(_KINDS.split())
_IS_SMALL = frozenset(_SMALL.split())
_MOST_WORDS = 2
"""The most words before the kind that are written out; of more, the first letters are taken."""


def short_name(title: str, taken: Collection[str] = ()) -> str:
    """Return a short name for a text: small letters, digits and hyphens.

    A title without a letter that can be written in Latin script gives `law` with its numbers.

    Args:
        title: Its title, in any script.
        taken: The short names that cannot be used again.
    """
    found = re.search(_ACRONYM, title)
    end = re.search(_END, title)
    words = _words(title[: end.start()] if end else title)
    name = _of_words(words)
    kind = [word for word in words if word not in _IS_SMALL]
    if kind and _GENERIC.issuperset(kind) and not found:
        name = _numbered(kind, title)
    if found and found[1].lower() not in name:
        kinds = [word for word in words if word in _IS_KIND][-1:]
        name = "-".join([found[1].lower(), *kinds])
    if len(name) < 2:
        numbers = [str(int(digits[:6])) for digits in re.findall(r"\d+", title)][:_NUMBERS]
        name = "-".join(["law", *(numbers or ["1"])])
    return _free(name, taken)


def spelled_as_name(entry: str) -> str:
    """Return an entry in small letters without accents, with hyphens between its words."""
    return "-".join(_words(entry))


def _of_words(words: list[str]) -> str:
    kinds = [index for index, word in enumerate(words) if word in _IS_KIND]
    if not kinds:
        long_ones = [word for word in words if word not in _IS_SMALL]
        return "-".join(long_ones[:3])[: 2 * _LONGEST].strip("-")
    at = kinds[0] if kinds[0] == 0 else kinds[-1]
    kind, others = words[at], words[at + 1 :] if at == 0 else words[:at]
    long_ones = [word for word in others if word not in _IS_SMALL]
    if len(long_ones) > _MOST_WORDS or len("-".join(long_ones)) > _LONGEST:
        first = next((i for i, word in enumerate(others) if word not in _IS_SMALL), 0)
        long_ones = ["".join(word[0] for word in others[first:] if word != "the")]
    return "-".join([*long_ones, kind])[: 3 * _LONGEST]


def _numbered(kind: list[str], title: str) -> str:
    """Return a name for a title that begins with nothing but the kind of the text."""
    numbers = re.findall(_NUMBER, title)
    if not numbers:
        name = _of_words(_words(title))
        return f"{name}-1" if _GENERIC.issuperset(name.split("-")) else name
    number, *others = numbers
    years = (
        []
        if re.search(_YEAR, number)
        else [other for other in others if re.fullmatch(_YEAR, other)]
    )
    return "-".join([*kind, *_words(number), *years[:1]])[: 3 * _LONGEST].strip("-")


def _words(text: str) -> list[str]:
    """Return the words of a text in small letters without accents; others are left out."""
    plain = unicodedata.normalize("NFKD", re.sub("['\u2019]", "", text.replace("ß", "ss")))
    letters = "".join(
        character for character in plain if not unicodedata.combining(character)
    ).lower()
    letters = letters.translate(_LATIN)
    return [word for word in re.split(r"[^a-z0-9]+", letters) if word]


def _free(name: str, taken: Collection[str]) -> str:
    """Return a name that is not taken: with another number at its end, if need be."""
    free, number = name, 2
    stem = re.sub(r"-[0-9]{1,2}$", "", name)
    while free in taken:
        free, number = f"{stem}-{number}", number + 1
    return free
