"""The language of this process: messages, plurals and lists in it.

A message is a whole English sentence, which is also the key of its translation: `tr("{file} is no
report", file=name)`. A constant is a `Message`, which becomes a text where it is shown.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple, TypeVar

from checklist.text.languages import ENGLISH, LANGUAGES
from checklist.text.paragraphs import folded, is_question

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


class Plural(NamedTuple):
    """A constant with a number, `{count}`, to be shown in the form that fits the number."""

    one: str
    many: str

    def of(self, number: int, *values: object, **named: object) -> str:
        """Return the text for a number; the values are those of `trn`."""
        return trn(self.one, self.many, number, *values, **named)


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

    def english(self, key: Key) -> str:
        """Return the English of a text, which is understood in each language."""
        text = self._english[key]
        return text if isinstance(text, str) else text.english

    def __contains__(self, key: object) -> bool:
        return key in self._english

    def __iter__(self) -> Iterator[Key]:
        return iter(self._english)

    def __len__(self) -> int:
        return len(self._english)


class _Between(NamedTuple):
    """What stands between the texts of a list, a label and its text, sentences."""

    comma: str = ", "
    semicolon: str = "; "
    and_: str = " and "
    or_: str = " or "
    space: str = " "
    quotes: str = "“_”"
    colon: str = ":"
    thousands: str = ","
    brackets: str = " (_)"
    arrow: str = "→"
    clause: str = ", "


_BETWEEN: Mapping[str, _Between] = {
    ENGLISH: _Between(),
    "ar": _Between("، ", "؛ ", " و", " أو ", quotes="«_»", arrow="←", clause="، "),
    "es": _Between(and_=" y ", or_=" o ", quotes="«_»", thousands="\xa0"),
    "fr": _Between(
        semicolon="\xa0; ",
        and_=" et ",
        or_=" ou ",
        quotes="«\xa0_\xa0»",
        colon="\xa0:",
        thousands="\xa0",
    ),
    "ru": _Between(and_=" и ", or_=" или ", quotes="«_»", thousands="\xa0"),
    "zh": _Between("、", "；", "和", "或", "", colon="：", brackets="（_）", clause="，"),
}


_BEFORE_SAME_SOUND: Mapping[str, tuple[str, str]] = {
    " y ": (r"\W*h?[ií](?![ae])", " e "),
    " o ": (r"\W*(?:h?[oó]|8|11\b)", " u "),
}
"""What Spanish has in place of its “and” and “or” before a word that begins as they sound."""


class _Speech(NamedTuple):
    language: str
    translated: Translated


_ENGLISH = _Speech(ENGLISH, MappingProxyType({}))
_speech: ContextVar[_Speech] = ContextVar("speech", default=_ENGLISH)


def language() -> str:
    """Return the code of the language in which this context speaks."""
    return _speech.get().language


def speak(code: str, translated: Translated) -> None:
    """Speak a language from now on.

    Args:
        code: A code of `LANGUAGES`.
        translated: The messages in the language. What it lacks stays English.
    """
    _speech.set(_Speech(code, translated))


@contextmanager
def speaking(code: str, translated: Translated) -> Iterator[None]:
    """Speak a language for a while: a document for another reader has its own."""
    before = _speech.set(_Speech(code, translated))
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
        message = (one, many)[number != 1]
    else:
        message = forms[LANGUAGES[speech.language].form(number)]
    if values:
        names = [name for name in names_in(many) if name != "count"]
        named.update(zip(names, values, strict=True))
    return _filled_in(message, {"count": grouped(number), **named})


def is_made_of(text: str, message: Message) -> bool:
    """Return whether a text begins as a message does in the language of this context.

    Spaces that keep words together, as French has before a colon, count as others.
    """
    first, *others = _pieces(tr(message).replace("\xa0", " "))
    text = text.replace("\xa0", " ")
    return text.startswith(first) and all(piece in text for piece in others[1::2])


def beginning_of(message: Message) -> str:
    """Return how each text begins that is made of a message, with spaces as `is_made_of` has."""
    return _pieces(tr(message).replace("\xa0", " "))[0]


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
        # The full stop of an abbreviation is that of the sentence, too.
        if texts[at].endswith(".") and re.match(r"\.(?!\S)", texts[at + 1]):
            texts[at] = re.sub(r"(?<=[^\W\d_])\.$", "", texts[at])
    return "".join(texts)


@lru_cache(maxsize=1024)
def _pieces(message: str) -> list[str]:
    """Return the texts of a message, and between them its names."""
    return _NAME.split(message)


def grouped(number: int) -> str:
    """Return a number in digits, with its thousands apart as in the language: `1,500`."""
    return f"{number:,}".replace(",", _between().thousands)


def _between() -> _Between:
    return _BETWEEN[_speech.get().language]


def labelled(label: object, text: object = "") -> str:
    """Return words and what they name, with a colon in between, unless the words ask.

    Args:
        label: The words.
        text: What they name; without it, the words stand alone, with their colon.
    """
    words, between = str(label), _between()
    colon = "" if is_question(words) or words.endswith(":") else between.colon
    return f"{words}{colon}{between.space}{text}" if text != "" else f"{words}{colon}"


def changed(before: object, after: object) -> str:
    """Return what was before and what is now, with an arrow in the direction of reading."""
    return f"{before} {_between().arrow} {after}"


def parted(text: str) -> tuple[str, str]:
    """Return the words before the first colon of a text, and what they name: see `labelled`."""
    words, *named = re.split(r"\s*[:：]\s*", text, maxsplit=1)
    return words, "".join(named)


def in_quotes(text: object) -> str:
    """Return a text between the quotation marks of the language: `“words”`."""
    return _between().quotes.replace("_", str(text))


def with_aside(words: object, aside: object) -> str:
    """Return words, and others in brackets behind them, unless these are empty: `Norway (NOR)`."""
    return f"{words}{_between().brackets.replace('_', str(aside))}" if aside else str(words)


def listed_words(message: Message) -> frozenset[str]:
    """Return the folded words that a message lists: in the language of this context and English."""
    return _folded_words(message.english, tr(message))


@lru_cache(maxsize=64)
def _folded_words(*lists: str) -> frozenset[str]:
    return frozenset(
        filter(None, (folded(word) for one in lists for word in re.split("[,،、，]", one)))
    )


def without_label(text: str, label: str) -> str:
    """Return a text without the label before it, with the colon of whichever language."""
    return re.sub(rf"^{re.escape(label)}\s*[:：]\s*", "", text)


def commas(texts: Iterable[str]) -> str:
    """Return texts as a list: `a, b, c`."""
    return _between().comma.join(texts)


def clauses(texts: Iterable[str]) -> str:
    """Return facts of one thing in a row, which in Chinese have another comma than a list."""
    return _between().clause.join(texts)


def semicolons(texts: Iterable[str]) -> str:
    """Return texts as a list of texts that can have commas: `a; b, c`."""
    return _between().semicolon.join(texts)


def all_of(texts: Sequence[str]) -> str:
    """Return texts as a list that ends with “and”: `a, b and c`."""
    return _ended(texts, _between().and_)


def any_of(texts: Sequence[str]) -> str:
    """Return texts as a list that ends with “or”: `a, b or c`."""
    return _ended(texts, _between().or_)


def _ended(texts: Sequence[str], word: str) -> str:
    *others, last = texts or ("",)
    if word in _BEFORE_SAME_SOUND and re.match(_BEFORE_SAME_SOUND[word][0], last, re.IGNORECASE):
        word = _BEFORE_SAME_SOUND[word][1]
    return f"{commas(others)}{word}{last}" if others else last


def first_few(texts: Sequence[str], most: int, between: str = "") -> str:
    """Return the first of several texts, and how many more there are: `6.3, 6.4 and 12 more`.

    Args:
        texts: The texts.
        most: The most that are shown.
        between: What stands between two of them; a comma, if it is empty.
    """
    first, more = texts[:most], len(texts) - most
    shown = between.join(first) if between else commas(first)
    return tr("{shown} and {more} more", shown, more) if more > 0 else shown


def sentences(texts: Iterable[str | None]) -> str:
    """Return sentences one after the other; empty ones are left out."""
    return _between().space.join(filter(None, texts))
