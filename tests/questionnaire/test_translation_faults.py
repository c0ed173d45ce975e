"""Each kind of fault is found in each text that ships, and what is none in no text."""

from collections.abc import Callable, Iterator, Sequence

import pytest

from checklist.files.po import PoEntry
from checklist.questionnaire.domains import Domain, program_domain, questionnaire_domain
from checklist.questionnaire.places import Text
from checklist.questionnaire.shipped_files import questionnaire_folders
from checklist.questionnaire.sources import read_sources
from checklist.questionnaire.translation_faults import faults
from checklist.questionnaire.translations import placeholders
from checklist.text.languages import LANGUAGES

SOURCES = read_sources(questionnaire_folders()["ctoc-cop-2010-6"], with_translations=True)
DOMAINS = [questionnaire_domain(SOURCES), program_domain(SOURCES)]
CATALOGUES = [(domain, code) for domain in DOMAINS for code in sorted(domain.languages)]

Change = Callable[[PoEntry, Text, Domain, str], PoEntry | None]
"""Returns a translation with a fault; None where it cannot have that fault."""


def missing(entry: PoEntry, text: Text, domain: Domain, code: str) -> PoEntry:
    return entry._replace(texts=(*entry.texts[:-1], " "))


def lost(entry: PoEntry, text: Text, domain: Domain, code: str) -> PoEntry | None:
    names = [name for name in placeholders(entry.texts[0]) if name != "{count}"]
    if not names:
        return None
    return entry._replace(texts=(entry.texts[0].replace(names[0], ""), *entry.texts[1:]))


def added(entry: PoEntry, text: Text, domain: Domain, code: str) -> PoEntry:
    return entry._replace(texts=(*entry.texts[:-1], f"{entry.texts[-1]} {{other}}"))


def one_form(entry: PoEntry, text: Text, domain: Domain, code: str) -> PoEntry | None:
    is_plural = entry.plural and LANGUAGES[code].plurals > 1
    return entry._replace(texts=entry.texts[1:]) if is_plural else None


def other_english(entry: PoEntry, text: Text, domain: Domain, code: str) -> PoEntry:
    return entry._replace(english=f"{entry.english} once")


def to_look_at(entry: PoEntry, text: Text, domain: Domain, code: str) -> PoEntry:
    return entry._replace(is_fuzzy=True)


def breaking(entry: PoEntry, text: Text, domain: Domain, code: str) -> PoEntry | None:
    words = f"{entry.texts[0]} »"
    return entry._replace(texts=(words, *entry.texts[1:])) if code == "fr" else None


def other_term(entry: PoEntry, text: Text, domain: Domain, code: str) -> PoEntry | None:
    """Return an entry that has nothing but the placeholders, where a term stands in the English."""
    bare = " ".join(placeholders(entry.text)) or "…"
    assert domain.terms is not None
    has_term = any(domain.terms.lost(text.place, text.english, bare, code))
    return entry._replace(texts=(*entry.texts[:-1], bare)) if has_term else None


FAULTS: Sequence[Change] = [
    missing,
    lost,
    added,
    one_form,
    other_english,
    to_look_at,
    breaking,
    other_term,
]


def present(domain: Domain, code: str) -> Iterator[tuple[Text, PoEntry]]:
    entries = {entry.place: entry for entry in domain.read(domain.shipped(code))}
    return ((text, entries[text.place]) for text in domain.texts)


@pytest.mark.parametrize(("domain", "code"), CATALOGUES)
def test_what_ships_is_whole_and_has_no_fault(domain: Domain, code: str) -> None:
    entries = domain.read(domain.shipped(code))

    assert [*faults(domain.texts, entries, code, domain.terms)] == []
    turned = [entry._replace(remarks=("Why?",), comments=(), files=()) for entry in entries[::-1]]
    assert [*faults(domain.texts, turned, code, domain.terms)] == []


@pytest.mark.thorough
@pytest.mark.parametrize("change", FAULTS, ids=lambda change: change.__name__)
@pytest.mark.parametrize(("domain", "code"), CATALOGUES)
def test_a_fault_is_found_in_each_text(domain: Domain, code: str, change: Change) -> None:
    tried, unseen = 0, []
    for text, entry in present(domain, code):
        mutated = change(entry, text, domain, code)
        if mutated is not None:
            tried += 1
            found = [*faults([text], [mutated], code, domain.terms)]
            unseen += [] if found else [text.place]

    assert unseen == []
    assert tried or change in {lost, one_form, breaking}


def test_a_text_that_the_program_has_no_more_is_found() -> None:
    gone = PoEntry(place="program.0", english="Gone for good", texts=("Parti",))

    assert [*faults([], [gone], "fr", None)] == ["the program has no text `Gone for good`"]
