"""Screens, forms, mails and documents in languages that nobody speaks.

What stands there in English is no message yet, and no sentence is a part of another.
"""

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import docx
import openpyxl
import pytest

from checklist.interview.session import Session
from checklist.interview.user_commands import Action
from checklist.render.markdown import as_markdown
from checklist.render.ministries.covering_note import Sender, mail_text, note_blocks
from checklist.render.report.document import document_blocks
from checklist.render.word import as_docx
from checklist.reports.check_structure import check_structure
from checklist.reports.report import Report
from checklist.states import BY_CODE
from checklist.text.messages import speaking
from tests.acceptance.entries import ANSWERS
from tests.interview.fullscreen.test_face import Official
from tests.interview.fullscreen.test_snapshots import KEYS, SMALL
from tests.support.folders import COAST_FOLDER, SMALL_FOLDER
from tests.support.ministries import form, part_of, written
from tests.support.pseudo import (
    catalogue,
    english_words,
    in_brackets,
    in_greek,
    sentences_within,
)

SENDER = Sender(office="Ministry of justice", person="Kari", email="kari@example.org")
FILES = ("NOR-labour.docx", "NOR-note.docx")
KNOWN = [
    *(path.read_text("utf-8") for of in (SMALL_FOLDER, COAST_FOLDER) for path in of.glob("*.yaml")),
    *map(str, ANSWERS.values()),
    *(state.name for state in BY_CODE.values()),
    *Action,
    *FILES,
    "Enter Esc Tab Space Del Backspace Ctrl Alt PgDn PgUp",
    "zzz gianche lig new R-labour",
]
"""What is no message: questions, answers, States, commands, files, keys, and what is typed."""
MARKS = ["checklist-form", "checklist-table", "cleared-by", "cleared-on", "filled-in-by", "remark"]
"""What a workbook says to the program that reads it."""


@contextmanager
def spoken(translate: Callable[[str], str]) -> Iterator[None]:
    with speaking("fr", catalogue(translate)):
        yield


def begun() -> Report:
    answers = {name: {"value": value} for name, value in ANSWERS.items()}
    return Report.begin(SMALL, "DNK", date(2026, 1, 1))._replace(answers=answers)


def report_text() -> str:
    return as_markdown([*document_blocks(check_structure(begun().to_data(), SMALL)[0])])


def mail_and_note() -> str:
    part = part_of({}, "labour")
    note = docx.Document(io.BytesIO(as_docx(note_blocks(part, SENDER, FILES[0]), title="x")))
    lines = [paragraph.text for paragraph in note.paragraphs]
    return "\n".join([*lines, mail_text(part, SENDER, *FILES)])


def workbook_text() -> str:
    book = openpyxl.load_workbook(io.BytesIO(written(form({}), "xlsx")))
    sheets = (sheet for sheet in book if sheet.sheet_state == "visible")
    values = (cell.value for sheet in sheets for row in sheet for cell in row)
    return "\n".join(str(value) for value in values if value)


SHOWN = {"a report": report_text, "a mail": mail_and_note, "a workbook": workbook_text}


def test_a_text_that_is_no_message_is_found() -> None:
    assert english_words("Nobody translated Χο το.", ["nobody"]) == ["translated"]
    assert [*sentences_within("⟦One. ⟦Two is in it.⟧⟧ ⟦A ⟦word⟧.⟧")] == ["Two is in it."]


@pytest.mark.parametrize("name", KEYS)
def test_a_screen_has_no_english_of_the_program(name: str, tmp_path: Path) -> None:
    with spoken(in_greek):
        session = Session.begin(tmp_path / "report-DNK.yaml", SMALL, begun())
        shown = Official(session, KEYS[name], (120, 40)).screen

    assert english_words(shown, KNOWN) == []


@pytest.mark.parametrize("name", SHOWN)
def test_a_text_has_no_english_of_the_program(name: str) -> None:
    with spoken(in_greek):
        shown = SHOWN[name]()

    assert english_words(shown, [*KNOWN, *MARKS]) == []


@pytest.mark.parametrize("name", SHOWN)
def test_no_sentence_is_a_part_of_another(name: str) -> None:
    with spoken(in_brackets):
        shown = SHOWN[name]()

    assert [*sentences_within(shown)] == []
