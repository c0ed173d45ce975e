"""The commands on a register, in the order in which a secretariat uses them."""

import json
import os
import re
import shutil
import threading
from pathlib import Path
from typing import Any

import docx
import pytest

from checklist.files.discovery import exists
from checklist.files.reader import read
from checklist.register.chain import read_chain
from checklist.register.folder import open_register
from checklist.register.submission_list import list_blocks, listed_reminders
from checklist.register.submissions import submissions
from checklist.render.blocks import as_lines
from tests.support.folders import EXAMPLES, UGANDA
from tests.support.pages import flat
from tests.support.registers import (
    chain_text,
    files_in,
    lines_of,
    noted,
    register,
    register_lines,
    report_of,
)
from tests.support.registers import received as received_line
from tests.support.running import checklist_run

PDF = b"%PDF-1.7 a scan"
BROKEN = "answers: [\n"


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """Return a folder in which the report of Uganda and a scan lie."""
    folder = tmp_path / "inbox"
    folder.mkdir()
    shutil.copy(UGANDA, folder / "report-UGA.yaml")
    (folder / "scan.pdf").write_bytes(PDF)
    return folder


def receive(folder: Path, *words: str | Path, code: int = 0) -> str:
    return register(folder, "receive", *words, "--on", "2026-11-20", code=code).stdout


def states(folder: Path) -> list[str]:
    listed = json.loads(register(folder, "list", "--format", "json").stdout)["submissions"]
    return [one["became"] for one in listed]


def text_of(path: Path) -> str:
    document = docx.Document(str(path))
    return "\n".join(one.text for one in document.paragraphs)


def second_revision(folder: Path) -> Path:
    """Return the next revision of the report of Uganda, made final."""
    path = folder / "second.yaml"
    assert checklist_run("amend", UGANDA, "--output", path, cwd=folder).code == 0
    assert checklist_run("finalize", path.name, cwd=folder).code == 0
    (folder / "second.draft.yaml").unlink()
    return path


def test_what_comes_is_kept_byte_by_byte_with_a_line_a_receipt_and_a_letter(
    inbox: Path,
) -> None:
    folder = inbox.parent
    shown = receive(
        folder, "inbox", "--reference", "NV 12/2026", "--channel", "e-mail", "--cycle", "2026",
        "--state", "Norway",
    )  # fmt: skip

    kept = files_in(folder / "reg")
    assert kept["2025/UGA/report-UGA.yaml"] == UGANDA.read_bytes()
    assert kept["2026/NOR/scan.pdf"] == PDF
    assert "Uganda, cycle 2025, final, revision 1" in shown.replace("\n    ", " ")
    report, scan, _ = read_chain(folder / "reg").lines
    assert report.submission is not None
    assert report.submission.report is not None
    assert report.submission.report.seal == read(UGANDA).data["seal"]  # type: ignore[index,call-overload]
    assert report.submission.findings == {}
    assert report.reference == "NV 12/2026"
    assert scan.submission is not None
    assert scan.submission.findings == {"S003": 1}
    receipt = text_of(folder / "reg" / "receipts" / "0001-UGA.docx")
    assert report.hash in receipt
    assert "The report can be read, and is counted." in receipt
    assert not (folder / "reg" / "letters" / "0001-UGA.docx").exists()
    letter = text_of(folder / "reg" / "letters" / "0002-NOR.docx")
    assert "Technical points: 1." in letter
    assert "Please reply by 20 December 2026." in letter
    assert "is not the file of a report" in letter
    assert states(folder) == ["counted", "cannot be read yet"]


@pytest.mark.thorough
def test_what_does_not_say_its_state_or_cycle_goes_to_a_folder_for_that(inbox: Path) -> None:
    folder = inbox.parent
    (inbox / "report-NOR.yaml").write_text(BROKEN)

    receive(folder, "inbox")

    assert set(files_in(folder / "reg")) >= {
        "2025/UGA/report-UGA.yaml",
        "unknown/NOR/report-NOR.yaml",
        "unknown/scan.pdf",
    }


def test_the_file_is_believed_before_the_options_and_that_is_said(inbox: Path) -> None:
    shown = receive(inbox.parent, "inbox/report-UGA.yaml", "--state", "NOR", "--cycle", "2030")

    assert "--state NOR was not used: the file names its State." in shown.replace("\n    ", " ")
    assert "2025/UGA/report-UGA.yaml" in files_in(inbox.parent / "reg")


def test_what_was_received_already_is_named_and_not_kept_again(inbox: Path) -> None:
    folder = inbox.parent
    receive(folder, "inbox")
    before = files_in(folder / "reg")
    data = read(UGANDA).data
    (folder / "same-seal.json").write_text(json.dumps(data), "utf-8")

    again = receive(folder, "inbox", "same-seal.json")

    assert again.count("was received already, on 2026-11-20.") == 2
    assert "1  same-seal.json was received already, on 2026-11-20, as report-UGA.yaml." in again
    assert files_in(folder / "reg") == before


@pytest.mark.thorough
def test_a_name_that_is_taken_gets_a_number_and_nothing_is_overwritten(tmp_path: Path) -> None:
    for name in ("a", "b", "c"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "note.pdf").write_bytes(PDF + name.encode())

    receive(tmp_path, "a", "b", "c")

    kept = files_in(tmp_path / "reg")
    assert kept["unknown/note.pdf"] == PDF + b"a"
    assert kept["unknown/note.2.pdf"] == PDF + b"b"
    assert kept["unknown/note.3.pdf"] == PDF + b"c"


def test_a_report_is_found_by_other_commands_whatever_its_name_was(tmp_path: Path) -> None:
    shutil.copy(UGANDA, tmp_path / "reply of Uganda.txt")

    receive(tmp_path, "reply of Uganda.txt")

    assert "2025/UGA/report-UGA.yaml" in files_in(tmp_path / "reg")
    assert "1 file, 0 with errors" in checklist_run("validate", "reg", cwd=tmp_path).stderr


