"""`checklist register list`."""

import json
from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from checklist.commands.shared.document_output import NoPagerOption, print_lines, write_document
from checklist.commands.shared.output_format import resolve_format
from checklist.commands.shared.register_options import (
    CycleOption,
    InOption,
    StateOption,
    cycle_year,
    read_register,
    state_code,
)
from checklist.console.page import Page
from checklist.register.overview import ListedSubmission, overview_blocks
from checklist.register.submissions import submissions
from checklist.render.blocks import as_lines
from checklist.tables.csv import MARK, lines
from checklist.text.paragraphs import Line


class RegisterListFormat(StrEnum):
    """The formats of the list."""

    TEXT = "text"
    JSON = "json"
    CSV = "csv"


def run(
    folder: InOption = Path(),
    state: StateOption = None,
    cycle: CycleOption = None,
    format_name: Annotated[
        RegisterListFormat | None,
        typer.Option(
            "--format",
            help="How it is written, if the ending of --output does not say it; else text.",
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", readable=False, help="Write it to a file."),
    ] = None,
    no_pager: NoPagerOption = False,
) -> None:
    """Show what was received, and what became of it.

    A submission cannot be read yet, is counted, was replaced by a later one, or was withdrawn or
    erased; or a clarification was asked. If no reply comes by its day, the report is counted as
    received.
    """
    view = resolve_format(format_name, output, RegisterListFormat.TEXT)
    wanted_state, wanted_cycle = state_code(state), cycle_year(cycle)
    known = [
        one
        for one in submissions(read_register(folder).lines, date.today().isoformat())
        if wanted_state in {None, one.received.state} and wanted_cycle in {None, one.received.cycle}
    ]
    if view is RegisterListFormat.TEXT:

        def shown(width: int) -> Iterable[Line]:
            return as_lines(overview_blocks(known, width), width)

        if output is None:
            page = Page.of_output()
            print_lines(list(shown(page.width)), page, with_pager=not no_pager)
        else:
            write_document(Page.text(shown), output)
        return
    write_document(_document([ListedSubmission.of(one) for one in known], view), output)


def _document(rows: Sequence[ListedSubmission], view: RegisterListFormat) -> str | bytes:
    if view is RegisterListFormat.JSON:
        document = {
            "checklist_register_list": 1,
            "submissions": [row._asdict() for row in rows],
        }
        return json.dumps(document, indent=2) + "\n"
    cells = [tuple("" if cell is None else cell for cell in row) for row in rows]
    return MARK + lines([ListedSubmission._fields, *cells])
