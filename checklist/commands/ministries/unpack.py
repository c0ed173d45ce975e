"""`checklist ministries unpack`."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from checklist.files import writer
from checklist.files.archive import MAX_ALL
from checklist.files.reader import content_of_list
from checklist.ministries.packing import unpacked
from checklist.text.sanitize import safe_text


def run(
    file: Annotated[Path, typer.Argument(metavar="FILE", readable=False, help="A packed report.")],
    to: Annotated[
        Path,
        typer.Option(
            "--to",
            metavar="FOLDER",
            readable=False,
            help="The folder to restore to; without it, this folder.",
        ),
    ] = Path(),
) -> None:
    """Restore a packed report.

    No file is overwritten.
    """
    files = unpacked(content_of_list(file, MAX_ALL), to)
    for folder in {path.parent for path in files}:
        folder.mkdir(parents=True, exist_ok=True)
    for path, inner in files.items():
        writer.create(path, inner)
    folder_name = "this folder" if to == Path() else safe_text(str(to))
    print(f"Files restored in {folder_name}: {len(files):,}.", file=sys.stderr)
