"""`finalize` makes a draft final, and writes the folder to send."""

import hashlib
import shutil
from pathlib import Path

import docx
import pytest
import yaml

from checklist.errors import SaveError
from checklist.files.new_folder import new_folder
from tests.support.folders import UGANDA
from tests.support.running import Result, checklist_run

REPORT, FOLDER = "report-UGA.yaml", "report-UGA-final"
FILES = {"report-UGA.yaml", "report-UGA.html", "report-UGA.docx", "files-UGA.txt"}
APPROVED = ("--approved-by", "A. Person", "--office", "Ministry of Justice")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with a draft in which nothing is missing."""
    data = yaml.safe_load(UGANDA.read_text("utf-8"))
    data["status"] = "draft"
    del data["seal"], data["salt"]
    data["answers"]["protocol-status"]["answered_by"] = ["foreign-affairs"]
    (tmp_path / REPORT).write_text(yaml.safe_dump(data, sort_keys=False), "utf-8")
    return tmp_path


def finalize(folder: Path, *words: str) -> Result:
    return checklist_run("finalize", REPORT, *words, cwd=folder)


def loaded(path: Path) -> dict[str, object]:
    data: dict[str, object] = yaml.safe_load(path.read_text("utf-8"))
    return data


def test_the_folder_to_send_has_the_report_two_documents_and_their_list(folder: Path) -> None:
    done = finalize(folder, *APPROVED)

    assert done.code == 0, done.stdout + done.stderr
    sent = folder / FOLDER
    assert {path.name for path in sent.iterdir()} == FILES
    listed = [line.split("  ") for line in (sent / "files-UGA.txt").read_text("utf-8").split("\n")]
    hashes = {name: digest for digest, name in (one for one in listed if len(one) == 2)}
    assert hashes == {
        name: hashlib.sha256((sent / name).read_bytes()).hexdigest()
        for name in FILES - {"files-UGA.txt"}
    }
    assert f"The folder to send is {FOLDER}: " in done.stderr
    assert docx.Document(str(sent / "report-UGA.docx")).paragraphs
    assert "A. Person, Ministry of Justice, on " in (sent / "report-UGA.html").read_text("utf-8")
    assert checklist_run("validate", f"{FOLDER}/{REPORT}", cwd=folder).code == 0


def test_who_approves_stands_in_the_report_and_in_what_is_sent(folder: Path) -> None:
    finalize(folder, *APPROVED)

    for path in (folder / REPORT, folder / FOLDER / REPORT):
        approved = loaded(path)["approved"]
        assert isinstance(approved, dict)
        assert (approved["by"], approved["office"]) == ("A. Person", "Ministry of Justice")


def test_what_is_sent_does_not_say_which_ministry_answered_and_the_report_does(
    folder: Path,
) -> None:
    finalize(folder)

    assert "answered_by" in (folder / REPORT).read_text("utf-8")
    assert "answered_by" not in (folder / FOLDER / REPORT).read_text("utf-8")


def test_nobody_has_to_approve_and_that_is_said(folder: Path) -> None:
    done = finalize(folder)

    assert done.code == 0
    assert "The report does not say who approved it." in done.stderr
    assert "approved" not in loaded(folder / REPORT)


@pytest.mark.parametrize("words", [APPROVED[:2], APPROVED[2:]])
def test_name_and_office_go_together(words: tuple[str, ...], folder: Path) -> None:
    done = finalize(folder, *words)

    assert (done.code, "--approved-by and --office go together" in done.stderr) == (2, True)
    assert loaded(folder / REPORT)["status"] == "draft"


def test_a_folder_with_other_files_is_left_alone_and_so_is_the_draft(folder: Path) -> None:
    (folder / FOLDER).mkdir()
    (folder / FOLDER / "mine.txt").write_text("mine")
    before = (folder / REPORT).read_bytes()

    refused = finalize(folder)
    elsewhere = finalize(folder, "--to", "other")

    assert (refused.code, f"{FOLDER} has files in it" in refused.stderr) == (2, True)
    assert [path.name for path in (folder / FOLDER).iterdir()] == ["mine.txt"]
    assert elsewhere.code == 0
    assert (folder / "report-UGA.draft.yaml").read_bytes() == before
    assert {path.name for path in (folder / "other").iterdir()} == FILES


def test_the_folder_of_a_final_report_is_written_again_and_is_the_same(folder: Path) -> None:
    finalize(folder, *APPROVED)
    before = {path.name: path.read_bytes() for path in (folder / FOLDER).iterdir()}
    shutil.rmtree(folder / FOLDER)

    again = finalize(folder)
    third = finalize(folder)

    assert again.code == 0, again.stderr
    assert {path.name: path.read_bytes() for path in (folder / FOLDER).iterdir()} == before
    assert (third.code, "is final already" in third.stderr) == (2, True)


def test_a_conflict_that_is_open_is_named_and_nothing_changes(folder: Path) -> None:
    path = folder / REPORT
    text = path.read_text("utf-8")
    conflict = "conflicts:\n- {at: protocol-status, by: police, says: {value: party}}\n"
    path.write_text(text.replace("answers:\n", f"{conflict}answers:\n", 1), "utf-8")
    before = path.read_bytes()

    done = finalize(folder)

    assert done.code == 1
    assert "`protocol-status` has another answer from `police`" in done.stdout
    assert path.read_bytes() == before
    assert not (folder / FOLDER).exists()


def test_what_fails_while_a_folder_is_made_leaves_no_folder(tmp_path: Path) -> None:
    with pytest.raises(SaveError), new_folder(tmp_path / "new", {"a": b"a"}):
        raise SaveError("the draft cannot be replaced")

    assert [*tmp_path.iterdir()] == []
