"""What is sent, and how whoever receives it sees that it is what was sealed."""

import hashlib
import re
import shutil
from pathlib import Path
from typing import Any

import docx
import pytest

from checklist.files.lock import ReportLock
from checklist.files.reader import read
from checklist.files.report_text import ReportText
from checklist.reports.report import Report
from checklist.reports.seal import short_seal
from tests.support.folders import UGANDA
from tests.support.running import Result, checklist_run

REPORT, SENT = "report-UGA.yaml", "out/report-UGA.submitted.yaml"
NAMES = [
    "files-UGA.txt",
    "note-verbale-UGA.docx",
    "report-UGA.submitted.docx",
    "report-UGA.submitted.html",
    "report-UGA.submitted.yaml",
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with Uganda's final report."""
    shutil.copy(UGANDA, tmp_path / REPORT)
    return tmp_path


def run(folder: Path, *words: str, code: int = 0) -> Result:
    done = checklist_run(*words, cwd=folder)
    assert done.code == code, done.stdout + done.stderr
    return done


def submitted(folder: Path) -> str:
    """Submit the report. Returns the short seal of what is sent."""
    done = run(folder, "submit", REPORT, "--to", "out")
    return done.stderr.split("Short seal:\n")[1].strip()


def word_text(path: Path) -> str:
    document = docx.Document(str(path))
    return "\n".join(paragraph.text for paragraph in document.paragraphs)


def test_submit_writes_report_document_list_and_note_and_verify_finds_them_sound(
    folder: Path,
) -> None:
    before = (folder / REPORT).read_bytes()

    short = submitted(folder)

    out = folder / "out"
    assert sorted(path.name for path in out.iterdir()) == NAMES
    assert (folder / REPORT).read_bytes() == before
    listed = re.findall(r"# (\d+) bytes\n(\w+)  (\S+)", (out / "files-UGA.txt").read_text("utf-8"))
    for size, digest, name in listed:
        content = (out / name).read_bytes()
        assert (len(content), hashlib.sha256(content).hexdigest()) == (int(size), digest)
    assert len(listed) == 3
    assert short in (out / "report-UGA.submitted.html").read_text("utf-8")
    assert short in word_text(out / "report-UGA.submitted.docx")
    note = word_text(out / "note-verbale-UGA.docx")
    for words in (
        short,
        "files-UGA.txt",
        "presents its compliments",
        "Revision 1",
        "May this report be published?",
    ):
        assert words in note
    checked = run(folder, "validate", SENT)
    assert " 0 errors" in checked.stderr
    done = run(folder, "verify", SENT, "--seal", short)
    assert "The paper matches the file" in done.stdout
    said = " ".join(done.stdout.split())
    assert f"That is {REPORT}, and its seal matches, too." in said
    assert "The 3 files in the list out/files-UGA.txt are as they were sent." in said


def test_submit_says_that_what_is_confidential_goes_to_the_secretariat(folder: Path) -> None:
    data: Any = read(folder / REPORT).data
    marked = [
        answer for answer in data["answers"].values() if "'confidential': True" in str(answer)
    ]

    said = " ".join(run(folder, "submit", REPORT, "--to", "out").stderr.split())

    go = "are confidential, in whole or in part, and go to the secretariat with their mark."
    assert f"{len(marked)} answers {go}" in said


def test_a_draft_and_a_folder_with_files_are_refused_and_nothing_is_left(folder: Path) -> None:
    (folder / "full").mkdir()
    (folder / "full" / "mine.txt").write_text("mine", "utf-8")
    (folder / "file").write_text("mine", "utf-8")
    text = (folder / REPORT).read_text("utf-8")
    draft = re.sub(r"\n(seal|salt): .*", "", text).replace("status: final", "status: draft")
    (folder / "report-UGA-2.yaml").write_text(draft, "utf-8")
    before = sorted(path for path in folder.rglob("*"))

    refused = run(folder, "submit", "report-UGA-2.yaml", "--to", "out", code=2)
    full = run(folder, "submit", REPORT, "--to", "full", code=2)
    file = run(folder, "submit", REPORT, "--to", "file", code=2)

    assert "is still a draft" in refused.stderr
    assert "full has files in it, and none is overwritten" in full.stderr
    assert "file exists already, and is not a folder" in file.stderr
    assert sorted(path for path in folder.rglob("*") if ".lock" not in path.name) == before


@pytest.mark.thorough
def test_what_a_killed_run_left_does_not_stand_in_the_way(folder: Path) -> None:
    (folder / ".out.unfinished").mkdir()
    (folder / ".out.unfinished" / "report-UGA.submitted.yaml").write_text("half", "utf-8")
    (folder / "out").mkdir()

    submitted(folder)

    assert sorted(path.name for path in (folder / "out").iterdir()) == NAMES
    assert not (folder / ".out.unfinished").exists()


def test_a_report_with_errors_is_refused_with_its_findings(folder: Path) -> None:
    text = (folder / REPORT).read_text("utf-8")
    (folder / REPORT).write_text(text.replace('as_of: "2026', 'as_of: "2025'), "utf-8")

    done = run(folder, "submit", REPORT, "--to", "out", code=1)

    assert "R012" in done.stdout
    assert not (folder / "out").exists()


def test_the_note_verbale_names_the_state_as_a_sentence_does(folder: Path) -> None:
    data = read(folder / REPORT).data
    assert isinstance(data, dict)
    report = Report.from_data({**data, "state": "MDA"}).sealed()
    path = folder / "report-MDA.yaml"
    path.write_bytes(ReportText.new(report.to_data(), path.name).content())

    run(folder, "submit", path.name, "--to", "out")

    note = word_text(folder / "out" / "note-verbale-MDA.docx")
    assert "of the Republic of Moldova presents its compliments" in note
    assert "the report of the Republic of Moldova on" in note


def with_sources(path: Path) -> None:
    """Let the final report say who gave an answer, as that of several ministries does."""
    data = read(path).data
    assert isinstance(data, dict)
    answers: Any = data["answers"]
    answers["professions"]["value"]["police-officers"]["answered_by"] = ["labour"]
    answers["yearly-figures"]["value"][0]["victims"]["confidence"] = "low"
    report = Report.from_data(data).sealed()
    path.write_bytes(ReportText.new(report.to_data(), path.name).content())


@pytest.mark.sampled
@pytest.mark.parametrize("ending", ["html", "md", "docx"])
def test_the_paper_that_is_signed_before_submit_has_the_seal_of_what_is_sent(
    ending: str, folder: Path
) -> None:
    with_sources(folder / REPORT)
    run(folder, "export", REPORT, "--output", f"paper.{ending}")
    paper = folder / f"paper.{ending}"
    text = word_text(paper) if ending == "docx" else paper.read_text("utf-8")
    (signed,) = {*re.findall(r"[0-9A-Z]{5}(?:-[0-9A-Z]{5}){4}-[0-9A-Z]{2}", text)}

    short = submitted(folder)

    assert signed == short
    for name in (SENT, REPORT):
        assert "The paper matches the file" in run(folder, "verify", name, "--seal", signed).stdout


def test_a_paper_of_an_earlier_version_still_fits_the_report_that_it_is_of(folder: Path) -> None:
    with_sources(folder / REPORT)
    data = read(folder / REPORT).data
    assert isinstance(data, dict)

    done = run(folder, "verify", REPORT, "--seal", short_seal(str(data["seal"])))

    assert "print it again before it is signed" in " ".join(done.stdout.split())


@pytest.mark.thorough
def test_verify_says_which_group_is_mistyped_and_which_file_the_paper_is_of(folder: Path) -> None:
    short = submitted(folder)
    other = "7" if short[8] != "7" else "8"
    wrong = short[:8] + other + short[9:]

    mistyped = run(folder, "verify", SENT, "--seal", wrong, code=1)
    shutil.copy(UGANDA.with_name("report-AUT.yaml"), folder)
    of_other = run(folder, "verify", "report-AUT.yaml", "--seal", short, code=1)
    nothing = run(folder, "verify", REPORT, "--seal", "ABC", code=2)

    assert "Group 2 differs" in mistyped.stdout
    assert "The paper does not match the file: 5 of 5 groups differ." in of_other.stdout
    assert f"The paper is that of another report: {REPORT}." in " ".join(of_other.stdout.split())
    assert "five groups of five characters" in nothing.stderr


def test_verify_finds_a_changed_value_document_and_original(folder: Path) -> None:
    submitted(folder)
    page = folder / "out" / "report-UGA.submitted.html"
    page.write_bytes(page.read_bytes().replace(b"Uganda", b"Uruguay", 1))

    changed_page = run(folder, "verify", SENT, code=1)
    original = folder / REPORT
    original.write_bytes(original.read_bytes().replace(b"2023", b"2022", 1))
    changed_original = run(folder, "verify", SENT, code=1)
    sent = folder / SENT
    sent.write_bytes(sent.read_bytes().replace(b"2023", b"2022", 1))
    changed_sent = run(folder, "verify", SENT, code=1)

    said = " ".join(changed_page.stdout.split())
    assert (
        "report-UGA.submitted.html was changed since the list out/files-UGA.txt was made." in said
    )
    assert f"That is {REPORT}. It was changed after it was sealed." in " ".join(
        changed_original.stdout.split()
    )
    assert re.search(SENT + r":\d+:\d+: R012", changed_sent.stdout)


def test_a_draft_has_nothing_to_verify(tmp_path: Path) -> None:
    run(tmp_path, "answer", "--state", "NOR", "--no-input", code=1)

    done = run(tmp_path, "verify", "report-NOR.yaml", code=1)

    assert "a draft has no seal" in done.stdout


@pytest.mark.thorough
def test_a_name_with_blanks_and_other_letters_is_sent_and_verified(folder: Path) -> None:
    (folder / REPORT).rename(folder / "notre rapport été.yaml")
    run(folder, "submit", "--to", "out")
    page = folder / "out" / "notre rapport été.submitted.html"

    sound = run(folder, "verify", "out/notre rapport été.submitted.yaml")
    note = word_text(folder / "out" / "note-verbale-UGA.docx")
    page.unlink()
    missing = run(folder, "verify", "out/notre rapport été.submitted.yaml", code=1)

    said = " ".join(sound.stdout.split())
    assert "The 3 files in the list out/files-UGA.txt are as they were sent." in said
    assert "and is not there or cannot be read" in " ".join(missing.stdout.split())
    assert "checklist verify 'notre rapport été.submitted.yaml' --seal " in note


@pytest.mark.thorough
def test_a_list_leads_to_no_other_folder(folder: Path) -> None:
    submitted(folder)
    listed = folder / "out" / "files-UGA.txt"
    digest = hashlib.sha256(b"x").hexdigest()
    listed.write_text(f"{digest}  ../{REPORT}\n{digest}  /etc/passwd\n", "utf-8")

    done = run(folder, "verify", SENT, code=1)

    said = " ".join(done.stdout.split())
    assert "out/files-UGA.txt:1: this line is not understood" in said
    assert "out/files-UGA.txt:2: this line is not understood" in said
    assert "passwd was changed" not in said
    assert "report-UGA.submitted.yaml is not in the list out/files-UGA.txt" in said


@pytest.mark.thorough
def test_of_a_list_of_very_many_wrong_lines_some_are_named_and_all_are_counted(
    folder: Path,
) -> None:
    submitted(folder)
    listed = folder / "out" / "files-UGA.txt"
    lines = ["x"] * 100_000 + [f"{number:064x}  {SENT[4:]}" for number in range(20_000)]
    listed.write_text("\n".join(lines), "utf-8")

    done = run(folder, "verify", SENT, code=1)

    said = " ".join(done.stdout.split())
    assert said.count("this line is not understood") == 100
    assert said.count("was changed since the list") == 100
    # The page and the document, too, are named in no line.
    assert "Further lines and files that are not named: 119,802." in said
    assert len(done.stdout) < 50_000


@pytest.mark.thorough
def test_a_list_that_mail_gave_other_ends_of_lines_is_read(folder: Path) -> None:
    submitted(folder)
    listed = folder / "out" / "files-UGA.txt"
    digest = hashlib.sha256(b"x").hexdigest()
    content = listed.read_bytes()
    listed.write_bytes(content.replace(b"\n", b"\r\n"))

    done = run(folder, "verify", SENT)
    listed.write_bytes(content + f"{digest}  .\n{digest}  ..\n".encode())
    folders = run(folder, "verify", SENT, code=1)

    assert folders.stdout.count("this line is not understood") == 2
    said = " ".join(done.stdout.split())
    assert "The 3 files in the list out/files-UGA.txt are as they were sent." in said


@pytest.mark.thorough
def test_a_list_as_other_programs_write_it_is_read(folder: Path) -> None:
    submitted(folder)
    listed = folder / "out" / "files-UGA.txt"
    files = re.findall(r"(\w{64})  (\S+)", listed.read_text("utf-8"))

    for text in (
        "".join(f"{digest.upper()} *{name}\n" for digest, name in files),
        "\ufeff" + "\n\n".join(f"{digest}  {name}" for digest, name in files),
    ):
        listed.write_text(text, "utf-8")
        done = run(folder, "verify", SENT)
        assert "The 3 files in the list" in " ".join(done.stdout.split())


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (r"(?m)^\w{64}  (\S+html)$", r"\1", ":5: this line is not understood: `report-UGA.sub"),
        (r"(?m)^(\w{63})\w(  \S+html)$", r"\1\2", ":5: this line is not understood: `"),
        (r"(?m)^\w{64}  \S+html\n", "", "report-UGA.submitted.html is not in the list"),
        (r"(?m)^(\w{64}  \S+)html$", r"\1htm", "report-UGA.submitted.htm is in the list"),
        (r"(?s)^.*$", "", "report-UGA.submitted.docx is not in the list"),
    ],
    ids=["no digest", "short digest", "deleted line", "another name", "empty list"],
)
def test_verify_passes_over_no_line_and_no_file(
    old: str, new: str, words: str, folder: Path
) -> None:
    submitted(folder)
    listed = folder / "out" / "files-UGA.txt"
    text = listed.read_text("utf-8")
    changed = re.sub(old, new, text, count=1)
    assert changed != text
    listed.write_text(changed, "utf-8")

    done = run(folder, "verify", SENT, code=1)

    said = " ".join(done.stdout.split())
    assert words in said
    assert "are as they were sent" not in said


