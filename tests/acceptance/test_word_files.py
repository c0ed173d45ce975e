"""Every document that is a page or Markdown can be a Word file, too."""

import shutil
from pathlib import Path

import docx
import pytest

from tests.support.folders import EXAMPLES
from tests.support.running import checklist_run


@pytest.mark.sampled
@pytest.mark.parametrize(
    ("words", "title", "some_text"),
    [
        (
            ["summarize", "report-UGA.yaml"],
            "Summary of reports",
            "What the States report",
        ),
        (["export", "report-UGA.yaml"], "State report: Uganda (UGA)", "Register of laws"),
    ],
)
def test_a_document_is_a_word_file_where_its_name_says_so(
    words: list[str], title: str, some_text: str, tmp_path: Path
) -> None:
    shutil.copy(EXAMPLES / "report-UGA.yaml", tmp_path)

    done = checklist_run(*words, "--output", "new.docx", cwd=tmp_path)

    assert done.code == 0, done.stderr
    paragraphs = [one.text for one in docx.Document(str(tmp_path / "new.docx")).paragraphs]
    assert paragraphs[0].startswith(title)
    assert some_text in paragraphs


def test_the_questions_are_printed_as_a_word_file(tmp_path: Path) -> None:
    done = checklist_run("questions", "6.3", "--output", "questions.docx", cwd=tmp_path)

    assert done.code == 0
    paragraphs = docx.Document(str(tmp_path / "questions.docx")).paragraphs
    assert any(one.text.startswith("6.3 ") for one in paragraphs)