@pytest.mark.thorough
def test_a_later_revision_takes_the_place_and_counts_in_every_command(
    inbox: Path, tmp_path: Path
) -> None:
    receive(tmp_path, "inbox")
    receive(tmp_path, second_revision(tmp_path))

    assert states(tmp_path) == ["replaced", "cannot be read yet", "counted"]
    checked = checklist_run("validate", "reg", cwd=tmp_path)
    assert checked.code == 0
    assert "1 file, 0 with errors" in checked.stderr
    assert "2025/UGA/report-UGA.yaml: Submission 4 takes its place." in checked.stderr
    summary = checklist_run("summarize", "reg", "--format", "json", cwd=tmp_path)
    assert [one["revision"] for one in json.loads(summary.stdout)["reports"]] == [2]
    below = checklist_run("summarize", "reg/2025/UGA", "--format", "json", cwd=tmp_path)
    assert json.loads(below.stdout)["reports"][0]["revision"] == 2
    assert "takes its place" in below.stderr
    assert checklist_run("tabulate", "reg", "-o", "t.csv", cwd=tmp_path).code == 0
    compared = checklist_run("compare", EXAMPLES, "reg", cwd=tmp_path)
    assert compared.code == 0
    assert "takes its place" in compared.stderr
    cycles = checklist_run("compare", "reg", cwd=tmp_path)
    assert "takes its place" in cycles.stderr


@pytest.mark.thorough
def test_what_was_withdrawn_is_read_no_more_and_what_it_replaced_counts_again(
    inbox: Path, tmp_path: Path
) -> None:
    receive(tmp_path, "inbox/report-UGA.yaml")
    receive(tmp_path, second_revision(tmp_path))

    register(tmp_path, "note", "3", "withdrawn", "--reference", "NV 13/2027")

    assert states(tmp_path) == ["counted", "withdrawn"]
    summary = checklist_run("summarize", "reg", "--format", "json", cwd=tmp_path)
    assert [one["revision"] for one in json.loads(summary.stdout)["reports"]] == [1]
    assert "2025/UGA/second.yaml: It was withdrawn: NV 13/2027." in summary.stderr
    again = register(tmp_path, "note", "3", "withdrawn", "--reference", "NV 13/2027", code=2)
    assert "submission 3 is withdrawn already" in again.stderr
    assert register(tmp_path, "verify").stdout.startswith("Nothing was changed.")


def test_erased_bytes_are_gone_and_the_register_is_still_sound(tmp_path: Path) -> None:
    (tmp_path / "report-NOR.yaml").write_text(BROKEN)
    receive(tmp_path, "report-NOR.yaml", "--cycle", "2026")
    register(tmp_path, "clarify", "1", "--ask", "What about 12 cases?")
    assert len(list((tmp_path / "reg" / "letters").iterdir())) == 2

    register(tmp_path, "erase", "1", "--reference", "NV 14/2027")

    assert sorted(files_in(tmp_path / "reg")) == ["receipts/0001-NOR.docx", "register.jsonl"]
    assert states(tmp_path) == ["erased"]
    verified = register(tmp_path, "verify").stdout
    assert "Erased: 1." in verified
    again = receive(tmp_path, "report-NOR.yaml", "--cycle", "2026")
    assert "It was registered" in again
    assert states(tmp_path) == ["erased", "cannot be read yet"]


def test_a_clarification_asks_waits_and_ends_with_the_reply(inbox: Path) -> None:
    folder = inbox.parent
    receive(folder, "inbox/report-UGA.yaml")
    seal = str(read(UGANDA).data["seal"])  # type: ignore[index,call-overload]

    nothing = register(folder, "clarify", "1", code=2)
    register(folder, "clarify", seal, "--ask", "Which law is meant in 4.2?", "--reply-by",
             "2099-03-01", "--reference", "our letter 7")  # fmt: skip
    asked = states(folder)
    register(folder, "clarify", "1", "--answered", "--reference", "NV 15/2027")

    assert "the check found nothing in submission 1" in nothing.stderr
    letter = text_of(folder / "reg" / "letters" / "0003-UGA.docx")
    assert "1. Which law is meant in 4.2?" in letter
    assert "Please reply by 1 March 2099. Without a reply the report is counted as received." in (
        letter
    )
    assert asked == ["clarification asked"]
    assert states(folder) == ["counted"]
    twice = register(folder, "clarify", "1", "--answered", "--reference", "NV 15/2027", code=2)
    assert "no reply is expected for submission 1" in twice.stderr


@pytest.mark.thorough
def test_what_submit_made_is_one_submission_whose_report_alone_is_read(tmp_path: Path) -> None:
    assert checklist_run("submit", UGANDA, cwd=tmp_path).code == 0

    receive(tmp_path, "submission")

    kept = [file for file in files_in(tmp_path / "reg") if file.startswith("2025/UGA/")]
    assert len(kept) == 5
    assert states(tmp_path) == ["counted", *["kept with a report"] * 4]
    listed = register(tmp_path, "list").stdout
    assert "Kept with a report: 4" in listed
    assert listed.count("kept with 1") == 4
    assert not (tmp_path / "reg" / "letters").exists()
    receipt = text_of(tmp_path / "reg" / "receipts" / "0002-UGA.docx")
    assert "The file was kept as it came, with the report that came with it." in receipt


