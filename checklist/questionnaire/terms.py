"""How the terms of a questionnaire are translated: `translations/terms.yaml`."""

import re
from collections.abc import Iterator
from functools import cached_property
from typing import Annotated

from pydantic import AfterValidator, Field

from checklist.answer_types.base_model import Line, Maybe, Prose, StrictModel, refuse_repetition

TERMS_FILE = "translations/terms.yaml"

_ENDING = 3
"""The most letters that a word can have behind its beginning: endings of gender, number, case."""
_STEM = 4
"""The fewest letters of a word that are kept, where its ending is left open."""
_MARKS = "\u064b-\u0652"
"""The vowel signs of Arabic, which are no letters for `re`."""
_WITHOUT_ENDINGS = frozenset({"zh"})
"""The languages whose words have no endings, and stand without spaces."""


class TermTranslation(StrictModel):
    """A term, and what stands for it in other languages."""

    term: Line
    """The English, as it stands within sentences: `victim of trafficking`."""
    article: Maybe[Line] = None
    """Where the authentic text of a treaty has it: `Protocol art. 3 (a)`."""
    comment: Maybe[Prose] = None
    """A remark for translators, such as how sure the translation is."""
    only: Maybe[Annotated[list[Line], Field(min_length=1)]] = None
    """The beginnings of the places where it is a term; everywhere where it is left out."""
    words: dict[Line, Annotated[list[Line], Field(min_length=1)]]
    """By language: the translation, and then other words that are accepted for it."""

    @cached_property
    def _english(self) -> re.Pattern[str]:
        words = r"\s+".join(map(re.escape, self.term.split()))
        return re.compile(rf"\b{words}(?:s|es)?\b", re.IGNORECASE)

    def stands_in(self, place: str, english: str) -> bool:
        """Whether an English text has the term."""
        is_there = self.only is None or place.startswith(tuple(self.only))
        return is_there and self._english.search(english) is not None

    def is_kept(self, text: str, language: str) -> bool:
        """Whether a translation has the words for the term, with whatever endings."""
        accepted = self.words.get(language)
        if accepted is None:
            return True
        if language in _WITHOUT_ENDINGS:
            return any(words in text for words in accepted)
        return any(_pattern(words).search(text) for words in accepted)


def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(r"\W+".join(_word(word) for word in words.split()), re.IGNORECASE)


def _word(word: str) -> str:
    """Return a pattern for a word with any ending."""
    kept = max(min(len(word), _STEM), len(word) - _ENDING)
    return rf"{re.escape(word[:kept])}[\w{_MARKS}]{{0,{_ENDING + len(word) - kept}}}"


def _distinct(terms: list[TermTranslation]) -> list[TermTranslation]:
    names = (term.term for term in terms)
    refuse_repetition(names, "term_twice", "the term `{name}` is listed twice")
    return terms


class Terms(StrictModel):
    """The file `translations/terms.yaml`."""

    terms: Annotated[list[TermTranslation], AfterValidator(_distinct)]
    """The terms, in any order."""

    def lost(self, place: str, english: str, text: str, language: str) -> Iterator[TermTranslation]:
        """Yield the terms of a text whose translation has other words for them.

        A term within a longer one, such as “victim” in “victim of trafficking”, is not looked for.
        """
        found = [term for term in self.terms if term.stands_in(place, english)]
        for term in found:
            longer = [other for other in found if _is_within(term, other)]
            if not longer and not term.is_kept(text, language):
                yield term


def _is_within(term: TermTranslation, other: TermTranslation) -> bool:
    return term is not other and term.term.casefold() in other.term.casefold()
