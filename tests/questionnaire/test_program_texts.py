"""The catalogues of the program."""

from contextvars import copy_context
from pathlib import Path

import pytest

from checklist.files.po import PoError
from checklist.questionnaire.program_texts import speak_language
from checklist.text.messages import language, tr, trn

FRENCH = """
msgid ""
msgstr "Language: fr\\n"

msgid "{file} is no report"
msgstr "{file} n’est pas un rapport"

msgid "{count} file"
msgid_plural "{count} files"
msgstr[0] "{count} fichier"
msgstr[1] "{count} fichiers"

#, fuzzy
msgid "Planned"
msgstr "Prévu"

msgid "{lost} name"
msgstr "nom"
"""


def shown(code: str, folder: Path) -> tuple[bool, str, list[str]]:
    def speak() -> tuple[bool, str, list[str]]:
        spoken = speak_language(code, folder)
        texts = [tr("{file} is no report", "a"), tr("Planned"), tr("{lost} name", "b")]
        return spoken, language(), [*texts, trn("{count} file", "{count} files", 3)]

    return copy_context().run(speak)


def test_what_is_whole_is_shown_and_all_else_is_english(tmp_path: Path) -> None:
    (tmp_path / "fr").mkdir()
    (tmp_path / "fr/program.po").write_text(FRENCH, "utf-8")

    french = (True, "fr", ["a n’est pas un rapport", "Planned", "b name", "3 fichiers"])
    assert shown("fr", tmp_path) == french
    assert shown("fr", tmp_path) == french  # from the cache
    assert shown("ru", tmp_path)[:2] == (False, "en")
    assert shown("en", tmp_path)[:2] == (True, "en")


def test_a_catalogue_that_cannot_be_read_says_where(tmp_path: Path) -> None:
    (tmp_path / "fr").mkdir()
    (tmp_path / "fr/program.po").write_text("msgid 'x'", "utf-8")

    with pytest.raises(PoError, match=r"program\.po:1: "):
        speak_language("fr", tmp_path)
