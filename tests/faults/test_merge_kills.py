"""A kill at the system calls by which a merge is saved: the report, then division, log, receipts.

The merge waits at a question about a conflict, where strace takes hold of it. What it does after
the answer is counted first; then, for each call, the same is done again, and the kill comes there.
"""

import json
import re
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from pathlib import Path
from typing import Any

import pytest
import yaml
from docx import Document

from tests.faults.left import temporary_files
from tests.support.divided import COAST, REPORT, RETURNS, divided, run

if sys.platform == "win32":
    pytest.skip("there are no pseudo-terminals", allow_module_level=True)

from tests.faults.lives import Life
from tests.faults.strace import Call, calls_in, tampering, told_apart

if shutil.which("strace") is None:
    pytest.skip("strace is not installed", allow_module_level=True)

MERGE = ("ministries", "merge", REPORT, *RETURNS, *COAST)
OF_A_MERGE = re.compile(r"(report|division|log)-NOR|returns|\(\d+<[^>]*/merge-\d+>")
"""What stands in the line of a call on one of the files of a merge, or their folders."""


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("divided")
    divided(folder)
    for name in RETURNS:
        path = folder / name
        filled = path.read_text("utf-8").replace("\nfilled_in_by:\n", "\nfilled_in_by: A. One\n")
        path.write_text(filled, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def folders(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Yield copies of a divided report, one a merge."""
    base = tmp_path_factory.mktemp("merges")

    def copies() -> Iterator[Path]:
        for number in count():
            yield Path(shutil.copytree(prepared, base / f"merge-{number}"))

    return copies()


def merged(folder: Path, *injections: str) -> tuple[int, Path, str]:
    """Merge, and decide the conflict. Returns the exit code, the log of strace, and the output."""
    log = folder.with_suffix(".log")
    with Life(*MERGE, folder=folder) as life:
        life.wait_for_prompt()
        assert "Conflict 1 of 1" in life.output, life.output
        with tampering(life.pid, log, *injections):
            life.enter("4")
            code = life.end()
    return code, log, life.output


def calls_of(folder: Path) -> list[Call]:
    code, log, output = merged(folder)
    assert code == 0, output
    return [call for call in calls_in(log) if OF_A_MERGE.search(call.line)]


def facts(folder: Path) -> tuple[Any, list[Any], list[Any]]:
    """Return the report, which returns the division knows, and which the log has."""
    report = yaml.safe_load((folder / REPORT).read_text("utf-8"))
    authorities = yaml.safe_load((folder / "division-NOR.yaml").read_text("utf-8"))["authorities"]
    returned = [
        (code, one["digest"])
        for code, authority in authorities.items()
        for one in authority.get("returned", ())
    ]
    log = folder / "log-NOR.jsonl"
    lines = log.read_text("utf-8").splitlines() if log.exists() else []
    entries = []
    for line in lines:
        try:
            entries.append(json.loads(line))
        except ValueError:
            continue  # a line that was cut off
    logged = [(one["by"], one["digest"]) for one in entries if one["did"] == "merge"]
    return report, sorted(returned), sorted(logged)


def log_of(folder: Path) -> list[dict[str, Any]]:
    """Return the lines of the log that can be read, without their times."""
    found = []
    for line in (folder / "log-NOR.jsonl").read_text("utf-8").splitlines():
        try:
            found.append({key: one for key, one in json.loads(line).items() if key != "at"})
        except ValueError:
            continue  # a line that was cut off
    return found


def receipts(folder: Path) -> dict[str, list[str]]:
    """Return the words of each receipt: paragraphs, and cells of tables."""
    found = {}
    for path in (folder / "returns").glob("*-receipt*.docx"):
        document = Document(str(path))
        cells = [cell.text for one in document.tables for row in one.rows for cell in row.cells]
        found[path.name] = [*(paragraph.text for paragraph in document.paragraphs), *cells]
    return found


def test_a_kill_at_any_call_of_a_merge_leaves_files_that_agree_or_are_mended(
    folders: Iterator[Path], tell: Callable[[str], None]
) -> None:
    whole = next(folders)
    before = (whole / REPORT).read_bytes()
    calls = calls_of(whole)
    chosen = told_apart(calls)
    after = (whole / REPORT).read_bytes()
    _, all_returned, _ = facts(whole)
    undecided = next(folders)
    run(undecided, "ministries", "merge", REPORT, *RETURNS)
    kinds = {"before": 0, "after": 0}

    def kill_at(call: Call, folder: Path) -> None:
        code, _, _ = merged(folder, f"{call.name}:signal=KILL:when={call.number}")
        assert code == -signal.SIGKILL, call
        content = (folder / REPORT).read_bytes()
        assert content in {before, after}, call
        kinds["before" if content == before else "after"] += 1
        for name in RETURNS:
            assert (folder / name).read_bytes() == (whole / name).read_bytes()
        done = run(folder, "ministries", "merge", REPORT, *RETURNS, "--dry-run")
        assert "Traceback" not in done.stderr, call
        report, returned, logged = facts(folder)
        if content == after:
            assert returned == logged == all_returned, call
            assert "conflicts" not in report
            assert done.code == 0, call
            run(folder, "ministries", "merge", REPORT, *RETURNS)
            assert log_of(folder) == log_of(whole), call
        else:
            assert returned == [], call
            again = run(folder, "ministries", "merge", REPORT, *RETURNS)
            assert again.code == 1, call  # nobody decides the conflict there
            assert facts(folder)[1] == all_returned
            assert log_of(folder) == log_of(undecided), call
        assert receipts(folder) == receipts(whole if content == after else undecided), call
        assert temporary_files(folder) == set(), call
        assert temporary_files(folder / "returns") == set(), call
        assert not (folder / f".{REPORT}.lock").exists()

    with ThreadPoolExecutor(2) as pool:
        done = [
            pool.submit(kill_at, call, folder)
            for call, folder in zip(chosen, folders, strict=False)
        ]
        killed = len([one.result() for one in done])

    assert {"openat", "write", "fsync", "close"} <= {call.name for call in chosen}
    assert {call.name for call in chosen} == {call.name for call in calls}
    assert min(kinds.values()) > 0
    tell(f"{killed} kills, each at another of {len(calls)} system calls of a merge: {kinds}")
