"""`checklist validate --letter`: what an analyst sends back to the States."""

import os
import shutil
from pathlib import Path

import pytest

from tests.acceptance.entries import SMALL
from tests.support.folders import EXAMPLES
from tests.support.made_reports import made_reports, write_reports
from tests.support.running import checklist_run


def test_each_state_gets_a_letter_beside_the_findings(folder: Path, begun: Path) -> None:
    inbox = folder / "inbox"
    inbox.mkdir()
    shutil.copy(begun, inbox)
    shutil.copy(begun, inbox / "second.yaml")
    (inbox / "report-SWE.yaml").write_text("answers: [\n")
    (inbox / "notes.yaml").write_text("answers: [\n")
    plain = checklist_run("validate", *SMALL, "inbox", cwd=folder)

    done = checklist_run("validate", *SMALL, "inbox", "--letter", "out/letters", cwd=folder)

    assert done.code == plain.code == 1
    assert done.stdout == plain.stdout
    assert done.stderr == plain.stderr + "Letters written into out/letters: 3\n"
    letters = folder / "out" / "letters"
    assert sorted(path.name for path in letters.iterdir()) == [
        "letter-DNK.md",
        "letter-SWE.md",
        "letter-unknown-1.md",
    ]
    to_denmark = (letters / "letter-DNK.md").read_text("utf-8")
    assert "report-DNK.yaml" in to_denmark
    assert "second.yaml" in to_denmark


@pytest.mark.parametrize("number", [10, pytest.param(40, marks=pytest.mark.thorough)])
def test_the_letters_are_the_same_however_many_processes_check(number: int, tmp_path: Path) -> None:
    made = [data for data, _ in made_reports(number, broken_every=3)]
    write_reports(tmp_path / "reports", made)

    for jobs in ("1", "4"):
        words = ("validate", "reports", "--jobs", jobs, "--letter", jobs)
        assert checklist_run(*words, cwd=tmp_path).code == 1

    letters = {path.name: path.read_bytes() for path in (tmp_path / "1").iterdir()}
    assert len(letters) > number // 2
    assert {path.name: path.read_bytes() for path in (tmp_path / "4").iterdir()} == letters


@pytest.mark.parametrize("option", ["--select", "--ignore"])
def test_no_letter_says_that_all_is_well_where_not_all_codes_are_looked_at(
    option: str, folder: Path, begun: Path
) -> None:
    done = checklist_run(
        "validate", *SMALL, begun.name, option, "R005", "--letter", "letters", cwd=folder
    )

    assert done.code == 2
    assert done.stdout == ""
    assert "a letter has all findings" in done.stderr
    assert not (folder / "letters").exists()


def test_letters_of_an_earlier_day_are_neither_overwritten_nor_mixed(tmp_path: Path) -> None:
    words = ("validate", EXAMPLES, "--letter", "letters")
    assert checklist_run(*words, cwd=tmp_path).code == 0
    edited = tmp_path / "letters" / "letter-UGA.md"
    edited.write_text("Dear colleague")

    again = checklist_run(*words, cwd=tmp_path)

    assert again.code == 2
    assert again.stdout == ""
    assert "there are letters in letters already; name a new folder" in again.stderr
    assert edited.read_text() == "Dear colleague"


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("file", "cannot be used: it exists already"),
        ("file/below", "a part of the path is not a folder"),
        ("n" * 300, "the name is too long"),
        pytest.param(
            "locked/letters",
            "you are not permitted to write there",
            marks=pytest.mark.skipif(os.name == "nt", reason="other permissions"),
        ),
    ],
)
def test_a_folder_that_cannot_be_made_is_told_before_anything_is_checked(
    name: str, reason: str, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "locked").mkdir(mode=0o500)

    done = checklist_run("validate", EXAMPLES, "--letter", name, cwd=tmp_path, unprivileged=True)

    assert done.code == 2
    assert done.stdout == ""
    assert reason in done.stderr
    assert "Traceback" not in done.stderr


def test_where_no_file_was_found_there_are_no_letters(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()

    done = checklist_run("validate", "empty", "--letter", "letters", cwd=tmp_path)

    assert done.code == 2
    assert list((tmp_path / "letters").iterdir()) == []


def test_the_advice_to_mend_a_draft_leads_to_a_report_without_errors(
    folder: Path, draft: Path
) -> None:
    draft.write_text(draft.read_text("utf-8").replace("value: party\n", "value: partie\n"))
    words = ("validate", *SMALL, draft.name, "--letter", "letters")
    assert checklist_run(*words, cwd=folder).code == 1
    letter = (folder / "letters" / "letter-DNK.md").read_text("utf-8")
    assert "`checklist fix report-DNK.yaml`" in letter

    assert checklist_run("fix", *SMALL, draft.name, cwd=folder, stdin="party\n").code == 0

    assert checklist_run("validate", *SMALL, draft.name, cwd=folder).code == 0
