"""Registers with submissions that are made up."""

from pathlib import Path
from typing import Any

from checklist.files.discovery import REGISTER
from checklist.lifecycle.register_line import FIRST, RegisterLine, chained, line_text
from tests.support.running import Result, checklist_run

DAY = "2026-11-20"


def register(folder: Path, *words: str | Path, code: int = 0) -> Result:
    """Run a command on the register `reg` of a folder."""
    done = checklist_run("register", words[0], *words[1:], "--in", "reg", cwd=folder)
    assert done.code == code, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    return done


def report_of(**facts: Any) -> dict[str, Any]:
    """Return the head of a registered report: final, the first revision, unless these differ."""
    return {
        "questionnaire": "ctoc-cop-2010-6",
        "version": "2.0.0",
        "status": "final",
        "revision": 1,
        "as_of": DAY,
        **facts,
    }


def seal_of(digit: str) -> str:
    """Return a seal of one digit."""
    return f"sha256-salted:{digit * 64}"


def received(
    number: int, report: dict[str, Any] | None = None, *, on: str = DAY, **more: Any
) -> dict[str, Any]:
    """Return the data of a line that received a file of Norway, for the cycle 2026."""
    submission = {
        "file": f"2026/NOR/{number}.yaml",
        "name": f"{number}.yaml",
        "size": 1,
        "digest": f"sha256:{number:064x}",
        "state": "NOR",
        "cycle": "2026",
        "findings": {},
    }
    if report is not None:
        submission["report"] = report
    reply = {"reply_by": more.pop("reply_by")} if "reply_by" in more else {}
    return {"did": "received", "on": on, "submission": {**submission, **more}, **reply}


def noted(did: str, of: int, on: str = DAY, **more: Any) -> dict[str, Any]:
    """Return the data of a line about a submission."""
    return {"did": did, "of": of, "on": on, **more}


def chain_text(*lines: dict[str, Any]) -> bytes:
    """Return the content of a register with these lines."""
    texts, before = [], FIRST
    for number, data in enumerate(lines, 1):
        at = f"{DAY}T08:00:00Z"
        whole = chained({"register": 1, "number": number, "at": at, **data}, before)
        before = whole["hash"]
        texts.append(line_text(whole))
    return "".join(f"{one}\n" for one in texts).encode()


def lines_of(*lines: dict[str, Any]) -> list[RegisterLine]:
    """Return lines of a register."""
    from checklist.register.chain import chain_of

    chain = chain_of(chain_text(*lines))
    assert not chain.faults
    return list(chain.lines)


def files_in(folder: Path) -> dict[str, bytes]:
    """Return the contents of all files of a register, hidden ones too, by their paths."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def register_lines(folder: Path) -> list[bytes]:
    """Return the lines of a register's file."""
    return (folder / REGISTER).read_bytes().splitlines(keepends=True)