def test_what_the_list_says_is_counted_is_what_a_summary_counts(tmp_path: Path) -> None:
    receive(tmp_path, Path(EXAMPLES), Path(EXAMPLES).parent / "later-reports")
    listed = register(tmp_path, "list", "--format", "json").stdout
    sent = [one for one in json.loads(listed)["submissions"] if one["became"] == "counted"]

    def summarized(*words: str) -> set[tuple[str, ...]]:
        done = checklist_run("summarize", "reg", "--format", "json", *words, cwd=tmp_path)
        assert done.code == 0, done.stderr
        reports = json.loads(done.stdout)["reports"]
        return {(one["state"]["code"], one["cycle"], one["date"]) for one in reports}

    counted = {(one["state"], one["cycle"], one["as_of"]) for one in sent}
    assert {one[:2] for one in counted} == {
        ("AUT", "2025"),
        ("TUV", "2026"),
        ("UGA", "2025"),
        ("UGA", "2026"),
    }
    for cycle in ("2025", "2026"):
        assert summarized("--cycle", cycle) == {one for one in counted if one[1] == cycle}
    latest = {state: (state, *more) for state, *more in sorted(counted)}
    assert summarized() == {*latest.values()}


@pytest.mark.thorough
def test_two_final_reports_of_one_revision_are_asked_about(tmp_path: Path) -> None:
    case = Path(EXAMPLES).parent / "rules" / "R030" / "violating"
    small = Path(EXAMPLES).parent / "questionnaire" / "small"
    first, second = sorted(case.iterdir())[:2]

    receive(tmp_path, first, second, "--questionnaire", small)

    lines = read_chain(tmp_path / "reg").lines
    assert lines[1].submission is not None
    assert lines[1].submission.findings["R030"] == 1
    assert lines[1].reply_by == "2026-12-20"
    assert states(tmp_path) == ["not counted", "not counted"]
    state = lines[1].submission.state
    for written in ("receipts", "letters"):
        text = text_of(tmp_path / "reg" / written / f"0002-{state}.docx")
        assert "No report of your State is counted until it is clear which one counts." in text
        assert "counted as received" not in text


@pytest.mark.thorough
def test_a_reminder_is_written_only_where_it_is_due_and_the_list_says_why_elsewhere(
    inbox: Path,
) -> None:
    folder = inbox.parent
    (folder / "expected.txt").write_text("Norway\nUganda\nAustria\n")
    receive(folder, "inbox", "--cycle", "2025")
    register(folder, "clarify", "1", "--ask", "Which law?", "--reply-by", "2099-01-01")
    missing = ("list", "--missing", "--expected", "expected.txt", "--cycle", "2025")
    words = (*missing, "--remind", "docx", "--on")
    lines = (folder / "reg" / "register.jsonl").read_bytes()

    asked = register(folder, *missing)
    assert (folder / "reg" / "register.jsonl").read_bytes() == lines
    first = register(folder, *words, "2026-12-01")
    again = register(folder, *words, "2026-12-01")
    late = register(folder, *words, "2027-01-01")
    noted_as_sent = register(folder, "note", "2", "sent")
    reminded = register(folder, *words, "2027-01-01")

    open_day = "No reminder is due: the day for the reply is not over."
    assert flat(asked.stdout) == (
        f"Uganda: no reply, expected by 1 January 2099, about report-UGA.yaml. {open_day} "
        "State not known: no reply, expected by 20 December 2026, about scan.pdf. No reminder is "
        "due: the last letter is not noted as sent. Send it, and note it with `checklist register "
        "note 2 sent`. "
        "Norway: nothing came Austria: nothing came"
    )
    assert asked.stderr == "Cycle 2025. Missing replies: 4.\n"
    assert "Reminders written: 2.\nNo reminder is due: 2. The list says why." in first.stderr
    assert flat(again.stdout).endswith(
        f"Norway: nothing came, reminded on 1 December 2026. {open_day} "
        f"Austria: nothing came, reminded on 1 December 2026. {open_day}"
    )
    assert "Reminders written: 0.\nNo reminder is due: 4." in again.stderr
    assert "Reminders written: 0.\nNo reminder is due: 4." in late.stderr
    for number in (2, 6, 7):
        assert (
            "No reminder is due: the last letter is not noted as sent. Send it, and note it with "
            f"`checklist register note {number} sent`." in flat(late.stdout)
        )
    assert "0002-unknown.docx" in noted_as_sent.stderr
    assert "Reminders written: 1." in reminded.stderr
    letters = sorted(path.name for path in (folder / "reg" / "letters").glob("*remind*"))
    assert letters == [
        "0002-unknown-reminder-2027-01-01.docx",
        "reminder-AUT-2025-2026-12-01.docx",
        "reminder-NOR-2025-2026-12-01.docx",
    ]
    to_norway = text_of(folder / "reg" / "letters" / "reminder-NOR-2025-2026-12-01.docx")
    assert "cycle 2025. We have no report from your State for this cycle yet." in to_norway
    assert register(folder, "verify").code == 0


def test_a_reminder_is_written_for_a_cycle_that_is_named(inbox: Path) -> None:
    folder = inbox.parent
    receive(folder, "inbox/report-UGA.yaml")
    before = (folder / "reg" / "register.jsonl").read_bytes()

    done = register(folder, "list", "--missing", "--remind", "docx", code=2)

    assert done.stderr == (
        "checklist: --remind needs --cycle: name the cycle that the letters are about\n"
    )
    assert (folder / "reg" / "register.jsonl").read_bytes() == before


@pytest.mark.sampled
@pytest.mark.parametrize("seal", ["", f'seal: "sha256-salted:{"0" * 64}"\n'])
def test_a_report_whose_seal_is_missing_or_wrong_is_listed_as_what_it_is(
    inbox: Path, seal: str
) -> None:
    folder = inbox.parent
    report = inbox / "report-UGA.yaml"
    report.write_text(re.sub(r"(?m)^seal: .*\n", seal, report.read_text("utf-8")), "utf-8")

    said = receive(folder, "inbox/report-UGA.yaml")

    assert "It was registered, but its seal is not valid." in flat(said)
    assert states(folder) == ["seal not valid"]
    receipt = text_of(folder / "reg" / "receipts" / "0001-UGA.docx")
    assert "The report can be read, but its seal is missing or does not match" in receipt
    assert "cannot be read" not in receipt


