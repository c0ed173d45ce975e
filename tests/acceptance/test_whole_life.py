"""The whole life of a report of several ministries, and of the focal point who comes after."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from checklist.files.reader import read
from checklist.forms.form import ANSWER, CLEARED_BY, CLEARED_ON, NOTE
from checklist.ministries.division_file import read_division
from tests.support.divided import COAST, REPORT
from tests.support.ministries import set_cell
from tests.support.page_answers import with_state
from tests.support.running import checklist_run
from tests.support.signing import coast_with_release, ready, run
from tests.support.word_forms import WordForm

SIGNED = (
    "--approved-by", "A. Minister", "--office", "Ministry of justice", "--no-reply", "police",
)  # fmt: skip


def said(text: str) -> str:
    return " ".join(text.split())


def verified(folder: Path, *words: str) -> str:
    """Verify a report that is sound. Returns what is said."""
    done = checklist_run("verify", *words, cwd=folder)
    assert done.code == 0, done.stdout
    return said(done.stdout)


def submitted(folder: Path, report: str, to: str) -> str:
    """Submit a report. Returns the short seal."""
    done = run(folder, "submit", report, "--to", to)
    return done.stderr.split("Short seal:\n")[1].strip()


def with_contacts(folder: Path) -> None:
    """Write whom to write to into the division, as a person does."""
    path = folder / "division-NOR.yaml"
    text = path.read_text("utf-8")
    kari = "{office: Ministry of justice, person: Kari, email: kari@example.org}"
    text = text.replace("  own: {}", f"  own:\n    contact: {kari}")
    for code, form in (("labour", "xlsx"), ("police", "docx"), ("justice", "html")):
        who = f"{{office: Section 2, email: {code}@example.org}}"
        text = text.replace(f"  {code}: {{}}", f"  {code}: {{contact: {who}, form: {form}}}")
    path.write_text(text, "utf-8")


def filled_in(folder: Path) -> None:
    """Fill in the forms of three ministries, each as its format is filled in."""
    parts = folder / "parts"
    book = set_cell(
        (parts / "NOR-labour.xlsx").read_bytes(), "pay-rule", ANSWER, "a collective agreement"
    )
    book = set_cell(book, "channels#radio", ANSWER, "x")
    book = set_cell(book, "training/labour-inspectors", ANSWER, "2")
    for key, text in ((CLEARED_BY, "A. Head"), (CLEARED_ON, "3 November 2026")):
        book = set_cell(book, key, ANSWER, text)
    (folder / "NOR-labour.xlsx").write_bytes(book)
    word = WordForm((parts / "NOR-police.docx").read_bytes())
    word.mark("channels#posters", "", "✓")
    word.write("x", "channels#otherwise")
    word.mark("training/police-officers", "regular", "fill")
    word.write("That is for the ports.", "rescue-service", NOTE)
    (folder / "NOR-police.docx").write_bytes(word.saved())
    cells = {"laws": {"answer": "No entries"}}
    page = with_state((parts / "NOR-justice.html").read_bytes(), {"cells": cells})
    (folder / "NOR-justice.html").write_bytes(page)


@pytest.mark.thorough
def test_five_authorities_with_a_conflict_a_correction_a_refusal_and_paper(tmp_path: Path) -> None:
    coast_with_release(tmp_path)
    run(tmp_path, "answer", "--state", "NOR", "--no-input", code=1)
    run(tmp_path, "ministries", "divide", REPORT)
    with_contacts(tmp_path)
    divided = run(tmp_path, "ministries", "divide", REPORT, "--due", "15 November 2026")
    assert "Port authority" in divided.stdout
    run(tmp_path, "ministries", "forms", REPORT)
    for code in ("labour", "police", "justice", "ports"):
        run(tmp_path, "ministries", "note", code, "sent", REPORT, "--on", "26.10.2026")
    filled_in(tmp_path)

    # Three come back; two differ in one answer, and one says what is not its question.
    merged = run(
        tmp_path, "ministries", "merge", REPORT, "NOR-labour.xlsx", "NOR-police.docx",
        "NOR-justice.html", code=1,
    )  # fmt: skip
    assert "remark where the answer was left open: That is for the ports." in merged.stdout
    assert "NOR-labour.xlsx: cleared by: A. Head, 3 November 2026" in merged.stdout
    noted = "--by 'A. Head' --on '3 November 2026'\n"
    assert f"  checklist ministries note labour cleared {REPORT} --questionnaire coast {noted}" in (
        merged.stderr
    )
    assert "3.1 b " in merged.stdout  # the row has its letter, as in the form
    fixed = checklist_run("fix", REPORT, *COAST, cwd=tmp_path, stdin="2\n/quit\n")
    assert "Conflict 1 of 1: 3.2 Which channels" in fixed.stdout
    answers = answers_of(tmp_path)
    chosen = answers["channels"]
    assert chosen in (
        {"value": ["posters"], "answered_by": ["police"]},
        {"value": ["radio"], "answered_by": ["labour"]},
    )

    # A correction, undone and brought in again; what came on paper; a refusal.
    corrected = (tmp_path / "NOR-labour.xlsx").read_bytes()
    corrected = set_cell(corrected, "pay-rule", ANSWER, "A law")
    (tmp_path / "NOR-labour-corrected.xlsx").write_bytes(corrected)
    before = (tmp_path / REPORT).read_bytes()
    for words in (("NOR-labour-corrected.xlsx",), ("--undo",), ("NOR-labour-corrected.xlsx",)):
        run(tmp_path, "ministries", "merge", REPORT, *words)
        assert ((tmp_path / REPORT).read_bytes() == before) is (words == ("--undo",))
    assert answers_of(tmp_path)["pay-rule"] == {"value": "law", "answered_by": ["labour"]}
    paper = checklist_run(
        "answer", REPORT, "--for", "ports", "--received", "letter 12/2026", "--question",
        "rescue-service", "--plain", *COAST, cwd=tmp_path, stdin="1\n\n",
    )  # fmt: skip
    assert paper.code in {0, 1}, paper.stderr
    assert answers_of(tmp_path)["rescue-service"]["answered_by"] == ["ports"]
    run(
        tmp_path,
        "ministries",
        "note",
        "ports",
        "refused",
        REPORT,
        "--text",
        "No staff for the rest.",
    )
    run(
        tmp_path,
        "ministries",
        "note",
        "labour",
        "cleared",
        REPORT,
        "--by",
        "A. Person",
        "--on",
        "1 March 2027",
    )

    # Who is late, and with what; what became of each answer.
    listed = said(run(tmp_path, "status", REPORT).stdout)
    for text in (
        "Ministry of labour (Section 2, labour@example.org): cleared",
        "Port authority: refused",
        "Next: give its questions to another ministry, or answer “not known”.",
        "Ministry of justice (Section 2, justice@example.org): back",
    ):
        assert text in listed
    told = run(tmp_path, "ministries", "history", REPORT, "3.3").stdout
    assert [line.rpartition(" [")[2] for line in told.splitlines()][:3] == [
        "taken]", "taken, undone]", "taken]",
    ]  # fmt: skip
    names = {path.name for path in (tmp_path / "returns").iterdir()}
    assert {f"NOR-{one}-receipt.docx" for one in ("labour", "police", "justice")} <= names


def answers_of(folder: Path) -> Any:
    data: Any = read(folder / REPORT).data
    return data["answers"]


@pytest.mark.thorough
def test_from_the_cabinet_to_the_next_focal_point_who_has_only_the_folder(tmp_path: Path) -> None:
    first = tmp_path / "first"
    first.mkdir()
    ready(first)

    # The cabinet changes an answer that a ministry had cleared.
    run(first, "ministries", "note", "labour", "cleared", REPORT, "--by", "A. Person")
    run(first, "ministries", "forms", REPORT, "--authority", "cabinet", "--format", "xlsx")
    run(first, "ministries", "note", "cabinet", "sent", REPORT)
    form = (first / "parts" / "NOR-cabinet.xlsx").read_bytes()
    changed = set_cell(form, "pay-rule", NOTE, "From 2007.")
    (first / "NOR-cabinet.xlsx").write_bytes(changed)
    run(first, "ministries", "merge", REPORT, "NOR-cabinet.xlsx")
    run(first, "ministries", "note", "cabinet", "cleared", REPORT, "--by", "A. Minister")
    listed = said(run(first, "finalize", REPORT, *SIGNED, code=1).stdout)
    assert "Cleared: From 2005. Now: From 2007." in listed

    # The report is signed, sent, and its paper verified.
    run(
        first, "finalize", REPORT, *SIGNED, "--agreed", "labour=Ola",
        "--answer", "publication=publish",
    )  # fmt: skip
    assert "Next: nothing, the report is final." in said(run(first, "status", REPORT).stdout)
    short = submitted(first, REPORT, "submission")
    sent = "submission/report-NOR.submitted.yaml"
    assert "The paper matches the file" in verified(first, sent, "--seal", short.lower())
    data: Any = read(first / sent).data
    assert data["answers"]["pay-rule"] == {"value": "agreement", "note": "From 2007."}
    assert {"approved", "submitted"} < data.keys()

    # The next focal point has the folder, and nothing else.
    second = tmp_path / "second"
    shutil.copytree(first, second)
    shutil.rmtree(first)
    run(second, "amend", REPORT)
    draft = "report-NOR-r2.yaml"
    run(second, "ministries", "divide", draft)
    assert "Ministry of labour: cleared" in said(run(second, "status", draft).stdout)
    (second / "more.yaml").write_text("inspections: affirmative\n", "utf-8")
    run(second, "answer", draft, "--answers", "more.yaml", "--no-input")
    run(second, "finalize", draft, *SIGNED[:4], "--keep", "cabinet")
    submitted(second, draft, "submission-2")
    again = "submission-2/report-NOR-r2.submitted.yaml"
    text = verified(second, again)
    assert f"That is {draft}, and its seal matches, too." in text
    assert f"That is {REPORT}, and its seal matches, too." in text
    everything = run(second, "validate", sent, again, REPORT, draft)
    assert "4 files, 0 with errors: 0 errors" in everything.stderr
    received = run(second, "validate", sent, again)
    assert "2 files, 0 with errors: 0 errors" in received.stderr

    # The next cycle takes over the answers, the division and its contacts.
    third = tmp_path / "third"
    third.mkdir()
    shutil.copytree(second / "coast", third / "coast")
    later = "report-NOR-2030.yaml"
    run(third, "answer", later, "--from", f"../second/{draft}", "--no-input", code=1)
    run(third, "ministries", "divide", later, "--from", "../second/division-NOR.yaml")
    division = read_division(third / "division-NOR.yaml").division
    assert division.asks["pay-rule"].lead == "labour"
    assert division.authorities["labour"].cleared is None
