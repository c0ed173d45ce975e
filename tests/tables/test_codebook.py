"""The codebook has the meaning of every column, and of every code in it."""

from checklist.analysis.rows.columns import STANDINGS
from checklist.analysis.rows.questionnaire_rows import QuestionnaireRows
from checklist.analysis.rows.report_reader import LeftOut, ReportReader
from checklist.checks.batch import ReportSource
from checklist.questionnaire.loading import shipped
from checklist.tables.contents import Contents, code_rows, codebook_rows
from checklist.tables.interface import table_file_name
from tests.support.folders import EXAMPLES
from tests.tables.tabulating import QUESTIONNAIRE, TINY


def test_every_column_of_every_table_has_a_row_that_says_what_it_means() -> None:
    rows = list(codebook_rows({table.name: table.columns for table in TINY.tables}, {}))

    found = {(row.table, row.column): row.meaning for row in rows if not row.code}
    for table in TINY.tables:
        assert found[table.name, ""]
        for column in table.columns:
            assert found[table.name, column.name]


def test_every_standing_is_told() -> None:
    rows = codebook_rows({table.name: table.columns for table in TINY.tables}, {})

    found = {row.code: row.meaning for row in rows if row.column == "standing" and row.code}
    assert found == STANDINGS


def test_the_codes_of_questions_are_told_by_the_part_in_which_they_stand() -> None:
    rows = [tuple(row) for row in code_rows(QUESTIONNAIRE)]

    assert rows == [
        ("light", "", "good", "Good", ""),
        ("light", "", "bad", "Bad", ""),
        ("kinds", "", "good", "Good", ""),
        ("kinds", "", "bad", "Bad", ""),
        ("grid", "", "good", "Good", ""),
        ("grid", "", "bad", "Bad", ""),
        ("laws", "kind", "good", "Good", ""),
        ("laws", "kind", "bad", "Bad", ""),
    ]


def test_every_code_in_the_examples_that_has_words_of_the_questionnaire_is_told() -> None:
    contents = Contents(QuestionnaireRows(shipped()))
    (codes,) = (table.rows for table in contents.tables if table.name == "codes")
    found = {(question, part, code): label for question, part, code, label, _ in codes}
    of_states = {
        question.question for question in contents.questionnaire_rows.questions.values()
    } & {
        question.id
        for question in shipped().questions.values()
        if question.type in {"state", "states"}
    }

    for path in EXAMPLES.iterdir():
        report = ReportReader().read(ReportSource(path))
        assert not isinstance(report, LeftOut)
        for row in report.made().answers:
            if row.code and row.language == "en" and row.question not in of_states:
                assert found[row.question, row.part, row.code] == row.text


def test_the_codes_in_columns_are_those_that_reports_have() -> None:
    rows = codebook_rows({table.name: table.columns for table in TINY.tables}, {})
    found = {(row.column, row.code) for row in rows if row.table == "answers" and row.code}
    coded = {column for column, _ in found}

    for path in EXAMPLES.iterdir():
        report = ReportReader().read(ReportSource(path))
        assert not isinstance(report, LeftOut)
        for row in report.made().answers:
            for column in coded & set(row._fields):
                assert not getattr(row, column) or (column, getattr(row, column)) in found


def test_two_names_of_files_are_never_told_the_same() -> None:
    names = ["a\x1b.yaml", "a‹U+001B›.yaml", "a‹U+2039›U+001B›.yaml", "a\udcff.yaml", "a‹.yaml"]

    found = [table_file_name(name) for name in names]

    assert len(set(found)) == len(names)
    assert table_file_name("reports/report-NOR.yaml") == "reports/report-NOR.yaml"
    assert found[0] == "a‹U+001B›.yaml"


def test_the_codes_of_authorities_have_their_labels() -> None:
    tables = {table.name: table.columns for table in TINY.tables}

    rows = [*codebook_rows(tables, {"own": "We", "navy": "The navy"})]

    found = {
        row.code: row.meaning for row in rows if (row.table, row.column) == ("answers", "ministry")
    }
    assert (found["own"], found["navy"]) == ("We", "The navy")
