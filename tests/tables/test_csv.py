"""CSV that every program reads the same, and that no spreadsheet runs."""

from pathlib import Path

import pyarrow.compute
import pyarrow.csv
import pytest

from checklist.analysis.rows.answer_rows import kept_row
from checklist.files.writer import replacing_together
from checklist.tables import interface
from checklist.tables.csv import CsvFormat, guarded, line
from tests.tables.tabulating import TINY, read_csv, rows_of, tabulated

HARMLESS = ["", "Act", "2024-01", "-5", "12", "a=b", "x\n=1+1", "(=1)", "„=1“", "–1"]
DANGEROUS = [
    "=1+1",
    '=HYPERLINK("http://example.org")',
    "+1+1",
    "-1+1",
    "@SUM(1)",
    "\t=1",
    "\r=1",
    "\nx",
    " =1",
    "\u00a0=1",
    "\uff1d1",
    "\uff20SUM(1)",
    "'",
    "'=1",
    " 'x",
    "+49 30 1234",
    "-",
]


@pytest.mark.parametrize("text", HARMLESS)
def test_what_no_spreadsheet_takes_for_a_formula_stays_as_it_is(text: str) -> None:
    assert guarded(text) == text


@pytest.mark.parametrize("text", DANGEROUS)
def test_what_a_spreadsheet_could_run_has_an_apostrophe_before_it(text: str) -> None:
    assert guarded(text) == f"'{text}"


@pytest.mark.parametrize("text", HARMLESS + DANGEROUS)
def test_who_takes_the_apostrophe_away_has_the_text(text: str) -> None:
    assert guarded(text).removeprefix("'") == text


@pytest.mark.parametrize("text", [text for text in DANGEROUS if text.strip() and "\r" not in text])
def test_no_cell_begins_like_a_formula(text: str, tmp_path: Path) -> None:
    answers = {"why": {"value": text, "note": text, "answered_by": text.strip()}}
    rows = rows_of(answers, file=f"{text.strip()}.yaml")

    files = tabulated(tmp_path / "a.csv", [rows])

    cells = [cell for table in files.values() for row in table for cell in row]
    assert [cell for cell in cells if cell[:1] in set("=+-@\t\r\n") and cell[:1]] == []
    answer = next(answer for answer in rows.answers if answer.question == "why")
    assert {f"'{answer.text}", f"'{answer.note}", guarded(answer.ministry)} <= set(cells)


def test_the_files_are_utf_8_with_a_mark_and_lines_that_end_as_rfc_4180_says(
    tmp_path: Path,
) -> None:
    tabulated(tmp_path / "a.csv", [rows_of({"why": {"value": 'Zwei\nZeilen, „so“; "Ö" 𝄞'}})])

    content = (tmp_path / "a.csv").read_bytes()

    assert content.startswith(b"\xef\xbb\xbffile,state,")
    assert content.endswith(b"\r\n")
    assert b'"Zwei\nZeilen, \xe2\x80\x9eso\xe2\x80\x9c; ""\xc3\x96"" \xf0\x9d\x84\x9e"' in content


def test_every_line_has_as_many_cells_as_its_table_has_columns(tmp_path: Path) -> None:
    files = tabulated(tmp_path / "a.csv", [rows_of({"kinds": {"value": ["bad", "good"]}})])

    for table in TINY.tables:
        lengths = {len(row) for row in files[table.name]}
        assert lengths == {len(table.columns)}


def test_another_program_knows_the_mark_and_the_kinds_of_the_columns(tmp_path: Path) -> None:
    tabulated(tmp_path / "a.csv", [rows_of({"why": {"value": 'Two\nlines, "so"'}})])

    lines = pyarrow.csv.ParseOptions(newlines_in_values=True)
    table = pyarrow.csv.read_csv(tmp_path / "a.csv", parse_options=lines)

    kinds = {field.name: str(field.type) for field in table.schema}
    assert [*kinds] == [column.name for column in TINY.tables[0].columns]
    assert {kinds[name] for name in ("on_path", "carried", "optional")} == {"bool"}
    assert {kinds[name] for name in ("revision", "item")} == {"int64"}
    why = table.filter(pyarrow.compute.field("question") == "why")
    assert why["text"].to_pylist() == ['Two\nlines, "so"']


def test_what_is_joined_from_parts_is_what_a_writer_would_write(tmp_path: Path) -> None:
    rows = rows_of({"laws": {"value": [{"name": {"value": 'An "Act", 2'}}]}})

    tabulated(tmp_path / "a.csv", [rows])

    expected = [[str(cell) for cell in row] for row in TINY.answer_rows(rows)]
    assert read_csv(tmp_path / "a.csv")[1:] == expected


def test_lines_are_those_of_their_rows_whichever_were_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(interface, "KEPT", 3)
    given = [
        {
            "kinds": {"value": [*kinds], **notes},
            "light": {"value": light, **notes},
            "grid": {"value": {"police": {"value": light}, "judges": {"value": "good"}}, **notes},
        }
        for kinds in (["bad"], ["good"], ["bad", "good"], ["good", "bad"])
        for light in ("bad", "good")
        for notes in ({}, {"note": "So, so"}, {"answered_by": "Justice"}, {"confidential": True})
    ]
    reports = []
    made = CsvFormat(TINY)
    with replacing_together(made.files(tmp_path / "a.csv")) as files, made.opened(files) as opened:
        for answers in given * 2:
            kept_row.cache_clear()  # then the rows of the next report may lie where these lay
            rows = rows_of(answers)
            opened.add(made.encoded(rows))
            reports.append([[str(cell) for cell in row] for row in TINY.answer_rows(rows)])
            del rows

    assert read_csv(tmp_path / "a.csv")[1:] == [row for report in reports for row in report]


@pytest.mark.parametrize("text", ["x;=1+41;y", "x\t=1+41", 'x"', "x,y", "x\ny", "x\ry"])
def test_what_a_program_could_split_is_in_quotes(text: str) -> None:
    expected = '"{}"'.format(text.replace('"', '""'))

    assert line((text, "z", f"{text}.yaml")).split(",z,")[0] == expected