@pytest.mark.thorough
def test_list_shows_who_was_reminded_when(inbox: Path) -> None:
    folder = inbox.parent
    (folder / "expected.txt").write_text("Norway\nUganda\n")
    receive(folder, "inbox", "--cycle", "2025")
    missing = ("list", "--missing", "--expected", "expected.txt", "--cycle", "2025")
    words = (*missing, "--remind", "markdown")
    register(folder, "note", "2", "sent")
    register(folder, *words, "--on", "2026-12-21")
    first = json.loads(register(folder, "list", "--format", "json").stdout)["reminders"]
    for number in (2, first[1]["number"]):
        register(folder, "note", str(number), "sent")
    register(folder, *words, "--on", "2027-02-01")

    shown = register(folder, "list").stdout
    document = json.loads(register(folder, "list", "--format", "json").stdout)
    other = json.loads(register(folder, "list", "--format", "json", "--state", "SWE").stdout)

    assert "each of its rows is shown by itself" not in shown
    assert "Reminders to States from which nothing had come" in shown
    assert "Norway  2025   2026-12-21   2027-01-20" in shown
    assert "Norway  2025   2027-02-01   2027-03-03" in shown
    assert re.search("cannot be read yet  2027-03-03  2027-02-01", shown)
    assert [one["reminded_on"] for one in document["submissions"]] == [None, "2027-02-01"]
    assert [(one["of"], one["state"], one["on"]) for one in document["reminders"]] == [
        (2, None, "2026-12-21"),
        (None, "NOR", "2026-12-21"),
        (2, None, "2027-02-01"),
        (None, "NOR", "2027-02-01"),
    ]
    assert other["reminders"] == []


def test_a_reminder_of_each_cycle_is_written_on_one_day(inbox: Path) -> None:
    folder = inbox.parent
    (folder / "expected.txt").write_text("Norway\n")
    receive(folder, "inbox/report-UGA.yaml")

    for cycle in ("2025", "2026"):
        done = register(
            *(folder, "list", "--missing", "--remind", "docx"),
            *("--expected", "expected.txt", "--cycle", cycle),
        )
        assert "Reminders written: 1." in done.stderr

    assert len(list((folder / "reg" / "letters").glob("reminder-NOR-*"))) == 2


@pytest.mark.sampled
@pytest.mark.parametrize(
    ("done", "letters"),
    [
        ([("note", "1", "withdrawn")], []),
        ([("note", "1", "withdrawn"), ("erase", "1")], ["reminder-UGA-2025-2026-12-01"]),
        ([("erase", "1")], ["reminder-UGA-2025-2026-12-01"]),
    ],
)
def test_a_state_whose_only_file_was_erased_is_reminded_as_one_without_a_report(
    inbox: Path, done: list[tuple[str, ...]], letters: list[str]
) -> None:
    folder = inbox.parent
    (folder / "expected.txt").write_text("Uganda\n")
    receive(folder, "inbox/report-UGA.yaml")
    for words in done:
        register(folder, *words, "--reference", "NV 1")

    words = (
        "list",
        "--missing",
        "--remind",
        "docx",
        "--expected",
        "expected.txt",
        "--cycle",
        "2025",
        "--on",
        "2026-12-01",
    )
    said = register(folder, *words).stderr

    assert f"Reminders written: {len(letters)}." in said
    assert [one.stem for one in (folder / "reg" / "letters").glob("reminder*")] == letters


def test_a_changed_missing_or_surplus_receipt_or_letter_is_found(inbox: Path) -> None:
    folder = inbox.parent
    shutil.copy(UGANDA, inbox / "other.txt")
    (inbox / "b.pdf").write_bytes(PDF + b"b")
    receive(folder, "inbox", "--format", "markdown")
    receipts, letters = folder / "reg" / "receipts", folder / "reg" / "letters"
    assert "Receipts and letters: 5." in register(folder, "verify").stdout

    changed = receipts / "0001-UGA.md"
    changed.write_bytes(changed.read_bytes().replace(b"2026", b"2027", 1))
    (receipts / "0002-unknown.md").unlink()
    shutil.copy(receipts / "0003-unknown.md", receipts / "0004-unknown.md")
    letter = letters / "0002-unknown.md"
    letter.write_bytes(letter.read_bytes() + b"x")
    (letters / "0003-unknown.md").rename(letters / "mine.md")
    (letters / ".~lock.mine.md#").touch()
    shown = register(folder, "verify", code=1).stdout.replace("\n", " ")

    for fault in (
        "receipts/0002-unknown.md: the receipt is gone",
        "letters/0003-unknown.md: the letter is gone",
        "receipts/0001-UGA.md: the receipt was changed",
        "receipts/0004-unknown.md: no line of the register is about this receipt",
        "letters/0002-unknown.md: the letter was changed; `checklist register note FILE sent` "
        "notes it as it is now",
        "letters/mine.md: no line of the register is about this letter; `checklist register "
        "note FILE sent` notes it",
    ):
        assert shown.count(fault) == 1, shown


