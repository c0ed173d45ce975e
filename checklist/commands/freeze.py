"""`checklist freeze`."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from checklist.checks.resolve_questionnaire import resolve
from checklist.errors import ChecklistError
from checklist.files.discovery import is_file, is_folder
from checklist.files.plain_yaml import yaml_text
from checklist.files.reader import read
from checklist.files.writer import replace
from checklist.questionnaire.kept_version import kept_name
from checklist.questionnaire.sources import kept_data, read_sources
from checklist.text.sanitize import safe_text

_HEADING = "Written by `checklist freeze`: what this version asked. Not to be edited."


def run(
    folder: Annotated[
        Path,
        typer.Argument(metavar="FOLDER", readable=False, help="The folder of the questionnaire."),
    ],
    again: Annotated[
        bool,
        typer.Option("--again", help="Replace the file of a version that was not released yet."),
    ] = False,
) -> None:
    """Keep what a version of a questionnaire asks, before it is released.

    Writes history/VERSION.yaml into the folder: ids, answer types, rows, columns, codes, labels,
    conditions and words, with the digest that reports name. Reports of this version are checked,
    migrated and compared by that file once the question sets have gone on.

    To make a new version: freeze the present one, raise the version in questionnaire.yaml, change
    the question sets, and declare in changes.yaml what became of each question; `checklist lint`
    says what is not declared.
    """
    if not is_folder(folder):
        raise ChecklistError(f"{safe_text(str(folder))} is not a folder with a questionnaire")
    sources = read_sources(folder)
    version = sources.head.model.version if sources.head.model else ""
    path = folder / kept_name(version)
    if again and version:
        path.unlink(missing_ok=True)  # or the old file would be an error of the questionnaire
    asked = resolve(str(folder))
    data = kept_data(sources, asked)
    name = safe_text(str(path))
    if is_file(path):
        if read(path).data == data:
            print(f"{name} is what version {version} asks.", file=sys.stderr)
            return
        raise ChecklistError(
            f"{name} is there, and differs from what the question sets ask now: raise the version "
            "in questionnaire.yaml, or use --again if nobody has answered this version yet"
        )
    path.parent.mkdir(exist_ok=True)
    replace(path, yaml_text(data, heading=_HEADING).encode(), mode=0o644)
    print(f"wrote {name}", file=sys.stderr)
