"""The catalogues of the program."""

from contextvars import copy_context
from pathlib import Path

import pytest

from checklist.files.po import PoError
from checklist.files.save_notices import take_notices
from checklist.questionnaire.program_texts import speak_language, spoken
from checklist.questionnaire.translation_files import VARIABLE
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


def test_what_the_user_corrected_comes_first_and_what_that_lacks_is_that_of_the_installation(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, text in (("came", FRENCH), ("own", FRENCH.replace("n’est pas", "n’est en rien"))):
        (tmp_path / name / "fr").mkdir(parents=True)
        own = text.replace("{count} fichiers", "{number} fichiers") if name == "own" else text
        (tmp_path / name / "fr/program.po").write_text(own, "utf-8")
    monkeypatch.setenv(VARIABLE, str(tmp_path / "own"))

    _, _, texts = shown("fr", tmp_path / "came")

    assert (texts[0], texts[3]) == ("a n’est en rien un rapport", "3 fichiers")


@pytest.mark.parametrize("name", ["", "fr/program.po"])
def test_a_folder_without_a_correction_is_said(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "fr").mkdir()
    (tmp_path / "fr/program.po").write_text(FRENCH, "utf-8")
    (tmp_path / "own" / name).mkdir(parents=True)
    monkeypatch.setenv(VARIABLE, str(tmp_path / "own"))
    take_notices()  # of what other tests of this process saved

    assert shown("fr", tmp_path)[0]
    (notice,) = take_notices()
    assert "has no corrected catalogue for `fr`, such as fr/program.po" in notice


def test_one_document_is_in_a_language_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "fr").mkdir()
    (tmp_path / "fr/program.po").write_text(FRENCH, "utf-8")

    with spoken("fr", tmp_path):
        inner = tr("{file} is no report", "a")
        with spoken("ru", tmp_path):
            assert (language(), tr("{file} is no report", "a")) == ("en", "a is no report")
        assert tr("{file} is no report", "a") == inner == "a n’est pas un rapport"
    assert tr("{file} is no report", "a") == "a is no report"