def test_a_letter_that_was_changed_before_it_was_sent_is_noted(inbox: Path) -> None:
    folder = inbox.parent
    receive(folder, "inbox")
    letter = folder / "reg" / "letters" / "0002-unknown.docx"
    letter.write_bytes(b"signed and scanned")
    (letter.parent / "mine.pdf").write_bytes(PDF)
    outside = register(folder, "note", "inbox/scan.pdf", "sent", code=2)

    done = register(folder, "note", letter, "reg/letters/mine.pdf", "sent", "--on", "2026-12-01")

    assert "inbox/scan.pdf is neither in letters/ nor in receipts/ of the register" in (
        outside.stderr
    )
    assert done.stderr == (
        "Noted as sent on 2026-12-01: 2.\n  letters/0002-unknown.docx\n  letters/mine.pdf\n"
    )
    assert "Receipts and letters: 4." in register(folder, "verify").stdout
    letter.unlink()
    assert "the letter is gone" in register(folder, "verify", code=1).stdout


def test_a_number_stands_for_the_letters_about_a_submission_that_were_not_noted_as_sent(
    inbox: Path,
) -> None:
    folder = inbox.parent
    receive(folder, "inbox")
    register(folder, "clarify", "2", "--ask", "What is it?", "--format", "markdown")
    letter = folder / "reg" / "letters" / "0002-unknown.docx"
    of_clarification = next((folder / "reg" / "letters").glob("*.md"))

    first = register(folder, "note", "2", "sent", "--on", "2026-12-01")
    again = register(folder, "note", "2", "sent", code=2)
    of_clarification.write_bytes(of_clarification.read_bytes() + b"P.S.")
    changed = register(folder, "note", "2", "sent", "--on", "2026-12-02")
    none = register(folder, "note", "1", "sent", code=2)

    names = f"  letters/{letter.name}\n  letters/{of_clarification.name}\n"
    assert first.stderr == f"Noted as sent on 2026-12-01: 2.\n{names}"
    assert "no letter about number 2 waits to be noted as sent" in again.stderr
    assert changed.stderr == (
        f"Noted as sent on 2026-12-02: 1.\n  letters/{of_clarification.name}\n"
    )
    assert "no letter about number 1 waits to be noted as sent" in none.stderr
    assert register(folder, "verify").code == 0


def test_withdrawn_is_noted_with_a_reference_for_one_submission(inbox: Path) -> None:
    folder = inbox.parent
    receive(folder, "inbox")
    before = (folder / "reg" / "register.jsonl").read_bytes()

    without = register(folder, "note", "1", "withdrawn", code=2)
    two = register(folder, "note", "1", "2", "withdrawn", "--reference", "NV 1", code=2)

    assert "`withdrawn` needs --reference" in without.stderr
    assert "`withdrawn` is noted for each submission by itself" in two.stderr
    assert (folder / "reg" / "register.jsonl").read_bytes() == before


def test_missing_replies_come_as_text_as_json_and_as_csv_and_write_nothing(inbox: Path) -> None:
    folder = inbox.parent
    (folder / "expected.txt").write_text("Norway\nUganda\n")
    receive(folder, "inbox")
    before = (folder / "reg" / "register.jsonl").read_bytes()
    missing = ("list", "--missing", "--expected", "expected.txt", "--cycle", "2025")

    text = register(folder, *missing, "--output", "missing.txt")
    rows = json.loads(register(folder, *missing, "--format", "json").stdout)["missing"]
    as_csv = register(folder, *missing, "--format", "csv", "--state", "Norway").stdout

    assert (folder / "missing.txt").read_text("utf-8") == (
        "State not known: no reply, expected by 20 December 2026, about scan.pdf. No reminder is "
        "due: the\n    last letter is not noted as sent. Send it, and note it with `checklist "
        "register note 2 sent`.\n"
        "Norway: nothing came\n"
    )
    assert text.stderr == "Cycle 2025. Missing replies: 2.\n"
    assert [(row["name"], row["submission"], row["reminded_on"]) for row in rows] == [
        ("State not known", 2, None),
        ("Norway", None, None),
    ]
    assert as_csv.splitlines()[1:] == ["NOR,Norway,2025,,,,,"]
    assert (folder / "reg" / "register.jsonl").read_bytes() == before
    assert len(list((folder / "reg" / "letters").iterdir())) == 1


@pytest.mark.sampled
@pytest.mark.parametrize(
    ("words", "needed"),
    [
        (["--remind", "docx"], "--missing"),
        (["--expected", "a.txt"], "--missing"),
        (["--missing", "--on", "2026-12-01"], "--remind"),
        (["--missing", "--reply-by", "2099-12-01"], "--remind"),
        (["--outputs", "."], "--affected-by"),
    ],
)
def test_an_option_of_the_list_that_says_nothing_alone_names_its_other(
    words: list[str], needed: str, inbox: Path
) -> None:
    receive(inbox.parent, "inbox/scan.pdf")

    done = register(inbox.parent, "list", *words, code=2)

    option = next(word for word in reversed(words) if word.startswith("--"))
    assert done.stderr == f"checklist: {option} goes with {needed}\n"


@pytest.mark.thorough
def test_what_a_killed_command_wrote_is_no_fault_and_is_noted_by_the_next_writer(
    inbox: Path,
) -> None:
    folder = inbox.parent
    receive(folder, "inbox")
    path = folder / "reg" / "register.jsonl"
    path.write_bytes(b"".join(register_lines(folder / "reg")[:2]))
    letter = folder / "reg" / "letters" / "0002-unknown.docx"
    other = folder / "reg" / "receipts" / "0002-unknown.docx"
    sound = register(folder, "verify").stdout

    other.rename(other.with_name("kept.docx"))
    faults = register(folder, "verify", code=1).stdout.splitlines()
    other.with_name("kept.docx").rename(other)
    register(folder, "note", "2", "withdrawn", "--reference", "NV 1")

    assert sound.startswith("Nothing was changed. Lines: 2. Files: 2.")
    assert faults[0].startswith("register.jsonl:2: the line has no receipt")
    assert faults[-2].startswith(
        "receipts/kept.docx: no line of the register is about this receipt"
    )
    assert "Receipts and letters: 3." in register(folder, "verify").stdout
    letter.write_bytes(b"changed")
    assert "the letter was changed" in register(folder, "verify", code=1).stdout


