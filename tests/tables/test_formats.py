"""Every format holds the same tables, cell by cell."""

import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path

import openpyxl
import pyarrow.compute
import pyarrow.parquet
import pytest
from xlsxwriter.utility import xl_col_to_name

from checklist.analysis.rows.questionnaire_rows import QuestionnaireRows
from checklist.analysis.rows.report_reader import LeftOut, ReportReader
from checklist.analysis.rows.report_rows import Disclosure, ReportRows
from checklist.checks.batch import ReportSource
from checklist.errors import ChecklistError, SaveError
from checklist.questionnaire.loading import shipped
from checklist.tables import parquet, workbook, xlsx
from checklist.tables.contents import Contents
from checklist.tables.registry import FORMATS, format_of
from tests.support.folders import EXAMPLES
from tests.support.made_reports import made_report, write_reports
from tests.tables.tabulating import TINY, as_written, plain, read, rows_of, tabulated, write

ANY_TEXT = (
    "=1+1",
    "'=1+1",
    "'",
    "http://example.org",
    "mailto:office@example.org",
    "007",
    "1e5",
    "TRUE",
    "None",
    "_x0041_",
    "&lt;b&gt; <b> ]]>",
    "  white space  ",
    "two\n\nlines\n",
    'a "quoted", text; with\ttab',
    "Ünï \u202e \u200b 𝄞 \u2028",
    "-",
)


def shipped_contents() -> Contents:
    return Contents(QuestionnaireRows(shipped()))


def reports_in(folder: Path) -> list[ReportRows]:
    read = [ReportReader().read(ReportSource(path)) for path in sorted(folder.iterdir())]
    reports = [one.made() for one in read if not isinstance(one, LeftOut)]
    assert len(reports) == len(read)
    return reports


def with_texts() -> list[ReportRows]:
    return [
        rows_of(
            {
                "why": {"value": text, "note": text, "answered_by": text.split("\n")[0]},
                "number": {"value": -3},
                "grid": {"value": {"police": {"missing": "declined"}}},
                "laws": {"value": [{"name": {"value": text}, "kind": {"value": "bad"}}]},
                "kinds": {"value": ["bad", "good"], "confidential": True},
            },
            file=f"{number}.yaml",
        )
        for number, text in enumerate(ANY_TEXT)
    ]


@pytest.mark.sampled
@pytest.mark.parametrize("ending", FORMATS)
def test_whatever_a_text_is_it_comes_back_as_it_was(ending: str, tmp_path: Path) -> None:
    reports = with_texts()

    tables = tabulated(tmp_path / f"answers{ending}", reports)

    assert plain(tables, ending) == as_written(reports)


@pytest.mark.sampled
@pytest.mark.parametrize("ending", FORMATS)
def test_the_example_reports_and_made_up_ones_are_the_same_in_every_format(
    ending: str, tmp_path: Path
) -> None:
    write_reports(tmp_path / "made", [made_report(seed) for seed in range(4)])
    reports = [*reports_in(EXAMPLES), *reports_in(tmp_path / "made")]
    contents = shipped_contents()

    write(tmp_path / f"answers{ending}", reports, contents)

    tables = plain(read(tmp_path / f"answers{ending}"), ending)
    assert tables == as_written(reports, contents)
    assert len(tables["answers"]) > 7 * 300


@pytest.mark.parametrize("ending", FORMATS)
def test_without_reports_there_are_the_tables_of_the_questionnaire(
    ending: str, tmp_path: Path
) -> None:
    tables = tabulated(tmp_path / f"answers{ending}", [])

    assert plain(tables, ending) == as_written([])
    assert len(tables["answers"]) == len(tables["reports"]) == 1
    assert len(tables["questions"]) == 9


@pytest.mark.parametrize("ending", FORMATS)
def test_a_number_of_more_than_32_bits_is_in_every_format(ending: str, tmp_path: Path) -> None:
    rows = rows_of({})
    report = rows._replace(answers=[row._replace(item=2**31) for row in rows.answers])

    tables = tabulated(tmp_path / f"answers{ending}", [report])

    assert plain(tables, ending) == as_written([report], TINY)


