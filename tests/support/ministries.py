"""Divided reports, their parts, and forms that are filled in by program as a clerk would."""

import io
import json
from collections.abc import Mapping
from functools import cache
from random import Random
from typing import Any

import openpyxl

from checklist.forms.build import form_of
from checklist.forms.form import ANSWER, COLUMNS, Form, FormLine, FormTable
from checklist.forms.registry import format_named
from checklist.forms.xlsx_writer import COLUMN, HEADING_ROW, MARKER, TABLE_MARKER
from checklist.ministries.division import (
    Assignment,
    Authority,
    Division,
    proposed_division,
    reference_of,
)
from checklist.ministries.part import Part, PartMaker
from checklist.questionnaire.loading import load
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.reports.address import units
from checklist.reports.check_structure import check_structure
from checklist.reports.checked_report import CheckedReport
from checklist.reports.report import DRAFT, Report
from tests.support.folders import COAST_FOLDER

COAST = load(COAST_FOLDER)
PART_ID = "b" * 32
REPORT_ID = "a" * 32

NOT_IN_FORMS = frozenset({"answered_by", "confidence", "by"})
"""What no form shows of an answer."""


def report_of(answers: Mapping[str, Any], questionnaire: Questionnaire = COAST) -> Report:
    """Return the draft of Norway with these answers."""
    head = questionnaire.head
    return Report(
        questionnaire_id=head.id,
        questionnaire_version=head.version,
        questionnaire_digest=questionnaire.digest,
        state="NOR",
        as_of="2026-11-24",
        status=DRAFT,
        revision=1,
        answers=answers,
        report_id=REPORT_ID,
    )


def checked(answers: Mapping[str, Any], questionnaire: Questionnaire = COAST) -> CheckedReport:
    """Return the draft, checked."""
    return check_structure(report_of(answers, questionnaire).to_data(), questionnaire)[0]


def division(questionnaire: Questionnaire = COAST) -> Division:
    """Return the division that the questionnaire proposes."""
    return proposed_division(report_of({}, questionnaire), questionnaire)


def all_to(authority: str, questionnaire: Questionnaire = COAST) -> Division:
    """Return a division in which one authority answers everything."""
    return Division(
        checklist_division=1,
        questionnaire=reference_of(questionnaire),
        state="NOR",
        report_id=REPORT_ID,
        authorities={authority: Authority()},
        asks={i: Assignment(lead=authority) for i in questionnaire.questions},
    )


def part_of(
    answers: Mapping[str, Any],
    authority: str = "labour",
    divided: Division | None = None,
    questionnaire: Questionnaire = COAST,
) -> Part:
    """Return the part of an authority in a report with these answers."""
    maker = PartMaker(
        checked=checked(answers, questionnaire), division=divided or division(questionnaire)
    )
    return maker.part(authority, PART_ID)


def form(
    answers: Mapping[str, Any],
    authority: str = "labour",
    divided: Division | None = None,
    questionnaire: Questionnaire = COAST,
) -> Form:
    """Return the form of that part."""
    return form_of(part_of(answers, authority, divided, questionnaire), "kari@example.org")


def given_by(authority: str, answers: Mapping[str, Any]) -> dict[str, Any]:
    """Return answers that name an authority as their giver, so that its form shows all of them."""
    return {i: {**answer, "answered_by": [authority]} for i, answer in answers.items()}


def written(of: Form, name: str = "xlsx") -> bytes:
    """Return the file of a form."""
    return format_named(name).write(of)


@cache
def empty_form(name: str, questionnaire: Questionnaire) -> bytes:
    """Return the file of a form of an empty report, with all questions. It is written once."""
    return written(form({}, "labour", all_to("labour", questionnaire), questionnaire), name)


def shown_units(answers: Mapping[str, Any], questionnaire: Questionnaire = COAST) -> dict[str, Any]:
    """Return the contents of answers by address, as far as a form has them."""
    return {
        str(address): content
        for address, content in units(answers, questionnaire)
        if address.part not in NOT_IN_FORMS
    }


class Clerk:
    """Fills in a workbook with what a second form, of the wanted answers, shows."""

    def __init__(self, content: bytes, wanted: Form, random: Random | None = None) -> None:
        self.book = openpyxl.load_workbook(io.BytesIO(content))
        self.wanted = wanted
        self.random = random

    def fill(self) -> bytes:
        """Return the filled workbook."""
        lines = {line.key: line for line in self.wanted.lines}
        tables = {table.question: table for table in self.wanted.tables}
        for sheet in self.book.worksheets:
            marker = str(sheet.cell(1, 1).value or "")
            if marker == MARKER:
                self._lines(sheet, lines)
            elif marker.startswith(TABLE_MARKER):
                self._table(sheet, tables[marker.split()[1]])
        return self.saved()

    def saved(self) -> bytes:
        """Return the workbook as it is now."""
        output = io.BytesIO()
        self.book.save(output)
        return output.getvalue()

    def _lines(self, sheet: Any, lines: Mapping[str, FormLine]) -> None:
        for row in range(HEADING_ROW + 2, sheet.max_row + 1):
            line = lines.get(str(sheet.cell(row, 1).value))
            for name in COLUMNS if line else ():
                assert line is not None
                text = line.shown.get(name)
                if text:
                    sheet.cell(row, COLUMN[name] + 1).value = self._typed(line, name, text)

    def _typed(self, line: FormLine, name: str, text: str) -> str:
        """Return a text as a clerk may type it: words, code or number of an option."""
        if name != ANSWER or self.random is None or not line.options:
            return text
        names = [one.label for one in line.options]
        if text not in names:
            return text
        index = names.index(text)
        return self.random.choice([text, str(index + 1), line.options[index].code, text.upper()])

    def _table(self, sheet: Any, table: FormTable) -> None:
        for index, entry in enumerate(table.entries):
            for at, column in enumerate(table.columns):
                sheet.cell(HEADING_ROW + 2 + index, at + 3).value = entry.cells[column.id] or None


def set_cell(content: bytes, key: str, name: str, value: Any) -> bytes:
    """Return a workbook with another content in the field of a line."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book.worksheets[0]
    for row in range(1, sheet.max_row + 1):
        if sheet.cell(row, 1).value == key:
            sheet.cell(row, COLUMN[name] + 1).value = value
            break
    else:
        raise AssertionError(f"there is no line {key}")
    output = io.BytesIO()
    book.save(output)
    return output.getvalue()


def canonical(data: Any) -> str:
    """Return data so that equal data are equal texts."""
    return json.dumps(data, sort_keys=True, ensure_ascii=False)
