"""Languages that nobody speaks, by which it is seen what is no message, or within another.

In Greek letters, what stands in Latin letters is not translated. In brackets, a bracket within
others is a message that is part of another. In Arabic letters, a text runs from the right.
"""

import re
import string
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache

from checklist.questionnaire.domains import messages
from checklist.text.messages import key_of
from checklist.text.paragraphs import ends_sentence

_LETTERS = str.maketrans(
    string.ascii_letters, "αβγδεφχηιζκλμνοπθρστυωψξυζΑΒΓΔΕΦΧΗΙΖΚΛΜΝΟΠΘΡΣΤΥΩΨΞΥΖ"
)
_ARABIC = str.maketrans(string.ascii_lowercase, "ابتثجحخدذرزسشصضطظعغفقكلمنه")
_WORD = re.compile(r"[A-Za-z][a-z'-]+[a-z]")


def in_greek(message: str) -> str:
    """Return a message in Greek letters; the names in it stay."""
    return _in_letters(message, _LETTERS)


def in_arabic(message: str) -> str:
    """Return a message in Arabic letters; the names in it stay."""
    return _in_letters(message.lower(), _ARABIC)


def _in_letters(message: str, letters: Mapping[int, int]) -> str:
    pieces = re.split(r"(\{[a-z]\w*\})", message)
    return "".join(piece if n % 2 else piece.translate(letters) for n, piece in enumerate(pieces))


def in_brackets(message: str) -> str:
    """Return a message in brackets."""
    return f"⟦{message}⟧"


@cache
def catalogue(translate: Callable[[str], str], forms: int = 2) -> Mapping[str, Sequence[str]]:
    """Return all messages of the package in such a language, with so many forms of each plural."""
    return {
        key_of(found.english, found.context): [
            translate(text) for text in (found.english, *[found.plural] * (forms - 1)) if text
        ]
        for found in messages()
    }


def english_words(shown: str, known: Iterable[str]) -> list[str]:
    """Return the words in Latin letters of what is shown that are in none of some texts."""
    own = {word.casefold() for text in known for word in _WORD.findall(text)}
    return sorted({word for word in _WORD.findall(shown) if word.casefold() not in own})


def sentences_within(shown: str) -> Iterator[str]:
    """Yield each sentence in brackets that stands within other brackets."""
    begins: list[int] = []
    for at, character in enumerate(shown):
        if character == "⟦":
            begins.append(at + 1)
        elif character == "⟧" and begins:
            inner = shown[begins.pop() : at]
            if begins and ends_sentence(inner) and " " in inner:
                yield inner