@pytest.mark.parametrize("ending", FORMATS)
def test_an_answer_that_is_confidential_is_in_no_file(ending: str, tmp_path: Path) -> None:
    secret = {"value": "CANARY", "note": "CANARY", "answered_by": "CANARY", "confidential": True}
    report = rows_of({"why": secret}, Disclosure())

    tables = tabulated(tmp_path / f"answers{ending}", [report])

    (row,) = [row for row in tables["answers"] if "why" in row]
    assert "confidential" in row
    assert not any("CANARY" in str(cell) for table in tables.values() for r in table for cell in r)
    for path in tmp_path.iterdir():
        assert b"CANARY" not in path.read_bytes()


@pytest.mark.parametrize("ending", FORMATS)
@pytest.mark.parametrize("old", [False, True])
def test_when_it_is_stopped_nothing_is_written(ending: str, old: bool, tmp_path: Path) -> None:
    if old:
        write(tmp_path / f"answers{ending}", [])
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}

    def stopped() -> object:
        yield rows_of({})
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write(tmp_path / f"answers{ending}", stopped())  # type: ignore[arg-type]

    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


# XLSX


def test_no_cell_of_a_workbook_is_a_formula_or_a_link_out_of_it(tmp_path: Path) -> None:
    tabulated(tmp_path / "a.xlsx", with_texts())

    with closing(openpyxl.load_workbook(tmp_path / "a.xlsx")) as workbook:
        cells = [cell for sheet in workbook for row in sheet.iter_rows() for cell in row]
        assert {cell.data_type for cell in cells} <= {"n", "s", "b", "inlineStr"}
        assert not [cell for cell in cells if cell.hyperlink and cell.hyperlink.target]
        assert "=1+1" in {cell.value for cell in cells}


def test_the_head_of_each_sheet_stays_in_sight_and_has_filters(tmp_path: Path) -> None:
    tabulated(tmp_path / "a.xlsx", [rows_of({})])

    with closing(openpyxl.load_workbook(tmp_path / "a.xlsx")) as workbook:
        assert workbook.sheetnames[:2] == ["themes", "answers"]
        for sheet in workbook.worksheets[1:]:
            assert sheet.freeze_panes == "A2"
            assert sheet.print_title_rows == "$1:$1"
            assert sheet.page_setup.orientation == "landscape"
            assert sheet.page_setup.fitToHeight == 0
            assert sheet.auto_filter.ref == sheet.dimensions
            assert {cell.font.bold for cell in sheet[1]} == {True}
            assert sheet.column_dimensions["A"].width > 10


def test_the_filter_of_the_answers_is_over_all_reports(tmp_path: Path) -> None:
    tabulated(tmp_path / "a.xlsx", [rows_of({}, file=f"{n}.yaml") for n in range(20)])

    last = 1 + 20 * len(rows_of({}).answers)
    column = xl_col_to_name(len(TINY.tables[0].columns) - 1)
    with zipfile.ZipFile(tmp_path / "a.xlsx") as parts:
        sheet = parts.read("xl/worksheets/sheet2.xml").decode()
        assert f'<autoFilter ref="A1:{column}{last}"/>' in sheet
        assert f">answers!$A$1:${column}${last}<" in parts.read("xl/workbook.xml").decode()


