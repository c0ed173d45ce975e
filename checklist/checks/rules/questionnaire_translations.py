"""The rules on catalogues of translations."""

from collections.abc import Callable, Iterator
from pathlib import PurePath
from typing import Any, NamedTuple

from checklist.checks.checked_questionnaire import CheckedQuestionnaire, PlacedFinding
from checklist.checks.rule import rule
from checklist.diagnostics import Found, Severity
from checklist.files.po import PoEntry, PoError
from checklist.questionnaire.places import Text
from checklist.questionnaire.sources import SourceFile
from checklist.questionnaire.translation_faults import (
    is_outdated,
    is_untranslated,
    lost_placeholders,
    other_terms,
    too_long,
)
from checklist.questionnaire.translation_update import texts_in
from checklist.text.sanitize import quoted


class _Translated(NamedTuple):
    """A text of the questionnaire with its entry in a catalogue."""

    part: SourceFile[Any]
    language: str
    text: Text
    entry: PoEntry | None
    """None where the catalogue lacks the place."""

    def finding(self, message: str) -> PlacedFinding:
        """Return what a rule finds at the entry, or at the beginning of a file that lacks it."""
        return self.part, Found(message, (self.text.place,))


def _translated(checked: CheckedQuestionnaire) -> Iterator[_Translated]:
    """Yield each text with its entry, for each catalogue that can be read."""
    sources = checked.sources
    parts = [part for part in sources.translations if isinstance(part.model, list)]
    texts = texts_in(sources) if parts else ()
    for part in parts:
        entries = {entry.place: entry for entry in part.model or ()}
        language = PurePath(part.document.name).stem
        for text in texts:
            yield _Translated(part, language, text, entries.get(text.place))


def _with_words(checked: CheckedQuestionnaire) -> Iterator[tuple[_Translated, PoEntry]]:
    """Yield the texts that have a translation, which may be old, with its entry."""
    for found in _translated(checked):
        if found.entry is not None and any(found.entry.texts):
            yield found, found.entry


def _with_fault(
    checked: CheckedQuestionnaire, faults: Callable[..., Iterator[str]]
) -> Iterator[PlacedFinding]:
    """Yield a finding for each fault of a translation that is there, of one of the kinds."""
    terms = checked.sources.terms
    for found, entry in _with_words(checked):
        model = None if terms is None else terms.model
        for fault in faults(found.text, entry, found.language, model):
            yield found.finding(fault)


@rule("Q160")
def unreadable_catalogue(checked: CheckedQuestionnaire) -> Iterator[PlacedFinding]:
    """A catalogue of translations is no PO file: a line of it cannot be read.

    ## Why is this bad?
    None of its translations can be shown. A program for translators, such as Poedit, writes no such
    lines.

    ## Example
        msgctxt "offence.ask"
        msgid "How does the criminal law deal with trafficking?
        msgstr "…"

    ## Use instead
        msgctxt "offence.ask"
        msgid "How does the criminal law deal with trafficking?"
        msgstr "…"
    """
    for part in checked.sources.translations:
        if isinstance(part.model, PoError):
            yield part, Found(part.model.message, (part.model.line,))


@rule("Q161", Severity.WARNING)
def untranslated(checked: CheckedQuestionnaire) -> Iterator[PlacedFinding]:
    """A text has no translation in a catalogue, or not all forms of a plural. A warning.

    An entry that no text of the questionnaire has is found, too: its place may have another name now.

    ## Why is this bad?
    The text stands in English among translated ones, with a mark that says so.

    ## Example
        msgctxt "offence.ask"
        msgid "How does the criminal law deal with trafficking?"
        msgstr ""

    ## Use instead
        msgctxt "offence.ask"
        msgid "How does the criminal law deal with trafficking?"
        msgstr "Comment le droit pénal traite-t-il la traite ?"
    """
    known = dict[str, set[str]]()
    for found in _translated(checked):
        known.setdefault(found.part.document.name, set()).add(found.text.place)
        if is_untranslated(found.entry, found.language):
            yield found.finding(f"{quoted(found.text.place)} is not translated")
    for part in checked.sources.translations:
        for entry in (part.model or ()) if part.document.name in known else ():
            if entry.place and entry.place not in known[part.document.name]:
                message = f"the questionnaire has no text at {quoted(entry.place)}"
                yield part, Found(message, (entry.place,))