@pytest.mark.thorough
def test_without_its_list_the_files_that_were_sent_are_not_passed_over(folder: Path) -> None:
    submitted(folder)
    (folder / "out" / "files-UGA.txt").rename(folder / "out" / "files.txt")
    (folder / "alone").mkdir()
    shutil.copy(folder / SENT, folder / "alone" / "report-UGA.submitted.yaml")

    renamed = run(folder, "verify", SENT, code=1)
    alone = run(folder, "verify", "alone/report-UGA.submitted.yaml")

    said = " ".join(renamed.stdout.split())
    assert "Nothing shows whether report-UGA.submitted.docx was changed." in said
    assert "Nothing shows whether report-UGA.submitted.html was changed." in said
    assert "so that only the report was checked" in " ".join(alone.stdout.split())


@pytest.mark.thorough
def test_what_a_system_writes_the_note_and_reports_of_other_states_are_not_missed(
    folder: Path,
) -> None:
    submitted(folder)
    out = folder / "out"
    digest = hashlib.sha256(b"x").hexdigest()
    (out / "files-NOR.txt").write_text(f"{digest}  report-NOR.submitted.yaml\n", "utf-8")
    for name in ("report-NOR.submitted.yaml", "Thumbs.db", ".DS_Store", "~$note.docx"):
        (out / name).write_text("x", "utf-8")
    (out / "note-verbale-UGA.docx").write_bytes(b"signed")

    run(folder, "verify", SENT)
    (out / "more.pdf").write_bytes(b"x")
    more = run(folder, "verify", SENT, code=1)

    assert "more.pdf is not in the list out/files-UGA.txt" in " ".join(more.stdout.split())


def test_the_folder_at_hand_is_not_replaced(folder: Path) -> None:
    (folder / "here").mkdir()

    done = run(folder / "here", "submit", f"../{REPORT}", "--to", ".", code=2)

    assert "is the folder that you are in; name a new folder" in " ".join(done.stderr.split())
    assert not [*(folder / "here").iterdir()]


@pytest.mark.thorough
def test_two_that_submit_into_one_folder_do_not_spoil_each_others_files(folder: Path) -> None:
    half = folder / ".out.unfinished"
    half.mkdir()
    (half / "report-UGA.submitted.yaml").write_text("half", "utf-8")

    with ReportLock(folder / "out"):  # another process is writing there
        done = run(folder, "submit", REPORT, "--to", "out", code=2)

    assert "out is open in another session" in " ".join(done.stderr.split())
    assert [path.name for path in half.iterdir()] == ["report-UGA.submitted.yaml"]
    assert not (folder / "out").exists()
