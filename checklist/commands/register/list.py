"""`checklist register list`."""

import json
from collections.abc import Iterable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated, NamedTuple

from checklist.commands.shared.document_output import NoPagerOption, print_lines, write_document
from checklist.commands.shared.output_format import (
    FORMAT_OR_ENDING,
    OutputOption,
    resolve_format,
)
from checklist.commands.shared.register_options import (
    CycleOption,
    InOption,
    StateOption,
    cycle_year,
    read_register,
    state_code,
)
from checklist.console.page import Page
from checklist.register.submission_list import (
    ListedReminder,
    ListedSubmission,
    list_blocks,
    listed_reminders,
)
from checklist.register.submissions import submissions
from checklist.render.blocks import as_lines
from checklist.tables.csv import MARK
from checklist.tables.csv import lines as as_csv
from checklist.text.paragraphs import Line
from checklist.today import today


class RegisterListFormat(StrEnum):
    """The formats of the list."""

    TEXT = "text"
    JSON = "json"
    CSV = "csv"


def run(
    folder: InOption = Path(),
    state: StateOption = None,
    cycle: CycleOption = None,
    format_name: Annotated[RegisterListFormat | None, FORMAT_OR_ENDING] = None,
    output: OutputOption = None,
    no_pager: NoPagerOption = False,
) -> None:
    """Show what was received, and what became of it.

    A submission can have one of these states: it cannot be read yet, it is counted, a clarification
    was asked, a later submission replaced it, or it was withdrawn or erased. If no reply to a
    clarification comes by its day, the report is counted as received. Drafts are not counted, nor
    are reports where it is unclear which one counts. Reminders are shown next to the submission.
    Reminders to States that sent nothing have a table of their own. JSON has all reminders.
    """
    view = resolve_format(format_name, output, RegisterListFormat.TEXT)
    lines = read_register(folder).lines
    wanted = Wanted(state_code(state), cycle_year(cycle))
    known = [
        one
        for one in submissions(lines, today().isoformat())
        if wanted.has(one.received.state, one.received.cycle)
    ]
    reminders = [one for one in listed_reminders(lines) if wanted.has(one.state, one.cycle)]
    if view is RegisterListFormat.TEXT:

        def shown(width: int) -> Iterable[Line]:
            return as_lines(list_blocks(known, reminders, width), width)

        if output is None:
            page = Page.of_output()
            print_lines(list(shown(page.width)), page, with_pager=not no_pager)
        else:
            write_document(Page.text(shown), output)
        return
    rows = [ListedSubmission.of(one) for one in known]
    write_document(_document(rows, reminders, view), output)


class Wanted(NamedTuple):
    """What the options want to see."""

    state: str | None
    cycle: str | None

    def has(self, state: str | None, cycle: str | None) -> bool:
        """Whether what is of a State and a cycle is shown."""
        return self.state in {None, state} and self.cycle in {None, cycle}


def _document(
    rows: Sequence[ListedSubmission], reminders: Sequence[ListedReminder], view: RegisterListFormat
) -> str | bytes:
    if view is RegisterListFormat.JSON:
        document = {
            "checklist_register_list": 1,
            "submissions": [row._asdict() for row in rows],
            "reminders": [row._asdict() for row in reminders],
        }
        return json.dumps(document, indent=2) + "\n"
    cells = [tuple("" if cell is None else cell for cell in row) for row in rows]
    return MARK + as_csv([ListedSubmission._fields, *cells])
