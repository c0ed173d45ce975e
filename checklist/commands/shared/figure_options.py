"""The figures of a document as a workbook of charts."""

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

from checklist.commands.shared.findings_output import counted
from checklist.commands.shared.options import option
from checklist.errors import ChecklistError
from checklist.files.output_file import write_output
from checklist.render.blocks import Block
from checklist.text.sanitize import safe_text


def _workbook(given: Path | None) -> Path | None:
    """Return the workbook of `--figures`.

    Raises:
        ChecklistError: Its name has another ending.
    """
    if given is not None and given.suffix.lower() != ".xlsx":
        raise ChecklistError(f"--figures: {safe_text(given.name)} does not end with .xlsx")
    return given


FiguresOption = Annotated[
    Path | None,
    option(
        "--figures FILE",
        "Write each figure as a chart with its data into this workbook (.xlsx).",
        checked=_workbook,
    ),
]


def write_figures(blocks: Iterable[Block], workbook: Path | None, title: str) -> None:
    """Write the figures of a document, and say on standard error how many there are.

    Args:
        blocks: The document.
        workbook: The workbook of charts; None: no workbook.
        title: The title of the document.

    Raises:
        SaveError: The file cannot be written.
    """
    if workbook is None:
        return
    from checklist.render.figures.workbook import as_workbook, figures  # few runs need it

    drawn = [*figures(blocks)]
    write_output(workbook, as_workbook(drawn, title))
    name = safe_text(str(workbook))
    print(f"{counted(len(drawn), 'figure')} written to {name}", file=sys.stderr)