@pytest.mark.thorough
def test_what_quotes_an_erased_submission_and_is_put_back_is_found(inbox: Path) -> None:
    folder = inbox.parent
    (folder / "expected.txt").write_text("Uganda\n")
    receive(folder, "inbox", "--cycle", "2025")
    register(folder, "note", "2", "sent")
    register(
        *(folder, "list", "--missing", "--remind", "docx", "--cycle", "2025"),
        *("--expected", "expected.txt", "--on", "2026-12-21"),
    )
    letters = {path: path.read_bytes() for path in (folder / "reg" / "letters").iterdir()}
    register(folder, "erase", "2", "--reference", "NV 1")
    assert sorted(path.stem for path in letters) == [
        "0002-unknown",
        "0002-unknown-reminder-2026-12-21",
    ]
    assert list((folder / "reg" / "letters").iterdir()) == []

    for path, content in letters.items():
        path.write_bytes(content)
    shown = register(folder, "verify", code=1).stdout.replace("\n", " ")
    register(folder, "erase", "2", "--reference", "NV 1")

    assert shown.count("it quotes what was erased; `checklist register erase 2` removes it") == 2
    assert register(folder, "verify").code == 0


def test_a_reply_by_a_day_before_the_letter_is_refused_as_with_letters_of_validate(
    inbox: Path,
) -> None:
    folder = inbox.parent
    words = ("--reply-by", "2020-01-01")

    of_register = register(folder, "receive", "inbox", *words, "--on", "2020-01-02", code=2)
    of_validate = checklist_run("validate", "inbox", "--letter", "L", *words, cwd=folder)

    assert of_validate.code == 2
    message = "--reply-by: `2020-01-01` is before the day of the letter, 20"
    assert message in of_register.stderr
    assert message in of_validate.stderr
    assert not (folder / "reg").exists()


@pytest.mark.thorough
def test_what_a_command_does_not_do_with_a_changed_register_is_what_it_says(
    inbox: Path,
) -> None:
    folder = inbox.parent
    receive(folder, "inbox")
    path = folder / "reg" / "register.jsonl"
    path.write_bytes(path.read_bytes().replace(b"scan", b"Scan", 1))

    shown = register(folder, "list", code=2).stderr
    written = register(folder, "receive", "inbox", code=2).stderr
    read_files = checklist_run("validate", "reg", cwd=folder).stderr

    assert "was changed, and its lines are not shown: register.jsonl:2: " in shown
    assert "was changed, and nothing is written to it: register.jsonl:2: " in written
    assert "was changed, and its files are not read: register.jsonl:2: " in read_files


def test_verify_finds_a_changed_byte_of_any_file_and_line(inbox: Path) -> None:
    folder = inbox.parent
    receive(folder, "inbox")
    kept = folder / "reg" / "2025" / "UGA" / "report-UGA.yaml"
    scan = folder / "reg" / "unknown" / "scan.pdf"

    kept.write_bytes(kept.read_bytes().replace(b"police", b"Police", 1))
    scan.unlink()
    (folder / "reg" / "2025" / "UGA" / "planted.yaml").write_text("x")
    shown = register(folder, "verify", code=1).stdout
    lines = register_lines(folder / "reg")
    (folder / "reg" / "register.jsonl").write_bytes(lines[0].replace(b"e", b"E", 1) + lines[1])
    broken = register(folder, "verify", code=1).stdout

    assert shown.splitlines() == [
        "2025/UGA/report-UGA.yaml: the file was changed: its SHA-256 is not the one with",
        "which it came",
        "unknown/scan.pdf: the file is gone, and no line says that it was erased",
        "2025/UGA/planted.yaml: no line of the register is about this file; `checklist",
        "register receive` registers it, if it is a submission",
    ]
    assert broken.startswith("register.jsonl:1: the line was changed")
    refused = register(folder, "list", code=2)
    assert "was changed" in refused.stderr
    assert checklist_run("summarize", "reg", cwd=folder).code == 2


@pytest.mark.thorough
def test_verify_finds_with_a_receipt_what_was_cut_off_or_written_anew(inbox: Path) -> None:
    folder = inbox.parent
    receive(folder, "inbox")
    path = folder / "reg" / "register.jsonl"
    head = read_chain(folder / "reg").head
    whole = register(folder, "verify", "--head", head)

    path.write_bytes(register_lines(folder / "reg")[0])
    (folder / "reg" / "unknown" / "scan.pdf").unlink()
    for left in ("receipts", "letters"):
        (folder / "reg" / left / "0002-unknown.docx").unlink()
    alone = register(folder, "verify")
    cut = register(folder, "verify", "--head", head, code=1)

    assert "Line 3 has the hash of the receipt" in whole.stdout
    assert alone.stdout.startswith("Nothing was changed.")
    assert "hash of no line: it was mistyped, or the register was cut off" in cut.stdout.replace(
        "\n", " "
    )
    assert "Nothing was changed" not in cut.stdout


def test_a_register_that_was_cut_off_has_one_line_for_each_kind_of_fault(tmp_path: Path) -> None:
    for number in range(5):
        (tmp_path / f"{number}.pdf").write_bytes(PDF + b"%d" % number)
    receive(tmp_path, *(f"{number}.pdf" for number in range(5)), "--format", "markdown")
    path = tmp_path / "reg" / "register.jsonl"
    path.write_bytes(register_lines(tmp_path / "reg")[0])

    shown = register(tmp_path, "verify", code=1).stdout.replace("\n", " ")

    assert shown.count("no line of the register is about") == 3
    assert (
        "4 places (receipts/0002-unknown.md, receipts/0003-unknown.md, receipts/0004-unknown.md, "
        "and others): no line of the register is about this receipt: its line was cut off the "
        "register, or the "
        "receipt is that of another register"
    ) in shown