@rule("Q162", Severity.WARNING)
def outdated_translation(checked: CheckedQuestionnaire) -> Iterator[PlacedFinding]:
    """A translation is of another English than the present, or marked as fuzzy. A warning.

    ## Why is this bad?
    It may say something else than the question. The English is shown in its place, with a mark.

    ## Example
        #, fuzzy
        #| msgid "Which laws did your State pass?"
        msgctxt "laws.ask"
        msgid "Which laws has your State passed in the period?"
        msgstr "Quelles lois votre État a-t-il adoptées ?"

    ## Use instead
        msgctxt "laws.ask"
        msgid "Which laws has your State passed in the period?"
        msgstr "Quelles lois votre État a-t-il adoptées pendant la période ?"
    """
    for found, entry in _with_words(checked):
        if is_outdated(entry, found.text):
            message = f"the translation of {quoted(entry.place)} is not of the present English"
            yield found.finding(message)


@rule("Q163")
def lost_placeholder(checked: CheckedQuestionnaire) -> Iterator[PlacedFinding]:
    """A translation lacks a placeholder of the English, or has another one.

    ## Why is this bad?
    A sentence without its number says nothing, or says that there is no number.

    ## Example
        msgid "{count} of {of} States have a strategy."
        msgstr "{count} États ont une stratégie."

    ## Use instead
        msgid "{count} of {of} States have a strategy."
        msgstr "{count} États sur {of} ont une stratégie."
    """
    return _with_fault(checked, lost_placeholders)


@rule("Q164")
def same_translation(checked: CheckedQuestionnaire) -> Iterator[PlacedFinding]:
    """Two options of a list, two rows or two columns have the same translation.

    Capitals and the number of spaces make no difference.

    ## Why is this bad?
    The official cannot tell which of the two is meant, although the English can be told apart.

    ## Example
        msgctxt "lists.status.none.label"
        msgstr "Aucune"

        msgctxt "lists.status.nothing.label"
        msgstr "Aucune"

    ## Use instead
        msgctxt "lists.status.nothing.label"
        msgstr "Rien de tel"
    """
    first: dict[tuple[str, str, str], str] = {}
    for found, entry in _with_words(checked):
        names = entry.place.split(".")
        if found.text.key != "label" or entry.is_fuzzy:
            continue
        words = " ".join(entry.text.casefold().split())
        siblings = found.part.document.name, ".".join(names[:-2]), words
        other = first.setdefault(siblings, entry.place)
        if other != entry.place:
            message = f"{quoted(entry.place)} has the same translation as {quoted(other)}"
            yield found.finding(message)


@rule("Q165", Severity.WARNING)
def other_term(checked: CheckedQuestionnaire) -> Iterator[PlacedFinding]:
    """A translation has other words for a term than `translations/terms.yaml`. A warning.

    Other words that are accepted for a term stand there, too.

    ## Why is this bad?
    A term of a treaty has a meaning in law, which other words do not have: French “trafic” is the
    smuggling of migrants, not trafficking in persons.

    ## Example
        msgid "Which laws on trafficking in persons are there?"
        msgstr "Quelles lois y a-t-il sur le trafic de personnes ?"

    ## Use instead
        msgid "Which laws on trafficking in persons are there?"
        msgstr "Quelles lois y a-t-il sur la traite des personnes ?"
    """
    return _with_fault(checked, other_terms)


@rule("Q167")
def long_translation(checked: CheckedQuestionnaire) -> Iterator[PlacedFinding]:
    """A translation is longer than its place, or has line breaks where the English has one line.

    A label has place for 150 characters, a title for 120, a question for 300, and what an entry or a
    unit is called for 40.

    ## Why is this bad?
    Lists, rows and heads of tables hold no more: the rest is cut off, or a form gets pages longer.

    ## Example
        msgid "Police"
        msgstr "Les services de police et de gendarmerie, ainsi que … (160 characters)"

    ## Use instead
        msgid "Police"
        msgstr "Police et gendarmerie"
    """
    return _with_fault(checked, too_long)
