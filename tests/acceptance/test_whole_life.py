"""The whole life of a report of several ministries, and of the focal point who comes after."""

import shutil
from pathlib import Path
from typing import Any

from checklist.files.reader import read
from checklist.forms.form import NOTE
from checklist.ministries.division_file import read_division
from tests.support.divided import REPORT
from tests.support.ministries import set_cell
from tests.support.running import checklist_run
from tests.support.signing import ready, run

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


def test_from_the_cabinet_to_the_next_focal_point_who_has_only_the_folder(tmp_path: Path) -> None:
    first = tmp_path / "first"
    first.mkdir()
    ready(first)

    # The cabinet changes an answer that a ministry had cleared.
    run(first, "ministries", "cleared", "labour", REPORT)
    run(first, "ministries", "forms", REPORT, "--authority", "cabinet", "--format", "xlsx")
    run(first, "ministries", "sent", "cabinet", REPORT)
    form = (first / "parts" / "NOR-cabinet.xlsx").read_bytes()
    changed = set_cell(form, "pay-rule", NOTE, "From 2007.")
    (first / "NOR-cabinet.xlsx").write_bytes(changed)
    run(first, "ministries", "merge", REPORT, "NOR-cabinet.xlsx")
    run(first, "ministries", "cleared", "cabinet", REPORT, "--by", "A. Minister")
    listed = said(run(first, "finalize", REPORT, *SIGNED, code=1).stdout)
    assert "Cleared: From 2005. Now: From 2007." in listed

    # The report is signed, sent, and its paper verified.
    run(
        first, "finalize", REPORT, *SIGNED, "--agreed", "labour=Ola",
        "--answer", "publication=publish",
    )  # fmt: skip
    short = submitted(first, REPORT, "submission")
    sent = "submission/report-NOR.submitted.yaml"
    assert "Paper and file are one" in verified(first, sent, "--seal", short.lower())
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
    assert f"That is {draft}, whose seal fits, too." in text
    assert f"That is {REPORT}, whose seal fits, too." in text
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
