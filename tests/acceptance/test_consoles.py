"""Consoles with other encodings than UTF-8, and terminals of impossible sizes."""

import subprocess
from pathlib import Path

import pytest

from tests.acceptance.entries import lines
from tests.support.begun_reports import SMALL
from tests.support.running import COMMAND, PATIENCE, checklist_run, environment

CONSOLES = {
    "cp1252": {"PYTHONUTF8": "0", "PYTHONIOENCODING": "cp1252"},
    "ascii": {"PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "LC_ALL": "C"},
}


def run_on_console(
    console: str, *words: str, cwd: Path, stdin: bytes = b""
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [*COMMAND, *words],
        cwd=cwd,
        env=environment(CONSOLES[console]),
        input=stdin,
        capture_output=True,
        timeout=PATIENCE,
        check=False,
    )


@pytest.mark.sampled
@pytest.mark.parametrize("console", CONSOLES)
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["bare", "marked"])
def test_a_file_of_answers_is_utf_8_on_every_console(
    console: str, mark: bytes, tmp_path: Path
) -> None:
    entries = lines("Côte d'Ivoire", "party", "2001-05-31", "2004", "Élan – 漢")

    done = run_on_console(
        console, "answer", *SMALL, cwd=tmp_path, stdin=mark + entries.encode("utf-8")
    )

    assert (done.returncode, done.stderr) == (0, b"")
    assert "Élan – 漢" in (tmp_path / "report-CIV.yaml").read_text("utf-8")


@pytest.mark.sampled
@pytest.mark.parametrize("console", CONSOLES)
def test_a_line_that_is_not_utf_8_is_refused_by_its_number(console: str, tmp_path: Path) -> None:
    entries = lines("party", "2001-05-31", "2004", "Élan", "Norway")

    done = run_on_console(
        console, "answer", *SMALL, "--state", "CIV", cwd=tmp_path, stdin=entries.encode("latin-1")
    )

    assert done.returncode == 1
    assert done.stderr.startswith(b"checklist: line 4: The text has a character that cannot be")
    assert b"Traceback" not in done.stderr


@pytest.mark.sampled
@pytest.mark.parametrize("size", ["0", "00", "-5", "wide", "²", "99999", "1" * 5000])
def test_a_size_that_no_terminal_has_is_as_if_it_were_not_given(size: str, tmp_path: Path) -> None:
    impossible = {"COLUMNS": size, "LINES": size}

    for words in (("guide", "R001"), ("questions", "r17"), ("validate", "--help")):
        shown = checklist_run(*words, cwd=tmp_path, env=impossible)

        assert shown.stdout != ""
        assert shown == checklist_run(*words, cwd=tmp_path)
