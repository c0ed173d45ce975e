"""Catalogues of translations that follow their questionnaire: place by place, never by words."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePath
from typing import Any

from checklist.files.po import PoEntry
from checklist.questionnaire.places import Kind, Text, texts_of
from checklist.questionnaire.sources import SourceFile, Sources
from checklist.questionnaire.translations import is_current, is_whole
from checklist.text.languages import language_named

ELSEWHERE = "The same words are translated elsewhere as: "
"""The beginning of a comment, which a translator can follow."""


def texts_in(sources: Sources) -> Sequence[Text]:
    """Return the texts of a questionnaire, each place once: head, sets, catalogue, plan."""
    return [text for texts in parts_of(sources).values() for text in texts]


def parts_of(sources: Sources) -> Mapping[str, Sequence[Text]]:
    """Return the texts of a questionnaire by the names of its files, each place once."""
    plan = [] if sources.plan is None else [sources.plan]
    parts: list[tuple[Kind, SourceFile[Any]]] = [("head", sources.head)]
    parts += [("set", part) for part in sources.sets]
    parts += [("catalogue", sources.catalogue), *(("plan", part) for part in plan)]
    seen: set[str] = set()
    found: dict[str, list[Text]] = {}
    for kind, part in parts:
        own = found.setdefault(PurePath(part.document.name).stem, [])
        for text in texts_of(part.document.data, kind):
            if text.place not in seen:
                seen.add(text.place)
                own.append(text)
    return found


MISSING, OUTDATED, TRANSLATED = "missing", "outdated", "translated"
STAGES = (MISSING, OUTDATED, TRANSLATED)
"""The stages of a translation. They are worked out, and never stand in a file."""


def state_of(entry: PoEntry | None, text: Text, language: str) -> str:
    """Return the state of a translation."""
    if entry is None or not is_whole(entry, language):
        return MISSING
    if entry.is_fuzzy or not is_current(entry, text):
        return OUTDATED
    return TRANSLATED


def head_for(questionnaire_id: str, language: str) -> Mapping[str, str]:
    """Return the head of a catalogue."""
    counted = language_named(language)
    return {
        "Project-Id-Version": questionnaire_id,
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": f"nplurals={counted.plurals}; plural={counted.formula};",
    }


def updated(
    entries: Iterable[PoEntry],
    texts: Sequence[Text],
    language: str,
) -> list[PoEntry]:
    """Return the entries of a catalogue for the present texts, in the order of these.

    A translation of another English is kept and marked as fuzzy, with the English that it is of. A
    new place is empty.

    Args:
        entries: The entries of the catalogue as it is.
        texts: The texts of the questionnaire, each place once.
        language: The language of the catalogue.
    """
    known: dict[str, PoEntry] = {}
    words: dict[str, str] = {}
    for entry in entries:
        known[entry.place] = entry
        if entry.text and not entry.is_fuzzy:
            words.setdefault(entry.english, entry.text)
    return [_updated(known.get(text.place), text, language, words) for text in texts]


def _updated(entry: PoEntry | None, text: Text, language: str, words: Mapping[str, str]) -> PoEntry:
    forms = language_named(language).plurals if text.singular else 1
    new = PoEntry(
        place=text.place,
        english=text.singular or text.english,
        plural=text.english if text.singular else "",
        texts=("",) * forms,
        comments=text.comment.split("\n") if text.comment else (),
        files=text.files,
    )
    if entry is None or not any(entry.texts):
        elsewhere = words.get(text.english)
        if elsewhere is not None:
            comment = f"{ELSEWHERE}{' '.join(elsewhere.split())}"
            new = new._replace(comments=(*new.comments, comment))
        return new
    kept = new._replace(
        texts=(*entry.texts, *("",) * forms)[:forms],
        is_fuzzy=entry.is_fuzzy,
        was=entry.was,
        remarks=entry.remarks,
    )
    if is_current(entry, text):
        return kept
    if (entry.was, entry.plural) == (new.english, new.plural):
        return kept._replace(is_fuzzy=False, was="")  # the English is again what was translated
    return kept._replace(is_fuzzy=True, was=entry.was or entry.english)
