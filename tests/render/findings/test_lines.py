"""The formats that show lines of the files: in a terminal, on a page, and in a workbook."""

import io
import zipfile
from collections.abc import Iterable
from pathlib import Path

import openpyxl
import pytest

from checklist.diagnostics import Excerpt, FileFindings, FileLine, diagnostic
from checklist.render.findings.full import fitted
from checklist.render.findings.registry import FormatName
from tests.support.browser import PHONE, WIDE, Browser
from tests.support.findings import bytes_as
from tests.support.folders import EXAMPLES
from tests.support.running import checklist_run

HOSTILE = "=cmd|' /C calc'!A0"


def bytes_of(name: str, found: Iterable[FileFindings]) -> bytes:
    return bytes_as(FormatName(name), found)


def finding(text: str, column: int, *, code: str = "R007", path: str = "a.yaml") -> FileFindings:
    located = diagnostic(path, 7, column, code, "`x` is wrong", where=("answers", "x"))
    excerpt = Excerpt((FileLine(6, "  x:"), FileLine(7, text)))
    return FileFindings(path, [located._replace(excerpt=excerpt)], "NOR")


@pytest.mark.parametrize(
    ("text", "column", "caret"),
    [
        ("    value: x", 12, "x"),
        ("\tvalue: x", 9, "x"),
        ("    国名: x", 9, "x"),
        ("    e\u0301: x", 9, "x"),
        ("    \u202ename: x", 12, "x"),
    ],
    ids=["plain", "tab", "wide", "combining", "invisible"],
)
def test_the_caret_stands_below_the_character(text: str, column: int, caret: str) -> None:
    from wcwidth import wcswidth

    lines = bytes_of("full", [finding(text, column)]).decode().split("\n")

    above, below = lines[2], lines[3]
    before = above[: above.rindex(caret)]
    assert wcswidth(before) == below.index("^")
    assert "\u202e" not in above


@pytest.mark.parametrize("at", [0, 1, 39, 40, 41, 200, 398, 399])
def test_a_long_line_is_cut_on_both_sides_of_the_caret(at: int) -> None:
    text = "".join(chr(ord("a") + number % 26) for number in range(400))

    shown, caret = fitted(FileLine(1, text), at, 40)

    assert len(shown) <= 40
    assert shown[caret] == text[at]
    assert shown.startswith("…") == (at > 30)
    assert shown.endswith("…") == (at < 370)


def test_what_is_withheld_is_said_once_a_file() -> None:
    (found,) = finding("x", 1).diagnostics
    withheld = found._replace(excerpt=Excerpt((), "No line is shown."))

    text = bytes_of("full", [FileFindings("a.yaml", [withheld, withheld])]).decode()

    assert text.count("No line is shown.") == 1


def test_no_text_of_a_file_becomes_a_formula_or_link_in_the_workbook() -> None:
    content = bytes_of("xlsx", [finding(HOSTILE, 1, path="=1+1.yaml")])

    book = openpyxl.load_workbook(io.BytesIO(content))
    rows = [*book["findings"].iter_rows(values_only=True)]
    assert book.sheetnames == ["findings", "states", "codes"]
    assert book["findings"].freeze_panes == "A2"
    assert book["findings"].auto_filter.ref == "A1:L2"
    row = dict(zip(rows[0], rows[1], strict=True))
    assert (row["state_name"], row["file"], row["text"]) == ("Norway", "=1+1.yaml", HOSTILE)
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        sheets = [parts.read(name).decode() for name in parts.namelist() if "sheet" in name]
    assert not any("<f>" in sheet or "<hyperlink" in sheet for sheet in sheets)


def test_the_workbook_counts_by_state_and_by_code() -> None:
    files = [finding("x", 1), finding("x", 1, path="b.yaml"), FileFindings("c.yaml", [], "AUT")]

    book = openpyxl.load_workbook(io.BytesIO(bytes_of("xlsx", files)))

    (_, *states) = book["states"].iter_rows(values_only=True)
    (_, *codes) = book["codes"].iter_rows(values_only=True)
    assert states == [("NOR", "Norway", 2, 2, 0, 0)]
    assert [row[:6] for row in codes] == [("R007", "unknown-code", 2, 2, 0, 0)]


@pytest.mark.parametrize("name", ["full", "html", "xlsx"])
def test_the_same_findings_are_the_same_bytes(name: str) -> None:
    assert bytes_of(name, [finding("x", 1)]) == bytes_of(name, [finding("x", 1)])


def test_a_page_with_very_many_findings_stays_small_and_counts_all_of_them() -> None:
    (found,) = finding("x" * 240, 1).diagnostics
    states = ["NOR", "AUT", "UGA", ""] * 250
    files = (FileFindings(f"{n}.yaml", [found] * 100, state) for n, state in enumerate(states))

    page = bytes_of("html", files).decode()

    assert len(page) < 2_000_000
    assert "Errors: 100000." in page
    assert 'id="state-NOR"' in page
    assert 'id="state-none"' in page
    assert "99800 more are counted only" in page


def test_the_ending_of_the_output_says_the_format(tmp_path: Path) -> None:
    for name in ("findings.html", "findings.xlsx"):
        done = checklist_run("validate", EXAMPLES, "--output", name, cwd=tmp_path)
        assert done.code == 0
    words = ("validate", EXAMPLES, "--format", "full", "--output", "f.txt")
    full = checklist_run(*words, cwd=tmp_path)

    assert full.code == 0
    assert (tmp_path / "findings.html").read_text("utf-8").startswith("<!DOCTYPE html>")
    assert (tmp_path / "findings.xlsx").read_bytes().startswith(b"PK")


@pytest.mark.thorough
def test_the_page_is_clean_for_axe_and_fits_a_telephone_and_paper(
    tmp_path: Path, browser: Browser
) -> None:
    files = [finding("    value: " + "x" * 200, 12), finding("y", 1, code="R001", path="b" * 90)]
    path = tmp_path / "findings.html"
    path.write_bytes(bytes_of("html", files))

    for width, dark in ((WIDE, False), (PHONE, True)):
        with browser.shown(path, width=width, dark=dark) as shown:
            assert shown.found_by_axe() == []
            assert not shown.is_cut()
            assert shown.complaints == []
    with browser.shown(path) as shown:
        assert shown.wider_than_the_sheet("A4") == []
        assert shown.lost_on_paper(tmp_path / "findings.pdf", "A4") == []
