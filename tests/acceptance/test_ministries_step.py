"""From the interview to the ministries: the division first, then the forms."""

from pathlib import Path

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
