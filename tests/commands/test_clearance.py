"""What a ministry cleared, what changed since, and the cabinet, which gets the whole report."""

import io
import json
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn

from checklist.files.reader import read
from checklist.forms.form import NOTE
from checklist.forms.registry import record_of
from checklist.ministries.division_file import read_division
from checklist.today import VARIABLE
from tests.support.divided import COAST as COAST_OPTION
from tests.support.divided import FILLED, REPORT, divided, run, write_return
from tests.support.made_once import copy_of_made
from tests.support.ministries import COAST, set_cell
from tests.support.pages import flat
from tests.support.running import Result, checklist_run
from tests.support.terminal import Terminal
from tests.support.word_forms import WordForm, cells, tracked_deletion


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with a divided report into which two returns were merged."""
    copy_of_made(merged, tmp_path)
    return tmp_path


def merged(folder: Path) -> None:
    divided(folder)
    ministries(folder, "merge", REPORT, "labour.html")


def ministries(folder: Path, *words: str, code: int = 0) -> Result:
    done = run(folder, "ministries", *words)
    assert done.code == code, done.stdout + done.stderr
    return done


def answer(folder: Path, text: str) -> None:
    """Change answers by hand, as the focal point does."""
    path = folder / REPORT
    old, new = text.split(" => ")
    before = path.read_text("utf-8")
    assert old in before
    path.write_text(before.replace(old, new, 1), "utf-8")


def status(folder: Path) -> str:
    return " ".join(run(folder, "status", REPORT).stdout.split())


@pytest.mark.thorough
def test_what_changed_since_is_shown_with_both_wordings(folder: Path) -> None:
    ministries(
        folder, "note", "labour", "cleared", REPORT, "--by", "A. Person", "--on", "2027-03-01"
    )
    cleared = status(folder)
    answer(folder, "note: From 2003. => note: From 2005.")

    changed = status(folder)

    assert "Ministry of labour: cleared" in cleared
    assert "Ministry of labour: changed since" in changed
    wording = "3.3 Which rule on pay applies to seafarers? Note. Cleared: From 2003. Now:"
    assert f"{wording} From 2005." in changed
    assert "Which rule on pay applies to seafarers? Note" not in cleared


@pytest.mark.thorough
def test_a_change_of_another_ministry_and_of_who_answered_changes_no_clearance(
    folder: Path,
) -> None:
    ministries(folder, "note", "labour", "cleared", REPORT, "--by", "A. Person")
    (folder / "more.yaml").write_text("inspections: negative\n", "utf-8")
    run(folder, "answer", REPORT, "--answers", "more.yaml", "--no-input")
    answer(folder, "answered_by:\n      - labour => answered_by:\n      - own\n      - labour")

    assert "Ministry of labour: changed since" not in status(folder)


@pytest.mark.thorough
def test_cleared_again_it_is_as_cleared_and_the_log_keeps_both(folder: Path) -> None:
    ministries(folder, "note", "labour", "cleared", REPORT, "--by", "A. Person")
    answer(folder, "note: From 2003. => note: From 2005.")
    ministries(folder, "note", "labour", "cleared", REPORT, "--by", "A. Person")

    assert "Ministry of labour: cleared" in status(folder)
    log = (folder / "log-NOR.jsonl").read_text("utf-8").splitlines()
    kept = [json.loads(line)["cleared"] for line in log if '"did": "clear"' in line]
    assert [one["pay-rule/note"] for one in kept] == ["From 2003.", "From 2005."]


@pytest.mark.thorough
def test_without_the_log_the_change_is_known_and_its_wording_is_not(folder: Path) -> None:
    ministries(folder, "note", "labour", "cleared", REPORT, "--by", "A. Person")
    answer(folder, "note: From 2003. => note: From 2005.")
    (folder / "log-NOR.jsonl").unlink()

    assert "The log no longer has the wording that was cleared." in status(folder)


@pytest.mark.thorough
def test_answers_that_do_not_fit_are_named_and_hide_no_other_change(folder: Path) -> None:
    ministries(folder, "note", "labour", "cleared", REPORT, "--by", "A. Person")
    answer(folder, "      labour-inspectors:\n =>       sailors:\n")
    answer(folder, "note: From 2003. => note: From 2005.")

    changed = status(folder)

    assert (
        "training? Cleared: an answer that fits the question. Now: an answer that does not fit."
        in changed.replace("Which of these were trained in the last two years?", "training?")
    )
    assert "Note. Cleared: From 2003. Now: From 2005." in changed
    assert changed.count("Cleared:") == 2
    answer(folder, "      sailors:\n =>       labour-inspectors:\n")
    answer(folder, "note: From 2005. => note: From 2003.")
    assert "Ministry of labour: cleared" in status(folder)


@pytest.mark.thorough
def test_a_note_that_stays_beside_an_answer_that_is_not_known_is_not_said_to_be_gone(
    folder: Path,
) -> None:
    ministries(folder, "note", "labour", "cleared", REPORT, "--by", "A. Person")
    answer(
        folder,
        "value: law\n    note: From 2003. => missing: not-known\n    reason: not-collected\n"
        "    note: From 2003.",
    )

    changed = status(folder)

    assert "seafarers? Cleared: A law. Now: Not known: The information is not collected." in changed
    assert changed.count("Cleared:") == 1


def test_the_history_of_an_answer_has_the_clearances_with_their_wording(folder: Path) -> None:
    ministries(
        folder, "note", "labour", "cleared", REPORT, "--on", "2027-03-01", "--by", "O. Hansen"
    )
    answer(folder, "note: From 2003. => note: From 2005.")
    ministries(
        folder, "note", "labour", "cleared", REPORT, "--by", "A. Person", "--on", "2027-03-01"
    )

    done = ministries(folder, "history", REPORT, "3.3")

    place = "3.3 Which rule on pay applies to seafarers?"
    lines = [line.partition("  ")[2] for line in done.stdout.splitlines()]
    assert lines[-4:] == [
        f"Ministry of labour (O. Hansen), cleared on 1 March 2027: {place}: A law",
        f"Ministry of labour (O. Hansen), cleared on 1 March 2027: {place} Note: From 2003.",
        f"Ministry of labour (A. Person), cleared on 1 March 2027: {place}: A law",
        f"Ministry of labour (A. Person), cleared on 1 March 2027: {place} Note: From 2005.",
    ]
    assert "cleared" not in ministries(folder, "history", REPORT, "1.1").stdout


@pytest.mark.thorough
def test_what_is_off_path_now_is_not_said_to_be_gone(folder: Path) -> None:
    (folder / "more.yaml").write_text("pay-date: 2003-05-01\n", "utf-8")
    run(folder, "answer", REPORT, "--answers", "more.yaml", "--no-input")
    ministries(folder, "note", "labour", "cleared", REPORT, "--by", "A. Person")
    answer(folder, "value: law => value: none")

    assert "Cleared: 1 May 2003. Now: no longer asked." in status(folder)


@pytest.mark.sampled
@pytest.mark.parametrize("ending", ["xlsx", "docx"])
def test_the_list_of_ministries_has_both_wordings(ending: str, folder: Path) -> None:
    ministries(folder, "note", "labour", "cleared", REPORT, "--by", "A. Person")
    answer(folder, "note: From 2003. => note: From 2005.")

    run(folder, "status", REPORT, "--output", f"list.{ending}")

    content = (folder / f"list.{ending}").read_bytes()
    if ending == "xlsx":
        sheet = openpyxl.load_workbook(io.BytesIO(content))["Changed since"]
        rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    else:
        table = docx.Document(io.BytesIO(content)).tables[1]
        rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert rows[0] == ["Ministry", "Question", "Before", "Now"]
    assert rows[1][2:] == ["From 2003.", "From 2005."]


@pytest.mark.thorough
def test_the_cabinet_gets_the_whole_report_and_its_changes_come_back_through_merge(
    folder: Path,
) -> None:
    answer(folder, "note: From 2003. => note: From 2003.\n    confidential: true")
    ministries(folder, "note", "labour", "cleared", REPORT, "--by", "A. Person")
    ministries(folder, "forms", REPORT, "--authority", "cabinet", "--format", "xlsx")
    form = (folder / "parts" / "NOR-cabinet.xlsx").read_bytes()
    note = docx.Document(str(folder / "parts" / "NOR-cabinet-note.docx"))
    ministries(folder, "note", "cabinet", "sent", REPORT)
    changed = set_cell(form, "pay-rule", NOTE, "From 2007, by the cabinet.")
    (folder / "NOR-cabinet.xlsx").write_bytes(changed)

    done = ministries(folder, "merge", REPORT, "NOR-cabinet.xlsx")

    asked = record_of(form, "NOR-cabinet.xlsx").asked
    assert set(asked) == set(COAST.questions)
    assert "This is the whole report for your approval" in note.paragraphs[1].text
    assert not any("minutes" in one.text for one in note.paragraphs)
    assert "1 taken" in done.stdout
    data: Any = read(folder / REPORT).data
    assert data["answers"]["pay-rule"]["note"] == "From 2007, by the cabinet."
    assert data["answers"]["pay-rule"]["answered_by"] == ["cabinet", "labour"]
    text = status(folder)
    assert "The cabinet: back" in text
    assert "Cleared: From 2003. Now: From 2007, by the cabinet." in text
    validated = run(folder, "validate", REPORT)
    assert "R024" not in validated.stdout
    division = read_division(folder / "division-NOR.yaml").division
    assert len(division.authorities["cabinet"].returned) == 1


def test_other_ministries_do_not_see_what_the_cabinet_sees(folder: Path) -> None:
    answer(folder, "note: From 2003. => note: From 2003.\n    confidential: true")

    ministries(folder, "forms", REPORT, "--authority", "police", "--format", "html")
    ministries(folder, "forms", REPORT, "--authority", "cabinet", "--format", "html")

    parts = folder / "parts"
    assert "From 2003." in (parts / "NOR-cabinet.html").read_text("utf-8")
    assert "From 2003." not in (parts / "NOR-police-2.html").read_text("utf-8")


def test_the_cabinet_clears_everything(folder: Path) -> None:
    ministries(folder, "note", "cabinet", "cleared", REPORT, "--by", "A. Person")
    ministries(folder, "merge", REPORT, "police.html", code=1)

    assert "The cabinet: changed since" in status(folder)


def test_what_the_cabinet_writes_in_a_letter_is_entered_by_hand(folder: Path) -> None:
    done = run(
        folder, "answer", REPORT, "--for", "cabinet", "--received", "letter 3/2027", "--plain",
        "--question", "2.1", stdin="1\n",
    )  # fmt: skip

    assert done.code == 0, done.stderr
    data: Any = read(folder / REPORT).data
    assert data["answers"]["rescue-service"]["answered_by"] == ["cabinet"]
    assert "The cabinet: back" in status(folder)


@pytest.mark.thorough
def test_answers_off_path_are_not_cleared_and_leave_no_trace_in_the_next_revision(
    folder: Path,
) -> None:
    (folder / "more.yaml").write_text("pay-date: 2003-05-01\n", "utf-8")
    run(folder, "answer", REPORT, "--answers", "more.yaml", "--no-input")
    answer(folder, "value: law => value: none")
    ministries(folder, "note", "labour", "cleared", REPORT, "--by", "A. Person")

    log = (folder / "log-NOR.jsonl").read_text("utf-8").splitlines()

    assert "pay-date" not in json.loads(log[-1])["cleared"]
    answer(folder, '  pay-date:\n    value: "2003-05-01"\n => ')
    assert "Ministry of labour: cleared" in status(folder)


@pytest.mark.thorough
def test_what_the_cabinet_changes_in_word_while_changes_are_tracked_is_merged(
    folder: Path,
) -> None:
    ministries(folder, "forms", REPORT, "--authority", "cabinet")
    ministries(folder, "note", "cabinet", "sent", REPORT)
    form = WordForm((folder / "parts" / "NOR-cabinet.docx").read_bytes())
    tracked_deletion(next(cells(form.row("pay-rule", code="law"))[0].iter(qn("w:r"))))
    form.mark("pay-rule", "none", "tracked")
    (folder / "NOR-cabinet.docx").write_bytes(form.saved())

    done = ministries(folder, "merge", REPORT, "NOR-cabinet.docx")

    assert "A law → No rule [taken, in place of the answer of Ministry of labour]" in done.stdout
    data: Any = read(folder / REPORT).data
    assert data["answers"]["pay-rule"]["value"] == "none"


@pytest.mark.thorough
def test_a_ministry_cannot_have_cleared_a_form_before_it_was_sent(folder: Path) -> None:
    day = ("--on", "2020-03-01")

    refused = ministries(
        folder, "note", "labour", "cleared", REPORT, "--by", "A. Person", *day, code=2
    )
    of_the_cabinet = ministries(
        folder, "note", "cabinet", "cleared", REPORT, "--by", "A. Person", *day, code=2
    )

    assert "--on: 2020-03-01 is before the form was sent to `labour`, on 20" in refused.stderr
    assert "on 2020-03-01 `cabinet` had no answers that it could" in of_the_cabinet.stderr


@pytest.mark.thorough
def test_a_ministry_in_whose_name_nothing_stands_cannot_have_cleared_it(folder: Path) -> None:
    refused = ministries(folder, "note", "police", "cleared", REPORT, "--by", "A. Person", code=2)

    assert "`police` has no answers that it could agree to" in refused.stderr
    assert f"checklist answer {REPORT} --for police" in refused.stderr
    assert (
        read_division(folder / "division-NOR.yaml").division.authorities["police"].cleared is None
    )


def test_a_ministry_that_cleared_a_part_is_warned_about_and_reminded_of_what_is_open(
    folder: Path,
) -> None:
    answer(folder, "pay-rule: => not-asked-for:")
    path = folder / "division-NOR.yaml"
    due = '\n  labour:\n    due: "2027-02-01"\n'
    path.write_text(path.read_text("utf-8").replace("\n  labour:\n", due, 1), "utf-8")

    said = ministries(folder, "note", "labour", "cleared", REPORT, "--by", "A. Person").stderr
    known = status(folder)
    reminded = ministries(folder, "remind", REPORT).stdout

    assert "Required answers of Ministry of labour are still open: 3.3. Reminders ask" in said
    assert "Ministry of labour: cleared, 28 days over, due 1 February 2027, required" in known
    assert "required open: 1 of 3" in known
    assert "Next: ask for what is open." in known
    assert "parts/NOR-labour-reminder.eml: 1 open" in reminded
    text = (folder / "parts/NOR-labour-reminder.txt").read_text("utf-8")
    assert "- 3.3 Which rule on pay" in text
    assert "We have your other answers, to which you agreed on 1 March 2027." in text


def test_at_a_terminal_a_clearance_with_open_answers_is_asked_about(folder: Path) -> None:
    answer(folder, "pay-rule: => not-asked-for:")
    words = ("ministries", "note", "labour", "cleared", REPORT, "--by", "Ola", *COAST_OPTION)

    for typed, said in (
        ("/quit", "Nothing was noted."),
        ("1", "Nothing was noted."),
        ("2", "cleared its answers on"),
    ):
        with Terminal(*words, cwd=folder, rows=40) as terminal:
            asked = terminal.wait_for("Type a number")
            terminal.send(f"{typed}\r")
            terminal.wait_for(said)
            assert terminal.end() == 0
        assert "still open: 3.3. Note the answers as cleared all the same?" in flat(asked)
        authority = read_division(folder / "division-NOR.yaml").division.authorities["labour"]
        assert (authority.cleared is not None) == (typed == "2")


def later(folder: Path, *words: str, stdin: str = "") -> Result:
    """Run a command nine days after the report was divided."""
    day = {VARIABLE: "2027-03-10"}
    return checklist_run(*words, *COAST_OPTION, cwd=folder, stdin=stdin, env=day)


def test_a_clearance_of_a_day_does_not_cover_what_came_after_it(folder: Path) -> None:
    later(folder, "ministries", "merge", REPORT, "police.html")
    later(folder, "fix", REPORT, stdin="2\n")  # the conflict on the channels is decided
    noted = ("ministries", "note", "labour", "cleared", REPORT, "--by", "Ola", "--on", "2027-03-05")

    said = later(folder, *noted).stderr
    known = status(folder)

    assert (
        "The agreement does not cover what changed in the report after 5 March 2027: 3.2." in said
    )
    assert "Ministry of labour: changed since" in known
    assert "3.2 Which channels are used to warn people? Cleared: nothing. Now: " in known
    assert "Which rule on pay applies to seafarers? Cleared" not in known
    of_channels, of_pay = (
        later(folder, "ministries", "history", REPORT, number).stdout for number in ("3.2", "3.3")
    )
    assert "cleared on 5 March 2027" not in of_channels
    assert "Ministry of labour (Ola), cleared on 5 March 2027: 3.3" in of_pay


@pytest.mark.parametrize("signed", ["", "4 March 2027"])
def test_a_return_that_is_signed_is_of_that_day_however_late_it_is_merged(
    tmp_path: Path, signed: str
) -> None:
    divided(tmp_path)
    write_return(tmp_path, "labour", FILLED["labour"], cleared_by="Head", cleared_on=signed)
    later(tmp_path, "ministries", "merge", REPORT, "labour.html")

    noted = ("ministries", "note", "labour", "cleared", REPORT, "--by", "Ola", "--on", "2027-03-05")
    done = later(tmp_path, *noted)

    assert done.code == (0 if signed else 2)
    if signed:
        assert "not covered" not in done.stderr
        assert "Ministry of labour: cleared" in status(tmp_path)
    else:
        assert "on 2027-03-05 `labour` had no answers that it could agree to" in done.stderr


def test_an_agreement_is_taken_back(tmp_path: Path) -> None:
    divided(tmp_path)
    note = ("ministries", "note", "labour")
    nothing = later(tmp_path, *note, "withdrawn", REPORT)
    later(tmp_path, "ministries", "merge", REPORT, "labour.html")
    later(tmp_path, *note, "cleared", REPORT, "--by", "Ola")
    cleared = status(tmp_path)

    done = later(tmp_path, *note, "withdrawn", REPORT, "--by", "Ola", "--text", "3.2 is wrong.")

    assert "`labour` has not agreed to its answers, so it can take nothing back" in nothing.stderr
    assert "Ministry of labour: cleared" in cleared
    said = "Ministry of labour took its agreement back on 10 March 2027; Ola said so."
    assert done.stderr == f"{said}\n"
    assert "Ministry of labour: back" in status(tmp_path)
    assert f"{said} “3.2 is wrong.”" in later(tmp_path, "ministries", "history", REPORT).stdout


def test_a_corrected_form_does_not_bring_the_signature_of_the_first_one(tmp_path: Path) -> None:
    divided(tmp_path)
    corrected = {**FILLED["labour"], "channels:": "channels: [posters]"}
    for answers in (FILLED["labour"], corrected):
        write_return(tmp_path, "labour", answers, cleared_by="Head", cleared_on="2027-03-04")
        later(tmp_path, "ministries", "merge", REPORT, "labour.html")

    noted = ("ministries", "note", "labour", "cleared", REPORT, "--by", "Ola", "--on", "2027-03-05")
    done = later(tmp_path, *noted)

    assert done.code == 0
    said = " ".join(done.stderr.split())
    assert "does not cover what changed in the report after 5 March 2027: 3.2." in said
    assert "Ministry of labour: changed since" in status(tmp_path)
