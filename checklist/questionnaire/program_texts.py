"""The program in another language: one catalogue for each, by the English of its messages."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from functools import cache, partial
from pathlib import Path

from checklist.files.cache import cached
from checklist.files.save_notices import add_notice
from checklist.questionnaire.translation_files import PROGRAM, missing_own, own_translations
from checklist.text.languages import ENGLISH, LANGUAGES, wanted_language
from checklist.text.messages import Translated, key_of, language, speak, speaking

_PACKAGE = Path(__file__).parent.parent
FOLDER = _PACKAGE / "locale"
"""The folder of the catalogues: `fr/program.po`."""

_READER = _PACKAGE / "files" / "po.py"
"""What reads a catalogue, which a command with a cache does not import."""


def speak_language(code: str, folder: Path = FOLDER) -> bool:
    """Speak a language from now on, if the program has been translated into it.

    Args:
        code: The code of the language.
        folder: The folder of the catalogues.

    Returns:
        Whether the program speaks it. Otherwise all stays as it is.

    Raises:
        ChecklistError: The catalogue cannot be read, or the user's own folder is not there.
    """
    if code == language():
        return True
    texts = _texts_in(code, folder)
    if texts is None:
        return False
    speak(code, texts)
    if code != ENGLISH and (missing := missing_own(code)):
        add_notice(missing)
    return True


def speak_as_report(report: str) -> None:
    """Speak the language of the report at hand from now on, unless the user named another one.

    Args:
        report: The language of the report.
    """
    code, is_named = wanted_language(report)
    if not is_named and code != language() and not speak_language(code):
        speak(ENGLISH, {})


def spoken(code: str, folder: Path = FOLDER) -> AbstractContextManager[None]:
    """Speak the language of one document, or of one form, for a while.

    All that is written for one reader, and all that is read from what that reader sends back, is
    within one such context. Where the program has not been translated, it is English.

    Args:
        code: The code of the language, in which its questionnaire is.
        folder: The folder of the catalogues.
    """
    texts = _texts_in(code, folder)
    return speaking(ENGLISH, {}) if texts is None else speaking(code, texts)


def catalogues(folder: Path = FOLDER) -> Iterator[tuple[str, Translated]]:
    """Yield the languages of the program with their texts, English first.

    Raises:
        PoError: A catalogue cannot be read.
    """
    for code in (ENGLISH, *(code for code in LANGUAGES if code != ENGLISH)):
        texts = _texts_in(code, folder)
        if texts is not None:
            yield code, texts


def _texts_in(code: str, folder: Path) -> Translated | None:
    """Return the messages in a language; None where the program has not been translated."""
    if code == ENGLISH:
        return {}
    if code not in LANGUAGES:
        return None
    path, own = folder / code / f"{PROGRAM}.po", own_translations(code, PROGRAM)
    return _translated(path, own, code) if own is not None or path.is_file() else None


@cache
def _translated(path: Path, own: Path | None, code: str) -> Translated:
    """Return the messages of a catalogue, and before them those of the user's own."""
    shipped: Translated = {}
    if path.is_file():
        files = [path, _READER, Path(__file__)]
        make = partial(_texts, path, code)
        shipped = cached(path.parent, PROGRAM, files, make, is_plain=True)
    return shipped if own is None else {**shipped, **_texts(own, code)}


def _texts(path: Path, code: str) -> Mapping[str, Sequence[str]]:
    """Return the translations of a file that can be shown."""
    from checklist.files.po import read_po  # a command that has them from the cache needs neither
    from checklist.questionnaire.translations import has_placeholders, is_whole

    return {
        key_of(entry.english, entry.place): tuple(entry.texts)
        for entry in read_po(path)
        if entry.english and is_whole(entry, code) and not entry.is_fuzzy
        if all(has_placeholders(entry, text) for text in entry.texts)
    }
