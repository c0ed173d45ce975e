"""From the interview to the ministries: the division first, then the forms."""

import re
from pathlib import Path

import docx
import pytest

from tests.support.running import checklist_run


@pytest.mark.thorough
def test_the_interview_leads_to_the_division_and_then_to_the_forms(tmp_path: Path) -> None:
    first = checklist_run("answer", "--state", "NOR", cwd=tmp_path, stdin="/ministries\n")
    second = checklist_run("answer", "report-NOR.yaml", cwd=tmp_path, stdin="/ministries\n")

    assert (first.code, second.code) == (0, 0), first.stderr + second.stderr
    assert "Saved in division-NOR.yaml." in first.stdout + first.stderr
    assert (tmp_path / "division-NOR.yaml").is_file()
    assert [*(tmp_path / "parts").glob("NOR-*-mail.txt")]


@pytest.mark.thorough
def test_division_form_note_and_mail_tell_the_same_time(tmp_path: Path) -> None:
    checklist_run("answer", "--state", "NOR", cwd=tmp_path, stdin="quit\n")

    division = checklist_run("ministries", "divide", "report-NOR.yaml", cwd=tmp_path)
    forms = checklist_run("ministries", "forms", "report-NOR.yaml", cwd=tmp_path)

    told = dict(re.findall(r" ([a-z-]+) +\d+ +\d+ +(\d+)$", division.stdout, re.MULTILINE))
    del told["own"]  # gets no form
    assert len(told) > 10
    for ministry, minutes in told.items():
        time = f"about {minutes} minutes"
        form = f"parts/NOR-{ministry}"
        line = next(line for line in forms.stdout.splitlines() if line.startswith(f"{form}.docx"))
        written = [
            "\n".join(one.text for one in docx.Document(str(tmp_path / name)).paragraphs)
            for name in (f"{form}.docx", f"{form}-note.docx")
        ]
        mail = (tmp_path / f"{form}-mail.txt").read_text("utf-8")
        assert [text for text in (line, *written, mail) if time not in text] == []
