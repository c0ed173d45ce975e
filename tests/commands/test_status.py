"""`checklist status` imports only what it shows."""

import shutil
import subprocess
import sys
from pathlib import Path

from tests.support.folders import TUVALU
from tests.support.running import PATIENCE, checklist_run, environment
from tests.support.starts import imported

SELDOM = ("checklist.render.word", "checklist.forms", "docx", "xml.sax")
NETWORK = {"urllib.request", "http.client", "ssl"}


def test_the_status_of_a_report_of_one_authority_imports_nothing_that_merges_or_writes_word(
    tmp_path: Path,
) -> None:
    shutil.copy(TUVALU, tmp_path)

    modules = imported("status", TUVALU.name, cwd=tmp_path)

    assert "checklist.render.report.progress_text" in modules
    assert sorted(name for name in modules if name.startswith(SELDOM)) == []
    assert modules & NETWORK == set()


def test_no_module_that_writes_word_files_imports_the_network() -> None:
    code = f"import sys, checklist.render.word; sys.exit({NETWORK} & set(sys.modules) or 0)"

    done = subprocess.run(
        [sys.executable, "-c", code], env=environment(), capture_output=True, timeout=PATIENCE
    )

    assert (done.returncode, done.stderr) == (0, b"")


def test_the_ministries_of_a_whole_state_stand_first_and_have_room_on_a_screen(
    tmp_path: Path,
) -> None:
    checklist_run("answer", "--state", "NOR", cwd=tmp_path)
    checklist_run("ministries", "divide", "--due", "2027-01-31", cwd=tmp_path)
    path = tmp_path / "division-NOR.yaml"
    text = path.read_text("utf-8")
    for code in ("labour", "police", "health"):
        who = f"{{office: Section 2, person: Ola Hansen, email: {code}@example.org}}"
        text = text.replace(f"\n  {code}:\n", f"\n  {code}:\n    contact: {who}\n")
    path.write_text(text, "utf-8")
    checklist_run("ministries", "forms", cwd=tmp_path)
    checklist_run("ministries", "note", "labour,police,health", "sent", cwd=tmp_path)

    shown = checklist_run("status", "--output", "list.xlsx", cwd=tmp_path)

    lines = shown.stdout.splitlines()
    rest = next(n for n, line in enumerate(lines) if line.startswith("Required questions answered"))
    assert shown.code == 0, shown.stderr
    assert max(map(len, lines)) <= 80
    assert lines[0].startswith("Norway (NOR): draft")
    assert lines[1] == "Ministries, 3 of 16 late:"
    assert rest < 24
    assert "(Ola Hansen, labour@example.org)" in " ".join(" ".join(lines[:rest]).split())
    assert lines[-1].startswith("    missing: ")
