from pathlib import Path

import pytest

from checklist.files.reports_here import ReportHere, ReportKind, reports_here

YAML = "checklist_report: 1\nstate: AUT\nstatus: {status}\nanswers: {{}}\n"
JSON = '{{"checklist_report": 1, "answers": {{}}, "status": "{status}"}}'


def kinds(folder: Path) -> dict[str, str]:
    return {one.path.name: one.kind.value for one in reports_here(folder)}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (YAML.format(status="draft"), ReportKind.DRAFT),
        (YAML.format(status="'draft'"), ReportKind.DRAFT),
        (YAML.format(status="final"), ReportKind.FINAL),
        (YAML.format(status="final") + "redacted: {}\n", ReportKind.COPY),
        (JSON.format(status="draft"), ReportKind.DRAFT),
        (JSON.format(status="final"), ReportKind.FINAL),
        (YAML.format(status="finished"), ReportKind.UNCLEAR),
    ],
)
def test_a_report_is_what_it_says_of_itself(text: str, kind: ReportKind, tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(text)

    assert reports_here(tmp_path) == [ReportHere(path, kind)]


def test_a_text_in_an_answer_says_nothing_of_the_report(tmp_path: Path) -> None:
    text = YAML.format(status="final").replace("{}", "\n  story:\n    value: |-\n      redacted: 1")
    (tmp_path / "mine.yaml").write_text(text)

    assert kinds(tmp_path) == {"mine.yaml": "final"}


def test_a_file_with_the_name_of_a_report_is_there_also_when_it_is_broken(tmp_path: Path) -> None:
    (tmp_path / "report-AUT.yaml").write_bytes(b"\xff")
    (tmp_path / "answers.yaml").write_text("name: Ministry\n")

    assert kinds(tmp_path) == {"report-AUT.yaml": "cannot be read"}


def test_kept_drafts_hidden_files_and_folders_are_none(tmp_path: Path) -> None:
    for name in ("report-AUT.draft.yaml", ".report-AUT.yaml", "report-AUT.yaml.a.b.edit.txt"):
        (tmp_path / name).write_text(YAML.format(status="draft"))
    (tmp_path / "report-BEL.yaml").mkdir()

    assert kinds(tmp_path) == {}