@pytest.mark.thorough
def test_a_register_whose_lines_are_gone_is_not_begun_anew(inbox: Path) -> None:
    folder = inbox.parent
    receive(folder, "inbox")
    (folder / "reg" / "register.jsonl").unlink()

    done = register(folder, "receive", "inbox", code=2)

    assert "reg has receipts, and no register.jsonl" in done.stderr


@pytest.mark.thorough
def test_an_original_that_a_stopped_command_left_gets_its_line(inbox: Path) -> None:
    folder = inbox.parent
    receive(folder, "inbox/scan.pdf")
    left = folder / "reg" / "2025" / "UGA" / "report-UGA.yaml"
    left.parent.mkdir(parents=True)
    shutil.copy(UGANDA, left)

    assert "no line of the register is about this file" in register(folder, "verify", code=1).stdout
    receive(folder, left)

    assert register(folder, "verify").stdout.startswith("Nothing was changed. Lines: 4. Files: 2.")


@pytest.mark.thorough
def test_affected_lists_the_outputs_that_counted_a_report(inbox: Path) -> None:
    folder = inbox.parent
    receive(folder, "inbox")
    seal = str(read(UGANDA).data["seal"])  # type: ignore[index,call-overload]
    (folder / "out" / "deep").mkdir(parents=True)

    made = checklist_run("summarize", UGANDA, "--output", "out/deep/one.html", cwd=folder)
    assert made.code == 0
    one = json.loads((folder / "out" / "deep" / "one.html.manifest.json").read_text("utf-8"))

    def manifest(name: str, **report: str | None) -> None:
        """Write the manifest of an output that counts a report like that of Uganda."""
        data = {**one, "output": name, "reports": [{**one["reports"][0], **report}]}
        (folder / "out" / "deep" / f"{name}.manifest.json").write_text(json.dumps(data))

    cycles = checklist_run("compare", UGANDA, "--output", "out/deep/cycles.csv", cwd=folder)
    assert cycles.code == 0

    manifest("two.html", seal=None, original=seal)
    manifest("three.html", seal=None)
    (folder / "out" / "bad.manifest.json").write_text("{")

    done = register(folder, "list", "--affected-by", "1", "--outputs", "out", code=1)
    none = register(folder, "list", "--affected-by", "2", "--outputs", "out", code=2)

    lines = done.stdout.replace("\n    ", " ").splitlines()
    (of_cycles,) = (line for line in lines if line.startswith("out/deep/cycles.csv: "))
    assert ": checklist compare; cut-off 2026-11-20; tables " in of_cycles
    lines.remove(of_cycles)
    tables = f"tables and figures: {len(one['tables'])}"
    assert lines == [
        f"out/deep/one.html: checklist summarize; cut-off 2026-11-20; {tables}",
        "out/deep/two.html: checklist summarize; cut-off 2026-11-20; counts a copy that was made "
        f"from it; {tables}",
    ]
    assert "counted submission 1: 3, of 4 with a manifest." in done.stderr
    assert "out/bad.manifest.json:1:2: " in done.stderr
    assert "submission 2 has no seal" in none.stderr


def test_the_list_comes_as_a_table_as_json_and_as_csv(inbox: Path) -> None:
    folder = inbox.parent
    (inbox / "=cmd|calc.pdf").write_bytes(b"%PDF =")
    receive(folder, "inbox")

    table = register(folder, "list").stdout
    as_csv = register(folder, "list", "--output", "list.csv")
    of_uganda = json.loads(register(folder, "list", "--format", "json", "--state", "UGA").stdout)
    of_norway = register(folder, "list", "--format", "csv", "--state", "NOR").stdout

    assert "UGA    2025   2026-11-20  report-UGA.yaml  counted" in table
    assert as_csv.stdout == ""
    content = (folder / "list.csv").read_text("utf-8-sig")
    assert "'=cmd|calc.pdf" in content
    assert [one["number"] for one in of_uganda["submissions"]] == [1]
    assert of_norway.splitlines() == [(folder / "list.csv").read_text("utf-8").splitlines()[0]]


@pytest.mark.thorough
@pytest.mark.skipif(os.name == "nt", reason="the second waits longer there")
def test_three_writers_at_once_begin_one_register_and_each_gets_its_lines(tmp_path: Path) -> None:
    for number in range(12):
        (tmp_path / f"{number}.pdf").write_bytes(PDF + str(number).encode())
    refusals: list[str] = []

    def write(numbers: range) -> None:
        names = [f"{number}.pdf" for number in numbers]
        done = checklist_run("register", "receive", *names, "--in", "reg", cwd=tmp_path)
        if done.code != 0:
            refusals.append(done.stderr)

    writers = [threading.Thread(target=write, args=[range(at, 12, 3)]) for at in range(3)]
    for one in writers:
        one.start()
    for one in writers:
        one.join()

    assert refusals == []
    chain = read_chain(tmp_path / "reg")
    assert not chain.faults
    names = [line.submission.name for line in chain.lines if line.submission]
    assert sorted(names) == sorted(f"{number}.pdf" for number in range(12))
    assert register(tmp_path, "verify").stdout.startswith(
        "Nothing was changed. Lines: 15. Files: 12."
    )


@pytest.mark.thorough
def test_a_register_that_another_process_begins_meanwhile_is_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "1.pdf").write_bytes(PDF)
    is_begun = False

    def begun_after_the_look(path: Path) -> bool:
        nonlocal is_begun
        found = exists(path)
        if not is_begun:
            is_begun = True
            checklist_run("register", "receive", "1.pdf", "--in", "reg", cwd=tmp_path)
        return found

    monkeypatch.setattr("checklist.register.folder.exists", begun_after_the_look)

    with open_register(tmp_path / "reg", pytest.fail, is_new=True) as opened:
        names = [line.submission.name for line in opened.lines if line.submission]
    assert names == ["1.pdf"]


