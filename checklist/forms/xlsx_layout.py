"""Where what stands in a form that is a workbook."""

from collections.abc import Mapping

from checklist.forms.form import ANSWER, CONFIDENTIAL, EVIDENCE, MISSING, NOTE
from checklist.text.messages import Message, Texts

SHEET = Message("Form", "the name of a sheet")
LISTS, RECORD = "lists", "part"
"""The sheets: of the questions; hidden, of the drop-down lists and of what the part carries."""

MARKER = "checklist-form"
"""The text in the first cell of each sheet that is filled in."""
RECORD_MARKER, LISTS_MARKER = "checklist-part", "checklist-lists"
TABLE_MARKER = "checklist-table"
"""Stands, with the question behind a space, in the first cell of the sheet of a table."""

HEADINGS: Mapping[str, str] = Texts(
    {
        "key": "Address",
        "number": "No.",
        "text": "Question",
        "last": "Last report",
        ANSWER: "Your answer ▾",
        MISSING: "If there is no answer, why? ▾",
        EVIDENCE: "Source, as the question says",
        NOTE: "Remark",
        CONFIDENTIAL: "Do not publish",
    }
)
"""The columns of the sheet of questions, in their order."""
EARLIER_HEADINGS: Mapping[str, str] = Texts({EVIDENCE: "Law, article, link"})
"""The headings of columns in forms of earlier versions."""
COLUMN = {name: index for index, name in enumerate(HEADINGS)}
"""The index of each column."""
WIDTHS: Mapping[str, float] = {
    "key": 8,
    "number": 7,
    "text": 70,
    "last": 20,
    ANSWER: 45,
    MISSING: 20,
    EVIDENCE: 20,
    NOTE: 24,
    CONFIDENTIAL: 9,
}

TINT, BAND, HEADING, CLOSED = "FFF9E5", "1F4E79", "D9E2EC", "EDEDED"
"""The colours of fields, of bands, of headings, and of cells in which nothing is filled in."""
COLOURS = frozenset({TINT, BAND, HEADING, CLOSED, "FFFFFF"})

HEADING_ROW = 2
"""The index of the row with the headings; those above say what the form is."""
MOST_PRINTED = 40
"""The most options of a drop-down list that stand below a question, for paper."""
EMPTY_ROWS = 20
"""The empty rows of a table."""

MOST_ROWS, MOST_COLUMNS = 6_000, 40
"""The most rows and columns of a sheet that are read."""
CHUNK = 15_000
"""The most characters of a cell of the hidden sheet: Excel takes 32,767, some counted twice."""


def column_name(index: int) -> str:
    """Return the letters of a column by its index: `E` for 4."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def cell_name(row: int, column: int) -> str:
    """Return the name of a cell by its indices: `E14` for (13, 4)."""
    return f"{column_name(column)}{row + 1}"
