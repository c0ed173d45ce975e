"""The first sheet of a workbook: what is in it, and how many answered which question."""

from contextlib import closing
from pathlib import Path
from typing import Any

import openpyxl

from checklist.analysis.rows.columns import FileRow
from checklist.analysis.rows.report_rows import Disclosure
from checklist.files.writer import replacing_together
from checklist.tables.registry import format_of
from tests.tables.tabulating import QUESTIONNAIRE, TINY, rows_of

LIGHT = {"light": {"value": "good"}}
SECRET = {"light": {"value": "good", "confidential": True}}


def first_sheet(folder: Path, *reports: tuple[str, dict[str, Any], bool]) -> list[tuple[Any, ...]]:
    """Return the rows of the first sheet. A report is its file, answers, and whether it counts."""
    made = format_of(".xlsx", TINY)
    path = folder / "a.xlsx"
    with replacing_together([path]) as files, made.opened(files) as opened:
        for file, answers, _ in reports:
            opened.add(made.encoded(rows_of(answers, file=file, shown=Disclosure())))
        rows = [
            FileRow(file=file, state="NOR", counts=counts, why="", instead="", finding="")
            for file, _, counts in reports
        ]
        opened.add_rows("files", rows)
    with closing(openpyxl.load_workbook(path)) as workbook:
        assert workbook.active is workbook.worksheets[0]
        assert workbook.active.title == "themes"
        return [*workbook.active.iter_rows(values_only=True)]


def counts(rows: list[tuple[Any, ...]]) -> dict[str, tuple[int, int]]:
    head = next(number for number, row in enumerate(rows) if row[0] == "Theme")
    return {row[2]: row[4:6] for row in rows[head + 1 :]}


def test_each_question_stands_by_its_theme_with_its_number_and_place(tmp_path: Path) -> None:
    rows = first_sheet(tmp_path, ("a.yaml", LIGHT, True))

    questions = [row for row in rows if row[2] in QUESTIONNAIRE.questions]
    assert [row[2] for row in questions] == [*QUESTIONNAIRE.questions]
    assert {row[0] for row in questions} == {part.title for part in QUESTIONNAIRE.sets}
    assert [row[1] for row in questions] == [*QUESTIONNAIRE.numbers.values()]
    assert questions[0][6] == "questions, row 2"
    assert [row[0] for row in rows[3:11]] == [table.name for table in TINY.tables]


def test_only_reports_that_count_are_counted(tmp_path: Path) -> None:
    rows = first_sheet(
        tmp_path, ("a.yaml", LIGHT, True), ("b.yaml", {}, True), ("c.yaml", LIGHT, False)
    )

    assert rows[1][0] == ("Reports in this workbook: 3. Reports that count, of each State one: 2.")
    assert counts(rows)["light"] == (1, 2)
    assert counts(rows)["kinds"] == (0, 2)


def test_a_confidential_answer_is_not_told_by_the_counts(tmp_path: Path) -> None:
    answered = first_sheet(tmp_path, ("a.yaml", SECRET, True))
    unknown = {"light": {"missing": "not-known", "reason": "no-data", "confidential": True}}

    assert first_sheet(tmp_path, ("a.yaml", unknown, True)) == answered
    assert counts(answered)["light"] == (0, 1)


def test_the_same_reports_are_the_same_bytes(tmp_path: Path) -> None:
    contents = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        first_sheet(tmp_path / name, ("a.yaml", LIGHT, True))
        contents.append((tmp_path / name / "a.xlsx").read_bytes())

    assert contents[0] == contents[1]
