"""What can be wrong with the translation of a text, in a questionnaire or in the program."""

import re
from collections.abc import Iterator, Sequence

from checklist.files.po import PoEntry
from checklist.questionnaire.places import Text
from checklist.questionnaire.terms import Terms
from checklist.questionnaire.translations import (
    has_placeholders,
    is_current,
    is_whole,
    longest,
    placeholders,
)
from checklist.text.sanitize import quoted

_FRENCH_SPACE = r" (?=[;:?!%»])|(?<=«) "
_MOST = {"label": 150, "title": 120, "ask": 300, "entry": 40, "unit": 40, "term": 120}
"""The most characters of a translation by the key of the text."""
_SHOWN = 60
"""The most characters of a message of the program that tell which it is."""


def faults(
    texts: Sequence[Text], entries: Sequence[PoEntry], language: str, terms: Terms | None
) -> Iterator[str]:
    """Yield in sentences what is wrong with a catalogue of the program.

    Args:
        texts: The messages of the program.
        entries: The entries of the catalogue, each with the place of its text.
        language: The language of the catalogue.
        terms: How the terms of the questionnaire are translated, which the program has, too.
    """
    known = {entry.place: entry for entry in entries}
    for text in texts:
        entry = known.pop(text.place, None)
        if entry is None or not is_whole(entry, language):
            yield f"{named(text)} is not translated"
        elif is_outdated(entry, text):
            yield f"the translation of {named(text)} is not of the present English"
        else:
            yield from unfit(text, entry, language, terms)
    for entry in known.values():
        yield f"the program has no text {quoted(entry.english[:_SHOWN])}"


def unfit(text: Text, entry: PoEntry, language: str, terms: Terms | None) -> Iterator[str]:
    """Yield in sentences what is wrong with a translation that is there.

    Args:
        text: The text.
        entry: Its translation.
        language: The language.
        terms: How terms are translated.
    """
    for faults_of in (lost_placeholders, other_terms, _broken, too_long):
        yield from faults_of(text, entry, language, terms)


def named(text: Text) -> str:
    """Return by what a text is known to a person: its place, or of the program its beginning."""
    english = text.singular or text.english
    return f"{text.files[0]}: {quoted(english[:_SHOWN])}" if text.files else quoted(text.place)


def is_untranslated(entry: PoEntry | None, language: str) -> bool:
    """Whether a text lacks a translation, or a form of its plural."""
    return entry is None or not is_whole(entry, language)


def is_outdated(entry: PoEntry, text: Text) -> bool:
    """Whether a translation is of another English, or somebody is to look at it again."""
    return entry.is_fuzzy or not is_current(entry, text)


def lost_placeholders(
    text: Text, entry: PoEntry, language: str, terms: Terms | None
) -> Iterator[str]:
    """Yield that a translation has other placeholders than the English."""
    if not all(has_placeholders(entry, form) for form in entry.texts if form):
        wanted = placeholders_in_words(entry)
        yield f"the placeholders of {named(text)} are wrong: the English has {wanted}"


def placeholders_in_words(entry: PoEntry) -> str:
    """Return the placeholders of the English: `{count}, {names}`, or that there are none."""
    return ", ".join(placeholders(entry.plural or entry.english)) or "no placeholder"


def other_terms(text: Text, entry: PoEntry, language: str, terms: Terms | None) -> Iterator[str]:
    """Yield, in sentences, that a translation has other words for a term."""
    if terms is not None and not entry.is_fuzzy:
        for term in terms.lost(text.place, text.english, entry.text, language):
            translated, wanted = quoted(term.term), quoted(term.words[language][0])
            yield f"{named(text)} translates {translated} with other words than {wanted}"


def _broken(text: Text, entry: PoEntry, language: str, terms: Terms | None) -> Iterator[str]:
    if any(unbroken(form, language) != form for form in entry.texts):
        yield f"the translation of {named(text)} has a space that breaks where U+00A0 is wanted"


def unbroken(text: str, language: str) -> str:
    """Return a text with U+00A0 where a space must not break and keyboards give one that does."""
    return re.sub(_FRENCH_SPACE, "\xa0", text) if language == "fr" else text


def too_long(text: Text, entry: PoEntry, language: str, terms: Terms | None) -> Iterator[str]:
    """Yield what of a translation does not fit into the place of the English."""
    most = _MOST.get(text.key, longest(text))
    for form in entry.texts:
        if len(form) > most:
            yield f"the translation of {named(text)} has {len(form)} characters; {most} fit"
        elif "\n" in form and not text.can_have_lines:
            yield f"the translation of {named(text)} has a line break"
