"""The texts of the program in another language: one catalogue for each, by their English."""

from collections.abc import Iterator
from pathlib import Path

from checklist.files.po import read_po
from checklist.questionnaire.cache import cached
from checklist.text.languages import ENGLISH, LANGUAGES
from checklist.text.messages import Translated, key_of, names_in, speak

FOLDER = Path(__file__).parent.parent / "locale"
"""The folder of the catalogues: `fr/program.po`."""


def speak_language(code: str, folder: Path = FOLDER) -> bool:
    """Speak a language from now on, if the program has been translated into it.

    Args:
        code: The code of the language.
        folder: The folder of the catalogues.

    Returns:
        Whether the program speaks it. Otherwise all stays as it is.

    Raises:
        PoError: The catalogue cannot be read.
    """
    path = folder / code / "program.po"
    if code == ENGLISH:
        speak(ENGLISH, {})
    elif code not in LANGUAGES or not path.is_file():
        return False
    else:
        speak(code, _cached(path, code))
    return True


def catalogues(folder: Path = FOLDER) -> Iterator[tuple[str, Translated]]:
    """Yield the languages of the program with their texts, English first.

    Raises:
        PoError: A catalogue cannot be read.
    """
    yield ENGLISH, {}
    for code in LANGUAGES:
        path = folder / code / "program.po"
        if code != ENGLISH and path.is_file():
            yield code, _cached(path, code)


def _cached(path: Path, code: str) -> Translated:
    return cached(path.parent, "program", [path], lambda: _texts(path, code))


def _texts(path: Path, code: str) -> Translated:
    """Return the translations that can be shown: whole, not to be looked at, with all names."""
    texts = {}
    for entry in read_po(path):
        forms = LANGUAGES[code].plurals if entry.plural else 1
        is_whole = len(entry.texts) == forms and all(entry.texts) and not entry.is_fuzzy
        names = {*names_in(entry.plural or entry.english)} - {"count"}
        if entry.english and is_whole and all(names <= {*names_in(t)} for t in entry.texts):
            texts[key_of(entry.english, entry.place)] = tuple(entry.texts)
    return texts