def test_what_is_no_register_is_said(tmp_path: Path) -> None:
    for words in (
        ["list"],
        ["verify"],
        ["note", "1", "withdrawn", "--reference", "x"],
        ["clarify", "1"],
    ):
        done = register(tmp_path, *words, code=2)
        assert "there is no register in reg" in done.stderr
    assert not (tmp_path / "reg").exists()


def crafted(folder: Path, *lines: dict[str, Any]) -> None:
    (folder / "reg").mkdir()
    (folder / "reg" / "register.jsonl").write_bytes(chain_text(*lines))


@pytest.mark.sampled
@pytest.mark.parametrize("number", ["0", "2", "9" * 5_000, "\u00b2", "-1", "1\x1b[31m"])
def test_a_number_that_no_submission_has_is_said_however_long_it_is(
    number: str, tmp_path: Path
) -> None:
    crafted(tmp_path, received_line(1))

    done = checklist_run(
        *("register", "note", "--in", "reg", "--reference", "x", "--", number, "withdrawn"),
        cwd=tmp_path,
    )

    assert done.code == 2
    assert "is not a submission of the register" in done.stderr
    assert len(done.stderr) < 500


@pytest.mark.thorough
def test_a_reply_is_wanted_by_the_last_day_there_is_where_none_is_thirty_days_later(
    tmp_path: Path,
) -> None:
    crafted(tmp_path, received_line(1))

    words = ["register", "clarify", "1", "--ask", "Why?", "--on", "9999-12-20", "--in", "reg"]
    done = checklist_run(*words, cwd=tmp_path, env={"CHECKLIST_TODAY": "9999-12-20"})

    assert "by 9999-12-31" in done.stderr


def test_codes_of_findings_that_this_version_does_not_know_are_written_as_they_are(
    tmp_path: Path,
) -> None:
    crafted(tmp_path, received_line(1, findings={"S999": 2, "X001": 1}))

    register(tmp_path, "clarify", "1", "--format", "markdown")

    (letter,) = (tmp_path / "reg" / "letters").iterdir()
    text = letter.read_text("utf-8")
    assert "This version does not know the code (2 places, S999)" in text
    assert "This version does not know the code (1 place, X001)" in text


@pytest.mark.parametrize("code", ["\x1b[31m", "<script>", "R012\n", "x" * 100_000, ""])
def test_what_is_no_code_of_a_finding_is_no_line_of_a_register(code: str, tmp_path: Path) -> None:
    crafted(tmp_path, received_line(1, findings={code: 1}))

    done = register(tmp_path, "list", code=2)

    assert "register.jsonl:1: this is not a line of a register: submission.findings" in done.stderr
    assert len(done.stderr) < 500


def test_a_receipt_of_a_line_that_was_cut_off_is_not_taken_for_that_of_the_next(
    tmp_path: Path,
) -> None:
    for name in ("one", "two", "three"):
        (tmp_path / f"{name}.pdf").write_text(name, "utf-8")
    receive(tmp_path, "one.pdf", "two.pdf", "--format", "markdown")
    lines = tmp_path / "reg" / "register.jsonl"
    lines.write_bytes(register_lines(tmp_path / "reg")[0])
    receipt = tmp_path / "reg" / "receipts" / "0002-unknown.md"

    words = ("three.pdf", "--on", "2026-11-20", "--format", "markdown")
    done = register(tmp_path, "receive", *words)
    earlier = receipt.read_text("utf-8")
    receipt.unlink()
    again = register(tmp_path, "receive", *words)

    assert "The receipt of line 2 was not written" in done.stderr
    assert "two.pdf" in earlier
    assert "was not written" not in again.stderr
    assert "three.pdf" in receipt.read_text("utf-8")


def test_the_list_fits_a_narrow_terminal_whatever_became_of_what_came() -> None:
    lines = lines_of(
        received_line(1, report_of(status="draft"), reply_by="2099-12-20"),
        received_line(2, report_of(), state="SWE", file="2026/SWE/a-long-name-of-a-file.yaml"),
        received_line(3, report_of(), state="DNK"),
        noted("withdraw", 3, reference="note verbale 14/2026 of the third of December"),
        noted("remind", 1, reply_by="2099-12-31", on="2026-12-01"),
    )

    def shown(width: int) -> list[str]:
        known = submissions(lines, "2026-12-02")
        blocks = list_blocks(known, listed_reminders(lines), width)
        return [line.text for line in as_lines(blocks, width)][-4:]

    assert shown(80) == [
        "No.  State  Cycle  Received    What became of it        Reply by    Reminded",
        "3    DNK    2026   2026-11-20  withdrawn (note verbal…",
        "1    NOR    2026   2026-11-20  not counted: a draft     2099-12-31  2026-12-01",
        "2    SWE    2026   2026-11-20  counted",
    ]
    assert "  a-long-name-of-a-file.yaml  counted" in shown(160)[-1]
    assert "withdrawn (note verbale 14/2026 of the third of December)" in shown(160)[1]


@pytest.mark.thorough
def test_a_letter_and_a_refusal_know_the_state_that_was_named_with_a_scan(inbox: Path) -> None:
    folder = inbox.parent
    receive(folder, "inbox/scan.pdf", "--state", "Norway", "--cycle", "2026")

    letter = text_of(folder / "reg" / "letters" / "0001-NOR.docx")
    refused = register(folder, "note", "Norway", "withdrawn", "--reference", "NV 1", code=2).stderr

    assert letter.startswith("Your report on trafficking in persons: Norway")
    assert "We could not see which State" not in letter
    assert "`Norway` is a State; name one of its submissions: 1" in refused
