"""Wherever a note can be written, it is said that it must let nobody be recognized."""

import io
import zipfile
from pathlib import Path

import pytest

from tests.support.running import checklist_run

WORDS = "Write nothing by which somebody could recognize a victim"
ENTRIES = "Norway\nMinistry of Justice\n2024\n/note\nA remark.\n/quit\n"


def test_the_prompt_of_a_note_says_so(tmp_path: Path) -> None:
    done = checklist_run("answer", "--plain", cwd=tmp_path, stdin=ENTRIES)

    said = " ".join(done.stdout.split())
    assert done.code == 0
    said = said.partition("Your note:")[0].rpartition("1.3, optional.")[2]
    rest = "a witness or an investigation that is still open, or find a shelter."
    assert f"{WORDS}, {rest}" in said


@pytest.mark.sampled
@pytest.mark.parametrize("name", ["docx", "html"])
def test_each_form_says_so(name: str, tmp_path: Path) -> None:
    checklist_run("answer", "--plain", cwd=tmp_path, stdin=ENTRIES)
    checklist_run("divide", "report-NOR.yaml", cwd=tmp_path)

    done = checklist_run(
        *("form", "report-NOR.yaml", "--authority", "labour", "--format", name),
        cwd=tmp_path,
    )

    assert done.code == 0, done.stderr
    assert WORDS in text_of((tmp_path / f"parts/NOR-labour.{name}").read_bytes())


def text_of(content: bytes) -> str:
    """Return all text of a page, or of the parts of an Office file."""
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return content.decode()
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        return " ".join(file.read(part).decode("utf-8", "replace") for part in file.namelist())
