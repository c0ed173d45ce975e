"""`--questionnaire`: a questionnaire with errors stops every command; a sound one is read once."""

import shutil
from pathlib import Path

import pytest

from checklist.checks.resolve_questionnaire import resolve
from tests.support.folders import SMALL_FOLDER
from tests.support.running import checklist_run


@pytest.mark.parametrize(
    ("file", "before", "after", "error"),
    [
        ("02-lights.yaml", "terms: [light]", "terms: [ligth]", "Q008 the glossary has no term"),
        ("02-lights.yaml", 'recommendations: ["3(a)"]', 'recommendations: ["9"]', "Q002 the cat"),
        ("01-treaty.yaml", "options: treaty-statuses", "options: statuses", "Q007 the question"),
        ("recommendations.yaml", "letter: A", "letter: Z", "Q011 the meeting of 2009 has no sec"),
    ],
)
@pytest.mark.parametrize(
    "words", ["answer --state DNK", "questions", "questions --coverage", "validate ."]
)
def test_a_questionnaire_with_errors_stops_every_command_and_names_them(
    file: str, before: str, after: str, error: str, words: str, tmp_path: Path
) -> None:
    folder = shutil.copytree(SMALL_FOLDER, tmp_path / SMALL_FOLDER.name)
    text = (folder / file).read_text("utf-8")
    assert before in text
    (folder / file).write_text(text.replace(before, after), "utf-8")

    done = checklist_run(*words.split(), "--questionnaire", folder.name, cwd=tmp_path)

    assert (done.code, done.stdout) == (2, "")
    assert "`checklist lint small` shows them all\nsmall/" in done.stderr
    assert f" {error}" in done.stderr
    assert "Traceback" not in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == [folder.name]


def test_a_questionnaire_is_read_once_for_any_number_of_reports() -> None:
    assert resolve(str(SMALL_FOLDER)) is resolve(str(SMALL_FOLDER))