@pytest.mark.parametrize("ending", FORMATS)
def test_a_report_has_at_least_the_rows_by_which_a_sheet_is_full(ending: str) -> None:
    contents = shipped_contents()
    least = len(contents.questionnaire_rows.questions)

    read = reports_in(EXAMPLES)

    assert min(len(rows.answers) for rows in read) >= least
    most = format_of(ending, contents).most_reports
    assert most == ((workbook.MAX_ROWS - 1) // least if ending == ".xlsx" else None)


def test_more_rows_than_a_sheet_has_are_refused_and_nothing_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = len(rows_of({}).answers)
    codebook = len(TINY.tables[1].rows)
    for module in (xlsx, workbook):
        monkeypatch.setattr(module, "MAX_ROWS", 1 + max(2 * rows, codebook))
    fitting = (workbook.MAX_ROWS - 1) // rows

    write(tmp_path / "a.xlsx", [rows_of({}, file=str(n)) for n in range(fitting)])
    with pytest.raises(ChecklistError, match=r"answers has more rows .*; write \.csv, \.parquet"):
        write(tmp_path / "b.xlsx", [rows_of({}, file=str(n)) for n in range(fitting + 1)])

    assert [path.name for path in tmp_path.iterdir()] == ["a.xlsx"]


@pytest.mark.sampled
@pytest.mark.parametrize("letter", ["x", "𝄞"])
def test_a_text_that_is_too_long_for_a_cell_is_refused_not_cut(letter: str, tmp_path: Path) -> None:
    def report(units: int) -> ReportRows:
        rows = rows_of({})
        long = rows.answers[1]._replace(text=letter * (units // (1 + (letter > "\uffff"))))
        return rows._replace(answers=[long])

    tables = tabulated(tmp_path / "a.xlsx", [report(32_766)])
    with pytest.raises(ChecklistError, match=r"file NOR\.yaml, question why: `text` is longer"):
        write(tmp_path / "b.xlsx", [report(32_770)])

    assert any(len(str(cell)) > 16_000 for row in tables["answers"] for cell in row)
    assert [path.name for path in tmp_path.iterdir()] == ["a.xlsx"]


# SQLite


def test_a_database_has_keys_and_what_refers_to_what_is_there(tmp_path: Path) -> None:
    tabulated(tmp_path / "a.sqlite", with_texts())

    with closing(sqlite3.connect(tmp_path / "a.sqlite")) as database:
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        references = database.execute(
            "SELECT m.name, f.'table' FROM sqlite_schema m, pragma_foreign_key_list(m.name) f "
            "GROUP BY m.name, f.id ORDER BY 1, 2"
        ).fetchall()
        plan = database.execute(
            "EXPLAIN QUERY PLAN SELECT * FROM answers WHERE question = 'why' AND row = ''"
        ).fetchall()
    assert references == [
        ("answers", "reports"),
        ("bridge", "questions"),
        ("bridge", "recommendations"),
    ]
    assert "answers_question_row" in plan[0][-1]


def test_a_disk_that_is_full_is_told_as_that(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    connect = sqlite3.connect

    def small(*words: object, **more: object) -> sqlite3.Connection:
        database: sqlite3.Connection = connect(*words, **more)  # type: ignore[call-overload]
        database.execute("PRAGMA max_page_count = 20")
        return database

    monkeypatch.setattr(sqlite3, "connect", small)

    with pytest.raises(SaveError, match=r"a\.sqlite could not be saved: no space is left"):
        write(tmp_path / "a.sqlite", with_texts() * 10)

    assert list(tmp_path.iterdir()) == []


# Parquet


def test_another_program_joins_the_parquet_files_as_they_are(tmp_path: Path) -> None:
    contents = shipped_contents()
    write(tmp_path / "answers.parquet", reports_in(EXAMPLES), contents)

    answers, bridge = (
        pyarrow.parquet.read_table(tmp_path / name)
        for name in ("answers.parquet", "answers-bridge.parquet")
    )
    joined = answers.join(bridge, keys=["question", "row"], join_type="inner")
    offence = joined.filter(
        (pyarrow.compute.field("question") == "offence")
        & (pyarrow.compute.field("level") == "question")
    )
    counted = offence.group_by(["recommendation", "code"]).aggregate([("state", "count_distinct")])

    states = counted["state_count_distinct"].to_pylist()
    assert {*states} <= {1, 2, 3}
    assert sum(states) == 3 * len({*counted["recommendation"].to_pylist()})
    kinds = [str(answers.schema.field(name).type) for name in ("state", "revision", "on_path")]
    assert kinds == ["string", "int64", "bool"]


def test_a_parquet_file_tells_what_its_columns_mean(tmp_path: Path) -> None:
    tabulated(tmp_path / "a.parquet", [rows_of({})])

    schema = pyarrow.parquet.read_schema(tmp_path / "a.parquet")

    for column, field in zip(TINY.tables[0].columns, schema, strict=True):
        assert field.metadata[b"description"].decode() == column.meaning


def test_many_reports_are_written_in_groups_of_rows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parquet, "GROUP", 20)
    reports = [rows_of({}, file=f"{number}.yaml") for number in range(30)]

    tables = tabulated(tmp_path / "a.parquet", reports)

    metadata = pyarrow.parquet.read_metadata(tmp_path / "a.parquet")
    sizes = [metadata.row_group(n).num_rows for n in range(metadata.num_row_groups)]
    assert len(sizes) > 5
    assert max(sizes) <= 20
    assert plain(tables, ".parquet") == as_written(reports)


def test_of_short_tables_not_all_rows_wait_in_memory_until_the_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parquet, "BATCHES", 7)
    reports = [rows_of({}, file=f"{number}.yaml") for number in range(30)]

    tables = tabulated(tmp_path / "a.parquet", reports)

    metadata = pyarrow.parquet.read_metadata(tmp_path / "a-reports.parquet")
    assert metadata.num_row_groups > 3
    assert plain(tables, ".parquet") == as_written(reports)
