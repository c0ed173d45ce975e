import sys
from pathlib import Path

import pytest

from checklist.files.folder_reports import FolderReport, ReportKind, reports_in_folder
from tests.support.user import ordinary_user

YAML = "checklist_report: 1\nstate: AUT\nstatus: {status}\nanswers: {{}}\n"
JSON = '{{"checklist_report": 1, "answers": {{}}, "status": "{status}"}}'


def kinds(folder: Path) -> dict[str, str]:
    return {listed.path.name: listed.kind.value for listed in reports_in_folder(folder)}


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

    assert reports_in_folder(tmp_path) == [FolderReport(path, kind)]


def test_a_text_in_an_answer_says_nothing_of_the_report(tmp_path: Path) -> None:
    text = YAML.format(status="final").replace("{}", "\n  story:\n    value: |-\n      redacted: 1")
    (tmp_path / "mine.yaml").write_text(text)

    assert kinds(tmp_path) == {"mine.yaml": "final"}


def test_a_file_with_the_name_of_a_report_is_there_also_when_it_is_broken(tmp_path: Path) -> None:
    (tmp_path / "report-AUT.yaml").write_bytes(b"\xff")
    (tmp_path / "answers.yaml").write_text("name: Ministry\n")

    assert kinds(tmp_path) == {"report-AUT.yaml": "not clear whether draft or final"}


def test_kept_drafts_hidden_files_and_folders_are_none(tmp_path: Path) -> None:
    for name in ("report-AUT.draft.yaml", ".report-AUT.yaml", "report-AUT.yaml.a.b.edit.txt"):
        (tmp_path / name).write_text(YAML.format(status="draft"))
    (tmp_path / "report-BEL.yaml").mkdir()

    assert kinds(tmp_path) == {}


@pytest.mark.parametrize("text", [YAML, JSON])
def test_a_byte_order_mark_says_nothing_of_the_report(text: str, tmp_path: Path) -> None:
    (tmp_path / "report-AUT.yaml").write_text("\ufeff" + text.format(status="draft"), "utf-8")

    assert kinds(tmp_path) == {"report-AUT.yaml": "draft"}


def test_the_beginning_of_a_file_decides_and_no_more_is_read(tmp_path: Path) -> None:
    padding = "# more than is read of a report\n" * 100_000
    (tmp_path / "long.yaml").write_text(YAML.format(status="draft") + padding)
    (tmp_path / "report-late.yaml").write_text(padding + YAML.format(status="draft"))

    assert kinds(tmp_path) == {
        "long.yaml": "draft",
        "report-late.yaml": "not clear whether draft or final",
    }


@pytest.mark.skipif(sys.platform == "win32", reason="permissions are those of POSIX")
def test_a_link_that_leads_nowhere_hides_no_other_report() -> None:
    with ordinary_user() as folder:
        (folder / "closed").mkdir(mode=0o000)
        for name, target in {
            "a.yaml": "x" * 300,
            "b.yaml": "closed/report-BEL.yaml",
            "c.yaml": "c.yaml",
            "d.yaml": "nosuch/report-BEL.yaml",
        }.items():
            (folder / name).symlink_to(target)
        (folder / "report-AUT.yaml").write_text(YAML.format(status="draft"))

        found = kinds(folder)
        (folder / "closed").chmod(0o700)

    assert found == {"report-AUT.yaml": "draft"}
