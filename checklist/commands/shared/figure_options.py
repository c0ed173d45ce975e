"""The figures of a document as files: a workbook of charts, and a folder of pictures."""

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from checklist.commands.shared.findings_output import counted
from checklist.errors import ChecklistError
from checklist.files import writer
from checklist.files.output_file import write_output
from checklist.files.private_folder import make_private_folder
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
    typer.Option(
        "--figures",
        metavar="FILE",
        readable=False,
        callback=_workbook,
        help="Write each figure as a chart with its data into this workbook (.xlsx).",
    ),
]
ChartsOption = Annotated[
    Path | None,
    typer.Option(
        "--charts",
        metavar="DIR",
        readable=False,
        help="Write each figure as a picture (SVG) into this folder.",
    ),
]


def write_figures(
    blocks: Iterable[Block], workbook: Path | None, folder: Path | None, title: str
) -> None:
    """Write the figures of a document, and say on standard error how many there are.

    Args:
        blocks: The document.
        workbook: The workbook of charts; None: no workbook.
        folder: The folder of pictures, which is made; None: no pictures.
        title: The title of the document.

    Raises:
        ChecklistError, SaveError: A file cannot be written.
    """
    if workbook is None and folder is None:
        return
    from checklist.render.figures.listed import figures  # few runs need it

    drawn = [*figures(blocks)]
    where = []
    if workbook is not None:
        from checklist.render.figures.workbook import as_workbook

        write_output(workbook, as_workbook(drawn, title))
        where.append(workbook)
    if folder is not None:
        from checklist.render.figures.svg import as_svg

        _make(folder)
        for one in drawn:
            write_output(folder / f"{one.name}.svg", as_svg(one).encode())
        where.append(folder)
    names = " and ".join(safe_text(str(one)) for one in where)
    print(f"{counted(len(drawn), 'figure')} written to {names}", file=sys.stderr)


def _make(folder: Path) -> None:
    try:
        make_private_folder(folder)
    except OSError as error:
        name, reason = safe_text(str(folder)), writer.reason(error)
        raise ChecklistError(f"--charts: {name} cannot be used: {reason}") from None
