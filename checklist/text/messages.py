"""The language of this process: messages, plurals and lists in it.

A message is a whole English sentence, which is also the key of its translation: `tr("{file} is no
report", file=name)`. A constant is a `Message`, which becomes a text where it is shown.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple, TypeVar

_NAME = re.compile(r"\{([a-z]\w*)\}")
_CONTEXT_END = "\x04"
"""What stands between the context of a message and its text, as in gettext."""

Key = TypeVar("Key")

Translated = Mapping[str, Sequence[str]]
"""The forms of each message by its English, behind its context: one form, or one a plural."""


class Message:
    """A constant with a text to be shown. It is no text yet: the language is not yet known."""

    __slots__ = ("context", "english")

    def __init__(self, english: str, context: str = "") -> None:
        """Keep a text.

        Args:
            english: The text, with `{names}` for what is filled in.
            context: Which of its meanings it has, where another message has the same English.
        """
        self.english, self.context = english, context

    def __repr__(self) -> str:
        return f"Message({self.english!r})"

    def __str__(self) -> str:
        return tr(self)


class Words(StrEnum):
    """Kinds whose values are the English words for them, which become texts where they are shown.

    As data, and in files, they stay English.
    """

    def __str__(self) -> str:
        return tr(self.value)

    def __format__(self, form: str) -> str:
        return format(tr(self.value), form)


class Texts(Mapping[Key, str]):
    """A table of constants, each of which becomes a text where it is read."""

    __slots__ = ("_english",)

    def __init__(self, english: Mapping[Key, str | Message]) -> None:
        self._english = english

    def __getitem__(self, key: Key) -> str:
        return tr(self._english[key])

    def __contains__(self, key: object) -> bool:
        return key in self._english

    def __iter__(self) -> Iterator[Key]:
        return iter(self._english)

    def __len__(self) -> int:
        return len(self._english)


class Language(NamedTuple):
    """A language in which the program speaks."""

    code: str
    forms: int
    """How many forms a plural has."""
    form_of: Callable[[int], int]
    """Returns the index of the form for a number."""
    comma: str = ", "
    semicolon: str = "; "
    and_: str = " and "
    or_: str = " or "
    space: str = " "
    """What stands between two sentences."""


def _english(number: int) -> int:
    return int(number != 1)


def _russian(number: int) -> int:
    if number % 10 == 1 and number % 100 != 11:
        return 0
    return 1 if number % 10 in (2, 3, 4) and number % 100 not in (12, 13, 14) else 2


def _arabic(number: int) -> int:
    if number < 3:
        return number
    if not number % 100 > 2:
        return 5
    return 3 if number % 100 < 11 else 4


LANGUAGES: Mapping[str, Language] = {
    language.code: language
    for language in (
        Language(code="en", forms=2, form_of=_english),
        Language(
            code="ar", forms=6, form_of=_arabic, comma="، ", semicolon="؛ ", and_=" و", or_=" أو "
        ),
        Language(code="es", forms=2, form_of=_english, and_=" y ", or_=" o "),
        Language(
            code="fr",
            forms=2,
            form_of=lambda number: int(number > 1),
            semicolon="\xa0; ",
            and_=" et ",
            or_=" ou ",
        ),
        Language(code="ru", forms=3, form_of=_russian, and_=" и ", or_=" или "),
        Language(
            code="zh",
            forms=1,
            form_of=lambda number: 0,
            comma="、",
            semicolon="；",
            and_="和",
            or_="或",
            space="",
        ),
    )
}
"""The languages of the United Nations, with their plurals and what stands within a list."""


class _Speech(NamedTuple):
    language: Language
    translated: Translated


_ENGLISH = _Speech(LANGUAGES["en"], MappingProxyType({}))
_speech: ContextVar[_Speech] = ContextVar("speech", default=_ENGLISH)


def language() -> str:
    """Return the code of the language in which this context speaks."""
    return _speech.get().language.code


def speak(code: str, translated: Translated) -> None:
    """Speak a language from now on.

    Args:
        code: A code of `LANGUAGES`.
        translated: The messages in the language. What it lacks stays English.
    """
    _speech.set(_Speech(LANGUAGES[code], translated))


@contextmanager
def speaking(code: str, translated: Translated) -> Iterator[None]:
    """Speak a language for a while: a document for another reader has its own."""
    before = _speech.set(_Speech(LANGUAGES[code], translated))
    try:
        yield
    finally:
        _speech.reset(before)


def tr(message: str | Message, /, *values: object, **named: object) -> str:
    """Return a message in the language of this context, with its names filled in.

    Nothing but names is filled in, so that no translation can reach into a value.

    Args:
        message: The English; it is shown where there is no translation.
        values: What stands in place of each `{name}`, in the order of the English.
        named: What stands in place of a `{name}`, by the name.
    """
    context = ""
    if isinstance(message, Message):
        context = message.context
        message = message.english
    translated = _speech.get().translated
    shown = translated.get(key_of(message, context), (message,))[0] if translated else message
    if values:
        named.update(zip(names_in(message), values, strict=True))
    return _filled_in(shown, named) if named else shown


def trn(one: str, many: str, number: int, /, *values: object, **named: object) -> str:
    """Return a message with a number, `{count}`, in the form that its language has for the number.

    Args:
        one: The English for 1, with `{count}` as in the others.
        many: The English for all other numbers.
        number: The number.
        values: What stands in place of each further `{name}`, in the order of the English.
        named: What stands in place of a further `{name}`, by the name.
    """
    speech = _speech.get()
    forms = speech.translated.get(one)
    if forms is None:
        message = (one, many)[_english(number)]
    else:
        message = forms[speech.language.form_of(number)]
    if values:
        names = [name for name in names_in(many) if name != "count"]
        named.update(zip(names, values, strict=True))
    return _filled_in(message, {"count": f"{number:,}", **named})


def is_made_of(text: str, message: Message) -> bool:
    """Return whether a text begins as a message does in the language of this context."""
    first, *others = _pieces(tr(message))
    return text.startswith(first) and all(piece in text for piece in others[1::2])


def key_of(english: str, context: str) -> str:
    """Return the key of a message in `Translated`."""
    return f"{context}{_CONTEXT_END}{english}" if context else english


@lru_cache(maxsize=1024)
def names_in(message: str) -> Sequence[str]:
    """Return the names that are filled in into a message, each once, in their order."""
    return tuple(dict.fromkeys(_pieces(message)[1::2]))


def _filled_in(message: str, values: Mapping[str, object]) -> str:
    """Return a message with values in place of its names. A name without a value stays."""
    pieces = _pieces(message)
    if len(pieces) == 1:
        return message
    texts = list(pieces)
    for at in range(1, len(texts), 2):
        name = texts[at]
        texts[at] = str(values[name]) if name in values else f"{{{name}}}"
    return "".join(texts)


@lru_cache(maxsize=1024)
def _pieces(message: str) -> list[str]:
    """Return the texts of a message, and between them its names."""
    return _NAME.split(message)


def commas(texts: Iterable[str]) -> str:
    """Return texts as a list: `a, b, c`."""
    return _speech.get().language.comma.join(texts)


def semicolons(texts: Iterable[str]) -> str:
    """Return texts as a list of texts that can have commas: `a; b, c`."""
    return _speech.get().language.semicolon.join(texts)


def entries_in(text: str) -> list[str]:
    """Return the entries between the semicolons of a text, of whichever script they are."""
    return [part.strip() for part in re.split("[;；؛]", text) if part.strip()]


def all_of(texts: Sequence[str]) -> str:
    """Return texts as a list that ends with “and”: `a, b and c`."""
    return _ended(texts, _speech.get().language.and_)


def any_of(texts: Sequence[str]) -> str:
    """Return texts as a list that ends with “or”: `a, b or c`."""
    return _ended(texts, _speech.get().language.or_)


def _ended(texts: Sequence[str], word: str) -> str:
    *others, last = texts or ("",)
    return f"{commas(others)}{word}{last}" if others else last


def sentences(texts: Iterable[str | None]) -> str:
    """Return sentences one after the other; empty ones are left out."""
    return _speech.get().language.space.join(filter(None, texts))
